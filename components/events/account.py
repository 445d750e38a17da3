"""An event with everything that is claimed about it: what its page shows and exports write, made in one place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from components.events.claim import Claim, Key, State
from components.events.estimates import ByHand, Estimate, estimates
from components.events.grading import Graded, graded
from components.events.model import Event
from components.events.named import Named
from components.events.sources import independent
from components.events.states import states
from components.events.victims import Victim, victims
from components.model import CASUALTIES


@dataclass(frozen=True, slots=True)
class Telling:
    """An article that tells of an event; ``copy_of`` is the id of the one whose text it copies, ``victims`` those whom it names."""

    id: str
    title: str = ""
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    copy_of: str | None = None
    victims: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """``claims`` are in the order of days, articles and text; of each, ``states`` its state and ``sources`` its independent source.
    ``articles`` are those that tell of the event, with or without a claim, by day."""

    event: Event
    articles: tuple[Telling, ...]
    claims: tuple[Claim, ...]
    states: Mapping[Key, State]
    sources: Mapping[Key, str]
    estimates: tuple[Estimate, ...]
    victims: tuple[Victim, ...]
    graded: Graded | None

    @property
    def independent(self) -> tuple[str, ...]:
        """The independent sources of its casualty claims."""
        return tuple(sorted({self.sources[claim.key] for claim in self.casualties}))

    @property
    def casualties(self) -> tuple[Claim, ...]:
        """Its claims about casualties."""
        return tuple(claim for claim in self.claims if claim.label in CASUALTIES)

    @property
    def open_claims(self) -> int:
        """How many of its casualty claims nobody judged yet, or are disputed."""
        of = self.states
        return sum(c.status == "suggested" or of[c.key].state == "disputed" for c in self.casualties)

    def estimate(self, label: str, victim_type: str | None = None) -> Estimate | None:
        """The estimate of a label, of all victims or of one kind; None where nothing is claimed."""
        return next((e for e in self.estimates if (e.label, e.victim_type) == (label, victim_type)), None)


def account(
    event: Event,
    claims: Iterable[Claim],
    articles: Iterable[Telling] = (),
    *,
    set_states: Mapping[Key, State] | None = None,
    set_estimates: Iterable[ByHand] = (),
    trust: Sequence[str] = (),
) -> Account:
    """What the claims of one event come to. ``set_states`` and ``set_estimates`` are what persons said, ``trust`` the sources they trust,
    the first most. Articles that only claims know are known as these know them."""
    ordered = tuple(sorted(claims, key=lambda c: (c.published or "", c.article_id, c.start, c.id)))
    told = {c.article_id: Telling(c.article_id, c.title, c.outlet, c.published) for c in ordered}
    told |= {one.id: one for one in articles}
    articles_ = tuple(sorted(told.values(), key=lambda one: (one.published or "", one.id)))
    copies = {one.id: one.copy_of for one in told.values() if one.copy_of}
    found = states(ordered, set_states, copies)
    casualties = [claim for claim in ordered if claim.label in CASUALTIES]
    sources = {**independent(ordered, copies), **independent(casualties, copies)}
    return Account(
        event=event,
        articles=articles_,
        claims=ordered,
        states=found,
        sources=sources,
        estimates=tuple(estimates(ordered, found, trust, set_estimates, copies)),
        victims=tuple(victims(ordered, found, ((one.id, victim) for one in articles_ for victim in one.victims))),
        graded=_by_hand(event) or graded(ordered, found, sources),
    )


def _by_hand(event: Event) -> Graded | None:
    return Graded(event.grade, event.grade_why or "", by_hand=True) if event.grade else None
