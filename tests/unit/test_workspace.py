"""Adding and correcting through the workspace, with a machine that finds what the test says."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from components import workspace
from components.exporters import Options
from components.memory import Memory
from components.model import Annotated, Article, Extraction, FigureValues
from components.store import Store, StoreError
from tests.unit.store.making import ANNOTATED, ARTICLE, EXTRACTION, HADDAD, KILLED, TEXT, accept, add, record, span


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the articles that were extracted; every one yields EXTRACTION, "broken" ones nothing but trouble."""
    seen: list[str] = []

    def extract(article: Article, progress: Callable[[float], None] | None, memory: Memory) -> Extraction:
        if progress:
            progress(0.5)
        seen.append(article.id)
        return EXTRACTION if article.text == TEXT else Extraction((), (), ("nothing found",))

    def read(text: str, start: int, end: int, label: str) -> FigureValues:
        words = text[start:end]
        digits = "".join(c for c in words if c.isdigit())
        if not digits:
            raise ValueError(f"no number in {words!r}")
        return FigureValues(value=int(digits), unit=label.lower())

    monkeypatch.setattr("components.workspace.extract", extract)
    monkeypatch.setattr("components.extract.figures.read", read)
    return seen


@pytest.fixture
def store(sqlite_store: Store, machine: list[str]) -> Store:
    list(workspace.add(sqlite_store, [ANNOTATED]))
    return sqlite_store


def correct(store: Store, *records: dict[str, Any], **more: Any) -> dict[str, Any]:
    return workspace.correct(store, "a1", list(records), "ana", "page", **more)


def test_articles_are_added_each_with_its_outcome(sqlite_store: Store, machine: list[str]) -> None:
    steps: list[tuple[float, int, str]] = []
    items = [ANNOTATED, Annotated(Article("a2", " ")), ANNOTATED, Annotated(Article("a3", "Else.", "Title"))]
    results = list(workspace.add(sqlite_store, items, progress=lambda *step: steps.append(step)))
    assert [r.outcome for r in results] == ["added", "failed", "there", "added"]
    assert [r.article_id for r in results] == ["a1", None, "a1", "a3"]
    assert results[1].message == "a2 was not added: the article is empty"
    assert results[3].problems == ("nothing found",)
    assert steps[:2] == [(0, 4, "Shelling in the old town"), (0.5, 4, "Shelling in the old town")]
    assert steps[-1] == (4, 4, "")


def test_a_stream_of_articles_is_added_without_knowing_how_many(sqlite_store: Store, machine: list[str]) -> None:
    steps: list[tuple[float, int, str]] = []
    items = (Annotated(Article(f"a{n}", f"Text {n}.")) for n in range(2))
    assert len(list(workspace.add(sqlite_store, items, progress=lambda *step: steps.append(step)))) == 2
    assert [step for step in steps if step[0] in (0, 1, 2)] == [(0, 0, "a0"), (1, 0, "a1"), (2, 2, "")]


def test_what_is_there_is_not_extracted_again(sqlite_store: Store, machine: list[str]) -> None:
    list(workspace.add(sqlite_store, [ANNOTATED, ANNOTATED]))
    sqlite_store.remove("a1")
    assert [r.outcome for r in workspace.add(sqlite_store, [ANNOTATED])] == ["put_back"]
    assert machine == ["a1"]


def test_without_extraction_only_what_was_brought_is_stored(sqlite_store: Store, machine: list[str]) -> None:
    list(workspace.add(sqlite_store, [Annotated(ARTICLE, (KILLED,))], do_extract=False))
    assert (machine, sqlite_store.row("a1").suggestions) == ([], 1)


