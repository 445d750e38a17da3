"""What an analyst does with names: rename, merge, split, and take it back. The right side of the names' page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape

import streamlit as st

from components import session
from components.identity import Decision, normalised, tidy
from components.identity.alike import Alike
from components.identity.decisions import DecisionOp
from components.identity.listing import Entity, Place
from components.labels import labels
from components.pages import appearing, layout
from components.store import MOST_COMPARED

OFFERED = 8  # suggestions on the page
SHOWN = 6  # mentions at a time
PARTED = 500  # articles that are offered where a name means somebody else in some, the newest
ANOTHER = "Another name …"
LONG = 60  # characters of a name in a sentence
AROUND = 300  # characters of a sentence on either side of a mention


def panel(shown: Entity | None, picked: Sequence[Entity]) -> None:
    """The form to merge what is ticked, else the name that the address names, else suggestions."""
    if len(picked) > 1 and session.may("curate"):
        merge(picked)
    elif shown is not None and not picked:
        one(shown)
    else:
        if picked:
            st.caption(f"**{shown_name(picked[0].name)}** is ticked. Tick another name to merge the two.")
        if session.may("curate"):
            offers()


def act(seen: int, op: DecisionOp, said: str, show: str | None = None, **data: object) -> None:
    """A callback: stores a decision, says what was done, and shows the name it was about."""
    made = session.decide(op, seen, said=said[:290], **data)
    if made is None:
        return
    session.remember("done", said)
    session.forget("picked")
    entity = show or made.data.get("to") or made.data.get("into") or made.data.get("entity")
    if entity:
        st.query_params["entity"] = str(entity)


def undo() -> None:
    """Takes back what was decided last, and says what was done just now."""
    last = session.identities().last()
    done = session.take("done")
    with st.container(horizontal=True, horizontal_alignment="right", vertical_alignment="center"):
        if done or last:
            st.caption(
                f":material/check: **{layout.plain(done)}**" if done else layout.plain(told(last)) if last else ""
            )
        if last is not None:
            take_back(last, "Undo", "undo")


def take_back(decision: Decision, title: str, key: str, disabled: bool = False) -> None:
    """The button that undoes a decision."""
    st.button(
        title,
        key=key,
        icon=":material/undo:",
        disabled=disabled or not session.may("curate"),
        help="The same names were changed again since: undo that first."
        if disabled
        else "Takes this back in all articles",
        on_click=act,
        args=(
            session.identities().revision,
            "undo",
            f"Undone: {told(decision)}",
            str(st.query_params.get("entity", "")) or None,
        ),
        kwargs={"of": decision.op_id},
    )


def told(decision: Decision) -> str:
    """What a decision did, in a sentence."""
    return tidy(str(decision.data.get("said") or decision.op.replace("_", " ")), 300)


def history() -> None:
    """The last decisions, each with its undo where nothing after it is in the way."""
    if not session.identities().standing:
        return
    with st.expander(f"Changes ({len(session.identities().standing):,})", icon=":material/history:"):
        for decision in reversed(session.identities().standing[-20:]):
            said, back = st.columns([6, 1], vertical_alignment="center")
            when = f"{layout.day(decision.time[:10])}, {decision.time[11:16]}"
            said.markdown(f"{layout.plain(told(decision))} · {layout.plain(decision.author)}, {when} UTC")
            with back:
                blocked = session.identities().in_the_way(decision) is not None
                take_back(decision, "Undo", f"undo-{decision.op_id}", blocked)


# Merging


def merge(picked: Sequence[Entity]) -> None:
    """The form that makes one of several names, with what changes."""
    st.header(f"Merge {len(picked)} names")
    most = sorted(picked, key=lambda e: (-e.mentions, e.id))
    names = list(dict.fromkeys(tidy(e.name) for e in sorted(most, key=lambda e: -whole_words(e.name))))
    kept = st.radio("Name to keep", [*names, ANOTHER], format_func=layout.plain, key="keep")
    if kept == ANOTHER:
        kept = " ".join(st.text_input("Another name", key="keep-other", max_chars=200).split())
    into = next((e for e in most if tidy(e.name) == kept), most[0])
    changes = "\n".join(
        f"- {shown_name(e.name)}{' → ' + shown_name(kept) if kept and e.name != kept else ''}: {counted(e)}"
        for e in most
    )
    st.markdown(f"What changes, in all articles:\n{changes}")
    if len({e.label for e in picked}) > 1:
        st.caption(f"They have different labels; the mentions keep theirs, the name counts as {title_of(most[0])}.")
    st.caption("Speakers, sources, charts and exports follow. The texts and their highlights stay as they are.")
    go, clear = st.columns(2)
    go.button(
        "Merge",
        type="primary",
        key="merge",
        disabled=not kept,
        width="stretch",
        on_click=act,
        args=(session.identities().revision, "merge", f"Merged {quoted(e.name for e in most)} as “{tidy(kept, LONG)}”"),
        kwargs={"entities": [e.id for e in most], "into": into.id, "name": kept, "label": into.label},
    )
    clear.button("Clear ticks", key="clear", width="stretch", on_click=session.forget, args=("picked",))


def whole_words(name: str) -> int:
    """How many words of a name are more than an initial: the fullest name is offered first."""
    return sum(len(normalised(word)) > 1 for word in name.split())


def offers() -> None:
    """Pairs that may be one. Nothing is merged by itself."""
    st.header("May be the same")
    with st.spinner("Comparing all names …"):
        pairs = session.names_alike()
    if not pairs:
        st.caption("No two names look alike. Tick names in the list to merge them, click one to see where it stands.")
        return
    leading = f" among the {MOST_COMPARED:,} names mentioned most" if session.names_total() > MOST_COMPARED else ""
    st.caption(f"{len(pairs):,} pairs{leading} look alike. Nothing is merged by itself; a merge can be undone.")
    more = session.recall("more offers", OFFERED)
    for pair in pairs[:more]:
        offer(pair)
    if len(pairs) > more:
        st.button(
            "More", key="more-offers", type="tertiary", on_click=session.remember, args=("more offers", more + 20)
        )


def offer(pair: Alike) -> None:
    """One pair, with a click to merge it and one to keep it apart."""
    first, second = pair.first, pair.second
    ident, kept = f"{first.id}-{second.id}", tidy(pair.name)
    both_names = quoted((first.name, second.name), " and ")
    with st.container(key=f"row-offer-{ident}"):
        both = " and ".join(f"<b>{escape(tidy(e.name, LONG))}</b> ({e.mentions:,})" for e in (first, second))
        kinds = title_of(first) + (f" and {title_of(second)}" if first.label != second.label else "")
        st.html(f'<div>{both}</div><div class="dl-small">{escape(kinds)}: {escape(pair.why)}</div>')
        with st.container(horizontal=True, gap="small"):
            st.button(
                f"Merge as {shown_name(kept)}",
                key=f"merge-{ident}",
                icon=":material/merge:",
                on_click=act,
                args=(session.identities().revision, "merge", f"Merged {both_names} as “{tidy(kept, LONG)}”"),
                kwargs={"entities": [first.id, second.id], "into": first.id, "name": kept, "label": first.label},
            )
            st.button(
                "Not the same",
                key=f"apart-{ident}",
                type="tertiary",
                on_click=act,
                args=(session.identities().revision, "keep_apart", f"{both_names} are not the same"),
                kwargs={"entities": [first.id, second.id]},
            )


# One name


def one(entity: Entity) -> None:
    """One name: correct it, see where it stands, take out what is not it."""
    title, close = st.columns([6, 1], vertical_alignment="center")
    title.html(f'<div class="dl-title">{escape(tidy(entity.name))}</div>')
    close.button("Close", key="close", icon=":material/close:", type="tertiary", help="Close", on_click=close_one)
    st.caption(f"{title_of(entity)} · {counted(entity)}")
    decides = session.may("curate")
    if decides:
        rename(entity)
    made_of(entity)
    mentions(entity)
    appearing.panel(entity)
    if decides:
        split_by_article(entity)


def close_one() -> None:
    """A callback: back to the suggestions."""
    st.query_params.pop("entity", None)


def rename(entity: Entity) -> None:
    """The name's own field. A name that another entity has makes one of the two, and says so before."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        before = tidy(entity.name)
        wanted = st.text_input(
            "Name", value=before, key=f"name-{entity.id}-{session.identities().revision}", max_chars=200
        )
        wanted = " ".join((wanted or "").split())
        same = [e for e in session.names_called(wanted, entity.label) if e.id != entity.id] if wanted else []
        if same and wanted != before:
            everybody = [entity, *same]
            st.button(
                f"Merge with {shown_name(same[0].name)}",
                key="rename",
                type="primary",
                on_click=act,
                args=(
                    session.identities().revision,
                    "merge",
                    f"Merged {quoted(e.name for e in everybody)} as “{tidy(wanted, LONG)}”",
                ),
                kwargs={
                    "entities": [e.id for e in everybody],
                    "into": same[0].id,
                    "name": wanted,
                    "label": same[0].label,
                },
            )
        else:
            st.button(
                "Rename",
                key="rename",
                disabled=not wanted or wanted == before,
                on_click=act,
                args=(
                    session.identities().revision,
                    "rename",
                    f"Renamed {quoted([entity.name])} to {quoted([wanted])}",
                ),
                kwargs={"entity": entity.id, "name": wanted, "label": entity.label},
            )
    if same and wanted != before:
        st.caption(f"There is another {shown_name(same[0].name)}, with {counted(same[0])}: the two become one.")


