"""Numbers, units, currencies and bounds of a text put together into quantities; years and names left out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import replace

from components.extract.markup import bare, marks
from components.extract.quantities import bounds
from components.extract.quantities.ages import age
from components.extract.quantities.compounds import join_compounds
from components.extract.quantities.forms import Number, lowered, plain
from components.extract.quantities.masks import masked, names
from components.extract.quantities.numbers import numbers
from components.extract.quantities.quantity import Quantity, limits
from components.extract.quantities.ranges import join_ranges, join_shares, share_units
from components.extract.quantities.rates import rated, rates_after
from components.extract.quantities.signs import usual
from components.extract.quantities.units import MONEY, Unit, currency_before, unit_after
from components.extract.quantities.years import NOUN_AFTER, is_year
from components.model import Bound

__all__ = ["Quantity", "scan"]


def scan(text: str, start: int = 0, end: int | None = None) -> list[Quantity]:
    """The quantities of ``text[start:end]`` in order.

    >>> text = "at least 94,000 people and 125 miles"
    >>> [(text[q.start:q.end], q.value, q.unit) for q in scan(text)]
    [('at least 94,000', 94000, None), ('125 miles', 125, 'mile')]
    """
    piece = usual(text[start:end])
    if not (spans := marks(piece)):
        return [_moved(q, start) for q in _scan(piece)] if start else _scan(piece)
    piece, place = bare(piece, spans)
    return [_moved(_placed(q, place), start) for q in _scan(piece)]


def _scan(piece: str) -> list[Quantity]:
    low = lowered(piece)
    spans = masked(low)
    ends = [b for _, b in spans]
    found: list[Quantity] = []
    done = 0
    for number in numbers(piece, low):
        if number.start < done:
            continue
        at = bisect_left(ends, number.start + 1)
        if at < len(spans) and spans[at][0] < number.end and not _apart(number, spans[at]):
            done = max(done, spans[at][1])
            continue
        dated = at > 0 and spans[at - 1][1] == number.start - 1
        if named := names(piece, low, number.start, number.end, number.digits, dated):
            done = max(done, named)
            continue
        quantity = _quantity(piece, low, number, done)
        if quantity is not None:
            found.append(quantity)
            done = quantity.end
    if singles := _singles(low, found):
        found = sorted((*found, *singles), key=lambda q: q.start)
    return rates_after(piece, low, join_ranges(low, share_units(low, join_compounds(low, join_shares(low, found)))))


def _placed(q: Quantity, place: Callable[[int], int]) -> Quantity:
    """The quantity of a text without marks where it stands in the text with them."""
    return replace(
        q,
        start=place(q.start),
        end=place(q.end - 1) + 1,
        num_start=place(q.num_start),
        num_end=place(q.num_end - 1) + 1,
    )


def _moved(q: Quantity, by: int) -> Quantity:
    return replace(q, start=q.start + by, end=q.end + by, num_start=q.num_start + by, num_end=q.num_end + by)


_ONE = "hour|minute|second|day|week|month|year|decade|century|mile|kilomet(?:er|re)|ton|tonne|fortnight|kilo|pound|foot"
SINGLE = re.compile(
    rf"(?:less than|more than|at least|nearly|almost|up to|just over|just under|well over) (an?) (?:{_ONE})\b"
)
HALF = re.compile(r" and an? (half|quarter)\b(?!-)")
ONE_AND = re.compile(rf"(?<![^\W_])(an?) (?:{_ONE})\Z")


def _singles(low: str, found: list[Quantity]) -> list[Quantity]:
    """ "Less than an hour": one of a unit, where a bound makes an amount of it; "an hour and a half" is one and a half."""
    taken = {q.start for q in found}
    out: list[Quantity] = []
    ones = [
        (m.start(1), m.end(1), m.end(), 1.0)
        for m in SINGLE.finditer(low)
        if not low[m.start() - 1 : m.start()].isalnum()
    ]
    for half in HALF.finditer(low):
        if one := ONE_AND.search(low, max(0, half.start() - 16), half.start()):
            ones.append((one.start(), one.end(1), half.end(), 1.5 if half[1] == "half" else 1.25))
    done = 0
    for start, stop, end, amount in sorted(ones, key=lambda one: (one[0], -one[2])):
        unit = unit_after(low, stop, digits=False)
        front = bounds.before(low, start)
        begin = front[1] if front else start
        if start < done or unit is None or begin in taken:
            continue
        value, bound = plain(amount), front[0] if front else "exact"
        named, done = age(low, begin, end, unit[0], value)
        if named is None:
            continue
        least, most = limits(value, bound)
        out.append(
            Quantity(
                begin,
                done,
                start,
                stop,
                value,
                least,
                most,
                bound,
                named.name,
                named.dimension,
                named.pint,
                digits=False,
            )
        )
    return out


def _apart(number: Number, span: tuple[int, int]) -> bool:
    """A mask that only touches the number's end, or one that the number fully contains, does not hide it."""
    return number.start < span[0] and number.end >= span[1] and number.scaled > 1


