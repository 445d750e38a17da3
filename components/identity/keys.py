"""Which entity a mention names by itself: the same key for a name in every article, without anything stored."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from components.model import Annotation, EntityValues

PLACES = ("GPE", "LOC", "FAC")
UNNAMED = frozenset(("DATE", "TIME"))  # labels whose mentions mean a time and name nothing
NOT_WORD = re.compile(r"[\W_]+")
SIMPLE = re.compile(r"[a-z0-9 \n]*")  # nothing in it that folding would change
POSSESSIVE = re.compile(r"(?<=\w)(?:['’]s|(?<=s)['’])$")
TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
LETTERS = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"})


@lru_cache(maxsize=200_000)
def entity_id(name: str, label: str) -> str:
    """The id that a name has in every article: the same for names that differ in case, accents and punctuation alone.

    >>> entity_id("São Paulo", "GPE") == entity_id("Sao Paulo", "LOC")
    True
    """
    return key_from(normalised(name), label)


def key_from(plain: str, label: str) -> str:
    """The id of a name that is normalised already (doing it twice takes off a second "the")."""
    kind = "PLACE" if label in PLACES else label
    return "e" + hashlib.sha256(f"{kind}|{plain}".encode("utf-8", "replace")).hexdigest()[:12]


@lru_cache(maxsize=200_000)
def normalised(name: str) -> str:
    """A name for comparison: without case, accents, punctuation, a leading "the" and a possessive.

    A name that holds nothing else stays as it is, so that "!!!" and "???" are two.

    >>> normalised("The U.S. Army's")
    'us army'
    """
    return _plain(POSSESSIVE.sub("", name.casefold().strip())).strip().removeprefix("the ") or name.casefold()


def _plain(folded: str) -> str:
    """Without accents and punctuation, what was between words one blank."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", folded.translate(LETTERS)) if not unicodedata.combining(c))
    return NOT_WORD.sub(" ", plain.replace(".", "").replace("'", "").replace("’", ""))


def searchable(names: Iterable[str]) -> str:
    """What a search for any of these names looks through: all as they are written, and without accents and punctuation."""
    written = "\n".join(names).casefold()
    return written if SIMPLE.fullmatch(written) else f"{written}\n{_plain(written)}"


def fits(search: str, words: str) -> bool:
    """Whether every word that somebody typed is in the names that ``searchable`` joined, as typed or without accents.

    >>> fits(searchable(["São Paulo", "Sampa"]), "sao paulo"), fits(searchable(["São Paulo"]), "sampa")
    (True, False)
    """
    return all(word in search or normalised(word) in search for word in words.casefold().split())


def key_of(annotation: Annotation, text: str) -> str | None:
    """The key of a mention, None for what names nothing. ``text`` is the article's."""
    values = annotation.values
    if annotation.label in UNNAMED or not isinstance(values, EntityValues):
        return None
    name = values.name or mention_of(text, annotation.start, annotation.end)
    return key(name, annotation.label, values.entity_id, annotation.hand, annotation.original_label)


def key(name: str, label: str, stored: str | None, hand: Sequence[str] = (), original: str | None = None) -> str:
    """The key of a mention from its values.

    An id that came with it stands (an import says so who it is: two people called John Smith), unless a person changed the
    name or the label, from which the machine had derived it.
    """
    if stored is None or "name" in hand:
        return entity_id(name, label)
    if original and "entity_id" not in hand and stored == entity_id(name, original):
        return entity_id(name, label)
    return stored


def tidy(name: str, most: int = 200) -> str:
    """A name as it can stand in a sentence or a field: one line of at most ``most`` characters, without those that control
    a terminal or turn the direction of writing for all that follows.

    >>> tidy("Two\\nlines \u202eand more", 9)
    'Two line…'
    """
    plain = (c for c in " ".join(name.split()) if unicodedata.category(c) not in ("Cc", "Cs") and c not in TURNING)
    line = " ".join("".join(plain).split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def mention_of(text: str, start: int, end: int) -> str:
    """The words of a mention on one line."""
    return " ".join(text[start:end].split())
