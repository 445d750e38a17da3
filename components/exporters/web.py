"""For the web: W3C Web Annotations (JSON-LD) with quote and position selectors, and a page of the annotated article that prints."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from html import escape
from itertools import pairwise
from typing import Any
from urllib.parse import quote

from components.exporters import marks
from components.exporters.options import Options
from components.labels import labels
from components.model import Annotated, Annotation
from components.tables import standing
from components.text import paragraphs
from components.wording import amount

CONTEXT = 32  # characters of prefix and suffix
NAMESPACE = {
    "dateline": "urn:dateline:",
    "dateline:record": {"@type": "@json"},
    "dateline:article": {"@type": "@json"},
}
MOTIVATION = {"entity": "identifying", "quote": "classifying", "figure": "classifying"}


def export_w3c(annotateds: Iterable[Annotated], options: Options) -> Iterator[bytes]:
    """A line of JSON-LD for each article: an AnnotationPage whose items select their words by position and by quote."""
    for annotated in annotateds:
        yield json.dumps(_page(annotated, options.judged), ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def _page(annotated: Annotated, judged: bool) -> dict[str, Any]:
    article = annotated.article
    source = f"urn:dateline:article:{quote(article.id, safe='')}"
    return {
        "@context": ["http://www.w3.org/ns/anno.jsonld", NAMESPACE],
        "id": f"{source}:annotations",
        "type": "AnnotationPage",
        "dateline:article": {**marks.facts(annotated), "value": article.text},
        "items": [_item(record, source, article.text) for record in marks.records(annotated, judged)],
    }


def _item(record: dict[str, Any], source: str, text: str) -> dict[str, Any]:
    start, end = record["start"], record["end"]
    return {
        "id": f"{source}:{quote(record['id'], safe='')}",
        "type": "Annotation",
        "motivation": MOTIVATION[record["layer"]],
        "body": {"type": "TextualBody", "purpose": "tagging", "value": record["label"]},
        "target": {
            "source": source,
            "selector": [
                {"type": "TextPositionSelector", "start": start, "end": end},
                {
                    "type": "TextQuoteSelector",
                    "exact": text[start:end],
                    "prefix": text[max(0, start - CONTEXT) : start],
                    "suffix": text[end : end + CONTEXT],
                },
            ],
        },
        "dateline:record": record,
    }


STYLE = """
:root{color-scheme:light dark}
body{font:17px/1.6 Charter,Georgia,serif;max-width:42rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.6rem;line-height:1.25;margin:0}
.facts,.legend,table{font:14px/1.5 system-ui,sans-serif}
.facts{opacity:.75;margin:.3rem 0 1.5rem}
mark{background:none;color:inherit;border-bottom:3px solid var(--c)}
mark.quote{background:color-mix(in srgb,var(--c) 14%,transparent);border-bottom:0}
mark.suggested{border-bottom-style:dashed}
.legend{margin:1.5rem 0}.legend span{margin-right:1rem;white-space:nowrap}
mark,sup{print-color-adjust:exact;-webkit-print-color-adjust:exact}
sup{font:700 .62em system-ui,sans-serif;color:var(--c);margin-left:.15em}
article{margin-bottom:4rem}article+article{break-before:page}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.25rem .5rem;border-bottom:1px solid #8884;vertical-align:top}
td.number{text-align:right;font-variant-numeric:tabular-nums}
@media print{body{max-width:none;margin:0}table{break-inside:auto}tr{break-inside:avoid}}
"""


def export_html(annotateds: Iterable[Annotated], options: Options) -> Iterator[bytes]:
    """One page, complete in itself: no script, nothing loaded from elsewhere; a table of quotes and of figures after each text."""
    yield f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Annotated articles</title><style>{STYLE}</style></head><body>\n'.encode()
    for annotated in annotateds:
        yield "".join(_article(annotated, options.judged)).encode("utf-8", "replace")
    yield b"</body></html>\n"


def _article(annotated: Annotated, judged: bool) -> Iterator[str]:
    article, kept = annotated.article, standing(annotated, judged)
    said = " · ".join(escape(part) for part in (article.outlet, article.author, article.published) if part)
    yield f'<article lang="{escape(article.language)}"><h1>{escape(article.title or "Untitled")}</h1><p class="facts">{said}'
    if article.url and article.url.startswith(("https://", "http://")):
        yield f' <a href="{escape(article.url)}" rel="noopener noreferrer">{escape(article.url)}</a>'
    yield "</p>\n"
    for span in paragraphs(article.text):
        inside = [a for a in kept if a.start < span.end and span.start < a.end]
        yield f"<p>{''.join(_marked(article.text, span.start, span.end, inside))}</p>\n"
    yield from _legend(kept)
    yield from _table("Quotes", ("Who", "Words"), (_quote(a, article.text) for a in kept if a.layer == "quote"))
    yield from _table(
        "Figures",
        ("What", "Words", "Value", "Unit", "Source"),
        (_figure(a, article.text) for a in kept if a.layer == "figure"),
    )
    yield "</article>\n"


def _legend(kept: Iterable[Annotation]) -> Iterator[str]:
    """What the small letters at the highlights stand for, in the order of the labels."""
    there = {a.label for a in kept}
    told = (
        f'<span style="--c:{label.color}"><sup>{escape(label.tag)}</sup> {escape(label.title)}</span>'
        for label in labels().values()
        if label.name in there
    )
    if there:
        yield f'<p class="legend">{" ".join(told)} <span>dashed: not judged yet</span></p>\n'


def _marked(text: str, start: int, end: int, kept: list[Annotation]) -> Iterator[str]:
    """A paragraph with its highlights: cut at every edge, so that overlapping ones stay well formed."""
    edges = sorted({start, end, *(edge for a in kept for edge in (a.start, a.end) if start < edge < end)})
    for a, b in pairwise(edges):
        over = [x for x in kept if x.start <= a and b <= x.end]
        opened = "".join(_opening(x) for x in over)
        ended = "".join(
            f"<sup>{escape(labels()[x.label].tag)}</sup></mark>" if x.end == b else "</mark>" for x in reversed(over)
        )
        yield f"{opened}{escape(text[a:b])}{ended}"


def _opening(a: Annotation) -> str:
    label = labels()[a.label]
    classes = f"{a.layer} {a.status}"
    return f'<mark class="{classes}" style="--c:{label.color}" title="{escape(label.title)}">'


def _quote(a: Annotation, text: str) -> tuple[str, ...]:
    return (a.quote.speaker_name or a.quote.speaker_text or "", text[a.start : a.end])


def _figure(a: Annotation, text: str) -> tuple[str, ...]:
    v = a.figure
    said = amount({name: getattr(v, name) for name in ("value", "low", "high", "bound")})
    return (labels()[a.label].title, text[a.start : a.end], said, v.unit or "", v.source or "")


def _table(title: str, heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    listed = list(rows)
    if not listed:
        return
    yield f"<h2>{title}</h2><table><thead><tr>{''.join(f'<th>{escape(h)}</th>' for h in heads)}</tr></thead><tbody>\n"
    for row in listed:
        yield (
            "<tr>"
            + "".join(
                f'<td class="number">{escape(cell)}</td>' if head == "Value" else f"<td>{escape(cell)}</td>"
                for head, cell in zip(heads, row, strict=True)
            )
            + "</tr>\n"
        )
    yield "</tbody></table>\n"
