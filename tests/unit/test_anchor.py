"""Spans found again in corrected texts."""

from __future__ import annotations

import pytest

from components.anchor import CONTEXT, anchor, carry, find, find_words
from components.model import Annotation, EntityValues, FigureValues, QuoteValues, Span

OLD = "At least 31 people died in Marat. The mayor said 31 people were buried. He spoke of a crime, and he wept."


def where(text: str, words: str, nth: int = 0) -> Span:
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return Span(at, at + len(words))


@pytest.mark.parametrize(
    ("new", "words", "nth", "expected"),
    [
        (OLD, "31 people", 1, ("31 people", 1)),
        ("Update: " + OLD, "31 people", 1, ("31 people", 1)),
        (OLD.replace("Marat", "Maarat al-Numan"), "31 people", 0, ("31 people", 0)),
        (OLD.replace("Marat", "Maarat al-Numan"), "31 people", 1, ("31 people", 1)),
        (OLD.replace("At least 31 people died in Marat. ", ""), "31 people", 1, ("31 people", 0)),
        (OLD.replace("and he wept", "and then he wept"), "he wept", 0, ("he wept", 0)),
        ("At least he died, " + OLD[9:], "31 people", 0, ("31 people", 0)),
    ],
)
def test_a_span_moves_to_its_one_place(new: str, words: str, nth: int, expected: tuple[str, int]) -> None:
    span = where(OLD, words, nth)
    assert find(anchor(OLD, span.start, span.end), new).certain == where(new, *expected)


@pytest.mark.parametrize(
    ("new", "words", "possible"),
    [
        ("He came, she saw, he and he.", "he wept", 0),
        (OLD.replace("31 people died", "32 people died"), "At least 31 people", 0),
        (OLD.replace("Marat", "Maarat"), "Marat", 1),
        ("31 people here, 31 people there, nothing else alike.", "31 people", 2),
        ("A text about 31 people that says other things.", "31 people", 1),
        (OLD.replace("and he wept", "and then he wept for long"), "he wept", 1),
        ("Nobody died. At least 31 people, it was said, are lost.", "At least 31 people", 1),
        ("", "31 people", 0),
    ],
)
def test_a_span_without_one_certain_place_is_asked_about(new: str, words: str, possible: int) -> None:
    span = where(OLD, words)
    places = find(anchor(OLD, span.start, span.end), new)
    assert places.certain is None
    assert len(places.possible) == possible


def test_a_deleted_mention_does_not_jump_to_another_one() -> None:
    new = OLD.replace("At least 31 people died in Marat. ", "")
    span = where(OLD, "31 people", 0)
    assert find(anchor(OLD, span.start, span.end), new).certain is None


def test_a_figure_whose_digits_changed_is_not_moved() -> None:
    figure = Annotation("f", "figure", "KILLED", 0, 18, FigureValues(value=31))
    carried = carry([figure], OLD, OLD.replace("At least 31", "At least 13"))
    assert carried.moved == ()
    assert [(u.annotation, u.possible, u.reason) for u in carried.unsure] == [
        (figure, (Span(0, 18),), "'At least 31 people' reads 'At least 13 people' now")
    ]


@pytest.mark.parametrize(
    ("old", "new", "words", "reads"),
    [
        ("Officials said 12 killed in the raid.", "Officials said 21 killed in the raid.", "12 killed", "21 killed"),
        ("They counted 12 dead there.", "They counted 120 dead there.", "12", "120"),
        ("They met Ali Hasan in Homs.", "They met Ali Hasanov in Homs.", "Ali Hasan", "Ali Hasanov"),
    ],
)
def test_what_was_corrected_inside_asks_and_shows_what_it_reads_now(old: str, new: str, words: str, reads: str) -> None:
    span = where(old, words)
    carried = carry([Annotation("f", "figure", "KILLED", span.start, span.end, FigureValues())], old, new)
    (unsure,) = carried.unsure
    assert [new[place.start : place.end] for place in unsure.possible] == [reads]


