"""Words a second of the whole extraction beside the bare spaCy pipeline, on the same texts in the same run.

python -m tests.bench.speed [PATH...] [--rounds N] [--words N]; without paths, the sample articles of data/samples. The two
take turns, and processor time is counted, so that other programs on the machine matter little; the ratio is the median of
the rounds'. Budget: 1.25 times the pipeline; document rules, quotes and figures 8 % each at the most.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable, Sequence

from components.cli.sources import Sources
from components.extract import entities, extract, figures, language, quotes
from components.lexicons import DATA
from components.model import Annotated, Article

BUDGET = 1.25
LAYER_BUDGET = 0.08


def articles(paths: Sequence[str], words: int) -> list[Article]:
    """The articles under the paths, again and again until there are enough words."""
    found = [item.article for item in Sources(paths) if isinstance(item, Annotated)]
    many: list[Article] = []
    total = 0
    while found and total < words:
        many += found
        total += sum(len(a.text.split()) for a in found)
    return many or found


def seconds(run: Callable[[], object]) -> float:
    """How much processor time one run takes: what other programs do meanwhile does not count."""
    started = time.process_time()
    run()
    return time.process_time() - started


def layers(texts: Sequence[Article]) -> dict[str, float]:
    """The seconds that each layer's rules take on top of the parse."""
    spent = {"entities": 0.0, "quotes": 0.0, "figures": 0.0}
    for article in texts:
        doc, problems = language.parse(article.text), list[str]()
        times = [time.process_time()]
        named = entities.find(doc, article, problems)
        times.append(time.process_time())
        quoted = quotes.find(doc, article, named, problems)
        times.append(time.process_time())
        figures.find(doc, article, named, quoted, problems)
        times.append(time.process_time())
        for name, start, end in zip(spent, times, times[1:], strict=False):
            spent[name] += end - start
    return spent


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("paths", nargs="*", default=[str(DATA / "samples")])
    cli.add_argument("--rounds", type=int, default=5)
    cli.add_argument("--words", type=int, default=10_000, help="repeat the articles until there are so many")
    args = cli.parse_args()
    texts = articles(args.paths, args.words)
    words = sum(len(a.text.split()) for a in texts)
    nlp = language.pipeline()

    def bare() -> None:
        for _ in nlp.pipe(article.text for article in texts):
            pass

    def whole() -> None:
        for article in texts:
            extract(article)

    bare()  # the first run fills caches
    whole()
    pairs = [(seconds(bare), seconds(whole)) for _ in range(args.rounds)]
    alone, ours = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(b / a for a, b in pairs)
    verdict = "within" if ratio <= BUDGET else "OVER"
    print(f"{len(texts)} articles, {words:,} words, processor time, median of {args.rounds} rounds")
    print(f"bare pipeline    {words / alone:>8,.0f} words/s")
    print(f"whole extraction {words / ours:>8,.0f} words/s   ratio {ratio:.3f}: {verdict} {BUDGET}")
    for name, spent in layers(texts).items():
        share = spent / alone
        print(
            f"  {name:<14} {share:>7.1%} of the pipeline: {'within' if share <= LAYER_BUDGET else 'OVER'} {LAYER_BUDGET:.0%}"
        )


if __name__ == "__main__":
    main()