HALF_A = re.compile(r"[ ](?:an?|of an?)(?=[ ])")
ABROAD = re.compile(r" (?:US|U\.S\.|USD|AUD)(?![\w$])")
STERLING = Unit("pound sterling", MONEY)
MACH = Unit("mach", "speed", "mach")


def _quantity(text: str, low: str, number: Number, floor: int) -> Quantity | None:
    begin, stop, value, scaled, digits = number.start, number.end, number.value, number.scaled, number.digits
    if max(value or 0, number.high or 0) > LARGEST:
        return None
    currency = (currency_before(text, begin) or _rand(text, number)) if digits else None
    if (
        digits
        and currency is None
        and text[begin - 1 : begin] in ("-", "−")
        and MINUS_SUM.search(text, max(0, begin - 3), begin)
    ):
        currency, value = currency_before(text, begin - 1), -(value or 0)  # "$-5 million"
    if currency and currency[1] < floor:
        currency = None  # "10 $ 30 cents"
    if currency is None and begin and ((before := text[begin - 1]).isalnum() or before == "_"):
        return None
    unit: Unit | None = None
    end = stop
    found = unit_after(text, stop, digits)
    if number.part and not found and (article := HALF_A.match(low, stop)):
        found = unit_after(text, article.end(), digits)
    if found is None and digits and (low[stop : stop + 1] in ("(", "{") or low[stop : stop + 2] in (" (", " {")):
        found = _bracketed(text, stop)
    if number.glued and (factor := _glued(text, number, currency is not None)):
        stop += len(number.glued)
        value, scaled = plain((value or 0) * factor), factor
        found = unit_after(text, stop, digits)
    if digits and not (found and found[1] > stop) and ((after := text[stop : stop + 1]).isalnum() or after == "_"):
        return None
    if currency:
        unit, begin = currency
        end = stop
        if found and found[0].dimension == MONEY:
            unit, end = found if found[0].name != "dollar" or unit.name == "dollar" else (unit, found[1])
        elif tail := ABROAD.match(text, stop):
            end = tail.end()
    elif found:
        unit, end = found
        if unit.name == "pound" and unit.dimension == "mass" and _money_pounds(low, begin, end, scaled):
            unit = STERLING
    elif low[begin] == "." and (bore := BORE.match(low, stop)):
        unit, end = INCH, bore.end()
    elif scale := _on_scale(low, begin, stop, value):
        unit, begin, end = *scale, stop
    fold = FOLD.match(low, stop) if unit is None else None
    if fold:
        return _multiple(low, number, fold.end(), floor)
    if unit is None and low[stop : stop + 1] == "/" and low[stop + 1 : stop + 2].isalpha():
        return None  # "24/h"
    if unit is None and (is_year(text, low, number) or _computed(text, begin, stop) or _itemised(text, begin, stop)):
        return None
    end = max(stop, end)
    begin, value = _negative(low, begin, value, unit, floor)
    if value is not None and unit and unit.dimension in ("temperature", "angle") and (zero := BELOW.match(low, end)):
        value, end = -abs(value), zero.end()
    if value is not None and _of_heat(low, begin, end, unit, value):
        unit = HEAT
    unit, end = age(low, begin, end, unit, value)
    if unit:
        unit, end = rated(text, unit, end)
    begin, end, bound = _bounded(low, begin, end, stop, floor, value is None)
    least, most = limits(value, bound) if value is not None else (number.low, number.high)
    return Quantity(
        begin,
        end,
        number.start,
        stop,
        value,
        least,
        most,
        bound,
        unit.name if unit else None,
        unit.dimension if unit else None,
        unit.pint if unit else "",
        part=number.part,
        scaled=scaled,
        digits=digits,
    )


