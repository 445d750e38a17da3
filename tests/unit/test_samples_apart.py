"""Sample articles stay out of what is made of an analyst's own articles, and the first page waits for nothing slow."""

from __future__ import annotations

import subprocess
import sys

from components import workspace
from components.exporters import Options
from components.model import SAMPLE, Annotated, Article, Extraction
from components.store import Asked, Query, Store, read_edits
from tests.unit.store.making import ANNOTATED, ARTICLE, EXTRACTION, MAARAT, accept


def with_sample(store: Store) -> Store:
    store.add(Annotated(Article("s", "Maarat is quiet.", "A sample", tags=(SAMPLE, "war"))), Extraction((), ()))
    return store


def test_samples_are_left_out_of_exports_as_soon_as_there_are_others(store: Store) -> None:
    with_sample(store)
    assert workspace.own_ids(store) == ["s"]
    store.add(ANNOTATED, EXTRACTION)
    assert workspace.own_ids(store) == ["a1"]
    assert store.ids() == ["s", "a1"]
    assert b"A sample" not in b"".join(workspace.export(store, "jsonl", None, Options()))
    assert store.choices().samples == 1
    assert [row.id for row in store.find(Query(samples=False)).rows] == ["a1"]


def test_names_can_be_gathered_without_the_samples(store: Store) -> None:
    store.add(Annotated(Article("s", ARTICLE.text, tags=(SAMPLE,))), EXTRACTION)
    store.add(ANNOTATED, EXTRACTION)
    assert {entity.articles for entity in store.named.page(Asked()).entities} == {2}
    assert {entity.articles for entity in store.named.page(Asked(samples=False)).entities} == {1}


def test_what_is_judged_in_a_sample_is_not_remembered_until_it_is_one_no_more(store: Store) -> None:
    store.add(Annotated(Article(ARTICLE.id, ARTICLE.text, tags=(SAMPLE,))), EXTRACTION)
    store.append("a1", "page-1", read_edits([accept(1, MAARAT)], "a1", "page-1", len(ARTICLE.text)))
    assert not store.memory.now().tallies
    assert not store.memory.examples(["Maarat"])
    store.update_metadata("a1", tags=[])
    assert list(store.memory.now().tallies) == ["Maarat"]


def test_the_library_is_imported_without_the_language_model_and_the_charts() -> None:
    slow = "import sys, components.session, components.pages.library as l; print([m for m in {!r} if m in sys.modules])"
    code = slow.format(("spacy", "pandas", "altair", "pint"))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
