"""Opening a store: addresses, schema, two processes at once, databases that cannot be opened."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, text

from components.store import Store, StoreError, open_store
from components.store.engine import DEFAULT, address
from components.store.migrate import HERE, head, versions
from components.store.schema import metadata
from tests.unit.store.making import ANNOTATED, EXTRACTION

ROOT = Path(__file__).resolve().parents[3]


def test_an_empty_database_becomes_a_store(empty_url: str) -> None:
    first = open_store(empty_url)
    first.add(ANNOTATED, EXTRACTION)
    first.close()
    again = open_store(empty_url)
    assert again.row("a1").suggestions == 5
    again.close()


def test_the_migrations_make_the_schema_that_the_code_expects(store: Store, store_url: str) -> None:
    engine = create_engine(address(store_url))
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
    engine.dispose()
    ours = [d for d in differences if "article_search" not in str(d)]  # the index is the engine's own, not SQLAlchemy's
    assert ours == []


def test_the_newest_version_is_the_last_file() -> None:
    files = sorted(path.name for path in (HERE / "versions").glob("*.py"))
    assert head() == versions()[-1] == files[-1].split("_")[0]
    for name, earlier in zip(files, [None, *versions()], strict=False):
        source = (HERE / "versions" / name).read_text("utf-8")
        assert f"down_revision = {earlier!r}".replace("'", '"') in source.replace("'", '"')


def test_a_database_of_a_newer_dateline_is_left_alone(store: Store, store_url: str) -> None:
    engine = create_engine(address(store_url))
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    try:
        with pytest.raises(StoreError, match=r"schema 9999.*newer one"):
            open_store(store_url)
    finally:
        with engine.begin() as connection:
            connection.execute(text(f"UPDATE alembic_version SET version_num = '{head()}'"))
        engine.dispose()


def test_processes_that_start_at_once_make_one_schema(empty_url: str) -> None:
    code = "import sys; from components.store import open_store; print(open_store(sys.argv[1]).find().total)"
    command = [sys.executable, "-c", code, empty_url]
    started = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(3)]
    ended = [process.communicate(timeout=60) for process in started]
    assert [out.strip() for out, _ in ended] == [b"0"] * 3, b"\n".join(err for _, err in ended).decode()


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("no address", "is not the address of a database"),
        ("postgresql//nobody:secret@localhost/x", "is not the address of a database"),
        ("mysql://localhost/x", "SQLite or PostgreSQL, not in mysql"),
        ("sqlite://", "needs a file"),
        ("sqlite:///:memory:", "needs a file"),
        ("postgresql://nobody:secret@127.0.0.1:1/x", "cannot be opened"),
        ("sqlite:////proc/dateline/x.db", "cannot be made"),
    ],
)
def test_an_address_that_cannot_be_opened_is_named(url: str, message: str) -> None:
    with pytest.raises(StoreError, match=message) as caught:
        open_store(url)
    assert "secret" not in str(caught.value)
    assert "/proc" not in str(caught.value)


def test_a_file_that_is_no_database_is_named_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "letter.db"
    path.write_bytes(b"Dear editor, this is no database at all." * 100)
    with pytest.raises(StoreError, match="not a database"):
        open_store(f"sqlite:///{path}")
    assert path.read_bytes().startswith(b"Dear editor")


def test_the_address_comes_from_the_argument_the_environment_or_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATELINE_DATABASE_URL", raising=False)
    assert address().database == str(DEFAULT)
    monkeypatch.setenv("DATELINE_DATABASE_URL", "postgres://host/news")
    assert address().render_as_string() == "postgresql+psycopg://host/news"
    assert address("sqlite:///other.db").database == "other.db"


def test_sqlite_keeps_what_it_acknowledged(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/x.db")
    with store._read() as connection:
        asked = {
            p: connection.exec_driver_sql(f"PRAGMA {p}").scalar()
            for p in ("journal_mode", "synchronous", "foreign_keys")
        }
    store.close()
    assert asked == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
