"""A chart by the command line: each format, of one event alone, and what cannot be written is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from components.charts import CHARTS
from components.cli import CHART_NAMES, main
from components.store import open_store
from tests.unit.events.told import blast


@pytest.fixture
def url(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path}/d.db"
    store = open_store(url)
    store.add(blast("m1", "2024-03-12", "Halvren", "market", 17, "Tuesday", "2024-03-12"))
    store.add(blast("s1", "2024-03-15", "Orvel", "station", 4, "Friday", "2024-03-15"))
    store.events.settle()
    store.close()
    return url


def test_the_names_are_those_of_the_charts() -> None:
    assert tuple(CHARTS) == CHART_NAMES


@pytest.mark.parametrize(("ending", "begins"), [("png", b"\x89PNG"), ("svg", b"<svg"), ("json", b"{")])
def test_a_chart_is_written_in_each_format(url: str, tmp_path: Path, ending: str, begins: bytes) -> None:
    out = tmp_path / f"chart.{ending}"
    assert main(["chart", "casualties", "-o", str(out), "--db", url]) == 0
    assert out.read_bytes().startswith(begins)


def test_a_chart_of_one_event_has_its_claims_alone(url: str, tmp_path: Path) -> None:
    out, store = tmp_path / "chart.json", open_store(url)
    event = store.events.of_article("m1").event
    store.close()
    assert event is not None
    assert main(["chart", "casualties", "-o", str(out), "--db", url, "--event", event]) == 0
    values = json.loads(out.read_text("utf-8"))["data"]["values"]
    assert {row["at"] for row in values if row.get("figure_id")} == {17}


def test_a_chart_of_claims_has_the_states_of_one_event(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, store = tmp_path / "time.json", open_store(url)
    event = str(store.events.of_article("m1").event)
    store.close()
    assert main(["chart", "event_time", "-o", str(out), "--db", url, "--event", event]) == 0
    values = json.loads(out.read_text("utf-8"))["data"]["values"]
    assert [row["State"] for row in values if row.get("figure_id")] == [
        "standing: What police says; nothing later from there revises it."
    ]
    assert main(["chart", "event_time", "-o", str(out), "--db", url]) == 2
    assert "choose it with --event" in capsys.readouterr().err


def test_a_chart_of_events_has_those_of_the_library(url: str, tmp_path: Path) -> None:
    out = tmp_path / "days.json"
    assert main(["chart", "event_days", "-o", str(out), "--db", url]) == 0
    values = json.loads(out.read_text("utf-8"))["data"]["values"]
    assert {row["at"] for row in values} == {17, 4}
    assert main(["chart", "event_days", "-o", str(out), "--db", url, "--judged"]) == 2, "nobody accepted one"


@pytest.mark.parametrize("more", [["-o", "chart.pdf"], ["-o", "chart.svg", "--event", "e-none"]])
def test_what_cannot_be_written_is_said(url: str, more: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["chart", "casualties", *more, "--db", url]) == 2
    assert "a chart is written as" in (said := capsys.readouterr().err) or "there is no event" in said
