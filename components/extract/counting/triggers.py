"""Casualty words in a text: "killed", "shot ... dead", "hostage", and how each points at its victims."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from spacy.strings import get_string_id
from spacy.tokens import Doc, Token

from components.extract.counting import fates
from components.extract.counting.nouns import singular
from components.extract.counting.page import Page, hashes
from components.extract.counting.persons import is_person, persons
from components.extract.counting.states import states
from components.extract.quantities.words import word_set
from components.lexicons import lexicon

NEAR = 6  # tokens between a verb and the word that completes it ("shot ... dead")


@dataclass(frozen=True, slots=True)
class Trigger:
    """A casualty word at token ``i``: its label, and how it points at its victims."""

    i: int
    label: str
    role: str


@cache
def _entries() -> Mapping[int, tuple[tuple[str, str, int], ...]]:
    """Label, role and completing word of the casualty words, all words as hashes, the longer reading first."""
    found: dict[int, list[tuple[str, str, int]]] = {}
    for row in lexicon("casualties", "word", "label", "role", "with"):
        near = get_string_id(row["with"]) if row["with"] else 0
        found.setdefault(get_string_id(row["word"]), []).append((row["label"], row["role"], near))
    for state in states():
        for role in ("state", "noun"):
            for form in state.forms if role in state.where else ():
                found.setdefault(get_string_id(form), []).append((state.label, role, 0))
    return {word: tuple(sorted(rows, key=lambda r: not r[2])) for word, rows in found.items()}


def trigger_words(page: Page, trigger: Trigger) -> tuple[int, int]:
    """The offsets of a casualty word, with the one that completes it: "claimed the lives", "shot dead"."""
    start, end = page.words(trigger.i)
    completing = {
        near for label, _, near in _entries().get(page.lemmas[trigger.i], ()) if near and label == trigger.label
    }
    last = min(trigger.i + NEAR + 3, page.ends[page.sentence_of(trigger.i)])
    for i in range(trigger.i + 1, last):
        if page.lowers[i] in completing or page.lemmas[i] in completing:
            return start, page.words(i)[1]
        if page.lowers[i] in CUTS:
            break
    return start, end


def triggers(page: Page) -> Iterator[Trigger]:
    """The casualty words of a text, in order."""
    entries, doc = _entries(), page.doc
    if page.lemma_set.isdisjoint(entries):
        return
    for i, lemma in enumerate(page.lemmas):
        if lemma not in entries:
            continue
        token = doc[i]
        around: set[int] | None = None
        for label, role, near in entries[lemma]:
            if near:
                around = _around(page, i) if around is None else around
                if near not in around:
                    continue
            if (kept := _role(token, role)) is not None:
                both = kept == "act" and any(other == "undergo" for _, other, _ in entries[lemma])
                yield Trigger(i, label, "undergo" if both and _has_subject_alone(token) else kept)
                break


def _has_subject_alone(verb: Token) -> bool:
    """Whether a verb that can be done to somebody is what its subject undergoes: "a man drowned"."""
    around = {child.dep_ for child in verb.children}
    return "nsubj" in around and around.isdisjoint(("dobj", "nsubjpass", "auxpass"))


CUTS = hashes((";", "."))
FATALLY = get_string_id("fatally")
BESIDE = hashes(("fatally", "mortally", "hostage"))


def _around(page: Page, i: int) -> set[int]:
    """The words that may complete the one at ``i``: after a verb, or just before it ("fatally shot")."""
    lowers = page.lowers
    last = min(i + NEAR + 3, page.ends[page.sentence_of(i)])
    for j in range(i + 1, last):
        if lowers[j] in CUTS:
            last = j
            break
    near = {*lowers[i + 1 : last], *page.lemmas[i + 1 : last]}
    if FATALLY in near and _some_fatally(page.doc, lowers.index(FATALLY, i + 1, last)):
        near.discard(FATALLY)  # "two men were shot, one fatally"
    if i > 0:
        near.add(lowers[i - 1])
    if i > 1 and lowers[i - 2] in BESIDE:
        near.add(lowers[i - 2])
    return near


def _some_fatally(doc: Doc, i: int) -> bool:
    """Whether only some are told to be killed: "two fatally", "one of them fatally"."""
    return doc[i - 1].like_num or (doc[i - 1].lower_ in ("them", "whom") and doc[i - 3].like_num)


def _role(token: Token, role: str) -> str | None:
    """The role a word has here, by its part of speech; None where it has none ("the dead of night", "killer")."""
    if role == "act" and not token.tag_.startswith("VB"):
        return "state" if _described(token) else None
    if role in FATES:
        return role if fates.holds(token, role) else None
    if role == "funeral":
        return "act" if token.tag_.startswith("VB") and _at_a_grave(token) else None
    stands = STANDS.get(role)
    return role if stands is None or stands(token) else None


def _described(token: Token) -> bool:
    """Whether a word that can be done to somebody tells of his state: "the killed farmers", "the wounded"."""
    if token.tag_ == "JJ":
        return token.lower_.endswith(("ed", "n"))
    return token.tag_ == "NN" and token.lower_ in ("wounded", "injured", "killed", "missing")


def _is_verb(token: Token) -> bool:
    return token.tag_.startswith("VB")


def _of_a_person(token: Token) -> bool:
    """ "Led 12 pupils away", "struck in the leg", not "a boat carrying 130 migrants", "struck by the beauty of it"."""
    led_off = any(c.dep_ in ("prt", "advmod") and c.lower_ in ("off", "away") for c in token.children)
    if token.lemma_ in LED and not led_off:
        return False
    return _is_verb(token) and (token.lemma_ not in STRIKES or _hit_somewhere(token))


def _hit_somewhere(verb: Token) -> bool:
    by = [p for c in verb.children if c.dep_ in ("prep", "agent") for p in c.children]
    joined = [q for p in by for q in p.conjuncts]
    return any(p.lemma_ in HIT for p in (*by, *joined))


def _found_with(token: Token) -> bool:
    return token.tag_ in ("NN", "NNS") and token.dep_ == "pobj" and token.head.lower_ == "with"


def _loses_its_own(token: Token) -> bool:
    return _is_verb(token) and any(c.dep_ == "dobj" and c.lower_ in LOST for c in token.children)


def _in_condition(token: Token) -> bool:
    return bool(token.i) and token.nbor(-1).lower_ in CONDITIONS and token.dep_ == "pobj"


def _is_state(token: Token) -> bool:
    missed = token.lower_ != "missing" and token.lemma_ == "miss"
    return not missed and token.tag_ in ("JJ", "VBN", "VBD", "NN", "NNS", "RB", "VBG", "NNP")


STANDS: Mapping[str, Callable[[Token], bool]] = {  # how a word must stand in the parse for a role
    "person": _of_a_person,
    "wound": _found_with,
    "seize": lambda token: _is_verb(token) and _by_attackers(token),
    "lose": _loses_its_own,
    "condition": _in_condition,
    "state": _is_state,
    "noun": lambda token: token.tag_ in ("NN", "NNS", "NNP", "NNPS", "JJ", "VBN"),
    **dict.fromkeys(("act", "undergo", "lives", "suffer", "treat", "shot", "operate"), _is_verb),
}
FATES = frozenset({"denied", "fallen", "throat", "bed"})
LED = frozenset({"carry", "lead", "drag", "march", "herd", "whisk", "spirit"})


LOST = word_set("soldiers lost")
STRIKES = frozenset({"strike", "hit"})
HIT = word_set("hit in or by")  # "struck in the leg", not "struck by the beauty of the back streets"
CONDITIONS = frozenset({"critical", "serious", "stable", "grave", "fair", "guarded", "intensive"})
BANDS = word_set("bands")


SLIDES = word_set("what buries alive")


def _at_a_grave(verb: Token) -> bool:
    """Whether people bury their dead: "the town buried 11 farmers", not "the landslide buried 11 houses", "buried alive"."""
    buried = [c for c in verb.children if c.dep_ == "dobj"]
    by = [c for c in verb.children if c.dep_ == "nsubj"]
    return (
        bool(by and buried)
        and not any(c.lemma_ in SLIDES for c in (*by, *verb.children))
        and any(is_person(c.lower_) or c.like_num for c in buried)
    )


def _by_attackers(verb: Token) -> bool:
    """Whether those who seize or hold somebody are attackers, kidnappers, a band."""
    holders = [c for c in verb.children if c.dep_ == "nsubj"]
    holders += [p for c in verb.children if c.dep_ == "agent" for p in c.children if p.dep_ == "pobj"]
    if verb.dep_ in ("acl", "relcl") and verb.tag_ in ("VBG", "VBD", "VBP"):
        holders.append(verb.head)
    if verb.dep_ == "relcl" and any(h.lower_ == "they" for h in holders):  # "rebels have freed 17 men they captured"
        above = next((a for a in verb.ancestors if a.pos_ == "VERB"), verb)
        holders += [c for c in above.children if c.dep_ == "nsubj"]
    return any(
        persons().get(singular(h.lower_)) in ("attacker", "fighter") or singular(h.lower_) in BANDS for h in holders
    )
