"""The scope of a figure: the event, a running total, another or older incident, a possibility, the attackers' own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from spacy.tokens import Token

from components.extract.claims.model import Because, Words
from components.extract.counting import stories
from components.extract.counting.page import Draft, Page, hashes
from components.extract.counting.persons import is_attacker, is_fighter
from components.extract.labels import (
    ABDUCTED,
    COUNT,
    DETAINED,
    DISPLACED,
    HARM,
    INJURED,
    KILLED,
    MISSING,
    MONEY,
    PERCENT,
    SPECIFICATIONS,
    WEAPON_COUNT,
)
from components.extract.quantities.words import word_set
from components.model import CASUALTIES, Scope

RUNNING = re.compile(
    r"\b(?:since (?!then|yesterday|last|died|been|come|gone|risen|[a-z]+ed\b|[^.;,]{0,60}(?:sun|mon|tues|wednes|thurs|fri|satur)day)|so far this year|this year alone|to date|in (?:the|a|more than|over|nearly|almost)?\s?(?:\w+ )?(?:years?|months?)(?:['’])?(?: of)? (?:war|conflict|fighting|violence|unrest|civil)|(?:over|in|during) the (?:past|last) (?:\w+ (?:years|months|decades)|decade|century)|(?:in|over) (?:the )?(?:recent|past few|last few|past several) (?:years|months|decades)|over the (?:years|decades)|(?:each|every) year|altogether|overall|(?:toll|number) (?:from|of|in) (?:the )?\w+ (?:months|years|weeks)|from \w+ (?:months|years|weeks) of)\b",
    re.IGNORECASE,
)
STILL = re.compile(r"\b(?:(?:are|is|remain) still|still (?:held|missing|being held|believed))\b", re.IGNORECASE)
THIS_YEAR = re.compile(r"\b(?:has|have) [^.;]{0,80}\bthis year\b")
SINCE_WHEN = re.compile(  # "the worst since 2019, when two died"
    r"\b(?:[a-z]{3,}est|worst|first|most [a-z]+)\b[^.;]{0,60}\bsince [^.;,]{3,60},? (?:when|which|that)\b[^.;]*$",
    re.IGNORECASE,
)
WORST = re.compile(r"\b(?:[a-z]{3,}est|worst|first|most [a-z]+)\b[^.;,]{0,50}$", re.IGNORECASE)
OLD = re.compile(
    r"\b(?:last (?:year|month|spring|summer|autumn|winter|season|(?:fourth|4th) of july|christmas|easter|thanksgiving|new year)|(?:a|two|three|four|five|six|seven|eight|nine|ten|\d+|several|few) (?:years?|months?) (?:ago|earlier|before)|years (?:ago|earlier)|previous(?:ly)?|earlier (?:this|attacks?|incidents?|tests?|raids?|strikes?|accidents?|crash(?:es)?|ones?|two|three|four|claim|in the year)|in (?:19\d\d|200\d|201\d|202\d)|similar (?:attack|incident|raid|strike|blast|explosion|bombing|shooting|accident|crash|assault|ambush|fire|collapse)(?:e?s)?|a decade ago|back in|dismissed|the (?:year|month) before|in a separate)\b",
    re.IGNORECASE,
)
AFTER_OTHER = re.compile(
    r"\b(?:came|comes|come|coming) (?:[\w-]+ ){0,3}(?:days?|weeks?|months?|years?) after\b", re.IGNORECASE
)
COUNTS_UP = hashes(
    (
        "since",
        "year",
        "years",
        "month",
        "months",
        "week",
        "weeks",
        "decade",
        "decades",
        "century",
        "altogether",
        "overall",
        "date",
        "alone",
    )
)
EARLIER_DAY = re.compile(
    r"\b(?:days?|weeks?|nights?) (?:earlier|before)\b|\b(?:in|last) (?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
LEFT_BEHIND = re.compile(
    r"\b(?:left|leaving|leave) behind (?:the )?(?:at least |about |some )?$"
)  # attackers leave their own dead
UNSOLVED = re.compile(r"\b(?:unsolved|cold|open|pending)\b")
AGO = hashes(
    ("last", "ago", "earlier", "before", "previous", "previously", "similar", "back", "dismissed", "separate")
)  # without one of them, or a year, nothing is told to be old
DEEDS = r"(?:deaths?|killings?|murders?|slayings?|attacks?|bombings?|shootings?|massacres?|crash(?:es)?|disasters?|war|fire|floods?|earthquakes?)"
LONG_AFTER = re.compile(
    rf"\b(?:months?|years?) after (?:the |a |an |his |her )?(?:[a-z]+ ){{0,2}}{DEEDS}\b[^.,;]*$", re.IGNORECASE
)
DEED_OF = re.compile(rf"\b((?:19|20)\d\d) (?:[a-z]+ ){{0,2}}{DEEDS}\b[^.,;]{{0,40}}$")
IMAGINED = re.compile(
    r"\b(?:for every|forecast(?: for [\w ]+)? to|scenario|imagined|simulat\w+|threatened to \w+|threatening to \w+)\b[^.;]*$",
    re.IGNORECASE,
)
PLANS = frozenset(
    {"threaten", "plan", "expect", "predict", "forecast", "project", "imagine", "simulate", "demand", "deny"}
)
PLANNED = hashes(PLANS)
INTENTS = word_set("intents")  # verbs and nouns: who is to be killed or hurt is not so yet
INTENDED = hashes(INTENTS)
IMAGINES = ("every", "forecast", "scenario", "imagin", "simulat", "threat")


def attach(page: Page, number: int, group: list[Draft]) -> None:
    """Sets the scope of the drafts of one sentence."""
    start, end = page.span(number)
    text = page.text[start:end]
    running = None if COUNTS_UP.isdisjoint(page.words_of(number)) else _runs(page.text, start, end)
    for draft in group:
        if draft.scope is None or draft.scope == "perpetrator":
            scope, rule, words = _scope(page, draft, text, start, running)
            draft.set(rule, words, scope=scope)


Told = tuple[Scope, Because, Words | None]


def _scope(page: Page, draft: Draft, text: str, start: int, running: re.Match[str] | None) -> Told:
    """The event of the article, where no words say otherwise."""
    if words := _attackers(page, draft, draft.start - start):
        return "perpetrator", _attackers, words
    if words := _possible(page, draft, text, draft.start - start):
        return "hypothetical", _possible, words
    if draft.label not in CASUALTIES and draft.label not in (COUNT, PERCENT, MONEY, WEAPON_COUNT):
        return "event", _scope, None
    if words := _older(page, draft, text, draft.start - start, draft.sentence):
        return "background", _older, words
    if words := _adds_up(page, draft, text, start, running):
        return "cumulative", _adds_up, words
    return "event", _scope, None


def _attackers(page: Page, draft: Draft, at: int) -> Words | None:
    """ "Three gunmen were killed", "left behind two bodies": the attackers' own dead."""
    named = (draft.unit, draft.subject.split()[-1] if draft.subject else None)
    if draft.label in (KILLED, INJURED, DETAINED, COUNT) and any(n and is_attacker(n) for n in named):
        return _counted(page, draft)
    if draft.unit in ("body", "corpse"):
        return LEFT_BEHIND.search(page.text, max(draft.start - at, draft.start - 40), draft.start)
    return None


