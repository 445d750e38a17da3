"""Our own JSON record of an article, with its annotations and tolls; a part that cannot be read is told and left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from components.importers import cleaning, fields, records
from components.model import REVIEW_STATUSES, Annotated, Article, Problem, ReviewStatus, article_id
from components.text import settle

TOLD = 20  # problems of one article: a wrong text makes one of every annotation
STRINGS = ("outlet", "author")


def article(record: Mapping[str, Any], where: str) -> Iterator[Annotated | Problem]:
    """The article of one record and a Problem for each part of it that cannot be read."""
    problems: list[str] = []
    if "annotations" not in record:  # else the offsets are those of the text as it came
        raw, problems = cleaning.cleaned(record["text"])
        record = {**record, "text": raw}
    text = settle(record["text"])
    if problem := fields.unusable(text):
        yield Problem(where, problem)
        return
    made = _fields(record, text, problems)
    if made.title:
        where = f"{where} ({made.title[:60]})"
    annotations = records.read_annotations(record, made, problems)
    annotated = Annotated(
        article=made,
        annotations=annotations,
        sentences=records.read_sentences(record, made, problems),
        tolls=records.read_tolls(record, problems),
        review_status=_review_status(record),
        event_id=(event := _string(record, "event_id", problems)),
        claim_events=_claim_events(record, {a.id for a in annotations}, event),
    )
    yield from (Problem(where, message) for message in problems[:TOLD])
    if len(problems) > TOLD:
        yield Problem(
            where, f"And {len(problems) - TOLD:,} more of this article. Are the offsets those of another text?"
        )
    yield annotated


def _fields(record: Mapping[str, Any], text: str, problems: list[str]) -> Article:
    strings = {
        name: _string(record, name, problems) for name in (*STRINGS, "id", "title", "published", "url", "language")
    }
    plain = Article(
        id=strings["id"] or article_id(text),
        text=text,
        title=(strings["title"] or "")
        if isinstance(record.get("title"), str)
        else fields.title_of(text) or fields.opening(text),
        outlet=strings["outlet"],
        author=strings["author"],
        published=fields.day(strings["published"]),
        url=fields.web_address(strings["url"]),
        language=fields.language_code(strings["language"]) or "en",
    )
    for name, help_ in (("published", "date"), ("url", "address"), ("language", "language")):
        if strings[name] and (
            getattr(plain, name) is None or (name == "language" and not fields.language_code(strings[name]))
        ):
            problems.append(f"{fields.FIELD_HELP[help_]}, found {str(strings[name])[:80]!r}.")
    version, tags = record.get("text_version"), record.get("tags")
    return replace(
        plain,
        text_version=version if type(version) is int and version > 0 else 1,
        tags=tuple(t for t in tags if isinstance(t, str)) if isinstance(tags, list) else (),
    )


def _string(record: Mapping[str, Any], name: str, problems: list[str]) -> str | None:
    """A field's text on one line; a number (an id, often) as its digits; anything else is reported."""
    value = record.get(name)
    if value is None:
        return None
    if type(value) is int:
        return str(value)
    if not isinstance(value, str):
        problems.append(f"{name} should be a text, found {type(value).__name__}; it was left out.")
        return None
    return settle(value).replace("\n", " ") or None


def _claim_events(record: Mapping[str, Any], ids: set[str], event: str | None) -> dict[str, str | None]:
    """The figures that are of another event than their article, or of none."""
    listed = record.get("annotations")
    told = [raw for raw in listed if isinstance(raw, dict) and "event_id" in raw] if isinstance(listed, list) else []
    found = {raw["id"]: raw["event_id"] for raw in told if isinstance(raw.get("id"), str) and raw["id"] in ids}
    return {id_: of for id_, of in found.items() if of != event and (of is None or isinstance(of, str))}


def _review_status(record: Mapping[str, Any]) -> ReviewStatus:
    return next((status for status in REVIEW_STATUSES if status == record.get("review_status")), "new")
