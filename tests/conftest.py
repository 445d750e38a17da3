"""Fixtures every test may use: a store on SQLite and on PostgreSQL, and the small article they are tried on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from components.store import Store, open_store
from components.store.schema import metadata
from tests.postgres import create_database, execute, served

settings.register_profile("dateline", deadline=None)  # a busy machine is no reason to fail
settings.load_profile("dateline")
ENGINES = (pytest.param("sqlite"), pytest.param("postgresql", marks=pytest.mark.postgres))


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a private PostgreSQL server; every database in it may come and go."""
    with served() as address:
        yield address


@pytest.fixture(scope="session")
def postgres_store(postgres: str) -> str:
    """The address of a store on PostgreSQL that tests share; ``store_url`` empties it."""
    url = create_database(postgres)
    open_store(url).close()
    return url


def _empty(url: str) -> None:
    """Leaves no row; the trigger that keeps edits for ever must be told that nobody is asking."""
    tables = ", ".join(["article_search", *metadata.tables])
    execute(url, f"SET session_replication_role = replica; TRUNCATE {tables} RESTART IDENTITY")


@pytest.fixture(params=ENGINES)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without any table."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/dateline.db"
    return create_database(request.getfixturevalue("postgres"))


@pytest.fixture(params=ENGINES)
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a store without articles."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/dateline.db"
    url: str = request.getfixturevalue("postgres_store")
    _empty(url)
    return url


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    """A store without articles, on each engine in turn."""
    opened = open_store(store_url)
    yield opened
    opened.close()


@pytest.fixture
def sqlite_store(tmp_path: Path) -> Iterator[Store]:
    """A store without articles on SQLite, for tests of what lies above it."""
    opened = open_store(f"sqlite:///{tmp_path}/dateline.db")
    yield opened
    opened.close()
