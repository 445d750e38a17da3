"""One event: its estimates with how they were reached, its claims over time and by source, its articles, quotes, and what is open."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from components import session, workspace
from components.events.account import Account
from components.events.claim import Claim
from components.events.estimates import Estimate
from components.events.model import Event
from components.events.standing import is_named, kind_of, spoken
from components.labels import labels
from components.model import CASUALTIES
from components.pages import charted, claims, editing, event_bar, event_numbers, figures, layout
from components.store.event_records import EventArticle
from components.tables import event_rows
from components.wording import number, quantity

CHARTS = ("event_time", "event_sources")
WIDTHS = {
    "Claim": 170,
    "Source": 150,
    "Kind of source": 110,
    "Relay": 100,
    "Outlet": 110,
    "State": 100,
    "Sentence": 390,
    "Why": 300,
}
PERIOD = "claims-period"
LINES = 62  # pixels: a row of three lines
QUOTED = 3  # quotes of a speaker shown at once
VIEWS = ("Claims", "Articles", "Quotes", "Victims", "Open")


def show(event_id: str) -> None:
    """The page of the event, or a sentence where there is none."""
    if st.button("Events", icon=":material/chevron_left:", type="tertiary"):
        session.open_page("events")
    store = session.store()
    workspace.propose_events(store)
    whole = store.events.account(event_id, session.scope() or "")
    if whole is None:
        layout.empty(
            "There is no such event", "Its articles may have been taken out, or it was merged into another one."
        )
        return
    heading(whole)
    came_from(whole)
    event_bar.bar(whole)
    judged = st.toggle(
        "Judged only", key="event-judged", help="Leaves out claims nobody judged, in estimates and charts too."
    )
    told = next(store.events.accounts([event_id], session.scope() or "", judged=True), whole) if judged else whole
    st.caption(counted(told, whole))
    estimates(told)
    grading(told)
    charts(told)
    told = within(told, *charted.chosen_period("event_time", PERIOD, "claims")) if told.casualties else told
    view = st.segmented_control(
        "Show", VIEWS, default="Claims", required=True, key="event-view", label_visibility="collapsed"
    )
    parts: Mapping[str, Callable[[], None]] = {
        "Claims": lambda: table(told),
        "Articles": lambda: articles(store.events.articles(event_id)),
        "Quotes": lambda: quotes(store.events.quotes(event_id)),
        "Victims": lambda: victims(told),
        "Open": lambda: still_open(whole),
    }
    parts[str(view or "Claims")]()


def opened_at() -> tuple[str, str]:
    """The claim that the address names, by article and figure: that of the highlight from which the analyst came."""
    return st.query_params.get("of", ""), st.query_params.get("claim", "")


def came_from(whole: Account) -> None:
    """The claim from which the analyst came, with its state and the way back to its sentence."""
    claim = next((one for one in whole.claims if one.key == opened_at()), None)
    if claim is None:
        return
    state = whole.states[claim.key]
    why = f", {state.why}" if state.why else ""
    told = f"{labels()[claim.label].title}: {claim.text} ({whole.sources[claim.key]}). {state.state.capitalize()}{why}"
    with st.container(border=True, key="came-from"):
        st.html(f'<div class="dl-small">The claim you came from, marked below</div><div>{escape(told)}</div>')
        session.link(
            "read", "Back to its sentence", ":material/arrow_back:", article=claim.article_id, annotation=claim.id
        )


def days_of(event: Event) -> str | None:
    """ "12 Mar 2024", "12 Mar 2024 to 14 Mar 2024"; None where no day is known."""
    first, last = event.first_day, event.last_day
    if not first:
        return None
    return layout.day(first) if not last or last == first else f"{layout.day(first)} to {layout.day(last)}"


def in_short(best: float | None, low: float | None, high: float | None) -> str | None:
    """An estimate as "49 [44 – 49]", one number where they are the same, None where nothing is known.

    >>> in_short(49, 44, 49), in_short(7, 7, 7), in_short(None, None, 5), in_short(None, None, None)
    ('49 [44 – 49]', '7', '? [? – 5]', None)
    """
    if best is None and low is None and high is None:
        return None
    best_, low_, high_ = ("?" if n is None else number(n) for n in (best, low, high))
    return best_ if best_ == low_ == high_ else f"{best_} [{low_} – {high_}]"


def heading(told: Account) -> None:
    """The name, and what, where, when, with its state and why these articles are one event."""
    event = told.event
    st.title(layout.plain(event.name or "An event without a name"))
    where = ", ".join(part for part in (event.place, event.admin1, event.country) if part)
    said = [event.kind, where or "place not known", days_of(event) or "day not known", event.state]
    lines = (" · ".join(part for part in said if part), " · ".join(sides_of(event)))
    st.html("".join(f'<div class="dl-small">{escape(line)}</div>' for line in lines if line))
    if event.why:
        st.caption(layout.plain(event.why))


def sides_of(event: Event) -> list[str]:
    """Who is said to have done it, and who was the other side, as far as either is known."""
    by_hand = "" if "side_a" in event.by_hand else " (proposed)"
    told = [f"Who did it: {event.side_a}{by_hand}"] if event.side_a else []
    return [*told, f"Other side: {event.side_b}"] if event.side_b else told


def counted(told: Account, whole: Account) -> str:
    """How many claims are shown, of how many sources, and how many are left out and why."""
    shown, every = len(told.casualties), len(whole.casualties)
    said = [layout.count(len(told.articles), "article"), layout.count(len(told.independent), "independent source")]
    said.append(
        layout.count(shown, "casualty claim")
        + (f" ({every - shown:,} not judged are left out)" if every > shown else "")
    )
    states = Counter(told.states[claim.key].state for claim in told.casualties)
    aside = [f"{n:,} {name}" for name, n in states.most_common() if name != "standing"]
    return (
        ", ".join(said) + ". " + (f"Not counted in estimates: {', '.join(aside)}." if aside else "All of them stand.")
    )


def estimates(told: Account) -> None:
    """Best, least and most of each label, with the sentence that says how they were reached."""
    if not told.estimates:
        st.caption("No casualty claims of this event, so there is nothing to estimate.")
        return
    lines = "".join(line(one) for one in told.estimates)
    st.html(
        '<table class="dl-estimates" aria-label="Estimates"><thead><tr><th>Estimate</th><th>Best</th><th>Low – high</th>'
        f"<th>How</th></tr></thead><tbody>{lines}</tbody></table>"
    )
    out = [(label, why) for one in told.estimates for label, why in left_out(told, one)]
    if out:
        with st.expander(f"Left out of the estimates: {layout.count(len(out), 'claim')}"):
            for label, why in out:
                st.markdown(f"- {layout.plain(label)}: {layout.plain(why)}")


def grading(told: Account) -> None:
    """How well the claims are supported, with the reason."""
    if told.graded is not None:
        how = "by hand" if told.graded.by_hand else "by rule"
        st.caption(layout.plain(f"Grading, {how}: {told.graded.grade}. {told.graded.why}"))


def line(one: Estimate) -> str:
    """A row of the estimates."""
    best, low, high = ("?" if n is None else number(n) for n in (one.best, one.low, one.high))
    whom = f", {one.victim_type.replace('_', ' ')}" if one.victim_type else ""
    hands = [f"{part} set by {hand.author}: {hand.reason}" for part, hand in one.by_hand.items()]
    why = " ".join([one.why, *hands])
    return (
        f"<tr><td>{escape(labels()[one.label].title + whom)}</td><td><b>{best}</b></td>"
        f"<td>{low} – {high}{' or more' if one.is_open else ''}</td><td>{escape(why)}</td></tr>"
    )


def left_out(told: Account, one: Estimate) -> list[tuple[str, str]]:
    """The claims that an estimate of all victims leaves out, each with its reason."""
    if one.victim_type:
        return []
    words = {claim.key: f"{claim.text} ({claim.source or claim.outlet or 'the article'})" for claim in told.claims}
    return [(words.get(key, "a claim"), why) for key, why in one.left_out.items()]


def charts(told: Account) -> None:
    """One kind of casualty at a time, over time and by source; a click on a mark opens its sentence."""
    present = {claim.label for claim in told.casualties}
    if not present:
        return
    some = [label for label in CASUALTIES if label in present]
    at = opened_at()
    first = next((claim.label for claim in told.casualties if claim.key == at), some[0])
    label = st.segmented_control(
        "Casualties",
        some,
        default=first,
        format_func=lambda name: labels()[name].title,
        required=True,
        key=f"event-label-{at[1]}",
        label_visibility="collapsed",
    )
    rows = [row for row in event_rows("claims", told) if row["label"] == label]
    marked = figures.told_apart(rows)
    opens = {m["figure_id"]: (r["article_id"], r["figure_id"]) for m, r in zip(marked, rows, strict=True)}

    hot = next((mark for mark, key in opens.items() if key == at), None)

    def pick(mark: str) -> None:
        session.remember("go", opens[mark])

    with st.container(key="charts"):
        for column, name in zip(st.columns(2, gap="large"), CHARTS, strict=True):
            with column:
                charted.draw(name, figures.framed(marked), pick, hot, period=PERIOD)
    if go := session.recall("go", None):
        session.forget("go")
        session.open_article(*go)


def within(told: Account, first: str | None, last: str | None) -> Account:
    """The account with the claims of a period alone for its table, by the day on which the chart has them."""
    if not first or not last:
        return told
    days = {(row["article_id"], row["figure_id"]): row["told"] for row in event_rows("claims", told)}
    kept = tuple(claim for claim in told.claims if first <= (days.get(claim.key) or "") <= last)
    undated = sum(1 for claim in told.claims if not days.get(claim.key))
    without = f"; {layout.count(undated, 'claim')} without a day left out" if undated else ""
    st.caption(
        f"{len(kept):,} of {layout.count(len(told.claims), 'claim')} below, told from {layout.day(first)} to {layout.day(last)}{without}. "
        "Estimates and charts are of all."
    )
    return replace(told, claims=kept)


def table(told: Account) -> None:
    """Every claim with its state; a click opens its sentence, and where values are edited each cell is an edit of its figure."""
    at = opened_at()
    ordered = sorted(told.claims, key=lambda claim: (claim.key != at, claim.label not in CASUALTIES))
    if not ordered:
        st.caption("No figure of its articles is about this event.")
        return
    if st.toggle("Edit values", key="edit-event", help="Change values in the table; each change is saved at once."):
        keys = {claim.key for claim in ordered}
        every = session.store().events.claims(told.event.id)
        editing.table([row for row in every if (row["article_id"], row["figure_id"]) in keys])
        return
    event_numbers.states(told)
    marked = 0 if ordered[0].key == at else None
    shown = pd.DataFrame([row_of(told, claim) for claim in ordered])
    clicked = claims.row_clicked(shown, "Claims", {n: w for n, w in WIDTHS.items() if n in shown}, LINES, marked)
    if clicked is not None:
        session.open_article(*ordered[clicked].key)


def row_of(told: Account, claim: Claim) -> dict[str, str | None]:
    """A claim as a row of the table."""
    state = told.states[claim.key]
    fields = ("label", "value", "low", "high", "bound", "unit", "subject")
    return {
        "Label": labels()[claim.label].title,
        "Claim": quantity({name: getattr(claim, name) for name in fields}),
        "Source": claim.source,
        "Kind of source": source_kind(told, claim),
        "Relay": claim.relay,
        "Outlet": claim.outlet,
        "Told on": claim.published,
        "As of": claim.as_of,
        "State": state.state + (f", set by {state.set_by}" if state.set_by else ""),
        "Sentence": claims.around(claim.sentence or "", claim.text),
        "Why": state.why or None,
        "Status": claim.status,
    }


def source_kind(told: Account, claim: Claim) -> str:
    """What kind of source claims it, and whether that is named."""
    source = told.sources[claim.key]
    return spoken(kind_of(source, outlet=not (claim.source or claim.relay)), is_named(source))


def victims(told: Account) -> None:
    """Who is named as a victim, each with the sentence; a click opens it."""
    if not told.victims:
        st.caption(
            "No article names a victim: words such as “among the dead was” do, or a figure of one person whose subject is a name."
        )
        return
    shown = pd.DataFrame(
        {
            "Name": [one.name for one in told.victims],
            "Age": [one.age for one in told.victims],
            "Sex": [one.sex for one in told.victims],
            "Grown": ["child" if one.is_child else None if one.is_child is None else "adult" for one in told.victims],
            "What": [labels()[one.what].title for one in told.victims],
            "Sentence": [claims.around(one.sentence, one.name) for one in told.victims],
        }
    )
    clicked = claims.row_clicked(shown, "Victims", {"Name": 170, "Sentence": 390}, LINES)
    if clicked is not None:
        session.open_article(*told.victims[clicked].key)


def articles(found: Sequence[EventArticle]) -> None:
    """Its articles with why they are here, each with its copies under it."""
    copies: dict[str, list[EventArticle]] = defaultdict(list)
    ids = {one.id for one in found}
    for one in found:
        if one.copy_of in ids:
            copies[str(one.copy_of)].append(one)
    folded = {one.id for several in copies.values() for one in several}
    for one in found:
        if one.id not in folded:
            article(one)
            if several := copies[one.id]:
                with st.expander(
                    f"{layout.count(len(several), 'copy') if len(several) == 1 else f'{len(several)} copies'} of it"
                ):
                    for copy in several:
                        article(copy)


def article(one: EventArticle) -> None:
    """An article of the event: a link to it, and why it is here."""
    said = " · ".join(part for part in (one.outlet, layout.day(one.published), one.why) if part)
    session.link("read", layout.plain(one.title or "Untitled"), article=one.id)
    st.caption(layout.plain(said))


def quotes(rows: Sequence[Mapping[str, Any]]) -> None:
    """Its quotes by speaker, the most quoted first."""
    said: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        said[row["speaker_name"] or row["speaker_text"] or "(speaker unknown)"].append(row)
    if not said:
        st.caption("Nobody is quoted in its articles.")
    for speaker, of in sorted(said.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        with st.expander(f"{layout.plain(speaker)} ({len(of):,})", expanded=len(said) <= QUOTED):
            for row in of:
                st.html(f'<div class="dl-quote">{escape(row["text"])}</div>')
                where = " · ".join(part for part in (row["outlet"], layout.day(row["published"]), row["title"]) if part)
                session.link("read", layout.plain(where), article=row["article_id"], annotation=row["quote_id"])


def still_open(told: Account) -> None:
    """What nobody has settled: claims that nobody judged or that are disputed, a missing place or day."""
    event = told.event
    missing = [("place", event.place), ("day", event.first_day), ("name", event.name)]
    for what, value in missing:
        if not value:
            st.markdown(f"- Its {what} is not known.")
    if event.state == "proposed":
        st.markdown("- It is proposed: nobody accepted or refused it yet.")
    for claim in told.casualties:
        state = told.states[claim.key]
        if claim.status != "suggested" and state.state != "disputed":
            continue
        why = state.why if state.state == "disputed" else "Nobody judged it yet."
        about = f"{claim.text} ({claim.source or claim.outlet or 'the article'}): {why}"
        session.link("read", layout.plain(about), article=claim.article_id, annotation=claim.id)
    if event.state != "proposed" and not told.open_claims and all(value for _, value in missing):
        st.caption("Nothing is open.")
