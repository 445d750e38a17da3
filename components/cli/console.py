"""What the command line says: ids and tables on standard output; progress, problems and the last line on standard error."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping
from types import TracebackType

from components import languages
from components.model import Article, Problem

EVERY = 0.1  # seconds between two states of the bar
WIDTH = 24


def say(line: str) -> None:
    """Writes one line to standard output, at once: whoever reads the ids may work on while the next article is read."""
    try:
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
    except BrokenPipeError:  # "import ... | head": nobody listens any more, and the import goes on
        mute()


def mute() -> None:
    """Lets everything that is still written to standard output go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def warn(line: str) -> None:
    """Writes one line to standard error."""
    sys.stderr.write(line + "\n")


class Console:
    """Counts articles and problems, tells each problem as it comes, and draws a bar where standard error is a terminal."""

    def __init__(self, fraction: Callable[[], float | None] = lambda: None) -> None:
        self.articles = 0
        self.foreign = Counter[str]()
        self.words = 0
        self.problems = 0
        self._fraction = fraction
        self._bar = sys.stderr.isatty()
        self._started = time.monotonic()
        self._drawn = 0.0

    def __enter__(self) -> Console:
        self.draw("starting …")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._clear()

    def done(self, article: Article) -> None:
        """One article is done."""
        self.articles += 1
        self.foreign[article.language] += article.language != languages.ENGLISH
        self.words += len(article.text.split())
        self.draw()

    def many(self, articles: int, words: int, foreign: Mapping[str, int]) -> None:
        """Many articles are done; ``foreign`` counts those in other languages than English."""
        self.articles += articles
        self.words += words
        self.foreign.update(foreign)
        self.draw()

    def problem(self, problem: Problem) -> None:
        """Tells one problem."""
        self.problems += 1
        self._clear()
        warn(f"{problem.where}: {problem.message}")

    def note(self, line: str) -> None:
        """Tells something that is no problem."""
        self._clear()
        warn(line)

    def draw(self, doing: str = "") -> None:
        """Draws the bar anew, at most ten times a second."""
        now = time.monotonic()
        if not self._bar or now - self._drawn < EVERY:
            return
        self._drawn = now
        speed = self.words / max(now - self._started, EVERY)
        fraction = self._fraction()
        filled = "" if fraction is None else "█" * round(fraction * WIDTH)
        bar = "" if fraction is None else f"{filled:░<{WIDTH}} {fraction:4.0%}  "
        line = f"{bar}{_count(self.articles, 'article')}, {speed:,.0f} words/s  {doing}"
        sys.stderr.write("\r" + line[: shutil.get_terminal_size().columns - 1] + "\033[K")
        sys.stderr.flush()

    def last_line(self, verb: str) -> None:
        """Says how many articles and problems there were."""
        self._clear()
        articles = f"{_count(self.articles, 'article')} {verb}"
        problems = f", {_count(self.problems, 'problem')} told above" if self.problems else ""
        warn(articles + self._languages() + problems)

    def _languages(self) -> str:
        """', 2 of them in French, 1 in Russian'; nothing where all are English."""
        told = [f"{n} in {languages.name(code)}" for code, n in self.foreign.most_common() if n]
        return f", of them {', '.join(told)}" if told else ""

    @property
    def status(self) -> int:
        """The exit status: 1 where something was skipped, or nothing came at all."""
        return 1 if self.problems or not self.articles else 0

    def _clear(self) -> None:
        if self._bar and self._drawn:
            sys.stderr.write("\r\033[K")
            sys.stderr.flush()


class Bar:
    """How much of something is done, where standard error is a terminal."""

    def __init__(self, doing: str) -> None:
        self._doing = doing
        self._is_shown = sys.stderr.isatty()
        self._drawn = 0.0

    def __enter__(self) -> Bar:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._drawn:
            sys.stderr.write("\r\033[K")
            sys.stderr.flush()

    def draw(self, done: int, total: int) -> None:
        """Draws the bar anew, at most ten times a second."""
        now = time.monotonic()
        if not self._is_shown or now - self._drawn < EVERY:
            return
        self._drawn = now
        share = done / max(total, 1)
        sys.stderr.write(f"\r{'█' * round(share * WIDTH):░<{WIDTH}} {share:4.0%}  {self._doing}\033[K")
        sys.stderr.flush()


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
