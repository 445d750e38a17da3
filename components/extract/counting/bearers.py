"""Which weapon a specification belongs to: named in its clause, compared with another, described by a calibre, or talked of before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from components.extract.counting.arms import Arsenal, Weapon, family, kind_of
from components.extract.counting.nouns import singular
from components.extract.counting.page import Draft, Page
from components.extract.entities import known
from components.extract.labels import CALIBRE, PAYLOAD, RANGE, SPECIFICATIONS, SPEED, WEAPON_COUNT, WEIGHT

SCREEN = 400  # characters: how far back a weapon still is what is talked about
CARRIED = re.compile(
    r"\b(?:carr(?:y|ies|ying)|fires?|firing|launch(?:es|ing)?|(?:armed|equipped|fitted|loaded) with|mount(?:s|ing)?|holds?|holding|drops?)(?: (?!which\b|that\b)[\w'’-]+){0,3} $"
)
RELATIVE = re.compile(
    r",? (?:each )?(?:which|that|with|whose|capable|able|weighing|having|boasting|reaching|flying|,? each|of(?= \d| about))\b|, (?:a|an) [a-z]"
)
CLOSED = re.compile(r", (?!(?:and|or|but) |\d|about|some|which|with|each|able|capable)[a-z]")
CLAUSE = re.compile(r"\b(?:while|whereas|but|and the|and its)\b|;")
BEHIND = re.compile(r"(?: \([^)]{0,40}\))?,? (?:for|of|in the case of|on) (?:the |its |a |an )?(?:[A-Za-z'’-]+ ){0,2}")
UNKNOWN = r"([A-Z][\w-]+(?: [A-Z0-9][\w-]*)?)"  # a weapon that neither list nor model knows
UNKNOWN_BEHIND = re.compile(
    rf"(?: \([^)]{{0,40}}\))?,? (?:for|of) the (?:[A-Za-z'’-]+ ){{0,2}}?{UNKNOWN}(?= it\b| which\b| that\b|[.,;]|$)"
)
UNKNOWN_SUBJECT = re.compile(
    rf"(?:,|;|\bwhile|\bwhereas|\band|\bbut) the (?:[a-z-]+ ){{0,2}}{UNKNOWN}(?:,? (?:which|with)| (?:has|have|reaches|weighs|flies|can|of|one|only|more|about|up to))\b"
)
OPENS = re.compile(r"\W*(?:With|Weighing|Armed|Measuring|Capable|At|Able|Powered|Boasting|Carrying|Flying)\b")
NAMED_LATER = re.compile(r"(?:called|named|known as|dubbed|designated)(?: the)? ([A-Z][\w-]+(?: [A-Z0-9][\w-]*){0,2})")
GUNS = frozenset(
    {"shell", "round", "ammunition", "projectile", "cartridge", "bullet", "gun", "cannon", "barrel", "tube"}
)
DESCRIBED = re.compile(r"[ -]((?:[a-z-]+ ){0,2}?([a-z]+))(?![\w-])")
THIS = re.compile(r"\b(?:the|its|their|this|these|each|every|a|an) $", re.IGNORECASE)


def bearer(page: Page, arsenal: Arsenal, draft: Draft, drafts: Sequence[Draft]) -> str | None:
    """The name of the weapon that a specification belongs to, None where the article names none."""
    if draft.label == CALIBRE:
        return _of_calibre(page, arsenal, draft, drafts)
    first, last = page.span(draft.sentence)
    behind = _behind(page, arsenal, draft) or _respectively(page, arsenal, draft, drafts)
    if behind is not None:
        return behind
    if (shot := _shot(page, draft, drafts)) is not None:
        return shot
    return _of_clause(page, arsenal, draft, drafts, first, last)


def _of_clause(
    page: Page, arsenal: Arsenal, draft: Draft, drafts: Sequence[Draft], first: int, last: int
) -> str | None:
    if (told := _told_apart(page, arsenal, draft, drafts, first)) is not None:
        return told
    inside = list(arsenal.between(first, draft.start))
    if draft.label == PAYLOAD:
        inside = [w for w in inside if w.noun not in ("warhead", "bomb", "munition")]
    named = [w for w in inside if w.named]
    later = NAMED_LATER.search(page.text, first, min(len(page.text), last + 300))
    if later and not named and not arsenal.before(first, named=True):
        return later[1]
    if (unknown := _unknown_subject(page, draft, drafts, first)) is not None:
        return unknown
    relative = next((w for w in reversed(inside) if _opens_relative(page, w, draft)), None)
    if relative is not None and relative.named:
        return relative.name
    if draft.label is None and relative is not None and not relative.named:
        relative = None
    if relative is not None and family(relative.noun or "") == "gun" and not relative.named and named:
        relative = None  # "the tank mounts a 120mm gun that hits targets four kilometres away"
    if relative is not None and relative.noun and (counted := _known(relative.noun, draft, drafts)) is not None:
        return counted
    if relative is not None and relative.noun and not relative.named:
        akin = [w for w in named if w.noun and family(w.noun) == family(relative.noun) and w.end <= relative.start]
        if akin and not CARRIED.search(page.text, max(first, relative.start - 40), relative.start):
            return akin[-1].name  # "with an R-73, it said, a missile with a range of 30 km"
    if (
        relative is not None
        and len(inside) > 1
        and CARRIED.search(page.text, max(first, relative.start - 40), relative.start)
    ):
        return relative.name  # "carries four missiles with a range of 70 km"
    if named:
        return _subject(page, named, draft, drafts, first)
    if OPENS.match(page.text, first) and (after := _after(page, arsenal, draft, last)) is not None:
        return after
    return _of_noun(arsenal, inside, draft, drafts, first)


FORMER = re.compile(r"\bthe (former|latter|first|second)(?:['’]s)?\b", re.IGNORECASE)


PAIRED = re.compile(r"(?:\b[Tt]he|['’]s) ([A-Z][\w-]+(?: [A-Z0-9][\w-]*)?)(?= )")  # "the Caesar and the Archer both"


def _told_apart(page: Page, arsenal: Arsenal, draft: Draft, drafts: Sequence[Draft], first: int) -> str | None:
    """ "The former weighs 18 tonnes and the latter 33 tonnes": one of the two weapons named last."""
    since = max((d.end for d in drafts if d.sentence == draft.sentence and d.end <= draft.start), default=first)
    said = list(FORMER.finditer(page.text, since, draft.start)) or list(FORMER.finditer(page.text, first, draft.start))
    if not said:
        return None
    names: list[str] = []
    for weapon in arsenal.back(said[-1].start()):
        if weapon.named and weapon.name not in names and said[-1].start() - weapon.end < SCREEN:
            names.append(weapon.name)
    if len(names) < 2:
        before = list(PAIRED.finditer(page.text, max(0, first - SCREEN), said[-1].start()))[-2:]
        names = [m[1] for m in reversed(before) if not _other(page, m.start(1))]
    if len(names) < 2:
        return None
    return names[0] if said[-1][1].lower() in ("latter", "second") else names[1]


def _opens_relative(page: Page, weapon: Weapon, draft: Draft) -> bool:
    opened = RELATIVE.match(page.text, weapon.end)
    return opened is not None and CLOSED.search(page.text, opened.end(), draft.start) is None


def _behind(page: Page, arsenal: Arsenal, draft: Draft) -> str | None:
    """ "70 km for the Soviet Smerch", "twice the 100 km of the Noor"."""
    for weapon in arsenal.between(draft.end, draft.end + 60):
        if weapon.named and BEHIND.fullmatch(page.text, draft.end, weapon.start):
            return weapon.name
    _, last = page.span(draft.sentence)
    unknown = UNKNOWN_BEHIND.match(page.text, draft.end, last)
    if unknown is None:
        return None
    name = unknown[1].split()[-1] if _other(page, unknown.start(1)) else unknown[1]  # "the Soviet Smerch"
    return name if not _other(page, unknown.end(1) - 1) else None


def _other(page: Page, offset: int) -> bool:
    """Whether a name is known to be no weapon's."""
    entity = page.entity_at(offset)
    if entity is None or entity.label not in ("GPE", "NORP", "LOC", "DATE", "LANGUAGE"):
        return False
    return entity.label in ("NORP", "DATE") or page.text[entity.start : entity.end] in known.names()


