"""What the number grammar reads without a parse: span, value and unit of everything in a text."""

from __future__ import annotations

import pytest

from components.extract.quantities import scan


def read(text: str) -> list[tuple[str, object, str | None]]:
    return [(text[q.start : q.end], q.value if q.value is not None else (q.low, q.high), q.unit) for q in scan(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It was -4 °C at dawn.", [("-4 °C", -4, "celsius")]),
        ("Lows of -12C are likely.", [("-12C", -12, "celsius")]),
        ("Temperatures fell to minus four.", [("minus four", -4, "degree")]),
        ("It was - 41C ( - 41.8F ) then .", [("- 41C", -41, "celsius"), ("- 41.8F", -41.8, "fahrenheit")]),
        ("It was 36.6C (98 °F) there.", [("36.6C", 36.6, "celsius"), ("98 °F", 98, "fahrenheit")]),
        ("Output shrank by -0.3% then.", [("-0.3%", -0.3, "percentage")]),
        ("The B-52C landed.", []),
    ],
)
def test_temperatures_and_minus(text: str, wanted: list[object]) -> None:
    assert read(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("down 0 . 6 % in May", [("0 . 6 %", 0.6, "percentage")]),
        ("some 1 . 6 billion of it", [("some 1 . 6 billion", 1_600_000_000, None)]),
        ("It closed in 1990 . 8 people left .", [("8", 8, None)]),
        ("about 10 , 000 goats", [("about 10 , 000", 10_000, None)]),
        ("yields of 7 3 / 4 %", [("7 3 / 4 %", 7.75, "percentage")]),
    ],
)
def test_tokenised_text_is_read_whole(text: str, wanted: list[object]) -> None:
    assert read(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("He is 5 feet 2 inches tall.", [("5 feet 2 inches", 5.16666666667, "foot")]),
        ("It took two hours and 15 minutes.", [("two hours and 15 minutes", 2.25, "hour")]),
        ("She won in 2hr 39min 36sec.", [("2hr 39min 36sec", 2.66, "hour")]),
        ("A boy of one year and six months old", [("one year and six months old", 1.5, "year of age")]),
        ("He is 5 ft 2 in tall.", [("5 ft 2 in", 5.16666666667, "foot")]),
        ("He is 5'2\" tall.", [("5'2\"", 5.16666666667, "foot")]),
        ("He is 5’11” tall.", [("5’11”", 5.91666666667, "foot")]),
        ("‘It was 30’, he said.", [("30", 30, None)]),
        ("It costs 15 dollars and 50.", [("15 dollars and 50", 15.5, "dollar")]),
        ("It costs 15 dollars and 50 of them came.", [("15 dollars", 15, "dollar"), ("50", 50, None)]),
        ("ten dollars and fifty cents", [("ten dollars and fifty cents", 10.5, "dollar")]),
        ("It rose 5 feet in 2 minutes.", [("5 feet", 5, "foot"), ("2 minutes", 2, "minute")]),
    ],
)
def test_a_larger_and_a_smaller_unit_are_one_amount(text: str, wanted: list[object]) -> None:
    assert read(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("They paid 48 MEUR.", [("48 MEUR", 48_000_000, "euro")]),
        ("about 8 B people", [("about 8 B", 8_000_000_000, None)]),
        ("It cost 210 pence.", [("210 pence", 210, "pence")]),
        ("a field of 10 kV/cm", [("10 kV/cm", 10, "kilovolt per centimeter")]),
        ("The weight is 20 (kg).", [("20 (kg)", 20, "kilogram")]),
        ("Amal (7) and Sara (5) slept.", [("7", 7, None), ("5", 5, None)]),
        ("It fires 5 short tons.", [("5 short tons", 5, "short ton")]),
        ("He will be 35 by May.", [("35", 35, "year of age")]),
        ("She heard 5-to-6 shots.", [("5-to-6", (5, 6), None)]),
        ("The Under-19s won.", []),
        ("She was 40 miles away.", [("40 miles", 40, "mile")]),
    ],
)
def test_units(text: str, wanted: list[object]) -> None:
    assert read(text) == wanted


@pytest.mark.parametrize("unit", ["ton", "tons", "tonne", "metric tons"])
def test_a_ton_is_metric_unless_it_says_otherwise(unit: str) -> None:
    assert scan(f"It weighs 5 {unit}.")[0].pint == "metric_ton"


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "a page with id=45 in its address",
        '<a href="/list?n=12" width=300>more</a>',
        "See http://example.org/12/a-5 for it.",
        "Write to a5@example.org soon.",
        "It was built in the second half of the year.",
        "the Nova 11 Pro Max",
        "They want 1) peace, 2 ) bread.",
    ],
)
def test_no_quantity(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "span", "value"),
    [
        ("at least **12** people", "at least **12", 12),
        ("at least __12__ people", "at least __12", 12),
        ("a *5* km walk", "5* km", 5),
        ("[12 people](http://example.org/3)", "12", 12),
        ("<p>At least <b>12</b> people", "At least <b>12", 12),
        ("fewer than <a href='/7'>94,000</a> of them", "fewer than <a href='/7'>94,000", 94_000),
    ],
)
def test_marked_up_numbers_are_read(text: str, span: str, value: int) -> None:
    found = scan(text)
    assert [(text[q.start : q.end], q.value) for q in found] == [(span, value)]


def test_a_piece_of_a_marked_up_text_keeps_its_offsets() -> None:
    text = "**One** of them, then **12** km more."
    assert [text[q.start : q.end] for q in scan(text, 17)] == ["12** km"]
