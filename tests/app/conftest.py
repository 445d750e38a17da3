"""The store that the pages open, a fresh one for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st

from components.store import Store, open_store


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
