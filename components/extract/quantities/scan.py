"""Numbers, units, currencies and bounds of a text put together into quantities; ranges joined; years and names left out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from components.extract.quantities import bounds
from components.extract.quantities.masks import masked, names
from components.extract.quantities.numbers import Number, numbers, plain
from components.extract.quantities.units import MONEY, Unit, currency_before, per_after, unit_after
from components.model import Bound

YEARS = range(1400, 2101)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what belongs to it: ``start`` to ``end`` from bound word to unit, ``num_start`` to ``num_end`` the number
    alone. ``dimension`` says what the unit measures ("length", "money", "age"), None for a bare number."""

    start: int
    end: int
    num_start: int
    num_end: int
    value: float | int | None
    low: float | int | None
    high: float | int | None
    bound: Bound
    unit: str | None = None
    dimension: str | None = None
    pint: str = ""
    part: bool = False
    scaled: int = 1
    old: str | None = None  # of a revision: "up from" before it
    digits: bool = True


def scan(text: str, start: int = 0, end: int | None = None) -> list[Quantity]:
    """The quantities of ``text[start:end]`` in order.

    >>> [(text[q.start:q.end], q.value, q.unit) for q in scan(text := "at least 94,000 people and 125 miles")]
    [('at least 94,000', 94000, None), ('125 miles', 125, 'mile')]
    """
    end = len(text) if end is None else end
    piece = text[start:end]
    spans = masked(piece)
    ends = [b for _, b in spans]
    found: list[Quantity] = []
    done = 0
    for number in numbers(piece):
        if number.start < done:
            continue
        at = bisect_left(ends, number.start + 1)
        if at < len(spans) and spans[at][0] < number.end and not _apart(number, spans[at]):
            done = max(done, spans[at][1])
            continue
        if named := names(piece, number.start, number.end, number.digits):
            done = max(done, named)
            continue
        quantity = _quantity(piece, number, done)
        if quantity is not None:
            found.append(quantity)
            done = quantity.end
    joined = _ranges(piece, _hanging(piece, sorted((*found, *_single(piece, found)), key=lambda q: q.start)))
    if start:
        return [
            replace(
                q, start=q.start + start, end=q.end + start, num_start=q.num_start + start, num_end=q.num_end + start
            )
            for q in joined
        ]
    return joined


SINGLE = re.compile(
    r"(?<![^\W_])(less than|more than|at least|nearly|almost|up to|just over|just under|well over) (an?) (hour|minute|second|day|week|month|year|decade|century|mile|kilomet(?:er|re)|ton|tonne|fortnight)\b",
    re.IGNORECASE,
)


def _single(text: str, found: list[Quantity]) -> list[Quantity]:
    """ "less than an hour": one of a unit, where a bound makes an amount of it."""
    taken = {q.start for q in found}
    out = []
    for match in SINGLE.finditer(text):
        unit = unit_after(text, match.end(2), digits=False)
        front = bounds.before(text, match.start(2))
        if unit and front and front[1] not in taken:
            one = Quantity(
                front[1],
                match.end(),
                *match.span(2),
                1,
                1,
                1,
                "exact",
                unit[0].name,
                unit[0].dimension,
                unit[0].pint,
                digits=False,
            )
            out.append(set_bound(one, front[0]))
    return out


def _apart(number: Number, span: tuple[int, int]) -> bool:
    """A mask that only touches the number's end, or one that the number fully contains, does not hide it."""
    return number.start < span[0] and number.end >= span[1] and number.scaled > 1


RAND = re.compile(r"(?<![^\W_])R$")
HALF_A = re.compile(r"[ ](?:an?|of an?)(?=[ ])")
NOUN_AFTER = re.compile(
    r"[ \u00a0](?!(?:is|was|has|this|as|its|plus|versus|us|across|less|his|yes|does|yards|years|always|towards|afterwards|besides|perhaps)\b)(?:people|men|women|children|police|troops|personnel|(?:[a-z]+[ -]){0,2}[a-z]+s)\b"
)
PERSONS_AFTER = re.compile(
    r"[ \u00a0](?:[a-z]+[ -]){0,1}(?:people|men|women|children|troops|personnel|soldiers|civilians|fighters|refugees|families|houses|homes|members|jobs|employees|workers|police|officers|prisoners|residents|villagers|students|deaths|vehicles|rockets|missiles|tanks|shells|units|points|homes|tests|votes|meters|metres)\b"
)


