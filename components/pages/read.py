"""Read and correct one article: the text with its highlights, the selected one's values, and the charts beside it."""

from __future__ import annotations

from dataclasses import asdict
from html import escape
from typing import Any

import streamlit as st

from components import languages, reader, session, undoing, workspace
from components.exporters import EXPORTERS, Options
from components.model import REVIEW_STATUSES
from components.pages import assigning, coding, correcting, details, layout, side, tasks, tolls, unplaced
from components.pages.library_table import STATUS
from components.store import ArticleMissingError, LibraryRow, StoreError
from components.undoing import Deed


def page() -> None:
    """The article that the address names, or the one read last."""
    layout.begin()
    if go := session.take("go"):
        session.open_article(go)
    article = st.query_params.get("article") or session.recall("article", "")
    if not article:
        layout.nothing_here("No article is open", "Choose one in the library.")
        return
    try:
        row = session.store().row(article)
    except ArticleMissingError:
        layout.nothing_here("There is no such article", f"The library has no article {article!r}. Choose another one.")
        return
    session.remember("article", article)
    if said := session.take("said of the text"):
        st.toast(layout.plain(said), icon=":material/check:")
    if st.query_params.get("article") != article:
        st.query_params["article"] = article
    header(row)
    layout.reads_only("annotate")
    if row.removed_at:
        taken_out(article)
    event_of(article)
    if session.store().tasks.waits(article):
        tasks.finding(article)
    coding.notice(article)
    if row.language != languages.ENGLISH:
        st.caption(in_language(row.language), width="stretch")
    asked = st.query_params.get("annotation")
    if session.show_article(article, asked) and asked and session.store().target(article, asked) is None:
        st.toast("The highlight that the address names is not in this article any more.", icon=":material/info:")
    with st.container(key="desk"):
        text, beside = st.columns([1.75, 1], gap="medium")
        panel = beside.container(key="beside-desk")
    with panel:
        reader.mount_inspector(article, key="inspector")
    with text:
        unplaced.notice(article)
        reading(article)
    with panel:
        side.panel(article)
    watch(article)


@st.fragment(run_every=4)
def watch(article: str) -> None:
    """Shows what another analyst, or another tab, changed in this article."""
    if not session.is_form_open() and session.catch_up(article):
        st.rerun()


@st.fragment(run_every=8)
def also_reading(article: str) -> None:
    """ "also reading: ana, ben", small, or nothing; the whole names under the pointer. A fragment of its own: one that writes
    into the head from elsewhere takes everything else out of it."""
    if others := session.also_reading(article):
        names, whole = ", ".join(map(assigning.short, others)), ", ".join(others)
        st.html(
            f'<div class="dl-small dl-also" title="{escape(whole, quote=True)}">also reading: {escape(names)}</div>'
        )


def event_of(article: str) -> None:
    """The event that the article tells of, with the way to its page; nothing where none was proposed yet."""
    events = session.store().events
    belongs = events.of_article(article).event
    found = events.one(belongs) if belongs else None
    if found is None or found.event.state == "rejected":
        return
    told = found.summary
    with st.container(key="event-here"):
        session.link(
            "events",
            f"Event: {layout.plain(found.event.name)} · {layout.count(found.articles, 'article')}, "
            f"{layout.count(told.sources, 'source')}",
            icon=":material/crisis_alert:",
            event=found.event.id,
        )


def taken_out(article: str) -> None:
    """Says that the article is not in the library, and puts it back."""
    said, back = st.columns([6, 1.4], vertical_alignment="center")
    said.warning(
        "This article was taken out of the library. What you correct is stored all the same.", icon=":material/delete:"
    )
    if back.button("Put back", key="put-back", disabled=not session.may("curate")):
        session.store().put_back(article)
        st.rerun()


def header(row: LibraryRow) -> None:
    """One row: back, title and facts, review status, details, download, next."""
    session.remember("status shown", row.review_status)
    why = session.why_not("annotate")
    with st.container(key="head", horizontal=True, vertical_alignment="center", gap="small"):
        if st.button("Library", icon=":material/arrow_back:", type="tertiary", help="Back to the library", key="back"):
            session.open_library()
        st.html(heading(row))
        if session.is_team():
            also_reading(row.id)
        st.selectbox(
            "Status",
            REVIEW_STATUSES,
            index=REVIEW_STATUSES.index(row.review_status),
            format_func=STATUS.__getitem__,
            key=f"status-{row.id}-{row.review_status}",  # another one as soon as it moved
            label_visibility="collapsed",
            width=130,
            disabled=bool(why),
            on_change=choose_status,
            args=(row.id, row.review_status),
        )
        assigning.chooser(row)
        if st.button(
            "Details",
            icon=":material/edit:",
            type="tertiary",
            help=why or "Title, outlet, date, address",
            key="details",
            disabled=bool(why),
        ):
            details.dialog(row.id)
        if st.button(
            "Text",
            icon=":material/edit_note:",
            type="tertiary",
            help=why or "Correct the text, cut what is not of the article, split it in two, merge it with another",
            key="text",
            disabled=bool(why),
        ):
            correcting.dialog(row.id)
        st.download_button(
            "Download",
            data=lambda: workspace.export_file(session.store(), "zip", [row.id], Options(excel=True)),
            file_name=f"dateline-{row.id}{EXPORTERS['zip'].ending}",
            mime=EXPORTERS["zip"].mime,
            on_click="ignore",
            icon=":material/download:",
            type="tertiary",
            help="Download this article's annotated CSVs",
            key="download",
        )
        following = "Next unfinished article (Alt+N)"
        if st.button(
            "Next", icon=":material/arrow_forward:", type="tertiary", help=following, key="next", shortcut="Alt+N"
        ):
            open_next(row.id)


