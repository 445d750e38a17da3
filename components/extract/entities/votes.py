"""One label per name in an article, and every name wherever it stands."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from components.extract.entities import known
from components.extract.entities.page import WORD, Mention, Page, without_overlaps
from components.extract.entities.people import short_form


def majority(page: Page, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions where the same words bear the label that most of them have."""
    mentions = list(mentions)
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for m in mentions:
        votes[page.said(m)][m.label] += 3 if m.sure else 1
    settled = {}
    for said, count in votes.items():
        if len(count) > 1:
            settled[said] = count.most_common(1)[0][0]  # of equals the first seen
    done = []
    for m in mentions:
        winner = settled.get(page.said(m), m.label)
        done.append(m if m.sure or winner == m.label else m._replace(label=winner, origin="rule"))
    return done


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
        if m.label == "PERSON" and (m.name is not None or " " in page.said(m)):
            short = short_form(m.name or page.said(m))
            words = tuple(WORD.findall(short))
            if _projectable(page, words, m) and short not in known.names():
                models.setdefault(words, m._replace(sure=True, name=m.name or page.said(m)))
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
            if (
                tuple(page.words[i:end]) == words
                and not any(k in owner for k in range(i, end))
                and is_free(page, i, end)
            ):
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


def is_free(page: Page, i: int, end: int) -> bool:
    """Whether the words stand by themselves: no capitalised neighbour makes them part of another name."""
    words, text = page.words, page.text
    after = end < len(words) and words[end][0].isupper() and text[page.ends[end - 1]] == " "
    hyphened = text[page.ends[end - 1] : page.ends[end - 1] + 1] == "-" or (
        i > 0 and words[i - 1] == "-" and page.ends[i - 1] == page.starts[i]
    )
    if hyphened and end - i == 1:
        return False
    return not after or end - i > 1
