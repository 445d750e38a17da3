"""What people decided elsewhere, applied to an article: another label, a missed name, none at all; whole words, own case."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
import spacy

from components.extract.entities.page import Mention, Page
from components.extract.entities.remembered import leaves_out, settle
from components.memory import Hand, Memory, Tally

ONE = {"ORG": Tally(added=1, wins=1)}
MANY = {"ORG": Tally(added=3, wins=3)}
OUT = {"ORG": Tally(rejected=1, losses=1)}


def settled(text: str, memory: Memory, found: Sequence[tuple[str, str]] = (), sure: bool = False) -> list[tuple[str, str, str]]:  # fmt: skip
    """What is found in a text after the memory; ``found`` are words and labels that the rules found."""
    page = Page(text, spacy.blank("en")(text))
    mentions = [Mention(text.index(words), text.index(words) + len(words), label, sure=sure) for words, label in found]
    return [(text[m.start : m.end], m.label, m.origin) for m in settle(page, mentions, memory)]


def test_a_name_that_was_missed_is_added() -> None:
    assert settled("Leaders of Orlan met.", Memory({"Orlan": ONE})) == [("Orlan", "ORG", "memory")]


@pytest.mark.parametrize(
    "text",
    [
        "Leaders of Orlania met.",
        "Leaders of ORLAN met.",
        "Leaders of orlan met.",
        "See www.Orlan.example/Orlan now.",
        "The Orlan Bridge fell.",
        "Old Orlan fell.",
        "In orlan, and in Orlan, nothing.",
    ],
)
def test_other_words_are_left_alone(text: str) -> None:
    assert settled(text, Memory({"Orlan": ONE})) == []


@pytest.mark.parametrize(
    ("tallies", "found", "label", "origin"),
    [
        (ONE, "GPE", "ORG", "memory"),
        (ONE, "ORG", "ORG", "model"),
        ({"ORG": Tally(added=1, wins=1), "GPE": Tally(confirmed=1, wins=1)}, "GPE", "GPE", "model"),
        ({"DATE": Tally(added=1, wins=1)}, "GPE", "GPE", "model"),
    ],
)
def test_a_name_gets_the_label_that_people_agree_on(
    tallies: dict[str, Tally], found: str, label: str, origin: str
) -> None:
    assert settled("Leaders of Orlan met.", Memory({"Orlan": tallies}), [("Orlan", found)]) == [
        ("Orlan", label, origin)
    ]


@pytest.mark.parametrize(("found", "left"), [("ORG", []), ("GPE", [("Orlan", "GPE", "model")])])
def test_a_name_is_left_out_with_the_label_that_was_rejected(found: str, left: list[tuple[str, str, str]]) -> None:
    assert settled("Leaders of Orlan met.", Memory({"Orlan": OUT}), [("Orlan", found)]) == left


def test_what_the_gazetteers_know_needs_more_than_one_article() -> None:
    text, found = "Leaders of Japan met.", [("Japan", "GPE")]
    assert settled(text, Memory({"Japan": ONE}), found) == [("Japan", "GPE", "model")]
    assert settled(text, Memory({"Japan": MANY}), found) == [("Japan", "ORG", "memory")]
    assert settled(text, Memory(hand={"Japan": Hand("use", "ORG")}), found) == [("Japan", "ORG", "memory")]


def test_a_person_with_a_title_stays_one_against_a_single_article() -> None:
    assert settled("Mr Orlan met.", Memory({"Orlan": ONE}), [("Orlan", "PERSON")], sure=True)[0][1] == "PERSON"
    assert settled("Mr Orlan met.", Memory({"Orlan": MANY}), [("Orlan", "PERSON")], sure=True)[0][1] == "ORG"


def test_a_longer_name_takes_in_what_was_found_of_it_and_a_shorter_one_does_not_break_it() -> None:
    text = "The Orlan\nRiver Front met."
    whole = Memory({"Orlan River Front": ONE})
    assert settled(text, whole, [("Orlan", "GPE")]) == [("Orlan\nRiver Front", "ORG", "memory")]
    assert settled(text, Memory({"Orlan": ONE}), [("Orlan\nRiver Front", "ORG")]) == [
        ("Orlan\nRiver Front", "ORG", "model")
    ]


def test_a_date_is_left_out_only_where_several_articles_say_so() -> None:
    assert not leaves_out(Memory({"1969": {"DATE": Tally(rejected=5, losses=1)}}), "1969", "DATE")
    assert leaves_out(Memory({"1969": {"DATE": Tally(rejected=2, losses=2)}}), "1969", "DATE")


def test_an_empty_memory_changes_nothing() -> None:
    assert settled("Leaders of Orlan met.", Memory(), [("Orlan", "GPE")]) == [("Orlan", "GPE", "model")]
