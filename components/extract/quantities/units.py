"""Units and currencies around a number, and their conversion to SI base units (pint's, cached)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from components.extract.quantities.forms import plain
from components.extract.quantities.words import word_set
from components.lexicons import lexicon

if TYPE_CHECKING:
    from pint import UnitRegistry

MONEY = "money"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure: ``name`` as Dateline writes it, ``dimension`` what it measures, ``pint`` its name there."""

    name: str
    dimension: str
    pint: str = ""


@cache
def units() -> Mapping[str, Unit]:
    """Every written form of a unit after a number; forms of up to three letters are in their own case, others lower."""
    found: dict[str, Unit] = {}
    for row in lexicon("currencies", "currency", "forms"):
        for form in row["forms"].split("|"):
            if ((form[-1].isalpha() and len(form) > 1) or form in "p₾₭₡元円") and form != "PS":
                found.setdefault(_key(form), Unit(row["currency"], MONEY))
    for row in lexicon("units", "unit", "dimension", "pint", "forms"):
        for form in row["forms"].split("|"):
            found.setdefault(_key(form), Unit(row["unit"], row["dimension"], row["pint"]))
    for form, unit in _prefixed():
        found.setdefault(form, unit)
    for symbol, name in (("€", "euro"), ("£", "pound sterling"), ("$", "dollar"), ("¢", "cent"), ("₽", "ruble")):
        found[symbol] = Unit(name, MONEY)
    found["'"], found["′"] = Unit("foot", "length", "foot"), Unit("foot", "length", "foot")
    found["’"] = found["'"]
    found["″"] = Unit("inch", "length", "inch")
    return found


def _prefixed() -> Iterator[tuple[str, Unit]]:
    """ "picometers", "gigaliters": the units of one word that take the prefixes of the SI, with each of these."""
    takes = word_set("takes prefixes")
    prefixes = [row["prefix"] for row in lexicon("si_prefixes", "prefix")]
    for row in lexicon("units", "unit", "dimension", "pint", "forms"):
        if row["pint"] not in takes:
            continue
        written = {f for f in row["forms"].split("|") if len(f) > 2 and f[0].islower() and not f.startswith("metric")}
        stems = written | {f.removesuffix("s") for f in written if f != "hertz" and len(f) > 3}
        for prefix in prefixes:
            unit = Unit(f"{prefix}{row['unit']}", row["dimension"], f"{prefix}{row['pint']}")
            yield from ((_key(f"{prefix}{stem}"), unit) for stem in stems)


BEFORE_ONLY = frozenset(
    {
        "Rs",
        "Rs.",
        "Ksh",
        "Dh",
        "Dhs",
        "Rp",
        "usd",
        "eur",
        "gbp",
        "aud",
        "cad",
        "jpy",
        "inr",
        "nzd",
        "hkd",
        "cny",
        "rmb",
        "btc",
    }
)
NEVER_APART = frozenset(
    {"ETH", "TRY", "TL", "SOS", "PEN", "COP", "CUP", "MAD", "PS", "TOP", "ALL"}
)  # words, unless glued to digits


@cache
def _symbols() -> tuple[re.Pattern[str], Mapping[str, Unit]]:
    """The currencies that stand before a number, as one pattern ending at the number."""
    forms = {}
    for row in lexicon("currencies", "currency", "forms"):
        for form in row["forms"].split("|"):
            if not form[-1].isalpha() or form.isupper() or form in BEFORE_ONLY:
                forms[form.replace(" ", "")] = Unit(row["currency"], MONEY)
    listed = "|".join(
        re.escape(f[0]) + re.escape(f[1:]).replace(r"\$", r"[ ]?\$") for f in sorted(forms, key=len, reverse=True)
    )
    return re.compile(rf"(?<![A-Za-z$€£])({listed})[ \u00a0]?$"), forms


@cache
def _tails() -> frozenset[str]:
    """The words and signs that currencies before a number end in."""
    return frozenset(form for form in _symbols()[1] if form.isalpha())


def _key(form: str) -> str:
    return form if len(form) <= 3 else form.lower().replace("-", " ")


