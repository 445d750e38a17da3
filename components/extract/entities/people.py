"""People: a surname alone belongs to the full name the article gives, and titles show who is a person."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable

from components.extract import dates
from components.extract.entities import known
from components.extract.entities.page import Mention, Page, without_overlaps
from components.extract.entities.shape import PARTICLES

MINOR = PARTICLES | {"-", "’", "'", ".", "Jr", "Sr", "II", "III"}
AGE = re.compile(r", [1-9]\d(?:,(?! \d{4})|\.| (?:from|of|who|and|was|years?)\b)")
AFTER_HYPHEN = known.words("after_hyphen")
FAMILY_FIRST = known.words("family_first")
CALENDAR = dates.WEEKDAYS.keys() | dates.MONTHS.keys()
SPEECH = frozenset(["said", "says", "told", "added", "noted", "explained", "recalled", "insisted", "asked", "replied"])
ROYAL = frozenset(["King", "Queen", "Prince", "Princess", "Sheikh", "Sheikha", "Emperor"])
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
            and page.text[before.end : mention.start] in (" ", "-", " - ", "-")
            and len(page.of(before)) + len(page.of(mention)) <= 5
            and page.of(mention)[0] not in known.titles()
        ):
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


def titled(page: Page, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions where a name behind "Mr" or "Gen." is a person, found or not, and one before ", 47," is too."""
    mentions = [_without_title(page, _aged(page, m)) for m in mentions]
    starts = {m.start: m for m in mentions}
    owner = {k for m in mentions for k in range(*page.range(m))}
    added, gone = [], set()
    words = page.words
    for i in page.starting(known.titles()):
        if i + 1 >= len(words):
            continue
        word = words[i]
        k = i + 2 if words[i + 1] == "." else i + 1
        if (
            k >= len(words)
            or not words[k][0].isupper()
            or "\n" in page.text[page.ends[i] : page.starts[k]]
            or words[k] in known.titles()
        ):
            continue
        strong = word in known.strong_titles()
        m = starts.get(page.starts[k])
        if (
            m is not None
            and i not in owner
            and m.label in OPEN
            and not m.sure
            and (strong or _sounds_personal(page, m))
        ):
            gone.add(m)
            added.append(m._replace(label="PERSON", origin="rule", sure=strong))
        elif strong and k not in owner and words[k].isalpha() and len(words[k]) > 1 and words[k] not in known.names():
            end = k + 1
            while (
                end < len(words)
                and end - k < 4
                and end not in owner
                and words[end][0].isupper()
                and page.text[page.ends[end - 1]] == " "
            ):
                end += 1
            added.append(Mention(page.starts[k], page.ends[end - 1], "PERSON", "rule"))
    return without_overlaps([m for m in mentions if m not in gone] + added)


