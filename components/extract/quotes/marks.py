"""Quotation marks, paired paragraph by paragraph, into the stretches of text between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from components.model import Span

DOUBLE = re.compile("[\"\u201c\u201d\u201e\u00ab\u00bb\uff02]|''|``|\u2018\u2018|\u2019\u2019")
SINGLE = re.compile("(?<![\\w.])['\u2018](?=[\\w(\\[\u2026.])|(?<=[\\w.,;:!?\u2026)\\]\u2014-])['\u2019](?!\\w)")
OPENING = frozenset(["\u201c", "\u201e", "\u00ab", "``", "\u2018\u2018"])
CLOSING = frozenset(["\u201d", "\u00bb", "\u2019\u2019"])
POSSESSED = re.compile(r" [a-z]")
FIRST = 3  # paragraphs among which a headline is looked for
HEADLINE = 150  # characters of a headline at the most
WORKS = frozenset(
    ["book", "memoir", "novel", "film", "movie", "song", "album", "show", "podcast", "series", "play", "documentary"]
)
ATTRIBUTION = re.compile(  # '"We will win, he said.': the closing mark was forgotten before the attribution
    r"[,?!](?=\s+(?:(?:[A-Z][\w.\u2019'-]*|he|she|they|the|an?|\w+)\s+){1,4}"
    r"(?:said|says|told|added|wrote|asked|replied)\b|\s+(?:said|says|added|wrote|replied)\b)"
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text between two marks, ``text[start:end]``, blanks trimmed; ``open`` and ``close`` include the marks.

    ``closed`` is False where the paragraph ends before the quote does.
    """

    start: int
    end: int
    open: int
    close: int
    paragraph: int
    closed: bool = True


def stretches(text: str, paragraphs: Sequence[Span]) -> list[Stretch]:
    """All quoted stretches in order, none inside another.

    >>> [text[s.start:s.end] for text in ['He said: "No." Then "Yes."'] for s in stretches(text, [Span(0, len(text))])]
    ['No.', 'Yes.']
    """
    usual = DOUBLE if DOUBLE.search(text) else SINGLE
    found: list[Stretch] = []
    running = False  # the paragraph before ended inside a quote
    for number, paragraph in enumerate(paragraphs):
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        pattern = SINGLE if usual is DOUBLE and number < FIRST and _is_headline(text, paragraph) else usual
        for opened, closed, start, end in _paired(text, paragraph, pattern, running):
            running = end is None and _runs_on(text, following, pattern)
            if end is None:
                end = paragraph.end if running else _missing_end(text, start, paragraph.end)
                closed = end
            start, end = _trim(text, start, end)
            if start < end:
                found.append(Stretch(start, end, opened, closed, number, not running))
        else:
            running = running and bool(found) and found[-1].paragraph == number
    return found


def _paired(
    text: str, paragraph: Span, pattern: re.Pattern[str], running: bool
) -> Iterator[tuple[int, int, int, int | None]]:
    """(where the opening mark starts, where the closing one ends, inner start, inner end or None) of one paragraph."""
    marks = [m for m in pattern.finditer(text, paragraph.start, paragraph.end) if not _is_inch(text, m)]
    if pattern is SINGLE:
        marks = _without_possessives(text, marks)
    start: tuple[int, int] | None = None
    depth = 0
    for k, mark in enumerate(marks):
        if k and marks[k - 1].end() == mark.start() and (mark[0] != '"' or marks[k - 1][0] in OPENING):
            continue  # two marks for one
        opens = _is_opening(text, mark, paragraph)
        if start is not None and text[start[0]] == "\u201e" and mark[0] == "\u201c":
            opens = False  # German marks
        if start is None:
            if opens is not False:
                start, depth = mark.span(), 0
            elif k == 0 and running:  # the quote runs on from the paragraph before, without a mark of its own
                yield paragraph.start, mark.end(), paragraph.start, mark.start()
        elif opens is True and (mark[0] != '"' or ATTRIBUTION.search(text, start[1], mark.start())):
            if (
                mark[0] != '"'
                and k + 2 < len(marks)
                and _closes(text, marks[k + 1], paragraph)
                and _closes(text, marks[k + 2], paragraph)
            ):
                depth += 1
            else:  # its closing mark is missing
                end = _missing_end(text, start[1], mark.start())
                yield start[0], end, start[1], end
                start = mark.span()
        elif depth:
            depth -= 1
        else:
            yield start[0], mark.end(), start[1], mark.start()
            start = None
    if start is not None:
        yield start[0], paragraph.end, start[1], None