def made_of(entity: Entity) -> None:
    """The names that were joined, and the ways in which articles write it; each can be taken out."""
    if len(entity.keys) > 1:
        st.markdown("**Made of**")
        for key, name in entity.keys:
            taken_out(entity, name, "", {"names": [key]}, f"name-{key}")
    joined = {normalised(name) for _, name in entity.keys} if len(entity.keys) > 1 else set()
    aliases = [alias for alias in entity.aliases if normalised(alias[0]) not in joined]
    if aliases:
        st.markdown("**Also written**")
        for written, count in aliases[:12]:
            if entity.mentions > count:
                data = {"written": [written], "name": own_name(entity, written)}
                taken_out(entity, written, f" · {count:,}", data, f"written-{normalised(written)}")
        if len(aliases) > 12:
            st.caption(layout.plain(" · ".join(tidy(written, LONG) for written, _ in aliases[12:60])))


def own_name(entity: Entity, written: str) -> str:
    """A name for what is split off that the entity does not have."""
    return tidy(written) if normalised(written) != normalised(entity.name) else f"{tidy(entity.name, 190)} (2)"


def taken_out(entity: Entity, name: str, count: str, data: Mapping[str, object], key: str) -> None:
    """One alias with the button that makes it an entity of its own, everywhere."""
    said, out = st.columns([5, 2], vertical_alignment="center")
    said.markdown(f"{shown_name(name)}{count}")
    out.button(
        "Take out",
        key=f"out-{key}",
        disabled=not session.may("curate"),
        type="tertiary",
        icon=":material/call_split:",
        help="Makes it a name of its own, in all articles",
        on_click=act,
        args=(
            session.identities().revision,
            "split",
            f"Took {quoted([name])} out of {quoted([entity.name])}",
            entity.id,
        ),
        kwargs={"entity": entity.id, "label": entity.label, **data},
    )


