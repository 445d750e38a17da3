"""What a person chooses for an export, the same for every format."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """``table`` for formats of one table; ``excel`` puts a byte-order mark before CSV, or Excel garbles accents; ``semicolon`` parts cells
    by ; and says so in a first line, for Excel where the comma is the decimal sign;
    ``judged`` leaves out suggestions that nobody accepted or edited."""

    table: str = "annotations"
    excel: bool = False
    judged: bool = False
    semicolon: bool = False
