"""Single victims without a number: "a soldier was killed", "Pedro Rosas was killed", "a couple died"."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

from spacy.tokens import Token

from components.extract.counting import scopes
from components.extract.counting.nouns import unit_of
from components.extract.counting.page import Draft, Page, hashes
from components.extract.counting.persons import is_attacker, is_person
from components.extract.counting.triggers import Trigger, trigger_words
from components.extract.labels import DISPLACED, HARM, KILLED
from components.extract.quantities import Quantity
from components.extract.quantities.words import word_set
from components.model import CASUALTIES

GROUPS = word_set("groups")
ORDINALS = frozenset({"second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"})
PRONOUNS = frozenset({"he", "she", "him", "her"})


def single(page: Page, head: Token, trigger: Trigger) -> Draft | None:
    """One victim without a number: "a soldier was killed", "Pedro Rosas was killed"."""
    low = head.lower_
    if trigger.label == DISPLACED or (head.i + 1 < len(page.doc) and head.nbor(1).text == ":"):
        return None  # "Sheriff: woman shot"
    if low == "both" or (head.tag_ == "NNS" and any(c.lower_ == "both" for c in head.children)):
        return _both(page, head, trigger)
    if low in PAIRS and any(c.dep_ in ("poss", "det") for c in head.children):
        return _pair(page, head, trigger)
    if _stands_alone(head):
        return _one_more(page, head, trigger)
    if head.tag_ in ("NNS", "NNPS", "CD", "DT", "WP", "WDT", "EX") or head.like_num:
        return None
    if low in PRONOUNS:
        return made(page, head, trigger, head.i, None, 0.3)
    if low in COUPLES:
        return _couple(page, head, trigger)
    if head.tag_ == "NNP":
        return _named(page, head, trigger)
    if low == "old" and head.i > 3 and head.nbor(-2).lower_ == "year":
        return _of_age(page, head, trigger)
    return _described(page, head, trigger) if _names_person(head, trigger) else None


def _stands_alone(head: Token) -> bool:
    """Whether "another" or "a third" stands for somebody whose noun is left out."""
    if head.lower_ == "another":
        alone = head.dep_ in ("nsubj", "nsubjpass", "dobj", "conj")
        return alone or (head.dep_ == "det" and head.head.pos_ == "VERB")
    ordinal = head.lower_ in ORDINALS and head.dep_ in ("nsubj", "nsubjpass")
    return ordinal and any(c.lower_ == "a" for c in head.children)


def _one_more(page: Page, head: Token, trigger: Trigger) -> Draft:
    """ "Another was hurt", "a third was wounded": one more, whose noun is left out."""
    another = head.lower_ == "another"
    first, subject = (head.i, "people") if another else (head.left_edge.i, f"{head.lower_} person")
    draft = made(page, head, trigger, first, subject, 0.8)
    draft.set(_one_more, unit="people")
    return draft


def _of_age(page: Page, head: Token, trigger: Trigger) -> Draft:
    """ "A 12-year-old was killed": somebody told by age alone."""
    first = head.left_edge.i
    dated = page.doc[first].lower_ in ("a", "an", "another")
    subject = _subject_text(page, first + dated, head.i)
    draft = made(page, head, trigger, first, subject, 0.8 if dated else 0.5)
    draft.set(_of_age, unit="people")
    return draft


def _names_person(head: Token, trigger: Trigger) -> bool:
    """Whether a noun is one person's, also by its form where somebody was killed."""
    if head.tag_ != "NN" or head.lower_ in GROUPS:
        return False
    formed = trigger.label == KILLED and trigger.role != "denied" and _like_person(head.lower_)
    return is_person(head.lower_) or formed


