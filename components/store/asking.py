"""What pages over many articles ask of the rows: counts, groups and pages of figures and quotes, each answered by the engine.

Names are those that analysts gave: a filter and a group compare what is shown, by a join with ``given_names``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence, Sized
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, case, func, literal, literal_column, or_, select

from components.identity.keys import fits, normalised, searchable
from components.identity.pointing import UNFOUND
from components.model import tidy_number
from components.store import collecting, giving, interning, search
from components.store.schema import (
    SHARED,
    TALLIES,
    annotation_rows,
    articles,
    figure_rows,
    given_names,
    quote_rows,
    spellings,
    terms,
    texts,
)
from components.tables.columns import Row
from components.tables.stored import OWN, REPEATED, SAMPLES, STRINGS, ordinal

Opening = Callable[[], AbstractContextManager[Connection]]
MOST_GROUPS = 1_000  # of a list that people choose from: the largest
MOST_SPELLINGS = 2_000  # that one word of a search may mean
ID = {"figures": "figure_id", "quotes": "quote_id"}
SHOWN = {  # fields that hold a name
    "figures": ("weapon", "place", "source", "relay"),
    "quotes": ("speaker_name", "relay"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page asks for. Every field narrows the answer; empty ones do not.

    ``labels``, ``outlets`` and ``places`` are alternatives; ``without`` are scopes that do not count; ``first`` and ``last`` are
    ISO days of publication; ``judged`` leaves out suggestions; ``speaker`` is a name as ``speakers`` lists it; ``words`` must all
    occur in a quote or in what its speaker is called; ``collection`` is the id of one. Rejected rows never count, and what a copy of
    another article repeats counts only where ``repeated`` is asked for.
    """

    labels: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    first: str | None = None
    last: str | None = None
    judged: bool = False
    samples: bool = True
    speaker: str | None = None
    words: str = ""
    collection: str | None = None
    repeated: bool = False


class Rows:
    """Figures (``store.figures``) or quotes (``store.quotes``) over all articles of the library."""

    def __init__(self, read: Opening, typed: Table) -> None:
        self._read, self._typed = read, typed

    def count(self, asked: Asked) -> int:
        """How many rows there are."""
        with self._read() as connection:
            parts = _parts(connection, self._typed, asked, ())
            counts = (connection.scalar(select(part.n).select_from(part.of).where(*part.where)) for part in parts)
            return sum(int(n or 0) for n in counts)

    def page(self, asked: Asked, limit: int, offset: int = 0) -> list[Row]:
        """Some of the rows, the newest article first, as the tables of tables/ have them, with what they need of their article.

        Those of articles without a day come last. Figures have their sentence, quotes their cue; ``last_op`` is the last edit of
        each, which an edit of it names.
        """
        typed = self._typed
        with self._read() as connection:
            here = select(typed.c.article_key, typed.c.id, typed.c.day, typed.c.start)
            here = here.where(*where(connection, typed, asked))
            order = (typed.c.day.desc(), typed.c.article_key, typed.c.start, typed.c.id)
            chosen = here.order_by(*order).limit(limit).offset(offset).subquery()
            return shown(connection, typed, chosen)

    def one(self, article_id: str, row_id: str) -> Row | None:
        """One row, None where there is none; a rejected one too."""
        typed = self._typed
        with self._read() as connection:
            chosen = select(typed.c.article_key, typed.c.id, typed.c.day, typed.c.start).join(
                articles, articles.c.key == typed.c.article_key
            )
            found = shown(connection, typed, chosen.where(articles.c.id == article_id, typed.c.id == row_id).subquery())
            return found[0] if found else None

    def groups(self, asked: Asked, field: str) -> dict[str, int]:
        """The names or strings that a field shows with how many rows have each, the most frequent first, at most MOST_GROUPS."""
        with self._read() as connection:
            found = _grouped(connection, self._typed, asked, field)
        return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_GROUPS])


class Figures(Rows):
    """Figures over all articles of the library."""

    def tolled(self, asked: Asked, limit: int, offset: int = 0) -> list[str]:
        """The ids of the articles with such figures that state a toll, the newest first, those without a day last."""
        typed = self._typed
        with self._read() as connection:
            here = select(typed.c.article_key).where(*where(connection, typed, asked))
            wanted = select(articles.c.id).where(articles.c.tolls != "{}", articles.c.key.in_(here))
            order = (articles.c.published.desc().nulls_last(), articles.c.id)
            return list(connection.scalars(wanted.order_by(*order).limit(limit).offset(offset)))


