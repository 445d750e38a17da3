"""What a person chooses for an export, the same for every format."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from components.events.account import Account


def no_events() -> Iterable[Account]:
    """Without a store there are no events."""
    return ()


@dataclass(frozen=True, slots=True)
class Options:
    """``table`` for formats of one table; ``excel`` puts a byte-order mark before CSV, or Excel garbles accents; ``semicolon`` parts cells
    by ;, for Excel where the comma is the decimal sign;
    ``judged`` leaves out suggestions that nobody accepted or edited; ``events`` gives the events that the articles tell of, with all
    that is claimed about each, asked for once they are written."""

    table: str = "annotations"
    excel: bool = False
    judged: bool = False
    semicolon: bool = False
    events: Callable[[], Iterable[Account]] = field(default=no_events, compare=False)

    @property
    def delimiter(self) -> str:
        """What parts the cells of a CSV file."""
        return ";" if self.semicolon else ","

    @property
    def names_delimiter(self) -> bool:
        """Whether a first line (sep=;) says what parts the cells. Not beside a byte-order mark: Excel then no longer sees the mark,
        garbles accents, and knows ; by itself where the comma is the decimal sign."""
        return self.semicolon and not self.excel
