"""The noun that a number counts, with its modifiers: "four Turkish oil workers", "70 of the attackers"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache, lru_cache

from spacy.tokens import Doc, Token

from components.extract.counting.page import Draft, Page
from components.extract.quantities.units import units
from components.lexicons import lexicon

NOUN = frozenset({"NN", "NNS", "NNP", "NNPS"})
MODIFIER = frozenset({"JJ", "JJR", "JJS", "VBN", "VBG", "HYPH", "CD", "POS", "AFX", "RB", "RBS"})
SKIP = frozenset({"other", "more", "additional", "further", "extra", "fewer", "less"})
STOP = frozenset(
    {
        "ago",
        "later",
        "earlier",
        "long",
        "away",
        "including",
        "according",
        "dead",
        "up",
        "down",
        "deep",
        "high",
        "wide",
        "left",
        "together",
        "each",
        "apiece",
        "respectively",
        "minus",
    }
)
PERSONS = frozenset({"people", "persons", "members", "others"})  # "killing a family of six members"
CREWS = frozenset({"crew", "family", "party", "staff", "team", "convoy", "population"})  # "a crew of 23"
LATELY = frozenset({"night", "week", "month", "year", "spring", "summer", "autumn", "winter", "evening"})
PRONOUN = frozenset({"them", "whom", "which", "us", "you", "those", "these", "theirs", "it"})
COMPOUND = (
    "police officer",
    "ground control station",
    "power plant",
    "police station",
    "rocket launcher",
    "suicide bombing",
    "aid worker",
    "security guard",
    "shipping container",
    "air strike",
    "border guard",
    "fighter jet",
)


@cache
def irregular() -> Mapping[str, str]:
    return {row["plural"]: row["singular"] for row in lexicon("plurals", "plural", "singular")}


@lru_cache(maxsize=8192)
def singular(noun: str) -> str:
    """The singular of an English noun as written in lower case.

    >>> [singular(n) for n in ("people", "civilians", "gunmen", "families", "buses", "policewomen")]
    ['people', 'civilian', 'gunman', 'family', 'bus', 'policewoman']
    """
    word = noun.strip(".'’").removesuffix("'s").removesuffix("’s")
    low = word.lower()
    if low in irregular():
        return irregular()[low]
    if low.endswith("men") and low not in ("specimen", "regimen", "women", "yemen"):
        return word[:-3] + "man"
    for ending, new in (
        ("ies", "y"),
        ("sses", "ss"),
        ("ches", "ch"),
        ("shes", "sh"),
        ("xes", "x"),
        ("zzes", "zz"),
        ("wives", "wife"),
        ("knives", "knife"),
        ("lves", "lf"),
        ("oes", "o"),
    ):
        if low.endswith(ending) and len(low) > len(ending) + 1:
            return word[: -len(ending)] + new
    if low.endswith("s") and not low.endswith(("ss", "us", "is", "ous")) and len(low) > 2:
        return word[:-1]
    return word


def counted(page: Page, draft: Draft) -> None:
    """ "12 of them", "some 40 people aboard": what a bare number counts."""
    doc, _text = page.doc, page.text
    first, limit = page.sentence(draft.sentence)
    if (
        draft.first - 2 >= first
        and doc[draft.first - 1].lower_ == "of"
        and doc[draft.first - 2].lower_ in CREWS
        and not (
            draft.last + 1 < limit and doc[draft.last + 1].tag_ in NOUN and doc[draft.last + 1].lower_ not in PERSONS
        )  # "a convoy of six trucks"
    ):
        draft.set(counted, head=draft.first - 2, subject=doc[draft.first - 2].lower_, unit="people")
        return
    i = draft.last + 1
    while i < limit and doc[i].idx < draft.end:
        i += 1
    if i >= limit:
        return
    token = doc[i]
    if token.tag_ == "''" and i + 1 < limit:
        i += 1
        token = doc[i]
    if token.lower_ in ("times", "time") and token.idx >= draft.end:
        draft.set(counted, end=token.idx + len(token))
        return
    if aboard := ABOARD.match(page.text, draft.end):
        draft.set(counted, unit="people", subject=f"people {aboard[1]}")
        return
    if token.lower_ == "of" and i + 1 < limit:
        if not _or_two(page, draft, first):
            _after_of(page, draft, i + 1, limit)
        return
    if draft.quantity.part and token.tag_ in ("DT", "PRP$"):
        _after_of(page, draft, i, limit)  # "half the houses"
        return
    if MODELS.fullmatch(token.text):
        draft.set(counted, head=i, subject=token.text, unit=token.text[:-1])
        draft.set(counted, end=token.idx + len(token))
        return
    if token.lower_ in ("-", "–") and i + 1 < limit:
        if doc[i + 1].lower_ == "strong":
            i += 2
        elif doc[i + 1].tag_ in ("NN", "NNS", "JJ", "CD") and page.text[doc[i + 1].idx - 1] == "-":
            _hyphened(page, draft, i + 1, limit)
            return
    found = _phrase(page, i, limit, draft)
    if found is None:
        _or_two(page, draft, first)
        return
    first, head = found
    if (
        draft.quantity.value == 1
        and draft.quantity.digits is False
        and doc[head].tag_ in ("NNS", "NNPS")
        and doc[head].lower_ not in irregular()
    ):
        return
    take(draft, page, first, head)
    draft.set(counted, end=max(draft.end, doc[head].idx + len(doc[head])))


PREFIXES = frozenset({"ex", "co", "vice"})
ABOARD = re.compile(r" (?:were )?(aboard|on board)\b")  # "a boat with 550 aboard"
MODELS = re.compile(r"[A-Z][A-Za-z]{0,11}-?\d{1,4}[A-Z]{0,2}s")  # "32 F-35s"


def _or_two(page: Page, draft: Draft, first: int) -> bool:
    """ "A week or two": the noun stands before the number."""
    doc, at = page.doc, draft.first
    if draft.quantity.value != 2 or at - 3 < first or doc[at - 1].lower_ != "or" or doc[at - 2].tag_ != "NN":
        return False
    noun = doc[at - 2].lower_
    draft.set(_or_two, subject=noun, unit=noun)
    if (unit := units().get(noun)) is not None:
        draft.set(_or_two, subject=None, unit=unit.name)
        draft.set(_or_two, quantity=replace(draft.quantity, unit=unit.name, dimension=unit.dimension, pint=unit.pint))
    return True


def _hyphened(page: Page, draft: Draft, i: int, limit: int) -> None:
    """ "a six-cylinder engine", "a four-member team": the word at the hyphen is counted, the noun after it is described."""
    doc = page.doc
    draft.set(_hyphened, head=None)
    draft.set(_hyphened, unit=singular(doc[i].lower_))
    draft.set(_hyphened, end=max(draft.end, doc[i].idx + len(doc[i])))
    found = _phrase(page, i + 1, limit, draft) if i + 1 < limit and doc[i + 1].tag_ not in ("IN", ",") else None
    draft.set(_hyphened, subject=doc[found[1]].text if found else None)
    draft.set(_hyphened, hyphened=True)


def take(draft: Draft, page: Page, first: int, head: int) -> None:
    """ "Twelve young soldiers": the noun after a number is what it counts."""
    doc, text = page.doc, page.text
    while first < head and (
        doc[first].is_space or doc[first].lower_ in SKIP or doc[first].tag_ in ("RB", "HYPH", "RBS")
    ):
        first += 1
    words = doc[first].idx, doc[head].idx + len(doc[head])
    subject = " ".join(text[slice(*words)].split())
    draft.set(take, words, head=head, subject=subject, unit=unit_of(subject, doc[head]))


NUMBERED = re.compile(r"\d+s")
HYPHENED = re.compile(r"[a-z]+-[a-z]+$")


def unit_of(subject: str, head: Token) -> str:
    """The singular name of what is counted: its head noun, or a fixed compound ("police officer")."""
    low = " ".join(singular(w) if n else w for n, w in enumerate(subject.lower().split()))
    for compound in COMPOUND:
        if low.endswith(compound):
            return compound
    one = singular(head.text if head.tag_ in ("NNPS", "NNP") and not head.text.isupper() else head.lower_)
    if NUMBERED.fullmatch(head.text):
        one = subject.removesuffix("s")  # "63,150 Model 3s"
    if head.i >= 2 and _glues(head.nbor(-1)) and (written := HYPHENED.search(low)) is not None:
        one = singular(written[0])  # "five pick-ups"
    return "people" if one.lower() in ("person", "others", "other") else one


def _phrase(page: Page, i: int, limit: int, draft: Draft) -> tuple[int, int] | None:
    """First token and head of the noun phrase that starts at ``i``."""
    doc = page.doc
    first, head, j = i, None, i
    while j < min(limit, i + 9):
        token = doc[j]
        tag = token.tag_
        if token.lower_ in STOP or (token.lower_ == "last" and j + 1 < limit and doc[j + 1].lower_ in LATELY):
            break
        if tag in NOUN:
            if (tag in ("NN", "NNP") or token.lower_ in PREFIXES) and _hyphenates(doc, j, limit):
                j += 2  # "coal-fired power plants"
                head = j if doc[j].tag_ in NOUN and (j + 1 >= limit or doc[j + 1].tag_ not in NOUN) else head
            elif head is not None and _ends_phrase(doc[head], token):
                break
            else:
                head = j
        elif tag == "POS" and head is not None:
            if doc[head].tag_ in ("NNS", "NNPS") and j == head + 1 and doc[draft.last + 1].lower_ != "of":
                break  # "the six monks' murder": the monks are counted
            first, head = j + 1, None  # "six of the suspect's relatives"
        elif head is not None and _goes_on(doc, head, j, limit):
            head = None if tag == "CC" else head
        elif head is not None or not _modifies(doc, j, i, limit):
            break
        j += 1
    return None if head is None else (first, head)


MARK = re.compile(r"\d{1,2}[A-Z]\d?")  # "54 Leopard 2A7 tanks"


def _goes_on(doc: Doc, head: int, j: int, limit: int) -> bool:
    """Whether a name before the counted noun goes on: "460 Kia and Hyundai vehicles", "two Boeing 737 jets"."""
    if doc[head].tag_ != "NNP" or j + 1 >= limit:
        return False
    if doc[j].tag_ == "JJ":  # "six Mai Raza sect members"
        return doc[head].dep_ == "compound" and doc[head].head.i == j + 1 and doc[j].is_lower
    if doc[j].tag_ == "CD":
        if not (doc[j].is_digit and len(doc[j]) >= 3) and not MARK.fullmatch(doc[j].text):
            return False
        return doc[j + 1].tag_ in ("NNS", "NNP") or any(
            doc[k].tag_ == "NNS" and all(t.tag_ in ("NN", "JJ", "VBN", "HYPH") for t in doc[j + 1 : k])
            for k in range(j + 2, min(j + 6, limit))
        )  # "12 ATMOS 2000 truck-mounted howitzers"
    k = j + 1
    while k < limit and doc[k].tag_ == "NNP":
        k += 1
    return doc[j].lower_ in ("and", "or") and j + 1 < k < limit and doc[k].tag_ == "NNS" and doc[k].is_lower


def _hyphenates(doc: Doc, j: int, limit: int) -> bool:
    return j + 2 < limit and _glues(doc[j + 1]) and doc[j + 2].tag_ in HYPHENATED


def _glues(token: Token) -> bool:
    """Whether a token is the hyphen inside of a word, whatever the tagger took it for: "four ex-bosses"."""
    return token.tag_ == "HYPH" or (token.text == "-" and not token.whitespace_ and not token.nbor(-1).whitespace_)


HYPHENATED = frozenset({"VBN", "JJ", "NN", "NNP", "NNPS", "VBG", "JJR", "VBD", "NNS", "RB"})


def _modifies(doc: Doc, j: int, i: int, limit: int) -> bool:
    """Whether the token at ``j`` can stand before the noun of a phrase that began at ``i``."""
    token = doc[j]
    tag, low = token.tag_, token.lower_
    following = doc[j + 1].tag_ if j + 1 < limit else ""
    if token.is_space:
        return True
    if tag == "CD" and following == "HYPH":
        return True  # "two 15-year-old girls"
    if tag == "CD":
        if j > i and len(low) == 3 and low.isdigit() and following == "NNP":
            return True  # "two new 737 Max jets"
        return any(c.isalpha() for c in low) and any(c.isdigit() for c in low)  # "16 BM-21 Grad launchers"
    if tag in ("VBG", "VBN"):
        return following in NOUN or (tag == "VBN" and following == "JJ")
    if tag in ("RB", "RBS"):
        return j == i or low == "-"
    if low in ("and", "or"):
        return j > i and doc[j - 1].tag_ in ("JJ", "HYPH") and following in ("JJ", "NN")
    return tag in MODIFIER and tag != "POS"


def _ends_phrase(head: Token, following: Token) -> bool:
    """A plural noun ends its phrase ("40 people Tuesday"), unless the parser hangs it onto the next noun ("arms dealers")."""
    if following.ent_type_ in ("DATE", "TIME"):
        return True
    if head.tag_ in ("NNS", "NNPS"):
        return not (head.dep_ in ("compound", "nmod") and head.head.i == following.i)
    return (
        head.head.i != following.i
        and head.dep_ not in ("compound", "nmod", "amod", "nummod", "npadvmod")
        and head.tag_ == "NN"
        and following.tag_ in ("NNP", "NNPS")
    )


def _after_of(page: Page, draft: Draft, i: int, limit: int) -> None:
    """ "dozens of others", "70 of the attackers", "two of them", "10 of the 44 border villages"."""
    doc = page.doc
    vague = draft.quantity.bound == "vague" and draft.quantity.value is None
    token = doc[i]
    if token.lower_ in PRONOUN:
        draft.set(_after_of, partitive=True)
        return
    draft.set(_after_of, partitive=token.tag_ in ("DT", "PRP$", "WP$") or not vague)
    numbered = False
    while i < limit and (
        doc[i].tag_ in ("DT", "PRP$", "WP$", "PDT", "CD") or doc[i].lower_ in ("about", "some", "around")
    ):
        numbered = numbered or doc[i].tag_ == "CD"
        i += 1
    k = i
    while k < min(limit, i + 8) and (doc[k].tag_ in NOUN or doc[k].tag_ in ("JJ", "POS")):
        k += 1
    if k < limit and doc[k].tag_ == "CD" and doc[k - 1].tag_ == "POS":  # "three of the plant's six reactors"
        numbered, i = True, k + 1
    if i < limit and doc[i].lower_ in (
        "dead",
        "wounded",
        "injured",
        "missing",
        "detained",
        "arrested",
        "displaced",
        "killed",
        "victims",
    ):
        draft.set(_after_of, head=i, subject=doc[i].lower_, unit="people")
        if not numbered:
            draft.set(_after_of, end=max(draft.end, doc[i].idx + len(doc[i])))
        return
    found = _phrase(page, i, limit, draft)
    if found is None:
        return
    take(draft, page, *found)
    if not numbered:
        draft.set(_after_of, end=max(draft.end, doc[found[1]].idx + len(doc[found[1]])))
