"""Counts the corrections an analyst makes in the gold articles, one after the other: python -m tests.bench.corrections GOLD.

GOLD is the folder that holds score.py. The analyst reads each article from its beginning and puts every entity right that is
missing, wrong, too long or too short: to add, to delete, to relabel and to move the ends is one action each (a highlight with
the wrong ends and the wrong label takes two). Printed are the corrections per article

- on what the language model finds, without and with spreading each correction to the same words in the rest of the article
  that nobody judged (the reader's "All like this": the analyst sees the places first, and goes on where most become right);
  the mistakes that makes are corrected and counted;
- on what the extraction finds, whose document rules do much of that already: with nothing, with spreading, and with the memory
  too: the decisions on the articles before (what was left as it is counts as confirmed) are used when the next is extracted;
- at best: once for every string of an article, which is all that spreading to identical strings could save in it.

Labels are compared as the gold sets have them (PERSON, ORG, LOC, MISC), ends as score.py compares them.
"""

from __future__ import annotations

import argparse
import importlib
import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from components.extract import entities
from components.memory import Memory, Row, decision, key, left_label, tallied
from components.model import Annotation, Article, EntityValues
from tests.bench.gold import parsed

SETS = ("worldwide", "conllpp20", "wikigold", "re3d", "uner_ewt_news")
HOW = {  # and what the saving is compared with
    "model": "",
    "model, spread": "model",
    "model, at best": "model",
    "rules": "model",
    "rules, spread": "rules",
    "rules, at best": "rules",
    "rules, spread, memory": "rules",
}
FIRST = {
    "PERSON": "PERSON",
    "ORG": "ORG",
    "LOC": "GPE",
    "MISC": "EVENT",
}  # what is written for a label of the gold sets
Span = tuple[int, int]


@dataclass
class Scheme:
    """How a gold set compares: its types, and ends without articles and titles."""

    score: Any
    types: frozenset[str]

    def type_of(self, label: str) -> str | None:
        found = self.score.ENTITY_TYPE.get(label)
        return found if found in self.types else None

    def bare(self, text: str, start: int, end: int, type_: str) -> Span:
        found: Span = self.score.entities.norm(text, start, end, type_)
        return found


@dataclass
class Desk:
    """One article on the analyst's desk: what is shown by span, what should be, which spans were judged, what was done."""

    text: str
    scheme: Scheme
    shown: dict[Span, Annotation]
    wanted: dict[Span, str]
    judged: dict[Span, Annotation] = field(default_factory=dict)
    actions: Counter[str] = field(default_factory=Counter)
    strings: dict[str, Counter[str]] = field(default_factory=dict)
    last: Annotation | None = None

    def type_of(self, a: Annotation) -> str | None:
        return self.scheme.type_of(a.label)

    def did(self, span: Span, *actions: str) -> None:
        """Counts one correction, which may take two actions; of each string the first is kept."""
        self.actions.update(actions)
        self.strings.setdefault(self.text[slice(*span)], Counter(actions))

    def put(self, a: Annotation) -> None:
        self.shown[a.start, a.end] = self.judged[a.start, a.end] = self.last = a

    def occurrences(self, words: str, after: int) -> Iterable[Span]:
        """Where the same words stand as whole words, from ``after`` on."""
        for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", self.text[after:]):
            yield match.start() + after, match.end() + after

    def same_move(self, a: Annotation, there: Span, span: Span) -> bool:
        """Whether the ends of ``a`` were moved as those of ``there`` would be to ``span``, over the same words."""
        if a.original_start is None or a.original_end is None:
            return False
        shift = span[0] - a.start
        same_place = there == (a.original_start + shift, a.original_end + shift)
        return same_place and self.text[slice(*there)] == self.text[a.original_start : a.original_end]

    def mistakes(self, shown: dict[Span, Annotation]) -> int:
        wrong = sum(self.type_of(a) != self.wanted.get(span) for span, a in shown.items())
        return wrong + sum(span not in shown for span in self.wanted)


def correct(desk: Desk, spreads: bool) -> None:
    """Puts the article right from its beginning."""
    done: set[Span] = set()
    while todo := sorted({*desk.wanted, *desk.shown} - done):
        span = todo[0]
        here, type_ = desk.shown.get(span), desk.wanted.get(span)
        if here is not None and type_ is not None:
            done.add(span)
            if desk.type_of(here) == type_:
                desk.put(replace(here, status="accepted"))
            else:
                desk.did(span, "relabel")
                desk.put(relabelled(here, type_))
        elif here is not None:
            right = next((w for w in sorted(desk.wanted) if w not in desk.shown and overlaps(w, span)), None)
            done |= {span, right or span}
            move(desk, here, right) if right else delete(desk, here)
        elif type_ is not None:
            wrong = next((s for s in sorted(desk.shown) if s not in desk.wanted and overlaps(s, span)), None)
            done |= {span, wrong or span}
            move(desk, desk.shown[wrong], span) if wrong else add(desk, span, type_)
        if spreads:
            spread(desk)


