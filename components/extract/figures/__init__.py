"""Figures: quantities with bound, unit, subject, source and scope. One module per kind, listed in KINDS."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from components.extract.claims import engine, passes
from components.extract.claims.explain import Reason, reasons
from components.extract.counting import asides, relations, shares
from components.extract.counting.arms import kind_of
from components.extract.counting.by_hand import read
from components.extract.counting.nouns import counted
from components.extract.counting.page import Draft, Page, page_of
from components.extract.counting.persons import is_person
from components.extract.counting.records import records, with_drafts
from components.extract.figures import age, casualties, count, duration, measure, money, percent, weapons
from components.extract.labels import MONEY
from components.extract.quantities import Quantity, scan
from components.model import Annotation, Article

__all__ = ["KINDS", "Kind", "explained", "find", "read"]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of figure: the labels it gives, the function that labels its drafts and may add others, and what that reads and may set."""

    labels: tuple[str, ...]
    claim: Callable[[Page, list[Draft]], None]
    reads: str
    sets: str


READS_OF_VICTIMS = "label unit subject partitive supersedes part_of additional_to anchor score sure weak also"
SETS_OF_VICTIMS = (
    "label unit subject scope anchor sure weak also additional_to part_of same_as supersedes score quantity"
)
SETS_OF_WEAPONS = "label unit subject weapon head end anchor"
KINDS: tuple[Kind, ...] = (  # in the order they choose; what is left is measured, or counted
    Kind(casualties.LABELS, casualties.claim, READS_OF_VICTIMS, SETS_OF_VICTIMS),
    Kind(weapons.LABELS, weapons.claim, "label unit subject partitive weapon", SETS_OF_WEAPONS),
    Kind(percent.LABELS, percent.claim, "label", "label"),
    Kind(money.LABELS, money.claim, "label", "label"),
    Kind(age.LABELS, age.claim, "label", "label unit subject end"),
    Kind(duration.LABELS, duration.claim, "label subject", "label subject"),
    Kind(measure.LABELS, measure.claim, "label", "label"),
    Kind(count.LABELS, count.claim, "label unit", "label unit end"),
)


PASSES: tuple[engine.Pass | engine.SentencePass, ...] = (
    *(engine.Pass(kind.labels[0], kind.claim, kind.reads, kind.sets) for kind in KINDS),
    engine.Pass("lines that are not the story", asides.mark, "", "scope"),
    *relations.PASSES,
    *passes.BESIDE,
)


def find(
    doc: Doc, article: Article, entities: Sequence[Annotation], quotes: Sequence[Annotation], problems: list[str]
) -> list[Annotation]:
    """The figures of an article; what could not be read goes into ``problems``."""
    page = page_of(doc, article, entities, quotes)
    return records(page, _claims(page, problems))


def explained(
    doc: Doc, article: Article, entities: Sequence[Annotation], quotes: Sequence[Annotation], problems: list[str]
) -> list[tuple[Annotation, list[Reason]]]:
    """The same figures, each with the reason for every value."""
    page = page_of(doc, article, entities, quotes)
    found = with_drafts(page, _claims(page, problems))
    return [(annotation, list(reasons(draft, annotation))) for annotation, draft in found]


def _claims(page: Page, problems: list[str]) -> list[Draft]:
    """The figures in the making, after all passes."""
    if not len(page.doc):
        return []
    drafts = _drafts(page, problems)
    engine.run(PASSES, page, drafts, problems)
    return drafts


