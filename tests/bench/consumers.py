"""The heavy programs that exports are for open them, and what they read is compared with what was exported: python -m tests.bench.consumers.

Label Studio's converter and doccano's own reader, parser and label class (its database's models replaced by empty ones) are installed
into an environment of their own (--venv, 530 MB, a minute or two); LibreOffice opens every cell of tests/cells.py and our tables where
soffice is found (Debian's libreoffice-calc-nogui: 90 MB to load, 276 MB on disk, a minute). The light ones (spaCy, pandas, openpyxl,
R, PyLD, conllu, frictionless) are tests: tests/unit/exporters. Ends with 1 where one read something else.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from components.exporters import EXPORTERS, Options
from components.importers import read
from components.lexicons import DATA
from components.model import Annotated
from components.tables import TABLES, all_rows, in_order, standing
from tests import cells

HERE = Path(__file__).resolve().parent
DIALOG = "--infilter=CSV:44,34,76,1"  # what its dialog proposes for a file with a byte-order mark; headless takes Windows' code page
DOCCANO = "doccano==1.8.4"
LABEL_STUDIO_READS = """
import json, sys
from pathlib import Path
from label_studio_sdk.converter import Converter
config = '<View><Labels name="label" toName="text">%s</Labels><Text name="text" value="$text"/></View>'
labels = "".join(f'<Label value="{name}"/>' for name in json.loads(sys.argv[3]))
made = Converter(config % labels, project_dir=None, download_resources=False)
made.convert_to_json(sys.argv[1], sys.argv[2], is_dir=False)
tasks = json.loads(Path(sys.argv[2], "result.json").read_text("utf-8"))
regions = [[[v["start"], v["end"], v["text"], v["labels"]] for r in t["annotations"][0]["result"] for v in [r["value"]]] for t in tasks]
made.convert_to_conll2003(sys.argv[1], sys.argv[2], is_dir=False)
conll = Path(sys.argv[2], "result.conll").read_text("utf-8")
print(json.dumps({"regions": regions, "begun": sum(" B-" in line for line in conll.splitlines()), "texts": conll.count("-DOCSTART-")}))
"""
DOCCANO_READS = """
import json, sys, types, pathlib, importlib.util
class Any:
    def __init__(self, *a, **k): pass
for name in ("examples.models", "label_types.models", "labels.models", "projects.models", "django", "django.db", "django.db.models",
             "django.contrib", "django.contrib.auth", "django.contrib.auth.models"):
    module = types.ModuleType(name)
    module.__getattr__ = lambda wanted: type(wanted, (Any,), {})
    module.__path__ = []
    sys.modules[name] = module
sys.path.insert(0, str(pathlib.Path(importlib.util.find_spec("backend").submodule_search_locations[0])))
from data_import.pipeline.label import SpanLabel
from data_import.pipeline.makers import LabelMaker
from data_import.pipeline.parsers import JSONLParser
from data_import.pipeline.readers import FileName, Reader
reader = Reader([FileName(sys.argv[1], "f", "f")], JSONLParser(encoding="utf-8"))
(frame,) = reader.batch(10_000)
found = {}
for label in LabelMaker("label", SpanLabel).make(frame):
    found.setdefault(str(label.example_uuid), []).append([label.start_offset, label.end_offset, label.label])
rows = frame.to_dict("records")
print(json.dumps({"texts": [r["text"] for r in rows], "spans": [found.get(str(r["example_uuid"]), []) for r in rows],
                  "errors": [str(e) for e in reader.errors]}))
