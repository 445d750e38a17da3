"""Persons told by a title, an age, a given name or by what they say; people.py ties short names to full ones."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Container, Iterable, Mapping
from functools import cache

from components.extract.entities import known
from components.extract.entities.page import Mention, Page, without_overlaps
from components.extract.entities.people import FAMILY_FIRST, MINOR, OPEN
from components.extract.speakers import nouns
from components.extract.time.words import MONTHS, WEEKDAYS
from components.extract.turns import turns

AGE = re.compile(r", [1-9]\d(?:,(?! \d{4})|\.| (?:from|of|who|and|was|years?)\b)")
CALENDAR = WEEKDAYS.keys() | MONTHS.keys()
SPEECH = frozenset(["said", "says", "told", "added", "noted", "explained", "recalled", "insisted", "asked", "replied"])
ROYAL = frozenset(["King", "Queen", "Prince", "Princess", "Sheikh", "Sheikha", "Emperor"])
DOERS = ("er", "or", "ist", "ian", "man", "men", "woman", "ers")  # "Swimmer Hoffmann"
CREDIT = re.compile(
    r"\b(?:REUTERS|Reuters|AFP|AP|EPA|EPA-EFE|Getty Images|Handout|Pool|Lehtikuva|dpa|Xinhua) ?/ ?([A-Z][\w'’-]+(?: [A-Z][\w'’-]+){1,2})(?= ?/|\s*$|\.)",
    re.M,
)
HEADING = re.compile(r"(?:: ?|^By )(([A-Z]{3,})(?: [A-Z]\.?)?(?: [A-Z][A-Z'’-]{2,}){1,2})[^\S\n]*$", re.M)
LISTED = frozenset(
    [
        "THE",
        "Q",
        "A",
        "MODERATOR",
        "REPORTER",
        "QUESTION",
        "ANSWER",
        "INTERVIEWER",
        "HOST",
        "SPEAKER",
        "OPERATOR",
        "VOICE",
    ]
)
APPOSED = re.compile(
    r", (?:who (?:is|was) )?(?:an?|the|its|his|her|their)? ?(?:(?:[\w'\u2019-]+ ){0,3}?)(?P<role>[a-z-]+)(?=,| (?:of|for|at|with|from|in|who|and)\b)"
)
FIRMS = frozenset(
    [
        "maker",
        "owner",
        "producer",
        "provider",
        "supplier",
        "operator",
        "partner",
        "sponsor",
        "member",
        "player",
        "buyer",
        "seller",
        "investor",
        "rival",
        "host",
        "user",
        "source",
    ]
)
LOCATED = frozenset(["at", "in", "the", "near", "of", "inside", "outside", "to", "from"])
ACTS = "said|says|told|added|denied|admitted|pleaded|was (?:arrested|charged|killed|shot|born|sentenced|jailed)|who"
HYPHENED = re.compile(r" [A-Z][a-z]+-[a-z]{2,}\b")


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
            0 < k < len(words)
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
        start = (
            i - 1
            if i > 0 and goes_on(i) and goes_on(i - 1) and len(words[i - 1]) > 1 and words[i - 1] not in known.titles()
            else i
        )
        if (
            end > most
            and words[end - 1] not in known.heads()
            and not any(w in known.names() for w in words[i + 1 : end])
        ):
            added.append(Mention(page.starts[start], page.ends[end - 1], "PERSON", "rule"))
    return without_overlaps([*mentions, *added])


def widened(page: Page, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions where a person's name takes in the part of it that the model left: "Mirela" + "Dunca", "Owen" + "Tarrick"."""
    mentions = list(mentions)
    owner = {k for m in mentions for k in range(*page.range(m))}
    return without_overlaps(_widened(page, m, owner) if m.label == "PERSON" else m for m in mentions)


def _widened(page: Page, m: Mention, owner: Container[int]) -> Mention:
    first, last = page.range(m)
    words = page.words
    if last - first > 2 or not all(w.istitle() for w in words[first:last]):
        return m
    start, end = first, last
    given = known.first_names()
    complete = last - first == 2 and words[first] in given and words[first - 1] not in given  # "Publisher Edith Crane"
    if complete and AGE.match(page.text, m.end):
        complete = False  # "Shamil Omar Farid, 36," in a list of names
    if not complete and _is_part(page, first - 1, owner) and page.text[page.starts[first] - 1] == " ":
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
        and (words[i] in known.first_names() or not words[i].endswith(DOERS))
    )


