"""What an article tells of its event: place, day, cause, site, rare names, numbers and its text's signature. A pure function of the article."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from itertools import takewhile
from typing import Any

from components.copies import signature
from components.events import actors, places
from components.events.named import LONGEST as SENTENCE
from components.events.named import MOST as NAMED
from components.events.named import Named, victims_in
from components.events.words import kinds_in, sites_in
from components.model import CASUALTIES, Annotated, Annotation, Span

VERSION = 2  # of what features hold: another one makes those of every article anew
LEAD = 700  # characters of a text that tell what it is about
RECENT = 45  # days before publication on which an article's event can be, unless it is told as history
LONGEST = 62  # days that an event is said to take by one phrase
MOST = 12  # names and numbers
REPORTING = re.compile(
    r"\b(?:said|says|told|announced|reported|confirmed|added|statement|count(?:ed)?|updated?|by|until|to|since)\b[^.;,]{0,12}$",
    re.I,
)
AHEAD = re.compile(r"\b(?:will|would|takes? effect|begins?|due|scheduled|plan(?:s|ned)?|next)\b", re.I)
AFTERWARDS = re.compile(
    r"\b(?P<n>a|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2}) days? after (?P<what>[^.;]{3,50})", re.I
)
NUMBERS = {
    w: n for n, w in enumerate(["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"])
} | {"a": 1}
TOWN = re.compile(
    r"\b(?:in|at|near|through|around|outside|of|for|from|struck|hits?|reach(?:es|ed)|shakes|shook|flooded) (?:the )?"
    r"(?:(?:town|city|village|valley|port|district|province) of )?(?P<name>[A-Z][\w’-]+)\b(?! [A-Z])"
)
DATELINE = re.compile(r"\A[^a-z\n]{2,40}?(?:, [A-Z][^\n()]{2,30}?)?(?:\s*\([^)\n]{2,40}\))?\s*[-–—]{1,2}\s")
AFTER = re.compile(
    r"\b(?:in|at|near|around|outside|hits?|hit|from|market of|city of|town of|village of|port of) (?:the )?$", re.I
)
Days = tuple[int, int]  # the first and the last, as date.toordinal counts


@dataclass(frozen=True, slots=True)
class Aside:
    """A claim of an article about another event: where and when that was. ``days`` are (0, 0) where that is unknown: it is of no event
    then. ``background`` says that it is told beside the article's event; others stay with that event where no other fits."""

    figure: str
    places: tuple[str, ...]
    days: Days
    kinds: tuple[str, ...] = ()
    background: bool = True


@dataclass(frozen=True, slots=True)
class Features:
    """``places`` are keys (places.key), the most telling first, ``called`` how the first of them is written. ``days`` are of the event where ``precise``, else the days
    on which it can have been, up to ``published``; (0, 0) unknown. ``kinds`` are those of title and lead, the most telling first; ``did`` who
    is said to have done it."""

    article: str
    published: int
    title: str = ""
    outlet: str = ""
    places: tuple[str, ...] = ()
    called: str = ""
    wider: tuple[str, ...] = ()
    days: Days = (0, 0)
    precise: bool = False
    kinds: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    killed: tuple[float, ...] = ()
    asides: tuple[Aside, ...] = ()
    did: tuple[str, ...] = ()
    victims: tuple[Named, ...] = ()
    signature: str = ""  # in hexadecimal digits

    @property
    def tells(self) -> bool:
        """Whether it can be an event by itself: something happened, somewhere or on a day."""
        return bool(self.kinds) and bool(self.places) and self.days != (0, 0)


def features(annotated: Annotated) -> Features:
    """What an article tells of its event, from its current annotations."""
    article, text = annotated.article, annotated.article.text
    title = article.title or text.split("\n", 1)[0][:200]
    live = [a for a in annotated.annotations if a.status != "rejected"]
    told = _Told(title, text, live, annotated.sentences)
    published = _ordinal(article.published)
    kinds, sites = told.kinds(), told.sites()
    where = told.places()
    days = told.day(published)
    figures = [a for a in live if a.layer == "figure" and a.label in CASUALTIES]
    return Features(
        article=article.id,
        published=published,
        title=title,
        outlet=article.outlet or "",
        places=tuple(where),
        called=next(iter(where.values()), ""),
        wider=told.wider(),
        days=days or ((published - 3, published) if published else (0, 0)),
        precise=days is not None,
        kinds=tuple(kinds),
        sites=sites,
        names=told.names(),
        killed=_killed(figures),
        did=told.did(),
        victims=tuple(told.victims(published))[:NAMED],
        asides=tuple(_asides(told, figures, published, frozenset(where))),
        signature=signature(text).hex(),
    )


