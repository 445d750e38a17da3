"""The command palette: Ctrl+K reaches every page, article, label and action from everywhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import urlencode

import streamlit as st

from components import desk, session
from components.identity import UNNAMED
from components.labels import labels
from components.pages import layout, library_table
from components.pages.library_table import STATUS
from components.store import LibraryRow, Query, Sort
from components.store.search import marked, pattern
from components.undoing import Deed

FOUND = 8  # articles that a search shows
LAST = 5  # articles that are shown before anything is typed
Goal = tuple[str, dict[str, str]]  # a page and the query in its address


class Entry(NamedTuple):
    """One line of the palette. ``goal`` is where it leads; None for what is done here, by ``deed``."""

    id: str
    group: str
    title: str
    hint: str
    goal: Goal | None
    also: str = ""


PAGES = {
    "library": ("Library", "all articles", "list search home"),
    "read": ("Read", "the article read last", "reader text highlights"),
    "events": ("Events", "what happened where, and who says how many", "incidents attacks estimates"),
    "figures": ("Figures", "charts and claims of all articles", "tolls killed weapons"),
    "quotes": ("Quotes", "who said what", "speakers said"),
    "names": ("Names", "who is named", "people entities merge rename"),
    "agreement": ("Agreement", "independent coding of a collection", "coders kappa alpha settle differences"),
    "memory": ("Memory", "what is remembered about names", "decisions"),
    "progress": ("Progress", "how far the articles are, who did what", "activity status done remaining"),
    "export": ("Export", "CSV, JSONL", "download save"),
}
SORTS = {
    "-published": "newest first",
    "published": "oldest first",
    "-added_at": "last added first",
    "title": "by title",
    "outlet": "by outlet",
    "-suggestions": "most to judge first",
    "-killed": "most killed first",
}
IN_LAYER: Mapping[str, tuple[str, str, str]] = {  # a layer's own page: its name, the filter, what it shows
    "entity": ("names", "named", "the names"),
    "quote": ("quotes", "kinds", "the quotes"),
    "figure": ("figures", "labels", "the figures"),
}


def mount(page: str) -> None:
    """Puts the palette on a page; a fragment, so that a search runs nothing else."""
    with st.container(key="palette"):
        palette(page)


@st.fragment(key="palette")
def palette(page: str) -> None:
    """The palette; goes where the analyst chose to."""
    if go := session.take("palette go"):
        session.open_page(go[0], **go[1])
    session.begin_fragment()
    words = session.recall("palette words", "")
    data = {
        "items": [_sent(entry, ((entry.title, False),)) for entry in entries(page)],
        "articles": list(articles(words)),
        "words": words,
    }
    desk.mount_palette(data, key="palette-box", on_ask=ask, on_go=lambda: go_to(page))


def entries(page: str) -> Iterator[Entry]:
    """Pages, actions and labels."""
    for name, (title, hint, also) in PAGES.items():
        yield Entry(f"page {name}", "Pages", title, hint, (name, {}), also)
    yield from actions(page)
    for name, label in labels().items():
        where, field, shows = IN_LAYER[label.layer]
        yield Entry(
            f"with {name}",
            "Labels",
            f"{label.title}: the articles",
            "Library",
            ("library", {"label": label.title}),
            label.plural,
        )
        value = label.plural if label.layer == "quote" else label.title
        if name not in UNNAMED:
            yield Entry(
                f"of {name}",
                "Labels",
                f"{label.title}: {shows}",
                PAGES[where][0],
                (where, {field: value}),
                label.plural,
            )


def actions(page: str) -> Iterator[Entry]:
    """What can be done from here."""
    yield Entry("add", "Actions", "Add articles", "paste or upload", None, "import new file")
    yield Entry("next", "Actions", "Open the next unfinished article", "Alt+N", None, "read work")
    article = session.recall("article", "")
    if page == "read" and article:
        for status, title in STATUS.items():
            yield Entry(f"status {status}", "Actions", f"This article is {title.lower()}", "status", None, "mark set")
        yield Entry(
            "export this", "Actions", "Export this article", "CSV", ("export", {"article": article}), "download"
        )
    yield Entry("export", "Actions", "Export everything", "CSV, JSONL", ("export", {}), "download")
    if session.store().choices().samples:
        yield Entry(
            "samples", "Actions", "Remove the samples", "can be undone", None, "delete sample articles take out"
        )
    yield Entry(
        "removed",
        "Actions",
        "Show what was taken out",
        "Library",
        ("library", {"status": "Taken out"}),
        "deleted removed undo",
    )
    for status, title in STATUS.items():
        yield Entry(
            f"are {status}",
            "Actions",
            f"Show articles that are {title.lower()}",
            "Library",
            ("library", {"status": title}),
        )
    if session.is_team():
        yield Entry(
            "mine", "Actions", "Show articles assigned to me", "Library", ("library", {"assignee": "Me"}), "my work"
        )
    for order, title in SORTS.items():
        yield Entry(
            f"sort {order}", "Actions", f"Sort the library {title}", "Library", ("library", {"order": order}), "order"
        )


def articles(words: str) -> Iterator[dict[str, Any]]:
    """The articles that fit the words, or the last ones added; in the palette's form."""
    sort: Sort = "published" if words else "added_at"
    wanted = pattern(words)
    for row in session.store().find(Query(words=words), sort, limit=FOUND if words else LAST).rows:
        entry = Entry(
            f"article {row.id}", "Articles" if words else "Last added", title_of(row), hint_of(row), goal_of(row)
        )
        yield _sent(entry, marked(entry.title, wanted))


