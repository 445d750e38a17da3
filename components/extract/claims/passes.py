"""What a figure claims beside its number: who says so (source, relay), where, when, over what period, and in which scope."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from components.extract.attribution import ellipsis, mentions
from components.extract.attribution import figures as sources
from components.extract.claims import engine
from components.extract.counting import places, scopes, subjects
from components.extract.counting.page import Draft, Page
from components.extract.labels import WEAPON_COUNT
from components.extract.time import figures as times
from components.model import CASUALTIES


def attach(page: Page, drafts: Sequence[Draft], problems: list[str]) -> None:
    """Sets subject, source, relay, place, as_of, period and scope of the drafts; what failed for a sentence goes to ``problems``."""
    by_sentence: dict[int, list[Draft]] = {}
    for draft in drafts:
        by_sentence.setdefault(draft.sentence, []).append(draft)
    state = mentions.Antecedents()
    where = places.Places(page)
    when = times.Times(page)
    for number, group in sorted(by_sentence.items()):
        with engine.whole(group, partial(_failed, page.span(number), problems)):
            subjects.attach(page, group)
            when.attach(number, group)
            where.attach(number, group)
            scopes.attach(page, number, group)
            sources.attach(page, number, group, state)
    ellipsis.between(page, by_sentence)
    for draft in when.carried:
        if draft.scope == "background":
            draft.set(attach, as_of=None)  # of another incident, so not of this one's day
    for draft in drafts:
        if draft.scope == "hypothetical" and draft.as_of is not None and not scopes.imagined(page, draft):
            draft.set(attach, as_of=None)  # told on that day, of a day to come
    scopes.sides(page, drafts)
    _inherit(drafts)


def _failed(span: tuple[int, int], problems: list[str], error: Exception) -> None:
    start, end = span  # one sentence must not cost the article
    problems.append(f"Characters {start} to {end}: the figures' sources, places and dates could not be read ({error}).")


def _inherit(drafts: Sequence[Draft]) -> None:
    """ "Twelve people, two of them children": a part or a restatement says what its total says."""
    for draft in drafts:
        other = draft.part_of or draft.same_as
        if other is None or draft.label not in (*CASUALTIES, WEAPON_COUNT):
            continue
        same = draft.same_as is not None
        if draft.sentence == other.sentence or same:
            as_of = draft.as_of or (other.as_of if draft.scope != "hypothetical" else None)
            draft.set(_inherit, _words(other, "as_of"), as_of=as_of)
        if draft.period == (None, None):
            draft.set(_inherit, _words(other, "period"), period=other.period)
        if draft.scope == "event" and other.scope == "cumulative":
            draft.set(_inherit, _words(other, "scope"), scope=other.scope)
        if same or (draft.part_of is not None and draft.sentence == other.sentence):
            draft.set(_inherit, _words(other, "place"), place=other.place or draft.place)


def _words(other: Draft, name: str) -> tuple[int, int] | None:
    """The words that a value of another figure rests on."""
    reason = other.reason(name)
    return reason.span if reason else None
