"""How far independent coders agree: a line for each label and each field of figures, over everybody and for each analyst. Pure.

What is compared, on each article, is each pair of its coders who are done. Of a label: the highlights themselves (F1, exact and
overlapping) and the text under them, character by character (kappa, alpha, AC1) and as units (unitized alpha). Of a field: the
figures that two coders both have, one over the other, and the values that they give; unknown is a value too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import combinations

import numpy as np

from components.agreement import coefficients, spans
from components.agreement.coefficients import Counts, Floats, Measure, Units, measured
from components.agreement.differences import counted
from components.edits import State
from components.model import Annotation

ALL = "all labels"
EVERYBODY = "everybody"
FIELDS = (
    *("value", "low", "high", "bound", "unit", "subject", "weapon", "place", "as_of", "scope", "source", "relay"),
    "victim_type",
)
MEASURES = ("exact_f1", "overlap_f1", "kappa", "alpha", "unitized_alpha", "ac1")
NOTHING = "No article of this collection has two coders who are done yet: there is nothing to compare."
ALONE = "One article was coded by two or more: intervals need at least two articles."


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the report. ``left`` and ``right`` count what the two sides of all pairs have together: highlights of a label, or
    figures compared of a field; ``measures`` by name, those that make no sense for it missing."""

    kind: str  # "label" or "field"
    name: str
    analyst: str
    articles: int
    items: int
    measures: Mapping[str, Measure]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two coders of one article: ``weight`` lets an article with many coders count as its coders do."""

    article: int
    coders: tuple[str, str]
    length: int
    left: Sequence[Annotation]
    right: Sequence[Annotation]
    weight: float
    matched: Sequence[tuple[Annotation, Annotation]] = field(default=())


def pairs(coded: Iterable[tuple[str, Mapping[str, State]]]) -> list[Pair]:
    """All pairs of coders of the articles, each an article's text with its codings by coder."""
    found = []
    for n, (text, codings) in enumerate(coded):
        own = {coder: counted(state) for coder, state in sorted(codings.items())}
        for one, other in combinations(own, 2):
            left, right = own[one], own[other]
            weight = 1 / (len(own) - 1)
            found.append(Pair(n, (one, other), len(text), left, right, weight, spans.matched(left, right)))
    return found


def report(found: Sequence[Pair]) -> list[Line]:
    """All lines: first over everybody, then for each analyst with their partners; labels by name, then fields."""
    everybody = sorted({coder for pair in found for coder in pair.coders})
    lines = list(_lines(found, EVERYBODY))
    for analyst in everybody if len(everybody) > 2 else ():
        lines += _lines([pair for pair in found if analyst in pair.coders], analyst)
    return lines


def note(found: Sequence[Pair]) -> str:
    """What must be said before the report, "" where nothing."""
    if not found:
        return NOTHING
    return ALONE if len({pair.article for pair in found}) == 1 else ""


def _lines(found: Sequence[Pair], analyst: str) -> Iterator[Line]:
    used = sorted({a.label for pair in found for a in (*pair.left, *pair.right)})
    if used:
        yield _label(found, None, analyst)
    for label in used:
        yield _label(found, label, analyst)
    for name in FIELDS:
        if (line := _field(found, name, analyst)) is not None:
            yield line


class _Sums:
    """Numbers by article, a row each: how many articles there are is known first."""

    def __init__(self, found: Sequence[Pair]) -> None:
        self.at = {article: n for n, article in enumerate(dict.fromkeys(pair.article for pair in found))}

    def of(self, found: Sequence[Pair], number: Callable[[Pair], float]) -> Floats:
        out = np.zeros(len(self.at))
        for pair in found:
            out[self.at[pair.article]] += number(pair)
        return out


def _label(found: Sequence[Pair], label: str | None, analyst: str) -> Line:
    """The line of one label, or of all together."""
    sums = _Sums(found)

    def sides(pair: Pair) -> tuple[list[Annotation], list[Annotation]]:
        left, right = ([a for a in side if label in (None, a.label)] for side in (pair.left, pair.right))
        return left, right

    total = sums.of(found, lambda pair: sum(map(len, sides(pair))))
    both = [(pair, [m for m in pair.matched if label in (None, m[0].label)]) for pair in found]
    exact, overlap = np.zeros(len(sums.at)), np.zeros(len(sums.at))
    for pair, pairs_ in both:
        overlap[sums.at[pair.article]] += len(pairs_)
        exact[sums.at[pair.article]] += sum((a.start, a.end) == (b.start, b.end) for a, b in pairs_)
    articles = len(sums.at)
    measures = {
        "exact_f1": measured(articles, partial(_f1, exact, total)),
        "overlap_f1": measured(articles, partial(_f1, overlap, total)),
    }
    if label is not None:
        covered = [tuple(spans.stretches(side) for side in sides(pair)) for pair in found]
        measures |= _of_characters(sums, found, [(left, right) for left, right in covered])
    name = label if label is not None else ALL
    return Line("label", name, analyst, articles, int(total.sum()), measures)


