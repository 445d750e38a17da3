"""The coefficients against the examples of the papers that define them, and against a library that others use."""

from __future__ import annotations

from collections.abc import Callable

import krippendorff
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.agreement import coefficients
from components.agreement.coefficients import Counts, Units, measured
from components.agreement.spans import gaps, lengths, matched, observed, shared, stretches
from components.model import Annotation, EntityValues


def table(cells: list[list[float]]) -> Counts:
    """The counts of a table of two raters: a row a value of the first, a column a value of the second."""
    of = np.array(cells, dtype=float)
    return Counts(np.array([of.trace()]), np.array([of.sum()]), of.sum(axis=1)[None], of.sum(axis=0)[None])


def ratings(left: str, right: str) -> Counts:
    values = sorted({*left, *right})
    cells = [[sum((a, b) == (x, y) for a, b in zip(left, right, strict=True)) for y in values] for x in values]
    return table([[float(cell) for cell in row] for row in cells])


ONE = np.ones((1, 1))


@pytest.mark.parametrize(
    ("of", "cells", "expected"),
    [
        (coefficients.kappa, [[75, 1, 4], [5, 4, 1], [0, 0, 10]], 0.68),  # Fleiss, Levin and Paik 2003, table 18.1
        (coefficients.kappa, [[118, 5], [2, 0]], -0.0234),  # Gwet 2002, "Kappa statistic is not satisfactory"
        (coefficients.ac1, [[118, 5], [2, 0]], 0.9408),  # the same table
    ],
)
def test_published_tables(
    of: Callable[[Counts], coefficients.Floats], cells: list[list[float]], expected: float
) -> None:
    assert float(of(table(cells))[0]) == pytest.approx(expected, abs=0.004)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("0100000010", "1110010000", 0.095),  # Krippendorff 2011, "Computing alpha-reliability", A: binary
        ("aabbdcccedda", "babbbcccEddd".replace("E", "e"), 0.692),  # the same, B: nominal
    ],
)
def test_alpha_of_krippendorff_s_examples(left: str, right: str, expected: float) -> None:
    assert float(coefficients.alpha(ratings(left, right))[0]) == pytest.approx(expected, abs=0.0005)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=2, max_size=40))
def test_alpha_is_the_library_s(rated: list[tuple[str, str]]) -> None:
    left, right = ("".join(side) for side in zip(*rated, strict=True))
    of = float(coefficients.alpha(ratings(left, right))[0])
    if len({*left, *right}) == 1:
        assert np.isnan(of)
        return
    data = [[ord(value) for value in side] for side in (left, right)]
    assert of == pytest.approx(krippendorff.alpha(reliability_data=data, level_of_measurement="nominal"))


def units(left: list[tuple[int, int]], right: list[tuple[int, int]], length: int) -> Units:
    every = sorted({*lengths(left), *lengths(right)}) or [1]
    has = [[sum(n == ell for side in (left, right) for n in lengths(side)) for ell in every]]
    free = [n for side in (left, right) for n in lengths(gaps(side, length))]
    room = [[sum(max(0, n - ell + 1) for n in free) for ell in every]]
    arrays = [np.array(of, dtype=float) for of in (every, has, room, [observed(left, right, length)], [length])]
    return Units(*arrays)


def test_unitized_alpha_of_krippendorff_s_example() -> None:
    """Content Analysis (2004), p. 254: two observers of a continuum from 150 to 450, category c: 0.7285."""
    left, right = [(75, 145), (220, 250)], [(70, 150), (205, 225), (250, 270)]
    assert observed(left, right, 300) / 300**2 == pytest.approx(0.0144, abs=0.0001)
    assert float(coefficients.alpha_of_units(units(left, right, 300), ONE)[0]) == pytest.approx(0.7285, abs=0.0002)


def test_unitized_alpha_of_the_same_units_is_one() -> None:
    same = [(30, 90), (150, 200)]
    assert float(coefficients.alpha_of_units(units(same, same, 300), ONE)[0]) == 1
    assert np.isnan(coefficients.alpha_of_units(units([], [], 300), ONE)[0])


def test_an_interval_is_the_same_each_time_and_holds_the_value() -> None:
    share = np.array([0.2, 0.9, 0.7, 0.4, 0.8])
    once, again = (measured(5, lambda w: w @ share / w.sum(axis=1)) for _ in range(2))
    assert once == again
    assert once.value == pytest.approx(0.6)
    assert once.low is not None
    assert once.low < 0.6 < (once.high or 0)
    assert measured(1, lambda w: w @ share[:1]) == coefficients.Measure(0.2)
    assert measured(0, lambda w: w) == measured(2, lambda w: np.full(len(w), np.nan)) == coefficients.Measure(None)


def entity(start: int, end: int, label: str = "GPE") -> Annotation:
    return Annotation(f"{start}-{end}-{label}", "entity", label, start, end, EntityValues(), status="accepted")


@pytest.mark.parametrize(
    ("left", "right", "pairs"),
    [
        ([(0, 4)], [(0, 4)], 1),
        ([(0, 9)], [(0, 4), (5, 9)], 1),
        ([(0, 5), (0, 9)], [(4, 6), (0, 2)], 2),  # the first takes what is over both only if the second has another
        ([(0, 9), (0, 3)], [(0, 3), (4, 9)], 2),
        ([(0, 4)], [(4, 8)], 0),
    ],
)
def test_as_many_pairs_as_there_can_be(left: list[tuple[int, int]], right: list[tuple[int, int]], pairs: int) -> None:
    found = matched([entity(*s) for s in left], [entity(*s) for s in right])
    assert len(found) == pairs
    assert len({a.id for a, _ in found}) == len({b.id for _, b in found}) == pairs


def test_stretches_gaps_and_what_is_shared() -> None:
    covered = stretches([entity(5, 9), entity(0, 4), entity(3, 6)])
    assert covered == [(0, 9)]
    assert gaps(covered, 12) == [(9, 12)]
    assert gaps([], 3) == [(0, 3)]
    assert shared([(0, 5), (7, 9)], [(3, 8)]) == 3
