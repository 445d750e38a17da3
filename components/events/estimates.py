"""An event's estimates: for each casualty label the best, the least and the most that its standing claims say, with the rule.

No sum of a total and its parts: a total rests on claims of all victims, an estimate of one kind of victims on claims of that kind. Of
bounds, "at least 12" is 12 and open above, "up to 50" says nothing below, vague words are the least and most that the number grammar gives them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, get_args

from components.events.claim import LEFT_OUT, Claim, Key, State, began
from components.events.counts import Count, Kind, counts
from components.events.sources import claimant, independent, trusted
from components.model import CASUALTIES, VICTIM_TYPES, Number

Part = Literal["best", "low", "high"]
PARTS: tuple[Part, ...] = get_args(Part)
MOST = 10**12


class EstimateError(ValueError):
    """An estimate that a person sets cannot be; the message is a sentence for them."""


@dataclass(frozen=True, slots=True)
class ByHand:
    """One number of an estimate as a person sets it, with the reason; ``value`` None hands it back to the claims."""

    label: str
    part: Part
    value: Number | None
    reason: str
    author: str
    victim_type: Kind = None


@dataclass(frozen=True, slots=True)
class Estimate:
    """``best``, ``low`` and ``high`` of a label and of one kind of victims (None: of all); None is unknown, ``is_open`` says that the
    most is only what is known. ``rests_on`` are the claims of best, low and high, ``sources`` the independent ones that count;
    ``left_out`` says of each other claim of the label why. ``why`` is the rule in a sentence, ``by_hand`` what persons set."""

    label: str
    victim_type: Kind
    best: Number | None
    low: Number | None
    high: Number | None
    is_open: bool
    why: str
    rests_on: Mapping[Part, tuple[Key, ...]] = field(default_factory=dict, hash=False)
    sources: tuple[str, ...] = ()
    claims: int = 0
    left_out: Mapping[Key, str] = field(default_factory=dict, hash=False)
    by_hand: Mapping[Part, ByHand] = field(default_factory=dict, hash=False)

    @property
    def set_by(self) -> tuple[str, ...]:
        """Who set any of its numbers."""
        return tuple(sorted({one.author for one in self.by_hand.values()}))


def estimates(
    claims: Iterable[Claim],
    states: Mapping[Key, State],
    trust: Sequence[str] = (),
    by_hand: Iterable[ByHand] = (),
    copies: Mapping[str, str] | None = None,
) -> list[Estimate]:
    """The estimates of one event in the order of the labels: of all victims first, then of each kind that claims tell apart.

    ``trust`` names sources, the most trusted first; ``by_hand`` may hold several of one number, the last of which stands.
    """
    ordered = sorted((c for c in claims if c.label in CASUALTIES), key=lambda c: (c.published or "", c.key, c.start))
    event = _Claims(ordered, states, trust, independent(ordered, copies))
    hands: dict[tuple[str, Kind], dict[Part, ByHand]] = {}
    for one in by_hand:
        hands.setdefault((one.label, one.victim_type), {})[one.part] = one
    found = []
    for label in CASUALTIES:
        kinds = {c.victim_type for c in ordered if c.label == label and c.victim_type}
        kinds |= {kind for of, kind in hands if of == label and kind}
        for kind in (None, *(k for k in VICTIM_TYPES if k in kinds)):
            if made := event.estimate(label, kind, hands.get((label, kind), {})):
                found.append(made)
    return found


def check(estimate: Estimate | None, hand: ByHand) -> None:
    """Raises EstimateError where a person's number cannot be, or does not fit the others of its estimate as they are now."""
    if hand.value is None:
        return
    if not hand.reason.strip():
        raise EstimateError("Say why: a number set by hand needs a reason.")
    if not 0 <= hand.value <= MOST or hand.value != int(hand.value):
        raise EstimateError(f"A number of people is whole, and from 0 to {MOST:,}.")
    numbers = {part: getattr(estimate, part) if estimate is not None else None for part in PARTS}
    numbers[hand.part] = hand.value
    low, best, high = numbers["low"], numbers["best"], numbers["high"]
    known = [n for n in (low, best, high) if n is not None]
    if known != sorted(known):
        raise EstimateError(f"It must be low ≤ best ≤ high, and would be {low} ≤ {best} ≤ {high}.")