def _drafts(page: Page, problems: list[str]) -> list[Draft]:
    """ "200 km", "$5 million": the unit that stands at the number."""
    drafts: list[Draft] = []
    named = -1  # where a name ended that had a number
    for quantity in scan(page.text):
        first, last = page.token_at(quantity.num_start), page.token_at(quantity.num_end - 1)
        goes_on = quantity.num_start - named == 1 and page.text[named] in "-–/"  # "the ISO 3888-2 test"
        if goes_on or _designates(page, quantity, first, last):
            named = quantity.num_end
            continue
        draft = Draft(quantity.start, quantity.end, first, last, page.sentence_of(first), quantity)
        draft.set(_drafts, unit=quantity.unit)
        if quantity.unit is None and quantity.dimension is None:
            counted(page, draft)
            shares.grouped(page, draft)
        if drafts and (told := shares.base_of(page, drafts[-1], draft)):
            drafts[-1] = told
            continue
        shares.of_herd(page, draft)
        if shares.is_model(page, draft):
            continue
        if _kept(page, draft):
            drafts.append(draft)
    return drafts


NAMES = frozenset({"ORG", "PRODUCT", "WEAPON", "FAC", "EVENT", "LAW", "WORK_OF_ART", "PERSON"})


def _designates(page: Page, quantity: Quantity, first: int, last: int) -> bool:
    """Whether the number is a part of a name: "Orion 7", "Radio 4", "Boeing 737"."""
    if quantity.unit is not None or quantity.bound != "exact":
        return False
    token = page.doc[first]
    if token.i and not token.is_sent_start:
        before = page.doc[first - 1]
        if (
            quantity.digits
            and before.tag_ in ("NNP", "NNPS")
            and before.text[0].isupper()
            and before.ent_type_ not in ("DATE", "TIME", MONEY, "CARDINAL")
        ):
            if (token.head.i == before.i and not _receives(page, before)) or (
                token.ent_type_ in NAMES and token.ent_iob_ == "I"
            ):
                return True
            following = page.doc[last + 1] if last + 1 < len(page.doc) else None
            if (
                following is not None
                and following.tag_ == "NNP"
                and before.tag_ == "NNP"
                and following.text[0].isupper()
                and not _receives(page, before)
            ):
                return True
            if (token.dep_ in ("nummod", "appos", "npadvmod") and token.head.i < token.i) and (
                following is None or (following.tag_ not in ("NNS", "NN", "JJ") and not _receives(page, before))
            ):
                return True
    entity = page.entity_at(quantity.num_start, quantity.num_end)
    return (
        entity is not None
        and entity.label in NAMES
        and entity.start < quantity.num_start
        and quantity.scaled == 1
        and page.text[entity.start : quantity.num_start].strip().lower()
        not in ("the", "about", "some", "nearly", "at least")
    )


def _receives(page: Page, before: Token) -> bool:
    """Whether a land or a people stands before a number: "will give Ukraine 14 Leopard 2 tanks"."""
    entity = page.entity_at(before.idx)
    if entity is None or entity.label not in ("GPE", "NORP"):
        return False
    if before.dep_ in ("dative", "dobj", "nsubj"):
        return True
    first = page.token_at(entity.start)
    return bool(first) and page.doc[first - 1].lower_ in ("and", "while", "whereas")  # "30 to Kyiv and Denmark 19"


HARMING = frozenset({"killing", "injuring", "wounding"})  # "killing one and injuring four"


def _kept(page: Page, draft: Draft) -> bool:
    """A bare "one" that stands for a noun said before, or a number that only describes ("four-door"), is no figure."""
    q = draft.quantity
    if draft.hyphened and not is_person(draft.unit or "") and kind_of(draft.unit or "") is None:
        return False
    if (
        q.value == 1
        and not q.digits
        and q.unit is None
        and draft.head is None
        and page.text[q.num_start : q.num_end].lower() == "one"
    ):
        following = page.text[q.end : q.end + 12].lower()
        if following[4:5].isdigit():
            return False  # "a range of 300 km and the other one of 500 km"
        if draft.first and page.doc[draft.first - 1].lower_ in HARMING:
            return True
        return following.startswith(
            (
                " of ",
                " more",
                " dead",
                " wounded",
                " injured",
                " was killed",
                " killed",
                " was ",
                " missing",
                " other",
                " fatally",
                " died",
                " later died",
                " has since",
                " has died",
                " with a ",
            )
        )
    return True
