"""Take it away: scope, format, the first rows as they will be, one button, and the same as a command line."""

from __future__ import annotations

import shlex
from collections.abc import Sequence

import streamlit as st

from components import session, workspace
from components.exporters import EXPORTERS, Options
from components.pages import layout
from components.store import Asked, Query
from components.tables import TABLES

ALL, FOUND, TICKED = (
    "all articles",
    "found articles",
    "ticked articles",
)  # choices beside the articles' ids, which hold no blank
COMMANDED = 20  # articles that the command line names one by one
PREVIEW = 5  # rows
PREVIEWED = 50  # articles whose rows are made to show the first of them
OFFERED = 500  # articles in the list, the newest; others are reached by the address


def page() -> None:
    """Everything in the library, what its filters found, or one article; the preview is the table that goes out."""
    layout.begin()
    st.title("Export")
    total = session.store().choices().total
    if not total:
        layout.nothing_here("Nothing to export yet", "Add an article in the library first.")
        return
    samples = layout.samples()
    left, right = st.columns([1, 1.6], gap="large")
    with left:
        articles, stem = which_articles(total, samples)
        name = st.selectbox(
            "Format", list(EXPORTERS), format_func=lambda n: EXPORTERS[n].title, key="format", bind="query-params"
        )
        exporter = EXPORTERS[name]
        table = st.selectbox(
            "Table" if exporter.one_table else "Table shown here",
            list(TABLES),
            key="table",
            bind="query-params",
            disabled=not exporter.one_table and name not in ("zip", "xlsx"),
        )
        excel = st.toggle(
            "For Excel",
            key="excel",
            bind="query-params",
            disabled=name not in ("csv", "zip"),
            help="Marks the CSV as UTF-8, so that Excel keeps accents.",
        )
        semicolon = st.toggle(
            "Semicolons",
            key="semicolon",
            bind="query-params",
            disabled=name not in ("csv", "zip"),
            help="For Excel where the comma is the decimal sign: cells parted by ; instead of a comma.",
        )
        judged = st.toggle(
            "Judged only", key="judged", bind="query-params", help="Leaves out suggestions nobody accepted or edited."
        )
    options = Options(table=table, excel=excel, judged=judged, semicolon=semicolon)
    with right:
        preview(name if exporter.of_events else table, articles, judged, samples)
        stem += f"-{table}" if exporter.one_table else ""
        st.download_button(
            f"Download {layout.plain(stem)}{exporter.ending}",
            data=lambda: workspace.export_file(session.store(), name, whole(articles, samples), options),
            file_name=stem + exporter.ending,
            mime=exporter.mime,
            on_click="ignore",
            type="primary",
            icon=":material/download:",
        )
        if articles is not None and len(articles) > COMMANDED:
            st.caption(
                "The same on the command line: `python -m components export`, with an `--article` for each of them."
            )
        else:
            st.caption("The same on the command line, in Dateline's folder and environment:")
            every = samples and articles is None
            st.code(command(name, articles, options, stem + exporter.ending, every), language="bash")


def preview(table: str, articles: list[str] | None, judged: bool, samples: bool) -> None:
    """The first rows as they will be, and how many there are; of many articles the rows of the first few."""
    ids = whole(articles, samples)
    few = ids[:PREVIEWED]
    rows = session.frame(table, few, judged)
    columns = len(rows.columns) + (table in TABLES)  # these have the column guarded beside
    total = len(rows) if len(few) == len(ids) else counted(table, articles, ids, Asked(judged=judged, samples=samples))
    many = f"rows of {layout.count(len(ids), 'article')}" if total is None else layout.count(total, "row")
    first = f"; the first {min(PREVIEW, len(rows))}:" if len(rows) else ". Only the names of the columns go out:"
    if len(few) < len(ids):
        first = f"; {min(PREVIEW, len(rows))} of the first {PREVIEWED} articles:" if len(rows) else "."
    st.caption(f"{table}.csv: {many} and {columns} columns{first}")
    st.dataframe(rows.head(PREVIEW), hide_index=True, alt=f"The first rows of {table}.csv")


def counted(table: str, articles: list[str] | None, ids: Sequence[str], asked: Asked) -> int | None:
    """How many rows a table of many articles has; None where only making them would tell."""
    if table == "articles":
        return len(ids)
    if articles is not None:
        return None
    return (
        session.counted("figures", asked)
        if table == "figures"
        else session.counted("quotes", asked)
        if table == "quotes"
        else None
    )


def whole(articles: list[str] | None, samples: bool) -> list[str]:
    """The articles to export by their ids."""
    return session.store().ids(Query(samples=samples, collection=session.scope())) if articles is None else articles


def which_articles(total: int, samples: bool) -> tuple[list[str] | None, str]:
    """The articles to export, None for all that count, and what the file is called; the address may name one article."""
    store = session.store()
    query = session.recall("library_query", Query())
    found = [] if query == Query() else store.ids(query) if samples else workspace.own_ids(store, query)
    total = total if samples else total - store.choices().samples
    if within := session.scope():
        total = len(store.ids(Query(samples=samples, collection=within)))
    titles = {
        row.id: f"{row.title or 'Untitled'} ({row.published or 'no date'})" for row in store.find(limit=OFFERED).rows
    }
    asked = st.query_params.get("article")
    if asked and asked not in titles and asked in store.ids():
        titles[asked] = store.row(asked).title or "Untitled"
    ticked: list[str] = session.recall("chosen", [])
    choices = [ALL, *([FOUND] if found else []), *([TICKED] if ticked else []), *titles]
    names = {
        ALL: f"Everything: {layout.count(total, 'article')}",
        FOUND: f"What the library found: {layout.count(len(found), 'article')}",
        TICKED: f"What was ticked in the library: {layout.count(len(ticked), 'article')}",
    }
    asked = FOUND if "found" in st.query_params else TICKED if "chosen" in st.query_params else asked
    chosen = st.selectbox(
        "Articles",
        choices,
        index=choices.index(asked) if asked in choices else 0,
        format_func=lambda name: names.get(name) or titles[name],
    )
    if chosen == ALL:
        return None, "dateline"
    if chosen == TICKED:
        return ticked, "dateline-ticked"
    return (found, "dateline-found") if chosen == FOUND else ([chosen], f"dateline-{chosen}")


def command(name: str, articles: Sequence[str] | None, options: Options, out: str, samples: bool = False) -> str:
    """The command line that writes the same file."""
    parts = ["python", "-m", "components", "export", "-o", out]
    for article in articles or ():
        parts += ["--article", article]
    if EXPORTERS[name].one_table:
        parts += ["--table", options.table]
    within = {c.id: c.name for c in session.store().collections.all()}.get(session.scope() or "")
    parts += ["--collection", within] if within and articles is None else []
    parts += ["--samples"] if samples and session.store().choices().samples < session.store().choices().total else []
    parts += ["--excel"] if options.excel and name in ("csv", "zip") else []
    parts += ["--semicolon"] if options.semicolon and name in ("csv", "zip") else []
    parts += ["--judged"] if options.judged else []
    return shlex.join(parts)
