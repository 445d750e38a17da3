"""A figure's reading in words and in short: "at least 94,000 people killed, by the Observatory, 14 May 2013" and "≥ 94,000".

For charts, pages and tooltips alike; the reader says the same (its format.ts), from
the same words and tested by the same cases. Takes rows of the figures table, or ``model.record_of(annotation)``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from components.lexicons import DATA
from components.model import CASUALTIES, Number

Row = Mapping[str, Any]
# The words that the reader needs too (reader/frontend/src/format.ts): both say the same of a figure.
_WORDS: Mapping[str, Any] = json.loads((DATA / "wording.json").read_text("utf-8"))
BOUND_WORDS: Mapping[str, str] = {bound: f"{words} " for bound, words in _WORDS["bounds"].items()}
BOUND_SIGNS = {"about": "~", "at_least": "≥ ", "more_than": "> ", "at_most": "≤ ", "less_than": "< "}
SCOPE_WORDS: Mapping[str, str] = _WORDS["scopes"]
LEFT_OUT_WORDS = {
    "background": "another incident, or an older value",
    "hypothetical": "not said to have happened",
    "perpetrator": "the attackers' own",
}
KIND_WORDS: Mapping[str, str] = _WORDS["kinds"]
PLURALS: Mapping[str, str] = {**{word: word for word in _WORDS["same"]}, **_WORDS["plurals"]}
ONES: Mapping[str, str] = _WORDS["ones"]
STATES = re.compile(_WORDS["says_no_more_than_the_label"])
UNIT_SIGNS = {
    "kilometer": "km",
    "meter": "m",
    "centimeter": "cm",
    "millimeter": "mm",
    "mile": "mi",
    "foot": "ft",
    "inch": "in",
    "kilometer per hour": "km/h",
    "mile per hour": "mph",
    "meter per second": "m/s",
    "kilogram": "kg",
    "gram": "g",
    "pound": "lb",
    "tonne": "t",
    "ton": "t",
    "percentage": "%",
    "celsius": "°C",
    "fahrenheit": "°F",
    "kilometer_per_hour": "km/h",
    "mile_per_hour": "mph",
    "meter_per_second": "m/s",
}
BARE = re.compile(_WORDS["has_its_article"], re.IGNORECASE)
COLLECTIVE = re.compile(_WORDS["takes_the"], re.IGNORECASE)
MONTHS = re.compile(r"\d{4}-\d\d")


def known(row: Row, name: str) -> Any:
    """The value in ``row[name]``, or None where it is missing, empty or one of pandas' own missing values."""
    value = row.get(name)
    if isinstance(value, str):
        return value or None
    return None if value is None or str(value) in ("nan", "<NA>", "NaT") else value


def number(value: Number) -> str:
    """A number as people write it: "94,000", "18.4", "1.9 billion".

    >>> number(94000), number(18.4), number(1_900_000_000), number(1_234_567)
    ('94,000', '18.4', '1.9 billion', '1,234,567')
    """
    for size, word in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if abs(value) >= size and abs(value) / size < 1000:
            scaled = float(f"{abs(value) / size:.6g}")
            if scaled == round(scaled, 2):
                return f"{'-' if value < 0 else ''}{scaled:.6g} {word}"
            break
    if float(value).is_integer():
        return f"{int(value):,}"
    return f"{value:,.2f}".rstrip("0").rstrip(".") if abs(value) >= 0.01 else f"{value:.3g}"


def day(iso: str) -> str:
    """An ISO day, month or interval as people write it; anything else stays as it is.

    >>> day("2013-05-14"), day("2013-05"), day("2013-05-07/2013-05-13"), day("2013")
    ('14 May 2013', 'May 2013', '7 May 2013 to 13 May 2013', '2013')
    """
    return " to ".join(_one_day(part) for part in iso.split("/"))


def _one_day(iso: str) -> str:
    is_month = MONTHS.fullmatch(iso) is not None
    try:
        found = date.fromisoformat(f"{iso}-01" if is_month else iso)
    except ValueError:
        return iso
    if is_month:
        return f"{found:%B %Y}"
    return f"{found.day} {found:%B %Y}" if len(iso) == 10 else iso


