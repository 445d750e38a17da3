"""Bare numbers of four digits that are years, and those that only look like years ("1,900 people", "in 2000 homes")."""

from __future__ import annotations

import re

from components.extract.quantities.forms import Number

YEARS = range(1400, 2101)
RECENT = range(1900, 2100)
CENTURY = re.compile(r"[ ]?[-–][ ]?\d{4} [a-z]+s\b")
BEFORE = re.compile(
    r"(?<![^\W_])(?:in|since|from|by|until|till|of|the|during|between|before|after|early|late|mid|year|back|for|on|to|through|and|around|circa|spring|summer|autumn|fall|winter|season|christmas|a|an|its|his|their|last|that|this)[ \n]$"
)
CLEAR = re.compile(
    r"(?<![^\W_])(?:in|since|until|till|during|before|early|late|mid|year|back|spring|summer|autumn|winter|the|a|an|its|his|their|that|this|of|from|by|after|for)[ \n]$"
)
DATED = re.compile(r"\d\d?, $|[a-z], $")
PERSONS_AFTER = re.compile(
    r"[ \u00a0](?:[a-z]+[ -]){0,1}(?:people|men|women|children|troops|personnel|soldiers|civilians|fighters|refugees|families|houses|homes|members|jobs|employees|workers|police|officers|prisoners|residents|villagers|students|deaths|vehicles|rockets|missiles|tanks|shells|units|points|homes|tests|votes|meters|metres)\b"
)
NOUN_AFTER = re.compile(
    r"[ \u00a0](?!(?:is|was|has|this|as|its|plus|versus|us|across|less|his|yes|does|yards|years|always|towards|afterwards|besides|perhaps)\b)(?:people|men|women|children|police|troops|personnel|(?:[a-z]+[ -]){0,2}[a-z]+s)\b"
)
SPAN_BEFORE = re.compile(r"(?<![^\W_])(?:from|between|of|\()[ \n]?\Z")
SPAN_AFTER = re.compile(
    r"(?:[ ](?:to|until|and|through)[ ]|[ ]?[-–—][ ]?)(?:1[0-9]|20)\d\d(?=[,.;)]| (?:and|by|when|as|it|in)\b)"
)


def is_year(text: str, low: str, number: Number) -> bool:
    """Whether a bare number of four digits is a year; ``low`` is the text in lower case."""
    start, end = number.start, number.end
    if end - start != 4 or not number.digits or number.scaled != 1:
        return False
    if number.value not in YEARS:  # "ruled from 1293 to 1527", and not "rose from 1293 to 1527 homes"
        return bool(SPAN_BEFORE.search(low[max(0, start - 12) : start]) and SPAN_AFTER.match(text, end))
    if not isinstance(number.value, int) or CENTURY.match(low, end):
        return False
    head = low[max(0, start - 12) : start]
    if number.value in RECENT:
        return bool(CLEAR.search(head)) or not PERSONS_AFTER.match(text, end)
    if NOUN_AFTER.match(text, end):
        return False
    return bool(BEFORE.search(head)) or (
        head[-2:] == ", " and bool(DATED.search(head)) and text[end : end + 1] in ",.)"
    )
