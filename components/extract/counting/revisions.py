"""Older values of a figure: "up from 80,000", "revised to 94", "had first put the dead at four" (supersedes)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from components.extract.counting.page import Draft, Page, hashes
from components.extract.counting.persons import is_person
from components.extract.counting.states import any_of
from components.extract.labels import COUNT
from components.model import CASUALTIES

FROM = re.compile(
    r"(?:,)? (?:up |down )?from(?: (?:the|a|an))?(?: (?:earlier|previous|initial|original|about|some|around|the previous|an earlier|an initial|a previous))*(?: (?:count|toll|figure|estimate|tally|number|total|report|death toll)s?(?: of)?)? ?"
)
TO = re.compile(r"(?: [\w'’%-]+){0,3} to(?: (?:about|at least|more than|some|nearly|over|around|almost))? ?")
REVISES = re.compile(
    r"(?:,| and|;)? ?(?:\w+ )?(?:revising|updating|correcting|replacing|raising|increasing|superseding|compared with|against|after|from|up from|higher than|exceeding|well above|above)(?: \w+){0,2}? (?:an |the |its |a )?(?:earlier|previous|initial|preliminary|first|prior|original|provisional)(?: \w+){0,3}? (?:of|was|at|that) ?",
    re.IGNORECASE,
)
EARLIER = re.compile(
    r"\b(?:earlier|previously|initially|at first|originally|preliminary|initial|previous|first reports?|early reports?|had (?:first|initially)|earlier count|an earlier)\b",
    re.IGNORECASE,
)
EARLIER_WORDS = hashes(
    ("earlier", "previously", "initially", "first", "originally", "preliminary", "initial", "previous", "early")
)
REFUTED = re.compile(  # a lower number may stand for a higher one where that is said to be wrong
    r"\b(?:(?:were|was|proved|turned out to be) (?:wrong|false|incorrect|inaccurate|mistaken|exaggerated|too high)|contrary to|earlier version of this|now (?:says?|puts?|said|put|believes?)|in error)\b",
    re.IGNORECASE,
)
ITSELF = r"(?:that|it|this|(?:the|its) (?:figure|number|count|toll|total|tally|estimate))"
CHANGES = r"(?:revis|rais|correct|updat|increas|lower|reduc|adjust|cut|bring|brought)\w*"
REVISED_TO = re.compile(
    rf"(?: (?:people|{any_of('adjective', 'event')}))?(?: (?:had|have|were) (?:died|(?:been )?(?:{any_of('adjective', 'participle')})))?,?(?: and| but)?(?: later| then)? {CHANGES} {ITSELF}(?: (?:up|down|upwards?|downwards?))? to ?",
    re.IGNORECASE,
)
BRACKETED = re.compile(
    rf" ?\((?:later |since )?{CHANGES}(?: {ITSELF})?(?: (?:up|down|upwards?|downwards?))? to ?", re.IGNORECASE
)
UP_FROM = re.compile(r"(?: [^\W\d]+){0,11},? (?:up|down) from(?: (?:the|an?))?(?: \w+)?(?: of)? ?")
RISEN_FROM = re.compile(
    r"\b(?:from|up from|down from)(?: (?:the|an?|its))?(?: (?:earlier|previous|initial))?(?: \w+)?(?: of)? $"
)
CHANGED_TO = re.compile(
    r"\b(?:raised|lowered|revised|reduced|increased|updated|corrected|cut)\b[^.;,]{0,70}\bto (?:[a-z]+ ){0,2}$"
)
REMAINS = ("body", "corpse")  # what was found is no earlier toll
PLAIN_TIME = re.compile(
    r" in (?:19|20)\d\d\b| (?:in|for) (?:the )?(?:same|previous|prior|last|all of)\b| a (?:year|month|week) (?:earlier|ago|before)| last (?:year|month|week)"
)


def _like(a: Draft, b: Draft) -> bool:
    """Whether two figures count the same kind of thing."""
    return a.label == b.label or b.unit is None or a.unit is None or a.quantity.unit == b.quantity.unit


def _of_persons(draft: Draft) -> bool:
    return draft.unit is None or draft.unit == "people" or is_person(draft.unit)


def revised(page: Page, a: Draft, b: Draft) -> None:
    """ "163, up from 140", "raised from 80 to 94": one of two neighbours revises the other."""
    if (
        a.sentence != b.sentence
        or not _like(a, b)
        or ((a.quantity.unit or None) != (b.quantity.unit or None) and None not in (a.quantity.unit, b.quantity.unit))
    ):
        return
    gap = page.text[a.end : b.start]
    new = old = None
    if (
        FROM.fullmatch(gap)
        or UP_FROM.fullmatch(gap)
        or (
            len(gap) < 90
            and gap.rstrip().endswith((" of", " was", " at", " that"))
            and any(m.end() >= len(gap) - 1 for m in REVISES.finditer(gap))
        )
    ):
        new, old = a, b
    elif (
        REVISED_TO.fullmatch(gap)
        or BRACKETED.fullmatch(gap)
        or (TO.fullmatch(gap) and RISEN_FROM.search(page.text[max(0, a.start - 40) : a.start]))
    ):
        new, old = b, a
    if new is None or old is None:
        return
    if new.label in CASUALTIES and old.label not in CASUALTIES and not _of_persons(old):
        return  # "20 people from the two villages were killed"
    if (old.label in CASUALTIES) != (new.label in CASUALTIES):
        label = new.label if new.label in CASUALTIES else old.label
        anchors = new.anchor or old.anchor, old.anchor or new.anchor
        new.set(revised, label=label, anchor=anchors[0])
        old.set(revised, label=label, anchor=anchors[1])
    if old.unit is None:
        old.set(revised, unit=new.unit, subject=new.subject)
    if new.unit is None:
        new.set(revised, unit=old.unit, subject=old.subject)
    old.set(revised, label=old.label if old.label not in (COUNT, None) else new.label)
    old.set(revised, scope="background")
    if not PLAIN_TIME.match(page.text, old.end):
        new.set(revised, supersedes=old)


BEFORE_OLD = re.compile(
    r",? (?:and )?(?P<was>(?:up|down|revised|raised|lowered) from|from"
    r"|(?:more than |nearly |almost |about |roughly |over )?(?:double|twice|triple|three times|half|four times)"
    r"|(?:raising|lowering|revising|correcting|replacing|updating|overtaking))"
    r" (?:the |an? |its |their )?(?:earlier |initial |previous |first |original )?(?:(?:count|figure|toll|estimate|tally|number) of )?$"
)
THEN = re.compile(
    r" (?:the (?:previous|day)|a (?:day|week|month|year) (?:earlier|before|ago)|(?:first|initially|given|reported|announced|put)|on [A-Z]|in [A-Z]|last)"
)


def compared_with(page: Page, drafts: Sequence[Draft]) -> None:
    """ "305 were killed when gunmen stormed it, up from the 235 first announced", "134 people, twice the 70 of 2020"."""
    for n, draft in enumerate(drafts):
        if (
            draft.quantity.unit is not None
            or draft.part_of is not None
            or draft.label not in (COUNT, None, *CASUALTIES)
        ):
            continue
        before = BEFORE_OLD.search(page.text[max(0, draft.start - 70) : draft.start])
        if before is None or draft.scope is not None:
            continue
        told_then = THEN.match(page.text, draft.end)
        if (before["was"] == "from" and told_then is None) or (before["was"].endswith("ing") and draft.label is None):
            continue
        new = next(
            (
                d
                for d in drafts[max(0, n - 6) : n]
                if d.sentence == draft.sentence
                and d.part_of is None
                and d.label in (*CASUALTIES, COUNT)
                and not d.single
            ),
            None,
        )
        if new is None or (draft.unit is not None and (draft.label, draft.unit) != (new.label, new.unit)):
            continue
        draft.set(compared_with, label=new.label, anchor=new.anchor)
        draft.set(compared_with, unit=new.unit, subject=new.subject, scope="background")
        if (
            before["was"].endswith(("from", "ing"))
            and new.supersedes is None
            and not PLAIN_TIME.match(page.text, draft.end)
        ):
            new.set(compared_with, supersedes=draft)


def earlier(page: Page, drafts: Sequence[Draft]) -> None:
    """ "The governor had first put the dead at four": the value that stands now supersedes it."""
    for n, draft in enumerate(drafts):
        if draft.label not in CASUALTIES or draft.scope is not None or draft.part_of is not None:
            continue
        first, _ = page.span(draft.sentence)
        wrong = _said_wrong(page, draft, first)
        if not wrong and EARLIER_WORDS.isdisjoint(page.words_of(draft.sentence)):
            continue
        if (
            not wrong
            and not EARLIER.search(page.text[max(first, draft.start - 110) : draft.start])
            and not re.match(
                r"[^.;,]{0,25}\b(?:earlier|initially|at first|previously)\b", page.text[draft.end : draft.end + 60]
            )
        ):
            continue
        newer = next(
            (
                d
                for d in (*reversed(drafts[max(0, n - 30) : n]), *drafts[n + 1 : n + 4])
                if d.label == draft.label
                and d.part_of is None
                and d.scope is None
                and ((d.value or 0) > (draft.value or 0) or wrong or _refuted(page, draft, d))
                and (draft.unit not in REMAINS or d.unit == draft.unit)
                and abs(d.sentence - draft.sentence) <= 2
            ),
            None,
        )
        if newer is not None and newer.supersedes is None:
            newer.set(earlier, supersedes=draft)
            draft.set(earlier, scope="background")


WRONG = re.compile(
    r"[^.;,]{0,50}\b(?:was|were|is|are|had been|proved|turned out to be) (?:\w+ )?"
    r"(?:wrong|false|mistaken|incorrect|inaccurate|erroneous|untrue|a mistake|a miscount)\b(?! (?:to|for)\b)"
)
WITHDREW = re.compile(
    r"\b(?:withdrew|withdrawn|retracted|took back|disowned)\b[^.;,]{0,30}\b(?:figures?|tolls?|counts?|claims?|reports?|numbers?)\b[^.;,]{0,20}$"
)


def _said_wrong(page: Page, draft: Draft, first: int) -> bool:
    """ "Reports that 40 had died were false", "withdrew his count of 31 dead": whatever stands for it, higher or lower."""
    return bool(
        WRONG.match(page.text, draft.end) or WITHDREW.search(page.text, max(first, draft.start - 90), draft.start)
    )


def _refuted(page: Page, old: Draft, new: Draft) -> bool:
    """Whether a count is said to be wrong beside the one that stands for it: "contrary to reports of 20 deaths, nine"."""
    if new.value == old.value:
        return False
    first, _ = page.span(min(old.sentence, new.sentence))
    _, last = page.span(max(old.sentence, new.sentence))
    return REFUTED.search(page.text, first, last) is not None


def changed(page: Page, drafts: Sequence[Draft]) -> None:
    """ "On Monday it lowered the number of the missing to 275": the number given in the sentences before is superseded."""
    for n, draft in enumerate(drafts):
        if (
            draft.label not in CASUALTIES
            or draft.part_of is not None
            or draft.supersedes is not None
            or draft.scope is not None
        ):
            continue
        if not CHANGED_TO.search(page.text[max(0, draft.start - 110) : draft.start]):
            continue
        older = next(
            (
                d
                for d in reversed(drafts[max(0, n - 12) : n])
                if d.label == draft.label and d.part_of is None and d.same_as is None and not d.single
            ),
            None,
        )
        if (
            older is not None
            and 0 < draft.sentence - older.sentence <= 3
            and older.scope is None
            and older.value != draft.value
        ):
            draft.set(changed, supersedes=older)
            older.set(changed, scope="background")
