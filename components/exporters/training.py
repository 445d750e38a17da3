"""For training: spaCy's DocBin, CoNLL-2003 and CoNLL-U. Entities alone have no overlaps there; a DocBin holds all three layers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from components import conllu
from components.exporters import jsonl, marks
from components.exporters.options import Options
from components.model import LAYERS, Annotated, Annotation
from components.tables import standing


def export_docbin(annotateds: Iterable[Annotated], options: Options) -> Iterator[bytes]:
    """One DocBin: doc.ents the entities without overlaps, doc.spans the highlights of each layer ("entity", "quote", "figure"),
    doc.user_data["dateline"] what is known of the article and our record of each highlight, as JSON.

    Its documents are compressed together, so all of them are in memory at once: about 10 kB an article.
    """
    from spacy.tokens import Doc, DocBin
    from spacy.vocab import Vocab

    made, vocab = DocBin(store_user_data=True), Vocab()
    for annotated in annotateds:
        made.add(_doc(Doc, vocab, annotated, options.judged))
    yield made.to_bytes()


def _doc(make: Any, vocab: Any, annotated: Annotated, judged: bool) -> Any:
    text = annotated.article.text
    kept = standing(annotated, judged)
    words, spaces = _words(text, kept)
    doc = make(vocab, words=words, spaces=spaces)
    assert doc.text == text, f"{annotated.article.id}: the tokens do not add up to the text"
    doc.user_data = {
        "dateline": {**marks.facts(annotated), "annotations": json.dumps(marks.records(annotated, judged))}
    }
    found = {a.id: doc.char_span(a.start, a.end, label=a.label, alignment_mode="expand") for a in kept}
    entities = marks.apart(a for a in kept if a.layer == "entity")
    doc.ents = [found[a.id] for a in entities]
    for layer in LAYERS:
        doc.spans[layer] = [found[a.id] for a in kept if a.layer == layer]
    return doc


def _words(text: str, kept: Sequence[Annotation]) -> tuple[list[str], list[bool]]:
    """The tokens of a text and whether a blank follows each, cut at the edges of highlights; blank space is tokens too."""
    starts, ends = {a.start for a in kept}, {a.end for a in kept}
    cuts = sorted({0, len(text), *starts, *ends, *(e for m in marks.WORD.finditer(text) for e in m.span())})
    words: list[str] = []
    spaces: list[bool] = []
    for start, end in pairwise(cuts):
        piece = text[start:end]
        if start in starts or end in ends or not words or spaces[-1]:
            words.append(piece)
            spaces.append(False)
        elif piece == " ":
            spaces[-1] = True
        elif piece.startswith(" "):
            spaces[-1] = True
            words.append(piece[1:])
            spaces.append(False)
        else:
            words.append(piece)
            spaces.append(False)
    return words, spaces


def export_conll2003(annotateds: Iterable[Annotated], options: Options) -> Iterator[bytes]:
    """A token a line with its IOB2 tag as the last of four columns, blank lines between sentences; entities alone."""
    for annotated in annotateds:
        lines = ["-DOCSTART- -X- -X- O\n\n"]
        for tokens in marks.tagged(annotated, _entities(annotated, options)):
            lines += [f"{token.text} -X- -X- {token.tag}\n" for token in tokens]
            lines.append("\n")
        yield "".join(lines).encode("utf-8", "replace")


def export_conllu(annotateds: Iterable[Annotated], options: Options) -> Iterator[bytes]:
    """CoNLL-U with the tag in MISC (NE=B-PERSON, as spaCy reads it); SpaceAfter=No, SpacesAfter and SpacesBefore say what stands
    between the tokens, so that the text can be made again."""
    for annotated in annotateds:
        text = annotated.article.text
        found = list(marks.tagged(annotated, _entities(annotated, options)))
        starts = iter([*(token.start for tokens in found for token in tokens), len(text)])
        lines = [*_comments(annotated), f"# {conllu.EXACT}\n"]
        before = text[: next(starts)]
        for number, tokens in enumerate(found, 1):
            said = " ".join(text[tokens[0].start : tokens[-1].end].split())
            lines += [f"# sent_id = {number}\n", f"# text = {said}\n"]
            for n, token in enumerate(tokens, 1):
                misc = [f"NE={token.tag}", *conllu.misc_of(before, text[token.end : next(starts)])]
                lines.append("\t".join([str(n), token.text, *["_"] * 7, "|".join(misc)]) + "\n")
                before = ""
            lines.append("\n")
        yield "".join(lines).encode("utf-8", "replace")


def _comments(annotated: Annotated) -> Iterator[str]:
    """What is known of the article, a line each."""
    facts = marks.facts(annotated)
    yield f"# newdoc id = {' '.join(annotated.article.id.split())}\n"
    for name in jsonl.FACTS[1:]:
        if name in facts:
            yield f"# {name} = {' '.join(facts[name].split())}\n"


def _entities(annotated: Annotated, options: Options) -> list[Annotation]:
    return marks.apart(a for a in standing(annotated, options.judged) if a.layer == "entity")
