"""From the command to the list of articles, beside a bare Streamlit hello-world in the same run: see tests.bench.opening.

The clock runs from the start of ``streamlit run`` to the words in the browser, which is open already and tries until the
server answers.
"""

from __future__ import annotations

import shutil
import statistics
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, Error

from components.lexicons import DATA
from components.model import Annotated
from tests.e2e.reader_articles import make
from tests.e2e.reader_page import DASHBOARD, Server

HELLO = 'import streamlit as st\n\nst.write("Hello, world")\n'
BUDGET = 5.0  # seconds, on a quiet machine
TRIES = 0.05  # seconds between the browser's attempts


def started(browser: Browser, server: Server, sign: str) -> float:
    """Seconds from the command to ``sign`` (a selector) on the page."""
    page = browser.new_page(bypass_csp=True, viewport={"width": 1280, "height": 860})
    begun = time.perf_counter()
    server.launch()
    while True:
        try:
            page.goto(f"http://127.0.0.1:{server.port}/")
            break
        except Error:  # nobody listens yet
            time.sleep(TRIES)
    page.locator(sign).first.wait_for(timeout=120_000)
    seconds = time.perf_counter() - begun
    page.close()
    server.kill()
    return seconds


def measure(browser: Browser, rounds: int) -> None:
    """Prints the medians: hello-world, the first start of all, and the start over a filled store."""
    folder = Path(tempfile.mkdtemp())
    hello = folder / "hello.py"
    hello.write_text(HELLO)
    filled = Server(Path(tempfile.mkdtemp()), script=DASHBOARD)
    store = filled.store()
    store.add(Annotated(*make("medium")))
    store.close()
    samples = len((DATA / "samples.jsonl").read_bytes().splitlines())
    times: dict[str, list[float]] = {}
    for _ in range(rounds):  # in turn, so that a busy moment meets all three
        bare = Server(folder, script=hello)
        first = Server(Path(tempfile.mkdtemp()), script=DASHBOARD)
        times.setdefault("hello-world", []).append(started(browser, bare, "text=Hello, world"))
        times.setdefault(f"first start ({samples} samples)", []).append(started(browser, first, "a.lb-title"))
        times.setdefault("start over a filled store", []).append(started(browser, filled, "a.lb-title"))
        shutil.rmtree(first.folder, ignore_errors=True)
    reference = statistics.median(times["hello-world"])
    for what, seconds in times.items():
        found = statistics.median(seconds)
        beside = "" if what == "hello-world" else f", {found / reference:.1f} times hello-world (budget {BUDGET:.0f} s)"
        print(f"{what}: {found:.1f} s from the command to the words{beside}")
