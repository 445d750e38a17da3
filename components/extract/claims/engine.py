"""Runs passes over the claims of an article: each is done whole, or dropped whole and told as a problem."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from components.extract.claims.model import Draft

if TYPE_CHECKING:
    from components.extract.counting.page import Page


@dataclass(frozen=True, slots=True)
class Pass:
    """One step over all figures of an article: ``run`` finds something out about them (and may add figures), ``sets`` names
    the values that it may set."""

    name: str
    run: Callable[[Page, list[Draft]], object]
    sets: str


UNEXPECTED = (ValueError, IndexError, KeyError, AttributeError, OverflowError, RecursionError)


@contextmanager
def whole(drafts: Sequence[Draft], failed: Callable[[Exception], None]) -> Iterator[None]:
    """Takes back all that was found about ``drafts`` inside of it, and all that joined or left them, where it stops at something
    unexpected; ``failed`` hears of that."""
    marks = {id(draft): (draft, len(draft.trace)) for draft in drafts}
    order = list(drafts)
    try:
        yield
    except UNEXPECTED as error:
        for draft, length in marks.values():
            draft.undo(length)
        if isinstance(drafts, list):
            drafts[:] = order
        failed(error)
