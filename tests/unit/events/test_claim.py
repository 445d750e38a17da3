"""A claim is made of a row of the table figures, and keeps what that row says."""

from __future__ import annotations

from components.events.claim import Claim, claim_of
from components.model import Annotated, Annotation, Article, FigureValues, Span
from components.tables import rows

TEXT = "Police said 12 people were killed in Halvren."


def test_a_row_of_figures_is_a_claim_with_its_sentence() -> None:
    values = FigureValues(12, 12, 12, "exact", "people", source="Police", as_of="2024-03-12")
    figure = Annotation("f1", "figure", "KILLED", 12, 21, values)
    article = Article("a1", TEXT, "Rockets", outlet="Halvren Post", published="2024-03-13")
    (row,) = rows("figures", Annotated(article, (figure,), (Span(0, len(TEXT)),)))
    claim = claim_of(row, "e1")
    assert claim.key == ("a1", "f1")
    assert (claim.event_id, claim.label, claim.value, claim.source, claim.outlet) == (
        "e1",
        "KILLED",
        12,
        "Police",
        "Halvren Post",
    )
    assert (claim.text, claim.sentence, claim.told()) == ("12 people", TEXT, "2024-03-12")


def test_the_day_a_claim_speaks_for_is_the_last_of_an_interval() -> None:
    assert Claim("f", "a", "KILLED", 0, 1, as_of="2024-03-10/2024-03-12", published="2024-03-14").told() == "2024-03-12"
    assert Claim("f", "a", "KILLED", 0, 1, published="2024-03-14").told() == "2024-03-14"
    assert Claim("f", "a", "KILLED", 0, 1).told() == ""


def test_a_claim_without_a_value_sorts_by_what_it_says() -> None:
    assert Claim("f", "a", "KILLED", 0, 1, low=24, high=99, bound="vague").number == 24
    assert Claim("f", "a", "KILLED", 0, 1, high=50, bound="at_most").number == 50
