"""Articles that wait for extraction: asked for by people, done by a server in the background, kept over its end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, Select, delete, func, insert, select, update

from components.store import codec
from components.store.schema import articles, task_rows

Opening = Callable[[], AbstractContextManager[Connection]]
State = Literal["waiting", "failed"]
PIECE = 500
TRIES = 3  # that end in a process that was killed or took too long, before an article is left to a person
LONGEST = 500  # characters of what is told of a failure


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that could not be extracted, and why."""

    article_id: str
    title: str
    message: str


class Tasks:
    """What waits for extraction: ``store.tasks``."""

    def __init__(self, read: Opening, write: Opening) -> None:
        self._read, self._write = read, write

    def ask(self, article_ids: Sequence[str], run: str = "") -> int:
        """Has articles extracted again, failed ones too; answers how many did not wait already."""
        known = [i for i in dict.fromkeys(article_ids) if codec.storable(i)]
        asked = 0
        with self._write() as connection:
            for at in range(0, len(known), PIECE):
                here = select(articles.c.key).where(articles.c.id.in_(known[at : at + PIECE]))
                keys = list(connection.scalars(here.where(articles.c.removed_at.is_(None)).order_by(articles.c.key)))
                mine = task_rows.c.article_key.in_(keys)
                connection.execute(delete(task_rows).where(mine, task_rows.c.state == "failed"))
                waiting = set(connection.scalars(select(task_rows.c.article_key).where(mine)))
                fresh = [key for key in keys if key not in waiting]
                if fresh:
                    row = {"run": run, "state": "waiting", "tries": 0, "message": ""}
                    connection.execute(insert(task_rows), [{"article_key": key, **row} for key in fresh])
                asked += len(fresh)
        return asked

    def next(self, most: int = 1) -> list[str]:
        """The ids of the articles to extract now; those that were tried least come first."""
        wanted = select(articles.c.id).join(task_rows, task_rows.c.article_key == articles.c.key)
        wanted = wanted.where(task_rows.c.state == "waiting").order_by(task_rows.c.tries, task_rows.c.article_key)
        with self._read() as connection:
            return list(connection.scalars(wanted.limit(most)))

    def done(self, article_id: str) -> None:
        """An article was extracted."""
        with self._write() as connection:
            connection.execute(delete(task_rows).where(task_rows.c.article_key.in_(_key(article_id))))

    def failed(self, article_id: str, message: str, again: bool = False) -> None:
        """An article was not extracted; ``again`` says that it may work out another time, which is tried TRIES times in all."""
        mine = task_rows.c.article_key.in_(_key(article_id))
        with self._write() as connection:
            tries = (connection.scalar(select(task_rows.c.tries).where(mine)) or 0) + 1
            state = "waiting" if again and tries < TRIES else "failed"
            told = {"state": state, "tries": tries, "message": message[:LONGEST]}
            connection.execute(update(task_rows).where(mine).values(**told))

    def waits(self, article_id: str) -> bool:
        """Whether an article waits for extraction."""
        mine = task_rows.c.article_key.in_(_key(article_id)) & (task_rows.c.state == "waiting")
        with self._read() as connection:
            return connection.scalar(select(func.count()).select_from(task_rows).where(mine)) != 0

    def counts(self) -> dict[State, int]:
        """How many articles wait, and how many failed."""
        with self._read() as connection:
            rows = connection.execute(select(task_rows.c.state, func.count()).group_by(task_rows.c.state)).all()
        found = {row[0]: row[1] for row in rows}
        return {"waiting": found.get("waiting", 0), "failed": found.get("failed", 0)}

    def failures(self, most: int = 100) -> list[Failure]:
        """Articles that could not be extracted."""
        wanted = select(articles.c.id, articles.c.title, task_rows.c.message)
        wanted = wanted.join(task_rows, task_rows.c.article_key == articles.c.key).where(task_rows.c.state == "failed")
        with self._read() as connection:
            return [Failure(*row) for row in connection.execute(wanted.order_by(articles.c.key).limit(most))]

    def retry(self) -> int:
        """Has all that failed extracted again."""
        with self._write() as connection:
            again = update(task_rows).where(task_rows.c.state == "failed").values(state="waiting", tries=0, message="")
            return connection.execute(again).rowcount

    def drop(self, state: State) -> int:
        """Takes back what waits, or forgets what failed; the articles stay as they are."""
        with self._write() as connection:
            return connection.execute(delete(task_rows).where(task_rows.c.state == state)).rowcount


def _key(article_id: str) -> Select[Any]:
    return select(articles.c.key).where(articles.c.id == article_id)