def mentions(entity: Entity) -> None:
    """The sentences that name it, newest first; each opens in the reader."""
    st.markdown("**Where it stands**")
    more = session.recall(f"more {entity.id}", SHOWN)
    for place in session.places_named(entity.id, more):
        with st.container(key=f"row-mention-{place.annotation}-{place.article}"):
            text, button = st.columns([9, 1], vertical_alignment="center")
            text.html(
                f'<div class="dl-quote">{sentence(place)}</div><div class="dl-small">{escape(tidy(place.title or "Untitled"))}, '
                f"{escape(layout.day(place.published))}</div>"
            )
            if button.button(
                f"Open {layout.plain(tidy(place.title or 'Untitled', LONG))}",
                key=f"go-{place.article}-{place.annotation}",
                icon=":material/arrow_forward:",
                type="tertiary",
                help="Open",
            ):
                session.open_article(place.article, place.annotation)
    if entity.mentions > more:
        st.button(
            f"More of {entity.mentions:,}",
            key="more-mentions",
            type="tertiary",
            on_click=session.remember,
            args=(f"more {entity.id}", more + 20),
        )


def sentence(place: Place) -> str:
    """The sentence of a mention as HTML, the mention in bold."""
    rows = session.frame("annotations", place.article)
    row = rows[rows["annotation_id"] == place.annotation]
    if row.empty:
        return f"<b>{escape(tidy(place.written))}</b>"
    about = row.iloc[0]
    text, around, before = about["text"], about["sentence"] or "", about["prefix"]
    at = next((m.start() for m in re.finditer(re.escape(text), around) if fits(around[: m.start()], before)), None)
    if at is not None:
        before, after = around[:at], around[at + len(text) :]
    else:
        after = about["suffix"]
    before = before if len(before) <= AROUND else f"… {before[-AROUND:]}"
    after = after if len(after) <= AROUND else f"{after[:AROUND]} …"
    return f"{escape(before)}<b>{escape(tidy(text))}</b>{escape(after)}"


