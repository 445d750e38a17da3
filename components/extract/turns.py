"""Who speaks by a label, in interviews, transcripts and posts: "Q:", "MARA ELDON:", "— Ivo Marek (@ivomarek) October 13, 2016"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from components import text as texts
from components.extract.speakers import nouns
from components.lexicons import lexicon
from components.model import Span

LETTER = re.compile(r"(?P<who>[QA])(?:[:.]|\s[-\u2013\u2014])\s+(?=\S)")
CAPITALS = re.compile(
    r"(?P<who>(?:[A-Z][A-Z.'\u2019-]*[A-Z.]|[A-Z])(?: (?:[A-Z][A-Z.'\u2019-]*|de|of|the)){0,4})(?: \([^()\n]{2,40}\))?:\s+(?=\S)"
)
NAMED = re.compile(r"(?P<who>[A-Z][\w.'\u2019-]+(?: (?:[A-Z][\w.'\u2019-]*|de|van|von|al|bin)){0,3}):\s+(?=\S)")
DATE = r"(?:(?:on )?(?:[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?|\d{1,2} [A-Z][a-z]{2,8}\.?(?:,? \d{4})?))"
NAME = r"[^\u2014\u2013()@\n:]{2,60}?"
POST_AFTER = re.compile(
    rf"(?P<what>.+?)\s*(?:\u2014|\u2013|--?|\n)\s*(?P<who>{NAME}) \(@\w{{2,30}}\)\s*{DATE}?\s*", re.S
)
POST_BEFORE = re.compile(
    rf"(?P<who>{NAME}) \(?@\w{{2,30}}\)?(?: [\u00b7-] ?{DATE})?:\s*(?P<what>.+?)(?:\s+{DATE})?\s*", re.S
)
HEADING = re.compile(
    r"(?:(?:Statement|Remarks|Comments?|Response|Message) (?:from|by|of)|From) (?P<who>[^:\n]{2,60}):\s*"
)
LONGEST = 3000  # characters of one turn
POST = 700  # characters of a post, with its signature
SHARE = 2  # a transcript has at least one labelled paragraph in so many, from its first turn to its last


@dataclass(frozen=True, slots=True)
class Turn:
    """What somebody says under a label, or in a post: the offsets of the words and of the label, and what kind it is."""

    start: int
    end: int
    who: tuple[int, int]
    kind: str  # letter, name, post or heading


@cache
def _no_speakers() -> frozenset[str]:
    """Words in capitals before a colon that label a line of a page, not a speaker."""
    return frozenset(r["word"] for r in lexicon("page_labels", "word"))


def turns(text: str) -> list[Turn]:
    """All turns of a text in order; none where its labels do not look like those of speakers."""
    paragraphs = texts.paragraphs(text)
    found = [*_labelled(text, paragraphs), *_posts(text, paragraphs), *_headed(text, paragraphs)]
    return sorted(found, key=lambda turn: turn.start)


def _labelled(text: str, paragraphs: Sequence[Span]) -> list[Turn]:
    """The turns of an interview or a transcript, each with the paragraphs that go on in it."""
    for pattern in (LETTER, CAPITALS, NAMED):
        labels = _labels(text, paragraphs, pattern)
        if _is_transcript(text, labels, pattern):
            return list(_with_rest(text, paragraphs, labels, "letter" if pattern is LETTER else "name"))
    return []


def _labels(text: str, paragraphs: Sequence[Span], pattern: re.Pattern[str]) -> dict[int, re.Match[str]]:
    """The labels at the beginning of paragraphs, by the number of the paragraph."""
    found = {n: pattern.match(text, p.start, p.end) for n, p in enumerate(paragraphs)}
    return {n: m for n, m in found.items() if m is not None and _no_speakers().isdisjoint(m["who"].split())}


def _is_transcript(text: str, labels: dict[int, re.Match[str]], pattern: re.Pattern[str]) -> bool:
    """Whether the labels alternate as speakers do: Q and A, or names of which one comes again."""
    names = Counter(m["who"].split()[-1] for m in labels.values())
    if len(names) < 2:
        return False
    share = len(labels) * SHARE >= max(labels) - min(labels) + 1
    if pattern is LETTER:
        return share
    again = max(names.values()) > 1 and len(labels) > 2
    whole = all(" " in m["who"] for m in labels.values()) and all(b - a == 1 for a, b in pairwise(labels))
    if pattern is NAMED:
        asked = any(
            m["who"].lower() in ("question", "answer", "reporter", "interviewer", "moderator") for m in labels.values()
        )
        return share and again and len(labels) > 3 and (asked or 2 * len(names) <= len(labels))
    return share and (again or whole)


def _with_rest(text: str, paragraphs: Sequence[Span], labels: dict[int, re.Match[str]], kind: str) -> Iterator[Turn]:
    numbers = sorted(labels)
    for n, following in zip(numbers, [*numbers[1:], numbers[-1] + 1], strict=True):
        label = labels[n]
        end = paragraphs[following - 1].end
        if end - label.end() > LONGEST:
            end = paragraphs[n].end
        yield Turn(label.end(), end, label.span("who"), kind)


def _posts(text: str, paragraphs: Sequence[Span]) -> Iterator[Turn]:
    """Posts with a handle: 'Thank you all. — Ana Ruiz (@anaruiz) May 3, 2021', 'Ana Ruiz (@anaruiz): Thank you all.'"""
    if "@" not in text:
        return
    for paragraph in paragraphs:
        if paragraph.end - paragraph.start > POST or "@" not in text[paragraph.start : paragraph.end]:
            continue
        for pattern in (POST_BEFORE, POST_AFTER):
            match = pattern.fullmatch(text, paragraph.start, paragraph.end)
            if match is not None and match["who"][0].isupper() and len(match["what"].split()) > 1:
                yield Turn(*match.span("what"), match.span("who"), "post")
                break


def _headed(text: str, paragraphs: Sequence[Span]) -> Iterator[Turn]:
    """The paragraph after a heading that names its author: 'From the harbour office:'."""
    for before, after in pairwise(paragraphs):
        match = HEADING.fullmatch(text, before.start, before.end)
        if match is not None and after.end - after.start <= LONGEST and _is_author(match["who"]):
            yield Turn(after.start, after.end, match.span("who"), "heading")


def _is_author(who: str) -> bool:
    """Whether a heading names somebody: a name, or a noun for a speaker."""
    words = who.split()
    return words[-1][0].isupper() or words[-1].lower() in nouns.kinds()
