"""Where a reported clause ends: before the narrator's aside, and before the speaker's next verb."""

from __future__ import annotations

from components.extract.attribution.cues import Cue
from components.extract.attribution.onward import is_speakers, next_verbs, shares
from components.extract.attribution.subjects import lifted
from components.extract.attribution.verbs import verbs
from components.extract.words import Words

ASIDES = frozenset(["though", "although", "while", "even"])
RULING = frozenset(["rule", "find", "decide", "hold", "conclude", "determine", "agree"])


def before_next(words: Words, cue: Cue, clause: int, end: int) -> int:
    """The end of the clause before the same speaker goes on: ', adding that ...', 'but declined to say why', ', fining two firms'."""
    for i in range(clause + 1, end):
        if words.lemma[i] in ("accord", "according") and words.doc[i - 1].text == "," and words.right(i) >= end - 1:
            return i - 1
        if words.pos[i] not in ("VERB", "AUX"):
            continue
        if (opening := _another_speaks(words, clause, i)) is not None:
            return opening
        if words.lemma[i] in verbs() and lifted(words, i) == cue.verb:
            return _cut(words, clause, i)
        if _fines(words, cue, i, end) or (shares(words, clause, i) and is_speakers(words, cue.verb, clause, i)):
            return _cut(words, clause, i)
    return _before_own(words, cue, clause, end)


def before_aside(words: Words, clause: int, end: int) -> int:
    """The end of the clause without what the narrator adds: ', though she did not say when'."""
    for child in words.children(clause):
        left = words.left(child)
        last = words.dep[child] == "advcl" and words.right(child) >= end - 1 and left > clause
        if last and words.lemma[left] in ASIDES and words.pos[left - 1] == "PUNCT":
            end = min(end, left)
    return end


def _another_speaks(words: Words, clause: int, i: int) -> int | None:
    """Where ', with the Herald reporting that ...' begins."""
    if words.tag[i] != "VBG" or words.lemma[i] not in verbs() or words.child(i, "nsubj") is None:
        return None
    opening = words.head(i) if words.dep[i] == "pcomp" else words.left(i)
    told = words.lemma[opening] == "with" and opening > clause and words.child(i, "ccomp") is not None
    return opening if told else None


def _cut(words: Words, clause: int, i: int) -> int:
    """The end of the clause before verb ``i``, without the conjunction and the comma between."""
    cut = min(i, words.left(i))
    while cut > clause + 1 and (words.pos[cut - 1] in ("CCONJ", "PUNCT") or words.head(cut - 1) == i):
        cut -= 1
    return cut


def _fines(words: Words, cue: Cue, i: int, end: int) -> bool:
    """Whether a participle tells what a court did with its ruling: 'ruled the ban was legal, *fining* two firms'."""
    return (
        words.lemma[cue.verb] in RULING
        and words.tag[i] == "VBG"
        and words.dep[i] == "advcl"
        and not next_verbs("ruling").isdisjoint((words.lemma[i], words.doc[i].lower_))
        and words.doc[words.left(i) - 1].text == ","
        and words.right(i) >= end - 1
    )


def _before_own(words: Words, cue: Cue, clause: int, end: int) -> int:
    """The end before a verb that the parse gives to the cue: 'admitted he had acted on it and, faced with prison, *pleaded* guilty'."""
    for verb in words.children(cue.verb):
        if verb <= clause or words.dep[verb] != "conj" or words.left(verb) > end + 1:
            continue
        for i in range(end - 1, clause, -1):
            if words.pos[i] == "CCONJ" and words.head(i) in (clause, cue.verb) and i + 1 < len(words):
                aside = words.doc[i + 1].text == "," or i == end - 1
                return _cut(words, clause, i) if aside else end
    return end
