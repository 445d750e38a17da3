"""What people decided about names, what the next article does with it, and what a person sets instead."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import streamlit as st

from components import memory_table, session, spreading
from components.identity import tidy
from components.labels import labels
from components.memory import Hand, Kind, is_name, key
from components.memory_table import Effect, Line
from components.model import RecordError
from components.pages import filters, layout, spread, triggers
from components.store import StoreError
from components.store.remembering import Example, HandRefusedError
from components.triggers import parted

VIEWS = ("Names", "Figures and quotes")
PAGE = 25  # strings on a page of the memory
COLUMNS = [10, 1, 1.1]  # a row's words, and its two buttons
LONG = 60  # characters of a string in a sentence
CLEARED = {"remembered": "", "memory-label": None, "memory-effect": None, "memory-hand": False}
STYLE = """
<style>
.dl-memory {display: grid; grid-template-columns: minmax(8rem, 2fr) minmax(8rem, 2fr) minmax(10rem, 3fr) minmax(6rem, 1.2fr);
  gap: 0.8rem; align-items: center; min-height: 2.2rem; font-size: 0.9rem;}
.dl-memory > * {overflow: hidden; text-overflow: ellipsis; overflow-wrap: anywhere;}
div[class*="st-key-look-"] button p, div[class*="st-key-change-"] button p, .st-key-memory-close button p
  {position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);}
