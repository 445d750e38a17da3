"""Who may use a store: kept on both engines, ids alike however a provider writes them, never without an admin."""

from __future__ import annotations

import pytest

from components.store import Store, StoreError
from components.store.users import LOCAL


def test_nobody_has_a_role_before_one_is_given(store: Store) -> None:
    assert store.users.role("ada@example.org") is None
    store.users.put("Ada@Example.org ", "admin", "command line")
    assert store.users.role("ada@example.ORG") == "admin"
    assert [(u.id, u.role, u.changed_by) for u in store.users.all()] == [("ada@example.org", "admin", "command line")]


def test_a_role_is_changed_and_taken_away_and_an_admin_stays(store: Store) -> None:
    store.users.put("ada", "admin", "x")
    for change in (lambda: store.users.remove("ada", "ada"), lambda: store.users.put("ada", "viewer", "ada")):
        with pytest.raises(StoreError, match="ada is the only admin"):
            change()
    store.users.put("bob", "admin", "ada")
    store.users.put("ada", None, "bob")
    assert store.users.role("ada") is None
    store.users.remove("ADA", "bob")
    assert [u.id for u in store.users.all()] == ["bob"]
    with pytest.raises(StoreError, match="there is no user 'ada'"):
        store.users.remove("ada", "bob")


@pytest.mark.parametrize("id", ["", " ", "two words", "a\nb", "a\x00b", "\ud800", "x" * 201])
def test_what_cannot_be_a_user_is_refused(store: Store, id: str) -> None:
    with pytest.raises(StoreError, match="cannot be a user"):
        store.users.put(id, "viewer", "x")


def test_a_role_that_is_none_is_refused(store: Store) -> None:
    with pytest.raises(StoreError, match="there is no role 'root'"):
        store.users.put("ada", "root", "x")  # type: ignore[arg-type]


def test_the_account_of_a_machine_has_a_name_and_is_no_user(store: Store) -> None:
    store.users.put(f"{LOCAL}root", None, "root", name="Ada")
    found = store.users.get(f"{LOCAL}root")
    assert (found and found.name) == "Ada"
    assert store.users.all() == []