def first_named(page: Page, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions where a given name shows a person, found under another label ("Anna Berg", ORG) or passed over."""
    mentions = [_first_named(page, m) for m in mentions]
    owner = {k for m in mentions for k in range(*page.range(m))}
    added, words = [], page.words

    def goes_on(k: int) -> bool:
        """Whether word ``k`` continues a name from the word before it."""
        return (
            k < len(words)
            and k not in owner
            and words[k].istitle()
            and page.starts[k] in page.proper
            and page.text[page.ends[k - 1]] == " "
        )

    for i in page.starting(known.first_names()):
        if i in owner or len(words[i]) < 3 or page.starts[i] not in page.proper or (i > 0 and words[i - 1] == "-"):
            continue
        end = most = i + 1
        if page.text.startswith("-", page.ends[i]) and i + 2 < len(words) and words[i + 2].istitle():
            end = most = i + 3  # "Jean-Pierre"
        while end - most < 2 and goes_on(end):
            end += 1
        start = i - 1 if i > 0 and goes_on(i) and goes_on(i - 1) and words[i - 1] not in known.titles() else i
        if (
            end > most
            and words[end - 1] not in known.heads()
            and not any(w in known.names() for w in words[i + 1 : end])
        ):
            added.append(Mention(page.starts[start], page.ends[end - 1], "PERSON", "rule"))
    return without_overlaps([*mentions, *added])


def widened(page: Page, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions where a person's name takes in the part of it that the model left: "Mbene" + "Diagne", "Tyler" + "Shough"."""
    mentions = list(mentions)
    owner = {k for m in mentions for k in range(*page.range(m))}
    return without_overlaps(_widened(page, m, owner) if m.label == "PERSON" else m for m in mentions)


def _widened(page: Page, m: Mention, owner: Container[int]) -> Mention:
    first, last = page.range(m)
    words = page.words
    if last - first > 2 or not all(w.istitle() for w in words[first:last]):
        return m
    start, end = first, last
    if _is_part(page, first - 1, owner) and page.text[page.starts[first] - 1] == " ":
        start = first - 1
    elif last - first == 1 and _is_part(page, last, owner) and page.text[m.end : m.end + 1] == " ":
        end = last + 1
    return m._replace(start=page.starts[start], end=page.ends[end - 1]) if (start, end) != (first, last) else m


def _is_part(page: Page, i: int, owner: Container[int]) -> bool:
    """Whether a word beside a person's name can be part of it."""
    words = page.words
    return (
        0 <= i < len(words)
        and i not in owner
        and words[i].istitle()
        and len(words[i]) > 2
        and words[i].isalpha()
        and page.starts[i] in page.proper
        and page.counts[words[i].lower()] < page.counts[words[i]]
        and words[i] not in known.titles()
        and words[i] not in known.heads()
        and words[i] not in known.names()
        and words[i] not in known.not_names()
        and words[i].lower() not in known.roles()
        and words[i].lower() not in CALENDAR
    )


def family_first(page: Page, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions with names that begin with the family's, passed over or broken: "Zhou Minghai", whom a model calls "Zhou" (ORG)."""
    mentions = list(mentions)
    owner = {k: m for m in mentions for k in range(*page.range(m))}
    words, found = page.words, []
    for i in page.starting(FAMILY_FIRST):
        m, k = owner.get(i), i + 1
        if (m is not None and page.range(m) != (i, k)) or k >= len(words) or not _is_part(page, k, owner):
            continue
        follows = (
            i > 0
            and words[i - 1][0].isupper()
            and page.text[page.ends[i - 1]] == " "
            and words[i - 1] not in known.titles()
        )
        if (
            follows
            or page.text[page.ends[i]] != " "
            or (i > 0 and words[i - 1] in ("the", "The"))
            or words[k] in FAMILY_FIRST
        ):
            continue
        end = (
            k + 3
            if page.text.startswith("-", page.ends[k]) and k + 2 < len(words) and words[k + 2].isalpha()
            else k + 1
        )
        if not (end < len(words) and words[end][0].isupper() and page.text[page.ends[end - 1]] == " "):
            found.append(Mention(page.starts[i], page.ends[end - 1], "PERSON", "rule"))
    return without_overlaps([*mentions, *found])


def speaking(page: Page, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions and the names no rule knows of those who speak again and again: "said Amsou", "Amsou added"."""
    mentions = list(mentions)
    owner = {k for m in mentions for k in range(*page.range(m))}
    words, speaks = page.words, Counter[str]()
    for i in page.starting(SPEECH):
        for k in (i - 1, i + 1):
            if 0 <= k < len(words) and page.counts[words[k]] > 1 and _is_part(page, k, owner) and not _goes_on(page, k):
                speaks[words[k]] += 1
    names = {word for word, times in speaks.items() if times > 1}
    found = [
        Mention(page.starts[i], page.ends[i], "PERSON", "rule")
        for i in page.starting(names)
        if i not in owner and not _goes_on(page, i)
    ]
    return without_overlaps([*mentions, *found])


def _goes_on(page: Page, i: int) -> bool:
    """Whether a capitalised neighbour makes a word part of a longer name."""
    words, text = page.words, page.text
    before = (
        i > 0
        and words[i - 1][0].isupper()
        and text[page.ends[i - 1]] == " "
        and page.starts[i - 1] not in page.sentence_starts
    )
    after = i + 1 < len(words) and words[i + 1][0].isupper() and text[page.ends[i]] == " "
    return before or after


def _first_named(page: Page, m: Mention) -> Mention:
    if m.sure or m.label not in ("ORG", "GPE", "LOC", "FAC", "PRODUCT", "NORP", "WORK_OF_ART"):
        return m
    words = page.of(m)
    plain = all(w.istitle() or w in MINOR for w in words) and words[-1] not in known.heads()
    if (
        2 <= len(words) <= 4
        and len(words[0]) > 2
        and words[0] in known.first_names()
        and plain
        and not any(w in known.names() for w in words[1:])
    ):
        return m._replace(label="PERSON", origin="rule")
    return m


def _sounds_personal(page: Page, m: Mention) -> bool:
    """Whether a name behind "President" or "Chairman" may be a person's: no acronym, no "... Bank"."""
    words = page.of(m)
    return (
        len(words) <= 4
        and not any(w.isupper() and len(w) > 1 for w in words)
        and words[-1] not in known.heads()
        and m.label in ("ORG", "PRODUCT", "LOC", "GPE", "FAC", "WORK_OF_ART")
    )


def _without_title(page: Page, m: Mention) -> Mention:
    """A person whose title the model took into a name of something else: "Justice Amadi" (ORG)."""
    if m.label not in OPEN or m.sure:
        return m
    words = page.of(m)
    skip = 2 if words[1:2] == ["."] else 1
    rest = words[skip:]
    strong = words[0] in known.strong_titles() or (words[0] in ROYAL and m.label != "ORG")
    if (
        strong
        and 1 <= len(rest) <= 4
        and rest[-1] not in known.heads()
        and all(w.istitle() or w in MINOR for w in rest)
        and page.text[m.start : m.end] not in known.names()
    ):
        first, _ = page.range(m)
        return m._replace(start=page.starts[first + skip], label="PERSON", origin="rule", sure=True)
    return m


def _aged(page: Page, m: Mention) -> Mention:
    """A person where an age follows between commas: "Ana Lopes, 47, said"."""
    if m.label in OPEN and not m.sure and AGE.match(page.text, m.end) and len(page.of(m)) <= 4:
        return m._replace(label="PERSON", origin="rule", sure=True)
    return m


def aliases(page: Page, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions where part of a person's name stands for the person: "Cameron" for "David Cameron"."""
    mentions = list(mentions)
    people = People(page, mentions)
    return [people.resolved(m) for m in mentions]


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
            longest = self._longest(said)
            return m if longest == said else m._replace(name=longest)
        parts = name_parts(said)
        if not parts or (m.label != "PERSON" and (m.label not in OPEN or len(parts) > 1)):
            return m
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
            name=self._longest(fitting),
            origin=m.origin if m.label == "PERSON" else "rule",
            sure=True,
        )

    def _with_particles(self, m: Mention) -> Mention:
        """The mention with the particles before it: "von der" before "Leyen"."""
        start = self.page.index(m.start)
        while start > 0 and self.page.words[start - 1] in NOBLE and self.page.text[self.page.ends[start - 1]] == " ":
            start -= 1
        return m._replace(start=self.page.starts[start])

    def _longest(self, said: str) -> str:
        """The longest name of the article that means the same person: "Salva Kiir" is "Salva Kiir Mayardit"."""
        parts, best = self.full[said], said
        if len(parts) == 1:
            return said
        rarest = min((self.by_any[part] for part in parts), key=len)
        for name in rarest:
            if len(name) > len(best) and set(parts) <= set(self.full[name]):
                best = name
        return best


def name_parts(said: str) -> list[str]:
    """The parts of a person's name that can stand alone, without initials and particles.

    >>> name_parts("Ursula von der Leyen")
    ['Ursula', 'Leyen']
    """
    parts = [part.strip(".,'’\"“”‘") for part in said.split()]
    if len(parts) > 2 and parts[0].lower() in NOBLE and parts[1] in NOBLE:  # "Van der Berg" at the head of a sentence
        parts = parts[2:]
    return [p for p in parts if len(p) > 1 and p not in MINOR and p.lower() not in ("al", "el")]


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