def test_the_words_a_value_rests_on_move_along_or_are_unknown() -> None:
    old, new = (
        "Officials in Homs counted 12 dead on Monday.",
        "Officials in Homs, they said, counted 12 dead on Tuesday.",
    )
    rests = {"as_of": ends_of(old, "Monday"), "place": ends_of(old, "Homs")}
    figure = Annotation("f", "figure", "KILLED", *ends_of(old, "12 dead"), FigureValues(), evidence=rests)
    (moved,) = carry([figure], old, new).moved
    assert moved.evidence == {"place": ends_of(new, "Homs")}


def ends_of(text: str, words: str) -> tuple[int, int]:
    span = where(text, words)
    return span.start, span.end


def test_everything_is_carried_or_asked_about() -> None:
    new = "CORRECTED. " + OLD.replace("Marat", "Maarat").replace("a crime", "crimes")
    found = [
        Annotation("a", "figure", "KILLED", 0, 18, FigureValues(value=31)),
        Annotation("b", "entity", "GPE", *_ends("Marat"), EntityValues(name="Marat")),
        Annotation("c", "entity", "PERSON", *_ends("The mayor"), EntityValues()),
    ]
    carried = carry(found, OLD, new)
    assert [(a.id, new[a.start : a.end]) for a in carried.moved] == [("a", "At least 31 people"), ("c", "The mayor")]
    assert [(u.annotation.id, [new[p.start : p.end] for p in u.possible]) for u in carried.unsure] == [
        ("b", ["Maarat"])
    ]


def test_the_speaker_of_a_quote_moves_with_it_or_is_noted() -> None:
    start, end = _ends("The mayor")
    quote = Annotation(
        "q", "quote", "INDIRECT", *_ends("31 people were buried"),
        QuoteValues(speaker_start=start, speaker_end=end, speaker_text="The mayor"), original_start=0, original_end=8,
    )  # fmt: skip
    new = "New: " + OLD
    [moved] = carry([quote], OLD, new).moved
    assert new[moved.quote.speaker_start : moved.quote.speaker_end] == "The mayor"
    assert (moved.original_start, moved.original_end) == (5, 13)
    carried = carry([quote], OLD, OLD.replace("The mayor", "An official"))
    assert carried.moved[0].quote == QuoteValues(speaker_text="The mayor")
    assert carried.notes == ("annotation q: the place of its speaker was not found again",)


def test_offsets_are_code_points() -> None:
    text = "👩‍👩‍👧 said “31 people” died in مدينة and é more."
    span = where(text, "31 people")
    assert find(anchor(text, span.start, span.end), "👩‍👩‍👧 " + text).certain == Span(span.start + 6, span.end + 6)


def test_an_anchor_holds_its_context() -> None:
    text = "x" * 100 + "31" + "y" * 100
    assert anchor(text, 100, 102).prefix == "x" * CONTEXT
    assert anchor(text, 100, 102).suffix == "y" * CONTEXT


def _ends(words: str) -> tuple[int, int]:
    span = where(OLD, words)
    return span.start, span.end


@pytest.mark.parametrize(
    ("words", "text", "near", "expected"),
    [
        ("12 dead", "On Monday 12 dead were found.", 8, 10),
        ("12 dead", "Nobody died.", 0, None),
        ("", "Nobody died.", 0, None),
        ("he", "he went and he wept", 0, 0),  # the next is 12 away
        ("he", "he went and he wept", 12, 12),
        ("he", "he went and he wept", 5, None),  # as near as the other
        ("he", "he saw he wept", 0, None),  # the next is too near
        ("ab", "ab 45678 ab", 1, None),  # 8 away where 10 is needed
        ("ab", "ab 4567890 ab", 1, 0),
        ("he", f"{'x' * 20}he{'x' * 10}he", 20, 20),
    ],
)
def test_words_are_found_near_a_place_where_no_other_is_as_near(
    words: str, text: str, near: int, expected: int | None
) -> None:
    found = find_words(words, text, near)
    assert found == (None if expected is None else Span(expected, expected + len(words)))


