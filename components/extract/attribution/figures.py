"""Who states a figure (source) and who passes it on (relay), from quotes and from the sentence's own attribution."""

from __future__ import annotations

from collections.abc import Sequence

from components.extract.attribution.ellipsis import gapped
from components.extract.attribution.mentions import PRONOUNS, Antecedents
from components.extract.attribution.sayings import Attribution, attributions
from components.extract.counting.page import Draft, Page
from components.extract.labels import AGE, DURATION, MEASURE

ASIDES = frozenset({DURATION, MEASURE, AGE})
UP = 8  # steps from an aside to the subject that it describes


def attach(page: Page, number: int, group: Sequence[Draft], earlier: Antecedents) -> None:
    """Sets source and relay of the drafts of one sentence."""
    found = attributions(page, number, earlier)
    for draft in group:
        best = _best([a for a in found if a.start <= draft.start < a.end])
        if best is not None and best.source is not None and not _aside(page, draft, best):
            span = (best.source.start, best.source.end)
            draft.set(best.rule, span, source=best.source.name, relay=best.relay, source_span=span)
        left_out = any(a.before is not None and a.before <= draft.start < a.start for a in found)
        _from_quote(page, draft, best is None and not left_out)
    if found:
        gapped(page, group, page.span(number)[0])


def _best(found: Sequence[Attribution]) -> Attribution | None:
    """The attribution that covers least; weak ones only where there is no other."""
    return min(found, key=lambda a: (a.weak, a.end - a.start), default=None)


def _aside(page: Page, draft: Draft, attribution: Attribution) -> bool:
    """Whether a time or a measure only describes the subject of what is said afterwards: "two months of floods killed 12, he said"."""
    if draft.label not in ASIDES or attribution.verb is None or attribution.verb.idx < draft.start:
        return False
    token = page.doc[draft.first]
    for _ in range(UP):
        if (token.dep_ == "pobj" and token.head.lower_ == "of") or token.dep_ == "relcl":
            return False  # "power cuts of six hours"
        if token.dep_ in ("nsubj", "nsubjpass"):
            return token.head.dep_ in ("ccomp", "ROOT", "parataxis") and token.left_edge.i < draft.first
        object_ = token.dep_ in ("dobj", "pobj") and token.head.pos_ == "VERB" and token.i > token.head.i
        if token.head is token or object_:
            return False
        token = token.head
    return False


def _from_quote(page: Page, draft: Draft, needed: bool) -> None:
    """A figure inside of a quote is the speaker's."""
    for quote in reversed(page.quotes_at(draft.start)):
        values = quote.quote
        name = values.speaker_name
        if name and name.lower() not in PRONOUNS and (needed or quote.label == "DIRECT"):
            span = None
            if values.speaker_start is not None and values.speaker_end is not None:
                span = values.speaker_start, values.speaker_end
            draft.set(_from_quote, span, source=name, relay=values.relay or draft.relay)
            if span is not None:
                draft.set(_from_quote, span, source_span=span)
            return
