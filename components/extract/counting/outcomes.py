"""Who lived and who died of those one sentence tells of: "four were shot, one fatally", "a clerk was killed and a cleaner hurt"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from components.extract.counting.page import Draft, Page, hashes
from components.extract.counting.triggers import Trigger
from components.extract.labels import INJURED, KILLED
from components.model import Number

FATALLY = re.compile(r"(?: of (?:them|whom))? (?:was |were )?fatally\b")


def some_fatally(page: Page, shots: list[tuple[Token, Trigger]], by_token: dict[int, Draft]) -> None:
    """ "Four people were shot, one fatally": the one is dead, the others are hurt."""
    for head, trigger in shots:
        draft = by_token.get(head.i)
        if draft is None or draft.label is not None or (draft.value or 0) < 2:
            continue
        for other in by_token.values():
            near = other.sentence == draft.sentence and draft.end < other.start and other.label == KILLED
            if near and (other.value or 0) < (draft.value or 0) and FATALLY.match(page.text, other.end):
                draft.set(some_fatally, label=INJURED, anchor=trigger.i)
                other.set(some_fatally, part_of=draft)
                earlier = (d for d in by_token.values() if d.label == KILLED and d.end < draft.start)
                other.set(some_fatally, same_as=next((d for d in earlier if d.value == other.value), None))
                break


KILLS = re.compile(r"\b(?:kill\w*|dead|died|dies|fatal\w*|slain|slay\w*)\b", re.IGNORECASE)


def others_again(page: Page, drafts: Sequence[Draft]) -> None:
    """ "One killed, three injured", and below "killing a man and injuring three others": other than the man, not than the three."""
    before: dict[tuple[str | None, Number | None], Draft] = {}
    for draft in drafts:
        if draft.label != INJURED or draft.part_of is not None:
            continue
        first, _ = page.span(draft.sentence)
        told = before.setdefault((draft.label, draft.value), draft)
        if told.sentence == draft.sentence or " other" not in page.text[draft.start : draft.end + 7].lower():
            continue
        if KILLS.search(page.text, max(first, draft.start - 120), draft.start):
            draft.set(others_again, same_as=told)


def along(page: Page, by_token: dict[int, Draft], drafts: Sequence[Draft]) -> None:
    """ "Was killed along with eight others", "together with three of her pupils": they come on top."""
    for i, low in enumerate(page.lowers):
        if low not in ALONG or i + 1 >= len(page.doc):
            continue
        prep = page.doc[i] if page.lowers[i] == ALONGSIDE else page.doc[i + 1]
        for told in prep.children:
            draft = by_token.get(told.i)
            if draft is None or draft.label != KILLED or told.dep_ != "pobj" or draft.part_of is not None:
                continue
            beside = [d for d in drafts if d.label == KILLED and d.sentence == draft.sentence and d.end <= draft.start]
            if beside:
                draft.set(along, page.words(i), additional_to=draft.additional_to or beside[-1])


ALONG = hashes(("along", "together", "alongside"))


ALONGSIDE = next(iter(hashes(("alongside",))))


SURVIVES = re.compile(
    r"\b(?:expected to (?:survive|live|recover|make a)|out of danger|remain(?:s|ed)? (?:hospitali[sz]ed|in [a-z, ]*condition)|(?:stable|fair|good|satisfactory) condition"
    r"|recovering|(?:non|not)[ -]life|survived|will survive|clinging to life|discharged|released from (?:the |a )?hospital|fighting for (?:his |her |their )?li(?:fe|ves)|treated and released)\b",
    re.IGNORECASE,
)


def survives(page: Page, single: Draft) -> bool:
    """Whether the sentence of somebody hurt, or the next, says that he lives, so that he is not one of the dead."""
    start, end = page.span(single.sentence)
    if single.sentence + 1 < len(page.starts):
        end = page.span(single.sentence + 1)[1]
    return SURVIVES.search(page.text, start, min(end, single.end + 400)) is not None


FURTHER = re.compile(
    r"(?:another|an? (?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)|the other)\b", re.IGNORECASE
)


def same_person(single: Draft, dead: list[Draft]) -> bool:
    """Whether "she" who was hurt may be the one that died: "died two days after she was stabbed"."""
    return single.score < 0.4 and any(d.single and 0 <= single.sentence - d.sentence <= 3 for d in dead)


def another(page: Page, single: Draft, dead: list[Draft]) -> bool:
    """Whether somebody hurt is told in one sentence with the dead: "a clerk was killed and a cleaner suffered burns"."""
    if single.score < 0.5:
        return False
    first = page.doc[single.first].lower_
    return any(
        d.sentence == single.sentence
        and d.head != single.head
        and d.end <= single.start
        and (first in ("a", "an") or (d.single and first in ("his", "her")))
        and (d.subject or "") != (single.subject or "")
        and (not d.single or page.doc[d.first].lower_ in ("a", "an", "one", "another", "his", "her"))
        for d in dead
    )