def fits(before: str, prefix: str) -> bool:
    """Whether what stands before a mention in its sentence agrees with what stands before it in the text."""
    return prefix.endswith(before) or before.endswith(prefix)


def split_by_article(entity: Entity) -> None:
    """Makes the mentions of some articles another entity: two people called John Smith."""
    if entity.articles < 2:
        return
    newest = session.articles_naming(entity.id, PARTED)
    titles = {ident: f"{tidy(title or 'Untitled')} ({layout.day(day)})" for ident, day, title in newest}
    with st.expander("In some articles it is somebody else", icon=":material/call_split:"):
        chosen = st.multiselect("Articles", list(titles), format_func=titles.__getitem__, key=f"parts-{entity.id}")
        if entity.articles > len(titles):
            st.caption(f"The newest {len(titles):,} of {entity.articles:,} articles are offered.")
        name = st.text_input(
            "The other one is called",
            value=f"{tidy(entity.name, 190)} (2)",
            key=f"part-name-{entity.id}",
            max_chars=200,
        )
        name = " ".join((name or "").split())
        taken = bool(name and session.names_called(name, entity.label))
        if taken:
            st.caption("That name is taken: give the other one a name of its own, such as “Georgia (country)”.")
        st.button(
            "Split",
            key="split",
            disabled=not chosen or not name or taken or len(chosen) == entity.articles,
            on_click=act,
            args=(
                session.identities().revision,
                "split",
                f"Split {quoted([name])} off {quoted([entity.name])} in {len(chosen)} articles",
            ),
            kwargs={"entity": entity.id, "articles": chosen, "name": name, "label": entity.label},
        )


def counted(entity: Entity) -> str:
    """ "12 mentions in 3 articles"."""
    mentions_, articles = entity.mentions, entity.articles
    return f"{mentions_:,} mention{'' if mentions_ == 1 else 's'} in {articles:,} article{'' if articles == 1 else 's'}"


def title_of(entity: Entity) -> str:
    """The title of the entity's label."""
    return labels()[entity.label].title if entity.label in labels() else layout.plain(entity.label)


def shown_name(name: str) -> str:
    """A name for Markdown, on one line and not too long."""
    return layout.plain(tidy(name, LONG))


def quoted(names: Iterable[str], between: str = ", ") -> str:
    """ "“A”, “B”" for a few names, with how many more there are."""
    listed = [f"“{tidy(name, LONG)}”" for name in names]
    return between.join(listed[:4]) + (f" and {len(listed) - 4} more" if len(listed) > 4 else "")
