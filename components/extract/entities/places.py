"""Names that the gazetteers know: the right label, the whole span, and those that the model missed."""

from __future__ import annotations

from collections.abc import Iterable

from components.extract.entities import known
from components.extract.entities.known import Known
from components.extract.entities.page import Mention, Page, without_overlaps

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
            changed = _relabelled(page, next(iter(over)), i, end, meaning, len(over))
            if changed is not None:
                found.append(changed)
                replaced |= over
            done = end
        elif len(over) == 1:
            done = max(end, max(page.range(m)[1] for m in over))
    return without_overlaps([m for m in mentions if m not in replaced] + found)


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