def _is_headline(text: str, paragraph: Span) -> bool:
    """Whether a paragraph is a headline with single marks, in a text whose quotes have double ones."""
    line = text[paragraph.start : paragraph.end]
    return len(line) <= HEADLINE and line[-1] not in ".:;," and not DOUBLE.search(line)


def _without_possessives(text: str, marks: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """Single marks without those of plurals: ‘My parents’ house is gone,’ ends after the comma.

    A mark after an s and before a word is a plural's where another one that closes, after a point or a comma, follows before the next that
    opens; ‘the workers’ said nothing stays.
    """
    kept = []
    for k, mark in enumerate(marks):
        plural = text[mark.start() - 1 : mark.start()] == "s" and POSSESSED.match(text, mark.end())
        later = next((m for m in marks[k + 1 :] if not plural or not _is_plural(text, m)), None)
        if not (plural and later is not None and text[later.start() - 1] in ".,!?\u2026"):
            kept.append(mark)
    return kept


def _is_plural(text: str, mark: re.Match[str]) -> bool:
    return text[mark.start() - 1 : mark.start()] == "s" and POSSESSED.match(text, mark.end()) is not None


def _is_opening(text: str, mark: re.Match[str], paragraph: Span) -> bool | None:
    """Whether the mark opens a quote, by its form or by the blanks around it; None where it could do either."""
    before = text[mark.start() - 1] if mark.start() > paragraph.start else " "
    after = text[mark.end()] if mark.end() < paragraph.end else " "
    if mark[0] in OPENING:
        return not (before in ".,!?" and after.isspace())  # a closing mark typed as an opening one
    if mark[0] in CLOSING:
        return before.isspace() and after.isalnum()
    blank_before, blank_after = not before.isalnum() and before not in ".,!?\u2026)%", not after.isalnum()
    if blank_before and not blank_after:
        return True
    if not blank_before and blank_after and not (before in ".,!?" and after in "([$\u2026"):
        return False
    return None


def _closes(text: str, mark: re.Match[str], paragraph: Span) -> bool:
    return _is_opening(text, mark, paragraph) is False


def _runs_on(text: str, paragraph: Span | None, pattern: re.Pattern[str]) -> bool:
    """Whether a quote goes on in ``paragraph``: it begins with an opening mark, or its first mark is a closing one."""
    mark = pattern.search(text, paragraph.start, paragraph.end) if paragraph else None
    if paragraph is None or mark is None:
        return False
    return mark.start() == paragraph.start or _closes(text, mark, paragraph)


def _is_inch(text: str, mark: re.Match[str]) -> bool:
    """5'10" and a 12" gun."""
    return mark[0] == '"' and bool(
        re.search(r"\d['\u2019]\d{0,2}$|(?<=\s)\d{1,2}$", text[max(0, mark.start() - 6) : mark.start()])
    )


def _missing_end(text: str, start: int, limit: int) -> int:
    """Where a quote without a closing mark ends: before its attribution, else at ``limit``."""
    attribution = ATTRIBUTION.search(text, start, limit)
    return attribution.end() if attribution else limit


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def capitals(fragment: str) -> bool:
    """Whether every long word begins with a capital, as in a title."""
    long = [word for word in fragment.split() if len(word) > 3]
    return bool(long) and all(not word[0].islower() for word in long)


def is_work(text: str, s: Stretch) -> bool:
    """Whether the stretch is a title behind the noun it belongs to: 'her memoir, "The Long Winter."'"""
    before = text[max(0, s.open - 30) : s.open].rstrip(" ,").split()
    return bool(before) and before[-1].lower() in WORKS and capitals(text[s.start : s.end])
