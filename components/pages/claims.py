"""The tables of the page of figures: each article's tolls, and every claim with its sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from components import session
from components.charts.facts import collapsed
from components.charts.facts import records as facts_of
from components.labels import labels
from components.model import toll_record
from components.pages import editing, layout
from components.store import Asked
from components.tables.columns import JOINED
from components.wording import SCOPE_WORDS, amount_with_unit, known, quantity

SHOWN = 100  # claims of a page
ARTICLES = 50  # articles of a page of tolls
WIDTHS = {
    "Outlet": 110,
    "Label": 100,
    "Figure": 190,
    "Weapon": 120,
    "Source": 140,
    "Sentence": 390,
    "Place": 110,
    "In SI units": 110,
}
TALL = 10  # rows of a table that scrolls by itself
LINES = 62  # pixels: a row whose words may go on in two more lines (Streamlit breaks them above four times its letters)
MARKED = "background-color: rgba(63, 134, 201, 0.25)"
ROOM = 70  # characters of a sentence on either side of its figure


def tolls(asked: Asked) -> None:
    """The headline counts of the articles of these figures, a page at a time; with "Judged only" those that rest on no
    suggestion."""
    ids = session.tolled(asked, ARTICLES + 1, ARTICLES * page_of("tolls", asked))
    listed = ids[:ARTICLES]
    rows = session.frame("tolls", listed, asked.judged)
    rows = newest_first(rows, "label")
    if rows.empty:
        st.caption("No article here states a toll.")
        return
    st.caption(
        "Each article's headline count of one kind of casualty: the latest, most inclusive claim. Click a row to see in the "
        "article why it is that and what was left out."
    )
    figures = session.frame("figures", listed)
    words = dict(zip(figures["figure_id"], figures["text"], strict=True))
    rests = [[id for id in (ids or "").split(JOINED) if id in words] for ids in rows["figure_ids"]]
    shown = pd.DataFrame(
        {
            "Published": rows["published"],
            "Outlet": rows["outlet"],
            "Article": rows["title"],
            "Label": [labels()[label].title for label in rows["label"]],
            "Toll": [amount_with_unit(row) for row in layout.records(rows)],
            "Rests on": [" + ".join(words[id] for id in ids) for ids in rests],
            "Source": rows["source"],
            "As of": rows["as_of"],
            **by_hand(rows),
        }
    )
    clicked = row_clicked(shown, "Tolls", {"Outlet": 110, "Article": 250, "Rests on": 170, "Source": 150})
    turning("tolls", asked, len(ids) > ARTICLES)
    if clicked is not None:
        row = rows.iloc[clicked]
        session.remember(f"toll-{row['label']}", True)  # opened beside the text
        session.open_article(row["article_id"], next(iter(rests[clicked]), None))


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


def claims(asked: Asked, total: int) -> None:
    """Every figure with its sentence, a page at a time, one that is restated once; a click opens it in the text, and where
    values are edited, each cell is an edit like any other."""
    first = SHOWN * page_of("claims", asked)
    rows = session.rows("figures", asked, SHOWN, first)
    said, switch = st.columns([5, 1.3], vertical_alignment="center")
    is_edited = switch.toggle(
        "Edit values", key="edit-claims", help="Change values in the table; each change is saved at once."
    )
    how = (
        "Type into a cell and press Enter: “at least 12”, “150-160”, “11 Feb 2025”; it is saved as an edit of that figure."
        if is_edited
        else "A number told again, in another unit too, is one row. Click a row to open its sentence."
    )
    said.caption(f"{first + 1:,} to {first + len(rows):,} of {total:,}, the newest first. {how}")
    if is_edited:
        editing.table(rows)
    else:
        listed(collapsed(facts_of(pd.DataFrame(rows))))
    turning("claims", asked, first + len(rows) < total)


def listed(found: Sequence[Mapping[str, Any]]) -> None:
    """The claims as a table; a click opens one."""
    columns: dict[str, list[str | None]] = {
        "Published": [known(row, "published") for row in found],
        "Outlet": [known(row, "outlet") for row in found],
        "Label": [labels()[row["label"]].title for row in found],
        "Figure": [" = ".join(quantity(one) for one in (row, *row["restated"])) for row in found],
        "Weapon": [known(row, "weapon") for row in found],
        "Sentence": [around(known(row, "sentence") or "", row["text"]) for row in found],
        "Source": [known(row, "source") for row in found],
        "In SI units": [in_si(row) for row in found],
        "Place": [known(row, "place") for row in found],
        "As of": [known(row, "as_of") for row in found],
        "Scope": [SCOPE_WORDS.get(known(row, "scope") or "") for row in found],
        "Victims": [(known(row, "victim_type") or "").replace("_", " ") for row in found],
        "Status": [row["status"] for row in found],
    }
    shown = pd.DataFrame({name: values for name, values in columns.items() if any(values)})
    clicked = row_clicked(shown, "Claims", {name: WIDTHS[name] for name in WIDTHS if name in shown}, LINES)
    if clicked is not None:
        session.open_article(found[clicked]["article_id"], found[clicked]["figure_id"])


def page_of(name: str, asked: Asked) -> int:
    """Which page of a table is open; the first again once something else is asked for."""
    mark, number = session.recall(f"{name}-page", (asked, 0))
    return number if mark == asked else 0


def turning(name: str, asked: Asked, more: bool) -> None:
    """The buttons that lead to newer and older rows, where there are any."""
    number = page_of(name, asked)
    if not number and not more:
        return
    with st.container(horizontal=True, horizontal_alignment="right", key=f"turn-{name}"):
        for label, step, there in (("Newer", -1, number > 0), ("Older", 1, more)):
            if st.button(label, key=f"{name}-{label.lower()}", disabled=not there):
                session.remember(f"{name}-page", (asked, number + step))
                st.rerun()


def newest_first(rows: pd.DataFrame, *then: str) -> pd.DataFrame:
    """The rows by day of publication, those without one last."""
    return rows.sort_values(["published", *then], ascending=[False, *(True for _ in then)], kind="stable")


def in_si(row: Mapping[str, Any]) -> str | None:
    """A converted figure in its SI unit, "201,168 meters"; None where it says so itself or nothing converts."""
    unit = known(row, "unit_si")
    if unit is None or unit == known(row, "unit"):
        return None
    return quantity({**row, **{name: row.get(f"{name}_si") for name in ("value", "low", "high")}, "unit": unit})


def around(sentence: str, words: str) -> str:
    """The part of a sentence around ``words`` that a table has room for, with an ellipsis where it was cut."""
    at = max(sentence.find(words), 0)
    start, end = max(0, at - ROOM), at + len(words) + ROOM
    before = "… " + sentence[start:].split(" ", 1)[-1] if start else sentence
    if end >= len(sentence):
        return before
    return before[: end - len(sentence)].rsplit(" ", 1)[0] + " …"


def row_clicked(
    shown: pd.DataFrame,
    name: str,
    widths: Mapping[str, int],
    row_height: int | None = None,
    marked: int | None = None,
) -> int | None:
    """Shows the table ``name`` with ``widths`` in pixels, one row of it ``marked``; answers the number of the row that was clicked,
    once."""
    key = f"{name.lower()}-table"
    picked = st.dataframe(
        shown if marked is None else shown.style.apply(lambda row: [MARKED * (row.name == marked)] * len(row), axis=1),
        hide_index=True,
        on_select="rerun",
        selection_mode="single-cell",
        key=key,
        placeholder="",
        height="auto" if len(shown) < TALL else 380 if row_height is None else 560,
        row_height=row_height,
        column_config={name: st.column_config.TextColumn(width=width) for name, width in widths.items()},
        alt=name,
    )
    for cell in picked.selection.cells:
        session.forget(key)
        return int(cell[0])
    return None
