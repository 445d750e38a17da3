"""The differences of an article's coders, one after the other, side by side in the text: taken by keyboard into one accepted version."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape
from itertools import pairwise

import streamlit as st

from components import agreeing, session
from components.agreement.differences import Difference, Reading
from components.edits import EditRefusedError
from components.labels import LabelError, labels
from components.model import Annotation, RecordError
from components.pages import history, layout
from components.store import OPEN, SETTLED, ArticleMissingError, CodingError, Settlement, StoreError

AROUND = 240  # characters of the text on each side of a place
SIDE = 3  # readings beside each other
KEYS = "1 to 9 take that coder's · b all of them · x none · j next · k previous · u undo · f finish"


def open_article(article: str) -> None:
    """From a button: the differences of an article."""
    st.query_params["article"] = article
    session.forget("place", "settle said")


def page(article: str) -> None:
    """The place that is looked at, with what each coder has there."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="settle-head"):
        st.button("Agreement", icon=":material/arrow_back:", type="tertiary", on_click=close)
        try:
            found = session.store().settling.of(article)
        except (ArticleMissingError, CodingError) as error:
            st.markdown(layout.plain(f"{error}."))
            return
        st.title(layout.plain(found.coded.title or "Untitled"), width="stretch")
        session.link("read", "Read", ":material/article:", article=article)
    if len(found.coded.codings) < 2:
        layout.empty("Nothing to settle yet", "At least two coders must be done with the article.")
        return
    if problem := session.take("settle problem"):
        st.error(layout.plain(problem), icon=":material/error:")
    steps(found)
    place = now(found)
    if place is None:
        st.caption(f"All coders agree: {layout.count(len(found.places), 'highlight')} of {people(found)}.")
        return
    readings(found, place)
    if found.coded.standing.state != SETTLED:
        actions(found, place)


def close() -> None:
    """Back to the collection."""
    st.query_params.pop("article", None)


def people(found: Settlement) -> str:
    """The coders whose work is compared, as Markdown."""
    return layout.plain(" and ".join(found.coded.codings))


def steps(found: Settlement) -> None:
    """How many places are settled, and the last step."""
    standing, article = found.coded.standing, found.coded.article_id
    of, left = len(found.differing), len(found.open)
    agreed = len(found.places) - of
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="settle-steps"):
        if standing.state == SETTLED:
            when = history.when(standing.settled_at or "")
            st.caption(
                f"Settled by {layout.plain(standing.settled_by or '')} on {when}: {of:,} differences.", width="content"
            )
            act("Open again", "lock_open", lambda: session.store().settling.reopen(article, session.user()))
            return
        st.caption(
            f"{of - left:,} of {layout.count(of, 'difference')} settled; {agreed:,} places are the same for {people(found)}.",
            width="content",
        )
        waiting = [c.name for c in standing.coders if not c.finished_at]
        if standing.state == OPEN and waiting:
            st.caption(
                f"{layout.plain(', '.join(waiting))} not done yet: the first decision closes all codings.",
                width="content",
            )
        act(
            "Finish",
            "done_all",
            lambda: session.store().settling.finish(article, session.user()),
            shortcut="f",
            primary=not left,
            off=bool(left),
            hint="What all agree on is taken too, and this is the accepted version",
        )
        if standing.state != OPEN:
            act("Back to the coders", "undo", lambda: session.store().settling.reopen(article, session.user()))
    if of:
        st.progress((of - left) / of)


def now(found: Settlement) -> Difference | None:
    """The place that is looked at: the one chosen, else the first that is open."""
    places = found.differing
    chosen = session.recall("place", "")
    first = found.open[0] if found.open else places[0] if places else None
    return next((place for place in places if place.id == chosen), first)


def move(found: Settlement, by: int) -> None:
    """From a button: the next place, or the one before, round to the other end."""
    place = now(found)
    if place is not None:
        at = found.differing.index(place)
        session.remember("place", found.differing[(at + by) % len(found.differing)].id)


def readings(found: Settlement, place: Difference) -> None:
    """What each coder has at the place, in its context, beside each other."""
    at = found.differing.index(place) + 1
    st.html(
        f'<div class="dl-small" role="status">Difference {at} of {len(found.differing)}{decided(found, place)}</div>'
    )
    columns = st.columns(min(SIDE, len(place.readings)))
    for n, reading in enumerate(place.readings):
        with columns[n % SIDE]:
            names = " and ".join(reading.coders)
            st.html(
                f'<div class="dl-reading"><div class="dl-chart-title"><span role="heading" aria-level="2">{n + 1} · {escape(names)}</span></div>'
                f'<div class="dl-quote dl-place">{in_context(found.coded.text, place, reading)}</div>{listed(found.coded.text, reading)}</div>'
            )


def decided(found: Settlement, place: Difference) -> str:
    """What was decided on a place, as HTML."""
    decision = found.decided.get(place.id)
    if decision is None:
        return ""
    taken = "another reading" if decision.is_own else " and ".join(decision.taken) or "none"
    return escape(f" · settled by {decision.author}: {taken}")


