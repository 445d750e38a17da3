"""People: a surname alone belongs to the full name the article gives, and titles show who is a person."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from components.extract.entities import known
from components.extract.entities.page import Mention, Page, without_overlaps
from components.extract.entities.shape import PARTICLES

MINOR = PARTICLES | {"-", "’", "'", ".", "Jr", "Sr", "II", "III"}
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
    elif last + 1 < len(words) and words[last] in PARTICLES and words[last] not in ("d", "e", "y", "a", "as", "at", "la", "le", "de") and words[last + 1][0].isupper():
        end = last + 2
        if words[last + 1] in "-":
            end = last
    while end + 1 < len(words) and words[end] == "-" and page.starts[end] == page.ends[end - 1] == page.starts[end + 1] - 1 and words[end + 1][0].isupper():
        end += 2
    return mention._replace(end=page.ends[end - 1]) if end > last else mention


def titled(page: Page, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions where a name behind "Mr" or "Gen." is a person, found or not."""
    mentions = list(mentions)
    starts = {m.start: m for m in mentions}
    owner = {k for m in mentions for k in range(*page.range(m))}
    added, gone = [], set()
    words = page.words
    for i, word in enumerate(words):
        if word not in known.strong_titles() or i + 1 >= len(words):
            continue
        k = i + 2 if words[i + 1] == "." else i + 1
        if k >= len(words) or not words[k][0].isupper() or "\n" in page.text[page.ends[i] : page.starts[k]]:
            continue
        m = starts.get(page.starts[k])
        if m is not None and m.label in OPEN and not (m.sure and m.label in ("GPE", "ORG")) and words[k] not in known.titles():
            gone.add(m)
            added.append(m._replace(label="PERSON", origin="rule", sure=False))
        elif m is None and k not in owner and words[k] not in known.titles() and words[k].isalpha() and len(words[k]) > 1 and words[k] not in known.names():
            end = k + 1
            while end < len(words) and end - k < 4 and end not in owner and words[end][0].isupper() and page.text[page.ends[end - 1]] == " ":
                end += 1
            added.append(Mention(page.starts[k], page.ends[end - 1], "PERSON", "rule"))
    return without_overlaps([m for m in mentions if m not in gone] + added)


def aliases(page: Page, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions where part of a person's name stands for the person: "Cameron" for "David Cameron"."""
    mentions = list(mentions)
    full = _full_names(page, mentions)
    by_last: dict[str, list[str]] = defaultdict(list)
    by_any: dict[str, list[str]] = defaultdict(list)
    for name, words in full.items():
        by_last[words[-1]].append(name)
        for word in words:
            if len(word) > 2 and word not in MINOR:
                by_any[word].append(name)
    labels: dict[str, Counter[str]] = defaultdict(Counter)
    for m in mentions:
        labels[page.said(m)][m.label] += 1
    return [_alias(page, m, full, by_last, by_any, labels) for m in mentions]


def _full_names(page: Page, mentions: Iterable[Mention]) -> dict[str, list[str]]:
    """Persons' names of two words and more to their words, the longest form of each first found."""
    found: dict[str, list[str]] = {}
    for m in mentions:
        if m.label == "PERSON":
            words = page.of(m)
            weighty = [w for w in words if w not in MINOR and (len(w) > 1 or w.isalpha())]
            if len(weighty) >= 2 and weighty[-1][0].isupper():
                found.setdefault(page.said(m), words)
    return found


def _alias(
    page: Page,
    m: Mention,
    full: dict[str, list[str]],
    by_last: dict[str, list[str]],
    by_any: dict[str, list[str]],
    labels: dict[str, Counter[str]],
) -> Mention:
    said = page.said(m)
    if said in full and m.label == "PERSON":
        return m._replace(name=_longest(said, full[said], full, by_last, by_any))
    words = [w for w in page.of(m) if w not in MINOR]
    if not words or (m.label != "PERSON" and (m.label not in OPEN or len(words) > 1)) or (m.sure and labels[said]["PERSON"] == 0 and not _strange(m)):
        return m
    last, middle = by_last.get(words[-1], []), by_any.get(words[-1], [])
    candidates = [n for n in (last or middle) if set(words) <= set(full[n])]
    if not candidates or (m.label != "PERSON" and (not last) and words[0] in known.names()):
        return m
    if m.sure and m.label == "GPE" and labels[said]["PERSON"] < labels[said]["GPE"]:
        return m
    return m._replace(label="PERSON", name=candidates[0], origin=m.origin if m.label == "PERSON" else "rule", sure=True)


def _strange(m: Mention) -> bool:
    return m.label not in ("GPE", "NORP", "ORG")


def _longest(said: str, words: list[str], full: dict[str, list[str]], by_last: dict[str, list[str]], by_any: dict[str, list[str]]) -> str:
    """The longest name of the article that says the same person: "Salva Kiir" is "Salva Kiir Mayardit"."""
    best = said
    for name in by_any.get(next((w for w in words if w not in MINOR and len(w) > 2), said), ()):
        if len(name) > len(best) and set(words) <= set(full[name]):
            best = name
    return best