def _described(page: Page, head: Token, trigger: Trigger) -> Draft:
    """ "A soldier", "his driver": one person by a noun, surer where an article says that he is new."""
    left = head.left_edge.i
    dets = [c.lower_ for c in head.children if c.dep_ in ("det", "poss") and c.i < head.i]
    indefinite = any(d in ("a", "an", "another", "one") for d in dets) or (not dets and _glued(page, left))
    start = next((j for j in range(head.i, left - 1, -1) if page.doc[j].lower_ in DETERMINERS), head.i)
    subject = _subject_text(page, start + 1 if start < head.i else head.i, head.i)
    return made(page, head, trigger, start, subject, 0.8 if indefinite else 0.5)


DETERMINERS = frozenset({"a", "an", "another", "the", "his", "her"})
BODIES = frozenset({"body", "corpse"})
TURNS_UP = frozenset({"find", "discover", "recover", "pull", "wash", "dump", "lie", "float", "retrieve", "see", "spot", "hang", "take", "bring", "dig", "drag"})  # fmt: skip


def body(page: Page, trigger: Trigger) -> Draft | None:
    """ "Another body lay in the yard", "police found a headless body": one, where no "of" says whose it is."""
    head = page.doc[trigger.i]
    if head.lower_ not in BODIES or any(c.lower_ == "of" for c in head.children):
        return None
    dets = {c.lower_: c for c in head.children if c.dep_ == "det"}
    verb = head.head
    if not dets.keys() & {"a", "another"} or verb.lemma_ not in TURNS_UP or head.dep_ in ("compound", "pobj"):
        return None
    first = next(iter(dets.values())).i
    draft = made(page, head, trigger, first, _subject_text(page, first + 1, head.i), 0.8)
    if "another" in dets:
        draft.set(body, subject=f"other {draft.subject}")
    return draft


NO_NAME = frozenset(
    {
        "report",
        "summary",
        "case",
        "times",
        "news",
        "victims",
        "homicide",
        "murder",
        "shooting",
        "killing",
        "life",
        "dead",
        "death",
        "injury",
        "body",
        "shot",
    }
)  # written large in headlines
JUMBLED = re.compile(r"[a-z][A-Z]{2,}")  # "NewsDENVER", a headline and a dateline run together
COUPLES = {"couple": 2, "duo": 2, "trio": 3}


def _couple(page: Page, head: Token, trigger: Trigger) -> Draft | None:
    """ "Killed a couple in their seventies": two, and no "couple of" anything."""
    dets = {c.lower_ for c in head.children if c.dep_ == "det"}
    if not dets & {"a", "an", "the", "another"} or any(c.lower_ == "of" for c in head.children):
        return None
    first = min(c.i for c in head.children if c.dep_ == "det")
    draft = made(page, head, trigger, first, head.lower_, 0.8 if "the" not in dets else 0.5)
    number = COUPLES[head.lower_]
    draft.set(_couple, quantity=replace(draft.quantity, value=number, low=number, high=number))
    draft.set(_couple, unit="people")
    return draft


GLUED = re.compile(r"[\w.]*[a-z.]An?")


def _glued(page: Page, left: int) -> bool:
    """Whether an article hangs on the headline before it, as on scraped pages: "Channel NewsA man was shot"."""
    words = page.doc[max(0, left - 1) : left + 1]
    return any(GLUED.fullmatch(w.text) and len(w) > 3 for w in words)


PAIRS = {"parents": 2, "grandparents": 2, "twins": 2, "triplets": 3}


def _pair(page: Page, head: Token, trigger: Trigger) -> Draft | None:
    """ "His parents", "the twins": people whose number the noun tells."""
    first = min(c.i for c in head.children if c.dep_ in ("poss", "det"))
    if page.doc[first].lower_ in ("some", "many", "most", "all"):
        return None
    draft = made(page, head, trigger, first, head.lower_, 0.8)
    number = PAIRS[head.lower_]
    draft.set(_pair, quantity=replace(draft.quantity, value=number, low=number, high=number))
    draft.set(_pair, unit=unit_of(head.lower_, head))
    return draft


