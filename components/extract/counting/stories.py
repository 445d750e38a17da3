"""Which story a figure is of: a whole war's total, an incident of another month or year."""

from __future__ import annotations

import re

from components.extract.claims.model import Words
from components.extract.counting.page import Draft, Page, hashes
from components.extract.time.words import MONTHS

LASTING = r"(?:war|conflict|insurgency|offensive|unrest|uprising|rebellion|(?:monsoon|hurricane|rainy|fire|cyclone|typhoon|flood) season)"
LASTING = rf"(?:{LASTING}|season['’]s [a-z]+)"
LASTS = hashes(["war", "conflict", "insurgency", "offensive", "unrest", "uprising", "rebellion", "season"])
HAS_COST = re.compile(
    rf"\b{LASTING}(?: in (?:the )?[A-Z]\w+(?: [A-Z]\w+)?)?(?:,[^.;,]{{3,60}},)? (?:has|have) (?:so far |already |now |also )?"
    r"(?:killed|claimed|left|cost|displaced|injured|wounded|taken|caused|driven|forced|uprooted)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
DIED_IN = re.compile(
    rf"[^.;]{{0,40}}\b(?:has|have) (?:so far |already )?(?:been |now )?(?:killed|died|displaced|injured|wounded|fled|perished|lost)\b"
    rf"[^.;,]{{0,50}}\b(?:in|during|by|because of|due to) (?:the|this) (?:\w+ )?{LASTING}\b",
    re.IGNORECASE,
)
DEEDS = r"(?:attacks?|bombings?|shootings?|massacre|crash|disaster|fire|floods?|earthquake|quake|blast|explosion|raid|ambush|storm|tsunami|eruption|strike)"
ANOTHER = re.compile(
    rf"\b(?:hours?|days?|weeks?|months?|years?) after (?:another|a similar|an earlier|a previous|a separate) (?:[\w-]+ ){{0,2}}{DEEDS}\b"
    r"[^.;,]{0,50}$",
    re.IGNORECASE,
)
MONTH = "|".join(sorted((m.capitalize() for m in MONTHS if len(m) > 4 or m in ("may", "june", "july")), key=len)[::-1])
OF_MONTH = re.compile(
    rf"\b(?:[Tt]he|[Aa]n?|last) (?:{MONTH})(?: \d{{1,2}})? (?:[a-z-]+ ){{0,2}}{DEEDS}\b(?:[^.;,]|, (?:which|that|when)\b){{0,60}}$"
)
IN_YEAR = re.compile(rf"\b[Ii]n (?:the|a) (?P<year>(?:19|20)\d\d) (?:[a-z]+ ){{0,2}}{DEEDS},? [^.;,]{{0,40}}$")
NAMED = re.compile(MONTH)
OF_YEAR = re.compile(rf"[^.;,]{{0,30}}\b(?:in|by) the (?P<year>(?:19|20)\d\d) (?:[a-z]+ ){{0,2}}{DEEDS}\b")


def whole_war(page: Page, draft: Draft, start: int, end: int) -> Words | None:
    """ "The conflict has killed more than 3,000 people", "3,000 have died in the war": the total of what has gone on for long;
    ``start`` and ``end`` are those of the figure's sentence."""
    if LASTS.isdisjoint(page.words_of(draft.sentence)):
        return None
    return HAS_COST.search(page.text, start, draft.start) or DIED_IN.match(page.text, draft.end, end)


def another(page: Page, draft: Draft, start: int, end: int) -> Words | None:
    """ "A week after another crash killed 40", "the March attack in Jos, which left 18 dead", "in the 1988 quake"."""
    text = page.text
    if found := ANOTHER.search(text, start, draft.start):
        return found
    if (found := OF_MONTH.search(text, start, draft.start)) and _other_month(page, found[0]):
        return found
    found = IN_YEAR.search(text, start, draft.start) or OF_YEAR.match(text, draft.end, end)
    past = found is not None and (page.published is None or int(found["year"]) < page.published.year)
    return found if past else None


def _other_month(page: Page, said: str) -> bool:
    """Whether a month that is told is not the one in which the article was published, or the one just before its first days."""
    month = NAMED.search(said)
    if page.published is None or month is None:
        return False
    back = (page.published.month - MONTHS[month[0].lower()]) % 12
    return back > 1 or (back == 1 and page.published.day > 7)