def amount(row: Row) -> str:
    """The figure in its shortest form: "≥ 94,000", "≤ 9", "10–20", "~50", "24–99?" for a vague one, "?" where unread."""
    bound, value, low, high = (known(row, name) for name in ("bound", "value", "low", "high"))
    if bound in ("range", "vague") and low is not None and high is not None:
        return f"{number(low)}–{number(high)}" + ("?" if bound == "vague" else "")
    one = value if value is not None else low if low is not None else high
    return "?" if one is None else BOUND_SIGNS.get(bound, "") + number(one)


def amount_with_unit(row: Row) -> str:
    """The short form with its unit where it is no count of people: "≤ 160 km", "Mach 8", "40 launchers"."""
    unit = known(row, "unit")
    if unit is None or unit in ("people", "person"):
        return amount(row)
    if unit.lower() == "mach":
        return f"Mach {amount(row)}"
    sign = UNIT_SIGNS.get(unit)
    return amount(row) + (sign if sign == "%" else f" {sign or units(unit, _one(row))}")


def units(unit: str, value: Number | None = None) -> str:
    """A unit in the number that ``value`` asks for: "mile" and 125 is "miles"; "kilometer per hour" is "kilometers per hour".

    >>> units("mile", 125), units("mile", 1), units("kilometer_per_hour", 80), units("battery", 2)
    ('miles', 'mile', 'kilometers per hour', 'batteries')
    """
    head, per, rest = unit.replace("_", " ").partition(" per ")
    if value == 1:
        return ONES.get(head, head) + per + rest
    head, of, more = head.partition(" of ")
    first, blank, last = head.rpartition(" ")
    if head in PLURALS:
        head = PLURALS[head]
    elif last in PLURALS:  # "square foot", "Japanese yen"
        head = first + blank + PLURALS[last]
    elif head.endswith(("man", "child")):
        head = head[: -len("man")] + "men" if head.endswith("man") else head + "ren"
    elif re.search(r"[^aeiou]y$", head):
        head = head[:-1] + "ies"
    elif re.search(r"(s|x|ch|sh)$", head):
        head += "es"
    elif head:
        head += "s"
    return head + of + more + per + rest


def quantity(row: Row) -> str:
    """The figure's quantity in words, with its unit: "at least 94,000 people", "125 miles", "Mach 8", "12 percent"."""
    low, high = known(row, "low"), known(row, "high")
    unit, subject, one, bound = known(row, "unit"), known(row, "subject"), _one(row), known(row, "bound")
    if bound is None and known(row, "value") is None:  # one end alone
        bound = "range" if low is not None and high is not None else "at_least" if low is not None else "at_most"
    if one is None:
        return f'"{known(row, "text") or "unread"}"'
    if bound in ("range", "vague") and low is not None and high is not None:
        words = f"{number(low)} to {number(high)}"
    else:
        words = number(one)
    if unit and unit.lower() == "mach":
        return f"{BOUND_WORDS.get(bound, '')}Mach {words}"
    return f"{BOUND_WORDS.get(bound, '')}{words} {_noun(row, unit, subject, one)}".rstrip()


def _noun(row: Row, unit: str | None, subject: str | None, one: Number) -> str:
    """What is counted or measured, in its number: "miles", "dock workers", "percent", "people" for "dead" and "bodies"."""
    if unit == "year of age":
        return "years old"
    if unit in ("percentage", "percent"):
        return "percent"
    if known(row, "label") in CASUALTIES:
        return who(row) or ("person" if one == 1 else "people")
    if unit is None or unit in ("people", "person"):
        return "person" if unit and one == 1 and subject in PLAIN else subject or ("people" if unit else "")
    return units(unit, None if known(row, "bound") == "range" else one)


PLAIN = (None, "people", "person")  # subjects that say no more than the unit


def who(row: Row) -> str | None:
    """Who is counted, where that says more than the label does: not "people", "dead" or "bodies".

    >>> who({"subject": "nurses"}), who({"subject": "bodies"})
    ('nurses', None)
    """
    subject = known(row, "subject")
    return None if subject in PLAIN or STATES.search(str(subject)) else str(subject)


