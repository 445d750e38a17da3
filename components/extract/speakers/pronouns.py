"""Whom a pronoun means: the most salient of those mentioned before it who can be meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter

from spacy.tokens import Token

from components.extract.speakers.people import Member, Mention, Places

WINDOW = 40  # mentions looked back at for a pronoun
FOLLOWED = 12  # pronouns looked back at
AHEAD = 6  # mentions looked ahead at where nobody was mentioned before
FAR = 12  # sentences looked back at for a pronoun
HEARD = 1.0  # the weight of having spoken last
ELSEWHERE = 0.5  # how much of a weight is left a paragraph later
FADING = 0.4  # how much of a mention's weight is left a sentence later
UNTOLD = 0.5  # how much of a weight is left where the gender is not known


@dataclass(frozen=True, slots=True)
class Heard:
    """What a reader has in mind at a pronoun: who was mentioned, who spoke, and who is named next, in the text's order."""

    mentions: Sequence[Mention]
    spoken: Sequence[Mention]
    ahead: Sequence[Mention] = ()


def meant(
    places: Places, heard: Heard, start: int, head: Token, gender: str | None, kinds: Sequence[str]
) -> tuple[Member, float]:
    """The most salient member before ``start`` that the pronoun can mean; itself with a low score where none is."""
    here = places.sentence(head.i)
    totals, members = _salience(places, heard, start, head, gender, kinds)
    if not totals:
        return _unheard(heard, head, here, gender)
    ranked = sorted(
        (
            (value * (1.0 if members[key].gender == gender or gender is None else UNTOLD), key)
            for key, value in totals.items()
        ),
        key=itemgetter(0),  # of two that stand out alike the one named first: the keys are addresses in memory
        reverse=True,
    )
    best = ranked[0][0]
    lead = best / (best + (ranked[1][0] if len(ranked) > 1 else 0.0))
    return members[ranked[0][1]], round(0.35 + 0.6 * lead * min(1.0, 0.5 + best / 2), 2)


def _salience(
    places: Places, heard: Heard, start: int, head: Token, gender: str | None, kinds: Sequence[str]
) -> tuple[dict[int, float], dict[int, Member]]:
    """How much each member that the pronoun can mean stands out before it."""
    here, opened = places.sentence(head.i), places.paragraph(start)
    totals: dict[int, float] = defaultdict(float)
    members: dict[int, Member] = {}

    def add(mention: Mention, weight: float) -> None:
        near = weight * FADING ** (here - mention.sentence)
        totals[id(mention.member)] += near * ELSEWHERE ** (opened - places.paragraph(mention.start))
        members[id(mention.member)] = mention.member

    for mention in heard.mentions:
        if here - mention.sentence > FAR or not _can_be(mention.member, gender, kinds):
            continue
        if not _same_clause(places, head, mention):
            add(mention, mention.weight)
    for rank, mention in enumerate(reversed(heard.spoken[-6:])):
        if mention.start < start and here - mention.sentence <= FAR and _can_be(mention.member, gender, kinds):
            add(mention, HEARD * 0.5**rank)
    return totals, members


def _unheard(heard: Heard, head: Token, here: int, gender: str | None) -> tuple[Member, float]:
    """Whom a pronoun means before anybody fits: who is named next, or whose first name tells the wrong gender."""
    if gender is not None:
        for mention in heard.ahead:
            near = mention.sentence - here <= 2 and mention.weight > 0.5
            if near and mention.member.kind == "person" and _can_be(mention.member, gender, ("person",)):
                return mention.member, 0.45
        for mention in reversed(heard.mentions):
            if mention.member.kind == "person" and not mention.member.firm and here - mention.sentence <= FAR:
                return mention.member, 0.4
    return Member(head.text, "person" if gender else "group", gender), 0.2


def _same_clause(places: Places, head: Token, mention: Mention) -> bool:
    """Whether the mention is an argument of the pronoun's own verb, which it then cannot mean."""
    token = places.words.doc[places.token(mention.start)]
    if mention.sentence != places.sentence(head.i):
        return False
    for entity in (token, places.words.doc[max(token.i, places.token(mention.end) - 1)]):
        if entity.head == head.head and entity.dep_ in ("nsubj", "dobj", "dative") and head.dep_ in ("nsubj", "dobj"):
            return True
    return False


def _can_be(member: Member, gender: str | None, kinds: Sequence[str]) -> bool:
    if member.kind not in kinds:
        return False
    return gender is None or member.gender is None or member.gender == gender
