"""Cues that are nouns: "the report's warning that ...", "repeated his promise to ...", "a claim by the army that ..."."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from components.extract.attribution.cues import UTTERING, Cue, mention
from components.extract.attribution.subjects import subject_of
from components.extract.guard import Guard
from components.extract.speakers import nouns
from components.extract.words import Words
from components.lexicons import lexicon

SOURCES = frozenset(["of", "by", "from"])
BETWEEN = 12  # tokens between the noun and its clause


@cache
def reporting() -> dict[str, tuple[frozenset[str], str]]:
    """Frames and kind of every reporting noun, by lemma."""
    return {
        r["noun"]: (frozenset(r["frames"].split()), r["kind"])
        for r in lexicon("reporting_nouns", "noun", "frames", "kind")
    }


def noun_cues(words: Words, guard: Guard, kinds: set[str]) -> Iterator[tuple[Cue, list[tuple[int, int]]]]:
    """The nouns of speech with a speaker, each with the clause it reports."""
    known = reporting()
    lemma, pos, quoted = words.lemma, words.pos, words.quoted
    for i in range(len(words)):
        if pos[i] == "NOUN" and lemma[i] in known and not quoted[i]:
            frames, kind = known[lemma[i]]
            found = guard(words.start[i], _one, words, i, frames, kind) if kind in kinds else None
            if found is not None:
                yield found


def _one(words: Words, i: int, frames: frozenset[str], kind: str) -> tuple[Cue, list[tuple[int, int]]] | None:
    speaker, antecedent = _speaker(words, i)
    if speaker is None:
        return None
    clause = _clause(words, i, frames)
    if clause is None and speaker > i:  # 'a claim by the army that ...': hung on the army
        clause = _clause(words, speaker, frames & {"that"})
    if clause is None:
        return None
    cue = Cue(i, i, frozenset(["noun"]), kind, mention(words, speaker), antecedent, (words.left(i), clause[0]))
    return cue, [clause]


def _clause(words: Words, i: int, frames: frozenset[str]) -> tuple[int, int] | None:
    """'claim [that the bridge was safe]', 'promise [to build a wall]'"""
    for child in words.children(i):
        if not i < child <= i + BETWEEN * 3 or words.dep[child] not in ("acl", "ccomp", "relcl"):
            continue
        left = words.left(child)
        if left - i > BETWEEN:
            continue
        mark = words.child(child, "mark")
        if "that" in frames and mark is not None and words.lemma[mark] == "that":
            last = words.right(child)
            while last > mark + 2 and words.pos[last - 1] == "CCONJ":
                last -= 1
            return mark + 1, last
        to = words.child(child, "aux")
        if "to" in frames and words.tag[child] == "VB" and to is not None and words.lemma[to] == "to":
            return left, words.right(child)
    return None


def _speaker(words: Words, i: int) -> tuple[int | None, int | None]:
    """The possessor, who stands behind "by" or "of", or the subject of the verb that utters the noun."""
    owner = words.child(i, "poss")
    if owner is not None:
        return owner, None
    for child in words.children(i):
        if child > i and words.dep[child] in ("prep", "agent") and words.lemma[child] in SOURCES:
            who = words.child(child, "pobj")
            if who is not None and _is_somebody(words, who):
                return who, None
    if words.dep[i] == "dobj" and words.lemma[words.head(i)] in UTTERING:
        return subject_of(words, words.head(i))
    return None, None


def _is_somebody(words: Words, i: int) -> bool:
    return words.pos[i] in ("PROPN", "PRON") or words.lemma[i] in nouns.kinds()
