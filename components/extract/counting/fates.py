"""Words that tell of a death by what did not happen or to whom: "could not be revived", "soldiers fell", "had their throats cut"."""

from __future__ import annotations

import re

from spacy.tokens import Token

from components.extract.quantities.words import word_set

SOLDIERS = word_set("those an army loses") | word_set("ranks that fall")
BATTLES = word_set("where soldiers fall")
VAIN = frozenset({"effort", "attempt", "bid", "struggle", "try", "battle", "fight"})
UNABLE = frozenset({"unable", "powerless", "helpless"})
FAILS = frozenset({"fail", "prove"})
THROAT = re.compile(r"(?:had|have|has) (?:their|his|her|the) throats? (?:cut|slit|slashed)\b")


def holds(token: Token, role: str) -> bool:
    """Whether a word of one of these roles tells of a victim here."""
    if role == "bed":
        return token.dep_ == "pobj" and token.head.lower_ == "in" and token.head.head.lemma_ in ("be", "remain")
    if not token.tag_.startswith("VB"):
        return False
    if role == "throat":
        return THROAT.match(_from(token)) is not None
    if role == "fallen":
        return _in_battle(token)
    return _denied(token)


def _from(token: Token) -> str:
    """The text from a token on, a few words of it: never the whole article's, which spaCy puts together anew."""
    return "".join(t.text_with_ws for t in token.doc[token.i : token.i + 8])


def _denied(verb: Token) -> bool:
    """ "Could not be saved", "were unable to save", "efforts to revive him failed"."""
    if any(c.dep_ == "neg" for c in verb.children):
        return True
    above = verb.head
    if verb.dep_ == "xcomp":
        return above.lower_ in UNABLE or above.lemma_ in FAILS
    if verb.dep_ in ("acl", "relcl") and above.lemma_ in VAIN:
        told = above.head
        return told.lemma_ == "fail" or any(c.lower_ in ("unsuccessful", "futile", "vain") for c in told.subtree)
    return False


def _in_battle(verb: Token) -> bool:
    """Whether soldiers fell: "13 troopers fell when the post was overrun", not "fell ill", "fell to 13"."""
    told = False
    for child in verb.children:
        if child.dep_ in ("acomp", "dobj", "oprd", "attr", "npadvmod") or child.dep_ == "prt":
            return False
        if child.dep_ == "prep" and child.lower_ not in ("in", "at", "near", "during", "on", "around", "outside"):
            return False
        if child.dep_ == "prep":
            told = told or any(p.lemma_ in BATTLES for p in child.children)
        elif child.dep_ == "advcl":
            told = True
    subjects = [c for c in verb.children if c.dep_ == "nsubj"]
    return told and any(c.lemma_.lower() in SOLDIERS for c in subjects)


def saved(verb: Token) -> list[Token]:
    """Whom a denied verb is about: the subject of "survive", "make it" and of a passive, else the object."""
    passive = [c for c in verb.children if c.dep_ == "nsubjpass"]
    if passive or verb.lemma_ in ("survive", "make"):
        return passive
    return [c for c in verb.children if c.dep_ == "dobj"]


def in_bed(noun: Token) -> list[Token]:
    """ "One man is dead and another is in the hospital": who stands beside another victim."""
    found = [c for c in noun.head.head.children if c.dep_ == "nsubj"]
    return [c for c in found if c.lower_ == "another" or any(d.lower_ == "another" for d in c.children)]


def owner(noun: Token) -> list[Token]:
    """Whose body was found: "three men whose bodies lay there", "Rosa Delgado's body"."""
    if noun.lemma_ not in ("body", "corpse"):
        return []
    for child in noun.children:
        if child.dep_ == "poss" and child.lower_ == "whose":
            return [noun.head.head] if noun.head.dep_ == "relcl" else []
        if child.dep_ == "poss" and child.tag_ in ("NNP", "NN") and noun.dep_ in ("nsubjpass", "dobj"):
            return [child]
    return []
