"""Words in a claim's own sentence that take it back or doubt it: the rows of data/rules/claim_cues.tsv."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from components.events.claim import Claim, StateName
from components.lexicons import rules

COLUMNS = ("name", "sets", "words", "example", "counterexample")
MARK = "\ufffc"  # stands for the figure; settled texts hold none that counts
LONGEST = 2000  # characters of a sentence that are looked at on either side of the figure


@dataclass(frozen=True, slots=True)
class Cue:
    """A row: where ``words`` are found around the figure, its claim is ``sets``."""

    name: str
    sets: StateName
    words: re.Pattern[str]
    example: str
    counterexample: str


@cache
def cues() -> tuple[Cue, ...]:
    """The rows in their order; raises LexiconError naming file and line."""
    return tuple(_cue(row) for row in rules("claim_cues", *COLUMNS))


def _cue(row: dict[str, str]) -> Cue:
    sets: StateName = "withdrawn" if row["sets"] == "withdrawn" else "disputed"
    pattern = re.compile(row["words"].replace("#", MARK), re.IGNORECASE)
    return Cue(row["name"], sets, pattern, row["example"], row["counterexample"])


def cue_of(claim: Claim) -> tuple[Cue, str] | None:
    """The first cue around the claim's figure with the words that say so, None where there is none."""
    sentence, text = claim.sentence or "", claim.text
    at = sentence.find(text) if text else -1
    if at < 0:
        return None
    around = sentence[max(0, at - LONGEST) : at].replace(MARK, " ") + MARK
    around += sentence[at + len(text) : at + len(text) + LONGEST].replace(MARK, " ")
    around = " ".join(around.split())
    for cue in cues():
        if found := cue.words.search(around):
            return cue, found[0].replace(MARK, text)
    return None
