"""Numbers behind the word toll: "the death toll rose to 327 from 288", "the number of dead"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from components.extract.counting.nouns import singular
from components.extract.counting.page import Draft, Page, hashes
from components.extract.counting.persons import is_person, of_persons
from components.extract.labels import KILLED

TOLL = re.compile(
    r"(?<![^\W_])(?:(?:death|fatality|casualty) (?:toll|count)s?|(?:(?:its|their|his|own|army|army['’]s|government|rebel|battlefield|combat) )losses(?= (?:at|to) )|with the loss(?= of )|toll|number of (?:\w+ ){0,3}?(?:dead|deaths|killed|fatalities|casualties|victims)|number of (?:its |the |\w+ )?(?:\w+ )?(?:people |soldiers |civilians )?(?:who (?:have |had )?(?:died|been killed)|killed)|(?:\w+['’]s? |the )dead(?= (?:at|to))|body count|deaths)(?![^\W_])",
    re.IGNORECASE,
)
APART = re.compile(r"%|\b(?:per ?cent|in an? \w+ of|trial|study|survey|sample|compared)\b", re.IGNORECASE)
TOLL_WORDS = hashes(("loss", "losses", "toll", "tolls", "count", "counts", "number", "dead", "deaths"))


def _name(page: Page, draft: Draft, match: re.Match[str]) -> None:
    """ "The death toll rose to 327 from 288": a number after the word toll counts the dead."""
    draft.set(_name, match, label=KILLED, anchor=page.token_at(match.start()))
    if draft.unit is None:
        words = match[0].lower().split()
        counted = next((w for w in words if w != "people" and is_person(w) and w not in ("dead", "victims")), None)
        draft.set(_name, unit=singular(counted) if counted else "people")
        draft.set(
            _name,
            subject=counted
            or ("dead" if "dead" in words else "death toll" if "toll" in match[0].lower() else "people"),
        )


def label(page: Page, drafts: Sequence[Draft]) -> None:
    """ "The death toll rose to 327 from 288": bare numbers and persons after the word toll in its sentence."""
    if not page.has(TOLL_WORDS):
        return
    ends: dict[int, re.Match[str] | None] = {}
    for draft in drafts:
        if draft.label is not None or not draft.counts:
            continue
        number = draft.sentence
        if number not in ends:
            dull = TOLL_WORDS.isdisjoint(page.words_of(number))
            ends[number] = None if dull else TOLL.search(page.text, *page.span(number))
        told = ends[number]
        if told is None or (draft.unit is not None and not of_persons(draft.unit)):
            continue
        gap = page.text[told.end() : draft.start] if draft.start >= told.end() else None
        if (
            gap is not None
            and len(gap) < 140
            and not APART.search(gap)
            and re.search(
                r"(?:\b(?:to|at|of|from|than|was|is|stands?|stood|past|over|as|between|reach|reached|above|hit|passed|topped|by|least|exceed\w*|that|said|and|had been|surpass\w*|put|,)\s*|[:\"]\s*)$",
                gap.rstrip() + " ",
            )
        ) or (
            gap is None
            and told.start() - draft.end < 40
            and re.search(
                r"\b(?:rais|revis|put|bring|push|tak|increas|add)\w*\b",
                page.text[max(0, draft.start - 60) : draft.start],
            )
        ):
            _name(page, draft, told)