def record_of(found: Features) -> dict[str, Any]:
    """Features as JSON holds them."""
    return asdict(found)


def features_of(record: Mapping[str, Any]) -> Features:
    """The features of a JSON record."""
    asides = tuple(
        Aside(a["figure"], tuple(a["places"]), (a["days"][0], a["days"][1]), tuple(a["kinds"]), a["background"])
        for a in record["asides"]
    )
    lists = {
        name: tuple(record[name]) for name in ("places", "wider", "days", "kinds", "sites", "names", "killed", "did")
    }
    victims = tuple(Named(**one) for one in record["victims"])
    return Features(**{**record, **lists, "asides": asides, "victims": victims})


def _killed(figures: Iterable[Annotation]) -> tuple[float, ...]:
    said = [
        float(a.figure.value)
        for a in figures
        if a.label == "KILLED" and a.figure.value and a.figure.scope not in ("background", "hypothetical")
    ]
    return tuple(dict.fromkeys(said))[:MOST]


class _Told:
    """An article while it is read: title, lead, entities and sentences."""

    def __init__(self, title: str, text: str, live: list[Annotation], sentences: tuple[Span, ...]) -> None:
        self.title, self.text, self.sentences = title, text, sentences
        self.entities = sorted((a for a in live if a.layer == "entity"), key=lambda a: (a.start, a.end, a.label))
        self.figures = [a for a in live if a.layer == "figure"]
        found = DATELINE.match(text[:120])
        self.dateline = found.end() if found else 0
        self.lead_end = self._lead_end()
        self.lead = text[self.dateline : self.lead_end]

    def _lead_end(self) -> int:
        ends = [s.end for s in self.sentences if s.end > self.dateline + 20][:3]
        return min(ends[-1] if ends else LEAD, LEAD)

    def kinds(self) -> list[str]:
        """The kinds of title and lead, those of the title first."""
        counted: Counter[str] = Counter()
        for words, weight in ((self.title, 3), (self.lead, 1)):
            for kind, n in kinds_in(words).items():
                counted[kind] += weight * min(n, 2)
        return [kind for kind, _ in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))][:4]

    def sites(self) -> tuple[str, ...]:
        """Where in the town it was, by the title, else by the sentences of the lead that say what happened."""
        told = [s for s in re.split(r"(?<=[.!?])\s+", self.lead) if kinds_in(s)]
        return tuple(sorted(sites_in(self.title) or sites_in(" ".join(told))))

    def places(self) -> dict[str, str]:
        """Towns and the like that title, lead and casualties name, by key, the most telling first; countries are left out."""
        score: Counter[str] = Counter()
        called: dict[str, str] = {}
        for a in self.entities:
            written = a.entity.name or self.text[a.start : a.end]
            if a.start < self.dateline or not self._is_place(a, written):
                continue
            key = places.key(written)
            if not key or places.is_wide(key):
                continue
            called.setdefault(key, places.shown(written))
            score[key] += (2 if a.end <= self.lead_end else 0) + (1 if a.label != "FAC" else 0)
        small = self.title.casefold()
        for name in self._towns():
            if (key := places.key(name)) and not places.is_wide(key):
                called.setdefault(key, name)
        for key in called:
            if re.search(rf"\b{re.escape(key)}\b", small):
                score[key] += 6
        for figure in self.figures:
            key = places.key(figure.figure.place or "")
            at = figure.evidence.get("place", (0, 0))[0]
            if key in called and at >= self.dateline and figure.figure.scope not in ("background", "hypothetical"):
                score[key] += 2
        if not score and self.dateline:
            self._of_dateline(score, called)
        ranked = sorted(score, key=lambda k: (-score[k], k))
        return {key: called[key] for key in ranked[:4] if score[key] >= 3}

    def _towns(self) -> Iterable[str]:
        """Names after "in", "near", "reaches" ... that title and lead share: towns, whatever the model takes them for."""
        found = [m["name"] for words in (self.title, self.lead) for m in TOWN.finditer(words)]
        return [name for name in found if re.search(rf"\b{re.escape(name)}\b", self.title) and name in self.lead]

    def _is_place(self, a: Annotation, written: str) -> bool:
        """Whether an entity is a place; a town that the model does not know is one after "in", "of", "near" ...: "the market of
        Halvren"."""
        if a.label in ("GPE", "LOC", "FAC"):
            return True
        town = " " not in written and a.label in ("ORG", "PERSON") and not written.isupper()
        return town and AFTER.search(self.text[max(0, a.start - 20) : a.start]) is not None

    def _of_dateline(self, score: Counter[str], called: dict[str, str]) -> None:
        for a in self.entities:
            if a.end <= self.dateline and a.label in ("GPE", "LOC"):
                written = a.entity.name or self.text[a.start : a.end]
                if (key := places.key(written)) and not places.is_wide(key):
                    called[key], score[key] = places.shown(written), 3
                    return

    def wider(self) -> tuple[str, ...]:
        """Countries and regions of the title and the lead, by key."""
        found = {}
        for a in self.entities:
            if a.label in ("GPE", "LOC", "NORP") and a.end <= self.lead_end:
                key = places.country(a.entity.name or self.text[a.start : a.end])
                if key:
                    found[key] = True
        return tuple(found)[:4]

    def names(self) -> tuple[str, ...]:
        """Names that few articles have: of people by their whole name, of buildings and bodies that no gazetteer knows."""
        counted: Counter[str] = Counter()
        for a in self.entities:
            written = (a.entity.name or self.text[a.start : a.end]).strip()
            rare = " " in written and (
                a.label in ("PERSON", "FAC") or (a.label == "ORG" and not places.is_known_body(written))
            )
            if rare:
                counted[" ".join(written.casefold().split())] += 1
        return tuple(sorted(counted, key=lambda n: (-counted[n], n))[:MOST])

    def day(self, published: int) -> Days | None:
        """The days of the event: those that the lead or a word for the event names; None where none is."""
        best: tuple[int, int, Days] | None = None
        for a in self.entities:
            days = interval(a.entity.iso) if a.label in ("DATE", "TIME") and a.start >= self.dateline else None
            if (
                days is None
                or days[1] - days[0] > LONGEST
                or (published and not published - RECENT <= days[1] <= published + LONGEST)
            ):
                continue
            if published and days[0] > published:
                continue
            rank = self._told_day(a, days)
            rank += 1 if rank and days[1] < published else 0  # the day of publication is often that of something else
            if rank and (best is None or (rank, -a.start) > (best[0], best[1])):
                best = (rank, -a.start, (days[0], min(days[1], published) if published else days[1]))
        return self._afterwards(published, best[0] if best else 0) or (best[2] if best else None)

    def _afterwards(self, published: int, rank: int) -> Days | None:
        """The day of "two days after the earthquake", where no day of the lead is that of what happened."""
        for found in AFTERWARDS.finditer(self.lead):
            if published and rank < 5 and kinds_in(found["what"]):
                n = found["n"].lower()
                day = published - (NUMBERS[n] if n in NUMBERS else int(n))
                return day, day
        return None

    def _told_day(self, a: Annotation, days: Days) -> int:
        """How clearly a day is said to be that of the event: 0 not at all."""
        before, after = self.text[max(0, a.start - 120) : a.start], self.text[a.end : a.end + 60]
        before, after = re.split(r"[.!?]\s", before)[-1], re.split(r"[.!?;]\s", after)[0]
        exact = 1 if days[1] - days[0] < 2 else 0
        if re.match(r"['’]s?\b", after) and kinds_in(after):
            return 6 + exact
        if REPORTING.search(before) or AHEAD.search(re.split(r"[,;] ", before)[-1]):
            return 0
        clause = re.split(r"[,;] ", before)[-1]
        near = bool(kinds_in(clause)) and not re.search(r"\b(?:deadliest|worst|first) ", before)
        if a.end <= self.lead_end:
            return 3 + exact + (1 if near else 0)
        return 1 + exact if near and days[1] - days[0] < 8 and re.search(r"\b(?:the|that) [\w -]{2,40}$", before) else 0

    def did(self) -> tuple[str, ...]:
        """Who is said to have done it; what is told of another event is left out."""
        found: list[str] = []
        for sentence, words in self._own():
            named = [_within(sentence, a) for a in self._inside(sentence) if a.label in actors.LABELS]
            found += [places.shown(who) for who, _ in actors.actors_in(words, named)]
        return actors.ranked(found)

    def victims(self, published: int) -> Iterable[Named]:
        """Who is named as a victim, in sentences that tell of no earlier day."""
        for sentence, words in self._own():
            inside = list(self._inside(sentence))
            people = {_within(sentence, a): a for a in inside if a.label == "PERSON"}
            days = [interval(a.entity.iso) for a in inside if a.label == "DATE"]
            if published and any(d is not None and d[1] < published - RECENT for d in days):
                continue
            for span, what in victims_in(words, list(people)):
                a = people[span]
                name = a.entity.name or self.text[a.start : a.end]
                yield Named(a.id, name, what, words[:SENTENCE])

    def _own(self) -> Iterable[tuple[Span, str]]:
        """The sentences with their words that hold no figure of another event."""
        beside = {self.sentence(a.start) for a in self.figures if a.figure.scope in ("background", "hypothetical")}
        return ((s, self.text[s.start : s.end]) for s in self.sentences if s not in beside)

    def _inside(self, sentence: Span) -> Iterable[Annotation]:
        first = bisect_left(self.entities, sentence.start, key=lambda a: a.start)
        return takewhile(lambda a: a.end <= sentence.end, self.entities[first:])

    def sentence(self, start: int) -> Span:
        return next((s for s in self.sentences if s.start <= start < s.end), Span(max(0, start - 200), start + 200))


