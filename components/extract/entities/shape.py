"""Where a name begins and ends: without articles, titles, possessives, stray brackets and what follows a dash."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from components.extract.entities import known
from components.extract.entities.page import Mention, Page

ARTICLES = known.words("article")
PARTICLES = known.words("particle")
LOOSE = known.words("loose")
OPENING, CLOSING = {"(": ")", "[": "]"}, frozenset(")]")
QUOTES = frozenset("\"'“”‘’«»`*")
COMPASS = frozenset(["east", "west", "north", "south"])  # "east Jerusalem"
TITLED = frozenset(
    ["WORK_OF_ART", "EVENT", "LAW", "PRODUCT"]
)  # names of these may hold small words, dashes and brackets
KINDS = known.words("town") | {"party", "river", "sea"}  # "Kesta district", "Ardenian Unity party"
OFFICES = known.words("office")
SHIPS = known.words("ship")


def clean(page: Page, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """The mentions with their right ends, without those that are no names."""
    webs = iter([*page.web, (len(page.text) + 1, len(page.text) + 1)])
    web = next(webs)
    for mention in mentions:
        while web[1] <= mention.start:
            web = next(webs)
        if mention.end > web[0]:
            continue
        trimmed = trim(page, _without_crowd(page, mention))
        if trimmed is not None:
            yield trimmed


def _without_crowd(page: Page, m: Mention) -> Mention:
    """A name without the common noun that only the head of a sentence writes big: "Volunteers of Médecins Sans Frontières"."""
    if m.label not in ("ORG", "PERSON") or m.start not in page.nouns:
        return m
    first, last = page.range(m)
    words = page.words
    if (
        last - first > 2
        and words[first + 1] in ("of", "from", "for", "at")
        and words[first].endswith("s")
        and words[first] not in known.heads()
    ):
        return m._replace(start=page.starts[first + 2], origin="rule")
    return m


def trim(page: Page, mention: Mention) -> Mention | None:
    """The mention between its right ends; None where no name is left."""
    first, last = page.range(mention)
    words = page.words
    if mention.label not in TITLED:
        last = _cut(page, first, last)
    while True:
        before = first, last
        first = _lead(page, first, last, mention.label)
        last = _tail(page, first, last, mention.label)
        if before == (first, last):
            break
    if first >= last or not any(w[0].isupper() or w[0].isdigit() for w in words[first:last]):
        return None
    if not any(c.isupper() for w in words[first:last] for c in w):
        return None
    if last - first == 1 and words[first] in known.titles():
        return None
    if (
        mention.label not in TITLED
        and all(len(w) == 1 for w in words[first:last])
        and page.text[page.starts[first] : page.ends[last - 1]] not in known.names()
    ):
        return None
    label = "WEAPON" if words[first] in SHIPS and last - first > 1 else mention.label
    return mention._replace(start=page.starts[first], end=page.ends[last - 1], label=label)


def _cut(page: Page, first: int, last: int) -> int:
    """The end before a bracket that does not close, a slash or a dash between blanks, or a footnote mark."""
    words, text = page.words, page.text
    for k in range(first + 1, last):
        word = words[k]
        if word in OPENING and OPENING[word] not in words[k:last]:
            return k
        if word == "-" and words[k - 1] in ("Al", "El", "al", "el", "Ben", "ben"):
            continue
        if word in "/|" or (
            word in "-–—" and text[page.starts[k] - 1].isspace() and text[page.ends[k] : page.ends[k] + 1].isspace()
        ):
            return k
        if word == "[":
            return k
    return last


def _lead(page: Page, first: int, last: int, label: str) -> int:
    words = page.words
    while first < last:
        word = words[first]
        if (
            not word[0].isalnum()
            or (first + 1 < last and word in ARTICLES and words[first + 1] != ".")
            or (label == "PERSON" and first + 1 < last and _is_prefix(word))
        ):
            first += 1
        elif (
            word.lower() in ("anti", "pro", "ex", "non")
            and first + 2 < last
            and words[first + 1] == "-"
            and label not in TITLED
        ):
            first += 2
        elif label not in TITLED and first + 1 < last and word[0].islower() and word not in PARTICLES:
            if not any(w[0].isupper() for w in words[first + 1 : last]) or words[first + 1] in "-’'":
                return first
            if page.starts[first] in page.proper or word in COMPASS:
                return first
            first += 1
        else:
            return first
    return first


def _is_prefix(word: str) -> bool:
    """Whether a word before a person's name is a title or a nationality."""
    meaning = known.names().get(word)
    return word in known.titles() or (meaning is not None and meaning.kind == "people")


def _tail(page: Page, first: int, last: int, label: str) -> int:
    words = page.words
    while last > first:
        word = words[last - 1]
        if word in ("s", "S") and last - 2 > first and words[last - 2] in "'’":
            last -= 2
        elif (word == "." and (len(words[last - 2]) <= 4 and words[last - 2][0].isupper())) or (
            (word in CLOSING and any(OPENING.get(w) == word for w in words[first:last]))
            or (word in "!?+%$" and label in TITLED)
        ):
            return last
        elif (
            (not word[0].isalnum() and word not in "+")
            or word in LOOSE
            or (word in KINDS and label in ("GPE", "LOC", "ORG") and last - first > 1 and words[last - 2][0].isupper())
            or word in ARTICLES - {"A"}
            or (
                label == "PERSON"
                and last - 1 > first
                and (word.isdigit() or (word[0].islower() and word not in PARTICLES and words[last - 2] not in "-’'"))
            )
        ):
            last -= 1
        else:
            return last
    return last


def real(page: Page, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions without single words that name nothing: "the Board", "Farmers" where the article also has "farmers"."""
    return [m for m in mentions if m.sure or m.name is not None or not _is_ordinary(page, m)]


def _is_ordinary(page: Page, m: Mention) -> bool:
    words = page.of(m)
    if len(words) != 1:
        return words[0] == "Mach" and words[1].isdigit()
    word = words[0]
    if m.label == "PERSON" and word in known.first_names():
        return False
    if word in known.not_names() or (m.label == "ORG" and _is_office(page, m)):
        return True
    if m.label in ("NORP", "LANGUAGE", "GPE", "WEAPON") or not word[0].isupper() or word.isupper():
        return False
    starts = m.start in page.sentence_starts
    return page.counts[word.lower()] >= page.counts[word] * (1 if starts else 2) or (
        starts and m.start not in page.proper
    )


def _is_office(page: Page, m: Mention) -> bool:
    """Whether a word names an office and no body: "State" in "Secretary of State", "Interior" in "Interior Minister"."""
    i, end = page.range(m)
    words = page.words
    before = i >= 2 and words[i - 1] in ("of", "for") and words[i - 2] in OFFICES
    return before or (end < len(words) and words[end] in OFFICES)
