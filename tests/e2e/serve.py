"""Starts a Streamlit app for a real browser, on a free port of 127.0.0.1, and kills it as tests need."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = "--no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update --disable-sync"
READY = "[data-testid=stApp][data-test-script-state=notRunning][data-test-connection-state=CONNECTED]"


class Server:
    """A running app: ``url``, the folder ``home`` that holds its store, and ways to end and restart it."""

    def __init__(self, script: Path, home: Path, database: str | None = None) -> None:
        self.script, self.home = script, home
        self.database = database or f"sqlite:///{home / 'dateline.db'}"
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        self.url = f"http://127.0.0.1:{self.port}"
        self.start()

    def start(self) -> None:
        options = ["--server.headless=true", "--server.fileWatcherType=none", f"--server.port={self.port}"]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", str(self.script), *options],
            cwd=ROOT,
            env={**os.environ, "HOME": str(self.home), "DATELINE_DATABASE_URL": self.database},
            stdout=(self.home / "server.log").open("ab"),
            stderr=subprocess.STDOUT,
        )
        for _ in range(600):
            try:
                with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=1):
                    return
            except OSError:
                assert self.process.poll() is None, (self.home / "server.log").read_text()
                time.sleep(0.1)
        raise TimeoutError((self.home / "server.log").read_text())

    def kill(self) -> None:
        """Ends the server at once, as a power cut would (SIGKILL)."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(timeout=10)

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                self.kill()


@contextmanager
def serve(script: Path, home: Path, database: str | None = None) -> Iterator[Server]:
    """The app of ``script`` while the block runs."""
    server = Server(script, home, database)
    try:
        yield server
    finally:
        server.stop()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's headless Chromium while the block runs."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM.split())
        yield browser
        browser.close()


def ready(page: Page, timeout: float = 60_000) -> None:
    """Waits until the app's script has run and the browser is connected."""
    page.wait_for_selector(READY, timeout=timeout, state="attached")
