"""The filter bars: fields whose values stay in the address under their keys, and what a page says when they leave nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components import session
from components.labels import labels
from components.pages import layout

T = TypeVar("T", bound=str)


def search(where: DeltaGenerator, key: str, hint: str) -> str:
    """The words of a search field."""
    typed = where.text_input(
        "Search",
        key=key,
        bind="query-params",
        type="search",
        live=True,
        placeholder=hint,
        label_visibility="collapsed",
    )
    return (typed or "").strip()


def typed(title: str, key: str) -> str:
    """The words of a field that asks for a name or a figure."""
    return (
        st.text_input(title, key=key, bind="query-params", placeholder=title, label_visibility="collapsed") or ""
    ).strip()


def one_of(
    where: DeltaGenerator, title: str, options: Sequence[T], key: str, name: Callable[[T], str] = str
) -> T | None:
    """The option chosen, None for any; ``name`` calls an option on the screen and in the address."""
    return where.selectbox(
        title,
        options,
        index=None,
        format_func=name,
        key=key,
        bind="query-params",
        placeholder=f"Any {title.lower()}",
        label_visibility="collapsed",
    )


def some_of(
    where: DeltaGenerator, title: str, options: Sequence[T], key: str, name: Callable[[T], str] = str
) -> list[T]:
    """The options chosen, none of them for any; ``name`` as in ``one_of``."""
    return where.multiselect(
        title,
        options,
        format_func=name,
        key=key,
        bind="query-params",
        placeholder=f"Any {title.lower()}",
        label_visibility="collapsed",
    )


def days(
    where: DeltaGenerator,
    label: str,
    first: str | None,
    last: str | None,
    key: str = "dates",
    help_: str = "The days of publication",
) -> tuple[str | None, str | None]:
    """A choice of days from ``first`` to ``last`` (ISO days); answers the first and the last one chosen, None where open."""
    low, high = (date.fromisoformat(d) if d else None for d in (first, last))
    chosen = where.date_input(
        label,
        value=[],
        min_value=low or date(1900, 1, 1),
        max_value=high or date.today(),
        key=key,
        bind="query-params",
        label_visibility="collapsed",
        help=help_,
    )
    picked = [d.isoformat() for d in chosen] if isinstance(chosen, tuple) else []
    return picked[0] if picked else None, picked[1] if len(picked) > 1 else None


def title_of(label: str) -> str:
    """What a label is called."""
    return labels()[label].title


def nothing_fits(what: str, cleared: Mapping[str, object]) -> None:
    """The middle of a page whose search and filters leave no ``what``; a button gives them the values ``cleared``."""
    layout.empty("Nothing fits", f"No {what} fits this search and these filters.")
    with st.container(horizontal=True, horizontal_alignment="center"):
        st.button("Clear search and filters", icon=":material/filter_alt_off:", on_click=session.put, args=(cleared,))
