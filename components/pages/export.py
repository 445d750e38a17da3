"""Take it away: scope, format, the first rows as they will be, one button, and the same as a command line."""

from __future__ import annotations

import shlex

import streamlit as st

from components import session, workspace
from components.exporters import EXPORTERS, Options
from components.pages import layout
from components.tables import TABLES

PREVIEW = 5  # rows
OFFERED = 500  # articles in the list, the newest; others are reached by the address


def page() -> None:
    """Everything in the library, or one article; the preview is the table that goes out."""
    layout.begin()
    st.title("Export")
    store = session.store()
    total = store.choices().total
    if not total:
        layout.empty("Nothing to export yet", "Add an article in the library first.")
        return
    left, right = st.columns([1, 1.6], gap="large")
    with left:
        article = which_article(total)
        name = st.radio(
            "Format", list(EXPORTERS), format_func=lambda n: EXPORTERS[n].title, key="format", bind="query-params"
        )
        exporter = EXPORTERS[name]
        table = st.selectbox("Table", list(TABLES), key="table", bind="query-params", disabled=name == "jsonl")
        excel = st.toggle(
            "For Excel", key="excel", bind="query-params", help="Marks the CSV as UTF-8, so that Excel keeps accents."
        )
        judged = st.toggle(
            "Judged only", key="judged", bind="query-params", help="Leaves out suggestions nobody accepted or edited."
        )
    options = Options(table=table, excel=excel, judged=judged)
    with right:
        rows = session.frame(table, article, judged)
        st.caption(
            f"{table}.csv: {len(rows):,} rows and {len(rows.columns) + 1} columns; the first {min(PREVIEW, len(rows))}:"
        )
        st.dataframe(rows.head(PREVIEW), hide_index=True)
        stem = (f"dateline-{article}" if article else "dateline") + (f"-{table}" if exporter.one_table else "")
        st.download_button(
            f"Download {stem}{exporter.ending}",
            data=lambda: b"".join(workspace.export(store, name, [article] if article else None, options)),
            file_name=stem + exporter.ending,
            mime=exporter.mime,
            on_click="ignore",
            type="primary",
            icon=":material/download:",
        )
        st.caption("The same on the command line, in Dateline's folder:")
        st.code(command(name, article, options, stem + exporter.ending), language="bash")


def which_article(total: int) -> str | None:
    """The article to export, None for all of them; the address may name one."""
    store = session.store()
    titles = {row.id: f"{row.title} ({row.published or 'no date'})" for row in store.find(limit=OFFERED).rows}
    asked = st.query_params.get("article")
    if asked and asked not in titles and asked in store.ids():
        titles[asked] = store.row(asked).title
    choices = [None, *titles]
    return st.selectbox(
        "Articles",
        choices,
        index=choices.index(asked) if asked in titles else 0,
        format_func=lambda name: f"All {total:,} articles" if name is None else titles[name],
    )


def command(name: str, article: str | None, options: Options, out: str) -> str:
    """The command line that writes the same file."""
    parts = ["python", "-m", "components", "export", "-o", out]
    if article:
        parts += ["--article", article]
    if name == "csv":
        parts += ["--table", options.table]
    parts += ["--excel"] if options.excel else []
    parts += ["--judged"] if options.judged else []
    return shlex.join(parts)
