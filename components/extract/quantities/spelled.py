"""Numbers in words: "two hundred and five", "half a million", "two-thirds", "one point five million", "dozens"."""

from __future__ import annotations

import re
from fractions import Fraction

from components.extract.quantities.forms import (
    PART_VALUES,
    PARTS,
    SCALED_VAGUE,
    SCALES,
    SHORT_SCALES,
    TENS,
    UNITS,
    VAGUE,
    Number,
    plain,
)
from components.extract.quantities.scales import scaled

_WORDS = sorted({*UNITS, *TENS, *SCALES, *VAGUE, *PARTS} - SHORT_SCALES, key=len, reverse=True)
WORD = re.compile(
    rf"[^a-z0-9](?:{'|'.join(_WORDS)})(?!(?!fold\b)[^\W_])"
)  # begins with the sign before: far quicker than a lookbehind
POINT = re.compile(r" point((?: (?:zero|oh|one|two|three|four|five|six|seven|eight|nine))+)\b")
ARTICLE = re.compile(r"(?<![^\W_])(an?)[ -]$")
HALF_A = re.compile(
    r"(?<![^\W_])(?:a[ -]?)?(half|quarter)[ -](?:of )?(?:an?[ -])?$|(?<![^\W_])(half|quarter)[ -](?:of )?an?[ -]$"
)
SEVERAL = re.compile(
    r"(?<![^\W_])(?:several|a few|few|many|a couple of|couple of)[ ]$"
)  # "several hundred" is as vague as "hundreds"
THOUSANDS = re.compile(r" (thousand|million|billion)(?![^\W_])")
BARE = re.compile(r"(?:\A|\n|[.!?\"“] ?)\Z")
AND_ON = re.compile(rf"hundred and (?:{'|'.join((*UNITS, *TENS))})(?![^\W_])")  # "Hundred and twenty soldiers"
STRUCK = re.compile(
    r" (?:(?:more|others) )?(?:(?:were|are|was|have been|remain|remained) )?(?:still )?"
    r"(?:killed|wounded|injured|hurt|dead|missing|displaced|arrested|detained|died|abducted)(?![^\W_])"
)
STRIKES = re.compile(r"\b(?:kill|injur|wound|arrest|displac|abduct)(?:ing|ed) \Z")
OF_VAGUE = re.compile(r" of (hundreds|thousands|millions|billions|trillions)\b(?: of (millions|billions|trillions)\b)?")
TOKEN = re.compile(r"(?P<sep>[ ]and[ ]|[ -]|, )?(?P<word>[a-zﬁ]+)")
GOES_ON = re.compile(r"(?:-[a-z]+)? (?:hundred|thousand|million|billion)\b")
NEXT_WORD = re.compile(r"[ -](\w+)\b")
HALF_AHEAD = re.compile(r" (?:of )?(?:an? )?(dozen|hundred|thousand|million|billion|trillion|quadrillion)\b")
OF_A_SCALE = re.compile(r" of an? (dozen|hundred|thousand|million|billion|trillion|quadrillion)\b")
PART_OF = re.compile(r" (?:of|the|its|their|his|her|a|an|million|billion)\b|[ -](?:percentage )?point\b")
PART_UNIT = re.compile(
    r"[ -](?:hour|mile|inch|minute|day|ton|tonne|acre|pound|ounce|kilomet(?:er|re))\b"
)  # "a half-mile"
HALVES = re.compile(r"\b(?:first|second|latter|last|final|opening|closing)[ -]\Z")  # "the second half of the year"
A_PART = re.compile(r"\b(?:an?|one)[ -]$")


def spelled(text: str, low: str, at: int, end: int, done: int) -> Number | None:
    """The number that begins with the number word ``low[at:end]``, None where it is none. What lies before ``done`` belongs to
    the number before."""
    word = low[at:end]
    if low.startswith("fold", end):  # "sixfold"
        times = UNITS.get(word) or TENS.get(word) or SCALES.get(word)
        return Number(at, end, times, digits=False) if times and times > 1 else None
    if word in VAGUE:
        return _vague(low, at, end, word)
    if word in PARTS:
        return _part(low, at, end, word, done)
    start = at
    if word in SCALES:
        head = low[max(done, start - 14) : start]
        if half := HALF_A.search(head):
            value: Fraction | int = PART_VALUES[half[1] or half[2]] * SCALES[word]
            return scaled(text, low, start - len(head) + half.start(), end, value, digits=False)
        if several := SEVERAL.search(head):
            return _several(low, start - len(head) + several.start(), end, word, couple="couple" in several[0])
        article = ARTICLE.search(head)
        if not article and not (BARE.search(low, max(0, at - 3), at) and AND_ON.match(low, at)):
            return None  # "million" alone
        start -= len(head) - article.start() if article else 0
    value, stop = _whole(low, at, bare=word in SCALES, split=low[max(0, start - 8) : start] == "between ")
    if point := POINT.match(low, stop):
        decimals = "".join(str(UNITS.get(w, 0)) for w in point[1].split())
        value, stop = Fraction(f"{value}.{decimals}"), point.end()
    elif part := _fraction_after(low, stop):
        if many := OF_A_SCALE.match(low, part[1]):  # "three-quarters of a million"
            return Number(
                start,
                many.end(),
                plain(Fraction(value, part[0]) * SCALES[many[1]]),
                scaled=SCALES[many[1]],
                digits=False,
            )
        return Number(start, part[1], plain(Fraction(value, part[0])), digits=False, part=True)
    number = scaled(text, low, start, stop, value, digits=False)
    last = next((SCALES[w] for w in low[number.start : number.end].split()[::-1] if w in SCALES), 1)
    return Number(start, number.end, number.value, scaled=max(number.scaled, last), digits=False)