def _quantity(text: str, number: Number, floor: int) -> Quantity | None:
    currency = currency_before(text, number.start) if number.digits else None
    if (
        currency is None
        and number.digits
        and RAND.search(text[max(0, number.start - 3) : number.start])
        and (number.scaled > 1 or "," in text[number.start : number.end])
    ):
        currency = Unit("rand", MONEY), number.start - 1
    if currency is None and number.start and (text[number.start - 1].isalnum() or text[number.start - 1] in "_"):
        return None
    stop, value, scaled = number.end, number.value, number.scaled
    unit, unit_end = None, stop
    found = unit_after(text, stop, number.digits)
    if number.part and not found and (article := HALF_A.match(text, stop)):
        found = unit_after(text, article.end(), number.digits)
    if number.glued:
        factor = _glued(text, number, currency is not None, found)
        if factor:
            stop = number.end + len(number.glued)
            value, scaled = plain((value or 0) * factor), factor
            found = unit_after(text, stop, number.digits)
    if (
        number.digits
        and stop < len(text)
        and (text[stop].isalnum() or text[stop] == "_")
        and not (found and found[1] > stop)
    ):
        return None
    begin = number.start
    if currency:
        unit, begin = currency
        unit_end = stop
        if found and found[0].dimension == MONEY:
            unit, unit_end = found if found[0].name != "dollar" or unit.name == "dollar" else (unit, found[1])
        elif tail := re.compile(r" (?:US|U\.S\.|USD|AUD)(?![\w$])").match(text, stop):
            unit_end = tail.end()
    elif found:
        unit, unit_end = found
    elif mach := re.search(r"(?<![^\W_])mach[ -]$", text[max(0, begin - 5) : begin], re.IGNORECASE):
        unit, begin = Unit("mach", "speed", "mach"), begin - len(mach[0])
        unit_end = stop
    if (
        unit is not None
        and unit.dimension == "mass"
        and unit.name == "pound"
        and _money_pounds(text, begin, unit_end, scaled)
    ):
        unit = Unit("pound sterling", MONEY)
    if unit is None and _year(text, number):
        return None
    made = Quantity(
        begin,
        max(stop, unit_end),
        number.start,
        stop,
        value,
        number.low,
        number.high,
        "vague" if value is None else "exact",
        part=number.part,
        scaled=scaled,
        digits=number.digits,
    )
    if unit is not None:
        made = replace(made, unit=unit.name, dimension=unit.dimension, pint=unit.pint)
    made = _negative(text, made, floor)
    made = _age(text, made)
    made = _compound(text, made)
    return _bounded(text, made, floor)


MINUS = re.compile(r"(?<![^\W_])minus $|(?<![^\s(])[-−]$", re.IGNORECASE)


def _negative(text: str, made: Quantity, floor: int) -> Quantity:
    """ "Minus four", "-12 °C"; "71 minus 31" is a sum, and a hyphen is a minus before a temperature alone."""
    head = max(floor, made.start - 7)
    match = MINUS.search(text[head : made.start])
    if not match or made.value is None or (floor and not text[floor : head + match.start()].strip()):
        return made
    if match[0] in "-−" and made.dimension != "temperature":
        return made
    return replace(made, start=head + match.start(), value=-made.value)


def _glued(text: str, number: Number, money: bool, found: tuple[Unit, int] | None) -> int:
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
    r"\b(?:cost|costs|paid|pay|pays|worth|price|fine[ds]?|spen[dt]|earn\w*|salary|fee|debt|tax|fund|invest\w*|sold|sell|bill|budget|loan|bid|deal|profit|sales|revenue)\b",
    re.IGNORECASE,
)


def _money_pounds(text: str, begin: int, end: int, scaled: int) -> bool:
    if scaled >= 10**6:
        return not re.match(r" of (?:explosive|cocaine|heroin|drug|fish|beef|waste|plastic|bomb)", text[end : end + 14])
    return bool(MONEY_NEAR.search(text[max(0, begin - 40) : begin])) and not re.match(r" of\b", text[end : end + 3])


