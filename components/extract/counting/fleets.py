"""Weapons counted without their noun: "of which 153 were shot down", "brought down dozens", "a launcher carries 12 of them"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from components.extract.counting.arms import Arsenal, kind_of
from components.extract.counting.bearers import context
from components.extract.counting.page import Draft, Page
from components.extract.labels import DETAINED, INJURED, KILLED, MISSING, WEAPON_COUNT

ABOUT = r"(?: (?:only|all|about|some|at least|nearly|almost|over|more than|around|another|a further|an additional|up to|as many as))?"
OF_NUMBER = re.compile(r",? (?:is |was )?the (?:total |overall )?number of ((?:[\w-]+ ){0,3}?([a-z]+)s)\b")
ACQUIRED = re.compile(
    r"\b(?:order(?:s|ed|ing)?|bought|buy(?:s|ing)?|acquir(?:e|es|ed|ing)|leas(?:e|es|ed|ing)|operat(?:e|es|ed|ing)|deliver(?:s|ed|ing)?|receiv(?:e|es|ed|ing)|sen(?:d|ds|t|ding)|pledg(?:e|es|ed|ing)|promis(?:e|es|ed|ing)|produc(?:e|es|ed|ing)|buil(?:d|ds|t|ding)|donat(?:e|es|ed|ing)|seized|suppl(?:y|ies|ied|ying)|carr(?:y|ies|ied)|hold|holds|want|wants|wanted|fields|fielded|lost)"
    + ABOUT
    + " $"
)
OF_WHICH = re.compile(r"\bof (?:which|them|these|those)" + ABOUT + " $")
OF_THEM = re.compile(r" of (?:them|these|those)\b")
DEED = r"(?:shot down|brought down|downed|intercepted|destroyed|launched|fired|delivered|damaged|captured|built|sold|ordered|produced|defused|landed|fallen|struck|hit|lost|disabled|suppressed)"
FATE = re.compile(
    rf"(?: more| others?| of (?:them|these|those|the [a-z]+))? (?:(?:were|was|had been|have been|are being|are to be|will be|being)(?: later| already| also)? {DEED}|(?:fell|landed|exploded|got through|came down|struck|hit|crashed) )\b"
)
FELLED = re.compile(
    r"(?: of (?:them|these|those|which|the [a-z]+)| out of [\w ]{1,30})? (?:were|was|had been|have been|being)(?: \w+ly| also| all)? (?:shot|brought) down\b"
)
FELLING = re.compile(r"\b(?:shot|shoots?|shooting|brought|bringing) down" + ABOUT + " $")
OUT_OF = re.compile(r" (?:out )?of (?:the |a total of |some |about |at least )?")
PEOPLED = frozenset({INJURED, KILLED, DETAINED, MISSING})
FLYING = frozenset({"aircraft", "plane", "helicopter", "warplane", "fighter", "jet", "drone"})


def free(page: Page, drafts: Sequence[Draft]) -> None:
    """Takes back the casualty label of what is shot down where weapons and aircraft are counted: "two jets", "11 out of 14 drones"."""
    armed = [d for d in drafts if d.quantity.unit is None and d.unit is not None and _flies(d)]
    for draft in drafts if armed else ():
        if draft.label not in PEOPLED or draft.single or draft.quantity.part:
            continue
        of_these = draft.head is None and OF_WHICH.search(page.text, max(0, draft.start - 30), draft.start)
        last = (
            max((d for d in drafts if d.start < draft.start), key=lambda d: d.start, default=None) if of_these else None
        )
        if last is not None and last in armed and last.sentence == draft.sentence:
            draft.set(free, label=None, anchor=None, unit=None, subject=None)  # "96 tanks, of which 53 were captured"
            continue
        end = draft.quantity.num_end if draft.head is None else draft.end
        felled = FELLED.match(page.text, end) or FELLING.search(page.text, max(0, draft.start - 50), draft.start)
        if not felled:
            continue
        if draft.head is None and any(abs(d.sentence - draft.sentence) <= 1 for d in armed if d is not draft):
            draft.set(free, label=None, anchor=None, unit=None, subject=None)
        elif draft.head is not None and _flies(draft):
            draft.set(free, label=None, anchor=None)


def _flies(draft: Draft) -> bool:
    unit = (draft.unit or "").lower()
    return unit in FLYING or kind_of(unit) == "weapon"


def name(page: Page, arsenal: Arsenal, drafts: Sequence[Draft]) -> None:
    """Gives numbers that stand alone the weapon that was counted before them, or that the text talks of."""
    last: Draft | None = None
    counted: Draft | None = None  # the last figure whose noun is told: "of them" means those
    for n, draft in enumerate(drafts):
        before = page.text[max(0, draft.start - 90) : draft.start]
        bare = draft.label is None and draft.quantity.unit is None and draft.unit in (None, "people")
        if bare and not draft.quantity.part and not _of_number(page, draft):
            following = drafts[n + 1] if n + 1 < len(drafts) else None
            if following is not None and _out_of(page, draft, following):
                _as(draft, following)
            elif last is not None and _again(page, draft, before, last, counted is last):
                _as(draft, last)
            elif counted is None and OF_THEM.match(page.text, draft.quantity.num_end):
                _of_them(page, arsenal, draft)
        if draft.label == WEAPON_COUNT:
            last = counted = draft
        elif draft.quantity.unit is None and draft.unit is not None and not draft.quantity.part:
            counted = draft


def _as(draft: Draft, other: Draft) -> None:
    """ "Shot down 11 of them": weapons that were counted before, under the same name."""
    draft.set(_as, label=WEAPON_COUNT, unit=other.unit, subject=other.subject, weapon=other.weapon)


def _of_number(page: Page, draft: Draft) -> bool:
    """ "Bringing to 33 the number of drones destroyed"."""
    number = OF_NUMBER.match(page.text, draft.end)
    if number is None or kind_of(number[2]) != "weapon":
        return False
    draft.set(_of_number, label=WEAPON_COUNT, unit=number[2], subject=number[1], weapon=number[1])
    return True


def _out_of(page: Page, draft: Draft, following: Draft) -> bool:
    """ "11 out of 14 drones"."""
    gap = page.text[draft.quantity.num_end : following.start]
    return following.label == WEAPON_COUNT and OUT_OF.fullmatch(gap) is not None


def _again(page: Page, draft: Draft, before: str, last: Draft, those: bool) -> bool:
    """Whether a number counts the weapons of the last count; ``those``: nothing else was counted since."""
    far = draft.sentence - last.sentence
    if far > 2:
        return False
    if those and far == 0 and OF_WHICH.search(before):
        return True
    if far > 1:
        return False
    them = those and OF_THEM.match(page.text, draft.quantity.num_end) is not None
    return them or ACQUIRED.search(before) is not None or FATE.match(page.text, draft.quantity.num_end) is not None


def _of_them(page: Page, arsenal: Arsenal, draft: Draft) -> None:
    """ "A launcher carries 12 of them": rockets that were described, not counted."""
    first, _ = page.span(draft.sentence)
    since, _ = page.span(max(0, draft.sentence - 1))
    for weapon in arsenal.back(draft.start):
        if weapon.start < since:
            return
        if weapon.noun is not None and weapon.noun != "warhead" and kind_of(weapon.noun) == "weapon":
            draft.set(_of_them, label=WEAPON_COUNT, unit=weapon.noun, subject=f"{weapon.noun}s")
            described = len(weapon.name.split()) > 1 and weapon.start < first and page.text[weapon.end - 1] == "s"
            draft.set(
                _of_them, weapon=weapon.name if described else context(arsenal, first, weapon.noun) or draft.subject
            )
            return
