"""How an uploaded file is to be read where it does not say so itself: columns of a table, encoding, labels of other tools."""

from __future__ import annotations

from typing import BinaryIO

import streamlit as st

from components.importers import IMPORTERS, Choices, importer_for
from components.importers.columns import HeaderError, places
from components.importers.headers import columns_of
from components.labels import labels
from components.pages import layout

KEPT = Choices(keep=True)
FOUND_OUT = "found out"
NO_COLUMN = "–"
FIELDS = {
    "text": "Text",
    "title": "Title",
    "outlet": "Outlet",
    "published": "Date",
    "author": "Author",
    "url": "Address",
    "id": "Id",
}
ENCODINGS = {
    FOUND_OUT: "Found out from its letters",
    "utf-8": "Unicode (UTF-8)",
    "utf-16": "Unicode (UTF-16)",
    "cp1252": "Western European (Windows-1252)",
    "mac-roman": "Western European (Mac)",
    "cp1250": "Central European (Windows-1250)",
    "cp1251": "Cyrillic (Windows-1251)",
    "koi8-r": "Cyrillic (KOI8-R)",
    "cp1253": "Greek (Windows-1253)",
    "cp1254": "Turkish (Windows-1254)",
    "cp1255": "Hebrew (Windows-1255)",
    "cp1256": "Arabic (Windows-1256)",
    "shift_jis": "Japanese (Shift-JIS)",
    "euc_jp": "Japanese (EUC-JP)",
    "gb18030": "Chinese, simplified (GB 18030)",
    "big5": "Chinese, traditional (Big5)",
    "euc_kr": "Korean (EUC-KR)",
}


def choices(file: BinaryIO, key: str) -> Choices:
    """What the analyst chose for one file, asked only where there is something to choose; the file is at its start after."""
    importer = importer_for(file.name)
    if importer is None or not (importer.is_text or importer.is_table or importer is IMPORTERS["zip"]):
        return KEPT
    header = columns_of(file, file.name) if importer.is_table else []
    guessed, lacking = _guess(header)
    name = layout.plain(file.name[:60])
    with st.expander(f"How to read {name}", expanded=bool(header) and lacking, icon=":material/tune:"):
        if header and lacking:
            st.warning("No column is called text: choose the one that holds the articles.", icon=":material/table:")
        chosen = _columns(header, guessed, key)
        left, right = st.columns(2)
        encoding = FOUND_OUT
        if importer.is_text:
            encoding = left.selectbox("Encoding", ENCODINGS, format_func=ENCODINGS.__getitem__, key=f"encoding-{key}")
        theirs = right.text_input(
            "Labels of another tool",
            placeholder="VICTIM=KILLED, MISC=",
            help=f"theirs=ours, with commas between; nothing after = leaves them out. Ours: {', '.join(labels())}.",
            key=f"labels-{key}",
        )
    return Choices(None if encoding == FOUND_OUT else encoding, chosen, _labels(theirs), keep=True)


def _guess(header: list[str]) -> tuple[dict[str, int], bool]:
    """The columns that are found by their names, and whether the text's is not among them."""
    for names, lacking in ((header, False), ([*header, "text"], True)):
        try:
            return places(names), lacking
        except HeaderError:
            continue  # no column for the text; or a table of our own export, which the importer tells
    return {}, False


def _columns(header: list[str], guessed: dict[str, int], key: str) -> dict[str, str]:
    """The columns that the analyst chose otherwise than they were guessed."""
    chosen: dict[str, str] = {}
    if not header:
        return chosen
    offered = [NO_COLUMN, *dict.fromkeys(header)]
    for n, (field, title) in enumerate(FIELDS.items()):
        at = guessed.get(field)
        before = header[at] if at is not None and at < len(header) else NO_COLUMN
        if n % 4 == 0:
            row = st.columns(4)
        now = row[n % 4].selectbox(title, offered, index=offered.index(before), key=f"column-{field}-{key}")
        if now != before:
            chosen[field] = "" if now == NO_COLUMN else now
    return chosen


def _labels(raw: str) -> dict[str, str]:
    """ "VICTIM=KILLED, MISC=" as a table; what is no pair is passed over."""
    pairs = (part.partition("=") for part in raw.split(","))
    return {theirs.strip(): ours.strip().upper() for theirs, equals, ours in pairs if equals and theirs.strip()}
