"""Names that the gazetteers know, right, whole and wherever they stand; and places told by the words around them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from components.extract.entities import known
from components.extract.entities.known import Known
from components.extract.entities.page import Mention, Page, without_overlaps

TOWNS = known.words("town")
IS_TOWN = re.compile(
    r",? (?:is|was) (?:a|an|the) (?:[a-z]+ ){0,2}(?:village|town|city|district|province|island|region|county|municipality|suburb|neighbou?rhood|settlement|hamlet)\b"
)
DATELINE = re.compile(
    r"^([A-Z]{3,}(?: [A-Z]{2,}){0,2})(?:, [A-Z][\w. ]{1,24}){0,2}(?: ?\([A-Z][\w ]{1,30}\))? ?[-–—]{1,2} ", re.M
)
OF_PLACE = re.compile(
    r"\b(?:north|south|east|west|northeast|northwest|southeast|southwest|north-east|north-west|south-east|south-west|outskirts|residents?|natives?|mayor|siege|streets|"
    r"port|kilometers|kilometres|km|miles|liberation|suburbs?|towns?|villages?|provinces?|districts?|regions?|cities|coast) (?:of|from) $"
)
CAPITAL = re.compile(r"\bcapital(?: city)?, $")
OWNS = re.compile(r" ?['’]")
MOVABLE = frozenset(["PERSON", "ORG", "GPE", "LOC", "FAC", "NORP"])
PLACED = 0.25  # share of mentions behind "in" and the like from which on no person is meant
ORG_PLACED = 0.5
FIRM_PLACE = 0.6  # share from which on even somebody's surname is a place
SAME_KIND = ({"GPE", "LOC", "FAC"}, {"EVENT", "PRODUCT", "WORK_OF_ART", "LAW", "LANGUAGE", "NORP"})


def settle(page: Page, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions with what the gazetteers say, and the known names that no mention covers."""
    mentions = list(mentions)
    owner = _owners(page, mentions)
    found: list[Mention] = []
    replaced: set[Mention] = set()
    done = 0
    for i in page.starting(known.first_words()):
        match = _match(page, i) if i >= done else None
        if match is None or page.is_web(i) or page.text.startswith("$", page.ends[match[0] - 1]):
            continue
        end, meaning = match
        over = {owner[k] for k in range(i, end) if k in owner}
        if not over:
            if _stands_alone(page, i, end, meaning, owner):
                found.append(_mention(page, i, end, meaning, "rule"))
                done = end
        elif all(_inside(page, m, i, end) for m in over):
            changed = _relabelled(page, min(over), i, end, meaning, len(over))
            if changed is not None:
                found.append(changed)
                replaced |= over
            done = end
        elif len(over) == 1:
            done = max(end, max(page.range(m)[1] for m in over))
    return without_overlaps([m for m in mentions if m not in replaced] + found + _datelines(page))


def _owners(page: Page, mentions: Iterable[Mention]) -> dict[int, Mention]:
    """The mention that covers a word, by the word's index."""
    return {k: m for m in mentions for k in range(*page.range(m))}


def _match(page: Page, i: int) -> tuple[int, Known] | None:
    found = known.name_phrases().match(page.words, i)
    if found is None and (usual := known.shouted().get(page.words[i])) is not None:
        return i + 1, known.names()[usual]
    return found


def _mention(page: Page, i: int, end: int, meaning: Known, origin: str) -> Mention:
    return Mention(page.starts[i], page.ends[end - 1], meaning.label, origin, meaning.name, sure=True)


def _inside(page: Page, mention: Mention, i: int, end: int) -> bool:
    first, last = page.range(mention)
    return i <= first and last <= end


def _relabelled(page: Page, mention: Mention, i: int, end: int, meaning: Known, covered: int) -> Mention | None:
    """The mention with the gazetteer's label, unless the model's own label is as good."""
    same = covered == 1 and page.range(mention) == (i, end)
    if (
        same
        and any(mention.label in kind and meaning.label in kind for kind in SAME_KIND)
        and meaning.kind != "country"
    ):
        return mention._replace(name=meaning.name)
    if not meaning.alone and (mention.label == "PERSON" or meaning.kind == "region" or not same):
        return None
    if mention.label == "PERSON" and same and meaning.kind in ("town", "region"):
        return None
    return _mention(page, i, end, meaning, mention.origin if same and mention.label == meaning.label else "rule")


