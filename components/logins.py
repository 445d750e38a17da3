"""Who somebody is: what a login of Streamlit's says (OpenID Connect, [auth] in secrets.toml), or this machine's account."""

from __future__ import annotations

import getpass
import os
from collections.abc import Mapping
from functools import cache
from typing import Any

from streamlit import config
from streamlit.auth_util import get_secrets_auth_section

from components.access import Identity
from components.store import Store
from components.store.users import LOCAL, key

HOURS = 12.0
"""How long a login lasts, unless DATELINE_LOGIN_HOURS says otherwise; the provider's own page then lets people in again."""
MACHINE = {"localhost", "127.0.0.1", "::1"}
NOBODY = Identity("", "nobody", until=0.0)


@cache
def is_shared() -> bool:
    """Whether people log in: where secrets.toml has [auth], or where other machines can reach this server."""
    return has_logins() or is_exposed()


def has_logins() -> bool:
    """Whether secrets.toml names a provider to log in with."""
    return bool(get_secrets_auth_section())


def providers() -> list[str | None]:
    """The providers that secrets.toml names; [None] where it is one without a name."""
    section = get_secrets_auth_section()
    named = [name for name, value in section.items() if isinstance(value, Mapping)]
    return [None] if "client_id" in section else [*named]


def is_exposed() -> bool:
    """Whether the server answers to other names than this machine's own, or listens on other addresses than its own. With
    DATELINE_SINGLE_USER=1 somebody says that all who reach it may do everything."""
    if os.environ.get("DATELINE_SINGLE_USER") == "1":
        return False
    hosts = {host.strip().lower() for host in config.get_option("server.allowedHosts")}
    address = config.get_option("server.address")
    return not hosts or not hosts <= MACHINE or (address is not None and address not in MACHINE)


def identity(claims: Mapping[str, Any]) -> Identity:
    """Who a login is, by the claims that its provider signed and Streamlit checked; NOBODY without one.

    The e-mail address is the id, unless the provider says that it did not verify it: then, and without one, it is the
    provider's own number for the person.
    """
    if not claims.get("is_logged_in"):
        return NOBODY
    address = claims.get("email")
    if not isinstance(address, str) or not address.strip() or claims.get("email_verified") is False:
        address = f"{claims.get('iss', '')}#{claims.get('sub', '')}"
    id = key(address)
    if id.startswith(LOCAL):
        return NOBODY
    began = claims.get("iat")
    hours = float(os.environ.get("DATELINE_LOGIN_HOURS", HOURS))
    return Identity(id, id, until=began + hours * 3600 if isinstance(began, int | float) else 0.0)


def owner(store: Store) -> Identity:
    """The account of this machine, which may do everything, by the name that it chose for its edits."""
    account = _account()
    known = store.users.get(LOCAL + account)
    return Identity(LOCAL + account, known.name if known else account, is_owner=True)


def sign_as(store: Store, name: str) -> Identity:
    """The account of this machine by another name, which the store keeps; raises StoreError for one that cannot be."""
    chosen = " ".join(name.split()) or _account()
    store.users.put(LOCAL + _account(), None, chosen, name=chosen)
    return owner(store)


def _account() -> str:
    try:
        return "".join(getpass.getuser().split()) or "analyst"
    except (KeyError, OSError):
        return "analyst"
