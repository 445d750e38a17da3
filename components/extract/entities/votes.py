"""One label per name in an article: by the last word of a name, then by the majority of its mentions."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from components.extract.entities import known
from components.extract.entities.people import name_parts
from components.extract.entities.page import WORD, Mention, Page, without_overlaps

OPENERS = {
    ("University", "of"): "ORG",
    ("Ministry", "of"): "ORG",
    ("Department", "of"): "ORG",
    ("Bank", "of"): "ORG",
    ("Institute", "of"): "ORG",
    ("Battle", "of"): "EVENT",
    ("Gulf", "of"): "LOC",
    ("Strait", "of"): "LOC",
    ("Bay", "of"): "LOC",
    ("Republic", "of"): "GPE",
    ("Treaty", "of"): "LAW",
    ("Chamber", "of"): "ORG",
    ("House", "of"): "ORG",
    ("Council", "of"): "ORG",
}
SHARED = frozenset(
    "Institute Commission Council Committee Forum Foundation Association Society Federation Chamber Union".split()
)  # "the USA and Canada Institute"
STATES = frozenset(["UN", "U.N.", "US", "U.S.", "UK", "U.K.", "EU", "AU"])
LOCAL = frozenset(
    "District Supreme High Federal National State Provincial Municipal Regional City Central Police Chamber Ministry Department Parliament Army Air".split()
)
MOVABLE = frozenset(["PERSON", "ORG", "GPE", "LOC", "FAC"])
PLACED = 0.25  # share of mentions behind "in" and the like from which on no person is meant
TOWNS = frozenset(["village", "town", "city", "district", "province", "island", "region", "county", "municipality", "suburb", "neighbourhood", "neighborhood", "prefecture", "township", "governorate", "valley"])
IS_TOWN = re.compile(r",? (?:is|was) (?:a|an|the) (?:[a-z]+ ){0,2}(?:village|town|city|district|province|island|region|county|municipality|suburb|neighbou?rhood|settlement|hamlet)\b")
PLACES = frozenset(["GPE", "LOC", "FAC"])


def joined(page: Page, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions with organisations whole: "UN" + "Office for ...", "Nantou" + "District Court", "2022" + "World Cup"."""
    done: list[Mention] = []
    for mention in mentions:
        m = _with_head(page, mention)
        before = done[-1] if done else None
        if (
            before is not None
            and m.label == "ORG"
            and before.label in ("GPE", "ORG")
            and page.text[before.end : m.start] == " "
            and (page.said(before) in STATES or (before.label == "GPE" and page.of(m)[0] in LOCAL))
        ):
            done[-1] = m._replace(start=before.start, origin="rule")
        elif (
            before is not None
            and m.label == "ORG"
            and before.label in ("GPE", "NORP", "LOC", "ORG")
            and page.text[before.end : m.start] == " and "
            and page.of(m)[-1] in SHARED
            and page.before(before) in ("the", "The")
            and page.before(before, 2) not in ("and", "both", "between")
        ):
            done[-1] = m._replace(start=before.start, origin="rule")
        else:
            done.append(m)
    return without_overlaps(done)


def _with_head(page: Page, m: Mention) -> Mention:
    """A name on to the capitalised word that says what it is: "Kasama Municipal" + "School"."""
    last = page.range(m)[1]
    end = last
    words = page.words
    while (
        end < len(words)
        and end - last < 3
        and words[end][0].isupper()
        and page.text[page.ends[end - 1] : page.starts[end]] == " "
    ):
        end += 1
        if words[end - 1] in known.heads() and m.label in ("ORG", "FAC", "GPE", "LOC", "EVENT") and not m.sure:
            return m._replace(end=page.ends[end - 1], label=known.heads()[words[end - 1]], origin="rule")
    return m


