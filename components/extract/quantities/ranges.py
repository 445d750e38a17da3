"""Two numbers that are one range, or share a unit: "six or seven", "$10 to $15 billion", "a 7- or 8-inch screen"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from components.extract.quantities.forms import plain
from components.extract.quantities.quantity import Quantity, limits
from components.extract.quantities.units import MONEY

HANGING = re.compile(r"-,? ?(?:(?:or|and|to) )?")
JOIN = re.compile(r"[ ]?(?:-|–|—|−)[ ]?|[ -]to[ -]{1,2}|[ ]or[ ]|[ ]and[ ]|[ ]?[-–][ ]?to[ ]?[-–]?[ ]?")
CLOSE = 2
LONGEST = 8  # signs between the two
BETWEEN = re.compile(r"(?<![^\W_])(?:anywhere |somewhere )?between[ ]$")
FROM = re.compile(r"(?<![^\W_])from[ ]$")
CHANGED = re.compile(
    r"\b(?:r[io]se|risen|rising|rises|f[ae]ll|fallen|falling|falls|fell|dropp?e?d?|drops|dropping|climb\w*|jump\w*|gr[eo]w\w*|declin\w*|increas\w*|decreas\w*|up|down|cut|raise[ds]?|raising|lowered|lower|revis\w*|slid\w*|slipp\w*|soar\w*|plung\w*|surg\w*|boost\w*|improv\w*|reduc\w*|chang\w*|went|moved?|advanc\w*|eased|widened|narrowed|doubled|shrank|swelled|shr[iu]nk\w*|edged|hiked?|lifted|updated|upped|trimmed)\b"
)


def share_units(low: str, found: list[Quantity]) -> list[Quantity]:
    """The quantities in order, where "a 7- or 8-inch screen" gives the first number the unit of the second."""
    for i in range(len(found) - 2, -1, -1):
        a, b = found[i], found[i + 1]
        if (
            a.unit is None
            and b.unit is not None
            and a.bound == "exact"
            and low[a.end] == "-"
            and b.start - a.end <= LONGEST
            and HANGING.fullmatch(gap := low[a.end : b.start])
            and " " in gap
        ):
            found[i] = replace(a, unit=b.unit, dimension=b.dimension, pint=b.pint)
        elif a.unit is None and b.dimension == "length" and b.digits == a.digits and low[a.end : b.start] in SIDES:
            found[i] = replace(a, unit=b.unit, dimension=b.dimension, pint=b.pint)  # "12 by 14 feet"
        elif a.unit is None and a.digits and b.dimension == MONEY and low[a.end : b.start] == " (":
            found[i] = _in_parallel(low, found, i)
    return found


SIDES = frozenset({" by ", " x ", " × "})


def _in_parallel(low: str, found: Sequence[Quantity], i: int) -> Quantity:
    """ "3,400 yen ($22) for adults and 1,200 ($8) for children": a bare amount beside its conversion has the currency of the
    amount before it."""
    for j in range(i - 1, max(-1, i - 8), -1):
        a, b = found[j], found[j + 1]
        if a.dimension == MONEY == b.dimension and low[a.end : b.start] == " (":
            same = b.unit == found[i + 1].unit != a.unit and low.find("\n", a.end, found[i].start) < 0
            return replace(found[i], unit=a.unit, dimension=MONEY) if same else found[i]
    return found[i]


def join_ranges(low: str, found: Sequence[Quantity]) -> list[Quantity]:
    """The quantities in order, two that make a range as one."""
    out: list[Quantity] = []
    for quantity in found:
        joined = _range(low, out[-1], quantity) if out and quantity.start - out[-1].end < 60 else None
        if joined is not None:
            out[-1] = joined
        else:
            out.append(quantity)
    return out


ONE_IN = re.compile(
    r"(?:^|[.;:,(\n“\"] ?|\b(?:about|nearly|almost|roughly|some|than|least|that|around|and|only|just|as|to|is|are|for|of) )\Z"
)


OF_PEOPLE = re.compile(
    r" (?:of )?(?:people|adults|children|women|men|girls|boys|patients|voters|residents|workers|households|families|students|"
    r"pupils|americans|britons|teenagers|pensioners|respondents|babies|births|deaths|cases|drivers|employees|citizens)\b"
)


def join_shares(low: str, found: Sequence[Quantity]) -> list[Quantity]:
    """The quantities in order, "three in five voters" as the share that it is."""
    out: list[Quantity] = []
    for quantity in found:
        share = _share(low, out[-1], quantity) if out and quantity.start - out[-1].end in (4, 10) else None
        if share is not None:
            out[-1] = share
        else:
            out.append(quantity)
    return out


def _share(low: str, a: Quantity, b: Quantity) -> Quantity | None:
    if low[a.end : b.start] not in (" in ", " in every ") or a.unit or b.unit or b.bound != "exact" or a.part or b.part:
        return None
    if not isinstance(a.value, int) or not isinstance(b.value, int) or not 0 < a.value < b.value or b.value > 1000:
        return None
    of_people = OF_PEOPLE.match(low, b.end) is not None
    if a.scaled > 1 or b.scaled > 1 or not (of_people or ONE_IN.search(low, max(0, a.start - 12), a.start)):
        return None  # "three in five days", "scored 3 in 10 games"
    value = plain(Fraction(a.value, b.value))
    least, most = limits(value, a.bound)
    return replace(a, end=b.end, num_end=b.num_end, value=value, low=least, high=most, part=True)


def _same(a: Quantity, b: Quantity) -> bool:
    """Whether the second number's unit says that of the first in full: "$5 to $7 a barrel", "-5 to 3 degrees Celsius"."""
    heat = a.dimension == "temperature" == b.dimension and a.unit == "degree" and a.end == a.num_end
    return heat or (b.unit or "").startswith(f"{a.unit} per ")


