"""Acronyms that the text defines: "Syrian Observatory for Human Rights (SOHR)" and, the other way round, "IAEA (International ...)"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from components.extract.entities import known
from components.extract.entities.page import Mention, Page, without_overlaps

IN_BRACKETS = re.compile(r"\(\s?[\"'“‘]?([A-Z][A-Za-z&]{0,4}[A-Z][A-Za-z&]{0,4}|[A-Z]{2,9})s?[\"'”’]?\s?\)")
SMALL = known.words("small")
LONGEST = 12  # words of a name that an acronym may stand for
NAMED = frozenset(["ORG", "GPE", "LOC", "FAC", "PRODUCT", "EVENT", "LAW", "NORP", "WORK_OF_ART", "WEAPON"])


class Definition(NamedTuple):
    """An acronym with the words it stands for, ``page.words[first:last]``; ``name`` is None where those are no name."""

    acronym: str
    first: int
    last: int
    name: str | None


def settle(page: Page, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions with defined acronyms as names of what they stand for, and long forms whole."""
    mentions = list(mentions)
    definitions = list(defined(page))
    if not definitions:
        return mentions
    by_acronym = {d.acronym: d for d in definitions}
    owner = {k: m for m in mentions for k in range(*page.range(m))}
    labels, added, gone = {}, [], set()
    for d in definitions:
        if d.name is None:
            continue
        over = {owner[k] for k in range(d.first, d.last) if k in owner}
        labels[d.acronym] = _label(page, d, over)
        added.append(Mention(page.starts[d.first], page.ends[d.last - 1], labels[d.acronym], "rule", d.name, sure=True))
        gone |= over
    for i in page.starting(by_acronym.keys() | {f"{acronym}s" for acronym in by_acronym}):
        word = page.words[i]
        found = by_acronym.get(word) or by_acronym[word[:-1]]
        m = owner.get(i)
        alone = m is None or page.range(m) == (i, i + 1)
        if found.name is None:
            if m is not None and alone:
                gone.add(m)
        elif alone:
            if m is not None:
                gone.add(m)
            added.append(Mention(page.starts[i], page.ends[i], labels[found.acronym], "rule", found.name, sure=True))
    return without_overlaps([m for m in mentions if m not in gone] + added)


def defined(page: Page) -> Iterable[Definition]:
    """The acronyms that stand in brackets behind the words whose initials they are."""
    for match in IN_BRACKETS.finditer(page.text):
        acronym, last = match.group(1), page.index(match.start())
        first = long_form(page.words, last, acronym)
        if first is not None:
            words = page.words[first:last]
            named = sum(w[0].isupper() for w in words) >= 2
            name = page.text[page.starts[first] : page.ends[last - 1]] if named else None
            yield Definition(acronym, first, last, name)


def long_form(words: list[str], last: int, acronym: str) -> int | None:
    """The index of the first of the words before ``last`` whose initials make up the acronym.

    >>> long_form(["the", "Human", "Rights", "Council"], 4, "HRC")
    1
    """
    letters = [c.lower() for c in acronym if c.isalpha()]
    if letters and letters[-1] == "s" and acronym[-1] == "s":
        letters.pop()
    k, left = last - 1, list(letters)
    while k >= max(0, last - LONGEST) and left:
        word = words[k]
        if (word[0].lower() == left[-1] and word.lower() not in SMALL) or (
            word.lower() in SMALL
            and left[-1] == word[0].lower()
            and len(left) > 1
            and k > 0
            and words[k - 1][0].lower() == left[-2]
        ):
            left.pop()
        elif word.lower() in SMALL or word in "-–'’,":
            pass
        elif word[0].isupper() and len(letters) > 2 and _inside(left, word):
            del left[-_inside(left, word) :]
        else:
            return None
        if not left:
            return k
        k -= 1
    return None


def _inside(left: list[str], word: str) -> int:
    """How many of the last letters a word gives, its first among them ("Interpol": no; "KwaZulu" gives k, z)."""
    for count in range(min(len(left), 3), 1, -1):
        wanted, position = left[-count:], 0
        lower = word.lower()
        if lower[0] != wanted[0]:
            continue
        for letter in wanted:
            position = lower.find(letter, position) + 1
            if position == 0:
                break
        else:
            return count
    return 0


def _label(page: Page, definition: Definition, over: set[Mention]) -> str:
    head = known.heads().get(page.words[definition.last - 1])
    whole = [m.label for m in over if page.range(m)[1] >= definition.last and m.label in NAMED]
    if head in ("ORG", "LAW", "EVENT"):
        return head
    return whole[0] if whole and len(over) == 1 else "ORG"