def in_language(code: str) -> str:
    """What is looked for in a text that is not English, and how to have more of it found."""
    called, pipeline = layout.plain(languages.name(code)), languages.pipeline_of(code)
    if pipeline:
        return f":material/translate: In {called}: {layout.plain(pipeline)} finds names and direct quotes. Figures are found in English alone."
    return (
        f":material/translate: In {called}: nothing is looked for, since the rules are for English. A spaCy pipeline in "
        f"{languages.PIPELINE}{layout.plain(code.upper())} finds names and direct quotes; *Details* can set the language to en."
    )


def heading(row: LibraryRow) -> str:
    """The title and, under it, outlet, author, date and address, a line each that is cut where it does not fit."""
    facts = " · ".join([*(part for part in (row.outlet, row.author) if part), layout.day(row.published)])
    link = ""
    if row.url and row.url.startswith(("https://", "http://")):
        link = f' · <a href="{escape(row.url, quote=True)}" target="_blank" rel="noopener noreferrer">source ↗</a>'
    title = escape(row.title or "Untitled", quote=True)
    return (
        f'<div class="dl-title" role="heading" aria-level="1" title="{title}">{title}</div>'
        f'<div class="dl-small">{escape(facts)}{link}</div>'
    )


def choose_status(article: str, shown: str) -> None:
    """Stores the status that was chosen; one that the page showed already comes with a late message of a page that was left."""
    chosen = session.recall(f"status-{article}-{shown}", shown)
    if chosen == shown:
        return
    try:
        made = session.store().correct_details(
            article, {"review_status": chosen}, session.user(), {"review_status": shown}
        )
    except StoreError as error:
        session.remember("problem", f"The status was not changed: {error}.")
        session.catch_up(article)  # or the news would run the page once more, over the message
        return
    if made is not None:
        session.did(Deed("details", made.op_id, (article,), f"changed {made.said()}"))


def open_next(article: str) -> None:
    """Opens the next article that is not done, or says that all are."""
    following = session.store().next_unfinished(article, session.queue())
    if following:
        session.open_article(following)
    st.toast("Every other article is done.", icon=":material/check:")


@st.fragment(key="reader")
def reading(article: str) -> None:
    """The reader; only this runs again when an edit comes, and then the panel beside it, when its companion hears of it."""
    session.begin_fragment()
    if problem := session.take("problem"):
        st.error(layout.plain(problem), icon=":material/error:")
    reader.mount(
        article,
        session.message(article),
        key="reader",
        on_outbox=take_outbox,
        on_request=take_request,
        focus=session.recall("focus", None),
        deeds=session.deeds(),
        undone=session.recall("undone", None),
    )


def take_outbox() -> None:
    """Stores what the browser sent; where that fails nothing is acknowledged, and the browser sends it again."""
    value = session.component("reader", "outbox")
    try:
        article, client, seen = str(value["article"]), str(value["client"]), int(value["seen"])
        answer = workspace.correct(session.store(), article, value["ops"], session.user(), client, seen)
    except (StoreError, ValueError, KeyError, TypeError) as error:
        session.remember("problem", f"Your last edits are not stored yet: {error}")
        return
    if session.is_text_another(article):  # its spans would not fit the text that the page shows; all of it is sent next
        answer = {**answer, "changed": [], "gone": [], "revision": seen}
    session.answer(reader.delta(article, answer, since=seen, client=client))
    shown = session.recall("status shown", "in_progress")
    if shown != "in_progress" and shown != session.store().row(article).review_status:
        session.rerun_all()  # it moved with the work


def take_request() -> None:
    """Sends the whole article again, or closes this one and opens the next."""
    value = session.component("reader", "request")
    try:
        article = str(value["article"])
        if value["what"] in ("undo", "redo"):
            session.remember("undone", {"nonce": value["nonce"], **take_back(article, value)})
            session.rerun_all()
            return
        if value["what"] == "done":
            if not coding.finished(article):
                made = session.store().correct_details(article, {"review_status": "done"}, session.user(), by="offered")
                if made is not None:
                    session.did(Deed("details", made.op_id, (article,), f"changed {made.said()}"))
            session.remember("go", session.store().next_unfinished(article, session.queue()))
            session.rerun_all()
            return
        session.send_everything(article)
    except (StoreError, KeyError, TypeError) as error:
        session.remember("problem", f"The reader's request could not be met: {error}")


def take_back(article: str, value: Any) -> dict[str, Any]:
    """Takes an action back that was not made in the text that is open, or does it again, and answers what became of it."""
    try:
        deed = undoing.deed_of(value["deed"])
        taken = undoing.take_back(
            session.store(), deed, session.user(), redo=value["what"] == "redo", finder=session.workers().find
        )
    except (StoreError, ValueError) as error:
        return {"deed": None, "said": "", "left": 0, "why": str(error)}
    session.forget("spread", "elsewhere", "rejectable")  # what was said and counted before
    tolls.begin_anew()
    if deed.kind in ("details", "text"):
        session.forget("message")  # with another date the suggestions are others
    else:
        session.catch_up(article)
    where = ""
    if len(deed.articles) == 1 and deed.articles[0] != article:
        where = f" in “{session.store().row(deed.articles[0]).title or 'Untitled'}”"
    made = asdict(taken.deed) if taken.deed else None
    return {"deed": made, "said": f"{deed.said}{where}", "left": taken.left, "why": taken.why}