def title_of(row: LibraryRow) -> str:
    """An article's title on one line of the palette."""
    return (row.title or "Untitled")[:200]


def hint_of(row: LibraryRow) -> str:
    """Outlet and day of an article."""
    return " · ".join(part for part in (row.outlet, layout.day(row.published) if row.published else "") if part)


def goal_of(row: LibraryRow) -> Goal:
    """Where an article opens."""
    return "read", {"article": row.id}


def ask() -> None:
    """A callback: other articles are searched for."""
    asked = session.triggered("palette-box", "ask")
    words = asked.get("words") if isinstance(asked, Mapping) else None
    session.remember("palette words", words[:400] if isinstance(words, str) else "")


def go_to(page: str) -> None:
    """A callback: goes where the chosen line leads, or does what it says."""
    asked = session.triggered("palette-box", "go")
    chosen = asked.get("id") if isinstance(asked, Mapping) else None
    session.forget("palette words")
    if not isinstance(chosen, str):
        return
    kind, _, rest = chosen.partition(" ")
    if kind == "article":
        if session.store().ids_there([rest]):
            session.remember("palette go", ("read", {"article": rest}))
        return
    entry = next((entry for entry in entries(page) if entry.id == chosen), None)
    if entry is not None:
        session.remember("palette go", entry.goal or deed(kind, rest))


def deed(kind: str, rest: str) -> Goal | None:
    """Does what is no mere way to a page, and answers where it is seen; None where that is here."""
    if kind == "add":
        session.remember("add", True)
        return "library", {}
    if kind == "next":
        following = session.store().next_unfinished(session.recall("article", "") or None, session.queue())
        return ("read", {"article": following}) if following else ("library", {})
    if kind == "samples":
        library_table.remove_samples()
        return "library", {}
    if kind == "status":
        article = session.recall("article", "")
        made = session.store().correct_details(article, {"review_status": rest}, session.user())
        if made is not None:
            session.did(Deed("details", made.op_id, (article,), f"changed {made.said()}"))
        session.rerun_all()
    return None


def _sent(entry: Entry, title: tuple[tuple[str, bool], ...]) -> dict[str, Any]:
    """A line as palette.js has it."""
    href = f"{entry.goal[0]}?{urlencode(entry.goal[1])}" if entry.goal else ""
    return {"id": entry.id, "group": entry.group, "title": title, "hint": entry.hint, "also": entry.also, "href": href}
