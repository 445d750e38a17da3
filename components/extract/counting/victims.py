"""Who is the victim of a casualty word: the objects of killing, the subjects of dying, through passives, ellipses and lists."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from components.extract.counting import fates
from components.extract.counting.persons import is_person
from components.extract.counting.triggers import Trigger

SUBJECTS = ("nsubj", "nsubjpass", "csubj")


def victims(trigger: Trigger, doc: Doc) -> list[Token]:
    """The tokens that head the victims' noun phrases (or numbers), with those joined by "and"."""
    token = doc[trigger.i]
    if trigger.role != "denied" and any(c.dep_ == "neg" for c in token.children):
        return []
    if trigger.role == "denied":
        found = fates.saved(token) or _subject(token)
    elif trigger.role == "bed":
        found = fates.in_bed(token)
    elif trigger.role in ("act", "seize", "shot", "person", "lose"):
        found = _of_act(token)
    elif trigger.role in ("undergo", "suffer", "treat", "fallen", "throat"):
        found = _subject(token) if trigger.role != "treat" else _of_act(token)
    elif trigger.role == "state":
        found = _of_state(token)
    elif trigger.role == "lives":
        found = [c for c in token.children if c.dep_ in ("dobj", "dative")]
        found += [
            p for life in found for c in life.children if c.dep_ == "prep" and c.lower_ == "of" for p in c.children
        ]
    elif trigger.role == "condition":
        verb = token.head.head if token.head.dep_ == "prep" else token
        if verb.lemma_ == "leave":
            found = [c for c in verb.children if c.dep_ == "dobj"]  # "left a man in critical condition"
        else:
            found = [c for c in verb.children if c.dep_ == "nsubjpass"] or (
                _subject(verb) if verb.pos_ in ("VERB", "AUX") else []
            )
    elif trigger.role == "operate":  # "surgeons operated on 16 people"
        found = [p for c in token.children if c.dep_ == "prep" and c.lower_ == "on" for p in c.children]
    elif trigger.role == "wound":
        found = _of_wound(token)
    elif trigger.role == "noun":
        found = _of_noun(token)
    else:
        found = []
    out: list[Token] = []
    for head in found:
        for t in _joined(head):
            if t not in out:
                out.append(t)
    return out


FINDS = frozenset({"find", "discover", "locate", "see"})


def _of_wound(noun: Token) -> list[Token]:
    """Who has a wound: "a man with a stab wound", "found a boy with a wound to his leg", "arrived with head wounds"."""
    holder = noun.head.head
    if holder.pos_ in ("NOUN", "PROPN"):
        return [holder]
    if holder.lemma_ in FINDS:
        return [c for c in holder.children if c.dep_ in ("dobj", "nsubjpass")]
    return _subject(holder) if holder.pos_ == "VERB" and holder.lemma_ not in ("take", "rush", "treat") else []


OWN_DEATH = frozenset({"death", "murder", "slaying", "assassination"})  # "the army's killing" is not of the army


def _of_noun(noun: Token) -> list[Token]:
    """ "the deaths of 17 people", "the six monks' murder"."""
    found = _of(noun) or fates.owner(noun)
    if not found and noun.dep_ == "conj" and noun.head.pos_ in ("NOUN", "PROPN"):
        found = _of(noun.head)
    if not found:  # "the kidnapping and murder of two students"
        found = [p for c in noun.children if c.dep_ == "conj" and c.pos_ == "NOUN" for p in _of(c)]
    if found and noun.tag_ == "NNS":  # "the bodies of a man and a woman", where the parse joins woman to bodies
        found += [c for c in noun.children if c.dep_ == "conj" and c.tag_ == "NN" and is_person(c.lower_)]
    if not found and noun.lemma_ in ("body", "corpse") and noun.dep_ in ("nsubjpass", "nsubj", "dobj"):
        found = [
            c for c in noun.children if c.dep_ == "poss" and c.tag_ in ("NN", "NNP", "NNS")
        ]  # "the couple's bodies"
    if not found and noun.lemma_ in OWN_DEATH:
        found = [c for c in noun.children if c.dep_ == "poss" and c.tag_ in ("NNS", "NNPS", "NNP")]
    return found


def _of(noun: Token) -> list[Token]:
    """What stands after "of", also after a second one: "the murder of a judge and of two clerks"."""
    preps = [c for c in noun.children if c.dep_ == "prep" and c.lower_ == "of"]
    preps += [d for c in preps for d in c.children if d.dep_ == "conj" and d.lower_ == "of"]
    return [p for c in preps for p in c.children if p.dep_ == "pobj"]


