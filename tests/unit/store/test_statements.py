"""How many statements an edit takes: on PostgreSQL each is a way to the server and back."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import event

from components.model import Annotated, Annotation, Article, EntityValues, Extraction
from components.store import Store, read_edits

TEXT = "A fire killed 12 people in Lund."
LUND = Annotation("l", "entity", "GPE", 27, 31, EntityValues(name="Lund"))
ADD = {"layer": "entity", "label": "LAW", "start": 2, "end": 6, "text": "fire"}


@pytest.mark.parametrize(("op", "target", "data", "drops"), [("add", "x", ADD, 0), ("relabel", "l", {}, 1)])
def test_only_rows_that_can_be_there_are_dropped(store: Store, op: str, target: str, data: Any, drops: int) -> None:
    store.add(Annotated(Article("a", TEXT)), Extraction((LUND,), ()))
    seen: list[str] = []
    event.listen(store._engine, "before_cursor_execute", lambda c, cur, said, *more: seen.append(said))
    words = data or {"layer": "entity", "label": "ORG", "text": "Lund"}
    edit = {"op_id": "o", "article_id": "a", "op": op, "target": target, "n": 1, "data": words}
    assert store.append("a", "c", read_edits([edit], "a", "c", len(TEXT)), "ada").stored == 1
    assert len([said for said in seen if said.startswith("DELETE FROM")]) == drops
    assert list(store.check()) == []
