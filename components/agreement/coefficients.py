"""How far two codings of the same places agree beyond chance, from counts by article, with intervals by resampling the articles.

Cohen's kappa, Krippendorff's alpha (nominal, and unitized) and Gwet's AC1 are functions of sums over articles, so a resample is a
product of matrices; the libraries take ratings one by one (krippendorff, the tests' referee; irrCAC and pygamma-agreement
need older versions of pandas and numpy than the rest of Dateline). Checked against the examples of their papers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
RESAMPLES = 1000
SEED = 20_130_514
INTERVAL = (2.5, 97.5)  # percent


@dataclass(frozen=True, slots=True)
class Counts:
    """Ratings of the same things by two coders, summed by article: ``same`` those that are equal and ``total`` all (one number an
    article), ``left`` and ``right`` how often each of the two gave each value (a row an article, a column a value)."""

    same: Floats
    total: Floats
    left: Floats
    right: Floats

    def resampled(self, weights: Floats) -> Counts:
        """The sums over all articles for each row of ``weights``, which says how often each article counts."""
        return Counts(weights @ self.same, weights @ self.total, weights @ self.left, weights @ self.right)

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.same + other.same, self.total + other.total, self.left + other.left, self.right + other.right
        )


@dataclass(frozen=True, slots=True)
class Units:
    """Stretches of text that two coders marked with a label, by article: ``lengths`` the lengths that occur, ``units`` how many of
    each, ``room`` the places that gaps have for each (a row an article, a column a length), ``observed`` the squared differences,
    ``characters`` the length of the text."""

    lengths: Floats
    units: Floats
    room: Floats
    observed: Floats
    characters: Floats


@dataclass(frozen=True, slots=True)
class Measure:
    """A coefficient with its interval of 95 %; None where it is not defined: nothing to compare, or nothing that varies."""

    value: float | None
    low: float | None = None
    high: float | None = None


def kappa(of: Counts) -> Floats:
    """Cohen's kappa (1960) of two coders; NaN where chance alone gives full agreement."""
    with np.errstate(divide="ignore", invalid="ignore"):
        observed = of.same / of.total
        chance = (of.left * of.right).sum(axis=-1) / of.total**2
        return _beyond(observed, chance)


def alpha(of: Counts) -> Floats:
    """Krippendorff's alpha for nominal values (2011); NaN where there is one value alone."""
    with np.errstate(divide="ignore", invalid="ignore"):
        n = 2 * of.total
        each = of.left + of.right
        return 1 - (n - 1) * (n - 2 * of.same) / np.where(
            n**2 > (each**2).sum(axis=-1), n**2 - (each**2).sum(axis=-1), np.nan
        )


def ac1(of: Counts) -> Floats:
    """Gwet's AC1 (2008); NaN where there is nothing to compare."""
    values = max(of.left.shape[-1], 2)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = (of.left + of.right) / (2 * of.total[..., None])
        chance = (share * (1 - share)).sum(axis=-1) / (values - 1)
        return _beyond(of.same / of.total, chance)


def equal(of: Counts) -> Floats:
    """The share that is equal."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(of.same / of.total)


def _beyond(observed: Floats, chance: Floats) -> Floats:
    return np.asarray((observed - chance) / np.where(1 - chance > 1e-12, 1 - chance, np.nan))


def alpha_of_units(of: Units, weights: Floats) -> Floats:
    """Krippendorff's alpha for units of two observers (1995; 2004, p. 251), for each row of ``weights``; NaN where there is no
    unit."""
    units, room = weights @ of.units, weights @ of.room
    length, observed = weights @ of.characters, weights @ of.observed
    ell = of.lengths
    number = units.sum(axis=-1, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        seen = observed / length**2
        chance = (units * ((number - 1) / 3 * (2 * ell**3 - 3 * ell**2 + ell) + ell**2 * room)).sum(axis=-1)
        pairs = 2 * length * (2 * length - 1) - (units * ell * (ell - 1)).sum(axis=-1)
        expected = 2 / length * chance / pairs
        return np.asarray(1 - seen / np.where(expected > 0, expected, np.nan))


def resamples(articles: int) -> Floats:
    """How often each article counts in each resample: the same for the same number of articles, whenever it is asked."""
    dice = np.random.default_rng(SEED)
    return dice.multinomial(articles, [1 / articles] * articles, RESAMPLES).astype(float)


def measured(articles: int, of: Callable[[Floats], Floats]) -> Measure:
    """A coefficient and its interval; ``of`` answers it for rows of weights. One article gives no interval."""
    if not articles:
        return Measure(None)
    value = float(of(np.ones((1, articles)))[0])
    if np.isnan(value):
        return Measure(None)
    if articles == 1:
        return Measure(value)
    drawn = of(resamples(articles))
    drawn = drawn[~np.isnan(drawn)]
    if not drawn.size:
        return Measure(value)
    low, high = np.percentile(drawn, INTERVAL)
    return Measure(value, float(low), float(high))


def together(pairs: Sequence[Counts], of: Callable[[Counts], Floats], weights: Floats) -> Floats:
    """The mean of a coefficient over pairs of coders, each counting by what it compared; for kappa, which is one of two coders."""
    found = [pair.resampled(weights) for pair in pairs]
    values = np.array([of(pair) for pair in found])
    heavy = np.where(np.isnan(values), 0, np.array([pair.total for pair in found]))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray((np.nan_to_num(values) * heavy).sum(axis=0) / heavy.sum(axis=0))
