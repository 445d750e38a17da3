"""The key of a name in every article, and what a mention's own id says against it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from components.identity import entity_id, key_of, normalised
from components.model import Annotation, EntityValues


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("The U.S. Army", "us army"),
        ("São  Paulo", "sao paulo"),
        ("Yıldırım", "yildirim"),
        ("Wałęsa", "walesa"),
        ("Putin’s", "putin"),
        ("United Nations'", "united nations"),
        ("O'Brien", "obrien"),
        ("al-Assad", "al assad"),
        ("Ελλάδα", "ελλαδα"),
        ("The", "the"),
        ("!!!", "!!!"),
        ("李明", "李明"),
    ],
)
def test_a_name_is_compared_without_case_accents_punctuation_article_and_possessive(name: str, plain: str) -> None:
    assert normalised(name) == plain
    assert normalised(plain) == plain


def test_places_share_a_kind_and_other_labels_do_not() -> None:
    assert entity_id("Tarn", "GPE") == entity_id("tarn", "FAC") != entity_id("Tarn", "PERSON")
    assert len({entity_id(name, "ORG") for name in ("!!!", "???", "\ud800")}) == 3


HALE = Annotation("x", "entity", "PERSON", 0, 4, EntityValues("Ann Hale", entity_id("Ann Hale", "PERSON")))
IMPORTED = replace(HALE, values=EntityValues("Ann Hale", "e-hale"))


@pytest.mark.parametrize(
    ("mention", "key"),
    [
        (HALE, entity_id("Ann Hale", "PERSON")),
        (replace(HALE, values=EntityValues()), entity_id("Hale", "PERSON")),
        (replace(HALE, label="DATE"), None),
        (replace(HALE, label="ORG", original_label="PERSON"), entity_id("Ann Hale", "ORG")),
        (replace(HALE, hand=("name",), values=replace(HALE.entity, name="Bo Hale")), entity_id("Bo Hale", "PERSON")),
        (IMPORTED, "e-hale"),
        (replace(IMPORTED, label="ORG", original_label="PERSON"), "e-hale"),
        (replace(IMPORTED, hand=("name", "entity_id")), entity_id("Ann Hale", "PERSON")),
    ],
)
def test_an_id_that_came_with_a_mention_stands_until_a_person_changes_what_it_came_from(
    mention: Annotation, key: str | None
) -> None:
    assert key_of(mention, "Hale said.") == key
