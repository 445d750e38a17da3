"""Who speaks: the subject of a reporting verb, also where the parser lost or broke it."""

from __future__ import annotations

from components.extract.attribution.onward import is_speakers
from components.extract.attribution.verbs import verbs
from components.extract.speakers import nouns
from components.extract.words import Words

INVERTIBLE = frozenset(["say", "add", "write", "ask", "reply", "state", "continue", "declare", "tweet", "explain"])
BLAMING = frozenset(["accuse", "blame"])
FINITE = frozenset(["VBD", "VBP", "VBZ"])
NOMINAL = frozenset(["PROPN", "NOUN", "PRON", "NUM"])
BESIDE = 25  # tokens between a verb and the name that speaks, at the most
NAME = 8  # tokens of a name behind the verb, at the most
INNER = frozenset(["DET", "ADJ", "NUM", "PROPN", "NOUN", "PRON", "PART"])
CLOSED = frozenset(
    ["then", "as", "but", "and", "so", "when", "while", "if", "because", "there", "what", "that", "this", "it"]
)


def subject_of(words: Words, i: int) -> tuple[int | None, int | None]:
    """(subject, antecedent) of verb ``i``; the antecedent is the noun behind "who", "which" or "that"."""
    outer = lifted(words, i)
    verb = i if outer is None else outer
    for _ in range(6):  # up the chain of verbs that share a subject
        dep, head = words.dep[verb], words.head(verb)
        agent = words.child(verb, "agent")
        if agent is not None and (by := words.child(agent, "pobj")) is not None:
            return by, None
        passive = words.child(verb, "nsubjpass")
        if passive is not None and verb == i and words.lemma[i] not in ("quote", "cite"):
            return None, None
        subject = _own_subject(words, verb)
        if subject is None and verb == i:
            subject = inverted(words, verb)
        if subject is not None:
            if words.tag[subject] in ("WP", "WDT") and dep == "relcl":
                return subject, head
            return subject, None
        if verb != i and (first := _first_clause(words, verb)) is not None:
            return first, None
        if dep in ("acl", "relcl"):
            return head, None
        if dep in ("conj", "advcl", "xcomp", "ccomp", "dep", "parataxis") and head != verb:
            if dep == "conj" and words.pos[head] not in ("VERB", "AUX"):
                return None, None
            if dep == "xcomp" and (asked := words.child(head, "dobj")) is not None and verb == i:
                return asked, None
            verb = head
        elif dep == "pcomp" and head != verb:
            verb = words.head(head)
        else:
            return None, None
    return None, None


def lifted(words: Words, i: int) -> int | None:
    """The cue whose speaker goes on with verb ``i``, though the parser put it inside the clause reported before.

    'The minister said the law was dead and *promised* to write another, *adding* that it would be short.'
    """
    frames, kind = verbs().get(words.lemma[i], (frozenset[str](), ""))
    if kind == "speech" and (said := _said_before(words, i)) is not None:
        return said
    if kind != "speech" or i == 0 or not (frames & {"that", "to"} or words.lemma[i] in BLAMING):
        return None
    goes_on = words.dep[i] == "advcl" and words.tag[i] == "VBG" and words.doc[words.left(i) - 1].text == ","
    shares = (
        words.dep[i] == "conj"
        and words.tag[i] in ("VBD", "VBZ", "VBP")
        and words.child(i, *("dobj",) if words.lemma[i] in BLAMING else ("ccomp", "xcomp")) is not None
    )
    if not (goes_on or shares) or words.child(i, "nsubj") is not None:
        return None
    verb = words.head(i)
    for _ in range(5):
        head = words.head(verb)
        if words.dep[verb] == "ccomp" and head < verb and words.lemma[head] in verbs():
            return head if goes_on or words.tag[head] == words.tag[i] else None
        if words.dep[verb] not in ("ccomp", "xcomp", "conj") or head == verb:
            return None
        verb = head
    return None


