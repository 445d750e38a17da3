"""What is asked before articles are added, once for an import: those that may be there already, and days without a year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from components import adding, session
from components.extract.time.published import YearlessDay
from components.model import Annotated, Problem
from components.pages import layout
from components.store.twins import Twin

WAYS = ("Leave out those with the same text", "Leave all of them out", "Add all of them", "Choose each")
SHOWN = 8  # examples, where not each is chosen
Decided = tuple[list[Annotated], list[tuple[Annotated, Twin]]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What was read: the articles, what was skipped, and by the place of an article what it may be and the day that it tells."""

    articles: tuple[Annotated, ...]
    skipped: tuple[Problem, ...]
    twins: dict[int, Twin]
    days: dict[int, YearlessDay]

    @property
    def is_anything(self) -> bool:
        return bool(self.twins or self.days)


def of(found: Iterable[Annotated | Problem]) -> Asked:
    """What is to be asked of what was read."""
    listed = list(found)
    articles = [item for item in listed if isinstance(item, Annotated)]
    doubts = adding.Doubts(session.store()).of(articles)
    days = [adding.day_told(item) for item in articles]
    return Asked(
        tuple(articles),
        tuple(item for item in listed if isinstance(item, Problem)),
        {n: twin for n, twin in enumerate(doubts) if twin is not None},
        {n: day for n, day in enumerate(days) if day is not None},
    )


def form(asked: Asked) -> Decided | None:
    """The questions; the articles to add and those that are left out, once they are answered."""
    taken = twins(asked) if asked.twins else set()
    year = years(asked) if asked.days else None
    going = len(asked.articles) - len(asked.twins.keys() - taken)
    with st.container(horizontal=True, gap="small"):
        is_done = st.button(
            f"Add {layout.count(going, 'article')}" if going else "Add none", type="primary", key="asked-add"
        )
        if st.button("Cancel", key="asked-cancel"):
            session.forget("asked before adding")
            st.rerun(scope="fragment")
    if not is_done:
        return None
    left = [(asked.articles[n], twin) for n, twin in asked.twins.items() if n not in taken]
    out = asked.twins.keys() - taken
    kept = [adding.in_year(item, asked.days.get(n), year) for n, item in enumerate(asked.articles) if n not in out]
    return kept, left


def twins(asked: Asked) -> set[int]:
    """Which of the articles that may be there already are to be added all the same."""
    st.markdown(f"**{layout.count(len(asked.twins), 'article')} may be there already**")
    way = st.radio("What to do with them", WAYS, key="asked-twins", label_visibility="collapsed")
    by_default = {n for n, twin in asked.twins.items() if twin.kind != "text"}
    if way == WAYS[3]:
        return chosen(asked, by_default)
    for n, twin in list(asked.twins.items())[:SHOWN]:
        title = asked.articles[n].article.title or "Untitled"
        st.caption(layout.plain(f"“{title}”: {adding.why(twin)}"))
    if len(asked.twins) > SHOWN:
        st.caption(f"and {len(asked.twins) - SHOWN:,} more")
    return {WAYS[0]: by_default, WAYS[1]: set(), WAYS[2]: set(asked.twins)}[way]


def chosen(asked: Asked, by_default: set[int]) -> set[int]:
    """Each with a tick."""
    rows = [
        {"Add": n in by_default, "Title": asked.articles[n].article.title or "Untitled", "Why": adding.why(twin)}
        for n, twin in asked.twins.items()
    ]
    edited: list[dict[str, object]] = st.data_editor(rows, hide_index=True, disabled=("Title", "Why"), key="asked-each")
    return {n for n, row in zip(asked.twins, edited, strict=True) if row["Add"]}


def years(asked: Asked) -> int | None:
    """The year of the days that were told without one; None to leave them undated."""
    words = ", ".join(dict.fromkeys(f"“{day.words}”" for day in list(asked.days.values())[:5]))
    st.markdown(f"**{layout.count(len(asked.days), 'article')} with a day without a year ({layout.plain(words)})**")
    proposed = adding.likely_year(asked.articles, asked.days.values(), date.today())
    year = int(st.number_input("Of which year?", 1500, date.today().year + 1, proposed, 1, key="asked-year", width=180))
    if st.checkbox("Leave them without a date", key="asked-undated"):
        return None
    if unfit := no_day(asked.days.values(), year):
        st.caption(f"Left without a date, as that year has no such day: {layout.plain(unfit)}.")
    return year


def no_day(days: Iterable[YearlessDay], year: int) -> str:
    """The days that the calendar of a year does not have, or not on the weekday told."""
    missing: Sequence[str] = list(dict.fromkeys(day.words for day in days if day.of(year) is None))
    return ", ".join(missing[:5])
