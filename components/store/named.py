"""The names over all articles, as analysts decided: pages of them, one with all that is known of it, and where it stands.

Counted in the engine. An entity is a mention's key, or what decisions made of it (``given_names``). Of ``Asked`` the samples and the
collection narrow what counts; a copy of another article counts as any article does. Without a collection the sums that are kept
(tallies.py) are added up; the rows are read for the names that mean somebody else in some articles.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Subquery,
    and_,
    case,
    distinct,
    func,
    literal,
    literal_column,
    or_,
    select,
    union_all,
)

from components.identity import Identities
from components.identity.alike import Alike, alike, told_apart
from components.identity.keys import entity_id, normalised, searchable
from components.identity.listing import Entity, Place, most_common
from components.languages import ENGLISH
from components.model import SAMPLE
from components.store import asking, collecting, giving, interning
from components.store.library import tagged
from components.store.schema import (
    articles,
    given_names,
    mention_rows,
    mention_tallies,
    name_tallies,
    spelling_keys,
    spellings,
    terms,
)
from components.tables.stored import OWN, REPEATED, SAMPLES

PIECE = 500  # ids of one statement
MOST_COMPARED = 5_000  # names that are compared with each other, the most mentioned
COLUMNS = ("name", "label", "written", "name_spelling")


class Listed(NamedTuple):
    """A page of names, and how many fit."""

    entities: list[Entity]
    fit: int


class Named:
    """The names of a store: ``store.named``."""

    def __init__(self, read: asking.Opening) -> None:
        self._read = read

    def total(self, asked: asking.Asked) -> int:
        """How many names there are."""
        with self._read() as connection:
            found = _variants(connection, asked)
            return connection.scalar(select(func.count(distinct(found.c.entity)))) or 0

    def page(
        self, asked: asking.Asked, words: str = "", labels: Sequence[str] = (), limit: int = 25, offset: int = 0
    ) -> Listed:
        """The names that have each of these words in something that anybody called them, and one of the labels: the most mentioned
        first, those of equal mentions by name."""
        with self._read() as connection:
            found = _variants(connection, asked)
            spelled = spellings.alias()
            mentions = func.sum(found.c.n)
            wanted = (
                select(found.c.entity, func.count().over().label("fit"))
                .join(spelled, spelled.c.key == found.c.name_spelling)
                .group_by(found.c.entity)
                .order_by(mentions.desc(), func.min(spelled.c.written), found.c.entity)
            )
            if words.split():
                wanted = _called_so(connection, wanted, found, spelled, words)
            if labels:
                wanted = wanted.where(found.c.entity.in_(_labelled(found, labels)))
            rows = connection.execute(wanted.limit(limit).offset(offset)).all()
            entities = _entities(connection, asked, [row.entity for row in rows])
            return Listed([entities[row.entity] for row in rows], rows[0].fit if rows else 0)

    def some(self, asked: asking.Asked, ids: Sequence[str]) -> dict[str, Entity]:
        """Those of these entities that any article names, by id."""
        with self._read() as connection:
            return _entities(connection, asked, ids)

    def called(self, asked: asking.Asked, name: str, label: str) -> list[Entity]:
        """The entities that have this name: those that articles mean by it, and those that were given it."""
        plain = normalised(name)
        with self._read() as connection:
            decided = giving.identities(connection)
            ids = {entity_id(name, label), *(i for i, given in decided.names.items() if normalised(given) == plain)}
            found = _variants(connection, asked, spellings.c.written == plain)
            ids.update(connection.scalars(select(found.c.entity).distinct()))
            entities = _entities(connection, asked, sorted(ids)).values()
            return [entity for entity in entities if _has_name(entity, name, label)]

    def places(self, asked: asking.Asked, entity: str, limit: int, offset: int = 0) -> list[Place]:
        """Where an entity is named, the newest article first, in the order of the text."""
        with self._read() as connection:
            written = terms.alias()
            # of a name that many articles have, those of the newest: as many articles as places are asked for hold enough of them
            newest = _newest(connection, asked, entity, limit + offset)
            rows = _rows(connection, asked).where(mention_rows.c.article_key.in_(newest))
            wanted = rows.add_columns(
                articles.c.id.label("article"), articles.c.published, articles.c.title, written.c.text.label("words")
            ).add_columns(mention_rows.c.id.label("annotation"), mention_rows.c.start)
            wanted = wanted.join(written, written.c.key == mention_rows.c.written).where(_meaning() == entity)
            found = connection.execute(wanted.order_by(*_NEWEST, mention_rows.c.start).limit(limit).offset(offset))
            return [Place(r.article, r.published, r.title, r.words, r.annotation, r.start) for r in found]

    def articles(self, asked: asking.Asked, entity: str, limit: int) -> list[tuple[str, str | None, str]]:
        """The newest articles that name an entity: id, day and title."""
        with self._read() as connection:
            keys = _newest(connection, asked, entity, limit)
            wanted = select(articles.c.id, articles.c.published, articles.c.title).where(articles.c.key.in_(keys))
            return [(r.id, r.published, r.title) for r in connection.execute(wanted.order_by(*_NEWEST))]

    def names(self, asked: asking.Asked, entity: str) -> list[str]:
        """All full names that mentions of an entity have; where it was parted from another, those of the other too."""
        with self._read() as connection:
            keys = _names(connection, [entity])
            return sorted(interning.texts_of(connection, keys).values())

    def alike(self, asked: asking.Asked) -> list[Alike]:
        """Pairs that may be one and were not told apart, the surest first, among the MOST_COMPARED names that are mentioned most."""
        with self._read() as connection:
            found = _variants(connection, asked)
            leading = select(found.c.entity).group_by(found.c.entity)
            leading = leading.order_by(func.sum(found.c.n).desc(), found.c.entity).limit(MOST_COMPARED)
            entities = _entities(connection, asked, connection.scalars(leading).all(), counted=False)
            apart = giving.identities(connection).apart
        return [pair for pair in alike(entities.values()) if not told_apart(pair, apart)]


_NEWEST = (articles.c.published.desc().nulls_last(), articles.c.id.desc())
OFTEN = 20_000  # mentions from which on articles are gone through, the newest first, until enough of them have the name


def _newest(connection: Connection, asked: asking.Asked, entity: str, limit: int) -> list[int]:
    """The keys of the newest articles that name an entity."""
    names = _names(connection, [entity])
    mentions = select(func.sum(mention_tallies.c.n)).where(mention_tallies.c.name_spelling.in_(_spelled([entity])))
    rows = _rows(connection, asked, names).where(_meaning() == entity)
    wanted = select(articles.c.key).where(articles.c.removed_at.is_(None)).order_by(*_NEWEST).limit(limit)
    if int(connection.scalar(mentions) or 0) < OFTEN:
        keys = rows.with_only_columns(mention_rows.c.article_key)
        return list(connection.scalars(wanted.where(articles.c.key.in_(keys))))
    there = select(mention_rows.c.article_key).where(mention_rows.c.article_key == articles.c.key)
    there = there.where(mention_rows.c.name.in_(names), mention_rows.c.name_spelling.in_(_spelled([entity])))
    found: list[int] = []
    for at in range(0, 2**31, 4 * limit):
        piece = list(connection.scalars(wanted.where(there.exists()).limit(4 * limit).offset(at)))
        mine = rows.where(mention_rows.c.article_key.in_(piece)).with_only_columns(mention_rows.c.article_key)
        named = set(connection.scalars(mine))
        found += [key for key in piece if key in named]
        if len(found) >= limit or not piece:
            return found[:limit]
    return found


def each(connection: Connection, asked: asking.Asked) -> Iterator[Entity]:
    """All entities, some at a time, in no order."""
    found = _variants(connection, asked)
    ids = connection.scalars(select(found.c.entity).distinct()).all()
    for at in range(0, len(ids), PIECE):
        yield from _entities(connection, asked, ids[at : at + PIECE]).values()


def _has_name(entity: Entity, name: str, label: str) -> bool:
    """Whether the entity is called so: then it is the one that articles with this name mean."""
    wanted = entity_id(name, label)
    same = normalised(entity.name) == normalised(name)
    return entity.id == wanted or (same and entity_id(entity.name, entity.label) == wanted)


def _variants(connection: Connection, asked: asking.Asked, *where: ColumnElement[bool]) -> Subquery:
    """Mentions that are alike in name, label and words, with the entity that they mean, the key they have by themselves, and how
    many they are (``n``). ``where`` narrows by columns of ``spellings``."""
    if asked.collection:
        return _rows(connection, asked).where(*where).subquery()
    apart = asking.with_articles_of_their_own(connection)
    tally = mention_tallies.c
    shelves = [OWN, REPEATED, *([SAMPLES] if asked.samples else [])]
    anywhere = given_names.alias()
    summed = (
        select(
            func.coalesce(anywhere.c.entity, spellings.c.own).label("entity"),
            spellings.c.own,
            *(tally[name] for name in COLUMNS),
            func.sum(tally.n).label("n"),
        )
        .join(spellings, spellings.c.key == tally.name_spelling)
        .outerjoin(anywhere, and_(anywhere.c.spelling == spellings.c.key, anywhere.c.article_key == giving.ANYWHERE))
        .where(tally.shelf.in_(shelves), *where)
        .group_by(*asking.range_of(range(2 + len(COLUMNS))))
        .having(func.sum(tally.n) != 0)  # what was taken away again is no name
    )
    if not apart:
        return summed.subquery()
    names = select(tally.name).where(tally.name_spelling.in_(apart))
    rows = _rows(connection, asked, names).where(mention_rows.c.name_spelling.in_(apart), *where)
    return union_all(summed.where(tally.name_spelling.not_in(apart)), rows).subquery()


_HERE, _ANYWHERE = given_names.alias("given_here"), given_names.alias("given_anywhere")


def _meaning() -> ColumnElement[Any]:
    """Whom a mention of ``_rows`` means."""
    return func.coalesce(_HERE.c.entity, _ANYWHERE.c.entity, spellings.c.own)


def _rows(connection: Connection, asked: asking.Asked, names: Any = None) -> Select[Any]:
    """The mentions themselves, in the columns of ``_variants``; ``names`` are keys of full names, which lead to their rows."""
    m = mention_rows.c
    spelled = spellings.c.key
    wanted = (
        select(_meaning().label("entity"), spellings.c.own, *(m[name] for name in COLUMNS), literal(1).label("n"))
        .select_from(mention_rows)
        .join(articles, articles.c.key == m.article_key)
        .join(spellings, spelled == m.name_spelling)
        .outerjoin(_HERE, and_(_HERE.c.spelling == spelled, _HERE.c.article_key == m.article_key))
        .outerjoin(_ANYWHERE, and_(_ANYWHERE.c.spelling == spelled, _ANYWHERE.c.article_key == giving.ANYWHERE))
        .where(articles.c.language == ENGLISH, articles.c.removed_at.is_(None))
    )
    if rejected := interning.keys_there(connection, ("rejected",)):
        wanted = wanted.where(m.status.not_in(rejected))
    if not asked.samples:
        wanted = wanted.where(~tagged(SAMPLE))
    if asked.collection:
        wanted = wanted.where(m.article_key.in_(collecting.members(asked.collection)))
    return wanted if names is None else wanted.where(m.name.in_(names))


def _spelled(ids: Collection[str]) -> Any:
    """The spellings that may mean one of these entities: their own, and those that people made them."""
    digests = [interning.digest(one) for one in ids]
    own = select(spelling_keys.c.spelling).where(spelling_keys.c.own.in_(digests))
    return own.union(select(given_names.c.spelling).where(given_names.c.entity.in_(ids)))


def _names(connection: Connection, ids: Collection[str]) -> list[int]:
    """The full names that mentions of these entities may have, as keys of terms."""
    tally = mention_tallies.c
    return list(connection.scalars(select(tally.name).where(tally.name_spelling.in_(_spelled(ids))).distinct()))


def _called_so(connection: Connection, wanted: Select[Any], found: Subquery, spelled: Any, words: str) -> Select[Any]:
    """Of entities that are grouped, those that have every word somewhere, as typed or without accents."""
    full, written = terms.alias(), terms.alias()
    wanted = wanted.join(full, full.c.key == found.c.name).join(written, written.c.key == found.c.written)
    decided = giving.identities(connection)
    ever = {one: searchable({decided.names.get(one, ""), *decided.given.get(one, ())}) for one in _decided(decided)}
    for word in words.casefold().split():
        plain = normalised(word)
        has = [
            column.contains(word, autoescape=True)
            for column in (_folded(connection, full), _folded(connection, written))
        ]
        if plain:
            has += [
                spelled.c.written.contains(plain, autoescape=True),
                _plain(connection, full).contains(plain, autoescape=True),
            ]
        given = [one for one, names in ever.items() if word in names or (plain and plain in names)]
        wanted = wanted.having(func.max(case((or_(*has, found.c.entity.in_(given)), 1), else_=0)) == 1)
    return wanted


def _decided(decided: Identities) -> set[str]:
    return {*decided.names, *decided.given}


def _folded(connection: Connection, term: Any) -> ColumnElement[Any]:
    return (func.casefold if connection.dialect.name == "sqlite" else func.lower)(term.c.text)


def _plain(connection: Connection, term: Any) -> ColumnElement[Any]:
    """A string without case and accents."""
    if connection.dialect.name == "sqlite":
        return func.plain(term.c.text)
    decomposed = func.normalize(func.lower(term.c.text), literal_column("NFKD"))
    return func.regexp_replace(decomposed, "[\u0300-\u036f]", "", "g")


def _labelled(found: Subquery, labels: Sequence[str]) -> Select[Any]:
    """The entities whose most frequent label is one of these."""
    label = terms.alias()
    counted = (
        select(found.c.entity, label.c.text, func.sum(found.c.n).label("n"))
        .join(label, label.c.key == found.c.label)
        .group_by(found.c.entity, label.c.text)
    ).subquery()
    first = func.row_number().over(partition_by=counted.c.entity, order_by=(counted.c.n.desc(), counted.c.text))
    ranked = select(counted.c.entity, counted.c.text, first.label("rank")).subquery()
    return select(ranked.c.entity).where(ranked.c.rank == 1, ranked.c.text.in_(labels))


class _Sums:
    """The mentions of one key, counted."""

    def __init__(self) -> None:
        self.names: Counter[str] = Counter()
        self.labels: Counter[str] = Counter()
        self.written: Counter[str] = Counter()

    def add(self, name: str, label: str, written: str, n: int) -> None:
        """Counts mentions that are alike."""
        for counts, one in ((self.names, name), (self.labels, label), (self.written, written)):
            counts[one] += n


def _entities(
    connection: Connection, asked: asking.Asked, ids: Sequence[str], counted: bool = True
) -> dict[str, Entity]:
    """Those of these entities that are named, by id in the order of ``ids``; without their articles unless ``counted``."""
    sums: dict[str, dict[str, _Sums]] = defaultdict(lambda: defaultdict(_Sums))
    for at in range(0, len(ids), PIECE):
        piece = ids[at : at + PIECE]
        found = _variants(connection, asked, spellings.c.key.in_(_spelled(piece)))
        alike_ = (found.c.entity, found.c.own, found.c.name, found.c.label, found.c.written)
        wanted = select(*alike_, func.sum(found.c.n)).where(found.c.entity.in_(piece)).group_by(*alike_)
        rows = connection.execute(wanted).all()
        texts = interning.texts_of(connection, sorted({key for row in rows for key in row[2:5]}))
        for entity, own, name, label, written, n in rows:
            sums[entity][own].add(texts[name], texts[label], texts[written], int(n))
    decided = giving.identities(connection)
    there = {one: sums[one] for one in ids if one in sums}
    in_articles: Mapping[str, int] = _articles(connection, asked, there, decided) if counted else {}
    return {one: _entity(one, found, decided, in_articles.get(one, 0)) for one, found in there.items()}


def _entity(ident: str, sums: Mapping[str, _Sums], decided: Identities, in_articles: int) -> Entity:
    total = _Sums()
    for one in sums.values():
        for counts, more in ((total.names, one.names), (total.labels, one.labels), (total.written, one.written)):
            counts.update(more)
    name = decided.names.get(ident) or most_common(total.names)
    aliases = sorted(((w, n) for w, n in total.written.items() if w != name), key=lambda pair: (-pair[1], pair[0]))
    keys = sorted(sums, key=lambda own: (-sums[own].written.total(), own))
    called = tuple((own, most_common(sums[own].names)) for own in keys)
    search = searchable(dict.fromkeys([name, *total.names, *total.written, *decided.given.get(ident, ())]))
    label, mentions = most_common(total.labels), total.written.total()
    return Entity(ident, name, label, tuple(aliases), mentions, in_articles, called, search)


def _articles(
    connection: Connection, asked: asking.Asked, found: Mapping[str, Mapping[str, object]], decided: Identities
) -> dict[str, int]:
    """In how many articles each entity is named: from the sums where it is one key, else counted."""
    single = [one for one, own in found.items() if set(own) == {one} and one not in decided.parted]
    if asked.collection:
        single = []
    rest = [one for one in found if one not in set(single)]
    counts: dict[str, int] = {}
    shelves = [OWN, *([SAMPLES] if asked.samples else [])]
    for at in range(0, len(single), PIECE):
        mine = name_tallies.c.own.in_(single[at : at + PIECE])
        summed = select(name_tallies.c.own, func.sum(name_tallies.c.n)).where(mine, name_tallies.c.shelf.in_(shelves))
        counts |= {own: int(n) for own, n in connection.execute(summed.group_by(name_tallies.c.own))}
    for at in range(0, len(rest), PIECE):
        piece = rest[at : at + PIECE]
        rows = _rows(connection, asked, _names(connection, piece)).add_columns(mention_rows.c.article_key).subquery()
        counted = select(rows.c.entity, func.count(distinct(rows.c.article_key))).where(rows.c.entity.in_(piece))
        counts |= {row[0]: row[1] for row in connection.execute(counted.group_by(rows.c.entity))}
    return counts
