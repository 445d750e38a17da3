"""Figures across articles: casualties over time, who says how many, weapon specifications, and the table of claims."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components import session
from components.labels import labels
from components.model import CASUALTIES
from components.pages import charted, claims, filters, layout

WEAPON_LABELS = ("WEAPON_COUNT", "RANGE", "SPEED", "CALIBRE", "PAYLOAD", "WEIGHT")
CLEARED = {"kind": "Everything", "labels": [], "outlets": [], "places": [], "days": (), "judged": False}
KINDS = {"Casualties": CASUALTIES, "Weapons": WEAPON_LABELS, "Everything": tuple(labels())}


def page() -> None:
    """Filters that stay in the address; charts and table show the same rows."""
    layout.begin()
    st.title("Figures")
    layout.samples()
    everything = session.frame("figures")
    if everything.empty:
        layout.nothing_here(
            "No figures yet", "Add an article in the library, or drag over a number in the reader to add one."
        )
        return
    rows = filtered(everything)
    if rows.empty:
        filters.nothing_fits("figure", CLEARED)
        return
    ids = dict(zip(rows["figure_id"], rows["article_id"], strict=True))

    def pick(figure: str) -> None:
        session.remember("go", (ids[figure], figure))

    with st.container(key="charts"):
        left, right = st.columns(2, gap="large")
    for n, name in enumerate(charted.named("figures", "library")):
        with (left, right)[n % 2]:
            charted.draw(name, rows, pick, narrowed=len(rows) < len(everything))
    claims.tolls(everything[everything["article_id"].isin(rows["article_id"])])
    claims.claims(rows)
    if go := session.recall("go", None):
        session.forget("go")
        session.open_article(*go)


def filtered(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows that the filter bar leaves."""
    with st.container(key="filters"):
        kind, days, judged = st.columns([3, 2, 2], vertical_alignment="center")
        label, outlet, place = st.columns(3)
    chosen = kind.segmented_control(
        "Kind", list(KINDS), default="Everything", key="kind", bind="query-params", label_visibility="collapsed"
    )
    kept = rows[rows["label"].isin(KINDS[chosen or "Everything"])]
    present = set(kept["label"])
    only = filters.some_of(label, "Label", [name for name in labels() if name in present], "labels", filters.title_of)
    outlets = filters.some_of(outlet, "Outlet", sorted(rows["outlet"].dropna().unique()), "outlets")
    places = filters.some_of(place, "Place", sorted(rows["place"].dropna().unique()), "places")
    dated = rows["published"].dropna()
    first, last = filters.days(
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
