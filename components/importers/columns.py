"""Which column of a table holds which field of an article: guessed from its header, told where it is in doubt, chosen by a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from components.importers import fields
from components.model import Problem

Places = dict[str, int]  # field → the column's number, from 0
OWN_TABLES = {
    "annotation_id": "annotations.csv",
    "quote_id": "quotes.csv",
    "figure_id": "figures.csv",
}


class HeaderError(ValueError):
    """The first row does not name a column that can hold the articles' texts."""


def plain(name: str) -> str:
    """A column's name as it is compared: "Full text" is "full_text"."""
    return "_".join(name.strip().lower().replace("-", " ").split())


def places(header: Sequence[str], chosen: Mapping[str, str] | None = None) -> Places:
    """The column of each field: what a person chose, else the first with a name that we know.

    Raises HeaderError where no column can hold the text, or a chosen one is not there.

    >>> places(["Headline", "Body", "Date"])
    {'text': 1, 'title': 0, 'published': 2}
    """
    names = [plain(cell) for cell in header]
    if said := _own(names):
        raise HeaderError(said)
    found: Places = {}
    for field, aliases in fields.ALIASES.items():
        at = next((names.index(alias) for alias in aliases if alias in names), None)
        if at is not None:
            found[field] = at
    for field, column in (chosen or {}).items():
        if field not in fields.ALIASES:
            raise HeaderError(f"An article has no field {field!r}; it has {', '.join(fields.ALIASES)}.")
        if column and plain(column) not in names:
            raise HeaderError(f"There is no column {column!r} for the {field}. {_there(header)}")
        found.pop(field, None)
        if column:
            found[field] = names.index(plain(column))
    if "text" not in found:
        raise HeaderError(_why(header))
    return found


def _own(names: Sequence[str]) -> str | None:
    """What is said of a table that we wrote ourselves: its rows are no articles with texts."""
    if names and names[0] in OWN_TABLES:
        return (
            f"This is the {OWN_TABLES[names[0]]} of an export: its rows are highlights, not articles. "
            "Import the articles.jsonl of the same export."
        )
    if "characters" in names and "text_sha256" in names:
        return (
            "This is the articles.csv of an export, which holds no texts. Import the articles.jsonl of the same export."
        )
    return None


def _why(header: Sequence[str]) -> str:
    return (
        f"No column holds the articles' text. {_there(header)} "
        f"Name one of them text ({', '.join(fields.ALIASES['text'][4:7])} will do too), or choose it."
    )


def _there(header: Sequence[str]) -> str:
    found = ", ".join(cell.strip()[:40] or "(no name)" for cell in header[:20]) or "none"
    return f"Columns found: {found}."


def doubts(header: Sequence[str], found: Places, chosen: Mapping[str, str], where: str) -> Iterator[Problem]:
    """A Problem for each field that two columns could hold under the same name: the first was taken."""
    names = [plain(cell) for cell in header]
    for field, at in found.items():
        if names.count(names[at]) > 1 and field not in chosen:
            yield Problem(
                where,
                f"Two columns are called {header[at].strip()!r}; the first was taken as the {field}. Rename one of them.",
            )
