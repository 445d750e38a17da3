"""Rows out of annotations: their columns, order, sentences, containing quotes, and what is left out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from components import tables
from components.events.account import Telling, account
from components.events.claim import Claim
from components.events.model import Event
from components.identity import entity_id
from components.model import VALUES_OF, Annotated, Annotation, Article, Layer, Span, Status, Toll

TEXT = "“Five died,” said Ms Hale. “Two of them were children,” she added.\nThe Hale report says five.\n"
SENTENCES = (Span(0, 26), Span(27, 66), Span(67, 93))


def annotation(
    layer: Layer, label: str, words: str, nth: int = 1, status: Status = "suggested", **values: Any
) -> Annotation:
    start = -1
    for _ in range(nth):
        start = TEXT.index(words, start + 1)
    made = VALUES_OF[layer](**values)
    return Annotation(f"{label}{start}", layer, label, start, start + len(words), made, status=status)


def annotated(*found: Annotation, **more: Any) -> Annotated:
    return Annotated(Article("a1", TEXT, "Title"), found, SENTENCES, **more)


FIVE = annotation("figure", "KILLED", "Five", value=5.0)
TWO = annotation("figure", "KILLED", "Two", value=2)
QUOTE = annotation("quote", "DIRECT", "Five died,", speaker_name="Ann Hale", cue_start=13, cue_end=17)
HALE = annotation("entity", "PERSON", "Hale", name="Ann Hale", entity_id="e1")
REPORT = annotation("entity", "ORG", "Hale", 2, status="rejected")
ALL = annotated(TWO, REPORT, HALE, FIVE, QUOTE, tolls={"KILLED": Toll("KILLED", 5, figure_ids=(FIVE.id,))})
ANN = Claim("c1", "a1", "KILLED", 0, 4, value=1, low=1, high=1, bound="exact", subject="Ann Hale", outlet="Post")
EVENT = account(Event("e1", "Blast"), [ANN], [Telling("a1"), Telling("a2")])


@pytest.mark.parametrize("table", tables.TABLES)
def test_a_row_has_the_columns_of_its_table_in_their_order(table: str) -> None:
    found = list(tables.all_rows(table, [ALL], accounts=[EVENT]))
    assert found
    assert all((*row, tables.GUARDED) == tables.TABLES[table] for row in found)


def test_a_row_says_of_which_event_it_is_and_a_claim_that_was_moved_of_another() -> None:
    told = replace(ALL, event_id="e1", claim_events={TWO.id: "e2"})
    assert {row["event_id"] for row in (*tables.rows("tolls", told), *tables.rows("articles", told))} == {"e1"}
    of = {row["figure_id"]: row["event_id"] for row in tables.rows("figures", told)}
    assert (of[FIVE.id], of[TWO.id]) == ("e1", "e2")


def test_an_event_is_a_row_with_its_numbers_and_a_row_each_for_claims_and_victims() -> None:
    (event,) = tables.event_rows("events", EVENT)
    assert (event["articles"], event["claims"], event["sources"], event["killed_best"]) == (2, 1, 1, 1)
    (claim,) = tables.event_rows("claims", EVENT)
    assert (claim["state"], claim["independent_source"], claim["source_kind"]) == ("standing", "Post", "media")
    (victim,) = tables.event_rows("victims", EVENT)
    assert (victim["name"], victim["sex"]) == ("Ann Hale", "female")


def test_rows_are_sorted_by_start_then_longest_first_then_label() -> None:
    assert [row["annotation_id"] for row in tables.rows("annotations", ALL)] == [
        QUOTE.id, FIVE.id, HALE.id, TWO.id, REPORT.id
    ]  # fmt: skip


def test_a_row_quotes_its_text_and_its_sentence() -> None:
    found = {row["figure_id"]: row for row in tables.rows("figures", ALL)}
    assert (found[FIVE.id]["text"], found[FIVE.id]["sentence"]) == ("Five", "“Five died,” said Ms Hale.")
    assert found[TWO.id]["sentence"] == "“Two of them were children,” she added."


def test_the_sentence_of_a_long_highlight_goes_from_the_first_to_the_last_it_touches() -> None:
    long = replace(QUOTE, end=TEXT.index("she"))
    (row,) = tables.rows("quotes", annotated(long))
    assert row["sentence"] == TEXT[:66]


def test_without_sentences_the_sentence_is_unknown() -> None:
    (row,) = tables.rows("figures", Annotated(Article("a1", TEXT), (FIVE,)))
    assert row["sentence"] is None


def test_a_figure_names_the_smallest_quote_that_contains_it() -> None:
    whole = replace(QUOTE, id="whole", label="MIXED", start=0, end=60)
    part = replace(QUOTE, id="part", start=FIVE.start, end=FIVE.end)
    assert {r["figure_id"]: r["quote_id"] for r in tables.rows("figures", ALL)} == {FIVE.id: QUOTE.id, TWO.id: None}
    found = {r["figure_id"]: r["quote_id"] for r in tables.rows("figures", annotated(FIVE, TWO, QUOTE, whole, part))}
    assert found == {FIVE.id: "part", TWO.id: "whole"}


def test_a_rejected_highlight_is_a_row_of_annotations_only() -> None:
    gone = annotated(*(replace(a, status="rejected") for a in ALL.annotations))
    assert len(list(tables.rows("annotations", gone))) == 5
    assert [list(tables.rows(t, gone)) for t in ("quotes", "figures", "entities")] == [[], [], []]


def test_only_judged_leaves_out_suggestions_and_the_tolls_that_rest_on_them() -> None:
    judged = replace(FIVE, status="accepted")
    some = annotated(judged, TWO, QUOTE, tolls={"KILLED": Toll("KILLED", 5, figure_ids=(FIVE.id,))})
    assert [r["figure_id"] for r in tables.rows("figures", some, judged=True)] == [FIVE.id]
    assert [r["label"] for r in tables.rows("tolls", some, judged=True)] == ["KILLED"]
    assert list(tables.rows("tolls", ALL, judged=True)) == []


def test_whole_numbers_are_shown_as_such() -> None:
    assert repr(next(tables.rows("figures", ALL))["value"]) == "5"


def test_the_counts_of_articles_are_those_of_the_other_tables() -> None:
    (row,) = tables.rows("articles", ALL)
    assert (row["entities"], row["quotes"], row["figures"], row["open_suggestions"]) == (1, 1, 2, 4)
    assert (row["characters"], row["words"]) == (len(TEXT), 17)


def test_an_entity_is_one_row_over_articles_with_its_aliases() -> None:
    other = Annotated(Article("a2", TEXT), (replace(HALE, end=HALE.start + 3), annotation("entity", "PERSON", "Ms")))
    found = list(tables.entity_rows([ALL, other]))
    assert [(r["entity_id"], r["name"], r["aliases"], r["mentions"], r["articles"]) for r in found] == [
        ("e1", "Ann Hale", "Hal; Hale", 2, 2),
        (entity_id("Ms", "PERSON"), "Ms", None, 1, 1),
    ]


def test_a_highlight_outside_of_the_text_is_an_error_that_names_it() -> None:
    with pytest.raises(tables.RowError, match="article a1: the highlight KILLED1"):
        list(tables.rows("figures", annotated(replace(FIVE, end=4000))))


@pytest.mark.parametrize("table", tables.TABLES)
@pytest.mark.parametrize("articles", [[], [ALL]])
def test_a_frame_has_numbers_as_numbers_even_where_it_is_empty(table: str, articles: list[Annotated]) -> None:
    frame = tables.frame(table, articles)
    assert list(frame.columns) == list(tables.TABLES[table][:-1])
    kinds = {column: str(dtype) for column, dtype in frame.dtypes.items()}
    assert all(kinds[c] == "Float64" for c in tables.NUMBERS & kinds.keys())
    assert all(kinds[c] == "Int64" for c in tables.INTEGERS & kinds.keys())


def test_a_number_that_no_chart_can_hold_is_unknown_in_a_frame_and_exact_in_a_row() -> None:
    huge = annotated(replace(FIVE, values=replace(FIVE.figure, value=10**400)))
    assert next(tables.rows("figures", huge))["value"] == 10**400
    assert tables.frame("figures", [huge])["value"].isna().all()


def test_articles_are_ordered_by_day_and_id_those_without_a_day_first() -> None:
    days = [("b", "2024-05-01"), ("c", None), ("a", "2024-05-01"), ("d", "2023-01-01")]
    found = tables.in_order(Annotated(Article(i, "x", published=day)) for i, day in days)
    assert [x.article.id for x in found] == ["c", "d", "a", "b"]
