"""What a server does while people work: it finds near-duplicates among the articles that came. One thread, which never hurries."""

from __future__ import annotations

import logging
import threading

from components.store import Store, StoreError

log = logging.getLogger(__name__)
REST = 3.0  # seconds between two looks at whether anything came
BREATH = 0.05  # seconds between two transactions: whoever edits goes first
TIRED = 5  # failures in a row after which it stops: the store is gone


class Background:
    """The thread of one store; it ends with the process, or when the store does not answer any more."""

    def __init__(self, store: Store, rest: float = REST) -> None:
        self._store, self._rest = store, rest
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True, name="near-duplicates")
        self._thread.start()

    def stop(self) -> None:
        """Ends the thread, and waits for it."""
        self._over.set()
        self._thread.join()

    def _run(self) -> None:
        seen, failures = None, 0
        while failures < TIRED and not self._over.wait(self._rest):
            try:
                pulse = self._store.pulse()
                if pulse != seen:
                    self._group()
                    seen = self._store.pulse()
                failures = 0
            except StoreError as error:
                failures += 1
                log.info("near-duplicates are looked for later: %s", error)

    def _group(self) -> None:
        while self._store.copies.group() and not self._over.wait(BREATH):
            pass
