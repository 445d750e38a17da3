"""What people decided about names in other articles, applied to the exact strings: another label, a missed name, none at all."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from components.extract.entities import known
from components.extract.entities.page import Mention, Page, without_overlaps
from components.extract.entities.votes import is_free
from components.memory import PLAIN, UNNAMED, Memory, Verdict

OFTEN = 3


def settle(
    page: Page, mentions: Iterable[Mention], memory: Memory, days: Collection[tuple[int, int]] = ()
) -> list[Mention]:
    """The mentions as people decided on the same strings elsewhere.

    A string is found only as a whole and in its own case; what the article itself makes sure ("Mr Washington said") stands
    against decisions that were made elsewhere. ``days`` are the spans of dates and times, which are no names.
    """
    mentions, verdicts = list(mentions), memory.verdicts
    if not verdicts:
        return mentions
    plain = page.text.translate(PLAIN)
    times = Counter(plain[m.start : m.end] for m in mentions)
    kept = []
    for m in mentions:
        said = plain[m.start : m.end]
        verdict = verdicts.get(said)
        settled = m if verdict is None else judged(m, said, verdict, times[said])
        if settled is not None:
            kept.append(settled)
    taken = without_overlaps([*kept, *(Mention(start, end, "DATE") for start, end in days)])
    return without_overlaps([*kept, *_missed(page, plain, taken, verdicts, memory.first_words)])


def judged(m: Mention, said: str, verdict: Verdict, times: int = 1) -> Mention | None:
    """A mention under the verdict on its words; None where they name nothing.

    What one article says alone does not stand against the gazetteers, against a title ("Mr Washington"), or (to leave it out)
    against a name that this article has ``times`` and again.
    """
    if not verdict.firm and (said in known.names() or (m.sure and m.label == "PERSON")):
        return m
    if verdict.label is None:
        return None if verdict.leaves_out(m.label) and (verdict.firm or times < OFTEN) else m
    if verdict.label == m.label or verdict.label in UNNAMED:
        return m
    return m._replace(label=verdict.label, origin="memory", score=verdict.score, name=None)


def leaves_out(memory: Memory, said: str, label: str) -> bool:
    """Whether people in several articles rejected this date or time, and nobody confirmed it: "1969" may be a number once."""
    verdict = memory.verdicts.get(said.translate(PLAIN))
    return verdict is not None and verdict.firm and verdict.leaves_out(label)


def _missed(
    page: Page, plain: str, taken: Sequence[Mention], verdicts: Mapping[str, Verdict], firsts: Mapping[str, int]
) -> Iterable[Mention]:
    """The remembered names that stand in the text and were not found, the longest first; not inside of longer ones."""
    starts, ends = [m.start for m in taken], [m.end for m in taken]
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
            over = taken[bisect_right(ends, start) : bisect_left(starts, end)]
            longer = all(start <= m.start and m.end <= end and m.end - m.start < end - start for m in over)
            if longer and _is_name(page, i, j, verdict):
                yield Mention(start, end, verdict.label, "memory", sure=True, score=verdict.score)
                done = j
                break


def _is_name(page: Page, i: int, j: int, verdict: Verdict) -> bool:
    """Whether the words from ``i`` to ``j`` can be the remembered name: not part of a longer one, no ordinary word."""
    words = page.words
    if not is_free(page, i, j):
        return False
    if verdict.firm:
        return True
    if words[j - 1] in known.titles() or (j - i == 1 and words[i] in known.not_names()):
        return False
    if j - i > 1:
        return True
    word = words[i]
    follows = i > 0 and words[i - 1][0].isupper() and page.text[page.ends[i - 1]] == " "
    ordinary = page.counts[word.lower()] > 0 and not word.isupper()
    return (
        verdict.new
        and len(word) > 1
        and word[0].isupper()
        and not ordinary
        and not (follows and words[i - 1].isalpha())
    )
