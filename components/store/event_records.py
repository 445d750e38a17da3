"""What pages ask of events, and what they get: frozen records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from components.events.model import Event, EventState

Sort = Literal["last_day", "name", "place", "kind", "articles", "state"]
SORTS: tuple[Sort, ...] = get_args(Sort)


@dataclass(frozen=True, slots=True)
class EventsAsked:
    """What a page of events asks for; empty fields do not narrow it. ``first`` and ``last`` are ISO days on which the event was; ``least`` the
    number of its articles; ``samples`` whether events of articles that came with Dateline are among them."""

    words: str = ""
    states: tuple[EventState, ...] = ("proposed", "accepted")
    kinds: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    first: str | None = None
    last: str | None = None
    least: int = 0
    samples: bool = True


@dataclass(frozen=True, slots=True)
class Summary:
    """What the list shows of an event's claims. ``sources`` are independent ones of casualty claims; ``open`` the claims that nobody judged
    or that are disputed; of killed None is unknown."""

    claims: int = 0
    sources: int = 0
    open: int = 0
    killed_best: float | None = None
    killed_low: float | None = None
    killed_high: float | None = None


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event with the number of its articles and what its claims come to."""

    event: Event
    articles: int
    summary: Summary


@dataclass(frozen=True, slots=True)
class EventPage:
    rows: tuple[EventRow, ...]
    total: int


@dataclass(frozen=True, slots=True)
class EventArticle:
    """An article of an event: ``why`` in a sentence, ``by_hand`` where a person put it there; ``main`` False where it is of another event and
    only some of its claims are of this one; ``copy_of`` the id of the article that it copies."""

    id: str
    title: str
    outlet: str | None
    published: str | None
    url: str | None
    why: str
    by_hand: bool
    main: bool
    copy_of: str | None


@dataclass(frozen=True, slots=True)
class Belonging:
    """Of which event an article is (None: of none), why, and the figures of it that are of another event, or (None) of none."""

    event: str | None
    why: str
    elsewhere: Mapping[str, str | None]
