"""Articles on their way into the library: what is asked of them before, and the report of what became of each."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from components import copies, workspace
from components.exporters.guard import FORMULA, GUARD
from components.extract.time.published import YearlessDay, suggest_published, yearless_day
from components.model import Annotated, Problem
from components.store import Store
from components.store.twins import Kind, Twin, names_an_article
from components.workspace import AddResult

MOST = (
    20_000  # articles of one import that are compared with each other for near-copies; beyond, only for the same text
)
REASONS: Mapping[Kind, str] = {
    "text": "the same text as",
    "address": "the same address as",
    "copy": "nearly the text of",
}
COLUMNS = ("file", "outcome", "title", "article_id", "message", "guarded")
Outcome = Literal["added", "there", "put_back", "failed", "skipped", "left_out"]
HERE = "this import"  # where the other one of two that come together is


class Doubts:
    """Which of the articles that come one after the other may be there already: in the library, or earlier in this import."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._texts: dict[str, Annotated] = {}
        self._urls: dict[str, Annotated] = {}
        self._groups = copies.Groups()
        self._named: dict[str, Annotated] = {}

    def of(self, batch: Sequence[Annotated]) -> list[Twin | None]:
        """For each article the one that it may be."""
        found = self._store.twins([item.article for item in batch])
        return [twin or self._here(item) for item, twin in zip(batch, found, strict=True)]

    def _here(self, item: Annotated) -> Twin | None:
        article = item.article
        sha = article.text_sha256
        if (other := self._texts.get(sha)) is not None:
            return None if other.article.id == article.id else _twin("text", other)
        self._texts[sha] = item
        twin = None
        if article.url and names_an_article(article.url):
            first = self._urls.setdefault(article.url, item)
            twin = _twin("address", first) if first is not item else None
        if len(self._named) >= MOST:
            return twin
        self._named[sha] = item
        of = self._groups.add(sha, copies.signature(article.text))
        return twin or (_twin("copy", self._named[of]) if of is not None else None)


def _twin(kind: Kind, other: Annotated) -> Twin:
    return Twin(kind, HERE, other.article.title or other.article.id)


def why(twin: Twin) -> str:
    """ "the same text as “Ferry sinks”", with where that is."""
    where = "in this import" if twin.article_id == HERE else "in the library"
    return f"{REASONS[twin.kind]} “{twin.title or 'Untitled'}” {where}"


# Days without a year


def day_told(item: Annotated) -> YearlessDay | None:
    """The day without a year that an article tells as its own; None where it has a date, or tells none."""
    if item.article.published or suggest_published(item.article.text):
        return None
    return yearless_day(item.told_day or "") or yearless_day(item.article.text)


def in_year(item: Annotated, day: YearlessDay | None, year: int | None) -> Annotated:
    """The article with the day that it tells, in a year; as it was where the calendar has no such day, or no year is given."""
    found = day.of(year) if day is not None and year is not None else None
    if found is None:
        return item
    return replace(item, article=replace(item.article, published=found.isoformat()))


def likely_year(items: Iterable[Annotated], days: Iterable[YearlessDay], today: date) -> int:
    """The year that days without one are likely of: that of most of the other articles, else the last in which the first of them
    was not to come."""
    dated = (item.article.published or suggest_published(item.article.text) for item in items)
    years = Counter(int(day[:4]) for day in dated if day)
    if years:
        return years.most_common(1)[0][0]
    first = next(iter(days), None)
    candidates = (year for year in range(today.year, today.year - 12, -1))
    return next((y for y in candidates if first and (d := first.of(y)) and d <= today), today.year)


# What became of them


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a report: the file (or row, or part of a file), what became of it, and why."""

    file: str
    outcome: Outcome
    title: str = ""
    article_id: str = ""
    message: str = ""


@dataclass
class Report:
    """What an import did, line by line."""

    lines: list[Line] = field(default_factory=list)

    def problem(self, problem: Problem) -> None:
        """Something that was skipped, or not read as it stood."""
        self.lines.append(Line(problem.where, "skipped", message=problem.message))

    def result(self, item: Annotated, result: AddResult, more: str = "") -> None:
        """What became of an article; ``more`` was found about it."""
        said = "; ".join(part for part in (result.message, *result.problems, more) if part)
        self.lines.append(Line(file_of(item), result.outcome, result.title, result.article_id or "", said))

    def left_out(self, item: Annotated, twin: Twin) -> None:
        """An article that may be there already, and was not added."""
        other = "" if twin.article_id == HERE else twin.article_id
        self.lines.append(Line(file_of(item), "left_out", item.article.title, other, f"left out: {why(twin)}"))

    def csv(self) -> bytes:
        """The report as CSV for a spreadsheet: UTF-8 with a byte-order mark, cells that would be run guarded."""
        out = io.StringIO(newline="")
        writer = csv.writer(out)
        writer.writerow(COLUMNS)
        for line in self.lines:
            cells = (line.file, line.outcome, line.title, line.article_id, line.message)
            guarded = [name for name, cell in zip(COLUMNS, cells, strict=False) if cell and cell[0] in FORMULA]
            safe = [GUARD + c if n in guarded else c for n, c in zip(COLUMNS, cells, strict=False)]
            writer.writerow([*safe, "; ".join(guarded)])
        return out.getvalue().encode("utf-8-sig", "replace")


def file_of(item: Annotated) -> str:
    """The name of the file that an article came in, "" where it came in none."""
    return item.original.name if item.original else ""


def added_soon(store: Store, items: Sequence[Annotated], progress: workspace.Progress | None = None) -> list[AddResult]:
    """Adds articles at once, and has what the machine finds in them found in the background. In their order."""
    ready = [replace(item, article=workspace.dated(item.article)) for item in items]
    made = list(workspace.add(store, ready, do_extract=False, progress=progress))
    store.tasks.ask([one.article_id for one in made if one.outcome == "added" and one.article_id])
    return made