def _stands_alone(page: Page, i: int, end: int, meaning: Known, owner: dict[int, Mention]) -> bool:
    """Whether a known name that the model passed over is one here: not a word of a longer name."""
    if not meaning.alone:
        return False
    words = page.words
    if (
        end < len(words)
        and words[end][0].isupper()
        and end not in owner
        and page.text[page.ends[end - 1]] == " "
        and meaning.label not in ("NORP",)
    ):
        return words[i].isupper() and words[end].isupper()
    return not (i > 0 and words[i - 1] in "-&@#" and page.ends[i - 1] == page.starts[i] and words[i - 1] != "-")


def located(page: Page, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions where what stands around a name shows a place ("in ...", "the village of ..."), or "the ...s" a people."""
    mentions = list(mentions)
    seen, placed, mapped = Counter[str](), Counter[str](), Counter[str]()
    for m in mentions:
        said = page.said(m)
        seen[said] += 1
        mapped[said] += m.label in ("GPE", "LOC")
        placed[said] += m.label in MOVABLE and _place_evidence(page, m)
    done = []
    for m in mentions:
        said = page.said(m)
        threshold = PLACED if m.label == "PERSON" or mapped[said] else ORG_PLACED
        has_people = said.endswith("a") and page.counts[f"{said}n"] > 0  # "Ardenian" tells that Ardenia is a country
        done.append(_located(page, m, 1.0 if has_people else placed[said] / seen[said], threshold))
    return done


def _datelines(page: Page) -> list[Mention]:
    """The towns in capitals with which wire copy begins a paragraph: "KOLO, Nambura (AFP) - "."""
    found = []
    for match in DATELINE.finditer(page.text):
        name = match.group(1)
        meaning = known.names().get(name)
        if meaning is None or meaning.label == "GPE":
            found.append(Mention(match.start(1), match.end(1), "GPE", "rule", name.title(), sure=True))
    return found


def _located(page: Page, m: Mention, share: float, threshold: float) -> Mention:
    if (
        (m.sure and m.label != "PERSON")
        or (m.name is not None and share < FIRM_PLACE)
        or m.label not in ("PERSON", "ORG", "NORP")
    ):
        return m
    if m.label == "NORP":  # "Nariva province"; "in Sunni areas" tells nothing
        named = share >= FIRM_PLACE and not page.said(m).endswith(("n", "s", "h", "i", "c")) and m.origin != "rule"
        return m._replace(label="GPE", origin="rule", name=None) if named else m
    if share >= threshold and (m.label == "PERSON" or _may_be_place(page, m)):
        return m._replace(label="GPE", origin="rule", name=None, sure=False)
    said = page.said(m)
    if m.label == "PERSON" and said.endswith("s") and said.isalpha() and page.before(m) in ("the", "The"):
        return m._replace(label="NORP", origin="rule")
    return m


def _place_evidence(page: Page, m: Mention) -> bool:
    before, end = page.before(m), page.range(m)[1]
    if before in ("in", "In", "near", "Near"):
        return not OWNS.match(page.text, m.end)  # "in Lopes's second term"
    if before in ("of", "from") and OF_PLACE.search(page.text, max(0, m.start - 24), m.start):
        return not OWNS.match(page.text, m.end)
    if before == "of" and page.before(m, 2).lower() in TOWNS:
        return True
    if (
        before == ","
        and CAPITAL.search(page.text, max(0, m.start - 20), m.start)
        and page.text[m.end : m.end + 1] in ",.;)"
    ):
        return True  # "in the capital, Antara, "
    words = page.words
    return (end < len(words) and words[end] in TOWNS) or bool(IS_TOWN.match(page.text, m.end, m.end + 60))


def _may_be_place(page: Page, m: Mention) -> bool:
    words = page.of(m)
    return len(words) <= 3 and words[-1] not in known.heads() and all(w.istitle() or w in "-'’" for w in words)
