"""Freezes what the extraction makes of many texts, and tells what changed since: before and after a change of its rules.

    python -m tests.bench.snapshot freeze [--gold GOLD] [--name NAME] [SET ...]
    python -m tests.bench.snapshot compare [--gold GOLD] [--name NAME] [SET ...] [--show N] [--ignore FIELD ...]

The texts are the golden sentences and the samples, and with --gold the development sets of that folder ("entities" and the
long sets thinned out, so that a run takes a minute or two). SETs ("golden", "samples", "figures.wad", a part of a name) limit
it. Everything is kept in the system's temporary folder, the parses too, so no text of others gets into the project; records
are those of the JSONL, with the tolls. Compare ends with status 1 where something differs.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from components.extract import entities, figures, quotes
from components.lexicons import DATA
from components.model import Article, record_of, toll_record
from components.tolls import tolls
from tests.bench.gold import parsed

KEPT = Path(tempfile.gettempdir()) / "dateline-snapshots"
GOLDEN = Path(__file__).resolve().parents[1] / "golden"
THINNED = {"entities.": 3, "quotes.polnear": 6, "figures.gvdb": 2, "figures.airwars": 2}  # of so many texts one
Text = dict[str, Any]
Record = dict[str, Any]


def golden() -> Iterator[Text]:
    """The golden sentences, named for their file and line."""
    for path in sorted(GOLDEN.glob("*/*.jsonl")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            record = json.loads(line)
            if "text" in record:
                yield {
                    "id": f"{path.parent.name}/{path.stem}:{number}",
                    **{k: record[k] for k in ("text", "published", "title") if record.get(k)},
                }


def samples() -> Iterator[Text]:
    """The sample articles, with their date and title."""
    for path in sorted((DATA / "samples").glob("*.md")):
        _, front, body = path.read_text("utf-8").split("---\n", 2)
        head = dict(line.split(": ", 1) for line in front.splitlines())
        yield {"id": path.stem, "title": head["title"], "published": head["date"], "text": body.strip()}


def sets(gold: Path | None) -> Iterator[tuple[str, list[Text]]]:
    """Every set by name: golden, samples, and those of a folder of gold sets."""
    yield "golden", list(golden())
    yield "samples", list(samples())
    for path in sorted(gold.glob("*/*.dev.jsonl")) if gold else ():
        name = f"{path.parent.name}.{path.name.split('.')[0]}"
        texts = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        every = next((n for begin, n in THINNED.items() if name.startswith(begin)), 1)
        yield name, [{k: t[k] for k in ("id", "text", "title", "published") if t.get(k)} for t in texts[::every]]


def extracted(text: Text, doc: Any) -> Record:
    """What the machine makes of one text: records, tolls and problems."""
    article = Article(id=text["id"], text=text["text"], title=text.get("title") or "", published=text.get("published"))
    problems: list[str] = []
    named = entities.find(doc, article, problems)
    quoted = quotes.find(doc, article, named, problems)
    counted = figures.find(doc, article, named, quoted, problems)
    found = [record_of(a, article.text) for a in (*named, *quoted, *counted)]
    totals = {label: toll_record(toll) for label, toll in tolls(counted).items()}
    made = {"id": text["id"], "annotations": found, "tolls": totals, "problems": problems}
    return dict(json.loads(json.dumps(made)))


def run(gold: Path | None, wanted: Sequence[str]) -> Iterator[tuple[str, Text, Record]]:
    """Set, text and records of every text of the sets wanted."""
    for name, texts in sets(gold):
        if wanted and not any(w in name for w in wanted):
            continue
        print(f"{name} ({len(texts)})", end=" ", file=sys.stderr, flush=True)
        for text, doc in zip(texts, parsed(texts, f"snapshot.{name}"), strict=True):
            yield name, text, extracted(text, doc)
    print(file=sys.stderr)


def differences(text: str, before: Record, after: Record, ignored: frozenset[str] = frozenset()) -> list[str]:
    """What differs between two readings of a text, a line each: what went, what came, and each value that changed."""
    spans = {a["id"]: f"{a['label']} {a['text']!r}" for r in (before, after) for a in r["annotations"]}
    old, new = ({(a["layer"], a["label"], a["start"], a["end"]): a for a in r["annotations"]} for r in (before, after))
    lines = []
    for key in sorted(old.keys() | new.keys(), key=lambda k: (k[2], k)):
        one, two = old.get(key), new.get(key)
        if one is None or two is None:
            sign, it = ("+", two) if one is None else ("-", one)
            lines.append(f"{sign} {key[0]} {key[1]} {text[key[2] : key[3]]!r} {_values(it or {}, spans)}")
            continue
        for field in sorted((one.keys() | two.keys()) - ignored):
            if one.get(field) != two.get(field):
                was, now = (spans.get(str(x.get(field)), x.get(field)) for x in (one, two))
                lines.append(f"  {key[1]} {text[key[2] : key[3]]!r} {field}: {was!r} -> {now!r}")
    for label in sorted(before["tolls"].keys() | after["tolls"].keys()):
        was, now = ({k: v for k, v in r["tolls"].get(label, {}).items() if k not in ignored} for r in (before, after))
        if was != now:
            lines.append(f"  toll {label}: {_toll(was)} -> {_toll(now)}")
    if before["problems"] != after["problems"]:
        lines.append(f"  problems: {before['problems']} -> {after['problems']}")
    return lines


def _values(record: Mapping[str, Any], spans: Mapping[str, str]) -> str:
    plain = ("id", "layer", "label", "start", "end", "text", "origin", "status", "evidence")
    return ", ".join(f"{k}={spans.get(str(v), v)}" for k, v in record.items() if k not in plain)


def _toll(toll: Mapping[str, Any]) -> str:
    said = ", ".join(f"{k}={toll[k]}" for k in ("value", "low", "high", "bound", "scope", "source") if k in toll)
    return f"{said or 'none'} of {len(toll.get('figure_ids', ()))}"


def freeze(gold: Path | None, wanted: Sequence[str], path: Path) -> None:
    """Writes what every text gives to ``path``, a line each."""
    path.parent.mkdir(parents=True, exist_ok=True)
    count = 0
    with path.open("w", encoding="utf-8") as out:
        for name, _, made in run(gold, wanted):
            out.write(json.dumps({"set": name, **made}, ensure_ascii=False) + "\n")
            count += 1
    print(f"{count:,} texts frozen in {path}")


def compare(gold: Path | None, wanted: Sequence[str], path: Path, show: int, ignored: frozenset[str]) -> int:
    """Prints what changed since the freeze, and how many texts of each set it touched; 1 where something did, else 0."""
    if not path.exists():
        raise SystemExit(f"{path} does not exist: freeze first (python -m tests.bench.snapshot freeze)")
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    frozen = {(line.pop("set"), line["id"]): line for line in lines}
    touched, changes = Counter[str](), Counter[str]()
    for name, text, made in run(gold, wanted):
        before = frozen.get((name, text["id"]))
        if before is None:
            changes["texts that were not frozen"] += 1
            continue
        found = [] if before == made else differences(text["text"], before, made, ignored)
        if not found:
            continue
        touched[name] += 1
        if touched.total() <= show:
            print(f"\n{name} {text['id']}: {' '.join(text['text'][:300].split())}")
            print("\n".join(f"  {line}" for line in found))
        for line in found:
            changes[line.split(":")[0].split(" ")[-1] if line.startswith("  ") else line[0]] += 1
    print("\nno difference" if not touched else f"\n{touched.total()} texts differ: {dict(touched)}")
    print(f"changes: {dict(changes)}" if changes else "", end="\n" if changes else "")
    return 1 if touched else 0


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("what", choices=("freeze", "compare"))
    cli.add_argument("sets", nargs="*")
    cli.add_argument("--gold", type=Path)
    cli.add_argument("--name", default="main", help="so that several can be kept")
    cli.add_argument("--show", type=int, default=20, help="how many texts that differ are printed")
    cli.add_argument("--ignore", nargs="*", default=(), help="fields whose changes do not count")
    args = cli.parse_intermixed_args()  # sets may stand on both sides of options
    path = KEPT / f"{args.name}.jsonl"
    if args.what == "freeze":
        freeze(args.gold, args.sets, path)
    else:
        sys.exit(compare(args.gold, args.sets, path, args.show, frozenset(args.ignore)))


if __name__ == "__main__":
    main()
