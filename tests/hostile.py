"""Texts that no newsroom prints and that must not hold the machine: a kind a row, each grown to any size.

A kind is a function from a number of characters to a text of about that many. What is drawn by lot is drawn from a fixed seed, so
that two runs measure the same text.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping

SEED = 12
Kind = Callable[[int], str]

SYLLABLES = ("ka", "mo", "ri", "ten", "sul", "ber", "no", "ash", "vi", "dor", "pel", "um", "tra", "zi", "gol", "en")
SHORT_WORDS = ("he", "is", "at", "no", "in", "so", "we", "up", "it", "or", "as", "to", "by", "on", "us", "an")
REPORTED = (
    "The army said that 12 soldiers were killed near Sidra and 30 others wounded",
    "Maria Costa told reporters that she had seen five bodies",
    "a range of 200 km, the ministry added, was enough",
    "according to Omar Said, 40, at least 15 people were missing",
    "the mayor, who asked not to be named, denied it",
)


def again(piece: str) -> Kind:
    """The piece over and over."""
    return lambda size: (piece * (size // len(piece) + 1))[:size]


def nested(opening: str, middle: str, closing: str) -> Kind:
    """So many openings, then as many closings."""

    def make(size: int) -> str:
        depth = max(1, (size - len(middle)) // (len(opening) + len(closing)))
        return opening * depth + middle + closing * depth

    return make


def drawn(draw: Callable[[random.Random], str]) -> Kind:
    """Pieces drawn by lot, so that nothing repeats."""

    def make(size: int) -> str:
        lots, found, length = random.Random(SEED), [], 0
        while length < size:
            found.append(draw(lots))
            length += len(found[-1])
        return "".join(found)[:size]

    return make


def word(lots: random.Random) -> str:
    """A word that no dictionary has."""
    return "".join(lots.choices(SYLLABLES, k=lots.randint(2, 4)))


KINDS: Mapping[str, Kind] = {
    "open brackets": again("("),
    "exclamation marks": again("!"),
    "per cent signs": again("%"),
    "hashes": again("#"),
    "colons": again(":"),
    "dots": again("."),
    "blanks": again(" "),
    "one letter": again("a"),
    "one digit": again("7"),
    "combining marks": again("e\u0301\u0302"),
    "nested brackets": nested("(", "ten killed", ")"),
    "nested quotation marks": nested("\u201c", "he said", "\u201d"),
    "nested tags": nested("<b>", "ten killed", "</b>"),
    "tags": again("<br/>"),
    "open tags": again("<a"),
    "entities": again("&quot;"),
    "Markdown links": again("[a](b)"),
    "open links": again("["),
    "asterisks": again("*a"),
    "straight quotation marks": again('"'),
    "curly quotation marks": again("\u201c \u201d "),
    "quotation marks and words": again('"yes" he '),
    "said": again("said "),
    "said with marks": again('said "no", '),
    "ten killed": again("ten killed "),
    "ten killed and": again("ten people were killed and "),
    "currency signs": again("$"),
    "currency signs and digits": again("$5 \u20ac6 "),
    "hyphen chain": again("well-"),
    "digits with spaces": again("1 2 3 "),
    "digits with commas": again("1,000,"),
    "number words": again("twenty-one hundred thousand "),
    "possessives": again("\u2019s"),
    "flags": again("\U0001f1fa\U0001f1e6"),
    "emoji": again("\U0001f600"),
    "joined emoji": again("\U0001f468\u200d\U0001f469\u200d\U0001f467"),
    "addresses": again("http://a.b/c?d=e&"),
    "short paragraphs": again("He said.\n\n"),
    "one-letter lines": again("a\n"),
    "numbered lines": drawn(lambda lots: f"{lots.randint(1, 999)} killed.\n"),
    "drawn letters": drawn(lambda lots: lots.choice("abcdefghijklmnopqrstuvwxyz") + " "),
    "drawn signs": drawn(lambda lots: lots.choice("()[]{}<>!?#%&*+-/:;=@^_|~$\u20ac\"'\u201c\u201d")),
    "drawn signs with blanks": drawn(lambda lots: lots.choice("()[]{}<>!?#%&*+-/:;=@^_|~$\u20ac\"'\u201c\u201d") + " "),
    "drawn digits": drawn(lambda lots: f"{lots.randint(0, 10**6)} "),
    "short words": drawn(lambda lots: lots.choice(SHORT_WORDS) + " "),
    "unknown words": drawn(lambda lots: word(lots) + " "),
    "names": drawn(lambda lots: f"{word(lots).title()} {word(lots).title()}, "),
    "one endless sentence": drawn(lambda lots: f"{lots.choice(REPORTED)}, and "),
    "endless direct speech": drawn(lambda lots: f'"{word(lots).title()} {word(lots)}," said {word(lots).title()}, '),
    "parts and totals": drawn(
        lambda lots: f"including {lots.randint(2, 99)} children, among them {lots.randint(2, 99)} dead, "
    ),
    "headlines": drawn(lambda lots: f"{lots.randint(2, 99)} KILLED IN {word(lots).upper()}\n"),
    "all kinds": drawn(
        lambda lots: lots.choice(
            ["((((", '"', " said ", " ten killed", "\n", "<b>", "$", "1 ", "-", "\u2019s", "\u201c"]
        )
    ),
}


def text(kind: str, size: int) -> str:
    """A text of the kind, of about ``size`` characters."""
    return KINDS[kind](size)
