"""Where a figure's event took place: the nearest place with a preposition, else the one the article was talking of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Span

from components.extract.counting.page import PLACES, Draft, Page, hashes
from components.extract.quantities.words import word_set
from components.model import Annotation, EntityValues

DIRECT = re.compile(
    r"(?<![^\W_])(?:in|at|near|around|outside|inside|across|on|into|of|off|through|throughout|over|within|from)(?: the)?(?: [\w'’-]+){0,5}? ?$",
    re.IGNORECASE,
)
ADDRESSEE = re.compile(
    r"(?<![^\W_])(?:told|said|by|says|against|with|between|ministry in|government in|office in|spokesman in|based in|headquartered in|resident of|native of)(?: the| a)?(?: [\w'’]+)? ?$",
    re.IGNORECASE,
)
PASSING = re.compile(  # where somebody speaks, stays or comes from is not where things happen
    r"\b(?:speaking|spoke|reporters|journalists|statement|interview(?:ed)?|conference|talks|summit|visit(?:ed|ing|s)?|trip|fl(?:y|ew|own)|flying|travell?(?:s|ed|ing)|arrived|returned|studied|lives|lived|born|educated|(?:come|comes|came|coming|hail(?:s|ed)?) from|by (?:tele)?phone)"
    r"(?: (?!and\b|but\b|when\b)[\w'’-]+){0,3}? (?:in|at|from|to|for|of)(?: the)?(?: [\w'’-]+){0,2}? ?$|\b(?:come|comes|came|coming|hail(?:s|ed)?|visit(?:ed|ing|s)?) (?:from )?(?:the )?$"
)
LINGERS = 4  # sentences in which a place named in passing is still where things happen
ADJECTIVE = ("ian", "ese", "ish")
OWNER = re.compile(r"['’]s?\b")
WITHIN = re.compile(r",?(?: (?:in|of))?(?: (?:the|[A-Z]?[\w-]+(?:['’]s)?)){0,4} ?")
APART = re.compile(r"\b(?:and|or|to|on|from)\b")
UNKNOWN = re.compile(
    r"(?<![^\W_])(?:in|at|near|outside|around|inside|from|through|across|off|of) ((?:[A-Z][\w’'-]+)(?: (?:[A-Z][\w’'-]+|al|el|de|of the))*)(?![\w])"
)
BORDER = re.compile(r"(?<![^\W_])(?:across|on|along|at|near|from) the ([A-Z]\w+(?:[-–][A-Z]\w+)? border)(?![\w])")
SPOKEN = re.compile(r"['’]s? |,? who|,? (?:said|told|says)")
IN_LAND = re.compile(r",? in (?:the )?(?:[a-z]+ern |central )?[A-Z]")
NO_PLACE = word_set("no place")
ON_DAY = re.compile(r" on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
OF_COUNTRY = re.compile(
    r"(?:Bank|Government|Parliament|Republic|Kingdom|Reserve Bank|Church|Party|State|States) of ((?:[A-Z]\w+)(?: [A-Z]\w+)?)$"
)
BEFORE_NAME = hashes(("in", "at", "near", "outside", "around", "inside", "from", "through", "across", "off", "of"))
BORDER_WORD = hashes(("border",))
NOWHERE = frozenset({"AGE", "RANGE", "SPEED", "CALIBRE", "PAYLOAD", "WEIGHT"})


class Places:
    """The places of a page's sentences, with what was last talked of."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.last: str | None = None
        self.home: str | None = None  # the first place of the article
        self.since = 0  # the sentence that named the last one
        self._told: dict[int, list[tuple[Annotation, int]]] = {}

    def attach(self, number: int, group: list[Draft]) -> None:
        """Sets the place of the drafts of one sentence."""
        found = self._weighed(number)
        good = [e for e, weight in found if weight == 2]
        weak = [e for e, weight in found if weight == 1]
        if self.last is None:
            self.last = self._opening(number) if not good else None
        elif number - self.since > LINGERS:
            self.last = self.home
        chain = self._chains(good)
        lately = None if chain else self._opening(number, 2)
        for draft in group:
            if draft.label in NOWHERE or (draft.weapon and draft.label not in ("WEAPON_COUNT",)):
                continue
            near = [e for e in chain if ";" not in self.page.text[min(e.end, draft.end) : max(e.start, draft.start)]]
            place = self._nearest(near, draft) if near else None
            draft.place = place or lately or self.last or (self._name(weak[0]) if weak else None)
        self.home = self.home or self.last
        if chain:
            self.last, self.since = self._name(chain[0]), number
            self.home = self.home or self.last
        elif weak and self.last is None:
            self.last = self._name(weak[0])
        elif self.last is None:
            named = self.page.entities_between(*self.page.span(number))
            self.last = next(
                (m[1] for e in named if e.label == "ORG" and (m := OF_COUNTRY.search(self.page.text[e.start : e.end]))),
                None,
            )
            for draft in group:
                draft.place = draft.place or (self.last if draft.label not in NOWHERE and not draft.weapon else None)

    def _weighed(self, number: int) -> list[tuple[Annotation, int]]:
        """The places of a sentence in order, each with its weight."""
        found = self._told.get(number)
        if found is None:
            start, end = self.page.span(number)
            named = (*self.page.entities_between(start, end), *self._unknown(number))
            found = [(e, self._weight(e, start)) for e in named if e.label in PLACES]
            found.sort(key=lambda pair: pair[0].start)
            self._told[number] = found
        return found

    def _names(self, number: int) -> Iterator[re.Match[str]]:
        """Capitalised words after a preposition."""
        page = self.page
        start, end = page.span(number)
        if BEFORE_NAME.isdisjoint(page.words_of(number)):
            return
        for i in range(*page.sentence(number)):
            at = page.offsets[i]
            if page.lowers[i] in BEFORE_NAME and at >= start and (match := UNKNOWN.match(page.text, at, end)):
                start = match.end()
                yield match

    def _unknown(self, number: int) -> list[Annotation]:
        """Capitalised words after a preposition that no entity covers: a place the model does not know."""
        out = []
        if not BORDER_WORD.isdisjoint(self.page.words_of(number)):
            for match in BORDER.finditer(self.page.text, *self.page.span(number)):
                out.append(Annotation("", "entity", "LOC", *match.span(1), EntityValues(name=match[1])))
        for match in self._names(number):
            first, last = match.span(1)
            person = self.page.entity_at(first)
            if (
                person is not None
                and person.label in ("PERSON", "ORG", "PRODUCT")
                and match[0].startswith(("near ", "in ", "outside ", "at ", "off ", "through ", "across "))
                and not SPOKEN.match(self.page.text, last)
                and person.start == first
                and person.end >= last
            ):
                near = ON_DAY.match(self.page.text, last) is not None or (
                    person.label == "PERSON" and match[0].startswith(("near ", "at ", "off ", "outside "))
                )
                if near or IN_LAND.match(self.page.text, last):
                    out.append(Annotation("", "entity", "GPE", first, last, EntityValues(name=match[1])))
                continue
            if (
                match[1].split()[0] in NO_PLACE
                or self.page.entity_at(first) is not None
                or self.page.entity_at(last - 1) is not None
            ):
                continue
            out.append(Annotation("", "entity", "GPE", first, last, EntityValues(name=match[1])))
        return out

    def _opening(self, number: int, back: int = 5) -> str | None:
        """The place of the nearest sentence before that names one with a preposition."""
        for before in range(number - 1, max(-1, number - back - 1), -1):
            place = next((entity for entity, weight in self._weighed(before) if weight == 2), None)
            if place is not None:
                return self._name(place)
        return None

    def _weight(self, entity: Annotation, start: int) -> int:
        """2 for a place that something happens in, 1 for one that is only named, 0 for a speaker's."""
        head = self.page.text[max(start, entity.start - 60) : entity.start]
        if ADDRESSEE.search(head) or self._describes(entity):
            return 0
        if OWNER.match(self.page.text, entity.end):
            return 1
        return 2 if DIRECT.search(head) and not PASSING.search(head) else 1

    def _describes(self, entity: Annotation) -> bool:
        """Whether the name is an adjective here: "a Sudanese port"."""
        if not entity.id:
            return False
        token = self.page.doc[self.page.token_at(entity.end - 1)]
        return token.tag_ == "JJ" or (token.text.endswith(ADJECTIVE) and token.dep_ in ("amod", "compound", "nmod"))

    def _chains(self, places: list[Annotation]) -> list[Annotation]:
        """Without what only tells where a place is: "Ansongo in northern Mali", "Nabatieh, Lebanon"."""
        out: list[Annotation] = []
        for entity in places:
            if out:
                gap = self.page.text[out[-1].end : entity.start]
                counts = any(t.tag_ == "CD" for t in self._between(out[-1].end, entity.start))
                if len(gap) < 34 and WITHIN.fullmatch(gap) and not APART.search(gap) and not counts:
                    continue  # not "12 in Orlo, seven in Varn"
            out.append(entity)
        return out

    def _between(self, start: int, end: int) -> Span:
        return self.page.doc[self.page.token_at(start) + 1 : self.page.token_at(end)]

    def _nearest(self, chain: list[Annotation], draft: Draft) -> str:
        def distance(entity: Annotation) -> int:
            gap = entity.start - draft.end if entity.start >= draft.end else (draft.start - entity.end) + 15
            return gap + 40 * len(
                re.findall(r"[;.]", self.page.text[min(entity.end, draft.end) : max(entity.start, draft.start)])
            )

        return self._name(min(chain, key=distance))

    def _name(self, entity: Annotation) -> str:
        name = entity.entity.name or self.page.text[entity.start : entity.end]
        return re.sub(r"^the\s+|['’]s$", "", name, flags=re.IGNORECASE)
