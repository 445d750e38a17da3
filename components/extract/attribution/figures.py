"""Who states a figure (source) and who passes it on (relay), from quotes and from the sentence's own attribution."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from components.extract.attribution.content import reach
from components.extract.attribution.ellipsis import gapped
from components.extract.attribution.issuers import TEXTS, coreferent, issuer_of, lost_subject, source_of
from components.extract.attribution.mentions import PRONOUNS, Antecedents, Source, owner_of, phrase_after
from components.extract.attribution.relays import carried, quoting, told_to
from components.extract.counting.page import Draft, Page, hashes
from components.lexicons import lexicon


@dataclass(slots=True)
class Attribution:
    """What one attribution of a sentence covers."""

    start: int
    end: int
    source: Source | None
    relay: str | None = None
    verb: Token | None = None
    weak: bool = False  # only where nobody else says it: "the bank expects", "Norway pledged"
    before: int | None = None  # where another clause of the sentence begins that it does not cover


TALLIES = frozenset({"count", "tally", "estimate", "figures", "estimates", "reckoning", "data"})
APART = re.compile(r";|\b(?:while|but|whereas)\b")
CLAIMS = frozenset({"claim", "claims", "allegation", "allegations", "assertion", "accusation"})
QUOTES = frozenset({"quoting", "citing"})
ATTRIBUTES = hashes(("according", "cited", "quoted", *QUOTES, *TALLIES, *CLAIMS))
COUNTS = frozenset(
    [
        "forecast",
        "forecasts",
        "projection",
        "projections",
        "number",
        "toll",
        "count",
        "figure",
        "tally",
        "estimate",
        "total",
        "dead",
        "deaths",
    ]
)
OWN = frozenset(
    [
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
        "evidence",
    ]
)  # "citing data": its own
ASIDES = frozenset({"DURATION", "MEASURE", "AGE"})


@cache
def verbs() -> dict[str, str]:
    return {row["lemma"]: row["kind"] for row in lexicon("claim_verbs", "lemma", "kind")}


@cache
def persons() -> frozenset[str]:
    return frozenset(row["noun"] for row in lexicon("speaker_nouns", "noun", "kind") if row["kind"] == "person")


@cache
def _verb_hashes() -> frozenset[int]:
    return hashes(verbs())


def attach(page: Page, number: int, group: list[Draft], earlier: Antecedents) -> None:
    """ "The army said", "according to doctors": who states what the sentence tells."""
    found = _attributions(page, number, earlier)
    for draft in group:
        best: Attribution | None = None
        for attribution in found:
            if attribution.start <= draft.start < attribution.end and _better(attribution, best):
                best = attribution
        if best is not None and best.source is not None and not _aside(page, draft, best):
            span = (best.source.start, best.source.end)
            draft.set(attach, span, source=best.source.name, relay=best.relay, source_span=span)
        left = any(a.before is not None and a.before <= draft.start < a.start for a in found)
        _from_quote(page, draft, best is None and not left)
    if found:
        gapped(page, group, page.span(number)[0])


def _better(attribution: Attribution, best: Attribution | None) -> bool:
    if best is None or attribution.weak != best.weak:
        return best is None or best.weak
    return attribution.end - attribution.start < best.end - best.start


def _aside(page: Page, draft: Draft, attribution: Attribution) -> bool:
    """Whether a time or a measure only describes the subject of what is said afterwards: "two months of floods killed 12, he said"."""
    if draft.label not in ASIDES or attribution.verb is None or attribution.verb.idx < draft.start:
        return False
    token = page.doc[draft.first]
    for _ in range(8):
        if (token.dep_ == "pobj" and token.head.lower_ == "of") or token.dep_ == "relcl":
            return False  # "power cuts of six hours"
        if token.dep_ in ("nsubj", "nsubjpass"):
            return token.head.dep_ in ("ccomp", "ROOT", "parataxis") and token.left_edge.i < draft.first
        if token.head is token or (
            token.dep_ in ("dobj", "pobj") and token.head.pos_ == "VERB" and token.i > token.head.i
        ):
            return False
        token = token.head
    return False


def _from_quote(page: Page, draft: Draft, needed: bool) -> None:
    """ "Twelve died," he said: a figure inside of a quote is the speaker's."""
    for quote in reversed(page.quotes_at(draft.start)):
        values = quote.quote
        named = values.speaker_name and values.speaker_name.lower() not in PRONOUNS
        if named and (needed or quote.label == "DIRECT"):
            draft.set(_from_quote, source=values.speaker_name, relay=values.relay or draft.relay)
            if values.speaker_start is not None and values.speaker_end is not None:
                draft.set(_from_quote, source_span=(values.speaker_start, values.speaker_end))
            return


