"""The figure layer beside the bare spaCy pipeline on the same text, in one run: python -m tests.bench.figures [FILE ...].

Prints words a second of both and the share of the pipeline's time that the figures take (budget: 8 %). Without files it
measures on news written for the purpose, repeated under changing numbers so that nothing can be cached.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

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


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("files", nargs="*", type=Path)
    articles = [
        Article(id=f"a{n}", text=t, published="2024-05-15") for n, t in enumerate(texts(cli.parse_args().files))
    ]
    measure(articles[:2])  # warm: lexicons, pint
    pipe, layer, words = measure(articles)
    print(f"spaCy pipeline {words / pipe:8,.0f} words/s")
    print(f"figures        {words / layer:8,.0f} words/s, {layer / pipe:.1%} of the pipeline (budget {BUDGET:.0%})")


if __name__ == "__main__":
    main()