def family_first(page: Page, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions with names that begin with the family's, passed over or broken: "Zhou Minghai", whom a model calls "Zhou" (ORG)."""
    mentions = list(mentions)
    owner = {k: m for m in mentions for k in range(*page.range(m))}
    words, found = page.words, []
    for i in page.starting(FAMILY_FIRST):
        m, k = owner.get(i), i + 1
        if m is not None and page.range(m) == (i, k) and (given := HYPHENED.match(page.text, m.end)):
            found.append(m._replace(end=given.end(), label="PERSON", origin="rule"))
            continue
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


def credited(page: Page, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions and the persons of picture credits, bylines and headings: "REUTERS/Ana Berg", "By ANA BERG", "DIRECTOR: ANA BERG"."""
    mentions = list(mentions)
    found = [
        Mention(*match.span(1), "PERSON", "rule")
        for match in CREDIT.finditer(page.text)
        if not known.not_names().intersection(match.group(1).split())  # "REUTERS/File Photo"
    ]
    for match in HEADING.finditer(page.text):
        if match.group(2).title() in known.first_names():
            found.append(Mention(*match.span(1), "PERSON", "rule", sure=True))
    taken = [(m.start, m.end) for m in mentions if m.label == "PERSON" or m.sure]
    free = [f for f in found if f.sure or not _overlaps(f, taken)]
    return without_overlaps([*mentions, *free])


def labelled(page: Page, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions, those who speak by a label as persons: "MARA ELDON: Welcome.", not an organisation; "THE MODERATOR:" is nobody's name."""
    labels = []
    for turn in turns(page.text):
        words = page.text[slice(*turn.who)].split()
        named = turn.kind in ("name", "post") and not any(
            w.lower().strip(".") in known.roles() or w in LISTED for w in words
        )
        if named and (turn.kind == "name" or not (len(words) == 1 or known.heads().keys() & set(words))):
            labels.append(Mention(*turn.who, "PERSON", "rule", sure=True))
    return without_overlaps([*mentions, *labels]) if labels else list(mentions)


def unshouted(page: Page, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions where a person named in capitals alone is called as others are: "MARA ELDON" is Mara Eldon."""
    mentions = list(mentions)
    usual = {
        page.said(m).casefold(): page.said(m) for m in mentions if m.label == "PERSON" and not page.said(m).isupper()
    }
    return [_unshouted(page, m, usual) if m.label == "PERSON" else m for m in mentions]


def _unshouted(page: Page, m: Mention, usual: Mapping[str, str]) -> Mention:
    name = m.name or page.said(m)
    if not name.isupper() or " " not in name:
        return m
    plain = " ".join(word if len(word.strip(".")) < 2 else word.title() for word in name.split())
    return m._replace(name=usual.get(name.casefold(), plain))


def apposed(page: Page, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions where what a name is said to be shows a person, whatever the model says: "Olaf Bergstrom, the leader of the Unity party",
    and a given name before a surname that is a place's noun, where the surname acts alone: "Martin Hall ... Hall denied it"."""
    mentions = list(mentions)
    persons = {page.said(m) for m in mentions if m.label in OPEN | {"PERSON"} and not m.sure and _is_someone(page, m)}
    return [
        m._replace(label="PERSON", origin=m.origin if m.label == "PERSON" else "rule", sure=True, name=None)
        if page.said(m) in persons and not m.sure
        else m
        for m in mentions
    ]


def _is_someone(page: Page, m: Mention) -> bool:
    words = page.said(m).split()
    if not 2 <= len(words) <= 3 or not all(w[0].isupper() and w[1:].islower() and w.isalpha() for w in words):
        return False
    if m.label in ("GPE", "LOC", "NORP") and page.said(m) in known.names():
        return False
    role = APPOSED.match(page.text, m.end, m.end + 80)
    plain = words[-1] not in known.heads() and words[0] not in known.openers()
    firm = role is not None and role["role"] == "leader" and not page.text.startswith(" of", role.end())
    if (
        role is not None
        and not firm
        and role["role"].lower() in _personal()
        and (plain or words[0] in known.first_names())
    ):
        return True
    if words[0] not in known.first_names() or page.before(m).lower() in LOCATED:
        return False
    return re.search(rf"(?<!the )(?<!at )(?<!in )\b{words[-1]} (?:{ACTS})\b", page.text) is not None


@cache
def _personal() -> frozenset[str]:
    """The nouns that only a person is said to be; a firm can be a leader, a maker or an owner."""
    return frozenset(n for n, kind in nouns.kinds().items() if kind == "person") - FIRMS


def _overlaps(m: Mention, taken: list[tuple[int, int]]) -> bool:
    i = bisect_left(taken, (m.end, 0)) - 1
    return i >= 0 and taken[i][1] > m.start


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
