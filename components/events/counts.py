"""What one article lets one source count: a claim, or claims on different people that it tells together, added up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from components.events.claim import Claim, Key
from components.model import CASUALTIES, Annotation, Bound, FigureValues, Number, VictimType
from components.tolls import added, told_together

Kind = VictimType | None


@dataclass(frozen=True, slots=True)
class Count:
    """``claims`` are those it adds up, in the order of the text. ``low`` and ``high`` are the least and the most it says, None where
    it says none; ``number`` what it says in one number. ``kind`` is the victim_type that all its claims have, else None."""

    claims: tuple[Claim, ...]
    source: str
    value: Number | None
    low: Number | None
    high: Number | None
    bound: Bound | None

    @property
    def label(self) -> str:
        return self.claims[0].label

    def told(self, began: str) -> str:
        """The last day it speaks for, see Claim.told; "" where none is known."""
        return max(claim.told(began) for claim in self.claims)

    @property
    def held(self) -> str:
        """The last day at which it is said to hold; "" unknown."""
        return max(claim.held for claim in self.claims)

    @property
    def article(self) -> str:
        return self.claims[0].article_id

    @property
    def published(self) -> str:
        return self.claims[0].published or ""

    @property
    def kind(self) -> Kind:
        kinds = {claim.victim_type for claim in self.claims}
        return self.claims[0].victim_type if len(kinds) == 1 else None

    @property
    def keys(self) -> tuple[Key, ...]:
        return tuple(claim.key for claim in self.claims)

    @property
    def amounts(self) -> tuple[Number | None, Number | None, Number | None, Bound | None]:
        """What must be equal in two counts that say the same."""
        return self.value, self.low, self.high, self.bound

    @property
    def number(self) -> Number:
        """For comparing: the value, else the least, else the most that it says."""
        return next((n for n in (self.value, self.low, self.high) if n is not None), 0)

    @property
    def least(self) -> Number | None:
        """The least it says; of "about 40" and of a bare number that number, None of "up to 50"."""
        return self.low if self.low is not None or self.bound in ("at_most", "less_than") else self.value

    @property
    def most(self) -> Number | None:
        """The most it says; of "at least 40" that number, see ``is_open``."""
        return next((n for n in (self.high, self.value, self.low) if n is not None), None)

    @property
    def is_open(self) -> bool:
        """Whether it may be more than the most it says: "at least 40"."""
        return self.high is None and self.bound in ("at_least", "more_than")


def counts(claims: Iterable[Claim], sources: Mapping[Key, str], apart: frozenset[Key] = frozenset()) -> list[Count]:
    """The counts that casualty claims make, in the order of articles and text. ``apart`` are claims that are added to no other:
    parts, repetitions, what is left out."""
    by_article: dict[tuple[str, str], list[Claim]] = {}
    for claim in sorted(claims, key=lambda c: (c.published or "", c.article_id, c.start, c.id)):
        if claim.label in CASUALTIES and claim.number is not None:
            by_article.setdefault((claim.article_id, claim.label), []).append(claim)
    made = []
    for of_label in by_article.values():
        together = [claim for claim in of_label if claim.key not in apart]
        alone = [claim for claim in of_label if claim.key in apart]
        by_id = {claim.id: claim for claim in together}
        groups = told_together([_figure(claim) for claim in together])
        made += [count([by_id[figure.id] for figure in group], sources) for group in groups]
        made += [count([claim], sources) for claim in alone]
    return made


def count(claims: list[Claim], sources: Mapping[Key, str]) -> Count:
    """The count of claims on different people, added up as a toll adds them up."""
    value, low, high, bound = added([_figure(claim) for claim in claims])
    return Count(tuple(claims), sources[claims[0].key], value, low, high, bound)


def _figure(claim: Claim) -> Annotation:
    values = FigureValues(
        value=claim.value,
        low=claim.low,
        high=claim.high,
        bound=claim.bound,
        unit=claim.unit,
        subject=claim.subject,
        scope=claim.scope,
        place=claim.place,
        source=claim.source,
        additional_to=claim.additional_to,
        part_of=claim.part_of,
    )
    return Annotation(claim.id, "figure", claim.label, claim.start, claim.end, values, score=claim.score)
