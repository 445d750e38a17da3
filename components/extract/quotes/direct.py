"""Who said what stands between quotation marks: a cue beside the stretch, or the speaker carried over."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from components.extract.attribution.cues import Cue, verbal
from components.extract.guard import Guard
from components.extract.quotes.marks import Stretch, capitals, is_work
from components.extract.words import Words
from components.model import Span

REACH = 45  # tokens between a quote and the verb that reports it
BACK = 20  # cues looked back at for a quote without its own
QUOTE = frozenset(["quote"])
SENTENCE_END = re.compile(
    r"(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)(?<!\bSen)(?<!\bRep)(?<!\bGov)(?<!\bGen)(?<!\bSt)(?<!\bJr)(?<!\b[A-Z])"
    r"[.?!][\"'\u201d\u2019)\]]*\s+(?=[\"'\u201c\u2018(\[]*[A-Z0-9])"
)
SIGNATURE = 100  # characters of a name behind a dash at the most
SIGNED = re.compile(r"\s*[-\u2013\u2014]+\s*([A-Z].*)")
FINITE = frozenset(["VBD", "VBP", "VBZ", "MD"])
TERMINAL = ".?!\u2026"


@dataclass(slots=True)
class Said:
    """A stretch that is a direct quote, with its cue; ``score`` falls where the speaker is carried over.

    ``follows`` is the stretch whose utterance it continues, ``fresh`` whether it begins a sentence of its own."""

    cue: Cue | None
    score: float
    fresh: bool
    follows: int | None = None


class Attribution:
    """Finds, for the stretches of an article in order, which are direct quotes and by which cue."""

    def __init__(self, words: Words, paragraphs: Sequence[Span], stretches: Sequence[Stretch], cues: Sequence[Cue]):
        self.words, self.text = words, words.text
        self.paragraphs, self.stretches, self.cues = paragraphs, stretches, cues
        self.at = [words.start[cue.verb] for cue in cues]
        self.said: dict[int, Said] = {}

    def run(self, guard: Guard) -> dict[int, Said]:
        """The direct quotes by the number of their stretch."""
        for k in range(len(self.stretches)):
            said = guard(self.stretches[k].start, self._one, k)
            if said is not None:
                self.said[k] = said
        return self.said

    def _one(self, k: int) -> Said | None:
        s, text = self.stretches[k], self.text
        paragraph = self.paragraphs[s.paragraph]
        sibling = k - 1 if k and self.stretches[k - 1].paragraph == s.paragraph else None
        gap = self.stretches[sibling].close if sibling is not None else paragraph.start
        following = self._next_open(k, paragraph)
        lead = text[gap : s.open].strip()
        if sibling is not None and lead in ("", "and", "or", ",", "and,", ", and", "&"):
            return self._after_sibling(k, sibling, following)
        if self._is_fresh(s, lead, gap, paragraph):
            return self._fresh(k, s, sibling, gap, following, paragraph)
        cue = self._before(gap, s.open)
        if cue is None:
            return None
        between = text[self.words.end[cue.verb] : s.open].strip()
        if lead[-1:] == "," and self._is_title(s):
            return None
        if lead[-1:] in ",:;\u2014\u2013-" or (not between and self._is_clause(s)):
            follows = sibling if sibling in self.said and self.said[sibling].cue is cue else None
            return Said(cue, 0.95, lead[-1:] == ":", follows)
        return None

    def _next_open(self, k: int, paragraph: Span) -> int:
        if k + 1 < len(self.stretches) and self.stretches[k + 1].paragraph == self.stretches[k].paragraph:
            return self.stretches[k + 1].open
        return paragraph.end

    def _is_fresh(self, s: Stretch, lead: str, gap: int, paragraph: Span) -> bool:
        if not lead:
            return gap == paragraph.start
        return lead[-1] in TERMINAL + "\u201d)" or (lead.endswith(("'", "\u2019", "]")) and lead[-2:-1] in TERMINAL)

    def _after_sibling(self, k: int, sibling: int, following: int) -> Said | None:
        """A stretch right behind another: '"A." "B," he said' or 'called them "A" and "B"'."""
        before = self.stretches[sibling]
        ended = self.text[before.start : before.end][-1:] in TERMINAL
        if not ended:
            return None
        s = self.stretches[k]
        return self._fresh(k, s, sibling, s.open, following, self.paragraphs[s.paragraph])

    def _fresh(self, k: int, s: Stretch, sibling: int | None, gap: int, following: int, paragraph: Span) -> Said | None:
        inner = self.text[s.start : s.end].rstrip("'\u2019)] ")
        after = self.text[s.close : min(paragraph.end, s.close + 200)]
        comma = inner.endswith(",") or after.startswith(",")
        ends = inner[-1:] in TERMINAL or after[:1] in TERMINAL or not after.strip() or not s.closed
        if s.closed and (cue := self._after(s, following, comma, inner[-1:])) is not None:
            follows = sibling if sibling in self.said and self.said[sibling].cue is cue else None
            return Said(cue, 0.95, True, follows)
        if (cue := self._signed(s, paragraph)) is not None:
            return Said(cue, 0.9, True)
        if comma and not ends and self._is_clause(s) and not self._is_title(s):
            return Said(None, 0.4, True)  # whoever says it, it is said
        if not ends or not self._is_sentence(s):
            return None
        return self._carried(k, s, sibling, paragraph)

    def _after(self, s: Stretch, limit: int, comma: bool, tail: str) -> Cue | None:
        """The cue that follows a quote: '"A," the minister said'."""
        words = self.words
        first = words.upto(s.close)
        while first < len(words) and words.pos[first] in ("PUNCT", "SPACE") and words.start[first] < limit:
            first += 1
        if first >= len(words) or words.start[first] >= limit:
            return None
        capital = self.text[words.start[first]].isupper() and words.pos[first] != "PROPN"
        if tail == "." and (capital or words.pos[first] == "PROPN") and not self._bare(first):
            return None
        for j in range(bisect_left(self.at, words.start[first]), len(self.cues)):
            cue = self.cues[j]
            if cue.verb - first > REACH or words.start[cue.verb] >= limit or words.sent[cue.verb] > first:
                break
            if "according" in cue.frames and cue.speaker is not None and cue.i == first:
                return cue
            if words.dep[cue.verb] in ("relcl", "acl") or "according" in cue.frames or cue.speaker is None:
                continue
            if (comma or "quote" in cue.frames) and self._begins(first, cue):
                return cue
            break
        return self._any_verb(first, limit) if comma else None

    def _begins(self, first: int, cue: Cue) -> bool:
        """Whether nothing but the attribution stands between ``first`` and the cue's verb."""
        words = self.words
        if cue.block[0] <= first + 4:
            return True
        return not any(words.tag[i] in FINITE and words.dep[i] not in ("relcl", "acl") for i in range(first, cue.verb))

    def _signed(self, s: Stretch, paragraph: Span) -> Cue | None:
        """The name behind a dash: '"We will stay." \u2014 Ana Ruiz, mayor'."""
        rest = self.text[s.close : paragraph.end] if paragraph.end - s.close < SIGNATURE else ""
        dash = SIGNED.match(rest)
        if dash is None:
            return None
        words = self.words
        first, end = words.upto(s.close + dash.start(1)), words.upto(paragraph.end)
        last = next((i for i in range(first, end) if words.pos[i] in ("PUNCT", "ADP", "SPACE")), end)
        return (
            Cue(first - 1, first - 1, QUOTE, "speech", (first, last), None, (first - 1, end)) if first < last else None
        )

    def _bare(self, first: int) -> bool:
        """Whether the sentence from ``first`` is nothing but an attribution: 'Mr. Lopez said.'"""
        words = self.words
        for i in range(first, min(first + 6, len(words))):
            if words.lemma[i] in ("say", "add", "tweet") and words.pos[i] == "VERB":
                return i + 1 < len(words) and words.pos[i + 1] == "PUNCT"
        return False

    def _any_verb(self, first: int, limit: int) -> Cue | None:
        """After a comma inside the marks any verb with a subject attributes: '"No," he fumed.'"""
        words = self.words
        for i in range(first, min(first + REACH, len(words))):
            if words.start[i] >= limit or words.sent[i] > first:
                return None
            if words.pos[i] == "VERB" and words.dep[i] not in ("relcl", "acl", "amod") and words.tag[i] in FINITE:
                cue = verbal(words, i, QUOTE, "speech")
                return cue if cue is not None and cue.speaker is not None and cue.block[0] <= first + 4 else None
        return None

    def _before(self, gap: int, open_: int) -> Cue | None:
        """The last cue before a quote, in its sentence: 'The minister said on Monday: "A"'."""
        text = self.text
        j = bisect_left(self.at, open_) - 1
        ends = [m.end() for m in SENTENCE_END.finditer(text, max(gap, open_ - 400), open_)]
        floor = max(ends[-1] if ends else gap, gap)
        silent = None  # 'was asked: "Why?"'
        while j >= 0 and self.at[j] >= floor:
            cue = self.cues[j]
            if "quote" in cue.frames and not self._has_own_clause(cue, open_):
                if cue.speaker is not None:
                    return cue
                silent = silent or cue
            j -= 1
        return self._colon(floor, open_) or silent

    def _has_own_clause(self, cue: Cue, open_: int) -> bool:
        """Whether a cue already reports a clause of its own before the quote: 'said he was tired, "..."'."""
        words = self.words
        return any(
            words.dep[c] == "ccomp" and c > cue.verb and words.end[words.right(c) - 1] <= open_
            for c in words.children(cue.verb)
        )

    def _colon(self, floor: int, open_: int) -> Cue | None:
        """Before a colon any sentence with a subject attributes: 'She was blunt: "No."', and a bare name: 'Ms. Lee: "No."'"""
        words = self.words
        if self.text[floor:open_].rstrip()[-1:] != ":":
            return None
        first, last = words.at(floor), words.upto(open_)
        for i in range(last - 1, max(first, last - REACH) - 1, -1):
            if (
                words.tag[i] in FINITE
                and words.pos[i] in ("VERB", "AUX")
                and words.dep[i] not in ("relcl", "aux", "auxpass")
            ):
                cue = verbal(words, i, QUOTE, "speech")
                if cue is not None and cue.speaker is not None:
                    return cue
        names = [i for i in range(first, last) if words.pos[i] == "PROPN"]
        if not names or last - first > 12:
            return None
        end = next((i for i in range(names[0], last) if words.pos[i] != "PROPN"), last)
        return Cue(last - 1, last - 1, QUOTE, "speech", (names[0], end), None, (first, last))

    def _carried(self, k: int, s: Stretch, sibling: int | None, paragraph: Span) -> Said | None:
        """A quote without a cue of its own: whoever spoke last in the paragraph, or in the one before."""
        words = self.words
        if sibling is not None and sibling in self.said:
            earlier = self.said[sibling]
            j = bisect_left(self.at, s.open) - 1
            cue = earlier.cue
            if j >= 0 and self.at[j] > self.stretches[sibling].close and self._takes_over(self.cues[j], earlier.cue):
                cue = self.cues[j]
            return Said(cue, min(earlier.score, 0.9), True, sibling if cue is earlier.cue else None)
        j = bisect_left(self.at, s.open) - 1
        for cue in reversed(self.cues[max(0, j - BACK) : j + 1]):
            if words.start[cue.verb] >= paragraph.start and self._takes_over(cue, None):
                return Said(cue, 0.85, True)
        if s.open - paragraph.start > 3:
            return Said(None, 0.5, True) if words.upto(s.end) - words.at(s.start) > 4 else None
        return self._from_paragraph_before(k, s)

    def _takes_over(self, cue: Cue, earlier: Cue | None) -> bool:
        """Whether a cue between two quotes brings a new speaker: not from a side clause, not in the same sentence."""
        words = self.words
        if cue.speaker is None or words.dep[cue.verb] in ("relcl", "acl", "advcl", "pcomp"):
            return False
        return earlier is None or words.sent[cue.verb] != words.sent[earlier.verb]

    def _from_paragraph_before(self, k: int, s: Stretch) -> Said | None:
        if k and self.stretches[k - 1].paragraph == s.paragraph - 1:
            before = self.stretches[k - 1]
            if k - 1 in self.said and not before.closed:
                return Said(self.said[k - 1].cue, self.said[k - 1].score, True, k - 1)
        if s.paragraph:
            earlier = self.paragraphs[s.paragraph - 1]
            if self.text[earlier.start : earlier.end].endswith(":"):
                cue = self._before(earlier.start, earlier.end)
                if cue is not None:
                    return Said(cue, 0.9, True)
            j = bisect_left(self.at, s.open) - 1
            if k and k - 1 in self.said and self.stretches[k - 1].paragraph == s.paragraph - 1:
                return Said(self.said[k - 1].cue, 0.6, True)
            if j >= 0 and self.at[j] >= earlier.start and self.cues[j].speaker is not None:
                return Said(self.cues[j], 0.55, True)
        return Said(None, 0.4, True)

    def _is_sentence(self, s: Stretch) -> bool:
        """Whether the stretch reads like a sentence, not like a title: '"Top Gun" is ...'."""
        first, last = self.words.at(s.start), self.words.upto(s.end)
        return last - first >= 3 or self.text[s.end - 1] in TERMINAL

    def _is_title(self, s: Stretch) -> bool:
        """Whether the stretch reads like a name: 'in her book, "The Long Way Home," ...'."""
        return is_work(self.text, s) or (self.text[s.end - 1] not in ".?!" and capitals(self.text[s.start : s.end]))

    def _is_clause(self, s: Stretch) -> bool:
        first, last = self.words.at(s.start), self.words.upto(s.end)
        if self.text[s.end - 1] in TERMINAL + "," and last - first <= 2:
            return True
        return any(self.words.tag[i] in FINITE for i in range(first, min(last, first + 60)))
