"""The view of weapons on the page of figures: what each can do by every article, and how many are told of, each with its sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from components import session
from components.charts.facts import MOST_CLAIMS, collapsed, drawable
from components.charts.facts import records as facts_of
from components.labels import labels
from components.markdown import plain
from components.pages import charted, claims, layout
from components.store import Asked
from components.tables.recipients import handed
from components.tables.weapons import DISAGREE, SPECIFICATIONS, Weapon, by_weapon, cell, stated
from components.wording import amount, day, known

COUNTED = "WEAPON_COUNT"
UNITS = ("SI units", "As told")
WIDTHS = {
    "Weapon": 170,
    "Number": 80,
    "To or of whom": 170,
    "Day": 120,
    "Place": 120,
    "Source": 150,
    "Outlet": 120,
    "Sentence": 390,
}


def weapons(specified: Asked | None, counted: Asked | None) -> None:
    """The table of specifications and the list of counts, as far as the filters leave any."""
    found = made(specified) if specified else []
    numbers = made(counted) if counted else []
    if not found and not numbers:
        st.caption("None of these figures is a range, speed, calibre, payload, weight or number of weapons.")
    if found:
        specifications(by_weapon(found))
    if numbers:
        counts(numbers)


def made(asked: Asked) -> list[dict[str, Any]]:
    """The newest claims that have a number, one that is restated once."""
    rows = session.rows("figures", asked, MOST_CLAIMS)
    total = session.counted("figures", asked)
    if total > len(rows):
        st.caption(f"The newest {len(rows):,} of {total:,}: narrow the filters for older ones.")
    return [row for row in collapsed(facts_of(pd.DataFrame(rows))) if drawable(row)] if rows else []


def specifications(found: Sequence[Weapon]) -> None:
    """A row a weapon, a column a specification; a click on a cell lists its claims, a click on a claim opens its sentence."""
    said, switch = st.columns([4, 1.6], vertical_alignment="center")
    units = switch.segmented_control(
        "Units", UNITS, default=UNITS[0], required=True, key="units", bind="query-params", label_visibility="collapsed"
    )
    said.caption(
        f"{DISAGREE.strip()} marks claims on one weapon that cannot all be true. Click a cell for its claims and sentences. "
        "What does not convert, as Mach, stays as told."
    )
    shown = {
        labels()[label].title: [cell(weapon, label, units == UNITS[0]) for weapon in found] for label in SPECIFICATIONS
    }
    shown["For reference"] = [stated(weapon, units == UNITS[0]) for weapon in found]
    columns = {title: values for title, values in shown.items() if any(values)}
    if "For reference" in columns:
        st.caption(
            "For reference: what makers, users or a designation state, with that origin; it is no claim of an article and changes nothing."
        )
    table = pd.DataFrame({"Weapon": [weapon.name for weapon in found], **columns})
    picked = st.dataframe(
        table,
        hide_index=True,
        on_select="rerun",
        selection_mode="single-cell",
        key="specifications-table",
        placeholder="",
        height="auto" if len(found) < claims.TALL else 380,
        column_config={
            "Weapon": st.column_config.TextColumn(width=170, pinned=True),
            "For reference": st.column_config.TextColumn(width=330),
        },
        alt="Weapon specifications",
    )
    for number, column in picked.selection.cells:
        if number < len(found):
            of_cell(found[number], column)


def of_cell(weapon: Weapon, column: str) -> None:
    """The claims of one cell, newest first; of the weapon's name, all that is said of it."""
    wanted = [label for label in SPECIFICATIONS if column in ("Weapon", "For reference", labels()[label].title)]
    behind = [dict(claim) for label in wanted for claim in weapon.claims.get(label, ())]
    what = "" if column in ("Weapon", "For reference") else f", {plain(column.lower())}"
    if not behind:
        st.caption(f"Nobody here says anything of this: {plain(weapon.name)}{what}.")
        return
    st.caption(f"{plain(weapon.name)}{what}: {layout.count(len(behind), 'claim')}")
    claims.listed(behind)


def counts(found: Sequence[dict[str, Any]]) -> None:
    """How many of which weapon by day; a click opens the sentence."""
    handed_over(found)
    listed = sorted(found, key=_day, reverse=True)
    listed.sort(key=lambda row: (known(row, "weapon") or known(row, "subject") or "").casefold())
    st.caption(
        f"{len(listed):,} numbers of weapons (delivered, fired, lost or held: the sentence says which), by weapon, the newest first. "
        "Click a row to open its sentence."
    )
    columns: dict[str, list[str | None]] = {
        "Weapon": [known(row, "weapon") or known(row, "subject") for row in listed],
        "Number": [amount(row) for row in listed],
        "To or of whom": [_whose(row) for row in listed],
        "Day": [day(_day(row)) or None for row in listed],
        "Place": [known(row, "place") for row in listed],
        "Source": [known(row, "source") for row in listed],
        "Outlet": [known(row, "outlet") for row in listed],
        "Sentence": [claims.around(known(row, "sentence") or "", row["text"]) for row in listed],
    }
    shown = pd.DataFrame({name: values for name, values in columns.items() if any(values)})
    clicked = claims.row_clicked(shown, "Weapon counts", {n: WIDTHS[n] for n in WIDTHS if n in shown}, claims.LINES)
    if clicked is not None:
        session.open_article(listed[clicked]["article_id"], listed[clicked]["figure_id"])


def handed_over(found: Sequence[dict[str, Any]]) -> None:
    """Deliveries and losses over time, by whose they are; a click on a mark opens its sentence."""
    where = {row["figure_id"]: row["article_id"] for row in found}

    def pick(mark: str) -> None:
        session.remember("go", (where[mark], mark))

    charted.draw("deliveries", pd.DataFrame(found), pick)
    if go := session.recall("go", None):
        session.forget("go")
        session.open_article(*go)


def _whose(row: dict[str, Any]) -> str | None:
    one = handed(row)
    return None if one is None else f"{one.fate}: {one.who}"


def _day(row: dict[str, Any]) -> str:
    """The day that a claim counts for: its own, else that of its article, else none."""
    return known(row, "as_of") or known(row, "published") or ""
