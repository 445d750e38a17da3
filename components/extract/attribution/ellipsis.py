"""Sources that a sentence leaves out: "the army counted 27 dead, the governor 30", and what stands between two of one speaker's."""

from __future__ import annotations

from collections.abc import Sequence

from components.extract.claims.engine import by_sentence
from components.extract.counting.page import Draft, Page
from components.extract.speakers import nouns

NAMED = frozenset({"ORG", "GPE", "PERSON", "NORP"})
PLAIN = frozenset({"NN", "NNS", "NNP", "NNPS", "DT", "JJ", "IN", "POS", "HYPH", "VBN"})
FEW = 9  # words of a source whose verb is left out


def gapped(page: Page, group: Sequence[Draft], start: int) -> None:
    """ "The army counted 27 dead, the governor 30": a source right before its count, without a verb."""
    told: Draft | None = None  # whose source has no verb
    for draft in group:
        other = next((d for d in group if d.start < draft.start and d.source is not None), None)
        span = _bare_source(page, draft, start) if other is not None else None
        if span is not None:
            draft.set(gapped, source=page.text[slice(*span)], source_span=span, relay=None)
            told = draft
        elif (
            told is not None
            and ";" not in page.text[told.end : draft.start]
            and draft.source == (other and other.source)
        ):
            draft.set(gapped, source=told.source, source_span=told.source_span, relay=None)


def _bare_source(page: Page, draft: Draft, start: int) -> tuple[int, int] | None:
    """ ", the interior ministry in Tripoli six dead": the offsets of a noun phrase between a comma and a count."""
    doc, last = page.doc, page.token_at(draft.start) - 1
    first = last
    while first > 0 and last - first < FEW and doc[first].tag_ in PLAIN:
        first -= 1
    if first == last or (doc[first].text not in (",", ";") and doc[first].lower_ not in ("and", "while")):
        return None
    if doc[first].idx <= start or doc[last].tag_ == "IN" or doc[last].tag_ in ("DT", "JJ"):
        return None
    first += 1 + (doc[first + 1].tag_ == "DT")
    cut = next((t.i for t in doc[first : last + 1] if t.tag_ == "IN"), last + 1)
    if cut == first:
        return None
    head = doc[cut - 1]
    entity = page.entity_at(head.idx)
    if (entity is None or entity.label not in NAMED) and head.lemma_.lower() not in nouns.kinds():
        return None
    return doc[first].idx, doc[last].idx + len(doc[last])


def between(page: Page, drafts: Sequence[Draft]) -> None:
    """The speaker of the sentences before and after, where they are one: "..., he said"."""
    sentences = by_sentence(drafts)
    for number, group in sentences.items():
        before, after = sentences.get(number - 1), sentences.get(number + 1)
        if not before or not after or any(d.source for d in group):
            continue
        source = before[-1].source
        again = after[0]
        if source is None or again.source != source or again.source_span is None:
            continue
        mention = page.text[slice(*again.source_span)].lower()
        if mention not in source.lower() and not page.quotes_at(group[0].start):
            for draft in group:
                draft.set(between, source=source, source_span=again.source_span, relay=again.relay)
