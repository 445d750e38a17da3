"""Each kind of event and each site is found in its example, and no kind in its counterexample."""

from __future__ import annotations

import pytest

from components.events.words import CAUSES, SITES, kinds_in, sites_in
from components.lexicons import rules

KINDS = rules("causes", *CAUSES)


@pytest.mark.parametrize("row", KINDS, ids=lambda row: row["kind"])
def test_a_kind_is_found_in_its_example_and_not_in_another_sense(row: dict[str, str]) -> None:
    assert row["kind"] in kinds_in(row["example"])
    assert row["kind"] not in kinds_in(row["counterexample"])


@pytest.mark.parametrize("row", rules("sites", *SITES), ids=lambda row: row["site"])
def test_a_site_is_found_in_its_example(row: dict[str, str]) -> None:
    assert row["site"] in sites_in(row["example"])


def test_no_kind_is_there_twice() -> None:
    assert len({row["kind"] for row in KINDS}) == len(KINDS)
