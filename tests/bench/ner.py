"""A second eye for names: a recogniser of our own beside model and rules, and an arbiter that learns when to believe which.

    python -m tests.bench.ner train TRAINING -o MODEL     [--epochs 8]
    python -m tests.bench.ner measure GOLD MODEL          [SET ...]

TRAINING is a folder of JSONL files with id, text and entities (start, end, label: PERSON, ORG, LOC, MISC), each from a set whose
licence allows a model to be trained; GOLD is the folder that holds score.py, which nothing is trained on. ``train`` fits spaCy's entity
recogniser (a convolutional net over the vectors of the pipeline in use, a few MB) on nine articles of ten, and on the tenth a
logistic regression: is this name, proposed by the rules, by the recogniser or by both, right? ``measure`` prints the scorer's table
for the rules alone, the recogniser alone and what the arbiter chooses, with more and more trust in the rules. Needs scikit-learn.

Tried, and not shipped: trained for six epochs on 510,000 words of CrossNER, multiNER, GUM, PUD and the Broad Twitter Corpus (3.9 MB),
the recogniser reaches 55 to 73 F1 where the rules reach 63 to 90, and the arbiter gains half a point on one set (re3d, trust 2) and
loses on the others: what is right in biographies and tweets says little about newswire.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from components.extract import entities, language
from components.extract.entities import known
from components.model import Article
from tests.bench.gold import parsed

TYPES = ("PERSON", "ORG", "LOC", "MISC")
TYPE_OF = {"PERSON": "PERSON", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}  # all other labels are MISC
LABEL_OF = {"PERSON": "PERSON", "ORG": "ORG", "LOC": "GPE", "MISC": "EVENT"}
NO_NAMES = {"DATE", "TIME", "WEAPON"}
TRUSTS = (0.0, 1.0, 2.0, 3.0)
BATCH = 12  # texts
HELD_OUT = 10  # one article of so many is the arbiter's
LONGEST = 4000  # characters of a training text: longer ones are cut at a line end
CONFIG = {
    "model": {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "ner",
        "extra_state_tokens": False,
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
        "nO": None,
        "tok2vec": {
            "@architectures": "spacy.HashEmbedCNN.v2",
            "width": 96,
            "depth": 4,
            "embed_size": 2000,
            "window_size": 1,
            "maxout_pieces": 3,
            "subword_features": True,
            "pretrained_vectors": True,
        },
    }
}


class Name(NamedTuple):
    """A name where it stands, of one of TYPES."""

    start: int
    end: int
    type: str


class Proposed(NamedTuple):
    """A name that rules, recogniser or both propose, with what tells whether it is right."""

    name: Name
    features: dict[str, float]


def texts_of(folder: Path) -> list[tuple[str, list[Name]]]:
    """The training texts in pieces of whole lines, with their names."""
    found = []
    for path in sorted(folder.rglob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            record = json.loads(line)
            names = [Name(e["start"], e["end"], e["label"]) for e in record["entities"]]
            found += list(pieces(record["text"], names))
    return found


def pieces(text: str, names: Sequence[Name]) -> Iterable[tuple[str, list[Name]]]:
    """A text cut at line ends."""
    at = 0
    while at < len(text):
        end = len(text) if len(text) - at <= LONGEST else max(text.rfind("\n", at, at + LONGEST), at) + 1
        end = end if end > at + 1 else min(len(text), at + LONGEST)
        yield text[at:end], [Name(n.start - at, n.end - at, n.type) for n in names if at <= n.start and n.end <= end]
        at = end


def recogniser(path: Path | None = None) -> Language:
    """A pipeline of our recogniser alone, over the vectors of the pipeline in use."""
    base = language.pipeline()
    nlp = spacy.blank("en", vocab=base.vocab)
    nlp.tokenizer = base.tokenizer
    ner: Any = nlp.add_pipe("ner", config=CONFIG)
    if path is not None:
        for name in TYPES:
            ner.add_label(name)
        nlp.initialize()
        ner.from_disk(path / "ner", exclude=["vocab"])
    return nlp


def train(folder: Path, out: Path, epochs: int) -> None:
    """Fits recogniser and arbiter, and writes both into ``out``."""
    dice = random.Random(1)
    given = texts_of(folder)
    dice.shuffle(given)
    held, learnt = given[::HELD_OUT], [g for n, g in enumerate(given) if n % HELD_OUT]
    nlp = recogniser()
    examples = [example(nlp, text, names) for text, names in learnt]
    optimizer = nlp.initialize(lambda: examples[:200])
    for epoch in range(epochs):
        begun, losses = time.monotonic(), dict[str, float]()
        dice.shuffle(examples)
        for at in range(0, len(examples), BATCH):
            nlp.update(examples[at : at + BATCH], sgd=optimizer, losses=losses, drop=0.25)
        score = nlp.evaluate([example(nlp, text, names) for text, names in held])["ents_f"]
        print(
            f"epoch {epoch + 1}: loss {losses['ner']:,.0f}, held-out F1 {score:.1%}, {time.monotonic() - begun:.0f} s",
            flush=True,
        )
    out.mkdir(parents=True, exist_ok=True)
    ner: Any = nlp.get_pipe("ner")
    ner.to_disk(out / "ner", exclude=["vocab"])
    arbiter(nlp, held, out)


def example(nlp: Language, text: str, names: Sequence[Name]) -> Example:
    doc = nlp.make_doc(text)
    spans = [doc.char_span(n.start, n.end, n.type) for n in names]
    doc.ents = spacy.util.filter_spans([span for span in spans if span is not None])
    return Example(nlp.make_doc(text), doc)


def proposed(text: str, doc: Doc, seen: Doc) -> list[Proposed]:
    """What the rules (over the pipeline's ``doc``) and the recogniser (in ``seen``) propose."""
    ruled = [a for a in entities.find(doc, Article("x", text), []) if a.label not in NO_NAMES]
    rules = {Name(a.start, a.end, TYPE_OF.get(a.label, "MISC")): a.origin for a in ruled}
    own = {Name(e.start_char, e.end_char, e.label_) for e in seen.ents}
    said = Counter((text[n.start : n.end], n.type) for n in rules)
    return [Proposed(n, told(n, text, rules, own, said)) for n in sorted({*rules, *own})]


def told(
    name: Name, text: str, rules: Mapping[Name, str], own: set[Name], said: Counter[tuple[str, str]]
) -> dict[str, float]:
    """What tells whether a proposed name is right."""
    words = text[name.start : name.end]
    by_rules, by_own = name in rules, name in own
    who = "both" if by_rules and by_own else "rules" if by_rules else "own"
    against = [o for o in (own if by_rules else rules) if o != name and o.start < name.end and name.start < o.end]
    same = any((o.start, o.end) == name[:2] for o in against)
    rival = "none" if not against or who == "both" else "type" if same else "ends"
    known_as = known.names().get(words)
    return {
        f"{who} {rival}": 1.0,
        f"{who} {rival} {name.type}": 1.0,
        f"{who} by {rules.get(name, '-')}": 1.0,
        f"{who} words {min(4, len(words.split()))}": 1.0,
        f"{who} known {known_as is not None and TYPE_OF.get(known_as.label, 'MISC') == name.type}": 1.0,
        f"{who} again": float(said[words, name.type] - by_rules > 0),
        f"{who} shouted": float(words.isupper() and len(words) > 3),
        f"{who} lower": float(words.islower()),
        f"{who} opens": float(text[max(0, name.start - 2) : name.start].strip(" ") in ("", ".", "\n")),
    }


def arbiter(nlp: Language, held: Sequence[tuple[str, list[Name]]], out: Path) -> None:
    """Fits the logistic regression on the articles that the recogniser has not seen."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    features, right = [], []
    for text, names in held:
        for p in proposed(text, language.parse(text), nlp(text.replace("\n", " "))):
            features.append(p.features)
            right.append(p.name in names)
    vectorizer = DictVectorizer()
    model = LogisticRegression(max_iter=1000).fit(vectorizer.fit_transform(features), right)
    weights = dict(zip(vectorizer.get_feature_names_out(), model.coef_[0].tolist(), strict=True))
    (out / "arbiter.json").write_text(json.dumps({"": float(model.intercept_[0]), **weights}, indent=1), "utf-8")
    print(f"arbiter: {len(right):,} proposed names, {sum(right):,} right")


def odds(p: Proposed, weights: dict[str, float]) -> float:
    """How likely a proposed name is right, as log odds."""
    return weights[""] + sum(weights.get(f, 0.0) * v for f, v in p.features.items())


def by_rules(p: Proposed) -> bool:
    return any(f.startswith(("rules", "both")) for f in p.features)


def chosen(proposals: Iterable[Proposed], weights: dict[str, float], trust: float = 0.0) -> list[Name]:
    """The names that are more likely right than wrong, the likeliest of those that overlap; ``trust`` in the rules, as log odds, is
    given to what they propose and taken from what the recogniser proposes alone."""
    ranked = sorted(((odds(p, weights) + (trust if by_rules(p) else -trust), p.name) for p in proposals), reverse=True)
    kept: list[Name] = []
    for sure, name in ranked:
        if sure > 0 and not any(k.start < name.end and name.start < k.end for k in kept):
            kept.append(name)
    return sorted(kept)


def measure(gold: Path, model: Path, sets: Sequence[str]) -> None:
    """The scorer's table, rules alone and as the arbiter chooses."""
    nlp = recogniser(model)
    weights = json.loads((model / "arbiter.json").read_text("utf-8"))
    score = [sys.executable, str(gold / "score.py")]
    ways = ("rules", "own", *(f"arbiter, trust {trust}" for trust in TRUSTS))
    inputs, out = Path(tempfile.mkdtemp()), {how: Path(tempfile.mkdtemp()) for how in ways}
    subprocess.run([*score, "inputs", str(inputs)], check=True)
    for path in sorted(inputs.glob("entities.*.jsonl")):
        if sets and not any(s in path.stem for s in sets):
            continue
        golds = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        docs = parsed(golds, path.stem)
        begun = time.process_time()
        seen = [nlp(g["text"].replace("\n", " ")) for g in golds]
        print(
            f"{path.stem}: the recogniser {sum(map(len, docs)) / (time.process_time() - begun):,.0f} tokens a second of processor time"
        )
        lines: dict[str, list[str]] = {how: [] for how in out}
        for g, doc, own in zip(golds, docs, seen, strict=True):
            both = proposed(g["text"], doc, own)
            names = {
                "rules": [p.name for p in both if by_rules(p)],
                "own": [p.name for p in both if any(f.startswith(("own", "both")) for f in p.features)],
            } | {f"arbiter, trust {trust}": chosen(both, weights, trust) for trust in TRUSTS}
            for how, found in names.items():
                record = {"id": g["id"], "text": g["text"], "annotations": [shown(n) for n in found]}
                lines[how].append(json.dumps(record, ensure_ascii=False))
        for how, folder in out.items():
            (folder / path.name).write_text("\n".join(lines[how]) + "\n", "utf-8")
    for how, folder in out.items():
        table = subprocess.run([*score, "score", str(folder)], check=True, capture_output=True, text=True).stdout
        print(f"\n{how}\n" + "\n".join(line for line in table.splitlines() if "no predictions" not in line))


def shown(name: Name) -> dict[str, Any]:
    return {"layer": "entity", "label": LABEL_OF[name.type], "start": name.start, "end": name.end}


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ways = cli.add_subparsers(dest="way", required=True)
    one = ways.add_parser("train")
    one.add_argument("folder", type=Path)
    one.add_argument("-o", "--out", type=Path, required=True)
    one.add_argument("--epochs", type=int, default=8)
    two = ways.add_parser("measure")
    two.add_argument("gold", type=Path)
    two.add_argument("model", type=Path)
    two.add_argument("sets", nargs="*")
    args = cli.parse_args()
    if args.way == "train":
        train(args.folder, args.out, args.epochs)
    else:
        measure(args.gold, args.model, args.sets)


if __name__ == "__main__":
    main()