def _counted(page: Page, draft: Draft) -> Words:
    """The noun that a figure counts, else the figure."""
    return page.words(draft.head) if draft.head is not None else (draft.start, draft.end)


def _adds_up(page: Page, draft: Draft, text: str, start: int, running: re.Match[str] | None) -> Words | None:
    """ "Since May", "so far this year", "are still missing": a running total."""
    if draft.label not in CASUALTIES and draft.label not in (COUNT, PERCENT):
        return None
    first, last = draft.period
    if first and last is None:
        return _period(draft)
    end = start + len(text)
    if draft.label in CASUALTIES and (
        words := running or _lasts(page, draft, start, end) or stories.whole_war(page, draft, start, end)
    ):
        return words
    if first and last and first[:7] != last[:7] and not _one_year(first, last):
        return _period(draft)
    return None


def _period(draft: Draft) -> Words:
    """The words that tell the period a figure covers."""
    reason = draft.reason("period")
    return (reason.span if reason else None) or (draft.start, draft.end)


def _runs(text: str, start: int, end: int) -> re.Match[str] | None:
    found = RUNNING.search(text, start, end)
    if found and found[0].lower().startswith("since") and WORST.search(text, start, found.start()):
        found = RUNNING.search(text, found.end(), end)  # "the deadliest since a 2019 bombing": no count since then
    return found or (THIS_YEAR.search(text, start, end) if text.find("this year", start, end) >= 0 else None)


def elsewhere(page: Page, draft: Draft) -> bool:
    """Whether a figure is plainly of other incidents: a running total, or told of an earlier year or month."""
    number = draft.sentence
    words = page.words_of(number)
    start, end = page.span(number)
    if (not COUNTS_UP.isdisjoint(words) and _runs(page.text, start, end)) or UNSOLVED.search(draft.subject or ""):
        return True
    clause = page.text[max(start, draft.start - 60) : min(end, draft.end + 50)]
    return number > 0 and not AGO.isdisjoint(words) and bool(OLD.search(clause))


