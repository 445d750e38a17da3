"""Weapons: how many (WEAPON_COUNT), and what one can do (RANGE, SPEED, CALIBRE, PAYLOAD, WEIGHT)."""

from __future__ import annotations

import itertools
import re

from components.extract.claims.model import Words
from components.extract.counting import fleets
from components.extract.counting.arms import Arsenal, family, kind_of, phrase_at
from components.extract.counting.bearers import SCREEN, bearer, talked_of
from components.extract.counting.nouns import MODELS, singular
from components.extract.counting.page import Draft, Page, hashes
from components.extract.counting.persons import is_person
from components.extract.labels import CALIBRE, PAYLOAD, RANGE, SPECIFICATIONS, SPEED, WEAPON_COUNT, WEIGHT

LABELS = (WEAPON_COUNT, *SPECIFICATIONS)
LENGTHS = ("kilometer", "mile", "meter", "nautical mile", "yard", "foot")
REACH = re.compile(
    r"\b(?:ranges?|reach(?:es|ed|ing)?|fl(?:y|ies|ew|own|ying)|travel(?:s|led|ed|ling)?|distances?|away|as far as|fires?|firing|hits?|strike|striking|targets?|lob|hurl|shoot|traveled|throw|launch|range of|cruise|destroy|engage|effective|kill|penetrate|cover(?:s|ed|ing)?|sighted)\b",
    re.IGNORECASE,
)
NO_REACH = re.compile(
    r"\b(?:km|kilomet\w+|miles?|met\w+)\b[^.,;]{0,12}\b(?:north|south|east|west|northeast|northwest|southeast|southwest|from the (?:border|capital|city|town)|inside|of its target|of the target|of their target|wide|tall|high|long|deep|altitude|wingspan|off the coast|outside)\b",
    re.IGNORECASE,
)
OTHER_LENGTH = re.compile(
    r"\b(?:wingspan|length|long|wide|tall|height|altitudes?|diameter|within|accuracy|deep|fell|landed|crashed|depth|ceiling)\b",
    re.IGNORECASE,
)
RANGE_OF = re.compile(r"\b(?:range|reach) of [a-z ]{0,16}$")
CARRIES = re.compile(
    r"\b(?:payload|warheads?|carry|carries|carrying|carried|explosives?|bombs?|loaded|packed|tip|tipped|armed|lifts?|hauls?|deliver\w*)\b",
    re.IGNORECASE,
)
WEIGHS = re.compile(
    r"\b(?:weigh(?:s|ed|ing)?|weight|heavy|mass|displac(?:es?|ed|ing|ement)|tips? the scales)\b", re.IGNORECASE
)
GUNS = re.compile(
    r"[ -](?:[a-z-]+ )?(?:shells?|guns?|howitzers?|rockets?|rounds?|ammunition|bombs?|missiles?|mortars?|cannons?|tubes?|artillery|calib(?:er|re)s?|rifles?|pistols?|machine|munitions?|projectiles?|bullets?|mobile|self-propelled|anti|main|launchers?|field|barrels?|grenades?|naval|multiple|recoilless|towed|guided|heavy|light|automatic|semi|sniper|weapons?|cartridges?|handguns?)",
    re.IGNORECASE,
)
KNOWN_AS = re.compile(r"(?:,? (?:known as|called|named|dubbed))(?: the)? ([A-Z][\w-]*(?: [A-Z0-9][\w-]*)*)")
AROUND = 20  # figures on either side that a specification may share its weapon with


