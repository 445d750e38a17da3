"""Whose work an article is, where several people log in: the choice in the reader's head and in the library, and one's own list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from components import access, session
from components.pages import layout
from components.store import LibraryRow, StoreError
from components.store.assigning import Before
from components.store.details import STATUS_WORDS

ME, NOBODY = "Me", "Nobody"
TAKE, GIVE_BACK, TO = "take", "give_back", "to "  # what the library's table asks for; the last before a user's id


def choices(user: str) -> list[tuple[str, str]]:
    """What can be done with articles that are ticked: pairs of what the table asks for and what it says."""
    if not session.is_team() or not session.may("annotate"):
        return []
    if not session.may("curate"):
        return [(TAKE, "To me, where free"), (GIVE_BACK, "Give back")]
    people = session.store().assignments.people()
    others = [(f"{TO}{id}", f"To {id}") for id in people if id != user]
    return [(f"{TO}{user}", "To me"), *others, (TO, "To nobody")]


def change(ids: Sequence[str], asked: str) -> tuple[str, Before]:
    """Does what the table asked for with these articles; what is said of it and what takes it back. Raises StoreError."""
    assignments, me = session.store().assignments, session.user()
    if asked == TAKE:
        before = assignments.take(ids, me)
        left = len(ids) - len(before)
        return f"{_articles(before)} yours now{f'; {left:,} had somebody already' if left else ''}", before
    if asked == GIVE_BACK:
        return f"{_articles(before := assignments.give_back(ids, me))} nobody's now", before
    user = asked.removeprefix(TO)
    before = assignments.assign(ids, user or None, me)
    return f"{_articles(before)} assigned to {user or 'nobody'}", before


def take_back(before: Mapping[str, str | None]) -> None:
    """Undoes a ``change``. Raises StoreError."""
    assignments, me = session.store().assignments, session.user()
    if session.may("curate"):
        assignments.take_back(before, me)
    elif None in before.values():
        assignments.give_back(list(before), me)
    else:
        assignments.take(list(before), me)


def _articles(before: Before) -> str:
    return layout.count(len(before), "article")


def short(user: str) -> str:
    """A user as narrow places name them: what stands before the @ of an address."""
    return user.partition("@")[0]


def chooser(row: LibraryRow) -> None:
    """Whose work the article is, in the reader's head; only what one may choose can be chosen. Nothing where one works alone."""
    if not session.is_team():
        return
    me, held = session.user(), row.assignee
    options: list[str | None] = [None, *([held] if held else [])]
    free = held in (None, me)
    if session.may("curate"):
        options += session.store().assignments.people()
    elif session.may("annotate") and free:
        options.append(me)
    options = list(dict.fromkeys(options))
    st.selectbox(
        "Assigned to",
        options,
        index=options.index(held),
        format_func=lambda user: "Nobody's" if user is None else "Mine" if user == me else short(user),
        key=f"assignee-{row.id}-{held}",
        label_visibility="collapsed",
        width=120,
        disabled=not (session.may("curate") or (session.may("annotate") and free)),
        help=None if free or session.may("curate") else f"This is {layout.plain(str(held))}'s work; an editor can give it to others.",
        on_change=choose,
        args=(row.id, held),
    )  # fmt: skip


def choose(article: str, held: str | None) -> None:
    """From the choice in the head: takes the article, gives it back, or gives it to somebody."""
    chosen = session.recall(f"assignee-{article}-{held}", held)
    if chosen == held:
        return
    try:
        if session.may("curate"):
            change([article], f"{TO}{chosen or ''}")
        else:
            change([article], TAKE if chosen else GIVE_BACK)
    except StoreError as error:
        session.remember("problem", f"Nothing was assigned: {error}.")


def asked() -> tuple[str | None, bool]:
    """The filter of the library: whose articles are wanted (None: anybody's), and whether only those that are nobody's."""
    if not session.is_team():
        return None, False
    me = session.user()
    options = list(dict.fromkeys([me, NOBODY, *session.store().assignments.counts()]))
    chosen = st.selectbox(
        "Assigned to",
        options,
        index=None,
        format_func=lambda user: ME if user == me else user,
        key="assignee",
        bind="query-params",
        placeholder="Assigned to anybody",
    )
    return (None, True) if chosen == NOBODY else (chosen, False)


def mine() -> None:
    """One's own articles with the way to each, what is new marked; showing it is telling it."""
    assignments, me = session.store().assignments, session.user()
    found = assignments.mine(me)
    st.header("Assigned to you")
    if not found:
        st.caption("Nothing. In the library you can take articles: tick them, then “Assign …”.")
        return
    for one in found:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            new = ":material/fiber_new: " if one.is_new else ""
            session.link("read", f"{new}{layout.plain(one.title or 'Untitled')}", article=one.article_id)
            by = "" if one.author == me else f" · by {layout.plain(one.author)}"
            st.caption(f"{STATUS_WORDS[one.review_status]} · {layout.day(one.time[:10])}{by}", width="content")
    session.link("library", "Show them in the library", ":material/library_books:", assignee=ME)
    if any(one.is_new for one in found) and access.may(session.role(), "annotate"):
        assignments.mark_seen(me)
