"""Weapons: how many (WEAPON_COUNT), and what one can do (RANGE, SPEED, CALIBRE, PAYLOAD, WEIGHT)."""

from __future__ import annotations

import itertools
import re

from components.extract.counting.arms import Arsenal, Weapon, kind_of
from components.extract.counting.nouns import MODELS
from components.extract.counting.page import Draft, Page

LABELS = ("WEAPON_COUNT", "RANGE", "SPEED", "CALIBRE", "PAYLOAD", "WEIGHT")
LENGTHS = ("kilometer", "mile", "meter", "nautical mile", "yard", "foot")
REACH = re.compile(
    r"\b(?:ranges?|reach(?:es|ed|ing)?|fl(?:y|ies|ew|own|ying)|travel(?:s|led|ed|ling)?|distances?|away|as far as|fires?|firing|hits?|strike|striking|targets?|lob|hurl|shoot|traveled|throw|launch|range of|cruise)\b",
    re.IGNORECASE,
)
NO_REACH = re.compile(
    r"\b(?:km|kilomet\w+|miles?|met\w+)\b[^.,;]{0,12}\b(?:north|south|east|west|northeast|northwest|southeast|southwest|from the (?:border|capital|city|town)|inside|of its target|of the target|of their target|wide|tall|high|long|deep|altitude|wingspan|off the coast|outside)\b",
    re.IGNORECASE,
)
OTHER_LENGTH = re.compile(
    r"\b(?:wingspan|length|long|wide|tall|height|altitude|diameter|within|accuracy|deep|fell|landed|crashed|depth|ceiling)\b",
    re.IGNORECASE,
)
CARRIES = re.compile(
    r"\b(?:payload|warheads?|carry|carries|carrying|carried|explosives?|bombs?|loaded|packed|tip|tipped|armed|deliver\w*)\b",
    re.IGNORECASE,
)
WEIGHS = re.compile(r"\b(?:weigh(?:s|ed|ing)?|weight|heavy|mass)\b", re.IGNORECASE)
GUNS = re.compile(
    r"[ -](?:[a-z-]+ )?(?:shells?|guns?|howitzers?|rockets?|rounds?|ammunition|mortars?|cannons?|tubes?|artillery|calib(?:er|re)s?|rifles?|pistols?|machine|munitions?|projectiles?|bullets?|mobile|self-propelled|anti|main|launchers?|field|barrels?|grenades?|naval|multiple|recoilless|towed|guided|heavy|light|automatic|semi|sniper|weapons?|cartridges?|handguns?)",
    re.IGNORECASE,
)
KNOWN_AS = re.compile(r"(?:,? (?:known as|called|named|dubbed))(?: the)? ([A-Z][\w-]*(?: [A-Z0-9][\w-]*)*)")
AROUND = 20  # figures on either side that a specification may share its weapon with
SCREEN = 400  # characters: how far back a weapon still is what is talked about


def claim(page: Page, drafts: list[Draft]) -> None:
    """Labels the drafts that count weapons or give a specification, and says which weapon they belong to."""
    if not any(_arms(draft) for draft in drafts):
        return
    arsenal = Arsenal(page)
    for draft in drafts:
        if draft.label is None and draft.quantity.unit is None and draft.unit is not None and not draft.quantity.part:
            _count(page, arsenal, draft)
    if not arsenal.all:
        return
    for before, draft in itertools.pairwise(drafts):
        each = draft.label is None and draft.quantity.dimension == "mass"  # "200 MAM-L bombs of 22 kg each"
        if before.label == "WEAPON_COUNT" and each and page.text[before.end : draft.start] == " of ":
            draft.label, draft.subject, draft.weapon = "WEIGHT", None, before.weapon
    for n, draft in enumerate(drafts):
        if draft.label is None and draft.quantity.dimension in ("length", "mass", "speed") and not draft.quantity.part:
            label = _label(page, arsenal, draft)
            if label:
                draft.label, draft.subject = label, None
                draft.weapon = _bearer(page, arsenal, draft, drafts[max(0, n - AROUND) : n + AROUND])
    for n, draft in enumerate(drafts):
        if (
            draft.label is None
            and draft.weapon is None
            and draft.quantity.dimension in ("time", "area", "volume", "length", "mass", "speed")
        ):
            draft.weapon = _talked_of(page, arsenal, draft, drafts[max(0, n - AROUND) : n + AROUND])


def _arms(draft: Draft) -> bool:
    """Whether a draft may be one of a weapon: it counts weapons, or is a length, a weight or a speed."""
    if draft.label is not None or draft.quantity.part:
        return False
    if draft.quantity.unit is None:
        return draft.unit is not None and (
            kind_of(draft.unit) is not None or MODELS.fullmatch(f"{draft.unit}s") is not None
        )
    return draft.quantity.dimension in ("length", "mass", "speed")