def claim(page: Page, drafts: list[Draft]) -> None:
    """ "A range of 200 km", "the 62-tonne tank": what a weapon can do, and which weapon it is."""
    fleets.free(page, drafts)
    if not any(_arms(page, draft) for draft in drafts) and not page.has(COUNTED_WORDS):
        return
    arsenal = Arsenal(page)
    for draft in drafts:
        if draft.label is None and draft.counts:
            _whole_phrase(page, arsenal, draft)
            if draft.unit is not None and draft.label is None:
                _count(page, arsenal, draft)
    if not arsenal.all:
        return
    for before, draft in itertools.pairwise(drafts):
        each = draft.label is None and draft.quantity.dimension == "mass"  # "200 MAM-L bombs of 22 kg each"
        if before.label == WEAPON_COUNT and each and page.text[before.end : draft.start] == " of ":
            draft.set(claim, label=WEIGHT, subject=None, weapon=before.weapon)
    _again(page, arsenal, drafts)
    fleets.name(page, arsenal, drafts)
    for n, draft in enumerate(drafts):
        if draft.label is None and draft.quantity.dimension in ("length", "mass", "speed") and not draft.quantity.part:
            told = _label(page, arsenal, draft)
            if told:
                draft.set(claim, told[1], label=told[0])
                draft.set(claim, subject=None)
                draft.set(claim, weapon=bearer(page, arsenal, draft, drafts[max(0, n - AROUND) : n + AROUND]))
    for n, draft in enumerate(drafts):
        if draft.label is None and draft.weapon is None and _describes(draft):
            draft.set(claim, weapon=talked_of(page, arsenal, draft, drafts[max(0, n - AROUND) : n + AROUND]))


def _describes(draft: Draft) -> bool:
    """Whether a figure may tell what a weapon is like: a time, a measure, a crew, tubes; not money, shares and people."""
    if draft.quantity.dimension in ("time", "area", "volume", "length", "mass", "speed"):
        return True
    persons = is_person(draft.unit or "") or draft.unit == "people"
    return draft.quantity.dimension is None and not draft.quantity.part and (not persons or draft.subject == "crew")


def _whole_phrase(page: Page, arsenal: Arsenal, draft: Draft) -> None:
    """ "Eight Leopard 2 tanks", "30 Rafales": the phrase up to its noun, where the parse sees less of it."""
    found = phrase_at(page, draft.quantity.num_end + 1)
    if found is not None and found.end >= draft.end and found.noun is not None:
        if draft.unit != found.noun or draft.end != found.end:
            draft.set(_whole_phrase, end=found.end, subject=page.text[found.start : found.end])
            draft.set(_whole_phrase, unit=found.noun.split()[-1] if found.noun not in ("fighter jet",) else found.noun)
            draft.set(_whole_phrase, head=page.token_at(found.end - 1))
        return
    named = next((w for w in arsenal.between(draft.quantity.num_end, draft.quantity.num_end + 2) if w.named), None)
    if named is None or named.start != draft.quantity.num_end + 1 or named.end < draft.end:
        return
    said = page.text[named.start : named.end]
    classed = named.noun is not None and singular(said.split()[-1].lower()) == named.noun
    if classed or said.endswith("s"):
        draft.set(_whole_phrase, end=named.end, subject=said, unit=named.noun if classed else said.removesuffix("s"))
        draft.set(_whole_phrase, head=page.token_at(named.end - 1), label=WEAPON_COUNT)
        draft.set(_whole_phrase, weapon=said if classed else named.name)


def _of_family(page: Page, arsenal: Arsenal, draft: Draft, kind: str) -> str | None:
    """The weapon of a kind named last, of which some are counted: "The Gripen E ... has ordered 36 of the jets"."""
    near = (w for w in arsenal.back(draft.start) if w.named and draft.start - w.start < 2 * SCREEN)
    return next((w.name for w in near if w.noun and family(w.noun) == kind), None)


def _again(page: Page, arsenal: Arsenal, drafts: list[Draft]) -> None:
    """ "Four of the jets", "1,200 rounds" beside rifles: by the name that they were counted with before; ammunition beside weapons."""
    for n, draft in enumerate(drafts):
        around = [d for d in drafts[max(0, n - 6) : n + 4] if d is not draft and d.label == WEAPON_COUNT and d.weapon]
        if draft.label is None and draft.unit in ROUNDS and draft.counts:
            if any(d.sentence == draft.sentence for d in around):
                draft.set(_again, label=WEAPON_COUNT, weapon=draft.subject or draft.unit)
        elif draft.label == WEAPON_COUNT and draft.partitive and len((draft.weapon or "").split()) == 1:
            kind = family(draft.unit or "")
            named = (d for d in reversed(around) if d.start < draft.start and d.unit and family(d.unit) == kind)
            draft.set(
                _again,
                weapon=next((d.weapon for d in named), None) or _of_family(page, arsenal, draft, kind) or draft.weapon,
            )


