"""Makes the pictures of the README from the app: python -m tests.e2e.screenshots [FOLDER]. Default: data/images.

With --all it makes every page and every dialog in light and dark, 1280, 800 and 1920 pixels wide, to look at.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from components.importers import read
from components.lexicons import DATA
from components.memory import Hand
from components.model import Annotated
from components.store import Query
from tests.e2e.reader_page import DASHBOARD, FLAGS, QUIET, Reading, Server

ARTICLE = "Toll in Halvren rises as rescuers dig through second night"
OWN = Path(__file__).with_name("articles.jsonl")
REMEMBERED = {"Odile Marn": Hand("use", "PERSON"), "Cape Sorrow": Hand("leave out"), "Amara": Hand("never")}
SETTLING = 2_500  # milliseconds: charts draw themselves, and fade in


def _tick(page: Page) -> None:
    page.locator("a.lb-title").first.focus()
    for key in "xjx":
        page.keyboard.press(key)


def _button(name: str) -> Callable[[Page], None]:
    return lambda page: page.get_by_role("button", name=name).first.click()


def _keys(page: Page) -> None:
    page.locator("a.lb-title").first.focus()
    page.keyboard.press("?")


def _palette(page: Page) -> None:
    page.locator(".pl-open").wait_for(state="attached")
    page.keyboard.press("Control+k")
    page.keyboard.type("halv")


STATES: dict[str, tuple[str, Callable[[Page], None] | None]] = {  # a picture: the page's address, what is done there
    "library": ("library", None),
    "library-search": ("library?q=missiles", None),
    "library-ticked": ("library", _tick),
    "library-nothing": ("library?q=volcano+eruption", None),
    "library-add": ("library", _button("Add articles")),
    "library-details": ("library", lambda page: page.locator(".lb-more").first.click()),
    "library-keys": ("library", _keys),
    "palette": ("library", _palette),
    "figures": ("figures?samples=true", None),
    "quotes": ("quotes?samples=true", None),
    "names": ("names?samples=true", None),
    "memory": ("memory", None),
    "memory-add": ("memory", _button("Add a name")),
    "export": ("export", None),
}


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("folder", nargs="?", type=Path, default=DATA / "images")
    cli.add_argument("--all", action="store_true")
    args = cli.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    server = Server(Path(tempfile.mkdtemp()), script=DASHBOARD)
    article = fill(server, own=args.all)
    server.start()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(FLAGS))
            looks = [(s, w) for s in ("light", "dark") for w in (1280, 800, 1920)] if args.all else [("light", 1280)]
            for scheme, width in looks:
                page = browser.new_page(
                    viewport={"width": width, "height": 860}, color_scheme="dark" if scheme == "dark" else "light"
                )
                shoot_article(page, server, article)
                page.screenshot(path=args.folder / (f"read-{scheme}-{width}.png" if args.all else "read.png"))
                for name, (path, do) in STATES.items() if args.all else ():
                    shoot(page, server, path, do)
                    page.screenshot(path=args.folder / f"{name}-{scheme}-{width}.png")
                page.close()
            browser.close()
    finally:
        server.kill()


def fill(server: Server, own: bool) -> str:
    """Puts the samples into the store, with ``own`` another article and some memory beside them; answers the article to show."""
    store = server.store()
    try:
        for path in ((DATA / "samples.jsonl"), *([OWN] if own else [])):
            for item in read(path.read_bytes(), path.name):
                if isinstance(item, Annotated):
                    store.add(item)
        if own:
            store.memory.set(dict(REMEMBERED))
        return next(row.id for row in store.find(Query(), limit=500).rows if row.title == ARTICLE)
    finally:
        store.close()


def shoot_article(page: Page, server: Server, article: str) -> None:
    """Brings the reader to the state worth a picture."""
    reading = Reading(page, server).open(article)
    reading.mark("94 people").click()
    page.wait_for_timeout(SETTLING)
    page.mouse.move(0, 0)


def shoot(page: Page, server: Server, path: str, do: Callable[[Page], None] | None) -> None:
    """Brings a page to the state worth a picture."""
    page.goto(f"http://127.0.0.1:{server.port}/{path}")
    page.wait_for_selector(QUIET, timeout=60_000)
    if path == "library":
        page.locator("a.lb-title").first.wait_for()
    if do:
        do(page)
    page.wait_for_timeout(SETTLING)
    page.mouse.move(0, 0)


if __name__ == "__main__":
    main()