def _said_before(words: Words, i: int) -> int | None:
    """The cue before verb ``i``, which is its speaker's next: 'said the figures were part of a pattern and *warned* of more'."""
    if words.dep[i] != "conj" or words.child(i, "nsubj", "nsubjpass") is not None:
        return None
    clause = words.head(i)
    while words.dep[clause] == "conj" and words.head(clause) < clause:
        clause = words.head(clause)
    said = words.head(clause)
    if words.dep[clause] != "ccomp" or said >= clause or words.lemma[said] not in verbs():
        return None
    return said if is_speakers(words, said, clause, i) else None


def _first_clause(words: Words, verb: int) -> int | None:
    """The subject of the first of several verbs that the parser made a clause: 'She *praised* the crew, *thanked* them and said'."""
    clause = words.child(verb, "ccomp")
    if clause is None or clause > verb or words.tag[clause] not in FINITE or words.quoted[clause]:
        return None
    return _own_subject(words, clause) if words.left(clause) <= words.sent[verb] + 1 else None


def _own_subject(words: Words, verb: int) -> int | None:
    """The subject of ``verb`` outside the marks, the nearest one where the parser sees two."""
    subjects = [
        c for c in words.children(verb) if words.dep[c] == "nsubj" and not (words.quoted[c] and not words.quoted[verb])
    ]
    nearest = min(subjects, key=lambda c: abs(c - verb), default=None)
    if nearest is None or len(subjects) == 1:
        return nearest
    return next((c for c in subjects if c < nearest and works_for(words, c, nearest)), nearest)


def works_for(words: Words, person: int, outlet: int) -> bool:
    """Whether the parser took the name of somebody's outlet for a subject: "a *columnist* for the newspaper *Harvest* said"."""
    between = range(person + 1, outlet)
    return (
        nouns.kinds().get(words.lemma[person]) == "person"
        and len(between) >= 2
        and words.lemma[person + 1] in ("for", "of", "at", "with", "from")
        and words.pos[outlet] == "PROPN"
        and words.pos[outlet - 1] == "NOUN"
        and all(words.pos[i] in ("ADP", "DET", "ADJ", "NOUN") for i in between)
    )


def inverted(words: Words, verb: int) -> int | None:
    """The subject after the verb that the parser took for something else: 'said Anna Kowalska'."""
    following = verb + 1
    invertible = words.lemma[verb] in INVERTIBLE or (verb > 1 and words.quoted[verb - 2] and not words.quoted[verb - 1])
    for dep in ("dobj", "npadvmod", "attr", "oprd", "dep", "appos", "ccomp"):
        child = words.child(verb, dep)
        if child is None or child < verb or words.left(child) != following or not invertible:
            continue
        noun = words.pos[child] == "NOUN" and (words.lemma[child] in nouns.kinds() or _follows_mark(words, verb))
        if not words.quoted[child] and (noun or words.pos[child] in ("PROPN", "PRON")):
            return child
    before = verb - 1  # '"Jobs," Mrs. Lee said': the parser may have lost the subject among the quoted words
    while before > 0 and words.pos[before] in ("ADV", "AUX"):
        before -= 1
    marked = before >= 0 and words.sent[before] == words.sent[verb] and not words.quoted[before]
    if (
        marked
        and words.pos[before] in ("PROPN", "PRON")
        and words.tag[verb] in ("VBD", "VBZ")
        and (words.dep[before] != "pobj" or _opens(words, before))
    ):
        return before
    return None


def _follows_mark(words: Words, verb: int) -> bool:
    """Whether the verb stands right behind what was said."""
    return verb > 0 and words.pos[verb - 1] == "PUNCT"


def _opens(words: Words, i: int) -> bool:
    """Whether a comma stands before the name that ends in ``i``: 'At a meeting in Lipna, *Ana Ruiz* told'."""
    while i > 0 and words.pos[i] == "PROPN":
        i -= 1
    return words.doc[i].text == ","


