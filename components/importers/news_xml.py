"""XML as news comes in it: RSS and Atom feeds, NITF, NewsML-G2 (what wires deliver); told apart by the first element."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from components.importers import fields, markup
from components.importers.choices import AS_FOUND, Choices
from components.model import Annotated, Problem

XML_LIMIT = 50_000_000  # bytes
TEASER = 280  # characters: a feed's entry that is shorter, and ends in dots, is no article
FEEDS = ("rss", "feed", "RDF")
PARAGRAPHS = ("p", "hl2", "li", "h1", "h2", "h3", "h4", "dt", "dd", "pre", "blockquote")


def read(source: BinaryIO, name: str, choices: Choices = AS_FOUND) -> Iterator[Annotated | Problem]:
    """The articles of an XML file: the entries of a feed, the items of a NewsML-G2 message, the one of a NITF file."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    data = source.read(XML_LIMIT + 1)
    if len(data) > XML_LIMIT:
        yield Problem(name, f"The file is larger than {XML_LIMIT:,} bytes. Split it.")
        return
    kind = _kind(data)
    if kind in FEEDS:
        yield from feed(data, name)
        return
    try:
        root = fromstring(data)
    except DefusedXmlException:
        yield Problem(
            name, "The XML defines entities of its own, which can fill the memory or read other files; it was not read."
        )
        return
    except (ParseError, ValueError, LookupError, RecursionError) as error:
        yield Problem(name, f"This is no whole XML ({str(error)[:100]}). Is the file complete?")
        return
    if _name(root) == "nitf":
        yield from nitf(root, name)
    elif _name(root) in ("newsMessage", "newsItem", "packageItem"):
        yield from _newsml(root, name)
    else:
        yield Problem(
            name,
            f"Dateline reads RSS, Atom, NITF and NewsML-G2; this XML is a <{_name(root)[:40]}>. Save its text as .txt.",
        )


def _kind(data: bytes) -> str:
    """The local name of the first element."""
    found = re.search(
        rb"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)[\s>/]", re.sub(rb"<!--.*?-->|<\?.*?\?>", b"", data[:4096], flags=re.DOTALL)
    )
    return found[1].decode("ascii", "replace") if found else ""


def feed(data: bytes, where: str) -> Iterator[Annotated | Problem]:
    """The entries of an RSS or Atom feed as articles; one that holds only the first words of its article is told."""
    import feedparser

    found = feedparser.parse(data, sanitize_html=True, resolve_relative_uris=False)
    if not found.entries:
        yield Problem(where, "The feed has no entries, or is broken before the first one.")
        return
    for number, entry in enumerate(found.entries, 1):
        yield from _entry(entry, found.feed, f"{where}, entry {number}")


def _entry(entry: Any, feed_: Any, where: str) -> Iterator[Annotated | Problem]:
    contents = [part.get("value", "") for part in entry.get("content", [])]
    source = max([*contents, entry.get("summary", "")], key=len)
    text = markup.plain(source) if "<" in source else source
    if len(text) < TEASER and re.search(r"(?:\.\.\.|…|\[…\]|read more)\s*$", text, re.IGNORECASE):
        yield Problem(
            where,
            "The feed holds only the first words of this article; they were taken. Open its address for the rest.",
        )
    moment = entry.get("published_parsed") or entry.get("updated_parsed")
    yield from fields.article(
        {
            "id": None,
            "text": text,
            "title": markup.plain(entry.get("title", "")) if "<" in entry.get("title", "") else entry.get("title"),
            "author": entry.get("author"),
            "outlet": feed_.get("title"),
            "published": f"{moment[0]:04}-{moment[1]:02}-{moment[2]:02}" if moment else None,
            "url": entry.get("link"),
            "language": feed_.get("language"),
            "tags": "; ".join(tag.get("term") or "" for tag in entry.get("tags", [])),
        },
        where,
    )