class Quotes(Rows):
    """Quotes over all articles of the library."""

    def speakers(self, asked: Asked, nobody: str) -> dict[str, int]:
        """Who is quoted how often, the most quoted first: by name, by the words of the text where no name is known, or
        ``nobody``."""
        with self._read() as connection:
            found = _grouped(connection, self._typed, asked, "speaker_name", "speaker_text")
        if "" in found:
            found[nobody] += found.pop("")
        return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_GROUPS])


def where(connection: Connection, typed: Table, asked: Asked) -> list[ColumnElement[bool]]:
    """The conditions that a row of a table is among what is asked for."""
    return list(_conditions(connection, typed, asked))


def _conditions(connection: Connection, typed: Table, asked: Asked) -> Iterator[ColumnElement[bool]]:
    shelves = [OWN, *([SAMPLES] if asked.samples else []), *([REPEATED] if asked.repeated else [])]
    yield typed.c.shelf.in_(shelves) if len(shelves) > 1 else typed.c.shelf == OWN
    if asked.collection:
        yield typed.c.article_key.in_(collecting.members(asked.collection))
    hidden = interning.keys_there(connection, ("rejected", "suggested") if asked.judged else ("rejected",))
    if hidden:
        yield typed.c.status.not_in(hidden)
    if asked.labels:
        yield typed.c.label.in_(interning.keys_there(connection, asked.labels))
    if asked.outlets:
        yield typed.c.outlet.in_(interning.keys_there(connection, asked.outlets))
    if asked.without and (left_out := interning.keys_there(connection, asked.without)):
        yield or_(typed.c.scope.is_(None), typed.c.scope.not_in(left_out))
    if asked.first:
        yield typed.c.day >= ordinal(asked.first)
    if asked.last:
        yield and_(typed.c.day <= ordinal(asked.last), typed.c.day > 0)
    if asked.places:
        yield _called(connection, typed, "place", asked.places)
    if asked.speaker is not None:
        yield _spoken(connection, typed, asked.speaker)
    for word in asked.words.split():
        yield _says(connection, typed, word)


def given_to(typed: Table, field: str, column: ColumnElement[Any]) -> ColumnElement[Any]:
    """What ``given_names`` says of what a field means in the row's article; null where nobody decided anything."""
    spelled = given_names.c.spelling == typed.c[f"{field}_spelling"]
    articles_ = (0, typed.c.article_key) if "article_key" in typed.c else (0,)
    here = given_names.c.article_key.in_(articles_)
    own = select(column).where(spelled, here).order_by(given_names.c.article_key.desc()).limit(1)
    return own.correlate(typed).scalar_subquery()


def _called(connection: Connection, typed: Table, field: str, names: Sequence[str]) -> ColumnElement[bool]:
    """That a field shows one of the names."""
    keys = interning.keys_there(connection, names)
    written: ColumnElement[bool] = typed.c[field].in_(keys)
    if connection.scalar(select(given_names.c.spelling).limit(1)) is None:
        return written
    spelled = list(connection.scalars(select(given_names.c.spelling).where(given_names.c.name.in_(keys)).distinct()))
    shown = func.coalesce(given_to(typed, field, given_names.c.name), typed.c[field]).in_(keys)
    return and_(or_(written, typed.c[f"{field}_spelling"].in_(spelled)), shown)


def _spoken(connection: Connection, typed: Table, speaker: str) -> ColumnElement[bool]:
    """That a quote is of this speaker: by name, by the words of the text, or ("") nobody knows of whom."""
    if not speaker:
        return and_(typed.c.speaker_name.is_(None), typed.c.speaker_text.is_(None))
    words = and_(typed.c.speaker_name.is_(None), typed.c.speaker_text.in_(interning.keys_there(connection, [speaker])))
    return or_(_called(connection, typed, "speaker_name", [speaker]), words)


def _says(connection: Connection, typed: Table, word: str) -> ColumnElement[bool]:
    """That a quote has a word, or that its speaker is called so: by any name, any spelling."""
    body = _body(typed)
    said = func.casefold if connection.dialect.name == "sqlite" else func.lower
    has = said(func.substr(body, typed.c.start + 1, typed.c.end - typed.c.start)).contains(
        word.casefold(), autoescape=True
    )
    matching = search.matches(connection.dialect.name, word)
    if matching is not None and search.parse(word):  # a sign alone is in no index
        has = and_(typed.c.article_key.in_(select(articles.c.key).where(matching)), has)
    like = said(terms.c.text).contains(word.casefold(), autoescape=True)
    mentioned = and_(typed.c.speaker_name.is_(None), typed.c.speaker_text.in_(select(terms.c.key).where(like)))
    return or_(has, means(connection, typed, "speaker_name", word), mentioned)


def _body(typed: Table) -> ColumnElement[Any]:
    """The text of a row's article."""
    version = (texts.c.article_key == articles.c.key) & (texts.c.version == articles.c.text_version)
    own = select(texts.c.text).join(articles, version).where(articles.c.key == typed.c.article_key)
    return own.correlate(typed).scalar_subquery()


