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
    r"(?:"
    + "|".join(
        (
            rf"{_DAY}(?:[ ]?(?:-|–|—|to|and|or|through)[ ]?{_DAY})?(?: of)? {MONTH}(?:,? {_YEAR})?(?![^\W_])",
            r"\d{4}-\d\d?-\d\d?\b|\d{1,2}[/.]\d{1,2}[/.](?:19|20)?\d\d\b|\d{1,2}-\d{1,2}-(?:19|20)\d\d\b|9/11\b|24/7\b|50/50\b",
            rf"{_YEAR}s\b|(?<!\dm)(?<!\dm )[1-9]0s\b|{_YEAR}[ ]?[-–—/][ ]?(?:{_YEAR}|\d\d)\b(?! (?:people|percent|per cent))",
            r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?[ ]?(?:[ap]\.?m\b\.?|o['’]clock|hrs?\b|hours?\b|gmt|est|edt|utc|local)",
            r"\d{1,3}:\d{1,3}(?:[:.]\d+)?\b(?!,\d)",
            rf"\d{{1,2}}(?:[ ]?(?:-|–|to)[ ]?\d{{1,2}})?[ ]?{_TIME}",
            r"\d{4}[ ]?(?:gmt|utc|local time|local|hrs|est|edt|cet)\b|[01]\d\d\d hours\b",
            rf"\d{{1,2}}[-–]\d{{1,2}}(?:[-–]\d{{1,2}})?(?= {_WON})",
            r"\d{3}[-.]\d{3}[-.]\d{4}\b|\d{3}-\d{4}\b|0\d{3,4} \d{3} ?\d{3,4}\b|1[- ]8(?:00|33|44|55|66|77|88)[- ][\w-]+|8(?:00|33|44|55|66|77|88)-[a-z]{3,}[\w-]*|(?!\d{1,3}(?:\.\d{3})+(?!\.?\d))\d+\.\d+\.\d+(?:\.\d+)*\b(?!,)",
            rf"\d{{1,5}}(?:-\d{{1,5}})?(?:[ -]block)?(?: of)?(?: [nsew]\.?)?(?: (?!and\b|people\b|were\b|in\b|on\b)[\w'’]+){{1,3}} {_STREET}\b(?=[\s.,;:)])",
            r"\d{2,5}[ -]block of\b",
            r"\d+(?:st|nd|rd|th)\b(?:-\w+)?|\d[gd]\b|[2-9]x[2-9]\b|\d{3}s\b|\d+(?![ckm]?m[23]\b)[a-z]\d+\b",
        )
    )
    + ")",
)
MONTH_FIRST = re.compile(
    rf"{MONTH},? (?:of )?(?:{_DAY}(?![\d%]|,\d|\.\d| ?percent)(?:[ ]?(?:-|–|—|to|and|or|through)[ ]?(?:{MONTH} )?{_DAY}(?!\d))?(?:,? {_YEAR}| \d\d(?=[ ).,]))?|{_YEAR}|['’]\d\d)\b",
)
MONTH_APART = re.compile(rf"(?<![^\W_]){MONTH} \. \Z")
ADDRESS = re.compile(r"[@#]|://|www\.")
WITHIN_ADDRESS = frozenset("/-_=&?.@#:+%")
ADDRESS_LENGTH = 300  # characters of an address that are looked at before a number
MONTHS = word_set("months")
RUN = re.compile(r"\d+")
WORD_BEFORE = re.compile(r"[a-z][a-z.&]*\Z")
GLUED_NAME = re.compile(r"(?<![^\W_])[a-z]{1,12}[-–]$|(?<!\w)[#№]$|(?<!\d)['’]$")
GLUES = frozenset("-–#№'’")
PREFIXES = word_set("glued before a number")
MODELS = word_set("after a model number")
CAPITALISED = re.compile(r" ([A-Z]\w+)")
SCORE = re.compile(r"\d{1,3}[-–]\d{1,3}(?:[-–]\d{1,3})?\b(?! ?(?:percent|per|%|people))")
PLAYED = re.compile(
    r"\b(?:won|lost|beat|beaten|win|winning|defeat|defeated|victory|victors|loss|draw|drew|lead|led|leading|score|finished|ended|thrashed|tied|edged|downed|vote)\b[^.\n\d]*$",
)
SPACED_SCORE = re.compile(r"(\d\d?)[ \u00a0][-–][ \u00a0](\d\d?)\b(?![ \u00a0](?:of|people|dead|percent|%))")
TEAM_BEFORE = re.compile(r"[A-Z]\w+[ \u00a0]\Z")
TEAM_AFTER = re.compile(r"[ \u00a0][A-Z]\w")
CALLS = ("call", "ring", "dial", "phone", "line", "text")
DIALLED = re.compile(
    r"\b(?:call|ring|dial|dialled|telephone|phone|hotline|helpline)(?:ed|ing)?(?: (?:on|at|to|number))? [\d -]*$"
    r"|\btext(?:s|ed|ing)?(?: [\w\"'“”]+)? to (?:the number )?$",
)
OFTEN = re.compile(r" (?:times|people|percent|[a-z]{3,}s)\b")  # "checks the phone 150 times a day"
ABROAD = re.compile(r"\+?\d{0,3}[ ]?\(\d{2,5}\)[ ]?\d{2,4}[- ]?\d{2,5}|\+\d{1,3}(?:[ -]\d{2,5}){2,4}\b")
INDEX = re.compile(
    r"(?:s&p|\bsp|nasdaq|ftse|dax|cac|nikkei|russell|dow|stoxx|topix|kospi|asx|hang seng|composite|fortune|sensex|nifty|p/asx)$",
)
INDEX_SIZES = word_set("index sizes")
UNIT_AFTER = re.compile(
    r"[ ]?(?:%|percent|per cent|people|million|billion|km\b|kilo|mile|met(?:er|re)|years?\b|days?\b|hours?\b|dead|wounded|killed)",
)
ONE = re.compile(
    r"one(?:-time|-off|-sided|-on-one|-way|self|-man|-woman|-stop|-party|-china|-upmanship| another| time\b| way\b| thing| hand\b| or another| and only| and the same| by one| point in time"
    r"| can\b| could\b| should\b| must\b| might\b| would\b| has to|['’]s\b| of the (?:most|best|worst|biggest|largest|first|few|main|key|only|world|deadliest|richest|poorest|busiest))",
)
BEFORE_ONE = word_set("before one")
NUMERAL_IDIOM = re.compile(
    r"zero[- ](?:sum|tolerance|hour|emissions?|day)|two-?faced|two-way|three-way|four-letter|six-day war|seven seas|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)[ ](?:o['’]clock|[ap]\.m)"
    r"|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)-(?:fifteen|twenty|thirty|forty(?:-five)?|fifty)(?![\w-])"  # times
    r"|(?:(?:thir|four|fif|six|seven|eigh|nine)teen|twenty) (?:ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    r"|(?:(?:twen|thir|for|fif|six|seven|eigh|nine)ty)(?:-(?:one|two|three|four|five|six|seven|eight|nine))?)(?![\w-])",  # years
)


