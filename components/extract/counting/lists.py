"""Victims told in lists: "18 civilians, two officers and a guard were killed", "including three children", "of whom 21 died"."""

from __future__ import annotations

import itertools
import re

from components.extract.counting import contexts
from components.extract.counting.page import Draft, Page
from components.extract.counting.persons import is_person
from components.extract.counting.states import any_of, state_of
from components.extract.labels import ABDUCTED, DETAINED, HARM
from components.model import CASUALTIES

PART_WORDS = re.compile(
    r"(?:,|\(|–|—|-|:)?\s*(?:(?:all|most|many|some)\s)?(?:(?:of )?(?:them|whom)?\s?(?:,\s)?)?(?:including|among them|among whom|among which|of whom|of them|of which|they included|amongst them)(?: those of)?(?: at least)?",
    re.IGNORECASE,
)
PART_TAIL = re.compile(
    r"(?:[^.;:]{0,45}|[^.;:]{0,110}\b(?:said|says|reported|reports|told)\b[^.;:]{0,30})"
    r"[,(] (?:including|among them|of whom|among whom)(?: those of)?(?: at least)?",
    re.IGNORECASE,
)
AND = re.compile(r",|,? ?and(?: at least)?|,? ?as well as|,? ?or")


HEADED = re.compile(  # "Injured: 12. Killed: 3.", "Wounded - 12, killed - 3"
    rf"(?:^|[.;,|/\n(:•*]) ?(?P<state>{any_of('adjective', 'participle', 'persons', 'told', 'event')})"
    r" ?(?::|=|[-–—](?= )) ?$",
    re.IGNORECASE,
)
ENTRY_ENDS = re.compile(r" ?(?:[.;,|/\n()]|$)(?!\d)")


def headed(page: Page, drafts: list[Draft]) -> None:
    """The entries of situation reports: a state, a colon or a dash, and a bare number."""
    for draft in drafts:
        if draft.head is not None or draft.quantity.unit is not None or not ENTRY_ENDS.match(page.text, draft.end):
            continue
        head = page.text[max(0, draft.start - 24) : draft.start]
        state = HEADED.search(head)
        if state is not None and (state.start() or draft.start <= 24 or not head[0].isalnum()):
            words = draft.start - len(head) + state.start("state"), draft.start
            label = state_of(state["state"])
            draft.set(headed, words, label=label, unit="people", subject="people", anchor=draft.first)


OPENED = re.compile(r"[^.;,()]{0,25}\(")  # "seven were injured (two in a critical condition)"


def _opened(page: Page, drafts: list[Draft]) -> set[int]:
    """The drafts of lists that begin with "including": they are told of what stands before them, not after."""
    found: set[int] = set()
    before: Draft | None = None
    for draft in drafts:
        gap = page.text[before.end : draft.start].strip() if before and before.sentence == draft.sentence else "."
        if PARTS_OPEN.search(page.text[max(0, draft.start - 24) : draft.start]) or (
            before is not None and id(before) in found and AND.fullmatch(gap)
        ):
            found.add(id(draft))
        before = draft
    return found


STATE = re.compile(r" (?:(?:of them )?in|on|with|fighting|critically|seriously|badly|gravely)\b")
OF_THEM = re.compile(r"[,(–—-]?\s*(?:and )?")  # "one of them"
OF_WHOM = re.compile(r"^[^.;]{0,80}, (?:of|out of) whom(?: at least)?$")
PARTS_OPEN = re.compile(r"\b(?:including|among (?:them|whom)|of whom)(?: at least)? $", re.IGNORECASE)


