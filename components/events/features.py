"""What an article tells of its event: place, day, cause, site, rare names, numbers and its text's signature. A pure function of the article."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import takewhile
from typing import Any

from components.copies import signature
from components.events import actors, places
from components.events.days import RECENT, Days, Story, days_of, interval, ordinal
from components.events.districts import Within, cities, contained
from components.events.named import LONGEST as SENTENCE
from components.events.named import MOST as NAMED
from components.events.named import Named, victims_in
from components.events.words import kinds_in, sites_in
from components.model import CASUALTIES, Annotated, Annotation, Span

VERSION = 3  # of what features hold: another one makes those of every article anew
LEAD = 700  # characters of a text that tell what it is about
MOST = 12  # names and numbers
MOST_MAYBE = 6
TOWN = re.compile(
    r"\b(?:in|at|near|through|around|outside|of|for|from|struck|hits?|reach(?:es|ed)|shakes|shook|flooded) (?:the )?"
    r"(?:(?:town|city|village|valley|port|district|province) of )?(?P<name>[A-Z][\w’-]+)\b(?! [A-Z])"
)
WARDS = re.compile(
    r"\b(?:the|in|to|from) hospitals?\b(?! of)|\bhospital (?:officials?|staff|sources|said)\b"
)  # where the wounded are
AFTER_WORD = re.compile(
    r"\b(?:in|at|near|off|around|outside|of|from|hits?|reach(?:es|ed)) (?:the )?(?P<name>[A-Z][\w’-]+(?: [A-Z][\w’-]+)?)\b(?! [A-Z])"
)
DATELINE = re.compile(r"\A[^a-z\n]{2,40}?(?:, [A-Z][^\n()]{2,30}?)?(?:\s*\([^)\n]{2,40}\))?\s*[-–—]{1,2}\s")
AFTER = re.compile(
    r"\b(?:in|at|near|around|outside|hits?|hit|from|market of|city of|town of|village of|port of) (?:the )?$", re.I
)


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
    on which it can have been, up to ``published``; (0, 0) unknown. ``maybe`` are keys of names that are places if other articles say so, where
    this one has no place; ``within`` the districts that the text itself puts into a city, ``around`` those among the places that are known to be
    in a city from any article, with it: no part of the record. ``kinds`` are those of title and lead, the most telling first; ``did`` who is
    said to have done it."""

    article: str
    published: int
    title: str = ""
    outlet: str = ""
    places: tuple[str, ...] = ()
    called: str = ""
    maybe: tuple[str, ...] = ()
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
    within: tuple[Within, ...] = ()
    signature: str = ""  # in hexadecimal digits
    around: tuple[tuple[str, str], ...] = ()

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
    published = ordinal(article.published)
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
        maybe=() if where else told.maybe(),
        wider=told.wider(),
        days=days or ((published - 3, published) if published else (0, 0)),
        precise=days is not None,
        kinds=tuple(kinds),
        sites=sites,
        names=told.names(),
        killed=_killed(figures),
        did=told.did(),
        victims=tuple(told.victims(published))[:NAMED],
        within=contained(text),
        asides=tuple(_asides(told, figures, published, frozenset(where))),
        signature=signature(text).hex(),
    )


def record_of(found: Features) -> dict[str, Any]:
    """Features as JSON holds them: what the article alone says."""
    record = asdict(found)
    del record["around"]
    return record


def features_of(record: Mapping[str, Any]) -> Features:
    """The features of a JSON record."""
    asides = tuple(
        Aside(a["figure"], tuple(a["places"]), (a["days"][0], a["days"][1]), tuple(a["kinds"]), a["background"])
        for a in record["asides"]
    )
    lists = {
        name: tuple(record.get(name, ()))
        for name in ("places", "maybe", "wider", "days", "kinds", "sites", "names", "killed", "did")
    }
    victims = tuple(Named(**one) for one in record.get("victims", ()))
    within = tuple(Within(w["district"], w["city"], w["words"]) for w in record.get("within", ()))
    return Features(**{**record, **lists, "asides": asides, "within": within, "victims": victims})


def around(one: Features, known: Mapping[str, str]) -> Features:
    """Features with the cities that the districts among their places are known to be in (district → city, by keys)."""
    pairs = tuple((place, known[place]) for place in (*one.places, *one.maybe) if place in known)
    return replace(one, around=pairs) if pairs != one.around else one


def placed(found: Sequence[Features]) -> list[Features]:
    """The features of all articles, each with what any of them says of its districts."""
    known = cities((w.district, w.city) for one in found for w in one.within)
    return [around(one, known) for one in found]


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
        """Where in the town it was, by the title and the first sentence of the lead that says what happened."""
        told = [s for s in re.split(r"(?<=[.!?])\s+", self.lead) if kinds_in(s)][:1]
        return tuple(sorted(sites_in(self.title) | sites_in(WARDS.sub(" ", " ".join(told)))))

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

    def maybe(self) -> tuple[str, ...]:
        """Names of title and lead that may be places, by key: after "in", "off", "of" ..., or what the model takes for somebody."""
        found = [m["name"] for words in (self.title, self.lead) for m in AFTER_WORD.finditer(words)]
        for a in self.entities:
            if self.dateline <= a.start < self.lead_end and a.label in ("GPE", "LOC", "FAC", "ORG", "PERSON"):
                found.append(self.text[a.start : a.end])
        keys = dict.fromkeys(places.key(name) for name in found)
        return tuple(key for key in keys if key and not places.is_wide(key))[:MOST_MAYBE]

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
        dates = tuple(a for a in self.entities if a.label in ("DATE", "TIME") and a.start >= self.dateline)
        return days_of(Story(self.text, self.dateline, self.lead_end, published), dates)

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
