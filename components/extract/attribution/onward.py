"""What a speaker does next, in the same breath: a verb that the parser joined to what was said is the speaker's own.

"said the bridge was closed but *declined* to say why", "said the figures were part of a pattern and *warned* of more"
"""

from __future__ import annotations

from functools import cache

from components.extract.attribution.verbs import verbs
from components.extract.speakers import nouns
from components.extract.words import Words
from components.lexicons import lexicon

SAYING = frozenset(
    ["say", "comment", "elaborate", "specify", "give", "name", "identify", "explain", "discuss", "provide", "tell"]
)
REFUSING = frozenset(["decline", "refuse"])
PAST = ("VBD",)
PRESENT = ("VBZ", "VBP")
SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")


@cache
def next_verbs(kind: str) -> frozenset[str]:
    """What a speaker does in the same breath: "deed" after any cue, "ruling" as a participle after a court's."""
    return frozenset(r["verb"] for r in lexicon("next_verbs", "verb", "kinds") if kind in r["kinds"].split())


def shares(words: Words, clause: int, i: int) -> bool:
    """Whether verb ``i`` is joined to the clause's without a subject of its own."""
    if words.dep[i] != "conj" or words.child(i, *SUBJECTS) is not None:
        return False
    verb = words.head(i)
    while words.dep[verb] == "conj" and verb > clause:
        verb = words.head(verb)
    return verb == clause


def is_speakers(words: Words, said: int, clause: int, i: int) -> bool:
    """Whether a verb joined to the reported one is the speaker's own deed, by its tense and by who can do it."""
    first = next((c for c in words.children(i) if words.dep[c] in ("aux", "auxpass") and c < i), i)
    tense = "VBD" if first == i and _is_active(words, i) else words.tag[first]
    if words.tag[said] not in PAST + PRESENT or not (tense == words.tag[said] or tense in (*PRESENT, "MD")):
        return False
    if _says_no_more(words, said, i, first):
        return True
    lemma = words.lemma[i]
    deed = lemma in next_verbs("deed") or verbs().get(lemma, ((), ""))[1] == "speech"
    if not deed or first != i or tense != words.tag[said]:
        return False
    helped = any(
        words.lemma[c] == "have" or words.tag[c] == "MD" for c in words.children(clause) if words.dep[c] == "aux"
    )
    return helped or not _can_do(words, clause)


def _is_active(words: Words, i: int) -> bool:
    """Whether what looks like a participle is no passive, since it has an object: 'had been attacked and *released* a photograph'."""
    return (
        words.tag[i] == "VBN"
        and words.child(i, "dobj") is not None
        and words.child(words.head(i), "auxpass") is not None
    )


def _says_no_more(words: Words, said: int, i: int, first: int) -> bool:
    """'but *declined* to say why', 'but could not *specify* how many', 'and did not *give* details'"""
    if words.lemma[i] in REFUSING and first == i:
        to = words.child(i, "xcomp")
        return words.tag[i] == words.tag[said] and to is not None and words.lemma[to] in SAYING | verbs().keys()
    return (
        words.child(i, "neg") is not None and words.lemma[i] in SAYING and words.lemma[first] in ("do", "could", "can")
    )


def _can_do(words: Words, clause: int) -> bool:
    """Whether the subject of the reported clause is somebody, who can do what follows as well."""
    subject = words.child(clause, *SUBJECTS)
    if subject is None or words.dep[subject] == "expl":
        return subject is None
    kind = nouns.kinds().get(words.doc[subject].lower_) or nouns.kinds().get(words.lemma[subject])
    return words.pos[subject] in ("PROPN", "PRON", "NUM") or kind in ("person", "group", "body")
