"""Text → suggestions and sentences. Pure: no store, no clock, no random id, so two runs agree to the byte.

Its finders are imported when an article is extracted: spaCy takes seconds, and the library is shown before that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from components import languages, triggers
from components.memory import Memory
from components.model import Annotation, Article, Extraction, Span

if TYPE_CHECKING:
    from components.extract.claims.explain import Reason
    from components.extract.entities.trace import Trace


def extract(
    article: Article, progress: Callable[[float], None] | None = None, memory: Memory | None = None
) -> Extraction:
    """Everything the machine suggests for an article; ``progress`` hears the share that is done, 0 to 1, ``memory`` is what
    people decided on the same names in other articles. What is no language is left blank, and a problem says where; what is not English
    is read by the user's pipeline for it, or left out, and a problem says so.

    Raises language.ModelMissingError where no model is installed.
    """
    from components.extract import entities, figures, foreign, language, noise, quotes
    from components.extract.overlaps import settle

    text, problems = noise.masked(article.text)
    parts = languages.parts(text, article.language)
    english = languages.without(text, languages.ENGLISH, parts)
    article = replace(article, text=english) if english != article.text else article
    elsewhere: list[Annotation] = []
    spans: list[Span] = []
    for code in sorted({part.language for part in parts} - {languages.ENGLISH}):
        found, there = foreign.find(languages.without(text, code, parts), code, article, problems)
        elsewhere += found
        spans += there
    doc = language.parse(english, progress=progress)
    named = entities.find(doc, article, problems, memory)
    quoted = triggers.amended(quotes.find(doc, article, named, problems), article.text, memory)
    counted = triggers.amended(figures.find(doc, article, named, quoted, problems), article.text, memory)
    sentences = sorted([*language.sentences(doc), *spans], key=lambda s: s.start)
    return Extraction(tuple(settle(named, quoted, counted, elsewhere)), tuple(sentences), tuple(problems))


def explain(article: Article, memory: Memory | None = None) -> dict[str, tuple[Reason, ...]]:
    """Why the figures and names of an article are what they are: the reasons of each by its id, as ``extract`` would find them
    now. A name has one for each rule that overrode the model; under "" are those of names that rules left out.

    Raises language.ModelMissingError where no model is installed.
    """
    from components.extract import entities, figures, language, noise, quotes
    from components.extract.entities.trace import Trace

    text = noise.masked(article.text)[0]
    english = languages.without(text, languages.ENGLISH, languages.parts(text, article.language))
    article = replace(article, text=english)
    doc = language.parse(article.text)
    trace = Trace()
    named = entities.find(doc, article, [], memory, trace)
    quoted = quotes.find(doc, article, named, [])
    explained = figures.explained(doc, article, named, quoted, [])
    of_figures = {found.id: tuple(_remembered(found, article.text, memory, why)) for found, why in explained}
    return _of_names(named, trace, article.text) | of_figures


def _of_names(named: Iterable[Annotation], trace: Trace, text: str) -> dict[str, tuple[Reason, ...]]:
    """The reasons of names that are not as the model found them, and of those that it found and that are none."""
    from components.extract.claims.explain import Reason

    found = {
        a.id: tuple(
            Reason("name", a.label, (a.start, a.end), step.name, step.says(text))
            for step in trace.of(a.start, a.end, a.label)
        )
        for a in named
    }
    left = [(step, step.before) for step in trace.left_out if step.before is not None]
    none = tuple(Reason("name", m.label, (m.start, m.end), step.name, step.says(text)) for step, m in left)
    return {id: why for id, why in (*found.items(), ("", none)) if why}


def _remembered(found: Annotation, text: str, memory: Memory | None, why: Iterable[Reason]) -> Iterator[Reason]:
    """The reasons, with what people decided on the words of the label."""
    doubt = triggers.doubt_of(found, text, memory) if memory is not None else None
    for reason in why:
        if doubt is None or reason.field != "label":
            yield reason
        elif doubt.label is not None:
            says = f"People gave these words this label in {doubt.articles} articles, {found.label} in none."
            yield replace(reason, value=doubt.label, rule="memory", says=says)
        else:
            says = f"{reason.says} People said no to that in {doubt.articles} articles, yes in none."
            yield replace(reason, says=says)
