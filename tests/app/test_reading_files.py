"""What the upload asks of a file that does not say it itself: columns, encoding, labels."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

SCRIPT = """
import io
import streamlit as st
from components.importers import read
from components.pages import reading

class Upload(io.BytesIO):
    name = {name!r}

file = Upload({data!r})
chosen = reading.choices(file, "k")
for item in read(file, file.name, choices=chosen):
    st.text(item.article.title + ": " + item.article.text if hasattr(item, "article") else item.message)
"""


def shown(name: str, data: bytes) -> AppTest:
    app = AppTest.from_string(SCRIPT.format(name=name, data=data), default_timeout=60).run()
    assert not app.exception
    return app


def test_columns_without_names_that_we_know_are_asked_for_and_then_read() -> None:
    app = shown("a.csv", b"kop,inhoud\nFerry sinks,Nine died off the cape.\n")
    assert "choose the one that holds the articles" in app.warning[0].value
    app.selectbox(key="column-text-k").select("inhoud")
    app.selectbox(key="column-title-k").select("kop").run()
    assert [t.value for t in app.text] == ["Ferry sinks: Nine died off the cape."]


def test_columns_that_are_known_are_shown_and_can_be_changed() -> None:
    app = shown("a.csv", b"headline,lead,text\nFerry sinks,Nine died,At sea.\n")
    assert not app.warning
    assert app.selectbox(key="column-title-k").value == "headline"
    app.selectbox(key="column-title-k").select("lead").run()
    assert [t.value for t in app.text] == ["Nine died: At sea."]


def test_an_encoding_can_be_chosen() -> None:
    app = shown("a.txt", "Погибли девять человек, сообщила полиция.".encode("koi8-r"))
    app.selectbox(key="encoding-k").select("cp1251").run()
    assert "рПЗЙВМЙ" in app.text[-1].value


def test_labels_of_another_tool_can_be_named() -> None:
    app = shown("a.jsonl", b'{"text": "Anna died.", "label": [[0, 4, "VICTIM"]]}')
    assert "left out: Dateline has no such label" in app.text[0].value
    app.text_input(key="labels-k").set_value("VICTIM=person").run()
    assert [t.value for t in app.text] == ["Anna died.: Anna died."]


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.blob"])
def test_nothing_is_asked_of_a_file_that_says_it_itself(name: str) -> None:
    assert not shown(name, b"x").expander


def test_a_tab_for_addresses_is_there_only_where_they_are_switched_on(monkeypatch: pytest.MonkeyPatch) -> None:
    script = "from components.pages import adding\nadding.dialog()"
    monkeypatch.delenv("DATELINE_FETCH", raising=False)
    assert [tab.label for tab in AppTest.from_string(script, default_timeout=60).run().tabs] == ["Paste", "Upload"]
    monkeypatch.setenv("DATELINE_FETCH", "1")
    app = AppTest.from_string(script, default_timeout=60).run()
    assert [tab.label for tab in app.tabs] == ["Paste", "Upload", "Address"]