ROUNDS = frozenset({"round", "shell", "bullet", "cartridge"})
COUNTED_WORDS = hashes(
    (
        "bombs",
        "missiles",
        "rockets",
        "drones",
        "shells",
        "mines",
        "warheads",
        "tanks",
        "howitzers",
        "jets",
        "launchers",
        "rifles",
        "torpedoes",
        "guns",
        "munitions",
        "vehicles",
        "carriers",
    )
)


def _arms(page: Page, draft: Draft) -> bool:
    """Whether a draft may be one of a weapon: it counts weapons, or is a length, a weight or a speed."""
    if draft.label is not None or draft.quantity.part:
        return False
    if draft.quantity.unit is None:
        entity = page.entity_at(draft.quantity.num_end + 1)
        if entity is not None and entity.label == "WEAPON":
            return True
        return draft.unit is not None and (
            kind_of(draft.unit) is not None
            or kind_of(draft.subject or "") is not None
            or MODELS.fullmatch(f"{draft.unit}s") is not None
        )
    return draft.quantity.dimension in ("length", "mass", "speed")


BATTERY_OF = re.compile(
    r" of (?:[\w-]+ ){0,5}?(?:missiles?|rockets?|howitzers?|guns?|systems?|launchers?|interceptors?|mortars?)\b|"
    r" of (?:[A-Z][\w-]+ )?[A-Z][\w-]*\d\w*"
)


def _count(page: Page, arsenal: Arsenal, draft: Draft) -> None:
    """ "Six launchers", "ten batteries of Patriot missiles": the noun counted is a weapon."""
    assert draft.unit is not None
    subject = (draft.subject or draft.unit).lower()
    kind = kind_of(draft.unit) or kind_of(singular(subject))
    tail = page.text[draft.end : draft.end + 60]
    if MODELS.fullmatch(draft.subject or ""):  # "32 F-35s"
        if (named := next((w for w in arsenal.between(draft.start, draft.end) if w.named), None)) is not None:
            draft.set(_count, label=WEAPON_COUNT, weapon=named.name)
        return
    if kind == "system" and (whole := BATTERY_OF.match(tail)):  # "ten batteries of Patriot missiles"
        fired = next((w.name for w in arsenal.between(draft.end, draft.end + whole.end()) if w.named), None)
        draft.set(_count, label=WEAPON_COUNT, weapon=fired or whole[0].removeprefix(" of "))
        return
    if kind == "fleet" and not _military(page, draft, subject):
        return
    if kind in (None, "part", "mass") or (kind == "vague" and not arsenal.before(draft.start)):
        return
    if kind == "ammunition" and not (
        re.match(r" of (?:[\w-]+ ){0,2}(?:ammunition|artillery|mortar|fire|tank)", tail)
        or re.search(r"\b(?:mortar|artillery|tank|ammunition)\b", subject)
    ):
        return
    if kind == "vague" and not re.search(r"explos|aircraft|nuclear|bomb", subject):
        return
    if subject.endswith("batteries") and not any(w.named for w in arsenal.between(draft.start, draft.end)):
        return
    if re.search(
        r"\b(?:passenger|private|commercial|business|corporate|executive|regional|boeing 7\d7|7\d7|airbus) (?:\w+ )?(?:jets?|planes?|aircraft)\b|\b(?:air strikes?|gun battles?|water cannon|power|phone|think tanks?)\b|\b(?:storage|fuel|oil|gas|petrol|diesel|water|septic|propane|oxygen|holding|fish) tanks?\b",
        subject,
    ) or re.match(
        r" (?:strikes?|attacks?|raids?|sites?|programs?|tests?|crews?|factories|factory|bases?|bases|deals?)\b", tail
    ):
        return
    draft.set(_count, label=WEAPON_COUNT)
    draft.set(_count, weapon=_counted_weapon(page, arsenal, draft, kind, tail))