def _both(page: Page, head: Token, trigger: Trigger) -> Draft | None:
    """ "Both died at the scene", "both sisters were killed": two, where the article does not count them."""
    if head.lower_ != "both" and not is_person(head.lower_):
        return None
    first = next((c.i for c in head.children if c.lower_ == "both"), head.i)
    draft = made(page, head, trigger, first, head.lower_ if head.tag_ == "NNS" else "people", 0.5)
    draft.set(_both, quantity=replace(draft.quantity, value=2, low=2, high=2))
    draft.set(_both, unit=unit_of(head.lower_, head) if head.tag_ == "NNS" else "people")
    return draft


PERSON_ENDINGS = ("ist", "er", "or", "man", "woman", "ian", "ant", "eer", "ess", "ee")
NO_PERSON = word_set("no person")


def _like_person(noun: str) -> bool:
    """A noun that the lexicon lacks but that is built like one for a person: "novelist", "headmaster"."""
    return noun.endswith(PERSON_ENDINGS) and noun not in NO_PERSON


def _named(page: Page, head: Token, trigger: Trigger) -> Draft | None:
    """A victim by name; capitalised words that no entity covers count as one where they are killed or hurt."""
    entity = page.entity_at(head.idx)
    person = (
        head.ent_type_ == "PERSON" and head.dep_ == "nsubjpass"
    )  # to the parser's model, whatever the name was taken for
    if head.lower_ in NO_NAME or JUMBLED.search(head.text):
        return None
    if entity is not None and (entity.label == "PERSON" or (entity.label == "ORG" and person)):
        return made(page, head, trigger, page.token_at(entity.start), entity.entity.name or head.text, 0.6)
    harmed = trigger.role in ("act", "undergo") and trigger.label in HARM
    if (entity is not None or not harmed) and head.lower_ not in (
        "man",
        "woman",
        "boy",
        "girl",
        "teen",
        "officer",
        "soldier",
    ):
        return None
    if entity is None and (
        (
            page.doc[trigger.i].tag_ not in ("VBN", "VBD")
            and not (page.doc[trigger.i].tag_ == "VBZ" and is_person(head.lower_))
        )
        or "." in head.text
        or head.lower_ in NO_NAME
    ):
        return None  # "Assault with Intent to Kill Inflicting Serious Injury"
    first = head.i
    while first > 0 and page.doc[first - 1].tag_ == "NNP" and not page.doc[first].is_sent_start:
        first -= 1
    return made(page, head, trigger, first, page.text[page.doc[first].idx : head.idx + len(head)], 0.5)


def _subject_text(page: Page, first: int, last: int) -> str:
    return page.text[page.doc[first].idx : page.doc[last].idx + len(page.doc[last])]


def made(page: Page, head: Token, trigger: Trigger, first: int, subject: str | None, score: float) -> Draft:
    """ "A soldier was killed": one, told of without a number."""
    start, end = page.doc[first].idx, head.idx + len(head)
    quantity = Quantity(start, end, start, end, 1, 1, 1, "exact", digits=False)
    draft = Draft(start, end, first, head.i, page.sentence_of(head.i), quantity, head=head.i, single=True, score=score)
    draft.set(made, trigger_words(page, trigger), label=trigger.label, anchor=trigger.i)
    draft.set(made, subject=subject)
    draft.set(made, unit=unit_of(head.lower_, head) if head.tag_ == "NN" else "people")
    return draft


TIMES = {"double": 2, "triple": 3, "quadruple": 4}
TIMES_WORDS = hashes(TIMES)
DEEDS = frozenset({"homicide", "murder", "killing", "slaying"})
PAIRED = re.compile(r"\b(?:murder|homicide)[ -](?:and )?suicide\b", re.IGNORECASE)
FATAL = re.compile(
    r"\b(?:(?:fatal|deadly) (?:\w+ )?(?:shooting|stabbing)|homicide|slaying)\b(?!s| (?:report|detectives?|unit|division|bureau|squad|investigators?|department|sgt|lt|rate))",
    re.IGNORECASE,
)
DENIES = re.compile(
    r"\b(?:not|no|attempted|possible|nearly|previous|last|non|double|triple|quadruple|multiple)[ -](?:an? )?(?:\w+ )?$",
    re.IGNORECASE,
)


