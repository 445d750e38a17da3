"""Quotes, direct, indirect and mixed, with speaker and cue."""

from __future__ import annotations

import os
from collections.abc import Sequence

from spacy.tokens import Doc

from components import text as texts
from components.extract.attribution import cues
from components.extract.attribution.nouns import noun_cues
from components.extract.guard import Guard
from components.extract.markup import veiled
from components.extract.quotes import marks
from components.extract.quotes.assemble import Found, assemble, ordered
from components.extract.quotes.blocks import blocks
from components.extract.quotes.direct import Attribution
from components.extract.quotes.headlines import headlines
from components.extract.quotes.signed import signed
from components.extract.quotes.turned import turned
from components.extract.speakers import Cast
from components.extract.turns import turns
from components.extract.words import words
from components.model import Annotation, Article, QuoteValues, machine_id

ATTITUDES = "DATELINE_ATTITUDES"  # set to 1, hopes, beliefs and plans count as quotes


def find(
    doc: Doc, article: Article, entities: Sequence[Annotation], problems: list[str], attitudes: bool | None = None
) -> list[Annotation]:
    """The quotes of an article with their speakers; what could not be read goes into ``problems``.

    ``attitudes``: also what people hope, believe or plan; None asks the environment (DATELINE_ATTITUDES=1).
    """
    if attitudes is None:
        attitudes = os.environ.get(ATTITUDES) == "1"
    guard = Guard(problems)
    text = veiled(article.text)
    w = words(doc, text)
    paragraphs = texts.paragraphs(article.text)
    stretches = marks.stretches(text, paragraphs)
    for s in stretches:
        first, last = w.at(s.start), w.upto(s.end)
        w.quoted[first:last] = [True] * (last - first)
    kinds = {"speech", "finding", "attitude"} if attitudes else {"speech", "finding"}
    reporting = [cue for cue in cues.cues(w, guard) if cue.kind in kinds]
    said = Attribution(w, paragraphs, stretches, reporting).run(guard)
    found = assemble(w, stretches, said, reporting, guard, list(noun_cues(w, guard, kinds)))
    found += guard(0, list, blocks(w, paragraphs, stretches, reporting)) or []
    found += guard(0, list, signed(text, paragraphs, entities, found)) or []
    found += guard(0, list, turned(text, turns(text), entities)) or []
    found = ordered([*found, *(guard(0, list, headlines(text, paragraphs, entities, found)) or [])])
    cast = Cast(doc, text, entities, w)
    made = (guard(f.start, _annotation, n, article, cast, found) for n, f in enumerate(found))
    return [annotation for annotation in made if annotation is not None]


def _annotation(n: int, article: Article, cast: Cast, found: Sequence[Found]) -> Annotation:
    f = found[n]
    ids = machine_id(article.id, "quote", f.label, f.start, f.end)
    first = found[f.first]
    values = QuoteValues(utterance=machine_id(article.id, "quote", first.label, first.start, first.end))
    if f.speaker is not None:
        start, end = f.speaker
        said = [(near.start, near.end) for near in found[max(0, n - 1) : n + 2] if near.first == f.first]
        who = cast.resolve(start, end, f.antecedent, said)
        values = QuoteValues(
            speaker_start=who.start,
            speaker_end=who.end,
            speaker_text=article.text[who.start : who.end],
            speaker_name=who.name,
            speaker_score=round(min(who.score, f.link), 2),
            cue_start=f.cue[0] if f.cue else None,
            cue_end=f.cue[1] if f.cue else None,
            relay=cast.outlet(*f.relay) if f.relay else None,
            utterance=values.utterance,
        )
    elif (likely := cast.guess(f.start)) is not None:
        values = QuoteValues(
            speaker_start=likely.start,
            speaker_end=likely.end,
            speaker_text=article.text[likely.start : likely.end],
            speaker_name=likely.name,
            speaker_score=likely.score,
            utterance=values.utterance,
        )
    return Annotation(ids, "quote", f.label, f.start, f.end, values, origin="rule", score=round(f.score, 2))
