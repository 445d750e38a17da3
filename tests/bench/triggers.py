"""What the memory of words would save on the gold sets: python -m tests.bench.triggers GOLD.

GOLD is the folder that holds wild/ and fields/. The articles are read one after the other; an analyst judges every casualty, weapon
figure and quote that is suggested, and what was judged before is used for the next one. Printed are, for figures and quotes, the
suggestions with the wrong ones among them, and how many of each the memory doubted (shown first and less sure), gave another
label, or of whose speaker it was less sure: of right suggestions that is harm.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from components.extract import entities, figures, quotes
from components.extract.figures.casualties import LABELS as VICTIMS
from components.extract.figures.weapons import LABELS as ARMS
from components.memory import Memory, Row, decision, left_label, tallied
from components.model import Annotation, Article
from components.triggers import amended, is_counted, trigger
from tests.bench.gold import parsed

SETS = ("wild/figures.dev", "wild/quotes.dev", "fields/fields.dev")
JUDGED = {"figures": {*VICTIMS, *ARMS}, "quotes": {"DIRECT", "INDIRECT", "MIXED"}}


def judged(a: Annotation, golds: Sequence[Mapping[str, Any]]) -> Annotation:
    """A suggestion as an analyst leaves it who sees the gold."""
    there = [g for g in golds if g["start"] < a.end and a.start < g["end"]]
    if not there:
        return replace(a, status="rejected")
    gold = max(there, key=lambda g: (g["label"] == a.label, min(a.end, g["end"]) - max(a.start, g["start"])))
    if gold["label"] != a.label:
        return replace(a, status="edited", label=gold["label"], original_label=a.original_label or a.label)
    if a.layer != "quote" or gold.get("speaker_start") is None:
        return replace(a, status="accepted")
    same = a.quote.speaker_start is not None and a.quote.speaker_start < gold["speaker_end"]
    same = same and gold["speaker_start"] < (a.quote.speaker_end or 0)
    return replace(a, status="accepted") if same else replace(a, status="edited", hand=("speaker_text",))


def read(golds: Sequence[Mapping[str, Any]], docs: Sequence[Doc], layer: str) -> Counter[str]:
    """What was suggested, wrong, doubted and renamed over all articles."""
    rows: list[Row] = []
    told: Counter[str] = Counter()
    for gold, doc in zip(golds, docs, strict=True):
        article = Article(gold["id"], gold["text"], gold.get("title") or "", published=gold.get("published"))
        named = entities.find(doc, article, [])
        said = quotes.find(doc, article, named, [])
        found = said if layer == "quotes" else figures.find(doc, article, named, said, [])
        found = [a for a in found if a.label in JUDGED[layer]]
        memory = Memory(words=tallied(rows, is_counted))
        for a, now in zip(found, amended(found, article.text, memory), strict=True):
            known = judged(now, gold[layer])
            was = judged(a, gold[layer])
            wrong = "right" if decision(was) == "confirmed" else "wrong"
            told[wrong] += 1
            if now != a:
                told[f"{wrong} changed"] += 1
                told[f"{wrong}, right now"] += decision(known) == "confirmed"
            words = trigger(a, article.text)
            told["with words"] += words is not None
            if words is not None:
                rows.append((words, was.label, decision(was) or "", left_label(was), gold["id"], 1, None))
    return told


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("gold", type=Path)
    args = cli.parse_args()
    for name in SETS:
        golds = [json.loads(line) for line in (args.gold / f"{name}.jsonl").read_text("utf-8").splitlines()]
        docs = parsed(golds, name.replace("/", "."))
        layer = "quotes" if "quotes" in golds[0] else "figures"
        told = read(golds, docs, layer)
        print(
            f"{name}: {len(golds)} articles, {told['right'] + told['wrong']} {layer}, {told['wrong']} wrong, {told['with words']} with words"
        )
        for which in ("wrong", "right"):
            print(
                f"  of {which} ones changed {told[f'{which} changed']}, right after that {told[f'{which}, right now']}"
            )


if __name__ == "__main__":
    main()