def means(connection: Connection, typed: Table, field: str, words: str) -> ColumnElement[bool]:
    """That a field names somebody or something whom anybody ever called by a name with each of these words."""
    who, keys = _meant(connection, words)
    own = keys.intersection(with_articles_of_their_own(connection))
    spelled = typed.c[f"{field}_spelling"]
    is_meant: ColumnElement[bool] = spelled.in_(keys - own)
    if own:
        itself = select(spellings.c.own).where(spellings.c.key == spelled).correlate(typed).scalar_subquery()
        here = func.coalesce(given_to(typed, field, given_names.c.entity), itself)
        is_meant = or_(is_meant, and_(spelled.in_(own), here.in_(who)))
    folded = func.casefold if connection.dialect.name == "sqlite" else func.lower
    like = and_(*(folded(terms.c.text).contains(word.casefold(), autoescape=True) for word in words.split()))
    return or_(is_meant, typed.c[field].in_(select(terms.c.key).where(like)))  # by its full name, however it is written


def _meant(connection: Connection, words: str) -> tuple[list[str], set[int]]:
    """The entities that the words mean, and the spellings that may stand for them."""
    decided = giving.identities(connection)
    ever = {entity: {*names, decided.names.get(entity, "")} for entity, names in decided.given.items()}
    called = [entity for entity, names in ever.items() if fits(searchable(names), words)]
    parts = normalised(words).split()
    fitting = and_(*(spellings.c.written.contains(part, autoescape=True) for part in parts))
    joined = spellings.outerjoin(given_names, given_names.c.spelling == spellings.c.key)
    entity = func.coalesce(given_names.c.entity, spellings.c.own)
    known = ~spellings.c.own.startswith(UNFOUND)
    named = select(entity).select_from(joined).where(fitting, known).distinct().limit(MOST_SPELLINGS)
    who = [*called, *connection.scalars(named)]
    mine = select(spellings.c.key).select_from(joined).where(or_(fitting, entity.in_(who)))
    return who, set(connection.scalars(mine.distinct().limit(MOST_SPELLINGS)))


def _grouped(
    connection: Connection, typed: Table, asked: Asked, field: str, instead: str | None = None
) -> Counter[str]:
    """How many rows show each name in a field, or each string; ``instead`` is the field that is shown where that is null.

    "" stands for both being null; where there is no ``instead``, null ones are left out.
    """
    fields = (field, instead) if instead else (field,)
    named = field in SHOWN[typed.name]
    own = with_articles_of_their_own(connection) if named else []
    found: list[Any] = []
    for part in _parts(connection, typed, asked, fields):
        columns: list[Any] = [part.of.c[name] for name in fields]
        spelled = part.of.c[f"{field}_spelling"] if named else literal(None)
        apart = own and "article_key" in part.of.c
        of = case((spelled.in_(own), part.of.c.article_key), else_=0) if apart else literal(0)
        columns += [spelled.label("spelled"), of.label("of")]
        wanted = (
            select(*columns, part.n.label("rows")).where(*part.where).group_by(*range_of(columns)).having(part.n > 0)
        )
        if not instead:
            wanted = wanted.where(part.of.c[field].is_not(None))
        found += connection.execute(wanted.order_by(part.n.desc()).limit(MOST_GROUPS * 5)).all()
    given = Given(connection, {row.spelled for row in found})
    strings = interning.texts_of(connection, sorted({k for row in found for k in row[: len(fields)] if k is not None}))
    counted: Counter[str] = Counter()
    for row in found:
        written = next((strings[key] for key in row[: len(fields)] if key is not None), "")
        name = given.name(row.spelled, row.of) if row[0] is not None else None
        counted[name or written] += int(row.rows)
    return counted


def range_of(columns: Sized) -> list[ColumnElement[Any]]:
    """The columns of a SELECT by their places, for its GROUP BY: an expression with parameters is another one there."""
    return [literal_column(str(at)) for at in range(1, len(columns) + 1)]


@dataclass(frozen=True, slots=True)
class _Part:
    """Where some of the rows are counted: among all rows, or in sums of them that are kept (tallies.py)."""

    of: Table
    n: ColumnElement[Any]
    where: list[ColumnElement[bool]]


