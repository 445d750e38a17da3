"""A private PostgreSQL server for tests and benchmarks."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, text


@contextmanager
def served(fsync: bool = False) -> Iterator[str]:
    """The address of a server of its own; every database in it may come and go. Without ``fsync`` it is quick and forgetful."""
    binaries = _postgres_binaries()
    folder = Path(tempfile.mkdtemp(prefix="dateline-pg-", dir="/tmp"))
    port = _free_port()
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    _as_owner(
        [f"{binaries}/initdb", "-D", f"{folder}/data", "-U", "dateline", "-A", "trust", "-E", "UTF8", "--no-sync"]
    )
    options = f"-c listen_addresses=127.0.0.1 -p {port} -c unix_socket_directories={folder} -c fsync={'on' if fsync else 'off'}"
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


def create_database(server: str) -> str:
    """Makes an empty database and answers its address."""
    name = f"t{uuid.uuid4().hex}"
    execute(f"{server}/postgres", f"CREATE DATABASE {name}")
    return f"{server}/{name}"


def execute(url: str, statement: str) -> None:
    """Runs one statement outside of any transaction."""
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()
