"""Cues: the words that say somebody said something, with whoever said it and the words that belong to the attribution."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from components.extract.attribution.datelines import past_dateline
from components.extract.attribution.subjects import beside, lost, stranded, subject_of, works_for
from components.extract.attribution.verbs import completed, verbs
from components.extract.guard import Guard
from components.extract.speakers import nouns
from components.extract.words import Words

SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")
ADVERBIALS = frozenset(
    ["advmod", "prep", "npadvmod", "aux", "auxpass", "neg", "prt", "dative", "agent", "advcl", "oprd"]
)
NOUN_POS = frozenset(["NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "X", "SYM"])
ASIDE = frozenset(["appos", "relcl", "acl", "punct"])  # what a mention can do without
FINDERS = frozenset(["he", "she", "they", "we", "who"])
# their subject speaks through their object: "issued a warning that ...", "sent a letter saying ..."
UTTERING = frozenset(
    [
        "add",
        "air",
        "broadcast",
        "circulate",
        "deliver",
        "express",
        "file",
        "give",
        "issue",
        "lodge",
        "make",
        "offer",
        "post",
        "publish",
        "put",
        "raise",
        "release",
        "reiterate",
        "renew",
        "repeat",
        "send",
        "sign",
        "voice",
        "withdraw",
        "write",
    ]
)
LONGEST = 25  # tokens of a mention on each side of its noun
DASHES = frozenset(["-", "--", "\u2013", "\u2014"])
EMPTY_SUBJECTS = frozenset(["there", "what", "that", "this", "all", "nobody", "none"])


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting word at token ``i``. ``speaker`` is a range of tokens, ``antecedent`` the noun that "who" stands for;
    ``block`` is the range of tokens of the attribution itself, ``relay`` the range of whoever passes it on."""

    i: int
    verb: int
    frames: frozenset[str]
    kind: str
    speaker: tuple[int, int] | None
    antecedent: int | None
    block: tuple[int, int]
    relay: tuple[int, int] | None = None
    lost: bool = False  # the parser took the speaker for a clause of its own


def cues(words: Words, guard: Guard) -> list[Cue]:
    """All cues in the order of the text; tokens between quotation marks give none."""
    found: list[Cue] = []
    for cue in _each(words, guard):
        earlier = found[-1] if found else None
        merged = _passed_on(words, earlier, cue) or _passed_on(words, cue, earlier) if earlier is not None else None
        if merged is None and earlier is not None:
            merged = _relayed(words, earlier, cue)
        if merged is not None:
            found[-1] = merged
        else:
            found.append(cue)
    return found


def _each(words: Words, guard: Guard) -> Iterator[Cue]:
    known = verbs()
    lemma, pos, quoted = words.lemma, words.pos, words.quoted
    for i in range(len(words)):
        if quoted[i]:
            continue
        if lemma[i] == "accord" or lemma[i] == "according":
            cue = guard(words.start[i], according, words, i)
        elif pos[i] == "VERB" or pos[i] == "AUX":
            whole = completed(words, i)
            name = lemma[i] if whole is None else f"{lemma[i]} {lemma[whole]}"
            if name not in known:
                continue
            cue = guard(words.start[i], verbal, words, i, *known[name])
        else:
            continue
        if cue is not None:
            yield cue


def _passed_on(words: Words, cue: Cue, citing: Cue) -> Cue | None:
    """One cue of two where an outlet cites its source: 'according to the Daily Wire, citing a leaked report'."""
    if words.lemma[citing.verb] not in ("cite", "quote") or words.tag[citing.verb] != "VBG" or cue.speaker is None:
        return None
    source = words.child(citing.verb, "dobj")
    if (
        source is None
        or words.sent[cue.verb] != words.sent[citing.verb]
        or not nouns.is_outlet(words.piece(*cue.speaker))
    ):
        return None
    first, last = cue.block
    if 0 <= citing.verb - last <= 1:
        last = max(last, words.right(source))
    return replace(cue, speaker=mention(words, source), relay=cue.speaker, block=(first, last))


def _relayed(words: Words, said: Cue, citing: Cue) -> Cue | None:
    """One cue of two where 'X said ..., according to Y' tells that Y passes X's words on."""
    if "according" not in citing.frames or "according" in said.frames or said.relay is not None:
        return None
    if words.sent[said.verb] != words.sent[citing.i] or said.speaker is None or words.doc[citing.i - 1].text != ",":
        return None
    main = words.dep[said.verb] in ("ROOT", "conj") and said.kind == "speech"
    clause = words.head(citing.i)
    for _ in range(8):
        if clause == said.verb:
            return replace(said, relay=citing.speaker) if main else None
        if words.head(clause) == clause:
            break
        clause = words.head(clause)
    return None


