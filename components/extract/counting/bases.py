"""The whole of which a share suffered is no toll: "twelve of the 90 passengers died", "most of the 150 migrants drowned"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from components.extract.counting.page import Draft, Page
from components.extract.labels import COUNT
from components.model import CASUALTIES

SHARE = re.compile(
    r"\b(?:most|many|some|several|few|half|part|rest|majority|minority|number|handful|thirds?|quarters?|fifths?|tenths?|percent|cent|%)"
    r" (?:out )?of (?:the |its |their |his |her |those |these |all |[^\s.,;:()]+['’]s? )+(?:about |some |roughly |nearly |more than |at least )?$",
    re.IGNORECASE,
)
OF_THE = re.compile(
    r"\bof (?:(?:the|its|their|his|her|those|these|all) |[^.,;:()]{2,40}['’]s? )+(?:about |some |roughly |nearly |more than |at least )?$",
    re.IGNORECASE,
)
BUT = re.compile(r"\b(?:all|everyone|everybody|none) (?:but|except(?: for)?|save) $", re.IGNORECASE)


def attach(page: Page, drafts: Sequence[Draft]) -> None:
    """Takes the label from the base of a share, unless its own noun is told as suffering: "12 of the 90 people killed"."""
    parts = {id(d.part_of): d for d in drafts if d.part_of is not None and d.sentence == d.part_of.sentence}
    for base in drafts:
        if base.label not in CASUALTIES or base.quantity.unit is not None or base.single:
            continue
        part = parts.get(id(base))
        if not (_by_its_own(page, part, base) or SHARE.search(page.text, max(0, base.start - 70), base.start)):
            continue
        if _suffers(page, base):
            continue
        base.set(attach, page.words(base.anchor or base.first), label=COUNT)
        if part is not None and part.label in CASUALTIES and (part.quantity.part or _left_out(page, part)):
            part.set(attach, label=COUNT)  # "half of the 90", "all but two of the 90"


def _by_its_own(page: Page, part: Draft | None, base: Draft) -> bool:
    """Whether a part stands beside its base and one verb tells of both: "of its 30 members, six were arrested"."""
    if part is None or part.label != base.label or base.anchor is None or part.anchor != base.anchor:
        return False
    return OF_THE.search(page.text, max(0, base.start - 60), base.start) is not None


def _left_out(page: Page, part: Draft) -> bool:
    return BUT.search(page.text, max(0, part.start - 24), part.start) is not None


def _suffers(page: Page, base: Draft) -> bool:
    """Whether the words that label a base belong to its own noun: "the 90 dead", "the 90 people killed", "killed 90"."""
    if base.anchor is None or base.head is None:
        return True
    verb = page.doc[base.anchor]
    noun = page.doc[base.head]
    if (
        verb.i == noun.i
        or verb.pos_ == "NOUN"
        or verb.dep_ in ("acl", "amod", "relcl", "compound")
        or noun.dep_ != "pobj"
    ):
        return True
    return any(t.i == noun.i for t in verb.ancestors)
