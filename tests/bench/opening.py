"""A stored article opened from the library, and an edit in the whole app: python -m tests.bench.opening [--rounds 5].

First how long a start takes, from the command to the list of articles, beside a bare Streamlit hello-world. Then medians in ms beside the budgets of DESIGN.md: from the click on the row to the highlights drawn (0.5 s for 80 spans,
1.5 s for 3,000), and from the key to the edit acknowledged while charts and tolls follow (150 and 250 ms), on the page's own
clock as in tests.bench.reader, which measures the reader without the app around it.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from components.model import Annotated
from tests.bench import starting
from tests.bench.reader import measure, say_burst
from tests.e2e.reader_articles import SIZES, make
from tests.e2e.reader_page import DASHBOARD, FLAGS, QUIET, Reading, Server

BUDGETS = {"medium": (500, 150), "large": (1_500, 250)}


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--rounds", type=int, default=5)
    args = cli.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(FLAGS))
        starting.measure(browser, args.rounds)
        browser.close()
    server = Server(Path(tempfile.mkdtemp()), script=DASHBOARD)
    store = server.store()
    for name in BUDGETS:
        article, annotations = make(name)
        store.add(Annotated(article, annotations))
    store.close()
    server.start()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(FLAGS))
            page = browser.new_page(bypass_csp=True, viewport={"width": 1280, "height": 860})
            reading = Reading(page, server)
            page.goto(f"http://127.0.0.1:{server.port}/library")
            page.wait_for_selector(QUIET, timeout=60_000)
            page.wait_for_timeout(8_000)  # the language model loads beside the first page
            for name, (opened, acknowledged) in BUDGETS.items():
                opens = [open_from_list(page, name) for _ in range(args.rounds)]
                page.wait_for_selector(QUIET)
                reading.root.locator("mark").first.click()
                words, spans = SIZES[name]
                print(f"{words:,} words, {spans:,} spans: opened {statistics.median(opens):.0f} ms (budget {opened})")
                for gesture, times in measure(reading, args.rounds).items():
                    print(
                        f"  {gesture:8} acknowledged {statistics.median(t for _, t in times):.0f} ms (budget {acknowledged})"
                    )
                say_burst(reading)
            browser.close()
    finally:
        server.kill()


def open_from_list(page: Page, article: str) -> float:
    """Milliseconds from the click on the article's row to its highlights."""
    page.get_by_role("link", name="Library").click()
    row = page.locator(f"a[data-article='{article}']")
    row.wait_for()
    page.wait_for_selector(QUIET)
    started = time.perf_counter()
    row.click()
    page.locator(f'[data-testid=reader][data-article="{article}"] mark').first.wait_for(state="attached")
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    main()
