"""Parts of a total (part_of): "12 of them", "29 of the dead", "of the 39 workers abducted, 11 escaped", counts that add up."""

from __future__ import annotations

import re
from collections.abc import Sequence

from components.extract.counting.contexts import GATHERED
from components.extract.counting.nouns import singular
from components.extract.counting.page import Draft, Page
from components.extract.counting.persons import is_person
from components.extract.counting.states import any_of, labels, state_of
from components.extract.labels import (
    ABDUCTED,
    AGE,
    COUNT,
    DETAINED,
    DISPLACED,
    DURATION,
    KILLED,
    MISSING,
    MONEY,
)
from components.model import CASUALTIES

OF_TOTAL = re.compile(r"[ ](?:out )?of (?:the |its |their |a total of |some |about |his |all )*")
OF_ITS = re.compile(r"[ ]of [^,.;:()]{2,60}['’]s?[ ]")  # "three of the plant's six reactors"
PARTS_FROM = re.compile(r"(?:^|[.\n] ?)(?:Of|Out of|From|Among) (?:the|those|these|its|some)? ?$")


def current(drafts: Sequence[Draft]) -> None:
    """Parts belong to the total that stands, not to the older value it supersedes."""
    newer = {id(d.supersedes): d for d in drafts if d.supersedes is not None}
    for draft in drafts:
        now = newer.get(id(draft.part_of)) if draft.part_of is not None else None
        if now is not None and now is not draft and now.label == draft.label and now.sentence <= draft.sentence:
            draft.set(current, part_of=now)


def of_total(page: Page, drafts: Sequence[Draft]) -> None:
    """ "12 of them", "29 of the dead": a part, with the noun and the label of its total."""
    for n, draft in enumerate(drafts):
        if not draft.partitive or draft.quantity.unit is not None or draft.label in (AGE, DURATION, MONEY):
            continue
        following = drafts[n + 1] if n + 1 < len(drafts) else None
        if following is not None and _of_next(page, draft, following):
            _part_of_next(page, draft, following)
        elif draft.part_of is None and (whole := _whole(page, drafts, n)) is not None:
            _part_of_last(page, draft, whole)
    for draft in drafts:
        if draft.part_of is draft or (draft.part_of is not None and draft.part_of.part_of is draft):
            draft.set(of_total, part_of=None)
    _of_the(page, drafts)
    _of_those(page, drafts)
    _some_victims(page, drafts)
    _among_them(page, drafts)
    for draft in drafts:
        if draft.part_of is not None and draft.head is None and (told := _apposed(page, draft)) is not None:
            _called(draft, told)


def _part_of_next(page: Page, draft: Draft, following: Draft) -> None:
    """ "Three of the 12 workers died": a part of the total that stands after it."""
    draft.set(_part_of_next, part_of=following.same_as or following)
    if following.label in CASUALTIES and draft.label == COUNT:
        draft.set(_part_of_next, label=following.label, anchor=following.anchor)
    draft.set(_part_of_next, unit=following.unit or draft.unit, subject=following.subject or draft.subject)
    counted = following.label == COUNT and is_person(following.unit or "")
    if counted and draft.label in CASUALTIES and VICTIMS.match(page.text, following.end - 7, following.end + 2):
        following.set(_part_of_next, label=draft.label)


def _part_of_last(page: Page, draft: Draft, whole: Draft) -> None:
    """ "12 of them", "29 of the dead", "half of them": a part of the total told before."""
    draft.set(_part_of_last, part_of=whole)
    told = _apposed(page, draft)
    if draft.quantity.part:  # a share, no number of people
        _called(draft, told)
        return
    if draft.label == COUNT and whole.label in CASUALTIES and draft.head is None:
        draft.set(_part_of_last, label=whole.label, anchor=whole.anchor)
    if draft.unit is None or draft.head is None:
        _called(draft, told or (whole.unit, whole.subject))
    elif page.doc[draft.head].lower_ in labels():
        _called(draft, told)
        draft.set(_part_of_last, label=whole.label if draft.label == COUNT else draft.label)


