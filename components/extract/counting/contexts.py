"""Counts whose casualty word stands in another clause or sentence: "six were among the dead", "puts the number at 186"."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence

from spacy.tokens import Token

from components.extract.counting import phrases
from components.extract.counting import victims as frames
from components.extract.counting.nouns import singular
from components.extract.counting.page import Draft, Page, hashes
from components.extract.counting.persons import is_person
from components.extract.counting.states import any_of, labels, state_of
from components.extract.counting.triggers import Trigger
from components.extract.labels import ABDUCTED, DETAINED, KILLED
from components.model import CASUALTIES

WORDS = any_of("adjective", "participle", "persons", "told", "event")
AND = re.compile(r",|,? ?and(?: at least)?|,? ?as well as")
AMONG = re.compile(
    rf"\b(?:was|were|are|is|been|be)(?: also| both| all)?(?: counted| listed| named)? among (?:the|those)(?: \d+)? ({WORDS})\b"
)
NUMBER = re.compile(
    rf"\b(?:numbers?|total|count|that|those) of (?:[a-z]+ ){{0,3}}?(?:originally |initially |still )?({WORDS}|taken)\b"
)
AT = re.compile(r"(?: [\w'’-]+){0,6}? (?:at|to|as|from|was|is|of|stands at|stood at)")
PUTS = re.compile(
    r"\b(?:(?:puts?|putting|gave|gives?|set|sets) (?:the|its own|its|that|a|their|his|her)(?: \w+)? (?:number|figure|count|total|tally) (?:at|of|as)|speaks? of)\s[\"“‘']?$"
    r"|\b(?:the|that|its) (?:toll|number|figure|count|total|tally) (?:(?:could|may|might|would|will|is expected to|was expected to|is likely to) )?"
    r"(?:yet |still |eventually )?(?:reach|rise to|climb to|exceed|pass|top|stands? at|stood at)\s$"
)
MAY = re.compile(r"\b(?:could|may|might|would|will|expected to|likely to) [a-z ]*\Z")
HOW_MANY = re.compile(rf"\bhow many(?: [a-z]+){{0,3}}? ({WORDS}|{any_of('undergone')})\b")
THEN = re.compile(
    r"(?: ?(?:dead|deaths|people|injured|missing|arrests))?,? ?(?:and |but )?(?:then|later|finally|now|eventually)(?: (?:of|to|at|from))?"
)
ANOTHER = re.compile(r"[^;:]{0,60}?,? (?:and|plus) (?:another|a further|an additional)")
IN_TURN = re.compile(
    r" (?:[a-z]+ ){0,4}(?:in|at|near) (?:[A-Z][\w'’-]*(?: [A-Z][\w'’-]*){0,3})(?:,|,? and)"
)  # "35 died in Varn, 12"
RIVAL = re.compile(r"^[^;.]{0,80}(?:;|,? (?:but|while))$")
CLAIMED = re.compile(r",? (?:say|says|said|according to|by|claimed|insisted|counted|in the)\b")
ELSEWHERE = re.compile(r" (?:in|at|from|elsewhere|across|near|on|outside)\b")
GATHERED = frozenset({"family", "group", "household", "team", "crew"})  # "members of five families"
FREED = frozenset({"free", "release", "rescue", "recover", "save", "liberate", "ransom", "return", "escape"})
OFFICERS = re.compile(r"\b(?:custody|arrest\w*|hospitals?|clinics?|prison|jail|police station)\b")


AMONG_OPENS = re.compile(
    rf"(?:Among|Also among|They include|The) (?:the |those )?(?:\d+ )?({WORDS})(?: (?:were|was|are|is|included?|includes)) "
)
OPENERS = hashes(("among", "include", "included", "includes"))
LIVING = hashes(("taken", *(word for word, label in labels().items() if label != KILLED)))


def attach(page: Page, drafts: Sequence[Draft], by_token: Mapping[int, Draft]) -> None:
    """Labels what the words in its own clause left open; takes the label from who was freed."""
    kidnapped = phrases.captives(page)
    if kidnapped:
        _held(page, by_token)
    _numbers(page, drafts, kidnapped)


def complete(page: Page, drafts: Sequence[Draft]) -> None:
    """ "Holding 12 of them, of whom three were freed": who was freed is no longer held."""
    for draft in drafts:
        if draft.label == ABDUCTED and draft.partitive and _freed(page.doc[draft.first]):
            draft.set(complete, label=None, sure=False)
    _follow(page, drafts)
    _elided(page, drafts)
    _estimates(page, drafts)
    _among(page, drafts)
    _opened_among(page, drafts)
    _lists(page, drafts)
    _told_again(drafts)


HELD = hashes(("take", "hold"))


def _held(page: Page, by_token: Mapping[int, Draft]) -> None:
    """ "Sixty pupils were taken from the school": whoever is taken or held, where the article tells of an abduction."""
    for i, lemma in enumerate(page.lemmas):
        if lemma not in HELD or not _captured(page, verb := page.doc[i]):
            continue
        for head in frames.victims(Trigger(i, ABDUCTED, "act"), page.doc):
            draft = by_token.get(head.i)
            if (
                draft is not None
                and draft.label is None
                and draft.sentence == page.sentence_of(verb.i)
                and _persons(draft)
            ):
                draft.set(_held, label=ABDUCTED, anchor=i)


def _captured(page: Page, verb: Token) -> bool:
    """ "had been taken from the school", "are still being held", not "were taken to a clinic", "was held by police"."""
    if verb.tag_ != "VBN" or not any(c.dep_ == "auxpass" for c in verb.children):
        return False
    _, end = page.span(page.sentence_of(verb.i))
    if OFFICERS.search(page.text, verb.idx, min(end, verb.idx + 80)):
        return False
    after = page.doc[verb.i + 1].lower_ if verb.i + 1 < len(page.doc) else ""
    return after in ("from", "away", "by", "into") if verb.lemma_ == "take" else after not in ("in", "on", "at", "to")


def _persons(draft: Draft) -> bool:
    return (
        draft.counts
        and draft.unit is not None
        and draft.unit not in GATHERED
        and (draft.unit == "people" or is_person(draft.unit))
    )


def _bare(draft: Draft) -> bool:
    return (
        draft.label is None
        and draft.counts
        and draft.unit in (None, "people")
        and (draft.head is None or draft.unit == "people")
    )


def _freed(token: Token) -> bool:
    return token.dep_ in ("dobj", "nsubjpass", "nsubj") and token.head.lemma_ in FREED


PUT_AT = re.compile(r"\b(?:puts?|putting|gave) at (?:about |some |more than |at least )?$")
THE_NUMBER = re.compile(rf" the number of (?:[a-z]+ ){{0,3}}?({WORDS})\b")


def _numbers(page: Page, drafts: Sequence[Draft], kidnapped: bool) -> None:
    """ "Lowered that of the missing to 275", "the number of those originally taken at 71"."""
    if not page.has(LIVING):
        return
    for n, draft in enumerate(drafts):
        if draft.label is not None or draft.sure or LIVING.isdisjoint(page.words_of(draft.sentence)):
            continue
        if not (_bare(draft) or _persons(draft)):
            continue
        first, _ = page.span(draft.sentence)
        told = THE_NUMBER.match(page.text, draft.end)
        if told is not None and PUT_AT.search(page.text, max(first, draft.start - 30), draft.start):
            draft.set(_numbers, told, label=state_of(told[1]), anchor=page.token_at(told.start(1)), sure=True)
            counted = next((w for w in told[0].split()[3:] if is_person(w)), None)
            if counted:
                draft.set(_numbers, unit=singular(counted), subject=counted)
            continue
        after = drafts[n - 1].start if n else 0  # the first figure after the words is meant
        for match in NUMBER.finditer(page.text, first, draft.start):
            word = match[1]
            if match.end() <= after or (word == "taken" and not kidnapped) or (label := _numbered(word)) == KILLED:
                continue
            if AT.fullmatch(page.text[match.end() : draft.start].rstrip()):
                draft.set(_numbers, match, label=label, anchor=page.token_at(match.start(1)), sure=True)
                break


def _numbered(word: str) -> str:
    """The label of "the number of those taken": in an article of an abduction, the abducted."""
    return ABDUCTED if word == "taken" else state_of(word)


AND_MORE = re.compile(r"^[^;:.]{0,60},? and$")
MORE_WHEN = re.compile(
    r" (?:more|others) (?:on|in|at|near|elsewhere|outside|later)\b"
)  # "four on Sunday and three more on Monday"
TOOK = re.compile(r"\b(?:took|claimed|cost) (?:at least )?$")
OTHERS = re.compile(r" (?:more|others)\b(?! [a-z])")


def _took_more(page: Page, draft: Draft) -> bool:
    """ "The first blast took four lives. The second took two more": lives that are left out."""
    before = page.text[max(0, draft.start - 20) : draft.start]
    return _bare(draft) and TOOK.search(before) is not None and OTHERS.match(page.text, draft.quantity.end) is not None


def _follow(page: Page, drafts: Sequence[Draft]) -> None:
    """ "First spoke of 15 dead, then of 40", "counted 640 arrests in the capital and another 210 in six other cities"."""
    for before, draft in itertools.pairwise(drafts):
        took = draft.sentence - before.sentence == 1 and before.label == KILLED and _took_more(page, draft)
        if took:
            draft.set(_follow, label=KILLED, anchor=draft.first)
        if before.label not in CASUALTIES or before.sentence != draft.sentence or not _bare(draft) or took:
            continue
        gap = page.text[before.end : draft.start].rstrip()
        if AND_MORE.search(gap) and MORE_WHEN.match(page.text, draft.quantity.end):
            draft.set(_follow, label=before.label, anchor=draft.first, additional_to=before)
        elif THEN.fullmatch(gap):
            draft.set(_follow, label=before.label, anchor=before.anchor, supersedes=before)
            before.set(_follow, scope="background")
        elif RIVAL.search(gap) and CLAIMED.match(page.text, draft.end):
            draft.set(_follow, label=before.label, anchor=before.anchor)  # "86 dead, say police; 120, say elders"
        elif (ANOTHER.fullmatch(gap) or IN_TURN.fullmatch(gap)) and ELSEWHERE.match(page.text, draft.end):
            draft.set(_follow, label=before.label, anchor=before.anchor)


def _elided(page: Page, drafts: Sequence[Draft]) -> None:
    """ "Nobody knows how many died. The office puts the number at 186": what was counted last is counted again."""
    last: Draft | None = None
    for draft in drafts:
        if _bare(draft) and PUTS.search(page.text[max(0, draft.start - 70) : draft.start]):
            label = None
            if last is not None and draft.sentence - last.sentence <= 1:
                label = last.label
            else:
                first, _ = page.span(max(0, draft.sentence - 1))
                asked = HOW_MANY.search(page.text, first, draft.start)
                label = state_of(asked[1]) if asked else None
            if label is not None:
                draft.set(_elided, label=label, anchor=draft.first)
                if MAY.search(page.text, max(0, draft.start - 40), draft.start):
                    draft.set(_elided, scope="hypothetical")
        elif (
            last is not None
            and last.label in (ABDUCTED, DETAINED)
            and _bare(draft)
            and draft.sentence - last.sentence <= 2
            and HOLDING.search(page.text, max(0, draft.start - 30), draft.start)
        ):
            draft.set(_elided, label=last.label, anchor=draft.first)
        if draft.label in CASUALTIES and draft.part_of is None and not draft.single:
            last = draft


HOLDING = re.compile(r"\b(?:hold|holds|holding|held)(?: only| just| some| still)* \Z")  # "admitted holding only 29"
COUNTS = r"(?:estimate|count|toll|figure|number|tally)"
BEFORE_THAT = re.compile(
    r"\b(?:had|has|was|were|have)(?: (?:still|first|initially|earlier|previously|originally|at first))? (?:put|said|saying|named|mentioned|spoken of|counted|announced|given|reported)"
    r"(?: (?:it|deaths|the (?:number|figure|toll|count|total|dead)))?(?: at)? $"
    r"|, not (?:the )?$|, against (?:the )?$"
)
LATER = re.compile(r"[^.;]{0,40}\b(?:on|by|at|earlier|before|first|initially|that|in|a day|last)\b")
ESTIMATE = re.compile(
    rf"\b(?:earlier|previous|initial|first|preliminary|raising (?:its|the|their|his|her)(?: own)?|lowering (?:its|the|their)(?: own)?)(?: [a-z]+)? ?{COUNTS} (?:of|from) $"
)


def _estimates(page: Page, drafts: Sequence[Draft]) -> None:
    """ "The new count revises the centre's earlier estimate of 35 to 40": the count told last, as it was before."""
    last: Draft | None = None
    for draft in drafts:
        before = page.text[max(0, draft.start - 70) : draft.start]
        if (last is not None and _bare(draft) and draft.sentence - last.sentence <= 10 and ESTIMATE.search(before)) or (
            last is not None
            and _bare(draft)
            and draft.sentence - last.sentence <= 1
            and BEFORE_THAT.search(before)
            and (draft.value or 0) > (last.value or 0) / 20
            and LATER.match(page.text, draft.end)
        ):
            draft.set(_estimates, label=last.label, anchor=draft.first, scope="background")
            last.set(_estimates, supersedes=last.supersedes or draft)
        elif draft.label == KILLED and draft.part_of is None and not draft.single:
            last = draft


LIST = re.compile(r"\blists?\b")
LIST_HAS = re.compile(r"\b(?:The|Its|Their) (?:list|names) (?:includes?|has|have|holds?|contains?) (?:the names of )?$")


def _lists(page: Page, drafts: Sequence[Draft]) -> None:
    """ "The list includes 41 civilians and three officers", after a list of the dead: parts of their total."""
    if not page.has(LISTED):
        return
    whole: Draft | None = None
    open_list: Draft | None = None
    for before, draft in itertools.pairwise((None, *drafts)):
        assert draft is not None
        gap = page.text[before.end : draft.start].strip() if before is not None else ""
        listed = LIST_HAS.search(page.text[max(0, draft.start - 45) : draft.start])
        goes_on = open_list is not None and before is open_list and AND.fullmatch(gap)
        if whole is not None and draft.label is None and _persons(draft) and (listed or goes_on):
            about = page.text[whole.start : draft.start]
            if draft.sentence - whole.sentence <= 2 and LIST.search(about) and (draft.value or 0) <= (whole.value or 0):
                draft.set(_lists, label=whole.label, anchor=draft.first, part_of=whole)
                open_list = draft
        elif draft.label == KILLED and draft.part_of is None and not draft.single:
            whole = draft


LISTED = hashes(("list", "names"))
TELLING = 100  # a number that is told again with its noun left out: not one that everybody counts


def _told_again(drafts: Sequence[Draft]) -> None:
    """ "We have the names of 11,482 dead. I would say at least 11,482": the same number without its noun."""
    told = {d.value: d for d in drafts if d.label == KILLED and d.part_of is None and (d.value or 0) >= TELLING}
    for draft in drafts if told else ():
        if _bare(draft) and draft.head is None and (first := told.get(draft.value)) is not None and first.value:
            if first.value % 50 == 0:
                continue
            draft.set(_told_again, label=KILLED, anchor=draft.first, unit=first.unit, subject=first.subject)


AMONGST = hashes(("among",))


def _among(page: Page, drafts: Sequence[Draft]) -> None:
    """ "Six children and two nurses were among those killed": counted with the dead, a part of their total."""
    n = 0
    for match in AMONG.finditer(page.text) if page.has(AMONGST) else ():
        while n < len(drafts) and drafts[n].end <= match.start():
            n += 1
        sentence = page.sentence_of(page.token_at(match.start()))
        following: Draft | None = None
        label = state_of(match[1])
        for k in range(n - 1, max(-1, n - 6), -1):
            draft = drafts[k]
            gap = page.text[draft.end : following.start if following else match.start()].strip()
            if draft.sentence != sentence or draft.label not in (None, label) or not _persons(draft):
                break
            if following is None and (len(gap) > 120 or re.search(r"[.;:]|\bsaid\b", gap)):
                break
            if following is not None and not AND.fullmatch(gap):
                break
            draft.set(_among, match, label=label, anchor=page.token_at(match.start(1)))
            draft.set(_among, part_of=draft.part_of or _total(drafts, k, sentence, draft))
            following = draft


def _opened_among(page: Page, drafts: Sequence[Draft]) -> None:
    """ "Among the dead were a farmer and his two sons": who is listed is a part of the total told before."""
    if not page.has(OPENERS):
        return
    for n, draft in enumerate(drafts):
        if draft.label is not None or not _persons(draft) or OPENERS.isdisjoint(page.words_of(draft.sentence)):
            continue
        first, _ = page.span(draft.sentence)
        opens = AMONG_OPENS.match(page.text, first, draft.start)
        if opens is None or ENDS_LIST.search(page.text, opens.end(), draft.start):
            continue
        draft.set(_opened_among, opens, label=state_of(opens[1]), anchor=page.token_at(opens.start(1)))
        draft.set(_opened_among, part_of=_total(drafts, n, draft.sentence, draft))


ENDS_LIST = re.compile(r"[;:]|\b(?:said|told|who|which|while|but|when|after)\b")


def _total(drafts: Sequence[Draft], n: int, sentence: int, part: Draft) -> Draft | None:
    """The last larger count of the same label in the sentences before."""
    return next(
        (
            d
            for d in reversed(drafts[max(0, n - 8) : n])
            if d.label == part.label
            and d.part_of is None
            and sentence - d.sentence <= 3
            and (d.value or 0) > (part.value or 0)
        ),
        None,
    )
