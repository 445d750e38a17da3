"""Which rule overrode the model: each name's way through the rules, for whoever asks why it is one, or why it is none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from components.extract.entities.page import Mention


@dataclass(frozen=True, slots=True)
class Step:
    """What one rule did to a name: ``before`` is None where it found it, ``after`` where it left it out."""

    rule: Callable[..., Any]
    before: Mention | None
    after: Mention | None

    @property
    def name(self) -> str:
        """The rule's name: its module's and its own ("places.located")."""
        rule = self.rule.func if isinstance(self.rule, partial) else self.rule
        return f"{rule.__module__.rpartition('.')[2]}.{rule.__name__}"

    def says(self, text: str) -> str:
        """What it did, and the first sentence of the rule's docstring."""
        rule = self.rule.func if isinstance(self.rule, partial) else self.rule
        why = " ".join((rule.__doc__ or "").split("\n\n")[0].split())
        return f"{_did(self.before, self.after, text)}: {why}"


def _did(before: Mention | None, after: Mention | None, text: str) -> str:
    if before is None:
        return "Not found by the model"
    was = f"“{' '.join(text[before.start : before.end].split())}”"
    if after is None:
        return f"Left out {was} as {before.label}"
    return f"Was {was} as {before.label}" if before[:2] != after[:2] else f"Was {before.label}"


class Trace:
    """The steps of an article's names; ``heard`` takes what each rule was given and what it gave back."""

    def __init__(self) -> None:
        self._steps: dict[tuple[int, int, str], list[Step]] = {}
        self.left_out: list[Step] = []

    def heard(self, rule: Callable[..., Any], given: Sequence[Mention], found: Sequence[Mention]) -> None:
        """Notes what a rule changed: a name's way goes on with the longest that overlaps it."""
        stood, stands = {m[:3]: m for m in given}, {m[:3]: m for m in found}
        gone = [m for key, m in stood.items() if key not in stands]
        steps = {}
        for key, m in stands.items():
            if key not in stood:
                before = max(_overlapping(m, gone), key=lambda b: (b.end - b.start, -b.start), default=None)
                earlier = self._steps.get(before[:3], []) if before else []
                steps[key] = [*earlier, Step(rule, before, m)]
        for m in gone:
            if not any(_overlapping(m, stands.values())):
                self.left_out += [*self._steps.get(m[:3], []), Step(rule, m, None)]
            self._steps.pop(m[:3], None)
        self._steps |= steps

    def of(self, start: int, end: int, label: str) -> Sequence[Step]:
        """The steps that led to a name, none where it is as the model found it."""
        return self._steps.get((start, end, label), ())


def _overlapping(m: Mention, others: Iterable[Mention]) -> Iterator[Mention]:
    return (o for o in others if o.start < m.end and m.start < o.end)