def _lasts(page: Page, draft: Draft, start: int, end: int) -> re.Match[str] | None:
    """ "Still missing" tells of those missing or held, up to now."""
    lasting = draft.label in (MISSING, ABDUCTED, DETAINED, DISPLACED)
    return STILL.search(page.text, start, end) if lasting else None


def sides(page: Page, drafts: Sequence[Draft]) -> None:
    """Fighters are the attackers where the article counts other victims as well; alone they are the event's victims."""
    others = {d.label for d in drafts if d.label in CASUALTIES and d.scope == "event" and not _fights(d) and d.value}
    for draft in drafts:
        if draft.label in others and draft.scope == "event" and _fights(draft) and draft.label in HARM:
            draft.set(sides, _counted(page, draft), scope="perpetrator")


def _fights(draft: Draft) -> bool:
    return bool(draft.unit and is_fighter(draft.unit))


COUNTS = frozenset({"toll", "count", "number", "figure", "total", "tally", "estimate"})
MODALS = frozenset({"would", "could", "might", "will", "'ll", "should"})
ASSERTS = frozenset({"say", "estimate", "put"})
CERTAIN_MODALS = MODALS - {"could"}
CONDITIONS = frozenset({"if", "unless"})
GOVERNORS = hashes(MODALS | CONDITIONS)


def _possible(page: Page, draft: Draft, text: str, at: int) -> Words | None:
    """ "Could die", "if 40 were killed", "planned to send 12 tanks": what a modal, a condition or a plan governs."""
    told = draft.anchor is not None and page.doc[draft.anchor].pos_ == "NOUN" and draft.anchor < draft.first
    deaths = told and draft.label in CASUALTIES  # "charges will follow the deaths of 17 people"
    governor = _may(page.doc[draft.anchor or 0]) if deaths else _governed(page, draft)
    if governor is not None:
        return page.words(governor.i)
    clause = text[max(0, at - 70) : at].lower()
    if any(word in clause for word in IMAGINES):
        return IMAGINED.search(page.text, draft.start - min(at, 70), draft.start)
    return None


def _may(noun: Token) -> Token | None:
    """ "The real toll may be nearer to 80": the count is what may come, not "the deaths" that would not go unpunished."""
    noun = noun.head if noun.dep_ == "compound" else noun
    if noun.lemma_ not in COUNTS:
        return None
    modals = (c for c in noun.head.children if c.dep_ == "aux" and c.lower_ in MODALS)
    return next(modals, None) if noun.dep_ == "nsubj" else None


def _governed(page: Page, draft: Draft) -> Token | None:
    """The word that makes a figure only possible: "may have died", "denied that", "if", "planned to"."""
    first, last = page.sentence(draft.sentence)
    lemmas = page.lemmas[first:last]
    verb = page.doc[draft.anchor] if draft.anchor is not None else None
    may = next((c for c in verb.children if c.dep_ == "aux" and c.lower_ == "may"), None) if verb is not None else None
    if may is not None:
        return may  # "200 people may have died", not "the rebels may have returned, killing 12"
    intent = _intended(page, draft) if draft.label in HARM and not INTENDED.isdisjoint(lemmas) else None
    if intent is not None:
        return intent
    if GOVERNORS.isdisjoint(page.words_of(draft.sentence)) and PLANNED.isdisjoint(lemmas):
        return None
    if verb is not None and verb.dep_ == "ccomp" and verb.head.lemma_ == "deny":
        return verb.head  # "denied that 40 soldiers had been killed"
    for n, token in enumerate(_verb(page, draft)):
        if token.lemma_ in ASSERTS:
            continue  # "I would say at least 11,482"
        if _agreed(draft, token):
            return None
        if draft.label == KILLED and any(c.dep_ == "neg" for c in token.children):
            continue  # "could not be revived"
        if (governor := _governor(draft, token)) is not None:
            return governor
        if n and token.i < draft.first and token.lemma_ in PLANS:
            return token
    return None


def _agreed(draft: Draft, verb: Token) -> bool:
    """ "Will give Ukraine 14 tanks": agreed, not only possible."""
    deals = verb.lemma_ in TRANSFERS and draft.label in DEALT
    return deals and any(c.lower_ in ("will", "would") for c in verb.children)


def _governor(draft: Draft, verb: Token) -> Token | None:
    """The modal or the condition at a verb; what a weapon "could carry" it can."""
    modals = CERTAIN_MODALS if draft.label in SPECIFICATIONS else MODALS
    for child in verb.children:
        if (child.lower_ in modals and child.dep_ == "aux") or (child.lower_ in CONDITIONS and child.dep_ == "mark"):
            return child
    return None