def _count(page: Page, arsenal: Arsenal, draft: Draft) -> None:
    assert draft.unit is not None
    subject = (draft.subject or draft.unit).lower()
    kind = kind_of(draft.unit)
    tail = page.text[draft.end : draft.end + 60]
    if MODELS.fullmatch(draft.subject or ""):  # "32 F-35s"
        if (named := next((w for w in arsenal.between(draft.start, draft.end) if w.named), None)) is not None:
            draft.label, draft.weapon = "WEAPON_COUNT", named.name
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
    if re.search(
        r"\b(?:passenger|private|commercial|business|corporate|executive|regional|boeing 7\d7|7\d7|airbus) (?:\w+ )?(?:jets?|planes?|aircraft)\b|\b(?:air strikes?|gun battles?|water cannon|power|phone|batteries|think tanks?)\b|\b(?:storage|fuel|oil|gas|petrol|diesel|water|septic|propane|oxygen|holding|fish) tanks?\b",
        subject,
    ) or re.match(
        r" (?:strikes?|attacks?|raids?|sites?|programs?|tests?|crews?|factories|factory|bases?|bases|deals?)\b", tail
    ):
        return
    draft.label = "WEAPON_COUNT"
    draft.weapon = _counted_weapon(page, arsenal, draft, kind, tail)


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
        nearer = arsenal.before(draft.start, named=True)
        return (nearer or main).name if nearer is None or main.name == nearer.name else main.name
    return subject


def _label(page: Page, arsenal: Arsenal, draft: Draft) -> str | None:
    """Which specification a length, weight or speed is; None where it is none of a weapon's."""
    text, q = page.text, draft.quantity
    first, last = page.span(draft.sentence)
    after = text[draft.end : min(last, draft.end + 50)]
    if (
        q.unit in ("millimeter", "inch")
        and not OTHER_LENGTH.match(after.strip())
        and (
            GUNS.match(after)
            or re.search(r"\b(?:calib(?:er|re))\b[^.]{0,12}$", text[max(first, draft.start - 25) : draft.start])
        )
    ):
        return "CALIBRE"
    if draft.weapon is None and not (_near(page, arsenal, draft)):
        return None
    clause = text[max(first, draft.start - 90) : q.num_start]
    tail = after[:40]
    if q.dimension == "speed":
        return (
            "SPEED"
            if q.unit == "mach"
            or not re.search(r"\b(?:winds?|gusts?|storm|hurricane|car|train|driver|limit)\b", text[first:last])
            else None
        )
    if q.dimension == "mass":
        return _mass(clause, tail)
    if q.dimension == "length" and q.unit in LENGTHS:
        near = clause[-60:]
        if NO_REACH.search(text[draft.start : draft.end] + tail):
            return None
        if OTHER_LENGTH.search(near[-28:]) or OTHER_LENGTH.match(tail.strip(" -")):
            return None
        if (
            REACH.search(clause)
            or re.match(r"[ -]?range\b| \(?\d+ \w+\)? away\b| away\b|[ -]range", tail)
            or re.match(r"[ ]?\([^)]*\)[ -](?:away|range)", tail)
        ):
            return "RANGE"
        if re.search(r"[(]$|, or $| or $|\($", text[max(first, draft.start - 5) : draft.start]) and re.search(
            r"\brange\b|\bfly\b", text[first : draft.start]
        ):
            return "RANGE"
    return None


CARGO = re.compile(
    r" of (?!(?:[a-z-]+ )?(?:explosives?|tnt|ammunition|bombs?|munitions?|ordnance|warheads?|weapons?|payload|fuel)\b)[a-z]+",
    re.IGNORECASE,
)
CLAUSE = re.compile(r"\b(?:while|whereas|but)\b|;")


def _mass(clause: str, tail: str) -> str | None:
    if CARGO.match(tail):
        return None  # "had loaded 27,000 tonnes of wheat"
    carries = [m.start() for m in CARRIES.finditer(clause)]
    weighs = [m.start() for m in WEIGHS.finditer(clause)]
    if re.match(r"[ -](?:[\w-]+ )?(?:warheads?|payloads?|explosives?|bombs?|of explosives?|charges?)\b", tail):
        return "PAYLOAD"
    if carries and (not weighs or carries[-1] > weighs[-1]):
        return "PAYLOAD"
    return "WEIGHT" if weighs else None


def _near(page: Page, arsenal: Arsenal, draft: Draft) -> bool:
    first, last = page.span(draft.sentence)
    return bool(arsenal.between(max(0, first - SCREEN), last))


