"""Articles for the reader's tests and benchmarks: one written by hand, others generated to a size. All of it invented."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace

from components.labels import labels, layer_of
from components.model import Annotation, Article, EntityValues, FigureValues, QuoteValues, Status, machine_id

PARAGRAPHS = (
    "Shells fell on the harbour of Port Lenka for a third night, killing at least 14 people and wounding dozens, the regional"
    " health office said on Tuesday.",
    "“We counted four launchers on the eastern ridge,” said Colonel Mira Odun, who commands the garrison. “They fired"
    " 36 rockets in less than an hour.” Odun told reporters that the Karsa-2 has a range of 125 miles (200 kilometres).",
    "The Lenka Observatory, a monitoring group based in Velt, put the number of dead at 22. Prime Minister Anton Ruiz said the"
    " attack “will not go unanswered” and that his government had asked the United Nations for 300 observers.",
    "In April the office revised its count for the whole winter up to 1,240 people, from 980. About 6,000 families have left"
    " the city since then, according to the Red Crescent, and 40 percent of the port is closed.",
    "“Nobody sleeps,” said Ines Halloran, a nurse. “The generators stop at nine.” She was paid 250 dollars in January.",
)
MARKUP = "<img src=x onerror=window.ran=1>"
HOSTILE = f"Velt <script>window.ran=1</script>{MARKUP}\n\nleft \u202eright\u202c \u2066isolated\u2069\n\njoined a{chr(0x200D) * 10_000}b end\n\nplain words"
BOTH: tuple[Status, ...] = ("suggested", "accepted")
FOUND: tuple[tuple[str, str, int, Status, Mapping[str, object]], ...] = (
    # words, label, occurrence, status, values
    ("Port Lenka", "GPE", 0, "suggested", {}),
    ("at least 14 people", "KILLED", 0, "suggested", {"value": 14, "low": 14, "bound": "at_least", "unit": "people", "subject": "people", "source": "regional health office", "scope": "event", "place": "Port Lenka"}),
    ("dozens", "INJURED", 0, "suggested", {"low": 24, "high": 99, "bound": "vague", "unit": "people"}),
    ("regional health office", "ORG", 0, "suggested", {}),
    ("Tuesday", "DATE", 0, "accepted", {"iso": "2031-04-08"}),
    ("We counted four launchers on the eastern ridge,", "DIRECT", 0, "suggested", {"speaker_name": "Mira Odun", "speaker_text": "Colonel Mira Odun"}),
    ("four launchers", "WEAPON_COUNT", 0, "suggested", {"value": 4, "low": 4, "high": 4, "bound": "exact", "unit": "launcher", "weapon": "Karsa-2"}),
    ("Mira Odun", "PERSON", 0, "accepted", {"name": "Mira Odun"}),
    ("They fired 36 rockets in less than an hour.", "DIRECT", 0, "accepted", {"speaker_name": "Mira Odun"}),
    ("36 rockets", "WEAPON_COUNT", 0, "accepted", {"value": 36, "low": 36, "high": 36, "bound": "exact", "unit": "rocket"}),
    ("less than an hour", "DURATION", 0, "suggested", {"value": 1, "high": 1, "bound": "less_than", "unit": "hour"}),
    ("Odun", "PERSON", 1, "suggested", {"name": "Mira Odun"}),
    ("that the Karsa-2 has a range of 125 miles (200 kilometres)", "INDIRECT", 0, "suggested", {"speaker_name": "Mira Odun", "speaker_text": "Odun"}),
    ("Karsa-2", "WEAPON", 0, "suggested", {}),
    ("125 miles", "RANGE", 0, "suggested", {"value": 125, "low": 125, "high": 125, "bound": "exact", "unit": "mile", "weapon": "Karsa-2"}),
    ("200 kilometres", "RANGE", 0, "suggested", {"value": 200, "low": 200, "high": 200, "bound": "exact", "unit": "kilometer", "weapon": "Karsa-2"}),
    ("Lenka Observatory", "ORG", 0, "suggested", {}),
    ("Velt", "GPE", 0, "accepted", {}),
    ("22", "KILLED", 0, "edited", {"value": 22, "low": 22, "high": 22, "bound": "exact", "unit": "people", "source": "Lenka Observatory"}),
    ("Anton Ruiz", "PERSON", 0, "suggested", {"name": "Anton Ruiz"}),
    ("the attack “will not go unanswered” and that his government had asked the United Nations for 300 observers", "MIXED", 0, "suggested", {}),
    ("United Nations", "ORG", 0, "suggested", {}),
    ("300 observers", "COUNT", 0, "suggested", {"value": 300, "low": 300, "high": 300, "bound": "exact", "unit": "observer"}),
    ("April", "DATE", 0, "suggested", {"iso": "2031-04"}),
    ("1,240 people", "KILLED", 0, "suggested", {"value": 1240, "low": 1240, "high": 1240, "bound": "exact", "unit": "people", "scope": "cumulative"}),
    ("About 6,000 families", "DISPLACED", 0, "suggested", {"value": 6000, "bound": "about", "unit": "family"}),
    ("Red Crescent", "ORG", 0, "suggested", {}),
    ("40 percent", "PERCENT", 0, "suggested", {"value": 40, "low": 40, "high": 40, "bound": "exact", "unit": "percent"}),
    ("Nobody sleeps,", "DIRECT", 0, "suggested", {"speaker_name": "Ines Halloran", "speaker_score": 0.4}),
    ("Ines Halloran", "PERSON", 0, "suggested", {}),
    ("The generators stop at nine.", "DIRECT", 0, "suggested", {"speaker_name": "Ines Halloran"}),
    ("250 dollars", "MONEY", 0, "suggested", {"value": 250, "low": 250, "high": 250, "bound": "exact", "unit": "dollar"}),
)  # fmt: skip
SUREST = "Karsa-2"  # the one suggestion with a high score
VALUES = {"entity": EntityValues, "quote": QuoteValues, "figure": FigureValues}
SIZES = {"medium": (800, 80), "large": (20_000, 3_000), "huge": (100_000, 20_000)}


def make(name: str) -> tuple[Article, tuple[Annotation, ...]]:
    """The article of that name ("small", "medium", "large", "huge", "emoji", "labels", "hostile") with its suggestions."""
    if name == "labels":
        return every_label(name)
    if name in SIZES:
        return generated(name, *SIZES[name])
    if name == "hostile":
        return Article(id=name, text=HOSTILE), (_annotation(name, HOSTILE, "GPE", 0, 4, "suggested", {"name": MARKUP}),)
    prefix = "👩‍👩‍👧 Déjà vu 🚀 at noon.\n\n" if name == "emoji" else ""
    text = prefix + "\n\n".join(PARAGRAPHS)
    found = []
    for words, label, occurrence, status, values in FOUND:
        start = -1
        for _ in range(occurrence + 1):
            start = text.index(words, start + 1)
        made = _annotation(name, text, label, start, start + len(words), status, values)
        found.append(replace(made, score=0.95) if words == SUREST else made)
    return Article(id=name, text=text, title="Third night of shelling in Port Lenka", published="2031-04-09"), tuple(
        found
    )


def every_label(name: str) -> tuple[Article, tuple[Annotation, ...]]:
    """An article with each label suggested and judged, in plain text and in a quote of each kind, suggested and judged."""
    words = [label.lower() for label in labels()]
    quotes = [label for label in labels() if layer_of(label) == "quote"]
    paragraphs: list[str] = []
    found: list[Annotation] = []
    at = 0
    for quote, around in [(None, BOTH[0]), *((q, status) for q in quotes for status in BOTH)]:
        paragraph = " ".join(f"{word} {word}" for word in words)
        position = at
        for word in words:
            for status in BOTH:
                if layer_of(word.upper()) != "quote" or quote is None:
                    found.append(_annotation(name, "", word.upper(), position, position + len(word), status, {}))
                position += len(word) + 1
        if quote:
            found.append(_annotation(name, "", quote, at, at + len(paragraph), around, {}))
        paragraphs.append(paragraph)
        at += len(paragraph) + 2
    return Article(id=name, text="\n\n".join(paragraphs)), tuple(found)


def generated(name: str, words: int, spans: int) -> tuple[Article, tuple[Annotation, ...]]:
    """An article of so many words and spans, a tenth of them quotes, some spans nested; the same every time."""
    chance = random.Random(7)
    vocabulary = " ".join(PARAGRAPHS).replace("“", "").replace("”", "").split()
    labels = ["PERSON", "GPE", "ORG", "DATE", "KILLED", "WEAPON_COUNT", "COUNT", "WEAPON", "MONEY"]
    pieces: list[str] = []
    starts: list[tuple[int, int]] = []
    at = 0
    for n in range(words):
        word = chance.choice(vocabulary)
        starts.append((at, at + len(word)))
        pieces.append(word)
        gap = "\n\n" if n % 80 == 79 else " "
        pieces.append(gap)
        at += len(word) + len(gap)
    text = "".join(pieces).rstrip()
    found: dict[str, Annotation] = {}
    while len(found) < spans:
        first = chance.randrange(words - 20)
        quote = chance.random() < 0.1
        last = min(first + (chance.randint(8, 16) if quote else chance.randint(0, 2)), first - first % 80 + 79)
        label = "DIRECT" if quote else chance.choice(labels)
        values: dict[str, object] = {"speaker_name": "Mira Odun"} if quote else {}
        if layer_of(label) == "figure":
            values = {"value": first, "low": first, "high": first, "bound": "exact", "unit": "people"}
        a = _annotation(name, text, label, starts[first][0], starts[last][1], "suggested", values)
        found[a.id] = a
    return Article(id=name, text=text, title=f"Generated, {words} words"), tuple(found.values())


def _annotation(
    article: str, text: str, label: str, start: int, end: int, status: Status, values: Mapping[str, object]
) -> Annotation:
    layer = layer_of(label)
    made = VALUES[layer](**values)
    base = Annotation(machine_id(article, layer, label, start, end), layer, label, start, end, made, "rule")
    return replace(base, status=status, score=0.8)
