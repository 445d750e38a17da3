"""Brings stretches, cues and clauses together into quotes: what is direct, what is indirect, what is mixed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from components.extract.attribution.cues import Cue
from components.extract.attribution.datelines import after_dateline
from components.extract.guard import Guard
from components.extract.quotes import clauses
from components.extract.quotes.direct import Said
from components.extract.quotes.marks import Stretch, is_work
from components.extract.words import Words

JOINED = re.compile(r"[\s,]+(?:and|but|or)\Z")  # what a clause does not end in
LIST = re.compile(r"[\s,]*(?:and|or)?\s*")  # between the fragments of a list
JUNK = " \t\n\u00a0,.;:!?-\u2013\u2014"


@dataclass(slots=True)
class Found:
    """A quote: its span, its speaker and cue as offsets; ``first`` is the number of the first piece of the utterance."""

    start: int
    end: int
    label: str
    score: float
    cue: tuple[int, int] | None = None
    speaker: tuple[int, int] | None = None
    antecedent: int | None = None
    relay: tuple[int, int] | None = None
    first: int = 0
    key: object = None
    link: float = 0.97  # how sure it is that the speaker belongs to the quote


def assemble(
    words: Words,
    stretches: Sequence[Stretch],
    said: Mapping[int, Said],
    cues: Sequence[Cue],
    guard: Guard,
    named: Sequence[tuple[Cue, list[clauses.Piece]]] = (),
) -> list[Found]:
    """All quotes of an article, in no order; ``named`` are the cues that are nouns, with what they report."""
    direct = dict(said)
    found: list[Found] = []
    used: set[int] = set()
    opens = [s.open for s in stretches]
    reports = [(cue, guard(words.start[cue.verb], clauses.reported, words, cue) or []) for cue in cues]
    reports = [(cue, [piece for piece in pieces if not _holds_speaker(cue, piece)]) for cue, pieces in reports]
    reports += named
    covered = bytearray(len(words) + 1)
    for _, pieces in reports:
        for first, last in pieces:
            covered[first:last] = b"\x01" * (last - first)
    for cue, pieces in reports:
        if cue.speaker is None or covered[cue.verb]:
            continue
        for first, last in pieces:
            if _leads_in(words, cue, first, last, stretches, opens):
                continue
            span = _settled(words, first, last, cue, stretches, opens, direct, used)
            if span is not None:
                start, end, label = span
                found.append(found_by(words, start, end, label, 0.8, cue, cue.i))
    _fragments(words, stretches, opens, direct, used, cues, found)
    chains: dict[int, object] = {}
    key: object
    for k, item in direct.items():
        if k in used:
            continue
        s = stretches[k]
        if item.follows is not None and item.follows in chains:
            key = chains[item.follows]
        else:
            key = item.cue.i if item.cue is not None and item.score >= 0.95 else ("direct", k)
        chains[k] = key
        found.append(found_by(words, s.start, s.end, "DIRECT", item.score, item.cue, key))
        found[-1].link = item.score
    return found


def ordered(found: Sequence[Found]) -> list[Found]:
    """The quotes in the order of the text, none over another, each knowing the first piece of its utterance."""
    result: list[Found] = []
    for f in sorted(found, key=lambda f: (f.start, -f.end)):
        if result and f.start < result[-1].end:  # two rules for one stretch of text: the longer reading stands
            if f.end - f.start <= result[-1].end - result[-1].start:
                continue
            result.pop()
        result.append(f)
    firsts: dict[object, int] = {}
    for n, f in enumerate(result):
        f.first = firsts.setdefault(f.key, n)
    return result


def found_by(words: Words, start: int, end: int, label: str, score: float, cue: Cue | None, key: object) -> Found:
    """A quote with its cue's offsets, without blanks at its ends."""
    while start < end - 1 and words.text[start].isspace():
        start += 1
    while end > start + 1 and words.text[end - 1].isspace():
        end -= 1
    if cue is None:
        return Found(start, end, label, score, key=key)
    last = cue.i + 1 if "according" not in cue.frames else cue.i + 2
    return Found(
        start,
        end,
        label,
        score,
        _chars(words, (cue.i, last)),
        _somebody(words, cue.speaker),
        words.start[cue.antecedent] if cue.antecedent is not None else None,
        _somebody(words, cue.relay),
        key=key,
    )


def _chars(words: Words, span: tuple[int, int]) -> tuple[int, int] | None:
    """The offsets of a range of tokens, without the blanks that stand for markup at its ends."""
    first, last = span
    while first < last and words.pos[first] == "SPACE":
        first += 1
    while last > first and words.pos[last - 1] == "SPACE":
        last -= 1
    return (words.start[first], words.end[last - 1]) if first < last else None


def _somebody(words: Words, span: tuple[int, int] | None) -> tuple[int, int] | None:
    """The offsets of a speaker; None where a mark is all there is: "<" says nothing."""
    found = _chars(words, span) if span is not None else None
    return found if found is not None and any(map(str.isalnum, words.text[found[0] : found[1]])) else None


def _told_by(said: Said, cue: Cue) -> bool:
    return said.cue is not None and said.cue.i == cue.i and not said.fresh


