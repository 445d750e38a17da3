"""Full names by span, and ids that a name keeps in every article."""

from __future__ import annotations

import pytest

from components.extract.names import Names, covering, entity_id
from components.model import Annotation, EntityValues

#        0         1         2         3
#        0123456789012345678901234567890123456
TEXT = "Mr Cameron met Barack Obama in London"


def entity(start: int, end: int, label: str, name: str) -> Annotation:
    return Annotation(f"{start}", "entity", label, start, end, EntityValues(name=name))


ENTITIES = [
    entity(31, 37, "GPE", "London"),
    entity(3, 10, "PERSON", "David Cameron"),
    entity(15, 27, "PERSON", "Barack Obama"),
]


@pytest.mark.parametrize(
    ("start", "end", "name"),
    [
        (3, 10, "David Cameron"),
        (0, 10, "David Cameron"),
        (22, 27, "Barack Obama"),
        (10, 15, None),
        (0, 37, "Barack Obama"),
    ],
)
def test_a_span_is_called_by_the_entity_at_it(start: int, end: int, name: str | None) -> None:
    assert Names(ENTITIES).full(start, end) == name


def test_labels_narrow_what_is_found() -> None:
    names = Names(ENTITIES)
    assert [e.start for e in names.within(0, 37, ("PERSON",))] == [3, 15]
    assert names.at(0, 37, ("GPE",)) == ENTITIES[0]
    assert names.last_before(30, ("PERSON",)) == ENTITIES[2]
    assert names.last_before(5, ("PERSON",)) is None
    assert covering(ENTITIES, 32, 33) == ENTITIES[0]


def test_one_name_has_one_id_whatever_its_case_accents_and_place_label() -> None:
    assert entity_id("São Paulo", "GPE") == entity_id("SAO PAULO", "LOC")
    assert entity_id("the U.S. Army", "ORG") == entity_id("US Army", "ORG")
    assert entity_id("Jordan", "PERSON") != entity_id("Jordan", "GPE")
