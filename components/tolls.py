"""An article's headline counts, computed from its current figures so that they follow every correction."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import replace

from components.model import CASUALTIES, Annotation, Bound, FigureValues, Number, Toll

LEFT_OUT = frozenset({"background", "hypothetical", "perpetrator"})
LEAD = 400  # characters from the first claim: articles open with their headline count, later ones are details and other sources
MORE = 300  # characters back to what "five more" is more than
NEAR_SINGLES = 60  # the same where each is one victim: "a leader, known as the Fox, and his wife"
SURE = 0.75
AWAY = 60  # characters between figures of one sentence that each have a place of their own
FAR = 1500  # characters from a single victim to a count of others: another story of the page
NEAR = 15  # characters between figures that one sentence adds up


def tolls(annotations: Iterable[Annotation], set_tolls: Mapping[str, Toll] | None = None) -> dict[str, Toll]:
    """The toll of every casualty label that has one, from the figures that are not rejected; what a person set stands, and
    rests on those of its figures that are still there."""
    figures = sorted((a for a in annotations if a.layer == "figure" and a.status != "rejected"), key=lambda a: a.start)
    out: dict[str, Toll] = {}
    hurt = {a.id: a.start for a in figures if a.label == "INJURED"}
    alive = {a.id for a in figures}
    for label in CASUALTIES:
        if set_tolls and label in set_tolls:
            by_hand = set_tolls[label]
            out[label] = replace(by_hand, figure_ids=tuple(id for id in by_hand.figure_ids if id in alive))
        elif (toll := _toll(label, [a for a in figures if a.label == label], hurt)) is not None:
            out[label] = toll
    if "INJURED" in out and not (set_tolls and "INJURED" in set_tolls):
        out["INJURED"] = _without_dead(out["INJURED"], figures)
    return out


def told_together(figures: list[Annotation]) -> list[list[Annotation]]:
    """Figures of one label of an article, in the order of its text, in groups of different people that it adds up."""
    return _groups(figures, {}, [a.start for a in figures if a.figure.scope in LEFT_OUT])


def added(group: list[Annotation]) -> tuple[Number | None, Number | None, Number | None, Bound | None]:
    """Value, low, high and bound of such a group: those of its one figure, or of all of them added up."""
    first = group[0].figure
    return _sum(group) if len(group) > 1 else (first.value, first.low, first.high, first.bound)


def _without_dead(toll: Toll, figures: list[Annotation]) -> Toll:
    """The injured without those of them who died since: "14 were taken to hospital, two of whom died there"."""
    died = [
        a
        for a in figures
        if a.label == "KILLED" and a.figure.part_of in toll.figure_ids and a.figure.scope not in LEFT_OUT
    ]
    gone = sum(_number(a.figure) or 0 for a in died)
    if not died or any(n is not None and n < gone for n in (toll.value, toll.low, toll.high)):
        return toll
    left = {name: n - gone for name in ("value", "low", "high") if (n := getattr(toll, name)) is not None}
    reason = f"{(toll.reason or '').rstrip('.')}, without those who died since."
    return replace(toll, **left, figure_ids=(*toll.figure_ids, *(a.id for a in died)), reason=reason)


def _toll(label: str, figures: list[Annotation], hurt: Mapping[str, int]) -> Toll | None:
    """The toll of one label from its figures in the order of the text, None where the article states none."""
    alive = {a.id for a in figures}
    superseded = {a.figure.supersedes for a in figures}
    usable = [
        a
        for a in figures
        if a.figure.scope not in LEFT_OUT
        and a.id not in superseded
        and (a.figure.part_of not in alive)
        and (a.figure.same_as not in alive)
        and _number(a.figure) is not None
    ]
    if not usable:
        return _of_old(label, figures, alive)
    event = [a for a in usable if a.figure.scope != "cumulative"]
    whole = [
        a for a in usable if not (a.figure.part_of and a.figure.period_start)
    ]  # "1,600 taken since 2020, of whom 21 died"
    if not event and not whole:
        return None
    groups = _groups(event or whole, hurt, [a.start for a in figures if a.figure.scope in LEFT_OUT])
    best = groups[0]
    for group in groups[1:]:
        leads = group[0].start - groups[0][0].start <= LEAD or any(a.figure.supersedes for a in group)
        if _beats(group, best, leads):
            best = group
    older = {a.id: _number(a.figure) or 0 for a in figures}
    revised = [g for g in groups if g[0].figure.bound != "range" and any(_revises(a, older) for a in g)]
    beaten = best is not groups[0] and best[0].figure.bound != "range"
    if revised and beaten and _size(best) / 2 <= _size(revised[-1]) < _size(best):
        best = revised[-1]  # the latest word of one source, against the higher one of another
    return _made(label, best, len(groups), bool(event))


def _of_old(label: str, figures: list[Annotation], alive: set[str]) -> Toll | None:
    """The one victim of a deed long past that an article tells of alone: a trial, an anniversary."""
    old = [a for a in figures if a.figure.scope == "background" and a.figure.part_of not in alive]
    if not old or any(not _single(a) for a in old):
        return None
    return _made(label, old[:1], 1, True)


def _revises(annotation: Annotation, older: Mapping[str, Number]) -> bool:
    """Whether a claim stands for an earlier one of about its size: 31 for 17, 275 for 400, not 13 for two."""
    before, now = older.get(annotation.figure.supersedes or "", 0), _number(annotation.figure) or 0
    return before > 0 and now < 3 * before and before < 3 * now


def _beats(group: list[Annotation], best: list[Annotation], leads: bool) -> bool:
    """Whether a later claim is the better headline: a number against "dozens", or more people in the lead."""
    vague, was_vague = (g[0].figure.bound == "vague" for g in (group, best))
    if vague != was_vague:
        return leads and (_size(group) >= _size(best) if was_vague else _size(best) == 1)
    return _size(group) > _size(best) and (
        leads or (_size(best) == 1 and not vague and group[0].start - best[0].start < FAR)
    )


def _groups(figures: list[Annotation], hurt: Mapping[str, int], left_out: list[int]) -> list[list[Annotation]]:
    """Figures that one sentence adds up stand together: neighbours that count different people."""
    groups: list[list[Annotation]] = []
    for annotation in figures:
        if groups and _told_with(groups[-1], annotation, hurt, left_out):
            groups[-1].append(annotation)
        else:
            groups.append([annotation])
    return groups


def _told_with(group: list[Annotation], b: Annotation, hurt: Mapping[str, int], left_out: list[int]) -> bool:
    """Whether b belongs to the sum: ``hurt`` are the injured, of whom some die; ``left_out`` where other incidents are told."""
    a = group[-1]
    if b.figure.additional_to and bisect_left(left_out, a.start) != bisect_left(left_out, b.start):
        return False  # further than those of the other incident
    return _of_the_hurt(a, b, hurt) or _adds(a, b) or _more(a, b) or _elsewhere(a, b) or _next(group, b)


ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth")  # fmt: skip


def _of_the_hurt(a: Annotation, b: Annotation, hurt: Mapping[str, int]) -> bool:
    """Whether b died of those injured beside a: "killing nine. Fourteen were taken to hospital, two of whom died"."""
    start = hurt.get(b.figure.part_of or "")
    if start is None or b.start - a.end > MORE or a.figure.scope != b.figure.scope:
        return False
    again = (
        _number(a.figure) == _number(b.figure) and start - a.end > AWAY
    )  # "1 dead in shooting. Two were shot, one fatally"
    return not again


def _next(group: list[Annotation], b: Annotation) -> bool:
    """Whether b is the one after those counted: four died, "a fifth man died of his wounds"."""
    words = (b.figure.subject or "").lower().split()
    if b.figure.value != 1 or not words or words[0] not in ORDINALS:
        return False
    return ORDINALS.index(words[0]) == _size(group) and b.figure.scope == group[-1].figure.scope


def _adds(a: Annotation, b: Annotation) -> bool:
    """Whether b counts others beside a: close by, of one scope, source and place, with a subject of its own."""
    one, two = a.figure, b.figure
    near = NEAR_SINGLES if _single(a) and _single(b) and not _is_name(two) else NEAR
    if not 0 <= b.start - a.end <= near or one.source != two.source or one.scope != two.scope:
        return False
    if _is_name(two) and not _is_name(one):
        return False  # "two children, Omar and Lina": the names of those just counted
    return (one.subject or "people") != (two.subject or "people")


def _elsewhere(a: Annotation, b: Annotation) -> bool:
    """Whether b counts others in another place: "12 people in Aba, seven in Bora and two in Cinda"."""
    one, two = a.figure, b.figure
    if not one.place or not two.place or one.place in two.place or two.place in one.place:
        return False
    if one.source != two.source or one.scope != two.scope or two.bound == "vague" or one.bound == "vague":
        return False
    part = (_number(two) or 0) < (
        _number(one) or 0
    )  # may be a part of it: "40 died in Dravia. Twelve were killed in Sant"
    return 0 <= b.start - a.end <= (AWAY if not part else AWAY / 2)


def _single(annotation: Annotation) -> bool:
    """One victim, told of for sure: "a tribal leader", "his wife"."""
    sure = (annotation.score or 0) >= SURE or annotation.figure.additional_to is not None
    return annotation.figure.value == 1 and sure


def _is_name(values: FigureValues) -> bool:
    return values.value == 1 and (values.subject or "")[:1].isupper()


def _more(a: Annotation, b: Annotation) -> bool:
    """Whether b is told as more of a: "five more protesters", "three others", "his driver was also killed"."""
    if b.figure.additional_to:
        return b.start - a.end <= MORE and a.figure.scope == b.figure.scope
    subject, before = b.figure.subject or "", a.figure.subject or ""
    if a.figure.additional_to or not subject.startswith(("other ", "more ")) or before.startswith(("other ", "more ")):
        return False
    if a.figure.source != b.figure.source and (_nameless(b.figure) or a.figure.bound == "vague"):
        return False  # "others" of another source may be those told before; "an additional 12 civilians" are not
    return b.start - a.end <= MORE and a.figure.scope == b.figure.scope


NAMELESS = frozenset({"people", "person", "persons", "others", "other", "more"})


def _nameless(values: FigureValues) -> bool:
    """Whether nothing says who they are: "three others", "five more people"."""
    return values.unit == "people" and (values.subject or "people").split()[-1].lower() in NAMELESS


def _number(values: FigureValues) -> Number | None:
    return values.value if values.value is not None else values.low if values.low is not None else values.high


def _size(group: list[Annotation]) -> Number:
    return sum(_number(a.figure) or 0 for a in group)


def _made(label: str, group: list[Annotation], claims: int, event: bool) -> Toll:
    first = group[0].figure
    ids = tuple(a.id for a in group)
    value, low, high, bound = added(group)
    return Toll(
        label=label,
        value=value,
        low=low,
        high=high,
        bound=bound,
        scope=first.scope,
        source=first.source,
        place=first.place,
        as_of=first.as_of,
        figure_ids=ids,
        reason=_reason(group, claims, event),
    )


LOOSEST: tuple[Bound, ...] = (
    "at_least",
    "more_than",
    "at_most",
    "less_than",
)  # the first that a part of a sum has is the sum's


def _sum(group: list[Annotation]) -> tuple[Number | None, Number | None, Number | None, Bound]:
    """Value, low, high and bound of disjoint counts added up."""
    bounds = {a.figure.bound for a in group}
    low = [a.figure.low for a in group]
    high = [a.figure.high for a in group]
    total_low = sum(x for x in low if x is not None) if None not in low else None
    total_high = sum(x for x in high if x is not None) if None not in high else None
    if bounds == {"exact"}:
        return total_low, total_low, total_high, "exact"
    size = _size(group)
    if bounds & {"range", "vague"}:
        return None, size, total_high, "vague" if "vague" in bounds else "range"
    return size, total_low, total_high, next((b for b in LOOSEST if b in bounds), "about")


def _reason(group: list[Annotation], claims: int, event: bool) -> str:
    """A sentence that tells the analyst why these figures make the toll."""
    kind = "of the event" if event else "as a running total, since no figure of a single event is given"
    if len(group) > 1:
        return f"The sum of {len(group)} counts of different people that are told together, {kind}."
    if claims > 1:
        return f"Of {claims} counts {kind} the most inclusive, told first; parts, older values and other incidents are left out."
    return f"The only count {kind}."