def _settled(
    words: Words,
    first: int,
    last: int,
    cue: Cue,
    stretches: Sequence[Stretch],
    opens: Sequence[int],
    direct: dict[int, Said],
    used: set[int],
) -> tuple[int, int, str] | None:
    """The span and label of a reported clause once the marks in it are taken into account; None where nothing is left."""
    if first >= last:
        return None
    start, end = words.start[first], words.end[last - 1]
    inside = _overlapping(stretches, opens, start, end)
    marked = 0
    for k in inside:
        s = stretches[k]
        if k not in used and (k not in direct or _told_by(direct[k], cue)):
            start, end = min(start, s.open), max(end, s.close)
        elif s.open <= start:
            start = max(start, s.close)
        else:
            end = min(end, s.open)
            break
    k = bisect_right(opens, end - 1)
    while (
        k < len(stretches) and k not in used and k not in direct and LIST.fullmatch(words.text, end, stretches[k].open)
    ):
        end = stretches[k].close
        k += 1
    subject = words.dep[first] == "nsubj" and first + 1 < last and words.pos[first + 1] == "AUX"  # 'says that is a lie'
    conjunction = words.dep[first] != "det" and not subject  # 'called that claim a lie'
    start, end = _trim(words.text, start, end, conjunction)
    letters = sum(c.isalnum() for c in words.text[start:end])
    if letters < 2 or (words.text.find(" ", start, end) < 0 and letters < 6):
        return None
    held = [
        k for k in _overlapping(stretches, opens, start, end) if stretches[k].start < end and stretches[k].end > start
    ]
    for k in held:
        s = stretches[k]
        fragment = words.text[max(start, s.start) : min(end, s.end)]
        if not _is_name(fragment):
            marked += sum(c.isalnum() for c in fragment)
    used.update(held)
    if marked >= letters:
        s = stretches[held[0]]
        return s.start, stretches[held[-1]].end, "DIRECT"
    start, end = _with_marks(words.text, start, end, [stretches[k] for k in held])
    return start, end, "MIXED" if marked else "INDIRECT"


def _leads_in(
    words: Words, cue: Cue, first: int, last: int, stretches: Sequence[Stretch], opens: Sequence[int]
) -> bool:
    """Whether a piece is the narrator's way to words in marks: '*Later that day*, she wrote, "..."', 'cited *two rules*: "..."'."""
    finite = any(words.tag[i] in clauses.FINITE or words.tag[i] == "MD" for i in range(first, last))
    if finite or any(words.quoted[first:last]):
        return False
    before = last <= cue.i
    if not before and "content" not in cue.frames:
        return False
    offset = words.end[min(cue.block[1] if before else last, len(words)) - 1]
    k = bisect_right(opens, offset - 1)
    if k == len(stretches) or words.text[stretches[k].start].islower():
        return False
    return words.text[offset : stretches[k].open].strip() in ((",", ":", "") if before else (":",))


def _holds_speaker(cue: Cue, piece: clauses.Piece) -> bool:
    """Whether the parser took the speaker for what was said: '"..." said *Ana Ruiz, who ran the camp*'."""
    return cue.lost and cue.speaker is not None and piece[0] < cue.speaker[1] and cue.speaker[0] < piece[1]


def _is_name(fragment: str) -> bool:
    """Whether marks hold a name, not somebody's words: the "Friends of the River" group."""
    long = [word for word in fragment.split() if len(word) > 3]
    return len(long) > 1 and fragment[-1] not in ".,?!" and all(word[0].isupper() for word in long)


def _overlapping(stretches: Sequence[Stretch], opens: Sequence[int], start: int, end: int) -> list[int]:
    k = max(0, bisect_right(opens, start) - 1)
    found = []
    while k < len(stretches) and stretches[k].open < end:
        if stretches[k].close > start:
            found.append(k)
        k += 1
    return found


def _with_marks(text: str, start: int, end: int, held: Sequence[Stretch]) -> tuple[int, int]:
    """The span with the marks of the fragments in it."""
    for s in held:
        start, end = (
            (min(start, s.open) if s.start < start + 3 else start),
            max(end, s.close if s.end > end - 3 else end),
        )
    return start, end


def _trim(text: str, start: int, end: int, conjunction: bool = True) -> tuple[int, int]:
    """The span without punctuation around it, without a dateline and without the conjunction "that" before it."""
    start = after_dateline(text, start, end)
    while start < end and text[start] in JUNK:
        start += 1
    while end > start and text[end - 1] in JUNK:
        end -= 1
    if (joined := JOINED.search(text, max(start, end - 6), end)) is not None:
        return _trim(text, start, joined.start(), conjunction)
    if conjunction and end - start > 5 and text[start : start + 4].lower() == "that" and text[start + 4] in " :":
        return _trim(text, start + 5, end)
    return start, end


def _fragments(
    words: Words,
    stretches: Sequence[Stretch],
    opens: Sequence[int],
    direct: dict[int, Said],
    used: set[int],
    cues: Sequence[Cue],
    found: list[Found],
) -> None:
    """Fragments that no clause has taken: 'called the attack "cowardly"' is mixed, a scare quote is nothing."""
    at = [cue.verb for cue in cues]
    for k, s in enumerate(stretches):
        if k in used or k in direct or is_work(words.text, s):
            continue
        first, last = words.at(s.start), words.upto(s.end)
        j = bisect_right(at, first) - 1
        steps = 0
        while j >= 0 and steps < 4 and words.sent[at[j]] == words.sent[min(first, len(words) - 1)]:
            cue = cues[j]
            piece = clauses.objects(words, cue, first, last) if cue.speaker is not None else None
            if piece is not None and not _holds_speaker(cue, piece):
                span = _settled(words, *piece, cue, stretches, opens, direct, used)
                if span is not None and span[0] <= s.start and s.end <= span[1]:
                    found.append(found_by(words, *span, 0.7, cue, cue.i))
                break
            j -= 1
            steps += 1
