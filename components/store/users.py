"""Who may use a store that several people share, and in which role: ``store.users``. What a role may do is said in access.py."""

from __future__ import annotations

import hashlib
import logging
import secrets
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Literal, get_args

from sqlalchemy import Connection, Row, delete, insert, select, update

from components.store import codec
from components.store.errors import StoreError
from components.store.schema import user_rows

Opening = Callable[[], AbstractContextManager[Connection]]
Role = Literal["viewer", "analyst", "editor", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)
LOCAL = "local:"
"""Before the name of an account of this machine, whose user needs no login; nobody who logs in has such an id."""
LONGEST = 200
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class User:
    """One user: ``id`` is what the login says (an e-mail address in small letters), ``role`` None where they may do nothing."""

    id: str
    name: str
    role: Role | None
    changed_by: str = ""
    changed_at: str = ""


class Users:
    """The users of a store."""

    def __init__(self, read: Opening, write: Opening, clock: Callable[[], str]) -> None:
        self._read, self._write, self._clock = read, write, clock

    def get(self, id: str) -> User | None:
        """One user, None where the store has no such."""
        with self._read() as connection:
            row = connection.execute(select(user_rows).where(user_rows.c.id == key(id))).first()
        return _user(row) if row else None

    def role(self, id: str) -> Role | None:
        """The role of a user now, None for one who has none or is not known."""
        found = self.get(id)
        return found.role if found else None

    def all(self) -> list[User]:
        """All users with or without a role, by id; accounts of this machine left out."""
        with self._read() as connection:
            rows = connection.execute(select(user_rows).order_by(user_rows.c.id)).all()
        return [_user(row) for row in rows if not row.id.startswith(LOCAL)]

    def put(self, id: str, role: Role | None, by: str, name: str | None = None) -> User:
        """Adds a user or gives one another role or name; raises StoreError for what cannot be, and where no admin would be left."""
        wanted = key(id)
        _check(wanted, name or "", role)
        with self._write() as connection:
            before = connection.execute(select(user_rows).where(user_rows.c.id == wanted).with_for_update()).first()
            if before is not None and before.role == "admin" != role:
                _keep_one_admin(connection, wanted)
            values = {
                "name": name if name is not None else before.name if before else wanted,
                "role": role,
                "changed_by": by,
                "changed_at": self._clock(),
            }
            if before is None:
                connection.execute(insert(user_rows).values(id=wanted, **values))
            else:
                connection.execute(update(user_rows).where(user_rows.c.id == wanted).values(**values))
        log.info("%s made %s %s", by, wanted, role or "nothing")
        return User(wanted, str(values["name"]), role, by, str(values["changed_at"]))

    def give_token(self, id: str) -> str:
        """A new token for a script that reads as this user; an earlier one counts no more, and the store keeps a digest alone.
        Raises StoreError where there is no such user."""
        token = secrets.token_urlsafe(32)
        with self._write() as connection:
            mine = update(user_rows).where(user_rows.c.id == key(id)).values(token_sha256=_digest(token))
            if connection.execute(mine).rowcount == 0:
                raise StoreError(f"there is no user {key(id)[:80]!r}")
        log.info("%s has a new token", key(id))
        return token

    def of_token(self, token: str) -> User | None:
        """Whose token this is, None where it is nobody's."""
        with self._read() as connection:
            row = connection.execute(select(user_rows).where(user_rows.c.token_sha256 == _digest(token))).first()
        return _user(row) if row else None

    def remove(self, id: str, by: str) -> None:
        """Takes a user out: from then on nothing is answered to them. What they did stays, with their name. Raises StoreError
        where there is no such user, and where no admin would be left."""
        with self._write() as connection:
            found = connection.execute(select(user_rows).where(user_rows.c.id == key(id)).with_for_update()).first()
            if found is None:
                raise StoreError(f"there is no user {key(id)[:80]!r}")
            if found.role == "admin":
                _keep_one_admin(connection, found.id)
            connection.execute(delete(user_rows).where(user_rows.c.id == found.id))
        log.info("%s removed the user %s", by, key(id))


def role_named(name: str | None) -> Role | None:
    """The role of this name, None for none; raises StoreError for a name that no role has."""
    found = next((role for role in ROLES if role == name), None)
    if name is not None and found is None:
        raise StoreError(f"there is no role {name[:60]!r}; there are {', '.join(ROLES)}")
    return found


def key(id: str) -> str:
    """An id as the store keeps it: providers write one address in several ways."""
    return id.strip().lower()


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def _user(row: Row[tuple[str, str, Role | None, str, str, str | None]]) -> User:
    return User(row.id, row.name, row.role, row.changed_by, row.changed_at)


def _check(id: str, name: str, role: object) -> None:
    for value in (id, name):
        if len(value) > LONGEST or not codec.storable(value) or not (value.isprintable() or not value):
            raise StoreError(f"{value[:60]!r} cannot be a user's name: at most {LONGEST} signs in one line")
    if not id or any(c.isspace() for c in id):
        raise StoreError(f"{id[:60]!r} cannot be a user: give the e-mail address that the login tells")
    if role is not None:
        role_named(str(role))


def _keep_one_admin(connection: Connection, id: str) -> None:
    others = select(user_rows.c.id).where(user_rows.c.role == "admin", user_rows.c.id != id)
    if connection.execute(others.with_for_update()).first() is None:
        raise StoreError(f"{id} is the only admin: make somebody else one first")
