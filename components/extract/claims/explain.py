"""Why a figure says what it says: for each value, the words of the text that say so and the sentence of its rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

from components.extract.claims.model import Because, Draft
from components.extract.claims.rules import Rule
from components.extract.counting.page import Page
from components.model import Annotation, FigureValues

TOLD = tuple(f.name for f in fields(FigureValues) if not f.name.endswith(("_si", "source_start", "source_end")))
OF_DRAFT = {"period_start": "period", "period_end": "period"}  # values that are a part of one finding
RELATIONS = ("same_as", "supersedes", "part_of", "additional_to")
READ = ("value", "low", "high", "bound", "unit", "value_si", "low_si", "high_si", "unit_si")  # by the number grammar
GRAMMAR = "Read in the text by the number grammar."


@dataclass(frozen=True, slots=True)
class Reason:
    """One value of a figure: what it is, the words it rests on (offsets, None where none are known), and the rule."""

    field: str
    value: object
    span: tuple[int, int] | None
    rule: str
    says: str


def evidence(page: Page, draft: Draft, values: FigureValues) -> dict[str, tuple[int, int]]:
    """Of the label and each value that is known, the words of the text that say so."""
    found = {"label": _span(page, draft, "label", draft.label)}
    for name in TOLD:
        if (value := getattr(values, name)) is not None:
            found[name] = _span(page, draft, name, value)
    return {name: span for name, span in found.items() if span is not None and span[0] < span[1]}


def reasons(draft: Draft, annotation: Annotation) -> Iterator[Reason]:
    """Every known value of a figure with its reason, in the order of the record."""
    for name, value in {"label": annotation.label, **{name: getattr(annotation.figure, name) for name in TOLD}}.items():
        if value is None:
            continue
        finding = draft.reason(OF_DRAFT.get(name) or name) or (draft.trace[0] if _without_number(draft) else None)
        rule, says = ("numbers", GRAMMAR) if finding is None else (_name(finding.rule), told(finding.rule))
        yield Reason(name, value, annotation.evidence.get(name), rule, says)


def _without_number(draft: Draft) -> bool:
    """Whether no number says how many: "a soldier was killed", "nobody was hurt"; the rule that found them says one or none."""
    return draft.single or (draft.value == 0 and not draft.quantity.digits)


def _name(rule: Because) -> str:
    """The rule's name: its module's and its own ("contexts.opened_among")."""
    if isinstance(rule, Rule):
        return f"{rule.table}.{rule.name}"
    return f"{rule.__module__.rpartition('.')[2]}.{rule.__qualname__.rpartition('.')[2].lstrip('_')}"


def told(rule: Because) -> str:
    """The rule's own sentence: the example of a row, the first of a function's docstring."""
    if isinstance(rule, Rule):
        return f"As in “{rule.example}”"
    return " ".join((rule.__doc__ or "").split("\n\n")[0].split())


def _span(page: Page, draft: Draft, name: str, value: object) -> tuple[int, int] | None:
    """The words of one value: those its rule gave, else where they must stand."""
    finding = draft.reason(OF_DRAFT.get(name) or name)
    if finding is not None and finding.span is not None:
        return _trimmed(page.text, *finding.span)
    number = draft.quantity.num_start, draft.quantity.num_end
    if name == "label":
        return page.words(draft.anchor) if draft.anchor is not None else _unit(page, draft) or number
    if name in ("value", "low", "high"):
        return number
    if name == "bound":
        return _trimmed(page.text, draft.quantity.start, number[0])
    if name in ("unit", "subject"):
        return _unit(page, draft)
    if name == "source":
        return draft.source_span
    if name in RELATIONS:
        other = getattr(draft, name)
        return (other.start, other.end) if other is not None else None
    return _named(page, draft, str(value)) if name in ("weapon", "place", "relay") else None


def _unit(page: Page, draft: Draft) -> tuple[int, int] | None:
    """The counted noun, or the sign of a unit beside its number."""
    if draft.head is not None:
        return page.words(draft.head)
    after = _trimmed(page.text, draft.quantity.num_end, draft.end)
    return after or _trimmed(page.text, draft.start, draft.quantity.num_start)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """A stretch without the spaces and hyphens around it; None where nothing is left."""
    while start < end and text[start] in " \n-":
        start += 1
    while start < end and text[end - 1] in " \n-":
        end -= 1
    return (start, end) if start < end else None


def _named(page: Page, draft: Draft, name: str) -> tuple[int, int] | None:
    """The mention of a name that is nearest before the end of the figure's sentence, else the first after it."""
    end = page.span(draft.sentence)[1]
    at = page.text.rfind(name, max(0, end - NEAR), end)
    at = at if at >= 0 else page.text.find(name, end, end + NEAR)
    return (at, at + len(name)) if at >= 0 else None


NEAR = 3000  # characters
