"""Proposals over articles that hang together like a chain: each could be of the event before it or of the one after."""

from __future__ import annotations

import random

import pytest

from components.events.decisions import Decided
from components.events.features import Features
from components.events.linking import link
from components.events.proposing import links, propose


def tells(ident: str, day: int, **more: object) -> Features:
    """An article about shelling in Halvren on a day."""
    told = {"places": ("halvren",), "called": "Halvren", "kinds": ("shelling",), "days": (day, day), "precise": True}
    return Features(ident, day, **{**told, **more})  # type: ignore[arg-type]


CHAIN = [tells(f"a{n}", 738_900 + n // 2) for n in range(14)]


@pytest.mark.parametrize("seed", range(6))
def test_the_order_of_articles_that_hang_together_changes_nothing(seed: int) -> None:
    mixed = list(CHAIN)
    random.Random(seed).shuffle(mixed)
    made, mixed_up = (
        propose(told, links(told, {f.article: ["all"] for f in told}), Decided()) for told in (CHAIN, mixed)
    )
    assert mixed_up == made
    assert 1 < len(made) < 7


def test_two_towns_of_one_name_are_told_apart_by_their_country() -> None:
    here = tells("a1", 738_900, places=("tripoli",), called="Tripoli", wider=("LB",))
    assert link(here, tells("a2", 738_900, places=("tripoli",), called="Tripoli", wider=("LY",))) is None
    assert link(here, tells("a2", 738_900, places=("tripoli",), called="Tripoli", wider=("SY",))) is not None


def test_an_arrest_is_of_the_event_that_its_article_tells() -> None:
    assert link(tells("a1", 738_900), tells("a2", 738_900, kinds=("arrest", "shelling"))) is not None
    assert link(tells("a1", 738_900), tells("a2", 738_900, kinds=("arrest",))) is None
