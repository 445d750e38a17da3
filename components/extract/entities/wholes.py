"""Names whose form says where they end and what they are: "New Year's Eve", "Executive Order 14024", "the Prime Minister's Office", "al-Waer
district", "MV Ocean Star", "Prasanto K Roy". Each row: its reason, its pattern, its label (None: no name, a date or nothing).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from components.extract.entities import known
from components.extract.entities.page import Mention, Page, without_overlaps
from components.extract.speakers import nouns

OFFICES = (
    r"(?:(?:Deputy )?Prime|First|Chief|Foreign|Interior|Defen[cs]e|Finance|Justice) Minister|(?:Vice[- ])?President|Chancellor|Attorney General"
    r"|Governor|Mayor|Premier|Prosecutor|Taoiseach|Comptroller|Surgeon General|Ombudsman"
)
CAPITAL = r"[A-Z][\w'\u2019-]+"
AL = r"(?:[Aa]l[- ]|[Ee]l-|[Aa][dhnrstz]h?-)[A-Z][\w'\u2019-]+"
QUARTER = r"district|neighbou?rhood|quarter|suburb|area"
TOWN = r"village|town|city|province|governorate|region"
CAMP = r"(?:refugee |training |military )?camp|air ?base|airport|crossing|hospital|prison"
FORMS: tuple[tuple[str, str | None, re.Pattern[str]], ...] = (
    (
        "a holiday is a day",
        None,
        re.compile(
            r"\b(?P<name>New Year)(?=['\u2019]s (?:Eve|Day|party|parties|celebration|resolution|message|address)|s Eve\b)"
        ),
    ),
    (
        "an order by its number",
        "LAW",
        re.compile(
            r"\b(?P<name>(?:Executive Order|Presidential Decree|Statutory Instrument|Public Law)s? (?:No\.? ?)?\d[\d/-]*)"
        ),
    ),
    ("the office of a minister", "ORG", re.compile(rf"\b(?P<name>(?:{OFFICES})['\u2019]s Office)\b")),
    ("a quarter by its article", "LOC", re.compile(rf"(?<![\w-])(?P<name>{AL})(?= (?:{QUARTER})\b)")),
    ("a town by its article", "GPE", re.compile(rf"(?<![\w-])(?P<name>{AL})(?= (?:{TOWN})\b)")),
    ("a camp by its article", "FAC", re.compile(rf"(?<![\w-])(?P<name>{AL})(?= (?:{CAMP})\b)")),
    ("a ship by its prefix", "PRODUCT", re.compile(rf"\b(?P<name>M[VTS] (?:{CAPITAL})(?: {CAPITAL}){{0,2}})")),
    (
        "a name with an initial",
        "PERSON",
        re.compile(r"\b(?P<name>[A-Z][a-z]{2,} [B-HJ-Z] [A-Z][a-z]{1,})(?=[\s,.;:'\u2019])"),
    ),
)
AGENCY = re.compile(
    r"(?P<agency>AFP|AP|EPA|PA|REUTERS|Reuters|Getty|Getty Images|Xinhua|TASS|dpa) (?P<rest>[A-Z][a-z]+(?: .*)?)"
)
CREDITED = 3  # words of a name with a caption's first word glued on, at least: "Donald Trump Medics"


def formed(page: Page, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions with those whose form says what they are."""
    found, gone = [], []
    for _, label, pattern in FORMS:
        for match in pattern.finditer(page.text):
            start, end = match.span("name")
            if label is None:
                gone.append((start, end))
            elif label != "PERSON" or _is_person(match["name"]):
                found.append(Mention(start, end, label, "rule", sure=True))
    kept = [m for m in mentions if not any(m.start < end and start < m.end for start, end in gone)]
    return without_overlaps([*kept, *found])


def _is_person(said: str) -> bool:
    """Whether an initial stands between two names, not a letter that is a word of a title or of a place."""
    first, _, last = said.split()
    return (
        first not in known.names()
        and last not in known.heads()
        and first.lower() not in known.roles()
        and first not in known.titles()
    )


SPEAKING = re.compile(r"(?P<whose>[A-Z][\w ’'-]+), (?P<given>[A-Z][\w’'-]+)(?: [A-Z][\w’'.-]*){1,2}")
FOR = re.compile(
    r"\b(?:spokes\w+|lawyer|attorney|aide|adviser|advisor|representative) (?:for|to) (?:the )?\Z", re.IGNORECASE
)


def unglued(page: Page, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions without what a caption, a headline or a comma glued on: "Donald Trump" + "Medics", "AFP" + "Police",
    "Buhani" + "Malik Shehan" in "a spokesperson for Buhani, Malik Shehan"."""
    mentions = list(mentions)
    times = Counter(page.said(m) for m in mentions)
    done: list[Mention] = []
    for m in mentions:
        done += _parts(page, m, times)
    return without_overlaps(done)


def _parts(page: Page, m: Mention, times: Counter[str]) -> Iterator[Mention]:
    said = page.said(m)
    agency = AGENCY.fullmatch(said) if m.label in ("ORG", "PERSON") and not m.sure else None
    if (
        agency is not None
        and _is_common(page, agency["rest"].split()[0])
        and " ".join(agency.groups()) not in known.names()
    ):
        yield m._replace(label="ORG", end=m.start + agency.end("agency"), origin="rule")
        return
    speaking = SPEAKING.fullmatch(said) if m.label in ("ORG", "PERSON") and not m.sure else None
    if (
        speaking is not None
        and speaking["given"] in known.first_names()
        and said not in known.names()
        and FOR.search(page.text, max(0, m.start - 40), m.start)
    ):
        yield m._replace(end=m.start + speaking.end("whose"), name=None, origin="rule")
        yield m._replace(start=m.start + speaking.start("given"), label="PERSON", name=None, origin="rule")
        return
    words = said.split()
    if m.label == "PERSON" and len(words) >= CREDITED and times[said] == 1 and not m.sure:
        shorter = " ".join(words[:-1])
        if times[shorter] and said.startswith(shorter) and _is_common(page, words[-1]):
            yield m._replace(end=m.start + len(shorter), name=None, origin="rule")
            return
    yield m


def _is_common(page: Page, word: str) -> bool:
    """Whether a capitalised word is an ordinary one: the article has it in small letters, or it is a noun for people."""
    low = word.lower()
    return page.counts[low] > 0 or bool({low, low.removesuffix("s")} & nouns.kinds().keys()) or low.endswith("ations")
