"""Decisions on entities in the store: durable, each once, refused where somebody was first, and seen by caches."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import DBAPIError

from components import tables, workspace
from components.cli import main
from components.exporters import Options
from components.identity import Decision, DecisionRefusedError, entity_id
from components.model import Annotated, Article
from components.store import Asked, Store, open_store, read_edits
from components.store.schema import decision_rows
from tests.unit.store.making import EXTRACTION, HADDAD, MAARAT, QUOTE, TEXT, add, record

RANA = entity_id("Rana Haddad", "PERSON")


def rename(name: str, op_id: str = "d1", entity: str = RANA) -> Decision:
    return Decision(op_id, "rename", {"entity": entity, "name": name, "label": "PERSON"})


@pytest.fixture
def news(store: Store) -> Store:
    """Two articles with the same text."""
    for ident in ("a1", "a2"):
        store.add(Annotated(Article(ident, TEXT, published="2024-03-12")), EXTRACTION)
    return store


def test_a_decision_is_there_after_the_store_is_opened_again(news: Store, store_url: str) -> None:
    made = news.names.decide(rename("Rana al-Haddad"), 0, "ana")
    again = open_store(store_url)
    assert again.names.identities().names == {RANA: "Rana al-Haddad"}
    assert again.names.decisions() == [made]
    assert (made.author, made.seq, made.time != "") == ("ana", 1, True)
    again.close()


def test_a_decision_that_comes_twice_is_one(news: Store) -> None:
    assert news.names.decide(rename("R. Haddad"), 0) == news.names.decide(rename("R. Haddad"), 0)
    assert news.names.revision() == 1


def test_of_two_analysts_the_second_is_refused_and_nothing_of_theirs_is_stored(news: Store) -> None:
    def one(n: int) -> str:
        try:
            return news.names.decide(rename(f"Name {n}", f"op{n}"), 0, f"user{n}").op_id
        except DecisionRefusedError as error:
            return error.reason

    with ThreadPoolExecutor(4) as pool:
        found = sorted(pool.map(one, range(4)))
    assert found[-3:] == ["stale"] * 3
    assert len(news.names.decisions()) == 1


def test_an_undo_brings_back_what_was(news: Store) -> None:
    before = list(workspace.each_named(news, ["a1", "a2"]))
    news.names.decide(rename("R. Haddad"), 0)
    assert list(workspace.each_named(news, ["a1", "a2"])) != before
    news.names.decide(Decision("u1", "undo", {"of": "d1"}), 1)
    assert list(workspace.each_named(news, ["a1", "a2"])) == before


@pytest.mark.parametrize("bad", ["\0", "\ud800"])
def test_what_no_database_can_hold_is_refused(news: Store, bad: str) -> None:
    for decision in (rename(f"R{bad}"), rename("R", op_id=f"d{bad}")):
        with pytest.raises(DecisionRefusedError):
            news.names.decide(decision, 0)
    assert news.names.revision() == 0


@pytest.mark.parametrize("statement", ["UPDATE decisions SET op = 'merge'", "DELETE FROM decisions"])
def test_decisions_are_never_changed(news: Store, statement: str) -> None:
    news.names.decide(rename("R. Haddad"), 0)
    with pytest.raises(DBAPIError, match="never changed"), news._engine.begin() as connection:
        connection.execute(text(statement))


def test_a_decision_shows_in_every_table_and_moves_the_pulse(news: Store) -> None:
    before = news.pulse()
    news.names.decide(rename("Rana al-Haddad"), 0)
    assert news.pulse() != before
    named = list(workspace.each_named(news, ["a1", "a2"]))
    assert {row["speaker_name"] for row in tables.all_rows("quotes", named)} == {"Rana al-Haddad"}
    lines = b"".join(workspace.export(news, "jsonl", ["a1"], Options())).decode().splitlines()
    names = {a.get("name") for a in json.loads(lines[0])["annotations"] if a["layer"] == "entity"}
    assert names == {"Rana al-Haddad", "Maarat"}
    assert workspace.entity_of(news, "a1", HADDAD.id) == (RANA, "Rana al-Haddad")
    assert workspace.entity_of(news, "a1", "nothing") is None


def test_what_goes_to_the_reader_says_what_changed_names_are_now(news: Store) -> None:
    assert workspace.changes(news, "a1", 0)["called"] == {}
    news.names.decide(rename("Rana al-Haddad"), 0)
    both = {
        HADDAD.id: {"name": ("Rana Haddad", "Rana al-Haddad")},
        QUOTE.id: {"speaker_name": ("Rana Haddad", "Rana al-Haddad")},
    }
    opened = workspace.changes(news, "a1", 0)
    assert opened["called"] == both
    assert {r["name"] for r in opened["changed"] if r["id"] == HADDAD.id} == {"Rana Haddad"}
    answer = workspace.correct(news, "a1", [record(1, "accept", HADDAD.id, text="Rana Haddad")], client="c")
    assert answer["called"] == {HADDAD.id: both[HADDAD.id]}
    assert workspace.changes(news, "a1", answer["revision"])["called"] == {}


def test_the_rows_keep_what_the_machine_found(news: Store) -> None:
    news.names.decide(rename("Rana al-Haddad"), 0)
    assert {a.entity.name for a in news.annotated("a1").annotations if a.id == HADDAD.id} == {"Rana Haddad"}
    assert list(news.check()) == []


def test_the_listing_is_the_exported_table(news: Store) -> None:
    for step in ("as found", "edited", "decided", "one article less"):
        if step == "edited":
            news.append("a1", "c", read_edits([add(1, "the governor", "ORG"), reject(2)], "a1", "c", len(TEXT)))
        if step == "decided":
            merge = {"entities": [RANA, entity_id("the governor", "ORG")], "into": RANA, "name": "R", "label": "PERSON"}
            news.names.decide(Decision("d1", "merge", merge), 0)
        if step == "one article less":
            news.remove("a2")
        found = news.named.page(Asked()).entities
        rows = tables.entity_rows(workspace.each_named(news, news.ids()))
        assert sorted((e.id, e.name, e.label, e.mentions, e.articles) for e in found) == sorted(
            (r["entity_id"], r["name"], r["label"], r["mentions"], r["articles"]) for r in rows
        )
        assert list(news.check()) == []


def reject(n: int) -> dict[str, object]:
    return record(n, "reject", MAARAT.id, text="Maarat")


def test_an_empty_store_has_nobody(store: Store) -> None:
    assert (store.named.page(Asked()), store.named.total(Asked()), store.names.revision()) == (([], 0), 0, 0)


@pytest.mark.parametrize(
    ("op", "data", "why"),
    [
        ("undo", '{"of":"nobody"}', "undone already"),
        ("rename", '{"entity":', "cannot be read as JSON"),
        ("rename", "[]", "no JSON object"),
        ("merge", '{"entities":["a"],"into":"a","name":"A","label":"PERSON"}', "list of 2"),
    ],
)
def test_a_check_of_the_store_names_decisions_that_contradict(news: Store, op: str, data: str, why: str) -> None:
    news.names.decide(rename("R. Haddad"), 0)
    assert list(news.check()) == []
    row = {"op_id": "x", "op": op, "data": data, "author": "ana", "time": "2024-03-12T00:00:00Z"}
    with news._engine.begin() as connection:
        connection.execute(insert(decision_rows), row)
    (problem,) = news.check()
    assert "decision 2 on names" in problem.where
    assert why in problem.message


def test_a_decision_on_a_name_that_no_article_has_any_more_is_said_and_does_no_harm(
    news: Store, store_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    news.names.decide(rename("R. Haddad"), 0)
    news.remove("a2")
    assert list(news.names.orphans()) == []
    for ident in ("a1", "a2"):
        edits = [{**record(1, "reject", HADDAD.id, text="Rana Haddad"), "article_id": ident, "op_id": f"op-{ident}"}]
        news.append(ident, "c", read_edits(edits, ident, "c", len(TEXT)))
    assert main(["check", "--db", store_url]) == 0
    assert "no article has these names any more" in capsys.readouterr().err
