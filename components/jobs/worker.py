"""The worker's side: loads the language model once and reads one article after the other, until the server goes away."""

from __future__ import annotations

import os
import queue
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from typing import IO, Any

from components.extract import extract
from components.extract.missing import ModelMissingError
from components.jobs import wire
from components.lexicons import LexiconError
from components.memory import Memory
from components.model import Article, Extraction

Find = Callable[[Article, Callable[[float], None] | None, Memory | None], Extraction]
POLITE = 5  # the niceness of a worker: with two cores, an edit goes before a reading


def serve(find: Find, prepare: Callable[[], object]) -> None:
    """Answers ("ready",), then for each (article, memory) any number of ("share", 0 to 1) and one ("found", extraction).

    ("broken", message) says that the installation is, ("failed", message) that this article could not be read.
    """
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints goes to the server's log, not between the answers
    asked: queue.Queue[Any] = queue.Queue()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, asked), daemon=True).start()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in a terminal reaches all; the server says when it is over
    if hasattr(os, "nice"):
        os.nice(POLITE)
    wire.send(answers, _attempt(lambda: (prepare(), ("ready",))[1]))
    while True:
        article, memory = asked.get()
        wire.send(answers, _attempt(lambda: ("found", find(article, _teller(answers), memory))))  # noqa: B023


def _listen(requests: IO[bytes], asked: queue.Queue[Any]) -> None:
    """Hands on what the server asks; where the server is gone, however it went, the process ends at once."""
    try:
        while True:
            asked.put(wire.receive(requests))
    except (EOFError, OSError):
        os._exit(0)


def _teller(answers: IO[bytes]) -> Callable[[float], None]:
    return lambda share: wire.send(answers, ("share", share))


def _attempt(run: Callable[[], tuple[Any, ...]]) -> tuple[Any, ...]:
    try:
        return run()
    except (ModelMissingError, LexiconError, OSError) as error:
        return "broken", error
    except Exception as error:
        traceback.print_exc()
        return "failed", f"{type(error).__name__}: {error}"


def prepare() -> None:
    """Loads what every article needs."""
    from components.extract import language

    language.pipeline()


if __name__ == "__main__":
    serve(extract, prepare)
