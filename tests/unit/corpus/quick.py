"""Parts done by a quick finder, at which some articles end the process that reads them."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from components.corpus import Done, Output, parts
from components.corpus.plan import Piece
from components.model import Annotated, Annotation, EntityValues, Problem

DEADLY, ONCE = "DEADLY", "ONCE"


def annotate(item: Annotated) -> tuple[Annotated, tuple[Problem, ...]]:
    """One entity over the first word. DEADLY texts end the process each time, those with ONCE and a path the first time."""
    text = item.article.text
    if text.startswith(DEADLY):
        os.kill(os.getpid(), signal.SIGKILL)
    if text.startswith(ONCE):
        there = Path(text.split()[1])
        if not there.exists():
            there.touch()
            os.kill(os.getpid(), signal.SIGKILL)
    found = Annotation(f"{item.article.id}-1", "entity", "ORG", 0, len(text.split()[0]), EntityValues())
    return replace(item, annotations=(found,)), ()


def slow(item: Annotated) -> tuple[Annotated, tuple[Problem, ...]]:
    time.sleep(0.02)
    return annotate(item)


def do(number: int, pieces: Sequence[Piece], output: Output) -> Done:
    return parts.do(number, pieces, output, annotate)


def do_slowly(number: int, pieces: Sequence[Piece], output: Output) -> Done:
    return parts.do(number, pieces, output, slow)
