"""Named entities: the model's, corrected by the document rules, with full names and what dates mean.

page.py reads the text, shape.py settles where names end, places.py and weapons.py apply the gazetteers (known.py), acronyms.py and
people.py tie short forms to full names, persons.py finds who is a person, evidence.py reads what stands around a name, formed.py,
wholes.py and heads.py the words and the form of it, votes.py keeps one label per name, remembered.py lets people's decisions on the same names stand,
values.py fills in what each entity says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from spacy.tokens import Doc, Span

from components.extract.entities import (
    acronyms,
    evidence,
    formed,
    heads,
    known,
    people,
    persons,
    places,
    remembered,
    shape,
    values,
    votes,
    weapons,
    wholes,
)
from components.extract.entities.page import Mention, Page, without_overlaps
from components.extract.entities.trace import Trace
from components.extract.time import grammar
from components.memory import Memory
from components.model import Annotation, Article

NAMES = frozenset(["PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE"])
LABELS = NAMES | {"DATE", "TIME", "WEAPON"}  # spaCy's numeric labels are figures
OTHER_SCHEMES = {
    "PER": "PERSON",
    "LOCATION": "LOC",
    "ORGANIZATION": "ORG",
    "ORGANISATION": "ORG",
    "MISC": "EVENT",
    "PERS": "PERSON",
}

Rule = Callable[[Page, Iterable[Mention]], list[Mention]]
RULES: Sequence[Rule] = (
    people.whole,
    wholes.unglued,
    wholes.formed,
    persons.credited,
    persons.labelled,
    persons.apposed,
    heads.heads,
    places.settle,
    weapons.settle,
    acronyms.settle,
    heads.joined,
    heads.parted,
    acronyms.of_known,
    acronyms.unbacked,
    formed.bodies,
    formed.units,
    persons.titled,
    persons.first_named,
    persons.family_first,
    evidence.told,
    formed.works,
    formed.before_country,
    persons.widened,
    people.aliases,
    people.shouted,
    persons.unshouted,
    evidence.articled,
    evidence.clubs,
    formed.acronyms,
    persons.speaking,
    formed.counted,
    shape.real,
    places.located,
    votes.majority,
    votes.project,
)


def find(
    doc: Doc, article: Article, problems: list[str], memory: Memory | None = None, trace: Trace | None = None
) -> list[Annotation]:
    """The entities of an article, each with its full name; what could not be read goes into ``problems``.

    ``memory`` is what people decided on the same names elsewhere, and has the last word; ``trace`` hears what each rule did.
    """
    page = Page(article.text, doc)
    mentions = without_overlaps(shape.clean(page, _of_model(doc)))
    rules = list(RULES)
    if memory is not None:
        days = [(e.start_char, e.end_char) for e in doc.ents if e.label_ in ("DATE", "TIME")]
        rules.append(partial(remembered.settle, memory=memory, days=days))
    for rule in rules:
        try:
            found = rule(page, mentions)
            if trace is not None:
                trace.heard(rule, mentions, found)
            mentions = found
        except Exception as error:  # one odd article must lose a rule, not its entities
            problems.append(
                f"The entity rule {getattr(rule, '__name__', 'memory')} was left out here, it stopped with {type(error).__name__}: {error}"
            )
    days_of_text = values.dated(doc, article, mentions, page)
    if memory is not None:
        days_of_text = (
            d for d in days_of_text if not remembered.leaves_out(memory, article.text[d.start : d.end], d.label)
        )
    return [*values.named(page, article, mentions), *days_of_text]


def _of_model(doc: Doc) -> Iterable[Mention]:
    """The model's names, in spaCy's labels whatever scheme the model has (CoNLL's PER, LOC, ORG, MISC)."""
    for ent in doc.ents:
        label = OTHER_SCHEMES.get(ent.label_, ent.label_)
        if label in NAMES:
            if label != ent.label_ or ent.label_ == "LOC":
                meaning = known.names().get(ent.text)
                label = meaning.label if meaning is not None else label
            yield Mention(ent.start_char, _with_surname(doc, ent), label)


def _with_surname(doc: Doc, ent: Span) -> int:
    """Where a name ends: "Oleh" + "Marchenko", whom a model takes for a day of March."""
    if ent.label_ != "PERSON" or ent.end >= len(doc) or doc[ent.end].ent_type_ != "DATE":
        return ent.end_char
    word = doc[ent.end]
    alone = ent.end + 1 == len(doc) or doc[ent.end + 1].ent_iob_ != "I"
    is_surname = (
        alone and word.text.istitle() and word.text.isalpha() and grammar.resolve(word.text, "2000-01-01") is None
    )
    return word.idx + len(word) if is_surname and not ent.text.endswith(".") else ent.end_char
