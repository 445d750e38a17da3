"""No text holds the machine: what reaches the parser is bounded for every hostile kind, and the rules take so many steps a token."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest
from spacy.tokens import Doc

from components.extract import entities, extract, figures, language, noise, quotes
from components.extract.markup import veiled
from components.model import Article
from components.text import settle
from tests import hostile

SAID = "The mayor said on Tuesday that 12 people had died in Port Amara. “We go on,” said Odile Marn, who runs the ferry.\n\n"
READ = [kind for kind in hostile.KINDS if not noise.stretches(settle(hostile.text(kind, 2_000)))]


def counted(run: Callable[[], object]) -> int:
    """How many lines of Python ran: what a clock would say on a machine without other work."""
    steps = 0

    def trace(frame: FrameType, event: str, arg: Any) -> Any:
        nonlocal steps
        steps += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        run()
    finally:
        sys.settrace(before)
    return steps


def grown(text: str, copies: int) -> Doc:
    """The parse of a text repeated, everything hung onto its first root: one sentence, before it is cut."""
    base = language.parse(text)
    length, root = len(base), next(token.i for token in base if token.head.i == token.i)
    heads = [
        root if token.head.i == token.i else copy * length + token.head.i for copy in range(copies) for token in base
    ]
    doc = Doc(
        base.vocab,
        words=[t.text for t in base] * copies,
        spaces=[bool(t.whitespace_) for t in base] * copies,
        tags=[t.tag_ for t in base] * copies,
        pos=[t.pos_ for t in base] * copies,
        lemmas=[t.lemma_ for t in base] * copies,
        ents=[f"{t.ent_iob_}-{t.ent_type_}" if t.ent_type_ else "O" for t in base] * copies,
        heads=heads,
        deps=[t.dep_ for t in base] * copies,
    )
    return language.cut_sentences(doc)


def read(doc: Doc) -> None:
    article = Article("hostile", doc.text, published="2024-05-15")
    problems: list[str] = []
    named = entities.find(doc, article, problems)
    quoted = quotes.find(doc, article, named, problems)
    figures.find(doc, article, named, quoted, problems)


@pytest.mark.parametrize("kind", hostile.KINDS)
def test_what_reaches_the_parser_is_bounded(kind: str) -> None:
    text, _ = noise.masked(settle(hostile.text(kind, 10_000)))
    chunks = list(language._prepared(text, language.pipeline()))
    assert "".join(doc.text for doc in chunks) == veiled(text).replace("\n", " ")
    assert max(map(len, chunks)) <= language.CHUNK_TOKENS
    assert sum(map(len, chunks)) <= 0.45 * len(text)


@pytest.mark.parametrize("kind", [k for k in READ if k not in ("blanks", "one letter", "one digit")])
def test_the_rules_take_so_many_steps_a_token(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "LONG_SENTENCE", 50)
    monkeypatch.setattr("components.extract.counting.page.LONGEST", 50)
    text = settle(hostile.text(kind, 250))
    read(grown(text, 1))  # lexicons are read on first use
    few, many = (counted(lambda copies=copies: read(grown(text, copies))) / copies for copies in (2, 8))  # type: ignore[misc]
    assert many < 1.5 * few


def test_signs_without_language_are_left_blank_and_told() -> None:
    text = SAID * 3 + "(" * 16_000 + "\n\n" + SAID * 3
    found = extract(Article("a1", text, published="2024-05-15"))
    assert found.problems == (
        "Characters 345 to 16,345 are no language (“((((((((((((…”): nothing was looked for there.",
    )
    around = [(a.label, a.start) for a in found.annotations if a.layer == "figure"]
    assert [start < 345 for label, start in around if label == "KILLED"] == [True] * 3 + [False] * 3
    assert all(text[a.start : a.end].strip("(") for a in found.annotations)


@pytest.mark.parametrize(
    "text",
    [
        SAID * 40,
        "Killed | Injured | Town\n" + "12 | 30 | Sidra\n3 | 4 | Brega\n" * 60,
        "* * *\n" * 10 + "-" * 400 + "\n" + SAID,
        "\u0928\u092e\u0938\u094d\u0924\u0947 \u0926\u0941\u0928\u093f\u092f\u093e " * 200,
        "\u65e5\u672c\u8a9e\u306e\u8a18\u4e8b\u3067\u3059\u3002" * 200,
        "He is at no. 5, so we go up to it, or as I am in on it, by us. " * 40,
    ],
    ids=["news", "table", "dividers", "Hindi", "Japanese", "short words"],
)
def test_what_people_write_is_never_left_blank(text: str) -> None:
    assert noise.masked(text) == (text, [])


def test_words_beside_noise_are_kept_whole() -> None:
    text = SAID + "((((([[[" * 300 + " Then Mary left. " + "[[" * 600 + SAID
    kept, told = noise.masked(text)
    assert len(kept) == len(text)
    assert kept.startswith(SAID)
    assert kept.endswith(SAID)
    assert "Mary" not in kept or " Then Mary left. " in kept
    assert told


def test_an_endless_sentence_is_cut_into_trees_of_their_own() -> None:
    doc = grown("The army said that 12 soldiers were killed near Sidra and 30 others wounded", 200)
    sents = list(doc.sents)
    assert max(len(sent) for sent in sents) <= language.LONG_SENTENCE
    assert [(s.root.left_edge.i, s.root.right_edge.i + 1) for s in sents] == [(s.start, s.end) for s in sents]


def test_a_paragraph_without_end_is_parsed_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "CHUNK_TOKENS", 120)
    text = SAID.replace("\n\n", " ") * 20
    chunks = list(language._prepared(text, language.pipeline()))
    assert "".join(doc.text for doc in chunks) == text
    assert max(map(len, chunks)) <= 120
    assert all(doc[-1].text in ".!? " for doc in chunks[:-1])