@cache
def _numbered() -> frozenset[str]:
    return frozenset(row["word"] for row in lexicon("numbered", "word"))


def masked(low: str) -> list[tuple[int, int]]:
    """The spans of a text in lower case, in order, that begin with digits and are no quantity, whatever stands before them.

    >>> text = "on 9 may 2013 a jet flew at 4:15 a.m."
    >>> [text[a:b] for a, b in masked(text)]
    ['9 may 2013', '4:15 a.m.']
    """
    found, done = [], 0
    for run in RUN.finditer(low):
        start, end = run.span()
        if start < done or not (mark := low[end : end + 1]) or mark in ",%)":
            continue
        before = low[start - 1 : start]
        if before and (before in ".,_" or before.isalnum()):
            continue
        if match := DIGITS_FIRST.match(low, start):
            done = match.end()
            found.append((start, done))
    return found


def names(text: str, low: str, start: int, end: int, digits: bool, dated: bool = False) -> int:
    """Where the date, name or idiom ends that the number at ``text[start:end]`` is a part of; 0 where it is none. ``low`` is
    the text in lower case; ``dated`` that a date ends right before ("on 23 September 28 bodies were found").

    >>> names(text := "two F-16 jets on May 5", text.lower(), 6, 8, True)
    8
    """
    sep = low[start - 1 : start]
    written = _word_before(low, start) if sep in (" ", "-") else ""
    before = written.rstrip(".")
    if not digits:
        return _idiom(low, start, end, before, sep)
    if (
        sep == " " == low[start - 3 : start - 2]
        and low[start - 2] == "."
        and MONTH_APART.search(low, max(0, start - 12), start)
    ):
        return end  # tokenised: "oct . 13"
    if before in MONTHS and not dated and text[start - 1 - len(written)].isupper():
        date = MONTH_FIRST.match(low, start - 1 - len(written))
        if date and date.end() >= end and not _after_in(text, low, start - 1 - len(written), end):
            return date.end()
    head = low[max(0, start - 24) : start]
    if sep in GLUES and (glued := GLUED_NAME.search(head)):
        prefix = glued[0][:-1]
        if prefix not in PREFIXES and prefix + "ty" not in TENS:
            return end
    if (
        sep == " "
        and before in _numbered()
        and not UNIT_AFTER.match(low, end)
        and not (before in LOOSE and PLURAL_AFTER.match(text, end))
    ):
        return end
    if (model := CAPITALISED.match(text, end)) and model[1] in MODELS:
        return end
    if before in ("and", "to") and ERA.search(low, max(0, start - 16), start):
        return end  # "between A.D. 1000 and 1260"
    if before in ERAS or text.startswith((" ZIP", " A.D", " B.C", " AD ", " BC "), end):
        return end
    if text[start:end] in INDEX_SIZES and INDEX.search(head.rstrip(" -")):
        return end
    if sep in WITHIN_ADDRESS and ADDRESS.search(_unbroken(low, start)):
        return end
    if low[end : end + 1] in ("-", "–") and (score := SCORE.match(low, start)):
        least, most = (int(n) for n in DASH.split(score[0])[:2])
        if least >= most or PLAYED.search(low[max(0, start - 48) : start]):
            return score.end()
    if (spaced := SPACED_SCORE.match(text, start)) is not None and (
        "0" in spaced.groups()
        or PLAYED.search(low[max(0, start - 48) : start])
        or (TEAM_BEFORE.search(text, max(0, start - 24), start) and TEAM_AFTER.match(text, spaced.end()))
    ):
        return spaced.end()
    if sep in ("(", "+") and ABROAD.match(low, start - 1):
        return end + _dialled(low, end)
    seg = low[max(0, start - 32) : start]
    if any(call in seg for call in CALLS) and DIALLED.search(seg) and not OFTEN.match(low, end):
        return end + _dialled(low, end)
    return 0


