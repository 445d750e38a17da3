"""The reader's harness in a real browser: a server on a store of its own, pages on it, and the analyst's gestures."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page

from components.model import Annotation
from components.store import Store, open_store

HARNESS = Path(__file__).with_name("harness_reader.py")
DASHBOARD = Path(__file__).parents[2] / "dashboard.py"
FLAGS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync")  # fmt: skip
WAIT = 40_000  # milliseconds: on a busy machine the whole app takes its time to start
ASKED = '.rd-hint:text-matches("Taking back|Doing again")'
QUIET = "[data-testid=stApp][data-test-script-state=notRunning][data-test-connection-state=CONNECTED]"

KEPT = """() => new Promise((resolve) => {
  const request = indexedDB.open('dateline', 2);
  request.onsuccess = () => {
    const count = request.result.transaction('edits').objectStore('edits').count();
    count.onsuccess = () => {
      request.result.close();
      resolve(String(count.result) === document.querySelector('[data-testid=reader]').dataset.pending);
    };
  };
})"""


class Server:
    """A Streamlit server over its own store, running inside a ``with``; ``kill`` is kill -9, ``start`` brings it back on the same port."""

    def __init__(self, folder: Path, delay_ms: int = 0, script: Path = HARNESS, **more: str) -> None:
        self.script = script
        self.more = more  # options of Streamlit, with _ for the dot
        self.url_of_store = f"sqlite:///{folder / 'reader.db'}"
        self.folder, self.delay_ms = folder, delay_ms
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Server:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def launch(self) -> None:
        """Starts the server and does not wait until it answers."""
        options = {
            "server.port": str(self.port), "server.address": "127.0.0.1", "server.headless": "true",
            "browser.gatherUsageStats": "false", "server.fileWatcherType": "none",
            **{name.replace("_", "."): value for name, value in self.more.items()},
        }  # fmt: skip
        env = {
            **os.environ,
            "HOME": str(self.folder),
            "DATELINE_DATABASE_URL": self.url_of_store,
            "HARNESS_DELAY_MS": str(self.delay_ms),
        }
        command = [
            sys.executable,
            "-m",
            "streamlit",
            "run",
            str(self.script),
            *(f"--{k}={v}" for k, v in options.items()),
        ]
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(command, env=env, stdout=log, stderr=log)

    def start(self) -> None:
        self.launch()
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/_stcore/health", timeout=1):
                    return
            except OSError:
                time.sleep(0.1)
        raise TimeoutError((self.folder / "server.log").read_text())

    def kill(self) -> None:
        if self.process:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
            self.process = None

    def store(self) -> Store:
        return open_store(self.url_of_store)

    def annotations(self, article: str) -> list[Annotation]:
        """What the store has, read past the server."""
        store = self.store()
        try:
            return [a for a in store.annotated(article).annotations if a.status != "rejected"]
        finally:
            store.close()


class Reading:
    """One page with the reader, and what an analyst does on it."""

    def __init__(self, page: Page, server: Server) -> None:
        self.page, self.server = page, server
        self.errors: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.set_default_timeout(WAIT)
        self.root = page.get_by_test_id("reader")
        self.inspector = page.get_by_test_id("inspector")

    def address(self, article: str) -> str:
        """Where the server shows an article."""
        path = "" if self.server.script == HARNESS else "read"
        return f"http://127.0.0.1:{self.server.port}/{path}?article={article}"

    def open(self, article: str = "small") -> Reading:
        self.article = article
        self.page.goto(self.address(article))
        self.page.locator(f'[data-testid=reader][data-article="{article}"] p').first.wait_for(state="attached")
        self.page.wait_for_selector(QUIET)
        self.page.wait_for_timeout(150)  # the columns find their widths
        return self

    def mark(self, words: str) -> Locator:
        return self.root.locator("mark", has_text=words).first

    def point(self, words: str, end: bool = False, inset: float = 1) -> tuple[float, float]:
        """The window position of the first (last) character of the first place these words stand, scrolled into view."""
        x, y = self.page.evaluate(
            """([words, end, inset]) => {
              for (const p of document.querySelectorAll('[data-testid=reader] p')) {
                const at = p.textContent.indexOf(words); if (at < 0) continue;
                let left = end ? at + words.length - 1 : at;
                const walker = document.createTreeWalker(p, NodeFilter.SHOW_TEXT);
                while (walker.nextNode()) {
                  const node = walker.currentNode;
                  if (left >= node.length) { left -= node.length; continue; }
                  const range = document.createRange(); range.setStart(node, left); range.setEnd(node, left + 1);
                  const box = document.querySelector('[data-testid=reader] .rd-scroll');
                  let rect = range.getBoundingClientRect();
                  const frame = box.getBoundingClientRect();
                  if (rect.top < frame.top + 40 || rect.bottom > frame.bottom - 40) {
                    box.scrollTop += rect.top - frame.top - frame.height / 2;
                    rect = range.getBoundingClientRect();
                  }
                  return [end ? rect.right - inset : rect.left + inset, rect.top + rect.height / 2];
                }
              }
              return [0, 0];
            }""",
            [words, end, inset],
        )
        assert x or y, f"these words are not in the text: {words}"
        return x, y

    def still(self, words: str) -> tuple[float, float]:
        """The place of these words once it has stopped moving: on a busy machine the page finds its widths late."""
        before = (0.0, 0.0)
        while (now := self.point(words)) != before:
            before = now
            self.page.wait_for_timeout(60)
        return now

    def drag(self, first: str, last: str | None = None) -> None:
        """Drags from the beginning of ``first`` to the end of ``last``."""
        self.point(last or first, end=True)
        x, y = self.still(first)
        to_x, to_y = self.point(last or first, end=True)
        mouse = self.page.mouse
        mouse.move(x, y)
        mouse.down()
        for step in range(1, 6):
            mouse.move(x + (to_x - x) * step / 5, y + (to_y - y) * step / 5)
        mouse.up()

    def add(self, first: str, key: str, last: str | None = None) -> None:
        """Drag, and Alt with a label's key: two actions."""
        self.drag(first, last)
        self.page.get_by_test_id("label-menu").wait_for()
        self.page.keyboard.press(f"Alt+{key}")

    def click(self, words: str) -> None:
        self.still(words)
        x, y = self.point(words, inset=3)
        self.page.mouse.click(x, y)

    def unfold(self) -> None:
        """Shows the values that are needed less often."""
        self.inspector.locator("summary", has_text="More").click()

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def settled(self, patience: float = WAIT) -> None:
        """Waits until every edit is acknowledged and what the server was asked to undo is undone, ``patience`` in ms."""
        self.page.wait_for_selector('[data-testid=reader][data-pending="0"]', timeout=patience)
        self.page.wait_for_selector(ASKED, state="detached", timeout=patience)

    def kept(self) -> None:
        """Waits until this browser has on its shelf what waits to be sent."""
        self.page.wait_for_function(KEPT)

    def leave(self) -> None:
        """Closes the page; edits that wait are on the shelf."""
        self.kept()
        self.page.close()

    def selected(self) -> str:
        return self.root.get_attribute("data-selected") or ""

    def stored(self, words: str) -> list[Annotation]:
        """The stored annotations over exactly these words."""
        text = self.server_text()
        return [a for a in self.server.annotations(self.article) if text[a.start : a.end] == words]

    def server_text(self) -> str:
        store = self.server.store()
        try:
            return store.text(self.article)
        finally:
            store.close()


def at(page: Page, server: Server, path: str) -> Page:
    """The page of the whole app at this path, once it has run."""
    page.set_default_timeout(WAIT)
    page.goto(f"http://127.0.0.1:{server.port}/{path}")
    page.wait_for_selector(QUIET, timeout=60_000)
    return page


def until(come: Callable[[], bool], patience: float = WAIT / 1000) -> None:
    """Waits for what no page shows, ``patience`` in seconds."""
    deadline = time.monotonic() + patience
    while not come():
        assert time.monotonic() < deadline, "it did not come"
        time.sleep(0.05)
