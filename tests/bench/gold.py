"""Measures extraction against the gold sets: python -m tests.bench.gold GOLD [SET ...] [--jsonl DIR].

GOLD is the folder that holds score.py; a SET is LAYER.NAME or a part of it ("figures", "figures.wad"). Parses are cached in
the system's temporary folder (they depend on the model and language.py alone), so that a rule can be measured in seconds.
Prints the scorer's table and, per set, the words a second of the rules without the parse.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from spacy.tokens import Doc, DocBin

from components.extract import entities, figures, language, quotes
from components.model import Article, record_of, toll_record
from components.tolls import tolls

ROOT = Path(__file__).resolve().parents[2] / "components"


CACHE = Path(tempfile.gettempdir()) / "dateline-parses"
BEFORE_PARSE = ("extract/language.py", "extract/markup.py", "text.py")  # what a parse depends on beside the model
ALL = {"wild", "reports"}  # folders that are scored on all layers together


def parsed(golds: list[dict[str, Any]], name: str, cache: Path = CACHE) -> list[Doc]:
    """The parses of a set's texts, from the cache where neither the texts nor what prepares them changed."""
    source = b"".join((ROOT / name).read_bytes() for name in BEFORE_PARSE)
    texts = json.dumps([g["text"] for g in golds]).encode()
    key = hashlib.sha256(source + language.model_name().encode() + texts).hexdigest()[:12]
    path = cache / f"{name}.{key}.spacy"
    nlp = language.pipeline()
    if not path.exists():
        bin_ = DocBin(store_user_data=False, docs=(language.parse(g["text"]) for g in golds))
        cache.mkdir(parents=True, exist_ok=True)
        path.write_bytes(bin_.to_bytes())
    return list(DocBin().from_bytes(path.read_bytes()).get_docs(nlp.vocab))


def annotate(gold: dict[str, Any], doc: Doc, layers: set[str]) -> dict[str, Any]:
    """One line as score.py reads it, from a parse; only the layers that the set needs."""
    article = Article(id=gold["id"], text=gold["text"], title=gold.get("title") or "", published=gold.get("published"))
    figured = layers & ({"figures", "fields"} | ALL)
    problems: list[str] = []
    named = entities.find(doc, article, problems)
    quoted = quotes.find(doc, article, named, problems) if figured or "quotes" in layers else []
    counted = figures.find(doc, article, named, quoted, problems) if figured else []
    for problem in problems:
        print(f"{gold['id']}: {problem}", file=sys.stderr)
    found = [record_of(a, article.text) for a in (*named, *quoted, *counted)]
    totals = {label.lower(): toll_record(toll) for label, toll in tolls(counted).items()}
    return {"id": article.id, "text": article.text, "annotations": found, "tolls": totals}


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("gold", type=Path)
    cli.add_argument("sets", nargs="*")
    cli.add_argument("--jsonl", type=Path, help="keep the annotated lines here")
    cli.add_argument("--cache", type=Path, default=CACHE)
    args = cli.parse_args()
    out = args.jsonl or Path(tempfile.mkdtemp())
    out.mkdir(parents=True, exist_ok=True)
    score = [sys.executable, str(args.gold / "score.py")]
    subprocess.run([*score, "inputs", str(out)], check=True)
    for path in sorted(out.glob("*.jsonl")):
        if args.sets and not any(s in path.stem for s in args.sets):
            path.unlink()
            continue
        golds = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        docs = parsed(golds, path.stem, args.cache)
        started = time.perf_counter()
        lines = [annotate(g, d, {path.stem.split(".")[0]}) for g, d in zip(golds, docs, strict=True)]
        seconds = time.perf_counter() - started
        path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")
        words = sum(len(g["text"].split()) for g in golds)
        print(f"{path.stem}: {words:,} words, rules alone {words / seconds:,.0f} words/s", file=sys.stderr)
    table = subprocess.run([*score, "score", str(out)], check=True, capture_output=True, text=True).stdout
    print("\n".join(line for line in table.splitlines() if "no predictions" not in line))


if __name__ == "__main__":
    main()
