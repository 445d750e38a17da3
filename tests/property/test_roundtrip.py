"""What an exporter writes, the importer reads back: the same article, the same annotations, the same cells."""

from __future__ import annotations

import io
from dataclasses import fields
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from components.exporters import EXPORTERS, Options
from components.exporters.csv_table import Sheet
from components.importers import csv_rows, read
from components.importers.cleaning import mended
from components.labels import labels
from components.model import (
    BOUNDS,
    CASUALTIES,
    ORIGINS,
    REVIEW_STATUSES,
    SCOPES,
    STATUSES,
    VALUE_FIELDS,
    VALUES_OF,
    VICTIM_TYPES,
    Annotated,
    Annotation,
    Article,
    Span,
    Toll,
)
from components.tables import TABLES
from components.text import settle

ODD = (  # formula starts, quotes, delimiters, line ends, emoji (joined, flags), combining marks, right to left
    *"=+-@'\"\t\r\n,;|\\#<>&😀\u0301\u200d\u2028\x85\xa0\x00",
    *(
        "\r\n",
        "\n\n",
        "👩‍👧",
        "🇺🇦",
        "e\u0301\u0302",
        "שלום",
        "مرحبا",
        "\u202eabc\u202c",
        "\u200f",
        "“",
        "‘",
        "NA",
        "007",
        "=1+1",
    ),
)
PIECES = st.lists(
    st.text(st.characters(codec="utf-8"), max_size=8)
    | st.sampled_from(ODD)
    | st.sampled_from((" ", ". ", "He said. ")),
    max_size=12,
)
LETTERS = PIECES.map("".join)
WORDS = LETTERS.map(lambda raw: settle(raw).replace("\n", " ")).filter(bool)
TEXTS = st.builds(lambda a, b: settle(f"{a}five people{b}"), LETTERS, LETTERS)
NUMBERS = st.integers(-(10**20), 10**20) | st.floats(allow_nan=False, allow_infinity=False).filter(
    lambda x: not x.is_integer()
)
DAYS = st.dates().map(lambda d: d.isoformat())


def value(name: str, length: int) -> st.SearchStrategy[Any]:
    if name == "bound":
        return st.sampled_from(BOUNDS)
    if name == "scope":
        return st.sampled_from(SCOPES)
    if name == "victim_type":
        return st.sampled_from(VICTIM_TYPES)
    if name.endswith(("_start", "_end")) and not name.startswith("period"):
        return st.integers(0, length)
    if name.split("_")[0] in ("value", "low", "high") or name == "speaker_score":
        return NUMBERS
    return WORDS


@st.composite
def highlights(draw: st.DrawFn, text: str, ident: str) -> Annotation:
    label = draw(st.sampled_from(sorted(labels())))
    layer = labels()[label].layer
    start = draw(st.integers(0, len(text) - 1))
    some = draw(st.sets(st.sampled_from(VALUE_FIELDS[layer]), max_size=6))
    people: dict[str, Any] = {
        name: draw(st.none() | WORDS) for name in ("comment", "created_by", "created_at", "updated_by", "updated_at")
    }
    return Annotation(
        ident,
        layer,
        label,
        start,
        draw(st.integers(start + 1, len(text))),
        VALUES_OF[layer](**{name: draw(value(name, len(text))) for name in sorted(some)}),
        origin=draw(st.sampled_from(ORIGINS)),
        status=draw(st.sampled_from(STATUSES)),
        score=draw(st.none() | st.floats(0, 1)),
        hand=tuple(name for name in VALUE_FIELDS[layer] if name in some),
        original_label=draw(st.none() | st.just("KILLED")),
        **people,
    )


TOLLS = st.builds(
    Toll, st.just("KILLED"), NUMBERS, st.none() | NUMBERS, st.none(), st.none() | st.sampled_from(BOUNDS),
    figure_ids=st.lists(WORDS, max_size=2).map(tuple), reason=st.none() | WORDS, set_by=st.none() | WORDS,
)  # fmt: skip


@st.composite
def articles(draw: st.DrawFn) -> Annotated:
    text = draw(TEXTS)
    optional = {name: draw(st.none() | WORDS) for name in ("outlet", "author")}
    article = Article(
        draw(WORDS), text, draw(WORDS | st.just("")), published=draw(st.none() | DAYS), text_version=draw(st.integers(1, 9)),
        tags=draw(st.lists(WORDS, max_size=2).map(tuple)), language=draw(st.sampled_from(["en", "de"])), **optional,
    )  # fmt: skip
    found = [draw(highlights(text, f"id{n}")) for n in range(draw(st.integers(0, 4)))]
    cut = draw(st.integers(1, len(text) - 1))
    event = draw(st.none() | st.just("e1"))
    figures = [a.id for a in found if a.layer == "figure"]
    elsewhere = {
        id_: draw(st.sampled_from(["e2", *([None] if event else [])])) for id_ in figures if draw(st.booleans())
    }
    return Annotated(
        article,
        tuple(sorted(found, key=lambda a: (a.start, -a.end, a.label, a.id))),
        draw(st.sampled_from([(), (Span(0, cut), Span(cut, len(text)))])),
        {toll.label: toll for toll in draw(st.lists(TOLLS, max_size=1))},
        draw(st.sampled_from(REVIEW_STATUSES)),
        event,
        elsewhere,
    )


@settings(max_examples=150, deadline=None)
@given(st.lists(articles(), max_size=3))
def test_jsonl_reads_back_whole(exported: list[Annotated]) -> None:
    data = b"".join(EXPORTERS["jsonl"].export(exported, Options()))
    back = list(read(data, "articles.jsonl")) if data else []
    assert back == exported


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.dictionaries(st.sampled_from(TABLES["quotes"][:-1]), LETTERS), max_size=4), st.booleans(), st.booleans()
)
def test_the_cells_of_a_csv_come_back_as_they_were(rows: list[dict[str, str]], excel: bool, semicolon: bool) -> None:
    whole = [{column: row.get(column, "") for column in TABLES["quotes"][:-1]} for row in rows]
    sheet = Sheet("quotes", Options(excel=excel, semicolon=semicolon))
    for row in whole:
        sheet.add(row)
    back = [dict(row) for row in csv_rows.rows(io.BytesIO(sheet.take()))]
    assert [{k: v for k, v in row.items() if k != "guarded"} for row in back] == whole


@settings(max_examples=100, deadline=None)
@given(TEXTS, st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]), st.sampled_from(["\n", "\r\n", "\r"]))
def test_a_settled_text_is_the_same_after_any_encoding_and_line_end(text: str, encoding: str, line_end: str) -> None:
    assume(mended(text) == text)  # "Â " is taken for a blank that was encoded twice, and told
    (found,) = read(text.replace("\n", line_end).encode(encoding), "x.txt")
    assert isinstance(found, Annotated)
    assert found.article.text == text


def test_every_casualty_label_of_a_toll_comes_back() -> None:
    tolls = {label: Toll(label, n, figure_ids=("f",)) for n, label in enumerate(CASUALTIES)}
    (back,) = read(
        b"".join(EXPORTERS["jsonl"].export([Annotated(Article("a", "x", "t"), tolls=tolls)], Options())), "a.jsonl"
    )
    assert isinstance(back, Annotated)
    assert back.tolls == tolls


def test_no_field_of_an_article_is_forgotten() -> None:
    known = {"id", "text", "title", "outlet", "author", "published", "url", "language", "text_version", "tags"}
    assert {f.name for f in fields(Article)} == known