BEFORE_YEAR = re.compile(
    r"(?<![^\W_])(?:in|since|from|by|until|till|of|the|during|between|before|after|early|late|mid|year|back|for|on|to|through|and|around|circa|spring|summer|autumn|fall|winter|season|christmas|a|an|its|his|their|last|that|this)[ \n]$",
    re.IGNORECASE,
)
CLEAR_YEAR = re.compile(
    r"(?<![^\W_])(?:in|since|until|till|during|before|early|late|mid|year|back|spring|summer|autumn|winter|the|a|an|its|his|their|that|this|of|from|by|after|for)[ \n]$",
    re.IGNORECASE,
)


def _year(text: str, number: Number) -> bool:
    """Whether a bare number of four digits is a year."""
    if (
        not number.digits
        or number.end - number.start != 4
        or number.scaled != 1
        or not isinstance(number.value, int)
        or number.value not in YEARS
    ):
        return False
    if re.match(r"[ ]?[-–][ ]?\d{4} [A-Za-z]+s\b", text[number.end : number.end + 24]):
        return False
    head = text[max(0, number.start - 12) : number.start]
    if 1900 <= number.value < 2100:
        return bool(CLEAR_YEAR.search(head)) or not PERSONS_AFTER.match(text, number.end)
    return (bool(BEFORE_YEAR.search(head)) and not NOUN_AFTER.match(text, number.end)) or (
        head[-2:] == ", "
        and bool(re.search(r"\d\d?, $|[a-z], $", head))
        and not NOUN_AFTER.match(text, number.end)
        and text[number.end : number.end + 1] in ",.)"
    )


OLD = re.compile(r"[ -]?olds?\b| of age\b|[ ]?y/?o\b", re.IGNORECASE)
AGED = re.compile(
    r"(?<![^\W_])(?:aged|ages?|age of|aged between|aged from|ages of|between the ages of|turned|turning|(?:under|over|below|above) the age of)[ ]$",
    re.IGNORECASE,
)
YO = re.compile(r"[ -]?(?:yo|y/o|y\.o\.|yrs old|y\.o)\b", re.IGNORECASE)
GROUP = re.compile(r"-?(?:year-?olds?|s)\b")


def _age(text: str, made: Quantity) -> Quantity:
    if (
        made.dimension == "time"
        and made.unit in ("year", "month", "week", "day")
        and (old := OLD.match(text, made.end))
    ):
        unit = "year of age" if made.unit == "year" else made.unit
        return replace(made, unit=unit, dimension="age", end=old.end(), pint="")
    if (
        made.unit == "year"
        and AGED.search(text[max(0, made.start - 24) : made.start])
        and text[max(0, made.start - 4) : made.start].lower() != "age "
    ):
        return replace(made, unit="year of age", dimension="age", pint="")
    if made.dimension is None and (yo := YO.match(text, made.end)):
        return replace(made, unit="year of age", dimension="age", end=yo.end())
    if (
        made.dimension is None
        and made.value is not None
        and AGED.search(text[max(0, made.start - 24) : made.start])
        and (made.value < 130)
    ):
        return replace(made, unit="year of age", dimension="age")
    return made


def _compound(text: str, made: Quantity) -> Quantity:
    """ "$80 per sq m", "800,000 barrels a day": a unit per another, where the parts are money or measures."""
    if made.dimension in (None, "age", "time", "percentage", "speed", "angle") or made.dimension == "percentage point":
        return made
    per = per_after(text, made.end)
    return replace(made, unit=f"{made.unit} per {per[0]}", end=per[1], pint="") if per else made


def _bounded(text: str, made: Quantity, floor: int) -> Quantity:
    front = bounds.before(text, made.start, floor)
    back = bounds.after(text, made.end) or (bounds.after(text, made.num_end) if made.num_end != made.end else None)
    if front and made.bound == "vague":
        front = front if front[0] in ("at_least", "more_than", "at_most", "less_than", "about") else None
        return replace(made, start=front[1]) if front else made
    if front:
        return replace(set_bound(made, front[0]), start=front[1])
    if back:
        return replace(set_bound(made, back[0]), end=max(made.end, back[1]))
    return set_bound(made, made.bound)


