"""Full-text search with the engine's own means: FTS5 on SQLite, tsvector on PostgreSQL; one syntax for both.

Words must all occur, in any form ("missiles" finds "missile"); "a phrase" as it stands; -word must not occur; the last
word may be unfinished.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from unicodedata import normalize

from sqlalchemy import ColumnElement, Connection, Select, and_, column, false, func, literal, select, table, text

from components.store.answers import Pieces
from components.store.schema import articles, texts

TERM = re.compile(r'(-?)"([^"]*)"?|(\S+)')
WORD = re.compile(r"[^\W_]+")
STEM = 6  # letters of a word that its forms share
AROUND = 60  # characters a snippet shows on either side
ENDING = re.compile(r"(?:ies|es|s|ed|ing|y|e)$", re.IGNORECASE)
WHOLE = r"(?![^\W_])"  # the word ends here
BEGUN = re.compile(r'[\s"-]*')  # what may become a phrase, or a word that must not occur
MARKS = re.compile("[\u0300-\u036f]")
# PostgreSQL reads numbers, addresses and hosts out of punctuation ("S-300" as s and -300); blanks make words of their parts.
PUNCTUATION = "-–—_./:@'’+&#%,;"
Terms = list[tuple[bool, tuple[str, ...], bool]]  # whether it is wanted, its words, whether the last one may go on

FTS = table("article_search", column("rowid"), column("article_search"), column("rank"))
VECTORS = table("article_search", column("key"), column("words"))


def index(connection: Connection, keys: Sequence[int]) -> None:
    """Puts the present title, outlet, author and text of articles into the index."""
    rows = [{"key": key} for key in keys]
    if connection.dialect.name == "sqlite":
        connection.execute(
            text(
                "INSERT INTO article_search (rowid, title, outlet, author, text) "
                "SELECT key, title, outlet, author, text FROM searchable WHERE key = :key"
            ),
            rows,
        )
        return
    plain = "to_tsvector('dateline', translate(regexp_replace(normalize({}, NFD), :marks, '', 'g'), :from, :to))"
    title = plain.format("concat_ws(' ', a.title, a.outlet, a.author)")
    body = plain.format(
        "left(t.text, 500000)"
    )  # a tsvector holds at most 1 MB; words of a longer text repeat themselves
    connection.execute(
        text(
            "INSERT INTO article_search (key, words) SELECT a.key, "
            f"{title} || {body} "
            "FROM articles a JOIN texts t ON t.article_key = a.key AND t.version = a.text_version WHERE a.key = :key"
        ),
        [{**row, "marks": MARKS.pattern, "from": PUNCTUATION, "to": " " * len(PUNCTUATION)} for row in rows],
    )


def unindex(connection: Connection, keys: Sequence[int]) -> None:
    """Takes articles out of the index; before their rows change, because SQLite must be told what was indexed."""
    rows = [{"key": key} for key in keys]
    if connection.dialect.name == "sqlite":
        connection.execute(
            text(
                "INSERT INTO article_search (article_search, rowid, title, outlet, author, text) "
                "SELECT 'delete', key, title, outlet, author, text FROM searchable WHERE key = :key"
            ),
            rows,
        )
    else:
        connection.execute(text("DELETE FROM article_search WHERE key = :key"), rows)


def snippets(connection: Connection, query: str, keys: Sequence[int]) -> dict[int, Pieces]:
    """Where the first of the words stands in each of the articles, with some words around it; nothing without words.

    The engines' own snippets weigh every occurrence against every other: 11 s for a page of long articles.
    """
    wanted = pattern(query)
    if not keys or wanted is None:
        return {}
    rows = connection.execute(
        select(texts.c.article_key, texts.c.text)
        .join(articles, (articles.c.key == texts.c.article_key) & (articles.c.text_version == texts.c.version))
        .where(texts.c.article_key.in_(keys))
    )
    return {key: pieces for key, whole in rows if (pieces := _snippet(whole, wanted))}


def _snippet(whole: str, wanted: re.Pattern[str]) -> Pieces:
    found = wanted.search(fold(whole))
    if found is None:
        return ()
    start, end = max(0, found.start() - AROUND), min(len(whole), found.end() + 2 * AROUND)
    if start and (blank := whole.find(" ", start, found.start())) >= 0:
        start = blank + 1
    if end < len(whole) and (blank := whole.rfind(" ", found.end(), end)) >= 0:
        end = blank
    pieces = marked(whole[start:end].replace("\n", " "), wanted)
    before, after = ("… " if start else ""), (" …" if end < len(whole) else "")
    return tuple(piece for piece in ((before, False), *pieces, (after, False)) if piece[0])


def marked(value: str, wanted: re.Pattern[str] | None) -> Pieces:
    """``value`` in pieces, each with whether the query found it there.

    >>> marked("Six missiles hit", pattern("missile"))
    (('Six ', False), ('missiles', True), (' hit', False))
    """
    pieces, at = [], 0
    for found in wanted.finditer(fold(value)) if wanted else ():
        pieces += [(value[at : found.start()], False), (value[found.start() : found.end()], True)]
        at = found.end()
    return tuple(piece for piece in (*pieces, (value[at:], False)) if piece[0])


def pattern(query: str) -> re.Pattern[str] | None:
    """What the words of a query look like in a text without accents (see ``fold``); None where it has none.

    The engines take words by their stems, which is guessed at here: a mark is for the eye.
    """
    terms = [
        r"[\W_]+".join([*(_forms(word) for word in words[:-1]), _forms(words[-1], unfinished)])
        for wanted, words, unfinished in parse(query)
        if wanted
    ]
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(terms)})", re.IGNORECASE) if terms else None


def _forms(word: str, unfinished: bool = False) -> str:
    """The forms of a word as a regular expression."""
    if unfinished or len(word) > STEM:
        return word[:STEM] + r"\w*" if len(word) > STEM else word + r"\w*"
    stem = ENDING.sub("", word)
    endings = r"(?:y|ies|ied|es|e|s|ed|d|ing)?"
    return f"{stem}{endings}{WHOLE}" if len(stem) > 2 else f"{word}{WHOLE}"


def fold(value: str) -> str:
    """``value`` without accents and of the same length, so that an offset in one is an offset in the other."""
    return "".join(c if c < "\x80" else normalize("NFD", c)[0] for c in value)


def matches(dialect: str, query: str) -> ColumnElement[bool] | None:
    """The condition that an article matches ``query``; None where nothing is asked yet and every article does.

    A query without words, such as an emoji or a bracket, finds nothing.
    """
    terms = parse(query)
    if not terms:
        return None if BEGUN.fullmatch(query) else false()
    if not any(wanted for wanted, _, _ in terms):
        unwanted = [(True, words, prefix) for _, words, prefix in terms]
        return and_(*(articles.c.key.not_in(_found(dialect, [term])) for term in unwanted))
    return articles.c.key.in_(_found(dialect, terms))


def _found(dialect: str, terms: Terms) -> Select[Any]:
    """The keys of the articles that have the terms."""
    if dialect == "sqlite":
        return select(FTS.c.rowid).where(FTS.c.article_search.op("MATCH")(literal(fts5(terms))))
    return select(VECTORS.c.key).where(VECTORS.c.words.op("@@")(func.to_tsquery("dateline", tsquery(terms))))


def parse(query: str) -> Terms:
    """The terms of a query as people type it: wanted or not, words, unfinished or not.

    >>> parse('siege "old town" -aleppo')
    [(True, ('siege',), False), (True, ('old', 'town'), False), (False, ('aleppo',), False)]
    """
    found: Terms = []
    for minus, phrase, word in TERM.findall(query):
        wanted = not (minus or word.startswith("-"))
        words = tuple(WORD.findall(MARKS.sub("", normalize("NFD", phrase or word))))
        if words:
            found.append((wanted, words, False))
    if found and found[-1][0] and query[-1:].isalnum():
        wanted, words, _ = found[-1]
        found[-1] = (wanted, words, True)
    return found


def fts5(terms: Terms) -> str:
    """The terms in FTS5's syntax; every word is quoted, so that nothing in it is an operator."""
    wanted = ['"' + " ".join(words) + '"' + ("*" if prefix else "") for good, words, prefix in terms if good]
    unwanted = ['"' + " ".join(words) + '"' for good, words, _ in terms if not good]
    query = " AND ".join(wanted)
    return f"({query}) NOT ({' OR '.join(unwanted)})" if unwanted else query


def tsquery(terms: Terms) -> str:
    """The terms in tsquery's syntax; words hold only letters and digits."""
    parts = []
    for good, words, prefix in terms:
        quoted = [f"'{word}'" for word in words]
        phrase = " <-> ".join(quoted) + (":*" if prefix else "")
        parts.append(f"({phrase})" if good else f"!({phrase})")
    return " & ".join(parts)
