"""Whether two articles tell of one event: what speaks for it and against it, in points and in words. Symmetric, and pure.

Rather two events than a false one: place, day and cause must not contradict each other, and one of them alone never links.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from components.copies import ALIKE, alike
from components.events.days import Days
from components.events.features import Features
from components.events.towns import towns
from components.events.words import GENERIC, OUTCOMES, families

ENOUGH = 6  # points
FAINT = 5  # points that join an article that names no day with the only event that they lead to
FOLLOWED = 10  # days in which an article that names no day may still be about an event
NIGHT = 1  # days between which one night lies
AKIN = (  # kinds of different families by which one event is called: a tanker overturned, exploded, burned
    frozenset({"crash", "collapse", "explosion", "fire", "sinking"}),
    frozenset({"bombing", "explosion"}),
)
RELATED = 0.35  # of the runs of words that two texts share: more than chance


@dataclass(frozen=True, slots=True)
class Link:
    """Two articles of one event; ``reasons`` are parts of a sentence. A faint one counts only where there is no other choice."""

    one: str
    other: str
    points: int
    reasons: tuple[str, ...]

    @property
    def faint(self) -> bool:
        return self.points < ENOUGH


def link(a: Features, b: Features) -> Link | None:
    """The link between two articles; None where they are not said to be of one event.

    The texts are only compared where place or day do not speak against it, or copies would be far apart in time.
    """
    a, b = (a, b) if a.article < b.article else (b, a)
    share = alike(_bytes(a.signature), _bytes(b.signature)) if _near(a, b) else 0.0
    if share >= ALIKE:
        return Link(a.article, b.article, 12, ("nearly the same text",))
    parts = [_place(a, b), _day(a, b), _cause(a, b), _site(a, b), _names(a, b), _killed(a, b)]
    if share >= RELATED:
        parts.append((2, "much of the same text"))
    told = [part for part in parts if part is not None]
    if len(told) < len(parts):
        return None
    points = sum(score for score, _ in told)
    reasons = tuple(words for score, words in sorted(told, key=lambda p: -p[0]) if score > 0 and words)
    return (
        Link(a.article, b.article, points, reasons)
        if points >= (ENOUGH if a.precise and b.precise else FAINT)
        else None
    )


Part = tuple[int, str] | None  # None: the two cannot be of one event


@lru_cache(maxsize=2_000)
def _bytes(signature: str) -> bytes:
    return bytes.fromhex(signature)


def _near(a: Features, b: Features) -> bool:
    return not (a.published and b.published) or abs(a.published - b.published) <= FOLLOWED


def _place(a: Features, b: Features) -> Part:
    shared = [place for place in a.places if place in b.places]
    if _other_district(a, b) or _other_town(a, b, shared):
        return None
    if shared:
        first = a.places[0] in b.places or b.places[0] in a.places
        called = a.called if shared[0] == a.places[0] else shared[0].title()
        return (3 if first else 2), f"the same place ({called})"
    for known, other in ((a, b), (b, a)):
        if known.places and known.places[0] in dict(other.around).values():
            return 3, f"a place and a part of it ({other.called or other.around[0][0].title()} in {known.called})"
    if a.places and b.places:
        return None
    for known, other in ((a, b), (b, a)):
        if known.places and known.places[0] in other.maybe:
            titled = re.search(rf"\b{re.escape(known.places[0])}\b", other.title.casefold())
            return (3 if titled else 2), f"the same place ({known.called})"
    if a.wider and b.wider and not set(a.wider) & set(b.wider):
        return None
    return 0, ""


def _other_district(a: Features, b: Features) -> bool:
    """Whether two articles name different districts of one city."""
    mine, theirs = dict(a.around), dict(b.around)
    return bool(set(mine.values()) & set(theirs.values())) and not set(mine) & set(theirs)


def _other_town(a: Features, b: Features, shared: Sequence[str]) -> bool:
    """Whether a place that both name is a town of that name in another country: Tripoli in Lebanon, and in Libya."""
    there = {t.country for t in towns(shared[0])} if shared and a.wider and b.wider else set()
    mine, theirs = there & set(a.wider), there & set(b.wider)
    return bool(mine and theirs) and not mine & theirs


def apart(a: Days, b: Days) -> int:
    """The days between two intervals; 0 where they meet."""
    return max(0, a[0] - b[1], b[0] - a[1])


def _day(a: Features, b: Features) -> Part:
    if a.days == (0, 0) or b.days == (0, 0):
        return 0, ""
    gap = apart(a.days, b.days)
    if a.precise and b.precise:
        if gap > NIGHT:
            return None
        long = max(a.days[1] - a.days[0], b.days[1] - b.days[0])
        return (
            1 if gap or long > NIGHT + 1 else 3
        ), f"the same {'days' if gap or long else 'day'} ({_shown(a.days, b.days)})"
    if not a.precise and not b.precise:
        return (1 if abs(a.published - b.published) <= 1 else 0, "told at the same time") if gap == 0 else None
    said, guessed = (a, b) if a.precise else (b, a)
    late = guessed.published - said.days[1]
    if late < -NIGHT or late > FOLLOWED:
        return None
    return (1, "told at that time") if late <= NIGHT else (0, "")


@lru_cache(maxsize=2_000)
def _shown(a: Days, b: Days) -> str:
    days = (max(a[0], b[0]), min(a[1], b[1]))
    first, last = (date.fromordinal(day).isoformat() for day in (min(days), max(days)))
    return first if first == last else f"{first} to {last}"


def _cause(a: Features, b: Features) -> Part:
    mine, theirs = _main(a), _main(b)
    if not mine or not theirs:
        return 0, ""
    if OUTCOMES.issuperset(mine) or OUTCOMES.issuperset(theirs):
        mine, theirs = (
            a.kinds,
            b.kinds,
        )  # a verdict is of what it was about only where that article tells of the verdict as well
        if same := [k for k in mine if k in theirs and k in OUTCOMES]:
            return 2, f"the same cause ({same[0]})"
    if not _akin(mine[0], theirs) or not _akin(theirs[0], mine):
        return None
    shared = [k for k in mine if k in theirs and k not in GENERIC]
    if shared:
        return 2, f"the same cause ({shared[0]})"
    if GENERIC & {*mine, *theirs}:
        return 1, "causes that are one"
    return (-2, "") if families()[mine[0]] == families()[theirs[0]] else (0, "")


def _main(one: Features) -> tuple[str, ...]:
    """The kinds of an article's event; those of what came of it (an arrest, a trial) only where there are no others."""
    return tuple(k for k in one.kinds if k not in OUTCOMES) or one.kinds


def _akin(kind: str, others: Sequence[str]) -> bool:
    """Whether one event can be called by a kind and by any of the others."""
    family = families()
    return any(family[kind] == family[k] or any({kind, k} <= group for group in AKIN) for k in others)


def _site(a: Features, b: Features) -> Part:
    if not a.sites or not b.sites:
        return 0, ""
    shared = sorted(set(a.sites) & set(b.sites))
    return (1, f"the same site ({shared[0]})") if shared else (-3, "")


def _names(a: Features, b: Features) -> Part:
    shared = [name for name in a.names if name in b.names]
    if not shared:
        return 0, ""
    called = " and ".join(name.title() for name in shared[:2])
    return min(2, len(shared)), f"rare names ({called})"


def _killed(a: Features, b: Features) -> Part:
    shared = [n for n in a.killed if n in b.killed and n > 2]
    return (1, f"the same number ({int(shared[0])} killed)") if shared else (0, "")