MILITARY = re.compile(
    r"\b(?:air force|army|navy|naval|military|warplanes?|warships?|fighters?|bombers?|missiles?|drones?|sorties|airspace|median line|air defen[cs]es?|frigates?|weapons?|squadrons?|rebels|troops|tanks|rifles|shot down|shoot down|incursions?|defen[cs]e minist(?:ry|er)|coast guard)\b",
    re.IGNORECASE,
)
PEACEFUL = re.compile(
    r"\b(?:passenger|airliner|rescue\w*|firefight\w*|wildfires?|blaze|survivors?|search\w*|airlines?|cargo|merchant|commercial|civil|civilian|private|cruise ship|fishing|containers?|grain|migrants|refugees|ferr(?:y|ies)|crash\w*|aid|medical|oil|tankers?|tourists?|model|light aircraft)\b",
    re.IGNORECASE,
)


def _military(page: Page, draft: Draft, subject: str) -> bool:
    """Whether aircraft or ships are an army's: "23 helicopters" beside rifles, not those of rescuers."""
    if re.search(
        r"\b(?:military|combat|fighter|attack|naval|war|spy|surveillance|patrol|coast guard|transport)\b", subject
    ):
        return not PEACEFUL.search(subject)
    first, last = page.span(draft.sentence)
    return MILITARY.search(page.text, first, last) is not None and not PEACEFUL.search(page.text, first, last)


def _counted_weapon(page: Page, arsenal: Arsenal, draft: Draft, kind: str | None, tail: str) -> str | None:
    subject = draft.subject or draft.unit or ""
    if known := KNOWN_AS.match(tail):
        return known[1]
    if material := re.match(r" of ((?:[\w-]+ )?(?:ammunition|artillery|mortar)\b)", tail):
        return material[1]
    own = next((w for w in arsenal.between(draft.start, draft.end) if w.named), None)
    if own is not None:
        return own.name if len(own.name) > len(subject) else subject
    main = arsenal.main
    plain = len(subject.split()) == 1
    if (
        plain
        and kind in ("system", "weapon")
        and main is not None
        and draft.unit in ("launcher", "missile", "system", "battery", "unit")
    ):
        if draft.unit == "missile" and main.noun and family(main.noun) not in ("system", "missile"):
            return subject  # "the aircraft carries two missiles"
        nearer = arsenal.before(draft.start, named=True)
        return main.name if nearer is not None else subject
    return subject


Told = tuple[str, Words | None]  # a specification, and the words that say so


def _label(page: Page, arsenal: Arsenal, draft: Draft) -> Told | None:
    """Which specification a length, weight or speed is; None where it is none of a weapon's."""
    q = draft.quantity
    if (calibre := _calibre(page, draft)) is not None:
        return CALIBRE, calibre
    if draft.weapon is None and not (_near(page, arsenal, draft)):
        return None
    first, last = page.span(draft.sentence)
    if q.dimension == "speed":
        slow = q.unit != "mach" and OTHER_SPEED.search(page.text, first, last)
        return None if slow else (SPEED, None)
    if q.dimension == "mass":
        return _mass(page, draft)
    if q.dimension == "length" and q.unit in LENGTHS:
        reach = _reach(page, draft)
        return (RANGE, reach) if reach is not None else None
    return None


OTHER_SPEED = re.compile(r"\b(?:winds?|gusts?|storm|hurricane|car|train|driver|limit)\b")


def _calibre(page: Page, draft: Draft) -> Words | None:
    """ "155 mm howitzers": the words that make a width a gun's."""
    _, last = page.span(draft.sentence)
    after = page.text[draft.end : min(last, draft.end + 50)]
    if draft.quantity.unit not in ("millimeter", "inch") or OTHER_LENGTH.match(after.strip()):
        return None
    return GUNS.match(page.text, draft.end, min(last, draft.end + 50))


