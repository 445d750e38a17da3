"""Weapons on a page: what is named, where, and which one a figure belongs to."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from components.extract.counting.nouns import singular
from components.extract.counting.page import Page, hashes
from components.extract.entities import known
from components.extract.entities.weapons import without_noun
from components.lexicons import gazetteer, lexicon
from components.model import Annotation

DESIGNATOR = re.compile(
    r"(?<![^\W_])(?:\d[A-Z]\d{1,3}[A-Z]?|[A-Z][A-Za-z]{0,11}-\d{1,4}[A-Za-z]{0,3}|[A-Z]{1,4}\d{1,3}[A-Z]{0,2}|[A-Z][a-z]{2,10}-\d{1,3}[A-Z]{0,2})(?:s)?(?![\w-])"
)
NO_WEAPON = re.compile(
    r"(?:COVID|SARS|MERS|CO|PM|G|B|EU|UN|U|P|M|A|I|Q|H|K|UTC|GMT|Route|Highway|Boeing|Airbus|Bloc|Tier|Grade|Ku|Mi|CAC|N|No|FTSE|DAX|Category|Under|OPEC|WTI|Unit|Zone|Type)-?\d"
)
WEAPON_IN_NAME = re.compile(
    r"(?:AK|F|MiG|Su|S|T|B|M|D|BM|Mi|AH|UH|Tu|Hwasong|Pukguksong|Hyunmoo|Agni|Prithvi|Shaheen|Ghauri|Fateh|Fajr|Shahab|Qiam|Geran|Shahed|Mohajer|Iskander|Pantsir|Olkha|Vilkha|Buk|Tor|RPG|KN|SA|TOW|HJ|J|DF|Scud|G|BMP|BTR|P|AT|FAB|KAB|ATACMS|TB|MQ|RQ)-?\d"
)
NAMED = re.compile(
    r"(?:called|named|known as|dubbed|designated|nicknamed|codenamed)(?: the)? ([A-Z][\w-]+(?: [A-Z0-9][\w-]*){0,2})"
)


APPOSED = re.compile(
    r"\b[Tt]he ([A-Z][\w-]+(?: [A-Z0-9][\w-]*)?), (?:a|an) (?:[\w-]+ ){0,4}?(missile|rocket|drone|tank|howitzer|torpedo|munition|bomb|launcher|mortar|rifle)\b(?! (?:expert|engineer|maker|test|base|site|attack|strike|crew|unit))"
)
NAMING = hashes(("called", "named", "known", "dubbed", "designated", "nicknamed", "codenamed"))
LETTER_DIGIT = re.compile(r"\d(?:(?<=[A-Za-z]\d)|(?<=[A-Za-z]-\d))")  # where a designator may be


@dataclass(frozen=True, slots=True)
class Weapon:
    """A mention of a weapon: its name, and the singular noun it goes by ("missile")."""

    start: int
    end: int
    name: str
    noun: str | None
    named: bool


@cache
def weapon_nouns() -> Mapping[str, str]:
    return {row["noun"]: row["kind"] for row in lexicon("weapon_nouns", "noun", "kind")}


@cache
def _noun_words() -> frozenset[int]:
    """The last words of the weapon nouns, singular and plural: no sentence without one has a weapon phrase."""
    last = {noun.split()[-1].split("-")[-1] for noun, kind in weapon_nouns().items() if kind != "fleet"}
    plurals = (word[:-1] + "ies" for word in last if word.endswith("y"))
    return hashes((*(word + ending for word in last for ending in ("", "s", "es")), *plurals))


QUALITIES = r"(?:ballistic|cruise|hypersonic|supersonic|reconnaissance|surveillance|loitering|anti-\w+|air-defen[cs]e|guided|unguided|suicide|kamikaze|attack|assault|sniper|machine|cluster|barrel|armou?red|towed|tracked|wheeled|combat|battle|main|tactical|strategic|nuclear|stealth|naval|coastal|mobile|heavy|light|medium|multiple|unmanned|armed|explosive|fighter|patrol|exploding|glide|mortar|artillery|infantry|air)"


@cache
def _noun_pattern() -> re.Pattern[str]:
    words = [n for n, kind in weapon_nouns().items() if kind not in ("vague", "part", "ammunition", "fleet")]
    forms = (re.escape(n[:-1]) + "(?:y|ies)" if n.endswith("y") else re.escape(n) for n in words)
    listed = "|".join(sorted(forms, key=len, reverse=True))
    return re.compile(
        rf"(?<![^\W_])((?:(?:[A-Z][\w'’./-]*(?: \d{{1,4}}[A-Z]{{0,2}}\d?)?|[a-z]+-[a-z]+|\d+mm|\d+(?:[.,]\d+)?-(?:pound|kg|tonne|ton|inch|mm|caliber|calibre)|surface-to-air|air-to-air|{QUALITIES}) )*)({listed})(?:s|es)?(?![^\W_])",
    )


def kind_of(noun: str) -> str | None:
    """The kind of a weapon noun in the singular ("missile", "police officer" → None)."""
    return weapon_nouns().get(noun.lower()) or weapon_nouns().get(noun.lower().split()[-1] if noun else "")


def weapons(page: Page) -> list[Weapon]:
    """The weapons of a page in order: entities, designators, and noun phrases that name one."""
    found = [
        _entity(page, e) for e in page.entities if e.label == "WEAPON" or (e.label == "PRODUCT" and _product(page, e))
    ]
    stems = {stem[0] for w in found if (stem := STEM.match(page.text, w.start)) is not None}
    for match in _designators(page):
        if not NO_WEAPON.match(match[0]) or WEAPON_IN_NAME.match(match[0]):
            covering = page.entity_at(match.start())
            if covering is not None and covering.label in ("PERSON", "GPE", "EVENT", "LAW"):
                continue
            name = match[0][:-1] if match[0].endswith("s") and match[0][-2].isdigit() else match[0]
            akin = (stem := STEM.match(match[0])) is not None and stem[
                0
            ] in stems  # "the Hyunmoo-2A", where the -2B is known
            if akin or WEAPON_IN_NAME.match(match[0]) or _near_noun(page.text, match.start(), match.end()):
                found.append(_with_class(page, Weapon(match.start(), match.end(), name, None, True)))
    if page.has(words := _noun_words()):
        for number, (start, end) in enumerate(page.spans):
            if not words.isdisjoint(page.words_of(number)):
                found += [_phrase(page, match) for match in _noun_pattern().finditer(page.text, start, end)]
    if page.has(SHIP_WORDS):
        found += [Weapon(m.start(2), m.end(2), m[2], m[1], True) for m in SHIP.finditer(page.text)]
    for match in NAMED.finditer(page.text) if found and page.has(NAMING) else ():
        if any(abs(w.end - match.start()) < 60 for w in found[-40:]):
            found.append(Weapon(match.start(1), match.end(1), match[1], None, True))
    for match in APPOSED.finditer(page.text) if found else ():
        entity = page.entity_at(match.start(1))
        if entity is None or entity.label not in ("NORP", "DATE", "WEAPON"):
            found.append(Weapon(match.start(1), match.end(1), match[1], match[2], True))
    if all(w.noun in POWERED and not w.named for w in found):
        return []  # the battery of a car
    found.sort(key=lambda w: (w.start, -w.end))
    return _merged(found)


SHIPS = ("frigate", "destroyer", "corvette", "submarine", "cruiser", "warship", "minesweeper", "gunboat", "carrier")
SHIP_WORDS = hashes(SHIPS)
SHIP = re.compile(  # "the corvette Ivanets", "its new frigate, the Bayern,"
    rf"\b({'|'.join(SHIPS)})(?:,? (?:named |called |the )?(?:the )?| )((?:INS |USS |HMS |RFS |BRP )?[A-Z][a-z][\w-]+(?: [A-Z][a-z][\w-]+)?)(?=[,.;]| [a-z(])"
)


STEM = re.compile(r"[A-Z][A-Za-z]+-(?=\d)")
CLASS = re.compile(
    r" ((?:[a-z]+(?:-[a-z]+)? ){0,2}?(?:fighter|fighter-bomber|warplane|aircraft|plane|jet|helicopter|bomber|vehicle|carrier|system|launcher|missile|rocket|drone|howitzer|gun|tank|rifle|boat|frigate|destroyer|corvette|submarine|munition|interceptor|bomb|torpedo|mortar)s?)(?![\w-])"
)


def _entity(page: Page, entity: Annotation) -> Weapon:
    """A weapon that an entity names: by its full name, or as written where that says more ("Iskander-M", "Leopard 2A6")."""
    end = entity.end
    said = page.text[entity.start : end]
    full = entity.entity.name or said
    plural = (
        said.endswith("s")
        and len(said) > 3
        and (said[-2].isdigit() or said[:-1] in classes() or not full.endswith("s"))
    )
    plain = said[:-1] if plural else said
    full = plain if full == said else full
    name = full if plain.lower() in full.lower() else plain
    return _with_class(page, Weapon(entity.start, end, name, classes().get(full), True))


def _with_class(page: Page, weapon: Weapon) -> Weapon:
    """With the noun behind its name: "Rafale Marine fighters"."""
    behind = CLASS.match(page.text, weapon.end)
    if behind is None or (page.text[weapon.end - 1].islower() and page.text[weapon.start].islower()):
        return weapon
    noun = singular(behind[1].split()[-1])
    return Weapon(weapon.start, behind.end(), f"{weapon.name}{behind[0]}", noun, True)


def _product(page: Page, entity: Annotation) -> bool:
    """Whether what the model calls a product is a weapon: a noun for one follows, or its name has a number beside such a noun."""
    if CLASS.match(page.text, entity.end):
        return True
    name = page.text[entity.start : entity.end]
    if name.removesuffix("s") in classes():
        return True
    return any(c.isdigit() for c in name) and _near_noun(page.text, entity.start, entity.end)


FAMILIES = {
    "gun": "howitzer gun cannon mortar rifle pistol carbine shotgun revolver artillery handgun piece",
    "missile": "missile rocket munition projectile interceptor bomb torpedo warhead",
    "aircraft": "aircraft plane jet fighter bomber drone uav quadcopter craft helicopter warplane gunship",
    "system": "system launcher battery radar truck mlrs",
    "vehicle": "vehicle tank carrier",
    "ship": "ship vessel warship frigate destroyer corvette submarine boat",
}
FAMILY = {noun: name for name, nouns in FAMILIES.items() for noun in nouns.split()}


def family(noun: str) -> str:
    """What kind of thing a weapon noun names, so that "the aircraft" can be a drone: itself where it has no family.

    >>> family("howitzer") == family("gun")
    True
    """
    last = noun.split()[-1]
    return FAMILY.get(last, last)


@cache
def classes() -> Mapping[str, str]:
    """What each weapon of the gazetteer is: its full name to a noun ("missile", "howitzer")."""
    rows = gazetteer("weapons", "name", "aliases", "ambiguous", "class", "kind", "origin")
    return {without_noun(row["name"]): row["class"].split()[-1] for row in rows if row["class"]}


def phrase_at(page: Page, offset: int) -> Weapon | None:
    """The weapon phrase that begins at an offset: "Leopard 2 tanks", "armoured vehicles"."""
    match = _noun_pattern().match(page.text, offset)
    return _phrase(page, match) if match else None


POWERED = frozenset({"battery", "tank"})


def _designators(page: Page) -> Iterator[re.Match[str]]:
    done = -1
    for hit in LETTER_DIGIT.finditer(page.text):
        number = page.sentence_of(page.token_at(hit.start()))
        if number > done:
            done = number
            yield from DESIGNATOR.finditer(page.text, *page.span(number))


SPECIFIED = re.compile(
    r",?[^.;]{0,40}? (?:with|has|have|had|boasts) an? (?:maximum |effective |claimed |estimated )?(?:range|reach|calib(?:re|er)) of\b"
)


def _near_noun(text: str, start: int, end: int) -> bool:
    near = text[max(0, start - 50) : end + 50]
    return bool(_noun_pattern().search(near)) or SPECIFIED.match(text, end) is not None


def _phrase(page: Page, match: re.Match[str]) -> Weapon:
    modifiers = list(match[1].split())
    while modifiers and (
        modifiers[0].lower() in COUNTING
        or modifiers[0].lower()
        in ("the", "a", "an", "its", "their", "these", "those", "each", "every", "his", "no", "two")
        or _demonym(page, match, modifiers[0])
    ):
        modifiers.pop(0)
    noun = singular(match[2] + ("s" if match[0].endswith("s") and not match[2].endswith("s") else "")).lower()
    named = any(m[0].isupper() and not m.endswith("'s") for m in modifiers)
    words = " ".join((*modifiers, match[0][len(match[1]) :]))
    return Weapon(match.end() - len(words), match.end(), words, noun, named)


COUNTING = frozenset(
    {
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "dozens",
        "several",
        "many",
        "some",
    }
)  # "Seven rockets landed": no name


def _demonym(page: Page, match: re.Match[str], word: str) -> bool:
    if not word[0].isupper():
        return False
    if re.search(r"-[A-Z]{1,2}$", word):
        return False  # "its Olkha-M guided rocket"
    entity = page.entity_at(match.start() + match[1].find(word))
    if (
        entity is not None
        and entity.label in ("GPE", "LOC")
        and page.text[entity.start : entity.end] not in known.names()
    ):
        return False  # "its Tufan missile": a name that the model takes for a place
    return bool(
        entity
        and entity.label in ("NORP", "GPE", "PERSON", "LOC", "ORG", "DATE")
        and not any(c.isdigit() for c in word)
    ) or (match.start() == 0 and match[1].startswith(word) and len(match[1].split()) == 1)


def _merged(found: list[Weapon]) -> list[Weapon]:
    """Overlapping mentions as one: the longer span's name, the noun of either."""
    out: list[Weapon] = []
    for weapon in found:
        if out and weapon.start < out[-1].end:
            last = out[-1]
            longer, shorter = (last, weapon) if last.end - last.start >= weapon.end - weapon.start else (weapon, last)
            out[-1] = Weapon(
                longer.start,
                max(last.end, weapon.end),
                longer.name if longer.named or not shorter.named else shorter.name,
                longer.noun or shorter.noun,
                last.named or weapon.named,
            )
        elif out and weapon.start - out[-1].end <= 1 and out[-1].named and weapon.noun:
            out[-1] = Weapon(out[-1].start, weapon.end, f"{out[-1].name} {weapon.name}", weapon.noun, True)
        else:
            out.append(weapon)
    return out


class Arsenal:
    """The weapons of a page, asked by offset."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.all = weapons(page)
        self.starts = [w.start for w in self.all]
        self.counts = Counter(w.name for w in self.all if w.named)
        best = max(self.counts, key=lambda n: self.counts[n]) if self.counts else None
        self.main = next(
            (w for w in self.all if w.name == best), None
        )  # the named weapon told of most, the first of equals

    def between(self, start: int, end: int) -> list[Weapon]:
        return self.all[bisect_right(self.starts, start - 1) : bisect_right(self.starts, end - 1)]

    def back(self, offset: int) -> Iterator[Weapon]:
        """The weapons mentioned before an offset, the last one first."""
        at = bisect_right(self.starts, offset - 1)
        yield from reversed(self.all[max(0, at - 60) : at])

    def before(self, offset: int, named: bool = False, noun: str | None = None) -> Weapon | None:
        """The last weapon mentioned before an offset; only a named one, or one of a noun, where asked."""
        for weapon in self.back(offset):
            if (not named or weapon.named) and (noun is None or weapon.noun == noun):
                return weapon
        return None
