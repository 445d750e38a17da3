"""Named entities: the model's, corrected by the document rules."""

from __future__ import annotations

from spacy.tokens import Doc

from components.model import Annotation, Article, EntityValues, machine_id

LABELS = frozenset(
    ["PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE", "DATE", "TIME"]
)  # spaCy's numeric labels are figures


def find(doc: Doc, article: Article, problems: list[str]) -> list[Annotation]:
    """The entities of an article, each with its full name; what could not be read goes into ``problems``."""
    return [
        Annotation(
            id=machine_id(article.id, "entity", ent.label_, ent.start_char, ent.end_char),
            layer="entity",
            label=ent.label_,
            start=ent.start_char,
            end=ent.end_char,
            origin="model",
            values=EntityValues(name=ent.text),
        )
        for ent in doc.ents
        if ent.label_ in LABELS
    ]