def joined(page: Page, drafts: list[Draft]) -> None:
    """Victims joined to victims: "18 civilians, two officers and a guard were killed", "including three children"."""
    counts = [d for d in drafts if d.unit not in contexts.GATHERED]
    opened = _opened(page, counts)
    for after, draft in zip(counts[:0:-1], counts[-2::-1], strict=False):  # "two nurses, a driver and six pupils dead"
        if id(draft) not in opened and after.sentence == draft.sentence and _told_with(page, draft, after):
            draft.set(joined, label=after.label, anchor=after.anchor)
    for before, draft in itertools.pairwise(counts):
        counted = draft.counts
        if counted and before.label in CASUALTIES and draft.sentence == before.sentence:
            _joined_to(page, before, draft)


def _told_with(page: Page, draft: Draft, after: Draft) -> bool:
    """Whether what is told of the next count is told of this one as well."""
    gap = page.text[draft.end : after.start].strip()
    if _listable(draft):
        return after.label in CASUALTIES and draft.unit is not None and AND.fullmatch(gap) is not None
    named = (
        draft.label in (DETAINED, ABDUCTED) and draft.anchor == draft.head
    )  # "80 prisoners and two guards were hurt"
    return named and after.label in HARM and gap == "and"


def _joined_to(page: Page, before: Draft, draft: Draft) -> None:
    """ "1,600 were abducted, of whom 21 were killed", "22 are in hospital, seven in a critical state": what one count is to the last."""
    gap = page.text[before.end : draft.start].strip()
    fewer = (draft.value or 0) < (before.value or 0)
    if draft.label not in (None, before.label):
        if OF_WHOM.search(gap) and draft.label in CASUALTIES and fewer:
            draft.set(_joined_to, part_of=before)
    elif draft.label == before.label and draft.head is None and gap in (",", ", with") and draft.sure:
        if STATE.match(page.text, draft.end) and fewer:
            draft.set(_joined_to, part_of=before.part_of or before)
    elif (whole := _whole_of(before, draft, gap)) is not None:
        if not (whole.value or 0) < (draft.value or 0):
            draft.set(_joined_to, label=before.label, anchor=draft.anchor or before.anchor, part_of=whole)
    elif _ends_list(page, before, draft) and AND.fullmatch(gap):
        draft.set(_joined_to, label=before.label, anchor=before.anchor)


def _whole_of(before: Draft, draft: Draft, gap: str) -> Draft | None:
    """The count that another is a part of, by the words between them: "including", "(", "and" in a list of parts."""
    victim = _is_victim(draft)
    if (victim and (PART_WORDS.fullmatch(gap) or PART_TAIL.fullmatch(gap))) or (
        draft.partitive and draft.head is None and OF_THEM.fullmatch(gap)
    ):
        return before.part_of or before
    if victim and AND.fullmatch(gap) and before.part_of is not None and draft.unit is not None:
        return before.part_of
    bracketed = gap == "(" or (draft.head is None and OPENED.fullmatch(gap) is not None)
    return before if victim and bracketed and (draft.value or 0) < (before.value or 0) else None


def _ends_list(page: Page, before: Draft, draft: Draft) -> bool:
    """ "Killed 12 soldiers and two guides.": the last of a list that its verb opened."""
    nouns = bool(draft.unit and before.unit) and _is_victim(draft)
    return draft.label is None and nouns and before.sure and page.text[draft.end : draft.end + 1] in ".,;:)"


def _listable(draft: Draft) -> bool:
    return draft.label is None and draft.counts and _is_victim(draft)


def _is_victim(draft: Draft) -> bool:
    return draft.unit != "survivor" and (draft.unit is None or draft.unit == "people" or is_person(draft.unit))


def singles_among(page: Page, alone: list[Draft], drafts: list[Draft]) -> None:
    """ "Eight members of the family, among them a baby, were killed"."""
    totals: dict[tuple[int, str | None], Draft] = {}
    for draft in drafts:
        if (draft.value or 0) > 1:
            totals.setdefault((draft.sentence, draft.label), draft)
    for single in alone:
        whole = totals.get((single.sentence, single.label))
        opens = PARTS_OPEN.search(page.text[max(0, single.start - 24) : single.start])
        if whole is not None and opens and whole.end < single.start:
            single.set(singles_among, part_of=whole)