def overlaps(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def relabelled(a: Annotation, type_: str) -> Annotation:
    return replace(a, label=FIRST[type_], status="edited", original_label=a.original_label or a.label)


def add(desk: Desk, span: Span, type_: str) -> None:
    desk.did(span, "add")
    desk.put(Annotation(f"made{span}", "entity", FIRST[type_], *span, EntityValues(), "analyst", "accepted"))


def delete(desk: Desk, a: Annotation) -> None:
    desk.did((a.start, a.end), "delete")
    gone = replace(desk.shown.pop((a.start, a.end)), status="rejected")
    desk.judged[a.start, a.end] = desk.last = gone


def move(desk: Desk, a: Annotation, span: Span) -> None:
    """Moves the ends of a highlight, and gives it the right label."""
    del desk.shown[a.start, a.end]
    moved = replace(a, start=span[0], end=span[1], status="edited", original_start=a.start, original_end=a.end)
    if desk.type_of(a) != desk.wanted[span]:
        desk.did(span, "ends", "relabel")
        moved = relabelled(moved, desk.wanted[span])
    else:
        desk.did(span, "ends")
    desk.put(moved)


def spread(desk: Desk) -> None:
    """Does the last correction again at the same words that follow and that nobody judged, if most of that is right: the
    reader outlines the places before anything is changed."""
    a, desk.last = desk.last, None
    if a is None or (a.status == "accepted" and a.origin != "analyst"):
        return
    after = dict(desk.shown)
    for span in desk.occurrences(desk.text[a.start : a.end], a.end):
        there = after.get(span)
        if span in desk.judged:
            continue
        if a.status == "rejected":
            if there is not None and there.label == a.label:
                del after[span]
        elif there is not None:
            after[span] = replace(there, label=a.label)
        else:
            crossing = [s for s in after if overlaps(s, span)]
            same = [s for s in crossing if desk.same_move(a, s, span) and s not in desk.judged]
            for s in same:
                del after[s]
            if crossing == same:
                after[span] = Annotation("x", "entity", a.label, *span, EntityValues(), "analyst")
    if desk.mistakes(after) < desk.mistakes(desk.shown):
        desk.shown = after


def desk_of(gold: dict[str, Any], doc: Doc, how: str, memory: Memory | None, scheme: Scheme) -> Desk:
    """What the extractor (or the language model alone) shows of an article, with the ends that the gold set compares."""
    text, article = gold["text"], Article(id=gold["id"], text=gold["text"])
    if how.startswith("model"):
        found = [
            Annotation("", "entity", e.label_, e.start_char, e.end_char, EntityValues(), "model") for e in doc.ents
        ]
    else:
        found = entities.find(doc, article, [], memory)
    shown = {}
    for a in found:
        if (type_ := scheme.type_of(a.label)) is not None:
            start, end = scheme.bare(text, a.start, a.end, type_)
            shown[start, end] = replace(a, start=start, end=end)
    there = [e for e in gold["entities"] if e["label"] in scheme.types]
    wanted = {scheme.bare(text, e["start"], e["end"], e["label"]): e["label"] for e in there}
    return Desk(text, scheme, shown, wanted)


def run(golds: Sequence[dict[str, Any]], docs: Sequence[Doc], scheme: Scheme, how: str) -> Counter[str]:
    """All actions over the articles, in their order."""
    actions: Counter[str] = Counter()
    rows: list[Row] = []
    for gold, doc in zip(golds, docs, strict=True):
        desk = desk_of(gold, doc, how, Memory(tallied(rows)) if "memory" in how else None, scheme)
        correct(desk, "spread" in how)
        actions += sum(desk.strings.values(), Counter()) if "best" in how else desk.actions
        for (start, end), a in desk.judged.items():
            if decided := decision(a):
                rows.append((key(gold["text"][start:end]), a.label, decided, left_label(a), gold["id"], 1, None))
    return actions


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("gold", type=Path)
    cli.add_argument("sets", nargs="*", default=SETS)
    args = cli.parse_args()
    sys.path.insert(0, str(args.gold.resolve()))
    score = importlib.import_module("score")
    print(f"{'corrections per article':<20}" + "".join(f"{how:>24}" for how in HOW))
    for name in args.sets:
        golds = score.gold_of(args.gold / "entities" / f"{name}.dev.jsonl")
        inputs = [{k: g[k] for k in ("id", "text", "published") if g.get(k)} for g in golds]
        docs = parsed(inputs, f"entities.{name}", Path(tempfile.gettempdir()) / "dateline-parses")
        types = {"PERSON", "ORG", "LOC"} | (set() if name in score.NO_MISC else {"MISC"})
        scheme = Scheme(score, frozenset(types))
        counted = {how: run(golds, docs, scheme, how) for how in HOW}
        line = f"{name:<20}"
        for how, compared in HOW.items():
            here = counted[how].total() / len(golds)
            saved = f"{1 - counted[how].total() / counted[compared].total():+.1%}" if compared else ""
            line += f"{here:>16.2f}{saved:>8}"
        print(line)
        for how, actions in counted.items():
            print(f"    {how:<24}" + json.dumps(dict(sorted(actions.items()))))


if __name__ == "__main__":
    main()
