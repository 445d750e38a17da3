"""Casualty words right beside a figure: what is plain without a parse, and what a wrong parse leaves."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

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
    """ "Killing 12", "injuring up to ten civilians", "19 dead": the first of RIGHT_AT that finds its words decides."""
    for draft in drafts:
        any(rule(page, draft) for rule in RIGHT_AT)


def included(page: Page, draft: Draft) -> bool:
    """ "The dead included three children", "the wounded were ten": of whom the sentence speaks."""
    head = page.text[max(0, draft.start - 40) : draft.start]
    found = INCLUDED.search(head) if head.rstrip().endswith(INCLUDES) else None
    if found is None:
        return False
    at, start = draft.start - len(head), page.token_at(draft.start)
    words = at + found.start(), at + found.end()
    draft.set(included, words, label=state_of(found[1]), anchor=start, sure=True)
    return True


def outcome(page: Page, draft: Draft) -> bool:
    """ "Twelve, two fatally", "six of them being treated", "four missing, presumed dead": how it ended for them."""
    told = TOLD_AFTER.match(page.text, draft.end)
    if told is None:
        return False
    label = MISSING if told["lost"] else KILLED if told["fatal"] else INJURED
    draft.set(outcome, told, label=label, anchor=draft.last, sure=True)
    return True


def own_verb(page: Page, draft: Draft) -> bool:
    """ "Killed 1,200 people and 250 were abducted": a verb of its own right after the figure."""
    own = OWN_VERB.match(page.text, draft.end)
    if own is None or not (draft.head is None or of_persons(draft.unit)):
        return False
    label = labels("after").get(own[1].split()[0], ABDUCTED)
    draft.set(own_verb, own, label=label, anchor=page.token_at(own.start(1)), sure=True)
    return True


def sought(page: Page, draft: Draft) -> bool:
    """ "Divers searched for 12 sailors": those whom rescuers look for are missing."""
    near = page.text[max(0, draft.start - 40) : draft.start]
    if not (SOUGHT.search(near) and of_persons(draft.unit) and RESCUE.search(page.text, *page.span(draft.sentence))):
        return False
    draft.set(sought, label=MISSING, anchor=page.token_at(draft.start), sure=True)
    return True


def done_to(page: Page, draft: Draft) -> bool:
    """ "Killing 12", "injured at least ten", "killed and wounded 40 people": the word right before the figure takes it."""
    doc, forms = page.doc, labels("before")
    first, _ = page.sentence(draft.sentence)
    start = page.token_at(draft.start)
    for j in range(start - 1, max(first - 1, start - 5), -1):
        low = doc[j].lower_
        if low not in forms:
            if low not in BETWEEN:
                return False
            continue
        origin = forms[low] == DISPLACED and doc[j + 1].lower_ == "from"  # "evacuated from two hotels"
        if origin or not _transitive(page, j, draft):
            return False
        joint = j - 2 >= first and doc[j - 1].lower_ == "and" and forms.get(doc[j - 2].lower_)
        draft.set(done_to, label=KILLED if joint == KILLED else forms[low], anchor=j, sure=True)
        return True
    return False


def state_after(page: Page, draft: Draft) -> bool:
    """ "19 dead", "12 killed": the state of those counted right after the figure."""
    after = (draft.head if draft.head is not None else draft.last) + 1
    if draft.label is not None or after >= page.ends[draft.sentence]:
        return False
    word, bare = page.doc[after].lower_, draft.head is None
    if word not in labels("after") or not (is_a("adjective", word) or (bare and is_a("participle", word))):
        return False
    if bare and word not in ("dead", "missing") and _before_noun(page, after, page.ends[draft.sentence]):
        return False  # "12 injured workers"
    draft.set(state_after, label=labels("after")[word], anchor=after, sure=True)
    return True


def _before_noun(page: Page, i: int, limit: int) -> bool:
    return i + 1 < limit and page.doc[i + 1].tag_ in ("NN", "NNS")


RIGHT_AT: tuple[Callable[[Page, Draft], bool], ...] = (included, outcome, own_verb, sought, done_to, state_after)
OWN_VERB = re.compile(  # "killed 1,200 people and 250 were abducted"
    r" (?:were|had been|have been) (abducted|kidnapped|taken hostage|injured|wounded|arrested|detained|displaced)\b"
)
SOUGHT = re.compile(r"\b(?:look|search|hunt|dig)(?:s|ed|ing)? for (?:the |at least |another |about |up to )?$")
RESCUE = re.compile(
    r"\b(?:rescue|rescuers?|divers?|firefighters?|lifeguards?|volunteers|coast ?guard|relatives|families|search teams?)\b",
    re.IGNORECASE,
)


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
    if draft.unit is None or of_persons(draft.unit):
        return False
    return OF_OTHERS.search(page.text[max(0, draft.start - 12) : draft.start]) is not None


def near(page: Page, drafts: Sequence[Draft]) -> None:
    """ "Twelve people on Monday were killed": the casualty word stands near, with only small words, times or an aside between."""
    for n, draft in enumerate(drafts):
        if draft.label is not None or _of_others(page, draft):
            continue
        following = drafts[n + 1] if n + 1 < len(drafts) else None
        _after(page, draft, following)
        if draft.label is None:
            _before(page, draft, page.sentence(draft.sentence)[0])


def _after(page: Page, draft: Draft, following: Draft | None) -> None:
    """ "Twelve people on Monday were killed": a casualty word shortly after the figure, before the next one."""
    doc, forms, limit = page.doc, labels("after"), page.ends[draft.sentence]
    i = (draft.head if draft.head is not None else draft.last) + 1
    stop = following.first if following is not None else limit
    if aside := ASIDE.match(page.text, draft.end) or REMARK.match(page.text, draft.end):
        i, stop = page.token_at(aside.end()), limit
    for j in range(i, min(i + 7, limit, max(stop, i + 1))):
        low = doc[j].lower_
        if low in forms:
            if not (_active(page, draft, j, i, limit) or _of_things(page, draft, j, i, limit)):
                draft.set(near, label=forms[low], anchor=j)
            return
        if low not in LINKS and not doc[j].is_space and doc[j].ent_type_ not in ("DATE", "TIME"):
            return


def _active(page: Page, draft: Draft, j: int, i: int, limit: int) -> bool:
    """ "Infected 12,000 people and killed 340": the word takes those after it."""
    doc = page.doc
    takes = doc[j].lower_ in ("killed", "wounded", "injured") and j + 1 < limit and doc[j + 1].tag_ in TAKEN
    return takes and draft.head is not None and (j == i or doc[j - 1].lower_ == "and")


def _of_things(page: Page, draft: Draft, j: int, i: int, limit: int) -> bool:
    """ "Two goals killed the game"."""
    doc = page.doc
    kills = doc[j].lower_ == "killed" and j == i and j + 1 < limit and doc[j + 1].tag_ in ("DT", "PRP$")
    return kills and draft.unit is not None and not of_persons(draft.unit)


TAKEN = frozenset({"PRP", "NNP", "CD"})


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
