"""Each form of the grammar of dates and of stretches has an example that fails when the form is taken out."""

from __future__ import annotations

from datetime import date

import pytest

from components.extract.time import grammar, stretches
from components.extract.time.grammar import EXAMPLE_DAY, FORMS, Form, resolve
from components.extract.time.moments import Calendar
from components.extract.time.points import Tense


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_the_example_of_a_form_means_what_it_says(form: Form) -> None:
    assert resolve(form.said, EXAMPLE_DAY) == form.means


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_without_the_form_its_example_is_not_understood(form: Form, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grammar, "FORMS", [other for other in FORMS if other is not form])
    grammar._resolve.cache_clear()
    assert resolve(form.said, EXAMPLE_DAY) != form.means
    grammar._resolve.cache_clear()


@pytest.mark.parametrize(
    ("said", "tense", "iso"),
    [
        ("October 7", "past", "2023-10-07"),
        ("October 7", "open", "2023-10-07"),
        ("20 March", "past", "2023-03-20"),
        ("20 March", "open", "2024-03-20"),
        ("Saturday, 20 March", "past", "2023-03-20"),
        ("10 March", "ahead", "2025-03-10"),
    ],
)
def test_a_day_without_its_year_is_the_last_one_or_one_that_comes_soon(said: str, tense: Tense, iso: str) -> None:
    assert resolve(said, EXAMPLE_DAY, tense) == iso


@pytest.mark.parametrize("said", ["last weekend", "the weekend", "May 5", "last Sunday", "Saturday", "March last year"])
def test_figures_read_a_date_as_entities_do_also_on_a_sunday(said: str) -> None:
    assert Calendar(date(2024, 3, 17)).resolve(said) == resolve(said, "2024-03-17", "past")


PERIOD = ("2020-01", "2020-12")  # what the sentence before counted over


def counted_over(said: str) -> set[str]:
    told = stretches.stretches(said, Calendar(date.fromisoformat(EXAMPLE_DAY)), PERIOD)
    return {f"{s.first or ''}/{s.last or ''}" for s in told}


@pytest.mark.parametrize("form", stretches.FORMS, ids=lambda form: form.name)
def test_the_example_of_a_stretch_counts_over_what_it_says(form: stretches.Form) -> None:
    assert form.means in counted_over(form.said)


@pytest.mark.parametrize("form", stretches.FORMS, ids=lambda form: form.name)
def test_without_its_form_a_stretch_is_not_understood(form: stretches.Form, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stretches, "FORMS", [other for other in stretches.FORMS if other is not form])
    assert form.means not in counted_over(form.said)
