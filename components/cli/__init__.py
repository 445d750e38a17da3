"""The command line: python -m components import, annotate, export, correct, evaluate, explain, memory, events, chart, agreement, user, assign, check."""

from __future__ import annotations

import logging
import os
import sys
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Sequence

from components.cli.console import mute, warn
from components.exporters import EXPORTERS
from components.importers import IMPORTERS, endings
from components.importers.guessing import codec
from components.tables import TABLES

# the names of charts.CHARTS, which takes altair to read
CHART_NAMES = (
    "casualties",
    "over_time",
    "claimants",
    "weapons",
    "deliveries",
    "speakers",
    "event_time",
    "event_sources",
    "event_days",
    "event_map",
)
CUT = 1
USAGE = 2
INTERRUPTED = 130
STATUS = "exit status: 0 all went well, 1 some input was skipped (standard error says which and why), 2 usage"


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and gives its exit status."""
    parser = make_parser()
    args = parser.parse_args(arguments)
    if args.command is None:
        parser.print_help(sys.stderr)
        return USAGE
    if args.verbose:
        logging.basicConfig(level=logging.INFO)
    else:  # the console tells what went wrong; the log repeats it with tracebacks
        logging.getLogger("components").addHandler(logging.NullHandler())
    from components.cli import commands  # here: help needs neither spaCy nor SQLAlchemy, which take seconds to load

    try:
        return commands.COMMANDS[args.command](args)
    except BrokenPipeError:  # "-o - | head": the output was cut
        mute()
        return CUT
    except commands.STOPS as error:
        warn(f"{parser.prog} {args.command}: {error}")
        return USAGE
    except KeyboardInterrupt:
        warn("interrupted")
        return INTERRUPTED


def make_parser() -> ArgumentParser:
    """The parser of all commands; commands.py has what they do."""
    parser = ArgumentParser(prog="python -m components", description=__doc__, epilog=STATUS)
    parser.add_argument("-v", "--verbose", action="store_true", help="write the log to standard error, with tracebacks")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    reads, stores = _reads(), _stores()
    for name, help_, parents, add in (
        ("import", IMPORT, (reads, stores), _import),
        ("annotate", ANNOTATE, (reads,), _annotate),
        ("export", EXPORT, (stores,), _export),
        ("correct", CORRECT, (stores,), _correct),
        ("evaluate", EVALUATE, (reads,), _evaluate),
        ("explain", EXPLAIN, (stores,), _explain),
        ("memory", MEMORY, (stores,), _memory),
        ("events", EVENTS, (stores,), _events),
        ("chart", CHART, (stores,), _chart),
        ("agreement", AGREEMENT, (stores,), _agreement),
        ("user", USER, (stores,), _user),
        ("assign", ASSIGN, (stores,), _assign),
        ("check", CHECK, (stores,), _check),
        ("copy", COPY, (), _copy),
        ("backup", BACKUP, (stores,), _backup),
        ("restore", RESTORE, (stores,), _restore),
    ):
        command = commands.add_parser(name, help=help_, description=help_, parents=parents, epilog=STATUS)
        add(command)
    return parser


IMPORT = "Put articles into the library, with everything the machine finds in them, and print their ids."
ANNOTATE = "Annotate articles without the library: JSONL, or a folder (or .zip) of CSVs, as OUT's ending says."
EXPORT = "Export the library's articles with all corrections: CSVs in a folder or .zip, one .csv, or .jsonl."
CORRECT = (
    "Correct the text of an article of the library, split it or merge it with another one; each is a new version of the text, "
    "and highlights go with their words. Prints id, version and title of what stands then."
)
EVALUATE = "Compare the extractor with articles that people corrected (their JSONL): scores by label, and confusions."
EXPLAIN = "Print why each figure says what it says: the words that each value rests on, and its rule or who set it."
MEMORY = "Write what people decided about names to a CSV file, or set what a CSV file says by hand."
EVENTS = "List the events of the library, proposed over its articles or decided by people, the latest first."
CHART = (
    "Write a chart of the library, with its title, what it is about and its key, as .png, .svg or .json (Vega-Lite)."
)
AGREEMENT = "Say how far the analysts agree who coded the articles of a collection independently, by label and field."
COPY = "Copy a whole store into an empty one, such as SQLite's into PostgreSQL, and check the copy."
BACKUP = "Write the whole store, as it is at this moment, into a new SQLite file; everybody may go on working."
RESTORE = "Put a backup into a store that is empty or not there yet, and check it."
USER = "Say who may use a store that several people share, and in which role: list, add, role, remove."
ASSIGN = "Say whose work articles are, or list what everybody has."
CHECK = "Check the library: what it shows is the replay of all edits, and the texts are what they were."


def _reads() -> ArgumentParser:
    reads = ArgumentParser(add_help=False)
    what = f"files ({', '.join(endings())}), folders, or - for standard input"
    reads.add_argument("paths", nargs="+", metavar="PATH", help=what)
    reads.add_argument(
        "--from", dest="format_in", choices=IMPORTERS, help="the input's format, whatever its ending says"
    )
    reads.add_argument("--encoding", type=_encoding, metavar="NAME", help="the encoding of text files, such as cp1251")
    column = "the column of a table that holds a field, such as text=Body (can be given several times)"
    reads.add_argument("--column", type=_pair, action="append", metavar="FIELD=COLUMN", help=column)
    label = "our label for another tool's, such as VICTIM=KILLED; with nothing after = it is left out"
    reads.add_argument("--label", type=_pair, action="append", metavar="THEIRS=OURS", help=label)
    return reads


def _pair(raw: str) -> tuple[str, str]:
    left, equals, right = raw.partition("=")
    if not left or not equals:
        raise ArgumentTypeError(f"expected two names with = between them, found {raw!r}")
    return left, right


def _encoding(raw: str) -> str:
    found = codec(raw)
    if found is None:
        raise ArgumentTypeError(f"there is no encoding {raw!r}; utf-8, cp1252, cp1251, shift_jis and the like are")
    return found


def _stores() -> ArgumentParser:
    stores = ArgumentParser(add_help=False)
    default = "the store (default: DATELINE_DATABASE_URL, or data/local/dateline.db)"
    stores.add_argument("--db", metavar="URL", help=default)
    return stores


def _import(parser: ArgumentParser) -> None:
    parser.add_argument("--no-extract", action="store_true", help="take the articles as they are")
    twins = (
        "of articles that may be there already, each of which is told: text (the default) leaves out those with the same text "
        "under another id, all also those with the same address or nearly the same text, take none"
    )
    parser.add_argument("--duplicates", choices=("text", "all", "take"), default="text", help=twins)
    year = (
        'the year of days that are told without one ("Feb 11"); else such articles stay without a date, and are counted'
    )
    parser.add_argument("--year", type=_positive, metavar="YEAR", help=year)
    report = "write a line for each article and problem (CSV): the file, what became of it, and why"
    parser.add_argument("--report", metavar="FILE", help=report)
    processes = "processes that extract (default: 1, this one); articles that are there already are not read again"
    parser.add_argument("--workers", type=_positive, default=1, metavar="N", help=processes)


def _annotate(parser: ArgumentParser) -> None:
    out = "a file (.jsonl, .zip, .csv), a folder, or - for JSONL on standard output"
    parser.add_argument("-o", "--out", required=True, metavar="OUT", help=out)
    _options(parser)
    _workers(parser)
    parts = "write OUT as a folder of parts in this format: a run that was killed goes on where it was"
    parser.add_argument("--parts", choices=("jsonl", "parquet"), help=parts)
    dask = "the scheduler of a Dask cluster, such as tcp://host:8786, or local: its workers read and write the parts themselves"
    parser.add_argument("--dask", metavar="ADDRESS", help=dask)


def _export(parser: ArgumentParser) -> None:
    out = "a folder, a file (.zip, .csv, .jsonl), or - for JSONL on standard output"
    parser.add_argument("-o", "--out", required=True, metavar="OUT", help=out)
    one = "only this article (can be given several times)"
    parser.add_argument("--article", action="append", metavar="ID", help=one)
    within = "only the articles of the collection with this name"
    parser.add_argument("--collection", metavar="NAME", help=within)
    samples = "also the articles that came with Dateline (they are left out where there are others)"
    parser.add_argument("--samples", action="store_true", help=samples)
    format_ = "where OUT's ending does not tell; csv is a folder where OUT has no ending"
    parser.add_argument("--format", choices=EXPORTERS, help=format_)
    _options(parser)


def _correct(parser: ArgumentParser) -> None:
    parser.add_argument("article", metavar="ID", help="the article's id")
    way = parser.add_mutually_exclusive_group(required=True)
    way.add_argument("--text", metavar="FILE", help="the corrected text, or - for standard input")
    way.add_argument("--split", metavar="WORDS", help="cut it in two before these words, which stand once in the text")
    way.add_argument("--merge", metavar="ID", help="take in the text of this article, which leaves the library")
    way.add_argument("--take-back", action="store_true", help="take back the last change of its text")
    parser.add_argument("--title", metavar="TITLE", help="of the second article of a split (default: its first line)")
    parser.add_argument("--before", action="store_true", help="the text of a merge comes before the article's own")
    parser.add_argument("--dry-run", action="store_true", help="only print what would become of the highlights")


def _chart(parser: ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", choices=CHART_NAMES, help=f"one of {', '.join(CHART_NAMES)}")
    parser.add_argument("-o", "--out", required=True, metavar="FILE", help="a file that ends in .png, .svg or .json")
    parser.add_argument("--event", metavar="ID", help="only what is claimed about this event")
    one = "only this article (can be given several times)"
    parser.add_argument("--article", action="append", metavar="ID", help=one)
    parser.add_argument("--judged", action="store_true", help="leave out what nobody judged")
    parser.add_argument("--samples", action="store_true", help="also the articles that came with Dateline")


def _agreement(parser: ArgumentParser) -> None:
    parser.add_argument("collection", metavar="NAME", help="the name of the collection")
    out = "a folder for agreement.csv and disagreements.csv (default: lines on standard output)"
    parser.add_argument("-o", "--out", metavar="OUT", help=out)


def _check(parser: ArgumentParser) -> None:
    parser.add_argument("--repair", action="store_true", help="make what is wrong anew from suggestions and edits")


def _copy(parser: ArgumentParser) -> None:
    parser.add_argument("--from", dest="source", required=True, metavar="URL", help="the store to copy")
    parser.add_argument("--to", dest="target", required=True, metavar="URL", help="the empty store to copy it to")


def _backup(parser: ArgumentParser) -> None:
    parser.add_argument(
        "-o", "--out", required=True, metavar="FILE", help="the file to write; it must not be there yet"
    )


def _restore(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="what backup wrote")


def _evaluate(parser: ArgumentParser) -> None:
    parser.add_argument("--confusions", type=_positive, default=20, metavar="N", help="how many to list (default: 20)")
    _workers(parser)


def _explain(parser: ArgumentParser) -> None:
    parser.add_argument("paths", nargs="*", metavar="PATH", help="files or folders, or - for standard input")
    parser.add_argument("--from", dest="format_in", choices=IMPORTERS, help="the input's format")
    one = "an article of the store, with what people set (can be given several times)"
    parser.add_argument("--article", action="append", default=[], metavar="ID", help=one)


def _memory(parser: ArgumentParser) -> None:
    parser.add_argument("way", choices=("export", "import"), help="write the file, or read it")
    columns = "a .csv with the columns surface, kind (use, leave out, never, forget) and label, or - for standard output or input"
    parser.add_argument("file", metavar="FILE", help=columns)


def _events(parser: ArgumentParser) -> None:
    parser.add_argument(
        "words", nargs="?", metavar="WORDS", help="only events with these words in name, place, kind or a title"
    )
    parser.add_argument("--first", metavar="DAY", help="only events that were not over before this day (2024-05-14)")
    parser.add_argument("--last", metavar="DAY", help="only events that had begun by this day")
    parser.add_argument("--least", type=_positive, default=1, metavar="N", help="only events of at least N articles")
    parser.add_argument("--decisions", action="store_true", help="what people decided about events, oldest first")


def _user(parser: ArgumentParser) -> None:
    parser.add_argument(
        "do",
        choices=("list", "add", "role", "remove", "token"),
        help="list all, add one, change a role, remove one, print a new token for scripts",
    )
    parser.add_argument("name", nargs="?", metavar="NAME", help="the e-mail address of the login")
    parser.add_argument("--role", choices=("viewer", "analyst", "editor", "admin"), help="what they may do")


def _assign(parser: ArgumentParser) -> None:
    parser.add_argument(
        "name", nargs="?", metavar="NAME", help="the user to give them to: the e-mail address of the login"
    )
    one = "an article (can be given several times)"
    parser.add_argument("--article", action="append", default=[], metavar="ID", help=one)
    parser.add_argument("--collection", metavar="NAME", help="the articles of the collection with this name")
    parser.add_argument("--nobody", action="store_true", help="make them nobody's")
    parser.add_argument("--list", action="store_true", help="list the articles of NAME, or of everybody")


def _options(parser: ArgumentParser) -> None:
    table = "the table of a single .csv (default: the one OUT is named after)"
    parser.add_argument("--table", choices=TABLES, help=table)
    help_ = "CSV parted by ; as Excel wants it where the comma is the decimal sign (a line sep=; first, unless --excel)"
    parser.add_argument("--semicolon", action="store_true", help=help_)
    parser.add_argument("--excel", action="store_true", help="CSV with a byte-order mark, as Excel wants it")
    parser.add_argument("--judged", action="store_true", help="only what a person accepted, edited or made")


def _workers(parser: ArgumentParser) -> None:
    help_ = "processes (default: one for each core); the output is the same"
    parser.add_argument("--workers", type=_positive, default=os.cpu_count() or 1, metavar="N", help=help_)


def _positive(raw: str) -> int:
    if not raw.isdecimal() or int(raw) < 1:
        raise ArgumentTypeError(f"a number from 1 on, not {raw!r}")
    return int(raw)
