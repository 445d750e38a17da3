"""How fast files come in and go out, each beside the bare library on the same bytes: python -m tests.bench.formats."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from functools import partial

import pypdfium2
from trafilatura import bare_extraction

from components.exporters import EXPORTERS, Options
from components.importers import read
from components.model import Annotated, Annotation, Article, EntityValues, FigureValues
from components.tables import frame
from tests.unit.importers import files

ARTICLES, MARKS, PAGES = 200, 100, 20


def main() -> None:
    """Prints rows and pages a second, ours and the bare library's."""
    many = [_article(n) for n in range(ARTICLES)]
    rows = ARTICLES * MARKS
    table = frame("annotations", many)
    _line("CSV, rows", rows, lambda: [len(c) for c in EXPORTERS["csv"].export(many, Options())], "pandas.to_csv of ready rows",
          lambda: table.to_csv(io.BytesIO(), index=False))  # fmt: skip
    for name in ("xlsx", "parquet", "html", "w3c", "spacy", "prodigy", "labelstudio", "brat", "conll2003"):
        took = _seconds(partial(_export, name, many))
        print(f"{name:12} {rows / took:12,.0f} highlights a second")
    page = files.PAGE
    _line("HTML, pages", PAGES, lambda: [list(read(page.encode(), "a.html")) for _ in range(PAGES)], "trafilatura",
          lambda: [bare_extraction(page, include_comments=False, with_metadata=True) for _ in range(PAGES)])  # fmt: skip
    long = tuple(f"{n}. {files.FIRST} {files.SECOND}" for n in range(400))
    data = files.pdf(2, paragraphs=long)
    count = len(pypdfium2.PdfDocument(data))
    _line("PDF, pages", count, lambda: list(read(data, "a.pdf")), "pypdfium2", lambda: _bare(data))


def _article(n: int) -> Annotated:
    text = "Nine people died in Halvren, Anna Wallis said. " * MARKS
    marks = []
    for i in range(MARKS):
        at = i * 47
        if i % 2:
            marks.append(Annotation(f"f{i}", "figure", "KILLED", at, at + 11, FigureValues(value=9, unit="people")))
        else:
            marks.append(Annotation(f"e{i}", "entity", "PERSON", at + 29, at + 40, EntityValues(name="Anna Wallis")))
    return Annotated(
        Article(f"a{n}", text, "Halvren", published="2024-03-12"), tuple(sorted(marks, key=lambda a: a.start))
    )


def _export(name: str, many: list[Annotated]) -> int:
    return sum(map(len, EXPORTERS[name].export(many, Options())))


def _bare(data: bytes) -> None:
    document = pypdfium2.PdfDocument(data)
    for page in document:
        page.get_textpage().get_text_range()


def _line(what: str, count: int, ours: Callable[[], object], named: str, bare: Callable[[], object]) -> None:
    mine, reference = _seconds(ours), _seconds(bare)
    print(
        f"{what:12} {count / mine:12,.0f} a second; {named} {count / reference:,.0f}: {mine / reference:.2f} times its time"
    )


def _seconds(do: Callable[[], object]) -> float:
    """Processor seconds of the better of two runs."""
    best = float("inf")
    for _ in range(2):
        began = time.process_time()
        do()
        best = min(best, time.process_time() - began)
    return best


if __name__ == "__main__":
    main()
