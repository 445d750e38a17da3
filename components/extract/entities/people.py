"""People: names in one piece, and a surname alone belongs to the full name the article gives."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from components.extract.entities import known
from components.extract.entities.page import Mention, Page, without_overlaps
from components.extract.entities.shape import PARTICLES

MINOR = PARTICLES | {"-", "’", "'", ".", "Jr", "Sr", "II", "III"}
AFTER_HYPHEN = known.words("after_hyphen")
FAMILY_FIRST = known.words("family_first")
GENERATIONS = frozenset(["Jr", "Sr", "II", "III", "Junior", "Senior"])
NICKNAME = re.compile(r" [\"“‘'](?:the )?[A-Z][\w-]{0,15}(?: [A-Z][\w-]{0,15})?[\"”’'] ")  # Rafael "Rafa" Okonjo
INITIAL = re.compile(r"[A-Z]\.")
GIVEN_WITH_HYPHEN = re.compile(r"[A-Z][a-z]+-[a-z]+")
NOBLE = known.words("noble")  # "von der" before "Leyen"
OPEN = frozenset(["ORG", "GPE", "LOC", "FAC", "PRODUCT", "WORK_OF_ART", "EVENT", "NORP", "LAW", "LANGUAGE"])


def whole(page: Page, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions with persons' names in one piece: "Ursula von" + "der Leyen", "Hassan Sheikh" + "Mohamud"."""
    done: list[Mention] = []
    for mention in mentions:
        before = done[-1] if done else None
        if (
            before is not None
            and before.label == mention.label == "PERSON"
            and len(page.of(before)) + len(page.of(mention)) <= 5
            and page.of(mention)[0] not in known.titles()
        ):
            between = page.text[before.end : mention.start]
            if between in (" ", "-", " - ") or NICKNAME.fullmatch(between):
                done[-1] = before._replace(end=mention.end)
                continue
        done.append(_extended(page, mention) if mention.label == "PERSON" else mention)
    return without_overlaps(done)


def _extended(page: Page, mention: Mention) -> Mention:
    """A person's name on to the end where it breaks off at a particle or a hyphen."""
    first, last = page.range(mention)
    words = page.words
    end = last
    if words[last - 1] in PARTICLES or words[last - 1].lower() in ("el", "al"):
        while end < len(words) and words[end] in PARTICLES:
            end += 1
        end = end + 1 if end < len(words) and words[end][0].isupper() else last
    elif (
        last + 1 < len(words)
        and words[last] in PARTICLES
        and words[last] not in ("d", "e", "y", "a", "as", "at", "la", "le", "de")
        and words[last + 1][0].isupper()
    ):
        end = last + 2
        if words[last + 1] in "-":
            end = last
    while (
        end + 1 < len(words)
        and words[end] == "-"
        and page.starts[end] == page.ends[end - 1] == page.starts[end + 1] - 1
        and words[end + 1].isalpha()
        and words[end + 1] not in AFTER_HYPHEN
    ):
        end += 2
    start = first
    while start > 0 and words[start - 1] in NOBLE and page.text[page.ends[start - 1]] == " ":
        start -= 1
    return mention._replace(start=page.starts[start], end=page.ends[end - 1])


