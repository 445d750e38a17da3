"""Markup → the words of the article in it: without menus, comments and links to other articles."""

from __future__ import annotations

import re
from typing import Any

from components.importers import guessing

PAGE_LIMIT = 10_000_000  # characters of markup: beyond that the tree of a page fills the memory
OTHERS = re.compile(  # lines that a page puts between the paragraphs of its article
    r"(?:(?:READ|SEE|WATCH|LISTEN)(?:\s+(?:MORE|ALSO|NEXT))\b|(?:ALSO|MORE)\s+(?:READ|ON|FROM)\b|RELATED(?:\s+(?:STORIES|ARTICLES|NEWS))?\b"
    r"|ADVERTISEMENT\b|COMMENTS?$|SHARE(?:\s+THIS)?$|SIGN UP\b.*NEWSLETTER).*",
    re.IGNORECASE,
)
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # what no markup may hold
MARKUP = re.compile(
    r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|div|p)\b[^>]*>", re.IGNORECASE | re.DOTALL
)


def extracted(markup: str) -> dict[str, str | None]:
    """What trafilatura finds on a page; empty where it fails on it."""
    from trafilatura import bare_extraction

    days = {"extensive_search": False, "original_date": True}
    try:
        document: Any = bare_extraction(
            CONTROL.sub(" ", markup),
            include_comments=False,
            with_metadata=True,
            date_extraction_params=days,
        )
    except (
        ValueError,
        TypeError,
        AttributeError,
        RecursionError,
        KeyError,
        IndexError,
    ):  # a page that breaks its parser
        return {}
    if document is None:
        return {}
    names = {"title": "title", "outlet": "sitename", "author": "author", "published": "date", "url": "url"}
    return {"text": document.text, **{field: getattr(document, name) for field, name in names.items()}}


def paragraphs(text: str) -> str:
    """One paragraph a line → blank lines between them; without lines that lead to other articles.

    >>> paragraphs("Nine died.\\nREAD MORE: Storm hits coast\\nThe search goes on.")
    'Nine died.\\n\\nThe search goes on.'
    """
    lines = (line.strip() for line in text.split("\n"))
    return "\n\n".join(line for line in lines if line and not OTHERS.fullmatch(line))


ASIDE = ("nav", "footer", "aside", "form", "button", "menu")  # of a page, not of its article


def heading(markup: str) -> str:
    """The words of the first heading of a piece of markup; "" where it has none.

    >>> heading("<div><h1>Ferry <b>sinks</b></h1><p>Nine died.</p></div>")
    'Ferry sinks'
    """
    tree = _tree(markup)
    found = next((e for e in tree.iter("h1", "h2")), None) if tree is not None else None
    return "" if found is None else " ".join(found.text_content().split())


def _tree(markup: str) -> Any:
    """The tree of a piece of markup, None where it is none."""
    from lxml import html as lxml_html
    from lxml.etree import LxmlError

    try:
        return lxml_html.document_fromstring(f"<div>{CONTROL.sub(' ', markup)}</div>")
    except (LxmlError, ValueError):
        return None


def plain(markup: str, without: tuple[str, ...] = ()) -> str:
    """All words of a piece of markup, blocks parted by blank lines; scripts and styles left out, and the elements ``without``.

    >>> plain("<p>Nine &amp; ten</p><script>x</script><p>died</p>")
    'Nine & ten\\n\\ndied'
    """
    tree = _tree(markup)
    if tree is None:
        return ""
    for element in list(tree.iter("script", "style", "noscript", "template", *without)):
        element.drop_tree() if element.getparent() is not None else None
    for element in tree.iter("p", "div", "li", "tr", "br", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre"):
        element.tail = "\n" + (element.tail or "")
        if element.tag == "br":
            continue
        element.text = "\n" + (element.text or "")
    return paragraphs(re.sub(r"[^\S\n]+", " ", tree.text_content()))


def declared(head: bytes) -> str | None:
    """The encoding that a page declares for itself, as a Python codec; None where it declares none that exists."""
    if head.startswith(b"\xef\xbb\xbf") or head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return None  # the mark at its start counts more
    said = re.search(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", head[:4096], re.IGNORECASE)
    xml = re.match(rb"\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{2,40})", head, re.IGNORECASE)
    found = said or xml
    return guessing.codec(found[1].decode("ascii")) if found else None


def is_markup(text: str) -> bool:
    """Whether a text that came as plain is a page or a piece of one: it begins with a tag and has several.

    >>> is_markup("<p>Nine died.</p>"), is_markup("<5 people died, they say")
    (True, False)
    """
    return (
        bool(MARKUP.match(text[:5000])) and len(re.findall(r"</(?:p|div|body|html|article|li|td)>", text[:20_000])) >= 1
    )
