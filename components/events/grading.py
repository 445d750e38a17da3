"""How well an event's casualty claims are supported, in the words of casualty recorders, with the reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from components.events.claim import Claim, Key, State
from components.events.model import Grade
from components.model import CASUALTIES


@dataclass(frozen=True, slots=True)
class Graded:
    """A grade with its reason in a sentence. By rule nothing is ``confirmed``: that is for who did it, or a person, to say, whose grade is
    ``by_hand``."""

    grade: Grade
    why: str
    by_hand: bool = False


def graded(claims: Iterable[Claim], states: Mapping[Key, State], sources: Mapping[Key, str]) -> Graded | None:
    """The grade of one event by rule; None where nobody claims casualties."""
    told = [c for c in claims if c.label in CASUALTIES and c.number]
    if not told:
        return None
    of = {c.key: states.get(c.key, State()).state for c in told}
    held = {sources[c.key] for c in told if of[c.key] in ("standing", "part", "repeated")}
    disputed = sum(state == "disputed" for state in of.values())
    if not held and all(state == "withdrawn" for state in of.values()):
        return Graded("discounted", "Every claim was withdrawn.")
    if disputed:
        return Graded("contested", f"{_many(disputed, 'claim')} of {len(told)} denied or not confirmed.")
    if len(held) > 1:
        return Graded("fair", f"{len(held)} independent sources claim casualties, and none of them is denied.")
    return Graded("weak", f"{_many(len(held), 'independent source')} alone.")


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
