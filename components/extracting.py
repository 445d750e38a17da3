"""Extraction in the background of a server: one article of those that wait after the other, in worker processes."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from components.jobs import ReadingFailedError, ReadingStoppedError
from components.store import ArticleMissingError, Store, StoreError

log = logging.getLogger(__name__)
REST = 1.0  # seconds between two looks where nothing waits
TIRED = 5  # failures of the store in a row after which it stops
RECENT = 20  # articles that the rate is taken from
Again = Callable[[str], object]  # extracts one article again


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it is: articles that wait and that failed, how many were done since it had nothing to do, how many a second, and the
    seconds left (None: not known yet)."""

    waiting: int
    failed: int
    done: int
    rate: float
    left: float | None
    paused: bool


class Extracting:
    """The threads of one store, one for each worker; what waits is in the store, so that the next server goes on with it."""

    def __init__(self, store: Store, again: Again, at_once: int = 1, rest: float = REST) -> None:
        self._store, self._again, self._rest = store, again, rest
        self._over, self._may = threading.Event(), threading.Event()
        self._may.set()
        self._guard = threading.Lock()
        self._busy: set[str] = set()
        self._done = 0
        self._ended: deque[float] = deque(maxlen=RECENT)
        self._threads = [threading.Thread(target=self._run, daemon=True, name="extraction") for _ in range(at_once)]
        for thread in self._threads:
            thread.start()

    def pause(self, paused: bool) -> None:
        """Begins no further article, or goes on; the one at work is ended as usual."""
        if paused:
            self._may.clear()
        else:
            self._may.set()

    def stop(self) -> None:
        """Ends the threads after the articles at work, and waits for that."""
        self._over.set()
        self._may.set()
        for thread in self._threads:
            thread.join()

    def progress(self) -> Progress:
        """How far it is."""
        counts = self._store.tasks.counts()
        with self._guard:
            ended, done = list(self._ended), self._done
        took = time.monotonic() - ended[0] if len(ended) > 1 else 0.0
        rate = (len(ended) - 1) / took if took > 0 else 0.0
        left = counts["waiting"] / rate if rate else None
        return Progress(counts["waiting"], counts["failed"], done, rate, left, not self._may.is_set())

    def _run(self) -> None:
        failures = 0
        while failures < TIRED and not self._over.is_set():
            self._may.wait()
            try:
                if not self._one():
                    self._over.wait(self._rest)
                failures = 0
            except StoreError as error:
                failures += 1
                log.info("articles are extracted later: %s", error)
                self._over.wait(self._rest)

    def _one(self) -> bool:
        """Extracts an article that waits and that no other thread has; False where there is none."""
        with self._guard:
            waiting = self._store.tasks.next(len(self._busy) + 1)
            article = next((i for i in waiting if i not in self._busy), None)
            if article is None:
                if not waiting:
                    self._done = 0
                    self._ended.clear()
                return False
            self._busy.add(article)
            if not self._ended:
                self._ended.append(time.monotonic())
        try:
            self._extract(article)
        finally:
            with self._guard:
                self._busy.discard(article)
                self._done += 1
                self._ended.append(time.monotonic())
        return True

    def _extract(self, article: str) -> None:
        try:
            self._again(article)
        except ReadingStoppedError as error:
            self._store.tasks.failed(article, str(error), again=not self._over.is_set())
        except ArticleMissingError:
            self._store.tasks.done(article)
        except StoreError:
            raise
        except (
            ReadingFailedError,
            RuntimeError,
            ValueError,
            OSError,
        ) as error:  # a broken installation fails all: told each
            log.warning("%s was not extracted: %s", article, error)
            self._store.tasks.failed(article, str(error))
        else:
            self._store.tasks.done(article)