def _attributions(page: Page, number: int, earlier: Antecedents) -> list[Attribution]:
    first, last = page.sentence(number)
    start, end = page.span(number)
    found: list[Attribution] = []
    citing: Source | None = None
    lowers, lemmas, claims = page.lowers, page.lemmas, _verb_hashes()
    for i in range(first, last):
        if lemmas[i] not in claims and lowers[i] not in ATTRIBUTES:
            continue
        token = page.doc[i]
        low = token.lower_
        if low == "according" or (low == "cited" and token.tag_ == "VBG"):
            source = _named_after(page, i + 2, last, earlier)
            if source is not None:
                found.append(_accorded(page, token, start, end, source))
        elif low in QUOTES or (low in ("cited", "quoted") and _relative(token)):
            citing = _named_after(page, i + 1, last, earlier) or citing
        elif low in TALLIES and token.dep_ == "pobj" and token.head.lower_ in ("by", "on"):
            source = owner_of(page, token, earlier)
            if source is not None:
                found.append(Attribution(start, end, _meant(page, token, source, earlier)))
                earlier.add(source, False)
        elif low in CLAIMS and token.pos_ == "NOUN":
            issuer = issuer_of(page, token, earlier)  # "a boast by the militia that it held 60"
            if issuer is not None and any(c.dep_ in ("acl", "ccomp", "relcl") for c in token.children):
                found.append(Attribution(token.left_edge.idx, _end(token), issuer))
        elif _is_saying(token) and (kind := verbs().get(token.lemma_)) is not None and not _takes(token):
            attribution = _said(page, token, kind, (start, end), first, earlier)
            if attribution is not None:
                found.append(attribution)
    if citing is not None and citing.name.lower().split()[:1] and citing.name.lower().split()[0] not in OWN:
        _cite(page, citing, found, (start, end))
        earlier.add(citing, False)
    return found


def _meant(page: Page, token: Token, source: Source, earlier: Antecedents) -> Source:
    """The owner of a count, as source_of has it: "by the group's reckoning" is that of the organisation named before."""
    owner = page.doc[page.token_at(source.end - 1)]
    return (source_of(page, owner, earlier) or source) if owner.i < token.i and owner.dep_ == "poss" else source


def _named_after(page: Page, i: int, last: int, earlier: Antecedents) -> Source | None:
    """Who is named from token ``i`` on; whose figures they are, where it is figures that are named."""
    source = phrase_after(page, i, last, earlier)
    if source is None:
        return None
    for token in page.doc[i : min(last, i + 8)]:
        if token.lower_ in TEXTS and token.tag_ in ("NN", "NNS"):
            return issuer_of(page, token, earlier) or source
        if token.idx >= source.end:
            break
    return source


def _relative(token: Token) -> bool:
    """ "The BBC, which quoted police sources"."""
    return token.dep_ == "relcl" and any(c.dep_ == "nsubj" and c.tag_ == "WDT" for c in token.children)


def _cite(page: Page, citing: Source, found: list[Attribution], span: tuple[int, int]) -> None:
    """Whom a medium cites is the source, the medium passes it on."""
    for attribution in found:
        if not APART.search(page.text, citing.start, max(citing.start, attribution.start)):
            attribution.relay = attribution.source.name if attribution.source else None
            attribution.source = citing
    if not found:
        found.append(Attribution(*span, citing))


def _is_saying(token: Token) -> bool:
    """Whether a word of claiming is a verb here, also one that the tagger took for a noun: "..., the agency estimates."."""
    if token.pos_ == "VERB" or (token.tag_ in ("NNS", "NN") and any(c.dep_ == "nsubj" for c in token.children)):
        return True
    return token.pos_ == "AUX" and token.lemma_ == "say"


def _takes(verb: Token) -> bool:
    """Whether a verb of claiming claims no fact: "the disaster claimed 40 lives", "the group claimed responsibility"."""
    if verb.lemma_ != "claim":
        return False
    return any(c.dep_ == "dobj" and c.lemma_ in ("life", "responsibility", "victim") for c in verb.children)


def _accorded(page: Page, token: Token, start: int, end: int, source: Source) -> Attribution:
    """ "according to X" covers its sentence, or its half of one that a semicolon or "while" cuts."""
    left, right = start, end
    for match in re.finditer(r";", page.text[start:end]):
        at = start + match.start()
        if at < token.idx:
            left = at
        else:
            right = at
            break
    return Attribution(left, right, source, carried(page, token.idx, right))


def _agent(verb: Token) -> Token | None:
    return next(
        (
            p
            for c in verb.children
            if c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ == "by")
            for p in c.children
            if p.dep_ == "pobj"
        ),
        None,
    )


