"""The command that lists events and decisions on them."""

from __future__ import annotations

import pytest

from components.cli import main
from components.events.decisions import EventDecision
from components.store import open_store
from tests.unit.events.told import blast


def test_events_are_listed_with_what_people_decided(tmp_path: object, capsys: pytest.CaptureFixture[str]) -> None:
    url = f"sqlite:///{tmp_path}/dateline.db"
    store = open_store(url)
    store.add(blast("m1", "2024-03-12", "Halvren", "market", 17, "Tuesday", "2024-03-12"))
    store.add(blast("m2", "2024-03-13", "Halvren", "market", 31, "Tuesday", "2024-03-12"))
    store.add(blast("o1", "2024-03-13", "Orvel", "market", 3, "Tuesday", "2024-03-12"))
    assert main(["events", "--db", url, "--least", "2"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    event, *cells = line.split("\t")
    assert cells == ["2024-03-12", "Bombing, Halvren", "2 articles", "1 source", "31 killed", "proposed"]
    store.events.decide(EventDecision("d1", "name", {"event": event, "name": "The market"}), 0, "ana")
    assert main(["events", "market", "--db", url, "--last", "2024-03-12"]) == 0
    assert "The market" in capsys.readouterr().out
    assert main(["events", "--db", url, "--decisions"]) == 0
    assert "ana named the event" in capsys.readouterr().out
    store.close()
