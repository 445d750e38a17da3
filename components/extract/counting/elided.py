"""Nouns and units that a number leaves out: those of the figure before ("27 soldiers died, seven went missing")."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from components.extract.counting.nouns import singular
from components.extract.counting.page import Draft, Page
from components.extract.counting.persons import is_person, of_persons
from components.extract.counting.states import is_a, labels
from components.extract.labels import COUNT, MEASURE, MONEY, PAYLOAD, RANGE, SPEED, WEAPON_COUNT, WEIGHT
from components.model import CASUALTIES

COMPARED = re.compile(
    r"(?:.{0,80}[\s(])?(?:from|to|than|with|including|versus|against|or|and|at|the|for|by|on|about|nearly|(?:in \d{4}))\s?(?:the )?|,\s?|\s?[–-]\s?"
)
SHARES = frozenset({COUNT, MEASURE, MONEY, RANGE, SPEED, WEIGHT, PAYLOAD, WEAPON_COUNT})


CONVERTED = re.compile(r" ?\((?:about |around |some )?[A-Z]{0,3}[$€£¥]")
SCALED = re.compile(r"\d(?:[\d.,]*\d)? (?:million|billion|trillion)$")


def _more_money(page: Page, money: Draft, draft: Draft) -> bool:
    """ "A profit of 2.1 billion euros on sales of 18 billion": a sum that leaves its currency out."""
    bare = draft.label == COUNT and draft.unit is None and draft.head is None and not draft.quantity.part
    near = bare and draft.start - money.end < 120 and ";" not in page.text[money.end : draft.start]
    if CONVERTED.match(page.text, draft.end):
        return False  # "1.3 billion ($1.7bn)": in a currency of its own
    return near and SCALED.search(page.text, draft.quantity.num_start, draft.quantity.num_end) is not None


def compared(page: Page, drafts: Sequence[Draft]) -> None:
    """A bare number compared with one that has a unit: "61,000 tyres, up from 48,000"."""
    money: Draft | None = None
    for before, draft in itertools.pairwise(drafts):
        money = before if before.label == MONEY else money
        if money is not None and money.sentence == draft.sentence and _more_money(page, money, draft):
            q = money.quantity
            draft.set(compared, label=MONEY, unit=money.unit)
            draft.set(compared, quantity=replace(draft.quantity, unit=q.unit, dimension=q.dimension, pint=q.pint))
            if COMPARED.fullmatch(page.text, money.end, draft.start):
                draft.set(compared, subject=money.subject)
            continue
        if draft.label != COUNT or draft.unit is not None or draft.quantity.part or before.sentence != draft.sentence:
            continue
        if (
            before.label not in SHARES
            or before.unit is None
            or draft.head is not None
            or before.quantity.part
            or before.quantity.dimension == "percentage"
        ):
            continue
        gap = page.text[before.end : draft.start]
        if page.text[draft.start : draft.end].endswith(("times", "time")):
            continue  # "500 dollars, 100 times what he paid"
        if len(gap) < 100 and COMPARED.fullmatch(gap) and not re.match(r"\w", page.text[draft.end : draft.end + 1]):
            if (before.value or 0) and not 0.001 < (draft.value or 0) / (before.value or 1) < 1000:
                continue
            draft.set(compared, label=before.label, unit=before.unit, subject=before.subject, weapon=before.weapon)
            if before.quantity.unit is not None:
                q = before.quantity
                draft.set(compared, quantity=replace(draft.quantity, unit=q.unit, dimension=q.dimension, pint=q.pint))


NUMBER_OF = re.compile(
    r"\b(?:number|total) of ((?:[\w-]+ ){0,2}?(?:people|men|women|children|[a-z]{3,}s))\b[^;:]{0,160}$", re.IGNORECASE
)


def _number_of(page: Page, draft: Draft) -> str | None:
    """ "The number of munitions delivered now totals 6,602": what a bare number counts, said before it."""
    first, _ = page.span(draft.sentence)
    match = NUMBER_OF.search(page.text[first : draft.start])
    return match[1] if match else None


HAVE_BEEN = re.compile(r" (?:have|had|has|were|was|are)(?: been)? ([a-z]+ed)\b")
MORE_BEFORE = re.compile(
    r"\b(?:another|a further|an additional|an extra)\s+(?:(?:at least|about|some) )?$", re.IGNORECASE
)
MORE_AFTER = re.compile(r"\s*(?:more|others?|additional|further)\b(?! than)", re.IGNORECASE)


CALLED = frozenset({"affected", *(word for word in labels("after") if is_a("adjective", word))})


def _state(word: str) -> str | None:
    """What those in a state are called: "twenty wounded"; the hurt are the injured."""
    return "injured" if word == "hurt" else word if word in CALLED else None


OF_THEM = re.compile(r" of (?:them|whom)\b")


def _of_them(page: Page, draft: Draft) -> str | None:
    """ "A boat carrying Haitian migrants capsized, drowning 17 of them": the persons in the plural told last."""
    if not OF_THEM.match(page.text, draft.quantity.end):
        return None
    first = page.starts[max(0, draft.sentence - 1)]
    for i in range(draft.first - 1, first - 1, -1):
        token = page.doc[i]
        if token.tag_ == "NNS" and is_person(token.lower_):
            left = i
            while left > first and page.doc[left - 1].dep_ in ("amod", "compound") and page.doc[left - 1].head.i == i:
                left -= 1
            return page.text[page.doc[left].idx : token.idx + len(token)]
    return None


PASSIVE = re.compile(
    r" (?:was|were|been|died)\b[^.;]{0,60} and (?:another |a further )?(?:at least |about |some |over |more than |nearly )?$"
)


def _bare(draft: Draft) -> bool:
    return draft.unit is None and draft.head is None and draft.counts


def _as_before(draft: Draft, counted: Draft | None) -> None:
    """ "Of the 460 rockets fired 153 were shot down": a number alone counts what was counted last in its sentence."""
    if counted is None or counted.sentence != draft.sentence or counted.label not in (COUNT, WEAPON_COUNT, *CASUALTIES):
        return
    if not 0.001 < (draft.value or 0) / (counted.value or 1) < 1000:
        return  # "two brothers with a net worth of 1.3 billion"
    draft.set(_as_before, unit=counted.unit, subject=counted.subject)
    if counted.label == WEAPON_COUNT:
        draft.set(_as_before, label=counted.label, weapon=counted.weapon)


def nouns_left_out(page: Page, drafts: Sequence[Draft]) -> None:
    """ "27 soldiers died, seven went missing": the noun of the figure before, where one is left out."""
    last: Draft | None = None
    counted: Draft | None = None  # the last figure whose noun is told
    for draft in drafts:
        if draft.label == COUNT and draft.counts:
            _of_count(page, draft, last, counted)
        if draft.head is not None and draft.counts and draft.subject:
            counted = draft
        if draft.label not in CASUALTIES:
            continue
        if draft.part_of is None and draft.head is None and (whom := _of_them(page, draft)) is not None:
            draft.set(_of_them, unit=singular(whom.split()[-1]), subject=whom)
        if draft.unit is None or _noun(page, draft) in ("others", "other"):
            _of_victims(page, draft, last)
        if draft.value != 0 and draft.part_of is None:
            last = draft
        _others(page, draft)


def _noun(page: Page, draft: Draft) -> str:
    return page.doc[draft.head].lower_ if draft.head is not None else ""


def _of_count(page: Page, draft: Draft, last: Draft | None, counted: Draft | None) -> None:
    """ "The number of munitions now totals 6,602", "12 have been freed": what a count without a noun counts."""
    if draft.unit is None and (number := _number_of(page, draft)):
        draft.set(_of_count, unit=singular(number.split()[-1]), subject=number)
    beside = draft.unit is None and last is not None and last.sentence == draft.sentence
    if beside and (done := HAVE_BEEN.match(page.text, draft.end)):
        draft.set(_of_count, unit="people", subject=done[1])
    if _bare(draft):
        _as_before(draft, counted)


def _of_victims(page: Page, draft: Draft, last: Draft | None) -> None:
    """ "Seven went missing", "twenty wounded": those of the figure before, or called by their state, or people."""
    following = page.doc[draft.last + 1].lower_ if draft.last + 1 < len(page.doc) else ""
    state = _state(following) if not _noun(page, draft) else None
    near = last if last is not None and draft.sentence - last.sentence <= 1 else None
    whole = draft.part_of or near
    if state is not None and last is not None and _goes_on(page, last, draft):
        draft.set(_of_victims, unit=last.unit, subject=last.subject)  # "35 people were killed and twenty wounded"
    elif state is not None:
        draft.set(_of_victims, unit="people", subject=state)
    elif whole is not None and not whole.single and of_persons(whole.unit):
        subject = (whole.subject or "").removeprefix("other ") or None
        stated = _state(subject or "") is not None
        draft.set(_of_victims, unit="people" if stated else whole.unit, subject="people" if stated else subject)
    else:
        draft.set(_of_victims, unit="people", subject="people")


def _goes_on(page: Page, last: Draft, draft: Draft) -> bool:
    """Whether a passive counts on with the noun of the one before: "35 people were killed and twenty wounded"."""
    named = last.head is not None and last.unit is not None and not last.single and _state(last.subject or "") is None
    return named and last.sentence == draft.sentence and PASSIVE.search(page.text[last.end : draft.start]) is not None


def _others(page: Page, draft: Draft) -> None:
    """ "Another 12", "five more": others than those told before."""
    if not draft.subject or draft.subject.startswith(("other", "more")):
        return
    if MORE_BEFORE.search(page.text[max(0, draft.start - 16) : draft.start]) or MORE_AFTER.match(
        page.text, draft.quantity.end
    ):
        draft.set(_others, subject=f"other {draft.subject}")