def _respectively(page: Page, arsenal: Arsenal, draft: Draft, drafts: Sequence[Draft]) -> str | None:
    first, last = page.span(draft.sentence)
    if page.text.find("respectively", draft.end, last) < 0:
        return None
    names = [w.name for w in arsenal.between(first, last) if w.named]
    specs = [d for d in drafts if d.sentence == draft.sentence and d.quantity.dimension == draft.quantity.dimension]
    return names[specs.index(draft)] if len(names) == len(specs) and draft in specs else None


def _shot(page: Page, draft: Draft, drafts: Sequence[Draft]) -> str | None:
    """ "Can send its 122mm rockets as far as 20 kilometres": the range of what is described by its calibre."""
    for other in reversed(drafts):
        if other.label == CALIBRE and other.sentence == draft.sentence and other.start < draft.start and other.weapon:
            own = singular(other.weapon.split()[-1]) not in GUNS or draft.label == WEIGHT
            if (
                own
                and draft.label in (RANGE, SPEED, PAYLOAD, WEIGHT)
                and page.text.startswith(other.weapon, other.start)
            ):
                return other.weapon
            return None
    return None


def _subject(page: Page, named: list[Weapon], draft: Draft, drafts: Sequence[Draft], first: int) -> str:
    """Of the weapons named before a specification the one that its clause is about."""
    cuts = [m.end() for m in CLAUSE.finditer(page.text, first, draft.start)]
    own = [w for w in named if cuts and w.start >= cuts[-1] and _is_subject(page, w)]
    free = [w for w in named if not CARRIED.search(page.text, max(first, w.start - 40), w.start)]
    return (own or free or named)[0].name


