"""What follows from decisions: one opinion is enough, opinions that differ are not, and a person's word on the page stands."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from components.memory import Hand, Memory, Tally, decide, decision, key, left_label, of_annotations, tallied
from components.model import Annotation, EntityValues

TEXT = "Orlan met Orlan."
FOUND = Annotation("a", "entity", "GPE", 0, 5, EntityValues("Orlan"), "model")


def row(
    label: str, decided: str, article: str = "a1", left: str | None = None, n: int = 1, last: str = ""
) -> tuple[Any, ...]:
    return "Orlan", label, decided, left, article, n, last


@pytest.mark.parametrize(
    ("surface", "kept"),
    [
        ("Orlan\nCity", "Orlan City"),
        ("  People’s  Front ", "People's Front"),
        ("S–300", "S-300"),
        ("US", "US"),
        ("us", "us"),
    ],
)
def test_a_string_is_kept_in_its_case_with_signs_made_alike(surface: str, kept: str) -> None:
    assert key(surface) == kept


@pytest.mark.parametrize(
    ("changes", "decided"),
    [
        ({}, None),
        ({"status": "accepted"}, "confirmed"),
        ({"status": "edited"}, "confirmed"),
        ({"status": "edited", "label": "ORG", "original_label": "GPE"}, "relabelled"),
        ({"status": "edited", "original_start": 0, "original_end": 3}, "added"),
        ({"status": "accepted", "origin": "analyst"}, "added"),
        ({"status": "edited", "origin": "analyst", "label": "ORG", "original_label": "GPE"}, "added"),
        ({"status": "rejected"}, "rejected"),
        ({"status": "rejected", "label": "ORG", "original_label": "GPE"}, "rejected"),
    ],
)
def test_what_a_person_did_to_a_highlight_is_one_decision(changes: dict[str, Any], decided: str | None) -> None:
    assert decision(replace(FOUND, **changes)) == decided


def test_the_label_that_was_taken_away_is_the_machines() -> None:
    moved = replace(FOUND, label="ORG", original_label="GPE", status="edited")
    assert left_label(moved) == "GPE"
    assert left_label(replace(moved, origin="analyst")) is None


@pytest.mark.parametrize(
    ("rows", "label", "out"),
    [
        ([row("ORG", "added")], "ORG", ()),
        ([row("ORG", "relabelled", left="GPE")], "ORG", ()),
        ([row("ORG", "confirmed", n=9), row("GPE", "confirmed", "a2")], None, ()),
        ([*(row("ORG", "confirmed", f"a{i}") for i in range(3)), row("GPE", "added", "b")], "ORG", ()),
        ([row("ORG", "confirmed"), row("ORG", "rejected", "a2")], None, ()),
        ([row("ORG", "rejected")], None, ("ORG",)),
        ([row("ORG", "rejected"), row("GPE", "confirmed", "a2")], "GPE", ()),
        ([row("KILLED", "relabelled", left="GPE")], None, ("GPE",)),
        ([row("ORG", "bulk", n=9)], None, ()),
        ([row("ORG", "bulk", f"a{i}") for i in range(3)], "ORG", ()),
        ([*(row("ORG", "bulk", f"a{i}") for i in range(3)), row("GPE", "bulk", "b")], "ORG", ()),
        (
            [*(row("ORG", "bulk", f"a{i}") for i in range(5)), *(row("GPE", "bulk", f"b{i}") for i in range(2))],
            None,
            (),
        ),
        ([*(row("ORG", "bulk", f"a{i}") for i in range(9)), row("PERSON", "confirmed", "b")], "PERSON", ()),
        ([*(row("ORG", "bulk", f"a{i}") for i in range(9)), row("ORG", "rejected", "b")], None, ("ORG",)),
    ],
)
def test_decisions_count_where_they_agree(rows: list[tuple[Any, ...]], label: str | None, out: tuple[str, ...]) -> None:
    verdict = decide(tallied(rows)["Orlan"])
    assert (verdict.label if verdict else None) == label
    assert tuple(verdict.out if verdict else ()) == out


def test_ten_mentions_of_one_article_are_one_opinion() -> None:
    tally = tallied([row("ORG", "confirmed", n=10), row("ORG", "added", "a2", n=2)])["Orlan"]["ORG"]
    assert (tally.favour, tally.wins, tally.explicit) == (12, 2, 2)


def test_more_opinions_make_surer_and_never_certain() -> None:
    found = [decide({"ORG": Tally(added=n, wins=n)}) for n in (1, 3, 9, 999)]
    scores = [one.score for one in found if one]
    assert scores == sorted(scores)
    assert (len(scores), scores[0], scores[1]) == (4, 0.67, 0.8)


@pytest.mark.parametrize(
    ("hand", "label", "out"),
    [
        (Hand("use", "LOC"), "LOC", []),
        (Hand("leave out"), None, [None]),
        (Hand("never"), None, []),
        (Hand("forget"), "ORG", []),  # the store counts only what came after
    ],
)
def test_what_a_person_set_goes_before_decisions(hand: Hand, label: str | None, out: list[None]) -> None:
    verdict = decide({"ORG": Tally(added=5, wins=5)}, hand)
    assert (verdict.label if verdict else None, list(verdict.out) if verdict else []) == (label, out)


def test_what_was_decided_in_the_article_itself_stands_against_everything_else() -> None:
    memory = Memory(tallied([row("ORG", "added", f"a{i}") for i in range(5)]), {"Orlan": Hand("use", "LOC")})
    here = of_annotations([replace(FOUND, label="PERSON", original_label="GPE", status="edited")], TEXT)
    verdict = memory.overruled(here).verdicts["Orlan"]
    assert verdict.label == "PERSON"
