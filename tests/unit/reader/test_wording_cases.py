"""How figures read: Python and the reader (frontend/test/format.test.ts) obey the same table of cases."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from components.wording import day, number, quantity, reading, units

TABLE: dict[str, Any] = json.loads(Path(__file__).with_name("wording.json").read_text("utf-8"))


@pytest.mark.parametrize("case", TABLE["figures"], ids=lambda case: case["reading"])
def test_a_figure_reads_as_a_sentence_would_say_it(case: dict[str, Any]) -> None:
    assert (quantity(case["row"]), reading(case["row"])) == (case["quantity"], case["reading"])


@pytest.mark.parametrize(("value", "written"), TABLE["numbers"])
def test_numbers_are_written_as_people_write_them(value: float, written: str) -> None:
    assert number(value) == written


@pytest.mark.parametrize(("iso", "written"), TABLE["days"])
def test_days_are_written_as_people_write_them(iso: str, written: str) -> None:
    assert day(iso) == written


@pytest.mark.parametrize(("unit", "value", "written"), TABLE["units"])
def test_units_stand_in_the_number_that_the_value_asks_for(unit: str, value: int, written: str) -> None:
    assert units(unit, value) == written
