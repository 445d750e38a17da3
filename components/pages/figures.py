"""Figures across articles: casualties over time, who says how many, and the tables of claims, tolls and weapons."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from components import session
from components.charts import CHARTS
from components.charts.facts import MOST_CLAIMS, UNCOUNTED
from components.labels import labels
from components.model import CASUALTIES
from components.pages import charted, claims, filters, layout, weapons
from components.store import Asked
from components.tables.weapons import SPECIFICATIONS

WEAPON_LABELS = ("WEAPON_COUNT", "RANGE", "SPEED", "CALIBRE", "PAYLOAD", "WEIGHT")
CLEARED = {"kind": "Everything", "labels": [], "outlets": [], "places": [], "days": (), "judged": False}
KINDS = {"Casualties": CASUALTIES, "Weapons": WEAPON_LABELS, "Everything": tuple(labels())}
VIEWS = ("Charts", "Claims", "Tolls", "Weapons")


def page() -> None:
    """Filters and the view that stay in the address; charts and tables show the same figures."""
    layout.begin()
    st.title("Figures")
    everything = Asked(samples=layout.samples())
    total = session.counted("figures", everything)
    if not total:
        layout.nothing_here(
            "No figures yet", "Add an article in the library, or drag over a number in the reader to add one."
        )
        return
    asked = filtered(everything)
    found = session.counted("figures", asked)
    st.caption(f"{found:,} of {total:,} figures")
    if not found:
        filters.nothing_fits("figure", CLEARED)
        return
    view = st.segmented_control(
        "View", VIEWS, default="Charts", required=True, key="view", bind="query-params", label_visibility="collapsed"
    )
    if view == "Charts":
        charts(asked, narrowed=found < total)
    elif view == "Claims":
        claims.claims(asked, found)
    elif view == "Weapons":
        weapons.weapons(of_chart(asked, SPECIFICATIONS), of_chart(asked, (weapons.COUNTED,)))
    else:
        claims.tolls(asked)


def charts(asked: Asked, narrowed: bool) -> None:
    """The charts over the newest of these figures; a click on a mark opens its sentence."""
    opens: dict[str, tuple[str, str]] = {}

    def pick(mark: str) -> None:
        session.remember("go", opens[mark])

    with st.container(key="charts"):
        left, right = st.columns(2, gap="large")
    for n, name in enumerate(charted.named("figures", "library")):
        wanted = of_chart(asked, CHARTS[name].labels)
        rows = session.rows("figures", wanted, MOST_CLAIMS) if wanted else []
        marked = told_apart(rows)
        opens.update(
            (mark["figure_id"], (row["article_id"], row["figure_id"])) for mark, row in zip(marked, rows, strict=True)
        )
        with (left, right)[n % 2]:
            charted.draw(name, framed(marked), pick, narrowed=narrowed)
    if go := session.recall("go", None):
        session.forget("go")
        session.open_article(*go)


def of_chart(asked: Asked, made_of: tuple[str, ...]) -> Asked | None:
    """The part of what is asked for that a chart shows; None where it shows nothing of it."""
    kept = tuple(label for label in made_of if not asked.labels or label in asked.labels)
    if made_of and not kept:
        return None
    return replace(asked, labels=kept or asked.labels, without=UNCOUNTED if set(kept) & set(CASUALTIES) else ())


def told_apart(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows with an id for each mark: an import may use the id of a figure in several articles."""
    articles: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        articles[row["figure_id"]].add(row["article_id"])
    shared = {ident for ident, found in articles.items() if len(found) > 1}

    def named(row: dict[str, Any], field: str) -> str | None:
        ident: str | None = row.get(field)
        return f"{row['article_id']} {ident}" if ident in shared else ident

    return [{**row, "figure_id": named(row, "figure_id"), "same_as": named(row, "same_as")} for row in rows]


def framed(rows: list[dict[str, object]]) -> pd.DataFrame:
    """The rows as charts take them."""
    return pd.DataFrame(rows, columns=None if rows else ["figure_id", "label", "scope", "status", "as_of", "published"])


def filtered(everything: Asked) -> Asked:
    """What the filter bar leaves."""
    with st.container(key="filters"):
        kind, days, judged = st.columns([3, 2, 2], vertical_alignment="center")
        label, outlet, place = st.columns(3)
    chosen = kind.segmented_control(
        "Kind",
        list(KINDS),
        default="Everything",
        required=True,
        key="kind",
        bind="query-params",
        label_visibility="collapsed",
    )
    within = () if chosen in (None, "Everything") else KINDS[str(chosen)]
    present = session.groups("figures", replace(everything, labels=within), "label")
    only = filters.some_of(label, "Label", [name for name in labels() if name in present], "labels", filters.title_of)
    choices = session.store().choices()
    outlets = filters.some_of(outlet, "Outlet", list(choices.outlets), "outlets")
    names = list(session.groups("figures", everything, "place"))
    places = filters.some_of(place, "Place", sorted(names, key=str.casefold), "places")
    first, last = filters.days(days, "Published", choices.first, choices.last, "days")
    only_judged = judged.toggle(
        "Judged only", key="judged", bind="query-params", help="Leaves out suggestions nobody accepted."
    )
    return replace(
        everything,
        labels=tuple(only) or within,
        outlets=tuple(outlets),
        places=tuple(places),
        first=first,
        last=last,
        judged=only_judged,
    )