def _last_spec(draft: Draft, drafts: Sequence[Draft], first: int) -> int:
    """Where the specification before this one ends in its sentence, else where the sentence begins."""
    return max(
        (d.end for d in drafts if d.sentence == draft.sentence and d.end <= draft.start and d.weapon), default=first
    )


def _unknown_subject(page: Page, draft: Draft, drafts: Sequence[Draft], first: int) -> str | None:
    """ "..., while the older Fagot reaches only 2.5 km": a name that no list has, after another specification."""
    spec = _last_spec(draft, drafts, first)
    unknown = UNKNOWN_SUBJECT.search(page.text, spec, draft.start) if spec > first else None
    return unknown[1] if unknown and not _other(page, unknown.start(1)) else None


def _is_subject(page: Page, weapon: Weapon) -> bool:
    return page.doc[page.token_at(weapon.end - 1)].dep_ in ("nsubj", "nsubjpass")


def _after(page: Page, arsenal: Arsenal, draft: Draft, last: int) -> str | None:
    """ "With a range of 2,750 km, the Shaheen-III can reach ..."."""
    return next((w.name for w in arsenal.between(draft.end, last) if w.named), None)


def _known(noun: str, draft: Draft, drafts: Sequence[Draft]) -> str | None:
    """The weapon that was counted before with the same noun: "124 GMLRS rockets ... Each rocket weighs"."""
    for other in reversed([d for d in drafts if d.start < draft.start][-12:]):
        named = other.weapon and other.weapon.lower() not in (f"{noun}s", noun)
        if other.label == WEAPON_COUNT and other.unit == noun and named:
            return other.weapon
        if other.label == CALIBRE and named and other.weapon and other.weapon.endswith(f"{noun}s"):
            return other.weapon if other.sentence == draft.sentence else None
    return None


