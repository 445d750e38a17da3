"""Coordinates as people write and copy them, and what is none."""

from __future__ import annotations

import pytest

from components.events.points import read_point, say_point


@pytest.mark.parametrize(
    ("typed", "point"),
    [
        ("33.51, 36.29", (33.51, 36.29)),
        ("33.51 36.29", (33.51, 36.29)),
        ("−33.51; −180", (-33.51, -180)),
        ("33.51° S, 36.29° W", (-33.51, -36.29)),
        ("33°30'36\"N 36°17'24\"E", (33.51, 36.29)),
        ("90,180", (90, 180)),
        ("0, 0", (0, 0)),
    ],
)
def test_a_point_is_read_and_said_again(typed: str, point: tuple[float, float]) -> None:
    assert read_point(typed) == point
    assert read_point(say_point(*point)) == point


@pytest.mark.parametrize(
    "typed", ["", "33.51", "90.1, 0", "0, -180.5", "nan, 0", "1e9, 2", "Halvren", "1, 2, 3", "9" * 200]
)
def test_what_is_no_point_is_told(typed: str) -> None:
    with pytest.raises(ValueError, match="latitude from -90 to 90"):
        read_point(typed)
