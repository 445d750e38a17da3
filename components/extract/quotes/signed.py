"""Words set apart with a name behind them and no marks: 'We will not leave this valley. Ana Ruiz, mayor'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from components.extract.quotes.assemble import Found
from components.model import Annotation, Span

LONGEST = 1500  # characters of such a paragraph
SIGNED = re.compile(r"(?P<what>.*[.!?\u2026])\s+(?P<who>[A-Z][^.!?\u2026]{2,80})")
FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|[Uu]s)\b")


def signed(
    text: str, paragraphs: Sequence[Span], entities: Sequence[Annotation], found: Sequence[Found]
) -> Iterator[Found]:
    """The paragraphs that speak in the first person and end in a person's name, where nothing else was found."""
    names = {e.start: e.end for e in entities if e.label == "PERSON"}
    starts = {f.start for f in found}
    for paragraph in paragraphs:
        if paragraph.end - paragraph.start > LONGEST or text[paragraph.end - 1] in ".!?:;\"\u201d'\u2019":
            continue
        match = SIGNED.fullmatch(text, paragraph.start, paragraph.end)
        if match is None or match.start("who") not in names or not FIRST_PERSON.search(match["what"]):
            continue
        if any(at in starts for at in range(paragraph.start, paragraph.end)):
            continue
        who = (match.start("who"), names[match.start("who")])
        yield Found(match.start("what"), match.end("what"), "INDIRECT", 0.6, None, who, key=("signed", who), link=0.8)