BEFORE = 8
WORD = re.compile(
    r"[ \u00a0]?-?[ \u00a0]?([^\W\d_][^\W\d_²³./$-]*(?:[²³./$-][^\W\d_²³./$-]*)*[23]?(?![\w])|[°º%$€£¢'’′″₾₭₡][A-Za-z]?(?![A-Za-z])|[°º] ?[CF]\b)"
)
FIRST = re.compile(r"[ \u00a0]?-?[ \u00a0]?([^\W\d_²³]+|[°º%$€£¢'’′″₾₭₡])")


def currency_before(text: str, start: int) -> tuple[Unit, int] | None:
    """The currency that stands before the number at ``start``, and where it begins: "US$", "€", "RM"."""
    head = text[max(0, start - BEFORE) : start]
    last = head[head.rfind(" ", 0, -1) + 1 :].rstrip(" ")
    if not last or (last.isalpha() and last not in _tails()):
        return None
    pattern, forms = _symbols()
    match = pattern.search(head)
    if not match or (match[1] in NEVER_APART and head[-1] == " "):
        return None
    return forms[match[1].replace(" ", "")], start - len(head) + match.start()


def unit_after(text: str, stop: int, digits: bool = True) -> tuple[Unit, int] | None:
    """The unit that follows a number ending at ``stop``, longest form first, and where it ends."""
    first = FIRST.match(text, stop)
    if not first or first[1].lower() not in _firsts():
        return None
    known = units()
    words: list[tuple[str, int]] = []
    at = stop
    while len(words) < 4 and (match := WORD.match(text, at)):
        words.append((match[1], match.end()))
        at = match.end()
        if match[1][-1:] in "%°'" or (at < len(text) and text[at] in ",;)("):
            break
    for count in range(len(words), 0, -1):
        form = " ".join(w for w, _ in words[:count])
        for trimmed, cut in _trims(form):
            found = known.get(trimmed) or (
                known.get(trimmed.lower().replace("-", " "))
                if len(trimmed) > 3 or trimmed.lower() in ANY_CASE
                else None
            )
            if found and _fits(text, stop, trimmed, words[count - 1][1] - cut, digits, found):
                return found, words[count - 1][1] - cut
    return None


@cache
def _firsts() -> frozenset[str]:
    """What the forms of units begin with, up to the first sign that is no letter: most words after a number are none."""
    found = (FIRST.match(form) for form in units())
    return frozenset(first[1].lower() for first in found if first)


ANY_CASE = frozenset({"mph", "kph", "bhp", "rpm", "mpg", "yen", "yard", "ft", "kg", "km", "mm", "cm", "hp"})


def _trims(form: str) -> list[tuple[str, int]]:
    """The form itself, without a full stop at its end, and without a hyphenated tail ("kilometre-long")."""
    out = [(form, 0)]
    bare = form.rstrip(".-/")
    if bare != form:
        out.append((bare, len(form) - len(bare)))
    for mark in "-/":
        if mark in bare.rpartition(" ")[2]:  # in the last word: "km/h and" is no km
            tail, head = bare.rsplit(mark, 1)[0], bare.split(mark)[0]
            out += [(tail, len(form) - len(tail)), (head, len(form) - len(head))]
    return out


ALONE = word_set("letters alone")  # letters that are units also after a blank
NEXT_DIGIT = re.compile(r" ?\d")
NEXT_MONEY = re.compile(r" \d[\d.,]* ?(?:[$€£]|cents?\b|pence\b)")  # "10 $ 30 cents"
JOINED = re.compile(r"[-.&/+]?\w")
SECONDS = re.compile(r" ?(?:1[2-9]|[2-9]\d)")  # 5'30" is no length
FEET = re.compile(r"\d{1,2}[”\"″]| (?:tall|high|long|wide|deep)\b")  # else a quotation ends: "‘about 30’"
NOT_WON = re.compile(r" (?:the|a|an|by|in|his|her|their|seats|gold|over|back|more)\b")