def _after_in(text: str, low: str, month: int, end: int) -> bool:
    """Whether a number after a month counts: "in April 12 soldiers were wounded", where a day would be "on April 12"."""
    return low[max(0, month - 3) : month] == "in " and PEOPLE_AFTER.match(text, end) is not None


PEOPLE_AFTER = re.compile(
    r" (?:[a-z]+ )?(?:people|persons|men|women|children|soldiers|civilians|fighters|troops|police|officers|villagers|workers|students|migrants|rebels|militants)\b"
)


def _unbroken(low: str, start: int) -> str:
    """What stands before ``start`` without a blank between: the rest of an address, at most ADDRESS_LENGTH signs of it."""
    head = low[max(0, start - ADDRESS_LENGTH) : start]
    return BLANK.split(head)[-1]


def _word_before(low: str, start: int) -> str:
    """The word that ends one sign before ``start``, with dots and ampersands inside it."""
    head = low[max(0, start - 24) : start - 1]
    last = head[head.rfind(" ") + 1 :]
    if last.isalpha() and last.isascii():
        return last
    match = WORD_BEFORE.search(head)
    return match[0] if match else ""


def _dialled(low: str, end: int) -> int:
    """How many signs of a telephone number follow."""
    match = DIALLING.match(low, end)
    return len(match[0].rstrip()) if match else 0


ERA = re.compile(r"\b(?:a\.?d|b\.?c)\.? \d{1,4} (?:and|to) \Z")
ERAS = frozenset({"a.d", "ad", "b.c", "bc"})
BLANK = re.compile(r"\s")
DASH = re.compile(r"[-–]")
DIALLING = re.compile(r"[\d -]*")
ONE_UNIT = re.compile(
    r" (?:miles?|hour|minute|percent|per cent|kilomet\w+|met\w+|man|woman|child|soldier|civilian|person|million|hundred|thousand|billion|dollar|euro|death|dead|killed)\b"
)
LOOSE = word_set("numbered but counted")
PLURAL_AFTER = re.compile(
    r" (?:[a-z-]+ ){0,2}(?:people|men|women|children|(?!(?:says|was|is|has|this|as|its)\b)[a-z]{3,}s)\b"
)
ADDED = word_set("before one day")
TENS = frozenset({"sixty", "seventy", "eighty", "ninety"})
PARENT = re.compile(r"\b(?:mother|father|parents?|dad|mum|mom) of $")
COUNTED = re.compile(r" (?:of|people|men|women|soldiers|\w+s)\b")


def _idiom(low: str, start: int, end: int, before: str, sep: str) -> int:
    word = low[start:end]
    if before == "of" and PARENT.search(low[max(0, start - 12) : start]):
        return end
    if word == "one" and low.startswith(" day", end) and before not in ADDED and not low.startswith(" days", end):
        return end
    if word == "one":
        if ONE_UNIT.match(low, end) and before not in ("no", "any"):
            return 0
        if before in BEFORE_ONE or (before == "at" and low.startswith((" point", " time"), end)):
            return end if before != "the" or not low.startswith(" hundred", end) else 0
        match = ONE.match(low, start)
        return match.end() if match else 0
    if idiom := NUMERAL_IDIOM.match(low, start):
        return idiom.end()
    if sep == " " and before in _numbered() and not COUNTED.match(low[end : end + 16]):
        return end
    if word in ("seven", "eight", "twenty") and low[max(0, start - 9) : start] == "group of ":
        return end
    return end if before in ("ground", "net", "catch") and word == "zero" else 0
