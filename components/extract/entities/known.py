"""What data/gazetteers and the lexicons know about names: labels, full names, and whether a name stands alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from components.extract.entities.page import Phrases
from components.lexicons import gazetteer, lexicon

LARGE_CITY = 500_000  # people: from here on a city is found even where the model saw no name


@dataclass(frozen=True, slots=True)
class Known:
    """One meaning of a name: its label, the full name it stands for, and whether it means that without the model's help."""

    label: str
    name: str
    alone: bool = True
    kind: str = ""


@cache
def names() -> dict[str, Known]:
    """Every known name but weapons, by its exact form; the first list that has a name settles it."""
    found: dict[str, Known] = {}
    for row in gazetteer("countries", "name", "code", "aliases", "people", "capital"):
        for name in (row["name"], *_parts(row["aliases"])):
            found.setdefault(name, Known("GPE", row["name"], kind="country"))
        people = _parts(row["people"])
        for name in people:
            found.setdefault(name, Known("NORP", people[0], kind="people"))
        if row["capital"]:
            found.setdefault(row["capital"], Known("GPE", row["capital"], kind="city"))
    for row in gazetteer("names", "name", "label", "kind"):
        found.setdefault(row["name"], Known(row["label"], row["name"], kind=row["kind"]))
    for row in gazetteer("organisations", "name", "aliases", "ambiguous", "kind"):
        unclear = set(_parts(row["ambiguous"]))
        for name in (row["name"], *_parts(row["aliases"])):
            found.setdefault(name, Known("ORG", row["name"], alone=name not in unclear, kind=row["kind"]))
    for row in gazetteer("cities", "name", "country", "population"):
        large = int(row["population"]) >= LARGE_CITY
        found.setdefault(row["name"], Known("GPE", row["name"], alone=large, kind="city" if large else "town"))
    for row in gazetteer("regions", "name", "country"):
        found.setdefault(row["name"], Known("GPE", row["name"], alone=False, kind="region"))
    return found


@cache
def name_phrases() -> Phrases[Known]:
    """The known names for finding them in a page."""
    return Phrases(names().items())


@cache
def unclear_acronyms() -> dict[str, str]:
    """Acronyms of organisations that may mean something else ("AU", "IS"), to the full names."""
    return {
        name: known.name
        for name, known in names().items()
        if known.label == "ORG" and not known.alone and name.isupper()
    }


@cache
def shouted() -> dict[str, str]:
    """Known names of one word as headlines and datelines write them, in capitals ("CAIRO"), to their usual form."""
    return {name.upper(): name for name, known in names().items() if known.alone and name.isalpha() and len(name) > 3}


@cache
def first_words() -> frozenset[str]:
    """The words with which a known name can begin, in usual writing or in capitals."""
    return frozenset(name_phrases().by_first) | frozenset(shouted())


@cache
def titles() -> frozenset[str]:
    """Words before a person's name that are no part of it."""
    return frozenset(row["word"] for row in lexicon("titles", "word", "strong"))


@cache
def strong_titles() -> frozenset[str]:
    """Titles after which a name is a person's, whatever the model says."""
    return frozenset(row["word"] for row in lexicon("titles", "word", "strong") if row["strong"])


@cache
def roles() -> frozenset[str]:
    """Nouns for persons by what they do, in small letters: none is a given name, however it is written in headlines."""
    nouns = {row["noun"] for row in lexicon("speaker_nouns", "noun", "kind")}
    for row in lexicon("role_synonyms", "noun", "roles"):
        nouns |= {row["noun"], *row["roles"].split()}
    return frozenset(nouns)


@cache
def first_names() -> frozenset[str]:
    """Given names, without those that are also places or organisations."""
    given = {row["name"] for row in lexicon("first_names", "name", "gender")}
    return frozenset(given.union(row["name"] for row in lexicon("given_names", "name"))) - names().keys()


@cache
def heads() -> dict[str, str]:
    """The last word of a name to the label it settles."""
    return {row["word"]: row["label"] for row in lexicon("name_heads", "word", "label")}


@cache
def openers() -> dict[str, str]:
    """The first word of a name to the label it settles."""
    return {row["word"]: row["label"] for row in lexicon("name_openers", "word", "label")}


@cache
def words(kind: str) -> frozenset[str]:
    """The words of one kind of data/lexicons/name_words.tsv, such as "particle"."""
    return frozenset(row["word"] for row in lexicon("name_words", "word", "kind") if row["kind"] == kind)


@cache
def not_names() -> frozenset[str]:
    """Words that alone name nothing."""
    return frozenset(row["word"] for row in lexicon("not_names", "word"))


def _parts(cell: str) -> list[str]:
    return [part for part in cell.split("; ") if part]