def _fits(text: str, stop: int, form: str, end: int, digits: bool, unit: Unit) -> bool:
    """Whether a form means the unit here: one letter only at digits, "in." never the preposition, "3 USD50" no dollars."""
    gap = text[stop : stop + 1].isspace()
    if unit.dimension == MONEY and gap and NEXT_DIGIT.match(text, end) and not NEXT_MONEY.match(text, end):
        return form.islower() and form not in BEFORE_ONLY  # "15 dollars 50"
    if form == "’":
        return digits and not gap and FEET.match(text, end) is not None
    if form == "'":
        return digits and not gap and not text[end : end + 1].isalpha() and not SECONDS.match(text, end)
    if form in ("C", "F"):
        return (
            digits
            and (text[stop - 2 : stop - 1].isdigit() or text[stop - 2 : stop - 1] in ".-−")
            and not JOINED.match(text, end)
        )
    if len(form) == 1 and form.isalpha() and form.isascii():
        return digits and (not gap or form in ALONE)
    if form == "in.":
        return digits and (not gap or text.startswith(" of ", end) or text[end : end + 1] in ",)")
    if form == "won":
        return gap and not NOT_WON.match(text, end)
    if form in ("MP", "PS"):
        return digits and (not gap or form == "PS")
    if form == "pm":
        return False
    if form == "second" and not digits:
        return False
    return digits or len(form) > 2 or form in ("%", "km", "kg", "cm", "mm", "pc")


@cache
def _registry() -> UnitRegistry[Any]:
    import pint  # half a second: only where a conversion is asked for

    registry: UnitRegistry[Any] = pint.UnitRegistry(cache_folder=None)
    registry.define("mach = 340.29 * meter / second")  # at sea level, International Standard Atmosphere
    return registry


@cache
def _linear(name: str) -> tuple[float, float, str] | None:
    """(factor, offset, SI unit) of a unit that converts: si = factor * value + offset."""
    registry = _registry()
    try:
        zero, one = (registry.Quantity(v, registry.parse_units(name)).to_base_units() for v in (0.0, 1.0))
    except Exception as error:  # pint raises a family of errors, and its parser others: the lexicon's unit is wrong
        raise ValueError(f"data/lexicons/units.tsv: pint does not know {name!r}") from error
    return float(one.magnitude - zero.magnitude), float(zero.magnitude), str(one.units)


SI_NAMES = {
    "kilogram * meter ** 2 / second ** 2": "joule",
    "kilogram * meter ** 2 / second ** 3": "watt",
    "meter / second": "meter per second",
    "meter ** 2": "square meter",
    "meter ** 3": "cubic meter",
    "1 / second": "hertz",
    "radian": "radian",
    "meter ** 3 / second": "cubic meter per second",
    "kilogram / second": "kilogram per second",
    "kilogram / meter ** 3": "kilogram per cubic meter",
    "kilogram / meter ** 2": "kilogram per square meter",
}


@cache
def _pint_names() -> Mapping[str, str]:
    return {r["unit"]: r["pint"] for r in lexicon("units", "unit", "dimension", "pint", "forms") if r["pint"]}


def si_unit(pint_name: str) -> str | None:
    """The SI base unit that a pint unit converts to, None where it does not."""
    if not pint_name:
        return None
    return (found := _linear(pint_name)) and SI_NAMES.get(found[2], found[2])


def to_si(value: float | int | None, pint_name: str) -> float | int | None:
    """A value in SI base units, rounded to 12 digits: 125 miles are 201168 meters."""
    if value is None or not pint_name or (found := _linear(pint_name)) is None:
        return None
    return plain(value * found[0] + found[1])


def in_si(
    unit: str | None, value: float | int | None, low: float | int | None, high: float | int | None
) -> dict[str, float | int | str]:
    """Amounts of a unit as figures hold them in SI base units; {} where the unit does not convert.

    >>> in_si("mile", 125, 125, None)
    {'value_si': 201168, 'low_si': 201168, 'unit_si': 'meter'}
    """
    pint_name = _pint_names().get(unit or "", "")
    found = {"value_si": to_si(value, pint_name), "low_si": to_si(low, pint_name), "high_si": to_si(high, pint_name)}
    known: dict[str, float | int | str] = {name: amount for name, amount in found.items() if amount is not None}
    base = si_unit(pint_name)
    return {**known, "unit_si": base} if known and base else {}
