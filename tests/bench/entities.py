"""Measures the entity rules beside the spaCy pipeline in one run: python -m tests.bench.entities [--words N].

The text is the sample articles of data/samples, again and again up to N words. Prints words a second of both and the rules'
share of the pipeline's time (budget: 8 %). Times are the process's own, so a busy machine does not spoil the ratio.
"""

from __future__ import annotations

import argparse
import time
from itertools import cycle, islice

from components.extract import entities, language
from components.lexicons import DATA
from components.model import Article

BUDGET = 0.08


def sample(words: int) -> list[Article]:
    """Articles of together about that many words, from data/samples."""
    texts = [path.read_text("utf-8").split("---", 2)[-1].strip() for path in sorted((DATA / "samples").glob("*.md"))]
    if not texts:
        raise SystemExit("data/samples holds no .md file")
    mean = sum(len(text.split()) for text in texts) / len(texts)
    count = max(1, round(words / mean))
    return [
        Article(id=f"bench{i}", text=text, published="2024-03-12") for i, text in enumerate(islice(cycle(texts), count))
    ]


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--words", type=int, default=20_000)
    articles = sample(cli.parse_args().words)
    nlp = language.pipeline()
    entities.find(language.parse(articles[0].text), articles[0], [])  # word lists are read on first use
    total = sum(len(article.text.split()) for article in articles)
    started = time.process_time()
    docs = [language.parse(article.text, nlp) for article in articles]
    parsed = time.process_time()
    found = sum(len(entities.find(doc, article, [])) for doc, article in zip(docs, articles, strict=True))
    ended = time.process_time()
    pipeline, rules = parsed - started, ended - parsed
    print(f"{total:,} words, {found:,} entities")
    print(f"spaCy pipeline {total / pipeline:,.0f} words/s, entity rules {total / rules:,.0f} words/s")
    print(f"rules take {rules / pipeline:.1%} of the pipeline's time (budget {BUDGET:.0%})")


if __name__ == "__main__":
    main()