"""


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--venv", type=Path, default=HERE.parent / ".consumers")
    python = _environment(cli.parse_args().venv)
    (articles, _) = _samples()
    checks: tuple[tuple[str, Callable[[], Sequence[str]]], ...] = (
        ("Label Studio's converter", lambda: _label_studio(python, articles)),
        ("doccano's own parser", lambda: _doccano(python, articles)),
        ("LibreOffice", lambda: _libre_office(articles) if shutil.which("soffice") else ["not here: install it"]),
    )
    wrong = 0
    for name, check in checks:
        found = check()
        wrong += bool(found)
        print(f"{name:26} {'; '.join(found) or 'reads what was exported'}", flush=True)
    sys.exit(1 if wrong else 0)


def _samples() -> tuple[list[Annotated], int]:
    """The samples, and one text of emoji, right-to-left script and combining marks."""
    found = [a for a in read((DATA / "samples.jsonl").read_bytes(), "samples.jsonl") if isinstance(a, Annotated)]
    odd = {"id": "odd", "title": "=1", "text": "😀 Anna died, e\u0301 שלום said “no”.\nNine 👩‍👧 left.",
           "annotations": [{"label": "PERSON", "start": 2, "end": 6}, {"label": "KILLED", "start": 33, "end": 37}]}  # fmt: skip
    more = [a for a in read(json.dumps(odd).encode(), "odd.jsonl") if isinstance(a, Annotated)]
    return in_order([*found, *more]), len(found)


def _environment(folder: Path) -> str:
    """The Python of the consumers' environment, made where it is missing."""
    python = folder / "bin" / "python"
    if not (folder / "made").exists():
        print(f"Making {folder} ...", flush=True)
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        install = [str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
        subprocess.run([*install, "-r", str(HERE.parent / "requirements-consumers.txt")], check=True)
        subprocess.run([*install, "--no-deps", DOCCANO], check=True)
        (folder / "made").touch()
    return str(python)


def _run(python: str, code: str, *arguments: str) -> dict[str, Any]:
    done = subprocess.run([python, "-W", "ignore", "-c", code, *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        return {"failed": done.stderr[-600:]}
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def _exported(name: str, articles: list[Annotated], folder: str, table: str = "annotations") -> str:
    path = Path(folder, f"out{EXPORTERS[name].ending}")
    path.write_bytes(b"".join(EXPORTERS[name].export(articles, Options(table, excel=name == "csv"))))
    return str(path)


def _label_studio(python: str, articles: list[Annotated]) -> list[str]:
    names = sorted({a.label for one in articles for a in standing(one)})
    with tempfile.TemporaryDirectory() as folder:
        found = _run(python, LABEL_STUDIO_READS, _exported("labelstudio", articles, folder), folder, json.dumps(names))
    if "failed" in found:
        return [found["failed"]]
    wanted = [[_region(a.start, a.end, a.label, one.article.text) for a in standing(one)] for one in articles]
    wrong = ["other regions"] if [sorted(r) for r in found["regions"]] != [sorted(r) for r in wanted] else []
    return wrong + ([] if found["begun"] else ["no entity in its CoNLL"])


def _region(start: int, end: int, label: str, text: str) -> list[Any]:
    """What Label Studio has of a highlight: offsets in UTF-16 units."""
    before, words = text[:start].encode("utf-16-le"), text[start:end].encode("utf-16-le")
    return [len(before) // 2, (len(before) + len(words)) // 2, text[start:end], [label]]


def _doccano(python: str, articles: list[Annotated]) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        found = _run(python, DOCCANO_READS, _exported("doccano", articles, folder))
    if "failed" in found:
        return [found["failed"]]
    wanted = [sorted([a.start, a.end, a.label] for a in standing(one)) for one in articles]
    wrong = ["other spans"] if [sorted(spans) for spans in found["spans"]] != wanted else []
    wrong += ["other texts"] if found["texts"] != [one.article.text for one in articles] else []
    return [*wrong, *found["errors"]]


def _libre_office(articles: list[Annotated]) -> list[str]:
    """Each cell of tests/cells.py as a file of its own, and the tables, opened as they are and saved as workbooks."""
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        written = cells.write(Path(folder), Options("articles", excel=True))
        for table in ("annotations", "quotes", "figures"):
            Path(_exported("csv", articles, folder, table)).rename(Path(folder, f"{table}.csv"))
        command = [
            "soffice",
            "--headless",
            f"-env:UserInstallation=file://{folder}/profile",
            DIALOG,
            "--convert-to",
            "xlsx",
            "--outdir",
            folder,
        ]
        files = sorted(str(path) for path in Path(folder).glob("*.csv"))
        subprocess.run([*command, *files], capture_output=True, check=True, timeout=600)
        for number, cell in enumerate(written):
            row = _rows(Path(folder, f"{number:03}.xlsx"))[1]
            shown = cells.MARK + cell if cell in cells.CHANGED else cell
            if [row[0], row[1]] != [shown, shown]:
                wrong.append(f"{cell!r} is {row[0]!r}")
        for table in ("annotations", "quotes", "figures"):
            found, rows = _rows(Path(folder, f"{table}.xlsx")), list(all_rows(table, articles))
            if [str(cell) for cell in found[0]] != list(TABLES[table]) or len(found) != len(rows) + 1:
                wrong.append(f"{table} has {len(found) - 1} rows for {len(rows)}")
            at = TABLES[table].index("start")
            if [row[at] for row in found[1:]] != [row["start"] for row in rows]:
                wrong.append(f"{table} has other offsets")
    return wrong


def _rows(path: Path) -> list[tuple[Any, ...]]:
    sheet = openpyxl.load_workbook(path, read_only=True).worksheets[0]
    return list(sheet.iter_rows(values_only=True))


if __name__ == "__main__":
    main()
