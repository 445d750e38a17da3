"""Kills in the middle of a stream of edits: python -m tests.bench.durability [--server 200] [--postgres 50] [--tab 100].

In a real browser an analyst presses keys without pause (accept, reject, relabel, add, move a boundary, undo). At a random moment
the server is killed with SIGKILL (over SQLite, then over PostgreSQL with fsync) and started again, or the tab's process is. Every
edit that the page made is written to a log of the client's before it is painted. In the end the log and the store must agree:
each edit of the log is stored once or was refused and told, none is doubled, ``check`` finds nothing. Prints one line a kind.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, sync_playwright
from sqlalchemy import create_engine, select

from components.store.engine import address
from components.store.schema import refusals
from tests.e2e.reader_page import FLAGS, Reading, Server
from tests.postgres import create_database, served

MARK = "made "
LISTEN = f"""
  const set = Storage.prototype.setItem;
  Storage.prototype.setItem = function (key, value) {{
    if (key.startsWith('["dateline-late"')) console.debug('{MARK}' + JSON.parse(value).map((edit) => edit.op_id).join(' '));
    return set.call(this, key, value);
  }};
"""
DEEDS = (
    *[("n", "a"), ("n", "x"), ("n", "l", "Alt+p"), ("n", "l", "Alt+o"), ("n", "Shift+ArrowRight")],
    *[("Shift+ArrowRight", "Shift+ArrowRight", "Enter", "Alt+g")] * 2,
    ("Control+z",),
)
LATER = 90_000  # milliseconds until all is acknowledged, on a busy machine


@dataclass
class Log:
    """What the page says that it made."""

    made: list[str] = field(default_factory=list)
    kills: int = 0

    def hear(self, message: ConsoleMessage) -> None:
        if message.text.startswith(MARK):
            self.made += message.text.removeprefix(MARK).split()


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for kind, few in (("server", 5), ("postgres", 3), ("tab", 5)):
        cli.add_argument(f"--{kind}", type=int, default=few, metavar="KILLS")
    cli.add_argument("--seed", type=int, default=1)
    args = cli.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(FLAGS))
        chance = random.Random(args.seed)
        with served(fsync=True) if args.postgres else _nothing() as database:
            for name, kills, kill, url in (
                ("server, SQLite", args.server, kill_server, None),
                ("server, PostgreSQL", args.postgres, kill_server, database),
                ("tab", args.tab, kill_tab, None),
            ):
                if kills:
                    told(name, *tried(browser, kills, kill, url and create_database(url), chance))
        browser.close()


@contextmanager
def _nothing() -> Iterator[None]:
    yield None


Kill = Callable[[BrowserContext, Reading, random.Random, Log], Reading]


def tried(browser: Browser, kills: int, kill: Kill, url: str | None, chance: random.Random) -> tuple[Log, Server]:
    """So many kills, over several articles; the log of the client, and the server whose store it must agree with."""
    server, log = Server(Path(tempfile.mkdtemp(prefix="dateline-durability-"))), Log()
    if url:
        server.url_of_store = url
    with server:
        context = browser.new_context(bypass_csp=True, viewport={"width": 1280, "height": 860})
        context.add_init_script(LISTEN)
        reading = opened(context, server, log, "small")
        while log.kills < kills:
            reading = kill(context, reading, chance, log)
            log.kills += 1
            reading.settled(LATER)
        context.close()
    return log, server


def opened(context: BrowserContext, server: Server, log: Log, article: str) -> Reading:
    reading = Reading(context.new_page(), server)
    reading.page.on("console", log.hear)
    return reading.open(article)


def press(reading: Reading, chance: random.Random, seconds: float) -> None:
    """Keys without pause for so long."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        reading.press("Escape", *chance.choice(DEEDS))


def kill_server(context: BrowserContext, reading: Reading, chance: random.Random, log: Log) -> Reading:
    press(reading, chance, chance.uniform(0.3, 1.5))
    reading.server.kill()
    press(reading, chance, chance.uniform(0, 0.5))
    reading.server.start()
    reading.page.wait_for_selector("[data-testid=stApp][data-test-connection-state=CONNECTED]", timeout=LATER)
    return reading


def kill_tab(context: BrowserContext, reading: Reading, chance: random.Random, log: Log) -> Reading:
    press(reading, chance, chance.uniform(0.2, 1.0))
    assert context.browser is not None
    session = context.browser.new_browser_cdp_session()
    for process in session.send("SystemInfo.getProcessInfo")["processInfo"]:
        if process["type"] == "renderer":
            os.kill(process["id"], signal.SIGKILL)
    session.detach()
    reading.page.close()
    return opened(context, reading.server, log, "small")


def told(name: str, log: Log, server: Server) -> None:
    """Says what became of the edits; raises SystemExit where one is lost or doubled."""
    store = server.store()
    stored = [edit.op_id for edit in store.history("small")]
    engine = create_engine(address(server.url_of_store))
    with engine.connect() as connection:
        refused = set(connection.scalars(select(refusals.c.op_id)))
    engine.dispose()
    problems = list(store.check())
    lost = set(log.made) - set(stored) - refused
    unknown = set(stored) - set(log.made)
    print(
        f"{name:20} {log.kills:4} kills, {len(set(log.made)):6,} edits made, {len(stored):6,} stored, {len(refused):4} refused and told, "
        f"{len(lost)} lost, {len(stored) - len(set(stored))} doubled, {len(unknown)} of nobody, check: {len(problems)} problems",
        flush=True,
    )
    store.close()
    if lost or problems or len(set(stored)) < len(stored):
        raise SystemExit(f"{sorted(lost)[:10]} {problems[:3]}; the store: {server.url_of_store}")


if __name__ == "__main__":
    main()
