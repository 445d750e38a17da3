"""The layout of the README's map, as tests: import ranks, one home for each library, tables that agree with their folders."""

from __future__ import annotations

import ast
import importlib
import inspect
from pathlib import Path

import pytest

from components import access
from components.store import ROLES, Store

ROOT = Path(__file__).resolve().parents[2]
RANKS = {
    "model": 0,
    "text": 1,
    "labels": 1,
    "markdown": 1,
    "conllu": 1,
    "lexicons": 1,
    "languages": 1,
    "wording": 1,
    "written": 1,
    "history": 2,
    "anchor": 1,
    "dividing": 2,
    "identity": 1,
    "edits": 1,
    "typed": 1,
    "tolls": 1,
    "memory": 1,
    "triggers": 1,
    "copies": 1,
    "agreement": 2,
    "extract": 2,
    "importers": 2,
    "tables": 2,
    "events": 2,
    "wanted": 2,
    "store": 3,
    "jobs": 3,
    "rereading": 4,
    "memory_table": 3,
    "exporters": 4,
    "access": 4,
    "logins": 5,
    "charts": 4,
    "reader": 4,
    "desk": 4,
    "background": 4,
    "extracting": 4,
    "corpus": 6,
    "agreeing": 5,
    "workspace": 5,
    "spreading": 5,
    "correcting": 5,
    "undoing": 5,
    "session": 6,
    "adding": 6,
    "api": 6,
    "pages": 7,
    "cli": 7,
    "server": 8,
    "dashboard": 9,
    "__main__": 8,
}
SAME_RANK = {
    ("labels", "lexicons"),
    ("languages", "text"),
    ("wording", "lexicons"),
    ("memory", "labels"),  # labels.toml lies in the folder that lexicons.py knows
    ("triggers", "memory"),
    ("triggers", "labels"),
    ("tables", "events"),  # rows of events are rows, and rows are made in tables/ alone
    ("undoing", "workspace"),  # another date has the article read again
    ("spreading", "undoing"),
    ("correcting", "workspace"),  # a corrected text is read anew
    ("undoing", "correcting"),
}
HOMES = {
    "spacy": {"extract", "importers", "exporters"},  # the last two: its DocBin is a format
    "sqlalchemy": {"store"},
    "alembic": {"store"},
    "altair": {"charts"},
    "vl_convert": {"charts"},
    "pint": {"extract"},
    "py3langid": {"languages"},
    "argparse": {"cli"},
    "distributed": {"corpus"},
    "fsspec": {"corpus"},
    "starlette": {"server"},
    "streamlit": {"reader", "desk", "session", "logins", "pages", "server", "dashboard"},
}
STATE = ("session_state", "cache_data", "cache_resource")


def modules() -> list[Path]:
    return [*sorted((ROOT / "components").rglob("*.py")), ROOT / "dashboard.py"]


def room(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return parts[1] if parts[0] == "components" else parts[0]


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path.name} imports relatively"
            names = {f"components.{alias.name}" for alias in node.names}
            found |= names if node.module == "components" else {node.module}
    return found


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_imports_only_from_lower_ranks_and_its_own_room(path: Path) -> None:
    here = room(path)
    if here == "__init__":
        return
    for name in imports(path):
        if not name.startswith("components."):
            continue
        there = name.split(".")[1]
        assert there == here or RANKS[there] < RANKS[here] or (here, there) in SAME_RANK, f"{here} imports {there}"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_each_library_is_imported_in_its_own_room_only(path: Path) -> None:
    here = room(path)
    for name in imports(path):
        library = name.split(".")[0]
        assert here in HOMES.get(library, {here}), f"{here} imports {library}, whose home is {HOMES[library]}"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_only_session_touches_the_state_of_streamlit(path: Path) -> None:
    used = {n.attr for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Attribute)}
    assert room(path) == "session" or not used.intersection(STATE)


@pytest.mark.parametrize(
    ("folder", "table"),
    [
        ("importers", "IMPORTERS"),
        ("exporters", "EXPORTERS"),
        ("charts", "CHARTS"),
        ("extract.figures", "KINDS"),
    ],
)
def test_table_and_folder_of_plug_ins_agree(folder: str, table: str) -> None:
    package = importlib.import_module(f"components.{folder}")
    entries = getattr(package, table)
    rows = entries.values() if isinstance(entries, dict) else entries
    listed = set()
    for row in rows:
        found = [getattr(row, name) for name in dir(row) if callable(getattr(row, name, None))] + [row]
        listed |= {(getattr(f, "__module__", "") or "").rsplit(".", 1)[-1] for f in found}
    shared = getattr(package, "SHARED", ())
    there = {p.stem for p in Path(package.__file__ or "").parent.glob("*.py")} - {"__init__", *shared}
    assert there <= listed, f"{sorted(there - listed)} are in the folder and not in {table}"


def test_each_operation_of_the_store_needs_a_right(sqlite_store: Store) -> None:
    """What is new in the store must be listed in access.py, or nobody may ask for it."""
    assert {name for name, value in vars(sqlite_store).items() if name[0] != "_" and name != "name"} == set(
        access.PARTS
    )
    inside = {f"{part}.{name}" for part in access.PARTS for name in public(getattr(sqlite_store, part))}
    assert public(sqlite_store) | inside == set(access.OPERATIONS) | set(access.NOBODY)
    assert set(access.RIGHTS) == set(ROLES)


def public(thing: object) -> set[str]:
    return {name for name, value in inspect.getmembers(type(thing), callable) if not name.startswith("_")}


def test_every_module_says_what_it_is_for() -> None:
    for path in modules():
        assert ast.get_docstring(ast.parse(path.read_text("utf-8"))), f"{path} has no docstring"


def test_the_top_level_holds_what_the_design_fixed() -> None:
    allowed = {"requirements.txt", "dashboard.py", "components", "data", "tests", ".streamlit", "README.md"}
    tooling = {"pyproject.toml", "LICENSE", ".gitignore", ".ci", ".git"}
    passing = {".venv", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis", ".benchmarks", "__pycache__"}
    assert {p.name for p in ROOT.iterdir()} <= allowed | tooling | passing
