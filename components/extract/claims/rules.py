"""Rules of language as rows of data/rules: what each sets, where it looks, its words, and the sentences that prove it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from components.lexicons import DATA, read_rows

COLUMNS = ("name", "sets", "where", "words", "of", "example", "counterexample")


@dataclass(frozen=True, slots=True)
class Rule:
    """A row: beside a figure, ``where`` (after, before or around it), ``words`` set its label to ``sets``, told of the
    persons that ``of`` names. The first row that is found decides. ``example`` is a sentence that it reads and that is read
    otherwise without it; in ``counterexample`` it must find nothing."""

    name: str
    sets: str
    where: str
    words: str
    of: str
    example: str
    counterexample: str
    table: str = "casualty_phrases"


@cache
def rules(table: str) -> tuple[Rule, ...]:
    """The rows of data/rules/``table``.tsv in their order; raises LexiconError naming file and line."""
    return tuple(Rule(**row, table=table) for row in read_rows(DATA / "rules" / f"{table}.tsv", COLUMNS))
