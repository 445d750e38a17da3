"""Who states a figure (source) and who passes it on (relay), from quotes and from the sentence's own attribution."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from spacy.tokens import Token

from components.extract.counting.page import Draft, Page, hashes
from components.lexicons import lexicon

NAMES = frozenset({"PERSON", "ORG", "NORP", "GPE", "FAC"})
PRONOUNS = frozenset({"he", "she", "it", "they"})
MEDIA = re.compile(
    r"\b(?:news|radio|television|tv|agency|press|paper|newspaper|daily|weekly|post|times|herald|tribune|journal|telegraph|guardian|reuters|afp|ap|bbc|cnn|interfax|tass|xinhua|channel|wire|beacon|gazette|magazine|broadcaster|network|reporters|journalists|website|observer|mail|sun|star|globe|chronicle|dispatch|presse|echo|today|online|al jazeera|standard|independent|monitor|courier|report)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Claimant:
    """A name with the offsets of its mention."""

    name: str
    start: int
    end: int
    noun: str = ""
    relay: str | None = None


@dataclass(slots=True)
class Memory:
    """The claimants named so far: the last one for "it said", all of them for "the ministry"."""

    last: Claimant | None = None
    person: Claimant | None = None
    known: list[Claimant] = field(default_factory=list)

    def add(self, claimant: Claimant, is_person: bool) -> None:
        self.last = claimant
        if is_person:
            self.person = claimant
        self.known.append(claimant)
        del self.known[:-40]


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


MEDIUM = frozenset({"channel", "station", "broadcaster", "paper", "newspaper", "daily", "agency", "network", "website"})
CALLED = re.compile(
    r"(?:[a-z]+ )??(?:daily|newspaper|paper|agency|channel|station|broadcaster|website|magazine|weekly) ((?:[A-Z][\w'’.-]*)(?: (?:[A-Z][\w'’.-]*|de|of|la|el))*)"
)
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
            claimant = _after(page, i + (2 if low == "according" else 1), last, memory)
            if claimant is None:
                continue
            if low == "citing":
                citing = claimant
            else:
                found.append(_accorded(page, token, start, end, claimant))
        elif low in TALLIES and token.dep_ == "pobj" and token.head.lower_ in ("by", "on"):
            claimant = _owner(page, token, memory)
            if claimant is not None:
                found.append(Attribution(start, end, claimant, strength=2))
                memory.add(claimant, False)
        elif token.pos_ == "VERB" and (kind := verbs().get(token.lemma_)) is not None and not _takes(token):
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
        claimant = _claimant(page, agent, memory)
        edge = verb.head
        return (
            Attribution(edge.left_edge.idx, verb.right_edge.idx + len(verb.right_edge), claimant) if claimant else None
        )
    if subject is None:
        return None
    if subject.tag_ in ("WP", "WDT"):
        subject = verb.head
    claimant = _claimant(page, subject, memory)
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
        attribution.relay, attribution.source = claimant.name, _claimant(page, cited, memory) or claimant
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
    return _title(match[1])


def _title(name: str) -> str:
    return re.sub(r"^(?:the|a|an)\s+", "", name.strip(), flags=re.IGNORECASE)


def _np(page: Page, head: Token) -> str:
    """The noun phrase of a head without article, with its names before and "of ..." or "in ..." after."""
    doc = page.doc
    first = head.i
    while (
        first > page.starts[page.sentence_of(head.i)]
        and doc[first - 1].tag_ in ("NN", "NNP", "NNPS", "NNS", "JJ", "POS", "HYPH", "CD")
        and (doc[first - 1].head.i >= first - 1 or doc[first - 1].tag_ == "POS")
        and doc[first - 1].dep_ in ("compound", "amod", "nmod", "poss", "case", "punct", "nummod")
    ):
        first -= 1
    while first < head.i and (doc[first].tag_ in ("HYPH", "POS") or doc[first - 1].tag_ == "HYPH"):
        first += 1  # the rest of "54-year-old"
    last = head.i
    for child in head.children:
        if (
            child.i == last + 1
            and child.dep_ == "prep"
            and child.lower_ in ("of", "in", "for")
            and child.right_edge.i - child.i <= 6
        ):
            inner = list(doc[child.i : child.right_edge.i + 1])
            if not any(t.pos_ == "VERB" or t.ent_type_ in ("DATE", "TIME") or t.lower_ == "," for t in inner):
                last = child.right_edge.i
    return page.text[doc[first].idx : doc[last].idx + len(doc[last])]


def _after(page: Page, i: int, last: int, memory: Memory) -> Claimant | None:
    """The claimant of the noun phrase that begins at token ``i``."""
    doc = page.doc
    j = i
    head: Token | None = None
    while j < last and j < i + 14:
        token = doc[j]
        if token.tag_ in ("NN", "NNS", "NNP", "NNPS", "PRP"):
            if token.dep_ in ("pobj", "dobj", "nsubj", "conj", "ROOT", "appos", "attr") or token.tag_ == "PRP":
                head = token
                break
            head = token
        elif head is not None and token.tag_ not in ("POS", "HYPH", "JJ", "CD"):
            break
        j += 1
    return _claimant(page, head, memory) if head is not None else None


def _owner(page: Page, token: Token, memory: Memory) -> Claimant | None:
    owner = next((c for c in token.children if c.dep_ == "poss"), None)
    if owner is None:
        owner = next(
            (
                p
                for c in token.children
                if c.dep_ == "prep" and c.lower_ == "of"
                for p in c.children
                if p.dep_ == "pobj"
            ),
            None,
        )
    return _claimant(page, owner, memory) if owner is not None else None


def _claimant(page: Page, head: Token, memory: Memory) -> Claimant | None:
    """Who a noun phrase means: the person set beside it or in it, its entity's full name, or its words."""
    low = head.lower_
    if head.like_num or low in ("percent", "cent", "%"):
        return None  # "58 percent say"
    if low in PRONOUNS:
        last = memory.person if low in ("he", "she") and memory.person else memory.last
        name = _title(page.speaker_at(head.idx) or "") or (last.name if last is not None else None)
        if name is None:
            return None
        known = next((c for c in reversed(memory.known) if c.name == name), None)
        noun, relay = (known.noun, known.relay) if known is not None else (low, None)
        return Claimant(name, head.idx, head.idx + len(head), noun, relay)
    if low in (
        "who",
        "which",
        "that",
        "this",
        "we",
        "i",
        "you",
        "one",
        "some",
        "many",
        "others",
        "there",
        "these",
        "those",
    ):
        return None
    if low in ("source", "sources") and any(c.dep_ in ("amod", "compound") for c in head.children):
        pass
    apposed = [c for c in head.children if c.dep_ == "appos"]
    for token in (head, *apposed):
        entity = page.entity_at(token.idx)
        if entity is not None and entity.label == "PERSON":
            return Claimant(
                _title(entity.entity.name or page.text[entity.start : entity.end]), entity.start, entity.end, low
            )
    if head.tag_ in ("NNP", "NNPS"):
        entity = page.entity_at(head.idx)
        if entity is not None and entity.label in NAMES:
            name = entity.entity.name or page.text[entity.start : entity.end]
            plain = _np(page, head)
            chosen = plain if len(plain) > len(name) and name in plain and entity.label != "PERSON" else name
            return Claimant(_title(chosen), entity.start, entity.end, low)
        return Claimant(
            _title(_np(page, head)),
            head.left_edge.idx if head.left_edge.idx < head.idx else head.idx,
            head.idx + len(head),
            low,
        )
    name = _title(_np(page, head))
    if head.tag_ == "NN" and (beside := _beside(page, head)) is not None:
        return beside
    if head.tag_ in ("NN", "NNS"):
        owner = next((c.lower_ for c in head.children if c.dep_ == "poss"), "")
        if owner in ("his", "her") and memory.person is not None:
            return Claimant(memory.person.name, head.idx, head.idx + len(head), low)
        if (
            low in MEDIUM
            and memory.last is not None
            and any(c.lower_ == "the" for c in head.children)
            and len(name.split()) == 1
        ):
            return Claimant(memory.last.relay or memory.last.name, head.idx, head.idx + len(head), low)
        if (called := CALLED.match(page.text, head.idx)) is not None:
            return Claimant(called[1], called.start(1), called.end(1), low)
        definite = any(c.lower_ in ("the", "its", "this", "his", "her") for c in head.children)
        if definite and " " in name:
            for known in reversed(memory.known):
                if known.name.lower().endswith(f" {name.lower()}"):  # "the health ministry" is Lebanon's
                    return Claimant(known.name, head.idx, head.idx + len(head), low)
        if definite and len(name.split()) == 1:
            for known in reversed(memory.known):
                if (known.noun == low and known.name.lower() != low) or known.name.lower().split()[-1] == low:
                    return Claimant(known.name, head.idx, head.idx + len(head), low)
            ending = _entity_ending(page, head, low)
            if ending is not None:
                return Claimant(ending, head.idx, head.idx + len(head), low)
        indefinite = any(c.lower_ in ("a", "an", "one", "another") for c in head.children)
        later = _named_later(page, head, low) if low in OFFICES and not indefinite else None
        return Claimant(later or name, head.idx, head.idx + len(head), low)
    return None


