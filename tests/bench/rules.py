"""What each rule of the figures is good for: python -m tests.bench.rules [--gold GOLD] [--expressions] [SET ...].

For every rule (a function that sets values, or a row of data/rules) how many values rest on it in the golden sentences and in
the gold sets given; of its labels, how many are the gold's where that labels the span; and of a row, in how many texts
anything changes without it. --expressions instead lists the regular expressions of the figure rooms that never match, and
those that match and change nothing when they are taken out. Sets as in tests.bench.snapshot; parses are cached as there.
"""

from __future__ import annotations

import argparse
import importlib
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from components.extract import entities, figures, quotes
from components.extract.claims.explain import Reason
from components.extract.claims.rules import Rule, rules
from components.extract.counting import phrases
from components.model import Annotation, Article
from tests.bench.complexity import EXTRACT, ROOMS
from tests.bench.gold import parsed
from tests.bench.snapshot import GOLDEN, sets

Read = tuple[Doc, Article, list[Annotation], list[Annotation]]


def read(gold: Path | None, wanted: list[str]) -> Iterator[tuple[str, Read]]:
    """Every text of the sets with its parse, entities and quotes, on which figures can be found again and again."""
    for name, texts in sets(gold):
        if (wanted and not any(w in name for w in wanted)) or (not wanted and name.startswith(("entities", "quotes"))):
            continue
        print(name, end=" ", file=sys.stderr, flush=True)
        for text, doc in zip(texts, parsed(texts, f"snapshot.{name}"), strict=True):
            article = Article(text["id"], text["text"], text.get("title") or "", published=text.get("published"))
            named = entities.find(doc, article, [])
            yield name, (doc, article, named, quotes.find(doc, article, named, []))
    print(file=sys.stderr)


def labelled(gold: Path | None) -> dict[str, list[dict[str, Any]]]:
    """The labelled spans of texts: the gold sets that have them, and the golden sentences."""
    found: dict[str, list[dict[str, Any]]] = {}
    for path in GOLDEN.glob("figures/*.jsonl"):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            record = json.loads(line)
            spans = []
            at = 0
            for figure in record["figures"]:
                at = max(at, record["text"].find(figure["text"], at))
                spans.append({"start": at, "end": at + len(figure["text"]), "label": figure["label"]})
            found[f"figures/{path.stem}:{number}"] = spans
    for name in ("fields/fields", "wild/figures") if gold else ():
        for line in (gold / f"{name}.dev.jsonl").read_text("utf-8").splitlines() if gold else ():
            record = json.loads(line)
            found[record["id"]] = record["figures"]
    return found


def right(annotation: Annotation, spans: list[dict[str, Any]]) -> bool | None:
    """Whether gold labels the span so; None where it says nothing of it."""
    over = [s for s in spans if s["start"] < annotation.end and annotation.start < s["end"]]
    return any(annotation.label in s["label"].split("|") for s in over) if over else None


def standing(texts: list[tuple[str, Read]], gold: Path | None) -> None:
    """Prints every rule with how often a value rests on it, and how often its labels are right."""
    rests, agree, known = Counter[str](), Counter[str](), Counter[str]()
    spans = labelled(gold)
    for _, got in texts:
        why: list[Reason]
        for annotation, why in figures.explained(*got, []):
            for reason in why:
                rests[reason.rule] += 1
                verdict = right(annotation, spans.get(got[1].id, [])) if reason.field == "label" else None
                if verdict is not None:
                    known[reason.rule] += 1
                    agree[reason.rule] += verdict
    changed = without_rows(texts)
    for rule in rules("casualty_phrases"):
        rests.setdefault(f"casualty_phrases.{rule.name}", 0)
    for name, n in sorted(rests.items(), key=lambda item: -item[1]):
        share = f"labels right {agree[name]:4} of {known[name]:4}" if known[name] else ""
        alone = f"  {changed[name]:3} texts change without it" if name.startswith("casualty_phrases.") else ""
        print(f"{n:6} {name:44} {share}{alone}".rstrip())


def without_rows(texts: list[tuple[str, Read]]) -> Counter[str]:
    """In how many texts anything changes without each row, among those that its words match."""
    changed, whole = Counter[str](), phrases.side
    for rule in rules("casualty_phrases"):
        words = re.compile(phrases._expression(rule.words), re.IGNORECASE)
        for _, got in texts:
            if words.search(got[1].text) is None:
                continue
            before = figures.find(*got, [])
            phrases.side = partial(_less, whole, rule)  # type: ignore[assignment]
            changed[f"casualty_phrases.{rule.name}"] += before != figures.find(*got, [])
            phrases.side = whole
    return changed


def _less(whole: Callable[[str, Rule], phrases.Side], rule: Rule, where: str) -> phrases.Side:
    return whole(where, rule)


class Watched:
    """A regular expression that counts the texts in which it matches, and can be switched off."""

    def __init__(self, name: str, pattern: re.Pattern[str]) -> None:
        self.name, self.plain, self.off = name, pattern, False
        self.matched: set[int] = set()
        self.text = -1
        self.pattern, self.flags, self.groupindex = pattern.pattern, pattern.flags, pattern.groupindex

    def __getattr__(self, method: str) -> Any:
        def call(*args: Any) -> Any:
            if self.off:
                return {"finditer": (), "findall": [], "sub": args[-1], "split": list(args[:1])}.get(method)
            found = getattr(self.plain, method)(*args)
            if method == "finditer":
                found = list(found)
            if found is not None and found != []:
                self.matched.add(self.text)
            return found

        return call


def expressions() -> list[Watched]:
    """Every expression of the figure rooms' modules, put in its place wherever it is imported."""
    paths = [p for room in ROOMS for p in (EXTRACT / room).glob("*.py") if p.stem != "__init__"]
    modules = [importlib.import_module(f"components.extract.{p.parent.name}.{p.stem}") for p in paths]
    found: dict[int, Watched] = {}
    for module in modules:
        for name, value in list(vars(module).items()):
            if isinstance(value, re.Pattern):
                watched = found.setdefault(id(value), Watched(f"{module.__name__.split('.', 2)[2]}.{name}", value))
                setattr(module, name, watched)
    return list(found.values())


def _same(got: Read, before: list[Annotation]) -> bool:
    """Whether a text is read as before; where a rule cannot do without the expression that is off, it is not."""
    try:
        return figures.find(*got, []) == before
    except (ValueError, TypeError, AttributeError, IndexError, KeyError):
        return False


def silent(texts: list[tuple[str, Read]]) -> None:
    """Prints the expressions that never match, and those without which nothing changes."""
    watched = expressions()
    before = []
    for number, (_, got) in enumerate(texts):
        for expression in watched:
            expression.text = number
        before.append(figures.find(*got, []))
    idle = []
    for expression in (w for w in watched if w.matched):
        expression.off = True
        if all(_same(texts[n][1], before[n]) for n in sorted(expression.matched)):
            idle.append(expression)
        expression.off = False
    never = [w for w in watched if not w.matched]
    print(f"{len(watched)} expressions, {len(never)} never match, {len(idle)} match and change nothing")
    for word, group in (("never", never), ("idle", idle)):
        for expression in sorted(group, key=lambda w: w.name):
            print(f"  {word} {expression.name} ({len(expression.matched)} texts)")


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("sets", nargs="*")
    cli.add_argument("--gold", type=Path)
    cli.add_argument("--expressions", action="store_true")
    args = cli.parse_intermixed_args()
    texts = list(read(args.gold, args.sets))
    if args.expressions:
        silent(texts)
    else:
        standing(texts, args.gold)


if __name__ == "__main__":
    main()
