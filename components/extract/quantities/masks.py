"""Where digits are no quantity: dates, times, scores, telephone numbers, addresses, sections, names of things (F-16)."""

from __future__ import annotations

import re
from functools import cache

from components.extract.quantities.words import word_set
from components.lexicons import lexicon

MONTH = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?\.?|july?\.?|aug(?:ust|\.)?|sept?(?:ember|\.)?"
    r"|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[4-9]|20)\d\d"
_TIME = r"(?:a\.m\.?|p\.m\.?|[ap]m\b|o['’]clock)"
_WON = r"(?:win|victory|defeat|loss|lead|draw|aggregate|scoreline|record|triumph|thrashing|rout|on aggregate)"
_STREET = r"(?:street|st|avenue|ave|road|rd|drive|dr|boulevard|blvd|lane|ln|court|ct|highway|parkway|place|terrace|way)"
DIGITS_FIRST = re.compile(
    r"(?<![\w.,])(?=\d)(?:"
    + "|".join(
        (
            rf"{_DAY}(?:[ ]?(?:-|–|—|to|and|or|through)[ ]?{_DAY})?(?: of)? {MONTH}(?:,? {_YEAR})?(?![^\W_])",
            r"\d{4}-\d\d?-\d\d?\b|\d{1,2}[/.]\d{1,2}[/.](?:19|20)?\d\d\b|\d{1,2}-\d{1,2}-(?:19|20)\d\d\b|9/11\b|24/7\b|50/50\b",
            rf"{_YEAR}s\b|[1-9]0s\b|{_YEAR}[ ]?[-–—/][ ]?(?:{_YEAR}|\d\d)\b(?! (?:people|percent|per cent))",
            r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?[ ]?(?:[ap]\.?m\b\.?|o['’]clock|hrs?\b|hours?\b|gmt|est|edt|utc|local)",
            r"\d{1,2}:\d\d(?:[:.]\d+)?\b",
            rf"\d{{1,2}}(?:[ ]?(?:-|–|to)[ ]?\d{{1,2}})?[ ]?{_TIME}",
            r"\d{4}[ ]?(?:gmt|utc|local time|local|hrs|est|edt|cet)\b|[01]\d\d\d hours\b",
            rf"\d{{1,2}}[-–]\d{{1,2}}(?:[-–]\d{{1,2}})?(?= {_WON})",
            r"\d{3}[-.]\d{3}[-.]\d{4}\b|\d{3}-\d{4}\b|0\d{3,4} \d{3} ?\d{3,4}\b|1[- ]800[- ][\w-]+|(?!\d{1,3}(?:\.\d{3})+(?!\.?\d))\d+\.\d+\.\d+(?:\.\d+)*\b(?!,)",
            rf"\d{{1,5}}(?:-\d{{1,5}})?(?:[ -]block)?(?: of)?(?: [NSEW]\.?)?(?: (?!and\b|people\b|were\b|in\b|on\b)[\w'’]+){{1,3}} {_STREET}\b(?=[\s.,])",
            r"\d{2,5}[ -]block of\b",
            r"\d+(?:st|nd|rd|th)\b(?:-\w+)?|\d[gd]\b|[2-9]x[2-9]\b|\d{3}s\b|\d+(?![ckm]?m[23]\b)[a-z]\d+\b",
        )
    )
    + ")",
    re.IGNORECASE,
)
MONTH_FIRST = re.compile(
    rf"{MONTH},? (?:of )?(?:{_DAY}(?![\d%]|,\d|\.\d| ?percent)(?:[ ]?(?:-|–|—|to|and|or|through)[ ]?(?:{MONTH} )?{_DAY}(?!\d))?(?:,? {_YEAR}| \d\d(?=[ ).,]))?|{_YEAR}|['’]\d\d)\b",
    re.IGNORECASE,
)
MONTHS = word_set("months")
WORD_BEFORE = re.compile(r"([A-Za-z][A-Za-z.&]*)([ ]|-)$")
GLUED_NAME = re.compile(r"(?<![^\W_])[A-Za-z]{1,12}[-–]$|(?<!\w)[#№]$|['’]$")
PREFIXES = frozenset({"sub", "non", "mach", "pro", "a", "minus", "plus", "about", "us", "super"})
SCORE = re.compile(r"\d{1,3}[-–]\d{1,3}(?:[-–]\d{1,3})?\b(?! ?(?:percent|per|%|people))")
PLAYED = re.compile(
    r"\b(?:won|lost|beat|beaten|win|winning|defeat|defeated|victory|victors|loss|draw|drew|lead|led|leading|score|finished|ended|thrashed|tied|edged|downed|vote)\b[^.\n\d]*$",
    re.IGNORECASE,
)
DIALLED = re.compile(
    r"\b(?:call|ring|dial|dialled|telephone|phone|hotline|helpline)(?:ed|ing)?(?: (?:on|at|to|number))? [\d -]*$",
    re.IGNORECASE,
)
ABROAD = re.compile(r"\+?\d{0,3}[ ]?\(\d{2,5}\)[ ]?\d{2,4}[- ]?\d{2,5}|\+\d{1,3}(?:[ -]\d{2,5}){2,4}\b")
INDEX = re.compile(
    r"(?:S&P|\bsp|nasdaq|ftse|dax|cac|nikkei|russell|dow|stoxx|topix|kospi|asx|hang seng|composite|fortune|sensex|nifty|p/asx)$",
    re.IGNORECASE,
)
INDEX_SIZES = word_set("index sizes")
UNIT_AFTER = re.compile(
    r"[ ]?(?:%|percent|per cent|people|million|billion|km\b|kilo|mile|met(?:er|re)|years?\b|days?\b|hours?\b|dead|wounded|killed)",
    re.IGNORECASE,
)
ONE = re.compile(
    r"one(?:-time|-off|-sided|-on-one|-way|self|-man|-woman|-stop|-party|-china|-upmanship| another| time\b| way\b| thing| hand\b| or another| and only| and the same| by one| point in time"
    r"| can\b| could\b| should\b| must\b| might\b| would\b| has to|['’]s\b| of the (?:most|best|worst|biggest|largest|first|few|main|key|only|world|deadliest|richest|poorest|busiest))",
    re.IGNORECASE,
)
BEFORE_ONE = word_set("before one")
NUMERAL_IDIOM = re.compile(
    r"zero[- ](?:sum|tolerance|hour|emissions?|day)|two-?faced|two-way|three-way|four-letter|six-day war|seven seas|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)[ ](?:o['’]clock|[ap]\.m)",
    re.IGNORECASE,
)


@cache
def _numbered() -> frozenset[str]:
    return frozenset(row["word"] for row in lexicon("numbered", "word"))


def masked(text: str) -> list[tuple[int, int]]:
    """The spans, in order, that begin with digits and are no quantity, whatever stands before them.

    >>> [text[a:b] for a, b in masked(text := "On 9 May 2013 a jet flew at 4:15 a.m.")]
    ['9 May 2013', '4:15 a.m.']
    """
    return [match.span() for match in DIGITS_FIRST.finditer(text)]


def names(text: str, start: int, end: int, digits: bool) -> int:
    """Where the date, name or idiom ends that the number at ``text[start:end]`` is a part of; 0 where it is none.

    >>> names("two F-16 jets on May 5", 6, 8, True)
    8
    """
    head = text[max(0, start - 24) : start]
    word = WORD_BEFORE.search(head)
    before = word[1].lower().rstrip(".") if word else ""
    if not digits:
        return _idiom(text, start, end, before, word)
    if before in MONTHS and word and word[1][0].isupper():
        date = MONTH_FIRST.match(text, start - len(word[0]))
        if date and date.end() >= end:
            return date.end()
    if glued := GLUED_NAME.search(head):
        prefix = glued[0][:-1].lower()
        if prefix not in PREFIXES and prefix + "ty" not in TENS:
            return end
    indexed = before in _numbered() and word and word[2] == " " and not UNIT_AFTER.match(text, end)
    if indexed and not (before in LOOSE and PLURAL_AFTER.match(text, end)):
        return end
    if before in ("a.d", "ad", "b.c", "bc") or text.startswith((" ZIP", " A.D", " B.C", " AD ", " BC "), end):
        return end
    if text[start:end] in INDEX_SIZES and INDEX.search(head.rstrip(" -")):
        return end
    if "@" in head or "://" in head or "www." in head or "#" in head:
        chunk = re.split(r"\s", head)[-1]
        if any(mark in chunk for mark in ("@", "://", "www.", "#")):
            return end
    if score := SCORE.match(text, start):
        low, high = (int(n) for n in re.split(r"[-–]", score[0])[:2])
        if (low >= high and low < 200) or PLAYED.search(text[max(0, start - 48) : start]):
            return score.end()
    if (text[start - 1 : start] in "(+" and ABROAD.match(text, start - 1)) or DIALLED.search(
        text[max(0, start - 32) : start]
    ):
        return end + len(re.compile(r"[\d -]*").match(text, end)[0].rstrip())  # type: ignore[index]
    return 0


ONE_UNIT = re.compile(
    r" (?:miles?|hour|minute|percent|per cent|kilomet\w+|met\w+|man|woman|child|soldier|civilian|person|million|hundred|thousand|billion|dollar|euro|death|dead|killed)\b",
    re.IGNORECASE,
)
LOOSE = word_set("numbered but counted")
PLURAL_AFTER = re.compile(
    r" (?:[a-z-]+ ){0,2}(?:people|men|women|children|(?!(?:says|was|is|has|this|as|its)\b)[a-z]{3,}s)\b"
)
ADDED = word_set("before one day")
TENS = frozenset({"sixty", "seventy", "eighty", "ninety"})


def _idiom(text: str, start: int, end: int, before: str, word: re.Match[str] | None) -> int:
    low = text[start:end].lower()
    if before == "of" and re.search(
        r"\b(?:mother|father|parents?|dad|mum|mom) of $", text[max(0, start - 12) : start], re.IGNORECASE
    ):
        return end
    if low == "one" and text.startswith(" day", end) and before not in ADDED and not text.startswith(" days", end):
        return end
    if low == "one":
        if ONE_UNIT.match(text, end) and before not in ("no", "any"):
            return 0
        if before in BEFORE_ONE or (before == "at" and text.startswith((" point", " time"), end)):
            return end if before != "the" or not text.startswith((" hundred",), end) else 0
        match = ONE.match(text, start)
        return match.end() if match else 0
    if idiom := NUMERAL_IDIOM.match(text, start):
        return idiom.end()
    if (
        before in _numbered()
        and word
        and word[2] == " "
        and not re.match(r" (?:of|people|men|women|soldiers|\w+s)\b", text[end : end + 16])
    ):
        return end
    if low in ("seven", "eight", "twenty") and text[max(0, start - 9) : start].lower() == "group of ":
        return end
    return end if before in ("ground", "net", "catch") and low == "zero" else 0
