"""Events as rows of a casualty recorder's table: ACLED, UCDP GED, Airwars, Every Casualty. A zip with a README of what is empty."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping

from components.events.account import Account
from components.exporters.csv_table import Sheet, opening
from components.exporters.csv_zip import NO_TIME
from components.exporters.facts import FACTS
from components.exporters.guard import FORMULA, GUARD
from components.exporters.layouts import Layout, layout
from components.exporters.options import Options
from components.model import Annotated, Number
from components.tables import event_rows

README = """\
{title}, made by Dateline.

{name}.csv has a row for each event that the exported articles tell of and that nobody rejected, with all that is claimed about it. It is UTF-8,
comma-separated, with CRLF line ends (RFC 4180); several values in a cell are joined with "; ". A cell that a spreadsheet would run as
a formula has one leading '. victims.csv has those who are named, each with the sentence. Best, low and high are Dateline's estimates: the
latest and most inclusive claim of the sources trusted most, the least and the most that standing claims of independent sources say.

Vague words: {vague}
{codes}
What Dateline cannot know stays empty:
{empty}

Columns:
{columns}
"""


def export(name: str, options: Options) -> Iterator[bytes]:
    """The zip of the layout ``name``, of the events that the exported articles tell of (``options.events``)."""
    book = layout(name)
    accounts = [account for account in options.events() if account.event.state != "rejected"]
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for file, data in files(book, accounts, options).items():
            info = zipfile.ZipInfo(file, NO_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system, info.external_attr = 3, 0o644 << 16  # equal bytes on every system
            archive.writestr(info, data)
    yield made.getvalue()


def files(book: Layout, accounts: Iterable[Account], options: Options) -> Mapping[str, bytes]:
    """The files of the zip by their names."""
    out = io.StringIO(newline="")
    out.write(opening(options))
    writer = csv.writer(out, delimiter=options.delimiter)
    writer.writerow([column.name for column in book.columns])
    victims = Sheet("victims", options)
    filled: set[str] = set()
    for account in accounts:
        row = row_of(book, account)
        filled.update(name for name, cell in row.items() if cell is not None)
        writer.writerow([_guarded(cell) for cell in row.values()])
        for victim in event_rows("victims", account):
            victims.add(victim)
    return {
        f"{book.name}.csv": out.getvalue().encode("utf-8", "replace"),
        "victims.csv": victims.take(),
        "README.txt": readme(book, filled).encode(),
    }


def rows(name: str, accounts: Iterable[Account]) -> list[dict[str, str | Number | None]]:
    """The rows of the layout ``name``, an event each; events that somebody rejected have none."""
    return [row_of(layout(name), account) for account in accounts if account.event.state != "rejected"]


def row_of(book: Layout, account: Account) -> dict[str, str | Number | None]:
    """One event as a row of the table, by column; None stays empty."""
    return {c.name: FACTS[c.fact](account, book) if c.fact else None for c in book.columns}


def readme(book: Layout, filled: Iterable[str] = ()) -> str:
    """The README of the zip: the rule for vague words, the codes, the columns, and which stay empty (``filled`` are those that do not)."""
    there = set(filled)
    always = [c.name for c in book.columns if not c.fact]
    here = [c.name for c in book.columns if c.fact and c.name not in there]
    empty = (
        f"  always: {', '.join(always) or 'none'}\n  in this file, since nothing says so: {', '.join(here) or 'none'}"
    )
    codes = [
        f"{of.replace('_', ' ').capitalize()}: " + ", ".join(f"{value} = {code}" for value, code in table.items()) + "."
        for of, table in book.codes.items()
    ]
    width = max(len(c.name) for c in book.columns)
    columns = "\n".join(f"  {c.name:<{width}}  {c.says or 'Stays empty.'}".rstrip() for c in book.columns)
    codes_told = "".join(f"{line}\n" for line in codes)
    return README.format(
        title=book.title, name=book.name, vague=book.vague_says, codes=codes_told, empty=empty, columns=columns
    )


def _guarded(cell: str | Number | None) -> str | Number | None:
    return GUARD + cell if isinstance(cell, str) and cell[:1] in FORMULA and cell else cell


def acled(annotateds: Iterable[Annotated], options: Options) -> Iterator[bytes]:
    """Events as rows of ACLED's table."""
    return export("acled", options)


def ucdp(annotateds: Iterable[Annotated], options: Options) -> Iterator[bytes]:
    """Events as rows of UCDP GED."""
    return export("ucdp", options)


def airwars(annotateds: Iterable[Annotated], options: Options) -> Iterator[bytes]:
    """Events as Airwars incidents."""
    return export("airwars", options)


def every_casualty(annotateds: Iterable[Annotated], options: Options) -> Iterator[bytes]:
    """Events with the minimum of Every Casualty's standards."""
    return export("every_casualty", options)