DEALT = frozenset({WEAPON_COUNT, MONEY, COUNT})
TRANSFERS = frozenset({"give", "send", "sell", "buy", "deliver", "supply", "receive", "provide", "donate", "purchase"})


def _intended(page: Page, draft: Draft) -> Token | None:
    """ "Tried to kill two guards", "an attempt to wound him", "for the purpose of killing": harm that need not have come."""
    verb = page.doc[draft.anchor] if draft.anchor is not None else None
    for _ in range(3):  # "to go ahead and kill him"
        if verb is None or verb.pos_ != "VERB" or verb.i > draft.last:
            return None
        infinitive = verb.tag_ == "VB" and any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
        if infinitive or verb.dep_ == "pcomp":
            above = verb.head.head if verb.dep_ == "pcomp" else verb.head
            return above if above.lemma_ in INTENTS or above.lemma_ in PLANS else None
        if verb.tag_ != "VB" or verb.dep_ not in ("conj", "xcomp"):
            return None
        verb = verb.head
    return None


def _verb(page: Page, draft: Draft) -> list[Token]:
    """The verbs above the figure, nearest first."""
    token = page.doc[draft.head if draft.head is not None else draft.first]
    out: list[Token] = []
    for _ in range(9):
        if (
            token.dep_ in ("nsubj", "nsubjpass")
            and token.i != (draft.head if draft.head is not None else draft.first)
            and not out
        ):
            break  # "the deaths of 17 people would not go unpunished": the modal is not about the 17
        if token.pos_ in ("VERB", "AUX"):
            out.append(token)
        if token.head is token or (len(out) >= 2 and token.dep_ in ("ccomp", "ROOT")):
            break
        if out and token.dep_ in ("ccomp", "relcl", "parataxis"):
            break
        token = token.head
    return out


def _after_deed(text: str, start: int, end: int, published: date | None) -> Words | None:
    """ "Months after the murder of two students", "the 2011 killing of five women": of a deed long past."""
    if text.find(" after ", start, end) >= 0 and (after := LONG_AFTER.search(text, start, end)):
        return after
    year = DEED_OF.search(text, start, end)
    return year if year is not None and (published is None or int(year[1]) < published.year) else None


def _told_old(page: Page, draft: Draft, start: int, end: int) -> Words | None:
    """ "Last year", "in 2019", "two months ago", "had been killed days before": of another time than the article's."""
    if _had(page, draft) and (day := EARLIER_DAY.search(page.text, start, end)):
        return day
    first, last = max(start, draft.start - 60), min(end, draft.end + 50)
    clause = page.text[first:last]
    if AGO.isdisjoint(page.words_of(draft.sentence)) and "19" not in clause and "20" not in clause:
        return None
    old = OLD.search(clause)
    return (first + old.start(), first + old.end()) if old else None


def _had(page: Page, draft: Draft) -> bool:
    """ "Ten workers had been killed": before what the article tells."""
    verb = page.doc[draft.anchor] if draft.anchor is not None else None
    return verb is not None and any(c.lower_ == "had" and c.dep_ == "aux" for c in verb.children)


def _one_year(first: str, last: str) -> bool:
    """Whether a period is one whole year, where "in the first half of 2021" is a running total."""
    return first[:4] == last[:4] and first[4:] == "-01" and last[4:] == "-12"


def _older(page: Page, draft: Draft, text: str, at: int, number: int) -> Words | None:
    """ "In 2019 two died", "after a similar attack killed 12": of another or an older incident."""
    start = draft.start - at
    if "since " in text and (since := SINCE_WHEN.search(page.text, start, draft.start)):
        draft.set(_older, since, period=(None, None))
        return since
    if draft.period[0] and draft.period[1] is None:
        return None
    if draft.label not in CASUALTIES:
        return YEAR_AFTER.match(page.text, draft.end, start + len(text))
    if draft.period[0] and draft.period[1]:
        first, last = draft.period[0], draft.period[1]
        if first[:7] != last[:7] and not _one_year(first, last):
            return None
        published = page.published.isoformat() if page.published else None
        past = last[:7] < published[:7] and len(last) == 7 if published else number > 0
        if past:
            return _period(draft)
    if UNSOLVED.search(draft.subject or ""):
        return _counted(page, draft)
    if " after" in text and (after := AFTER_OTHER.search(page.text, max(start, draft.start - 200), draft.start)):
        return after
    if other := stories.another(page, draft, start, start + len(text)):
        return other
    deed = _after_deed(page.text, start, draft.start, page.published)
    return deed or (_told_old(page, draft, start, start + len(text)) if number > 0 else None)


YEAR_AFTER = re.compile(r"[^.;,]{0,6}\b(?:a year ago|a year earlier|last year|in (?:19|20)\d\d)\b")
