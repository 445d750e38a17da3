"""What a text brings along that is not its own: letters encoded twice, the markup of a page. Put right, and told."""

from __future__ import annotations

from components.importers import markup


def cleaned(text: str) -> tuple[str, list[str]]:
    """The text without markup and with letters that were encoded twice put right, and a sentence for each that was done."""
    notes = []
    right = mended(text)
    if right != text:
        notes.append(f"Its letters were encoded twice ({_sample(text, right)}) and were put right.")
    if markup.is_markup(right):
        words = markup.paragraphs(markup.extracted(right).get("text") or "") or markup.plain(right)
        if words:
            return words, [
                *notes,
                "The text is the markup of a page: its words were taken, without tags, menus and links.",
            ]
    return right, notes


def mended(text: str) -> str:
    """The text with letters that were encoded twice put right; others are left as they are.

    >>> mended("AndrÃ© said â€œnoâ€\x9d"), mended("Ã is a letter of Vietnamese")
    ('André said “no”', 'Ã is a letter of Vietnamese')
    """
    if text.isascii():
        return text
    from ftfy import fix_encoding
    from ftfy.badness import is_bad

    return fix_encoding(text) if is_bad(text) else text


def _sample(text: str, right: str) -> str:
    at = next((i for i, (a, b) in enumerate(zip(text, right, strict=False)) if a != b), 0)
    start = text.rfind(" ", 0, at) + 1
    return f"“{text[start : start + 24].split()[0] if text[start : start + 24].split() else text[start : start + 8]}”"
