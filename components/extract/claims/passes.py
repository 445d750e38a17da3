"""What a figure claims beside its number: who says so (source, relay), where, when, over what period, and in which scope."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from components.extract.attribution import ellipsis, mentions
from components.extract.attribution import figures as sources
from components.extract.claims.engine import Pass, SentencePass
from components.extract.counting import places, scopes, subjects, victim_types
from components.extract.counting.page import Draft, Page
from components.extract.labels import WEAPON_COUNT
from components.extract.time import figures as times
from components.extract.time import others
from components.model import CASUALTIES


def _sources(page: Page) -> Callable[[int, list[Draft]], object]:
    state = mentions.Antecedents()
    return lambda number, group: sources.attach(page, number, group, state)


def inherit(_: Page, drafts: Sequence[Draft]) -> None:
    """ "Twelve people, two of them children": a part or a restatement says what its total says."""
    for draft in drafts:
        other = draft.part_of or draft.same_as
        if other is None or draft.label not in (*CASUALTIES, WEAPON_COUNT):
            continue
        same = draft.same_as is not None
        if draft.sentence == other.sentence or same:
            as_of = draft.as_of or (other.as_of if draft.scope != "hypothetical" else None)
            draft.set(inherit, _words(other, "as_of"), as_of=as_of)
        if draft.period == (None, None):
            draft.set(inherit, _words(other, "period"), period=other.period)
        if draft.scope == "event" and other.scope == "cumulative":
            draft.set(inherit, _words(other, "scope"), scope=other.scope)
        if same or (draft.part_of is not None and draft.sentence == other.sentence):
            draft.set(inherit, _words(other, "place"), place=other.place or draft.place)


def _words(other: Draft, name: str) -> tuple[int, int] | None:
    """The words that a value of another figure rests on."""
    reason = other.reason(name)
    return reason.span if reason else None


BESIDE: tuple[Pass | SentencePass, ...] = (
    SentencePass(
        "subjects",
        lambda page: lambda _, group: subjects.attach(page, group),
        "label unit subject weapon same_as",
        "subject",
    ),
    SentencePass(
        "days and periods",
        lambda page: times.Times(page).attach,
        "label partitive scope as_of period supersedes anchor",
        "as_of period",
    ),
    SentencePass("places", lambda page: places.Places(page).attach, "label weapon place", "place"),
    SentencePass(
        "scopes", lambda page: partial(scopes.attach, page), "label unit subject scope period anchor", "scope period"
    ),
    SentencePass("sources", _sources, "label source source_span relay", "source source_span relay"),
    Pass("sources between", ellipsis.between, "source source_span relay", "source source_span relay"),
    Pass("days of others", others.of_others, "scope as_of", "as_of"),
    Pass("attackers and victims", scopes.sides, "label unit scope", "scope"),
    Pass("values of a total", inherit, "label scope place as_of period same_as part_of", "as_of period scope place"),
    Pass("kinds of victims", victim_types.attach, "label subject scope same_as victim_type", "victim_type"),
)
