"""Who states a figure (source) and who passes it on (relay), from quotes and from the sentence's own attribution."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from components.extract.counting.claimants import (
    PRONOUNS,
    Claimant,
    Memory,
    meant_by,
    owner_of,
    phrase_after,
    plain_title,
)
from components.extract.counting.page import Draft, Page, hashes
from components.lexicons import lexicon


@dataclass(slots=True)
class Attribution:
    """What one attribution of a sentence covers."""

    start: int
    end: int
    source: Claimant | None
    relay: str | None = None
    strength: int = 1


TALLIES = frozenset({"count", "tally", "estimate", "figures", "estimates", "reckoning", "data"})
APART = re.compile(r";|\b(?:while|but|whereas)\b")
ATTRIBUTES = hashes(("according", "citing", "cited", *TALLIES))


@cache
def verbs() -> dict[str, str]:
    return {row["lemma"]: row["kind"] for row in lexicon("claim_verbs", "lemma", "kind")}


@cache
def _verb_hashes() -> frozenset[int]:
    return hashes(verbs())


def attach(page: Page, number: int, group: list[Draft], memory: Memory) -> None:
    """Sets source and relay of the drafts of one sentence."""
    found = _attributions(page, number, memory)
    for draft in group:
        best: Attribution | None = None
        for attribution in found:
            if attribution.start <= draft.start < attribution.end and (
                best is None or attribution.end - attribution.start < best.end - best.start
            ):
                best = attribution
        if best is not None and best.source is not None:
            draft.source, draft.relay = best.source.name, best.relay
            draft.source_span = (best.source.start, best.source.end)
        _from_quote(page, draft, best is None)


def _from_quote(page: Page, draft: Draft, needed: bool) -> None:
    """A figure inside of a quote is the speaker's."""
    for quote in reversed(page.quotes_at(draft.start)):
        values = quote.quote
        named = values.speaker_name and values.speaker_name.lower() not in PRONOUNS
        if named and (needed or quote.label == "DIRECT"):
            draft.source = values.speaker_name
            draft.relay = values.relay or draft.relay
            if values.speaker_start is not None and values.speaker_end is not None:
                draft.source_span = (values.speaker_start, values.speaker_end)
            return


ACCORDING = re.compile(r"\b(?:according to|by (?:the )?count of|as per)\s", re.IGNORECASE)


def _attributions(page: Page, number: int, memory: Memory) -> list[Attribution]:
    first, last = page.sentence(number)
    start, end = page.span(number)
    doc = page.doc
    found: list[Attribution] = []
    citing: Claimant | None = None
    lowers, lemmas, claims = page.lowers, page.lemmas, _verb_hashes()
    for i in range(first, last):
        if lemmas[i] not in claims and lowers[i] not in ATTRIBUTES:
            continue
        token = doc[i]
        low = token.lower_
        if low in ("according", "citing") or (low == "cited" and token.tag_ == "VBG"):
            claimant = phrase_after(page, i + (2 if low == "according" else 1), last, memory)
            if claimant is None:
                continue
            if low == "citing":
                citing = claimant
            else:
                found.append(_accorded(page, token, start, end, claimant))
        elif low in TALLIES and token.dep_ == "pobj" and token.head.lower_ in ("by", "on"):
            claimant = owner_of(page, token, memory)
            if claimant is not None:
                found.append(Attribution(start, end, claimant, strength=2))
                memory.add(claimant, False)
        elif _tells(token) and (kind := verbs().get(token.lemma_)) is not None and not _takes(token):
            attribution = _said(page, token, kind, start, end, memory)
            if attribution is not None:
                found.append(attribution)
    if citing is not None and not _own_data(citing.name):
        for attribution in found:
            if APART.search(page.text, citing.start, max(citing.start, attribution.start)):
                continue
            attribution.relay = attribution.source.name if attribution.source else None
            attribution.source = citing
        if not found:
            found.append(Attribution(start, end, citing))
        memory.add(citing, False)
    return found


def _tells(token: Token) -> bool:
    """Whether a word of claiming is a verb here, also one that the tagger took for a noun: "..., the agency estimates."."""
    return token.pos_ == "VERB" or (token.tag_ == "NNS" and any(c.dep_ == "nsubj" for c in token.children))


def _takes(verb: Token) -> bool:
    """Whether a verb of claiming claims no fact: "the disaster claimed 40 lives", "the group claimed responsibility"."""
    if verb.lemma_ != "claim":
        return False
    return any(c.dep_ == "dobj" and c.lemma_ in ("life", "responsibility", "victim") for c in verb.children)


def _own_data(name: str) -> bool:
    return (
        name.lower().split()[0]
        in (
            "data",
            "figures",
            "records",
            "statistics",
            "lack",
            "concerns",
            "reasons",
            "fears",
            "a",
            "security",
            "safety",
            "health",
        )
        if name
        else True
    )


def _accorded(page: Page, token: Token, start: int, end: int, claimant: Claimant) -> Attribution:
    """ "according to X" covers its sentence, or its half of one that a semicolon or "while" cuts."""
    left, right = start, end
    for match in re.finditer(r";", page.text[start:end]):
        at = start + match.start()
        if at < token.idx:
            left = at
        else:
            right = at
            break
    return Attribution(left, right, claimant)