def according(words: Words, i: int) -> Cue | None:
    """The cue of "according to X"."""
    to = i + 1
    if to >= len(words) or words.lemma[to] != "to" or words.tag[i] == "NN":
        return None
    noun = words.child(to, "pobj")
    if noun is None:
        noun = words.child(i, "pobj")
    if noun is None:
        return None
    block = (i, max(words.right(i), words.right(noun)))
    return Cue(i, i, frozenset(["according"]), "speech", mention(words, noun), None, block)


@dataclass(slots=True)
class Speaking:
    """Who speaks with a verb, and through which verb: "Peskov was *quoted* as *saying*"; ``astray``: the parser lost them."""

    anchor: int
    subject: int | None
    antecedent: int | None
    relay: tuple[int, int] | None = None
    astray: bool = False


def verbal(words: Words, i: int, frames: frozenset[str], kind: str) -> Cue | None:
    """The cue of a reporting verb; None where nobody speaks (a command, "it is said")."""
    if words.lemma[i] in ("quote", "cite") and _passes_on(words, i):
        return None  # the cue is its "as saying"
    who = _speaking(words, i)
    empty = words.child(i, *SUBJECTS) is not None
    if who.subject is not None and who.antecedent is None and words.lemma[who.subject] in EMPTY_SUBJECTS:
        who.subject, empty = None, True
    if _is_asked(words, i) and who.anchor == i:
        who.subject = None  # 'Asked who would pay, she ...'
    if who.subject is not None and who.antecedent is None and (issuer := _issuer(words, i, who.subject)) is not None:
        who.subject, who.antecedent = issuer
    if who.subject is None:
        return _without_subject(words, i, frames, kind, who, empty)
    if kind == "finding" and not _finds(words, who.subject):
        return None  # 'the video showed', 'which proved'
    subject = past_dateline(words, who.subject)
    first, last = mention(words, subject)
    speaker = (first, i) if subject < i < last else (first, last)
    return Cue(
        who.anchor,
        i,
        frames,
        kind,
        speaker,
        who.antecedent,
        block(words, who.anchor, i, subject),
        who.relay,
        who.astray,
    )


def _speaking(words: Words, i: int) -> Speaking:
    subject, antecedent = subject_of(words, i)
    if (noun := stranded(words, i)) is not None:
        subject, antecedent = noun, None
    who = Speaking(i, subject, antecedent)
    if subject is None:
        who.subject = lost(words, i)
        who.astray = who.subject is not None
    if words.lemma[i] == "say" and (carrier := quoted_as(words, i)) is not None:
        who.anchor, who.subject = carrier
        who.antecedent = None
        outlet, _ = subject_of(words, who.anchor)
        who.relay = mention(words, outlet) if outlet is not None and outlet != who.subject else None
    if (
        who.relay is None
        and words.dep[i] in ("xcomp", "ccomp", "advcl")
        and words.lemma[words.head(i)] in ("quote", "cite")
    ):
        outlet, _ = subject_of(words, words.head(i))
        named = outlet is not None and outlet != who.subject and words.tag[i] == "VBG"
        who.relay = mention(words, outlet) if outlet is not None and named else None
    if who.relay is None and words.lemma[i] == "tell" and (hearer := words.child(i, "dobj", "dative")) is not None:
        told = mention(words, hearer)
        who.relay = told if nouns.is_outlet(words.piece(*told)) else None
    return who


def _is_asked(words: Words, i: int) -> bool:
    """Whether a participle tells what was done to the subject: 'Asked who would pay, she ...'."""
    return words.tag[i] == "VBN" and words.dep[i] in ("advcl", "acl") and words.child(i, "agent") is None


def _without_subject(words: Words, i: int, frames: frozenset[str], kind: str, who: Speaking, empty: bool) -> Cue:
    """The cue of a verb for which the parse has no subject: with the name right beside it, if there is one."""
    attribution = block(words, who.anchor, i, None)
    found = beside(words, i) if who.anchor == i and not empty else None
    if found is None:
        return Cue(who.anchor, i, frames, kind, None, who.antecedent, attribution, who.relay, who.astray)
    whole = min(attribution[0], found[0]), max(attribution[1], found[1])
    return Cue(who.anchor, i, frames, kind, found, None, whole, who.relay, True)