def _joined(head: Token) -> Iterator[Token]:
    """The head and what is coordinated with it, however long the list."""
    waiting = [head]
    while waiting:
        token = waiting.pop()
        yield token
        waiting.extend(c for c in token.children if c.i > token.i and (c.dep_ == "conj" or _in_a_row(c)))


def _in_a_row(token: Token) -> bool:
    """ "A baker, his two sons and a customer": the next of a list that the parser takes for an apposition."""
    return (
        token.dep_ == "appos"
        and any(c.dep_ == "poss" and c.lower_ in ("his", "her", "their") for c in token.children)
        and any(c.dep_ == "cc" for c in token.children)
    )


def _is_passive(verb: Token) -> bool:
    return any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children) or (
        verb.tag_ == "VBN"
        and verb.dep_ in ("acl", "conj", "advcl", "ccomp", "ROOT", "oprd", "xcomp")
        and not any(c.lemma_ == "have" for c in verb.children)
    )


def _of_act(verb: Token, depth: int = 0) -> list[Token]:
    """The victims of a verb that harms: its object, or its subject where it is passive, through coordination and clauses."""
    children = list(verb.children)
    own = [c for c in children if c.dep_ in ("dobj", "oprd") and c.lower_ in REFLEXIVE]
    if own:  # "the bomber killed himself and six policemen"
        return _subject(verb) + [d for c in own for d in c.children if d.dep_ == "conj"]
    objects = [c for c in children if c.dep_ in ("dobj", "dative") and c.i > verb.i and c.pos_ not in ("ADJ", "VERB")]
    objects = objects[:1]  # a second one is mostly who said it: "has killed 55 people, a witness said"
    passive = [c for c in children if c.dep_ == "nsubjpass"]
    if not passive:  # "a couple abducted at gunpoint have been killed"
        passive = [s for c in children if c.dep_ == "csubjpass" for s in c.children if s.dep_ == "nsubj"]
    if passive:
        return [_antecedent(c, verb) for c in passive] + _along(verb)
    active = any(c.lemma_ in ("have", "'ve") and c.dep_ == "aux" for c in children) and not any(
        c.dep_ == "auxpass" for c in children
    )
    if verb.dep_ == "relcl" and _left_out(verb, children, objects):
        return [verb.head]
    if objects or verb.tag_ not in ("VBN", "VBD") or active:
        if not objects:  # "has shot and killed a journalist"
            objects = [o for c in children if c.dep_ == "conj" for o in c.children if o.dep_ == "dobj"]
        return objects + _along(verb) if objects else objects
    if verb.dep_ in ("acl", "relcl"):
        return [verb.head] if verb.dep_ == "acl" or _is_passive(verb) else []
    alone = [
        c
        for c in children
        if c.dep_ == "nsubj" or (c.dep_ == "nummod" and c.like_num) or (c.dep_ == "det" and c.lower_ == "another")
    ]
    found = verb.dep_ == "ccomp" and verb.head.lemma_ in FINDS  # "she found a man shot to death"
    if alone and (verb.tag_ == "VBN" or verb.dep_ == "conj" or found):
        return alone
    if (
        verb.dep_ in ("conj", "xcomp", "oprd", "ccomp", "advcl", "acomp", "dep")
        and verb.head.pos_ in ("VERB", "AUX", "ADJ")
        and depth < 3
    ):
        above = [c for c in verb.head.children if c.dep_ in ("nsubjpass", "nsubj")]
        if verb.tag_ == "VBN" and above and (_is_passive(verb.head) or verb.head.lemma_ in ("be", "die", "find")):
            return [_antecedent(c, verb.head) for c in above]
        if verb.tag_ == "VBN" and _is_passive(verb.head):
            return _of_act(verb.head, depth + 1)
        return _of_headline(verb)
    if verb.head.like_num or (verb.dep_ == "amod" and verb.head.pos_ == "NOUN"):
        return [verb.head]
    return []


def _left_out(verb: Token, children: list[Token], objects: list[Token]) -> bool:
    """Whether the noun of a relative clause is the object in it: "the students they abducted", "whom they killed"."""
    if any(c.dep_ == "dobj" and c.tag_ in ("WP", "WDT") for c in children):
        return True
    acting = [c for c in children if c.dep_ == "nsubj" and c.tag_ not in ("WP", "WDT")]
    return bool(acting) and not objects and not _is_passive(verb)


def _of_headline(verb: Token) -> list[Token]:
    """ "Man shot and killed in Sedlo": the subject of killing without an object, where it is a person."""
    if verb.dep_ != "conj" or any(c.dep_ in ("dobj", "prt", "ccomp") for v in (verb, verb.head) for c in v.children):
        return []
    return [c for c in verb.head.children if c.dep_ == "nsubj" and c.tag_ in ("NN", "NNS") and is_person(c.lower_)]


