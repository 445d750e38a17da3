"""The events that are proposed of the sample articles, and that no order of them gives others."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from components.events.decisions import Decided
from components.events.features import Features, features
from components.events.proposing import Proposal, links, propose
from components.importers import read
from components.lexicons import DATA
from components.model import Annotated

GOLDEN = [
    json.loads(line) for line in (Path(__file__).parent / "events/proposed.jsonl").read_text("utf-8").splitlines()
]


@pytest.fixture(scope="module")
def told() -> list[Features]:
    """What each sample tells of its event."""
    items = read((DATA / "samples.jsonl").read_bytes(), "samples.jsonl")
    return [features(item) for item in items if isinstance(item, Annotated)]


@pytest.fixture(scope="module")
def stems() -> dict[str, str]:
    """The name of each sample's file by its title."""
    found = {}
    for path in (DATA / "samples").glob("*.md"):
        (item,) = read(path.read_bytes(), path.name)
        assert isinstance(item, Annotated)
        found[item.article.title] = path.stem
    return found


def proposed(told: list[Features]) -> list[Proposal]:
    return propose(told, links(told, {f.article: ["all"] for f in told}), Decided())


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda g: g["event"])
def test_a_golden_event_is_proposed(told: list[Features], stems: dict[str, str], golden: dict[str, Any]) -> None:
    titles = {f.article: f.title for f in told}
    found = {tuple(sorted(stems[titles[a]] for a in p.articles)): p.event for p in proposed(told)}
    event = found[tuple(golden["articles"])]
    assert {name: getattr(event, name) for name in ("kind", "place", "first_day", "last_day")} == {
        name: golden[name] for name in ("kind", "place", "first_day", "last_day")
    }


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_articles_changes_nothing(told: list[Features], seed: int) -> None:
    mixed = list(told)
    random.Random(seed).shuffle(mixed)
    assert proposed(mixed) == proposed(told)
