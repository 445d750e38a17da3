"""Named entities: the model's, corrected by the document rules."""

from __future__ import annotations

from spacy.tokens import Doc

from components.extract.entities import acronyms, people, places, shape, votes, weapons
from components.extract.entities.page import Mention, Page, without_overlaps
from components.model import Annotation, Article, EntityValues, machine_id

LABELS = frozenset(
    ["PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE", "DATE", "TIME"]
)  # spaCy's numeric labels are figures

RULES = (
    people.whole,
    votes.heads,
    places.settle,
    weapons.settle,
    acronyms.settle,
    votes.joined,
    people.titled,
    people.aliases,
    shape.real,
    votes.located,
    votes.majority,
    votes.project,
)


def find(doc: Doc, article: Article, problems: list[str]) -> list[Annotation]:
    """The entities of an article, each with its full name; what could not be read goes into ``problems``."""
    page = Page(article.text, doc)
    mentions = [Mention(e.start_char, e.end_char, e.label_) for e in doc.ents if e.label_ in LABELS and e.label_ not in ("DATE","TIME")]
    mentions = without_overlaps(shape.clean(page, mentions))
    for rule in RULES:
        mentions = rule(page, mentions)
    return [
        Annotation(
            id=machine_id(article.id, "entity", m.label, m.start, m.end),
            layer="entity",
            label=m.label,
            start=m.start,
            end=m.end,
            origin="model",
            values=EntityValues(name=page.said(m)),
        )
        for m in mentions
    ]