def in_context(text: str, place: Difference, reading: Reading) -> str:
    """The text about a place with what a reading has there marked, as HTML."""
    first, last = max(0, place.start - AROUND), min(len(text), place.end + AROUND)
    edges = sorted({first, last, *(e for a in reading.annotations for e in (a.start, a.end))})
    parts = []
    for start, end in pairwise(edges):
        over = [a for a in reading.annotations if a.start <= start and end <= a.end]
        piece = escape(text[start:end])
        parts.append(marked(piece, over[-1]) if over else piece)
    before, after = "…" if first else "", "…" if last < len(text) else ""
    return before + "".join(parts).replace("\n", "<br>") + after


def marked(piece: str, a: Annotation) -> str:
    """A piece of text as a highlight of its label."""
    label = labels().get(a.label)
    color = label.color if label else "#808080"
    return f'<mark style="background: color-mix(in srgb, {color} 22%, transparent); border-bottom: 3px solid {color}; color: inherit">{piece}</mark>'


def listed(text: str, reading: Reading) -> str:
    """The labels and values of what a reading has, as HTML."""
    if not reading.annotations:
        return '<p class="dl-small">nothing here</p>'
    rows = []
    for a in reading.annotations:
        title = labels()[a.label].title if a.label in labels() else a.label
        told = " · ".join(f"{name} {value}" for name, value in agreeing.values(a))
        words = text[a.start : a.end]
        words = words if len(words) <= 80 else words[:79] + "…"
        rows.append(f"<li><b>{escape(title)}</b> “{escape(words)}”{' · ' if told else ''}{escape(told)}</li>")
    return f'<ul class="dl-small">{"".join(rows)}</ul>'


def actions(found: Settlement, place: Difference) -> None:
    """One button an action, each with its key."""
    article, decision = found.coded.article_id, found.decided.get(place.id)
    store, me = session.store().settling, session.user()
    with st.container(horizontal=True, gap="small", key="settle-actions"):
        if decision is None:
            for n, reading in enumerate(place.readings, 1):
                taking = partial(store.settle, article, place.id, reading.coders, me)
                act(f"Take {' and '.join(reading.coders)}", "check", taking, shortcut=str(n), then=found)
            everybody = tuple(found.coded.codings)
            act(
                "All of them", "merge", lambda: store.settle(article, place.id, everybody, me), shortcut="b", then=found
            )
            act("None", "close", lambda: store.settle(article, place.id, (), me), shortcut="x", then=found)
        else:
            act("Undo", "undo", lambda: store.take_back(article, decision.group, me), shortcut="u")
        st.button(
            "Previous",
            icon=":material/arrow_upward:",
            type="tertiary",
            shortcut="k",
            on_click=move,
            args=(found, -1),
            key="settle-previous",
        )
        st.button(
            "Next",
            icon=":material/arrow_downward:",
            type="tertiary",
            shortcut="j",
            on_click=move,
            args=(found, 1),
            key="settle-next",
        )
    if decision is None:
        other(found, place)
        undo_last(found)
    st.caption(KEYS)


def undo_last(found: Settlement) -> None:
    """Takes back what was settled last, whichever place that was."""
    if not found.decided:
        return
    place, decision = list(found.decided.items())[-1]  # they stand in the order in which they were made

    def back() -> None:
        session.store().settling.take_back(found.coded.article_id, decision.group, session.user())
        session.remember("place", place)

    act("Undo the last decision", "undo", back, shortcut="u")


def other(found: Settlement, place: Difference) -> None:
    """A reading that no coder has."""
    with st.expander("Another reading"), st.form(f"own-{place.id}", border=False):
        has = next(a for reading in place.readings for a in reading.annotations)
        known = list(labels())
        label = st.selectbox(
            "Label",
            known,
            index=known.index(has.label) if has.label in known else 0,
            format_func=lambda name: labels()[name].title,
        )
        words = st.text_input("Words, as they stand in the text", found.coded.text[has.start : has.end])
        if st.form_submit_button("Take this"):
            take_own(found, place, label, words)
            st.rerun()


def take_own(found: Settlement, place: Difference, label: str, words: str) -> None:
    article, me = found.coded.article_id, session.user()
    try:
        own = agreeing.own_reading(session.store(), article, place, label, words, me)
        session.store().settling.settle(article, place.id, (), me, own)
    except (StoreError, LabelError, EditRefusedError, RecordError) as error:
        session.remember("settle problem", f"Not settled: {error}.")
        return
    session.forget("place")


def act(
    label: str,
    icon: str,
    do: Callable[[], object],
    shortcut: str | None = None,
    primary: bool = False,
    off: bool = False,
    hint: str | None = None,
    then: Settlement | None = None,
) -> None:
    """A button that does one thing to the store, and says why where it could not; ``then`` goes on to the next open place."""

    def run() -> None:
        try:
            do()
        except StoreError as error:
            session.remember("settle problem", f"Not done: {error}.")
            return
        if then is not None:
            here = now(then)
            later = [p for p in then.open if here is not None and p.start >= here.start and p.id != here.id]
            ahead = later or [p for p in then.open if here is not None and p.id != here.id]
            session.remember("place", ahead[0].id if ahead else here.id if here else "")

    st.button(
        layout.plain(label),
        icon=f":material/{icon}:",
        type="primary" if primary else "tertiary" if shortcut is None else "secondary",
        shortcut=shortcut,
        disabled=off,
        help=layout.plain(hint) if hint else None,
        on_click=run,
        key=f"settle-do-{label}",
    )
