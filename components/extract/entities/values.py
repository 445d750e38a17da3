"""What each name is called in full, its id across articles, and what dates and times mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc

from components.extract.entities import known
from components.extract.entities.page import Mention, Page, Phrases
from components.extract.names import entity_id
from components.extract.time import dates, grammar, holidays
from components.extract.time.tense import tense_of
from components.extract.time.words import NAMED_DAYS
from components.model import Annotation, Article, EntityValues, machine_id


def named(page: Page, article: Article, mentions: Iterable[Mention]) -> Iterator[Annotation]:
    """The mentions as annotations with full name and entity id."""
    for m in mentions:
        name = full_name(page, m)
        values = EntityValues(name, entity_id(name, m.label))
        found = _annotation(article, m.label, m.start, m.end, m.origin == "model", values)
        yield replace(found, origin="memory", score=m.score) if m.origin == "memory" else found


def full_name(page: Page, m: Mention) -> str:
    """The full name of a mention: as the rules found it, as the gazetteers have it, or as it stands in the text."""
    if m.name is not None:
        return " ".join(m.name.split())
    said = " ".join(page.said(m).split())
    meaning = known.names().get(said)
    return meaning.name if meaning is not None and meaning.label == m.label else said


YEAR = re.compile(r"(?:19|20)\d\d")
AFTER_TIME = frozenset([" ", " on ", " of ", ", ", " on the "])
BEFORE_TIME = frozenset([" ", " at ", ", ", ", at ", " at about ", " at around "])
FRACTION = re.compile(r"(?:a|one) (?:quarter|second) of (?:a|the|its|their|all|those|them)\b")


DAY = re.compile(r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|tomorrow)$")
HOUR = re.compile(r"(?:early |late )?(?:morning|afternoon|evening|night)")


class Day(NamedTuple):
    """A date or time where it stands in the text."""

    start: int
    end: int
    label: str
    model: bool = True


def dated(doc: Doc, article: Article, taken: Iterable[Mention], page: Page) -> Iterator[Annotation]:
    """The dates and times of an article with what they mean; durations and ages are figures and left out."""
    covered = sorted((m.start, m.end) for m in taken)
    text, k = article.text, 0
    found: list[tuple[Day, str | None]] = []
    for day in _whole(text, article, sorted([*_of_model(doc, text), *_holidays(doc, page)])):
        while k < len(covered) and covered[k][1] <= day.start:
            k += 1
        free = not (k < len(covered) and covered[k][0] < day.end) and (not found or found[-1][0].end <= day.start)
        said = text[day.start : day.end]
        if free and not FRACTION.match(text, day.start) and dates.is_date(said):  # "a quarter of a million"
            found.append((day, grammar.resolve(said, article.published, tense_of(doc, text, day.start, day.end))))
    for n, (day, iso) in enumerate(found):
        if iso is None and day.label == "TIME":
            iso = _day_beside(text, found, n)
        start = (
            day.start + 4
            if text[day.start : day.start + 4].lower() == "the " and day.end > day.start + 4
            else day.start
        )
        yield _annotation(article, day.label, start, day.end, day.model, EntityValues(iso=iso))


def _of_model(doc: Doc, text: str) -> Iterator[Day]:
    for ent in doc.ents:
        if ent.label_ in ("DATE", "TIME"):
            start, end = _trimmed(text, ent.start_char, ent.end_char)
            if start < end:
                yield Day(start, end, ent.label_)


def _holidays(doc: Doc, page: Page) -> Iterator[Day]:
    """Holidays and weekdays that the model passed over or took for something else: "Ramadan", but not "Easter Island"."""
    names, words = _names_of_holidays(), page.words
    days = {(ent.start_char, ent.label_ in ("DATE", "TIME")) for ent in doc.ents}
    for i in page.starting(names.by_first):
        match = names.match(words, i)
        if match is None or (page.starts[i], True) in days or page.is_web(i):
            continue
        end = match[0]
        goes_on = end < len(words) and words[end][0].isupper() and page.text[page.ends[end - 1]] == " "
        if not goes_on and not (i > 0 and words[i - 1] == "-"):
            yield Day(page.starts[i], page.ends[end - 1], "DATE", False)


@cache
def _names_of_holidays() -> Phrases[None]:
    days = [day.title() for day in NAMED_DAYS]
    return Phrases((name, None) for name in [*holidays.written(), *days] if name not in known.names())


def _whole(text: str, article: Article, found: Iterable[Day]) -> Iterator[Day]:
    """The dates with their years and the hours with their days: "March 3rd," + "2024", "the early hours" + "of Tuesday"."""
    last: Day | None = None
    for day in found:
        if last is not None and 0 <= day.start - last.end <= 4:
            between, said = text[last.end : day.start], text[last.start : last.end]
            year = between in (", ", " ") and last.label == "DATE" and YEAR.fullmatch(text, day.start, day.end)
            part = between == " " and HOUR.fullmatch(text, day.start, day.end) and DAY.search(said.lower())
            if part:
                last = last._replace(end=day.end, label="TIME")
                continue
            hours = between in (" of ", " on ") and dates.HOURS.fullmatch(said.lower())
            if (year and not YEAR.search(said) and grammar.resolve(f"{said} 2024", None)) or hours:
                last = last._replace(end=day.end)
                continue
        if last is not None:
            yield last
        last = day
    if last is not None:
        yield last


def _day_beside(text: str, found: Sequence[tuple[Day, str | None]], n: int) -> str | None:
    """The day that stands right beside a time: "at noon on Wednesday", "Monday night"."""
    here = found[n][0]
    for k, gaps in ((n + 1, AFTER_TIME), (n - 1, BEFORE_TIME)):
        if 0 <= k < len(found):
            other, iso = found[k]
            gap = text[here.end : other.start] if k > n else text[other.end : here.start]
            if other.label == "DATE" and iso is not None and len(iso) == 10 and gap in gaps:
                return iso
    return None


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A date without what stands around it: quotes, commas, a possessive."""
    said = text[start:end]
    for tail in ("'s", "’s"):
        said = said.removesuffix(tail)
    for tail in (" on", " in", " at", " of"):  # "shortly after midnight on"
        said = said.removesuffix(tail)
    end = start + len(said.rstrip(" \n,;:.'’\"”)("))
    if text[end : end + 1] == "." and said[-2:].lower() in ("m.", "."):
        end += 1
    return end - len(text[start:end].lstrip(" \n,;:'‘\"“(")), end


def _annotation(article: Article, label: str, start: int, end: int, model: bool, values: EntityValues) -> Annotation:
    return Annotation(
        id=machine_id(article.id, "entity", label, start, end),
        layer="entity",
        label=label,
        start=start,
        end=end,
        origin="model" if model else "rule",
        values=values,
    )
