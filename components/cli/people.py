"""Who may use a store: ``python -m components user list``, ``add NAME --role ROLE``, ``role NAME --role ROLE``, ``remove NAME``, ``token NAME``."""

from __future__ import annotations

import argparse

from components.cli.console import say, warn
from components.store import Store, StoreError, open_store
from components.store.users import role_named

BY = "command line"


def run_user(args: argparse.Namespace) -> int:
    """Lists users, or adds, changes or removes one. Raises StoreError for what cannot be."""
    store = open_store(args.db)
    if args.do == "list":
        for user in store.users.all():
            say(f"{user.id}\t{user.role or 'none'}\tsince {user.changed_at}, by {user.changed_by}")
        return 0
    if not args.name:
        raise StoreError(f"whom? python -m components user {args.do} NAME, the e-mail address of the login")
    if args.do == "remove":
        store.users.remove(args.name, BY)
        warn(f"{args.name} may not use the store any more; what they did stays")
        return 0
    if args.do == "token":
        say(store.users.give_token(args.name))
        return 0
    return _give(store, args.do, args.name, args.role)


def _give(store: Store, do: str, name: str, role: str | None) -> int:
    """Adds a user or gives one another role; ``add`` changes nobody and ``role`` adds nobody by mistake."""
    known = store.users.get(name)
    if role is None:
        raise StoreError(
            f"in which role? python -m components user {do} {name} --role viewer, analyst, editor or admin"
        )
    if do == "add" and known is not None:
        raise StoreError(
            f"{known.id} is there already, as {known.role or 'nobody'}: user role {known.id} --role {role}"
        )
    if do == "role" and known is None:
        raise StoreError(f"there is no user {name!r}: user add {name} --role {role}")
    user = store.users.put(name, role_named(role), BY)
    warn(f"{user.id} is {user.role}")
    return 0
