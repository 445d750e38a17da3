"""What the words of a name say it is, and names that go on: "... University" is an organisation, "UN" + "Office for ..." is one."""

from __future__ import annotations

import re
from collections.abc import Iterable

from components.extract.entities import known
from components.extract.entities.page import Mention, Page, without_overlaps

SHARED = known.words("shared")  # "the USA and Canada Institute"
STATES = known.words("state")
LOCAL = known.words("local")
OWNER = re.compile(r" ?['’]s (?=[A-Z])")
CONTESTS = frozenset(
    [
        "Asian",
        "Commonwealth",
        "Pan",
        "Winter",
        "Summer",
        "Youth",
        "World",
        "Highland",
        "Invictus",
        "Military",
        "Universiade",
        "African",
        "European",
        "Islamic",
        "Mediterranean",
        "University",
        "National",
        "Island",
        "Indigenous",
        "Masters",
        "Gay",
    ]
)  # "the Commonwealth Games"
PLACES = frozenset(["GPE", "LOC", "FAC"])


def heads(page: Page, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions of several words with the label that their last word settles."""
    return [_by_head(page, m) for m in mentions]


def _by_head(page: Page, m: Mention) -> Mention:
    words = page.of(m)
    if (
        len(words) == 1
        and m.label in ("PERSON", "WORK_OF_ART", "NORP")
        and words[0].isupper()
        and words[0].isalpha()
        and 3 <= len(words[0]) <= 6
        and not page.is_shouted(m)
    ):
        return m._replace(label="ORG", origin="rule")
    if len(words) < 2 or m.sure or m.label in ("WEAPON",):
        return m
    label = known.heads().get(_head(words)) or known.openers().get(words[0])
    if words[-1] == "Games" and not _is_contest(words):
        label = "ORG" if m.label == "EVENT" else None  # "Epic Games" makes games
    if label is None or label == m.label or (label in PLACES and m.label in PLACES):
        return m
    return m._replace(label=label, origin="rule")


def _is_contest(words: list[str]) -> bool:
    """Whether games are a contest: of a place, a season, a year or athletes."""
    return any(w in known.names() or w.isdigit() or w in CONTESTS or w.endswith(("lympic", "ics")) for w in words[:-1])


def _head(words: list[str]) -> str:
    """The word that says what a name names: the last, or the last before "of" or "for"."""
    for i, word in enumerate(words):
        if i and word in ("of", "for"):
            return words[i - 1]
    if len(words) > 2 and words[-1].isdigit():
        return words[-2]  # "Security Council Resolution 2254"
    return words[-1]


def parted(page: Page, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions with a body and its part apart: "Council of Trade" and "Food Agency" in "the Council of Trade's Food Agency"."""
    done: list[Mention] = []
    for m in mentions:
        said = page.said(m)
        match = OWNER.search(said) if m.label == "ORG" and not m.sure else None
        if (
            match is not None
            and said[match.end() :] not in known.names()
            and _is_body(said[: match.start()])
            and _is_body(said[match.end() :])
        ):
            done.append(m._replace(end=m.start + match.start(), origin="rule"))
            done.append(m._replace(start=m.start + match.end(), origin="rule"))
        else:
            done.append(m)
    return done


def _is_body(said: str) -> bool:
    words = said.split()
    return len(words) > 1 and (known.heads().get(_head(words)) == "ORG" or said in known.names())


def joined(page: Page, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions with organisations whole: "UN" + "Office for ...", "Nantou" + "District Court", "2022" + "World Cup"."""
    done: list[Mention] = []
    for mention in mentions:
        m = _with_head(page, mention)
        before = done[-1] if done else None
        if (
            before is not None
            and m.label == "ORG"
            and before.label in ("GPE", "ORG")
            and page.text[before.end : m.start] == " "
            and (page.said(before) in STATES or (before.label == "GPE" and page.of(m)[0] in LOCAL))
        ) or (
            before is not None
            and m.label == "ORG"
            and before.label in ("GPE", "NORP", "LOC", "ORG")
            and page.text[before.end : m.start] == " and "
            and page.of(m)[-1] in SHARED
            and page.before(before) in ("the", "The")
            and page.before(before, 2) not in ("and", "both", "between")
        ):
            done[-1] = m._replace(start=before.start, origin="rule")
        else:
            done.append(m)
    return without_overlaps(done)


def _with_head(page: Page, m: Mention) -> Mention:
    """A name on to the capitalised word that says what it is: "Kasama Municipal" + "School"."""
    last = page.range(m)[1]
    end = last
    words = page.words
    while (
        end < len(words)
        and end - last < 3
        and words[end][0].isupper()
        and page.text[page.ends[end - 1] : page.starts[end]] == " "
    ):
        end += 1
        if words[end - 1] in known.heads() and m.label in ("ORG", "FAC", "GPE", "LOC", "EVENT") and not m.sure:
            return m._replace(end=page.ends[end - 1], label=known.heads()[words[end - 1]], origin="rule")
    return m
