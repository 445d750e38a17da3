"""Casualty words right beside a figure: what is plain without a parse, and what a wrong parse leaves."""

from __future__ import annotations

import re
from collections.abc import Sequence

from components.extract.counting.page import Draft, Page
from components.extract.counting.persons import of_persons
from components.extract.counting.states import any_of, is_a, labels, state_of
from components.extract.labels import ABDUCTED, DISPLACED, INJURED, KILLED, MISSING
from components.extract.quantities.words import word_set

LINKS = word_set("links")
BETWEEN = word_set("between")
ASIDE = re.compile(
    r",? (?:including|most|mostly|many|some|among|all|at least|of whom|the majority|half|nearly all|three|two|four|\w+ of (?:them|whom)|\()[^.;]{3,110}?(?:,|\)) (?:who )?",
    re.IGNORECASE,
)


INCLUDED = re.compile(
    rf"\b({any_of('adjective', 'participle', 'persons', 'told')})(?:, [^,.;]{{3,50}},)? (?:included?|were|are|include|includes)(?: at least)?\s+$",
    re.IGNORECASE,
)
INCLUDES = ("included", "include", "includes", "were", "are", "least")


TOLD_AFTER = re.compile(
    r"(?: of (?:them|whom))?(?: (?:were|was|are|is|remain(?:s|ed)?|ha(?:s|ve|d) been))?(?: still| also| now)? "
    r"(?:(?P<lost>missing(?:,| and| or)+ (?:presumed|feared|believed) (?:dead|drowned|killed))|(?P<fatal>fatally)"
    r"|being treated\b(?! (?:as|like|for (?!injur|wound|burn|gunshot|shock|smoke|cut|shrapnel|minor|serious|severe)))|treated (?=(?:and|at|in|on) )|(?:receiving|undergoing|in need of) (?:medical )?(?:treatment|surgery|care)"
    r"|(?:evacuated|flown|airlifted|brought|carried|admitted|taken|pulled out|rescued)[^.;,]{0,50}? with (?:[a-z]+ ){0,3}(?:injuries|wounds|burns|fractures))\b"
)
REMARK = re.compile(r", [^;.]{3,110}?, (?=(?:was|were|has|have|had|is|are|died)\b)")


def adjacent(page: Page, drafts: Sequence[Draft]) -> None:
    """ "Killing 12", "injuring up to ten civilians", "19 dead": the casualty word stands right at the figure."""
    doc = page.doc
    forms_after, forms_before = labels("before"), labels("after")
    for draft in drafts:
        first, limit = page.sentence(draft.sentence)
        start = page.token_at(draft.start)
        head = page.text[max(0, draft.start - 40) : draft.start]
        if head.rstrip().endswith(INCLUDES) and (included := INCLUDED.search(head)):
            draft.set(adjacent, _from(draft, head, included), label=state_of(included[1]), anchor=start, sure=True)
            continue
        if told := TOLD_AFTER.match(page.text, draft.end):
            draft.set(adjacent, told, label=_outcome(told), anchor=draft.last, sure=True)
            continue
        if (own := OWN_VERB.match(page.text, draft.end)) and (draft.head is None or _persons(draft)):
            label = forms_before.get(own[1].split()[0], ABDUCTED)
            draft.set(adjacent, own, label=label, anchor=page.token_at(own.start(1)), sure=True)
            continue
        if SOUGHT.search(head) and _persons(draft) and RESCUE.search(page.text, *page.span(draft.sentence)):
            draft.set(adjacent, label=MISSING, anchor=start, sure=True)
            continue
        for j in range(start - 1, max(first - 1, start - 5), -1):
            low = doc[j].lower_
            if low in forms_after:
                origin = forms_after[low] == DISPLACED and doc[j + 1].lower_ == "from"  # "evacuated from two hotels"
                if not origin and _transitive(page, j, draft):
                    joint = j - 2 >= first and doc[j - 1].lower_ == "and" and forms_after.get(doc[j - 2].lower_)
                    label = KILLED if joint == KILLED else forms_after[low]  # "killed and wounded 40 people"
                    draft.set(adjacent, label=label, anchor=j, sure=True)
                break
            if low not in BETWEEN:
                break
        after = (draft.head if draft.head is not None else draft.last) + 1
        if draft.label is None and after < limit and (word := doc[after].lower_) in forms_before:
            bare = draft.head is None
            if (is_a("adjective", word) or (bare and is_a("participle", word))) and not (
                after + 1 < limit and doc[after + 1].tag_ in ("NN", "NNS") and word not in ("dead", "missing") and bare
            ):
                draft.set(adjacent, label=forms_before[word], anchor=after, sure=True)


OWN_VERB = re.compile(  # "killed 1,200 people and 250 were abducted"
    r" (?:were|had been|have been) (abducted|kidnapped|taken hostage|injured|wounded|arrested|detained|displaced)\b"
)
SOUGHT = re.compile(r"\b(?:look|search|hunt|dig)(?:s|ed|ing)? for (?:the |at least |another |about |up to )?$")
RESCUE = re.compile(
    r"\b(?:rescue|rescuers?|divers?|firefighters?|lifeguards?|volunteers|coast ?guard|relatives|families|search teams?)\b",
    re.IGNORECASE,
)


