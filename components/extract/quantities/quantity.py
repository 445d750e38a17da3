"""The record of a quantity, and its limits as its bound says."""

from __future__ import annotations

from dataclasses import dataclass

from components.model import Bound


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


def limits(value: float | int, bound: Bound) -> tuple[float | int | None, float | int | None]:
    """Low and high of a value with a bound (DESIGN.md).

    >>> limits(12, "at_least"), limits(12, "about")
    ((12, None), (None, None))
    """
    low = value if bound in ("exact", "at_least", "more_than") else None
    high = value if bound in ("exact", "at_most", "less_than") else None
    return low, high
