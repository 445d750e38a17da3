"""Near-duplicate texts, such as a wire report that several outlets printed: how much two share, and groups with one representative.

A text is known by its signature: of each of 128 hash functions the smallest value over all runs of five words (MinHash, Broder
1997). The share of equal values estimates how many of the runs in either text are in both (Jaccard), to within 0.04 at 0.7.
Only texts that agree in a whole band are compared. Signatures are stored, so the hash functions must never change.
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

VERSION = 1  # of signatures: another one makes all of them anew
SHINGLE = 5  # words of a run
HASHES = 128
BANDS, ROWS = 20, 4  # texts that share 0.7 of their runs meet in a band at 99.6 %, those that share 0.3 at 15 %
ALIKE = 0.7  # of a copy: a third of it may be cut, or every twentieth word changed
FEWEST = 20  # words: what is shorter is alike by chance
LONGEST = 50_000  # words that are looked at
WORD = re.compile(r"\w+")
_PRIME = np.uint64(0x9E3779B97F4A7C15)


def _functions() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """The multipliers and addends of the hash functions, by splitmix64 from 1 on: the same on every machine."""
    state = (np.arange(1, 2 * HASHES + 1, dtype=np.uint64)) * _PRIME
    mixed = _mixed(state)
    return mixed[:HASHES] | np.uint64(1), mixed[HASHES:]


def _mixed(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed: NDArray[np.uint64] = values ^ (values >> np.uint64(31))
    return mixed


_FACTORS, _ADDENDS = _functions()
_PLACES = _PRIME ** np.arange(SHINGLE, dtype=np.uint64)


@lru_cache(maxsize=100_000)
def _word(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "replace"))


def signature(text: str) -> bytes:
    """The signature of a text, 512 bytes; b"" where it is too short to be compared."""
    words = WORD.findall(text.lower())[:LONGEST]
    if len(words) < FEWEST:
        return b""
    codes = np.fromiter(map(_word, words), dtype=np.uint64, count=len(words))
    runs = np.lib.stride_tricks.sliding_window_view(codes, SHINGLE)
    hashed = np.unique(_mixed((runs * _PLACES).sum(axis=1, dtype=np.uint64)))
    smallest = np.full(HASHES, np.iinfo(np.uint64).max, dtype=np.uint64)
    for at in range(0, len(hashed), 2_000):  # 2 MB at a time
        piece = hashed[at : at + 2_000, None] * _FACTORS + _ADDENDS
        smallest = np.minimum(smallest, piece.min(axis=0))
    return (smallest >> np.uint64(32)).astype("<u4").tobytes()


def alike(one: bytes, other: bytes) -> float:
    """The estimated share of runs of words that two texts have in common, 0 to 1, from their signatures."""
    if not one or not other:
        return 0.0
    return float(np.mean(np.frombuffer(one, "<u4") == np.frombuffer(other, "<u4")))


def bands(signature: bytes) -> list[int]:
    """The bands of a signature, each as a number below 2**63: only texts with one in common can be alike."""
    size = ROWS * 4
    pieces = (signature[at : at + size] for at in range(0, BANDS * size if signature else 0, size))
    return [
        _number(blake2b(piece, digest_size=8, salt=n.to_bytes(2, "big")).digest()) for n, piece in enumerate(pieces)
    ]


def _number(digest: bytes) -> int:
    """The number that a column of signed integers holds."""
    return int.from_bytes(digest, "big") >> 1


class Groups:
    """Texts that came one after the other, each alone, a representative, or the copy of one.

    A text is a copy of the representative that it is most alike, never of another copy: so a chain of small changes ends.
    """

    def __init__(self) -> None:
        self._signatures: dict[str, bytes] = {}
        self._banded: dict[int, list[str]] = defaultdict(list)

    def add(self, name: str, signature: bytes) -> str | None:
        """The representative of which the text is a copy, None where it is none; then it may become one itself."""
        mine = bands(signature)
        met = {other for band in mine for other in self._banded.get(band, ())}
        found = representative(signature, {other: self._signatures[other] for other in met})
        if found is None:
            self._signatures[name] = signature
            for band in mine:
                self._banded[band].append(name)
        return found


def representative(signature: bytes, others: Mapping[str, bytes]) -> str | None:
    """The one of the others that a text is a copy of: the most alike, of equals the first by name; None where none is."""
    scored = [(-alike(signature, other), name) for name, other in others.items()]
    best = min((pair for pair in scored if -pair[0] >= ALIKE), default=None)
    return best[1] if best else None


def copies(texts: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Of texts by name, in the order given: each copy with its representative."""
    groups, found = Groups(), {}
    for name, text in texts:
        if (of := groups.add(name, signature(text))) is not None:
            found[name] = of
    return found
