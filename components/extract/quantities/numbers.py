"""Numbers in plain text: digits, words, scales, fractions, vague amounts. One pass of one regular expression, then a small walk.

What cannot be read for certain ("1,2,3,4", "1e999", 400 digits, a zero-width blank inside) is left alone, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

UNITS = {
    w: i
    for i, w in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
TENS = {
    w: 10 * i for i, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
TENS["fourty"] = 40
SCALES = {
    "hundred": 100,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "lakh": 10**5,
    "lakhs": 10**5,
    "crore": 10**7,
    "crores": 10**7,
    "dozen": 12,
    "mln": 10**6,
    "mn": 10**6,
    "bn": 10**9,
    "bln": 10**9,
    "tn": 10**12,
    "trn": 10**12,
}
GLUED = {"k": 10**3, "m": 10**6, "mm": 10**6, "mil": 10**6, "b": 10**9, "t": 10**12}  # right after digits only
VAGUE = {
    "dozens": (24, 99),
    "scores": (40, 99),
    "tens": (20, 99),
    "hundreds": (100, 999),
    "thousands": (1000, 10_000),
    "millions": (10**6, 10**7),
    "billions": (10**9, 10**10),
    "trillions": (10**12, 10**13),
}
SCALED_VAGUE = {"tens": 10, "dozens": 10, "hundreds": 100, "scores": 20}
PARTS = {
    "half": 2,
    "third": 3,
    "fourth": 4,
    "quarter": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
PARTS |= {f"{word}s": n for word, n in PARTS.items() if word != "half"} | {"halves": 2}
GLYPHS = {
    "½": 0.5,
    "¼": 0.25,
    "¾": 0.75,
    "⅓": 1 / 3,
    "⅔": 2 / 3,
    "⅛": 0.125,
    "⅜": 0.375,
    "⅝": 0.625,
    "⅞": 0.875,
    "⅕": 0.2,
}
MAX_DIGITS = 15  # beyond, a float is no longer exact

_GROUP = r"\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})+,\d{3}|\d{1,3}(?:[\u00a0\u202f\u2009]\d{3})+|\d{1,3}(?: 000)+(?!\d)|\d{1,3}(?:['’]\d{3})+|\d{1,3}(?:[.]\d{3}){2,}|\d{1,3}(?:٬\d{3})+"
_DIGITS = rf"(?:{_GROUP}|\d+)(?:[.٫]\d+)?(?:,\d{{1,2}}(?=[ -]?(?:million|billion|trillion|mln|bn|mn|percent|per cent|%)))?|(?<![\d.])[.]\d+"
_WORDS = sorted(
    {*UNITS, *TENS, *SCALES, *VAGUE, *PARTS} - {"mln", "mn", "bn", "bln", "tn", "trn"}, key=len, reverse=True
)
ATOM = re.compile(
    rf"(?P<digits>(?:{_DIGITS})(?P<glyph>[ ]?[½¼¾⅓⅔⅛⅜⅝⅞⅕])?|(?P<bare>[½¼¾⅓⅔⅛⅜⅝⅞⅕]))"
    rf"|(?<![^\W_])(?P<word>{'|'.join(_WORDS)})(?![^\W_])",
    re.IGNORECASE,
)
GLUE = re.compile(r"[ ]?(mln|mn|bn|bln|tn|trn|million|billion|trillion|mil)\b\.?|(k|m|mm|b|t)\b", re.IGNORECASE)
SCALE_AFTER = re.compile(
    r"[ \u00a0-]{0,2}(?:of a |of )?(hundred|thousand|million|billion|trillion|lakhs?|crores?|dozen|mln|bln|bn|mn|trn|tn)\b",
    re.IGNORECASE,
)
AND_PART = re.compile(
    r"[ -]and[ -](?:(?:a|one)[ -])?(half|quarter|third|three[ -]quarters|two[ -]thirds)\b", re.IGNORECASE
)
SLASH = re.compile(r"[ ]?(\d{1,3})/(\d{1,3})\b")
POINT = re.compile(r" point((?: (?:zero|oh|one|two|three|four|five|six|seven|eight|nine))+)\b", re.IGNORECASE)
ARTICLE = re.compile(r"(?<![^\W_])(an?)[ -]$", re.IGNORECASE)
HALF_A = re.compile(
    r"(?<![^\W_])(?:a[ -]?)?(half|quarter)[ -](?:of )?(?:an?[ -])?$|(?<![^\W_])(half|quarter)[ -](?:of )?an?[ -]$",
    re.IGNORECASE,
)
SEVERAL = re.compile(
    r"(?<![^\W_])(?:several|a few|few|many)[ ]$", re.IGNORECASE
)  # "several hundred" is as vague as "hundreds"
OF_VAGUE = re.compile(
    r" of (hundreds|thousands|millions|billions|trillions)\b(?: of (millions|billions|trillions)\b)?", re.IGNORECASE
)
PART_VALUES = {"half": 0.5, "quarter": 0.25, "third": 1 / 3, "three quarters": 0.75, "two thirds": 2 / 3}
HIDDEN = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"


@dataclass(frozen=True, slots=True)
class Number:
    """A number in the text: ``value``, or ``low`` and ``high`` where it is vague. ``scaled`` tells "5 million" from
    "5000000", ``digits`` how it was written, ``part`` a fraction ("two-thirds")."""

    start: int
    end: int
    value: float | int | None
    low: float | int | None = None
    high: float | int | None = None
    scaled: int = 1
    digits: bool = True
    part: bool = False
    glued: str = ""  # a letter read as a scale that could be a unit as well: "5m"


def numbers(text: str, start: int = 0, end: int | None = None) -> Iterator[Number]:
    """The numbers of ``text[start:end]`` in order, whatever they are numbers of.

    >>> [n.value for n in numbers("half a million of the 94,000, and two and a half dozen")]
    [500000, 94000, 30]
    """
    end = len(text) if end is None else end
    done = start
    for match in ATOM.finditer(text, start, end):
        if match.start() < done:
            continue
        found = _digits(text, match, end) if match["digits"] else _words(text, match, start, done)
        if found is not None:
            done = found.end
            yield found


def plain(value: float | int | Fraction) -> float | int:
    """A whole number as an int, another one as a float rounded to where floats stop being exact."""
    if isinstance(value, Fraction):
        if value.denominator == 1:
            return value.numerator
        value = float(value)
    if isinstance(value, float):
        value = float(f"{value:.12g}")
        if value.is_integer() and abs(value) < 2**53:
            return int(value)
    return value


def _digits(text: str, match: re.Match[str], end: int) -> Number | None:
    written = match["digits"]
    start, stop = match.start(), match.end()
    if _broken(text, start, stop) or sum(c.isdigit() for c in written) > MAX_DIGITS:
        return None
    value = _value(written, text, stop)
    if value is None:
        return None
    if not match["glyph"] and not match["bare"]:
        slash = SLASH.match(text, stop) if text[stop : stop + 1] == " " else None
        if text[stop : stop + 1] in ("/", "⁄") and stop < len(text):
            return _ratio(text, start, stop)
        if slash and 0 < int(slash[1]) < int(slash[2]):
            value, stop = value + Fraction(int(slash[1]), int(slash[2])), slash.end()
    return _scaled(text, start, stop, value, digits=True)


RATIO = re.compile(
    r"[/⁄](\d{1,3})(?= of (?:a|an|the)\b|[ -](?:cups?|tea|table|inch|mile|pounds?|ounces?|quarts?|gallons?|pints?|liters?|litres?|of\b|an?\b|points?|acre|tsp|tbsp|lb|oz))"
)


def _ratio(text: str, start: int, stop: int) -> Number | None:
    """ "1/2 pound": a fraction before a unit; anything else with a stroke ("9/11") is left alone."""
    match = RATIO.match(text, stop)
    if not match or not text[start:stop].isdigit() or not 0 < int(text[start:stop]) < int(match[1]):
        return None
    return Number(start, match.end(), plain(Fraction(int(text[start:stop]), int(match[1]))), part=True)


def _broken(text: str, start: int, stop: int) -> bool:
    """Whether the digits are a piece of something longer that is no plain number."""
    before, after = text[start - 1 : start], text[stop : stop + 2]
    if before and (before in HIDDEN or (before in ",.٫٬/eE" and text[start - 2 : start - 1].isdigit())):
        return True
    if after[:1] and after[0] in HIDDEN and after[1:2].isdigit():
        return True
    if len(after) == 2 and after[0] in ",.٬٫" and after[1].isdigit():
        return True
    return after[:1] in "eE" and bool(after[1:2]) and (after[1] in "+-" or after[1].isdigit())


def _value(written: str, text: str, stop: int) -> Fraction | int | None:
    glyph = 0.0
    if written[-1] in GLYPHS:
        glyph, written = GLYPHS[written[-1]], written[:-1].rstrip()
        if not written:
            return Fraction(glyph).limit_denominator(8)
    written = re.sub(r"[\u00a0\u202f\u2009'’٬ ]", "", written).replace("٫", ".")
    if written.count(".") > 1:
        written = written.replace(".", "")  # 1.200.000
    if "," in written:
        head, _, tail = written.rpartition(",")
        written = f"{head.replace(',', '')}.{tail}" if len(tail) < 3 else written.replace(",", "")
    whole, dot, decimals = written.partition(".")
    if (
        dot
        and decimals == "000"
        and len(whole) <= 3
        and whole.lstrip("0")
        and not re.match(r"[ ]?%", text[stop : stop + 2])
    ):
        written = whole + decimals  # 94.000 people
    value = Fraction(
        "".join(str(int(c)) if c.isdigit() else c for c in written) if written[0] != "." else f"0{written}"
    )
    return value + Fraction(glyph).limit_denominator(8)


def _scaled(text: str, start: int, stop: int, value: Fraction | int, digits: bool) -> Number:
    """The number with the scales after it ("1.5 million", "3 hundred thousand", "5k", "two and a half dozen")."""
    scaled, glued = 1, ""
    if digits and (glue := GLUE.match(text, stop)):
        word = (glue[1] or glue[2]).lower()
        if glue[1]:
            scaled, stop = {"mil": 10**6}.get(word) or SCALES[word], glue.end(1)
        elif text[stop : stop + 1].isalpha() and not text[glue.end() : glue.end() + 1].isalnum():
            glued = glue[2]  # decided by what follows, see units
    half = AND_PART.match(text, stop)
    if half and (digits or SCALE_AFTER.match(text, half.end()) or not _ends_scaled(text, start, stop)):
        value, stop = value + Fraction(PART_VALUES[half[1].lower().replace("-", " ")]).limit_denominator(4), half.end()
    while scale := SCALE_AFTER.match(text, stop):
        if text[stop : scale.start(1)] == "" or "of" in text[stop : scale.start(1)]:
            break
        scaled, stop = scaled * SCALES[scale[1].lower()], scale.end()
    return Number(start, stop, plain(value * scaled), scaled=scaled, digits=digits, glued=glued)


def _ends_scaled(text: str, start: int, stop: int) -> bool:
    return text[start:stop].lower().endswith(("hundred", "thousand", "million", "billion", "trillion"))


def _words(text: str, match: re.Match[str], floor: int, done: int) -> Number | None:
    word = match["word"].lower()
    if word in VAGUE:
        return _vague(text, match, word, floor)
    if word in PARTS:
        return _part(text, match, word, max(floor, done))
    start = match.start()
    if word in SCALES:
        head = text[max(floor, done, start - 14) : start]
        if half := HALF_A.search(head):
            kind = (half[1] or half[2]).lower()
            value: Fraction | int = Fraction(PART_VALUES[kind]).limit_denominator(4) * SCALES[word]
            return _scaled(text, start - len(head) + half.start(), match.end(), value, digits=False)
        if several := SEVERAL.search(head):
            low, high = VAGUE[f"{word}s"] if f"{word}s" in VAGUE else (SCALES[word], 10 * SCALES[word])
            return Number(start - len(head) + several.start(), match.end(), None, low, high, digits=False)
        article = ARTICLE.search(head)
        if not article:
            return None  # "million" alone
        start -= len(head) - article.start()
    value, stop = _spelled(
        text, match.start(), bare=word in SCALES, split=text[max(0, start - 8) : start].lower() == "between "
    )
    if point := POINT.match(text, stop):
        decimals = "".join(str(UNITS.get(w.lower(), 0)) for w in point[1].split())
        value, stop = Fraction(f"{value}.{decimals}"), point.end()
    elif part := _fraction_after(text, stop):
        return Number(start, part[1], plain(Fraction(value, part[0])), digits=False, part=True)
    number = _scaled(text, start, stop, value, digits=False)
    scaled = next((SCALES[w] for w in text[number.start : number.end].lower().split()[::-1] if w in SCALES), 1)
    return Number(start, number.end, number.value, scaled=max(number.scaled, scaled), digits=False)


TOKEN = re.compile(r"(?P<sep>[ ]and[ ]|[ -]|, )?(?P<word>[A-Za-z]+)")


def _spelled(text: str, start: int, bare: bool, split: bool) -> tuple[int, int]:
    """The value of the number words from ``start`` on, and where they end. ``bare`` begins with a scale ("a hundred")."""
    total, current, last, stop = 0, int(bare), "unit" if bare else "", start
    limit: float = float("inf")
    while token := TOKEN.match(text, stop):
        word, sep = token["word"].lower(), token["sep"] or ""
        if stop != start and not sep:
            break
        joined = "and" in sep
        if joined and (last not in ("hundred", "scale") or split or _starts_anew(text, token.end(), total + current)):
            break
        if sep == ", " and last != "scale":
            break
        if (
            word in UNITS
            and last in ("", "tens", "hundred", "scale")
            and not (last == "tens" and not 0 < UNITS[word] < 10)
        ):
            current, last = current + UNITS[word], "unit"
        elif word in TENS and last in ("", "hundred", "scale"):
            current, last = current + TENS[word], "tens"
        elif word == "hundred" and last in ("unit", "tens") and 0 < current < 100:
            current, last = current * 100, "hundred"
        elif (
            word in SCALES
            and word != "hundred"
            and last in ("unit", "tens", "hundred", "scale")
            and (current or last == "scale")
        ):
            scale = SCALES[word]
            if current and scale < limit:
                total, current, limit = total + current * scale, 0, scale
            elif not current:
                total *= scale
            else:
                break
            last = "scale"
        else:
            break
        stop = token.end()
    return total + current, stop


def _starts_anew(text: str, stop: int, size: int) -> bool:
    """Whether the words after "and" are a number of their own: "two hundred and three hundred"."""
    following = TOKEN.match(text, stop)
    return bool(following and following["word"].lower() == "hundred" and 100 <= size < 1000)


def _fraction_after(text: str, stop: int) -> tuple[int, int] | None:
    match = NEXT_WORD.match(text, stop)
    if match and match[1].lower() in PARTS and match[1].lower() not in ("half", "quarters", "seconds"):
        return PARTS[match[1].lower()], match.end()
    if match and match[1].lower() == "quarters" and text[stop] in "- ":
        return 4, match.end()
    return None


def _part(text: str, match: re.Match[str], word: str, floor: int) -> Number | None:
    """A fraction without a numeral: "half of", "a third of"; an ordinal ("a third attack") is none."""
    if not re.match(r" (?:of|the|its|their|his|her|a|an|million|billion)\b", text[match.end() : match.end() + 9]):
        return None
    head = text[max(floor, match.start() - 4) : match.start()].lower()
    article = re.search(r"\b(?:an?|one)[ -]$", head)
    if (word != "half" and not article) or (PARTS[word] > 2 and word.endswith("s")):
        return None
    if scale := HALF_AHEAD.match(text, match.end()):
        value = plain(Fraction(1, PARTS[word]) * SCALES[scale[1].lower()])
        start = match.start() - (len(head) - article.start() if article else 0)
        return Number(start, scale.end(), value, scaled=SCALES[scale[1].lower()], digits=False)
    start = match.start() - (len(head) - article.start() if article else 0)
    return Number(start, match.end(), plain(Fraction(1, PARTS[word])), digits=False, part=True)


NEXT_WORD = re.compile(r"[ -](\w+)\b")
HALF_AHEAD = re.compile(r" (?:of )?(?:an? )?(dozen|hundred|thousand|million|billion|trillion)\b", re.IGNORECASE)


def _vague(text: str, match: re.Match[str], word: str, floor: int) -> Number | None:
    low, high = VAGUE[word]
    stop = match.end()
    if (scaled := OF_VAGUE.match(text, stop)) and word in SCALED_VAGUE:
        unit = VAGUE[scaled[1].lower()][0] * (VAGUE[scaled[2].lower()][0] if scaled[2] else 1)
        low, high, stop = SCALED_VAGUE[word] * unit, SCALED_VAGUE[word] * 10 * unit, scaled.end()
    elif scaled and word != "tens":
        unit = VAGUE[scaled[1].lower()][0]
        low, high, stop = low * unit, high * unit, scaled.end()
    elif word in ("tens", "scores") and not text.startswith(" of ", stop):
        return None
    return Number(match.start(), stop, None, low, high, digits=False)
