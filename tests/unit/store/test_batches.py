"""Many articles in one transaction: each is answered, and one that cannot be stored loses no other."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import Connection, text

from components import workspace
from components.model import Annotated, Article
from components.store import Added, ArticleRejectedError, Store, StoreError
from tests.unit.store.making import ANNOTATED, ARTICLE, EXTRACTION

MANY = [Annotated(Article(f"n{n}", f"{n} people were killed.", published="2024-05-01")) for n in range(5)]


def test_a_batch_is_answered_article_by_article_in_its_order(store: Store) -> None:
    store.add(ANNOTATED, EXTRACTION)
    store.remove("a1")
    strange = Annotated(replace(ARTICLE, id="two words"))
    other = Annotated(replace(MANY[0].article, text="Another text."))
    answers = store.add_all([(one, None) for one in (MANY[0], ANNOTATED, strange, MANY[1], MANY[1], other)])
    said = [answer.outcome if isinstance(answer, Added) else type(answer).__name__ for answer in answers]
    assert said == ["added", "put_back", "ArticleRejectedError", "added", "there", "ArticleRejectedError"]
    assert isinstance(answers[2], ArticleRejectedError)
    assert "two words" in str(answers[2])
    assert sorted(store.ids()) == ["a1", "n0", "n1"]
    assert list(store.check()) == []


def test_an_article_that_the_database_refuses_is_named_and_the_others_are_stored(store: Store) -> None:
    with store._write() as connection:  # as a full disk or a broken page would, in the middle of a batch
        if connection.dialect.name == "sqlite":
            connection.execute(
                text(
                    "CREATE TRIGGER t BEFORE INSERT ON texts WHEN new.text LIKE '3 %' BEGIN SELECT RAISE(ABORT, 'no'); END"
                )
            )
        else:
            connection.execute(text("ALTER TABLE texts ADD CONSTRAINT t CHECK (text NOT LIKE '3 %')"))
    try:
        results = list(workspace.add(store, MANY, do_extract=False))
    finally:
        with store._write() as connection:
            postgres = connection.dialect.name == "postgresql"
            connection.execute(text("ALTER TABLE texts DROP CONSTRAINT t" if postgres else "DROP TRIGGER t"))
    assert [result.outcome for result in results] == ["added", "added", "added", "failed", "added"]
    assert results[3].message.startswith("n3 was not added")
    assert store.ids() == ["n0", "n1", "n2", "n4"]
    assert list(store.check()) == []


def test_strings_of_a_batch_that_failed_are_made_again_and_not_taken_for_stored(sqlite_store: Store) -> None:
    def work(connection: Connection) -> None:
        sqlite_store._add(connection, [(ANNOTATED, EXTRACTION)])
        connection.execute(text("INSERT INTO nowhere VALUES (1)"))

    with pytest.raises(StoreError):
        sqlite_store._write_or_again(work)
    sqlite_store.add(ANNOTATED, EXTRACTION)
    assert list(sqlite_store.check()) == []
