"""Why each figure and name of an article says what it says: its values, the words they rest on, the rule, or who set them and when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields

from components.extract.claims.explain import Reason
from components.model import Annotated, Annotation, Edit, FigureValues

Reasons = Mapping[str, Sequence[Reason]]
CONVERTED = ("_si", "source_start", "source_end")  # follow from other values


def lines(annotated: Annotated, reasons: Reasons, history: Sequence[Edit] = ()) -> Iterator[str]:
    """The explanation of every figure of an article that is not rejected, and of names that rules changed, line by line.

    ``reasons`` are those of a fresh extraction by the annotation's id; ``history`` are the edits of analysts in their order.
    """
    article = annotated.article
    yield f"# {article.title or 'untitled'} ({article.id})"
    for a in annotated.annotations:
        if a.layer == "figure" and a.status != "rejected":
            yield ""
            yield f"{a.label} {_quoted(article.text, a.start, a.end)} at {a.start}, {a.status}"
            yield from _values(a, article.text, {r.field: r for r in reasons.get(a.id, ())}, history)
    yield from _names(annotated, reasons)


def _names(annotated: Annotated, reasons: Reasons) -> Iterator[str]:
    """The names where rules overrode the model, with each of those rules, and those that rules left out."""
    overruled = [a for a in annotated.annotations if a.layer == "entity" and a.status != "rejected" and a.id in reasons]
    if overruled:
        yield ""
        yield "Names that are not as the model found them:"
    for a in overruled:
        yield f"  {a.label} {_quoted(annotated.article.text, a.start, a.end)} at {a.start}"
        yield from (f"    {r.says} [{r.rule}]" for r in reasons[a.id])
    if left := reasons.get(""):
        yield ""
        yield "Names of the model that rules left out:"
        yield from (f"  {r.says} [{r.rule}]" for r in left)


def _values(a: Annotation, text: str, reasons: Mapping[str, Reason], history: Sequence[Edit]) -> Iterator[str]:
    values = {"label": a.label} | {f.name: getattr(a.figure, f.name) for f in fields(FigureValues)}
    for name, value in values.items():
        if value is None or name.endswith(CONVERTED):
            continue
        by_hand = _said(a, name, history)
        reason = reasons.get(name)
        span = a.evidence.get(name)
        words = _quoted(text, *span) if span else ""
        if by_hand:
            yield f"  {name:<13} {value!s:<24} {by_hand}"
        elif reason is not None and reason.value == value:
            yield f"  {name:<13} {value!s:<24} {words:<28} {reason.says} [{reason.rule}]".rstrip()
        else:  # of an extraction before, or imported
            yield f"  {name:<13} {value!s:<24} {words}".rstrip()


def _said(a: Annotation, name: str, history: Sequence[Edit]) -> str:
    """Who set a value and when, empty where the machine did."""
    if name == "label":
        if a.original_label is None and a.origin != "analyst":
            return ""
    elif name not in a.hand:
        return ""
    edit = next((e for e in reversed(history) if e.target == a.id and _sets(e, name)), None)
    by, at = (edit.author, edit.time) if edit else (a.updated_by or a.created_by, a.updated_at or a.created_at)
    when = f" on {at[:16].replace('T', ' at ')}" if at else ""
    return f"set by {by or 'hand'}{when}"


def _sets(edit: Edit, name: str) -> bool:
    if edit.op == "add":
        return True
    return edit.op == "relabel" if name == "label" else edit.op == "set" and name in (edit.data.get("values") or {})


def _quoted(text: str, start: int, end: int) -> str:
    return f"“{' '.join(text[start:end].split())}”"
