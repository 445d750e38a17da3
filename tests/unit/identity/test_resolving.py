"""Decisions on an article: mentions, speakers, sources, places and tolls follow, and what is exported reads back."""

from __future__ import annotations

import io
from dataclasses import replace

from components import tables
from components.exporters import EXPORTERS, Options
from components.identity import Decision, Identities, calls, entity_id, replay, resolved, settled
from components.importers import read
from components.model import Annotated, Annotation, Article, EntityValues, FigureValues, QuoteValues, Toll

TEXT = "“Five died in Tarn,” Hale said. Ann Hale left Tarn."


def entity(words: str, label: str, name: str | None, nth: int = 0) -> Annotation:
    start = TEXT.index(words, nth)
    return Annotation(f"{label}{start}", "entity", label, start, start + len(words), EntityValues(name))


SAID = QuoteValues(speaker_start=21, speaker_end=25, speaker_text="Hale", speaker_name="A. Hale", relay="Tarn Post")
FIVE = FigureValues(value=5, source="A. Hale", place="Tarn")
FOUND = (
    Annotation("q", "quote", "DIRECT", 1, 18, SAID),
    Annotation("f", "figure", "KILLED", 1, 5, FIVE),
    entity("Tarn", "GPE", None),
    entity("Hale", "PERSON", "A. Hale"),
    entity("Ann Hale", "PERSON", "Ann Hale"),
    entity("Tarn", "GPE", "Tarn", 30),
)
ARTICLE = Annotated(Article("a1", TEXT), FOUND, tolls={"KILLED": Toll("KILLED", 5, source="A. Hale", place="Tarn")})
A, ANN, TARN = entity_id("A. Hale", "PERSON"), entity_id("Ann Hale", "PERSON"), entity_id("Tarn", "GPE")


def decided(*decisions: Decision) -> Identities:
    state = Identities()
    for n, decision in enumerate(decisions, 1):
        made = [*state.standing, replace(settled(decision, state, n), seq=n)]
        state = replay(made)
    return state


MERGED = Decision("d1", "merge", {"entities": [A, ANN], "into": ANN, "name": "Ann Hale", "label": "PERSON"})
RENAMED = Decision("d2", "rename", {"entity": TARN, "name": "Tarn-by-the-Sea", "label": "GPE"})
POST = Decision("d3", "rename", {"entity": entity_id("Tarn Post", "ORG"), "name": "The Post", "label": "ORG"})


def test_without_decisions_mentions_get_their_ids_and_nothing_else_changes() -> None:
    found = resolved(ARTICLE, Identities())
    assert [a.values.entity_id for a in found.annotations if isinstance(a.values, EntityValues)] == [TARN, A, ANN, TARN]
    assert [replace(a, values=EntityValues()) for a in found.annotations] == [
        replace(a, values=EntityValues()) for a in FOUND
    ]
    assert resolved(found, Identities()) == found


def test_everything_that_carries_the_name_follows() -> None:
    found = resolved(ARTICLE, decided(MERGED, RENAMED, POST))
    assert {a.entity.name for a in found.annotations if a.label == "PERSON"} == {"Ann Hale"}
    assert {a.entity.name for a in found.annotations if a.label == "GPE"} == {"Tarn-by-the-Sea"}
    (quote,) = tables.rows("quotes", found)
    (figure,) = tables.rows("figures", found)
    (toll,) = tables.rows("tolls", found)
    assert (quote["speaker_name"], quote["relay"]) == ("Ann Hale", "The Post")
    assert (figure["source"], figure["place"]) == (toll["source"], toll["place"]) == ("Ann Hale", "Tarn-by-the-Sea")


def test_the_reader_hears_of_each_field_what_is_stored_and_what_to_show() -> None:
    mention = FOUND[3].id
    found = calls(ARTICLE, decided(MERGED, POST))
    assert found == {
        mention: {"name": ("A. Hale", "Ann Hale")},
        "q": {"speaker_name": ("A. Hale", "Ann Hale"), "relay": ("Tarn Post", "The Post")},
        "f": {"source": ("A. Hale", "Ann Hale")},
    }
    assert calls(ARTICLE, decided(RENAMED))[FOUND[2].id] == {"name": (None, "Tarn-by-the-Sea")}
    assert calls(ARTICLE, Identities()) == {}


def test_the_speaker_is_the_mention_it_points_to() -> None:
    split = Decision("d1", "split", {"entity": A, "written": ["Hale"], "name": "Bo Hale", "label": "PERSON"})
    (quote,) = tables.rows("quotes", resolved(ARTICLE, decided(split)))
    assert quote["speaker_name"] == "Bo Hale"


def test_only_the_article_that_was_split_off_is_called_otherwise() -> None:
    split = Decision("d1", "split", {"entity": TARN, "articles": ["a2"], "name": "Tarn (river)", "label": "GPE"})
    other = replace(ARTICLE, article=replace(ARTICLE.article, id="a2"))
    names = [next(tables.rows("figures", resolved(a, decided(split))))["place"] for a in (ARTICLE, other)]
    assert names == ["Tarn", "Tarn (river)"]


def test_an_entity_is_one_row_with_all_its_spellings() -> None:
    rows = {r["name"]: r for r in tables.entity_rows([resolved(ARTICLE, decided(MERGED))])}
    assert set(rows) == {"Ann Hale", "Tarn"}
    assert (rows["Ann Hale"]["entity_id"], rows["Ann Hale"]["aliases"], rows["Ann Hale"]["mentions"]) == (
        ANN,
        "Hale",
        2,
    )


def test_what_is_exported_reads_back_with_the_same_entities() -> None:
    by_hand = replace(FOUND[3], hand=("name",))
    split = Decision("d1", "split", {"entity": TARN, "articles": ["a1"], "name": "Tarn (river)", "label": "GPE"})
    state = decided(split, replace(MERGED, data={**MERGED.data, "into": A}))
    found = resolved(replace(ARTICLE, annotations=(*FOUND[:3], by_hand, *FOUND[4:])), state)
    data = b"".join(EXPORTERS["jsonl"].export([found], Options()))
    (back,) = read(io.BytesIO(data), "x.jsonl")
    assert isinstance(back, Annotated)
    again = resolved(back, Identities())
    assert b"".join(EXPORTERS["jsonl"].export([again], Options())) == data
    assert list(tables.entity_rows([again])) == list(tables.entity_rows([found]))
