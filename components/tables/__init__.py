"""Articles with their annotations → tidy rows: the only place rows are made, so that charts, pages and CSV agree.

Rejected annotations are rows of the table annotations, where the column status says so, and count nowhere else: quotes,
figures and entities hold what stands, and the numbers in articles count it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from components.events.account import Account
from components.identity import key_of
from components.model import CASUALTIES, Annotated, Annotation, Article, EntityValues, tidy_number
from components.tables.columns import (
    COUNTS,
    ESTIMATED,
    EVENT_TABLES,
    GUARDED,
    INTEGERS,
    JOINED,
    NUMBERS,
    TABLES,
    Row,
    names,
)
from components.tables.entities import Entities, entity_rows
from components.tables.events import event_rows, listed
from components.tables.spans import Places, RowError, containing_quotes, in_text_order, standing, text_of

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "COUNTS",
    "ESTIMATED",
    "EVENT_TABLES",
    "FIGURE_FIELDS",
    "FIGURE_LINKS",
    "GUARDED",
    "INTEGERS",
    "JOINED",
    "NUMBERS",
    "TABLES",
    "Entities",
    "Row",
    "RowError",
    "all_rows",
    "entity_rows",
    "event_rows",
    "frame",
    "in_order",
    "listed",
    "order_key",
    "rows",
    "standing",
]
CONTEXT = 32  # characters of prefix and suffix, as anchor.py wants them


def rows(table: str, annotated: Annotated, judged: bool = False) -> Iterator[Row]:
    """The rows of one article in one of TABLES (not entities, see ``entity_rows``), by start, longest first, then label.

    Each row has the table's columns without ``guarded``, in their order; None is unknown. ``judged`` leaves out suggestions
    and the tolls that rest on them. Raises RowError.
    """
    return _ROWS[table](annotated, judged)


def all_rows(
    table: str, annotateds: Iterable[Annotated], judged: bool = False, accounts: Iterable[Account] = ()
) -> Iterator[Row]:
    """The rows of many articles, in the order in which they come; ``in_order`` sorts them as exports want them. ``accounts`` are
    those of the events, of which the EVENT_TABLES are made."""
    if table in EVENT_TABLES:
        return (row for account in accounts for row in event_rows(table, account))
    if table == "entities":
        return entity_rows(annotateds, judged)
    return (row for annotated in annotateds for row in rows(table, annotated, judged))


def frame(
    table: str, annotateds: Iterable[Annotated], judged: bool = False, accounts: Iterable[Account] = ()
) -> pd.DataFrame:
    """A table as a DataFrame: numbers Float64, counts and offsets Int64, everything else text with None where unknown."""
    import pandas as pd  # here: the command line and its workers need no pandas

    columns = list(TABLES[table][:-1])
    made = pd.DataFrame(list(all_rows(table, annotateds, judged, accounts)), columns=columns, dtype=object)
    for column in columns:
        if column in NUMBERS:
            made[column] = pd.array([_as_float(v) for v in made[column]], dtype="Float64")
        elif column in INTEGERS or column in COUNTS:
            made[column] = made[column].astype("Int64")
    return made


def order_key(article: Article) -> tuple[str, str]:
    """What exports sort articles by: the day (unknown first), then the id."""
    return article.published or "", article.id


def in_order(annotateds: Iterable[Annotated]) -> list[Annotated]:
    """The articles as exports sort them, so that two exports can be compared line by line."""
    return sorted(annotateds, key=lambda annotated: order_key(annotated.article))


def _annotation_rows(annotated: Annotated, judged: bool) -> Iterator[Row]:
    article, places = annotated.article, Places(annotated)
    for a in in_text_order(annotated.annotations):
        if judged and a.status == "suggested":
            continue
        entity = a.values if isinstance(a.values, EntityValues) else EntityValues()
        yield {
            "annotation_id": a.id,
            **_article_keys(article),
            "url": article.url,
            "text_version": article.text_version,
            "layer": a.layer,
            "label": a.label,
            "text": text_of(a, article, article.text),
            "start": a.start,
            "end": a.end,
            "prefix": article.text[max(0, a.start - CONTEXT) : a.start],
            "suffix": article.text[a.end : a.end + CONTEXT],
            "paragraph": places.paragraph(a),
            "sentence": places.sentence(a),
            "name": entity.name,
            "entity_id": key_of(a, article.text) if a.layer == "entity" else None,
            "iso": entity.iso,
            "origin": a.origin,
            "status": a.status,
            "score": tidy_number(a.score),
            "original_label": a.original_label,
            "original_start": a.original_start,
            "original_end": a.original_end,
            "comment": a.comment,
            "created_by": a.created_by,
            "created_at": a.created_at,
            "updated_by": a.updated_by,
            "updated_at": a.updated_at,
        }


def _quote_rows(annotated: Annotated, judged: bool) -> Iterator[Row]:
    article, places = annotated.article, Places(annotated)
    for a in standing(annotated, judged):
        if a.layer != "quote":
            continue
        v = a.quote
        yield {
            "quote_id": a.id,
            **_article_keys(article),
            **_span_of(a, article),
            "speaker_name": v.speaker_name,
            "speaker_text": v.speaker_text,
            "speaker_start": v.speaker_start,
            "speaker_end": v.speaker_end,
            "speaker_score": tidy_number(v.speaker_score),
            "cue": None if v.cue_start is None or v.cue_end is None else article.text[v.cue_start : v.cue_end],
            "cue_start": v.cue_start,
            "cue_end": v.cue_end,
            "relay": v.relay,
            "utterance": v.utterance,
            "sentence": places.sentence(a),
            **_judgement_of(a),
        }


FIGURE_FIELDS = names(
    "value low high bound unit value_si low_si high_si unit_si subject weapon place as_of period_start period_end scope "
    "source relay victim_type"
)
FIGURE_LINKS = ("same_as", "supersedes", "part_of", "additional_to")


def _figure_rows(annotated: Annotated, judged: bool) -> Iterator[Row]:
    article, places = annotated.article, Places(annotated)
    kept = standing(annotated, judged)
    quote_of = containing_quotes(kept)
    for a in kept:
        if a.layer != "figure":
            continue
        v = a.figure
        yield {
            "figure_id": a.id,
            **_article_keys(article),
            **_span_of(a, article),
            **{name: _plain(getattr(v, name)) for name in FIGURE_FIELDS},
            "quote_id": quote_of.get(a.id),
            **{name: getattr(v, name) for name in FIGURE_LINKS},
            "event_id": annotated.event_of(a.id),
            "sentence": places.sentence(a),
            **_judgement_of(a),
        }


def _toll_rows(annotated: Annotated, judged: bool) -> Iterator[Row]:
    kept = {a.id for a in standing(annotated, judged)}
    for label in CASUALTIES:
        toll = annotated.tolls.get(label)
        if toll is None or (judged and toll.set_by is None and not kept.issuperset(toll.figure_ids)):
            continue
        yield {
            **_article_keys(annotated.article),
            "label": label,
            "value": tidy_number(toll.value),
            "low": tidy_number(toll.low),
            "high": tidy_number(toll.high),
            "bound": toll.bound,
            "disputed": "yes" if toll.disputed else None,
            "scope": toll.scope,
            "source": toll.source,
            "place": toll.place,
            "as_of": toll.as_of,
            "figure_ids": JOINED.join(toll.figure_ids) or None,
            "set_by": toll.set_by,
            "event_id": annotated.event_id,
        }


def _article_rows(annotated: Annotated, judged: bool) -> Iterator[Row]:
    article = annotated.article
    layers = Counter(a.layer for a in standing(annotated, judged))
    yield {
        "article_id": article.id,
        "title": article.title,
        "outlet": article.outlet,
        "author": article.author,
        "published": article.published,
        "url": article.url,
        "language": article.language,
        "text_version": article.text_version,
        "text_sha256": article.text_sha256,
        "characters": len(article.text),
        "words": len(article.text.split()),
        "review_status": annotated.review_status,
        "entities": layers["entity"],
        "quotes": layers["quote"],
        "figures": layers["figure"],
        "open_suggestions": sum(a.status == "suggested" for a in annotated.annotations),
        "tags": JOINED.join(article.tags) or None,
        "event_id": annotated.event_id,
    }


def _no_rows(annotated: Annotated, judged: bool) -> Iterator[Row]:
    return entity_rows([annotated], judged)


def _of_no_article(annotated: Annotated, judged: bool) -> Iterator[Row]:
    return iter(())


_ROWS = {
    "annotations": _annotation_rows,
    "quotes": _quote_rows,
    "figures": _figure_rows,
    "tolls": _toll_rows,
    "entities": _no_rows,
    "articles": _article_rows,
    **dict.fromkeys(EVENT_TABLES, _of_no_article),  # of events, not of one article: ``event_rows``
}


def _article_keys(article: Article) -> Row:
    return {"article_id": article.id, "title": article.title, "outlet": article.outlet, "published": article.published}


def _span_of(a: Annotation, article: Article) -> Row:
    return {
        "text_version": article.text_version,
        "label": a.label,
        "text": text_of(a, article, article.text),
        "start": a.start,
        "end": a.end,
    }


def _judgement_of(a: Annotation) -> Row:
    return {
        "status": a.status,
        "origin": a.origin,
        "score": tidy_number(a.score),
        "updated_by": a.updated_by,
        "updated_at": a.updated_at,
    }


def _plain(value: Any) -> Any:
    return tidy_number(value) if isinstance(value, float) else value


def _as_float(value: Any) -> float | None:
    """A number for a chart; one that no chart can hold (an integer of 400 digits) is unknown there, and exact in the CSV."""
    try:
        return None if value is None else float(value)
    except OverflowError:
        return None
