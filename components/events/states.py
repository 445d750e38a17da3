"""The state of every claim of one event, by rule: standing, superseded, withdrawn, repeated, part of another, disputed.

What a person says wins. Nothing depends on the order in which claims come. A claim that is withdrawn, or that a person took
out of the standing ones, supersedes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from components.events.claim import LEFT_OUT, Claim, Key, State, began
from components.events.counts import Count, count, counts
from components.events.cues import cue_of
from components.events.sources import independent
from components.model import CASUALTIES

Same = tuple[str, str, str | None, bool]  # label, source, kind of victims, whether a running total


@dataclass(slots=True)
class _Event:
    """The claims of one event while their states are found."""

    claims: dict[Key, Claim]
    sources: dict[Key, str]
    copies: Mapping[str, str]
    began: str
    found: dict[Key, State] = field(default_factory=dict)

    def set(self, key: Key, state: State) -> None:
        """A state that was found before stands."""
        self.found.setdefault(key, state)


def states(
    claims: Iterable[Claim], by_hand: Mapping[Key, State] | None = None, copies: Mapping[str, str] | None = None
) -> dict[Key, State]:
    """The state of each claim of one event. ``by_hand`` are those that a person set; ``copies`` maps the id of an article to that of
    the one whose text it copies. At 500 claims it takes some milliseconds."""
    ordered = sorted(claims, key=lambda c: (c.published or "", c.article_id, c.start, c.id))
    event = _Event({c.key: c for c in ordered}, independent(ordered, copies), copies or {}, began(ordered))
    event.found.update({key: state for key, state in (by_hand or {}).items() if key in event.claims})
    for rule in RULES:
        rule(event)
    return {c.key: event.found.get(c.key, State("standing", _standing(event, c))) for c in ordered}


def _standing(event: _Event, claim: Claim) -> str:
    if claim.scope in LEFT_OUT:
        return f"Told as {claim.scope}, beside the event; nothing revises it."
    return f"What {event.sources[claim.key]} says; nothing later from there revises it."


def _taken_back(event: _Event) -> None:
    """The sentence takes the claim back, or doubts it; so it is with what the same source said before, in the same number."""
    cued = [(c, found) for c in event.claims.values() if (found := cue_of(c)) is not None]
    for claim, (cue, words) in cued:
        reason = "taken back or said to be wrong" if cue.sets == "withdrawn" else "denied or not confirmed"
        event.set(claim.key, State(cue.sets, f"Its sentence has it {reason}: “{words}”."))
    for claim, (cue, _) in cued:
        for other in event.claims.values():
            if other.key != claim.key and _meant(event, claim, other, cue.sets == "withdrawn"):
                said = "Taken back" if cue.sets == "withdrawn" else "Denied or not confirmed"
                event.set(other.key, State(cue.sets, f"{said} in {_article(claim)}.", claim.key))


def _meant(event: _Event, cued: Claim, other: Claim, withdrawn: bool) -> bool:
    """Whether a cue is about another claim as well: the same number of the same thing, told no later; withdrawn of the same
    source, where the sentence names one."""
    if (other.label, other.number) != (cued.label, cued.number) or other.told() > (cued.published or cued.held):
        return False
    same = event.sources[other.key] == event.sources[cued.key]
    return same or (withdrawn and cued.source is None and other.article_id == cued.article_id)


def _said_wrong(event: _Event) -> None:
    """A claim revises an earlier one of its article by its own words; so it does the same number of that source elsewhere."""
    for claim in event.claims.values():
        before = event.claims.get((claim.article_id, claim.supersedes or ""))
        if before is None or before.key == claim.key or _is_out(event, claim):
            continue
        event.set(before.key, State("superseded", f"{_article(claim)} revises it to {_amount(claim)}.", claim.key))
        for other in event.claims.values():
            same = (other.label, other.number, event.sources[other.key])
            told = (before.label, before.number, event.sources[before.key])
            if (
                before.source
                and same == told
                and other.told(event.began) <= before.told(event.began)
                and other.key != claim.key
            ):
                event.set(
                    other.key, State("superseded", f"{_article(claim)} revises it to {_amount(claim)}.", claim.key)
                )


def _revised(event: _Event) -> None:
    """The same source says otherwise later, or more on the same day."""
    for group in _by_source(event).values():
        held = [c for c in group if not _is_out(event, *c.claims)]
        for earlier in group:
            later = [c for c in held if _supersedes(event, c, earlier)]
            if later:
                last = max(later, key=lambda c: (c.told(event.began), c.number, c.published, c.claims[0].key))
                for claim in earlier.claims:
                    event.set(claim.key, State("superseded", _why_later(event, last, earlier), last.claims[0].key))


def _supersedes(event: _Event, later: Count, earlier: Count) -> bool:
    if (
        later.article == earlier.article
    ):  # one article: days of its own words tell which is older, else the lower is a part
        then, now = earlier.held, later.held or later.published
    else:
        then, now = earlier.told(event.began), later.told(event.began)
    if later.amounts == earlier.amounts or not then or not now or now < then:
        return False
    if later.bound == "vague" and earlier.bound != "vague":
        return False  # "dozens" after 44 is no news
    if now > then or later.article == earlier.article:
        return now > then
    return (later.bound != "vague", later.number) > (earlier.bound != "vague", earlier.number)


def _why_later(event: _Event, last: Count, earlier: Count) -> str:
    last_day, day = last.told(event.began), earlier.told(event.began)
    when = f"on {last_day}" if last_day > day or not last_day else "on the same day"
    return f"{last.source} says {_amount_of(last)} {when}."


def _repeated(event: _Event) -> None:
    """The same source and value were told before: by another outlet, by a copy, or in the same article."""
    for claim in event.claims.values():
        original = event.claims.get((claim.article_id, claim.same_as or ""))
        if original is not None and original.key != claim.key:
            event.set(claim.key, State("repeated", "Its article says the same before.", original.key))
    _copied(event)
    for group in _by_source(event).values():
        first: dict[object, Count] = {}
        for one in sorted(group, key=lambda c: (c.published, c.claims[0].key[0], c.claims[0].start)):
            if all(claim.key in event.found for claim in one.claims):
                continue
            before = first.setdefault(one.amounts, one)
            if before is not one:
                by = before.claims[0]
                why = f"{_article(by)} has the same from {one.source} before."
                for claim in one.claims:
                    event.set(claim.key, State("repeated", why, by.key))


def _copied(event: _Event) -> None:
    """The same figure stands in the article that this one copies."""
    by_article: dict[tuple[str, str, object], Claim] = {}
    for c in event.claims.values():
        by_article.setdefault((c.article_id, c.label, c.number), c)
    for claim in event.claims.values():
        original = by_article.get((event.copies.get(claim.article_id, ""), claim.label, claim.number))
        if original is not None:
            event.set(claim.key, State("repeated", f"Its article copies {_article(original)}.", original.key))


def _part(event: _Event) -> None:
    """A total of its article holds it: by its words, as some kind of victims beside a larger count of all, or as a lower count that the
    article tells by itself or of the same source."""
    for key, total in {**_lower(event), **parts(event.claims)}.items():
        event.set(key, State("part", f"Part of {_amount(total)} in the same article.", total.key))


RULES: tuple[Callable[[_Event], None], ...] = (_taken_back, _said_wrong, _revised, _repeated, _part)


def parts(claims: Mapping[Key, Claim]) -> dict[Key, Claim]:
    """The total of each claim that is part of another of its article."""
    largest: dict[tuple[str, str], Claim] = {}
    for claim in claims.values():
        whole = claim.victim_type is None and claim.part_of is None and claim.scope in (None, "event")
        if whole and claim.label in CASUALTIES and claim.number is not None:
            before = largest.get((claim.article_id, claim.label))
            if before is None or claim.number > (before.number or 0):
                largest[claim.article_id, claim.label] = claim
    found = {}
    for claim in claims.values():
        total = claims.get((claim.article_id, claim.part_of or "")) if claim.part_of != claim.id else None
        if total is None and claim.victim_type is not None and _is_of_event(claim):
            of_all = largest.get((claim.article_id, claim.label))
            total = of_all if of_all is not None and _holds(of_all, claim) else None
        if total is not None:
            found[claim.key] = total
    return found


def _is_of_event(claim: Claim) -> bool:
    return claim.additional_to is None and claim.scope in (None, "event") and claim.victim_type != "perpetrator"


def _holds(total: Claim, claim: Claim) -> bool:
    """Whether a total may hold a count: more, or as many unless it is one person, who may be another."""
    one, two = total.number or 0, claim.number or 0
    return two < one or (one == two > 1)


def _lower(event: _Event) -> dict[Key, Claim]:
    """ "Police say 42 died. Sixteen victims were buried": what an article tells by itself, or of the same source, beside a larger count."""
    inside = parts(event.claims)
    apart = frozenset(inside) | {c.key for c in event.claims.values() if c.key in event.found or not _is_of_event(c)}
    by_article: dict[tuple[str, str], list[Count]] = {}
    for one in counts(event.claims.values(), event.sources, apart):
        if one.kind is None and not any(claim.key in apart for claim in one.claims):
            by_article.setdefault((one.article, one.label), []).append(one)
    found = {}
    for told in by_article.values():
        for one in told:
            own = one.claims[0].source is None and one.claims[0].relay is None
            beside = [c for c in told if c.number > one.number and (own or c.source == one.source)]
            if beside:
                total = max(beside, key=lambda c: c.number).claims[0]
                found.update({claim.key: total for claim in one.claims})
    return found


def _by_source(event: _Event) -> dict[Same, list[Count]]:
    """The counts that can revise or repeat each other: of one label, source and kind of victims, totals apart from parts of no
    kind, which are never compared."""
    inside = parts(event.claims)
    apart = frozenset(inside) | {
        c.key for c in event.claims.values() if c.same_as is not None or c.scope in LEFT_OUT or c.key in event.found
    }
    found: dict[Same, list[Count]] = {}
    for one in counts(event.claims.values(), event.sources, apart):
        claim = one.claims[0]
        if claim.scope in LEFT_OUT or (claim.key in inside and one.kind is None):
            continue
        key = (one.label, one.source, one.kind, claim.scope == "cumulative")
        found.setdefault(key, []).append(one)
    return found


def _is_out(event: _Event, *claims: Claim) -> bool:
    """Whether a claim may not revise others: it was withdrawn or disputed, or a person says it does not stand."""
    return any(
        state is not None and (state.state in ("withdrawn", "disputed") or (state.set_by and state.state != "standing"))
        for state in (event.found.get(claim.key) for claim in claims)
    )


def _amount(claim: Claim) -> str:
    return _amount_of(count([claim], {claim.key: ""}))


def _amount_of(one: Count) -> str:
    """The number in a reason: "44", "at least 40", "24 to 99"."""
    if one.bound in ("range", "vague") and one.low is not None and one.high is not None:
        return f"{one.low} to {one.high}"
    words = {"exact": "", None: "", "range": "", "vague": ""}
    return f"{words.get(one.bound, str(one.bound).replace('_', ' '))} {one.number}".strip()


def _article(claim: Claim) -> str:
    """Where a claim stands, in a reason: "Halvren Post, 2024-03-12"."""
    return ", ".join(part for part in (claim.outlet or claim.title or "another article", claim.published) if part)
