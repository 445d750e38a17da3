"""Words under a label: what somebody says in an interview or a transcript, and posts with their author's handle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from components.extract.quotes.assemble import Found
from components.extract.turns import Turn
from components.model import Annotation


def turned(text: str, turns: Sequence[Turn], entities: Sequence[Annotation]) -> Iterator[Found]:
    """Every turn as one quote of whom its label names; "A" is the only person named before the interview, where there is one."""
    persons = [e for e in entities if e.label == "PERSON"]
    first = min((t.start for t in turns if t.kind == "letter"), default=0)
    named = {e.entity.name: e for e in persons if e.end <= first and e.entity.name}
    asked = next(iter(named.values())) if len(named) == 1 else None
    for n, turn in enumerate(turns):
        answers = turn.kind == "letter" and text[slice(*turn.who)] == "A" and asked is not None
        who = (asked.start, asked.end) if answers and asked is not None else turn.who
        yield Found(turn.start, turn.end, "DIRECT", 0.8, None, who, key=("turn", n), link=0.95)
