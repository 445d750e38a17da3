"""The scope of a figure: the event, a running total, another or older incident, a possibility, the attackers' own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from spacy.tokens import Token

from components.extract.counting.page import Draft, Page, hashes
from components.extract.counting.persons import is_attacker, is_fighter
from components.extract.quantities.words import word_set
from components.model import CASUALTIES, Scope

RUNNING = re.compile(
    r"\b(?:since (?!then|yesterday|last|died|been|come|gone|risen|[a-z]+ed\b|[^.;,]{0,60}(?:sun|mon|tues|wednes|thurs|fri|satur)day)|so far this year|this year alone|to date|in (?:the|a|more than|over|nearly|almost)?\s?(?:\w+ )?(?:years?|months?)(?:['’])?(?: of)? (?:war|conflict|fighting|violence|unrest|civil)|(?:over|in|during) the (?:past|last) (?:\w+ (?:years|months|decades)|decade|century)|(?:in|over) (?:the )?(?:recent|past few|last few|past several) (?:years|months|decades)|over the (?:years|decades)|(?:each|every) year|altogether|overall|(?:toll|number) (?:from|of|in) (?:the )?\w+ (?:months|years|weeks)|from \w+ (?:months|years|weeks) of)\b",
    re.IGNORECASE,
)
STILL = re.compile(r"\b(?:(?:are|is|remain) still|still (?:held|missing|being held|believed))\b", re.IGNORECASE)
THIS_YEAR = re.compile(r"\b(?:has|have) [^.;]{0,80}\bthis year\b")
SINCE_WHEN = re.compile(  # "the worst since 2019, when two died"
    r"\b(?:[a-z]{3,}est|worst|first|most [a-z]+)\b[^.;]{0,60}\bsince [^.;,]{3,40}, when\b[^.;]*$", re.IGNORECASE
)
SPECS = frozenset({"RANGE", "SPEED", "PAYLOAD", "WEIGHT", "CALIBRE"})
OLD = re.compile(
    r"\b(?:last (?:year|month|spring|summer|autumn|winter|season|(?:fourth|4th) of july|christmas|easter|thanksgiving|new year)|(?:a|two|three|four|five|six|seven|eight|nine|ten|\d+|several|few) (?:years?|months?) (?:ago|earlier|before)|years (?:ago|earlier)|previous(?:ly)?|earlier (?:this|attacks?|incidents?|tests?|raids?|strikes?|accidents?|crash(?:es)?|ones?|two|three|four|claim|in the year)|in (?:19\d\d|200\d|201\d|202\d)|similar (?:attack|incident|raid|strike|blast|explosion|bombing|shooting|accident|crash|assault|ambush|fire|collapse)(?:e?s)?|a decade ago|back in|dismissed|the (?:year|month) before|in a separate)\b",
    re.IGNORECASE,
)
MONTH_OF = re.compile(r"\bin (?:[A-Z][a-z]{2,8} )((?:19|20)\d\d)\b")
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
DRILL = re.compile(r"\b(?:drills?|exercises?|rehears\w+|simulat\w+|imagin\w+|scenarios?)\b", re.IGNORECASE)
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
    running = not COUNTS_UP.isdisjoint(page.words_of(number)) and _runs(text)
    for draft in group:
        if draft.scope is None or draft.scope == "perpetrator":
            draft.set(attach, scope=_scope(page, draft, text, start, running))


def _scope(page: Page, draft: Draft, text: str, start: int, running: bool) -> Scope:
    """``running``: whether the sentence counts up over a time."""
    at = draft.start - start
    if (
        (draft.unit and is_attacker(draft.unit)) or (draft.subject and is_attacker(draft.subject.split()[-1]))
    ) and draft.label in ("KILLED", "INJURED", "DETAINED", "COUNT"):
        return "perpetrator"
    if draft.unit in ("body", "corpse") and LEFT_BEHIND.search(text[max(0, at - 40) : at]):
        return "perpetrator"
    if _possible(page, draft, text, at):
        return "hypothetical"
    if draft.label not in CASUALTIES and draft.label not in ("COUNT", "PERCENT", "MONEY", "WEAPON_COUNT"):
        return "event"
    if _older(page, draft, text, at, draft.sentence):
        return "background"
    if draft.label in CASUALTIES or draft.label in ("COUNT", "PERCENT"):
        if (draft.period[0] and draft.period[1] is None) or (
            draft.label in CASUALTIES and (running or _lasts(draft, text))
        ):
            return "cumulative"
        if (
            draft.period[0]
            and draft.period[1]
            and draft.period[0][:7] != draft.period[1][:7]
            and not _one_year(draft.period[0], draft.period[1])
        ):
            return "cumulative"
    return "event"


def imagined(page: Page, draft: Draft) -> bool:
    """Whether a figure that is not real belongs to a drill or a scenario, which has a day of its own."""
    start, _ = page.span(draft.sentence)
    return DRILL.search(page.text, start, draft.start) is not None


def _runs(text: str) -> bool:
    return bool(RUNNING.search(text) or ("this year" in text and THIS_YEAR.search(text)))


def elsewhere(page: Page, draft: Draft) -> bool:
    """Whether a figure is plainly of other incidents: a running total, or told of an earlier year or month."""
    number = draft.sentence
    words = page.words_of(number)
    start, end = page.span(number)
    if (not COUNTS_UP.isdisjoint(words) and _runs(page.text[start:end])) or UNSOLVED.search(draft.subject or ""):
        return True
    clause = page.text[max(start, draft.start - 60) : min(end, draft.end + 50)]
    return number > 0 and not AGO.isdisjoint(words) and bool(OLD.search(clause))


def _lasts(draft: Draft, text: str) -> bool:
    """ "Still missing" tells of those missing or held, up to now."""
    return draft.label in ("MISSING", "ABDUCTED", "DETAINED", "DISPLACED") and bool(STILL.search(text))


def sides(drafts: Sequence[Draft]) -> None:
    """Fighters are the attackers where the article counts other victims as well; alone they are the event's victims."""
    others = {d.label for d in drafts if d.label in CASUALTIES and d.scope == "event" and not _fights(d) and d.value}
    for draft in drafts:
        if draft.label in others and draft.scope == "event" and _fights(draft) and draft.label in ("KILLED", "INJURED"):
            draft.set(sides, scope="perpetrator")


