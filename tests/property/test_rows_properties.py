"""Rows of the store against replay: any course of edits and decisions on names, and every row shows what the tables show."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest

from components import tables, workspace
from components.identity import Decision, DecisionRefusedError
from components.identity.listing import Entity
from components.model import Annotated, Annotation, Article, EntityValues, FigureValues, QuoteValues, Span, record_of
from components.store import Asked, Store, read_edits

NAMES = ("Ann Hale", "Hale", "the Port", "Tarn", "Observatory")
TEXT = " ".join(f"{name} said {n} people were killed near Tarn, {name} added." for n, name in enumerate(NAMES, 3))
SENTENCES = tuple(Span(at, at + 20) for at in range(0, len(TEXT) - 20, 20))
NOBODY = "(nobody)"


def made(dice: random.Random, ident: str) -> Annotation:
    """Any annotation: an entity, or a quote or figure that carries names with or without the span of a mention."""
    name = dice.choice(NAMES)
    start = dice.choice([TEXT.index(name), TEXT.rindex(name)])
    span, there = (start, start + len(name)), dice.random() < 0.6
    status: Any = dice.choice(["suggested", "accepted", "edited", "rejected"])
    kind = dice.randrange(4)
    if kind < 2:
        label = dice.choice(["PERSON", "ORG", "GPE", "DATE"])
        values = EntityValues(name=dice.choice([name, None, "Tarn"]), entity_id=dice.choice([None, None, "e-own"]))
        return Annotation(ident, "entity", label, *span, values, status=status)
    ends = span if there else (None, None)
    if kind == 2:
        said = QuoteValues(
            speaker_start=ends[0],
            speaker_end=ends[1],
            speaker_text="she",
            speaker_name=dice.choice([name, None]),
            relay=dice.choice(NAMES),
        )
        return Annotation(ident, "quote", "DIRECT", *span, said, status=status)
    number = float(dice.randrange(9))
    figure = FigureValues(
        number, number, place=dice.choice(NAMES), source=name, source_start=ends[0], source_end=ends[1]
    )
    return Annotation(ident, "figure", dice.choice(["KILLED", "COUNT"]), *span, figure, status=status)


def edits(dice: random.Random, store: Store, article: str, n: int) -> Iterator[dict[str, Any]]:
    """An edit on what is there now."""
    state = store.state(article)
    ident = dice.choice(sorted(state.annotations))
    now = state.annotations[ident]
    data: dict[str, Any] = {"text": TEXT[now.start : now.end]}
    op = dice.choice(["accept", "reject", "remove", "relabel", "resize", "set", "restore", "add"])
    if op == "relabel":
        data |= dict(zip(("layer", "label"), dice.choice([("entity", "ORG"), ("figure", "KILLED")]), strict=True))
    elif op == "resize":
        data = {"start": now.start, "end": now.end + 1, "text": TEXT[now.start : now.end + 1]}
    elif op == "set":
        given = {"entity": {"name": "Tarn"}, "figure": {"source": "Hale"}, "quote": {"speaker_name": "Ann Hale"}}
        data["values"] = given[now.layer]
    elif op == "restore":
        data["annotation"] = record_of(made(dice, ident))
        data["text"] = TEXT[data["annotation"]["start"] : data["annotation"]["end"]]
    elif op == "add":
        data |= {"layer": "entity", "label": "PERSON", "start": now.start, "end": now.end}
    target = f"m{n}" if op == "add" else ident
    yield {"op_id": f"{article}o{n}", "article_id": article, "op": op, "target": target, "after": None if op == "add" else state.last.get(ident), "n": n, "data": data}  # fmt: skip


def decided(dice: random.Random, store: Store, n: int) -> None:
    """A decision on the names that are there, if it can be made."""
    keys = sorted(entity.id for entity in store.named.page(Asked(), limit=1000).entities)
    if len(keys) < 2:
        return
    data: dict[str, Any] = {"entity": keys[0], "name": f"N{n}", "label": "PERSON"}
    op: Any = dice.choice(["rename", "merge", "split", "split", "undo"])
    if op == "merge":
        data = {"entities": keys[:2], "into": keys[0], "name": f"N{n}", "label": "PERSON"}
    elif op == "split":
        data["entity"] = dice.choice(keys)
        data |= dice.choice([{"articles": ["a1"]}, {"written": ["Tarn"]}, {"names": [data["entity"]]}])
    elif op == "undo":
        last = store.names.identities().last()
        data = {"of": last.op_id if last else "none"}
    with suppress(DecisionRefusedError):
        store.names.decide(Decision(f"d{n}", op, data), 10**6)


@pytest.mark.parametrize("seed", range(6))
def test_rows_show_what_the_tables_show_after_any_edits_and_decisions(store: Store, seed: int) -> None:
    dice = random.Random(seed)
    for article in ("a1", "a2", "a3"):
        if article == "a3":
            decided(dice, store, 900)
        found = tuple(made(dice, f"{article}-{n}") for n in range(12))
        store.add(
            Annotated(Article(article, TEXT, outlet="Post", published=f"2024-05-0{article[1]}"), found, SENTENCES)
        )
    for n in range(1, 25):
        article = dice.choice(["a1", "a2"])
        if dice.random() < 0.3:
            decided(dice, store, n)
        outbox = list(edits(dice, store, article, n))
        store.append(article, f"c{n}", read_edits([{**e, "n": 1} for e in outbox], article, f"c{n}", len(TEXT)))
    assert list(store.check()) == []
    named = list(workspace.each_named(store, store.ids()))
    for table, rows in (("figures", store.figures), ("quotes", store.quotes)):
        wanted = {row[f"{table[:-1]}_id"]: row for row in tables.all_rows(table, named)}
        shown = {row[f"{table[:-1]}_id"]: row for row in rows.page(Asked(), 1000)}
        assert shown.keys() == wanted.keys()
        for ident, row in shown.items():
            both = row.keys() & wanted[ident].keys() - {"guarded"}
            assert {n: row[n] for n in both} == {n: wanted[ident][n] for n in both}
        assert rows.count(Asked()) == len(wanted)
    by_place = Counter(row["place"] for row in tables.all_rows("figures", named) if row["place"])
    assert store.figures.groups(Asked(), "place") == by_place
    assert {place: store.figures.count(Asked(places=(place,))) for place in by_place} == by_place
    said = Counter(row["speaker_name"] or row["speaker_text"] or NOBODY for row in tables.all_rows("quotes", named))
    assert store.quotes.speakers(Asked(), NOBODY) == said
    assert {name: store.quotes.count(Asked(speaker=name)) for name in said} == said
    everything = store.collections.make("Everything").id
    store.collections.add(everything, store.ids())
    rows_of_names = list(tables.entity_rows(named))
    for asked in (Asked(), Asked(collection=everything)):
        listed = store.named.page(asked, limit=1000)
        assert listed.fit == store.named.total(asked) == len(rows_of_names)
        assert sorted(as_row(entity) for entity in listed.entities) == sorted(tuple(r.values()) for r in rows_of_names)
        for entity in listed.entities:
            places = store.named.places(asked, entity.id, 1000)
            assert (len(places), len({p.article for p in places})) == (entity.mentions, entity.articles)
            assert len(store.named.articles(asked, entity.id, 10)) == entity.articles


def as_row(entity: Entity) -> tuple[Any, ...]:
    """An entity as its line of entities.csv."""
    aliases = tables.JOINED.join(sorted(written for written, _ in entity.aliases)) or None
    return entity.id, entity.name, entity.label, aliases, entity.mentions, entity.articles
