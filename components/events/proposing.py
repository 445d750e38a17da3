"""Events out of articles: links joined from the strongest on, so that nothing depends on the order in which articles came.

What persons decided is never changed: their events are joined with no other, and an article stays where it was put.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from components.events import actors, places
from components.events.days import Days
from components.events.decisions import NONE, Decided
from components.events.features import Features
from components.events.linking import NIGHT, Link, apart, link
from components.events.model import DayPrecision, Event, event_id
from components.events.towns import located
from components.events.words import families

DONE = frozenset({"violence", "abduction"})  # families of kinds that somebody does to others
STRONG = 8  # points of a link that joins whatever sites are said


@dataclass(frozen=True, slots=True)
class Proposal:
    """An event with its articles in order of publication, and for each a sentence why it is one of them."""

    event: Event
    articles: tuple[str, ...]
    why: Mapping[str, str]


@dataclass(slots=True)
class _Part:
    """Articles that are one event as far as links were joined."""

    articles: list[str]
    event: str | None  # the event that persons decided on
    days: Days
    families: frozenset[str]
    sites: frozenset[str]
    districts: frozenset[tuple[str, str]]  # each with its city
    links: list[Link] = field(default_factory=list)


def links(found: Sequence[Features], blocks: Mapping[str, Iterable[object]]) -> list[Link]:
    """The links between articles that meet in a block: a place at about a day, a band of their texts."""
    met: dict[object, list[Features]] = defaultdict(list)
    for one in found:
        for block in blocks.get(one.article, ()):
            met[block].append(one)
    seen: set[tuple[str, str]] = set()
    made = []
    for together in met.values():
        for a, b in combinations(sorted(together, key=lambda f: f.article), 2):
            if (a.article, b.article) not in seen:
                seen.add((a.article, b.article))
                if (one_link := link(a, b)) is not None:
                    made.append(one_link)
    return made


def groups(articles: Iterable[str], linked: Iterable[Link]) -> dict[str, str]:
    """For each article the first article of those that it is linked with, directly or by others: no event reaches over two groups."""
    above = {article: article for article in articles}

    def top(article: str) -> str:
        while above[article] != article:
            above[article] = above[above[article]]
            article = above[article]
        return article

    for one in linked:
        a, b = sorted((top(one.one), top(one.other)))
        above[b] = a
    return {article: top(article) for article in above}


def propose(found: Sequence[Features], linked: Iterable[Link], decided: Decided) -> list[Proposal]:
    """The events of these articles. Articles that tell of none are in none."""
    by_id = {f.article: f for f in found}
    of: dict[str, _Part] = {}
    pinned: dict[str, _Part] = {}
    for f in sorted(found, key=_order):
        event = decided.pins.get(f.article)
        if event == NONE:
            continue
        if event is not None and event in pinned:
            _add(pinned[event], _part(f, event))
            of[f.article] = pinned[event]
            continue
        of[f.article] = _part(f, event)
        if event is not None:
            pinned[event] = of[f.article]
    ordered = sorted(linked, key=lambda n: (-n.points, n.one, n.other))
    for one in ordered:
        if not one.faint:
            _join(of, one, decided)
    for one in _only_choices(of, [n for n in ordered if n.faint]):
        _join(of, one, decided)
    parts = {id(part): part for part in of.values()}.values()
    taken = decided.events()
    made = [
        _proposal(part, by_id, taken) for part in parts if part.event or len(part.articles) > 1 or _alone(part, by_id)
    ]
    return sorted(made, key=lambda p: p.event.id)


def _join(of: dict[str, _Part], by: Link, decided: Decided) -> None:
    a, b = of.get(by.one), of.get(by.other)
    if a is None or b is None:
        return
    if a is b:
        a.links.append(by)
    elif _joins(a, b, by, decided):
        _add(a, b)
        a.event = a.event or b.event
        a.links.append(by)
        of.update(dict.fromkeys(b.articles, a))


def _only_choices(of: Mapping[str, _Part], faint: Sequence[Link]) -> list[Link]:
    """The faint links by which articles without a day of the event lead to one event with a day, and to no other."""
    found: dict[int, dict[int, list[Link]]] = defaultdict(lambda: defaultdict(list))
    for one in faint:
        a, b = of.get(one.one), of.get(one.other)
        for part, other in ((a, b), (b, a)) if a and b and a is not b else ():
            if part.days == (0, 0) and other.days != (0, 0):
                found[id(part)][id(other)].append(one)
    return [one for choices in found.values() if len(choices) == 1 for links_ in choices.values() for one in links_]


def _order(f: Features) -> tuple[int, str]:
    return f.published or 10**9, f.article


def _part(f: Features, event: str | None) -> _Part:
    days = f.days if f.precise else (0, 0)
    family = frozenset({families()[f.kinds[0]]} if f.kinds else ())
    return _Part([f.article], event, days, family, frozenset(f.sites), frozenset(f.around))


def _add(part: _Part, other: _Part) -> None:
    part.articles = part.articles + other.articles
    part.links += other.links
    known = [days for days in (part.days, other.days) if days != (0, 0)]
    part.days = (min(d[0] for d in known), max(d[1] for d in known)) if known else (0, 0)
    part.families |= other.families
    part.districts |= other.districts
    part.sites = part.sites & other.sites or part.sites or other.sites


def _joins(a: _Part, b: _Part, by: Link, decided: Decided) -> bool:
    """Whether two parts may be one event; a chain of links must not join what none of them would."""
    if a.event and b.event:
        return False
    for one, other in ((a, b), (b, a)):
        if one.event and any((article, one.event) in decided.apart for article in other.articles):
            return False
    if a.days != (0, 0) and b.days != (0, 0) and by.points < 12:
        wide = max(a.days[1], b.days[1]) - min(a.days[0], b.days[0])
        longest = max(a.days[1] - a.days[0], b.days[1] - b.days[0])
        if apart(a.days, b.days) > NIGHT or wide > longest + NIGHT + 1:
            return False
    if {city for _, city in a.districts} & {city for _, city in b.districts} and not a.districts & b.districts:
        return False
    return by.points >= STRONG or not a.sites or not b.sites or bool(a.sites & b.sites)


def _alone(part: _Part, by_id: Mapping[str, Features]) -> bool:
    return by_id[part.articles[0]].tells


def _free(first: str, taken: frozenset[str]) -> str:
    """The id of a proposal; another one where persons decided on an event of that id, which has other articles by now."""
    found = event_id(first)
    while found in taken:
        found = event_id(found)
    return found


def _proposal(part: _Part, by_id: Mapping[str, Features], taken: frozenset[str]) -> Proposal:
    ordered = sorted((by_id[a] for a in part.articles), key=_order)
    called = {f.places[0]: f.called for f in reversed(ordered) if f.places}
    place = _most(p for f in ordered for p in f.places[:2])
    kind = _most(k for f in ordered for k in f.kinds[:1])
    days, precision = _days(ordered)
    shown = called.get(place, place.title()) if place else None
    countries = tuple(sorted({w for f in ordered for w in f.wider}))
    city = next((city for f in ordered for district, city in f.around if district == place), None)
    town = (located(shown, countries) or located(city or "", countries)) if shown else None
    event = Event(
        id=part.event or _free(ordered[0].article, taken),
        name=_name(kind, shown, ordered[0]),
        kind=kind,
        place=shown,
        lat=town.lat if town else None,
        lon=town.lon if town else None,
        place_precision="town" if town else None,
        country=town.country if town else places.lies_in(shown or "", countries),
        first_day=_iso(days[0]),
        last_day=_iso(days[1]),
        day_precision=precision,
        side_a=_did(ordered, kind),
        why=_why(ordered, part.links),
    )
    return Proposal(event, tuple(f.article for f in ordered), _whys(ordered, part.links))


def _did(ordered: Sequence[Features], kind: str | None) -> str | None:
    """Who most articles say did it, one with a name before those without; None where it is of a kind that nobody does to others."""
    if families().get(kind or "") not in DONE:
        return None
    counted = Counter(who for f in ordered for who in f.did)
    return min(counted, key=lambda who: (not actors.is_named(who), -counted[who], who)) if counted else None


def _most(values: Iterable[str]) -> str | None:
    counted = Counter(values)
    return min(counted, key=lambda v: (-counted[v], v)) if counted else None


def _days(ordered: Sequence[Features]) -> tuple[Days, DayPrecision | None]:
    """The days that most articles name, the shortest of these; where none does, those on which it can have been."""
    said = Counter(f.days for f in ordered if f.precise)
    if said:
        days = min(said, key=lambda d: (d[1] - d[0], -said[d], d))
    else:
        days = next((f.days for f in ordered if f.days != (0, 0)), (0, 0))
        if days == (0, 0):
            return days, None
    long = days[1] - days[0]
    return days, "day" if long == 0 else "range" if long < 27 or long > 30 else "month"


def _iso(day: int) -> str | None:
    return date.fromordinal(day).isoformat() if day > 0 else None


def _name(kind: str | None, place: str | None, first: Features) -> str:
    if kind and place:
        return f"{kind[0].upper()}{kind[1:]}, {place}"
    return place or first.title or "Event"


def _why(ordered: Sequence[Features], linked: Sequence[Link]) -> str:
    if len(ordered) == 1:
        one = ordered[0]
        return f"One article tells of it: {', '.join(one.kinds[:1])}{f' in {one.called}' if one.called else ''}."
    counted = Counter(reason for one in linked for reason in one.reasons)
    reasons = sorted(counted, key=lambda r: (-counted[r], r))[:4]
    return (
        f"{len(ordered)} articles have {'; '.join(reasons)}." if reasons else "An analyst put these articles together."
    )


def _whys(ordered: Sequence[Features], linked: Sequence[Link]) -> dict[str, str]:
    """For each article its strongest link in a sentence."""
    titles = {f.article: f.title for f in ordered}
    best: dict[str, Link] = {}
    for one in sorted(linked, key=lambda n: (-n.points, n.one, n.other)):
        for article in (one.one, one.other):
            best.setdefault(article, one)
    found = {}
    for article, one in best.items():
        other = one.other if one.one == article else one.one
        found[article] = f"As “{titles.get(other, other)[:80]}”: {', '.join(one.reasons)}."
    return found