def _several(low: str, start: int, end: int, word: str, couple: bool) -> Number:
    """ "Several hundred", "a few hundred thousand", "a couple of hundred"."""
    least, most = VAGUE[f"{word}s"] if f"{word}s" in VAGUE else (SCALES[word], 10 * SCALES[word])
    if couple:
        least, most = 2 * SCALES[word], 3 * SCALES[word]
    if more := THOUSANDS.match(low, end):
        least, most, end = least * SCALES[more[1]], most * SCALES[more[1]], more.end()
    return Number(start, end, None, least, most, digits=False)


def _whole(low: str, start: int, bare: bool, split: bool) -> tuple[int, int]:
    """The value of the number words from ``start`` on, and where they end. ``bare`` begins with a scale ("a hundred")."""
    total, current, last, stop = 0, int(bare), "unit" if bare else "", start
    limit: float = float("inf")
    while token := TOKEN.match(low, stop):
        word, sep = token["word"], token["sep"] or ""
        if stop != start and not sep:
            break
        joined = "and" in sep
        if joined and (last not in ("hundred", "scale") or split or _starts_anew(low, token.end(), total + current)):
            break
        if sep == ", " and (last != "scale" or not GOES_ON.match(low, token.end())):
            break  # "three thousand, two hundred", but "three thousand, two of them children"
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


def _starts_anew(low: str, stop: int, size: int) -> bool:
    """Whether the words after "and" are a number of their own: "two hundred and three hundred"."""
    following = TOKEN.match(low, stop)
    return bool(following and following["word"] == "hundred" and 100 <= size < 1000)


def _fraction_after(low: str, stop: int) -> tuple[int, int] | None:
    match = NEXT_WORD.match(low, stop)
    if match and match[1] in PARTS and match[1] not in ("half", "quarters", "seconds"):
        return PARTS[match[1]], match.end()
    if match and match[1] == "quarters":
        return 4, match.end()
    return None


def _part(low: str, at: int, end: int, word: str, done: int) -> Number | None:
    """A fraction without a numeral: "half of", "a third of"; an ordinal ("a third attack") is none."""
    if not PART_OF.match(low, end) and not (word in ("half", "quarter") and PART_UNIT.match(low, end)):
        return None
    head = low[max(done, at - 4) : at]
    article = A_PART.search(head)
    if word == "half" and HALVES.search(low, max(done, at - 8), at):
        return None
    if (word != "half" and not article) or (PARTS[word] > 2 and word.endswith("s")):
        return None
    start = at - (len(head) - article.start() if article else 0)
    if scale := HALF_AHEAD.match(low, end):
        value = plain(Fraction(1, PARTS[word]) * SCALES[scale[1]])
        return Number(start, scale.end(), value, scaled=SCALES[scale[1]], digits=False)
    return Number(start, end, plain(Fraction(1, PARTS[word])), digits=False, part=True)


def _vague(low: str, at: int, end: int, word: str) -> Number | None:
    least, most = VAGUE[word]
    stop = end
    if (many := OF_VAGUE.match(low, stop)) and word in SCALED_VAGUE:
        unit = VAGUE[many[1]][0] * (VAGUE[many[2]][0] if many[2] else 1)
        least, most, stop = SCALED_VAGUE[word] * unit, SCALED_VAGUE[word] * 10 * unit, many.end()
    elif many and word != "tens":
        unit = VAGUE[many[1]][0]
        least, most, stop = least * unit, most * unit, many.end()
    elif word in ("tens", "scores") and not low.startswith(" of ", stop):
        struck = STRUCK.match(low, stop) or STRIKES.search(
            low, max(0, at - 12), at
        )  # "six were killed and scores injured"
        if word == "tens" or not struck:
            return None
    return Number(at, stop, None, least, most, digits=False)
