"""A figure in the making: what is claimed so far, and the finding that each value rests on."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypedDict, Unpack

from components.extract.claims.rules import Rule
from components.extract.quantities import Quantity
from components.model import Number, Scope, VictimType

Because = Callable[..., Any] | Rule  # a function, told by its docstring, or a row of data/rules
Words = tuple[int, int] | re.Match[str]  # the words of the text that say so


class Fields(TypedDict, total=False):
    """What can be found out about a figure."""

    end: int
    head: int | None
    quantity: Quantity
    label: str | None
    unit: str | None
    subject: str | None
    partitive: bool
    weapon: str | None
    scope: Scope | None
    place: str | None
    as_of: str | None
    period: tuple[str | None, str | None]
    source: str | None
    source_span: tuple[int, int] | None
    relay: str | None
    same_as: Draft | None
    supersedes: Draft | None
    part_of: Draft | None
    additional_to: Draft | None
    victim_type: VictimType | None
    anchor: int | None
    score: float
    hyphened: bool
    sure: bool
    weak: bool
    also: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """One value of a figure, the rule that set it, and the words (offsets of the text) that say so; ``before`` is what it replaced."""

    field: str
    value: object
    before: object
    rule: Because
    span: tuple[int, int] | None = None


@dataclass(slots=True, eq=False)
class Draft:
    """A figure in the making. ``head`` is the index of the token that is counted, ``first`` and ``last`` of the number's
    tokens; relations point at other drafts until all have ids. Values are set by ``set`` alone, which keeps the reason."""

    start: int
    end: int
    first: int
    last: int
    sentence: int
    quantity: Quantity
    label: str | None = None
    head: int | None = None
    unit: str | None = None
    subject: str | None = None
    partitive: bool = False  # "12 of them", "20 of the dead"
    weapon: str | None = None
    scope: Scope | None = None
    place: str | None = None
    as_of: str | None = None
    period: tuple[str | None, str | None] = (None, None)
    source: str | None = None
    source_span: tuple[int, int] | None = None
    relay: str | None = None
    same_as: Draft | None = None
    supersedes: Draft | None = None
    part_of: Draft | None = None
    additional_to: Draft | None = None  # the figure before it, beside whose people it counts others
    victim_type: VictimType | None = None
    anchor: int | None = None  # the token that made it a casualty or a specification
    score: float = 0.9
    hyphened: bool = False  # "a four-door car": the number only describes
    sure: bool = False  # the label stands right at it, so no parse changes it
    weak: bool = False  # hurt by a word that may be told of the dead as well
    also: bool = False  # "his driver was also killed": another victim beside those told before
    single: bool = False  # one victim named or described, without a number
    trace: list[Finding] = field(default_factory=list)

    @property
    def value(self) -> Number | None:
        return self.quantity.value if self.quantity.value is not None else self.quantity.low

    @property
    def counts(self) -> bool:
        """Whether it counts things one by one: no unit of measure stands at it, and it is no share."""
        return self.quantity.unit is None and not self.quantity.part

    def set(self, rule: Because, words: Words | None = None, /, **values: Unpack[Fields]) -> None:
        """Sets values because of a rule and the words that say so; a value that stands already keeps its reason."""
        span = words.span() if isinstance(words, re.Match) else words
        for name, value in values.items():
            before = getattr(self, name)
            if before != value:
                self.trace.append(Finding(name, value, before, rule, span))
                setattr(self, name, value)

    def undo(self, length: int) -> None:
        """Takes back all findings after the first ``length``."""
        while len(self.trace) > length:
            finding = self.trace.pop()
            setattr(self, finding.field, finding.before)

    def reason(self, name: str) -> Finding | None:
        """The finding that a value rests on, None where it has been so from the start."""
        return next((f for f in reversed(self.trace) if f.field == name), None)