def _f1(hits: Floats, total: Floats, weights: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(2 * (weights @ hits) / (weights @ total))


Covered = Sequence[tuple[list[spans.Stretch], list[spans.Stretch]]]


def _of_characters(sums: _Sums, found: Sequence[Pair], covered: Covered) -> dict[str, Measure]:
    articles = len(sums.at)
    by_pair: dict[tuple[str, str], Counts] = {}
    whole = _empty(articles, 2)
    for pair, (left, right) in zip(found, covered, strict=True):
        counts = _characters(sums.at[pair.article], articles, pair, left, right)
        by_pair[pair.coders] = by_pair.get(pair.coders, _empty(articles, 2)) + counts
        whole = whole + counts
    return {
        **_beyond_chance(articles, whole, list(by_pair.values())),
        "unitized_alpha": measured(articles, partial(coefficients.alpha_of_units, _units(sums, found, covered))),
    }


def _beyond_chance(articles: int, whole: Counts, by_pair: Sequence[Counts]) -> dict[str, Measure]:
    return {
        "kappa": measured(articles, partial(coefficients.together, by_pair, coefficients.kappa)),
        "alpha": measured(articles, lambda weights: coefficients.alpha(whole.resampled(weights))),
        "ac1": measured(articles, lambda weights: coefficients.ac1(whole.resampled(weights))),
    }


def _empty(articles: int, values: int) -> Counts:
    return Counts(np.zeros(articles), np.zeros(articles), np.zeros((articles, values)), np.zeros((articles, values)))


def _characters(at: int, articles: int, pair: Pair, left: list[spans.Stretch], right: list[spans.Stretch]) -> Counts:
    """Each character of the text as one that a coder marked, or did not."""
    made = _empty(articles, 2)
    ones, others = sum(spans.lengths(left)), sum(spans.lengths(right))
    made.same[at] = pair.length - (ones + others - 2 * spans.shared(left, right))
    made.total[at] = pair.length
    made.left[at] = (pair.length - ones, ones)
    made.right[at] = (pair.length - others, others)
    for sums in (made.same, made.total, made.left, made.right):
        sums *= pair.weight
    return made


def _units(sums: _Sums, found: Sequence[Pair], covered: Covered) -> Units:
    """The stretches that the coders of each pair marked, as units of two observers on a text of their own."""
    articles = len(sums.at)
    ell = sorted({length for sides in covered for side in sides for length in spans.lengths(side)}) or [1]
    place = {length: n for n, length in enumerate(ell)}
    units, room = np.zeros((articles, len(ell))), np.zeros((articles, len(ell)))
    observed, characters = np.zeros(articles), np.zeros(articles)
    lengths = np.array(ell, dtype=float)
    for pair, (left, right) in zip(found, covered, strict=True):
        at = sums.at[pair.article]
        observed[at] += spans.observed(left, right, pair.length)
        characters[at] += pair.length
        for side in (left, right):
            for length, often in Counter(spans.lengths(side)).items():
                units[at, place[length]] += often
            for gap in spans.lengths(spans.gaps(side, pair.length)):
                room[at] += np.maximum(gap - lengths + 1, 0)
    return Units(lengths, units, room, observed, characters)


def _field(found: Sequence[Pair], name: str, analyst: str) -> Line | None:
    """The line of one field of figures; None where no two coders have a figure at one place, or none states the field."""
    sums = _Sums(found)
    rated = [
        (pair, str(getattr(a.values, name)), str(getattr(b.values, name)))
        for pair in found
        for a, b in pair.matched
        if a.layer == "figure"
    ]
    values = {value: n for n, value in enumerate(sorted({v for _, *both in rated for v in both}))}
    if not rated or set(values) == {"None"}:
        return None
    articles = len(sums.at)
    by_pair: dict[tuple[str, str], Counts] = {}
    for pair, left, right in rated:
        counts = by_pair.setdefault(pair.coders, _empty(articles, len(values)))
        at = sums.at[pair.article]
        counts.same[at] += pair.weight * (left == right)
        counts.total[at] += pair.weight
        counts.left[at, values[left]] += pair.weight
        counts.right[at, values[right]] += pair.weight
    whole = sum(by_pair.values(), _empty(articles, len(values)))
    same = measured(articles, lambda weights: coefficients.equal(whole.resampled(weights)))
    measures = {"exact_f1": same, **_beyond_chance(articles, whole, list(by_pair.values()))}
    return Line("field", name, analyst, articles, len(rated), measures)