def set_bound(made: Quantity, bound: Bound) -> Quantity:
    """The quantity with value, low and high as the bound says (DESIGN.md)."""
    if made.value is None:
        return made
    value = made.value
    low = value if bound in ("exact", "at_least", "more_than") else None
    high = value if bound in ("exact", "at_most", "less_than") else None
    return replace(made, bound=bound, low=low, high=high)


HANGING = re.compile(r"-,? ?(?:(?:or|and|to) )?")


def _hanging(text: str, found: list[Quantity]) -> list[Quantity]:
    """ "a 7- or 8-inch screen": the first number takes the unit of the second."""
    for i in range(len(found) - 2, -1, -1):
        a, b = found[i], found[i + 1]
        if (
            a.unit is None
            and b.unit is not None
            and a.bound == "exact"
            and HANGING.fullmatch(text[a.end : b.start])
            and text[a.end] == "-"
            and " " in text[a.end : b.start]
        ):
            found[i] = replace(a, unit=b.unit, dimension=b.dimension, pint=b.pint)
    return found


JOIN = re.compile(r"[ ]?(?:-|–|—|−)[ ]?|[ -]to[ -]{1,2}|[ ]or[ ]|[ ]and[ ]|[ ]?[-–][ ]?to[ ]?[-–]?[ ]?")
CHANGED = re.compile(
    r"\b(?:r[io]se|risen|rising|rises|f[ae]ll|fallen|falling|falls|fell|dropp?e?d?|drops|dropping|climb\w*|jump\w*|gr[eo]w\w*|declin\w*|increas\w*|decreas\w*|up|down|cut|raise[ds]?|raising|lowered|lower|revis\w*|slid\w*|slipp\w*|soar\w*|plung\w*|surg\w*|boost\w*|improv\w*|reduc\w*|chang\w*|went|moved?|advanc\w*|eased|widened|narrowed|doubled|shrank|swelled|shr[iu]nk\w*|edged|hiked?|lifted|updated|upped|trimmed)\b",
    re.IGNORECASE,
)


def _ranges(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    out: list[Quantity] = []
    for quantity in found:
        joined = _range(text, out[-1], quantity) if out else None
        if joined is not None:
            out[-1] = joined
        else:
            out.append(quantity)
    return out


def _range(text: str, a: Quantity, b: Quantity) -> Quantity | None:
    """Two numbers read as one range, None where they are two: "six or seven", "$10 to $15 billion", "between 10 and 20"."""
    if a.value is None or b.value is None or a.part or b.part or a.bound == "range":
        return None
    begin = b.start if b.bound == "exact" else b.num_start
    if b.bound in ("about",) and b.start < b.num_start:
        begin = b.start
    gap = text[a.end : begin]
    joint = JOIN.fullmatch(gap)
    if not joint or (a.unit and b.unit and a.unit != b.unit and not b.unit.startswith(f"{a.unit} per ")):
        return None
    if a.unit and not b.unit and a.dimension not in (MONEY, "age"):
        return None
    word = gap.strip(" -") or "-"
    head = text[max(0, a.start - 60) : a.start]
    between = re.search(r"(?<![^\W_])(?:anywhere |somewhere )?between[ ]$", head, re.IGNORECASE)
    if a.bound not in ("exact", "about") and not between:
        return None
    low, high, value = a.value, b.value, b.value
    if b.scaled > 1 and a.scaled == 1 and a.value < 1000 and a.value < value / b.scaled:
        low = plain(a.value * b.scaled)
    if not low < high:
        return None
    if word == "and" and not between:
        return None
    if word == "or" and not (high - low <= max(2, 0.5 * low)):
        return None
    if word == "to" and not between:
        origin = re.search(r"(?<![^\W_])from[ ]$", head, re.IGNORECASE)
        if origin and CHANGED.search(head):
            return None
        if not origin and a.unit is None and b.unit in ("percentage", "dollar") and CHANGED.search(head[-14:]):
            return None
    start = a.start - len(head) + between.start() if between else a.start
    end = b.end
    source = b if b.unit or not a.unit else a
    return replace(
        source,
        start=start if not between else max(0, a.start - 60) + between.start(),
        end=end,
        num_start=a.num_start,
        num_end=b.num_end,
        value=None,
        low=low,
        high=high,
        bound="range",
        scaled=b.scaled,
    )
