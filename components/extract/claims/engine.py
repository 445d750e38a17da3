"""Runs passes over the claims of an article: each is done whole, or dropped whole and told as a problem."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from components.extract.claims.model import Draft

if TYPE_CHECKING:
    from components.extract.counting.page import Page


@dataclass(frozen=True, slots=True)
class Pass:
    """One step over all figures of an article: ``run`` finds something out about them (and may add figures); ``reads``
    and ``sets`` name the values that it may ask for beside the number and its noun, and that it may set."""

    name: str
    run: Callable[[Page, list[Draft]], object]
    reads: str
    sets: str


@dataclass(frozen=True, slots=True)
class SentencePass:
    """One step over the figures of one sentence after the other: ``begin`` gives what is done with each (its number, its
    figures) and may remember what the sentences before told. What fails in one sentence leaves the others what they have."""

    name: str
    begin: Callable[[Page], Callable[[int, list[Draft]], object]]
    reads: str
    sets: str


UNEXPECTED = (ValueError, IndexError, KeyError, AttributeError, OverflowError, RecursionError)


def run(steps: Iterable[Pass | SentencePass], page: Page, drafts: list[Draft], problems: list[str]) -> None:
    """Lets each step set what it finds; what one that fails had found is taken back, and ``problems`` are told."""
    for step in steps:
        with whole(drafts, partial(_failed, step.name, problems)):
            if isinstance(step, Pass):
                step.run(page, drafts)
            else:
                _sentence_by_sentence(step, page, drafts, problems)


def _sentence_by_sentence(step: SentencePass, page: Page, drafts: list[Draft], problems: list[str]) -> None:
    done = step.begin(page)
    for number, group in by_sentence(drafts).items():
        lengths = [len(draft.trace) for draft in group]
        try:
            done(number, group)
        except UNEXPECTED as error:
            _undo(group, lengths)
            (start, end), name = page.span(number), step.name
            problems.append(f"Characters {start} to {end}: the {name} of figures could not be read ({error!r}).")


def by_sentence(drafts: Iterable[Draft]) -> dict[int, list[Draft]]:
    """The figures of each sentence that has some, by its number, in order."""
    found: dict[int, list[Draft]] = {}
    for draft in drafts:
        found.setdefault(draft.sentence, []).append(draft)
    return dict(sorted(found.items()))


def _failed(name: str, problems: list[str], error: Exception) -> None:
    problems.append(
        f"Figures: the rules for {name} stopped at something they did not expect ({error!r}); the others went on."
    )


@contextmanager
def whole(drafts: Sequence[Draft], failed: Callable[[Exception], None]) -> Iterator[None]:
    """Takes back all that was found about ``drafts`` inside of it, and all that joined or left them, where it stops at something
    unexpected; ``failed`` hears of that."""
    order, lengths = list(drafts), [len(draft.trace) for draft in drafts]
    try:
        yield
    except UNEXPECTED as error:
        _undo(order, lengths)
        if isinstance(drafts, list):
            drafts[:] = order
        failed(error)


def _undo(drafts: Sequence[Draft], lengths: Sequence[int]) -> None:
    """Takes back what was found about figures since their traces had these lengths."""
    for draft, length in zip(drafts, lengths, strict=True):
        draft.undo(length)