LONG = "a name that is very much longer than what a sentence can show of it at once"


@pytest.mark.parametrize(
    ("old", "new", "words", "reads", "reason"),
    [
        ("He saw Marat today.", "Nothing.", "Marat", [], "'Marat' is no longer in the text"),
        ("Nobody came to Marat.", "Marat and Marat", "Marat", ["Marat", "Marat"], "'Marat' may be meant in 2 places"),
        ("Nobody came to Marat then.", "Marat is far.", "Marat", ["Marat"], "'Marat' may be meant here"),
        (
            "He travelled to Marat with friends.",
            "He travelled to Maarat with friends.",
            "Marat",
            ["Maarat"],
            "'Marat' reads 'Maarat' now",
        ),
        (
            f"He travelled to {LONG} with friends.",
            f"He travelled to {LONG[:64]} with friends.",
            LONG,
            [LONG[:64]],
            f"{LONG[:60]!r} reads {LONG[:60]!r} now",
        ),
        (f"He saw {LONG} today.", "Nothing.", LONG, [], f"{LONG[:60]!r} is no longer in the text"),
    ],
)
def test_why_a_highlight_waits(old: str, new: str, words: str, reads: list[str], reason: str) -> None:
    span = where(old, words)
    annotation = Annotation("a", "entity", "GPE", span.start, span.end, EntityValues())
    carried = carry([annotation], old, new)
    (unsure,) = carried.unsure
    assert (unsure.annotation, unsure.reason) == (annotation, reason)
    assert [new[s.start : s.end] for s in unsure.possible] == reads
    assert carried.moved == ()


@pytest.mark.parametrize(
    ("old", "new", "words", "whole"),
    [
        ("12 died there on Monday.", "12000 died there on Monday.", "12", "12000"),
        ("On Monday they found 12", "On Monday they found 512", "12", "512"),
        ("On Monday they found 12", "On Monday they found 50012", "12", "50012"),
    ],
)
def test_a_place_within_a_longer_word_is_asked_about_whole(old: str, new: str, words: str, whole: str) -> None:
    span = where(old, words)
    (unsure,) = carry([Annotation("a", "entity", "GPE", span.start, span.end, EntityValues())], old, new).unsure
    assert [new[s.start : s.end] for s in unsure.possible] == [whole]


def test_each_part_that_is_gone_is_noted_and_the_others_move() -> None:
    old = "Anna Lund said on Monday that “all is well”, and she smiled at everybody who was there then."
    new = old.replace("Anna Lund said on Monday", "Yesterday they heard, as some will know,")
    span = where(old, "all is well")
    speaker, cue, gone = where(old, "she"), where(old, "smiled"), where(old, "said")
    quotes = [
        Annotation("q", "quote", "DIRECT", span.start, span.end, QuoteValues(speaker_start=0, speaker_end=9, cue_start=cue.start, cue_end=cue.end)),
        Annotation("r", "quote", "DIRECT", span.start, span.end, QuoteValues(speaker_start=speaker.start, speaker_end=speaker.end, cue_start=gone.start, cue_end=gone.end)),
        Annotation("s", "quote", "DIRECT", span.start, span.end, QuoteValues(cue_start=cue.start, cue_end=cue.end)),
    ]  # fmt: skip
    carried = carry(quotes, old, new)
    assert [(a.quote.speaker_start, a.quote.cue_start) for a in carried.moved] == [
        (None, where(new, "smiled").start),
        (where(new, "she").start, None),
        (None, where(new, "smiled").start),
    ]
    assert carried.notes == (
        "annotation q: the place of its speaker was not found again",
        "annotation r: the place of its cue was not found again",
    )
