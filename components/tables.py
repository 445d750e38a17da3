"""Articles with their annotations → tidy rows: the only place rows are made, so that charts, pages and CSV agree.

Rejected annotations are rows of the table annotations, where the column status says so, and count nowhere else: quotes,
figures and entities hold what stands, and the numbers in articles count it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from components.identity import key_of, mention_of
from components.identity.listing import most_common
from components.model import CASUALTIES, Annotated, Annotation, Article, EntityValues, Span, tidy_number
from components.text import paragraphs

if TYPE_CHECKING:
    import pandas as pd

CONTEXT = 32  # characters of prefix and suffix, as anchor.py wants them
JOINED = "; "
GUARDED = "guarded"  # the last column of every table; the CSV exporter fills it
Row = dict[str, Any]


def _names(names: str) -> tuple[str, ...]:
    return tuple(names.split())


def _columns(names: str) -> tuple[str, ...]:
    return (*names.split(), GUARDED)


TABLES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "annotations": _columns(
            "annotation_id article_id title outlet published url text_version layer label text start end prefix suffix "
            "paragraph sentence name entity_id iso origin status score original_label original_start original_end comment "
            "created_by created_at updated_by updated_at"
        ),
        "quotes": _columns(
            "quote_id article_id title outlet published text_version label text start end speaker_name speaker_text "
            "speaker_start speaker_end speaker_score cue cue_start cue_end relay utterance sentence status origin score "
            "updated_by updated_at"
        ),
        "figures": _columns(
            "figure_id article_id title outlet published text_version label text start end value low high bound unit value_si "
            "low_si high_si unit_si subject weapon place as_of period_start period_end scope source relay quote_id same_as "
            "supersedes part_of sentence status origin score updated_by updated_at"
        ),
        "tolls": _columns(
            "article_id title outlet published label value low high bound scope source place as_of figure_ids set_by"
        ),
        "entities": _columns("entity_id name label aliases mentions articles"),
        "articles": _columns(
            "article_id title outlet author published url language text_version text_sha256 characters words review_status "
            "entities quotes figures open_suggestions tags"
        ),
    }
)
NUMBERS = frozenset(_names("value low high value_si low_si high_si score speaker_score"))
INTEGERS = frozenset(
    _names(
        "text_version start end paragraph original_start original_end speaker_start speaker_end cue_start cue_end mentions "
        "characters words open_suggestions"
    )
)
COUNTS = frozenset(("articles", "entities", "quotes", "figures"))  # integers in the tables that have such a column


class RowError(ValueError):
    """An annotation that does not lie within its article's text cannot become a row."""


def rows(table: str, annotated: Annotated, judged: bool = False) -> Iterator[Row]:
    """The rows of one article in one of TABLES (not entities, see ``entity_rows``), by start, longest first, then label.

    Each row has the table's columns without ``guarded``, in their order; None is unknown. ``judged`` leaves out suggestions
    and the tolls that rest on them. Raises RowError.
    """
    return _ROWS[table](annotated, judged)


def all_rows(table: str, annotateds: Iterable[Annotated], judged: bool = False) -> Iterator[Row]:
    """The rows of many articles, in the order in which they come; ``in_order`` sorts them as exports want them."""
    if table == "entities":
        return entity_rows(annotateds, judged)
    return (row for annotated in annotateds for row in rows(table, annotated, judged))


def frame(table: str, annotateds: Iterable[Annotated], judged: bool = False) -> pd.DataFrame:
    """A table as a DataFrame: numbers Float64, counts and offsets Int64, everything else text with None where unknown."""
    import pandas as pd  # here: the command line and its workers need no pandas

    columns = list(TABLES[table][:-1])
    made = pd.DataFrame(list(all_rows(table, annotateds, judged)), columns=columns, dtype=object)
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


def standing(annotated: Annotated, judged: bool = False) -> list[Annotation]:
    """The annotations that are not rejected (with ``judged``: accepted or edited), in the order of the rows."""
    left_out = {"rejected", "suggested"} if judged else {"rejected"}
    return _sorted(a for a in annotated.annotations if a.status not in left_out)


class Entities:
    """Gathers the entities of many articles, which are added one by one; its memory follows the names, not the mentions."""

    def __init__(self) -> None:
        self._found: dict[str, _Entity] = {}

    def add(self, annotated: Annotated, judged: bool = False) -> None:
        """Counts the mentions of one article; dates and times name nothing and are left out."""
        text = annotated.article.text
        for a in standing(annotated, judged):
            if a.layer == "entity" and (key := key_of(a, text)) is not None:
                _text_of(a, annotated.article, text)  # raises RowError
                mention = mention_of(text, a.start, a.end)
                entity = self._found.setdefault(key, _Entity(key))
                entity.add(a.entity.name or mention, a.label, mention, annotated.article.id)

    def rows(self) -> Iterator[Row]:
        """The entities by name, label and id."""
        found = [entity.row() for entity in self._found.values()]
        yield from sorted(found, key=lambda r: (r["name"].casefold(), r["name"], r["label"], r["entity_id"]))


