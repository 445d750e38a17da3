"""Brings the database to the newest schema when it is opened, one process at a time."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from components.store.engine import WRITES
from components.store.errors import StoreError

HERE = Path(__file__).resolve().parent / "migrations"
LOCK = 6_473_251  # of PostgreSQL's advisory locks; any number that nobody else takes


def migrate(engine: Engine) -> None:
    """Runs the migrations the database lacks; raises StoreError where the database is newer than the code."""
    with engine.connect() as connection:
        if _version(connection) == head():
            return
    with engine.execution_options(**{WRITES: True}).connect() as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        found = _version(connection)
        if found == head():  # another process was first
            return
        if found is not None and found not in versions():
            raise StoreError(
                f"the database has the schema {found}, which this Dateline does not know (its newest is {head()}): "
                "it was made by a newer one. Update Dateline, or choose another store with DATELINE_DATABASE_URL."
            )
        upgrade(connection)


@cache
def versions() -> tuple[str, ...]:
    """The schema versions this code knows, oldest first: the numbers that the files in migrations/versions begin with."""
    return tuple(sorted(path.name.split("_")[0] for path in (HERE / "versions").glob("[0-9]*.py")))


def head() -> str:
    """The schema version this code needs."""
    return versions()[-1]


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


def upgrade(connection: Connection, to: str = "head") -> None:
    """Runs the migrations up to a version."""
    from alembic import command  # takes 0.3 s to import, and is needed only when the schema changes
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(HERE).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    config.attributes["connection"] = connection
    command.upgrade(config, to)
