"""What people decided about names in other articles, applied to the exact strings: another label, a missed name, none at all."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping

from components.extract.entities.page import Mention, Page, without_overlaps
from components.extract.entities.votes import is_free
from components.memory import PLAIN, Memory, Verdict

UNNAMED = ("DATE", "TIME")  # what a day means is read from its article


def settle(page: Page, mentions: Iterable[Mention], memory: Memory) -> list[Mention]:
    """The mentions as people decided on the same strings elsewhere.

    A string is found only as a whole and in its own case; what the article itself makes sure ("Mr Washington said") stands
    against decisions that were made elsewhere.
    """
    verdicts = memory.verdicts
    if not verdicts:
        return list(mentions)
    plain = page.text.translate(PLAIN)
    kept = []
    for m in mentions:
        verdict = verdicts.get(plain[m.start : m.end])
        settled = m if verdict is None else judged(m, verdict)
        if settled is not None:
            kept.append(settled)
    return without_overlaps([*kept, *_missed(page, plain, kept, verdicts, memory.first_words)])


def judged(m: Mention, verdict: Verdict) -> Mention | None:
    """A mention under the verdict on its words; None where they name nothing."""
    if not verdict.firm and m.sure and m.label == "PERSON":
        return m
    if verdict.label is None:
        return None if verdict.leaves_out(m.label) else m
    if verdict.label == m.label or verdict.label in UNNAMED:
        return m
    return m._replace(label=verdict.label, origin="memory", score=verdict.score, name=None)


def leaves_out(memory: Memory, said: str, label: str) -> bool:
    """Whether people rejected this string with this label, and never confirmed it."""
    verdict = memory.verdicts.get(said.translate(PLAIN))
    return verdict is not None and verdict.leaves_out(label)


def _missed(
    page: Page, plain: str, mentions: list[Mention], verdicts: Mapping[str, Verdict], firsts: Mapping[str, int]
) -> Iterable[Mention]:
    """The remembered names that stand in the text and were not found, the longest first; not inside of longer ones."""
    spans = sorted((m.start, m.end) for m in mentions)
    starts, ends = [s for s, _ in spans], [e for _, e in spans]
    done = 0
    for i in page.starting(firsts):
        start = page.starts[i]
        if i < done or page.is_web(i):
            continue
        last = bisect_right(page.ends, start + firsts[page.words[i]], lo=i)
        for j in range(last, i, -1):
            end = page.ends[j - 1]
            verdict = verdicts.get(plain[start:end])
            if verdict is None or verdict.label is None or verdict.label in UNNAMED:
                continue
            over = spans[bisect_right(ends, start) : bisect_left(starts, end)]
            inside = all(start <= s and e <= end for s, e in over) and (start, end) not in over
            if inside and _is_name(page, i, j, verdict):
                yield Mention(start, end, verdict.label, "memory", sure=True, score=verdict.score)
                done = j
                break


def _is_name(page: Page, i: int, j: int, verdict: Verdict) -> bool:
    """Whether the words from ``i`` to ``j`` can be the remembered name: not part of a longer one, no ordinary word."""
    words = page.words
    if not is_free(page, i, j):
        return False
    if j - i > 1 or verdict.firm:
        return True
    word = words[i]
    follows = i > 0 and words[i - 1][0].isupper() and page.text[page.ends[i - 1]] == " "
    ordinary = page.counts[word.lower()] > 0 and not word.isupper()
    return len(word) > 1 and word[0].isupper() and not ordinary and not (follows and words[i - 1].isalpha())