def quoted_as(words: Words, i: int) -> tuple[int, int] | None:
    """(verb, speaker) of "quoted Peskov as saying" and "Peskov was quoted as saying"."""
    prep = words.head(i)
    verb = words.head(prep)
    if words.lemma[prep] != "as" or words.lemma[verb] not in ("quote", "cite"):
        return None
    who = words.child(verb, "dobj", "nsubjpass")
    return None if who is None else (verb, who)


def _issuer(words: Words, i: int, subject: int) -> tuple[int, int | None] | None:
    """Who sent the text that speaks: 'the bank sent a letter saying ...'; None where the text speaks for itself."""
    issues = words.head(subject)
    if words.tag[i] != "VBG" or words.dep[i] not in ("acl", "advcl") or words.head(i) not in (subject, issues):
        return None
    if (
        words.dep[subject] != "dobj"
        or nouns.kinds().get(words.lemma[subject]) != "text"
        or words.lemma[issues] not in UTTERING
    ):
        return None
    who, antecedent = subject_of(words, issues)
    return None if who is None else (who, antecedent)


def _finds(words: Words, subject: int) -> bool:
    """Whether the subject is somebody or something that states findings: a study, a court, researchers, a name."""
    return (
        words.pos[subject] == "PROPN"
        or words.lemma[subject] in FINDERS
        or not nouns.kinds().keys().isdisjoint((words.lemma[subject], words.doc[subject].lower_))
    )


def _passes_on(words: Words, i: int) -> bool:
    """Whether the verb goes on with "as saying"."""
    as_ = words.child(i, "prep")
    return (
        any(
            words.lemma[p] == "as" and (c := words.child(p, "pcomp")) is not None and words.lemma[c] == "say"
            for p in words.children(i)
        )
        if as_ is not None
        else False
    )


def mention(words: Words, noun: int) -> tuple[int, int]:
    """The range of tokens that names ``noun``: its phrase without appositions and relative clauses."""
    last = min([words.right(noun), *(words.left(c) for c in words.children(noun) if _can_go(words, noun, c))])
    first, last = max(words.left(noun), noun - LONGEST), min(last, noun + LONGEST)
    for i in range(noun + 1, last):
        if words.tag[i] in ("WP", "WDT", "WP$") and words.dep[i - 1] == "punct":
            last = i - 1
            break
    first = next((i + 1 for i in range(noun - 1, first, -1) if _is_dash(words, i)), first)
    while first < noun and (words.dep[first] in ("punct", "cc", "advmod", "mark", "intj")):
        first += 1
    if words.tag[last - 1] == "POS":
        last -= 1
    if last < len(words.doc) and words.dep[last] == "nsubj" and works_for(words, noun, last):
        last += 1
    return first, max(last, noun + 1)


def _can_go(words: Words, noun: int, child: int) -> bool:
    """Whether a mention can do without what hangs on its noun: an apposition, a clause, a time."""
    dep = words.dep[child]
    return child > noun and (dep in ASIDE or (dep in ("prep", "npadvmod") and _is_time(words, child)))


def _is_dash(words: Words, i: int) -> bool:
    """Whether a dash with spaces stands at ``i``: 'March 19 - The government agreed', where the dateline is nobody's name."""
    return words.doc[i].text in DASHES and words.end[i - 1] < words.start[i] and words.end[i] < words.start[i + 1]


def _is_time(words: Words, i: int) -> bool:
    """Whether ``i`` is "on Monday" or "last week"."""
    noun = words.child(i, "pobj") if words.dep[i] == "prep" else i
    return noun is not None and words.doc[noun].ent_type_ in ("DATE", "TIME")


def block(words: Words, anchor: int, verb: int, subject: int | None) -> tuple[int, int]:
    """The range of tokens of the attribution: speaker, verb, and what tells when, where and to whom."""
    members = {anchor, verb}
    first, last = min(members), max(members) + 1
    if subject is not None and words.sent[subject] == words.sent[verb] and (words.head(subject) in members):
        first, last = min(first, words.left(subject)), max(last, words.right(subject))
    complement = min((c for c in words.children(verb) if c > verb and words.dep[c] in ("ccomp", "xcomp")), default=None)
    if anchor != verb and (outlet := words.child(anchor, "nsubj")) is not None:
        first = min(first, words.left(outlet))
    for child in words.children(verb):
        dep = words.dep[child]
        if dep in ADVERBIALS or (dep == "dobj" and verb < child):
            if dep == "advcl" and child < verb:
                continue
            if complement is not None and child > complement:
                continue
            left, right = words.left(child), words.right(child)
            if child < verb and left < first - 8:
                continue
            first, last = min(first, left), max(last, right)
    return first, last
