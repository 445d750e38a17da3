"""The memory as rows: for its page, and as a CSV file that goes out and comes in again."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Literal

from components import triggers
from components.importers.csv_rows import unguard
from components.labels import labels
from components.memory import KINDS, LONGEST, UNNAMED, Hand, Memory, Tally, Verdict, is_name, key
from components.model import Problem

Effect = Literal["label", "leave out", "differ", "unsure", "never", "nothing"]
COUNTS = tuple(
    f.name for f in fields(Tally) if f.name not in ("respoken", "misled", "trusted")
)  # those are of quotes alone
COLUMNS = ("surface", "kind", "label", "by", *COUNTS, "guarded")
FORMULA = "=+-@\t\r"
HAND, DECIDED = "hand", "decisions"


@dataclass(frozen=True, slots=True)
class Line:
    """One remembered string: the tallies by label, what a person set, the verdict that follows, and when it was last used."""

    surface: str
    tallies: Mapping[str, Tally]
    hand: Hand | None
    verdict: Verdict | None

    @property
    def last(self) -> str:
        """The time of the last decision, or of what was set by hand."""
        return max([t.last for t in self.tallies.values()] + ([self.hand.time] if self.hand else []), default="")

    @property
    def effect(self) -> Effect:
        """What the next article does with the string."""
        if self.verdict is not None:
            return "label" if self.verdict.label is not None else "leave out"
        if self.hand is not None and self.hand.kind == "never":
            return "never"
        if any(t.wins or t.losses for t in self.tallies.values()):
            return "differ"
        return "unsure" if self.tallies else "nothing"

    @property
    def labels(self) -> set[str]:
        """The labels that people decided on."""
        given = {self.verdict.label} if self.verdict and self.verdict.label else set()
        return {*self.tallies, *given}


def line(memory: Memory, surface: str) -> Line:
    """What is remembered of one string."""
    return Line(surface, memory.tallies.get(surface, {}), memory.hand.get(surface), memory.verdicts.get(surface))


def lines(
    memory: Memory, words: str = "", label: str | None = None, effect: Effect | None = None, by_hand: bool = False
) -> list[Line]:
    """The remembered strings that fit a search, last used first; what was forgotten is left out."""
    wanted = words.casefold().split()
    found = []
    for surface in dict.fromkeys([*memory.tallies, *memory.hand]):
        if triggers.parted(surface):
            continue
        folded = surface.casefold()
        if not all(word in folded for word in wanted):
            continue
        here = line(memory, surface)
        if (
            here.effect == "nothing"
            or (here.effect in ("label", "unsure") and not here.labels - set(UNNAMED))
            or (by_hand and here.hand is None)
        ):
            continue
        if (label is None or label in here.labels) and (effect is None or here.effect == effect):
            found.append(here)
    found.sort(key=lambda here: here.surface)
    found.sort(key=lambda here: here.last, reverse=True)
    return found


def to_csv(memory: Memory) -> bytes:
    """The memory as CSV, a row for each string and label, by string; ``kind`` and ``label`` say what it does, ``by`` whether a
    person set that by hand or decisions agree on it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for here in sorted(lines(memory), key=lambda here: here.surface):
        for cells in _rows(here):
            guarded = [
                name for name, cell in cells.items() if isinstance(cell, str) and cell[:1] and cell[0] in FORMULA
            ]
            safe = {name: f"'{cell}" if name in guarded else cell for name, cell in cells.items()}
            writer.writerow([*safe.values(), "; ".join(guarded)])
    return out.getvalue().encode("utf-8")


def _rows(here: Line) -> Iterator[dict[str, object]]:
    by = HAND if here.hand is not None and here.hand.kind != "forget" else DECIDED
    kind, label = "", None
    if here.effect == "label" and here.verdict is not None:
        kind, label = "use", here.verdict.label
    elif here.effect in ("leave out", "never"):
        kind = here.effect
    names = sorted({*here.tallies, *([label] if label else [])}) or [""]
    for name in names:
        mine = (kind, by) if kind and name == (label or names[0]) else ("", "")
        counts = {count: getattr(here.tallies.get(name, Tally()), count) for count in COUNTS}
        yield {"surface": here.surface, "kind": mine[0], "label": name, "by": mine[1], **counts}


def read_csv(data: bytes, name: str, memory: Memory) -> tuple[dict[str, Hand], list[Problem]]:
    """What a CSV file would set by hand, and what is wrong with it, line by line.

    Columns ``surface``, ``kind`` (use, leave out, never or forget) and ``label`` count, in any order; a row without a kind says
    nothing, and what the memory does already is not set again.
    """
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        return {}, [Problem(name, f"The file is no UTF-8 text (byte {error.start:,}). Save it as CSV UTF-8.")]
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    found: dict[str, Hand] = {}
    problems: list[Problem] = []
    header: Sequence[str] = ()
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            problems.append(Problem(f"{name}, line {reader.line_num}", f"The line cannot be read as CSV ({error})."))
            continue
        if cells is None:
            return found, problems
        if not header:
            header = [cell.strip().lower() for cell in cells]
            if missing := {"surface", "kind", "label"} - set(header):
                said = f"The first line must name the columns surface, kind and label; {', '.join(sorted(missing))} is missing."
                return {}, [Problem(f"{name}, line 1", said)]
        elif any(cell.strip() for cell in cells):
            row = unguard(dict(zip(header, cells, strict=False)))
            try:
                _take(row, found, memory)
            except ValueError as error:
                problems.append(Problem(f"{name}, line {reader.line_num}", str(error)))


def _take(row: Mapping[str, str], found: dict[str, Hand], memory: Memory) -> None:
    """Adds what a row sets; raises ValueError where it cannot be."""
    surface, kind, label = key(row.get("surface", "")), row.get("kind", "").strip(), row.get("label", "").strip()
    if not kind:
        return
    if not 0 < len(surface) <= LONGEST:
        raise ValueError(f"A surface has 1 to {LONGEST} characters, this one has {len(surface)}.")
    chosen = next((k for k in KINDS if k == kind), None)
    if chosen is None:
        raise ValueError(f"kind is one of {', '.join(KINDS)}, found {kind[:40]!r}.")
    if chosen == "use" and not is_name(label):
        known = ", ".join(name for name in labels() if is_name(name))
        raise ValueError(f"label must be one of {known}; found {label[:40]!r}.")
    hand = Hand(chosen, label if chosen == "use" else None)
    if surface in found and found[surface] != hand:
        raise ValueError(f"“{surface[:60]}” is set twice, and not the same.")
    if not _does(memory, surface, hand):
        found[surface] = hand


def _does(memory: Memory, surface: str, hand: Hand) -> bool:
    """Whether the memory does already what ``hand`` asks for."""
    verdict, there = memory.verdicts.get(surface), memory.hand.get(surface)
    if hand.kind == "use":
        return verdict is not None and verdict.label == hand.label
    if hand.kind == "leave out":
        return verdict is not None and verdict.label is None
    return hand.kind == "never" and there is not None and there.kind == "never"
