"""How figures of one article relate: restatements (same_as), revisions (supersedes), parts of a total (part_of)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from components.extract.claims.engine import Pass
from components.extract.counting import bases, elided, headlines, parts, revisions
from components.extract.counting.page import Draft, Page
from components.extract.labels import COUNT, MEASURE, PAYLOAD, RANGE, SPEED, WEIGHT
from components.extract.quantities.units import to_si
from components.model import CASUALTIES

TOLERANCE = 0.04  # editors round: "125 miles (200 kilometres)" is 201 km
RESTATES = re.compile(
    r"[ ]?(?:\(|\[|/|,? or (?:about |some |around |roughly )?|,? equivalent to (?:about )?|,? which is (?:about )?|,? equal to |-)[ ]?"
)


def neighbours(page: Page, drafts: Sequence[Draft]) -> None:
    """Ties figures that stand side by side: the same said twice, or one that revises the other."""
    for before, draft in itertools.pairwise(drafts):
        _restated(page, before, draft)
        revisions.revised(page, before, draft)


def _restated(page: Page, a: Draft, b: Draft) -> None:
    """ "125 miles (200 kilometres)": the same said twice, in two units."""
    gap = page.text[a.end : b.start]
    if (
        (a.label != b.label and b.label not in (MEASURE, RANGE, SPEED, WEIGHT, PAYLOAD))
        or len(gap) > 24
        or not RESTATES.fullmatch(gap)
    ):
        return
    if a.quantity.dimension == "money" == b.quantity.dimension:
        if a.quantity.unit != b.quantity.unit and gap.strip() != "-":
            b.set(_restated, same_as=a.same_as or a)
    elif (
        a.quantity.dimension
        and a.quantity.dimension == b.quantity.dimension
        and a.quantity.unit != b.quantity.unit
        and _agree(a, b)
    ):
        b.set(_restated, same_as=a.same_as or a)
        b.set(_restated, label=a.label, weapon=a.weapon, subject=a.subject)


def _agree(a: Draft, b: Draft) -> bool:
    pairs = [(a.value, b.value), (a.quantity.high, b.quantity.high)]
    for x, y in pairs:
        one, two = to_si(x, a.quantity.pint), to_si(y, b.quantity.pint)
        if one is None or two is None:
            continue
        return not abs(one - two) > TOLERANCE * max(abs(one), abs(two))
    return a.quantity.dimension == b.quantity.dimension and not a.quantity.pint


THE = re.compile(r"\b[Tt]he \Z")


def named_again(page: Page, drafts: Sequence[Draft]) -> None:
    """ "Nineteen of the 34 victims": a total told again with "the" is the same as the first."""
    seen: dict[tuple[object, object], Draft] = {}
    valued: dict[object, Draft] = {}
    for draft in drafts:
        again = draft.unit is None and THE.search(
            page.text, max(0, draft.start - 5), draft.start
        )  # "of the 190, 43 were"
        if (
            draft.label == COUNT
            and (draft.unit in ("victim", "hostage", "captive") or again)
            and draft.quantity.unit is None
            and (first := valued.get(draft.value)) is not None
            and (not again or (first.value or 0) > 9)
        ):
            draft.set(named_again, label=first.label, anchor=first.anchor)
            if again:
                draft.set(named_again, unit=first.unit, subject=first.subject)
        if draft.label not in CASUALTIES or draft.single or draft.value is None:
            continue
        key = draft.label, draft.value
        before = page.text[max(0, draft.start - 4) : draft.start].lower()
        if key in seen and before == "the " and draft.same_as is None and draft.part_of is None:
            draft.set(named_again, same_as=seen[key])
        seen.setdefault(key, draft)
        valued.setdefault(draft.value, draft)


PASSES = (  # in this order; each is done whole or not at all
    Pass(
        "neighbours",
        neighbours,
        "label unit subject weapon same_as anchor",
        "same_as supersedes label weapon unit subject scope anchor",
    ),
    Pass(
        "compared",
        revisions.compared_with,
        "label unit subject scope supersedes part_of anchor",
        "supersedes label unit subject scope anchor",
    ),
    Pass("named again", named_again, "label unit subject same_as part_of anchor", "same_as label unit subject anchor"),
    Pass(
        "parts",
        parts.of_total,
        "label unit subject partitive same_as part_of anchor",
        "part_of label unit subject anchor",
    ),
    Pass("bases of shares", bases.attach, "label part_of anchor", "label"),
    Pass("sums", parts.sums, "label scope part_of", "part_of"),
    Pass("earlier values", revisions.earlier, "label unit scope supersedes part_of", "supersedes scope"),
    Pass("changed values", revisions.changed, "label scope same_as supersedes part_of", "supersedes scope"),
    Pass("compared amounts", elided.compared, "label unit subject weapon", "label unit subject weapon quantity"),
    Pass("nouns left out", elided.nouns_left_out, "label unit subject weapon part_of", "label unit subject weapon"),
    Pass("parts that stand", lambda _, drafts: parts.current(drafts), "label supersedes part_of", "part_of"),
    Pass("headline", headlines.told_again, "label unit same_as part_of", "same_as"),
)
