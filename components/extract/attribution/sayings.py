"""The attributions of a sentence that tells figures: who says so, who passes it on, and how far it reaches; a rule a kind of cue."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from components.extract.attribution.content import reach
from components.extract.attribution.issuers import coreferent, issuer_of, lost_subject, source_of
from components.extract.attribution.mentions import PRONOUNS, Antecedents, Source, owner_of, phrase_after
from components.extract.attribution.relays import carried, quoting, told_to
from components.extract.attribution.verbs import figure_verbs
from components.extract.claims.model import Because
from components.extract.counting.page import Page, hashes
from components.extract.quantities.words import word_set
from components.extract.speakers import nouns

CITING = frozenset({"quoting", "citing"})
TELLING = frozenset({"tell", "inform", "brief"})
APART = re.compile(r";|\b(?:while|but|whereas)\b")


@dataclass(slots=True)
class Attribution:
    """What one attribution of a sentence covers."""

    start: int
    end: int
    source: Source | None
    rule: Because
    relay: str | None = None
    verb: Token | None = None
    weak: bool = False  # only where nobody else says it: "the bank expects", "Norway pledged"
    before: int | None = None  # where another clause of the sentence begins that it does not cover


@dataclass(slots=True)
class Sentence:
    """A sentence by tokens and offsets, with those who were named before; ``cited`` is whom a medium cites in it."""

    page: Page
    first: int
    last: int
    start: int
    end: int
    earlier: Antecedents
    cited: Source | None = None


@cache
def _cues() -> tuple[frozenset[int], frozenset[int]]:
    """The lemmas and the words that may be cues, as hashes."""
    return hashes(figure_verbs()), hashes(
        ("according", "cited", "quoted", *CITING, *word_set("tallies"), *word_set("claims"))
    )


def attributions(page: Page, number: int, earlier: Antecedents) -> list[Attribution]:
    """All attributions of a sentence, in its order."""
    here = Sentence(page, *page.sentence(number), *page.span(number), earlier)
    lemmas, words = _cues()
    found: list[Attribution] = []
    for i in range(here.first, here.last):
        if page.lemmas[i] in lemmas or page.lowers[i] in words:
            token = page.doc[i]
            rule = next((rule for is_cue, rule in RULES if is_cue(token)), None)
            attribution = rule(here, token) if rule is not None else None
            found += [attribution] if attribution is not None else []
    if here.cited is not None and _is_another(here.cited):
        _pass_on(here, here.cited, found)
        earlier.add(here.cited, False)
    return found


def according(here: Sentence, token: Token) -> Attribution | None:
    """ "according to X": covers its sentence, or its half of one that a semicolon cuts."""
    source = _named_after(here, token.i + 2)
    if source is None:
        return None
    left = here.page.text.rfind(";", here.start, token.idx)
    right = here.page.text.find(";", token.idx, here.end)
    left, right = here.start if left < 0 else left, here.end if right < 0 else right
    return Attribution(left, right, source, according, carried(here.page, token.idx, right))


def citing(here: Sentence, token: Token) -> None:
    """ "the paper reported, citing police": whom a medium cites is the source, the medium passes it on."""
    here.cited = _named_after(here, token.i + 1) or here.cited


def tallied(here: Sentence, token: Token) -> Attribution | None:
    """ "by the group's count": whose count it is."""
    source = owner_of(here.page, token, here.earlier)
    if source is None:
        return None
    owner = here.page.doc[here.page.token_at(source.end - 1)]
    meant = source_of(here.page, owner, here.earlier) if owner.i < token.i and owner.dep_ == "poss" else None
    found = Attribution(here.start, here.end, meant or source, tallied)
    here.earlier.add(source, False)
    return found


def claimed(here: Sentence, token: Token) -> Attribution | None:
    """ "a claim by the militia that it held 60": whose claim it is."""
    issuer = issuer_of(here.page, token, here.earlier)
    if issuer is None or not any(c.dep_ in ("acl", "ccomp", "relcl") for c in token.children):
        return None
    return Attribution(token.left_edge.idx, _end(token), issuer, claimed)


def said(here: Sentence, verb: Token) -> Attribution | None:
    """ "the ministry said": the subject of a verb of saying."""
    subject = _subject(verb)
    if not _allowed(verb, subject):
        return None
    passive = next((c for c in verb.children if c.dep_ == "nsubjpass"), None) if subject is None else None
    if passive is not None and verb.lemma_ in ("quote", "cite") and any(c.lower_ == "as" for c in verb.children):
        return quoted(here, verb, passive)
    if passive is not None and (subject := _agent(verb)) is None:
        return None
    if subject is None and verb.dep_ == "acl" and verb.tag_ in ("VBN", "VBD"):
        return reported_by(here, verb)
    return _unparsed(here, verb) if subject is None else _by_subject(here, verb, subject)


def reported_by(here: Sentence, verb: Token) -> Attribution | None:
    """ "12 deaths reported by the ministry": the agent of the verb beside what it counts."""
    agent = _agent(verb)
    source = source_of(here.page, agent, here.earlier) if agent is not None else None
    return Attribution(verb.head.left_edge.idx, _end(verb), source, reported_by) if source else None


def quoted(here: Sentence, verb: Token, subject: Token) -> Attribution | None:
    """ "Colonel Ould was quoted by the state broadcaster as saying ...", "..., he was quoted as saying by Nour TV"."""
    source = source_of(here.page, subject, here.earlier)
    if source is None:
        return None
    here.earlier.add(source, True)
    by = next((t for t in verb.subtree if t.i > verb.i and t.lower_ == "by" and t.dep_ in ("prep", "agent")), None)
    named = next((p for p in by.children if p.dep_ == "pobj"), None) if by is not None else None
    medium = source_of(here.page, named, here.earlier) if named is not None else None
    return Attribution(here.start, here.end, source, quoted, medium.name if medium else None, verb)


def _unparsed(here: Sentence, verb: Token) -> Attribution | None:
    """The attribution of a verb whose subject the parse lost."""
    source = lost_subject(here.page, verb, here.first) if figure_verbs()[verb.lemma_] == "any" else None
    if source is None:
        return None
    here.earlier.add(source, True)
    left = max(here.start, here.page.text.rfind(";", here.start, verb.idx) + 1)
    relay = told_to(here.page, verb) if verb.lemma_ in TELLING else None
    return Attribution(left, here.end, source, said, relay, verb)


def _by_subject(here: Sentence, verb: Token, subject: Token) -> Attribution | None:
    page, kind = here.page, figure_verbs()[verb.lemma_]
    if subject.tag_ in ("WP", "WDT"):
        subject = verb.head
    source = _who(here, verb, subject)
    if source is None:
        return None
    left, right, before = reach(page, verb, subject, kind, here.start, here.end)
    if left >= right:
        return None
    named = page.entity_at(source.start)
    here.earlier.add(source, named is not None and named.label == "PERSON")
    attribution = Attribution(left, right, source, said, None, verb, kind == "own", before)
    if verb.lemma_ in TELLING:
        attribution.relay = source.relay = told_to(page, verb)
    elif subject.lower_ in PRONOUNS:
        attribution.relay = source.relay
    if verb.lemma_ in ("quote", "cite"):
        cited = next((c for c in verb.children if c.dep_ in ("dobj", "nsubj") and c.i > verb.i), None)
        if cited is None:
            return None
        attribution.relay, attribution.source = source.name, source_of(page, cited, here.earlier) or source
    if attribution.relay is None:
        tail = _tail(verb, here.end)
        relay = quoting(page, subject, here.earlier) or carried(page, min(subject.left_edge.idx, verb.idx), tail)
        attribution.relay = relay if relay != source.name else None
    return attribution


def _who(here: Sentence, verb: Token, subject: Token) -> Source | None:
    """Who a subject means: "it" in its own sentence, "the mayor of Varn, Ana Petrescu," by name."""
    page = here.page
    source = coreferent(page, verb, subject) or source_of(page, subject, here.earlier)
    apposed = subject.tag_ == "NN" and page.doc[verb.i - 1].text == ","
    if source is None or not apposed or page.entity_at(source.start) is not None:
        return source
    person = nouns.kinds().get(subject.lemma_.lower()) == "person"
    return lost_subject(page, verb, subject.i, person) or source


def _subject(verb: Token) -> Token | None:
    """The nearest subject of a verb, or the one that it shares with the verb of saying before it."""
    own = min((c for c in verb.children if c.dep_ == "nsubj"), key=lambda c: abs(c.i - verb.i), default=None)
    shares = own is None and verb.dep_ == "conj" and verb.head.pos_ == "VERB" and verb.head.lemma_ in figure_verbs()
    return next((c for c in verb.head.children if c.dep_ == "nsubj"), None) if shares else own


def _allowed(verb: Token, subject: Token | None) -> bool:
    """Whether a verb that claims only with some words has them: "raised the number of dead", "data show", "spoke of 66 dead"."""
    kind = figure_verbs()[verb.lemma_]
    if kind == "toll":
        return any(c.dep_ == "dobj" and c.lower_ in word_set("counts that are set") for c in verb.children)
    if kind == "text":
        return subject is not None and subject.lower_ in word_set("texts that tell figures")
    return kind != "of" or any(c.dep_ == "prep" and c.lower_ == "of" for c in verb.children)


def _agent(verb: Token) -> Token | None:
    by = (c for c in verb.children if c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ == "by"))
    return next((p for c in by for p in c.children if p.dep_ == "pobj"), None)


def _named_after(here: Sentence, i: int) -> Source | None:
    """Who is named from token ``i`` on; whose figures they are, where it is figures that are named."""
    source = phrase_after(here.page, i, here.last, here.earlier)
    if source is None:
        return None
    for token in here.page.doc[i : min(here.last, i + 8)]:
        if token.lower_ in word_set("texts that tell figures") and token.tag_ in ("NN", "NNS"):
            return issuer_of(here.page, token, here.earlier) or source
        if token.idx >= source.end:
            break
    return source


def _pass_on(here: Sentence, cited: Source, found: list[Attribution]) -> None:
    """Whom a medium cites is the source of what it says."""
    for attribution in found:
        if not APART.search(here.page.text, cited.start, max(cited.start, attribution.start)):
            attribution.relay = attribution.source.name if attribution.source else None
            attribution.source = cited
    if not found:
        found.append(Attribution(here.start, here.end, cited, citing))


def _is_another(cited: Source) -> bool:
    """Whether who is cited is somebody else: not "citing data", which are its own."""
    opening = cited.name.lower().split()[:1]
    return bool(opening) and opening[0] not in word_set("citing its own")


def _tail(verb: Token, end: int) -> int:
    """Where the words about how something was said end: before its clause, or with the sentence."""
    after = [c.left_edge.idx for c in verb.children if c.dep_ in ("ccomp", "xcomp", "dobj") and c.i > verb.i]
    return min([*after, end])


def _end(token: Token) -> int:
    return token.right_edge.idx + len(token.right_edge)


def _is_according(token: Token) -> bool:
    return token.lower_ == "according" or (token.lower_ == "cited" and token.tag_ == "VBG")


def _is_citing(token: Token) -> bool:
    """ "citing police", "the BBC, which quoted police sources"."""
    if token.lower_ not in ("cited", "quoted"):
        return token.lower_ in CITING
    return token.dep_ == "relcl" and any(c.dep_ == "nsubj" and c.tag_ == "WDT" for c in token.children)


def _is_tally(token: Token) -> bool:
    return token.lower_ in word_set("tallies") and token.dep_ == "pobj" and token.head.lower_ in ("by", "on")


def _is_claim(token: Token) -> bool:
    return token.lower_ in word_set("claims") and token.pos_ == "NOUN"


def _is_saying(token: Token) -> bool:
    """Whether a word of claiming is a verb here, also one that the tagger took for a noun: "..., the agency estimates."."""
    if token.lemma_ not in figure_verbs() or _takes(token):
        return False
    if token.pos_ == "VERB" or (token.tag_ in ("NNS", "NN") and any(c.dep_ == "nsubj" for c in token.children)):
        return True
    return token.pos_ == "AUX" and token.lemma_ == "say"


def _takes(verb: Token) -> bool:
    """Whether a verb of claiming claims no fact: "the disaster claimed 40 lives", "the group claimed responsibility"."""
    return verb.lemma_ == "claim" and any(
        c.dep_ == "dobj" and c.lemma_ in ("life", "responsibility", "victim") for c in verb.children
    )


RULES: tuple[tuple[Callable[[Token], bool], Callable[[Sentence, Token], Attribution | None]], ...] = (
    (_is_according, according),
    (_is_citing, citing),
    (_is_tally, tallied),
    (_is_claim, claimed),
    (_is_saying, said),
)
