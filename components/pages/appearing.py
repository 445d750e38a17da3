"""One name over all articles, on the names' page: when it is named, who is named with it, which outlets quote it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Literal

import pandas as pd
import streamlit as st

from components import session
from components.identity import tidy
from components.identity.listing import Entity
from components.labels import labels
from components.pages import layout

Step = Literal["day", "month", "year", "decade"]
DAYS, MONTHS, YEARS = 31, 36, 60  # that one picture shows at most: beyond, the step is longer
SHOWN = 8  # names and outlets at first
LONG = 60  # characters of a name
HEIGHT = 150  # pixels of the chart


def panel(entity: Entity) -> None:
    """All three, each left out where there is nothing of it."""
    samples = session.with_samples()
    over_time(session.named_on(entity, samples))
    beside(entity, samples, session.named_beside(entity, samples))
    quoted(entity, samples)


def over_time(counts: Mapping[str | None, int]) -> None:
    """The mentions by when their articles were published, in words where that is one day."""
    dated = {day: n for day, n in counts.items() if day and is_day(day)}
    undated = sum(counts.values()) - sum(dated.values())
    if not dated:
        return
    first, last = min(dated), max(dated)
    without = (
        f" {layout.count(undated, 'mention')} in articles without a day {'is' if undated == 1 else 'are'} left out."
        if undated
        else ""
    )
    st.markdown("**Mentions over time**")
    if first == last:
        st.caption(f"All on {layout.day(first)}.{without}")
        return
    step = step_of(date.fromisoformat(first), date.fromisoformat(last))
    drawn = by_step(dated, step)
    between = f"from {layout.day(first)} to {layout.day(last)}"
    st.bar_chart(
        pd.DataFrame({"Published": list(drawn), "Mentions": list(drawn.values())}),
        x="Published",
        y="Mentions",
        x_label="",
        y_label="",
        height=HEIGHT,
        alt=f"Mentions by {step} of publication, {between}",
    )
    st.caption(f"By {step} of publication, {between}.{without}")


def is_day(day: str) -> bool:
    """Whether a string is an ISO day: an import may bring others."""
    try:
        return date.fromisoformat(day).isoformat() == day
    except ValueError:
        return False


def step_of(first: date, last: date) -> Step:
    """The shortest step with which the time between two days gives a picture that can be read."""
    if (last - first).days < DAYS:
        return "day"
    if (last.year - first.year) * 12 + last.month - first.month < MONTHS:
        return "month"
    return "year" if last.year - first.year < YEARS else "decade"


def by_step(counts: Mapping[str, int], step: Step) -> dict[str, int]:
    """The counts of ISO days by day, month, year or decade, with a zero for each step between in which there is nothing.

    >>> by_step({"2023-12-30": 2, "2024-02-01": 1}, "month")
    {'2023-12': 2, '2024-01': 0, '2024-02': 1}
    """
    found: Counter[str] = Counter()
    for day, n in counts.items():
        found[called(date.fromisoformat(day), step)] += n
    first, last = (date.fromisoformat(end(counts)) for end in (min, max))
    return {name: found[name] for name in dict.fromkeys(called(day, step) for day in each_day(first, last, step))}


def each_day(first: date, last: date, step: Step) -> Iterable[date]:
    """Days of which each step between two days has one at least, in order."""
    if step in ("year", "decade"):
        return (date(year, 1, 1) for year in range(first.year, last.year + 1))
    return (first + timedelta(n) for n in range((last - first).days + 1))


def called(day: date, step: Step) -> str:
    """The name of the step in which a day lies; names sort as time does.

    >>> [called(date(2024, 3, 1), step) for step in ("day", "month", "year", "decade")]
    ['2024-03-01', '2024-03', '2024', '2020s']
    """
    whole = day.isoformat()
    return f"{whole[:3]}0s" if step == "decade" else whole[: {"day": 10, "month": 7, "year": 4}[step]]


def beside(entity: Entity, samples: bool, counts: Sequence[tuple[str, int]]) -> None:
    """The names of the same articles, each with the way to its own page."""
    named = session.names_of(ident for ident, _ in counts)
    others = [(named[ident], articles) for ident, articles in counts if ident in named]
    if not others:
        return
    st.markdown("**Named with**")
    for other, articles in others[: more("beside", entity, len(others))]:
        label = labels()[other.label].title if other.label in labels() else other.label
        about = f"{layout.plain(tidy(other.name, LONG))} · {layout.count(articles, 'article')} · {layout.plain(label)}"
        session.link("names", about, entity=other.id, **carried(samples))
    offer_more("beside", entity, len(others))


def quoted(entity: Entity, samples: bool) -> None:
    """How often which outlet quotes it, each with the way to those quotes."""
    counts = session.quoted_by(entity, samples)
    if not counts:
        return
    total = sum(one.quotes for one in counts)
    speakers = {one.speaker for one in counts}
    st.markdown("**Quoted by**")
    for one in counts[: more("quoted", entity, len(counts))]:
        outlet = {} if one.outlet is None else {"quoted-in": one.outlet}
        where = "No outlet given" if one.outlet is None else layout.plain(tidy(one.outlet, LONG))
        who = f" · as {layout.plain(tidy(one.speaker, LONG))}" if len(speakers) > 1 else ""
        about = f"{where}{who} · {layout.count(one.quotes, 'quote')}"
        session.link("quotes", about, speaker=one.speaker, **outlet, **carried(samples))
    offer_more("quoted", entity, len(counts))
    st.caption(f"{layout.count(total, 'quote')}; what a copy of another article repeats is not counted again.")


def carried(samples: bool) -> dict[str, str]:
    """What a link says of the samples, so that its page counts what this one does."""
    return {"samples": "true"} if samples and session.recall("samples", False) else {}


def more(part: str, entity: Entity, there: int) -> int:
    """How many lines of a list are shown."""
    return there if session.recall(f"all {part}", "") == entity.id else SHOWN


def offer_more(part: str, entity: Entity, there: int) -> None:
    """The button that shows the whole list."""
    if there > more(part, entity, there):
        st.button(
            f"All {there:,}",
            key=f"all-{part}",
            type="tertiary",
            on_click=session.remember,
            args=(f"all {part}", entity.id),
        )
