"""Where digits are no quantity: dates, times, scores, telephone numbers, addresses, sections, names of things (F-16)."""

from __future__ import annotations

import re
from collections.abc import Iterator

MONTH = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?\.?|july?\.?|aug(?:ust|\.)?|sept?(?:ember|\.)?"
    r"|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[4-9]|20)\d\d"
_NUMBERED = (
    r"section|article|chapter|page|pages|number|route|highway|interstate|motorway|room|flight|resolution|channel|category|phase|block"
    r"|zone|apartment|apt|bus|line|gate|figure|table|version|volume|episode|season|part|grade|platform|windows|iphone|ipad|android|radio"
    r"|series|psalm|verse|rule|act|law|bill|proposition|prop|amendment|protocol|district|precinct|ward|bureau|exit|lane|pier|terminal"
    r"|runway|stage|seed|no|nos|ps|playstation|xbox|unit|suite|lot|task force|squadron|regiment|battalion|brigade|division|protest day|kilometer"
    r"|kilometre|mile marker|rank|ranked|ranking|formula|group|case|fortune|area|camp|clause|paragraph|item|day|week|round|lap|level|type|class|mark|mk"
)
MASKS = tuple(
    re.compile(p, re.IGNORECASE)
    for p in (
        # dates
        rf"\b{MONTH} {_DAY}(?:[ ]?(?:-|–|—|to|and|or|through)[ ]?(?:{MONTH} )?{_DAY})?(?:,? {_YEAR})?\b(?![,.]\d|\s?%)",
        rf"\b{_DAY}(?:[ ]?(?:-|–|—|to|and|or|through)[ ]?{_DAY})?(?: of)? {MONTH}(?:,? {_YEAR})?(?![^\W_])",
        rf"\b{MONTH},? (?:of )?(?:{_YEAR}|['’]\d\d)\b",
        r"\b\d{4}-\d\d?-\d\d?\b|\b\d{1,2}[/.]\d{1,2}[/.](?:19|20)?\d\d\b|\b\d{1,2}-\d{1,2}-(?:19|20)\d\d\b|\b9/11\b|\b24/7\b|\b50/50\b",
        rf"\b{MONTH} \d\d? \d\d\b",
        rf"\b(?:mid|early|late|pre|post)[- ]{_YEAR}s?\b|\b{_YEAR}s\b|['’]\d\ds\b|\b[1-9]0s\b",
        rf"\b{_YEAR}[ ]?[-–—/][ ]?(?:{_YEAR}|\d\d)\b(?! (?:people|percent|per cent))",
        r"\bthe (?:twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b",
        # times
        r"\b\d{1,2}[:.]\d\d(?:[:.]\d\d)?[ ]?(?:[ap]\.?m\b\.?|o['’]clock|hrs?\b|hours?\b|gmt|est|edt|utc|local)",
        r"\b\d{1,2}:\d\d(?:[:.]\d+)?\b",
        r"\b\d{1,2}(?:[ ]?(?:-|–|to)[ ]?\d{1,2})?[ ]?(?:a\.m\.?|p\.m\.?|[ap]m\b|o['’]clock)",
        r"\b\d{4}[ ]?(?:gmt|utc|local time|local|hrs|hours gmt|est|edt|cet)\b|\b[01]\d\d\d hours\b",
        r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)[ ](?:o['’]clock|a\.m\.?|p\.m\.?)",
        # scores and records
        r"\b(?:won|lost|beat|beaten|win|winning|defeat|defeated|victory|victors|loss|draw|drew|lead|led|leading|score|finished|ended|thrashed|tied|edged|downed)\b[^.\n\d]{0,40}?\b\d{1,3}[-–]\d{1,3}(?:[-–]\d{1,3})?\b(?![ ](?:percent|per))",
        r"\b\d{1,2}[-–]\d{1,2}(?:[-–]\d{1,2})?(?= (?:win|victory|defeat|loss|lead|draw|aggregate|scoreline|record|on aggregate|triumph|thrashing|rout))",
        # telephone numbers, addresses of machines
        r"(?<!\d)\+?\d{0,3}[ ]?\(\d{2,5}\)[ ]?\d{2,4}[- ]?\d{2,5}(?!\d)|\b\d{3}[-.]\d{3}[-.]\d{4}\b|\b\d{3}-\d{4}\b|(?<!\w)\+\d{1,3}(?:[ -]\d{2,5}){2,4}\b|\b0\d{3,4} \d{3} ?\d{3,4}\b|\b1[- ]800[- ][\w-]+",
        r"\b(?:https?://|www\.)\S+|\b\S+@\S+\.\w+|(?<!\w)[@#]\w+|\b\d+\.\d+\.\d+(?:\.\d+)*\b",
        r"\b(?:call|ring|dial|dialled|telephone|phone|text|hotline|helpline)(?:ed|ing)?(?: (?:on|at|to|number))? \d[\d -]{1,14}\b(?! (?:people|more|other))",
        # addresses
        r"\b\d{1,5}(?:[ -]block)?(?: of)?(?: [NSEW]\.?)?(?: (?!and\b|people\b|were\b|in\b|on\b)[A-Z0-9][\w'’]*){1,3} (?:street|st|avenue|ave|road|rd|drive|dr|boulevard|blvd|lane|ln|court|ct|highway|parkway|place|terrace|way)\b",
        r"\b\d{2,5}[ -]block of\b",
        # sections, numbered things
        rf"(?:(?<![^\W_])(?:{_NUMBERED})\b\.?|№|#)[ ]?(?:(?:no|number)\.? )?\d+(?:[.,-]\d+)*[a-z]?(?: (?:and|or|to) \d+)?\b(?![ ]?(?:%|percent|per cent|people|million|billion|km|kilo|mile|met))",
        rf"(?<![^\W_])(?:{_NUMBERED})[ ](?:one|two|three|four|five|six|seven|eight|nine|ten)\b(?! (?:of|people|men|women|soldiers|million|thousand|hundred))",
        r"\b\d+(?:st|nd|rd|th)\b(?:-\w+)?",
        # designators: a letter at the digits
        r"(?<![^\W_])(?!(?:us|a|c|au|ca|nz|hk|s|r|nt)?\$|sub-|non-|mid-|pre-|post-|mach-|pro-|over-|under-)[a-z]{1,12}[-–]\d+(?:[-–./]\d+)*[a-z]{0,4}\b",
        r"\b(?:covid|sars-cov)-\d+\b|\bP5\+1\b|\bS&P[ ]?\d+\b|\b(?:nasdaq|ftse|dax|cac|nikkei|russell|dow|stoxx|topix|kospi|asx|hang seng|composite)(?:[- ](?:100|30|40|50|225|250|300|500|600|1000|2000|200))\b",
        r"\b\d[gd]\b|\b[2-9]x[2-9]\b|\b\d{3}s\b|\b\d+[a-z]\d+\b",
        # words that only look like numbers
        r"\bone(?:-time|-off|-sided|-on-one|-way|self|-man|-woman|-stop|-day|-party|-china)\b|\bno[ -]one\b|\b(?:every|any|some|each|this|that|which|another|the|such|single|last|next|latest|same|right|wrong|good|better|best|bad|biggest|largest|worst|only|first|new|old|whole|big|lucky|loved|little) one\b"
        r"|\bone (?:another|day|time|way|thing|hand|side|or another|and only|and the same|by one|point in time|can|could|should|must|might|would|has to)\b|\bone['’]s\b|\bat one (?:point|time)\b|\bone of the (?:most|best|worst|biggest|largest|first|few|main|key|only|world|deadliest|richest|poorest|busiest)\b|\bsquare one\b|\bday one\b|\bone-?upmanship\b"
        r"|\bzero[- ](?:sum|tolerance|hour|emission|emissions|day)\b|\bground zero\b|\bnet[- ]zero\b|\bsecond-hand\b|\bthe seven seas\b|\bboth two\b|\bcatch-22\b|\bfour-letter\b|\btwo-?faced\b|\btwo-way\b|\bthree-way\b|\b(?:g|group of) ?(?:7|8|20|seven|eight|twenty|77)\b|\bbig (?:three|four|five)\b|\bthe six-day war\b|\bby the (?:dozen|dozens|hundreds|thousands)\b",
    )
)
HINT = re.compile(r"\d")
ALWAYS = MASKS[-1]


def masked(text: str) -> list[tuple[int, int]]:
    """The sorted, disjoint spans of ``text`` whose digits and number words are no quantity.

    >>> [text[a:b] for a, b in masked(text := "On 9 May 2013 two F-16 jets flew at 4:15 a.m.")]
    ['9 May 2013', 'F-16', '4:15 a.m.']
    """
    spans = sorted(_spans(text))
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _spans(text: str) -> Iterator[tuple[int, int]]:
    patterns = MASKS if HINT.search(text) else (MASKS[7], MASKS[12], ALWAYS)
    for pattern in patterns:
        for match in pattern.finditer(text):
            yield match.span()
