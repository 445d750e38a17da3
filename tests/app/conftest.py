"""The stores that the pages open, fresh ones for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st

from components.importers import read
from components.model import Annotated
from components.store import Store, open_store

ARTICLES = Path(__file__).parents[1] / "e2e" / "articles.jsonl"


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    url = f"sqlite:///{tmp_path}/dateline.db"
    monkeypatch.setenv("DATELINE_DATABASE_URL", url)
    st.cache_resource.clear()
    st.cache_data.clear()
    store = open_store(url)
    yield store
    store.close()
    st.cache_resource.clear()


@pytest.fixture
def empty(opened: Store) -> Store:
    """A store that was used before (so that no samples are added) and holds nothing now."""
    for item in read(ARTICLES.read_bytes(), "articles.jsonl"):
        assert isinstance(item, Annotated)
        opened.add(item)
    opened.remove("ferry")
    return opened


@pytest.fixture
def full(empty: Store) -> Store:
    """A store with one article."""
    empty.put_back("ferry")
    return empty
