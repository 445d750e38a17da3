"""The brief of an event: one HTML file to print, with estimates, a chart, the claims with their sentences, and what is open."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from datetime import UTC, datetime
from html import escape

import pandas as pd

from components.charts import CHARTS, picture
from components.events.account import Account
from components.events.claim import Claim
from components.labels import labels
from components.tables import event_rows
from components.wording import amount, day, number

STYLE = """
body {font: 15px/1.45 Georgia, serif; color: #26231d; max-width: 60rem; margin: 2rem auto; padding: 0 1rem}
h1 {margin-bottom: 0.2rem} table {border-collapse: collapse; width: 100%; font-size: 13px} td, th {text-align: left; vertical-align: top;
padding: 0.3rem 0.5rem; border-bottom: 1px solid #ddd} small {color: #6b6558} img {max-width: 100%} tr {break-inside: avoid}
"""


def html(told: Account, now: datetime | None = None) -> str:
    """The brief; everything that comes from articles is escaped. ``now`` is the time that it says it was made."""
    one = told.event
    made = (now or datetime.now(UTC)).strftime("%Y-%m-%d %H:%M UTC")
    where = ", ".join(part for part in (one.place, one.admin1, one.country) if part) or "place not known"
    when = day(one.first_day) if one.first_day else "day not known"
    if one.first_day and one.last_day and one.first_day != one.last_day:
        when = f"{day(one.first_day)} to {day(one.last_day)}"
    parts = [
        f"<h1>{escape(one.name)}</h1><p>{escape(where)} · {escape(when)} · {len(told.articles)} articles, "
        f"{len(told.independent)} independent sources<br><small>{escape(one.why)} State: {escape(one.state)}. Made by Dateline, {made}.</small></p>",
        "<h2>Estimates</h2>",
        _table(("", "Best", "Low", "High", "How"), _estimates(told)),
        _support(told),
        _chart(told),
        "<h2>Claims</h2>",
        _table(
            ("Claim", "Source, relay, outlet", "Told on", "State", "Sentence"),
            (_claim(told, c) for c in told.casualties),
        ),
        "<h2>Named victims</h2>",
        _table(("Name", "Age", "Sex", "", "Sentence"), _victims(told)),
        "<h2>Open</h2>",
        _open(told),
        "<h2>Articles</h2>",
        _table(
            ("Title", "Outlet", "Published"),
            ((a.title, a.outlet or "–", day(a.published) if a.published else "–") for a in told.articles),
        ),
    ]
    title = escape(one.name)
    return f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title><style>{STYLE}</style></head><body>{"".join(parts)}</body></html>'


def _table(head: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    lines = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return (
        f"<table><tr>{''.join(f'<th>{escape(cell)}</th>' for cell in head)}</tr>{lines}</table>"
        if lines
        else "<p>None.</p>"
    )


def _estimates(told: Account) -> Iterator[tuple[str, ...]]:
    for e in told.estimates:
        kind = f", {e.victim_type.replace('_', ' ')}" if e.victim_type else ""
        numbers = (number(n) if n is not None else "–" for n in (e.best, e.low, e.high))
        hands = "".join(f" {part} set by {hand.author}: {hand.reason}." for part, hand in e.by_hand.items())
        yield (f"{labels()[e.label].title}{kind}", *numbers, f"{e.why}{hands}")


def _support(told: Account) -> str:
    """The grading with its reason, and both sides as far as they are known."""
    one, graded = told.event, told.graded
    said = [f"Grading, {'by hand' if graded.by_hand else 'by rule'}: {graded.grade}. {graded.why}"] if graded else []
    said += [f"Who did it, or is said to have: {one.side_a}."] if one.side_a else []
    said += [f"The other side: {one.side_b}."] if one.side_b else []
    return "".join(f"<p>{escape(words)}</p>" for words in said)


def _victims(told: Account) -> Iterator[tuple[str, ...]]:
    for one in told.victims:
        age = "–" if one.age is None else str(one.age)
        yield one.name, age, one.sex or "–", labels()[one.what].title, one.sentence


def _claim(told: Account, claim: Claim) -> tuple[str, ...]:
    row = {name: getattr(claim, name) for name in ("value", "low", "high", "bound", "unit")}
    chain = " ← ".join(part for part in (claim.source, claim.relay, claim.outlet) if part)
    state = told.states[claim.key]
    said = state.state + (f" ({state.why})" if state.why else "")
    told_on = day(claim.published) if claim.published else "–"
    return f"{labels()[claim.label].title} {amount(row)}", chain, told_on, said, claim.sentence or claim.text


def _chart(told: Account) -> str:
    """The killed over time as a picture within the file; nothing where there is none."""
    rows = [row for row in event_rows("claims", told) if row["label"] == "KILLED"]
    if not rows:
        return ""
    try:
        svg = picture(CHARTS["event_time"], pd.DataFrame(rows), "svg")
    except ValueError:  # nothing to draw
        return ""
    return (
        f'<p><img alt="Claims of the killed over time" src="data:image/svg+xml;base64,{b64encode(svg).decode()}"></p>'
    )


def _open(told: Account) -> str:
    disputed = [c for c in told.casualties if told.states[c.key].state == "disputed"]
    unjudged = sum(c.status == "suggested" for c in told.casualties)
    said = [f"{unjudged} of {len(told.casualties)} claims are suggestions that nobody judged."] if unjudged else []
    said += [f"Disputed: {c.sentence or c.text}" for c in disputed]
    return "".join(f"<p>{escape(one)}</p>" for one in said) or "<p>Nothing.</p>"
