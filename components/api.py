"""For notebooks and scripts: read files, annotate them, and have every table as a DataFrame. No store, no Streamlit; rank 6.

>>> from components.api import annotate, read, tables
>>> articles = annotate("Nine people died when a ferry sank off Halvren on Monday, police said.")
>>> tables(articles)["figures"][["label", "value", "source"]].to_dict("records")
[{'label': 'KILLED', 'value': 9.0, 'source': 'police'}]
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from components import importers, workspace
from components.importers import Choices
from components.model import Annotated, Article, Problem, article_id
from components.tables import TABLES, frame, in_order
from components.text import settle

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["SkippedWarning", "annotate", "read", "tables"]


class SkippedWarning(UserWarning):
    """Something of a file was skipped or guessed; the message says where, what and what to try."""


def read(*paths: str | Path, choices: Choices | None = None) -> list[Annotated]:
    """The articles of files in any format that Dateline imports, with the highlights that they bring.

    Files in a folder are read in the order of their names. What cannot be read is a SkippedWarning. Raises OSError.
    """
    found: list[Annotated] = []
    for path in paths:
        for file in _files(Path(path)):
            with open(file, "rb") as stream:
                for item in importers.read(stream, str(file), choices=choices or importers.AS_FOUND):
                    if isinstance(item, Problem):
                        warnings.warn(f"{item.where}: {item.message}", SkippedWarning, stacklevel=2)
                    else:
                        found.append(item)
    return found


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from sorted(file for file in path.rglob("*") if file.is_file() and not file.name.startswith("."))
    else:
        yield path


def annotate(articles: str | Article | Annotated | Iterable[str | Article | Annotated]) -> list[Annotated]:
    """The articles (or plain texts) with what the extractor finds and the tolls of its figures; what people judged stays.

    Raises ModelMissingError where the language model is not installed.
    """
    given = [articles] if isinstance(articles, str | Article | Annotated) else articles
    return [_annotated(one) for one in given]


def _annotated(one: str | Article | Annotated) -> Annotated:
    if isinstance(one, str):
        text = settle(one)
        one = Article(article_id(text), text)
    made, problems = workspace.annotate_whole(one if isinstance(one, Annotated) else Annotated(one))
    for problem in problems:
        warnings.warn(f"{problem.where}: {problem.message}", SkippedWarning, stacklevel=4)
    return made


def tables(articles: Iterable[Annotated], judged: bool = False) -> dict[str, pd.DataFrame]:
    """Every table of an export as a DataFrame, by name: annotations, quotes, figures, tolls, entities, articles.

    Numbers are Float64, offsets and counts Int64, everything else text with None where unknown. ``judged`` leaves out what
    nobody accepted or edited.
    """
    ordered = in_order(articles)
    return {table: frame(table, ordered, judged) for table in TABLES}