def _allowed(verb: Token, kind: str, subject: Token | None) -> bool:
    """Whether a verb that claims only with some words has them: "raised the number of dead", "data show", "spoke of 66 dead"."""
    if kind == "toll":
        return any(c.dep_ == "dobj" and c.lower_ in COUNTS for c in verb.children)
    if kind == "text":
        return subject is not None and subject.lower_ in TEXTS
    return kind != "of" or any(c.dep_ == "prep" and c.lower_ == "of" for c in verb.children)


def _said(
    page: Page, verb: Token, kind: str, span: tuple[int, int], first: int, earlier: Antecedents
) -> Attribution | None:
    subject = min((c for c in verb.children if c.dep_ == "nsubj"), key=lambda c: abs(c.i - verb.i), default=None)
    if subject is None and verb.dep_ == "conj" and verb.head.pos_ == "VERB" and verb.head.lemma_ in verbs():
        subject = next((c for c in verb.head.children if c.dep_ == "nsubj"), None)
    if not _allowed(verb, kind, subject):
        return None
    passive = next((c for c in verb.children if c.dep_ == "nsubjpass"), None) if subject is None else None
    if passive is not None:
        if verb.lemma_ in ("quote", "cite") and any(c.lower_ == "as" for c in verb.children):
            return _quoted(page, verb, passive, span, earlier)
        subject = _agent(verb)
        if subject is None:
            return None
    if subject is None and verb.dep_ == "acl" and verb.tag_ in ("VBN", "VBD"):
        agent = _agent(verb)
        source = source_of(page, agent, earlier) if agent is not None else None
        return Attribution(verb.head.left_edge.idx, _end(verb), source) if source else None
    if subject is None:
        source = lost_subject(page, verb, first) if kind == "" else None
        if source is None:
            return None
        earlier.add(source, True)
        relay = told_to(page, verb) if verb.lemma_ in ("tell", "inform", "brief") else None
        return Attribution(max(span[0], page.text.rfind(";", span[0], verb.idx) + 1), span[1], source, relay, verb)
    return _by_subject(page, verb, subject, kind, span, earlier)


def _by_subject(
    page: Page, verb: Token, subject: Token, kind: str, span: tuple[int, int], earlier: Antecedents
) -> Attribution | None:
    if subject.tag_ in ("WP", "WDT"):
        subject = verb.head
    source = coreferent(page, verb, subject) or source_of(page, subject, earlier)
    if source is None:
        return None
    if subject.tag_ == "NN" and page.doc[verb.i - 1].text == "," and page.entity_at(source.start) is None:
        person = subject.lemma_.lower() in persons()
        source = lost_subject(page, verb, subject.i, person) or source  # "the mayor of Varn, Ana Petrescu, said"
    left, right, before = reach(page, verb, subject, kind, *span)
    if left >= right:
        return None
    named = page.entity_at(source.start)
    earlier.add(source, named is not None and named.label == "PERSON")
    attribution = Attribution(left, right, source, None, verb, kind == "own", before)
    if verb.lemma_ in ("tell", "inform", "brief"):
        attribution.relay = source.relay = told_to(page, verb)
    elif subject.lower_ in PRONOUNS:
        attribution.relay = source.relay
    if verb.lemma_ in ("quote", "cite"):
        cited = next((c for c in verb.children if c.dep_ in ("dobj", "nsubj") and c.i > verb.i), None)
        if cited is None:
            return None
        attribution.relay, attribution.source = source.name, source_of(page, cited, earlier) or source
    if attribution.relay is None:
        attribution.relay = quoting(page, subject, earlier) or carried(
            page, min(subject.left_edge.idx, verb.idx), _tail(page, verb, span[1])
        )
        if attribution.relay == source.name:
            attribution.relay = None
    return attribution


def _tail(page: Page, verb: Token, end: int) -> int:
    """Where the words about how something was said end: before its clause, or with the sentence."""
    after = [c.left_edge.idx for c in verb.children if c.dep_ in ("ccomp", "xcomp", "dobj") and c.i > verb.i]
    return min([*after, end])


def _quoted(page: Page, verb: Token, subject: Token, span: tuple[int, int], earlier: Antecedents) -> Attribution | None:
    """ "Colonel Ould was quoted by the state broadcaster as saying ...", "..., he was quoted as saying by Nour TV"."""
    source = source_of(page, subject, earlier)
    if source is None:
        return None
    earlier.add(source, True)
    by = next((t for t in verb.subtree if t.i > verb.i and t.lower_ == "by" and t.dep_ in ("prep", "agent")), None)
    named = next((p for p in by.children if p.dep_ == "pobj"), None) if by is not None else None
    medium = source_of(page, named, earlier) if named is not None else None
    return Attribution(*span, source, medium.name if medium else None, verb)


def _end(verb: Token) -> int:
    return verb.right_edge.idx + len(verb.right_edge)
