"""Block quotes: a paragraph without marks after one that ends in "she wrote:"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from components.extract.attribution.cues import Cue
from components.extract.quotes.assemble import Found, found_by
from components.extract.quotes.marks import Stretch
from components.extract.words import Words
from components.model import Span

LONGEST = 2000  # characters
NEAR = 60  # characters between the verb and its colon


def blocks(
    words: Words, paragraphs: Sequence[Span], stretches: Sequence[Stretch], cues: Sequence[Cue]
) -> Iterator[Found]:
    """The paragraphs that a colon and a verb of speech before them make quotes."""
    at = [words.start[cue.verb] for cue in cues]
    marked = {s.paragraph for s in stretches if s.open == paragraphs[s.paragraph].start}
    for number, (before, paragraph) in enumerate(pairwise(paragraphs), 1):
        if words.text[before.end - 1] != ":" or number in marked or paragraph.end - paragraph.start > LONGEST:
            continue
        j = bisect_left(at, before.end) - 1
        if j < 0 or at[j] < max(before.start, before.end - NEAR):
            continue
        cue = cues[j]
        if cue.speaker is not None and cue.kind == "speech" and words.child(cue.verb, "ccomp") is None:
            end = paragraph.end
            if j + 1 < len(cues) and at[j + 1] < end:  # the narrator goes on: 'They also said ...'
                end = words.end[words.sent[cues[j + 1].verb] - 1]
            if end > paragraph.start:
                yield found_by(words, paragraph.start, end, "INDIRECT", 0.6, cue, ("block", number))