class _Claims:
    """The claims of one event, with their states and sources, as estimates are made of them."""

    def __init__(
        self, claims: list[Claim], states: Mapping[Key, State], trust: Sequence[str], sources: Mapping[Key, str]
    ) -> None:
        self._claims = claims
        self._states = states
        self._trust = trust
        self._sources = sources
        self._began = began(claims)
        self._ranks: dict[str, int] = {}
        for claim in claims:
            source = sources[claim.key]
            rank = min(trusted(source, trust), trusted(claimant(claim), trust))
            self._ranks[source] = min(rank, self._ranks.get(source, rank))

    def estimate(self, label: str, kind: Kind, hand: Mapping[Part, ByHand]) -> Estimate | None:
        """The estimate of a label and kind, None where no claim and no person says anything."""
        of_label = [c for c in self._claims if c.label == label]
        left_out = {c.key: why for c in of_label if (why := self._unfit(c, kind)) is not None}
        if any(self._of_event(c) for c in of_label):
            totals = [c for c in of_label if c.scope == "cumulative" and c.key not in left_out]
            left_out |= {c.key: "It is a running total over more than this event." for c in totals}
        fit = counts([c for c in of_label if c.key not in left_out], self._sources, self._apart(kind, of_label))
        kept, others = _of_all(fit) if kind is None else (fit, {})
        left_out |= others
        if not kept and not any(h.value is not None for h in hand.values()):
            return None
        return _with_hand(self._made(label, kind, kept, left_out), hand)

    def _of_event(self, claim: Claim) -> bool:
        """Whether a claim that counts is about the event alone."""
        state = self._states.get(claim.key, State()).state
        return claim.scope in (None, "event") and claim.number is not None and state in ("standing", "part")

    def _unfit(self, claim: Claim, kind: Kind) -> str | None:
        """Why a claim does not count, None where it does."""
        state = self._states.get(claim.key, State())
        if claim.scope in LEFT_OUT:
            return f"It is told as {claim.scope}."
        if claim.number is None:
            return "It says no number."
        if kind is None:
            if claim.scope == "perpetrator" or claim.victim_type == "perpetrator":
                return "It counts the perpetrators."
            return None if state.state == "standing" else f"It is {_said(state)}"
        if claim.victim_type != kind:
            return "It counts others."
        return None if state.state in ("standing", "part") else f"It is {_said(state)}"

    def _apart(self, kind: Kind, claims: list[Claim]) -> frozenset[Key]:
        """Parts of a kind are added to nothing else that is told beside them unless the text says that they are others."""
        parts = (c.key for c in claims if self._states.get(c.key, State()).state == "part" and c.additional_to is None)
        return frozenset(parts) if kind is not None else frozenset()

    def _made(self, label: str, kind: Kind, kept: list[Count], left_out: Mapping[Key, str]) -> Estimate:
        sources = tuple(sorted({c.source for c in kept}))
        claims = sum(len(c.claims) for c in kept)
        if not kept:
            return Estimate(label, kind, None, None, None, False, "No claim stands.", left_out=left_out)
        best, why = self._best(kept)
        lowest = min((c for c in kept if c.least is not None), key=lambda c: (c.least, c.keys), default=None)
        highest = max(kept, key=lambda c: (c.most or 0, c.is_open, c.keys))
        rests: dict[Part, tuple[Key, ...]] = {"high": highest.keys}
        if lowest is not None:
            rests["low"] = lowest.keys
        if best is not None:
            rests["best"] = best.keys
        is_open = any(c.is_open and (c.most or 0) >= (highest.most or 0) for c in kept)
        low = lowest.least if lowest is not None else None
        return Estimate(
            label=label,
            victim_type=kind,
            best=best.least if best is not None else None,
            low=low,
            high=highest.most,
            is_open=is_open,
            why=why,
            rests_on=rests,
            sources=sources,
            claims=claims,
            left_out=left_out,
        )

    def _best(self, kept: list[Count]) -> tuple[Count | None, str]:
        """The latest, most inclusive count of the sources that the analyst trusts most, with the rule in a sentence."""
        usable = [c for c in kept if c.least is not None]
        if not usable:
            return None, "No claim says how many there were at the least, so none is the best."
        rank = min(self._ranks[c.source] for c in usable)
        of_rank = [c for c in usable if self._ranks[c.source] == rank]
        numbered = [c for c in of_rank if c.bound != "vague"]
        chosen = max(numbered or of_rank, key=lambda c: (c.told(self._began), c.least or 0, c.most or 0, c.keys))
        who = "the source trusted most here" if rank < len(self._trust) else "any source"
        day = chosen.told(self._began)
        told = f", told on {day}" if day else ""
        why = f"The latest and most inclusive claim of {who}: {chosen.source}{told}."
        if not numbered:
            why += " It has vague words only: the least they mean."
        elif chosen.bound == "range":
            why += " It is a range: its least."
        return chosen, why


def _of_all(fit: list[Count]) -> tuple[list[Count], dict[Key, str]]:
    """The counts of all victims of the event: not those of one kind where there are others."""
    others = [c for c in fit if c.kind is None]
    if not others:
        return fit, {}
    return others, {key: "It counts one kind of victims only." for c in fit if c.kind is not None for key in c.keys}


def _said(state: State) -> str:
    word = "part of another claim" if state.state == "part" else state.state
    return f"{word}. {state.why}".strip()


def _with_hand(estimate: Estimate, hand: Mapping[Part, ByHand]) -> Estimate:
    """The estimate with the numbers that persons set; those of the claims give way, so that low ≤ best ≤ high."""
    stands = {part: one for part, one in hand.items() if one.value is not None}
    fixed: dict[Part, Number] = {part: one.value for part, one in stands.items() if one.value is not None}
    if not fixed:
        return estimate
    low = _between(estimate.low, None, [fixed[p] for p in ("best", "high") if p in fixed])
    best = _between(estimate.best, fixed.get("low"), [fixed["high"]] if "high" in fixed else [])
    high = _between(estimate.high, max((fixed[p] for p in ("low", "best") if p in fixed), default=None), [])
    said = " ".join(
        f"{part.capitalize()} set by {one.author}: {one.reason.rstrip('.')}." for part, one in stands.items()
    )
    return replace(
        estimate,
        low=fixed.get("low", low),
        best=fixed.get("best", best),
        high=fixed.get("high", high),
        is_open=estimate.is_open and "high" not in fixed,
        why=f"{estimate.why} {said}",
        by_hand=stands,
    )


def _between(number: Number | None, least: Number | None, most: list[Number]) -> Number | None:
    """A number moved into its limits; None stays None."""
    if number is None:
        return None
    return min([number if least is None else max(number, least), *most])