class _Entity:
    def __init__(self, entity_id: str) -> None:
        self.entity_id = entity_id
        self.names: Counter[str] = Counter()
        self.labels: Counter[str] = Counter()
        self.mentions: Counter[str] = Counter()
        self.articles = 0
        self._last_article: str | None = None

    def add(self, name: str, label: str, mention: str, article_id: str) -> None:
        self.names[name] += 1
        self.labels[label] += 1
        self.mentions[mention] += 1
        if article_id != self._last_article:  # articles come one after the other
            self.articles += 1
            self._last_article = article_id

    def row(self) -> Row:
        name = most_common(self.names)
        return {
            "entity_id": self.entity_id,
            "name": name,
            "label": most_common(self.labels),
            "aliases": JOINED.join(sorted(m for m in self.mentions if m != name)) or None,
            "mentions": self.mentions.total(),
            "articles": self.articles,
        }


def entity_rows(annotateds: Iterable[Annotated], judged: bool = False) -> Iterator[Row]:
    """The rows of the table entities: one for each entity over all articles."""
    entities = Entities()
    for annotated in annotateds:
        entities.add(annotated, judged)
    return entities.rows()


def _annotation_rows(annotated: Annotated, judged: bool) -> Iterator[Row]:
    article, places = annotated.article, _Places(annotated)
    for a in _sorted(annotated.annotations):
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
            "text": _text_of(a, article, article.text),
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
    article, places = annotated.article, _Places(annotated)
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


FIGURE_FIELDS = _names(
    "value low high bound unit value_si low_si high_si unit_si subject weapon place as_of period_start period_end scope "
    "source relay"
)
FIGURE_LINKS = ("same_as", "supersedes", "part_of")


def _figure_rows(annotated: Annotated, judged: bool) -> Iterator[Row]:
    article, places = annotated.article, _Places(annotated)
    kept = standing(annotated, judged)
    quote_of = _containing_quotes(kept)
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
            "scope": toll.scope,
            "source": toll.source,
            "place": toll.place,
            "as_of": toll.as_of,
            "figure_ids": JOINED.join(toll.figure_ids) or None,
            "set_by": toll.set_by,
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
    }


def _no_rows(annotated: Annotated, judged: bool) -> Iterator[Row]:
    return entity_rows([annotated], judged)


_ROWS = {
    "annotations": _annotation_rows,
    "quotes": _quote_rows,
    "figures": _figure_rows,
    "tolls": _toll_rows,
    "entities": _no_rows,
    "articles": _article_rows,
}


class _Places:
    """Finds paragraph and sentence of a span by bisection, so that all rows together are linear in the text."""

    def __init__(self, annotated: Annotated) -> None:
        self._text = annotated.article.text
        self._sentences = annotated.sentences
        self._sentence_starts = [s.start for s in annotated.sentences]
        self._paragraph_starts = [p.start for p in paragraphs(self._text)] if annotated.annotations else []

    def paragraph(self, a: Annotation) -> int:
        """The number of the paragraph in which a span begins; the first is 1."""
        return max(1, bisect_right(self._paragraph_starts, a.start))

    def sentence(self, a: Annotation) -> str | None:
        """The sentence of a span, from the first to the last one it touches; None where the article has no sentences."""
        first = max(0, bisect_right(self._sentence_starts, a.start) - 1)
        last = max(first, bisect_right(self._sentence_starts, a.end - 1) - 1)
        if not self._sentences:
            return None
        span = Span(min(a.start, self._sentences[first].start), max(a.end, self._sentences[last].end))
        return self._text[span.start : span.end]


def _containing_quotes(kept: Iterable[Annotation]) -> dict[str, str]:
    """For each figure that lies within a quote, the id of the smallest such quote."""
    open_quotes: list[Annotation] = []
    found = {}
    for a in sorted(
        kept, key=lambda a: (a.start, a.layer != "quote")
    ):  # a quote opens before a figure at its first word
        open_quotes = [q for q in open_quotes if q.end > a.start]
        if a.layer == "quote":
            open_quotes.append(a)
        elif a.layer == "figure":
            around = [q for q in open_quotes if q.end >= a.end]
            if around:
                found[a.id] = min(around, key=lambda q: (q.end - q.start, q.id)).id
    return found


def _sorted(annotations: Iterable[Annotation]) -> list[Annotation]:
    found = sorted(annotations, key=attrgetter("label", "id"))
    return sorted(found, key=lambda a: (a.start, -a.end))


def _article_keys(article: Article) -> Row:
    return {"article_id": article.id, "title": article.title, "outlet": article.outlet, "published": article.published}


def _span_of(a: Annotation, article: Article) -> Row:
    return {
        "text_version": article.text_version,
        "label": a.label,
        "text": _text_of(a, article, article.text),
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


def _text_of(a: Annotation, article: Article, text: str) -> str:
    if not 0 <= a.start < a.end <= len(text):
        raise RowError(
            f"article {article.id}: the highlight {a.id} ({a.label}) lies at {a.start} to {a.end}, the text has {len(text)} "
            "characters. Run `python -m components check`."
        )
    return text[a.start : a.end]


def _plain(value: Any) -> Any:
    return tidy_number(value) if isinstance(value, float) else value


def _as_float(value: Any) -> float | None:
    """A number for a chart; one that no chart can hold (an integer of 400 digits) is unknown there, and exact in the CSV."""
    try:
        return None if value is None else float(value)
    except OverflowError:
        return None
