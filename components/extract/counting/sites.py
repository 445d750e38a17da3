"""The places that a sentence names, each with how surely something happened there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from components.extract.counting.page import PLACES, Page, hashes
from components.extract.entities import known
from components.extract.quantities.words import word_set
from components.model import Annotation, EntityValues

HAPPENED, NAMED, ELSEWHERE = 2, 1, 0  # what a place is to the sentence
DIRECT = re.compile(
    r"(?<![^\W_])(?:in|at|near|around|outside|inside|across|on|into|of|off|through|throughout|over|within|from|toward|towards|along|beyond)(?: the)?(?: (?!to\b)[\w'’-]+){0,5}? ?$",
    re.IGNORECASE,
)
STRUCK = re.compile(  # "struck Deir al-Balah", "left the town of Lipna", "the sale to Jordan"
    r"\b(?:struck|hit|shelled|bombed|attacked|stormed|raided|rocked|fled|left|reached|devastated|battered|flooded|pounded|overran|captured|seized|entered|besieged|invaded)(?: the)?(?: [a-z]+){0,3}? $"
)
RECIPIENT = re.compile(
    r"\b(?:(?:sales?|deliver(?:y|ies|ed)|sell|sold|send|sent|suppl(?:y|ied|ies)|ship(?:ped|ments?)?|donat(?:e|ed|ion)|transfer(?:red)?|exports?|export(?:ed)?|lend|lent)(?: (?!and\b|but\b)[\w'’$.,-]+){0,7}? to|(?:give|gave|given|sell|sold|send|sent|lend|lent|offer(?:ed)?|hand(?:ed)?|supply|supplied))(?: the)? $"
)
ADDRESSEE = re.compile(
    r"(?<![^\W_])(?:told|said|by|says|against|with|between|ministry in|government in|office in|spokesman in|based in|headquartered in|resident of|native of|(?:built|made|designed|developed|produced|manufactured|registered|assembled|trained|educated|exiled) in|en route (?:from|to)|from neighbou?ring|(?:request|order|pressure|aid|help|support|call|permission|imports?|imported|bought|buy|purchased?) from|(?:gunmen|rebels|militants|fighters|migrants|workers|refugees|experts|troops|soldiers|men|people|nationals|tourists|engineers) from)(?: the| a)?(?: neighbou?ring)?(?: [\w'’]+)? ?$",
    re.IGNORECASE,
)
PASSING = re.compile(  # where somebody speaks, stays or comes from is not where things happen
    r"\b(?:speaking|spoke|reporters|journalists|statement|interview(?:ed)?|conference|talks|summit|visit(?:ed|ing|s)?|trip|fl(?:y|ew|own)|flying|bound|heading|headed|en route|flight|way|travell?(?:s|ed|ing)|arrived|returned|studied|lives|lived|born|educated|(?:come|comes|came|coming|hail(?:s|ed)?) from|by (?:tele)?phone|taken|airlifted|evacuated|transferred|rushed|flown|moved)"
    r"(?: (?!and\b|but\b|when\b)[\w'’-]+){0,3}? (?:in|at|from|to|for|of)(?: the)?(?: (?:hospitals?|clinics?|[\w'’-]+ ){0,2}(?:in|at))?(?: [\w'’-]+){0,2}? ?$|\b(?:come|comes|came|coming|hail(?:s|ed)?|visit(?:ed|ing|s)?) (?:from )?(?:the )?$"
)
SUPPLIER = re.compile(
    r"\b(?:receive|get|got|buy|bought|order|acquire|purchase|import|lease)\w*(?: (?!in\b|at\b)[\w'’$.,-]+){0,7} from(?: the)? $"
)
UNDERGOES = re.compile(
    r"(?:,[^,;]{3,60},)? (?:(?:has|have|had|was|is|were) (?:been |again |also )?(?:under|hit|struck|shelled|bombed|attacked|shaken|rocked|flooded|without|the|battered|pounded)|came under|suffered|saw|has seen|recorded|has recorded|registered|reported|has reported|experienced|will (?:receive|get)|received|bought|ordered|has ordered|has bought|took delivery|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day took delivery|declared an? )\b"
)
KINDS = r"(?:city|town|village|port|district|province|region|island|islands|state|suburb|neighbou?rhood|municipality|county|valley|camp|settlement|hamlet|prefecture|commune|township|capital|resort|enclave|area|department|governorate|oblast|zone|archipelago|atoll|peninsula)"
SITES = [
    "market",
    "bazaar",
    "airbase",
    "base",
    "airport",
    "airfield",
    "prison",
    "jail",
    "hospital",
    "mosque",
    "church",
    "cathedral",
    "temple",
    "school",
    "university",
    "college",
    "district",
    "suburb",
    "neighbourhood",
    "neighborhood",
    "region",
    "province",
    "zone",
    "county",
    "valley",
    "crossing",
    "mine",
    "dam",
    "stadium",
    "square",
    "bridge",
    "compound",
    "camp",
    "checkpoint",
    "port",
    "harbour",
    "harbor",
    "refinery",
    "plant",
    "station",
    "barracks",
    "forest",
    "mountain",
    "mountains",
    "desert",
    "strait",
    "canal",
    "coast",
    "hotel",
    "theatre",
    "theater",
    "field",
    "oilfield",
]
SITE = rf"(?:(?:air|refugee|power|nuclear|railway|police|bus) )?(?:{'|'.join(SITES)})"
AREA = re.compile(
    r" (?:district|suburb|neighbou?rhood|region|province|zone|county|valley|state|forest|mountains?|desert|coast)$"
)
NAME = r"(?:[A-Z][\w’'-]*\w(?:-[A-Z]\w+)?)(?: (?:[A-Z][\w’'-]*\w|(?:al|el|as|ad|ar|an|az|ash|at|bin|ben)-[A-Z]\w+|al|el|de|del|da|do|of the))*"
UNKNOWN = re.compile(
    rf"(?<![^\W_])(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]utside|[Aa]round|[Ii]nside|[Ff]rom|[Tt]hrough|[Aa]cross|[Oo]ff|[Oo]f|[Tt]oward|[Tt]owards) ({NAME})(?![\w])"
)
THE_SITE = re.compile(
    rf"(?<![^\W_])(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]utside|[Ii]nside|[Oo]n|[Ff]rom|[Aa]cross|[Oo]ver|hit|struck|stormed|attacked|bombed|rocked) (?:the |an? )?(?:[A-Z]\w+['’]s )?({NAME} {SITE})(?![\w]| of [A-Z])"
)
BORDER = re.compile(
    r"(?<![^\W_])(?:[Aa]cross|[Oo]n|[Aa]long|[Aa]t|[Nn]ear|[Ff]rom|[Oo]ff) the ([A-Z]\w+(?:[-–][A-Z]\w+)? (?:border|coast))(?![\w])"
)
OF_KIND = re.compile(rf"\b{KINDS} of $")
SPOKEN = re.compile(r"['’]s? |,? who|,? (?:said|told|says)")
IN_LAND = re.compile(r",? in (?:the )?(?:[a-z]+ern |central )?[A-Z]")
ON_DAY = re.compile(r" on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
NO_PLACE = word_set("no place")
SPEAKER = re.compile(r"\b(?:[A-Z]\w+|officials?|diplomats?|analysts?|ministry|envoys?|spokes\w+) in (?:the )?$")
SPEAKS = re.compile(r" (?:said|says|told|reported|announced|warned|estimates?|counted|believe)\b")
OWNER = re.compile(r"['’]s?\b")
ADJECTIVE = ("ian", "ese", "ish")
BEFORE_NAME = hashes(
    [
        "in",
        "at",
        "near",
        "outside",
        "around",
        "inside",
        "from",
        "through",
        "across",
        "off",
        "of",
        "on",
        "over",
        "hit",
        "struck",
        "stormed",
        "attacked",
        "bombed",
        "rocked",
        "along",
        "toward",
        "towards",
    ]
)
BORDER_WORDS = hashes(("border", "coast"))
SITE_WORDS = hashes(SITES)


class Sites:
    """The places of a page's sentences, read once for each."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._told: dict[int, list[tuple[Annotation, int]]] = {}

    def of(self, number: int) -> list[tuple[Annotation, int]]:
        """The places of a sentence in order, each with its weight."""
        found = self._told.get(number)
        if found is None:
            start, end = self.page.span(number)
            unknown = self._unknown(number)
            named = [e for e in self.page.entities_between(start, end) if e.label in PLACES]
            named = [e for e in named if not any(u.start <= e.start and e.end <= u.end for u in unknown)]
            found = [(e, self._weight(e, start, end)) for e in (*named, *unknown)]
            found.sort(key=lambda pair: pair[0].start)
            self._told[number] = found
        return found

    def name(self, entity: Annotation) -> str:
        name = entity.entity.name or self.page.text[entity.start : entity.end]
        return re.sub(r"^the\s+|['’]s$", "", name, flags=re.IGNORECASE)

    def _unknown(self, number: int) -> list[Annotation]:
        """Places that the model does not know: "across the Lebanese border", "the Kashkul market", "off Lipna"."""
        page = self.page
        if BEFORE_NAME.isdisjoint(page.words_of(number)):
            return []
        out: list[Annotation] = []
        words = page.words_of(number)
        patterns = [BORDER] if not BORDER_WORDS.isdisjoint(words) else []
        patterns += [THE_SITE] if not SITE_WORDS.isdisjoint(words) else []
        begins = list(self._before_names(number))
        for pattern in patterns:
            for match in self._matches(number, pattern, begins):
                if pattern is BORDER or not AREA.search(match[1]) or not self._known_inside(*match.span(1)):
                    out.append(Annotation("", "entity", "FAC", *match.span(1), EntityValues(name=match[1])))
        for match in self._matches(number, UNKNOWN, begins):
            first, last = match.span(1)
            if any(o.start <= first < o.end for o in out) or match[1].split()[0] in NO_PLACE:
                continue
            if self._is_place(match, first, last):
                out.append(Annotation("", "entity", "GPE", first, last, EntityValues(name=match[1])))
        return out

    def _before_names(self, number: int) -> Iterator[int]:
        """The offsets of words that may stand before the name of a place."""
        page = self.page
        for i in range(*page.sentence(number)):
            if page.lowers[i] in BEFORE_NAME:
                yield page.offsets[i]

    def _matches(self, number: int, pattern: re.Pattern[str], begins: list[int]) -> Iterator[re.Match[str]]:
        """Matches of a pattern that begins with one of the words before a name."""
        start, end = self.page.span(number)
        for at in begins:
            if at >= start and (match := pattern.match(self.page.text, at, end)):
                start = match.end()
                yield match

    def _known_inside(self, first: int, last: int) -> bool:
        """Whether a site's name is that of a known place, which says where it is: "the Jaramana suburb"."""
        entity = self.page.entity_at(first)
        return entity is not None and entity.label in (*PLACES, "ORG", "NORP", "DATE") and entity.end <= last

    def _is_place(self, match: re.Match[str], first: int, last: int) -> bool:
        """Whether capitalised words after a preposition are a place, though no entity or another kind of entity covers them."""
        page = self.page
        entity = page.entity_at(first)
        if entity is None:
            return page.entity_at(last - 1) is None
        if entity.start != first or entity.end < last or SPOKEN.match(page.text, last):
            return False
        word = match[0].split()[0].lower()
        if OF_KIND.search(page.text, max(0, first - 24), first):
            return entity.label not in PLACES
        if word == "of" or word == "from" or entity.label not in ("PERSON", "ORG", "PRODUCT", "NORP"):
            return False
        if entity.label == "PRODUCT":
            return not any(c.isdigit() for c in match[1])
        if entity.label == "NORP":
            return False
        person = entity.label == "PERSON"
        if ON_DAY.match(page.text, last) or (person and word in ("near", "at", "off", "outside")):
            return True
        if IN_LAND.match(page.text, last):
            return True
        plain = " " not in match[1] and not match[1].isupper() and match[1] not in known.names()
        return plain and word in ("in", "near", "off", "outside", "around")

    def _weight(self, entity: Annotation, start: int, end: int) -> int:
        """How surely something happened in a place: HAPPENED, only NAMED, or where somebody speaks or comes from."""
        text = self.page.text
        head = text[max(start, entity.start - 60) : entity.start]
        if self._describes(entity):
            return ELSEWHERE
        if RECIPIENT.search(text, max(start, entity.start - 90), entity.start) or STRUCK.search(head):
            return HAPPENED
        if ADDRESSEE.search(head) or SUPPLIER.search(text, max(start, entity.start - 90), entity.start):
            return ELSEWHERE
        if OWNER.match(text, entity.end) or (SPEAKS.match(text, entity.end) and SPEAKER.search(head)):
            return NAMED
        if DIRECT.search(head):
            return NAMED if PASSING.search(head) else HAPPENED
        return HAPPENED if head.strip().lower() in ("", "the") and UNDERGOES.match(text, entity.end, end) else NAMED

    def _describes(self, entity: Annotation) -> bool:
        """Whether the name is an adjective here: "a Sudanese port"."""
        if not entity.id:
            return False
        token = self.page.doc[self.page.token_at(entity.end - 1)]
        return token.tag_ == "JJ" or (token.text.endswith(ADJECTIVE) and token.dep_ in ("amod", "compound", "nmod"))
