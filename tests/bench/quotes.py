"""Measures the quote layer beside the spaCy pipeline in one run: python -m tests.bench.quotes [--words N] [--long N].

The text is the sample articles of data/samples, again and again up to N words; --long makes one article of N words of them
and compares its words a second with the short ones', which must agree if the layer is linear. Times are the process's own.
"""

from __future__ import annotations

import argparse
import time

from components.extract import entities, language, quotes
from components.model import Article
from tests.bench.entities import sample

BUDGET = 0.08


def seconds(articles: list[Article]) -> tuple[float, float, int]:
    """(pipeline, quote layer, quotes found), the first two in seconds of this process."""
    nlp = language.pipeline()
    started = time.process_time()
    docs = [language.parse(article.text, nlp) for article in articles]
    pipeline = time.process_time() - started
    named = [entities.find(doc, article, []) for doc, article in zip(docs, articles, strict=True)]
    started = time.process_time()
    found = sum(len(quotes.find(d, a, e, [])) for d, a, e in zip(docs, articles, named, strict=True))
    return pipeline, time.process_time() - started, found


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--words", type=int, default=20_000)
    cli.add_argument("--long", type=int, default=0)
    args = cli.parse_args()
    seconds(sample(500))  # word lists are read on first use
    articles = sample(args.words)
    total = sum(len(article.text.split()) for article in articles)
    pipeline, layer, found = seconds(articles)
    print(f"{total:,} words, {found:,} quotes")
    print(f"spaCy pipeline {total / pipeline:,.0f} words/s, quote layer {total / layer:,.0f} words/s")
    print(f"the layer takes {layer / pipeline:.1%} of the pipeline's time (budget {BUDGET:.0%})")
    if args.long:
        text = "\n\n".join(article.text for article in sample(args.long))
        pipeline, layer, _ = seconds([Article(id="long", text=text)])
        words = len(text.split())
        print(f"one article of {words:,} words: quote layer {words / layer:,.0f} words/s")


if __name__ == "__main__":
    main()