OFFICES = frozenset({"mayor", "governor", "president", "premier", "chancellor", "sheriff"})  # one holder in a place
LATER = 500  # characters: a lead names an office, the next sentences its holder


def _named_later(page: Page, head: Token, noun: str) -> str | None:
    """Who holds an office that the lead only names: "the city's mayor said. ... Mayor Hana Brandt said"."""
    title = f"{noun.capitalize()} "
    for entity in page.entities_between(head.idx, head.idx + LATER):
        if entity.label == "PERSON" and page.text.endswith(title, max(0, entity.start - 40), entity.start):
            return _title(entity.entity.name or page.text[entity.start : entity.end])
    return None


def _beside(page: Page, head: Token) -> Claimant | None:
    """The name right after a common noun: "the shipping company Baltic Lines", "its director, Eva Horn,"."""
    end = head.idx + len(head)
    comma = page.text.startswith(", ", end)
    start = end + (2 if comma else 1)
    entity = page.entity_at(start)
    if entity is None or entity.start != start or entity.label not in ("PERSON", "ORG"):
        return None
    if comma and (entity.label != "PERSON" or page.text[entity.end : entity.end + 1] != ","):
        return None
    name = entity.entity.name or page.text[entity.start : entity.end]
    return Claimant(_title(name), entity.start, entity.end, head.lower_)


def _entity_ending(page: Page, head: Token, noun: str) -> str | None:
    """An organisation named before that ends in the noun: "the bank" after "the Bank of Israel"."""
    for entity in reversed(page.entities_between(max(0, head.idx - 600), head.idx)):
        if entity.label == "ORG":
            name = entity.entity.name or page.text[entity.start : entity.end]
            if noun in name.lower().split():
                return _title(name)
    return None
