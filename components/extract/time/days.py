"""The days that a sentence names, each with what happened on it: the event, a statement about it, or its beginning."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from components.extract.time.moments import Calendar
from components.extract.time.words import A_DATE, A_DAY, EDGE, END, counted

NAMED = re.compile(
    rf"{EDGE}(?:(?P<date>(?:(?:{A_DAY}),? )?{A_DATE}(?:,? last year)?)|(?P<weekday>{A_DAY})"
    rf"|(?P<near>today|yesterday|tonight|last night|(?:two|three|four|five|six|\d) days ago)){END}",
    re.IGNORECASE,
)
BESIDE = re.compile(
    rf"{EDGE}(?:(?P<next>the (?:following|next) (?:day|morning|evening|night)|(?:a|one) day later)"
    r"|(?P<back>the (?:previous (?:day|evening|night)|day before|night before|evening before)|a day (?:earlier|before))"
    r"|(?P<n>two|three|four|five|six|\d) days (?P<way>earlier|later|before(?! (?:the|a|an|it|he|she|they|his|her|its)\b)))"
    rf"{END}",
    re.IGNORECASE,
)
SAYS = r"(?:said|says|told|announced|reported|warned|added|stated|confirmed|estimated|declared|quoted|briefed|tweeted|wrote|disclosed|acknowledged|remarked|noted|conceded|insisted|complained|recounted|recalled|claimed|proclaimed|explained|observed|replied|revealed|posted|commented|admitted|put out|(?:report|statement|briefing|bulletin|update)(?: \w+)?)"
SAID_BEFORE = re.compile(
    rf"\b{SAYS}(?: (?!killed|wounded|that)[\w.’']+){{0,4}}?(?: (?:in|from|to|by) (?:a |the )?[\w.’' ]{{0,30}}?)?(?: (?:on|late|early))*\s$",
    re.IGNORECASE,
)
SAID_AFTER = re.compile(
    r"(?: (?:night|morning|evening|afternoon))? (?:said|told|announced|reported|warned|confirmed)\b"
    r"|['’]s (?:\w+ )?(?:bulletin|statement|report|update|briefing|communique|communiqué|press conference|news conference|interview|post|tweet)\b",
    re.IGNORECASE,
)
BEGAN = re.compile(
    r"(?:\b|(?=,))(?:began|begun|started|erupted|(?:,|was|were|been) declared|broke out|launched|since|first (?:reported|detected)|took (?:office|power)|seized power|from|until|till|before|after|born)(?: (?:on|late|early|last))*\s$",
    re.IGNORECASE,
)
UNTIL = re.compile(r"\b(?:as of|by)(?: (?:late|early))? $", re.IGNORECASE)
OUT_OF = re.compile(r"from\s", re.IGNORECASE)
POSSESSIVE = re.compile(r"['’]s\b")
DATES = re.compile(r"\b(?:dat(?:es|ed|ing)|is|are|was|were|comes?|came) from\s$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Day:
    """A day at offsets of its sentence; ``said`` where something was only stated on it."""

    start: int
    end: int
    day: date
    said: bool = False
    began: bool = False
    told: bool = False  # from another day: "a day earlier"
    until: bool = False  # "as of Monday": up to when something was counted


def days(text: str, calendar: Calendar, last: date | None) -> list[Day]:
    """The days of a sentence in order; ``last`` is what "the following day" follows where the sentence names no day before.

    A day to come is no day of anything that is counted.
    """
    found: list[Day] = []
    for match in NAMED.finditer(text):
        before = text[max(0, match.start() - 6) : match.start()].lower()
        if match["weekday"] and before.endswith(("next ", "every ")):
            continue
        day = calendar.day(f"last {match[0]}" if match["weekday"] and before.endswith("last ") else match[0])
        if day is not None:
            found.append(_day(text, match, day))
    return sorted([*found, *_beside(text, found, last)], key=lambda d: d.start)


def _day(text: str, match: re.Match[str], day: date) -> Day:
    before = text[max(0, match.start() - 60) : match.start()]
    said = SAID_BEFORE.search(before) is not None or SAID_AFTER.match(text, match.end()) is not None
    began = BEGAN.search(before)
    if began and OUT_OF.match(began[0]) and (POSSESSIVE.match(text, match.end()) or DATES.search(before)):
        began = None  # "shots fired from Friday's convoy", "the last count dates from Friday"
    until = UNTIL.search(before) is not None
    return Day(match.start(), match.end(), day, said, began is not None, until=until)


def _beside(text: str, found: Sequence[Day], last: date | None) -> list[Day]:
    """ "The day before", "two days later": told from the day named before it, here or in the sentence before."""
    out: list[Day] = []
    for match in BESIDE.finditer(text):
        base = next((d.day for d in reversed([*found, *out]) if d.end <= match.start()), None)
        base = base or last or next((d.day for d in found), None)
        if base is None:
            continue
        steps = counted(match["n"]) or 1 if match["n"] else 1
        forward = match["next"] or (match["way"] or "").lower() == "later"
        out.append(Day(match.start(), match.end(), base + timedelta(days=steps if forward else -steps), told=True))
    return out