def _within(sentence: Span, a: Annotation) -> Span:
    return Span(a.start - sentence.start, a.end - sentence.start)


def _asides(told: _Told, figures: list[Annotation], published: int, main: frozenset[str]) -> Iterable[Aside]:
    """The claims that are not of the article's event: of another day by their scope and sentence, or of another place."""
    revised = {a.figure.supersedes for a in figures}
    for a in figures:
        if a.figure.scope == "background" and a.id not in revised:
            yield _background(told, a, published)
        elif a.figure.scope in ("event", None) and (aside := _elsewhere(told, a, published, main)) is not None:
            yield aside


def _background(told: _Told, a: Annotation, published: int) -> Aside:
    sentence = told.sentence(a.start)
    words = told.text[sentence.start : sentence.end]
    days = interval(a.figure.as_of) or _period(a)
    for date_ in told.entities:
        inside = sentence.start <= date_.start < sentence.end
        if days is None and inside and date_.label == "DATE":
            days = interval(date_.entity.iso)
    key = places.key(a.figure.place or "")
    if days is None or not key or (published and days[1] > published):
        return Aside(a.id, (), (0, 0))
    return Aside(a.id, (key,), days, tuple(kinds_in(words)))


def _period(a: Annotation) -> Days | None:
    first, last = interval(a.figure.period_start), interval(a.figure.period_end)
    return (first[0], last[1]) if first and last else None


