"""The statements of every edit, built once: building them took longer than running them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import bindparam, insert, select, update

from components.model import CASUALTIES
from components.store import codec
from components.store.schema import SHARED, annotation_rows, articles, clients, edit_rows, set_tolls

HEAD = select(articles.c.key, articles.c.id, articles.c.revision, articles.c.text_version).where(
    articles.c.id == bindparam("article_id")
)
HEAD_LOCKED = HEAD.with_for_update()


_COLUMNS = (*codec.annotation_columns(None), "last_op", "revision")
_VALUES: dict[str, Any] = {name: bindparam(f"new_{name}") for name in _COLUMNS}
UPDATE_ANNOTATION = (
    update(annotation_rows)
    .where(
        annotation_rows.c.article_key == bindparam("at_key"),
        annotation_rows.c.coding == SHARED,
        annotation_rows.c.id == bindparam("at_id"),
    )
    .values(_VALUES)
)
INSERT_ANNOTATION = insert(annotation_rows).values(
    {"article_key": bindparam("at_key"), "coding": SHARED, "id": bindparam("at_id"), **_VALUES}
)
ACKNOWLEDGED = select(clients.c.acknowledged).where(
    clients.c.article_key == bindparam("key"), clients.c.client == bindparam("client")
)
ACKNOWLEDGE = (
    update(clients)
    .where(clients.c.article_key == bindparam("key"), clients.c.client == bindparam("mine"))
    .values(acknowledged=bindparam("now"))
)
KNOWN = (
    select(edit_rows.c.op_id, articles.c.id)
    .join(articles, articles.c.key == edit_rows.c.article_key)
    .where(edit_rows.c.op_id.in_(bindparam("op_ids", expanding=True)))
)
TARGETS = select(annotation_rows.c.id, annotation_rows.c.record, annotation_rows.c.last_op).where(
    annotation_rows.c.article_key == bindparam("key"),
    annotation_rows.c.coding == SHARED,
    annotation_rows.c.id.in_(bindparam("targets", expanding=True)),
)
CASUALTY_RECORDS = select(annotation_rows.c.record).where(
    annotation_rows.c.article_key == bindparam("key"),
    annotation_rows.c.coding == SHARED,
    annotation_rows.c.label.in_(CASUALTIES),
)
COUNT = (
    update(articles)
    .where(articles.c.key == bindparam("key_"))
    .values({"revision": bindparam("revision_"), **{n: articles.c[n] + bindparam(f"more_{n}") for n in codec.COUNTS}})
)
COUNT_TOLLS = COUNT.values({"tolls": bindparam("tolls_"), "killed": bindparam("killed_")})


BY_HAND = select(set_tolls.c.label, set_tolls.c.record, set_tolls.c.last_op).where(
    set_tolls.c.article_key == bindparam("key"), set_tolls.c.coding == SHARED
)
