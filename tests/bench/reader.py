"""Edit to painted and to acknowledged in a real browser: 800 words with 80 spans, 20,000 with 3,000, 100,000 with 20,000.

python -m tests.bench.reader [medium large huge] [--rounds 20]. Prints median and 95th percentile in ms; the budgets are in DESIGN.md.
After single edits comes a burst, four a second whether they are acknowledged or not, as who judges suggestions makes it: painted in
30, 30 and 40 ms, acknowledged in 300, 400 and 600 ms in the worst twentieth.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.e2e.reader_articles import SIZES
from tests.e2e.reader_page import FLAGS, Reading, Server

# From the event to the frame after the one that drew it; acknowledged when nothing is pending any more.
WATCH = """() => {
  const root = document.querySelector('[data-testid=reader]');
  window.times = [];
  let last = null;
  const begin = (event) => {
    last?.();
    const from = event.timeStamp;
    const entry = {event: event.type, painted: 0, acknowledged: 0};
    let changed = false;
    const seen = new MutationObserver(() => {
      if (!changed && root.dataset.pending !== '0') {
        changed = true;
        window.times.push(entry);
        requestAnimationFrame(() => { const c = new MessageChannel(); c.port1.onmessage = () => { entry.painted = performance.now() - from; }; c.port2.postMessage(0); });
      } else if (changed && root.dataset.pending === '0') { entry.acknowledged = performance.now() - from; seen.disconnect(); }
    });
    seen.observe(root, {attributes: true, attributeFilter: ['data-pending']});
    last = () => { if (!changed) seen.disconnect(); };
  };
  for (const type of ['keydown', 'click']) document.addEventListener(type, begin, true);
}"""


# Four judgements a second on the page's own clock. An edit counts as acknowledged when no more wait than came after it.
BURST = """([edits, gap]) => new Promise((resolve) => {
  const root = document.querySelector('[data-testid=reader]'), box = root.querySelector('.rd-scroll');
  const made = [];
  const seen = new MutationObserver(() => {
    const acknowledged = made.length - Number(root.dataset.pending);
    for (const edit of made.slice(0, acknowledged)) edit.acknowledged ||= performance.now() - edit.from;
    if (made.length === edits && acknowledged === edits) { seen.disconnect(); follow(); }
  });
  seen.observe(root, {attributes: true, attributeFilter: ['data-pending']});
  const follow = () => {  // what runs now is the tolls first, and then whatever else has waited; over when nothing ran for a while
    const app = document.querySelector('[data-test-script-state]'), last = made.at(-1).from;
    const ends = [];
    const over = () => resolve([made.map((e) => [e.painted, e.acknowledged]), ends[0] ?? 0, ends.at(-1) ?? 0]);
    let idle = setTimeout(over, 3500);
    new MutationObserver(() => {
      if (app.dataset.testScriptState !== 'notRunning') return;
      ends.push(performance.now() - last); clearTimeout(idle); idle = setTimeout(over, 3500);
    }).observe(app, {attributes: true, attributeFilter: ['data-test-script-state']});
  };
  const judge = () => {
    const edit = {from: performance.now(), painted: 0, acknowledged: 0};
    made.push(edit);
    box.dispatchEvent(new KeyboardEvent('keydown', {key: 'a', bubbles: true, cancelable: true}));
    requestAnimationFrame(() => { const c = new MessageChannel(); c.port1.onmessage = () => { edit.painted = performance.now() - edit.from; }; c.port2.postMessage(0); });
    if (made.length < edits) setTimeout(judge, gap);
  };
  judge();
})"""
EDITS, GAP_MS = 32, 250


def burst(reading: Reading) -> tuple[list[tuple[float, float]], float, float]:
    """Milliseconds to painted and to acknowledged of each edit of a burst, and from the last edit to the end of the first run
    after its acknowledgement (the tolls) and of the last one (charts)."""
    page = reading.page
    reading.root.locator(".rd-scroll").focus()
    reading.press("Shift+N")
    page.wait_for_timeout(1000)
    times, tolls, charts = page.evaluate(BURST, [EDITS, GAP_MS])
    return [(painted, acknowledged) for painted, acknowledged in times], tolls, charts


def say_burst(reading: Reading) -> None:
    """Prints a burst; without the app around the reader nothing follows it."""
    times, tolls, charts = burst(reading)
    painted, acknowledged = zip(*times, strict=True)
    print(f"  {'burst':8} painted {_line(painted)}   acknowledged {_line(acknowledged)}", end="")
    print(f"   after the last edit the first run ended at {tolls:.0f}, the last at {charts:.0f} ms")


def measure(reading: Reading, rounds: int) -> dict[str, list[tuple[float, float]]]:
    """Milliseconds to painted and to acknowledged of each edit, by gesture."""
    found: dict[str, list[tuple[float, float]]] = {}
    page = reading.page
    page.evaluate(WATCH)
    for _ in range(rounds):
        for gesture in ("accept", "undo", "relabel", "delete", "add"):
            page.evaluate("window.times = []")
            if gesture == "accept":
                reading.press("Shift+N", "Shift+A")
            elif gesture == "undo":
                reading.press("Control+z")
            elif gesture == "relabel":
                reading.press("Shift+N", "l", "Alt+o")
            elif gesture == "delete":
                reading.press("n", "Delete")
            else:
                reading.press("Escape", "ArrowRight", "Shift+ArrowRight", "Enter")
                page.get_by_test_id("label-menu").wait_for()
                reading.press("Alt+p")
            page.wait_for_function("window.times.length && window.times.at(-1).acknowledged > 0", timeout=30_000)
            entry = page.evaluate("window.times.at(-1)")
            found.setdefault(gesture, []).append((entry["painted"], entry["acknowledged"]))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", nargs="*", default=list(SIZES))
    parser.add_argument("--rounds", type=int, default=12)
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="dateline-bench-"))
    server = Server(folder)
    server.start()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(FLAGS))
            for name in options.articles:
                words, spans = SIZES[name]
                page = browser.new_page(bypass_csp=True, viewport={"width": 1280, "height": 860})
                page.set_default_timeout(60_000)
                reading = Reading(page, server).open(name)
                page.wait_for_timeout(1500)
                reading.open(name)
                opened = page.evaluate("performance.now()")
                page.wait_for_timeout(2500)
                reading.root.locator("mark").first.click()
                found = measure(reading, options.rounds)
                print(f"{words} words, {spans} spans; first marks {opened:.0f} ms after the page was asked for")
                for gesture, times in {**found, "all": [t for ts in found.values() for t in ts]}.items():
                    painted, acknowledged = zip(*times, strict=True)
                    print(f"  {gesture:8} painted {_line(painted)}   acknowledged {_line(acknowledged)}")
                say_burst(reading)
                page.close()
            browser.close()
    finally:
        server.kill()
        shutil.rmtree(folder)


def _line(times: tuple[float, ...]) -> str:
    return f"median {statistics.median(times):6.1f}  p95 {sorted(times)[int(len(times) * 0.95) - 1]:6.1f} ms"


if __name__ == "__main__":
    main()
