"""A claim: one figure of an article as something that was said about an event, and the state that it is in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal, get_args

from components.model import Bound, Number, Scope, Status, VictimType

StateName = Literal["standing", "superseded", "withdrawn", "repeated", "part", "disputed"]
STATES: tuple[StateName, ...] = get_args(StateName)
COUNTING: frozenset[StateName] = frozenset({"standing"})  # what an estimate may rest on
LEFT_OUT = frozenset({"background", "hypothetical"})  # scopes of what is told beside an event, and no claim about it
Key = tuple[str, str]  # the article's id and the figure's


@dataclass(frozen=True, slots=True)
class Claim:
    """One figure as a claim. ``id`` is the figure's; ``part_of``, ``supersedes``, ``additional_to`` and ``same_as`` are ids of
    figures of the same article. ``published`` and ``as_of`` are ISO days, ``published`` the day on which it was told;
    ``event_id`` is None where no event is known. ``start`` and ``end`` are the figure's offsets in its article's text.
    """

    id: str
    article_id: str
    label: str
    start: int
    end: int
    event_id: str | None = None
    value: Number | None = None
    low: Number | None = None
    high: Number | None = None
    bound: Bound | None = None
    unit: str | None = None
    subject: str | None = None
    scope: Scope | None = None
    place: str | None = None
    victim_type: VictimType | None = None
    source: str | None = None
    relay: str | None = None
    outlet: str | None = None
    published: str | None = None
    as_of: str | None = None
    part_of: str | None = None
    supersedes: str | None = None
    additional_to: str | None = None
    same_as: str | None = None
    status: Status = "suggested"
    score: float | None = None
    title: str = ""
    text: str = ""
    sentence: str | None = None

    @property
    def key(self) -> Key:
        """What tells it from all others: the article's id and the figure's."""
        return self.article_id, self.id

    @property
    def held(self) -> str:
        """The last day at which it is said to hold; "" unknown."""
        return (self.as_of or "").split("/")[-1]

    def told(self, began: str = "") -> str:
        """The day it speaks for: the one at which it held, unless that is the day on which all ``began``, which says when people were
        hurt and not when they were counted; else the day of publication; "" unknown."""
        return self.held if self.held > began or not self.published else self.published

    @property
    def number(self) -> Number | None:
        """Its number for sorting: the value, else the least, else the most that it says."""
        return next((n for n in (self.value, self.low, self.high) if n is not None), None)


@dataclass(frozen=True, slots=True)
class State:
    """The state of a claim: ``why`` in a sentence, ``by`` the claim it gives way to (None where there is none), ``set_by`` the
    person who set it by hand."""

    state: StateName = "standing"
    why: str = ""
    by: Key | None = None
    set_by: str | None = None


def began(claims: Iterable[Claim]) -> str:
    """The first day that the claims of an event speak of, "" where they know none."""
    days = [day for c in claims if c.scope not in LEFT_OUT for day in (c.held, c.published) if day]
    return min(days, default="")


def claim_of(row: Mapping[str, Any], event_id: str | None = None) -> Claim:
    """The claim of a row of the table figures (components.tables); columns that a claim does not have are left alone."""
    known = {name: row[column] for name, column in _COLUMNS if row.get(column) is not None}
    return Claim(**{**known, "event_id": event_id} if event_id is not None else known)


_COLUMNS = tuple((f.name, "figure_id" if f.name == "id" else f.name) for f in fields(Claim))