def _elsewhere(told: _Told, a: Annotation, published: int, main: frozenset[str]) -> Aside | None:
    """A claim whose own sentence names another town than those of the article's event."""
    key = places.key(a.figure.place or "")
    at = a.evidence.get("place")
    sentence = told.sentence(a.start)
    if not key or key in main or places.is_wide(key) or at is None or not main:
        return None
    if not sentence.start <= at[0] < sentence.end or at[0] < told.dateline:
        return None
    days = interval(a.figure.as_of) or ((published - 3, published) if published else None)
    return Aside(a.id, (key,), days, tuple(kinds_in(told.text[sentence.start : sentence.end])), False) if days else None


def interval(iso: str | None) -> Days | None:
    """The days of an ISO day, month, year or interval of these; None for what is none.

    >>> interval("2024-03-12"), interval("2024-02")
    ((738957, 738957), (738917, 738945))
    """
    if not iso:
        return None
    first, _, last = iso.partition("/")
    one, other = _days(first), _days(last or first)
    return (one[0], other[1]) if one and other and one[0] <= other[1] else None


def _days(iso: str) -> Days | None:
    try:
        if len(iso) == 4:
            return date(int(iso), 1, 1).toordinal(), date(int(iso), 12, 31).toordinal()
        if len(iso) == 7:
            first = date.fromisoformat(iso + "-01")
            return first.toordinal(), ((first + timedelta(days=31)).replace(day=1) - timedelta(days=1)).toordinal()
        day = date.fromisoformat(iso[:10]).toordinal()
        return day, day
    except ValueError:
        return None


def _ordinal(day: str | None) -> int:
    found = _days(day) if day else None
    return found[0] if found else 0