def _bearer(page: Page, arsenal: Arsenal, draft: Draft, drafts: list[Draft]) -> str | None:
    """The weapon a specification belongs to: named in the sentence before it, else what the last sentences talk of."""
    first, last = page.span(draft.sentence)
    text = page.text
    if draft.label == "CALIBRE":
        return _gun(page, arsenal, draft, drafts)
    for other in reversed(drafts):
        if (
            other.label == "CALIBRE"
            and other.sentence == draft.sentence
            and other.start < draft.start
            and other.weapon
            and page.text.startswith(other.weapon, other.start)
        ):
            return other.weapon  # "can send its 122mm rockets as far as 20 kilometres"
    inside = arsenal.between(first, draft.start)
    named = [w for w in inside if w.named]
    if draft.label == "PAYLOAD":
        inside = [w for w in inside if w.noun not in ("warhead", "bomb", "munition")]
    later = NAMED_LATER.search(text, first, min(len(text), last + 300))
    if later and not named and not arsenal.before(first, named=True):
        return later[1]
    if inside and inside[-1].noun and not inside[-1].named:
        if (same := _same_noun(inside[-1].noun, draft, drafts, arsenal, first)) is not None:
            return same
        if (
            not named
            and draft.label != "RANGE"
            and len(inside[-1].name.split()) > 1
            and not arsenal.before(first, named=True)
        ):
            return inside[-1].name
    if named:
        cuts = [m.end() for m in CLAUSE.finditer(text, first, draft.start)]
        own = [w for w in named if cuts and w.start >= cuts[-1]]
        return _first_of(own or named)
    return _context(arsenal, first, inside, page)


NAMED_LATER = re.compile(r"(?:called|named|known as|dubbed|designated)(?: the)? ([A-Z][\w-]+(?: [A-Z0-9][\w-]*){0,2})")


def _first_of(named: list[Weapon]) -> str:
    name: str = named[-1].name if len(named) == 1 else named[0].name
    return name


def _context(arsenal: Arsenal, first: int, inside: list[Weapon], page: Page) -> str | None:
    before = arsenal.before(first, named=True)
    noun = inside[-1].noun if inside else None
    same = arsenal.before(first, named=True, noun=noun) if noun else None
    if same is not None and first - same.end < SCREEN:
        return same.name  # "Most came from 9M22U rockets ... Each rocket weighs": not the launcher named last
    main = arsenal.main
    if before is not None and first - before.end < 3 * SCREEN:
        return main.name if main is not None and arsenal.counts[main.name] > 2 else before.name
    if main is not None:
        return main.name
    if inside:
        name: str = inside[-1].name
        return name
    last = arsenal.before(first)
    return last.name if last is not None else None


def _gun(page: Page, arsenal: Arsenal, draft: Draft, drafts: list[Draft]) -> str | None:
    """A calibre's weapon: the one named before ("the G6 fires 155mm shells"), or the gun or shell it describes."""
    first, _ = page.span(draft.sentence)
    match = re.compile(r"[ -]((?:[a-z-]+ ){0,2}?(\w+?)s?)(?![\w-])").match(page.text, draft.end)
    noun = match[2] if match else ""
    described = (
        f"{page.text[draft.start : draft.end]} {match[1].strip()}" if match else page.text[draft.start : draft.end]
    )
    for w in arsenal.between(draft.start, draft.end + 30):
        noun = w.noun or noun
    if (same := _same_noun(noun, draft, drafts, arsenal, first)) is not None:
        return same
    named = [w for w in arsenal.between(first, draft.start) if w.named]
    if named:
        return named[-1].name
    before = arsenal.before(first, named=True)
    if before is not None and page.text[max(0, draft.start - 4) : draft.start].lower() in ("the ", "its "):
        return described if before.name.lower().endswith("launchers") and noun == "rocket" else before.name
    return described


def _same_noun(noun: str | None, draft: Draft, drafts: list[Draft], arsenal: Arsenal, first: int) -> str | None:
    if not noun:
        return None
    for other in reversed([d for d in drafts if d.start < draft.start][-12:]):
        if (
            other.label == "WEAPON_COUNT"
            and other.unit == noun
            and other.weapon
            and other.weapon.lower() not in (f"{noun}s", noun)
        ):
            return other.weapon
    for other in reversed([d for d in drafts if d.start < draft.start][-6:]):
        if (
            other.label == "CALIBRE"
            and other.weapon
            and other.weapon.endswith(f"{noun}s")
            and other.sentence == draft.sentence
        ):
            return other.weapon
    return None


def _talked_of(page: Page, arsenal: Arsenal, draft: Draft, drafts: list[Draft]) -> str | None:
    """The weapon a time or an area belongs to: only where its sentence is about one and gives specifications."""
    _first, _ = page.span(draft.sentence)
    spec = any(d.label in LABELS[1:] and d.sentence == draft.sentence for d in drafts)
    if not spec:
        return None
    return next(
        (d.weapon for d in drafts if d.sentence == draft.sentence and d.label in LABELS[1:] and d.label != "CALIBRE"),
        None,
    )