def heads(page: Page, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions of several words with the label that their last word settles."""
    return [_by_head(page, m) for m in mentions]


def _by_head(page: Page, m: Mention) -> Mention:
    words = page.of(m)
    if len(words) < 2 or m.sure or m.label in ("WEAPON",):
        return m
    label = OPENERS.get((words[0], words[1])) or known.heads().get(words[-1])
    if label is None or label == m.label or (label in PLACES and m.label in PLACES):
        return m
    return m._replace(label=label, origin="rule")


def majority(page: Page, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions where the same words bear the label that most of them have."""
    mentions = list(mentions)
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for m in mentions:
        votes[page.said(m)][m.label] += 3 if m.sure else 1
    settled = {}
    for said, count in votes.items():
        if len(count) > 1:
            (label, n), (_, second) = count.most_common(2)
            if n > second:
                settled[said] = label
    return [
        m._replace(label=label, origin="rule")
        if not m.sure and (label := settled.get(page.said(m))) is not None and label != m.label
        else m
        for m in mentions
    ]


def located(page: Page, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions where what stands around a name shows a place ("in ...", "the village of ..."), or "the ...s" a people."""
    mentions = list(mentions)
    seen, placed = Counter[str](), Counter[str]()
    for m in mentions:
        said = page.said(m)
        seen[said] += 1
        placed[said] += m.label in MOVABLE and _place_evidence(page, m)
    return [_located(page, m, placed[page.said(m)] / seen[page.said(m)]) for m in mentions]


def _located(page: Page, m: Mention, share: float) -> Mention:
    if m.sure or m.name is not None or m.label not in ("PERSON", "ORG"):
        return m
    if (m.label == "PERSON" and share >= PLACED) or (m.label == "ORG" and share > 0.5 and _may_be_place(page, m)):
        return m._replace(label="GPE", origin="rule")
    said = page.said(m)
    if m.label == "PERSON" and said.endswith("s") and said.isalpha() and page.before(m) in ("the", "The"):
        return m._replace(label="NORP", origin="rule")
    return m


def _place_evidence(page: Page, m: Mention) -> bool:
    before, end = page.before(m), page.range(m)[1]
    if before in ("in", "In", "near", "Near"):
        return True
    if before == "of" and page.before(m, 2).lower() in TOWNS:
        return True
    words = page.words
    return end < len(words) and words[end] in TOWNS or bool(IS_TOWN.match(page.text, m.end, m.end + 60))


def _may_be_place(page: Page, m: Mention) -> bool:
    words = page.of(m)
    return len(words) <= 3 and words[-1] not in known.heads() and all(w.istitle() or w in "-'’" for w in words)


def project(page: Page, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions and, for every name the article has, the places where the model passed over it."""
    mentions = list(mentions)
    models: dict[tuple[str, ...], Mention] = {}
    times = Counter(page.said(m) for m in mentions)
    for m in mentions:
        words = tuple(page.of(m))
        firm = len(words) > 1 or m.sure or m.name is not None or times[page.said(m)] > 1
        if firm and _projectable(page, words, m):
            models.setdefault(words, m)
        if m.label == "PERSON" and m.name is not None:
            surname = name_parts(m.name)[-1:]
            words = tuple(WORD.findall(surname[0])) if surname else ()
            if words and _projectable(page, words, m) and surname[0] not in known.names():
                models.setdefault(words, m._replace(sure=True))
    by_first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for words in sorted(models, key=len, reverse=True):
        by_first[words[0]].append(words)
    owner = {k for m in mentions for k in range(*page.range(m))}
    added, done = [], 0
    for i in page.starting(by_first):
        if i < done or i in owner or page.is_web(i):
            continue
        for words in by_first[page.words[i]]:
            end = i + len(words)
            if tuple(page.words[i:end]) == words and not any(k in owner for k in range(i, end)) and _free(page, i, end):
                added.append(models[words]._replace(start=page.starts[i], end=page.ends[end - 1], origin="rule"))
                done = end
                break
    return without_overlaps(mentions + added)


def _projectable(page: Page, words: tuple[str, ...], m: Mention) -> bool:
    if len(words) > 1:
        return True
    word = words[0]
    return (
        len(word) > 2
        and word[0].isupper()
        and (m.sure or (not page.counts[word.lower()] and word not in known.not_names()))
    )


def _free(page: Page, i: int, end: int) -> bool:
    """Whether the words stand by themselves: no capitalised neighbour makes them part of another name."""
    words, text = page.words, page.text
    after = end < len(words) and words[end][0].isupper() and text[page.ends[end - 1]] == " "
    hyphened = text[page.ends[end - 1] : page.ends[end - 1] + 1] == "-" or (i > 0 and words[i - 1] == "-" and page.ends[i - 1] == page.starts[i])
    if hyphened and end - i == 1:
        return False
    return not after or end - i > 1