FOLD = re.compile(r"[- ]?fold\b")


def _multiple(low: str, number: Number, end: int, floor: int) -> Quantity | None:
    """ "More than sixfold", "a 10-fold rise": how many times as much."""
    if number.value is None:
        return None
    begin, _, bound = _bounded(low, number.start, end, end, floor, vague=False)
    least, most = limits(number.value, bound)
    return Quantity(
        begin,
        end,
        number.start,
        number.end,
        number.value,
        least,
        most,
        bound,
        dimension="multiple",
        digits=number.digits,
    )


def _on_scale(low: str, begin: int, stop: int, value: float | int | None) -> tuple[Unit, int] | None:
    """A number on a scale that is told before it or by what it measures: "Mach 2", "magnitude 6.8", "a 6.8 quake"; and where
    that begins."""
    if low[max(0, begin - 5) : begin] in ("mach ", "mach-") and not low[max(0, begin - 6) : begin - 5].isalnum():
        return MACH, begin - 5
    if value is None or not 0 < value < 10:
        return None
    if low[begin - 1 : begin] in (" ", "-") and (match := RICHTER.search(low, max(0, begin - 32), begin)):
        return MAGNITUDE, begin if match[1] else match.start()
    return (MAGNITUDE, begin) if isinstance(value, float) and QUAKE.match(low, stop) else None


INCH = Unit("inch", "length", "inch")
BORE = re.compile(  # "a .50-caliber machine gun", "a .38 revolver": hundredths of an inch
    r"[ -]cali(?:ber|bre)\b|(?=[ -](?:revolver|pistol|rifle|handgun|carbine|magnum|bullet|round|ammunition|semi-?automatic|gun)s?\b)"
)
MAGNITUDE = Unit("magnitude", "magnitude")
RICHTER = re.compile(r"\bmagnitude[ -]((?:of |was |at )?(?:(?:about|around|nearly|over|up to|more than|at least) )?)\Z")
QUAKE = re.compile(r"[ -](?:[a-z]+ )?(?:earthquake|quake|tremor|temblor|aftershock)\b")
BELOW = re.compile(r" below zero\b")
MINUS_SUM = re.compile(r"[$€£¥] ?[-−]\Z")
LARGEST = 10**18  # what lies beyond fits no column and is no amount of the news
NEGATIVE = frozenset({"temperature", "percentage", "angle"})  # where a hyphen right before the digits is a minus
ITEM = re.compile(r" ?\)(?! ?[,.;])")
SUM = re.compile(r"[+=]\d")


def _computed(text: str, begin: int, stop: int) -> bool:
    """Whether the number is a piece of a formula: "=1+1", "id=45"."""
    before = text[begin - 1 : begin]
    return (
        before == "=" or (before == "+" and text[begin - 2 : begin - 1].isdigit()) or SUM.match(text, stop) is not None
    )


def _bracketed(text: str, stop: int) -> tuple[Unit, int] | None:
    """ "20 (kg)": a unit in brackets; one letter is more often something else."""
    at = stop + (2 if text[stop] == " " else 1)
    found = unit_after(text, at)
    if found is None or found[1] - at < 2 or text[found[1] : found[1] + 1] not in (")", "}"):
        return None
    return found[0], found[1] + 1


def _itemised(text: str, begin: int, stop: int) -> bool:
    """Whether the number counts the items of a list: "1) …, 2) …"."""
    if stop - begin > 2 or not ITEM.match(text, stop):
        return False
    return text.rfind("(", max(0, begin - 80), begin) <= text.rfind(")", max(0, begin - 80), begin)


def _rand(text: str, number: Number) -> tuple[Unit, int] | None:
    """ "R5 million", "R1,200": South African rand, where the amount is no single small number."""
    at = number.start - 1
    if at < 0 or text[at] != "R" or (at and text[at - 1].isalnum()):
        return None
    return (Unit("rand", MONEY), at) if number.scaled > 1 or "," in text[number.start : number.end] else None


