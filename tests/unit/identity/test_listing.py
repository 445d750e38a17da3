"""All entities with their counts: they follow every article and every decision, and agree with the exported table."""

from __future__ import annotations

import pytest

from components.identity import Decision, Identities, entity_id, replay
from components.identity.listing import ArticleNames, Listing, Mention, fitting

HALE, ANN = entity_id("Hale", "PERSON"), entity_id("Ann Hale", "PERSON")


def article(ident: str, *found: tuple[str, str, int], revision: int = 1, published: str | None = None) -> ArticleNames:
    mentions = [
        Mention(entity_id(name, "PERSON"), name, "PERSON", written, tuple(f"{written}{n}" for n in range(count)), tuple(range(count)))
        for name, written, count in found
    ]  # fmt: skip
    return ArticleNames(ident, revision, published, ident.title(), tuple(mentions))


FIRST = article("a1", ("Ann Hale", "Hale", 3), ("Ann Hale", "Ann Hale", 1), published="2024-01-01")
SECOND = article("a2", ("Hale", "Hale", 2), published="2024-02-02")
MERGED = replay(
    [Decision("d", "merge", {"entities": [HALE, ANN], "into": ANN, "name": "Ann Hale", "label": "PERSON"}, seq=1)]
)


def listing(*articles: ArticleNames) -> Listing:
    made = Listing()
    made.update(articles, [a.id for a in articles])
    return made


def test_names_are_counted_over_articles_the_most_mentioned_first() -> None:
    found = list(listing(FIRST, SECOND).entities(Identities()).values())
    assert [(e.name, e.aliases, e.mentions, e.articles) for e in found] == [
        ("Ann Hale", (("Hale", 3),), 4, 1),
        ("Hale", (), 2, 1),
    ]


def test_a_merge_joins_counts_and_spellings() -> None:
    made = listing(FIRST, SECOND)
    (entity,) = made.entities(MERGED).values()
    assert (entity.id, entity.mentions, entity.articles, entity.aliases) == (ANN, 6, 2, (("Hale", 5),))
    assert [name for _, name in entity.keys] == ["Ann Hale", "Hale"]
    assert [p.article for p in made.places(entity, MERGED)] == ["a2", "a2", "a1", "a1", "a1", "a1"]
    assert len(made.entities(Identities())) == 2


def test_an_article_that_changed_or_went_counts_as_it_is_now() -> None:
    made = listing(FIRST, SECOND)
    made.entities(Identities())
    made.update([article("a1", ("Ann Hale", "Hale", 1), revision=2)], ["a1"])
    (entity,) = made.entities(Identities()).values()
    assert (entity.name, entity.mentions) == ("Ann Hale", 1)
    assert made.known() == {"a1": 2}


RENAMED = replay(
    [
        Decision("d1", "rename", {"entity": HALE, "name": "Anna B. Hale", "label": "PERSON"}, seq=1),
        Decision("d2", "rename", {"entity": HALE, "name": "Anita Hale", "label": "PERSON"}, seq=2),
        Decision(
            "d3", "merge", {"entities": [HALE, ANN], "into": ANN, "name": "Zoë Hale-Ruiz", "label": "PERSON"}, seq=3
        ),
    ]
)


@pytest.mark.parametrize("words", ["zoë hale-ruiz", "zoe", "hale ruiz", "ANN", "governor", "anna b", "anita"])
def test_a_search_finds_a_name_by_all_that_anybody_called_it(words: str) -> None:
    made = listing(FIRST, SECOND, article("a3", ("Ann Hale", "the Governor", 1)))
    assert [e.id for e in fitting(made.entities(RENAMED).values(), words)] == [ANN]
    assert fitting(made.entities(RENAMED).values(), "volcano") == []


def test_pairs_that_look_alike_are_left_out_when_somebody_told_them_apart() -> None:
    made = listing(FIRST, SECOND)
    (pair,) = made.alike(Identities())
    assert {pair.first.id, pair.second.id} == {HALE, ANN}
    apart = Decision("d", "keep_apart", {"entities": [HALE, ANN]}, seq=1)
    assert made.alike(replay([apart])) == []
    assert made.alike(MERGED) == []