def fatal(page: Page) -> Draft | None:
    """The one victim of "a deadly shooting" or "a homicide", for an article that does not tell of its dead in another way."""
    if PAIRED.search(page.text):
        return None
    last = page.span(min(2, len(page.spans) - 1))[1]
    for match in FATAL.finditer(page.text, 0, last):
        if not DENIES.search(page.text, max(0, match.start() - 30), match.start()):
            first, head = page.token_at(match.start()), page.token_at(match.end() - 1)
            draft = made(page, page.doc[head], Trigger(head, KILLED, "noun"), first, "people", 0.4)
            draft.set(fatal, unit="people", scope="event")
            return draft
    return None


def multiples(page: Page) -> list[Draft]:
    """ "A double homicide": two, for an article that does not count its dead in another way."""
    out = []
    if paired := PAIRED.search(page.text):
        first, head = page.token_at(paired.start()), page.token_at(paired.end() - 1)
        out = [_several(page, page.doc[head], first, 2)]
    if not page.has(TIMES_WORDS):
        return out
    for i, low in enumerate(page.lowers[:-1]):
        if low in TIMES_WORDS and (deed := page.doc[i + 1]).lower_ in DEEDS:
            out.insert(0, _several(page, deed, i, TIMES[page.doc[i].lower_]))
            break
    return out[:1]


def _several(page: Page, deed: Token, first: int, number: int) -> Draft:
    """ "He and his brother were killed": people that one phrase names together."""
    draft = made(page, deed, Trigger(deed.i, KILLED, "noun"), first, "people", 0.5)
    draft.set(_several, quantity=replace(draft.quantity, value=number, low=number, high=number))
    draft.set(_several, unit="people", scope="event")
    return draft


FAR = 1500  # characters: a count this far behind a victim is of another story


def unique(page: Page, singles: list[Draft], drafts: list[Draft]) -> list[Draft]:
    """Each victim once: a name once, a definite or a pronoun only where the label has no other figure."""
    kept: list[Draft] = []
    counted: dict[str | None, int] = {}  # where the first count of each label stands
    for d in drafts:
        if d.label in CASUALTIES and not (d.unit and is_attacker(d.unit)) and not scopes.elsewhere(page, d):
            counted[d.label] = min(d.start, counted.get(d.label, d.start))
    names: dict[tuple[str | None, str], list[list[str]]] = {}
    told: set[str | None] = set()
    for draft in sorted(singles, key=lambda d: -d.score):
        key = draft.label, (draft.subject or "").split()[-1].lower() if draft.subject else ""
        if (
            draft.score < (0.5 if draft.additional_to else 0.75)
            and counted.get(draft.label, draft.start + FAR) < draft.start + FAR
        ):
            continue
        if draft.score < 0.55 and draft.label in told and not draft.additional_to:
            continue
        words = (draft.subject or "").lower().split()
        if any(_one_person(words, other) for other in names.get(key, ())):
            continue
        names.setdefault(key, []).append(words)
        if not draft.also:
            told.add(draft.label)
        kept.append(draft)
    for before, draft in itertools.pairwise(sorted(kept, key=lambda d: d.start)):
        if draft.also and before.label == draft.label:
            before.set(unique, score=max(before.score, draft.score))  # they add up
    return kept


def _one_person(one: list[str], other: list[str]) -> bool:
    """Whether two names with one last word may be the same: "Rosas", "Pedro Rosas", not "Omar Rosas" and "Lina Rosas"."""
    return len(one) < 2 or len(other) < 2 or one[0] == other[0] or set(one) <= set(other) or set(other) <= set(one)
