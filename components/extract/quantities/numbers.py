"""Numbers in plain text: digits here, words in spelled.py, scales in scales.py, put in the order of the text.

What cannot be read for certain ("1,2,3,4", "1e999", 400 digits, a zero-width blank inside) is left alone, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from components.extract.quantities.forms import GLYPHS, Number, lowered, plain
from components.extract.quantities.scales import scaled
from components.extract.quantities.spelled import WORD, spelled
from components.extract.quantities.units import currency_before, unit_after

MAX_DIGITS = 15  # beyond, a float is no longer exact
RUN = re.compile(r"[\d½¼¾⅓⅔⅛⅜⅝⅞⅕⅖⅗⅘⅙⅚⅐⅑⅒]+")
_GROUP = (
    r"\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})+,\d{3}|\d{1,3}(?:[\u00a0\u202f\u2009]\d{3})+|\d{1,3}(?: 000)+(?!\d)|\d{1,2}(?: \d{3}){2,}(?![\d-])"
    r"|\d{1,3}(?:['’]\d{3})+|\d{1,3}(?:[.]\d{3}){2,}|\d{1,3}(?:٬\d{3})+"
)
DIGITS = re.compile(
    rf"(?:(?:{_GROUP}|\d+)(?:[.٫]\d+)?(?:,\d{{1,2}}(?=[ -]?(?:million|billion|trillion|mln|bn|mn|percent|per cent|%)))?|[.]\d+)"
    r"(?:[ ]?[½¼¾⅓⅔⅛⅜⅝⅞⅕⅖⅗⅘⅙⅚⅐⅑⅒])?|[½¼¾⅓⅔⅛⅜⅝⅞⅕⅖⅗⅘⅙⅚⅐⅑⅒]"
)
SLASH = re.compile(r"[ ](\d{1,3})(?:[/⁄](\d{1,3})| / (2|3|4|5|8|16|32))\b")
APART = re.compile(
    r" / (2|3|4|5|8|16|32)(?= (?:points?|percent|per cent|%|inch|miles?|pounds?|cups?|of a|of an|an?)(?![^\W_]))"
)
POINT = re.compile(
    r" \. (\d+)(?= ?%| (?:percent|per cent|million|billion|trillion)(?![^\W_]))"
)  # tokenised: "1 . 6 billion"
DECIMALS = re.compile(r" \. (\d+)(?![\d,])")
ZEROS = re.compile(r"(?: ?, ?000){1,4}(?! ?[\d,])")  # "10 , 000", and "3, 000 people" as a slip
GROUPS = re.compile(r"(?: , \d{3}){1,4}(?![\d.,]|[ ](?:,|and|or|&)[ ]\d)")  # tokenised: "1 , 250 , 000 tons"
CENTS = re.compile(r" \. (\d\d)(?![\d.,]| ,)")
TAIL = re.compile(r" \. (\d{1,4})(?![\d.,]| [.,] \d)")
LISTED = re.compile(r"(?:\d , |\d and |\bno \. )\Z")
CURRENCY = frozenset("$€£¥")
RATIO = re.compile(
    r"[/⁄](\d{1,3})(?= of (?:a|an|the)\b|[ -](?:cups?|tea|table|inch|mile|pounds?|ounces?|quarts?|gallons?|pints?|liters?|litres?|of\b|an?\b|points?|acre|tsp|tbsp|lb|oz))"
)
SPACED = re.compile(r" (\d{3})(?= [a-z]| ?%)")  # "more than 12 345 people"
LEADS = re.compile(
    r"(?:\b(?:of|the|some|about|around|than|over|nearly|almost|least|roughly|another|total|additional|further|these|all|to)"
    r" |(?:\A|[.\n“\"] ?))\Z"
)
POWER = re.compile(r" ?[x×·*] ?10(?:\^|[⁰¹²³⁴-⁹⁻])")  # "3 x 10^5"
DOTTED = re.compile(r"[\d.]\.")
EXPONENT = re.compile(r"\de[+-]")
THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
PERCENT = re.compile(r"[ ]?%")
BLANKS = re.compile(r"[\u00a0\u202f\u2009'’٬ ]")
HIDDEN = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"
HIDDEN_SET = frozenset(HIDDEN)


def numbers(text: str, low: str | None = None) -> Iterator[Number]:
    """The numbers of ``text`` in order, whatever they are numbers of; ``low`` is the text in lower case, where known.

    >>> [n.value for n in numbers("half a million of the 94,000, and two and a half dozen")]
    [500000, 94000, 30]
    """
    low = lowered(text) if low is None else low
    done = at = 0
    for start, end, word in _places(low):
        if word:
            found = spelled(text, low, start, end, done) if start >= done else None
            if found is not None:
                done = found.end
                yield found
            continue
        at = max(at, start)
        while at < end:
            match = DIGITS.match(low, at)
            if match is None:
                break
            at = match.end()
            found = _digits(text, low, match.start(), at) if match.start() >= done else None
            if found is not None:
                done = found.end
                yield found


def _places(low: str) -> list[tuple[int, int, bool]]:
    """Start and end of what may be a number, in order: runs of digits, and number words (True)."""
    places = []
    for match in RUN.finditer(low):
        start, end = match.span()
        if low[start - 1 : start] == "." and low[start].isdecimal() and not DOTTED.match(low, max(0, start - 2)):
            start -= 1  # ".5"
        places.append((start, end, False))
    for match in WORD.finditer(f"\n{low}"):
        start, end = match.span()
        if not (start and low[start - 1].isalnum()):
            places.append((start, end - 1, True))
    places.sort()
    return places


def _digits(text: str, low: str, start: int, stop: int) -> Number | None:
    written = low[start:stop]
    if _broken(low, start, stop) or (len(written) > MAX_DIGITS and sum(c.isdigit() for c in written) > MAX_DIGITS):
        return None
    if len(written) > 1 and not written.strip("0"):
        return None  # the end of "3, 000"
    if written.isdecimal():
        value: Fraction | int = int(written)
    else:
        read = _value(written, low, stop)
        if read is None:
            return None
        value = read
    mark = low[stop : stop + 1]
    if mark and mark in " /⁄," and written[-1] not in GLYPHS:
        if mark in "/⁄" and not low[stop + 1 : stop + 2].isalpha():  # "€30/MWh"
            return _ratio(low, start, stop)
        if (mark == "," or low[stop + 1 : stop + 2] in ("/", ".", ",")) and len(written) <= 3 and written.isdecimal():
            apart = _apart(text, low, start, stop, int(written))
            if isinstance(apart, Number):
                return apart
            value, stop = apart or (value, stop)
        if (group := SPACED.match(low, stop)) and _leads(text, low, start, written):
            value, stop = int(f"{written}{group[1]}"), group.end()
        slash = SLASH.match(low, stop)
        if slash and 0 < int(slash[1]) < int(slash[2] or slash[3]):
            value, stop = value + Fraction(int(slash[1]), int(slash[2] or slash[3])), slash.end()
    return scaled(text, low, start, stop, value, digits=True)


def _apart(text: str, low: str, start: int, stop: int, value: int) -> Number | tuple[Fraction | int, int] | None:
    """A number whose signs stand apart, as in tokenised text: "0 . 6 %", "10 , 000", "1 / 4 point"; its value and end."""
    if (ratio := APART.match(low, stop)) and 0 < value < int(ratio[1]):
        return Number(start, ratio.end(), plain(Fraction(value, int(ratio[1]))), part=True)
    if value and (zeros := ZEROS.match(low, stop)):
        return value * 1000 ** zeros[0].count("000"), zeros.end()
    if value and low[stop : stop + 3] == " , " and (groups := GROUPS.match(low, stop)) and not _listed(low, start):
        whole, end = int(f"{value}{groups[0].replace(' , ', '')}"), groups.end()
        cents = CENTS.match(low, end) if low[start - 2 : start - 1] in CURRENCY else None
        return (Fraction(f"{whole}.{cents[1]}"), cents.end()) if cents else (whole, end)
    if point := (POINT if value else DECIMALS).match(low, stop):
        return Fraction(f"{value}.{int(point[1]):0{len(point[1])}}"), point.end()
    tail = TAIL.match(low, stop)
    if tail and not _listed(low, start) and (low[start - 2 : start - 1] in CURRENCY or unit_after(text, tail.end())):
        return Fraction(f"{value}.{int(tail[1]):0{len(tail[1])}}"), tail.end()
    return None


def _leads(text: str, low: str, start: int, written: str) -> bool:
    """Whether three digits after a blank can go on with the number: "more than 12 345 people", not "in room 12 345 men"."""
    if len(written) > 3 or written[0] == "0" or not written.isdecimal():
        return False
    return LEADS.search(low, max(0, start - 14), start) is not None or currency_before(text, start) is not None


def _listed(low: str, start: int) -> bool:
    """Whether a number stands in a list, or is a name, so that a comma after it is one: "4 , 118 and 12", "no . 1 , 118"."""
    return LISTED.search(low, max(0, start - 6), start) is not None


def _ratio(low: str, start: int, stop: int) -> Number | None:
    """ "1/2 pound": a fraction before a unit; anything else with a stroke ("9/11") is left alone."""
    match = RATIO.match(low, stop)
    if not match or not low[start:stop].isdigit() or not 0 < int(low[start:stop]) < int(match[1]):
        return None
    return Number(start, match.end(), plain(Fraction(int(low[start:stop]), int(match[1]))), part=True)


def _broken(low: str, start: int, stop: int) -> bool:
    """Whether the digits are a piece of something longer that is no plain number."""
    before, after = low[start - 1 : start], low[stop : stop + 2]
    if before and (
        before in HIDDEN
        or before == "^"
        or (before in ",.٫٬/e" and (low[start - 2 : start - 1].isdigit() or low[start - 2 : start - 1] in HIDDEN_SET))
    ):
        return True
    if before == "/" == low[start - 2 : start - 1]:
        return True
    if before and before in "+-" and EXPONENT.match(low, max(0, start - 3)):
        return True  # "1e+10"
    if not after or after[0] == " ":
        return bool(after) and POWER.match(low, stop) is not None
    if after[0] in "^x×·" and (after[0] == "^" or POWER.match(low, stop)):
        return True
    if after[0] in HIDDEN and (after[1:].isdigit() or low[stop + 1 : stop + 3].strip(",.").isdigit()):
        return True
    if after[0] in ",.٬٫" and after[1:].isdigit():
        return True
    return after[0] == "e" and bool(after[1:]) and (after[1] in "+-" or after[1].isdigit())


def _value(written: str, low: str, stop: int) -> Fraction | int | None:
    glyph = Fraction(0)
    if written[-1] in GLYPHS:
        glyph, written = GLYPHS[written[-1]], written[:-1].rstrip()
        if not written:
            return glyph
    written = BLANKS.sub("", written).replace("٫", ".")
    if written.count(".") > 1:
        written = written.replace(".", "")  # 1.200.000
    if "," in written:
        head, _, tail = written.rpartition(",")
        if len(tail) < 3 and "." in head:
            if not THOUSANDS.fullmatch(head):
                return None  # "1.5,2 million"
            head = head.replace(".", "")  # 94.000,4 million
        written = f"{head.replace(',', '')}.{tail}" if len(tail) < 3 else written.replace(",", "")
    whole, dot, decimals = written.partition(".")
    if dot and decimals == "000" and len(whole) <= 3 and whole.lstrip("0") and not PERCENT.match(low, stop):
        written, dot = whole + decimals, ""  # 94.000 people
    if not dot:
        return int(written) + glyph
    written = "".join(str(int(c)) if c.isdigit() else c for c in written)
    return Fraction(written if written[0] != "." else f"0{written}") + glyph
