"""What quotes.find fills besides span and speaker: cue, utterance, scores, the setting for attitudes."""

from __future__ import annotations

from components.extract import entities, language, quotes
from components.extract.guard import Guard
from components.model import Annotation, Article


def quotes_of(text: str, attitudes: bool = False) -> list[Annotation]:
    article = Article(id="find", text=text)
    doc = language.parse(text)
    return quotes.find(doc, article, entities.find(doc, article, []), [], attitudes)


def test_an_interrupted_quote_is_one_utterance() -> None:
    first, second, other = quotes_of('"We stay," Ana Ruiz said. "We always stayed." Police said the square was empty.')
    assert first.quote.utterance == second.quote.utterance == first.id
    assert other.quote.utterance == other.id


def test_the_cue_is_the_verb() -> None:
    text = 'Radio Ness quoted Ana Ruiz as saying: "We stay."'
    (quote,) = quotes_of(text)
    assert text[quote.quote.cue_start : quote.quote.cue_end] == "quoted"
    assert (quote.quote.speaker_text, quote.quote.relay) == ("Ana Ruiz", "Radio Ness")


def test_hopes_and_beliefs_count_only_when_asked_for() -> None:
    text = "Ana Ruiz believes that the dam will hold."
    assert quotes_of(text) == []
    (quote,) = quotes_of(text, attitudes=True)
    assert text[quote.start : quote.end] == "the dam will hold"


def test_a_carried_speaker_scores_lower_than_one_with_a_cue() -> None:
    first, second = quotes_of('"We stay," Ana Ruiz said.\n\n"We always stayed, whatever they did to us."')
    assert second.quote.speaker_name == "Ana Ruiz"
    assert (second.quote.speaker_score or 0) < (first.quote.speaker_score or 0)


def test_a_rule_that_fails_costs_a_sentence_and_says_so() -> None:
    problems: list[str] = []
    assert Guard(problems)(40, [].index, 1) is None  # type: ignore[arg-type]
    assert len(problems) == 1
    assert "character 40" in problems[0]


def test_an_empty_article_has_no_quotes() -> None:
    assert quotes_of("") == quotes_of(" \n") == []