VICTIMS = re.compile(r" victims?| dead")


def _called(draft: Draft, told: tuple[str | None, str | None] | None) -> None:
    """ "12 of them medics", "of the 190, 43 were sailors": what the part is called, else what its total counts."""
    if told is not None:
        draft.set(_called, unit=told[0], subject=told[1])


OF_VICTIMS = re.compile(r" of (?:the|its|their|those) (?:victims|dead|bodies|casualties|fatalities|killed)\b")
BURIED = re.compile(
    r"\b(?:bur(?:y|ied|ying)|identif(?:y|ied|ying)|cremat(?:ed?|ing)|nam(?:ed|ing)|mourn(?:ed|ing)) (?:the |at least |about |some |another )?$",
    re.IGNORECASE,
)


def _some_victims(page: Page, drafts: Sequence[Draft]) -> None:
    """ "Buried 16 of the victims": some of them, of a total that the article does not tell, so no toll."""
    for draft in drafts:
        if draft.label != KILLED or draft.part_of is not None or draft.single or draft.quantity.unit is not None:
            continue
        if OF_VICTIMS.match(page.text, draft.quantity.end) or (
            draft.unit in ("victim", "body") and BURIED.search(page.text, max(0, draft.start - 30), draft.start)
        ):
            draft.set(_some_victims, label=COUNT, anchor=None)


SAVED = re.compile(
    r",? (?:ha(?:ve|s|d) |were |was |been |later |since )*(?:escaped|freed|released|rescued|survived|recovered|returned|fled|got away)\b"
)
OF_THOSE = re.compile(
    rf"(?:[.;:—–(,]|\band) ?(?:out )?of (?:those|these|them|whom|the (?P<state>{any_of('adjective', 'participle', 'persons', 'told')}))"
    rf"(?: (?:{any_of('adjective', 'participle')}))?,? (?:at least |some |about |more than |nearly |another )?$",
    re.IGNORECASE,
)
BEING = re.compile(r",? (?:were|was|are|is) (?:[a-z]+ )?([a-z]{3,})\b(?! (?:in|at|on|by|after|when|while|as)\b)")


def _of_those(page: Page, drafts: Sequence[Draft]) -> None:
    """ "... has left 1,450 civilians dead; of those, 297 were children": a part of the total told before."""
    for n, draft in enumerate(drafts):
        if draft.part_of is not None or draft.quantity.unit is not None or draft.label not in (COUNT, *CASUALTIES):
            continue
        opened = OF_THOSE.search(page.text[max(0, draft.start - 60) : draft.start])
        if opened is None:
            continue
        state = state_of(opened["state"]) if opened["state"] else None
        whole = _larger(drafts, n, state)
        if whole is None:
            continue
        if draft.label == COUNT or (draft.label in CASUALTIES and draft.label == whole.label):
            draft.set(_of_those, label=whole.label, anchor=draft.anchor or draft.first, part_of=whole)
        if draft.unit is None or draft.head is None:
            told = BEING.match(page.text, draft.end)
            noun = told[1] if told is not None and is_person(told[1]) else None
            _called(draft, (singular(noun), noun) if noun else (whole.unit, whole.subject))


AMONG_THEM = re.compile(r",? (?:were |was |being )?among them\b")


def _among_them(page: Page, drafts: Sequence[Draft]) -> None:
    """ "At least 200 dead, ten civilians among them": a part of the total told before."""
    for n, draft in enumerate(drafts):
        if draft.part_of is not None or draft.label not in (COUNT, *CASUALTIES) or draft.quantity.unit is not None:
            continue
        if not is_person(draft.unit or "") or draft.unit in GATHERED or not AMONG_THEM.match(page.text, draft.end):
            continue
        whole = _larger(drafts, n, None)
        if whole is not None and whole.sentence == draft.sentence:
            draft.set(_among_them, label=whole.label, anchor=draft.anchor or draft.first, part_of=whole)


