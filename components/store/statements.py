"""The statements of every edit, built once: building them took longer than running them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import and_, bindparam, case, insert, select, update

from components.model import CASUALTIES
from components.store import codec
from components.store.schema import (
    annotation_rows,
    articles,
    clients,
    edit_rows,
    figure_rows,
    set_tolls,
    terms,
    texts,
)

_HEAD = ("key", "id", "revision", "text_version", "text_since", "review_status", "coding_state")
HEAD = select(*(articles.c[name] for name in _HEAD)).where(articles.c.id == bindparam("article_id"))
HEAD_LOCKED = HEAD.with_for_update()


_COLUMNS = (*codec.annotation_columns(None), "last_op", "revision")
_VALUES: dict[str, Any] = {name: bindparam(f"new_{name}") for name in _COLUMNS}
UPDATE_ANNOTATION = (
    update(annotation_rows)
    .where(
        annotation_rows.c.article_key == bindparam("at_key"),
        annotation_rows.c.coding == bindparam("at_coding"),
        annotation_rows.c.id == bindparam("at_id"),
    )
    .values(_VALUES)
)
INSERT_ANNOTATION = insert(annotation_rows).values(
    {"article_key": bindparam("at_key"), "coding": bindparam("at_coding"), "id": bindparam("at_id"), **_VALUES}
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
    annotation_rows.c.coding == bindparam("of"),
    annotation_rows.c.id.in_(bindparam("targets", expanding=True)),
)
TOUCHED = select(annotation_rows.c.id, annotation_rows.c.record, annotation_rows.c.last_op).where(
    annotation_rows.c.article_key == bindparam("key"), annotation_rows.c.coding == bindparam("of")
)
LATER = TOUCHED.where(annotation_rows.c.revision > bindparam("since"))
THERE = (
    select(articles.c.id, articles.c.key, articles.c.removed_at, texts.c.sha256)
    .join(texts, (texts.c.article_key == articles.c.key) & (texts.c.version == articles.c.text_version))
    .where(articles.c.id.in_(bindparam("ids", expanding=True)))
)
INSERT_ARTICLES = insert(articles).returning(articles.c.key, sort_by_parameter_order=True)
CASUALTY_IDS = (
    select(figure_rows.c.id)
    .join(terms, terms.c.key == figure_rows.c.label)
    .where(figure_rows.c.article_key == bindparam("key"), terms.c.text.in_(CASUALTIES))
)
_STATUS = (
    case(  # the first edit begins the work, and what opens a suggestion again takes Done back; a person's choice stands
        (articles.c.status_by == "chosen", articles.c.review_status),
        (and_(articles.c.review_status == "new", bindparam("working_") == 1), "in_progress"),
        (and_(articles.c.review_status == "done", bindparam("more_suggestions") > 0), "in_progress"),
        else_=articles.c.review_status,
    )
)
COUNT = (
    update(articles)
    .where(articles.c.key == bindparam("key_"))
    .values(
        {
            "revision": bindparam("revision_"),
            "review_status": _STATUS,
            **{n: articles.c[n] + bindparam(f"more_{n}") for n in codec.COUNTS},
        }
    )
    .returning(articles.c.review_status)
)
COUNT_TOLLS = COUNT.values({"tolls": bindparam("tolls_"), "killed": bindparam("killed_")})


BY_HAND = select(set_tolls.c.label, set_tolls.c.record, set_tolls.c.last_op).where(
    set_tolls.c.article_key == bindparam("key"), set_tolls.c.coding == bindparam("of")
)
