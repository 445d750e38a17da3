"""The words that figures and quotes rest on: which are counted, and that three against none make the next one less sure."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from components.memory import CLEAR, Hand, Memory, Tally, decision, key, tallied
from components.model import Annotation, FigureValues, QuoteValues
from components.triggers import Doubt, amended, is_counted, lines, parted, spoken, trigger

TEXT = "Gunmen stormed the depot. Nine were taken, “all of them”, claimed the mayor."
STORMED = Annotation("f", "figure", "KILLED", 26, 30, FigureValues(9), score=0.9, evidence={"label": (7, 14)})
CLAIMED = Annotation(
    "q", "quote", "DIRECT", 44, 55, QuoteValues(speaker_text="the mayor", speaker_score=0.9, cue_start=58, cue_end=65)
)


def row(decided: str, article: str, label: str = "KILLED", left: str | None = None) -> tuple[Any, ...]:
    return "figure:stormed", label, decided, left, article, 1, "2026-01-02"


def remembered(*rows: tuple[Any, ...], **hand: Hand) -> Memory:
    return Memory(hand={f"figure:{words}": what for words, what in hand.items()}, words=tallied(rows, is_counted))


@pytest.mark.parametrize(
    ("span", "words"),
    [
        ((7, 14), "figure:stormed"),
        ((0, 6), "figure:gunmen"),  # a capital that only begins the sentence
        ((26, 30), None),  # the number itself
        ((0, 14), "figure:gunmen stormed"),
    ],
)
def test_the_words_that_a_figure_rests_on(span: tuple[int, int], words: str | None) -> None:
    a = replace(STORMED, evidence={"label": span, "value": (26, 30)})
    assert trigger(a, TEXT) == words


@pytest.mark.parametrize("text", ["They saw Orlan’s men.", "They saw 12 km.", "They saw - - -."])
def test_a_name_a_number_and_a_sign_are_no_such_words(text: str) -> None:
    a = Annotation("f", "figure", "COUNT", 0, 4, FigureValues(1), evidence={"label": (9, len(text) - 1)})
    assert trigger(a, text) is None


def test_what_a_person_marked_rests_on_no_words() -> None:
    assert trigger(replace(STORMED, origin="analyst"), TEXT) is None
    assert trigger(CLAIMED, TEXT) == "quote:claimed"


def test_a_name_is_told_from_words() -> None:
    assert parted("figure:stormed") == ("figure", "stormed")
    assert [parted(name) for name in ("Orlan", "quote", "Mission: Possible")] == [None] * 3


def test_another_speaker_is_a_decision_of_its_own() -> None:
    assert decision(replace(CLAIMED, status="edited", hand=("speaker_name",))) == "respoken"
    assert decision(replace(CLAIMED, status="edited", hand=("relay",))) == "confirmed"


def test_three_articles_against_none_make_a_label_less_sure() -> None:
    memory = remembered(*(row("rejected", f"a{n}") for n in range(CLEAR)))
    [found] = amended([STORMED], TEXT, memory)
    assert found == replace(STORMED, score=0.2)


@pytest.mark.parametrize(
    "rows",
    [
        [row("rejected", "a1"), row("rejected", "a2")],
        [row("rejected", "a1")] * 5,  # one article is one opinion
        [*(row("rejected", f"a{n}") for n in range(9)), row("confirmed", "b")],
        [*(row("rejected", f"a{n}") for n in range(9)), row("bulk", "b")],
    ],
)
def test_fewer_or_one_for_it_changes_nothing(rows: list[tuple[Any, ...]]) -> None:
    assert amended([STORMED], TEXT, remembered(*rows)) == [STORMED]


def test_what_is_surer_elsewhere_is_never_made_surer() -> None:
    memory = remembered(*(row("rejected", f"a{n}") for n in range(CLEAR)))
    doubted = replace(STORMED, score=0.1)
    assert amended([doubted], TEXT, memory) == [doubted]


def test_a_label_that_three_articles_agree_on_is_given_instead() -> None:
    memory = remembered(*(row("relabelled", f"a{n}", "ABDUCTED", "KILLED") for n in range(CLEAR)))
    [found] = amended([STORMED], TEXT, memory)
    assert (found.id, found.label, found.origin, found.score) == ("f", "ABDUCTED", "memory", 0.8)


def test_two_labels_instead_agree_on_none() -> None:
    three = range(CLEAR)
    rows = [row("relabelled", f"a{n}", "ABDUCTED", "KILLED") for n in three]
    memory = remembered(*rows, *(row("relabelled", f"b{n}", "MISSING", "KILLED") for n in three))
    [found] = amended([STORMED], TEXT, memory)
    assert (found.label, found.score) == ("KILLED", 0.12)


def test_a_speaker_that_is_changed_makes_speakers_less_sure_not_the_quote() -> None:
    said = ("quote:claimed", "DIRECT", "respoken", None)
    memory = Memory(words=tallied([(*said, f"a{n}", 1, None) for n in range(CLEAR)], is_counted))
    [found] = amended([CLAIMED], TEXT, memory)
    assert found.score == CLAIMED.score
    assert found.quote.speaker_score == 0.2
    trusted = tallied([*((*said, f"a{n}", 1, None) for n in range(CLEAR)), ("quote:claimed", "DIRECT", "confirmed", None, "b", 1, None)], is_counted)  # fmt: skip
    assert amended([CLAIMED], TEXT, Memory(words=trusted)) == [CLAIMED]


def test_words_that_a_person_leaves_to_the_rules_do_nothing() -> None:
    memory = remembered(*(row("rejected", f"a{n}") for n in range(9)), stormed=Hand("never"))
    assert amended([STORMED], TEXT, memory) == [STORMED]


def test_lines_say_how_often_and_show_what_is_used_first() -> None:
    memory = remembered(*(row("rejected", f"a{n}") for n in range(4)), row("confirmed", "b"))
    memory = replace(memory, words={**memory.words, "figure:fell": {"KILLED": Tally(rejected=3, losses=3)}})
    first, second = lines(memory)
    assert (first.words, first.doubt) == ("fell", Doubt(0.2, articles=3))
    assert (second.words, second.doubt, spoken(second)) == ("stormed", None, ["rejected 4 of 5 times"])
    assert [line.words for line in lines(memory, "storm", "figure")] == ["stormed"]
    assert lines(memory, layer="quote") == []


def test_the_words_are_no_names() -> None:
    memory = remembered(*(row("rejected", f"a{n}") for n in range(CLEAR)), stormed=Hand("never"))
    assert memory.verdicts == {}
    assert key("stormed") not in memory.tallies
