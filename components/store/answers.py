"""What the store hands out: answers to edits, rows of the library, what changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from components.model import SAMPLE, Article, ReviewStatus, Toll

Record = dict[str, Any]
Pieces = tuple[tuple[str, bool], ...]  # a text in pieces, each with whether the query found it there
Sort = Literal[
    "published",
    "title",
    "outlet",
    "added_at",
    "review_status",
    "suggestions",
    "entities",
    "quotes",
    "figures",
    "words",
    "killed",
    "doubt",
    "assignee",
]


@dataclass(frozen=True, slots=True)
class Refusal:
    """An edit that was not stored: ``reason`` is a word for programs, ``message`` a sentence for people.

    ``n`` is None where the number could not be read: such a record cannot be acknowledged. ``state`` is the present record
    of the target with "last", None where there is none.
    """

    op_id: str | None
    n: int | None
    reason: str
    message: str
    op: str | None = None
    target: str | None = None
    state: Record | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """What is different since a revision: records of annotations (flat, with "last", the op_id of the last edit), ids that
    are gone, and all current tolls by label; ``last_toll_ops`` the last set_toll of each label."""

    revision: int
    changed: tuple[Record, ...] = ()
    gone: tuple[str, ...] = ()
    tolls: Mapping[str, Toll] = field(default_factory=dict)
    last_toll_ops: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a batch of edits: everything up to ``acknowledged`` is durable or refused for good."""

    acknowledged: int
    changes: Changes
    refused: tuple[Refusal, ...] = ()
    stored: int = 0


@dataclass(frozen=True, slots=True)
class Added:
    """What ``Store.add`` did: ``outcome`` is "added", "there" (nothing was changed) or "put_back" (it had been taken out);
    ``problems`` name annotations that could not be kept."""

    article_id: str
    outcome: Literal["added", "there", "put_back"]
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Near:
    """How an article stands to its near-duplicates: ``of`` is the id of the one it is a copy of, None for a representative;
    ``copies`` counts those of the representative."""

    of: str | None
    copies: int


@dataclass(frozen=True, slots=True)
class LibraryRow:
    """One article in the library: metadata without the text, and counts of what is shown (nothing rejected)."""

    id: str
    title: str
    outlet: str | None
    author: str | None
    published: str | None
    url: str | None
    language: str
    tags: tuple[str, ...]
    review_status: ReviewStatus
    added_at: str
    removed_at: str | None
    revision: int
    characters: int
    words: int
    suggestions: int
    entities: int
    quotes: int
    figures: int
    tolls: Mapping[str, Toll]
    doubt: int = 0  # of all open suggestions, in thousandths
    snippet: Pieces = ()
    assignee: str | None = None  # whose work it is
    near: Near | None = None  # None: there is nothing like it


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the library; ``total`` counts all articles that fit the query."""

    rows: tuple[LibraryRow, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Opened:
    """An article as the reader opens it: ``annotations`` are flat records with "last", rejected ones included."""

    article: Article
    review_status: ReviewStatus
    sentences: tuple[tuple[int, int], ...]
    changes: Changes


@dataclass(frozen=True, slots=True)
class Choices:
    """What the library's filters offer: outlets and tags with their counts, the first and the last day of publication."""

    outlets: Mapping[str, int]
    tags: Mapping[str, int]
    first: str | None
    last: str | None
    total: int

    @property
    def samples(self) -> int:
        """How many of the articles came with Dateline."""
        return self.tags.get(SAMPLE, 0)
