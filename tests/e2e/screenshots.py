"""Makes the pictures of the README from the app: python -m tests.e2e.screenshots [FOLDER]. Default: data/images.

With --all it makes every page in light and dark, 1280 and 800 pixels wide, to look at.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from components import workspace
from components.importers import read
from components.lexicons import DATA
from components.model import Annotated
from components.store import Query
from tests.e2e.reader_page import DASHBOARD, FLAGS, QUIET, Reading, Server

ARTICLE = "Toll in Halvren rises as rescuers dig through second night"
PAGES = ("library", "read", "figures", "quotes", "memory", "names", "export")


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("folder", nargs="?", type=Path, default=DATA / "images")
    cli.add_argument("--all", action="store_true")
    args = cli.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    server = Server(Path(tempfile.mkdtemp()), script=DASHBOARD)
    store = server.store()
    for path in sorted((DATA / "samples").glob("*.md")):
        items = [item for item in read(path.read_bytes(), path.name) if isinstance(item, Annotated)]
        list(workspace.add(store, items))
    article = next(row.id for row in store.find(Query(), limit=500).rows if row.title == ARTICLE)
    store.close()
    server.start()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(FLAGS))
            looks = [(s, w) for s in ("light", "dark") for w in (1280, 800)] if args.all else [("light", 1280)]
            for scheme, width in looks:
                page = browser.new_page(
                    viewport={"width": width, "height": 860}, color_scheme="dark" if scheme == "dark" else "light"
                )
                for name in PAGES if args.all else ("read",):
                    shoot(page, server, name, article)
                    page.screenshot(path=args.folder / (f"{name}-{scheme}-{width}.png" if args.all else "read.png"))
                page.close()
            browser.close()
    finally:
        server.kill()


def shoot(page: Page, server: Server, name: str, article: str) -> None:
    """Brings a page to the state worth a picture."""
    if name == "read":
        reading = Reading(page, server).open(article)
        reading.mark("94 people").click()
    else:
        page.goto(f"http://127.0.0.1:{server.port}/{name}")
        page.wait_for_selector(QUIET, timeout=60_000)
    page.wait_for_timeout(2_500)
    page.mouse.move(0, 0)


if __name__ == "__main__":
    main()
