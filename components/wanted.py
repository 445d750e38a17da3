"""What an analyst types to find figures, "KILLED over 100 in Homs in May 2013" → what each must be; rank 2, read by the store."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass

from components.labels import labels


class WantedError(ValueError):
    """The words say nothing that figures could be found by; the message is for the analyst."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A figure of this label, from ``least`` to ``most`` (both inclusive unless ``open_ends``), at a place, on a day that begins
    with ``when`` ("2013", "2013-05", "2013-05-14"). What is None is not asked for."""

    label: str | None = None
    least: float | None = None
    most: float | None = None
    open_ends: bool = False
    place: str | None = None
    when: str | None = None


NUMBER = r"(\d[\d,.]*)\s*(thousand|million|billion|k|m)?"
TIMES = {"thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "billion": 1e9}
OVER, FROM, UNDER, TO = (
    r"(?:over|more than|above|>)",
    r"(?:at least|from|>=|≥)",
    r"(?:under|less than|fewer than|below|<)",
    r"(?:at most|up to|<=|≤)",
)
FORMS = (  # the words before a number, in the order in which they are tried → which ends it sets, and whether it is left out
    (re.compile(rf"\bbetween\s+{NUMBER}\s+and\s+{NUMBER}(?!\w)|(?<![\w-]){NUMBER}\s*(?:-|–|to)\s*{NUMBER}(?![\w-])", re.I), "both", False),
    (re.compile(rf"(?<![\w<>=]){FROM}\s*{NUMBER}(?!\w)", re.I), "least", False),
    (re.compile(rf"(?<![\w<>=]){TO}\s*{NUMBER}(?!\w)", re.I), "most", False),
    (re.compile(rf"(?<![\w<>=]){OVER}\s*{NUMBER}(?!\w)", re.I), "least", True),
    (re.compile(rf"(?<![\w<>=]){UNDER}\s*{NUMBER}(?!\w)", re.I), "most", True),
)  # fmt: skip
ALONE = re.compile(rf"(?<![\w-])(?:exactly\s+|=\s*)?{NUMBER}(?![\w-])", re.I)
MONTHS = {name.lower(): n for names in (calendar.month_name, calendar.month_abbr) for n, name in enumerate(names) if n}
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
DAYS = (
    (re.compile(r"(?:\b(?:in|on)\s+)?\b(\d{4}-\d\d-\d\d|\d{4}-\d\d)\b", re.I), "iso"),
    (re.compile(rf"(?:\b(?:in|on)\s+)?\b(\d{{1,2}})\s+({MONTH})\.?\s+(\d{{4}})\b", re.I), "day"),
    (re.compile(rf"(?:\b(?:in|on)\s+)?\b({MONTH})\.?\s+(\d{{1,2}}),?\s+(\d{{4}})\b", re.I), "us"),
    (re.compile(rf"(?:\bin\s+)?\b({MONTH})\.?\s+(\d{{4}})\b", re.I), "month"),
    (re.compile(r"\bin\s+((?:19|20)\d\d)\b", re.I), "year"),
)
PLACE = re.compile(r"\b(?:in|at|near)\s+(.+)$", re.I)
HELP = "Try “killed over 100 in Homs in May 2013”, “range 100 to 300” or “injured in Aleppo”."


def wanted(words: str) -> Wanted:
    """What figures must be. Raises WantedError with a sentence that says what was not understood.

    >>> wanted("KILLED over 100 in Homs in May 2013")
    Wanted(label='KILLED', least=100.0, most=None, open_ends=True, place='Homs', when='2013-05')
    """
    rest, when = _day(" ".join(words.split()))
    rest, least, most, is_open = _ends(rest)
    place = PLACE.search(rest)
    if place:
        rest = rest[: place.start()]
    label = _label(rest)
    found = Wanted(label, least, most, is_open, place[1].strip(" ,.") if place else None, when)
    if found == Wanted():
        raise WantedError(f"No figure can be found by nothing. {HELP}")
    return found


def _day(words: str) -> tuple[str, str | None]:
    """The words without the day, and the day as ISO begins it."""
    for form, kind in DAYS:
        found = form.search(words)
        if found is None:
            continue
        return f"{words[: found.start()]} {words[found.end() :]}", _iso(kind, found)
    return words, None


def _iso(kind: str, found: re.Match[str]) -> str:
    if kind in ("iso", "year"):
        return found[1]
    if kind == "month":
        return f"{found[2]}-{MONTHS[found[1].lower()]:02}"
    day, month = (found[1], found[2]) if kind == "day" else (found[2], found[1])
    return f"{found[3]}-{MONTHS[month.lower()]:02}-{int(day):02}"


def _ends(words: str) -> tuple[str, float | None, float | None, bool]:
    """The words without the number, and the ends that it sets."""
    for form, which, is_open in FORMS:
        found = form.search(words)
        if found is None:
            continue
        rest = f"{words[: found.start()]} {words[found.end() :]}"
        numbers = [_number(found[n], found[n + 1]) for n in range(1, form.groups, 2) if found[n]]
        if which == "both":
            return rest, min(numbers), max(numbers), False
        return rest, numbers[0] if which == "least" else None, numbers[0] if which == "most" else None, is_open
    found = ALONE.search(words)
    if found is None:
        return words, None, None, False
    number = _number(found[1], found[2])
    return f"{words[: found.start()]} {words[found.end() :]}", number, number, False


def _number(digits: str, times: str | None) -> float:
    plain = digits.rstrip(".,").replace(",", "")
    try:
        return float(plain) * TIMES.get((times or "").lower(), 1)
    except ValueError as error:
        raise WantedError(f"“{digits}” is no number. {HELP}") from error


def _label(words: str) -> str | None:
    """The label that the words name: by its name, its title, or one of the words that people say for it."""
    plain = " ".join(re.findall(r"[^\W_]+", words.lower()))
    if not plain:
        return None
    figures = {name: about for name, about in labels().items() if about.layer == "figure"}
    for name, about in figures.items():
        if plain in (" ".join(name.lower().split("_")), about.title.lower(), *SAID.get(name, ())):
            return name
    raise WantedError(f"“{words.strip()}” is no kind of figure. {HELP}")


SAID = {
    "KILLED": ("dead", "deaths", "people killed", "killed people", "died"),
    "INJURED": ("wounded", "people injured", "hurt"),
    "MISSING": ("people missing",),
    "DETAINED": ("arrested",),
    "DISPLACED": ("refugees", "people displaced"),
}
