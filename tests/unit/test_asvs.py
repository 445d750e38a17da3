"""ASVS 5.0, level 1: asvs.tsv says for each point which test answers it, or for what reason it is so, or what is open.

The points' numbers are the standard's; what they ask is in our words, from memory: look into the standard before an audit.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

TABLE = Path(__file__).with_name("asvs.tsv")
TESTS = Path(__file__).parents[1]
ROWS = list(csv.DictReader(TABLE.read_text("utf-8").splitlines(), delimiter="\t"))


@pytest.mark.parametrize("row", ROWS, ids=[row["point"] for row in ROWS])
def test_each_point_has_a_test_that_is_there_or_a_reason(row: dict[str, str]) -> None:
    answer = row["answer"]
    if answer.startswith(("reason: ", "open: ")):
        assert len(answer) > 20
        return
    path, name = answer.split("::")
    assert re.search(rf"^def {name}\(", (TESTS / path).read_text("utf-8"), re.MULTILINE)


def test_no_point_is_told_twice() -> None:
    assert len({row["point"] for row in ROWS}) == len(ROWS)
