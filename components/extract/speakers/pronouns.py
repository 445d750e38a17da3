"""Whom a pronoun means: the most salient of those mentioned before it who can be meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from spacy.tokens import Token

from components.extract.speakers.people import Member, Mention, Places

WINDOW = 40  # mentions looked back at for a pronoun
FAR = 12  # sentences looked back at for a pronoun
HEARD = 1.5  # the weight of having spoken last
ELSEWHERE = 0.55  # how much of a weight is left a paragraph later
FADING = 0.72  # how much of a mention's weight is left a sentence later


def meant(
    places: Places,
    mentions: Sequence[Mention],
    heard_last: Sequence[Mention],
    start: int,
    head: Token,
    gender: str | None,
    kinds: Sequence[str],
) -> tuple[Member, float]:
    """The most salient member before ``start`` that the pronoun can mean; itself with a low score where none is.

    ``mentions`` are those before it, ``heard_last`` those who have spoken, both in the order of the text."""
    here = places.sentence(head.i)
    opened = places.paragraph(start)
    totals: dict[int, float] = defaultdict(float)
    members: dict[int, Member] = {}
    for mention in mentions[-WINDOW:]:
        if here - mention.sentence > FAR or not _can_be(mention.member, gender, kinds):
            continue
        if _same_clause(places, head, mention):
            continue
        near = mention.weight * FADING ** (here - mention.sentence)
        totals[id(mention.member)] += near * ELSEWHERE ** (opened - places.paragraph(mention.start))
        members[id(mention.member)] = mention.member
    for rank, heard in enumerate(reversed(heard_last[-6:])):
        if heard.start >= start or here - heard.sentence > FAR or not _can_be(heard.member, gender, kinds):
            continue
        near = HEARD * FADING ** (here - heard.sentence) * 0.5**rank
        totals[id(heard.member)] += near * ELSEWHERE ** (opened - places.paragraph(heard.start))
        members[id(heard.member)] = heard.member
    if not totals:
        return Member(head.text, "person" if gender else "group", gender), 0.2
    ranked = sorted(
        (
            (value * (1.0 if members[key].gender == gender or gender is None else 0.75), key)
            for key, value in totals.items()
        ),
        reverse=True,
    )
    best = ranked[0][0]
    lead = best / (best + (ranked[1][0] if len(ranked) > 1 else 0.0))
    return members[ranked[0][1]], round(0.35 + 0.6 * lead * min(1.0, 0.5 + best / 2), 2)


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
