"""Reads one figure that a person marked, from the text alone: no parse, so that the answer is immediate."""

from __future__ import annotations

import re

from components.extract.counting.nouns import singular
from components.extract.counting.persons import unit_of_record
from components.extract.counting.records import quantity_values
from components.extract.counting.victim_types import victim_type
from components.extract.labels import AGE
from components.extract.quantities.scan import Quantity, scan
from components.model import CASUALTIES, FigureValues

CONTEXT = 60  # characters on either side: a bound or a unit may stand outside of the marked span
SINGLE = re.compile(r"(?:an?|one|the|his|her|another)\s+(.+)", re.IGNORECASE | re.DOTALL)
NONE = re.compile(r"(?:no|zero|without(?: any)?)\s+(.+)", re.IGNORECASE | re.DOTALL)
DROP = re.compile(
    r"^(?:of|the|other|others|more|additional|further|extra|another|its|their|his|her|them|whom|these|those|up|to)\s+",
    re.IGNORECASE,
)
WORDS = re.compile(r"[^\W\d_][\w'’-]*")


def read(text: str, start: int, end: int, label: str) -> FigureValues:
    """The values of the figure at ``text[start:end]``, read by the grammar without a parse (for figures added by hand)."""
    start, end = max(0, min(start, len(text))), max(0, min(end, len(text)))
    if start >= end:
        return FigureValues()
    low = text.rfind("\n", max(0, start - CONTEXT), start) + 1 or max(0, start - CONTEXT)
    while 0 < low < start and text[low - 1].isalnum():
        low += 1
    high = text.find("\n", end, end + CONTEXT)
    high = min(len(text), end + CONTEXT) if high < 0 else high
    inside = [q for q in scan(text, low, high) if q.num_start < end and q.num_end > start] or scan(text, start, end)
    if not inside:
        return _without_number(text[start:end], label)
    quantity = inside[0]
    if quantity.dimension is None and label == AGE:
        return FigureValues(**quantity_values(quantity), unit="year of age")
    unit, subject = quantity.unit, None
    if quantity.dimension is None:
        subject = _noun(text[max(quantity.end, start) : end])
        unit = unit_of_record(singular(subject.split()[-1]).lower() if subject else None, label)
        if label in CASUALTIES and unit is None:
            unit = "people"
    kind = victim_type(subject) if label in CASUALTIES else None
    return FigureValues(**quantity_values(quantity), unit=unit, subject=subject, victim_type=kind)


def _without_number(span: str, label: str) -> FigureValues:
    """ "a soldier" is one, "no casualties" none; anything else has no value that the span tells."""
    if none := NONE.fullmatch(span.strip()):
        value, noun = 0, _noun(f" {none[1]}")
    elif label in CASUALTIES:
        single = SINGLE.fullmatch(span.strip())
        value, noun = 1, _noun(f" {single[1] if single else span}")
    else:
        return FigureValues(subject=_noun(f" {span}"))
    unit = unit_of_record(singular(noun.split()[-1]).lower(), label) if noun else "people"
    made = Quantity(0, 1, 0, 1, value, value, value, "exact")
    kind = victim_type(noun) if label in CASUALTIES else None
    return FigureValues(**quantity_values(made), unit=unit, subject=noun, victim_type=kind)


def _noun(rest: str) -> str | None:
    """The counted noun in what the span holds after its number, without "of the", "other", "more"."""
    rest = rest.strip(" -\n")
    while match := DROP.match(f"{rest} "):
        rest = rest[match.end() :].strip()
    words = WORDS.findall(re.split(r"[,;:(]|\s(?:in|at|on|who|were|was|with|of|from)\s", rest)[0])
    return " ".join(words) or None
