"""Names told by their form: military units, years of events, acronyms, titles of works, towns before their country."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from components.extract.entities import known
from components.extract.entities.acronyms import defined
from components.extract.entities.page import Mention, Page, without_overlaps
from components.extract.entities.votes import is_free
from components.extract.time import holidays

UNIT_NOUN = "|".join(sorted(known.words("unit"), key=len, reverse=True))
UNIT = re.compile(
    rf"(?<![\w.])(?:\d{{1,4}}(?:st|nd|rd|th|d)|First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth) (?:(?:[A-Z][\w.'’-]*|and|of) ){{0,4}}?(?:{UNIT_NOUN})\b"
    r"|\b(?:Combined |Joint ){0,2}Task Force (?:\d{1,4}\b|[A-Z][a-z]+(?: [A-Z][a-z]+)?)"
)
STANDING = known.words("standing")
STATE = re.compile(r"(?<![\w.])(?:U\.S\.|US|U\.K\.|UK|UN|U\.N\.) $")
NUMBERED_STEP = re.compile(r"(?:Phase|Stage|Tier|Level|Category|Section|Step|Type|Grade) [\dIVX/]+[A-Z]?$")
MONEY = re.compile(r"[A-Z]{0,3}[$€£¥]|[A-Z]{2,3} ?\d")
AMOUNT = re.compile(r" ?[$€£¥]")
ACRONYM = re.compile(r"[A-Z]{3,8}")
WORK = re.compile(
    r"\b(?:album|albums|song|songs|single|singles|film|films|movie|movies|novel|novels|book|books|series|sitcom|opera|poem|memoir|soundtrack|EP|play|documentary|"
    r"comedy|drama|thriller|autobiography|biography|essay|painting|musical|ballad|anthology|entitled|titled)(?:,| called)? ?([\"“‘'])? ?$"
)


def units(page: Page, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions and every numbered military unit, whole: "101st Rifle Brigade", "Task Force 80"."""
    found = [_unit(page, *match.span()) for match in UNIT.finditer(page.text)]
    if not found:
        return list(mentions)
    longer = {m.start: m for m in mentions if m.label == "ORG"}
    whole = [m._replace(sure=True) if (m := longer.get(u.start)) and m.end >= u.end else u for u in found]
    return without_overlaps([*mentions, *whole])


def _unit(page: Page, start: int, end: int) -> Mention:
    """A unit with the state whose it is: "U.S. 9th Fleet"."""
    state = STATE.search(page.text, max(0, start - 6), start)
    return Mention(state.start() if state else start, end, "ORG", "rule", sure=True)


def counted(page: Page, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions without steps, holidays, amounts of money and currencies: "Phase 2", "NT$50,000", "US" in "US $3 million"."""
    return [m for m in mentions if not _is_count(page, m)]


def _is_count(page: Page, m: Mention) -> bool:
    said = page.said(m)
    if said not in known.names() and holidays.RULES.get(said.lower().replace("’", "'")):
        return True
    if m.label in ("LAW", "EVENT", "PRODUCT", "ORG", "FAC", "WORK_OF_ART") and NUMBERED_STEP.fullmatch(said):
        return True
    if m.label in ("PRODUCT", "ORG", "GPE", "PERSON", "NORP") and MONEY.match(said) and any(c.isdigit() for c in said):
        return "$" in said or m.label == "PRODUCT"
    return m.label == "GPE" and AMOUNT.match(page.text, m.end, m.end + 8) is not None


def bodies(page: Page, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions and the bodies that an article calls by a common noun with a capital: "the Coalition"."""
    mentions = list(mentions)
    owner = {k for m in mentions for k in range(*page.range(m))}
    found = []
    for i in page.starting(STANDING):
        m = Mention(page.starts[i], page.ends[i], "ORG", "rule", sure=True)
        if i not in owner and page.before(m) in ("the", "The") and is_free(page, i, i + 1) and not page.is_shouted(m):
            found.append(m)
    return without_overlaps([*mentions, *found])


def acronyms(page: Page, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions and the unknown acronyms that the article uses again and again as names: "the FNRT said"."""
    mentions = list(mentions)
    owner = {k for m in mentions for k in range(*page.range(m))}
    nameless = {d.acronym for d in defined(page, {}) if d.name is None}
    places: dict[str, list[int]] = {}
    for i, word in enumerate(page.words):
        if len(word) > 2 and word.isupper() and i not in owner and ACRONYM.fullmatch(word):
            places.setdefault(word, []).append(i)
    found = []
    for word, at in places.items():
        if (
            len(at) < 2
            or word in nameless
            or word in known.not_names()
            or page.counts[word.lower()]
            or page.counts[word.title()]
        ):
            continue
        named = [Mention(page.starts[i], page.ends[i], "ORG", "rule") for i in at if is_free(page, i, i + 1)]
        calm = [m for m in named if not page.is_shouted(m) and m.start in page.proper]
        if len(calm) * 2 > len(at):
            found += calm
    return without_overlaps([*mentions, *found])


def works(page: Page, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions where what stands behind "the album" or "the novel" is the title of a work."""
    mentions = list(mentions)
    said = Counter[str]()
    for m in mentions:
        if m.label in ("ORG", "GPE", "PERSON", "PRODUCT", "LOC", "FAC") and WORK.search(
            page.text, max(0, m.start - 20), m.start
        ):
            said[page.said(m)] += 1
    return [
        m._replace(label="WORK_OF_ART", origin="rule", name=None)
        if said[page.said(m)] and not m.sure and m.name is None and m.label != "WORK_OF_ART"
        else m
        for m in mentions
    ]


def before_country(page: Page, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions where a name before a country or a state is a town: "Marsh Hollow, Kansas,"."""
    mentions = list(mentions)
    towns = set[str]()
    for m, after in pairwise(mentions):
        if (
            m.label in ("PERSON", "ORG", "FAC", "PRODUCT")
            and not m.sure
            and m.name is None
            and page.text[m.end : after.start] == ", "
        ):
            meaning = known.names().get(page.said(after))
            ends = page.text[after.end : after.end + 1] in ",.;)\n"
            if (
                meaning is not None
                and after.label == "GPE"
                and meaning.kind in ("country", "region", "territory")
                and ends
                and _is_plain(page, m)
            ):
                towns.add(page.said(m))
    return [
        m._replace(label="GPE", origin="rule") if page.said(m) in towns and not m.sure and m.label != "GPE" else m
        for m in mentions
    ]


def _is_plain(page: Page, m: Mention) -> bool:
    words = page.of(m)
    before = page.text[max(0, m.start - 2) : m.start]
    return (
        len(words) <= 3
        and words[-1] not in known.heads()
        and all(w.istitle() or w in "-'’" for w in words)
        and before != ", "
    )
