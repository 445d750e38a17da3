"""The thread beside the pages finds near-duplicates of what came, and ends."""

from __future__ import annotations

import time

from components.background import Background
from components.model import Annotated, Article
from components.store import Store

TEXT = " ".join(f"Sentence {n} of a report that two outlets printed on the same day." for n in range(20))


def test_copies_are_found_while_nobody_asks(sqlite_store: Store) -> None:
    beside = Background(sqlite_store, rest=0.01)
    try:
        for name in ("wire", "copy"):
            sqlite_store.add(Annotated(Article(name, f"{TEXT} By {name}.")))
        until = time.monotonic() + 60
        while sqlite_store.copies.of("wire") != ("wire", "copy") and time.monotonic() < until:
            time.sleep(0.01)
        assert sqlite_store.copies.of("copy") == ("wire", "copy")
    finally:
        beside.stop()
