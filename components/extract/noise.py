"""Stretches that are no language: columns of signs, digits and single letters, which are left blank before anything is read.

News has one word or sign in four to six characters, tables one in three. Where there is one in two, over a thousand characters,
nobody says anything, and a parser would work on it ten times as long as on news.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from components.model import Span

# what a tokenizer makes a token of, nearly; the ranges are scripts whose vowel signs and accents are no letters to Python
PIECE = re.compile(r"(?:[^\W_]|[\u0300-\u1fff\ua800-\uabff])+|[^\w\s]|_")
WORD = re.compile(r"[^\W\d_]{3,}[.!?]?")
SIGNS = "()[]{}<>#%&*+-/:;=@^_|~$\\"  # what may stand beside a stretch and belong to it
CELL = 50  # characters: what is blanked is a whole number of cells, but for its edges
WINDOW = 20  # cells: less is a table, a divider or a joke
DENSE = 0.4  # pieces a character, from which a cell is no language: "he is at no" has 0.33
GAP = 2  # cells between two blanked ones that are not worth reading alone
SHOWN = 12  # characters of a stretch in the message about it
TOLD = 3  # stretches that get a message each; the others are counted


def masked(text: str) -> tuple[str, list[str]]:
    """The text with blanks for what is no language, at equal length, and messages that tell what was left blank and where.

    >>> masked("Ten died. " + "(" * 2000)[1]
    ['Characters 10 to 2,010 are no language (“((((((((((((…”): nothing was looked for there.']
    """
    found = stretches(text)
    if not found:
        return text, []
    out, at = [], 0
    for span in found:
        out += [text[at : span.start], re.sub(r"\S", " ", text[span.start : span.end])]
        at = span.end
    return "".join(out) + text[at:], list(_told(text, found))


def stretches(text: str) -> list[Span]:
    """Where the text is no language, in order and apart from each other."""
    if len(text) < CELL * WINDOW:
        return []
    dense = _dense(text)
    edges = np.flatnonzero(np.diff(np.concatenate(([False], dense, [False])).astype(np.int8)))
    found: list[Span] = []
    for first, last in edges.reshape(-1, 2).tolist():
        if found and first * CELL - found[-1].end <= GAP * CELL:
            found[-1] = Span(found[-1].start, min(last * CELL, len(text)))
        else:
            found.append(Span(first * CELL, min(last * CELL, len(text))))
    return [span for span in (_fitted(text, span) for span in found) if span.start < span.end]


def _dense(text: str) -> npt.NDArray[np.bool_]:
    """For each cell, whether it is dense and in a window that is."""
    cells = -(-len(text) // CELL)
    starts = np.fromiter((m.start() for m in PIECE.finditer(text)), np.int64)
    counts = np.bincount(starts // CELL, minlength=cells)
    sums = np.concatenate(([0], np.cumsum(counts)))
    windows = sums[WINDOW:] - sums[:-WINDOW] >= DENSE * CELL * WINDOW
    covered = np.zeros(cells + 1, np.int64)
    covered[: len(windows)] += windows
    covered[WINDOW : WINDOW + len(windows)] -= windows
    return (np.cumsum(covered)[:-1] > 0) & (counts >= DENSE * CELL)


def _fitted(text: str, span: Span) -> Span:
    """The stretch with its edges moved: in from the words in its outermost cells, or else out over the signs beside it."""
    start, end = span.start, span.end
    if words := list(WORD.finditer(text, start, start + CELL)):
        start = words[-1].end()
    else:
        before = text[max(0, start - CELL) : start]
        start -= len(before) - len(before.rstrip(SIGNS))
    if word := WORD.search(text, max(start, end - CELL), end):
        end = word.start()
    else:
        after = text[end : end + CELL]
        end += len(after) - len(after.lstrip(SIGNS))
    piece = text[start:end]
    return Span(end - len(piece.lstrip()), start + len(piece.rstrip())) if piece.strip() else Span(start, start)


def _told(text: str, found: list[Span]) -> Iterator[str]:
    for span in found[:TOLD]:
        shown = " ".join(text[span.start : span.end][:SHOWN].split())
        yield f"Characters {span.start:,} to {span.end:,} are no language (“{shown}…”): nothing was looked for there."
    if len(found) > TOLD:
        size = sum(span.end - span.start for span in found[TOLD:])
        yield f"{len(found) - TOLD:,} more stretches, {size:,} characters in all, are no language: nothing was looked for there."