def _said(page: Page, verb: Token, kind: str, start: int, end: int, memory: Memory) -> Attribution | None:
    subject = next((c for c in verb.children if c.dep_ in ("nsubj",)), None)
    if subject is None and verb.dep_ == "conj" and verb.head.pos_ == "VERB" and verb.head.lemma_ in verbs():
        subject = next((c for c in verb.head.children if c.dep_ == "nsubj"), None)
    passive = subject is None and any(c.dep_ == "nsubjpass" for c in verb.children)
    if passive:
        agent = next((p for c in verb.children if c.dep_ == "agent" for p in c.children if p.dep_ == "pobj"), None)
        if agent is None:
            return None
        subject = agent
    if subject is None and verb.dep_ == "acl" and verb.tag_ == "VBN":
        agent = next((p for c in verb.children if c.dep_ == "agent" for p in c.children if p.dep_ == "pobj"), None)
        if agent is None:
            return None
        claimant = meant_by(page, agent, memory)
        edge = verb.head
        return (
            Attribution(edge.left_edge.idx, verb.right_edge.idx + len(verb.right_edge), claimant) if claimant else None
        )
    if subject is None:
        return None
    if subject.tag_ in ("WP", "WDT"):
        subject = verb.head
    claimant = meant_by(page, subject, memory)
    if claimant is None:
        return None
    left, right = _scope(page, verb, subject, kind, start, end)
    if left >= right:
        return None
    person = page.entity_at(claimant.start)
    memory.add(claimant, person is not None and person.label == "PERSON")
    attribution = Attribution(left, right, claimant)
    if verb.lemma_ in ("tell", "inform", "brief"):
        attribution.relay = claimant.relay = _told(page, verb)
    elif subject.lower_ in PRONOUNS:
        attribution.relay = claimant.relay
    if verb.lemma_ in ("quote", "cite"):
        cited = next((c for c in verb.children if c.dep_ in ("dobj", "nsubj") and c.i > verb.i), None)
        if cited is None:
            return None
        attribution.relay, attribution.source = claimant.name, meant_by(page, cited, memory) or claimant
    return attribution


def _scope(page: Page, verb: Token, subject: Token, kind: str, start: int, end: int) -> tuple[int, int]:
    """The offsets that a reporting verb covers: its clause, or all of its sentence where it stands at the end of it."""
    clausal = [c for c in verb.children if c.dep_ in ("ccomp", "xcomp", "parataxis")]
    if kind in ("number",):
        content = [c for c in verb.children if c.dep_ in ("dobj", "ccomp", "prep") and c.i > verb.i]
        if not content:
            return 0, 0
        return min(verb.idx, subject.idx), verb.right_edge.idx + len(verb.right_edge)
    top = verb
    inside = verb.dep_ in ("relcl", "acl", "advcl", "conj", "ccomp") and verb.dep_ != "ROOT"
    after = [c for c in clausal if c.i > verb.i]
    before = [c for c in clausal if c.i < verb.i]
    if before and not after:
        left = min(c.left_edge.idx for c in before)
        semicolon = page.text.rfind(";", start, verb.idx)
        return max(
            start if verb.dep_ == "ROOT" or end - verb.idx < 70 else left, semicolon + 1
        ), verb.right_edge.idx + len(verb.right_edge)
    if after:
        edge = max(c.right_edge.idx + len(c.right_edge) for c in after)
        edge = max(edge, verb.right_edge.idx + len(verb.right_edge))
        semicolon = page.text.find(";", verb.idx, end)
        if semicolon >= 0:
            edge = min(edge, semicolon)
        return (verb.idx if not inside else min(verb.idx, subject.idx)), min(end, edge)
    if kind == "plan":
        return 0, 0
    top = verb
    tail = page.text[verb.idx + len(verb) : end].strip()
    content = [
        c for c in verb.children if c.dep_ in ("dobj", "prep") and c.i > verb.i and c.ent_type_ not in ("DATE", "TIME")
    ]
    if verb.dep_ in ("parataxis",) or len(tail) < 50 or not content:
        semicolon = page.text.rfind(";", start, verb.idx)
        return max(start, semicolon + 1), end
    return top.left_edge.idx, top.right_edge.idx + len(top.right_edge)


TOLD = re.compile(
    r"(?:told|informed|briefed|tells|tell|telling) (?:(?:the|a|an) )?(?:(?:[a-z-]+ ){0,3}(?:paper|daily|newspaper|agency|channel|broadcaster|station|website|magazine|network|weekly|service) )?"
    r"((?:[A-Z][\w'’.-]*\w)(?: (?:[A-Z][\w'’.-]*\w|de|of|la|el|[A-Z]|\d+))*)"
)


def _told(page: Page, verb: Token) -> str | None:
    """Whom a claim was told: the medium that passes it on ("told the daily Al Masry")."""
    match = TOLD.match(page.text, verb.idx)
    if not match:
        return None
    entity = page.entity_at(match.start(1))
    if entity is not None and entity.label in ("DATE", "TIME"):
        return None
    return plain_title(match[1])
