"""The figure layer beside the bare spaCy pipeline on the same text, in one run: python -m tests.bench.figures [FILE ...].

Prints words a second of both and the share of the pipeline's time that the figures take (budget: 8 %). Without files it
measures on news written for the purpose, repeated under changing numbers so that nothing can be cached.

--long measures instead how the layer grows: texts of 0.5 to 10 MB, whose parse is that of a few pages repeated, and shapes that
no editor would print (one sentence, all numbers, all victims, all names), in microseconds a token, which must stay level.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from pathlib import Path

from spacy.tokens import Doc

from components.extract import entities, figures, language, quotes
from components.model import Article

BUDGET = 0.08
NEWS = """
Officials in the port of Sidra said on Tuesday that {a} people had been killed and at least {b} wounded when a fuel depot caught fire.
The mayor, Hadi Mansour, told a local radio station that the flames had spread to a row of houses before dawn and that rescuers were
still looking for his deputy. "We lost everything we had in a single night," a fisherman said, standing beside what remained of his boat.

The government promised to rebuild the quay and to pay {c} million dinars to the families, a sum that the opposition called an insult.
Its leader, speaking in the capital, accused the ministry of having ignored three warnings since {y}, among them a letter from the
harbour master, who had asked for new pumps and for a second road out of the old town. The ministry said it would answer in parliament.

Neighbouring countries offered help. A ship with tents, blankets and medicine left Valletta on Wednesday evening and was expected to
arrive within two days, the Red Cross said. Schools in the district stayed closed, and the market, which usually draws traders from
all along the coast, was moved to a field outside the walls. Few came. Those who did spoke in low voices about the night of the fire.
"""


def texts(files: list[Path], copies: int = 60) -> list[str]:
    """What is measured: the files, or the written news with numbers that change."""
    if files:
        return [f.read_text("utf-8") for f in files]
    return [NEWS.format(a=n + 3, b=2 * n + 20, c=n + 5, y=1960 + n) for n in range(copies)]


def measure(articles: list[Article]) -> tuple[float, float, int]:
    """Seconds of the bare pipeline, seconds of the figure layer, and words."""
    nlp = language.pipeline()
    parsed, pipe, layer = [], 0.0, 0.0
    for article in articles:
        started = time.process_time()
        doc = language.parse(article.text, nlp)
        pipe += time.process_time() - started
        parsed.append((article, doc))
    for article, doc in parsed:
        named = entities.find(doc, article, [])
        quoted = quotes.find(doc, article, named, [])
        started = time.process_time()
        figures.find(doc, article, named, quoted, [])
        layer += time.process_time() - started
    return pipe, layer, sum(len(a.text.split()) for a in articles)


SHAPES = {  # what is repeated, and whether it makes one sentence
    "one sentence": (
        "The army said on Tuesday that 12 soldiers were killed near Sidra and 30 others wounded, while rescuers who came from "
        "Misrata found five bodies, and ",
        True,
    ),
    "numbers": ("12, 13, 14 and 15, 20 km, 30 tons, $5 million, 40 people, ", True),
    "casualties": ("Twelve people were killed and 30 wounded in Sidra. ", False),
    "names": ("The dead were Omar Said, 12, Huda Said, 8, Sami Noor, 45, and Lina Noor, 30. ", False),
    "parts": ("including 12 children, including 5 women, among them 3 men, 4 of them police, ", True),
    "dates": ("on May 3 five died, two days earlier, since Tuesday 12 dead, between 2010 and 2012, ", True),
    "weapons": ("The S-300 has a range of 200 km. It can hit targets at 125 miles. ", False),
    "revisions": ("The death toll rose to 12 from 10. The toll was revised up to 15, including 3 children. ", False),
}


def repeated(text: str, copies: int, joined: bool) -> Doc:
    """The parse of a text repeated, as one Doc; ``joined`` hangs every copy onto the first, which makes one sentence of all."""
    base = language.parse(text)
    length, root = len(base), next(token.i for token in base if token.head.i == token.i)
    heads, deps = [], []
    for copy in range(copies):
        for token in base:
            free = joined and token.head.i == token.i and not (copy == 0 and token.i == root)
            heads.append(root if free else copy * length + token.head.i)
            deps.append("conj" if free else token.dep_)
    return Doc(
        base.vocab,
        words=[t.text for t in base] * copies,
        spaces=[bool(t.whitespace_) for t in base] * copies,
        tags=[t.tag_ for t in base] * copies,
        pos=[t.pos_ for t in base] * copies,
        lemmas=[t.lemma_ for t in base] * copies,
        ents=[f"{t.ent_iob_}-{t.ent_type_}" if t.ent_type_ else "O" for t in base] * copies,
        heads=heads,
        deps=deps,
    )


def growth(text: str, joined: bool, sizes: Sequence[float]) -> list[float]:
    """Microseconds a token that the figures take on the text repeated to each size (MB)."""
    found = []
    for size in sizes:
        doc = repeated(text, max(1, int(size * 1e6 / len(text))), joined)
        article = Article(id="long", text=doc.text, published="2024-05-15")
        named = entities.find(doc, article, [])
        quoted = quotes.find(doc, article, named, [])
        started = time.process_time()
        figures.find(doc, article, named, quoted, [])
        found.append((time.process_time() - started) / len(doc) * 1e6)
    return found


def long() -> None:
    """Prints how the layer's cost grows with the text."""
    growth(NEWS, False, [0.01])
    for name, (text, joined), sizes in (
        ("news", ("".join(texts([], 30)), False), (0.5, 1, 2, 5, 10)),
        *((name, shape, (0.1, 0.4)) for name, shape in SHAPES.items()),
    ):
        line = "  ".join(
            f"{size:g} MB {cost:5.1f}" for size, cost in zip(sizes, growth(text, joined, sizes), strict=True)
        )
        print(f"{name:14} {line}  µs a token", flush=True)


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("files", nargs="*", type=Path)
    cli.add_argument("--long", action="store_true", help="how the cost grows with the text")
    asked = cli.parse_args()
    if asked.long:
        long()
        return
    articles = [Article(id=f"a{n}", text=t, published="2024-05-15") for n, t in enumerate(texts(asked.files))]
    measure(articles[:2])  # warm: lexicons, pint
    pipe, layer, words = measure(articles)
    print(f"spaCy pipeline {words / pipe:8,.0f} words/s")
    print(f"figures        {words / layer:8,.0f} words/s, {layer / pipe:.1%} of the pipeline (budget {BUDGET:.0%})")


if __name__ == "__main__":
    main()
