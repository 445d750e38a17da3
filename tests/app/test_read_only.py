"""Every page over a store that cannot be written: it is read, and nothing fails."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st

from components.store import open_store
from tests.app.screen import run
from tests.unit.events.told import blast


@pytest.fixture
def read_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    url = f"sqlite:///{tmp_path}/dateline.db"
    store = open_store(url)
    store.add(blast("m1", "2024-03-12", "Halvren", "market", 17, "Tuesday", "2024-03-12"))
    store.events.settle()
    store.add(blast("s1", "2024-03-15", "Orvel", "station", 4, "Friday", "2024-03-15"))  # its event is not proposed yet
    store.close()
    monkeypatch.setenv("DATELINE_DATABASE_URL", url)
    monkeypatch.setattr("os.access", lambda *_: False)  # root may write everything
    st.cache_resource.clear()
    st.cache_data.clear()
    yield
    st.cache_resource.clear()


PAGES = ("library", "read", "events", "figures", "quotes", "names", "memory", "export", "account")


@pytest.mark.usefixtures("read_only")
@pytest.mark.parametrize("page", PAGES)
def test_a_page_over_a_store_that_cannot_be_written_is_shown(page: str) -> None:
    app = run(page, **({"article": "m1"} if page == "read" else {}))
    assert [error.value for error in app.error] == []


@pytest.mark.usefixtures("read_only")
def test_an_event_is_shown_as_it_was_proposed() -> None:
    app = run("events")
    assert list(app.dataframe[0].value["Place"]) == ["Halvren"]
