"""Articles that the command line imports: those that may be there already told and maybe left out, days given their year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Literal

from components import adding
from components.cli.console import Console, warn
from components.model import Annotated, Problem
from components.store import Store
from components.store.twins import Twin

Left = Literal["text", "all", "take"]


class Arriving:
    """The articles of an import on their way into the store, and its report. ``left_out`` says which of those that may be there
    already do not go on; ``year`` is that of days without one."""

    def __init__(self, store: Store, console: Console, left_out: Left, year: int | None) -> None:
        self.report = adding.Report()
        self._store, self._console, self._left_out, self._year = store, console, left_out, year
        self._undated: list[str] = []

    def of(self, items: Iterable[Annotated | Problem], at_once: int) -> Iterator[Annotated]:
        """The articles that go on; problems are told on the way. So many ``at_once`` are asked about, and wait for that."""
        while self._store.copies.group():  # so that near-copies of what is there are known
            self._console.draw("comparing the library's articles")
        doubts = adding.Doubts(self._store)
        coming = iter(items)
        while batch := list(islice(coming, at_once)):
            articles = []
            for item in batch:
                if isinstance(item, Problem):
                    self._console.problem(item)
                    self.report.problem(item)
                else:
                    articles.append(item)
            yield from self._kept(articles, doubts.of(articles))

    def _kept(self, articles: Sequence[Annotated], twins: Sequence[Twin | None]) -> Iterator[Annotated]:
        for item, twin in zip(articles, twins, strict=True):
            if twin is not None and self._is_out(twin):
                said = f"It was left out: {adding.why(twin)}. --duplicates take adds it."
                self._console.problem(Problem(item.article.title or item.article.id, said))
                self.report.left_out(item, twin)
                continue
            if twin is not None:
                self._console.note(f"{item.article.title or item.article.id}: {adding.why(twin)}")
            yield self._dated(item)

    def _is_out(self, twin: Twin) -> bool:
        return self._left_out == "all" or (self._left_out == "text" and twin.kind == "text")

    def _dated(self, item: Annotated) -> Annotated:
        day = adding.day_told(item)
        dated = adding.in_year(item, day, self._year)
        if day is not None and dated is item:
            self._undated.append(day.words)
        return dated

    def tell(self) -> None:
        """How many articles tell a day without a year and stay without a date."""
        if not self._undated:
            return
        count, words = len(self._undated), ", ".join(dict.fromkeys(self._undated[:5]))
        hint = f"not one of {self._year}" if self._year else "--year sets it"
        warn(f"{count:,} article{'' if count == 1 else 's'} with a day without a year ({words}); {hint}")
