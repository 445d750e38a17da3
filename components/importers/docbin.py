"""spaCy's DocBin (.spacy): the documents with their entities and span groups, each an article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from components.importers import fields, marked
from components.importers.choices import AS_FOUND, Choices
from components.model import Annotated, Problem

LIMIT = 500_000_000  # bytes, unpacked in memory


def read(source: BinaryIO, name: str, choices: Choices = AS_FOUND) -> Iterator[Annotated | Problem]:
    """The articles of a DocBin; what a document carries as user data (ours: title, outlet, ...) is taken where it is text."""
    import zlib

    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    data = source.read(LIMIT + 1)
    if len(data) > LIMIT:
        yield Problem(name, f"The file is larger than {LIMIT:,} bytes. Split it.")
        return
    try:
        documents = DocBin(store_user_data=False).from_bytes(data)
        found = list(documents.get_docs(Vocab()))
    except (ValueError, KeyError, TypeError, IndexError, zlib.error, OSError, AttributeError, UnicodeError) as error:
        yield Problem(
            name,
            f"This is no DocBin of spaCy ({str(error)[:100] or type(error).__name__}). Was it written by DocBin.to_disk?",
        )
        return
    for number, doc in enumerate(found, 1):
        where = name if len(found) == 1 else f"{name}, document {number}"
        yield from marked.article({"text": doc.text, "title": fields.title_of(doc.text)}, _marks(doc), where, choices)


def _marks(doc: Any) -> Iterator[dict[str, Any]]:
    """Entities, and spans of groups that are no copies of them."""
    seen = set()
    for span in [*doc.ents, *(span for group in doc.spans.values() for span in group)]:
        key = (span.label_, span.start_char, span.end_char)
        if key not in seen:
            seen.add(key)
            yield {"label": span.label_, "start": span.start_char, "end": span.end_char}