def _of_noun(arsenal: Arsenal, inside: list[Weapon], draft: Draft, drafts: Sequence[Draft], first: int) -> str | None:
    """ "The missile weighs", "it flies": whose noun it is, or what was named last."""
    noun = next((w.noun for w in inside if w.noun), None)
    if noun is not None:
        if (counted := _known(noun, draft, drafts)) is not None:
            return counted
        said = next(w.name for w in inside if w.noun == noun)
        if draft.label != RANGE and len(said.split()) > 1 and not arsenal.before(first, named=True):
            return said
    return context(arsenal, first, noun) or (inside[-1].name if inside else None)


def context(arsenal: Arsenal, first: int, noun: str | None) -> str | None:
    """The weapon that the text before an offset talks of: of the noun's kind, else the one named last."""
    before = arsenal.before(first, named=True)
    if noun is not None and before is not None:
        for weapon in arsenal.back(first):
            if weapon.named and first - weapon.end < 2 * SCREEN and weapon.noun and family(weapon.noun) == family(noun):
                return weapon.name
    main = arsenal.main
    if before is not None and first - before.end < 3 * SCREEN:
        return main.name if main is not None and arsenal.counts[main.name] > 2 else before.name
    if main is not None:
        return main.name
    last = arsenal.before(first)
    return last.name if last is not None else None


def _of_calibre(page: Page, arsenal: Arsenal, draft: Draft, drafts: Sequence[Draft]) -> str | None:
    """A calibre's weapon: the gun that fires or carries it, or the shell, rocket or gun that it describes."""
    first, last = page.span(draft.sentence)
    match = DESCRIBED.match(page.text, draft.end)
    words = match[1].split() if match else []
    noun = next((n for n in (singular(w) for w in words) if n in GUNS or kind_of(n) is not None), None)
    if noun is None:
        return _of_clause(page, arsenal, draft, drafts, first, last)
    if (counted := _known(noun, draft, drafts)) is not None:
        return counted
    end = draft.end + (page.text[draft.end :].find(words[-1]) + len(words[-1]) if words else 0)
    cut = next((k for k, w in enumerate(words) if singular(w) == noun), len(words) - 1)
    described = f"{page.text[draft.start : draft.end]} {' '.join(words[: cut + 1])}" if end else None
    named = [w for w in arsenal.between(first, draft.start) if w.named]
    if named:
        return _subject(page, named, draft, drafts, first)
    if noun not in GUNS:
        return described
    if OPENS.match(page.text, first) and (after := _after(page, arsenal, draft, last)) is not None:
        return after
    before = arsenal.before(first, named=True)
    said = next((w.noun for w in arsenal.between(first, draft.start) if w.noun), None)
    referring = THIS.search(page.text, first, draft.start) or said is not None
    if before is not None and referring and first - before.end < SCREEN:
        return context(arsenal, first, said or ("gun" if noun in ("gun", "cannon") else None))
    return described


def talked_of(page: Page, arsenal: Arsenal, draft: Draft, drafts: Sequence[Draft]) -> str | None:
    """The weapon that a time, a count or a measure belongs to, where its sentence or the one before gives specifications."""
    specs = [d for d in drafts if d.label in SPECIFICATIONS and draft.sentence - d.sentence in (0, 1)]
    first, last = page.span(draft.sentence)
    here = any(d.sentence == draft.sentence for d in specs)
    if not specs or (not here and not REFERS.search(page.text, first, last)):
        return None
    return _of_clause(page, arsenal, draft, drafts, first, last) if here else specs[-1].weapon


REFERS = re.compile(
    r"\b(?:it|each|[Aa] (?:crew|launcher|battery)|[Tt]he (?:launcher|battery|crew|missile|rocket|drone|gun|howitzer|system|aircraft|weapon|vehicle|craft|tank))\b|\b(?:It|Each|Its)\b"
)
