"""What people decided about figures and quotes, counted by the words that the machine's label rested on ("stormed": killed), and
what follows from that for the next article. Pure: the store counts, extract applies.

The words are a figure's trigger (the evidence of its label) or a quote's cue. A decision is a judged highlight as it stands now, so
an undo takes it back by itself. Words with a capital within a sentence are none: nothing is ever held against somebody's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from components.labels import labels
from components.memory import CLEAR, LONGEST, Hand, Memory, Tally, key
from components.model import Annotation, Layer, QuoteValues

LAYERS: tuple[Layer, ...] = ("figure", "quote")
DOUBTED = 0.5  # the most that a suggestion is sure of which people said no to
OPENS = re.compile(r"(?:^|[\n.:;!?•*|–—-])[\s\"'“‘(]*\Z")  # what stands before the first word of a sentence or an entry


def stored(layer: Layer, words: str) -> str:
    """The string under which the memory keeps words: names and words of figures and quotes are told apart by it."""
    return f"{layer}:{words}"


def parted(surface: str) -> tuple[Layer, str] | None:
    """The layer and the words of a stored string; None for a name's."""
    kind, colon, words = surface.partition(":")
    found = next((layer for layer in LAYERS if layer == kind), None)
    return (found, words) if colon and found is not None else None


def trigger(a: Annotation, text: str) -> str | None:
    """The stored string of the words that a machine's label rested on; None where they are not known, or are a name or a number.

    >>> from components.model import FigureValues
    >>> trigger(Annotation("1", "figure", "KILLED", 0, 3, FigureValues(), evidence={"label": (11, 18)}), "Six police Stormed it")
    >>> trigger(Annotation("1", "figure", "KILLED", 0, 3, FigureValues(), evidence={"label": (4, 11)}), "Six stormed it")
    'figure:stormed'
    """
    if a.origin == "analyst" or (span := _span(a)) is None:
        return None
    start, end = span
    words = text[start:end]
    opening = words[:1].isupper() and OPENS.search(text[max(0, start - 8) : start]) is not None
    plain = words[:1].lower() + words[1:] if opening else words
    said = key(plain)
    if plain != plain.lower() or any(sign.isdigit() for sign in said) or not any(sign.isalpha() for sign in said):
        return None
    found = stored(a.layer, said)
    return found if len(found) <= LONGEST else None


def _span(a: Annotation) -> tuple[int, int] | None:
    """The words of a figure's label, or of a quote's cue."""
    if isinstance(a.values, QuoteValues):
        start, end = a.values.cue_start, a.values.cue_end
        return (start, end) if start is not None and end is not None and start < end else None
    found = a.evidence.get("original_label") or a.evidence.get("label")
    return None if found == a.evidence.get("value") else found


@dataclass(frozen=True, slots=True)
class Doubt:
    """What the next article does with a label that rests on certain words: less sure of it, another ``label`` instead, or less
    sure of the speaker alone; ``articles`` have people who said so, none who said otherwise."""

    score: float
    label: str | None = None
    of_speaker: bool = False
    articles: int = 0


def doubt(tallies: Mapping[str, Tally], label: str, hand: Hand | None = None) -> Doubt | None:
    """The doubt about ``label`` from the decisions by label on its words; None where there is none.

    An opinion is an article with decisions. It takes CLEAR against the label and none for it; what was accepted in bulk speaks for
    it too, for it is no use to doubt what people let pass. Where as many agree on one other label, that is given.

    >>> doubt({"KILLED": Tally(rejected=4, losses=3)}, "KILLED")
    Doubt(score=0.2, label=None, of_speaker=False, articles=3)
    >>> doubt({"KILLED": Tally(rejected=9, losses=9, confirmed=1, wins=1)}, "KILLED")
    """
    said = tallies.get(label)
    if said is None or (hand is not None and hand.kind == "never"):
        return None
    if said.losses >= CLEAR and not said.wins and not said.nods:
        instead = [name for name, t in tallies.items() if name != label and t.relabelled and t.wins]
        if len(instead) == 1 and tallies[instead[0]].wins >= CLEAR and not tallies[instead[0]].losses:
            return Doubt(_left(-tallies[instead[0]].wins), instead[0], articles=tallies[instead[0]].wins)
        return Doubt(min(DOUBTED, _left(said.losses)), articles=said.losses)
    if said.misled >= CLEAR and not said.trusted:
        return Doubt(min(DOUBTED, _left(said.misled)), of_speaker=True, articles=said.misled)
    return None


def _left(against: int) -> float:
    """How sure so many opinions against it leave a label: 0.2 for three; for it where negative, 0.8 for three."""
    return round(1 / (against + 2) if against > 0 else (1 - against) / (2 - against), 2)


def amended(found: Iterable[Annotation], text: str, memory: Memory | None) -> list[Annotation]:
    """The figures or quotes that the machine found, as people decided on the same words elsewhere."""
    suggestions = list(found)
    if memory is None or not memory.words:
        return suggestions
    return [_amended(a, doubt_of(a, text, memory)) for a in suggestions]


def doubt_of(a: Annotation, text: str, memory: Memory) -> Doubt | None:
    """What people decided on the words that a suggestion rests on."""
    surface = trigger(a, text)
    tallies = memory.words.get(surface) if surface else None
    return doubt(tallies, a.label, memory.hand.get(surface or "")) if tallies else None


def _amended(a: Annotation, about: Doubt | None) -> Annotation:
    if about is None:
        return a
    if about.label is not None:
        return replace(a, label=about.label, origin="memory", score=about.score)
    if not about.of_speaker:
        return replace(a, score=min(about.score, 1.0 if a.score is None else a.score))
    values = a.quote
    sure = 1.0 if values.speaker_score is None else values.speaker_score
    return replace(a, values=replace(values, speaker_score=min(about.score, sure)))


@dataclass(frozen=True, slots=True)
class Line:
    """Words of one label that people decided on, the decisions, and the doubt that follows."""

    surface: str
    layer: Layer
    words: str
    label: str
    tally: Tally
    hand: Hand | None
    doubt: Doubt | None


def lines(memory: Memory, words: str = "", layer: Layer | None = None) -> list[Line]:
    """The words that people said no to at least once, what is used first, then by how often; ``words`` must all be in it."""
    wanted = words.casefold().split()
    found = []
    for surface, tallies in memory.words.items():
        at = parted(surface)
        if at is None or (layer is not None and at[0] != layer) or not all(word in at[1] for word in wanted):
            continue
        hand = memory.hand.get(surface)
        for label, tally in tallies.items():
            if tally.against or tally.respoken:
                found.append(Line(surface, *at, label, tally, hand, doubt(tallies, label, hand)))
    found.sort(key=lambda line: (line.doubt is None, -line.tally.against - line.tally.respoken, line.words, line.label))
    return found


def is_counted(label: str | None) -> bool:
    """Whether a label belongs to figures or quotes."""
    known = labels().get(label or "")
    return known is not None and known.layer in LAYERS


def spoken(line: Line) -> Sequence[str]:
    """The decisions in words, most telling first: "rejected 4 of 5 times", "speaker changed 2 times"."""
    tally = line.tally
    judged = tally.favour + tally.against + tally.respoken
    times = f"of {judged} {'time' if judged == 1 else 'times'}"
    counts = (
        ("rejected", tally.rejected),
        ("given another label", tally.left),
        ("given another speaker", tally.respoken),
    )
    bulk = (f"{tally.bulk} accepted in bulk",) if tally.bulk else ()
    return [*(f"{what} {number} {times}" for what, number in counts if number), *bulk]
