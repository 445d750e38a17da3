"""What a cue reports: the clause it governs, in one piece or in two around the attribution."""

from __future__ import annotations

from components.extract.quotes.cues import Cue
from components.extract.quotes.words import Words

Piece = tuple[int, int]  # a range of tokens
OBJECTS = frozenset(["dobj", "oprd", "ccomp", "xcomp", "attr", "prep", "acomp", "pcomp", "dative"])


def reported(words: Words, cue: Cue) -> list[Piece]:
    """The pieces of the clause that ``cue`` reports; none where it reports no clause."""
    if "according" in cue.frames:
        return _according(words, cue)
    verb = cue.verb
    if "that" in cue.frames:
        clauses = [c for c in words.children(verb) if words.dep[c] == "ccomp"]
        after = [c for c in clauses if c > verb]
        if after and not (len(clauses) > len(after)):
            return _after(words, cue, after[0])
        if clauses:
            return _around(words, cue, clauses[0])
        if words.dep[verb] in ("parataxis", "advcl") and _parenthetical(words, cue):
            return _around(words, cue, words.head(verb), whole=True)
    if "to" in cue.frames:
        return _infinitive(words, cue)
    return []


def _after(words: Words, cue: Cue, clause: int) -> list[Piece]:
    """'officials said [that the bridge would open]'"""
    start, end = words.left(clause), words.right(clause)
    if start <= cue.verb:
        start = cue.verb + 1
    return [(start, end)]


def _around(words: Words, cue: Cue, clause: int, whole: bool = False) -> list[Piece]:
    """'[The bridge], officials said, [would open]'"""
    first, last = cue.block
    start, end = words.left(clause), words.right(clause)
    if words.dep[cue.verb] == "ROOT" and not whole:
        start = min(start, words.left(cue.verb))
    pieces = [(start, first)] if start < first else []
    if end > last and (clause > cue.verb or whole or end - last > 1):
        pieces.append((last, end))
    return pieces


def _parenthetical(words: Words, cue: Cue) -> bool:
    """Whether the attribution stands between commas or at the end."""
    first, last = cue.block
    before = words.doc[first - 1].text if first else ""
    after = words.doc[last].text if last < len(words) else ""
    return before in (",", "\u2014", "-", "\u2013", '"', "\u201d", "''") and (not after or not after[0].isalnum())


def _infinitive(words: Words, cue: Cue) -> list[Piece]:
    """'vowed [to stay]', 'urged [the party to turn away]'"""
    verb = cue.verb
    for child in words.children(verb):
        if child > verb and words.dep[child] in ("xcomp", "ccomp") and words.tag[child] in ("VB", "VBG"):
            to = words.child(child, "aux")
            if to is not None and words.lemma[to] == "to":
                start = words.left(child)
                if "hearer" in cue.frames and (hearer := words.child(verb, "dobj")) is not None and hearer > verb:
                    start = min(start, words.left(hearer))
                return [(max(start, verb + 1), words.right(child))]
    return []


def _according(words: Words, cue: Cue) -> list[Piece]:
    """'According to the ministry, [12 people died]'"""
    first, last = cue.block
    sentence = words.sent[cue.i]
    clause = words.head(cue.i)
    while words.pos[clause] not in ("VERB", "AUX") and words.head(clause) != clause:
        clause = words.head(clause)
    end = words.right(clause)
    if all(words.dep[i] in ("punct", "cc", "advmod") for i in range(sentence, first)):
        return [(last, end)] if last < end else []
    start = min(words.left(clause), first)
    pieces = [(start, first)] if start < first else []
    if clause >= last:
        pieces.append((last, end))
    return pieces


def objects(words: Words, cue: Cue, start: int, end: int) -> Piece | None:
    """The complement of ``cue`` that holds the tokens ``start`` to ``end``: 'called [the attack "cowardly"]'."""
    verb = cue.verb
    first, last = None, None
    for child in words.children(verb):
        if child > verb and words.dep[child] in OBJECTS:
            left, right = words.left(child), words.right(child)
            if first is None and words.dep[child] != "dative":
                first = left
            if left <= start and end <= right + 1:
                last = max(right, end)
                break
    if first is None or last is None or first > start:
        return None
    return first, last
