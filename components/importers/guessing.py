"""Bytes that are neither UTF-8 nor marked: the likeliest encoding, by chardet, checked by what real words look like."""

from __future__ import annotations

import codecs
import re

FALLBACK = "cp1252"
ALIKE = {
    "iso8859-1",
    "ascii",
    "iso8859-15",
}  # windows-1252 holds all of their letters and the quotation marks that they lack
WESTERN = {"cp1252", "cp437", "cp850", "cp858", "mac-roman"}
RIVALS = ("cp1252", "mac-roman", "cp850")
ODD = re.compile(
    r"[a-zß-öø-ÿ][A-ZÀ-ÖØ-ÞŒŠŽŸ](?![A-Z])|[^\W\d_][¢£¥§©«¬®°±¶¿¡‡†‰¤¦¨¸¹²³¼½¾×÷][^\W\d_]|[ÕÔÒÓÐÑ](?=\s|$)|(?<=\s)[ÒÔ](?=[a-zA-Z])"
)
EAST_ASIAN = (
    (0x3000, 0x30FF),
    (0x3400, 0x9FFF),
    (0xAC00, 0xD7A3),
    (0xFF00, 0xFFEF),
    (0x20, 0x7E),
    (0x0A, 0x0D),
    (0x2010, 0x2027),
)
MOSTLY = 0.97
FEW = 3  # bytes beyond ASCII, with fewer nothing can be told of a language
CLOSE = 0.95
NEWS = {
    *(f"cp{n}" for n in (*range(1250, 1259), 437, 850, 852, 858, 866, 949, 950, 932, 936, 874)),
    *(f"iso8859-{n}" for n in (2, 3, 4, 5, 6, 7, 8, 9, 13, 16)),
    *("koi8-r", "koi8-u", "mac-roman", "mac-cyrillic", "shift_jis", "shift_jis_2004", "euc_jp", "euc_jis_2004"),
    *("iso2022_jp", "iso2022_jp_2", "euc_kr", "gb2312", "gbk", "gb18030", "big5", "big5hkscs"),
}


def guess(data: bytes) -> str:
    """The codec that most likely reads ``data``, whose first bytes they are; windows-1252 where nothing speaks for another."""
    found = _likeliest(data) if sum(byte > 127 for byte in data) >= FEW or b"\x1b$" in data else FALLBACK
    if found in WESTERN:
        found = min((found, *RIVALS), key=lambda name: oddities(data, name))
    return found if _reads(data, found) else FALLBACK


def _likeliest(data: bytes) -> str:
    """The first of chardet's answers that news comes in; windows-1252 where it is as good an answer and reads without oddity."""
    import chardet

    found: dict[str, float] = {}
    for answer in chardet.detect_all(data):
        name = codec(str(answer["encoding"] or ""))
        if name in NEWS or name in ALIKE:
            found.setdefault(FALLBACK if name in ALIKE else name, answer["confidence"])
    best = next(iter(found), FALLBACK)
    close = found.get(FALLBACK, 0.0) > CLOSE * found.get(best, 1.0)
    return FALLBACK if close and not oddities(data, FALLBACK) else best


def codec(name: str) -> str | None:
    """Python's name of an encoding; None where it knows none, or one that makes no text.

    >>> codec("Shift_JIS"), codec("utf8"), codec("rot13"), codec("x-unknown")
    ('shift_jis', 'utf-8', None, None)
    """
    try:
        found = codecs.lookup(name.strip())
    except (LookupError, ValueError):
        return None
    return found.name if getattr(found, "_is_text_encoding", True) else None


def oddities(data: bytes, name: str) -> int:
    """How often a reading has what words do not have: a capital or a sign in the middle, a lone accented capital."""
    text = data.decode(name, "replace")
    return len(ODD.findall(text)) + text.count("\ufffd") + sum("\x80" <= c <= "\x9f" for c in text)


def unmarked_utf16(data: bytes) -> str | None:
    """The byte order of East Asian text in UTF-16 that has no mark: no NUL tells it, but read right its letters are its script's."""
    data = data[: len(data) // 2 * 2]
    if len(data) < 8:
        return None
    shares = {name: _east_asian(data.decode(name, "replace")) for name in ("utf-16-le", "utf-16-be")}
    best = max(shares, key=lambda name: shares[name])
    return best if shares[best] >= MOSTLY and min(shares.values()) < MOSTLY else None


def _east_asian(text: str) -> float:
    """The share of characters that East Asian news is made of; 0 where hardly any of them is beyond ASCII."""
    inside = sum(any(low <= ord(c) <= high for low, high in EAST_ASIAN) for c in text)
    beyond = sum(c > "\u2fff" for c in text)
    plain = sum(c in "。、，．「」的のはをた了是一" or "\uac00" <= c <= "\ud7a3" for c in text)
    return inside / len(text) if beyond > len(text) / 2 and plain > len(text) / 50 else 0.0


def _reads(data: bytes, name: str) -> bool:
    try:
        codecs.getincrementaldecoder(name)().decode(data)
    except UnicodeDecodeError:
        return False
    return True
