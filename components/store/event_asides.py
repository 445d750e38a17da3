"""Claims that are not of their article's event: where they point, by hand or by their place and days."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, and_, delete, insert, select

from components.events.decisions import NONE, Decided
from components.events.features import Aside
from components.events.linking import FOLLOWED, apart
from components.events.words import families
from components.store.event_keys import event_keys, pieces
from components.store.event_told import Told, aside_block, told
from components.store.schema import (
    event_articles,
    event_asides,
    event_blocks,
    event_claims,
    event_rows,
)


def point_asides(
    connection: Connection, concerned: Sequence[Told], changed: set[int], state_: Decided, gone: Collection[int]
) -> None:
    """Points the asides of articles that changed, and those of others that an event that changed could mean."""
    others = told(connection, _asides_about(connection, changed))
    everyone = {one.key: one for one in (*others, *concerned)}
    for piece in pieces(sorted({*everyone, *gone})):
        connection.execute(delete(event_claims).where(event_claims.c.article_key.in_(piece)))
    pointing = _Pointing(connection, state_)
    for one in everyone.values():
        for aside in one.features.asides:
            pointing.aside(one, aside)
    by_article = {one.features.article: one.key for one in everyone.values()}
    wanted = {event for (article, _), event in state_.claims.items() if article in by_article and event}
    ids = event_keys(connection, wanted)
    for (article, figure), event in sorted(state_.claims.items()):
        if article in by_article and (event == NONE or event in ids):
            row = {"article_key": by_article[article], "figure_id": figure, "event_key": ids.get(event), "by_hand": 1}
            pointing.rows.append(row)
    if pointing.rows:
        connection.execute(insert(event_claims), pointing.rows)


@dataclass(slots=True)
class _Pointing:
    """Where claims that are not of their article's event point: by hand, and by their place and days."""

    connection: Connection
    state: Decided
    rows: list[dict[str, Any]] = field(default_factory=list)

    def aside(self, one: Told, aside: Aside) -> None:
        if (one.features.article, aside.figure) in self.state.claims:
            return
        key = event_for(self.connection, one, aside) if aside.places and aside.days != (0, 0) else None
        if key is None and not aside.background:
            return
        self.rows.append({"article_key": one.key, "figure_id": aside.figure, "event_key": key, "by_hand": 0})


def _asides_about(connection: Connection, changed: set[int]) -> set[int]:
    """The articles with claims at the places and days of these events, or that pointed to them."""
    found: set[int] = set()
    for piece in pieces(sorted(changed)):
        found.update(connection.scalars(select(event_claims.c.article_key).where(event_claims.c.event_key.in_(piece))))
        meets = and_(
            event_asides.c.block == event_blocks.c.block,
            event_asides.c.first_day <= event_blocks.c.last_day + FOLLOWED,
            event_asides.c.last_day >= event_blocks.c.first_day - FOLLOWED,
        )
        found.update(
            connection.scalars(
                select(event_asides.c.article_key)
                .join(event_blocks, meets)
                .join(event_articles, event_articles.c.article_key == event_blocks.c.article_key)
                .where(event_articles.c.event_key.in_(piece))
                .distinct()
            )
        )
    return found


def event_for(connection: Connection, one: Told, aside: Aside) -> int | None:
    """The only event that a claim of another day or place can mean, by its very days where several are near; None where there is none or
    several."""
    first, last = aside.days
    early = 0 if aside.background else FOLLOWED  # what a claim held at comes some days after its event
    meets = and_(
        event_blocks.c.block == aside_block(one, aside),
        event_blocks.c.first_day <= last + 1,
        event_blocks.c.last_day >= first - early - 1,
    )
    wanted = (
        select(event_rows)
        .join(event_articles, event_articles.c.event_key == event_rows.c.key)
        .join(event_blocks, event_blocks.c.article_key == event_articles.c.article_key)
        .where(meets, event_rows.c.state != "rejected", event_rows.c.first_day > 0)
        .distinct()
    )
    family = {families()[kind] for kind in aside.kinds}
    fitting, exact = [], []
    for row in connection.execute(wanted):
        fits = apart((row.first_day, row.last_day), (first - early, last)) == 0
        if fits and (not family or families().get(row.kind or "") in family):
            fitting.append(row.key)
            exact += [row.key] if apart((row.first_day, row.last_day), aside.days) == 0 else []
    return next((found[0] for found in (fitting, exact) if len(found) == 1), None)
