"""An article's text corrected, split or merged from the command line: what becomes of its highlights is printed."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from components import correcting, logins, workspace
from components.cli.console import say, warn
from components.cli.sources import STDIN, PathError
from components.importers import encoding, fields
from components.store import Store, TextChange, TextRefusedError, open_store


def run_correct(args: argparse.Namespace) -> int:
    """Does one thing to an article's text; exit status 1 where highlights wait for a place."""
    store = open_store(args.db)
    user = logins.owner(store).name
    way = next(way for way in (_corrected, _split, _merged, _taken_back) if _is_asked(way.__name__, args))
    changed = way(store, args, user)
    if changed is None:  # --dry-run
        return 0
    for article_id in dict.fromkeys((changed.article_id, changed.other or changed.article_id)):
        if not store.row(article_id).removed_at:
            _extract(store, article_id)
            say(f"{article_id}\t{store.text_version(article_id)}\t{store.article(article_id).title}")
    waiting = [one for name in (changed.article_id, changed.other) if name for one in store.unplaced(name)]
    for one in waiting:
        warn(f"to place: {one.reason}")
    return 1 if waiting else 0


def _is_asked(way: str, args: argparse.Namespace) -> bool:
    given = {"_corrected": args.text, "_split": args.split, "_merged": args.merge, "_taken_back": args.take_back}
    return bool(given[way])


def _corrected(store: Store, args: argparse.Namespace, user: str) -> TextChange | None:
    """The text of a file in the place of the article's."""
    if args.text != STDIN and not Path(args.text).is_file():
        raise PathError(f"there is no file {args.text}")
    data = sys.stdin.buffer.read() if args.text == STDIN else Path(args.text).read_bytes()
    try:
        typed = encoding.decoded(data, encoding.encoding_of(data))
        found = correcting.preview(store, args.article, typed)
    except ValueError as error:
        raise PathError(f"{args.text}: {error}") from error
    warn(f"{found.moved:,} judged highlights move along, {len(found.unsure):,} wait for a place")
    for unsure in found.unsure:
        warn(f"to place: {unsure.reason}")
    if args.dry_run:
        return None
    return correcting.correct(store, args.article, found.text, store.text_version(args.article), user)


def _split(store: Store, args: argparse.Namespace, user: str) -> TextChange | None:
    """The second article begins with the words that were given, where they stand once."""
    text = store.text(args.article)
    at = text.find(args.split)
    if at < 0 or text.find(args.split, at + 1) >= 0:
        there = "nowhere" if at < 0 else "in more than one place"
        raise PathError(f"{args.split[:60]!r} stands {there} in the text; give words that stand once")
    try:
        found = correcting.parts(store, args.article, at)
    except ValueError as error:
        raise PathError(str(error)) from error
    warn(f"{found.staying:,} judged highlights stay, {found.going:,} go along, {len(found.cross):,} wait for a place")
    for part, unsure in found.cross:
        warn(f"to place: {unsure.reason}, in the {part} article")
    title = args.title or fields.title_of(text[at:]) or fields.opening(text[at:])
    if args.dry_run:
        return None
    return correcting.split(store, args.article, at, store.text_version(args.article), title, user)


def _merged(store: Store, args: argparse.Namespace, user: str) -> TextChange | None:
    """Another article's text after the article's own, or before it."""
    seen = (store.text_version(args.article), store.text_version(args.merge))
    warn(f"{correcting.judged(store, args.merge):,} judged highlights of {args.merge} come along")
    if args.dry_run:
        return None
    return correcting.merge(store, args.article, args.merge, seen, args.before, user)


def _taken_back(store: Store, args: argparse.Namespace, user: str) -> TextChange | None:
    """The last change of the text, whoever made it."""
    change = store.text_versions(args.article)[-1].change
    if change is None or change.what == "split off":
        raise TextRefusedError(f"nothing was changed in the text of {args.article}")
    warn(f"version {change.version}, {change.what} by {change.author} on {change.time}")
    return None if args.dry_run else correcting.take_back(store, change.op_id, user, anybody_s=True)


def _extract(store: Store, article_id: str) -> None:
    """Extracts what a split or merge left to be extracted anew; the rest was when it was corrected."""
    if article_id in store.tasks.next(10_000):
        workspace.extract_again(store, article_id)
        store.tasks.done(article_id)
