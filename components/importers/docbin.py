"""spaCy's DocBin (.spacy): the documents with their entities and span groups, each an article."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from components.importers import fields, foreign, marked
from components.importers.choices import AS_FOUND, Choices
from components.model import Annotated, Problem

LIMIT = 500_000_000  # bytes, unpacked in memory


def read(source: BinaryIO, name: str, choices: Choices = AS_FOUND) -> Iterator[Annotated | Problem]:
    """The articles of a DocBin; of the user data what our export keeps there: the article's fields, the highlights' records."""
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
        ours = doc.user_data.get("dateline")
        carried = ours if isinstance(ours, dict) else {}
        facts = {name: _plain(carried[name]) for name in foreign.KEPT if name in carried}
        known = {"title": fields.title_of(doc.text), **facts, "text": doc.text}
        yield from marked.article(known, _marks(doc, carried), where, choices)


def _plain(value: Any) -> Any:
    """A value of user data as JSON has it: spaCy reads lists as tuples."""
    return list(value) if isinstance(value, tuple) else value


def _marks(doc: Any, carried: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Entities, and spans of groups that are no copies of them, each with our record of it where there is one."""
    records: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for record in _records(carried.get("annotations")):
        place = tuple(str(record.get(name)) for name in ("label", "start", "end"))
        records.setdefault(place, []).append(record)
    seen = set()
    for span in [*doc.ents, *(span for group in doc.spans.values() for span in group)]:
        key = (span.label_, span.start_char, span.end_char)
        if key not in seen:
            seen.add(key)
            own = {"label": span.label_, "start": span.start_char, "end": span.end_char}
            yield from ({**record, **own} for record in records.get(tuple(map(str, key)), [{}]))


def _records(carried: Any) -> list[dict[str, Any]]:
    """The records that our export keeps as JSON; none where that is something else."""
    try:
        found = json.loads(carried) if isinstance(carried, str) else None
    except (ValueError, RecursionError):
        return []
    return [record for record in found if isinstance(record, dict)] if isinstance(found, list) else []
