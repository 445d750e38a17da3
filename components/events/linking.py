"""Whether two articles tell of one event: what speaks for it and against it, in points and in words. Symmetric, and pure.

Rather two events than a false one: place, day and cause must not contradict each other, and one of them alone never links.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from components.copies import ALIKE, alike
from components.events.features import Days, Features
from components.events.words import GENERIC, families

ENOUGH = 6  # points
FOLLOWED = 10  # days in which an article that names no day may still be about an event
NIGHT = 1  # days between which one night lies
RELATED = 0.35  # of the runs of words that two texts share: more than chance


@dataclass(frozen=True, slots=True)
class Link:
    """Two articles of one event; ``reasons`` are parts of a sentence."""

    one: str
    other: str
    points: int
    reasons: tuple[str, ...]


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
    return Link(a.article, b.article, points, reasons) if points >= ENOUGH else None


Part = tuple[int, str] | None  # None: the two cannot be of one event


@lru_cache(maxsize=2_000)
def _bytes(signature: str) -> bytes:
    return bytes.fromhex(signature)


def _near(a: Features, b: Features) -> bool:
    return not (a.published and b.published) or abs(a.published - b.published) <= FOLLOWED


def _place(a: Features, b: Features) -> Part:
    shared = [place for place in a.places if place in b.places]
    if shared:
        first = a.places[0] in b.places or b.places[0] in a.places
        called = a.called if shared[0] == a.places[0] else shared[0].title()
        return (3 if first else 2), f"the same place ({called})"
    if a.places and b.places:
        return None
    if a.wider and b.wider and not set(a.wider) & set(b.wider):
        return None
    return 0, ""


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
    if not a.kinds or not b.kinds:
        return 0, ""
    family = families()
    mine, theirs = {family[k] for k in a.kinds}, {family[k] for k in b.kinds}
    if family[a.kinds[0]] not in theirs or family[b.kinds[0]] not in mine:
        return None
    shared = [k for k in a.kinds if k in b.kinds and k not in GENERIC]
    if shared:
        return 2, f"the same cause ({shared[0]})"
    if GENERIC & {*a.kinds, *b.kinds}:
        return 1, "causes that are one"
    return -2, ""


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
