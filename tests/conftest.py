"""Fixtures every test may use: a store on SQLite and on PostgreSQL, and the small article they are tried on."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import uuid
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from components.store import Store, open_store
from components.store.schema import metadata

ENGINES = (pytest.param("sqlite"), pytest.param("postgresql", marks=pytest.mark.postgres))


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a private PostgreSQL server; every database in it may come and go."""
    binaries = _postgres_binaries()
    folder = Path(tempfile.mkdtemp(prefix="dateline-pg-", dir="/tmp"))
    port = _free_port()
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    _as_owner(
        [f"{binaries}/initdb", "-D", f"{folder}/data", "-U", "dateline", "-A", "trust", "-E", "UTF8", "--no-sync"]
    )
    options = f"-c listen_addresses=127.0.0.1 -p {port} -c unix_socket_directories={folder} -c fsync=off"
    control = [f"{binaries}/pg_ctl", "-D", f"{folder}/data", "-w"]
    _as_owner([*control, "-l", f"{folder}/log", "-o", options, "start"])
    try:
        yield f"postgresql://dateline@127.0.0.1:{port}"
    finally:
        _as_owner([*control, "-m", "immediate", "stop"])
        shutil.rmtree(folder, ignore_errors=True)


def _postgres_binaries() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    if found:
        return found[-1].parent
    if on_path := shutil.which("initdb"):
        return Path(on_path).resolve().parent
    raise RuntimeError("the tests of the store need PostgreSQL: install the package postgresql")


def _as_owner(command: Sequence[str]) -> None:
    """Runs a command of PostgreSQL, which refuses to work for root."""
    owner = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    done = subprocess.run([*owner, *command], cwd="/tmp", capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} failed: {done.stdout} {done.stderr}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="session")
def postgres_store(postgres: str) -> str:
    """The address of a store on PostgreSQL that tests share; ``store_url`` empties it."""
    url = _create_database(postgres)
    open_store(url).close()
    return url


def _create_database(server: str) -> str:
    name = f"t{uuid.uuid4().hex}"
    _execute(f"{server}/postgres", f"CREATE DATABASE {name}")
    return f"{server}/{name}"


def _execute(url: str, statement: str) -> None:
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


def _empty(url: str) -> None:
    """Leaves no row; the trigger that keeps edits for ever must be told that nobody is asking."""
    tables = ", ".join(["article_search", *metadata.tables])
    _execute(url, f"SET session_replication_role = replica; TRUNCATE {tables} RESTART IDENTITY")


@pytest.fixture(params=ENGINES)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without any table."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/dateline.db"
    return _create_database(request.getfixturevalue("postgres"))


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
