"""What the four events of the sample articles come to, as a reader of all their articles would say."""

from __future__ import annotations

import pytest

from components.events.account import Account
from components.importers import read
from components.lexicons import DATA
from components.model import Annotated
from components.store import open_store

BEST = {  # what was counted last by those who counted names or bodies
    ("Halvren", "KILLED"): 44,
    ("Palawei", "KILLED"): 179,  # lowered from 186
    ("Kolo", "KILLED"): 2,  # a guard and a cook; kidnappers and soldiers fell elsewhere
    ("Kolo", "ABDUCTED"): 71,  # revised from 73
    ("Orlen", "KILLED"): 5,
}
TAKEN_BACK = {"Halvren": {35}, "Palawei": {186}, "Kolo": set(), "Orlen": {40}}


@pytest.fixture(scope="module")
def accounts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Account]:
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('samples')}/dateline.db")
    items = read((DATA / "samples.jsonl").read_bytes(), "samples.jsonl")
    store.add_all([(item, None) for item in items if isinstance(item, Annotated)])
    store.events.settle()
    rows = store.events.page(sort="articles").rows[:4]
    found = {str(row.event.place): account for row in rows if (account := store.events.account(row.event.id))}
    store.close()
    return found


@pytest.mark.parametrize(("place", "label"), BEST)
def test_the_best_number_is_the_one_a_reader_would_give(accounts: dict[str, Account], place: str, label: str) -> None:
    estimate = accounts[place].estimate(label)
    assert estimate is not None
    assert estimate.best == BEST[place, label]


@pytest.mark.parametrize("place", TAKEN_BACK)
def test_what_was_taken_back_counts_for_nothing(accounts: dict[str, Account], place: str) -> None:
    account = accounts[place]
    withdrawn = [claim for claim in account.casualties if account.states[claim.key].state == "withdrawn"]
    assert {claim.number for claim in withdrawn} == TAKEN_BACK[place]
    for estimate in account.estimates:
        resting = {key for keys in estimate.rests_on.values() for key in keys}
        assert not resting & {claim.key for claim in withdrawn}


@pytest.mark.parametrize("place", TAKEN_BACK)
def test_no_country_is_guessed_for_a_town_that_no_gazetteer_knows(accounts: dict[str, Account], place: str) -> None:
    assert (
        accounts[place].event.country is None
    )  # Kestovia and Nambura are invented; Vienna and a Norwegian are only named
