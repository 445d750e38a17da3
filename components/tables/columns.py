"""The columns of every table, in their order, and which of them hold numbers."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from components.model import CASUALTIES

JOINED = "; "
GUARDED = "guarded"  # the last column of every table; the CSV exporter fills it
Row = dict[str, Any]


def names(joined: str) -> tuple[str, ...]:
    """The names that a string of them, parted by blanks, holds."""
    return tuple(joined.split())


def _columns(joined: str) -> tuple[str, ...]:
    return (*names(joined), GUARDED)


TABLES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "annotations": _columns(
            "annotation_id article_id title outlet published url text_version layer label text start end prefix suffix "
            "paragraph sentence name entity_id iso origin status score original_label original_start original_end comment "
            "created_by created_at updated_by updated_at"
        ),
        "quotes": _columns(
            "quote_id article_id title outlet published text_version label text start end speaker_name speaker_text "
            "speaker_start speaker_end speaker_score cue cue_start cue_end relay utterance sentence status origin score "
            "updated_by updated_at"
        ),
        "figures": _columns(
            "figure_id article_id title outlet published text_version label text start end value low high bound unit value_si "
            "low_si high_si unit_si subject weapon place as_of period_start period_end scope source relay victim_type quote_id same_as "
            "supersedes part_of additional_to event_id sentence status origin score updated_by updated_at"
        ),
        "tolls": _columns(
            "article_id title outlet published label value low high bound disputed scope source place as_of figure_ids set_by "
            "event_id"
        ),
        "entities": _columns("entity_id name label aliases mentions articles"),
        "articles": _columns(
            "article_id title outlet author published url language text_version text_sha256 characters words review_status "
            "entities quotes figures open_suggestions tags event_id"
        ),
        "events": _columns(
            "event_id name kind first_day last_day day_precision place admin2 admin1 country latitude longitude place_precision side_a side_b "
            "articles claims open_claims sources "
            + " ".join(f"{label.lower()}_{part}" for label in CASUALTIES for part in ("best", "low", "high"))
            + " grading grading_why set_by state notes"
        ),
        "estimates": _columns(
            "event_id event label victim_type best low high open claims sources rests_on rule set_by reason"
        ),
        "claims": _columns(
            "figure_id article_id event_id event state state_why gives_way_to set_by independent_source source_kind source_named "
            "title outlet published label text start end value low high bound unit subject victim_type place as_of told scope source relay "
            "same_as supersedes part_of additional_to sentence status"
        ),
        "victims": _columns("event_id event name label age sex child article_id highlight_id sentence"),
    }
)
EVENT_TABLES = ("events", "estimates", "claims", "victims")  # of events, not of one article
ESTIMATED = frozenset(f"{label.lower()}_{part}" for label in CASUALTIES for part in ("best", "low", "high"))
NUMBERS = ESTIMATED | frozenset(
    names("value low high value_si low_si high_si score speaker_score best latitude longitude")
)
INTEGERS = frozenset(
    names(
        "text_version start end paragraph original_start original_end speaker_start speaker_end cue_start cue_end mentions "
        "characters words open_suggestions claims open_claims sources age"
    )
)
COUNTS = frozenset(("articles", "entities", "quotes", "figures"))  # integers in the tables that have such a column
