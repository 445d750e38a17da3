"""Figures across articles: casualties over time, who says how many, weapon specifications, and the table of claims."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from components import session
from components.labels import labels
from components.model import CASUALTIES, toll_record
from components.pages import charted, layout
from components.wording import amount_with_unit, known, reading

WEAPON_LABELS = ("WEAPON_COUNT", "RANGE", "SPEED", "CALIBRE", "PAYLOAD", "WEIGHT")
TALL = 10  # rows of a table that scrolls by itself
CLEARED = {"kind": "Everything", "labels": [], "outlets": [], "places": [], "days": (), "judged": False}
KINDS = {"Casualties": CASUALTIES, "Weapons": WEAPON_LABELS, "Everything": tuple(labels())}


def page() -> None:
    """Filters that stay in the address; charts and table show the same rows."""
    layout.begin()
    st.title("Figures")
    everything = session.frame("figures")
    if everything.empty:
        layout.nothing_here(
            "No figures yet", "Add an article in the library, or drag over a number in the reader to add one."
        )
        return
    rows = filtered(everything)
    if rows.empty:
        layout.nothing_fits("figure", CLEARED)
        return
    ids = dict(zip(rows["figure_id"], rows["article_id"], strict=True))

    def pick(figure: str) -> None:
        session.remember("go", (ids[figure], figure))

    with st.container(key="charts"):
        left, right = st.columns(2, gap="large")
    for n, name in enumerate(charted.named("figures", "library")):
        with (left, right)[n % 2]:
            charted.draw(name, rows, pick)
    tolls(set(rows["article_id"]))
    claims(rows)
    if go := session.recall("go", None):
        session.forget("go")
        session.open_article(*go)


def filtered(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows that the filter bar leaves."""
    with st.container(key="filters"):
        kind, label, outlet, place, days, judged = st.columns(
            [3.3, 1.3, 1.3, 1.3, 2.1, 1.5], vertical_alignment="center"
        )
    chosen = kind.segmented_control(
        "Kind", list(KINDS), default="Everything", key="kind", bind="query-params", label_visibility="collapsed"
    )
    kept = rows[rows["label"].isin(KINDS[chosen or "Everything"])]
    present = set(kept["label"])
    only = label.multiselect(
        "Label",
        [name for name in labels() if name in present],
        format_func=lambda name: labels()[name].title,
        key="labels",
        bind="query-params",
        placeholder="Any label",
        label_visibility="collapsed",
    )
    outlets = outlet.multiselect(
        "Outlet",
        sorted(rows["outlet"].dropna().unique()),
        key="outlets",
        bind="query-params",
        placeholder="Any outlet",
        label_visibility="collapsed",
    )
    places = place.multiselect(
        "Place",
        sorted(rows["place"].dropna().unique()),
        key="places",
        bind="query-params",
        placeholder="Any place",
        label_visibility="collapsed",
    )
    dated = rows["published"].dropna()
    first, last = layout.days(
        days, "Published", dated.min() if len(dated) else None, dated.max() if len(dated) else None, "days"
    )
    only_judged = judged.toggle(
        "Judged only", key="judged", bind="query-params", help="Leaves out suggestions nobody accepted."
    )
    if only:
        kept = kept[kept["label"].isin(only)]
    if outlets:
        kept = kept[kept["outlet"].isin(outlets)]
    if places:
        kept = kept[kept["place"].isin(places)]
    if first:
        kept = kept[kept["published"].fillna("") >= first]
    if last:
        kept = kept[kept["published"].fillna("9999") <= last]
    if only_judged:
        kept = kept[kept["status"] != "suggested"]
    st.caption(f"{len(kept):,} of {len(rows):,} figures")
    return kept


def tolls(articles: set[str]) -> None:
    """The headline counts of the articles; with "Judged only" those that rest on no suggestion."""
    rows = session.frame("tolls", judged=bool(session.recall("judged", False)))
    rows = rows[rows["article_id"].isin(articles)].sort_values(["published", "label"])
    st.subheader(
        "Tolls", help="Each article's headline count of one kind of casualty: the latest, most inclusive claim."
    )
    if rows.empty:
        st.caption("No article here states a toll.")
        return
    shown = pd.DataFrame(
        {
            "Published": rows["published"],
            "Outlet": rows["outlet"],
            "Article": rows["title"],
            "Label": [labels()[label].title for label in rows["label"]],
            "Toll": [amount_with_unit(row) for row in layout.records(rows)],
            "Source": rows["source"],
            "As of": rows["as_of"],
            **by_hand(rows),
        }
    )
    clicked = row_clicked(shown, "tolls-table", {"Outlet": 110, "Article": 270, "Source": 150})
    if clicked is not None:
        session.open_article(rows.iloc[clicked]["article_id"])


def by_hand(rows: pd.DataFrame) -> dict[str, list[str | None]]:
    """Who set which toll by hand, and what the figures of its article say instead; no columns where nobody set any."""
    if rows["set_by"].isna().all():
        return {}
    set_in = rows.loc[rows["set_by"].notna(), "article_id"].unique()
    counted = {article: session.counted_tolls(article) for article in set_in}
    said: list[str | None] = []
    for row in layout.records(rows):
        toll = counted.get(row["article_id"], {}).get(row["label"])
        other = amount_with_unit(toll_record(toll)) if toll else "nothing"
        said.append(None if known(row, "set_by") is None or other == amount_with_unit(row) else other)
    return {"Set by": list(rows["set_by"]), "Figures say": said}


def claims(rows: pd.DataFrame) -> None:
    """Every figure with its sentence; a click opens it in the text."""
    st.subheader("Claims", help="Click a row to open its sentence in the article.")
    rows = rows.sort_values(["published", "article_id", "start"])
    shown = pd.DataFrame(
        {
            "Published": rows["published"],
            "Outlet": rows["outlet"],
            "Label": [labels()[label].title for label in rows["label"]],
            "Reading": [reading(row) for row in layout.records(rows)],
            "Source": rows["source"],
            "Status": rows["status"],
            "Sentence": rows["sentence"],
        }
    )
    clicked = row_clicked(shown, "claims-table", {"Outlet": 110, "Reading": 330, "Source": 140, "Sentence": 360})
    if clicked is not None:
        row = rows.iloc[clicked]
        session.open_article(row["article_id"], row["figure_id"])


def row_clicked(shown: pd.DataFrame, key: str, widths: Mapping[str, int]) -> int | None:
    """Shows a table with ``widths`` in pixels; answers the number of the row that was clicked, once."""
    picked = st.dataframe(
        shown,
        hide_index=True,
        on_select="rerun",
        selection_mode="single-cell",
        key=key,
        placeholder="",
        height="auto" if len(shown) < TALL else 380,
        column_config={name: st.column_config.TextColumn(width=width) for name, width in widths.items()},
    )
    for cell in picked.selection.cells:
        session.forget(key)
        return int(cell[0])
    return None
