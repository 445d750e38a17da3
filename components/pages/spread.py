"""The same words in other articles: how often they stand there, a preview with a tick for each place, apply, and one undo."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components import session, spreading
from components.identity import tidy
from components.labels import labels
from components.model import Annotation
from components.pages import layout
from components.spreading import Elsewhere, Outcome, Place, Plan, What
from components.store import StoreError
from components.store.spreads import Rejected

SHOWN = 25  # places on a page of the preview
LONG = 60  # characters of a string in a sentence


def offer(article: str) -> None:
    """For the selected entity, and for one that was just rejected or deleted: how often its words stand in other articles,
    and the way to do the same there."""
    said_back(article)
    gone(article)
    a = selected(article)
    if a is None:
        return
    words = session.store().text(article)[a.start : a.end]
    asked = (words, a.label, article)
    found = counted("elsewhere", asked, lambda: spreading.elsewhere(session.store(), words, a.label, article))
    if not found.places and not found.right:
        return
    title = labels()[a.label].title
    name = a.entity.name if "name" in a.hand else None
    with st.container(key="spread"):
        st.caption(f"“{layout.plain(tidy(words, LONG))}” {standing(found, title)}.")
        if not session.may("annotate"):
            return
        buttons = st.container(horizontal=True)
        if found.places and buttons.button(
            "Same there …", key="spread-label", width="stretch", help=f"{title}; shows every place first"
        ):
            ask(words, "label", a.label, article, name)
        if buttons.button("Reject there …", key="spread-reject", width="stretch", help=f"No {title} in other articles"):
            ask(words, "reject", a.label, article)


def standing(found: Elsewhere, title: str) -> str:
    """What other articles have of the words: "also stands 3 times in 2 other articles, and is Person at 4 places"."""
    at = layout.count(found.right, "place")
    if not found.places:
        return f"is {title} at {at} in other articles, and stands nowhere else"
    return f"also stands {times(found)}{f', and is {title} at {at} already' if found.right else ''}"


def gone(article: str) -> None:
    """What the analyst rejected or deleted a moment ago, where other articles have it too."""
    found = rejected(article)
    if found is None or not session.may("annotate"):
        return
    there = counted(
        "rejectable",
        (found, article),
        lambda: spreading.rejectable(session.store(), found.words, found.label, article),
    )
    if not there.places:
        return
    title = labels()[found.label].title
    with st.container(key="spread-gone"):
        st.caption(f"“{layout.plain(tidy(found.words, LONG))}” was rejected here. As {title} it stands {times(there)}.")
        if st.button("Reject there too …", key="spread-gone-reject", width="stretch", help="Shows every place first"):
            ask(found.words, "reject", found.label, article)


def rejected(article: str) -> Rejected | None:
    """The entity that the analyst's last edit rejected since this session came to the article."""
    spreads = session.store().spreads
    kept: tuple[str, int] | None = session.recall("edits before", None)
    if kept is None or kept[0] != article:
        kept = session.remember("edits before", (article, spreads.newest(article)))
    found = spreads.just_rejected(article, session.user(), kept[1])
    return found if found is not None and found.label in labels() else None


def selected(article: str) -> Annotation | None:
    """The selected highlight if it is an entity with a label of ours."""
    chosen = session.recall("selected", "")
    a = session.store().target(article, chosen) if chosen else None
    return a if a is not None and a.layer == "entity" and a.label in labels() and a.status != "rejected" else None


def counted(name: str, asked: object, count: Callable[[], Elsewhere]) -> Elsewhere:
    """A count that is made when something else is ``asked``, not at every edit."""
    kept: tuple[object, Elsewhere] | None = session.recall(name, None)
    if kept is None or kept[0] != asked:
        kept = session.remember(name, (asked, count()))
    return kept[1]


def times(found: Elsewhere) -> str:
    """ "12 times in 5 other articles"."""
    more = "more than " if found.more else ""
    return f"{more}{layout.count(found.places, 'time')} in {more}{layout.count(found.articles, 'other article')}"


def ask(words: str, what: What, label: str, article: str, name: str | None = None) -> None:
    """Finds the places, with progress, and opens the preview."""
    bar = st.empty()
    plan = spreading.plan(session.store(), words, what, label, article, progress(bar, "Looking for the words"))
    bar.empty()
    session.remember("plan", (plan, name))
    session.remember("ticks", {})
    session.remember("plan_page", 0)
    preview()


def progress(where: DeltaGenerator, doing: str) -> spreading.Progress:
    """Shows how far the articles are gone through."""

    def tell(done: int, total: int) -> None:
        where.progress(min(1.0, done / max(1, total)), f"{doing}: {done:,} of {total:,} articles")

    return tell