def nitf(root: Any, where: str) -> Iterator[Annotated | Problem]:
    """The article of a NITF document; bylines, datelines and headlines are elements of their own there."""
    body = _first(root, "body")
    content = _first(body, "body.content") if body is not None else None
    blocks = _blocks(content if content is not None else body)
    issued = _first(root, "date.issue")
    headline, dateline = _first(root, "hl1"), _first(root, "dateline")
    if blocks and dateline is not None and (said := _words(dateline)) and not blocks[0].startswith(said[:20]):
        blocks[0] = f"{said} {blocks[0]}"
    yield from fields.article(
        {
            "text": "\n\n".join(blocks),
            "title": _words(headline) or _words(_first(root, "title")),
            "author": _words(_first(root, "byline")).removeprefix("By "),
            "published": _day(issued.get("norm") if issued is not None else None),
            "outlet": _words(_first(root, "distributor")) or (_attribute(root, "doc.copyright", "holder") or ""),
            "url": _attribute(root, "pubdata", "ex-ref"),
        },
        where,
    )


def _newsml(root: Any, where: str) -> Iterator[Annotated | Problem]:
    """The articles of a NewsML-G2 message: each news item with a text; pictures and packages are told."""
    items = [root] if _name(root) == "newsItem" else [e for e in root.iter() if _name(e) == "newsItem"]
    if not items:
        yield Problem(where, "The NewsML-G2 message holds no news item with a text.")
    for number, item in enumerate(items, 1):
        there = where if len(items) == 1 else f"{where}, item {number}"
        inline = _first(item, "inlineXML")
        inner = inline[0] if inline is not None and len(inline) else None
        data = _first(item, "inlineData")
        facts = _facts(item)
        if inner is not None and _name(inner) == "nitf":
            yield from _with(facts, nitf(inner, there))
        elif inner is not None:
            yield from fields.article({**facts, "text": "\n\n".join(_blocks(inner))}, there)
        elif data is not None and data.text:
            yield from fields.article({**facts, "text": data.text}, there)
        else:
            yield Problem(
                there, "This news item has no text (a picture, a film, or a link to its text) and was skipped."
            )


def _facts(item: Any) -> dict[str, str | None]:
    """What the head of a news item says: headline, byline, provider, day, address, language."""
    provider = _first(item, "provider")
    name = _words(_first(provider, "name")) if provider is not None else ""
    created = next(
        (e for kind in ("contentCreated", "versionCreated", "firstCreated") if (e := _first(item, kind)) is not None),
        None,
    )
    return {
        "title": _words(_first(item, "headline")),
        "author": _words(_first(item, "by")).removeprefix("By "),
        "outlet": name or (provider.get("literal") if provider is not None else None),
        "published": _day(created.text if created is not None else None),
        "language": _attribute(item, "language", "tag"),
        "tags": "; ".join(filter(None, (_words(e) for e in item.iter() if _name(e) == "keyword"))),
    }


def _with(facts: dict[str, str | None], items: Iterator[Annotated | Problem]) -> Iterator[Annotated | Problem]:
    """The articles with what the item's head says where they say nothing themselves."""
    from dataclasses import replace

    for item in items:
        if isinstance(item, Annotated):
            here = item.article
            article = replace(
                here,
                title=fields.one_line(facts["title"]) or here.title,
                author=here.author or fields.one_line(facts["author"]),
                outlet=here.outlet or fields.one_line(facts["outlet"]),
                published=here.published or fields.day(facts["published"]),
                language=fields.language_code(facts["language"]) or here.language,
                tags=here.tags or fields.tags_of(facts["tags"]),
            )
            item = replace(item, article=article)
        yield item


def _blocks(root: Any) -> list[str]:
    """The paragraphs below an element; a caption or a media block is no paragraph."""
    if root is None:
        return []
    found: list[str] = []
    stack = [root]
    while stack:
        element = stack.pop()
        if _name(element) in ("media", "media-caption", "body.end", "style", "script", "figure"):
            continue
        if _name(element) in PARAGRAPHS:
            if words := _words(element):
                found.append(words)
        elif not len(element) and (words := _words(element)):
            found.append(words)
        else:
            stack.extend(reversed(element))
    return found


def _name(element: Any) -> str:
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""


def _first(root: Any, name: str) -> Any:
    return next((e for e in root.iter() if _name(e) == name), None)


def _attribute(root: Any, name: str, attribute: str) -> str | None:
    element = _first(root, name)
    return element.get(attribute) if element is not None else None


def _words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def _day(raw: str | None) -> str | None:
    """The day of "20240312T081500Z" or "2024-03-12T08:15:00+01:00".

    >>> _day("20240312T081500Z")
    '2024-03-12'
    """
    found = re.match(r"(\d{4})-?(\d{2})-?(\d{2})", (raw or "").strip())
    return "-".join(found.groups()) if found else raw
