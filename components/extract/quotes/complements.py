"""What a cue reports that is no clause with a subject of its own: "announced [a truce]", "vowed [to stay]", "warned [of floods]"."""

from __future__ import annotations

from components.extract.attribution.cues import Cue
from components.extract.speakers import nouns
from components.extract.words import Words

Piece = tuple[int, int]  # a range of tokens
DAYS = frozenset(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday"])
CALLING = frozenset(["call", "describe"])
BLAMING = frozenset(["accuse"])
CLAIMED = frozenset(  # what is denied: "rejected claims that ..."
    [
        "accusation",
        "allegation",
        "argument",
        "assertion",
        "charge",
        "claim",
        "idea",
        "implication",
        "notion",
        "report",
        "rumor",
        "rumour",
        "speculation",
        "suggestion",
    ]
)
FEARED = frozenset(["of", "about", "against", "over"])
CLAUSES = frozenset(["ccomp", "advcl", "acl", "xcomp", "relcl"])
FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
NOTHING = frozenset(["nothing", "this", "that", "it", "them", "him", "her", "us", "me", "you"])


def content(words: Words, cue: Cue) -> list[Piece]:
    """'announced [a truce]', 'called [him a liar]', 'accused [the army of shelling a school]'"""
    verb = cue.verb
    parts = [
        c
        for c in words.children(verb)
        if c > verb
        and (words.dep[c] in ("dobj", "oprd") or (words.dep[c] == "prep" and words.lemma[c] in ("as", "of")))
    ]
    if not parts or words.dep[parts[0]] != "dobj" or words.child(verb, "neg") is not None:
        return []  # what somebody did not mention is not said
    if words.lemma[verb] == "cite" and (
        words.pos[parts[0]] == "PROPN" or nouns.kinds().get(words.lemma[parts[0]]) in ("person", "group")
    ):
        return []  # whom somebody cites is a source
    if words.lemma[verb] in CALLING and len(parts) < 2:
        return []  # called a meeting, described the scene
    if words.lemma[verb] in BLAMING and (of := _of_what(words, parts)) is not None:
        end = max(words.right(parts[0]), words.right(of))
        while (
            more := next((c for c in words.children(verb) if c == end and words.dep[c] == "prep"), None)
        ) is not None:
            end = words.right(more)  # 'of hiding losses *for ten years*'
        return [(words.left(parts[0]), end)]
    if words.lemma[verb] in BLAMING:
        return []
    return [(words.left(parts[0]), words.right(parts[-1]))]


def _of_what(words: Words, parts: list[int]) -> int | None:
    """The "of" of what somebody is accused of, also where the parser hung it on the accused."""
    of = next((c for c in parts if words.lemma[c] == "of" and words.dep[c] == "prep"), None)
    if of is not None:
        return of
    inside = range(parts[0] + 1, words.right(parts[0]))
    return next((i for i in inside if words.lemma[i] == "of" and words.head(i) == parts[0]), None)


def denied(words: Words, cue: Cue) -> list[Piece]:
    """'rejected [claims that the river had been poisoned]'; 'rejected the plan' reports nothing."""
    claim = words.child(cue.verb, "dobj")
    if claim is None or claim < cue.verb or words.lemma[claim] not in CLAIMED:
        return []
    if any(words.dep[c] == "poss" or words.lemma[c] in ("by", "from") for c in words.children(claim)):
        return []  # 'rejected the accusation by the nurses that ...' is theirs
    for clause in words.children(claim):
        mark = words.child(clause, "mark")
        if words.dep[clause] in CLAUSES and clause > claim and mark is not None and words.lemma[mark] == "that":
            return [(words.left(claim), words.right(clause))]
    return []


def feared(words: Words, cue: Cue) -> list[Piece]:
    """'warned [of floods]', 'advised [against visiting before noon]'"""
    for child in words.children(cue.verb):
        if child <= cue.verb or words.dep[child] != "prep" or words.lemma[child] not in FEARED:
            continue
        what = words.child(child, "pobj", "pcomp")
        if what is not None and words.doc[what].lower_ not in NOTHING and words.child(cue.verb, "neg") is None:
            return [(child, words.right(child))]
    return []


def made_clear(words: Words, cue: Cue, clear: int) -> list[Piece]:
    """'made it clear [that her country would not sign]': ``clear`` is the word that completes the verb."""
    for verb in (clear, cue.verb):
        for clause in words.children(verb):
            if clause <= clear or words.dep[clause] not in CLAUSES:
                continue
            mark = words.child(clause, "mark")
            named = mark is not None and words.lemma[mark] == "that"
            if named or (mark is None and words.child(clause, "nsubj", "nsubjpass") is not None):
                return [(max(clear + 1, words.left(clause)), words.right(clause))]
    return []


def gerund(words: Words, verb: int) -> Piece | None:
    """'said [closing the mine would cost jobs]', 'reported [having lost two boats]'"""
    following = words.child(verb, "xcomp")
    if following is None or words.tag[following] != "VBG" or words.left(following) != verb + 1:
        return None
    return verb + 1, words.right(following)


def question(words: Words, verb: int) -> Piece | None:
    """'asked the students [if they were tired]'"""
    for child in words.children(verb):
        mark = words.child(child, "mark") if child > verb and words.dep[child] == "advcl" else None
        if mark is not None and words.lemma[mark] in ("if", "whether"):
            return words.left(child), words.right(child)
    return None


def demanded(words: Words, cue: Cue) -> list[Piece]:
    """'called for [a truce]', 'called on [the parties to stop]'"""
    if words.child(cue.verb, "dobj") is not None:
        return []  # called a strike for Monday
    for child in words.children(cue.verb):
        if child > cue.verb and words.dep[child] == "prep" and words.lemma[child] in ("for", "on", "upon"):
            first, last = child + 1, words.right(child)
            for other in words.children(cue.verb):
                if other > child and words.dep[other] in ("xcomp", "advcl", "ccomp") and words.left(other) >= last:
                    opening = words.left(other)
                    near = all(words.lemma[i] in DAYS or words.dep[i] == "npadvmod" for i in range(last, opening))
                    last = words.right(other) if near and words.lemma[opening] == "to" else last
            return [(first, last)] if first < last else []
    return []


def infinitive(words: Words, cue: Cue) -> list[Piece]:
    """'vowed [to stay]', 'urged [the party to turn away]'"""
    verb = cue.verb
    if words.lemma[verb] == "encourage" and words.tag[verb] not in ("VBD", "VBN"):
        return []  # 'the programme encourages schools to share' tells what it does, not what it said
    for child in words.children(verb):
        if (
            child > verb
            and words.dep[child] in ("xcomp", "ccomp")
            and (words.tag[child] in ("VB", "VBG") or _has_have(words, child))
        ):
            to = words.child(child, "aux")
            if to is not None and words.lemma[to] == "to":
                start = words.left(child)
                if "whom" in cue.frames and (hearer := words.child(verb, "dobj")) is not None and hearer > verb:
                    start = min(start, words.left(hearer))
                return [(max(start, verb + 1), words.right(child))]
    return []


def _has_have(words: Words, verb: int) -> bool:
    """'claimed *to have seen* lights', but not 'asked not to be named'."""
    return words.tag[verb] == "VBN" and any(
        words.lemma[c] == "have" for c in words.children(verb) if words.dep[c] == "aux"
    )
