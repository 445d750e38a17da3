"""The values of claims in a table that is typed into: each cell that changes is an edit of its figure, saved at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from components import session
from components.labels import labels
from components.model import SCOPES, VICTIM_TYPES
from components.pages import layout
from components.wording import SCOPE_WORDS
from components.written import Amount, read_amount, read_day, say_amount

KEY = "claims-editor"
TEXTS = {"Place": "place", "Source": "source", "Weapon": "weapon"}
AMOUNT, DAY, SCOPE, VICTIMS = "Amount", "As of", "Scope", "Victims"
SCOPE_OF = {SCOPE_WORDS.get(scope, scope): scope for scope in SCOPES}
VICTIMS_OF = {kind.replace("_", " "): kind for kind in VICTIM_TYPES}
WIDTHS = {
    "Label": 100,
    "Figure": 150,
    AMOUNT: 130,
    "Place": 110,
    "Source": 150,
    "Weapon": 110,
    DAY: 100,
    "Sentence": 380,
}
TALL = 560  # pixels


def table(rows: Sequence[Mapping[str, Any]]) -> None:
    """The claims with their values as cells to type into; amounts and days in people's forms."""
    shown = pd.DataFrame([cells(row) for row in rows])
    chosen = {
        SCOPE: st.column_config.SelectboxColumn(options=list(SCOPE_OF), width=110),
        VICTIMS: st.column_config.SelectboxColumn(options=list(VICTIMS_OF), width=110),
    }
    key = f"{KEY}-{session.recall(KEY, 0)}"  # another table after each edit: what was refused is not shown as if it were saved
    st.data_editor(
        shown,
        key=key,
        hide_index=True,
        num_rows="fixed",
        disabled=["Label", "Figure", "Sentence"],
        column_config={**chosen, **{name: st.column_config.TextColumn(width=width) for name, width in WIDTHS.items()}},
        on_change=save,
        args=(list(rows), key),
        height=TALL,
        placeholder="",
        alt="Claims",
    )
    for message in session.take("edit-problems") or ():
        st.error(layout.plain(message), icon=":material/error:")


def cells(row: Mapping[str, Any]) -> dict[str, str | None]:
    """A claim as the table shows it."""
    return {
        "Label": labels()[row["label"]].title if row["label"] in labels() else row["label"],
        "Figure": row["text"],
        AMOUNT: say_amount(Amount(row["value"], row["low"], row["high"], row["bound"])),
        **{title: row[field] for title, field in TEXTS.items()},
        DAY: row["as_of"],
        SCOPE: SCOPE_WORDS.get(row["scope"], row["scope"]),
        VICTIMS: (row.get("victim_type") or "").replace("_", " ") or None,
        "Sentence": row["sentence"],
    }


def save(rows: list[Mapping[str, Any]], key: str) -> None:
    """Stores what was typed; a cell that cannot be understood, or that somebody else changed, is told and stays as it was."""
    problems: list[str] = []
    for number, changed in session.typed_cells(key).items():
        row = rows[int(number)]
        values: dict[str, Any] = {}
        for title, typed in changed.items():
            try:
                values |= values_of(title, (typed or "").strip())
            except ValueError as error:
                problems.append(f"{title} of “{row['text']}” stays as it was: {error}.")
        if values:
            problems += session.set_values(row["article_id"], row["figure_id"], row["text"], row["last_op"], values)
    session.remember(KEY, session.recall(KEY, 0) + 1)
    session.remember("edit-problems", problems)


def values_of(title: str, typed: str) -> dict[str, Any]:
    """The values of a figure that a cell means. Raises ValueError with what would do.

    >>> values_of("Amount", "at least 12"), values_of("As of", "11 Feb 2025")
    ({'value': 12, 'low': 12, 'high': None, 'bound': 'at_least'}, {'as_of': '2025-02-11'})
    """
    if title == AMOUNT:
        amount = read_amount(typed)
        exact = amount.bound is None
        return {
            "value": amount.value,
            "low": amount.value if exact else amount.low,
            "high": amount.value if exact else amount.high,
            "bound": amount.bound or "exact",
        }
    if title == DAY:
        return {"as_of": read_day(typed) if typed else None}
    if title == SCOPE:
        return {"scope": SCOPE_OF.get(typed)}
    if title == VICTIMS:
        return {"victim_type": VICTIMS_OF.get(typed)}
    return {TEXTS[title]: typed or None}
