"""The kind of a source and whether it is named: an official, a medic, a witness, a monitor, the media."""

from __future__ import annotations

from functools import cache
from typing import Literal, get_args

from components.events.sources import words
from components.lexicons import lexicon, rules

SourceKind = Literal["official", "medic", "witness", "monitor", "media"]
SOURCE_KINDS: tuple[SourceKind, ...] = get_args(SourceKind)
COLUMNS = ("name", "sets", "words", "example", "counterexample")


def kind_of(source: str, outlet: bool = False) -> SourceKind | None:
    """The kind of a source by the words of its name, None where they do not tell; ``outlet`` says that it published the claim itself.

    >>> kind_of("the Interior Ministry"), kind_of("doctors at the central hospital"), kind_of("Ana Berg")
    ('official', 'medic', None)
    """
    if outlet or source.casefold().removeprefix("the ") in _outlets():
        return "media"
    own = words(source)
    return next((sets for sets, telling in _rows() if own & telling), None)


def is_named(source: str) -> bool:
    """Whether a source is a person or body with a name, and no "officials" or "a witness".

    >>> is_named("Halvren police"), is_named("two witnesses"), is_named("Ana Berg")
    (True, False, True)
    """
    return any(word[:1].isupper() for word in source.split() if word.casefold() not in ("the", "a", "an"))


def spoken(kind: SourceKind | None, named: bool) -> str:
    """A source's kind and whether it is named, as pages say it.

    >>> spoken("official", False), spoken(None, True)
    ('official, not named', 'kind not known')
    """
    return (kind or "kind not known") + ("" if named else ", not named")


@cache
def _rows() -> tuple[tuple[SourceKind, frozenset[str]], ...]:
    kinds: dict[str, SourceKind] = {kind: kind for kind in SOURCE_KINDS}
    return tuple((kinds[row["sets"]], frozenset(row["words"].split("/"))) for row in rules("source_kinds", *COLUMNS))


@cache
def _outlets() -> frozenset[str]:
    return frozenset(row["name"].casefold().removeprefix("the ") for row in lexicon("outlets", "name"))