def _fights(draft: Draft) -> bool:
    return bool(draft.unit and is_fighter(draft.unit))


COUNTS = frozenset({"toll", "count", "number", "figure", "total", "tally", "estimate"})
MODALS = frozenset({"would", "could", "might", "will", "'ll", "should"})
ASSERTS = frozenset({"say", "estimate", "put"})
CERTAIN_MODALS = MODALS - {"could"}
CONDITIONS = frozenset({"if", "unless"})
GOVERNORS = hashes(MODALS | CONDITIONS)


def _possible(page: Page, draft: Draft, text: str, at: int) -> bool:
    """Whether a modal or a condition governs the figure: the last finite verb group before it, or its own verb."""
    told = draft.anchor is not None and page.doc[draft.anchor].pos_ == "NOUN" and draft.anchor < draft.first
    if told and draft.label in CASUALTIES:  # "charges will follow the deaths of 17 people"
        if _may(page.doc[draft.anchor or 0]):
            return True
    elif _governed(page, draft):
        return True
    clause = text[max(0, at - 70) : at].lower()
    return any(word in clause for word in IMAGINES) and bool(IMAGINED.search(clause))


def _may(noun: Token) -> bool:
    """ "The real toll may be nearer to 80": the count is what may come, not "the deaths" that would not go unpunished."""
    noun = noun.head if noun.dep_ == "compound" else noun
    if noun.lemma_ not in COUNTS:
        return False
    return noun.dep_ == "nsubj" and any(c.dep_ == "aux" and c.lower_ in MODALS for c in noun.head.children)


def _governed(page: Page, draft: Draft) -> bool:
    first, last = page.sentence(draft.sentence)
    lemmas = page.lemmas[first:last]
    if draft.anchor is not None and any(c.dep_ == "aux" and c.lower_ == "may" for c in page.doc[draft.anchor].children):
        return True  # "200 people may have died", not "the rebels may have returned, killing 12"
    if draft.label in HARMS and not INTENDED.isdisjoint(lemmas) and _intended(page, draft):
        return True
    if GOVERNORS.isdisjoint(page.words_of(draft.sentence)) and PLANNED.isdisjoint(lemmas):
        return False
    verb = page.doc[draft.anchor] if draft.anchor is not None else None
    if verb is not None and verb.dep_ == "ccomp" and verb.head.lemma_ == "deny":
        return True  # "denied that 40 soldiers had been killed"
    modals = CERTAIN_MODALS if draft.label in SPECS else MODALS  # "could carry": it can
    for n, token in enumerate(_verb(page, draft)):
        if token.lemma_ in ASSERTS:
            continue  # "I would say at least 11,482"
        if (
            token.lemma_ in TRANSFERS
            and draft.label in DEALT
            and any(c.lower_ in ("will", "would") for c in token.children)
        ):
            return False  # "will give Ukraine 14 tanks": agreed
        if draft.label == "KILLED" and any(c.dep_ == "neg" for c in token.children):
            continue  # "could not be revived"
        for child in token.children:
            low = child.lower_
            if (low in modals and child.dep_ == "aux") or (low in CONDITIONS and child.dep_ == "mark"):
                return True
        if n and token.i < draft.first and token.lemma_ in PLANS:
            return True
    return False


