"""How far a reporting verb reaches: its clause, or all of its sentence where it stands at the end of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from components.extract.attribution.mentions import PRONOUNS
from components.extract.counting.page import Page

AND = re.compile(r", (?:and|while) ")
OF_SAYING = frozenset(
    [
        "add",
        "revise",
        "raise",
        "lower",
        "cite",
        "quote",
        "update",
        "put",
        "bring",
        "say",
        "warn",
        "note",
        "correct",
        "give",
    ]
)
ANDS = re.compile(r", and ")
CLAUSES = frozenset({"conj", "ccomp", "ROOT", "advcl", "parataxis"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})

SHORT = 50  # characters behind a verb that only tell where and when something was said
SOON = 70  # characters from a verb to the end of its sentence


Reach = tuple[int, int, int | None]


def reach(page: Page, verb: Token, subject: Token, kind: str, start: int, end: int) -> Reach:
    """The offsets that a reporting verb covers, none where it says nothing of figures, and where a clause begins that it leaves out."""
    right = verb.right_edge.idx + len(verb.right_edge)
    if kind in ("number", "toll", "of", "own"):
        content = any(c.dep_ in ("dobj", "ccomp", "prep") and c.i > verb.i for c in verb.children)
        left = min(verb.idx, subject.idx) if subject.head.i in (verb.i, verb.i + 1) else verb.idx
        return (left, right, None) if content else (0, 0, None)
    clauses = [c for c in verb.children if c.dep_ in ("ccomp", "xcomp", "parataxis")]
    after = [c for c in clauses if c.i > verb.i]
    if after:
        return _clause_after(page, verb, subject, after, right, end)
    first = max(start, page.text.rfind(";", start, verb.idx) + 1)
    if clauses:
        if verb.dep_ != "ROOT" and end - verb.idx >= SOON:
            first = max(first, min(c.left_edge.idx for c in clauses))
        return _clause_before(page, verb, subject, first, _said_end(page, verb, right))
    tail = page.text[verb.idx + len(verb) : end].strip()
    if verb.dep_ == "parataxis" or len(tail) < SHORT or _only_when(verb):
        return _clause_before(page, verb, subject, first, end)
    return verb.left_edge.idx, right, None


def _clause_after(page: Page, verb: Token, subject: Token, clauses: Sequence[Token], right: int, end: int) -> Reach:
    """ "the army said that 12 had died": up to the end of the clauses, no further than a semicolon."""
    edge = max(right, *(c.right_edge.idx + len(c.right_edge) for c in clauses))
    cut = page.text.find(";", verb.idx, end)
    inside = verb.dep_ in ("relcl", "acl", "advcl", "conj", "ccomp")
    return (min(verb.idx, subject.idx) if inside else verb.idx), min(end, edge, cut if cut >= 0 else end), None


def _clause_before(page: Page, verb: Token, subject: Token, first: int, end: int) -> Reach:
    """ "12 had died, the army said": from the clause before that has a subject of its own."""
    clause = _clause(page, verb, subject, first)
    return clause, end, first if clause > first else None


def _only_when(verb: Token) -> bool:
    """Whether the words after a verb only tell when something was said."""
    return not any(
        c.dep_ in ("dobj", "prep") and c.i > verb.i and c.ent_type_ not in ("DATE", "TIME") for c in verb.children
    )


def _said_end(page: Page, verb: Token, right: int) -> int:
    """Where the words that belong to the saying end: "he told the house, ending 11 months of delay" says nothing of the months."""
    for child in verb.children:
        if child.dep_ == "advcl" and child.tag_ == "VBG" and child.i > verb.i and child.lemma_ not in OF_SAYING:
            return child.left_edge.idx
    for match in ANDS.finditer(page.text, verb.idx, right):
        if _subject(page, match.end(), page.token_at(right - 1) + 1) is not None:
            return match.start()  # "the fund reckons, and the crown fell to 11"
    return right


def _subject(page: Page, at: int, last: int) -> Token | None:
    """The subject of a clause that begins at an offset."""
    first = page.token_at(at)
    own = (t for t in page.doc[first:last] if t.dep_ in SUBJECTS)
    return next((t for t in own if t.head.dep_ in CLAUSES and t.i < t.head.i and t.left_edge.i <= first + 1), None)


def _clause(page: Page, verb: Token, subject: Token, left: int) -> int:
    """Where the last clause before a verb of saying begins that has a subject of its own after ", and" or ", while"."""
    if subject.lower_ in PRONOUNS:
        return left
    cuts = [m.end() for m in AND.finditer(page.text, left, verb.idx)]
    for cut in reversed(cuts):
        if _subject(page, cut, min(subject.left_edge.i, verb.i)) is not None and _finite_before(page, left, cut):
            return cut
    return left


def _finite_before(page: Page, left: int, cut: int) -> bool:
    return any(t.dep_ in SUBJECTS for t in page.doc[page.token_at(left) : page.token_at(cut)])
