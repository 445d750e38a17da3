"""Independent sources are counted, not outlets."""

from __future__ import annotations

import pytest

from components.events.claim import Claim
from components.events.sources import chain, independent, trusted


def claim(id: str, **values: str) -> Claim:
    return Claim(id, id, "KILLED", 0, 1, **values)  # type: ignore[arg-type]


def count(*claims: Claim, copies: dict[str, str] | None = None) -> int:
    return len(set(independent(claims, copies).values()))


@pytest.mark.parametrize(
    ("one", "two", "sources"),
    [
        ("police", "Halvren police", 1),
        ("a spokesman for the Health Ministry", "Ministry of Health", 1),
        ("the army", "The Army", 1),
        ("Halvren police", "Nambura police", 2),
        ("police", "the hospital", 2),
        ("officials", "an official", 1),
    ],
)
def test_two_names_may_be_one_source(one: str, two: str, sources: int) -> None:
    assert count(claim("a", source=one), claim("b", source=two)) == sources


def test_a_name_that_fits_two_sources_is_a_third() -> None:
    claims = [claim(n, source=s) for n, s in zip("abc", ("police", "Halvren police", "Nambura police"), strict=True)]
    assert count(*claims) == 3


def test_who_has_no_source_is_the_outlet_and_a_copy_is_its_original() -> None:
    post, herald = claim("a", outlet="Post"), claim("b", outlet="Herald")
    assert count(post, herald) == 2
    assert count(post, herald, copies={"b": "a"}) == 1
    assert count(post, herald, copies={"b": "a", "a": "b"}) == 2  # copies of each other are nobody's


def test_the_chain_names_nobody_twice() -> None:
    assert chain(claim("a", outlet="Post", relay="AFP", source="police")) == ("Post", "AFP", "police")
    assert chain(claim("a", outlet="AFP", relay="AFP")) == ("AFP",)
    assert chain(claim("a")) == ()


def test_trust_is_by_the_words_of_a_name() -> None:
    trust = ["hospital", "Halvren police"]
    assert trusted("the central hospital", trust) == 0
    assert trusted("police in Halvren", trust) == 1
    assert trusted("police", trust) == 2
