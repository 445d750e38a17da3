"""The file of a SQLite store: deleted, moved, replaced or read-only while Dateline runs."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from components.model import Article
from components.store import Store, StoreError, open_store, read_edits
from tests.unit.store.making import ANNOTATED, EXTRACTION, add

EDITS = read_edits([add(1, "Rana Haddad")], "a1", "tab", 10_000)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store" / "dateline.db"


@pytest.fixture
def opened(path: Path) -> Store:
    store = open_store(f"sqlite:///{path}")
    store.add(ANNOTATED, EXTRACTION)
    return store


def deleted(path: Path) -> None:
    path.unlink()


def moved(path: Path) -> None:
    path.rename(path.with_name("elsewhere.db"))


def replaced(path: Path) -> None:
    other = path.with_name("other.db")
    other.write_bytes(path.read_bytes())
    other.replace(path)


def folder_deleted(path: Path) -> None:
    shutil.rmtree(path.parent)


@pytest.mark.parametrize("happens", [deleted, moved, replaced, folder_deleted])
def test_nothing_is_acknowledged_once_the_file_is_another(
    opened: Store, path: Path, happens: Callable[[Path], None]
) -> None:
    happens(path)
    with pytest.raises(StoreError, match=r"dateline\.db.*deleted, moved or replaced"):
        opened.append("a1", "tab", EDITS, "ada")
    opened.close()  # new connections must not make an empty store in its place
    with pytest.raises(StoreError, match="deleted, moved or replaced"):
        opened.find()
    assert path.exists() == (happens is replaced)


def test_a_file_that_is_put_back_is_written_again(opened: Store, path: Path) -> None:
    moved(path)
    with pytest.raises(StoreError):
        opened.append("a1", "tab", EDITS, "ada")
    path.with_name("elsewhere.db").rename(path)
    assert opened.append("a1", "tab", EDITS, "ada").acknowledged == 1
    assert list(opened.check()) == []


@pytest.fixture(params=["closed", "with its log"])
def read_only(opened: Store, path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Store:
    if request.param == "closed":
        opened.close()
    monkeypatch.setattr("os.access", lambda *_: False)  # root may write everything
    return open_store(f"sqlite:///{path}")


def test_a_store_that_cannot_be_written_is_read(read_only: Store) -> None:
    assert read_only.find().total == 1
    assert read_only.annotated("a1").annotations
    assert list(read_only.check()) == []


def test_a_store_that_cannot_be_written_says_so(read_only: Store) -> None:
    for write in (
        lambda: read_only.append("a1", "tab", EDITS, "ada"),
        lambda: read_only.remove("a1"),
        lambda: read_only.add(type(ANNOTATED)(Article("b", "Text."), ())),
    ):
        with pytest.raises(StoreError, match="can only be read here"):
            write()
