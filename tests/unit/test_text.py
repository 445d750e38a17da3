"""The text is settled once: offsets hold from then on."""

from __future__ import annotations

import pytest

from components.text import is_hard_wrapped, paragraphs, settle


@pytest.mark.parametrize(
    ("raw", "settled"),
    [
        ("Five\tdead\x00", "Five dead "),
        ("One\r\ntwo\rthree", "One\ntwo\nthree"),
        ("\ufeffCafe\u0301", "Café"),
        ("a\u2028b", "a\nb"),
        ("Ten \x1b[31mred", "Ten  [31mred"),
        ("half \ud83d a pair", "half \ufffd a pair"),
        ("👨\u200d👩\u200d👧 stays", "👨\u200d👩\u200d👧 stays"),
    ],
)
def test_settled(raw: str, settled: str) -> None:
    assert settle(raw) == settled
    assert settle(settled) == settled


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        (" \n\n ", []),
        ("One.\nTwo.", ["One.", "Two."]),
        ("\n\n  One.  \n \n\nTwo.\n", ["One.", "Two."]),
    ],
)
def test_paragraphs(text: str, found: list[str]) -> None:
    assert [text[s.start : s.end] for s in paragraphs(text)] == found


def test_wrapped_lines_of_a_wire_report_are_one_paragraph() -> None:
    line = "Rescue teams went on digging through the rubble of the collapsed"
    wrapped = "\n".join([line] * 5) + "\nmarket hall.\n\n" + "\n".join([line] * 5) + "\nschool."
    assert is_hard_wrapped(wrapped)
    assert len(paragraphs(wrapped)) == 2


def test_short_paragraphs_are_not_taken_for_wrapped_lines() -> None:
    text = "Rescue teams went on digging through the night, officials said.\n" * 8
    assert not is_hard_wrapped(text)
    assert len(paragraphs(text)) == 8
