"""What an article's title, day, address and other fields may be; shared by the importers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import PurePath

from components.importers import cleaning
from components.model import Annotated, Article, Problem, article_id
from components.text import is_hard_wrapped, paragraphs, settle

TEXT_LIMIT = 20_000_000  # characters of one article, or bytes of a plain file
TITLE_LIMIT = 200  # characters of a first line that may be a title
TITLE_WORDS = 30
ALIASES: Mapping[str, tuple[str, ...]] = {  # in the order in which they win
    "text": ("text", "full_text", "fulltext", "article_text", "body", "content", "article", "story", "maintext"),
    "title": ("title", "headline", "heading"),
    "outlet": ("outlet", "source", "publisher", "publication", "newspaper", "site", "sitename"),
    "published": ("published", "date", "publish_date", "published_at", "publication_date", "pubdate", "day"),
    "url": ("url", "link", "address", "permalink"),
    "author": ("author", "byline", "authors", "by"),
    "language": ("language", "lang"),
    "id": ("id", "article_id", "uuid", "guid"),
    "tags": ("tags", "keywords"),
}
FIELD_OF = {alias: name for name, aliases in ALIASES.items() for alias in aliases}
LANGUAGES = {
    "english": "en",
    "eng": "en",
    "french": "fr",
    "german": "de",
    "spanish": "es",
    "russian": "ru",
    "arabic": "ar",
}
DAYS = (
    "%d %B %Y",
    "%d %b %Y",
    "%B %d %Y",
    "%b %d %Y",
    "%Y %B %d",
    "%A %d %B %Y",
    "%A %B %d %Y",
    "%a %d %b %Y",
    "%a %b %d %Y",
    "%d %b %y",
    "%Y%m%d",
)
ISO_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:$|[T ]\d)")
DAY_OF_NUMBERS = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?:$|[T, ])")
CLOCK = re.compile(r"[,\s]+(?:at\s+)?\d{1,2}:\d{2}.*$")
WEB_ADDRESS = re.compile(r"https?://[^\s<>\"]+$", re.IGNORECASE)


def article(found: Mapping[str, str | None], where: str, fallback_title: str = "") -> Iterator[Annotated | Problem]:
    """The article that the raw ``found`` fields (named as in Article) make, and a Problem for each field that cannot be read.

    Without a title, the text's first line is the title if it looks like one, then ``fallback_title``. An empty or too long
    text is a Problem alone.
    """
    words, notes = cleaning.cleaned(found.get("text") or "")
    yield from (Problem(where, note) for note in notes)
    text = settle(words)
    problem = unusable(text)
    if problem:
        yield Problem(where, problem)
        return
    published, url, language = (one_line(found.get(name)) for name in ("published", "url", "language"))
    for name, raw, good in (
        ("date", published, day(published)),
        ("address", url, web_address(url)),
        ("language", language, language_code(language)),
    ):
        if raw and not good:
            yield Problem(where, f"{FIELD_HELP[name]}, found {raw[:80]!r}. The article was taken without it.")
    yield Annotated(
        Article(
            id=one_line(found.get("id")) or article_id(text),
            text=text,
            title=one_line(cleaning.mended(found.get("title") or ""))
            or title_of(text)
            or one_line(fallback_title)
            or opening(text),
            outlet=one_line(found.get("outlet")),
            author=one_line(found.get("author")),
            published=day(published),
            url=web_address(url),
            language=language_code(language) or "en",
            tags=tags_of(found.get("tags")),
        ),
        told_day=published if published and not day(published) else None,
    )


FIELD_HELP = {
    "date": "The date should be a day such as 2013-05-14 or 14 May 2013",
    "address": "The address should begin with http:// or https://",
    "language": "The language should be a code of two letters such as en",
}


def unusable(text: str) -> str | None:
    """Why a settled text cannot be an article; None if it can."""
    if not text.strip():
        return "There is no text in it."
    if len(text) > TEXT_LIMIT:
        return f"The text has {len(text):,} characters; an article may have {TEXT_LIMIT:,}. Split it."
    return None


def one_line(raw: str | None) -> str | None:
    """A field as it is stored: settled, one line, single blanks; None where nothing is left.

    >>> one_line(" The  Harbour\\nPost ")
    'The Harbour Post'
    """
    return " ".join(settle(raw or "").split()) or None


def title_of(text: str) -> str:
    """The first line of a settled text if it looks like a title: short, followed by more, no sentence's end; else "".

    >>> title_of("Ferry sinks off the cape\\n\\nA ferry sank on Monday.")
    'Ferry sinks off the cape'
    """
    spans = paragraphs(text[: TITLE_LIMIT * 20])
    if len(spans) < 2 and not is_hard_wrapped(text[: TITLE_LIMIT * 20]):
        return ""
    line = text[spans[0].start : spans[0].end]
    if "\n" in line or len(spans) < 2 or len(line) > TITLE_LIMIT or len(line.split()) > TITLE_WORDS:
        return ""
    return "" if line[-1] in ".,;:…" else " ".join(line.split())


def opening(text: str, length: int = 60) -> str:
    """The first words of a text, for an article that has no title of any kind."""
    words = " ".join(text[: length * 10].split())
    return words if len(words) <= length else words[: length + 1].rsplit(" ", 1)[0][:length].rstrip(" ,;:") + " …"


def name_as_title(name: str) -> str:
    """A file's name as a title of last resort.

    >>> name_as_title("wire/ferry-sinks_2.txt")
    'Ferry sinks 2'
    """
    stem = re.sub(r"[-_\s]+", " ", PurePath(name).stem).strip()
    return stem[:1].upper() + stem[1:]


def day(raw: str | None) -> str | None:
    """The ISO day that ``raw`` names; None where it names none or could name two (03/04/2013).

    >>> day("May 14, 2013"), day("2013-05-14T08:00:00Z"), day("14.05.2013"), day("03/04/2013")
    ('2013-05-14', '2013-05-14', '2013-05-14', None)
    """
    if not raw:
        return None
    if iso := ISO_DAY.match(raw):
        return _iso(int(iso[1]), int(iso[2]), int(iso[3]))
    if numbers := DAY_OF_NUMBERS.match(raw):
        return _day_of_numbers(int(numbers[1]), numbers[2], int(numbers[3]), int(numbers[4]))
    plain = re.sub(r"(?<=\d)(st|nd|rd|th)\b", "", CLOCK.sub("", raw), flags=re.IGNORECASE)
    plain = " ".join(plain.replace(",", " ").replace("-", " ").replace(".", " ").split())
    plain = re.sub(r"\bSept\b", "Sep", plain, flags=re.IGNORECASE)
    for form in DAYS:
        try:
            found = datetime.strptime(plain, form).date()
        except ValueError:
            continue
        return found.isoformat() if found.year > 1000 else None
    return None


def _day_of_numbers(first: int, mark: str, second: int, year: int) -> str | None:
    if mark == "." or first > 12 or first == second:
        return _iso(year, second, first)
    return _iso(year, first, second) if second > 12 else None


def _iso(year: int, month: int, of_month: int) -> str | None:
    try:
        return date(year, month, of_month).isoformat()
    except ValueError:
        return None


def web_address(raw: str | None) -> str | None:
    """``raw`` if it is an http or https address: others (javascript:, file:) must not become a link."""
    return raw if raw and WEB_ADDRESS.match(raw) else None


def language_code(raw: str | None) -> str | None:
    """The two letters of a language, from "en", "en-GB" or an English name."""
    low = (raw or "").lower()
    short = re.match(r"([a-z]{2})(?:[-_].*)?$", low)
    return short[1] if short else LANGUAGES.get(low)


def tags_of(raw: str | None) -> tuple[str, ...]:
    """The tags of "syria; arms" or "syria, arms", each once."""
    parts = re.split(r"[;,|]", (raw or "").strip("[]"))
    return tuple(dict.fromkeys(tag for part in parts if (tag := one_line(part.strip(" \"'")))))