@st.dialog("The same in other articles", width="large", on_dismiss=session.form_closed)
def preview() -> None:
    """Every place in its sentence; what a person judged is not ticked, and says so."""
    session.form_opened("spread", lambda: True)  # news from others would close it
    plan, name = session.recall("plan", (Plan("", "label", "", ()), None))
    title = labels()[plan.label].title if plan.label in labels() else plan.label
    st.markdown(summary(plan, title))
    if not plan.places:
        return
    ticks: dict[str, bool] = session.recall("ticks", {})
    both = st.container(horizontal=True)
    if both.button("Tick all", key="tick-all"):
        set_all(plan, ticks, True)
    if both.button("Tick none", key="tick-none"):
        set_all(plan, ticks, False)
    at = turn(len(plan.places))
    shown = plan.places[at * SHOWN : (at + 1) * SHOWN]
    with st.container(key="places", height=380 if len(shown) > 6 else "content"):
        for (_, article, day), places in groupby(shown, lambda p: (p.article_id, p.title, p.published)):
            st.caption(f"**{layout.plain(article or 'Untitled')}** · {layout.day(day)}")
            for place in places:
                tick(place, ticks)
    chosen = [p for p in plan.places if ticks.get(p.id, p.ticked)]
    bar = st.empty()
    if st.button(f"Change {layout.count(len(chosen), 'place')}", key="apply", type="primary", disabled=not chosen):
        try:
            outcome = spreading.apply(session.store(), plan, chosen, session.user(), name, progress(bar, "Correcting"))
            session.did(spreading.deed(outcome, plan, [place.article_id for place in chosen]))
        except StoreError as error:
            st.error(f"{layout.plain(str(error))} What was changed before is under “Memory”, with its undo.")
            return
        session.forget("elsewhere", "rejectable")
        session.remember(
            "spread",
            (
                outcome,
                f"{title} {'rejected' if plan.what == 'reject' else 'given'}",
                False,
                session.recall("article", ""),
            ),
        )
        st.rerun()


def summary(plan: Plan, title: str) -> str:
    """What the correction would do, in a sentence or two."""
    words = f"“{layout.plain(tidy(plan.surface, LONG))}”"
    if not plan.places:
        why = f"is {title} wherever it stands" if plan.what == "label" else f"is {title} nowhere else"
        return f"{words} {why}. Nothing is left to change."
    where = layout.count(len({p.article_id for p in plan.places}), "article")
    doing = f"becomes **{title}**" if plan.what == "label" else f"is rejected as **{title}**"
    said = f"{words} {doing} at the ticked places in {where}."
    if plan.right:
        said += f" {layout.count(plan.right, 'place')} {'is' if plan.right == 1 else 'are'} right already."
    if plan.more:
        said += f" These are the first {spreading.MOST:,} places; apply them, then ask again for the rest."
    return said


def set_all(plan: Plan, ticks: dict[str, bool], on: bool) -> None:
    for place in plan.places:
        ticks[place.id] = on
        if session.recall(f"tick {place.id}", None) is not None:
            session.remember(f"tick {place.id}", on)


def tick(place: Place, ticks: dict[str, bool]) -> None:
    """One place: a tick, its sentence with the words in bold, and what is there now."""
    said = f"{layout.plain(place.left)}**{layout.plain(tidy(place.words))}**{layout.plain(place.right)}"
    if session.recall(f"tick {place.id}", None) is None:
        session.remember(f"tick {place.id}", ticks.get(place.id, place.ticked))
    ticks[place.id] = st.checkbox(f"{said} :gray[· {layout.plain(place.note)}]", key=f"tick {place.id}")


def turn(total: int) -> int:
    """The page of the preview that is shown, and the way to the others."""
    last = max(0, (total - 1) // SHOWN)
    at: int = min(session.recall("plan_page", 0), last)
    if last:
        earlier, where, later = st.columns([1, 2, 1], vertical_alignment="center")
        if earlier.button("Earlier", key="places-earlier", icon=":material/chevron_left:", width="stretch"):
            at = max(0, at - 1)
        if later.button("Later", key="places-later", icon=":material/chevron_right:", width="stretch"):
            at = min(last, at + 1)
        where.html(
            f'<div style="text-align:center">Places {at * SHOWN + 1:,} to {min(total, (at + 1) * SHOWN):,} of {total:,}</div>'
        )
        session.remember("plan_page", at)
    return at


def said_back(article: str) -> None:
    """What the last correction did, and its undo; it goes when another article is opened."""
    kept: tuple[Outcome, str, bool, str] | None = session.recall("spread", None)
    if kept is None:
        return
    outcome, what, undone, where = kept
    if where != article:
        session.forget("spread")
        return
    with st.container(key="spread-done"):
        said = done(outcome, what, undone)
        st.success(said, icon=":material/undo:" if undone else ":material/check:")
        buttons = st.container(horizontal=True)
        if not undone and buttons.button("Undo", key="spread-undo", width="stretch"):
            bar = st.empty()
            taken = spreading.undo(session.store(), outcome.group, session.user(), progress(bar, "Taking back"))
            session.forget("elsewhere", "rejectable")
            session.undid(outcome.group)
            session.remember("spread", (taken, what, True, article))
            st.rerun()
        if buttons.button("Close", key="spread-close", width="stretch"):
            session.forget("spread")
            st.rerun()


def done(outcome: Outcome, what: str, undone: bool) -> str:
    """What a correction, or its undo, came to."""
    places = layout.count(outcome.places, "place")
    if undone:
        stays = f" {layout.count(outcome.left, 'place')} changed since and left as they are." if outcome.left else ""
        return f"Taken back at {places}.{stays}"
    left = f" {layout.count(outcome.left, 'place')} changed meanwhile and left alone." if outcome.left else ""
    return f"{what} at {places} of {layout.count(outcome.articles, 'article')}.{left}"
