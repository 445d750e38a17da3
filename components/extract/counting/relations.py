"""How figures of one article relate: restatements (same_as), revisions (supersedes), parts of a total (part_of)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from components.extract.counting.nouns import singular
from components.extract.counting.page import Draft, Page, hashes
from components.extract.counting.victims import is_person
from components.extract.quantities.units import to_si
from components.model import CASUALTIES

TOLERANCE = 0.04  # editors round: "125 miles (200 kilometres)" is 201 km
RESTATES = re.compile(
    r"[ ]?(?:\(|\[|/|,? or (?:about |some |around |roughly )?|,? equivalent to (?:about )?|,? which is (?:about )?|,? equal to |-)[ ]?"
)
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
ITSELF = r"(?:that|it|this|(?:the|its) (?:figure|number|count|toll|total|tally|estimate))"
CHANGES = r"(?:revis|rais|correct|updat|increas|lower|reduc|adjust|cut|bring|brought)\w*"
REVISED_TO = re.compile(
    rf"(?: dead| injured| missing| people| deaths)?,?(?: and| but)?(?: later| then)? {CHANGES} {ITSELF}(?: (?:up|down|upwards?|downwards?))? to ?",
    re.IGNORECASE,
)
BRACKETED = re.compile(
    rf" ?\((?:later |since )?{CHANGES}(?: {ITSELF})?(?: (?:up|down|upwards?|downwards?))? to ?", re.IGNORECASE
)
UP_FROM = re.compile(r"(?: [^\W\d]+){0,11},? (?:up|down) from(?: (?:the|an?))?(?: \w+)?(?: of)? ?")
RISEN_FROM = re.compile(
    r"\b(?:from|up from|down from)(?: (?:the|an?|its))?(?: (?:earlier|previous|initial))?(?: \w+)?(?: of)? $"
)
REVISED_FROM = re.compile(
    rf",?(?: and)?(?: later| then)? {CHANGES} {ITSELF}(?: (?:up|down|upwards?|downwards?))? from ?", re.IGNORECASE
)
CHANGED_TO = re.compile(
    r"\b(?:raised|lowered|revised|reduced|increased|updated|corrected|cut)\b[^.;,]{0,70}\bto (?:[a-z]+ ){0,2}$"
)
REMAINS = ("body", "corpse")  # what was found is no earlier toll
OF_TOTAL = re.compile(r"[ ](?:out )?of (?:the |its |their |a total of |some |about |his |all )*")
PARTS_FROM = re.compile(r"(?:^|[.\n] ?)(?:Of|Out of|From|Among) (?:the|those|these|its|some)? ?$")
PLAIN_TIME = re.compile(
    r" in (?:19|20)\d\d\b| (?:in|for) (?:the )?(?:same|previous|prior|last|all of)\b| a (?:year|month|week) (?:earlier|ago|before)| last (?:year|month|week)"
)


def link(page: Page, drafts: Sequence[Draft]) -> None:
    """Sets same_as, supersedes and part_of between drafts, and gives figures without a noun the one they leave out."""
    for before, draft in itertools.pairwise(drafts):
        _restated(page, before, draft)
        _revised(page, before, draft)
    _named_again(page, drafts)
    _parts(page, drafts)
    _sums(drafts)
    _earlier(page, drafts)
    _changed(page, drafts)
    _compared(page, drafts)
    _elliptic(page, drafts)
    _current(drafts)


def _current(drafts: Sequence[Draft]) -> None:
    """Parts belong to the total that stands, not to the older value it supersedes."""
    newer = {id(d.supersedes): d for d in drafts if d.supersedes is not None}
    for draft in drafts:
        now = newer.get(id(draft.part_of)) if draft.part_of is not None else None
        if now is not None and now is not draft and now.label == draft.label and now.sentence <= draft.sentence:
            draft.part_of = now


COMPARED = re.compile(
    r"(?:.{0,80}[\s(])?(?:from|to|than|with|including|versus|against|or|and|at|the|for|by|on|about|nearly|(?:in \d{4}))\s?(?:the )?|,\s?|\s?[–-]\s?"
)
SHARES = frozenset({"COUNT", "MEASURE", "MONEY", "RANGE", "SPEED", "WEIGHT", "PAYLOAD", "WEAPON_COUNT"})


def _compared(page: Page, drafts: Sequence[Draft]) -> None:
    """A bare number compared with one that has a unit: "61,000 tyres, up from 48,000"."""
    for before, draft in itertools.pairwise(drafts):
        if draft.label != "COUNT" or draft.unit is not None or draft.quantity.part or before.sentence != draft.sentence:
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
        if len(gap) < 100 and COMPARED.fullmatch(gap) and not re.match(r"\w", page.text[draft.end : draft.end + 1]):
            if (before.value or 0) and not 0.001 < (draft.value or 0) / (before.value or 1) < 1000:
                continue
            draft.label, draft.unit, draft.subject, draft.weapon = (
                before.label,
                before.unit,
                before.subject,
                before.weapon,
            )
            if before.quantity.unit is not None:
                q = before.quantity
                draft.quantity = replace(draft.quantity, unit=q.unit, dimension=q.dimension, pint=q.pint)


def _restated(page: Page, a: Draft, b: Draft) -> None:
    gap = page.text[a.end : b.start]
    if (
        (a.label != b.label and b.label not in ("MEASURE", "RANGE", "SPEED", "WEIGHT", "PAYLOAD"))
        or len(gap) > 24
        or not RESTATES.fullmatch(gap)
    ):
        return
    if a.quantity.dimension == "money" == b.quantity.dimension:
        if a.quantity.unit != b.quantity.unit and gap.strip() != "-":
            b.same_as = a.same_as or a
    elif (
        a.quantity.dimension
        and a.quantity.dimension == b.quantity.dimension
        and a.quantity.unit != b.quantity.unit
        and _agree(a, b)
    ):
        b.same_as = a.same_as or a
        b.label, b.weapon, b.subject = a.label, a.weapon, a.subject


def _agree(a: Draft, b: Draft) -> bool:
    pairs = [(a.value, b.value), (a.quantity.high, b.quantity.high)]
    for x, y in pairs:
        one, two = to_si(x, a.quantity.pint), to_si(y, b.quantity.pint)
        if one is None or two is None:
            continue
        return not abs(one - two) > TOLERANCE * max(abs(one), abs(two))
    return a.quantity.dimension == b.quantity.dimension and not a.quantity.pint


def _like(a: Draft, b: Draft) -> bool:
    """Whether two figures count the same kind of thing."""
    return a.label == b.label or b.unit is None or a.unit is None or a.quantity.unit == b.quantity.unit


def _revised(page: Page, a: Draft, b: Draft) -> None:
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
        or REVISED_FROM.fullmatch(gap)
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
    if (old.label in CASUALTIES) != (new.label in CASUALTIES):
        label = new.label if new.label in CASUALTIES else old.label
        old.label = new.label = label
        new.anchor, old.anchor = new.anchor or old.anchor, old.anchor or new.anchor
    if old.unit is None:
        old.unit, old.subject = new.unit, new.subject
    if new.unit is None:
        new.unit, new.subject = old.unit, old.subject
    old.label = old.label if old.label not in ("COUNT", None) else new.label
    old.scope = "background"
    if not PLAIN_TIME.match(page.text, old.end):
        new.supersedes = old


def _parts(page: Page, drafts: Sequence[Draft]) -> None:
    for n, draft in enumerate(drafts):
        following = drafts[n + 1] if n + 1 < len(drafts) else None
        if draft.label in ("AGE", "DURATION", "MONEY"):
            continue
        if (
            following is not None
            and following.sentence == draft.sentence
            and draft.quantity.unit is None
            and following.quantity.unit is None
            and draft.partitive
            and _of_next(page, draft, following)
        ):
            draft.part_of = following.same_as or following
            if following.label in CASUALTIES and draft.label == "COUNT":
                draft.label, draft.anchor = following.label, following.anchor
            draft.unit, draft.subject = following.unit or draft.unit, following.subject or draft.subject
            if (
                following.label == "COUNT"
                and draft.label in CASUALTIES
                and following.unit is not None
                and is_person(following.unit)
                and re.match(r" victims?| dead", page.text[following.end - 7 : following.end + 2])
            ):
                following.label = draft.label
        elif draft.partitive and draft.part_of is None and draft.quantity.unit is None:
            whole = _whole(page, drafts, n)
            if whole is not None:
                draft.part_of = whole
                if draft.quantity.part:
                    continue  # "half of them": a share, no number of people
                if draft.label == "COUNT" and whole.label in CASUALTIES and draft.head is None:
                    draft.label, draft.anchor = whole.label, whole.anchor
                if draft.unit is None or draft.head is None:
                    draft.unit, draft.subject = _apposed(page, draft) or (whole.unit, whole.subject)
                elif page.doc[draft.head].lower_ in ("dead", "victims", "wounded", "injured"):
                    draft.unit, draft.subject = _apposed(page, draft) or (draft.unit, draft.subject)
                    draft.label = whole.label if draft.label == "COUNT" else draft.label
    for draft in drafts:
        if draft.part_of is draft or (draft.part_of is not None and draft.part_of.part_of is draft):
            draft.part_of = None
    _of_the(page, drafts)


def _sums(drafts: Sequence[Draft]) -> None:
    """Counts that add up to the total right before them in the sentence are its parts: "15 people (10 civilians and five officers)"."""
    for n, whole in enumerate(drafts):
        if whole.label not in CASUALTIES or whole.part_of is not None or whole.single or not whole.value:
            continue
        total, parts = 0.0, []
        for other in drafts[n + 1 : n + 8]:
            if other.label != whole.label or other.sentence - whole.sentence > 1 or other.part_of not in (None, whole):
                break
            parts.append(other)
            total += other.value or 0
            if total >= whole.value:
                break
        if len(parts) > 1 and total == whole.value:
            for part in parts:
                part.part_of = whole


def _apposed(page: Page, draft: Draft) -> tuple[str, str] | None:
    """ "12 of them medics": what the part is called."""
    match = re.compile(
        r" of (?:them|whom|the dead|the victims|the wounded|the injured)(?: (?:were|are|was))? ([a-z]+)\b"
    ).match(page.text, draft.quantity.end)
    return (singular(match[1]), match[1]) if match and is_person(match[1]) else None


def _of_next(page: Page, draft: Draft, following: Draft) -> bool:
    gap = page.text[draft.quantity.end : following.quantity.start]
    return bool(OF_TOTAL.fullmatch(gap)) and not (
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
            or other.label in ("AGE",)
            or (other.quantity.high or other.value or 0) < (draft.value or 0)
        ):
            continue
        if (
            noun is None
            or draft.unit == other.unit
            or (noun in ("dead", "victims", "killed") and other.label == "KILLED")
            or (noun in ("wounded", "injured") and other.label == "INJURED")
            or (noun in ("hostages", "captives", "victims") and other.label == "ABDUCTED")
        ):
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
                and other.label != "AGE"
                and (other.value or 0) <= (draft.quantity.high or draft.value or 0)
            ):
                other.part_of = draft
                other.unit, other.subject = draft.unit, draft.subject


def _earlier(page: Page, drafts: Sequence[Draft]) -> None:
    """ "The governor had first put the dead at four": the value that stands now supersedes it."""
    for n, draft in enumerate(drafts):
        if draft.label not in CASUALTIES or draft.scope is not None or draft.part_of is not None:
            continue
        if EARLIER_WORDS.isdisjoint(page.words_of(draft.sentence)):
            continue
        first, _ = page.span(draft.sentence)
        if not EARLIER.search(page.text[max(first, draft.start - 110) : draft.start]) and not re.match(
            r"[^.;,]{0,25}\b(?:earlier|initially|at first|previously)\b", page.text[draft.end : draft.end + 60]
        ):
            continue
        newer = next(
            (
                d
                for d in (*reversed(drafts[max(0, n - 30) : n]), *drafts[n + 1 : n + 4])
                if d.label == draft.label
                and d.part_of is None
                and d.scope is None
                and (d.value or 0) > (draft.value or 0)
                and (draft.unit not in REMAINS or d.unit == draft.unit)
                and abs(d.sentence - draft.sentence) <= 2
            ),
            None,
        )
        if newer is not None and newer.supersedes is None:
            newer.supersedes, draft.scope = draft, "background"


def _changed(page: Page, drafts: Sequence[Draft]) -> None:
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
            draft.supersedes, older.scope = older, "background"


def _named_again(page: Page, drafts: Sequence[Draft]) -> None:
    """ "Nineteen of the 34 victims": a total told again with "the" is the same as the first."""
    seen: dict[tuple[object, object], Draft] = {}
    valued: dict[object, Draft] = {}
    for draft in drafts:
        if (
            draft.label == "COUNT"
            and draft.unit in ("victim", "hostage", "captive")
            and (first := valued.get(draft.value))
        ):
            draft.label, draft.anchor = first.label, first.anchor
        if draft.label not in CASUALTIES or draft.single or draft.value is None:
            continue
        key = draft.label, draft.value
        before = page.text[max(0, draft.start - 4) : draft.start].lower()
        if key in seen and before == "the " and draft.same_as is None and draft.part_of is None:
            draft.same_as = seen[key]
        seen.setdefault(key, draft)
        valued.setdefault(draft.value, draft)


NUMBER_OF = re.compile(r"\b(?:number|total) of ((?:[\w-]+ ){0,2}?[a-z]{3,}s)\b[^;:]{0,160}$", re.IGNORECASE)


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
STATES = {
    "dead": "dead",
    "injured": "injured",
    "wounded": "wounded",
    "missing": "missing",
    "homeless": "homeless",
    "hurt": "injured",
    "affected": "affected",
}


def _elliptic(page: Page, drafts: Sequence[Draft]) -> None:
    """Units and subjects of casualties without a noun: the noun of the figure before ("27 soldiers died, seven went missing")."""
    last: Draft | None = None
    for draft in drafts:
        if (
            draft.label == "COUNT"
            and draft.unit is None
            and not draft.quantity.part
            and (number := _number_of(page, draft))
        ):
            draft.unit, draft.subject = singular(number.split()[-1]), number
        if (
            draft.label == "COUNT"
            and draft.unit is None
            and last is not None
            and last.sentence == draft.sentence
            and (done := HAVE_BEEN.match(page.text, draft.end))
        ):
            draft.unit, draft.subject = "people", done[1]
        if draft.label not in CASUALTIES:
            continue
        noun = page.doc[draft.head].lower_ if draft.head is not None else ""
        if draft.unit is None or noun in ("others", "other"):
            following = page.doc[draft.last + 1].lower_ if draft.last + 1 < len(page.doc) else ""
            whole = draft.part_of or (last if last is not None and draft.sentence - last.sentence <= 1 else None)
            if following in STATES and noun == "":
                draft.unit, draft.subject = "people", STATES[following]
            elif (
                whole is not None
                and whole.unit
                and (is_person(whole.unit) or whole.unit == "people")
                and not whole.single
            ):
                draft.unit, draft.subject = whole.unit, (whole.subject or "").removeprefix("other ") or None
                if draft.subject in STATES:
                    draft.unit, draft.subject = "people", "people"
            else:
                draft.unit, draft.subject = "people", "people"
        if draft.value != 0 and draft.part_of is None:
            last = draft
        if (
            draft.subject
            and (
                MORE_BEFORE.search(page.text[max(0, draft.start - 16) : draft.start])
                or MORE_AFTER.match(page.text, draft.quantity.end)
            )
            and not draft.subject.startswith(("other", "more"))
        ):
            draft.subject = f"other {draft.subject}"