REFLEXIVE = frozenset({"himself", "herself", "themselves", "itself"})


def _along(verb: Token) -> list[Token]:
    """ "was killed along with eight others", "died together with his wife"."""
    preps = [c for c in verb.children if c.dep_ == "prep"]
    beside = [
        c for c in preps if c.lower_ == "alongside" or (c.lower_ == "with" and c.i and c.nbor(-1).lower_ in PAIRED)
    ]
    beside += [d for c in preps if c.lower_ in PAIRED for d in c.children if d.lower_ == "with"]
    return [p for c in beside for p in c.children if p.dep_ == "pobj"]


PAIRED = frozenset({"along", "together"})


def _subject(verb: Token, depth: int = 0) -> list[Token]:
    """The subject of a verb, through relative clauses, control and coordination."""
    subjects = [c for c in verb.children if c.dep_ in SUBJECTS and c.i < verb.i + 8]
    if subjects:
        return [_antecedent(s, verb) for s in subjects]
    if verb.dep_ in ("acl", "relcl"):
        return [verb.head]
    if verb.dep_ == "pcomp" and depth < 2 and verb.head.lower_ == "after" and verb.head.head.pos_ in ("VERB", "AUX"):
        above = verb.head.head  # "was in hospital after shooting himself"
        return [c for c in above.children if c.dep_ in SUBJECTS] or _subject(above, depth + 1)
    if verb.dep_ in ("conj", "xcomp", "advcl", "ccomp") and depth < 3 and verb.head.pos_ in ("VERB", "AUX"):
        if verb.dep_ in ("xcomp",):
            objects = [c for c in verb.head.children if c.dep_ in ("dobj",)]
            if objects:
                return objects
        return _subject(verb.head, depth + 1)
    return []


def _antecedent(subject: Token, verb: Token) -> Token:
    """What "who" and "which" mean: the noun that the relative clause hangs on."""
    if subject.tag_ in ("WP", "WDT") and verb.dep_ == "relcl":
        return verb.head
    if subject.tag_ in ("VBN", "VBD") and subject.dep_ in ("nsubj", "nsubjpass", "csubj"):
        inner = [c for c in subject.children if c.dep_ in ("nsubj", "nsubjpass")]
        return inner[0] if inner else subject  # "a teen who was found shot has died"
    if subject.lower_ == "they" and verb.dep_ in ("relcl", "advcl", "conj", "ccomp"):
        return _they(subject, verb)
    return subject


def _they(subject: Token, verb: Token) -> Token:
    """Whom "they" means in a later clause: "both teens were taken to hospital, where they died"."""
    for above in itertools.islice(verb.ancestors, 4):
        for child in above.children:
            if child.dep_ in ("nsubj", "nsubjpass") and child.i < subject.i and child.tag_ in ("NNS", "CD", "DT"):
                return child
    return subject


def _of_state(token: Token) -> list[Token]:
    if token.dep_ in ("amod",) and token.head.pos_ in ("NOUN", "PROPN") and token.head.i > token.i:
        if token.nbor(1).text == ",":
            return []  # "man dead, two officers shot"
        return [token.head] if token.lower_ not in ("dead", "missing") or is_person(token.head.lower_) else []
    if token.dep_ in ("acomp", "oprd", "xcomp", "attr", "ccomp", "advcl"):
        inner = [c for c in token.children if c.dep_ in SUBJECTS]
        if inner:
            return inner
        head = token.head
        if head.lemma_ == "leave":
            return [c for c in head.children if c.dep_ == "dobj"]
        if head.lemma_ in (
            "be",
            "find",
            "report",
            "list",
            "remain",
            "pronounce",
            "declare",
            "go",
            "shoot",
            "feel",
            "presume",
            "believe",
            "confirm",
        ):
            return (
                [c for c in head.children if c.dep_ == "nsubjpass"]
                or ([c for c in head.children if c.dep_ == "dobj"] if head.lemma_ != "be" else [])
                or _subject(head)
            )
        return []
    if token.dep_ == "amod" or token.dep_ == "acl":
        return [] if any(c.dep_ == "dobj" for c in token.children) else [token.head]
    if token.dep_ == "dobj" and token.head.lemma_ == "leave":
        return [c for c in token.children if c.lower_ == "old"]  # "left a 17-year-old wounded"
    if token.tag_ in ("VBN", "VBD"):
        return _of_act(token)
    return []
