"""Whatever bytes come in, an importer answers with articles and problems, never with an exception."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.exporters import EXPORTERS, Options
from components.importers import endings, read
from components.model import VALUE_FIELDS, Annotated, Problem
from components.tables import TABLES, all_rows

PIECES = st.sampled_from(
    [b"---\n", b"title: x\n", b"# ", b'"', b",", b";", b"\t", b"\r\n", b"\n", b"text", b"id", b"guarded", b"{", b"}", b"[", b":", b"\x00",
     b"\xff\xfe", b"\xef\xbb\xbf", b"\xe2\x80", b"\x93", "é😀\u0301".encode(), b"sep=;", b'{"text": "a"}', b"annotations", b"'=1"]
)  # fmt: skip
BYTES = st.binary(max_size=300) | st.lists(PIECES, max_size=40).map(b"".join)
NAMES = (
    "id",
    "layer",
    "label",
    "start",
    "end",
    "text",
    "status",
    "origin",
    "score",
    "hand",
    "figure_ids",
    *VALUE_FIELDS["figure"],
    *VALUE_FIELDS["quote"],
)
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-3, 30)
    | st.floats()
    | st.sampled_from(["KILLED", "figure", "DIRECT", "exact", "e\u0301", "\ud800", ""])
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=6),
    max_leaves=8,
)
SPANS = st.fixed_dictionaries(
    {"label": st.sampled_from(["KILLED", "DIRECT", "PERSON"]), "start": st.integers(0, 5), "end": st.integers(4, 9)}
)
SOME = st.dictionaries(st.sampled_from([n for n in NAMES if n not in ("start", "end", "label")]), LEAVES, max_size=3)
ANNOTATIONS = st.builds(lambda span, some: {**span, **some}, SPANS, SOME)
FIELDS = ("id", "title", "outlet", "published", "url", "language", "text_version", "tags", "sentences", "review_status")
RECORDS = st.builds(
    lambda text, more, annotations: {"text": text, **more, **annotations},
    st.sampled_from(["Cafe\u0301 closed. Five died.\r\n", "Five died.", "", "\ufeffA\x00b and more"]),
    st.dictionaries(st.sampled_from((*FIELDS, "tolls", "annotations")), VALUES, max_size=4),
    st.fixed_dictionaries({"annotations": st.lists(ANNOTATIONS | VALUES, max_size=4)}) | st.just({}),
)


@pytest.mark.parametrize("ending", endings())
@settings(max_examples=40, deadline=None)
@given(data=BYTES)
def test_any_bytes_give_articles_or_problems(ending: str, data: bytes) -> None:
    found = list(read(data, f"x{ending}"))
    assert all(isinstance(item, Annotated | Problem) for item in found)
    assert found or ending in (".csv", ".tsv", ".jsonl", ".ndjson", ".jsonld")
    assert all(item.article.text.strip() for item in found if isinstance(item, Annotated))


@settings(max_examples=200, deadline=None)
@given(RECORDS)
def test_any_record_gives_articles_that_every_table_and_format_takes(record: dict[str, Any]) -> None:
    found = [item for item in read(json.dumps(record).encode(), "x.jsonl") if isinstance(item, Annotated)]
    assert bool(found) == bool(record["text"])
    for table in TABLES:
        assert all(isinstance(row, dict) for row in all_rows(table, found))
    line = b"".join(EXPORTERS["jsonl"].export(found, Options()))
    assert list(read(line, "x.jsonl")) == found if found else line == b""
