"""Weapon systems and platforms, by the gazetteer and by the form of a designation beside a word for a weapon."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from components.extract.entities import known
from components.extract.entities.page import Mention, Page, Phrases, without_overlaps
from components.extract.entities.shape import SHIPS
from components.lexicons import gazetteer

DESIGNATION = re.compile(r"(?<![\w-])([A-Z][A-Za-z]{0,9}-\d{1,4}[A-Z]{0,3}\d?)(s?)(?![\w-])")
WEAPON_WORD = re.compile(
    r"\W{1,2}(?:[a-z-]+ ){0,2}(?:missile|rocket|tank|rifle|drone|jet|fighter|bomber|helicopter|aircraft|launcher|batter(?:y|ies)|system|"
    r"howitzer|gun|torpedo|submarine|frigate|destroyer|warship|plane|warplane|gunship|carbine|pistol|mine|bomb|shell|"
    r"ammunition|munition|armou?red|interceptor|warhead|air defen[cs]e|vehicle|carrier|attack|strike|artillery|explosive|squadron)s?\b"
)
NUMBERED = re.compile(r"-\d")
BEFORE = re.compile(
    r"\b(?:missile|rocket|tank|rifle|drone|jet|fighter|bomber|helicopter|aircraft|launcher|system|howitzer|gun|bomb|plane|weapon)s?,? (?:the |called |named |a |of )?$"
)


@cache
def phrases() -> Phrases[tuple[str, bool]]:
    """Every name of a weapon to (full name, whether the name stands alone)."""
    found = Phrases[tuple[str, bool]]()
    for row in gazetteer("weapons", "name", "aliases", "ambiguous", "class", "kind", "origin"):
        unclear = set(row["ambiguous"].split("; "))
        for name in (row["name"], *row["aliases"].split("; ")):
            if name:
                meaning = (without_noun(row["name"]), name not in unclear)
                found.add(name, meaning)
                if name[-1].isalnum() and not name.endswith("s"):
                    found.add(name + "s", meaning)
    found.settle()
    return found


def without_noun(name: str) -> str:
    """A weapon's name without the common noun behind it: "Bradley" of "Bradley fighting vehicles"; "sarin gas" stays.

    >>> without_noun("Kilo-class submarine")
    'Kilo-class'
    """
    words = name.split()
    while len(words) > 1 and words[-1].islower() and words[0][0].isupper():
        words.pop()
    return " ".join(words)


def settle(page: Page, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions and every weapon of the page; a weapon takes the place of what the model saw in its span."""
    mentions = list(mentions)
    weapons: list[Mention] = []
    unclear: list[tuple[int, int, str]] = []
    certain: set[str] = set()
    words, text, done = page.words, page.text, 0
    for i in page.starting(phrases().by_first):
        match = phrases().match(words, i) if i >= done else None
        if match is None or page.is_web(i):
            continue
        end, (name, alone) = match
        start = page.starts[i]
        stop = start + len(without_noun(text[start : page.ends[end - 1]]))
        if NUMBERED.match(text, stop) or (i > 0 and words[i - 1] in "-." and page.ends[i - 1] == start):
            continue
        if alone or _beside_weapon_word(text, start, stop):
            weapons.append(Mention(start, stop, "WEAPON", "rule", name, sure=True))
            certain.add(name)
        else:
            unclear.append((start, stop, name))
        done = end
    weapons += [
        Mention(start, stop, "WEAPON", "rule", name, sure=True) for start, stop, name in unclear if name in certain
    ]
    weapons += _designations(page, weapons)
    weapons += _ships(page, mentions)
    return without_overlaps(_with(page, weapons, mentions))


def _ships(page: Page, mentions: Iterable[Mention]) -> list[Mention]:
    """The ships that an article calls by their names alone after "HMS Corvin"."""
    full: dict[str, str] = {}
    for m in mentions:
        prefix, _, rest = page.said(m).partition(" ")
        if m.label == "WEAPON" and prefix in SHIPS and rest:
            full[rest] = page.said(m)
    return [
        m._replace(label="WEAPON", origin="rule", name=full[page.said(m)], sure=True)
        for m in mentions
        if page.said(m) in full
    ]


def _with(page: Page, weapons: list[Mention], mentions: list[Mention]) -> list[Mention]:
    """Weapons win over what they overlap, but not inside a longer name ("T-34 Museum", "General Bradley")."""
    taken: dict[int, Mention] = {}
    for mention in mentions:
        for k in range(*page.range(mention)):
            taken[k] = mention
    kept, gone = [], set()
    for weapon in weapons:
        first, last = page.range(weapon)
        over = {taken[k] for k in range(first, last) if k in taken}
        longer = [m for m in over if m.start <= weapon.start and weapon.end <= m.end and len(page.of(m)) > last - first]
        if any(
            m.label in ("PERSON", "ORG", "EVENT", "WORK_OF_ART", "LAW", "FAC") and page.words[last - 1].isalpha()
            for m in longer
        ):
            continue
        kept.append(weapon)
        gone |= over
    return kept + [m for m in mentions if m not in gone]


def _beside_weapon_word(text: str, start: int, end: int) -> bool:
    return bool(WEAPON_WORD.match(text, end, end + 60)) or bool(BEFORE.search(text, max(0, start - 40), start))


def _designations(page: Page, weapons: list[Mention]) -> list[Mention]:
    """Designations no list has, told by the weapon word beside them; later mentions follow the first."""
    covered = {m.start for m in weapons}
    found, sure = [], set()
    for match in DESIGNATION.finditer(page.text):
        name = match.group(1)
        if match.start() in covered or name in known.names():
            continue
        if name in sure or _beside_weapon_word(page.text, match.start(), match.end()):
            sure.add(name)
            found.append(Mention(match.start(), match.end(), "WEAPON", "rule", name, sure=True))
    return found