def _bound_range(a: Quantity, b: Quantity, least: float | int, most: float | int) -> Quantity | None:
    """ "At least 10-15", "up to 10-15": the end that the bound's word means; None where the two are no range of one count."""
    if most > 3 * least or b.bound != "exact":
        return None
    value = least if a.bound in ("at_least", "more_than") else most
    low, high = limits(value, a.bound)
    unit = b if b.unit or not a.unit else a
    return replace(
        unit,
        start=a.start,
        end=b.end,
        num_start=a.num_start,
        num_end=b.num_end,
        value=value,
        low=low,
        high=high,
        bound=a.bound,
    )


def _range(low: str, a: Quantity, b: Quantity) -> Quantity | None:
    """Two numbers read as one range, None where they are two."""
    if a.value is None or b.value is None or a.part or b.part or a.bound == "range":
        return None
    begin = b.start if b.bound in ("exact", "about") else b.num_start
    if begin - a.end > LONGEST:
        return None
    gap = low[a.end : begin]
    joint = JOIN.fullmatch(gap)
    if not joint or (a.unit and b.unit and a.unit != b.unit and not _same(a, b)):
        return None
    if a.unit and not b.unit and a.dimension not in (MONEY, "age"):
        return None
    word = gap.strip(" -") or "-"
    head = low[max(0, a.start - 60) : a.start]
    between = BETWEEN.search(head)
    least, most = a.value, b.value
    if b.scaled > 1 and a.scaled == 1 and a.value < 1000 and a.value < most / b.scaled:
        least = plain(a.value * b.scaled)
    if not least < most:
        return None
    if a.bound not in ("exact", "about") and not between:
        return _bound_range(a, b, least, most) if word != "and" else None
    if word == "and" and not between:
        return None
    if word == "or" and not (most - least <= max(2, 0.5 * least)):
        return None
    if word == "to" and not between:
        origin = FROM.search(head)
        if origin and CHANGED.search(head):
            return None
        close = b.unit != "dollar" and most <= CLOSE * least  # "rose 3 to 4 percent", but "rose 3 to 84 percent"
        told = b.unit in ("percentage", "dollar") if a.unit is None else most > CLOSE * least  # "fell $2 to $78"
        if not origin and told and CHANGED.search(head[-14:]) and not close:
            return None
    return replace(
        b if b.unit or not a.unit else a,
        start=a.start - len(head) + between.start() if between else a.start,
        end=b.end,
        num_start=a.num_start,
        num_end=b.num_end,
        value=None,
        low=least,
        high=most,
        bound="range",
        scaled=b.scaled,
    )
