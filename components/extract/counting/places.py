"""Where a figure's event took place: the nearest place with a preposition, else the one the article was talking of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from components.extract.counting.page import Draft, Page
from components.extract.counting.sites import HAPPENED, NAMED, Sites
from components.extract.labels import AGE, DURATION, MEASURE, SPECIFICATIONS, WEAPON_COUNT
from components.lexicons import gazetteer
from components.model import Annotation

LINGERS = 4  # sentences in which a place named in passing is still where things happen
BACK = 15  # how much farther a place is that stands before its figure
CUT = 40  # what the end of a clause adds to a distance
WITHIN = re.compile(
    r"(?:,|,? (?:in|of|near|on|off|at|outside))(?: (?:the|[A-Z]?[\w-]+(?:['’]s)?)){0,4} ?|,? and [A-Z][\w'’ -]{2,40} in (?:the |\w+ern )?"
)
APART = re.compile(r"\b(?:and(?! [A-Z][\w'’ -]+ in )|or|to|on|from)\b")
ENDS = re.compile(r"[;.]")
OF_COUNTRY = re.compile(
    r"(?:Bank|Government|Parliament|Republic|Kingdom|Reserve Bank|Church|Party|State|States) of ((?:[A-Z]\w+)(?: [A-Z]\w+)?)$"
)
BODIES = re.compile(
    r" (?:central bank|capital|president|prime minister|premier|king|leader|rescuers|detectives|media|army|police|court|parliament|government|authorities|prosecutors?|officials?|inflation|economy|currency|voters|lawmakers|coast guard|navy|air force|troops|soldiers|consumers|exports|imports|unemployment|customs|judge|health|interior|defen[cs]e|finance|state|border)\b"
)
ASIDES = frozenset({MEASURE, DURATION, AGE})
ARMAMENT = re.compile(
    r"\b(?:(?:(?:can|could|may|able to|to) )?(?:carry|mount|hold)|carries|holds|mounts|mounted|armed with|fitted with|equipped with|each with|armament of|take on board|room for|[Ee]ach (?:\w+ )?(?:has|comprises|consists of)|(?:launchers?|batter(?:y|ies)|systems?|drones?|jets?|submarines?|frigates?),? (?:each )?with)(?: up to| as many as| about| at most)? $"
)
NOWHERE = frozenset({AGE, *SPECIFICATIONS})


@cache
def _lands() -> dict[str, str]:
    """The country of each people: "Honduran" to "Honduras"."""
    rows = gazetteer("countries", "name", "code", "aliases", "people", "capital")
    return {people.strip(): row["name"] for row in rows for people in row["people"].split(";") if people.strip()}


@dataclass(frozen=True, slots=True)
class Told:
    """A place, and the words that name it."""

    name: str
    words: tuple[int, int]


class Places:
    """The places of a page's sentences, with what was last talked of."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.sites = Sites(page)
        self.last: Told | None = None
        self.home: Told | None = None  # the first place of the article
        self.since = 0  # the sentence that named the last one

    def attach(self, number: int, group: list[Draft]) -> None:
        """Sets the place of the drafts of one sentence."""
        found = self.sites.of(number)
        good = [e for e, weight in found if weight == HAPPENED]
        weak = [e for e, weight in found if weight == NAMED]
        if self.last is None:
            self.last = self._opening(number) if not good else None
        elif number - self.since > LINGERS:
            self.last = self.home
        chain = self._chains(good, group)
        lately = None if chain else self._opening(number, 2)
        for draft in group:
            if draft.label in NOWHERE or (draft.weapon and draft.label != WEAPON_COUNT) or self._armament(draft):
                continue
            near = [e for e in chain if ";" not in self.page.text[min(e.end, draft.end) : max(e.start, draft.start)]]
            place = self._told(self._nearest(near, draft, group)) if near else None
            first = self._told(chain[0]) if chain else self._told(weak[0]) if weak else None
            self._place(draft, place or lately or self.last or first)
        self.home = self.home or self.last
        if chain:
            self.last, self.since = self._told(chain[0]), number
            self.home = self.home or self.last
        elif weak and self.last is None:
            self.last = self._told(weak[0])
        elif self.last is None:
            self.last = self._of_body(number) or self._opening(number, weight=NAMED)
            for draft in group:
                if not draft.place and draft.label not in NOWHERE and not draft.weapon:
                    self._place(draft, self.last)

    def _told(self, entity: Annotation) -> Told:
        return Told(self.sites.name(entity), (entity.start, entity.end))

    def _place(self, draft: Draft, told: Told | None) -> None:
        """ "In Lipna": the nearest place of the sentence, else the one the article was talking of."""
        draft.set(Places._place, told.words if told else None, place=told.name if told else None)

    def _armament(self, draft: Draft) -> bool:
        """Whether weapons are counted that one of another carries, wherever it is: "a launcher holds 12 of them"."""
        head = max(0, draft.start - 40)
        return draft.label == WEAPON_COUNT and ARMAMENT.search(self.page.text, head, draft.start) is not None

    def _of_body(self, number: int) -> Told | None:
        """The country of a body or a people that a sentence names: "the Bank of Israel", "a Honduran court"."""
        for entity in self.page.entities_between(*self.page.span(number)):
            name = self.page.text[entity.start : entity.end]
            if entity.label == "ORG" and (match := OF_COUNTRY.search(name)):
                return Told(match[1], (entity.start, entity.end))
            if entity.label == "NORP" and name in _lands() and BODIES.match(self.page.text, entity.end):
                return Told(_lands()[name], (entity.start, entity.end))
        return None

    def _opening(self, number: int, back: int = 5, weight: int = HAPPENED) -> Told | None:
        """The place of the nearest sentence before that names one with a preposition (or, NAMED, at all)."""
        for before in range(number - 1, max(-1, number - back - 1), -1):
            place = next((entity for entity, found in self.sites.of(before) if found == weight), None)
            if place is not None:
                return self._told(place)
        return None

    def _chains(self, places: list[Annotation], group: Sequence[Draft]) -> list[Annotation]:
        """Without what only tells where a place is: "Ansongo in northern Mali", "Nabatieh, Lebanon"."""
        out: list[Annotation] = []
        for entity in places:
            if out:
                gap = self.page.text[out[-1].end : entity.start]
                counts = any(
                    out[-1].end <= d.start < entity.start for d in group if d.label not in ASIDES
                )  # "12 in Karo, nine in Semba"
                if not counts and len(gap) < 34 and WITHIN.fullmatch(gap) and not APART.search(gap):
                    continue
            out.append(entity)
        return out

    def _nearest(self, chain: list[Annotation], draft: Draft, group: Sequence[Draft]) -> Annotation:
        text = self.page.text

        def distance(entity: Annotation) -> int:
            gap = entity.start - draft.end if entity.start >= draft.end else (draft.start - entity.end) + BACK
            between = (min(entity.end, draft.end), max(entity.start, draft.start))
            others = sum(between[0] <= d.start < between[1] for d in same)
            told = entity.end <= draft.start and follows and any(d.end <= entity.start for d in same)
            return gap + CUT * (len(ENDS.findall(text, *between)) + others * (len(chain) > 1) + told)

        same = [d for d in group if d is not draft and d.label == draft.label]
        later = min((d.start for d in same if d.start > draft.start), default=len(text))
        follows = any(draft.end <= e.start < later for e in chain)  # "three died in Lipna and five in Oresh"
        return min(chain, key=distance)
