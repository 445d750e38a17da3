"""Keeping a store: checked and repaired, copied to another engine, backed up while people work, restored."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from components.cli.console import Bar, say, warn
from components.store import Store, StoreError, open_store

ARTICLE = "article "


def run_check(args: argparse.Namespace) -> int:
    """Prints what is wrong in the store, and with --repair makes the rows of such articles anew."""
    store = open_store(args.db)
    problems, broken = 0, dict[str, None]()
    for problem in store.check():
        problems += 1
        say(f"{problem.where}: {problem.message}")
        if problem.where.startswith(ARTICLE):
            broken[problem.where.removeprefix(ARTICLE)] = None
    for note in store.names.orphans() if not problems else ():  # harmless: the article may come back
        warn(f"{note.where}: {note.message}")
    total = len(store.ids())
    warn(f"{total:,} articles checked, {problems or 'no'} problem{'' if problems == 1 else 's'}")
    if not args.repair or not problems:
        return 1 if problems else 0
    store.count_anew()
    left = sum(not _repaired(store, article_id) for article_id in broken) + len(list(store.check()))
    warn(f"{len(broken):,} articles repaired, {left or 'no'} problem{'' if left == 1 else 's'} left")
    return 1 if left else 0


def _repaired(store: Store, article_id: str) -> bool:
    try:
        store.repair(article_id)
    except StoreError as error:
        say(f"{ARTICLE}{article_id}: {error}")
        return False
    return True


def run_copy(args: argparse.Namespace) -> int:
    """Copies a store into an empty one, of either engine, and checks the copy."""
    source, target = open_store(args.source), open_store(args.target)
    return _copied(source, target)


def run_backup(args: argparse.Namespace) -> int:
    """Writes the store as it is now into a new file."""
    store = open_store(args.db)
    with Bar("copied") as bar:
        store.back_up(Path(args.out), bar.draw)
    copied = open_store(f"sqlite:///{args.out}")
    warn(f"{len(copied.ids()):,} articles written to {args.out}")
    copied.close()
    return 0


def run_restore(args: argparse.Namespace) -> int:
    """Puts a backup into an empty store, and checks it."""
    if not Path(args.file).is_file():
        raise FileNotFoundError(2, "there is no such file", args.file)
    with TemporaryDirectory(prefix="dateline-") as folder:  # an older backup is brought up to date: not in its own file
        copied = shutil.copy(args.file, folder)
        return _copied(open_store(f"sqlite:///{copied}"), open_store(args.db))


def _copied(source: Store, target: Store) -> int:
    with Bar("copied") as bar:
        articles = source.copy_to(target, bar.draw)
    problems = list(target.check())
    for problem in problems:
        say(f"{problem.where}: {problem.message}")
    found = "all of them are right" if not problems else f"{len(problems):,} problems"
    warn(f"{articles:,} articles copied and checked: {found}")
    return 1 if problems else 0