.dl-memory .dl-said {display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; line-clamp: 2;}
.dl-said {font-family: Charter, 'Bitstream Charter', Georgia, serif; font-size: 1.02rem;}
@media (max-width: 900px) {.dl-memory {grid-template-columns: 1fr 1fr;}}
</style>
"""
EFFECTS: dict[Effect, str] = {
    "label": "Gives a label",
    "leave out": "Leaves out",
    "differ": "People differ",
    "unsure": "Accepted in bulk only",
    "never": "Never used",
}
KINDS: dict[Kind, str] = {
    "use": "Always give it this label",
    "leave out": "Always leave it out: it is no name",
    "never": "Never use it: decide anew in every article",
}
COUNTS = {
    "confirmed": "confirmed",
    "relabelled": "relabelled to it",
    "added": "added",
    "rejected": "rejected",
    "left": "relabelled away",
    "bulk": "accepted in bulk",
}


def page() -> None:
    """Search, filters and one row a string; change, forget, add, download, upload."""
    layout.begin()
    st.html(STYLE)
    title, add, more = st.columns([4, 1.3, 1.3], vertical_alignment="bottom")
    title.title("Memory")
    locked = not session.may("curate")
    if add.button("Add a name", type="primary", icon=":material/add:", width="stretch", disabled=locked):
        adding()
    with more.popover("CSV", icon=":material/swap_vert:", width="stretch"):
        files()
    layout.reads_only("curate")
    said_back()
    if session.store().choices().samples:
        st.caption(
            "What is decided in the sample articles is not remembered; it counts in an article without their tag."
        )
    within = layout.scope()
    memory = session.store().memory.within(within) if within else session.store().memory.now()
    if within:
        st.caption("The decisions in this collection; what the next article does follows those in all articles.")
    view = st.segmented_control(
        "Show",
        VIEWS,
        default=VIEWS[0],
        required=True,
        key="memory-as",
        bind="query-params",
        label_visibility="collapsed",
    )
    if view != VIEWS[0]:
        triggers.view(memory, put)
        return
    if not memory.tallies and all(map(parted, memory.hand)):
        layout.empty(
            "Nothing is remembered yet",
            "When you accept, relabel, add or reject names in an article, Dateline remembers what you decided and uses it "
            "when the next article is extracted. You can also add names here, or upload a CSV.",
        )
        return
    words, label, effect, by_hand = asked()
    found = memory_table.lines(memory, words, label, effect, by_hand)
    if not found:
        filters.nothing_fits("remembered name", CLEARED)
        return
    at = turn(len(found))
    shown = found[at * PAGE : (at + 1) * PAGE]
    examples = session.store().memory.examples([line.surface for line in shown])
    with st.container(key="rows", gap=None):
        heading()
        for line in shown:
            row(line, examples)
    if any(tally.bulk for line in shown for tally in line.tallies.values()):
        st.caption(
            "What was accepted in bulk (“Accept all”) counts only where nobody decided on the name by itself, and from three "
            "articles on; it never speaks against such a decision."
        )
    applied()


def asked() -> tuple[str, str | None, Effect | None, bool]:
    """What is searched for; kept in the address."""
    with st.container(key="filters"):
        search, label, effect, hand = st.columns([3, 2, 2, 1.4], vertical_alignment="center")
    words = filters.search(search, "remembered", "Search names")
    chosen = filters.one_of(
        label, "Label", [name for name in labels() if is_name(name)], "memory-label", filters.title_of
    )
    does = filters.one_of(effect, "Effect", list(EFFECTS), "memory-effect", EFFECTS.__getitem__)
    by_hand = hand.toggle("Set by hand", key="memory-hand", bind="query-params")
    query = (words, chosen, does, by_hand)
    if query != session.recall("memory_asked", query):
        session.remember("memory_page", 0)
    return session.remember("memory_asked", query)


def heading() -> None:
    """The names of the columns."""
    with st.container(key="head-row"):
        said, _, _ = st.columns(COLUMNS, vertical_alignment="center")
        said.html(
            '<div class="dl-memory dl-head"><span>Name</span><span>In the next article</span>'
            '<span class="dl-wide">Decisions</span><span class="dl-wide">Last</span></div>'
        )


def row(line: Line, examples: dict[tuple[str, str], Example]) -> None:
    """One string: its effect, its decisions, the way to the last one in its article, and to change it."""
    example = next(
        (examples[line.surface, name] for name in sorted(line.labels) if (line.surface, name) in examples), None
    )
    with st.container(key=f"row-memory-{abs(hash(line.surface))}"):
        said, look, change = st.columns(COLUMNS, vertical_alignment="center")
        last = f"{layout.day(line.last[:10])}" if line.last else ""
        by = f", {example.author}" if example and example.author else ""
        said.html(
            f'<div class="dl-memory"><span class="dl-said" title="{escape(tidy(line.surface))}">{escape(tidy(line.surface))}</span>'
            f"<span>{escape(effect(line))}</span><span class=dl-small>{escape(decisions(line))}</span>"
            f"<span class=dl-small>{escape(last + by)}</span></div>"
        )
        if example and look.button(
            f"The last place of {layout.plain(tidy(line.surface, LONG))}",
            key=f"look {line.surface}",
            icon=":material/arrow_forward:",
            type="tertiary",
            help="The last place",
        ):
            session.open_article(example.article_id, example.annotation_id)
        if change.button(
            f"Change {layout.plain(tidy(line.surface, LONG))}",
            key=f"change {line.surface}",
            icon=":material/edit:",
            type="tertiary",
            help="Change, forget",
        ):
            changing(line.surface)


def effect(line: Line) -> str:
    """What the next article does with the string, in words."""
    by = f" (set by {line.hand.author})" if line.hand and line.hand.kind != "forget" else ""
    if line.effect == "label" and line.verdict and line.verdict.label:
        return labels()[line.verdict.label].title + by
    if line.effect == "leave out":
        out = [labels()[name].title for name in sorted(filter(None, line.verdict.out if line.verdict else ()))]
        return (f"left out as {', '.join(out)}" if out else "left out") + by
    if line.effect == "unsure":
        return "not used yet: only accepted in bulk"
    return f"never used{by}" if line.effect == "never" else "not used: people differ"


def decisions(line: Line) -> str:
    """The decisions by label: "Organisation: 12 confirmed, 1 added"."""
    said = []
    for name, tally in line.tallies.items():
        counts = [f"{getattr(tally, n):,} {title}" for n, title in COUNTS.items() if getattr(tally, n)]
        said.append(f"{labels()[name].title}: {', '.join(counts)}")
    return " · ".join(said) or "no decision"


def turn(total: int) -> int:
    """The page that is shown, and the way to the others."""
    last = max(0, (total - 1) // PAGE)
    at: int = min(session.recall("memory_page", 0), last)
    where, left, right = st.columns([4, 1, 1], vertical_alignment="center")
    if last and left.button("Earlier", icon=":material/chevron_left:", disabled=at == 0, width="stretch"):
        session.remember("memory_page", at - 1)
        st.rerun()
    if last and right.button("Later", icon=":material/chevron_right:", disabled=at == last, width="stretch"):
        session.remember("memory_page", at + 1)
        st.rerun()
    pages = f", page {at + 1} of {last + 1}" if last else ""
    where.caption(f"{layout.count(total, 'name')}{pages}")
    return at


@st.dialog("Change what is remembered", on_dismiss=session.form_closed)
def changing(surface: str) -> None:
    """The choices for one string: give it a label, leave it out, never use it, forget it."""
    line: Line = session.form_opened(
        f"memory {surface}", lambda: memory_table.line(session.store().memory.now(), surface)
    )
    seen = {surface: line.hand}
    st.markdown(f"**{layout.plain(tidy(surface))}** — {layout.plain(effect(line))}")
    st.caption(layout.plain(decisions(line)))
    kind, label = choice(line.hand.kind if line.hand else "use", line.verdict.label if line.verdict else None)
    if not session.may("curate"):
        return
    bar = st.container(horizontal=True)
    if bar.button("Save", type="primary", width="stretch", disabled=kind == "use" and label is None):
        put({surface: Hand(kind, label)}, f"{quoted(surface)} was changed.", seen)
    if line.tallies and bar.button("Forget", width="stretch", help="What was decided up to now counts no more"):
        put({surface: Hand("forget")}, f"{quoted(surface)} was forgotten.", seen)
    if line.hand and bar.button("Follow decisions", width="stretch", help="Drops what was set by hand"):
        put({surface: None}, f"{quoted(surface)} follows what people decide.", seen)


@st.dialog("Add a name", on_dismiss=session.form_closed)
def adding() -> None:
    """A string with what is to be done with it, before anybody decided on it in an article."""
    seen: Mapping[str, Hand] = session.form_opened("memory add", lambda: session.store().memory.now().hand)
    surface = st.text_input("Name as it stands in the text", max_chars=200, placeholder="Daqil Front")
    kind, label = choice("use", None)
    ready = bool(key(surface or "")) and (kind != "use" or label is not None)
    if st.button("Add", type="primary", disabled=not ready):
        put({surface: Hand(kind, label)}, f"{quoted(key(surface))} was added.", {key(surface): seen.get(key(surface))})


def quoted(surface: str) -> str:
    """A string within a sentence."""
    return f"“{tidy(surface, LONG)}”"


def choice(kind: Kind, label: str | None) -> tuple[Kind, str | None]:
    """What is to be done, and the label where it is to have one."""
    kinds = list(KINDS)
    chosen = st.radio("What to do", kinds, kinds.index(kind) if kind in kinds else 0, format_func=KINDS.__getitem__)
    if chosen != "use":
        return chosen, None
    names = [name for name in labels() if is_name(name)]
    at = names.index(label) if label in names else None
    return chosen, st.selectbox("Label", names, at, format_func=lambda name: labels()[name].title, key="give-label")


def put(entries: dict[str, Hand | None], said: str, seen: Mapping[str, Hand | None]) -> None:
    """Sets something by hand over what was ``seen`` to be set, and offers to take that back."""
    try:
        before = session.store().memory.set(entries, session.user(), seen)
    except HandRefusedError as error:
        st.error(layout.plain(f"{error}. Nothing was changed: close this, and look at it again."))
        return
    except (RecordError, StoreError) as error:
        st.error(layout.plain(str(error)))
        return
    session.remember("memory_done", (said, before, entries))
    session.form_closed()
    st.rerun()


Done = tuple[str, dict[str, Hand | None] | None, dict[str, Hand | None]]


def said_back() -> None:
    """What was just set, and its undo, which leaves alone what somebody else set since."""
    kept: Done | None = session.recall("memory_done", None)
    if kept is None:
        return
    what, before, mine = kept
    said, back, close = st.columns([7, 1.2, 0.6], vertical_alignment="center")
    said.success(layout.plain(what), icon=":material/check:")
    if before is not None and back.button("Undo", key="memory-undo", width="stretch"):
        now = session.store().memory.now().hand
        try:
            session.store().memory.set(before, session.user(), {**mine, **stamped(mine, now)})
            session.remember("memory_done", ("That was taken back.", None, {}))
        except HandRefusedError as error:
            session.remember("memory_done", (f"Not taken back: {error}.", None, {}))
        st.rerun()
    if close.button("Close", icon=":material/close:", key="memory-close", type="tertiary", help="Close"):
        session.forget("memory_done")
        st.rerun()


def stamped(mine: Mapping[str, Hand | None], now: Mapping[str, Hand]) -> dict[str, Hand | None]:
    """What I set to be forgotten, with the time that it got, as long as it is still mine."""
    return {
        surface: now[surface]
        for surface, hand in mine.items()
        if hand and hand.kind == "forget" and surface in now and now[surface].author == session.user()
    }


def files() -> None:
    """The memory as a CSV file, out and in."""
    st.download_button(
        "Download",
        data=lambda: memory_table.to_csv(session.store().memory.now()),
        file_name="dateline-memory.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
        width="stretch",
    )
    given = st.file_uploader(
        "Upload", type="csv", help="Columns surface, kind and label; a row without a kind is passed over"
    )
    if given is None:
        return
    memory = session.store().memory.now()
    found, problems = memory_table.read_csv(given.getvalue(), given.name, memory)
    layout.problems(problems[:10])
    if len(problems) > 10:
        st.caption(f"… and {len(problems) - 10:,} more lines.")
    if not found:
        st.caption("The file sets nothing that the memory does not do already.")
    elif st.button(
        f"Set {layout.count(len(found), 'name')}", type="primary", width="stretch", disabled=not session.may("curate")
    ):
        put(dict(found), f"{layout.count(len(found), 'name')} set from {given.name}.", memory.hand)


def applied() -> None:
    """The corrections that were applied to other articles, each with its undo."""
    latest = session.store().spreads.latest(10)
    if not latest:
        return
    with st.expander("Corrections applied to other articles"):
        for done in latest:
            said, back = st.columns([8, 1.2], vertical_alignment="center")
            title = labels()[done.label].title if done.label in labels() else layout.plain(done.label)
            what = f"{title} rejected" if done.what == "reject" else title
            where = f"{layout.count(done.places, 'place')} of {layout.count(len(done.article_ids), 'article')}"
            said.markdown(
                f"**{layout.plain(tidy(done.surface, LONG))}**: {what} at {where} :gray[· {layout.plain(done.author)}, "
                f"{layout.day(done.time[:10])}{' · taken back' if done.undone else ''}]"
            )
            if not done.undone and back.button("Undo", key=f"undo {done.group}", width="stretch"):
                bar = st.empty()
                taken = spreading.undo(session.store(), done.group, session.user(), spread.progress(bar, "Taking back"))
                session.undid(done.group)
                left = f" {layout.count(taken.left, 'place')} changed since and left as they are." if taken.left else ""
                session.remember(
                    "memory_done", (f"Taken back at {layout.count(taken.places, 'place')}.{left}", None, {})
                )
                st.rerun()
