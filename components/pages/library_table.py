"""The library's table: its rows as the browser shows them, and what the analyst does to one article or to many at once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args
from urllib.parse import urlencode

import streamlit as st

from components import desk, session
from components.model import REVIEW_STATUSES, SAMPLE, RecordError, toll_record
from components.pages import assigning, layout
from components.store import Choices, LibraryRow, Page, Query, Sort, StoreError
from components.store.bulk import WHATS, Before, What
from components.store.details import STATUS_WORDS
from components.store.search import marked, pattern
from components.wording import amount

COLLECTING = ("collect", "collect_new", "uncollect")
PAGE = 50  # articles on a page of the library
STATUS = STATUS_WORDS
SAID: Mapping[What, str] = {
    "status": "now {value}",
    "tag": "tagged “{value}”",
    "untag": "no longer tagged “{value}”",
    "take_out": "taken out of the library",
    "put_back": "put back into the library",
}


@dataclass(frozen=True, slots=True)
class Done:
    """What was done to articles: told in a line, and taken back in one action."""

    said: str
    what: What | None = None
    before: Before | None = None
    collection: tuple[str, str, tuple[str, ...]] | None = (
        None  # its id, what was done, the articles that it was done to
    )
    assigned: Mapping[str, str | None] | None = None  # whose the articles were


def found(query: Query, sort: Sort, descending: bool) -> Page:
    """The page of the library that is shown; one that there is no more becomes the last one."""
    at = session.recall("library_page", 0)
    page = session.store().find(query, sort, descending, limit=PAGE, offset=PAGE * at)
    if page.rows or not page.total:
        return page
    last = session.remember("library_page", (page.total - 1) // PAGE)
    return session.store().find(query, sort, descending, limit=PAGE, offset=PAGE * last)


def show(query: Query, page: Page, sort: Sort, descending: bool, choices: Choices) -> None:
    """The table; only the rows of this page go to the browser."""
    wanted = pattern(query.words)
    data = {
        "rows": [shown(row, wanted) for row in page.rows],
        "sort": {"by": sort, "descending": descending},
        "total": page.total,
        "page": session.recall("library_page", 0),
        "pages": max(1, -(-page.total // PAGE)),
        "statuses": STATUS,
        "tags": [tag for tag in choices.tags if tag != SAMPLE][:200],
        "collections": [[c.id, c.name] for c in session.store().collections.all()],
        "collection": query.collection or "",
        "removed": query.removed,
        "assigning": assigning.choices(session.user()),
        "isTeam": session.is_team(),
        "mayAnnotate": session.may("annotate"),
        "mayCurate": session.may("curate"),
        "focus": session.recall("library_focus", ""),
    }
    desk.mount_library(data, key="articles", on_do=do)


def shown(row: LibraryRow, wanted: re.Pattern[str] | None = None) -> dict[str, Any]:
    """An article as library.js has it; everything that comes from outside is text."""
    title = row.title or "Untitled"
    killed = row.tolls.get("KILLED")
    return {
        "id": row.id,
        "href": f"read?{urlencode({'article': row.id})}",
        "title": marked(title, wanted),
        "heard": title[:120],
        "snippet": row.snippet,
        "outlet": row.outlet or "",
        "day": layout.day(row.published) if row.published else "",
        "added": layout.day(row.added_at[:10]),
        "state": row.review_status,
        "stateSaid": "Taken out" if row.removed_at else STATUS[row.review_status],
        "tags": ["Sample" if tag == SAMPLE else tag for tag in row.tags],
        "near": near(row),
        "counts": [row.suggestions, row.quotes, row.figures],
        "killed": amount(toll_record(killed)) if killed else "",
        "assignee": row.assignee or "",
        "who": assigning.short(row.assignee) if row.assignee else "",
    }


def near(row: LibraryRow) -> str:
    """What is said of near-duplicates: that it is one, or how many there are."""
    if row.near is None:
        return ""
    return "Copy" if row.near.of else "1 copy" if row.near.copies == 1 else f"{row.near.copies:,} copies"


def do() -> None:
    """A callback: what the browser says the analyst did. What cannot be is left alone."""
    asked = session.triggered("articles", "do")
    if not isinstance(asked, Mapping):
        return
    what, article = asked.get("what"), asked.get("id")
    if what == "open" and isinstance(article, str):
        session.remember("go to", ("read", {"article": article}))
    elif what == "details" and isinstance(article, str) and article in session.store().ids_there([article]):
        session.remember("details", article)
    elif what == "sort":
        sort_by(asked.get("by"), bool(asked.get("descending")))
    elif what == "turn" and asked.get("by") in (1, -1):
        turn(int(asked["by"]), bool(asked.get("focus")))
    elif what == "extract":
        extract(ticked(asked.get("ids")))
    elif what == "assign":
        assign(ticked(asked.get("ids")), str(asked.get("value", "")))
    elif what in COLLECTING:
        collect(ticked(asked.get("ids")), what, str(asked.get("value", "")))
    elif what == "export" or what in WHATS:
        chosen = ticked(asked.get("ids"))
        if what == "export":
            session.remember("chosen", chosen)
            session.remember("go to", ("export", {"chosen": "yes"}))
        else:
            change(chosen, what, str(asked.get("value", "")))


def ticked(ids: object) -> list[str]:
    """The ids that the browser sent, or all that the search found."""
    if ids == "found":
        return session.store().ids(session.recall("library_query", Query()))
    return session.store().ids_there([i for i in ids if isinstance(i, str)]) if isinstance(ids, list) else []


def sort_by(name: object, descending: bool) -> None:
    """Another order, from its first page on."""
    if name in get_args(Sort):
        st.query_params["order"] = f"{'-' if descending else ''}{name}"
        session.remember("library_page", 0)


def turn(by: int, focus: bool) -> None:
    """Another page; ``focus`` where the keys walked over the end of this one."""
    at = max(0, session.recall("library_page", 0) + by)
    session.remember("library_page", at)
    session.remember("library_focus", f"{'first' if by > 0 else 'last'} {at}" if focus else "")


def change(ids: Sequence[str], what: What, value: str = "") -> None:
    """Does ``what`` to the articles, and keeps what takes it back."""
    try:
        before = session.store().change(ids, what, value, session.user())
    except (RecordError, StoreError) as error:
        session.remember("library done", Done(str(error)))
        return
    named = STATUS[value] if what == "status" and value in REVIEW_STATUSES else value
    said = f"{layout.count(len(before), 'article')} {SAID[what].format(value=named)}"
    session.remember("library done", Done(said, what, before or None))


def assign(ids: Sequence[str], asked: str) -> None:
    """Gives the articles to somebody, takes them or gives them back, and keeps what takes that back."""
    try:
        said, before = assigning.change(ids, asked)
    except StoreError as error:
        session.remember("library done", Done(str(error)))
        return
    session.remember("library done", Done(said, assigned=before or None))


def extract(ids: Sequence[str]) -> None:
    """Has the articles extracted again in the background; what people judged stays."""
    try:
        asked = session.store().tasks.ask(ids)
    except StoreError as error:
        session.remember("library done", Done(str(error)))
        return
    session.remember("library done", Done(f"{layout.count(asked, 'article')} will be extracted again"))


def collect(ids: Sequence[str], what: str, value: str) -> None:
    """Puts articles into a collection by its id, or into a new one by its name; or takes them out of one."""
    collections = session.store().collections
    try:
        if what == "collect_new":
            value, what = collections.make(value, session.user()).id, "collect"
        name = next((c.name for c in collections.all() if c.id == value), "")
        moved = collections.add(value, ids) if what == "collect" else collections.take(value, ids)
    except (RecordError, StoreError) as error:
        session.remember("library done", Done(f"{str(error)[:1].upper()}{str(error)[1:]}."))
        return
    said = f"{layout.count(len(moved), 'article')} {'put into' if what == 'collect' else 'taken out of'} “{name}”"
    session.remember("library done", Done(said, collection=(value, what, tuple(moved)) if moved else None))


def remove_samples() -> None:
    """A callback: takes all sample articles out of the library, in one action."""
    change(session.store().ids(Query(tag=SAMPLE)), "take_out")


def take_back() -> None:
    """A callback: undoes what was done last to many articles."""
    done = session.recall("library done", Done(""))
    if done.collection:
        collection, what, moved = done.collection
        collections = session.store().collections
        (collections.take if what == "collect" else collections.add)(collection, moved)
        session.remember("library done", Done(f"Taken back: {done.said}"))
    elif done.assigned:
        try:
            assigning.take_back(done.assigned)
        except StoreError as error:
            session.remember("library done", Done(str(error)))
            return
        session.remember("library done", Done(f"Taken back: {done.said}"))
    elif done.what and done.before is not None:
        session.store().restore(done.what, done.before, session.user())
        session.remember("library done", Done(f"Taken back: {done.said}"))


def notice() -> None:
    """What was just done, with its undo."""
    done = session.recall("library done", Done(""))
    if not done.said:
        return
    with st.container(key="library-done", horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(f":material/check: **{layout.plain(done.said)}**", width="content")
        if done.before is not None or done.collection or done.assigned:
            st.button("Undo", key="library-undo", type="tertiary", icon=":material/undo:", on_click=take_back)
        st.button(
            "Close",
            key="library-close",
            type="tertiary",
            icon=":material/close:",
            on_click=session.forget,
            args=("library done",),
        )