def test_an_article_on_which_the_machine_breaks_is_still_stored(
    sqlite_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> Extraction:
        raise RecursionError("too many clauses")

    monkeypatch.setattr("components.workspace.extract", broken)
    [result] = workspace.add(sqlite_store, [ANNOTATED])
    assert result.outcome == "added"
    assert "RecursionError: too many clauses" in result.problems[0]
    assert sqlite_store.article("a1") == ARTICLE


def test_a_correction_is_answered_in_json(store: Store) -> None:
    payload = json.loads(json.dumps(correct(store, accept(1, KILLED))))
    assert payload["ack"] == 1
    assert payload["refused"] == payload["gone"] == []
    assert payload["changed"][0]["last"] == "op1"
    assert payload["revision"] == store.revision("a1")


def test_a_refusal_tells_reason_and_present_state(store: Store) -> None:
    correct(store, accept(1, HADDAD))
    [refused] = correct(store, record(2, "reject", HADDAD.id, text="Rana Haddad"))["refused"]
    assert (refused["n"], refused["op_id"], refused["reason"]) == (2, "op2", "stale")
    assert refused["state"]["status"] == "accepted"
    assert refused["message"].startswith("You, in another window, accepted it on ")


def test_a_stale_edit_is_told_who_did_what_and_when(store: Store) -> None:
    workspace.correct(store, "a1", [{**accept(1, KILLED), "op_id": "theirs"}], "ben", "other")
    workspace.correct(
        store, "a1", [{**record(2, "set_toll", "KILLED", toll={"value": 43}), "op_id": "toll"}], "ben", "other"
    )
    mine = [record(1, "reject", KILLED.id, text="at least 31 people"), record(2, "set_toll", "KILLED", toll=None)]
    said = [r["message"] for r in correct(store, *mine)["refused"]]
    assert [message.partition(" on ")[0] for message in said] == ["ben accepted it", "ben set it to 43"]
    assert all(message.endswith(" UTC") for message in said)


def test_amounts_set_by_hand_are_worked_out_in_si_units(store: Store) -> None:
    correct(store, add(1, "12", label="RANGE", layer="figure"))
    values = {"value": 2, "low": 2, "high": 2, "bound": "exact", "unit": "mile"}
    correct(store, record(2, "set", "made1", "op1", text="12", values=values))
    figure = store.state("a1").annotations["made1"].figure
    assert (figure.value_si, figure.unit_si) == (3218.688, "meter")
    correct(store, record(3, "set", "made1", "op2", text="12", values={"unit": "launcher"}))
    assert store.state("a1").annotations["made1"].figure.value_si is None
    assert list(store.check()) == []


def test_a_figure_added_by_hand_is_read_and_values_given_by_hand_stay(store: Store) -> None:
    made = correct(store, add(1, "12 more bodies", "KILLED", "figure", values={"unit": "people"}))["changed"][0]
    assert (made["value"], made["unit"], made["hand"]) == (12, "people", ["unit"])
    assert store.history("a1")[0].data["read"] == {"value": 12, "unit": "killed"}


def test_a_resized_and_a_relabelled_figure_are_read_anew(store: Store) -> None:
    start, end = span("31 people")
    correct(store, record(1, "resize", KILLED.id, start=start, end=end, text="31 people"))
    figure = store.annotated("a1").annotations[1].figure
    assert (figure.value, figure.bound, figure.unit) == (31, "at_least", "people")  # its words say the same of it
    correct(store, record(2, "relabel", KILLED.id, "op1", layer="figure", label="INJURED", text="31 people"))
    assert store.annotated("a1").annotations[1].figure.unit == "injured"


def test_edits_of_one_batch_are_read_where_the_earlier_ones_left_them(store: Store) -> None:
    start, end = span("more bodies")
    low, high = span("40 people")
    correct(
        store,
        add(1, "12 more bodies", "KILLED", "figure"),
        record(2, "resize", "made1", "op1", start=low, end=high, text="40 people"),
        record(3, "relabel", "made1", "op2", layer="figure", label="INJURED", text="40 people"),
        record(4, "resize", "made1", "op3", start=start, end=end, text="more bodies"),
    )
    made = store.state("a1").annotations["made1"]
    assert (made.label, made.start, made.figure.value, made.figure.unit) == ("INJURED", start, 40, "injured")


def test_a_flood_of_edits_is_taken_in_portions(store: Store) -> None:
    sent = [accept(1, KILLED), *(record(n, "nonsense", "t") for n in range(2, 3001))]
    answer = correct(store, *sent)
    assert answer["ack"] == len(answer["refused"]) + 1 == workspace.EDITS_AT_ONCE
    assert correct(store, *sent[answer["ack"] :])["ack"] == 2 * workspace.EDITS_AT_ONCE


def test_what_a_browser_claims_to_have_read_is_not_believed(store: Store) -> None:
    sent = add(1, "12 more bodies", "KILLED", "figure", read={"value": 9000})
    assert correct(store, sent)["changed"][0]["value"] == 12


@pytest.mark.parametrize(
    "sent",
    [
        add(1, "12 more bodies", "KILLED", "figure") | {"target": KILLED.id},
        record(1, "resize", "nobody", start=0, end=5, text=TEXT[:5]),
        record(1, "resize", KILLED.id, start="0", end=[5], text=TEXT[:5]),
        record(1, "relabel", KILLED.id, layer="figure", label=["KILLED"], text="x"),
        record(1, "add", "new", layer="figure", label="KILLED", start=-1, end=10**9, text="x"),
        record(1, "restore", "new", annotation=5, text="x"),
    ],
)
def test_reading_a_figure_survives_what_browsers_send(store: Store, sent: dict[str, Any]) -> None:
    payload = correct(store, sent)
    assert (payload["ack"], payload["stored"], len(payload["refused"])) == (1, 0, 1)


def test_every_answer_tells_what_others_changed_since(store: Store) -> None:
    seen = store.revision("a1")
    workspace.correct(store, "a1", [{**accept(1, KILLED), "op_id": "theirs"}], "ben", "other")
    assert workspace.changes(store, "a1", seen)["changed"][0]["last"] == "theirs"
    answer = correct(store, accept(1, HADDAD), since=seen)
    assert {r["last"] for r in answer["changed"]} == {"theirs", "op1"}
    assert workspace.changes(store, "a1", answer["revision"])["changed"] == []


def test_a_toll_set_by_hand_is_answered_with_its_last_edit(store: Store) -> None:
    first = correct(store, record(1, "set_toll", "KILLED", toll={"value": 43}))
    assert first["tolls"]["KILLED"] == {"value": 43, "figure_ids": [], "set_by": "ana", "last": "op1"}
    second = correct(store, record(2, "set_toll", "KILLED", "op1", toll=None))
    assert second["tolls"]["KILLED"]["last"] == "op2"
    assert "set_by" not in second["tolls"]["KILLED"]


@pytest.mark.parametrize("client", ["", "x" * 101, "tab\t", 7, None])
def test_a_page_without_a_name_is_an_error(store: Store, client: Any) -> None:
    with pytest.raises(ValueError, match="client id"):
        workspace.correct(store, "a1", [accept(1, KILLED)], "ana", client)


def test_extracting_again_reports_and_keeps_what_was_judged(store: Store) -> None:
    correct(store, accept(1, KILLED))
    assert workspace.extract_again(store, "a1").problems == ()
    assert store.state("a1").annotations[KILLED.id].status == "accepted"


def test_a_store_that_does_not_answer_acknowledges_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise StoreError("the disk is full")

    monkeypatch.setattr(store, "append", fail)
    with pytest.raises(StoreError):
        correct(store, accept(1, KILLED))


def test_a_download_is_the_export_as_a_file_whose_chunks_are_not_kept(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert store.ids()
    wanted = b"".join(workspace.export(store, "zip", None, Options()))
    with workspace.export_file(store, "zip", None, Options()) as file:
        assert file.read() == wanted
    size = 100_000

    def chunks(*given: object) -> Iterator[bytes]:
        for _ in range(200):
            yield bytes(size)

    monkeypatch.setattr(workspace, "export", chunks)
    tracemalloc.start()
    with workspace.export_file(store, "zip", None, Options()) as file:
        most = tracemalloc.get_traced_memory()[1]
        assert len(file.read()) == 200 * size
    tracemalloc.stop()
    assert most < 20 * size