def _negative(
    low: str, begin: int, value: float | int | None, unit: Unit | None, floor: int
) -> tuple[int, float | int | None]:
    """ "Minus four", "-12 °C"; "71 minus 31" is a sum, and a hyphen is a minus only before degrees and percentages."""
    if value is None or begin <= floor or low[begin - 1] not in SIGNED:
        return begin, value
    match = MINUS.search(low[max(floor, begin - 7) : begin])
    if match and (unit is None or unit.dimension == MONEY) and match[0] in "-−" and MINUS_AFTER.match(low, begin - 3):
        return begin - 1, -value  # "a change of -5 seats": never five
    if not match or not (match[0] == "minus " or (unit and unit.dimension in NEGATIVE)):
        return begin, value
    if match[0][-1] == " " and match[0] != "minus " and unit and unit.dimension != "temperature":
        return begin, value  # "- 5 %" is an item of a list
    if match[0] == "minus " and low.endswith("plus or ", floor, begin - 6):
        return begin, value
    at = begin - len(match[0])
    return (begin, value) if floor and not low[floor:at].strip() else (at, -value)


DEGREE = Unit("degree", "angle", "degree")
HEAT = Unit("degree", "temperature")  # of which scale is not said, so it does not convert
WARM = re.compile(
    r"\b(?:temperatures?|heat|heatwave|hot|warm\w*|cold\w*|cool\w*|fever|freezing|frost|mercury|thermometers?|weather)\b"
)


def _of_heat(low: str, begin: int, end: int, unit: Unit | None, value: float | int) -> bool:
    """Whether degrees, or a bare "minus four", tell a temperature: by their sign or by a word close by."""
    if unit != DEGREE and not (unit is None and value < 0):
        return False
    return (unit is not None and value < 0) or WARM.search(low, max(0, begin - 60), end + 30) is not None


SIGNED = frozenset("-− ")
MINUS_AFTER = re.compile(
    r"(?:[^\W\d_]|[,;:]) |.\("
)  # before a minus: after a digit or at the start of a line it is a dash
MINUS = re.compile(r"(?<![^\W_])minus \Z|(?<![^\s(])[-−][ ]?\Z")


def _glued(text: str, number: Number, money: bool) -> int:
    """The scale of a letter right after digits, 0 where it is a unit: "$5m" and "5m people" but "5m deep"."""
    letter, stop = number.glued, number.end + len(number.glued)
    if money:
        return {"k": 1000, "m": 10**6, "mm": 10**6, "b": 10**9, "t": 10**12}.get(letter.lower(), 0)
    if letter.lower() == "k":
        return 1000
    following = unit_after(text, stop)
    if (
        following
        and following[0].dimension in (MONEY, "volume")
        and text[stop : stop + 1] == " "
        and letter in ("m", "b", "M", "B")
    ):
        return 10**6 if letter in "mM" else 10**9
    if letter in ("m", "M", "b", "bn", "B") and NOUN_AFTER.match(text, stop):
        return 10**6 if letter in "mM" else 10**9
    return 10**6 if letter == "M" else 0


MONEY_NEAR = re.compile(
    r"\b(?:cost|costs|paid|pay|pays|worth|price|fine[ds]?|spen[dt]|earn\w*|salary|fee|debt|tax|fund|invest\w*|sold|sell|bill|budget|loan|bid|deal|profit|sales|revenue)\b"
)
GOODS = re.compile(r" of (?:explosive|cocaine|heroin|drug|fish|beef|waste|plastic|bomb)")


def _money_pounds(low: str, begin: int, end: int, scaled: int) -> bool:
    if scaled >= 10**6:
        return not GOODS.match(low, end)
    return bool(MONEY_NEAR.search(low[max(0, begin - 40) : begin])) and not low.startswith(" of", end)


ODD_TAIL = re.compile(r"\+(?![\d+])|-(?:odd|plus|something)\b")


def _bounded(low: str, begin: int, end: int, stop: int, floor: int, vague: bool) -> tuple[int, int, Bound]:
    """Start, end and bound of the quantity ``low[begin:end]``, whose number ends at ``stop``."""
    front = bounds.before(low, begin, floor)
    if vague:
        if front and front[0] in ("at_least", "more_than", "at_most", "less_than", "about"):
            begin = front[1]
        return begin, end, "vague"
    if front:
        odd = ODD_TAIL.match(low, end) if end == stop else None  # "some 30-odd", "about 100+"
        return front[1], odd.end() if odd else end, front[0]
    back = bounds.after(low, end) or (bounds.after(low, stop) if stop != end else None)
    if back:
        return begin, max(end, back[1]), back[0]
    return begin, end, "exact"
