"""The file that an article came in is kept beside its text, byte for byte, and goes where the store goes."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from components.importers import Choices, originals, read
from components.model import Annotated, Original
from components.store import Store, open_store

KEEP = Choices(keep=True)
PAGE = b"<html><body><article><p>Nine people died in Halvren on Monday, the mayor said.</p></article></body></html>"


def taken(store: Store, data: bytes, name: str) -> list[str]:
    found = [item for item in read(data, name, choices=KEEP) if isinstance(item, Annotated)]
    return [store.add(item).article_id for item in found]


def test_the_file_comes_back_byte_for_byte_and_only_where_asked_for(store: Store) -> None:
    (article,) = taken(store, PAGE, "wire/halvren.html")
    facts = Original("wire/halvren.html", "text/html", len(PAGE), None)
    assert store.original(article) == facts
    with_data = store.original(article, with_data=True)
    assert with_data
    assert with_data.data == PAGE
    assert store.original("nothing here") is None


def test_a_file_in_an_archive_is_its_articles_and_a_table_is_named_alone(store: Store) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", "Four died in Tarn.")
    (article,) = taken(store, packed.getvalue(), "all.zip")
    found = store.original(article, with_data=True)
    assert found
    assert (found.name, found.data) == ("all.zip › a.txt", b"Four died in Tarn.")
    (row, _) = taken(store, b"id,text\nr1,Five died.\nr2,Six died.\n", "table.csv")
    assert store.original(row, with_data=True) == Original("table.csv", "text/csv", 35, None, kept=False)


def test_a_file_that_is_too_large_is_named_with_its_size(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(originals, "LIMIT", 5)
    (article,) = taken(store, b"Seven died.", "long.txt")
    assert store.original(article) == Original("long.txt", "text/plain", 11, None, kept=False)


def test_it_goes_along_into_a_backup_and_another_store(store: Store, tmp_path: Path) -> None:
    (article,) = taken(store, PAGE, "halvren.html")
    store.back_up(tmp_path / "kept.db")
    kept = open_store(f"sqlite:///{tmp_path}/kept.db")
    copied = open_store(f"sqlite:///{tmp_path}/copied.db")
    store.copy_to(copied)
    assert [(s.original(article, with_data=True) or Original("", "", 0)).data for s in (kept, copied)] == [PAGE, PAGE]
    assert list(copied.check()) == []


def test_nothing_is_kept_where_nobody_asked_for_it() -> None:
    (found,) = read(PAGE, "halvren.html")
    assert isinstance(found, Annotated)
    assert found.original is None
