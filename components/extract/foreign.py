"""Texts that are not English: names and direct quotes by a spaCy pipeline of the user's for their language; no English rule reads them.

DATELINE_MODEL_FR=fr_core_news_md is the pipeline for French, and so on for every code of two letters.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from components import languages
from components import text as texts
from components.extract import language
from components.extract.entities import known, people, values
from components.extract.entities.page import Mention, Page, without_overlaps
from components.extract.guard import Guard
from components.extract.missing import ModelMissingError
from components.extract.quotes import marks
from components.extract.quotes.marks import Stretch
from components.model import Annotation, Article, QuoteValues, Span, machine_id

SCHEMES = {  # what pipelines of other languages call what they find; MISC is left out: it is all that has no label
    "PER": "PERSON",
    "PERSON": "PERSON",
    "LOC": "LOC",
    "GPE": "GPE",
    "ORG": "ORG",
    "FAC": "FAC",
    "NORP": "NORP",
    "EVENT": "EVENT",
    "persName": "PERSON",
    "orgName": "ORG",
    "placeName": "LOC",
    "geogName": "LOC",
    "LOCATION": "LOC",
    "ORGANIZATION": "ORG",
    "FACILITY": "FAC",
}
WORDS = 4  # of a quote whose speaker is not told, at least: fewer are a title or a scare quote
REACH = 200  # characters from a quote to its speaker, at the most
TOLD, GUESSED = 0.7, 0.4  # scores with and without a speaker
ENDS = ".!?\u2026"


def find(text: str, code: str, article: Article, problems: list[str]) -> tuple[list[Annotation], list[Span]]:
    """Names and direct quotes of the parts of an article that are in one language, and their sentences; ``text`` has blanks elsewhere.

    What could not be done goes into ``problems``: no pipeline is set, or it is not installed.
    """
    nlp = _pipeline(code, problems)
    if nlp is None:
        return [], _sentences(text)
    doc = language.parse(text, nlp)
    guard = Guard(problems)
    named = guard(0, entities, doc, text, article) or []
    quoted = guard(0, quotes, doc, text, article, named) or []
    return [*named, *quoted], language.sentences(doc) if doc.has_annotation("SENT_START") else _sentences(text)


def entities(doc: Doc, text: str, article: Article) -> list[Annotation]:
    """The pipeline's names in our labels, with the full names of persons."""
    page = Page(text, doc)
    found = (Mention(e.start_char, e.end_char, SCHEMES[e.label_]) for e in doc.ents if e.label_ in SCHEMES)
    mentions = people.aliases(page, without_overlaps(_placed(page, m) for m in found if page.said(m).strip()))
    return list(values.named(page, article, mentions))


def _placed(page: Page, m: Mention) -> Mention:
    """A place as the gazetteers know it: a country or a town is a GPE, not only a LOC."""
    meaning = known.names().get(page.said(m)) if m.label == "LOC" else None
    return m._replace(label="GPE") if meaning is not None and meaning.label == "GPE" else m


def quotes(doc: Doc, text: str, article: Article, named: Sequence[Annotation]) -> list[Annotation]:
    """What stands between quotation marks, each with whoever is named beside it in its sentence."""
    paragraphs = texts.paragraphs(text)
    stretches = marks.stretches(text, paragraphs)
    tagged = doc.has_annotation("POS")
    verbs = [t.idx for t in doc if t.pos_ in ("VERB", "AUX") or not tagged]  # without tags any word may be one
    speakers = [e for e in named if e.label in ("PERSON", "ORG")]
    found = (
        _quote(text, s, _beside(text, s, paragraphs, speakers, verbs), article) for s in _spoken(text, stretches, verbs)
    )
    return [q for q in found if q is not None]


def _spoken(text: str, stretches: Sequence[Stretch], verbs: Sequence[int]) -> Iterator[Stretch]:
    """The stretches that read as somebody's words: a clause with a verb, or some words that end a sentence."""
    for s in stretches:
        said = text[s.start : s.end]
        clause = bisect_left(verbs, s.start) < bisect_left(verbs, s.end)
        if (len(said.split()) >= 2 and (clause or said[-1] in ENDS)) or (len(said) > 20 and " " not in said):
            yield s


def _beside(
    text: str, s: Stretch, paragraphs: Sequence[Span], speakers: Sequence[Annotation], verbs: Sequence[int]
) -> Annotation | None:
    """Who is named after a quote in its sentence, or before it, with a verb between: the nearest person, else the nearest body."""
    paragraph = paragraphs[s.paragraph]
    after = (s.close, min(_sentence_end(text, s.close, paragraph.end), s.close + REACH))
    before = (max(paragraph.start, _sentence_start(text, paragraph.start, s.open), s.open - REACH), s.open)
    for start, end in (after, before):
        if bisect_left(verbs, start) == bisect_left(verbs, end):
            continue  # nobody says anything there
        near = [e for e in speakers if start <= e.start and e.end <= end]
        near.sort(key=lambda e: (e.label != "PERSON", abs(e.start - s.close) if start >= s.close else s.open - e.end))
        if near:
            return near[0]
    return None


def _sentence_end(text: str, start: int, limit: int) -> int:
    return next((i for i in range(start, limit) if text[i] in ENDS and text[i + 1 : i + 2] in ("", " ", "\n")), limit)


def _sentence_start(text: str, start: int, limit: int) -> int:
    return next((i + 1 for i in range(limit - 2, start, -1) if text[i] in ENDS and text[i + 1].isspace()), start)


def _quote(text: str, s: Stretch, who: Annotation | None, article: Article) -> Annotation | None:
    if who is None and len(text[s.start : s.end].split()) < WORDS:
        return None
    ident = machine_id(article.id, "quote", "DIRECT", s.start, s.end)
    told = QuoteValues(utterance=ident)
    if who is not None:
        told = QuoteValues(
            speaker_start=who.start,
            speaker_end=who.end,
            speaker_text=text[who.start : who.end],
            speaker_name=who.entity.name,
            speaker_score=TOLD,
            utterance=ident,
        )
    return Annotation(
        ident, "quote", "DIRECT", s.start, s.end, told, origin="rule", score=TOLD if who is not None else GUESSED
    )


def _pipeline(code: str, problems: list[str]) -> Language | None:
    """The user's pipeline for a language; None, with a sentence that says what to do, where there is none."""
    model, called = languages.pipeline_of(code), languages.name(code)
    if model is None:
        problems.append(
            f"The text, or part of it, is in {called}: it was not read, since the rules are for English. Set {languages.PIPELINE}{code.upper()} to a "
            f"spaCy pipeline for {called} to have names and direct quotes found, or the article's language to English to read it all the same."
        )
        return None
    try:
        nlp = language.loaded(model)
    except ModelMissingError as error:
        problems.append(f"The part in {called} was not read. {error}")
        return None
    if "ner" not in nlp.pipe_names and "doc.ents" not in {
        a for p in nlp.pipe_names for a in nlp.get_pipe_meta(p).assigns
    }:
        problems.append(
            f"The part in {called} was not read: {model!r} in {languages.PIPELINE}{code.upper()} finds no names."
        )
        return None
    return nlp


def _sentences(text: str) -> list[Span]:
    """The sentences of a text that no pipeline reads, by their marks."""
    nlp = spacy.blank("xx")
    nlp.add_pipe("sentencizer")
    found = []
    for paragraph in texts.paragraphs(text):
        doc = nlp.make_doc(text[paragraph.start : paragraph.end])
        doc = nlp.get_pipe("sentencizer")(doc)
        found += [Span(s.start + paragraph.start, s.end + paragraph.start) for s in language.sentences(doc)]
    return found
