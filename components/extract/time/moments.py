"""The days and months that a sentence's own words mean, for the figures in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from components.extract.time.calendar import edges
from components.extract.time.grammar import resolve
from components.extract.time.words import A_PART

SPLIT_PART = re.compile(A_PART.removesuffix("?"))


@dataclass(frozen=True, slots=True)
class Calendar:
    """Reads moments against the day of publication, None where it is not known."""

    published: date | None

    def day(self, words: str) -> date | None:
        """The day that words mean, None where they mean none.

        >>> Calendar(date(2024, 5, 16)).day("yesterday")
        datetime.date(2024, 5, 15)
        """
        iso = self.resolve(words)
        return date.fromisoformat(iso) if iso and len(iso) == 10 else None

    def resolve(self, words: str) -> str | None:
        return resolve(words, self.published.isoformat() if self.published else None, "past")

    def stretch(self, words: str) -> tuple[str, str] | None:
        """The first and last day or month that a moment covers, None where it is too vague or cannot be told.

        >>> Calendar(date(2024, 5, 16)).stretch("mid-April")
        ('2024-04', '2024-04')
        >>> Calendar(date(2024, 5, 16)).stretch("October 7")
        ('2023-10-07', '2023-10-07')
        """
        said = words.lower().strip()
        part = SPLIT_PART.match(said)
        rest = said[part.end() :] if part else said
        whole = edges(self.resolve("this year" if rest in ("the year", "year") else rest))
        if part is None or whole is None or whole[0] == whole[1]:
            return whole
        if "start" in part[0] or "beginning" in part[0] or "turn" in part[0]:
            return whole[0], whole[0]
        return (whole[1], whole[1]) if "end of" in part[0] else None  # "late 2021": no month
