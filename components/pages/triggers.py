"""The words that figures and quotes rest on, what people decided about them, and what follows for the next article."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape

import streamlit as st

from components import session, triggers
from components.identity import tidy
from components.labels import labels
from components.memory import Hand, Memory
from components.model import Layer
from components.pages import filters, layout
from components.store.remembering import Example
from components.triggers import Line

Put = Callable[[dict[str, Hand | None], str, Mapping[str, Hand | None]], None]
COLUMNS = [9, 1, 2.2]  # a row's words, the way to the last one, what a person sets
SHOWN = 100
LAYERS: dict[Layer, str] = {"figure": "Figures", "quote": "Quotes"}
CLEARED = {"words": "", "words-of": None}


def view(memory: Memory, put: Put) -> None:
    """One row for each word and label that somebody said no to; ``put`` sets what a person decides over what was seen."""
    if not any(triggers.lines(memory)):
        layout.empty(
            "Nobody said no to a figure or a quote yet",
            "When you reject a figure or a quote, or give it another label or speaker, Dateline counts that for the words it "
            "rested on (“stormed”, “claimed”). After three articles against it, and none for it, it is less sure of them.",
        )
        return
    search, of = st.columns([3, 2], vertical_alignment="center")
    said = filters.search(search, "words", "Search words")
    layer = filters.one_of(of, "Layer", list(LAYERS), "words-of", LAYERS.__getitem__)
    found = triggers.lines(memory, said, layer)
    if not found:
        filters.nothing_fits("word", CLEARED)
        return
    examples = session.store().memory.examples([line.surface for line in found[:SHOWN]])
    used = sum(line.doubt is not None for line in found)
    st.caption(
        f"{layout.count(len(found), 'word')} that people said no to, {used:,} with an effect on the next article: that takes three "
        "articles against a label, and none for it."
    )
    with st.container(key="rows", gap=None):
        with st.container(key="head-row"):
            st.columns(COLUMNS)[0].html(
                '<div class="dl-memory dl-head"><span>Words</span><span>In the next article</span>'
                '<span class="dl-wide">Decisions</span><span class="dl-wide">Last</span></div>'
            )
        for line in found[:SHOWN]:
            _row(line, examples.get((line.surface, line.label)), put)
    if len(found) > SHOWN:
        st.caption(f"The first {SHOWN} of {len(found):,}: search for others.")


def _row(line: Line, example: Example | None, put: Put) -> None:
    name = f"{line.layer}-{line.label}-{abs(hash(line.surface))}"
    with st.container(key=f"row-words-{name}"):
        said, look, change = st.columns(COLUMNS, vertical_alignment="center")
        last = layout.day(line.tally.last[:10]) if line.tally.last else ""
        by = f", {example.author}" if example and example.author else ""
        said.html(
            f'<div class="dl-memory"><span><span class="dl-said">{escape(tidy(line.words))}</span> '
            f"<span class=dl-small>{escape(title(line.label))}</span></span><span>{escape(effect(line))}</span>"
            f"<span class=dl-small>{escape('; '.join(triggers.spoken(line)))}</span>"
            f"<span class=dl-small>{escape(last + by)}</span></div>"
        )
        words = layout.plain(f"{tidy(line.words)} as {title(line.label)}")
        if example and look.button(
            f"The last place of {words}",
            key=f"look {name}",
            icon=":material/arrow_forward:",
            type="tertiary",
            help="The last place",
        ):
            session.open_article(example.article_id, example.annotation_id)
        _setting(line, change, words, name, put)


def _setting(line: Line, change: st.delta_generator.DeltaGenerator, words: str, name: str, put: Put) -> None:
    """To leave the words alone from now on, to begin counting anew, and back to the decisions."""
    seen = {line.surface: line.hand}
    with change.popover("Change", icon=":material/edit:", key=f"set {name}", help=f"What is done with {words}"):
        said = f"“{tidy(line.words)}”"
        if line.hand is not None and line.hand.kind == "never":
            if st.button("Follow decisions", key=f"follow {name}", disabled=not session.may("curate"), width="stretch"):
                put({line.surface: None}, f"{said} follows what people decide.", seen)
        elif st.button(
            "Never use",
            key=f"never {name}",
            disabled=not session.may("curate"),
            width="stretch",
            help="The rules alone decide on these words",
        ):
            put({line.surface: Hand("never")}, f"{said} is left to the rules.", seen)
        if st.button(
            "Forget",
            key=f"forget {name}",
            disabled=not session.may("curate"),
            width="stretch",
            help="What was decided up to now counts no more",
        ):
            put({line.surface: Hand("forget")}, f"{said} was forgotten.", seen)


def title(label: str) -> str:
    """A label as people read it."""
    known = labels().get(label)
    return known.title if known else label


def effect(line: Line) -> str:
    """What the next article does with the words, in words."""
    if line.hand is not None and line.hand.kind == "never":
        return f"left to the rules (set by {line.hand.author})"
    if line.doubt is None:
        return "as the rules say: not three against none"
    if line.doubt.label is not None:
        return title(line.doubt.label)
    what = "its speaker is less sure" if line.doubt.of_speaker else "less sure"
    return f"{what}: {line.doubt.score:.0%}"
