"""The memory as rows: what its page lists, and what a CSV file takes out and brings in."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from components.memory import Hand, Memory, Tally
from components.memory_table import COLUMNS, lines, read_csv, to_csv

MEMORY = Memory(
    {
        "Orlan": {"ORG": Tally(added=2, wins=2, last="2024-05-02"), "GPE": Tally(left=1, losses=1, last="2024-05-02")},
        "Tarn": {"GPE": Tally(confirmed=1, wins=1, last="2024-05-03"), "ORG": Tally(added=1, wins=1)},
        "Voice": {"PERSON": Tally(rejected=1, losses=1, last="2024-05-01")},
        "Monday": {"DATE": Tally(confirmed=9, wins=9)},
        "Gone": {},
    },
    {"=1+1": Hand("use", "ORG", "ana", "2024-05-04"), "Gone": Hand("forget"), "Mayor": Hand("never", None, "bo", "2024-01-01")},
)  # fmt: skip


def surfaces(**asked: Any) -> list[str]:
    return [line.surface for line in lines(MEMORY, **asked)]


def test_the_page_lists_what_was_used_last_first_without_dates_and_what_was_forgotten() -> None:
    assert surfaces() == ["=1+1", "Tarn", "Orlan", "Voice", "Mayor"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"words": "orl"}, ["Orlan"]),
        ({"label": "GPE"}, ["Tarn", "Orlan"]),
        ({"effect": "label"}, ["=1+1", "Orlan"]),
        ({"effect": "differ"}, ["Tarn"]),
        ({"effect": "leave out"}, ["Voice"]),
        ({"effect": "never"}, ["Mayor"]),
        ({"by_hand": True}, ["=1+1", "Mayor"]),
    ],
)
def test_search_and_filters_narrow_the_list(asked: dict[str, object], found: list[str]) -> None:
    assert surfaces(**asked) == found


def test_the_file_has_a_row_for_each_string_and_label() -> None:
    rows = list(csv.DictReader(io.StringIO(to_csv(MEMORY).decode("utf-8"), newline="")))
    assert tuple(rows[0]) == COLUMNS
    assert [(r["surface"], r["kind"], r["label"], r["by"]) for r in rows] == [
        ("'=1+1", "use", "ORG", "hand"),
        ("Mayor", "never", "", "hand"),
        ("Orlan", "", "GPE", ""),
        ("Orlan", "use", "ORG", "decisions"),
        ("Tarn", "", "GPE", ""),
        ("Tarn", "", "ORG", ""),
        ("Voice", "leave out", "PERSON", "decisions"),
    ]
    assert rows[0]["guarded"] == "surface"


def test_a_file_read_into_its_own_memory_sets_nothing() -> None:
    assert read_csv(to_csv(MEMORY), "m.csv", MEMORY) == ({}, [])


def test_a_file_read_into_another_memory_does_there_what_it_did_here() -> None:
    found, problems = read_csv(to_csv(MEMORY), "m.csv", Memory())
    assert problems == []
    assert Memory(hand=found).verdicts.keys() == {"=1+1", "Orlan", "Voice"}
    assert found["Mayor"] == Hand("never")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Orlan,keep,ORG", "m.csv, line 3: kind is one of use, leave out, never, forget, found 'keep'"),
        ("Orlan,use,PLACE", "m.csv, line 3: label must be one of PERSON, "),
        ("Orlan,use,DATE", "m.csv, line 3: label must be one of PERSON, "),
        (",use,ORG", "m.csv, line 3: A surface has 1 to 200 characters, this one has 0"),
        (f"{'x' * 201},use,ORG", "m.csv, line 3: A surface has 1 to 200 characters, this one has 201"),
        ("Good,use,GPE", "m.csv, line 3: “Good” is set twice, and not the same"),
    ],
)
def test_what_is_wrong_is_told_by_its_line_and_the_rest_is_read(line: str, said: str) -> None:
    data = f"surface,kind,label\nGood,use,ORG\n{line}\nFine,never,\n".encode()
    found, [problem] = read_csv(data, "m.csv", Memory())
    assert set(found) == {"Good", "Fine"}
    assert f"{problem.where}: {problem.message}".startswith(said)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"name,label\nOrlan,ORG\n", "The first line must name the columns surface, kind and label; kind, surface"),
        ("surface,kind,label\nOrlán,use,ORG".encode("latin-1"), "The file is no UTF-8 text (byte 22)"),
    ],
)
def test_a_file_that_is_no_memory_says_what_it_lacks(data: bytes, said: str) -> None:
    found, [problem] = read_csv(data, "m.csv", Memory())
    assert not found
    assert problem.message.startswith(said)


@pytest.mark.parametrize(
    "text", ["label;surface;kind\nORG;Orlan;use\n", "\ufeffsurface,kind,label\r\nOrlan,use,ORG\r\n"]
)
def test_columns_stand_in_any_order_as_spreadsheets_write_them(text: str) -> None:
    assert read_csv(text.encode(), "m.csv", Memory()) == ({"Orlan": Hand("use", "ORG")}, [])


def test_no_bytes_set_nothing() -> None:
    assert read_csv(b"", "m.csv", Memory()) == ({}, [])
