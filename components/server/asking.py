"""The parameters of the JSON way in: what each may be, and what they ask the store for. Whatever else is sent is refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from starlette.datastructures import QueryParams

from components.model import REVIEW_STATUSES

LONGEST = 500  # characters of a value
MOST = 500  # rows of one answer
FARTHEST = 1_000_000_000  # of offset


class ParameterError(ValueError):
    """A parameter that there is not, or with a value that cannot be; the message says which and what could."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of an address: the field of the question that it sets, how it is read, whether it can be given several times,
    and its schema for OpenAPI."""

    field: str
    read: Callable[[str], Any]
    schema: Mapping[str, Any]
    many: bool = False


def _text(raw: str) -> str:
    if len(raw) > LONGEST or any(not c.isprintable() for c in raw):
        raise ValueError(f"at most {LONGEST} characters in one line")
    return raw


def _day(raw: str) -> str:
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", raw, re.ASCII):
        raise ValueError("a day such as 2024-05-31")
    return date.fromisoformat(raw).isoformat()


def _flag(raw: str) -> bool:
    if raw not in ("true", "false"):
        raise ValueError("true or false")
    return raw == "true"


def _status(raw: str) -> str:
    if raw not in REVIEW_STATUSES:
        raise ValueError(f"one of {', '.join(REVIEW_STATUSES)}")
    return raw


def _number(most: int) -> Callable[[str], int]:
    def read(raw: str) -> int:
        if not re.fullmatch(r"\d{1,10}", raw, re.ASCII) or int(raw) > most:
            raise ValueError(f"a whole number up to {most}")
        return int(raw)

    return read


def words(field: str, many: bool = False) -> Parameter:
    """A parameter of words."""
    return Parameter(field, _text, {"type": "string", "maxLength": LONGEST}, many)


DAYS = {
    "first": Parameter("first", _day, {"type": "string", "format": "date"}),
    "last": Parameter("last", _day, {"type": "string", "format": "date"}),
}
SAMPLES = {"samples": Parameter("samples", _flag, {"type": "boolean"})}
PAGING = {
    "limit": Parameter("limit", _number(MOST), {"type": "integer", "minimum": 0, "maximum": MOST}),
    "offset": Parameter("offset", _number(FARTHEST), {"type": "integer", "minimum": 0, "maximum": FARTHEST}),
}
ARTICLES = {
    "q": words("words"),
    **{
        name: words(name)
        for name in ("outlet", "tag", "assignee", "label", "speaker", "place", "weapon", "source", "name", "collection")
    },
    "status": Parameter("review_status", _status, {"type": "string", "enum": list(REVIEW_STATUSES)}),
    "toll": Parameter("has_toll", _flag, {"type": "boolean"}),
    **DAYS,
    **SAMPLES,
}
ROWS = {
    **{name: words(f"{name}s", many=True) for name in ("label", "outlet", "place")},
    "judged": Parameter("judged", _flag, {"type": "boolean"}),
    "repeated": Parameter("repeated", _flag, {"type": "boolean"}),
    "collection": words("collection"),
    **DAYS,
    **SAMPLES,
}
QUOTES = {**{name: ROWS[name] for name in ROWS if name != "place"}, "speaker": words("speaker"), "q": words("words")}
EVENTS = {
    "q": words("words"),
    "kind": words("kinds", many=True),
    "place": words("places", many=True),
    "least": Parameter("least", _number(FARTHEST), {"type": "integer", "minimum": 0, "maximum": FARTHEST}),
    **DAYS,
    **SAMPLES,
}
ONE_ARTICLE = {"article": words("article")}


def read(given: QueryParams, known: Mapping[str, Parameter]) -> dict[str, Any]:
    """What the parameters say, by field. Raises ParameterError."""
    found: dict[str, Any] = {}
    for name in given:
        if name not in known:
            raise ParameterError(f"there is no parameter {name[:60]!r}; there are {', '.join(sorted(known))}")
        values = given.getlist(name)
        if len(values) > (20 if known[name].many else 1):
            raise ParameterError(f"{name} is given too often")
        found[known[name].field] = _values(name, known[name], values)
    return found


def _values(name: str, parameter: Parameter, values: Sequence[str]) -> Any:
    try:
        read_ = tuple(parameter.read(value) for value in values)
    except ValueError as error:
        raise ParameterError(f"{name} cannot be {values[0][:60]!r}: {error}") from error
    return read_ if parameter.many else read_[0]
