"""Events in exports: the event tables, of which event each row is, and the codebooks, from the store."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import pytest

from components import workspace
from components.cli import main
from components.events.decisions import EventDecision
from components.exporters import Options
from components.store import Store, open_store
from components.tables import all_rows
from tests.unit.events.told import blast

NEWS = [
    blast("m1", "2024-03-12", "Halvren", "market", 17, "Tuesday", "2024-03-12"),
    blast("m2", "2024-03-13", "Halvren", "market", 31, "Tuesday", "2024-03-12"),
    blast("s1", "2024-03-15", "Orvel", "station", 4, "Friday", "2024-03-15"),
]


@pytest.fixture
def store(sqlite_store: Store) -> Store:
    for annotated in NEWS:
        sqlite_store.add(annotated)
    return sqlite_store


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))


def table(store: Store, name: str, articles: list[str] | None = None, judged: bool = False) -> list[dict[str, str]]:
    return rows(b"".join(workspace.export(store, "csv", articles, Options(name, judged=judged))))


def test_figures_tolls_and_articles_say_of_which_event_they_are(store: Store) -> None:
    found = {
        name: {row["article_id"]: row["event_id"] for row in table(store, name)} for name in ("figures", "articles")
    }
    assert found["figures"] == found["articles"]
    assert found["articles"]["m1"] == found["articles"]["m2"] != found["articles"]["s1"] != ""


def test_the_events_of_an_article_have_their_claims_in_other_articles_too(store: Store) -> None:
    (event,) = table(store, "events", ["m1"])
    assert (event["articles"], event["killed_best"]) == ("2", "31")
    claims = table(store, "claims", ["m1"])
    assert {claim["article_id"] for claim in claims} == {"m1", "m2"}
    assert {claim["event_id"] for claim in claims} == {event["event_id"]}
    assert len(table(store, "events")) == 2


def test_the_numbers_are_those_of_the_event_as_pages_show_it(store: Store) -> None:
    for row in table(store, "events"):
        shown = store.events.one(row["event_id"])
        assert shown is not None
        told = shown.summary
        assert [row["killed_low"], row["killed_high"]] == [f"{told.killed_low:g}", f"{told.killed_high:g}"]
        assert (int(row["claims"]), int(row["sources"]), int(row["open_claims"])) == (
            told.claims,
            told.sources,
            told.open,
        )
        assert int(row["articles"]) == shown.articles


def test_judged_only_leaves_out_what_nobody_judged(store: Store) -> None:
    assert table(store, "claims", judged=True) == []
    assert [row["killed_best"] for row in table(store, "events", judged=True)] == ["", ""]


def test_a_claim_that_a_person_moves_is_of_the_other_event(store: Store) -> None:
    store.events.settle()
    figure = table(store, "figures", ["s1"])[0]["figure_id"]
    market = store.events.of_article("m1").event
    moved = EventDecision("o1", "move_claim", {"article": "s1", "figure": figure, "to": market})
    store.events.decide(moved, store.events.revision())
    assert {row["event_id"] for row in table(store, "figures", ["s1"]) if row["figure_id"] == figure} == {market}
    assert figure in {row["figure_id"] for row in table(store, "claims", ["m1"])}


def test_each_article_names_its_event_beside_pages_as_well(store: Store) -> None:
    store.events.settle()
    named = list(all_rows("articles", workspace.each_named(store, ["m1"])))
    assert named[0]["event_id"] == store.events.of_article("m1").event


def test_the_command_line_writes_a_codebook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"sqlite:///{tmp_path / 'news.db'}"
    filled = open_store(url)
    for annotated in NEWS:
        filled.add(annotated)
    filled.close()
    monkeypatch.chdir(tmp_path)
    assert main(["export", "--format", "ucdp", "-o", "events.ucdp.zip", "--db", url]) == 0
    with zipfile.ZipFile("events.ucdp.zip") as archive:
        found = rows(archive.read("ucdp.csv"))
    assert sorted(row["best"] for row in found) == ["31", "4"]