RANGED = re.compile(r"[ -]?(?:range|reach)\b| \(?\d+ \w+\)? away\b| away\b|[ -]range|[ ]?\([^)]*\)[ -](?:away|range)")


def _reach(page: Page, draft: Draft) -> Words | None:
    """ "A range of 200 km", "can hit targets 300 miles away": the words that make a length a reach."""
    text, start = page.text, draft.quantity.num_start
    first, last = page.span(draft.sentence)
    stop = min(last, draft.end + 40)
    tail, begin = text[draft.end : stop], max(first, draft.start - 90)
    clause = text[begin:start]
    if NO_REACH.search(text[draft.start : draft.end] + tail):
        return None
    if found := RANGE_OF.search(clause):
        return begin + found.start(), begin + found.end()
    if OTHER_LENGTH.search(clause[-28:]) or OTHER_LENGTH.match(tail.strip(" -")):
        return None
    reaches = list(REACH.finditer(clause))
    if reaches:
        return begin + reaches[-1].start(), begin + reaches[-1].end()
    if after := RANGED.match(text, draft.end, stop):
        return after
    return None


BOMB = re.compile(r"[ -](?:[a-z-]+ ){0,2}?bombs?\b")
HEAVY = re.compile(
    r"(?: [A-Z]| (?:(?!(?:of|and|warheads?|payloads?|bombs?)\b)[\w-]+ ){0,2}?(?:tanks?|missiles?|howitzers?|guns?|submarines?|frigates?|destroyers?|warships?|corvettes?|vessels?|ships?|carriers?|rockets?|torpedo(?:es)?|drones?|vehicles?|aircraft|helicopters?|interceptors?|giants?|boosters?)\b)"
)
HURLS = re.compile(
    r"\b(?:lob|lobs|hurls?|carr(?:y|ies|ied|ying)|delivers?|fires?|launch(?:es)?|throws?|armed|loaded)\b"
)
CARGO = re.compile(
    r" of (?!(?:[a-z-]+ )?(?:explosives?|tnt|ammunition|bombs?|munitions?|ordnance|warheads?|weapons?|payload|fuel)\b)[a-z]+",
    re.IGNORECASE,
)
CLAUSE = re.compile(r"\b(?:while|whereas|but)\b|;")


LOAD = re.compile(r"[ -](?:[\w-]+ )?(?:warheads?|payloads?|explosives?|bombs?|of explosives?|charges?)\b")


def _mass(page: Page, draft: Draft) -> Told | None:
    """ "The 62-tonne tank", "a 200 kg warhead": whether a mass is a weapon's own, or what it carries."""
    first, last = page.span(draft.sentence)
    begin, start = max(first, draft.start - 90), draft.quantity.num_start
    clause, tail = page.text[begin:start], page.text[draft.end : min(last, draft.end + 40)]

    def after(match: re.Match[str]) -> Words:
        return draft.end + match.start(), draft.end + match.end()

    if "-" in page.text[draft.start : draft.end] and (heavy := HEAVY.match(tail)):
        return WEIGHT, after(heavy)
    if CARGO.match(tail):
        return None  # "had loaded 27,000 tonnes of wheat"
    carries = [(begin + m.start(), begin + m.end()) for m in CARRIES.finditer(clause)]
    weighs = [(begin + m.start(), begin + m.end()) for m in WEIGHS.finditer(clause)]
    if (bomb := BOMB.match(tail)) and not HURLS.search(clause):
        return WEIGHT, after(bomb)  # "dropped a 2,000-pound bomb"
    if load := LOAD.match(tail):
        return PAYLOAD, after(load)
    if carries and (not weighs or carries[-1] > weighs[-1]):
        return PAYLOAD, carries[-1]
    return (WEIGHT, weighs[-1]) if weighs else None


def _near(page: Page, arsenal: Arsenal, draft: Draft) -> bool:
    first, last = page.span(draft.sentence)
    return bool(arsenal.between(max(0, first - SCREEN), last))
