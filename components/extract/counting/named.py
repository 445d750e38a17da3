"""Victims told in a list after a verb of naming: "the dead were named as Omar Dastan and Sara Dastan", "among the dead were a nurse and ..."."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from components.extract.counting import singles
from components.extract.counting.contexts import AMONG_OPENS, ENDS_LIST
from components.extract.counting.page import Draft, Page, hashes
from components.extract.counting.persons import is_person
from components.extract.counting.states import state_of
from components.extract.counting.triggers import Trigger
from components.extract.labels import KILLED

NAMED = re.compile(
    r"\b(?:(?P<dead>dead|deceased|slain|killed|bodies)|victims?|couple|pair|men|women|teens|brothers|sisters)\b[^.;\n]{0,60}?\b(?:identified|named)\b(?: by [^.;,]{3,50})?(?: on [A-Z]\w+| later)? as "
    r"|\b[Aa]mong (?:the|those) (?P<among>dead|killed|slain|victims) (?:was|were) "
    r"|(?:^|(?<=[.!?] ))(?P<killed>Killed|Dead|Slain) (?:were|was|are) ",
    re.MULTILINE,
)
FATAL = re.compile(
    r"\b(?:homicides?|murders?|murdered|murder-suicide|slain|slayings?|shot to death|found dead|fatal(?:ly)?|killed|died|deaths?|bodies|pronounced dead)\b",
    re.IGNORECASE,
)
BESIDE = re.compile(
    r"(?:[\s,;()]|\b(?:and|aged?|both|of|his|her|their|the|an?|old|year|years|months?|who was|son|daughter|wife|husband|brother|sister|mother|father|cousin|nephew|niece|friend|fiancée?"
    r"|grand(?:son|daughter|mother|father)|[A-Z][\w'’.-]*|\d{1,3})\b|-)*"
)
TITLE = re.compile(r"(?:the |a |an )?(?:[a-z-]+ ){0,4}")  # "the poet Yara Nouri"
NAMING = hashes(("among", "identified", "named", "killed", "dead", "slain"))
AMONG = hashes(("among",))


def named(page: Page, drafts: Sequence[Draft]) -> list[Draft]:
    """The victims of a list of names, for an article that does not count its dead in another way."""
    if not page.has(NAMING) or any(d.label == KILLED for d in drafts):
        return []
    for match in NAMED.finditer(page.text):
        if match["dead"] or match["killed"] or match["among"] or FATAL.search(page.text):
            found = list(_names(page, match.end()))
            if found:
                return found
    return []


def _names(page: Page, start: int) -> Iterator[Draft]:
    """ "Omar, 12, and Huda, 8": victims that a list names."""
    number = page.sentence_of(page.token_at(start))
    at, before = start, None
    for entity in page.entities_between(start, page.span(number)[1]):
        if entity.label != "PERSON":
            continue
        gap = page.text[at : entity.start]
        if not BESIDE.fullmatch(gap) and not (before is None and TITLE.fullmatch(gap)):
            return
        head = page.doc[page.token_at(entity.end - 1)]
        draft = singles.made(
            page,
            head,
            Trigger(head.i, KILLED, "noun"),
            page.token_at(entity.start),
            entity.entity.name or page.text[entity.start : entity.end],
            0.6,
        )
        draft.set(_names, unit="people", additional_to=before)
        yield draft
        at, before = entity.end, draft


def among(page: Page, drafts: Sequence[Draft]) -> list[Draft]:
    """ "Among the dead were a doctor, two nurses and a boy": those of the list that have no number; a part of the total before."""
    if not page.has(AMONG):
        return []
    taken = {d.head for d in drafts}
    out: list[Draft] = []
    for number in range(len(page.starts)):
        start, end = page.span(number)
        opens = AMONG_OPENS.match(page.text, start, end) if not AMONG.isdisjoint(page.words_of(number)) else None
        if opens is None:
            continue
        label = state_of(opens[1])
        first, last = page.token_at(opens.end()), page.sentence(number)[1]
        whole = next((d for d in reversed(drafts) if d.end < start and d.label == label and (d.value or 0) > 1), None)
        listed = [t for t in _listed(page, first, last) if not ENDS_LIST.search(page.text, opens.end(), t.idx)]
        counted = any(d.sentence == number and d.start > opens.end() for d in drafts)
        for head in listed if counted or len(listed) > 1 else ():
            if head.i in taken:
                continue
            begin = next(c.i for c in head.children if c.dep_ in ("det", "poss"))
            draft = singles.made(
                page, head, Trigger(page.token_at(opens.start(1)), label, "noun"), begin, head.lower_, 0.8
            )
            draft.set(among, subject=page.text[page.doc[begin + 1].idx : head.idx + len(head)])
            draft.set(among, part_of=whole)
            beside = (
                out[-1] if out else next((d for d in drafts if d.sentence == number and d.start < draft.start), None)
            )
            draft.set(among, additional_to=beside if whole is None else None)
            out.append(draft)
    return out


def _listed(page: Page, first: int, last: int) -> Iterator[Token]:
    for token in page.doc[first:last]:
        owned = any(c.dep_ == "det" and c.lower_ in ("a", "an", "another") for c in token.children) or any(
            c.dep_ == "poss" and c.lower_ in ("his", "her", "their") for c in token.children
        )
        if (
            token.tag_ == "NN"
            and owned
            and is_person(token.lower_)
            and token.dep_ in ("nsubj", "attr", "conj", "appos")
        ):
            if token.dep_ == "appos" and token.head.tag_ == "NNP":
                continue  # "Leyla Warsame, a nurse"
            yield token
