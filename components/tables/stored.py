"""Rows as the store keeps them: what pages over many articles filter, sort, group and draw by, one row for each annotation.

A row follows from its annotation, from its article's text, sentences, day and outlet, and from the mentions that its names point
to; nothing else of the article changes it. ``VERSION`` grows with every change of what a row holds: the store then makes the
rows of every article anew.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from components.identity.keys import mention_of
from components.identity.pointing import BY_LAYER, Pointers
from components.model import Annotation, Article, EntityValues, FigureValues, QuoteValues, Span
from components.tables.columns import Row, names

VERSION = 5
# Where the row counts: in an article of the analyst's own, in one that came with Dateline, nowhere for its article was taken out,
# or nowhere for its article is a copy and the other one says the same.
OWN, SAMPLES, TAKEN_OUT, REPEATED = range(4)
TABLE_OF: Mapping[str, str] = MappingProxyType({"figure": "figures", "quote": "quotes", "entity": "entities"})
STRINGS: Mapping[str, tuple[str, ...]] = (
    MappingProxyType(  # of each table, the columns that hold a string which many share
        {
            "figures": names(
                "label status outlet bound unit unit_si subject weapon place scope source relay victim_type"
            ),
            "quotes": names("label status outlet speaker_name speaker_text relay"),
            "entities": names("label status name written"),
        }
    )
)
POINTERS: Mapping[str, tuple[str, ...]] = MappingProxyType(  # and those that hold a pointer, or None
    {
        "figures": names("weapon_spelling place_spelling source_spelling relay_spelling"),
        "quotes": names("speaker_name_spelling relay_spelling"),
        "entities": names("name_spelling"),
    }
)
FIGURE = names(
    "value low high value_si low_si high_si bound unit unit_si subject weapon place scope source relay victim_type as_of "
    "same_as supersedes part_of additional_to"
)
QUOTE = names("speaker_name speaker_text relay cue_start cue_end utterance")
LARGEST = 1.7e308  # of a column; an integer beyond it is unknown there, and exact in the record


class Stored:
    """Makes the rows of one article; ``annotations`` are all of it, in the order of the text."""

    def __init__(self, article: Article, annotations: Iterable[Annotation], sentences: Sequence[Span]) -> None:
        self._annotations = tuple(annotations)
        self._text = article.text
        self._sentences = sentences
        self._starts = [s.start for s in sentences]
        self._pointers = Pointers(self._annotations, article.text)
        self._day = ordinal(article.published)
        self._outlet = article.outlet

    def all(self) -> dict[str, list[Row]]:
        """The rows of all annotations by table, without the article's key."""
        return self.of(self._annotations)

    def of(self, annotations: Iterable[Annotation]) -> dict[str, list[Row]]:
        """The rows of some of the annotations, by table."""
        found: dict[str, list[Row]] = {table: [] for table in STRINGS}
        for a in annotations:
            found[TABLE_OF[a.layer]].append(self.row(a))
        return found

    def row(self, a: Annotation) -> Row:
        """The row of one annotation."""
        same = {"id": a.id, "label": a.label, "status": a.status, "start": a.start, "end": a.end}
        values = a.values
        if isinstance(values, EntityValues):
            written = mention_of(self._text, a.start, a.end)
            return {
                **same,
                "name": values.name or written,
                "written": written,
                "name_spelling": self._pointers.mention(a),
            }
        own = self._figure(a, values) if isinstance(values, FigureValues) else self._quote(values)
        return {**same, "day": self._day, "outlet": self._outlet, **own, **self._spellings(a)}

    def _figure(self, a: Annotation, values: FigureValues) -> Row:
        start, end = self._sentence(a)
        row = {name: getattr(values, name) for name in FIGURE}
        for name in FIGURE[:6]:
            row[name] = number(row[name])
        return {**row, "score": a.score, "sentence_start": start, "sentence_end": end}

    def _quote(self, values: QuoteValues) -> Row:
        return {name: getattr(values, name) for name in QUOTE}

    def _spellings(self, a: Annotation) -> Row:
        found: Row = {}
        for field in BY_LAYER[a.layer]:
            was = getattr(a.values, field)
            found[f"{field}_spelling"] = None if was is None else self._pointers.named(a, field, was)
        return found

    def _sentence(self, a: Annotation) -> tuple[int | None, int | None]:
        """Where the sentences begin and end that the annotation touches."""
        if not self._sentences:
            return None, None
        first = max(0, bisect_right(self._starts, a.start) - 1)
        last = max(first, bisect_right(self._starts, a.end - 1) - 1)
        return min(a.start, self._sentences[first].start), max(a.end, self._sentences[last].end)


def ordinal(day: str | None) -> int:
    """A day as a number that counts days; 0 for what is no ISO day."""
    try:
        return date.fromisoformat(day).toordinal() if day else 0
    except ValueError:
        return 0


def number(value: int | float | None) -> float | None:
    """A number as a column holds it."""
    return None if value is None or abs(value) > LARGEST else float(value)