def aliases(page: Page, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions where part of a person's name stands for the person: "Cameron" for "David Cameron"."""
    mentions = list(mentions)
    people = People(page, mentions)
    return [_without_nickname(page, people.resolved(m)) for m in mentions]


def _without_nickname(page: Page, m: Mention) -> Mention:
    """A person's full name leaves out a nickname in quotation marks; the mention keeps it."""
    name = m.name or page.said(m)
    plain = NICKNAME.sub(" ", name) if m.label == "PERSON" else name
    return m if plain == name else m._replace(name=plain)


SHOUTED = re.compile(r"^[^a-z\n]{12,}$", re.M)  # a headline in capitals


def shouted(page: Page, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions with the persons in a headline in capitals whom the text names: "HALL VISITS ORLAN" over "Anna Hall said"."""
    mentions = list(mentions)
    lines = [match.span() for match in SHOUTED.finditer(page.text) if match.group().count(" ") > 1]
    if not lines:
        return mentions
    people = People(page, mentions)
    called: dict[str, str] = {}
    for last, names in people.by_last.items():
        if len(last) > 2 and not last.isupper():
            called |= {name.upper(): people.longest(name) for name in names}
            called[last.upper()] = people.longest(next(iter(names)))  # as in the text, the first of several
    found = list(mentions)
    for start, end in lines:
        covered = [m for m in mentions if m.start < end and start < m.end]
        for said in sorted(called, key=len, reverse=True):
            for match in re.finditer(rf"(?<!\w){re.escape(said)}(?!\w)", page.text[start:end]):
                at = Mention(start + match.start(), start + match.end(), "PERSON", "rule", called[said], sure=True)
                if not any(m.start < at.end and at.start < m.end for m in covered):
                    covered.append(at)
                    found.append(at)
    return without_overlaps(found)


COMPASS = frozenset(["north", "south", "east", "west"])  # "the North" is short for a country, not for a person


class People:
    """The persons whom an article gives a full name, by the parts of their names."""

    def __init__(self, page: Page, mentions: Iterable[Mention]) -> None:
        self.page = page
        self.full: dict[str, list[str]] = {}
        self.by_last: dict[str, dict[str, None]] = defaultdict(dict)
        self.by_any: dict[str, dict[str, None]] = defaultdict(dict)
        self.labels: dict[str, Counter[str]] = defaultdict(Counter)
        for m in mentions:
            said = page.said(m)
            self.labels[said][m.label] += 1
            if m.label == "PERSON" and said not in self.full:
                self._add(said)

    def _add(self, said: str) -> None:
        parts = name_parts(said)
        initialled = len(parts) == 1 and INITIAL.match(said) is not None  # "J. P. Callahan"
        if (len(parts) < 2 and not initialled) or parts[-1].islower() or said.split()[0].lower() in COMPASS:
            return
        self.full[said] = parts
        for form in _forms(parts[-1]):
            self.by_last[form][said] = None
        for part in parts:
            for form in _forms(part):
                self.by_any[form][said] = None

    def resolved(self, m: Mention) -> Mention:
        """The mention as the person whom it means, if any."""
        said = self.page.said(m)
        if m.label == "PERSON" and said in self.full:
            longest = self.longest(said)
            return m if longest == said else m._replace(name=longest)
        parts = name_parts(said)
        if not parts or (m.label != "PERSON" and (m.label not in OPEN or len(parts) > 1)):
            return m
        if m.label in ("LOC", "GPE") and self.page.before(m).lower() == "the":
            return m  # "the Golan" is nobody
        votes = self.labels[said]
        if (
            m.sure
            and m.label in ("GPE", "NORP", "ORG")
            and votes["PERSON"] <= (votes["GPE"] if m.label == "GPE" else 0)
        ):
            return m
        names = self.by_last.get(parts[-1]) or self.by_any.get(parts[-1], {})
        fitting = next((n for n in names if all(p in self.by_any and n in self.by_any[p] for p in parts)), None)
        if fitting is None or (m.label != "PERSON" and parts[-1] not in self.by_last and parts[0] in known.names()):
            return m
        return self._with_particles(m)._replace(
            label="PERSON",
            name=self.longest(fitting),
            origin=m.origin if m.label == "PERSON" else "rule",
            sure=True,
        )

    def _with_particles(self, m: Mention) -> Mention:
        """The mention with the particles before it: "von der" before "Leyen"."""
        start = self.page.index(m.start)
        while start > 0 and self.page.words[start - 1] in NOBLE and self.page.text[self.page.ends[start - 1]] == " ":
            start -= 1
        return m._replace(start=self.page.starts[start])

    def longest(self, said: str) -> str:
        """The longest name of the article that means the same person: "Salva Kiir" is "Salva Kiir Mayardit"."""
        parts = self.full[said]
        if len(parts) == 1:
            return said
        rarest = min((self.by_any[part] for part in parts), key=len)
        longer = [n for n in rarest if len(n) > len(said) and set(parts) <= set(self.full[n])]
        mine = told_apart(said)
        others = {told_apart(name) for name in longer} - {frozenset()}
        if mine or len(others) > 1:  # father and son
            longer = [name for name in longer if told_apart(name) in (mine, frozenset())]
        return max([said, *longer], key=len)


def name_parts(said: str) -> list[str]:
    """The parts of a person's name that can stand alone, without initials and particles.

    >>> name_parts("Ursula von der Leyen")
    ['Ursula', 'Leyen']
    """
    parts = [part.strip(".,'’\"“”‘") for part in said.split()]
    if len(parts) > 2 and parts[0].lower() in NOBLE and parts[1] in NOBLE:  # "Van der Berg" at the head of a sentence
        parts = parts[2:]
    return [p for p in parts if len(p) > 1 and p not in MINOR and p.lower() not in ("al", "el")]


def told_apart(name: str) -> frozenset[str]:
    """What tells a person from another of the same names, father from son: initials, and which generation it is.

    >>> sorted(told_apart("George H. W. Bush")), sorted(told_apart("Ali Marr Jr.")), sorted(told_apart("Ali Marr"))
    (['H', 'W'], ['Jr'], [])
    """
    parts = [part.strip(".,") for part in name.split()[1:]]
    return frozenset(part for part in parts if (len(part) == 1 and part.isupper()) or part in GENERATIONS)


def short_form(name: str) -> str:
    """What news calls a person after the first mention: the family name, with its particles.

    >>> short_form("Ursula von der Leyen"), short_form("Ban Ki-moon"), short_form("Kim Yo Jong")
    ('von der Leyen', 'Ban', 'Kim')
    """
    parts = name.split()
    if parts[0] in FAMILY_FIRST or (len(parts) == 2 and GIVEN_WITH_HYPHEN.fullmatch(parts[1])):
        return parts[0]
    first = len(parts) - 1
    while first > 1 and (parts[first - 1] in NOBLE or parts[first] in ("Jr", "Jr.", "Sr.", "II", "III")):
        first -= 1
    return " ".join(parts[first:])


def _forms(part: str) -> tuple[str, ...]:
    """A part of a name with and without its article: "al-Assad", "Assad"."""
    head, _, tail = part.partition("-")
    return (part, tail, f"al-{tail}", f"Al-{tail}") if tail and head.lower() in ("al", "el") else (part,)
