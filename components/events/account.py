"""An event with everything that is claimed about it: what its page shows and exports write, made in one place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from components.events.claim import Claim, Key, State
from components.events.estimates import ByHand, Estimate, estimates
from components.events.grading import Graded, graded
from components.events.model import Event
from components.events.sources import independent
from components.events.states import states
from components.events.victims import Victim, victims


@dataclass(frozen=True, slots=True)
class Account:
    """``claims`` are in the order of days, articles and text; of each, ``states`` its state and ``sources`` its independent source.
    ``articles`` are the ids of those that tell of the event, with or without a claim."""

    event: Event
    articles: tuple[str, ...]
    claims: tuple[Claim, ...]
    states: Mapping[Key, State]
    sources: Mapping[Key, str]
    estimates: tuple[Estimate, ...]
    victims: tuple[Victim, ...]
    graded: Graded | None

    @property
    def independent(self) -> tuple[str, ...]:
        """The independent sources of its claims."""
        return tuple(sorted(set(self.sources.values())))

    @property
    def open_claims(self) -> int:
        """How many of its claims nobody judged yet."""
        return sum(claim.status == "suggested" for claim in self.claims)

    def estimate(self, label: str, victim_type: str | None = None) -> Estimate | None:
        """The estimate of a label, of all victims or of one kind; None where nothing is claimed."""
        return next((e for e in self.estimates if (e.label, e.victim_type) == (label, victim_type)), None)


def account(
    event: Event,
    claims: Iterable[Claim],
    articles: Iterable[str] = (),
    *,
    set_states: Mapping[Key, State] | None = None,
    set_estimates: Iterable[ByHand] = (),
    trust: Sequence[str] = (),
    copies: Mapping[str, str] | None = None,
) -> Account:
    """What the claims of one event come to. ``set_states`` and ``set_estimates`` are what persons said, ``trust`` the sources they trust,
    the first most; ``copies`` maps the id of an article to that of the one it copies."""
    ordered = tuple(sorted(claims, key=lambda c: (c.published or "", c.article_id, c.start, c.id)))
    found = states(ordered, set_states, copies)
    sources = independent(ordered, copies)
    told_by = dict.fromkeys([*articles, *(claim.article_id for claim in ordered)])
    return Account(
        event=event,
        articles=tuple(told_by),
        claims=ordered,
        states=found,
        sources=sources,
        estimates=tuple(estimates(ordered, found, trust, set_estimates, copies)),
        victims=tuple(victims(ordered, found)),
        graded=graded(ordered, found, sources),
    )
