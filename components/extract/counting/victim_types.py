"""Who the victims are that a casualty figure counts, by the words of its subject: data/rules/victim_types.tsv."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from components.extract.claims.rules import Rule, rules
from components.extract.counting.nouns import singular
from components.extract.counting.page import Draft, Page
from components.lexicons import lexicon
from components.model import CASUALTIES, VICTIM_TYPES, VictimType

WORD = re.compile(r"[^\W_]+(?:[-][^\W_]+)*(?:['’]s?(?!\w))?|[,/]")
ENDS = frozenset(("of", "in", "from", "at", "with", "who", "on", "for", "aboard", "near", "whose", "that", "which"))
MEMBERS = re.compile(r" of (?:the |its |his |her |their )?[^.,;:()\n]{1,60}")  # "four members of the armed militia"
JOINS = frozenset((",", "and", "or", "/", "&", "plus"))
ANY = 2  # words that "~" may stand for
BESIDE = re.compile(r"(?:,| and| or) ([^\W\d_]+(?: [^\W\d_]+)?)")
Words = list[frozenset[str]]  # each as it is written and in the singular
LONGEST = 40  # words of a subject that are looked at


def attach(page: Page, drafts: Sequence[Draft]) -> None:
    """The kind of victims that the words of a casualty figure's subject name."""
    starts = frozenset(draft.start for draft in drafts)
    for draft in drafts:
        if draft.label not in CASUALTIES:
            continue
        told = _words(page, draft)
        rule = rule_of(draft.subject) or _of_members(page, told)
        if rule is not None and not _with_others(page, told, rule, starts):
            draft.set(rule, told, victim_type=_type(rule))
        elif draft.scope == "perpetrator":
            draft.set(attackers, told, victim_type="perpetrator")
    for draft in drafts:
        again = draft.same_as
        if draft.label in CASUALTIES and draft.victim_type is None and again is not None:
            draft.set(told_again, (again.start, again.end), victim_type=again.victim_type)


def attackers() -> None:
    """The attackers' own: a figure in the scope of perpetrators counts perpetrators."""


def told_again() -> None:
    """A figure that restates another one counts the same victims."""


def victim_type(subject: str | None) -> VictimType | None:
    """The kind of victims that a subject names, None where it names none or several.

    >>> victim_type("Israeli soldiers"), victim_type("women and children"), victim_type("former policemen")
    ('combatant', None, None)
    """
    rule = rule_of(subject)
    return _type(rule) if rule is not None else None


def rule_of(subject: str | None) -> Rule | None:
    """The row that decides for a subject, None where no row does or rows of different kinds do."""
    if not subject:
        return None
    spoken = [word.lower() for word in WORD.findall(subject)][:LONGEST]
    whole: Words = [frozenset((word, singular(word))) for word in spoken]
    if any(word.endswith(("'s", "’s", "s'", "s’")) for word in spoken[:-1]):
        return None  # "journalists' children"
    rows = rules("victim_types")
    if (found := _longest(whole, (r for r in rows if r.where == "anywhere"), False)) is not None:
        return found
    named = [_longest(part, _ending_in(part[-1]), True) for part in _heads(whole)]
    kinds = {rule.sets if rule is not None else None for rule in named}
    return named[0] if len(kinds) == 1 and named else None


def _of_members(page: Page, told: tuple[int, int] | None) -> Rule | None:
    """ "Four members of the armed militia": what the subject's own words leave to those after them."""
    after = MEMBERS.match(page.text, told[1]) if told is not None else None
    if told is None or after is None:
        return None
    rule = rule_of(page.text[told[0] : after.end()])
    return rule if rule is not None and rule.where == "anywhere" else None


def _with_others(page: Page, told: tuple[int, int] | None, rule: Rule, starts: frozenset[int]) -> bool:
    """ "Forty women and children": the number counts victims of another kind as well, who have none of their own."""
    after = BESIDE.match(page.text, told[1]) if told is not None else None
    if after is None or after.start(1) in starts:
        return False
    spoken = after[1].split()
    others = (rule_of(" ".join(spoken[:n])) for n in range(1, len(spoken) + 1))
    return any(other is not None and other.sets != rule.sets for other in others)


def _heads(words: Words) -> Iterator[Words]:
    """The words of each victim that a subject joins, up to what is told of them."""
    part: Words = []
    for word in words:
        if word & ENDS:
            break
        if word & JOINS:
            if part:
                yield part
            part = []
        else:
            part.append(word)
    if part:
        yield part


def _longest(words: Words, rows: Iterable[Rule], at_end: bool) -> Rule | None:
    """The row with the most words that fits, the first of those; None where words before it end its kind."""
    best: tuple[int, Rule] | None = None
    for rule in rows:
        length = _fits(words, rule.words, at_end)
        if length and (best is None or length > best[0]):
            best = length, rule
    if best is None:
        return None
    before = words[: len(words) - best[0]] if at_end else []
    return None if any(best[1].sets in _ended(form) for word in before for form in word) else best[1]


Steps = tuple[frozenset[str] | None, ...]  # of each word those that fit; None: up to ANY of any kind


@cache
def _steps(pattern: str) -> Steps:
    return tuple(None if step == "~" else frozenset(step.split("/")) for step in pattern.split(" "))


@cache
def _by_last() -> Mapping[str, frozenset[int]]:
    """The numbers of the rows that may end in a word; those of rows that end in any word under ""."""
    found: dict[str, set[int]] = {"": set()}
    for number, rule in enumerate(rules("victim_types")):
        for word in _steps(rule.words)[-1] or ("",):
            found.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


def _ending_in(forms: frozenset[str]) -> Iterator[Rule]:
    """The rows that may end in a word, in their order."""
    ends = _by_last()
    rows = rules("victim_types")
    return (rows[n] for n in sorted(ends[""].union(*(ends.get(form, ()) for form in forms))))


def _fits(words: Words, pattern: str, at_end: bool) -> int:
    """How many words of a subject a row's words take, 0 where they do not stand in it."""
    steps = _steps(pattern)
    taken = ((start, _taken(words, start, steps)) for start in range(len(words)))
    return max((end - start for start, end in taken if end and (not at_end or end == len(words))), default=0)


def _taken(words: Words, at: int, steps: Steps) -> int:
    """Where the words of a row end that begin at a word, 0 where they do not."""
    for n, step in enumerate(steps):
        if step is None:
            ends = (_taken(words, at + skip, steps[n + 1 :]) for skip in range(ANY + 1))
            return next((end for end in ends if end), 0)
        if at >= len(words) or words[at].isdisjoint(step):
            return 0
        at += 1
    return at


@cache
def _ended(word: str) -> frozenset[str]:
    """The kinds of victims that a word before them ends."""
    kinds = {row["kind"] for row in lexicon("victim_words", "word", "kind") if row["word"] == word}
    return frozenset(VICTIM_TYPES if "*" in kinds else kinds)


def _type(rule: Rule) -> VictimType:
    return next(kind for kind in VICTIM_TYPES if kind == rule.sets)


def _words(page: Page, draft: Draft) -> tuple[int, int] | None:
    """The words of the subject, where they stand at the figure."""
    if draft.subject:
        at = page.text.find(draft.subject, draft.start, draft.end + len(draft.subject) + 20)
        if at >= 0:
            return at, at + len(draft.subject)
    return page.words(draft.head) if draft.head is not None else None
