"""Estimates: what persons set, what is left out and why, and what holds of all of them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.events.claim import STATES, Claim, State
from components.events.estimates import ByHand, EstimateError, check, estimates
from components.events.states import states
from components.model import BOUNDS, SCOPES, VICTIM_TYPES


def claim(id: str, value: int, source: str = "police", day: str = "2024-03-12", **more: object) -> Claim:
    values = {"value": value, "low": value, "high": value, "bound": "exact", "source": source, "published": day, **more}
    return Claim(id, id, "KILLED", 0, 5, **values)  # type: ignore[arg-type]


TWO = [claim("a", 12), claim("b", 20, "the hospital")]


def test_a_number_set_by_hand_stands_and_the_others_give_way() -> None:
    hand = ByHand("KILLED", "best", 25, "Counted on the list of names", "ana")
    (made,) = estimates(TWO, states(TWO), by_hand=[hand])
    assert (made.low, made.best, made.high, made.set_by) == (12, 25, 25, ("ana",))
    assert "Counted on the list of names" in made.why
    (back,) = estimates(TWO, states(TWO), by_hand=[hand, replace(hand, value=None)])
    assert (back.best, back.set_by) == (20, ())


def test_a_person_may_estimate_what_no_claim_says() -> None:
    (made,) = estimates([], {}, by_hand=[ByHand("INJURED", "low", 3, "Seen on the video", "ana")])
    assert (made.label, made.low, made.best) == ("INJURED", 3, None)


@pytest.mark.parametrize(
    ("part", "value", "reason"), [("best", 40, "why"), ("low", 21, "why"), ("high", -1, "why"), ("best", 15, " ")]
)
def test_a_number_that_does_not_fit_or_has_no_reason_is_refused(part: str, value: int, reason: str) -> None:
    (made,) = estimates(TWO, states(TWO))
    with pytest.raises(EstimateError):
        check(made, ByHand("KILLED", part, value, reason, "ana"))  # type: ignore[arg-type]
    check(made, ByHand("KILLED", "best", 15, "between them", "ana"))


def test_what_a_person_says_of_a_claim_wins_and_it_revises_nothing() -> None:
    both = [claim("a", 12), claim("b", 20, day="2024-03-13")]
    assert states(both)["a", "a"].state == "superseded"
    found = states(both, {("b", "b"): State("withdrawn", "The police deny it", set_by="ana")})
    assert [found["a", "a"].state, found["b", "b"].state] == ["standing", "withdrawn"]
    (made,) = estimates(both, found)
    assert (made.best, len(made.sources)) == (12, 1)


def test_each_claim_that_does_not_count_has_its_reason() -> None:
    claims = [claim("a", 12), claim("b", 20, day="2024-03-13"), claim("c", 900, scope="background")]
    (made,) = estimates(claims, states(claims))
    assert set(made.left_out) == {("a", "a"), ("c", "c")}
    assert made.left_out["a", "a"].startswith("It is superseded. police says 20 on 2024-03-13")


@st.composite
def claim_lists(draw: st.DrawFn) -> list[Claim]:
    made = []
    for n in range(draw(st.integers(0, 7))):
        bound = draw(st.sampled_from(BOUNDS))
        one, two = sorted(draw(st.tuples(st.integers(0, 60), st.integers(0, 60))))
        ends = {
            "exact": (one, one, one),
            "about": (one, None, None),
            "at_least": (one, one, None),
            "more_than": (one, one, None),
            "at_most": (one, None, one),
            "less_than": (one, None, one),
        }
        value, low, high = ends.get(bound, (None, one, two))
        made.append(
            Claim(
                f"f{n}",
                f"a{draw(st.integers(0, 3))}",
                draw(st.sampled_from(["KILLED", "INJURED"])),
                n * 40,
                n * 40 + 8,
                value=value,
                low=low,
                high=high,
                bound=bound,
                scope=draw(st.sampled_from([None, *SCOPES])),
                victim_type=draw(st.sampled_from([None, None, *VICTIM_TYPES])),
                source=draw(st.sampled_from([None, "police", "Halvren police", "the hospital"])),
                outlet=draw(st.sampled_from(["Post", "Herald"])),
                published=draw(st.sampled_from([None, "2024-03-12", "2024-03-14"])),
                part_of=draw(st.sampled_from([None, None, "f0"])),
                supersedes=draw(st.sampled_from([None, None, "f1"])),
                same_as=draw(st.sampled_from([None, None, "f2"])),
            )
        )
    return made


@given(claim_lists(), st.randoms())
def test_states_and_estimates_do_not_depend_on_the_order_of_claims(claims: list[Claim], random: object) -> None:
    shuffled = list(claims)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    found = states(claims)
    assert states(shuffled) == found
    assert estimates(shuffled, found) == estimates(claims, found)


@given(claim_lists())
def test_every_claim_has_a_state_with_a_reason_and_gives_way_to_another_claim(claims: list[Claim]) -> None:
    found = states(claims)
    assert set(found) == {c.key for c in claims}
    for key, state in found.items():
        assert state.state in STATES
        assert state.why
        assert state.by is None or (state.by in found and state.by != key)


@given(claim_lists(), st.sampled_from([(), ("police",), ("the hospital", "police")]))
def test_low_is_never_above_best_nor_best_above_high(claims: list[Claim], trust: tuple[str, ...]) -> None:
    for made in estimates(claims, states(claims), trust):
        known = [n for n in (made.low, made.best, made.high) if n is not None]
        assert known == sorted(known)
        said = [c.number for c in claims if c.label == made.label and c.number is not None]
        assert made.best is None or made.best <= sum(said)
        counted = {key for keys in made.rests_on.values() for key in keys}
        assert not counted & set(made.left_out)


@given(claim_lists(), st.integers(0, 99), st.integers(0, 99), st.integers(0, 99))
def test_numbers_set_by_hand_stand_as_they_are(claims: list[Claim], one: int, two: int, three: int) -> None:
    low, best, high = sorted((one, two, three))
    parts = zip(("low", "best", "high"), (low, best, high), strict=True)
    hands = [ByHand("KILLED", part, n, "seen", "ana") for part, n in parts]  # type: ignore[arg-type]
    made = next(
        e for e in estimates(claims, states(claims), by_hand=hands) if (e.label, e.victim_type) == ("KILLED", None)
    )
    assert (made.low, made.best, made.high) == (low, best, high)
    made = next(e for e in estimates(claims, states(claims), by_hand=hands[1:2]) if e.label == "KILLED")
    known = [n for n in (made.low, made.best, made.high) if n is not None]
    assert known == sorted(known)