def _parts(connection: Connection, typed: Table, asked: Asked, fields: Sequence[str]) -> list[_Part]:
    """The sums that are kept, where they know all that is asked for, and the rows that these say nothing of; else all rows."""
    tally = TALLIES[typed.name]
    all_rows = _Part(typed, func.count(), where(connection, typed, asked))
    if (
        asked.outlets
        or asked.first
        or asked.last
        or asked.words
        or asked.collection
        or not set(fields) <= {*tally.c.keys()}
    ):
        return [all_rows]
    kept = _Part(tally, func.sum(tally.c.n), where(connection, tally, asked))
    own = with_articles_of_their_own(connection)
    if not own:
        return [kept]
    spelled = next(column.name for column in tally.columns if column.name.endswith("_spelling"))
    here = or_(tally.c[spelled].is_(None), tally.c[spelled].not_in(own))
    return [
        replace(kept, where=[*kept.where, here]),
        replace(all_rows, where=[*all_rows.where, typed.c[spelled].in_(own)]),
    ]


def with_articles_of_their_own(connection: Connection) -> list[int]:
    """The spellings that are called otherwise in some articles."""
    return list(connection.scalars(select(given_names.c.spelling).where(given_names.c.article_key != 0).distinct()))


class Given:
    """The names that analysts gave these spellings."""

    def __init__(self, connection: Connection, keys: Collection[int | None]) -> None:
        wanted = sorted(key for key in keys if key is not None)
        self._names: dict[tuple[int, int], str | None] = {}
        rows: list[Any] = []
        for at in range(0, len(wanted), interning.PIECE):
            piece = given_names.c.spelling.in_(wanted[at : at + interning.PIECE])
            rows += connection.execute(select(given_names).where(piece)).all()
        strings = interning.texts_of(connection, [row.name for row in rows if row.name is not None])
        for row in rows:
            self._names[row.spelling, row.article_key] = strings.get(row.name)

    def name(self, spelling: int | None, article_key: int) -> str | None:
        """What a spelling is called in an article, None where it is called as it is written."""
        if spelling is None or not self._names:
            return None
        if (spelling, article_key) in self._names:
            return self._names[spelling, article_key]
        return self._names.get((spelling, 0))


def shown(connection: Connection, typed: Table, chosen: Any) -> list[Row]:
    """The chosen rows in their order, as pages show them."""
    version = (texts.c.article_key == articles.c.key) & (texts.c.version == articles.c.text_version)
    length = typed.c.end - typed.c.start
    extra = [func.substr(texts.c.text, typed.c.start + 1, length).label("text")]
    extra += [_between(typed, *edges).label(name) for name, edges in _PIECES[typed.name].items()]
    about = [
        articles.c.id.label("article_id"),
        articles.c.title,
        articles.c.published,
        articles.c.url,
        articles.c.text_version,
    ]
    own = (annotation_rows.c.article_key == typed.c.article_key) & (annotation_rows.c.id == typed.c.id)
    touched = own & (annotation_rows.c.coding == SHARED)
    joined: Select[Any] = (
        select(typed, *about, *extra, annotation_rows.c.last_op)
        .join(chosen, (chosen.c.article_key == typed.c.article_key) & (chosen.c.id == typed.c.id))
        .join(articles, articles.c.key == typed.c.article_key)
        .join(texts, version)
        .outerjoin(annotation_rows, touched)
        .order_by(chosen.c.day.desc(), chosen.c.article_key, chosen.c.start, chosen.c.id)
    )
    found = [dict(row) for row in connection.execute(joined).mappings()]
    strings = STRINGS[typed.name]
    words = interning.texts_of(
        connection, sorted({row[name] for row in found for name in strings if row[name] is not None})
    )
    spelled = {row[f"{name}_spelling"] for row in found for name in SHOWN[typed.name]}
    given = Given(connection, spelled)
    return [_row(row, typed.name, words, given) for row in found]


def _between(typed: Table, start: str, end: str) -> ColumnElement[Any]:
    """The words of the text between two offsets; null where there are none."""
    first, last = typed.c[start], typed.c[end]
    return case((first.is_(None), literal(None)), else_=func.substr(texts.c.text, first + 1, last - first))


_PIECES: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "figures": {"sentence": ("sentence_start", "sentence_end")},
    "quotes": {"cue": ("cue_start", "cue_end")},
}
_NUMBERS = ("value", "low", "high", "value_si", "low_si", "high_si")


def _row(row: Row, table: str, words: Mapping[int, str], given: Given) -> Row:
    for name in STRINGS[table]:
        row[name] = words.get(row[name])
    for name in SHOWN[table]:
        called = given.name(row.pop(f"{name}_spelling"), row["article_key"]) if row[name] is not None else None
        row[name] = called or row[name]
    for name in _NUMBERS if table == "figures" else ():
        row[name] = tidy_number(row[name])
    row[ID[table]] = row.pop("id")
    row["day"] = date.fromordinal(row["day"]).isoformat() if row["day"] else None
    return row


FIGURES, QUOTES = figure_rows, quote_rows