def _from(draft: Draft, head: str, match: re.Match[str]) -> tuple[int, int]:
    """The offsets of what was found in the words before a figure."""
    at = draft.start - len(head)
    return at + match.start(), at + match.end()


def _persons(draft: Draft) -> bool:
    return of_persons(draft.unit)


FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
PASSIVE = frozenset({"was", "were", "have", "has", "had", "are", "is"})
CLOSES = (",", ")", "–", "—", "-")
AFAR = 60  # tokens


def far(page: Page, drafts: Sequence[Draft]) -> None:
    """Labels what its verb follows behind asides: "40 people, all of one family, including six children, were killed"."""
    doc = page.doc
    for draft in drafts:
        if draft.label is not None or draft.head is None or not of_persons(draft.unit):
            continue
        _, limit = page.sentence(draft.sentence)
        if doc[draft.head + 1 : draft.head + 2].text not in (",", "(", "–", "—", "-", ":", "of", "from", "belonging"):
            continue
        for j in range(draft.head + 1, min(limit, draft.head + AFAR)):
            if doc[j].tag_ in FINITE:
                if doc[j].lower_ in PASSIVE and doc[j - 1].text in CLOSES:
                    _told_after(page, draft, j + 1, limit)
                break


def _told_after(page: Page, draft: Draft, i: int, limit: int) -> None:
    """ "40 people, all of one family, were killed": the verb after an aside."""
    forms = labels("after")
    for j in range(i, min(i + 5, limit)):
        low = page.doc[j].lower_
        if low in forms:
            draft.set(_told_after, label=forms[low], anchor=j)
            return
        if low not in LINKS:
            return


def _outcome(told: re.Match[str]) -> str:
    return MISSING if told["lost"] else KILLED if told["fatal"] else INJURED


def _transitive(page: Page, j: int, draft: Draft) -> bool:
    """Whether the word before the figure takes it as its object: "killed 12", not "was killed. Twelve", "the killed 12"."""
    token = page.doc[j]
    if is_a("participle", token.lower_):
        return (
            j > 0
            and page.doc[j - 1].lower_ not in ("were", "was", "been", "being", "are", "the", "is", "those", "people")
            and draft.quantity.dimension is None
            and not (token.tag_ == "VBN" and token.dep_ == "acl")
        )
    return token.lower_.endswith("ing") or token.lower_ in ("kills", "injures", "wounds", "fled")


OF_OTHERS = re.compile(r"\b(?:from|of|in|between|across|at|on|near) (?:the |both |all )?$", re.IGNORECASE)


def _of_others(page: Page, draft: Draft) -> bool:
    """ "20 people from the two villages were killed": what only says whose or where the victims are."""
    if draft.unit is None or _persons(draft):
        return False
    return OF_OTHERS.search(page.text[max(0, draft.start - 12) : draft.start]) is not None


def near(page: Page, drafts: Sequence[Draft]) -> None:
    """ "Twelve people on Monday were killed": the casualty word stands near, with only small words, times or an aside between."""
    doc = page.doc
    forms = labels("after")
    for n, draft in enumerate(drafts):
        if draft.label is not None or _of_others(page, draft):
            continue
        first, limit = page.sentence(draft.sentence)
        i = (draft.head if draft.head is not None else draft.last) + 1
        if aside := ASIDE.match(page.text, draft.end) or REMARK.match(page.text, draft.end):
            i = page.token_at(aside.end())
            following = limit
        else:
            following = drafts[n + 1].first if n + 1 < len(drafts) else limit
        for j in range(i, min(i + 7, limit, max(following, i + 1))):
            low = doc[j].lower_
            if low in forms:
                active = (
                    low in ("killed", "wounded", "injured")
                    and j + 1 < limit
                    and doc[j + 1].tag_ in ("PRP", "NNP", "CD")
                    and (j == i or doc[j - 1].lower_ == "and")  # "infected 12,000 people and killed 340"
                    and draft.head is not None
                ) or (
                    low == "killed"
                    and j == i
                    and draft.unit is not None
                    and not of_persons(draft.unit)
                    and j + 1 < limit
                    and doc[j + 1].tag_ in ("DT", "PRP$")
                )  # "two goals killed the game"
                if not active:
                    draft.set(near, label=forms[low], anchor=j)
                break
            if low not in LINKS and not doc[j].is_space and doc[j].ent_type_ not in ("DATE", "TIME"):
                break
        if draft.label is None:
            _before(page, draft, first)


def _before(page: Page, draft: Draft, first: int) -> None:
    """ "Wounded were some 40 people": a casualty word shortly before the figure."""
    doc, forms = page.doc, labels("before")
    start = page.token_at(draft.start)
    for j in range(start - 1, max(first - 1, start - 4), -1):
        low = doc[j].lower_
        if low in forms:
            if forms[low] == DISPLACED and doc[j + 1].lower_ == "from":
                return
            if not (
                low in ("killed", "injured", "wounded")
                and doc[j].tag_ == "VBN"
                and j > 0
                and (
                    doc[j - 1].lower_ in ("were", "was", "been")
                    or (doc[j - 1].tag_ == "RB" and j > 1 and doc[j - 2].lower_ in ("were", "was", "been"))
                )
            ):
                draft.set(_before, label=forms[low], anchor=j)
            return
        if low not in BETWEEN and low != "and":
            return