DEALT = frozenset({"WEAPON_COUNT", "MONEY", "COUNT"})
TRANSFERS = frozenset({"give", "send", "sell", "buy", "deliver", "supply", "receive", "provide", "donate", "purchase"})
HARMS = frozenset({"KILLED", "INJURED"})


def _intended(page: Page, draft: Draft) -> bool:
    """ "Tried to kill two guards", "an attempt to wound him", "for the purpose of killing": harm that need not have come."""
    verb = page.doc[draft.anchor] if draft.anchor is not None else None
    for _ in range(3):  # "to go ahead and kill him"
        if verb is None or verb.pos_ != "VERB" or verb.i > draft.last:
            return False
        infinitive = verb.tag_ == "VB" and any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
        if infinitive or verb.dep_ == "pcomp":
            above = verb.head.head if verb.dep_ == "pcomp" else verb.head
            return above.lemma_ in INTENTS or above.lemma_ in PLANS
        if verb.tag_ != "VB" or verb.dep_ not in ("conj", "xcomp"):
            return False
        verb = verb.head
    return False


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


def _after_deed(before: str, published: date | None) -> bool:
    """ "Months after the murder of two students", "the 2011 killing of five women": of a deed long past."""
    if " after " in before and LONG_AFTER.search(before):
        return True
    year = DEED_OF.search(before) if "19" in before or "20" in before else None
    return year is not None and (published is None or int(year[1]) < published.year)


def _told_old(page: Page, draft: Draft, text: str, at: int) -> bool:
    clause = text[max(0, at - 60) : at + (draft.end - draft.start) + 50]
    if _had(page, draft) and EARLIER_DAY.search(text):
        return True
    if AGO.isdisjoint(page.words_of(draft.sentence)) and "19" not in clause and "20" not in clause:
        return False
    published = page.published
    year = MONTH_OF.search(clause)
    past = year is not None and published is not None and int(year[1]) < published.year
    return past or bool(OLD.search(clause))


def _had(page: Page, draft: Draft) -> bool:
    """ "Ten workers had been killed": before what the article tells."""
    verb = page.doc[draft.anchor] if draft.anchor is not None else None
    return verb is not None and any(c.lower_ == "had" and c.dep_ == "aux" for c in verb.children)


def _one_year(first: str, last: str) -> bool:
    """Whether a period is one whole year, where "in the first half of 2021" is a running total."""
    return first[:4] == last[:4] and first[4:] == "-01" and last[4:] == "-12"


def _older(page: Page, draft: Draft, text: str, at: int, number: int) -> bool:
    if "since " in text and SINCE_WHEN.search(text[:at]):
        draft.set(_older, period=(None, None))
        return True
    if draft.period[0] and draft.period[1] is None:
        return False
    published = page.published
    if draft.label in CASUALTIES and draft.period[0] and draft.period[1]:
        same = draft.period[0][:4] if published is None else None
        if draft.period[0][:7] != draft.period[1][:7] and not _one_year(draft.period[0], draft.period[1]):
            return False
        if published is not None and draft.period[1][:7] < published.isoformat()[:7] and len(draft.period[1]) == 7:
            return True
        if same is not None and number > 0:
            return True
    if draft.label in CASUALTIES:
        if UNSOLVED.search(draft.subject or ""):
            return True
        if " after" in text and AFTER_OTHER.search(text[max(0, at - 200) : at]):
            return True
        return _after_deed(text[:at], published) or (number > 0 and _told_old(page, draft, text, at))
    return bool(
        re.match(
            r"[^.;,]{0,6}\b(?:a year ago|a year earlier|last year|in (?:19|20)\d\d)\b",
            text[at + draft.end - draft.start :],
        )
    )