def lost(words: Words, verb: int) -> int | None:
    """The subject that the parser made a clause of its own: '*Residents* interviewed on Monday, including two nurses, said'."""
    if words.tag[verb] not in ("VBD", "VBP", "VBZ") or words.doc[verb - 1].text != ",":
        return None
    clauses = [c for c in words.children(verb) if words.dep[c] == "ccomp"]
    if len(clauses) < 2 or not clauses[0] < verb < clauses[-1] or words.tag[clauses[0]] not in ("VBN", "VBD"):
        return None
    return words.child(clauses[0], "nsubj")


def stranded(words: Words, verb: int) -> int | None:
    """The noun that the parser left without a verb, since it took the verb into a side clause:
    'An aid *worker* who saw the girls after their release said'."""
    if words.tag[verb] not in FINITE or words.dep[verb] != "advcl" or words.child(verb, "mark") is None:
        return None
    clause = words.head(verb)
    noun = words.head(clause)
    alone = words.dep[clause] in ("relcl", "acl") and words.dep[noun] == "ROOT" and words.pos[noun] in ("NOUN", "PROPN")
    mark = words.child(verb, "mark")
    return (
        noun
        if alone and noun < clause < verb and mark is not None and words.lemma[mark] in ("after", "before")
        else None
    )


def beside(words: Words, verb: int) -> tuple[int, int] | None:
    """The range of tokens beside a finite verb that must be its subject, where the parser saw none: from the closing mark
    or the sentence's beginning up to the verb, or behind a verb that follows a mark at once.

    '"The talks go on," *Will* said', '*All but two* said the party was over'
    """
    if words.tag[verb] not in FINITE or words.quoted[verb]:
        return None
    first = max(words.sent[verb], verb - BESIDE)
    marked = next((i for i in range(verb - 1, max(-1, verb - BESIDE), -1) if words.quoted[i]), None)
    if marked is not None and words.text.find("\n", words.start[marked], words.start[verb]) < 0:
        first = marked + 1
    elif first > words.sent[verb]:
        return None
    while first < verb and words.pos[first] in ("PUNCT", "SPACE", "CCONJ"):
        first += 1
    if first == verb:
        return _behind(words, verb) if marked is not None else None
    if any(words.tag[i] in FINITE and words.dep[i] not in ("relcl", "acl") for i in range(first, verb)):
        return None
    return _name_from(words, first, verb)


def _name_from(words: Words, first: int, verb: int) -> tuple[int, int] | None:
    """The name or noun phrase that begins at ``first``, up to a comma or to the verb."""
    last = first
    while last < verb and words.pos[last] not in ("PUNCT", "SPACE") and words.tag[last] not in ("WP", "WDT"):
        last += 1
    while (
        last > first + 1
        and (words.pos[last - 1] == "ADV" or words.dep[last - 1] in ("aux", "neg"))
        and words.text[words.start[last - 1]].islower()
    ):
        last -= 1
    opening = words.doc[first]
    named = words.text[words.start[first]].isupper() and opening.lower_ not in CLOSED
    if last == first + 1:
        nominal = words.pos[first] in NOMINAL and words.pos[first] != "NUM"
        tensed = words.tag[verb] == "VBD" and (words.tag[first] == "MD" or not opening.is_stop)  # "Will said"
        return (first, last) if named and (nominal or tensed) else None
    if words.pos[first] not in INNER or not any(words.pos[i] in NOMINAL for i in range(first, last)):
        return None
    return (first, last) if opening.lower_ not in CLOSED and words.tag[first] not in ("VBN", "VBG") else None


def _behind(words: Words, verb: int) -> tuple[int, int] | None:
    """'said *Air Force 1st Lt. Ana Ruiz*'"""
    last = verb + 1
    while last < min(len(words), verb + 1 + NAME):
        short = words.doc[last - 1].text.endswith(".") or (words.doc[last].text == "." and len(words.doc[last - 1]) < 4)
        if words.pos[last] not in INNER and not (short and words.pos[last] in ("PROPN", "PUNCT")):
            break
        last += 1
    while last > verb + 1 and words.pos[last - 1] not in NOMINAL:
        last -= 1
    if last == verb + 1:
        return None
    named = words.text[words.start[verb + 1]].isupper() or words.lemma[last - 1] in nouns.kinds()
    return (verb + 1, last) if named else None
