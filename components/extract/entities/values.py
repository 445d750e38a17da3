"""What each name is called in full, its id across articles, and what dates and times mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Doc

from components.extract import dates
from components.extract.entities import known
from components.extract.entities.page import Mention, Page
from components.extract.names import entity_id
from components.model import Annotation, Article, EntityValues, machine_id

AHEAD = re.compile(
    r"\b(?:will|would|due|expected|scheduled|set|planned|plans?|planning|likely|upcoming|until|deadline|ahead of|going to|by(?= $| the $)|to (?:be|take|meet|hold|begin|start|visit|attend))\b"
)
REPORTED = re.compile(r"\b(?:said|says|told|added|reported|announced|confirmed|met|was|were|had)\b[^.,;]{0,12}$")


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


FRACTION = re.compile(r"(?:a|one) (?:quarter|second) of (?:a|the|its|their|all|those|them)\b")


def dated(doc: Doc, article: Article, taken: Iterable[Mention]) -> Iterator[Annotation]:
    """The dates and times of an article with what they mean; durations and ages are figures and left out."""
    covered = sorted((m.start, m.end) for m in taken)
    k = 0
    for ent in doc.ents:
        if ent.label_ not in ("DATE", "TIME"):
            continue
        start, end = _trimmed(article.text, ent.start_char, ent.end_char)
        while k < len(covered) and covered[k][1] <= start:
            k += 1
        said = article.text[start:end]
        if FRACTION.match(article.text, start):
            continue  # "a quarter of a million"
        if start < end and not (k < len(covered) and covered[k][0] < end) and dates.is_date(said):
            iso = dates.resolve(said, article.published, _is_ahead(article.text, start))
            if said[:4].lower() == "the " and len(said) > 4:
                start += 4  # the span is without its article, "the weekend" is read with it
            yield _annotation(article, ent.label_, start, end, True, EntityValues(iso=iso))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A date without what stands around it: quotes, commas, a possessive."""
    said = text[start:end]
    for tail in ("'s", "’s"):
        said = said.removesuffix(tail)
    end = start + len(said.rstrip(" \n,;:.'’\"”)("))
    if text[end : end + 1] == "." and said[-2:].lower() in ("m.", "."):
        end += 1
    return end - len(text[start:end].lstrip(" \n,;:'‘\"“(")), end


def _is_ahead(text: str, start: int) -> bool:
    """Whether what stands before a date in its clause speaks of the future: "is due to meet on Friday"."""
    before = text[max(0, start - 60) : start]
    clause = re.split(r"[.!?;\n]\s", before)[-1]
    return bool(AHEAD.search(clause)) and not REPORTED.search(clause)


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
