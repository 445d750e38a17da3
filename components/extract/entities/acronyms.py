"""Acronyms that the text defines: "Syrian Observatory for Human Rights (SOHR)" and, the other way round, "IAEA (International ...)"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from components.extract.entities import known
from components.extract.entities.page import Mention, Page, without_overlaps

IN_BRACKETS = re.compile(r"\(\s?[\"'“‘]?([A-Z][A-Za-z&]{0,4}[A-Z][A-Za-z&]{0,4}|[A-Z]{2,9})s?[\"'”’]?\s?\)")
OFFICES = known.words("office") | known.titles()  # "Municipal Chief Executive (MCE)" is nobody's name
SMALL = known.words("small")
LONGEST = 12  # words of a name that an acronym may stand for
NAMED = frozenset(["ORG", "GPE", "LOC", "FAC", "PRODUCT", "EVENT", "LAW", "NORP", "WORK_OF_ART", "WEAPON"])


class Definition(NamedTuple):
    """An acronym with the words it stands for, ``page.words[first:last]``; ``name`` is None where those are no name."""

    acronym: str
    first: int
    last: int
    name: str | None


COMMON = frozenset(
    ["PA", "PT", "SPA", "OLA", "PLA", "STC"]
)  # short forms that stand for something else as often as for what is known best
STEM = 7  # letters that tell whether an article speaks of a thing: "Palestinians" for "Palestinian Authority"


def settle(page: Page, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions with defined acronyms as names of what they stand for, and long forms whole."""
    mentions = list(mentions)
    if "(" not in page.counts:
        return mentions
    owner = {k: m for m in mentions for k in range(*page.range(m))}
    definitions = list(defined(page, owner))
    by_acronym = {d.acronym: d for d in definitions}
    labels, added, gone = {}, [], set()
    for d in definitions:
        if d.name is None:
            continue
        over = {owner[k] for k in range(d.first, d.last) if k in owner}
        start, end = page.starts[d.first], page.ends[d.last - 1]
        whole = next((m for m in over if m.start <= start and end <= m.end), None)
        labels[d.acronym] = label = _label(page, d, whole)
        if whole is not None and whole.end == end and page.range(whole)[0] >= d.first - 2:
            start = whole.start  # "UN Office for ... (OCHA)"
        added.append(Mention(start, end, label, "rule", d.name, sure=True))
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


def of_known(page: Page, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions and the short forms that mean many things, where the article names in full what they stand for: "IS" after
    "Islamic State"."""
    mentions = list(mentions)
    named = {m.name for m in mentions if m.label == "ORG" and m.name is not None}
    meant = {short: name for short, name in known.unclear_acronyms().items() if name in named}
    if not meant:
        return mentions
    owner = {k for m in mentions for k in range(*page.range(m))}
    found = [
        Mention(page.starts[i], page.ends[i], "ORG", "rule", meant[page.words[i]], sure=True)
        for i in page.starting(meant)
        if i not in owner
    ]
    return without_overlaps([*mentions, *(m for m in found if not page.is_shouted(m))])


def unbacked(page: Page, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions where a short form that means many things keeps to itself, since nothing in the article speaks of what it could stand
    for: "PA" in a British story is no Palestinian Authority."""
    meant = known.unclear_acronyms()
    stems = {word[:STEM].lower() for word in page.words if len(word) > 3}
    return [
        m._replace(name=said)
        if (said := page.said(m)) in COMMON and m.label == "ORG" and not _is_backed(said, meant.get(said, said), stems)
        else m
        for m in mentions
    ]


def _is_backed(short: str, name: str, stems: set[str]) -> bool:
    return any(word[:STEM].lower() in stems for word in name.split() if len(word) > 3 and word != short)


def defined(page: Page, owner: Mapping[int, Mention]) -> Iterable[Definition]:
    """The acronyms in brackets behind the words whose initials they are, or behind an organisation with a foreign name."""
    for match in IN_BRACKETS.finditer(page.text):
        acronym, last = match.group(1), page.index(match.start())
        first = long_form(page.words, last, acronym)
        before = owner.get(last - 1)
        if first is None and before is not None and before.label == "ORG" and acronym.isupper() and len(acronym) > 2:
            first = page.range(before)[0]
            first = None if "," in page.words[first:last] else first
        if first is not None and last - first > 1 and not _is_dateline(page.words[first]):
            words = page.words[first:last]
            named = sum(w[0].isupper() for w in words) >= 2 and words[-1] not in OFFICES
            name = page.text[page.starts[first] : page.ends[last - 1]] if named else None
            yield Definition(acronym, first, last, name)


def _is_dateline(word: str) -> bool:
    """Whether a long form that would begin with this word is none, as "KOLO, Nambura (KNA)"."""
    return word.isupper() and len(word) > 3


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


def _label(page: Page, definition: Definition, whole: Mention | None) -> str:
    """The label of a long form: its mention's where that is sure, else its last word's, else the mention's."""
    if whole is not None and whole.sure and whole.label in NAMED:
        return whole.label
    head = known.heads().get(page.words[definition.last - 1], "")
    if head in ("ORG", "LAW", "EVENT"):
        return head
    return whole.label if whole is not None and whole.label in NAMED else "ORG"
