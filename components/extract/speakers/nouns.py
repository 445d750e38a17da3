"""What single words tell about a speaker: gender of names, nouns and titles, kinds of nouns, outlets."""

from __future__ import annotations

from functools import cache

from components.lexicons import lexicon

PRESS = frozenset(
    [
        "news",
        "newspaper",
        "radio",
        "tv",
        "television",
        "broadcaster",
        "agency",
        "times",
        "post",
        "herald",
        "journal",
        "tribune",
        "gazette",
        "chronicle",
        "telegraph",
        "wire",
        "daily",
        "press",
    ]
)  # what the names of outlets end in


@cache
def first_names() -> dict[str, str]:
    """First names with "f" or "m"."""
    return {r["name"]: r["gender"] for r in lexicon("first_names", "name", "gender")}


@cache
def gendered() -> dict[str, str]:
    """Nouns and titles, in lower case, with "f" or "m"."""
    return {r["noun"]: r["gender"] for r in lexicon("gendered_nouns", "noun", "gender")}


@cache
def kinds() -> dict[str, str]:
    """Nouns that stand for speakers, with person, group, body or text."""
    return {r["noun"]: r["kind"] for r in lexicon("speaker_nouns", "noun", "kind")}


@cache
def _short_titles() -> dict[str, str]:
    return {r["title"]: r["noun"] for r in lexicon("title_nouns", "title", "noun")}


def spelled_out(word: str) -> str:
    """The noun of a short title: "doctor" for "dr"; other words as they are."""
    return _short_titles().get(word, word)


@cache
def outlets() -> frozenset[str]:
    """Names of agencies, papers and broadcasters, in lower case, without "the"."""
    return frozenset(r["name"].lower().removeprefix("the ") for r in lexicon("outlets", "name"))


def gender_of(name: str) -> str | None:
    """The gender of a person's full name, None where it tells nothing.

    >>> gender_of("Angela Merkel"), gender_of("Merkel")
    ('f', None)
    """
    words = name.replace(".", " ").split()
    if words and (title := gendered().get(words[0].lower())) is not None and len(words) > 1:
        return title
    known = first_names()
    for word in words[:-1]:
        if word in known:
            return known[word]
        if "-" in word and (half := known.get(word.split("-")[0])) is not None:
            return half
    return known.get(words[-1]) if words and "-" in words[-1] else None  # Ban Ki-moon


def is_outlet(name: str) -> bool:
    """Whether a name is a news outlet's.

    >>> is_outlet("the Wall Street Journal"), is_outlet("Kestovia Today News")
    (True, True)
    """
    plain = name.lower().removeprefix("the ").removesuffix("'s").removesuffix("\u2019s").strip()
    return plain in outlets() or plain.split(" ")[-1] in PRESS
