"""The server's side: who waits for which worker, and what becomes of one that is stuck, killed or no longer wanted."""

from __future__ import annotations

import atexit
import logging
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from components.jobs import wire
from components.jobs.errors import ReadingFailedError, ReadingStoppedError
from components.memory import Memory
from components.model import Article, Extraction

log = logging.getLogger(__name__)
ROOT = Path(__file__).resolve().parents[2]
COMMAND = (sys.executable, "-m", "components.jobs.worker")
TURN = 0.5  # seconds after which whoever waits is told again how far it is, and may change his mind
LOADING = 180.0  # seconds that a worker may take to start
PATIENCE = 120.0  # seconds for any article, and PER_SIGN for each character: ten times what the slowest text takes
PER_SIGN = 0.001
RETIRES_AFTER = 500  # articles: spaCy never forgets a word it has seen
Tell = Callable[[float], None]


class Worker:
    """One process, and the messages that it has sent."""

    def __init__(self, command: Sequence[str]):
        self.articles = 0
        self.ready = False
        self._heard: queue.Queue[tuple[Any, ...] | None] = queue.Queue()
        self._process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        threading.Thread(target=self._listen, daemon=True, name="worker's answers").start()

    @property
    def pid(self) -> int:
        return self._process.pid

    def is_alive(self) -> bool:
        return self._process.poll() is None

    def stop(self) -> None:
        """Ends the process at once; it holds nothing that could be lost."""
        self._process.kill()
        self._process.wait()
        if self._process.stdin:
            self._process.stdin.close()

    def read(self, article: Article, tell: Tell, memory: Memory | None, patience: float) -> Extraction:
        """What the worker finds; raises ReadingStoppedError, ReadingFailedError, and what a broken installation raises."""
        if not self.ready:
            self._answer("ready", tell, LOADING)
            self.ready = True
        self.articles += 1
        threading.Thread(target=self._ask, args=((article, memory),), daemon=True, name="worker's question").start()
        found: Extraction = self._answer("found", tell, patience)
        return found

    def _ask(self, question: Any) -> None:
        """Sends a question, in a thread of its own: a process that hangs does not take it."""
        assert self._process.stdin is not None
        try:
            wire.send(self._process.stdin, question)
        except (OSError, ValueError):
            log.debug("worker %d did not take its question", self.pid)  # whoever waits for the answer hears of its end

    def _listen(self) -> None:
        assert self._process.stdout is not None
        try:
            while True:
                self._heard.put(wire.receive(self._process.stdout))
        except (EOFError, OSError, ValueError):
            self._heard.put(None)

    def _answer(self, wanted: str, tell: Tell, patience: float) -> Any:
        """What comes with the answer ``wanted``; ``tell`` hears how far it is at least every TURN seconds."""
        share, until = 0.0, time.monotonic() + patience
        while time.monotonic() < until:
            try:
                message = self._heard.get(timeout=TURN)
            except queue.Empty:
                tell(share)
                continue
            if message is None:
                raise ReadingStoppedError(self._ended())
            kind, *rest = message
            if kind == wanted:
                return rest[0] if rest else None
            if kind == "share":
                share = rest[0]
                tell(share)
            elif kind == "broken":
                raise rest[0]
            else:
                raise ReadingFailedError(*rest)
        raise ReadingStoppedError(f"The reading was stopped after {patience:,.0f} seconds")

    def _ended(self) -> str:
        code = self._process.wait()
        how = f"it was ended by signal {-code}" if code < 0 else f"it ended with status {code}"
        return f"The process that was reading the article is gone ({how})"


class Workers:
    """At most ``size`` workers, each started when an article has none to go to. Its methods may be called from any thread."""

    def __init__(self, size: int | None = None, command: Sequence[str] = COMMAND):
        """``size``: None leaves one core to the server, up to two workers."""
        self.size = size or max(1, min(2, (os.cpu_count() or 1) - 1))
        self._command = command
        self._free: queue.LifoQueue[Worker | None] = queue.LifoQueue()  # the one used last is warm
        self._all: set[Worker] = set()
        self._guard = threading.Lock()
        self._closed = False
        for _ in range(self.size):
            self._free.put(None)
        atexit.register(self.close)

    def pids(self) -> list[int]:
        """The processes that run now."""
        with self._guard:
            return [worker.pid for worker in self._all if worker.is_alive()]

    def warm_up(self) -> None:
        """Starts a worker, if none runs, without waiting for it."""
        try:
            slot = self._free.get_nowait()
        except queue.Empty:
            return  # all are at work
        self._free.put(slot if slot and slot.is_alive() else self._start())

    def find(self, article: Article, tell: Tell | None = None, memory: Memory | None = None) -> Extraction:
        """What the machine finds in an article, as ``extract`` would in this process. Waits for a worker.

        ``tell`` hears the share that is done at least every half second; what it raises ends the reading. Raises
        ReadingStoppedError where the worker ended or took too long, ReadingFailedError where a rule failed, and
        ModelMissingError, LexiconError or OSError where the installation is broken.
        """
        tell = tell or (lambda share: None)
        worker, healthy = self._free_one(tell), False
        try:
            if worker is None or not worker.is_alive():
                worker = self._start()
            found = worker.read(article, tell, memory, PATIENCE + PER_SIGN * len(article.text))
            healthy = worker.articles < RETIRES_AFTER
            return found
        except ReadingFailedError:
            healthy = True
            raise
        except ReadingStoppedError as error:
            log.error("the reading of %s was stopped: %s", article.id, error)
            raise
        finally:
            if worker is not None and not healthy:
                self._set_aside(worker)
                worker = None
            self._free.put(worker)

    def close(self) -> None:
        """Ends all workers; what they were reading is stopped."""
        with self._guard:
            self._closed = True
            workers, self._all = self._all, set()
        for worker in workers:
            worker.stop()

    def _free_one(self, tell: Tell) -> Worker | None:
        while True:
            try:
                return self._free.get(timeout=TURN)
            except queue.Empty:
                tell(0.0)

    def _start(self) -> Worker:
        with self._guard:
            if self._closed:
                raise ReadingStoppedError("Dateline is being stopped")
            gone = {worker for worker in self._all if not worker.is_alive()}
            worker = Worker(self._command)
            self._all = (self._all - gone) | {worker}
            return worker

    def _set_aside(self, worker: Worker) -> None:
        worker.stop()
        with self._guard:
            self._all.discard(worker)
