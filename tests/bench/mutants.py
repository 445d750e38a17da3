"""Mutation testing with mutmut: python -m tests.bench.mutants [edits] [anchor] [tolls] [journal] [--show] [--children 1] [--keep FOLDER].

A copy of the project in a temporary folder, in which one module after the other is changed a little at a time, each time tried
with that module's tests. Prints how many of the changes some test noticed, and the names of those that none did, with --show what they are:
read them, for each is a test that is missing or a line that makes no difference. Takes 2 to 30 minutes a module; no part of a usual run.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WANTED = 85  # percent
TESTED_BY: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "edits": ("components/edits.py", ("tests/unit/test_edits.py",)),
    "anchor": ("components/anchor.py", ("tests/unit/test_anchor.py",)),
    "tolls": (
        "components/tolls.py",
        (
            "tests/unit/figures/test_tolls.py",
            "tests/unit/figures/test_tolls_added_up.py",
            "tests/unit/figures/test_headlines.py",
        ),
    ),
    "journal": (
        "components/store/journal.py",
        ("tests/unit/store/test_append.py", "tests/unit/store/test_codings.py", "tests/unit/store/test_set_by_hand.py"),
    ),
}
SURVIVED, UNTESTED = 0, 33  # exit codes as mutmut notes them; every other one is of a test that failed or hung


@dataclass(frozen=True, slots=True)
class Score:
    """How many changes of a module were noticed, of all, and the names of those that were not."""

    noticed: int
    all: int
    survivors: tuple[str, ...]

    @property
    def percent(self) -> float:
        return 100 * self.noticed / self.all if self.all else 100.0


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("modules", nargs="*", metavar="MODULE", help=f"of {', '.join(TESTED_BY)} (default: all)")
    cli.add_argument("--show", action="store_true", help="show each change that nothing noticed (a second or two each)")
    cli.add_argument("--children", type=int, default=1, help="processes")
    cli.add_argument(
        "--keep", type=Path, metavar="FOLDER", help="where the copy is made, and stays: mutmut show NAME there"
    )
    args = cli.parse_args()
    low = []
    for name in args.modules or TESTED_BY:
        with tempfile.TemporaryDirectory(prefix="dateline-mutants-") as made:
            folder = (args.keep / name) if args.keep else Path(made)
            score = mutated(folder, *TESTED_BY[name], args.children)
            tell(name, score, folder, args.show)
        low += [name] if score.percent < WANTED else []
    raise SystemExit(f"below {WANTED} %: {', '.join(low)}" if low else 0)


def mutated(folder: Path, module: str, tests: tuple[str, ...], children: int) -> Score:
    """Runs mutmut over a module in a copy of the project."""
    copy(folder)
    with (folder / "pyproject.toml").open("a", encoding="utf-8") as config:
        config.write(f"""
[tool.mutmut]
source_paths = ["components"]
only_mutate = [{module!r}]
also_copy = ["data", "dashboard.py", ".streamlit"]
pytest_add_cli_args_test_selection = {list(tests)!r}
pytest_add_cli_args = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-k", "not postgresql"]
""")
    command = [sys.executable, "-m", "mutmut", "run", "--max-children", str(children)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    (folder / "mutmut.txt").write_text(done.stdout + done.stderr, encoding="utf-8")
    notes = folder / "mutants" / f"{module}.meta"
    codes: dict[str, int | None] = json.loads(notes.read_text("utf-8"))["exit_code_by_key"] if notes.exists() else {}
    if not codes or None in codes.values():
        raise SystemExit(f"mutmut did not come to its end: {(done.stdout + done.stderr)[-2000:]}")
    counts = Counter(codes.values())
    return Score(
        len(codes) - counts[SURVIVED] - counts[UNTESTED],
        len(codes),
        tuple(name for name, code in codes.items() if code in (SURVIVED, UNTESTED)),
    )


def copy(folder: Path) -> None:
    """The files of the project that git knows, with their present content."""
    for name in tracked():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, target)


def tracked() -> Iterator[str]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return (name for name in listed.split("\0") if name and (ROOT / name).is_file())


def tell(name: str, score: Score, folder: Path, show: bool) -> None:
    """Prints the score, and each change that nothing noticed; ``show``: as mutmut shows it."""
    print(f"{name:10} {score.noticed:4} of {score.all:4} changes noticed: {score.percent:.1f} %", flush=True)
    for survivor in score.survivors:
        if not show:
            print(f"  {survivor}")
            continue
        shown = subprocess.run(
            [sys.executable, "-m", "mutmut", "show", survivor], cwd=folder, capture_output=True, text=True, check=False
        ).stdout
        lines = [line for line in shown.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]
        print(f"  {survivor}\n" + "\n".join(f"    {line}" for line in lines), flush=True)


if __name__ == "__main__":
    main()
