"""Headlines that say who said it before or after a colon: "Mayor: City is bankrupt"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from components.extract.quotes.assemble import Found
from components.extract.quotes.marks import DOUBLE
from components.extract.speakers import nouns
from components.model import Annotation, Span

FIRST = 3  # paragraphs among which a headline is looked for
LONGEST = 200  # characters
BEFORE = re.compile(r"(?P<who>[^:\"\u201c\n]{2,50}): (?P<what>[^:\n]{8,})")
AFTER = re.compile(r"(?P<what>[^:\n]{8,}): (?P<who>[^:\"\u201c\n]{2,50})")


def headlines(
    text: str, paragraphs: Sequence[Span], entities: Sequence[Annotation], found: Sequence[Found]
) -> Iterator[Found]:
    """The quotes of the first lines that end without a full stop, where nothing else was found in them."""
    for paragraph in paragraphs[:FIRST]:
        line = text[paragraph.start : paragraph.end]
        if (
            len(line) > LONGEST
            or line[-1] in ".:,;"
            or any(f.start < paragraph.end and f.end > paragraph.start for f in found)
        ):
            continue
        for pattern in (BEFORE, AFTER):
            match = pattern.fullmatch(line)
            if match is not None and _speaks(match, paragraph.start, entities):
                start, end = _bare(match, "what", paragraph.start)
                who = _bare(match, "who", paragraph.start)
                label = "MIXED" if DOUBLE.search(match["what"]) else "INDIRECT"
                if who[0] == who[1] or start == end:
                    continue
                colon = paragraph.start + line.index(": ")
                yield Found(start, end, label, 0.6, (colon, colon + 1), who, key=("headline", start), link=0.7)
                break


def _speaks(match: re.Match[str], offset: int, entities: Sequence[Annotation]) -> bool:
    """Whether what stands beside the colon is somebody: a name to its end, or a noun for a speaker."""
    end = offset + match.end("who")
    who = match["who"].split()
    if who and who[-1].lower() in nouns.kinds():
        return len(who) <= 5
    return any(e.end == end and e.label in ("PERSON", "ORG") for e in entities if e.start >= offset and e.end <= end)


def _bare(match: re.Match[str], group: str, offset: int) -> tuple[int, int]:
    """Where a group stands in the text, without the blanks around it."""
    said = match[group]
    start = offset + match.start(group) + len(said) - len(said.lstrip())
    return start, start + len(said.strip())
