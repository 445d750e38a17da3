"""The sample articles: complete, marked as samples, and with something in them for every feature they are there to show."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from components.cli.annotating import annotate
from components.exporters import jsonl
from components.importers import read
from components.lexicons import DATA
from components.model import SAMPLE, Annotated
from components.text import settle

FILES = sorted((DATA / "samples").glob("*.md"))
LAST_LINE = "This article is a sample written for Dateline; names and events are invented."


def parts(path: Path) -> tuple[dict[str, str], str]:
    _, front, body = path.read_text("utf-8").split("---\n", 2)
    return dict(line.split(": ", 1) for line in front.splitlines()), body


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_a_sample_is_complete_and_says_that_it_is_one(path: Path) -> None:
    front, body = parts(path)
    assert list(front) == ["title", "outlet", "author", "date", "url", "tags"]
    assert all(front.values())
    assert path.name.startswith(date.fromisoformat(front["date"]).isoformat())
    assert front["url"].startswith("https://example.org/")
    assert front["tags"] == SAMPLE
    assert body.rstrip("\n").splitlines()[-1] == LAST_LINE


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_a_sample_is_as_long_as_news_and_already_settled(path: Path) -> None:
    _, body = parts(path)
    assert 120 <= len(body.split()) <= 1300  # an agency's update is short
    assert settle(body) == body


MADE_AGAIN = "make them again: python -m components annotate data/samples -o data/samples.jsonl"


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_the_annotated_samples_are_what_extraction_finds_now(path: Path) -> None:
    """The library adds them at its first start, before the language model is loaded."""
    (item,) = read(path.read_bytes(), path.name)
    assert isinstance(item, Annotated)
    annotated, _ = annotate(item)
    assert isinstance(annotated, Annotated)
    found = jsonl.line(annotated)
    there = set((DATA / "samples.jsonl").read_bytes().splitlines(keepends=True))
    assert found in there, f"data/samples.jsonl does not hold what extraction finds in {path.name} now; {MADE_AGAIN}"
    assert len(there) == len(FILES), f"data/samples.jsonl has {len(there)} articles; {MADE_AGAIN}"


def test_there_are_enough_and_no_two_are_alike() -> None:
    fronts = [parts(path)[0] for path in FILES]
    assert len(FILES) >= 30
    assert len({front["title"] for front in fronts}) == len({front["url"] for front in fronts}) == len(FILES)


HALVREN = {
    "Northern Wire": "At least 17 people were killed",
    "Brennik Herald": "has risen to 31, up from 17",
    "Meridian News": "put the toll at 38, including eight children",
    "The Harbour Post": "Forty-four people, nine of them children, died",
    "Global Dispatch": "from 44 to 49|up to 49 after",
}


def test_one_toll_rises_over_articles_of_five_outlets() -> None:
    articles = [parts(path) for path in FILES if path.name.startswith("2024-03")]
    told = [front["outlet"] for front, body in articles if re.search(HALVREN.get(front["outlet"], "$^"), body)]
    assert told == list(HALVREN)


@pytest.mark.parametrize(
    "wanted",
    [
        r"\bat least\b", r"\bno more than\b|\bat most\b", r"\bbetween \d+ and \d+\b", r"\bdozens\b", r"\bup from\b",
        r"\bincluding (\d+|\w+) children\b", r"\binjured\b", r"\bmissing\b", r"\bdisplaced\b", r"\bdetained\b", r"\babducted\b",
        r"miles \(\d+ kilometres\)", r"kilometres \(\d+ miles\)", r"\bMach \d", r"\b\d+ mm\b", r"\bpayload\b", r"\bweigh", r"launchers",
        r"\bquoted \w+ (\w+ )*as saying\b|quoting", r"\$[\d.]+ (million|billion)", r"\bpercent\b",
        r'"[^"\n]+," (\w+ )?(he|she|said|\w+ said)\b[^"\n]*\. "', r'\n"[^"\n]+\n\n"',
    ],
)  # fmt: skip
def test_the_samples_contain(wanted: str) -> None:
    assert re.search(wanted, "".join(parts(path)[1] for path in FILES))