def reading(row: Row) -> str:
    """The figure's normalised reading in one line: quantity, what happened, who says so, when.

    >>> reading({"label": "KILLED", "value": 94000, "low": 94000, "bound": "at_least", "unit": "people",
    ...          "subject": "people", "source": "Syrian Observatory for Human Rights", "as_of": "2013-05-14"})
    'at least 94,000 people killed, by the Syrian Observatory for Human Rights, 14 May 2013'
    """
    label, scope = known(row, "label"), known(row, "scope")
    words = quantity(row)
    if label in CASUALTIES:
        words += f" {label.lower()}"
    elif label in KIND_WORDS:
        words = f"{KIND_WORDS[label]} {words}"
    weapon = known(row, "weapon")
    if weapon and not _stems(weapon) <= _stems(f"{words} {known(row, 'text')}"):
        words += f" ({weapon})"
    if known(row, "bound") == "vague" and known(row, "text"):
        words += f' ("{row["text"]}")'
    parts = [words]
    if label in CASUALTIES and (place := known(row, "place")):
        parts[0] += f" in {place}"
    if source := known(row, "source"):
        parts.append(f"by {with_article(source)}")
    if relay := known(row, "relay"):
        parts.append(f"reported by {with_article(relay)}")
    if as_of := known(row, "as_of"):
        parts.append(day(as_of))
    if scope in SCOPE_WORDS:
        parts.append(SCOPE_WORDS[scope])
    return ", ".join(parts)


def _stems(phrase: str) -> set[str]:
    """The words of a phrase, a plural as its singular: "launchers" adds nothing to "6 launchers" or "1 launcher"."""
    return {re.sub(r"ies$", "y", word).removesuffix("s") for word in re.findall(r"[\w-]+", phrase.lower())}


def with_article(name: str) -> str:
    """A name as it stands after "by": institutions and offices take "the", people, several and names with an article do not.

    >>> with_article("Interior Ministry"), with_article("Vera Zelin"), with_article("mayor"), with_article("officials")
    ('the Interior Ministry', 'Vera Zelin', 'the mayor', 'officials')
    """
    if BARE.match(name):
        return name
    office = name[:1].islower() and not name.endswith("s")
    return f"the {name}" if office or COLLECTIVE.search(name) else name


def claimant(row: Row) -> str:
    """Who stands behind the figure: its source, else the outlet itself."""
    source = known(row, "source")
    return str(source) if source else str(known(row, "outlet") or "The article itself")


def why_left_out(row: Row, others: Mapping[str, Row], toll: Row) -> str:
    """Why a figure is none of those that a toll rests on; ``others`` are the article's figures of its label by their ids.

    >>> old, new = {"figure_id": "a", "value": 17}, {"figure_id": "b", "value": 31, "supersedes": "a"}
    >>> why_left_out(old, {"a": old, "b": new}, {"value": 31})
    'an earlier value, revised to 31'
    """
    revised = next((other for other in others.values() if known(other, "supersedes") == row["figure_id"]), None)
    same, whole = (others.get(known(row, name) or "") for name in ("same_as", "part_of"))
    if scope := LEFT_OUT_WORDS.get(known(row, "scope") or ""):
        return scope
    if revised is not None:
        return f"an earlier value, revised to {amount(revised)}"
    if same is not None:
        return f"says {amount(same)} again"
    if whole is not None:
        return f"a part of {amount(whole)}"
    if known(row, "scope") == "cumulative" and known(toll, "scope") != "cumulative":
        return "a running total, not this event"
    return _beside(_one(row), known(row, "bound"), _one(toll))


def _beside(count: Number | None, bound: str | None, counted: Number | None) -> str:
    """How a count of the event stands to the one that was taken."""
    if count is None:
        return "no number that could be read"
    if bound == "vague":
        return "no exact number"
    if counted is None or count == counted:
        return "the same number, told elsewhere"
    return "a lower count" if count < counted else "a higher count, told later in the text"


def _one(row: Row) -> Any:
    found = [known(row, name) for name in ("value", "low", "high")]
    return next((x for x in found if x is not None), None)
