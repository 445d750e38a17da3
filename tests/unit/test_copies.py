"""Near-duplicate texts: what is a copy and what is not, whatever the machine and the order."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from components import copies

NAMES = [
    "bridge",
    "market",
    "river",
    "police",
    "hospital",
    "ministry",
    "rocket",
    "village",
    "school",
    "road",
    "camp",
    "army",
    "convoy",
    "border",
    "morning",
]


def report(seed: int, sentences: int = 30) -> str:
    dice = random.Random(seed)
    return " ".join(
        f"{dice.choice(NAMES).capitalize()} {dice.choice(NAMES)} {dice.randrange(900)} {dice.choice(NAMES)} "
        f"{dice.choice(NAMES)} said {dice.randrange(99)} {dice.choice(NAMES)}."
        for _ in range(sentences)
    )


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text,
        lambda text: text.upper(),
        lambda text: "(Reuters) - " + text,
        lambda text: text[: int(len(text) * 0.8)],
        lambda text: text.replace(".", " .\n\n"),
    ],
    ids=["the same", "capitals", "a dateline", "cut at the end", "other paragraphs"],
)
def test_what_another_outlet_printed_is_a_copy(change: Callable[[str], str]) -> None:
    wire = report(1)
    assert copies.copies([("wire", wire), ("other", report(2)), ("copy", change(wire))]) == {"copy": "wire"}


def test_another_report_is_no_copy() -> None:
    texts = [(str(seed), report(seed)) for seed in range(200)]
    assert copies.copies(texts) == {}


def test_half_a_text_is_no_copy() -> None:
    wire = report(1)
    assert copies.copies([("wire", wire), ("half", wire[: len(wire) // 2])]) == {}


def test_a_copy_is_of_the_representative_and_not_of_another_copy() -> None:
    """Texts that each change a tenth of the one before drift away; the chain does not make one group of them."""
    words = report(1, 60).split()
    chain: list[tuple[str, str]] = []
    for n in range(10):
        words = [*words[len(words) // 10 :], *report(50 + n, 6).split()]
        chain.append((str(n), " ".join(words)))
    found = copies.copies(chain)
    assert found["1"] == "0"
    assert "9" not in found or found["9"] != "0"
    assert not set(found.values()) & set(found)


@pytest.mark.parametrize("text", ["", "Twelve killed.", "\0\ud800" * 5, "a " * 19])
def test_what_is_too_short_is_alike_nothing(text: str) -> None:
    assert copies.signature(text) == b""
    assert copies.copies([("one", text), ("two", text)]) == {}


def test_the_estimate_is_near_what_two_texts_share() -> None:
    one, two = report(3, 60), report(4, 60)
    mixed = one[: len(one) // 2] + two[len(two) // 2 :]

    def runs(text: str) -> set[tuple[str, ...]]:
        words = copies.WORD.findall(text.lower())
        return {tuple(words[n : n + copies.SHINGLE]) for n in range(len(words) - copies.SHINGLE + 1)}

    shared = len(runs(one) & runs(mixed)) / len(runs(one) | runs(mixed))
    assert copies.alike(copies.signature(one), copies.signature(mixed)) == pytest.approx(shared, abs=0.13)


def test_stored_signatures_stay_what_they_were() -> None:
    signature = copies.signature(
        "At least twelve people were killed on Tuesday when rockets struck the market of the old " * 3
    )
    assert signature[:8].hex() == "0f58e512cedb4312"
    assert len(signature) == 512
    assert len(set(copies.bands(signature))) == copies.BANDS