def _larger(drafts: Sequence[Draft], n: int, label: str | None) -> Draft | None:
    """The casualty total told last in this sentence or the one before, of ``label`` if one is given, larger than the n-th figure."""
    for other in reversed(drafts[max(0, n - 8) : n]):
        if drafts[n].sentence - other.sentence > 1:
            return None
        if (
            other.label in CASUALTIES
            and other.part_of is None
            and other.label == (label or other.label)
            and (other.quantity.high or other.value or 0) > (drafts[n].value or 0)
        ):
            return other
    return None


def sums(page: Page, drafts: Sequence[Draft]) -> None:
    """ "15 people (10 civilians and five officers)": counts that add up to the total before them are its parts."""
    for n, whole in enumerate(drafts):
        if whole.label not in CASUALTIES or whole.part_of is not None or whole.single or not whole.value:
            continue
        total, parts = 0.0, []
        for other in drafts[n + 1 : n + 8]:
            if other.scope == "background":
                continue
            if other.label != whole.label or other.sentence - whole.sentence > 1 or other.part_of not in (None, whole):
                break
            parts.append(other)
            total += other.value or 0
            if total >= whole.value:
                break
        if len(parts) > 1 and total == whole.value:
            for part in parts:
                part.set(sums, part_of=whole)


def _apposed(page: Page, draft: Draft) -> tuple[str, str] | None:
    """ "12 of them medics": what the part is called."""
    match = re.compile(
        r" of (?:them|whom|those|the dead|the victims|the wounded|the injured)(?: (?:were|are|was))?(?: of)? ([a-z]+)(?: ([a-z]+))?\b"
    ).match(page.text, draft.quantity.end)
    if match is None:
        return None
    for noun in (match[1], match[2]):
        if noun and is_person(noun):
            return singular(noun), noun
    return None


def _of_next(page: Page, draft: Draft, following: Draft) -> bool:
    if following.sentence != draft.sentence or following.quantity.unit is not None:
        return False
    gap = page.text[draft.quantity.end : following.quantity.start]
    return bool(OF_TOTAL.fullmatch(gap) or OF_ITS.fullmatch(gap)) and not (
        following.value is not None and draft.value is not None and following.value < draft.value
    )


def _whole(page: Page, drafts: Sequence[Draft], n: int) -> Draft | None:
    """The total that "12 of them", "29 of the dead" is a part of: the nearest figure before it that counts the same."""
    draft = drafts[n]
    noun = page.doc[draft.head].lower_ if draft.head is not None else None
    for other in reversed(drafts[max(0, n - 8) : n]):
        if other.sentence < draft.sentence - 2:
            return None
        if (
            other.quantity.unit is not None
            or other.part_of is not None
            or other.label in (AGE,)
            or (other.quantity.high or other.value or 0) < (draft.value or 0)
        ):
            continue
        state = labels().get(noun or "")
        if state == KILLED and other.label in (MISSING, DETAINED, DISPLACED):
            continue
        taken = noun == "victims" and other.label == ABDUCTED
        if noun is None or draft.unit == other.unit or other.label == state or taken:
            return other
    return None


def _of_the(page: Page, drafts: Sequence[Draft]) -> None:
    """ "Of the 39 workers abducted, 11 escaped and two were beheaded": what follows is part of the first."""
    for n, draft in enumerate(drafts):
        if not PARTS_FROM.search(page.text[max(0, draft.start - 14) : draft.start]):
            continue
        for other in drafts[n + 1 :]:
            if other.sentence != draft.sentence:
                break
            if (
                other.quantity.unit is None
                and other.part_of is None
                and other.head is None
                and other.label != AGE
                and (other.value or 0) <= (draft.quantity.high or draft.value or 0)
            ):
                other.set(_of_the, part_of=draft.same_as or draft)
                told = BEING.match(page.text, other.end)  # "of the 190, forty-three were sailors"
                noun = told[1] if told is not None and is_person(told[1]) else None
                _called(other, (singular(noun), noun) if noun else (draft.unit, draft.subject))
                if other.label == COUNT and draft.label in CASUALTIES and not SAVED.match(page.text, other.end):
                    other.set(_of_the, label=draft.label, anchor=draft.anchor)
