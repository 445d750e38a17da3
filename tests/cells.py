"""Cells that spreadsheets, R or pandas would make something else of, each opened by the real programs (tests and tests.bench.consumers)."""

from __future__ import annotations

from pathlib import Path

from components.exporters import EXPORTERS, Options
from components.model import Annotated, Article

MARK = "'"
CHANGED = (  # what at least one of these programs takes for a number, a day, a truth or nothing
    *("007", "1234567890123456789", "12e45", "161292385e539656", "9" * 60, "1.5", ".5", "5.", "1e", "1d5", "0.10", "94,000"),
    *("$5", "€5", "50%", "5 %", "(5)", "1,5", "1.000,50", "1 000", "٣", "１２", "0x1F", "0x1.8p3", "1i", "2+3i", "1e400", "00"),
    *("NA", "N/A", "n/a", "#N/A", "#N/A N/A", "<NA>", "nan", "-nan", "NaN", "NULL", "null", "None", "1.#IND", "Inf", "Infinity"),
    *("TRUE", "True", "false", "T", "F"),
    *("May 5", "5 May 2013", "Sept. 11", "March", "3rd May", "1/2", "10-12", "3/12", "12-Mar", "May-05", "12:30", "10am", "12.03.2024"),
    *("Tuesday, May 5", "Tue May 5", "May 5, 2013 10:30", "2024-03"),
    *("=1+1", "+5", "-5", "@a", "-Inf", "\t=1", "＝1"),
)  # fmt: skip
LEFT_ALONE = (
    *("Anna", "12 people", "Nanterre", "Marchand", "Mayor", "a007", "2nd Brigade", "S-300", "May was cold", "Trueman", "north"),
    *("Today", "yes", "no", "1st", "12h", "1L", "1f", "#NUM!", "Ⅷ", "½", "h61292385e539656", "\u2014", "Monday", "mai 5"),
)  # fmt: skip


def write(folder: Path, options: Options) -> list[str]:
    """Writes articles.csv of one article for each cell, which is its id and its title, and answers the cells in their order."""
    cells = [*CHANGED, *LEFT_ALONE]
    for number, cell in enumerate(cells):
        data = b"".join(EXPORTERS["csv"].export([Annotated(Article(cell, "Nine died.", cell))], options))
        (folder / f"{number:03}.csv").write_bytes(data)
    return cells
