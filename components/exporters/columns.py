"""What each column of each table means, in a sentence: for the README of an export and for help on the screen."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from components.exporters.options import Options
from components.model import CASUALTIES
from components.tables import TABLES

ABOUT: Mapping[str, str] = MappingProxyType(
    {
        "annotations": "Every highlight, rejected ones included (see status).",
        "quotes": "Who said what: quotes that are not rejected.",
        "figures": "Numbers with bound, unit, subject and source: figures that are not rejected.",
        "tolls": "The headline count of each kind of casualty, one row for each article and label that has one.",
        "entities": "People, organisations, places and other names over all articles, one row each.",
        "articles": "The articles; their texts are in articles.jsonl.",
        "events": "The events that these articles tell of, each with all that is claimed about it, in other articles too.",
        "estimates": "The estimates of these events: for each kind of casualty of all victims (victim_type empty) and of each kind "
        "of victims that claims tell apart. Never add them up: kinds of victims overlap.",
        "claims": "The claims of these events: figures that are not rejected, each with its state.",
        "victims": "Victims of these events who are named.",
    }
)
_COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "annotation_id": "The highlight's id.",
        "article_id": "The article's id.",
        "title": "The article's title.",
        "outlet": "Who published the article.",
        "author": "Who wrote the article.",
        "published": "The day of publication, as 2013-05-14.",
        "url": "The article's address.",
        "language": "The article's language, as two letters (ISO 639-1).",
        "text_version": "The version of the article's text that start and end refer to.",
        "text_sha256": "The SHA-256 of the article's text in UTF-8.",
        "layer": "entity, quote or figure.",
        "label": "The kind of highlight, such as PERSON, DIRECT or KILLED.",
        "text": "The highlighted text: the characters start to end of the article's text.",
        "start": "Where the highlight begins: 0-based, in Unicode code points.",
        "end": "Where the highlight ends, exclusive.",
        "prefix": "The 32 characters before the highlight.",
        "suffix": "The 32 characters after the highlight.",
        "paragraph": "The number of the paragraph in which the highlight begins; the first is 1.",
        "sentence": "The sentence of the highlight, from the first to the last that it touches.",
        "name": "The entity's full name.",
        "entity_id": "The entity's id, the same in all articles.",
        "iso": "What a date or time means: a day, a month or an interval such as 2013-05-07/2013-05-13.",
        "origin": "Who found it: model, rule, memory, analyst or import.",
        "status": "suggested (not judged yet), accepted, edited or rejected.",
        "score": "How sure the machine was, 0 to 1.",
        "original_label": "The label before a person changed it.",
        "original_start": "Where it began before a person changed that.",
        "original_end": "Where it ended before a person changed that.",
        "comment": "What an analyst noted.",
        "created_by": "Who made it; empty for the machine.",
        "created_at": "When a person made it (UTC).",
        "updated_by": "Who changed or judged it last.",
        "updated_at": "When it was changed or judged last (UTC).",
        "guarded": "The columns of this row whose cell got one leading ' because opening the file would change it: what begins "
        "like a formula (= + - @), and texts and ids that look like a number, a day or NA. Take it off to have the text as it is.",
        "quote_id": "The quote's id (its annotation_id).",
        "speaker_name": "Who said it, by full name.",
        "speaker_text": "The words of the text that name the speaker, such as he.",
        "speaker_start": "Where these words begin.",
        "speaker_end": "Where they end, exclusive.",
        "speaker_score": "How sure the machine was of the speaker, 0 to 1.",
        "cue": "The word that reports the quote, such as said.",
        "cue_start": "Where the cue begins.",
        "cue_end": "Where it ends, exclusive.",
        "relay": "The outlet or person that passes the claim on.",
        "utterance": "The same for all pieces of one utterance.",
        "figure_id": "The figure's id (its annotation_id).",
        "value": "The number; empty for ranges and vague amounts.",
        "low": "The least it can be, the number itself where it is exact.",
        "high": "The most it can be, the number itself where it is exact.",
        "bound": "exact, about, at_least, more_than, at_most, less_than, range or vague.",
        "unit": "The unit in the singular, or what is counted.",
        "value_si": "The number in unit_si.",
        "low_si": "low in unit_si.",
        "high_si": "high in unit_si.",
        "unit_si": "The SI unit, where the unit converts.",
        "subject": "What is counted or measured.",
        "weapon": "The weapon that the figure belongs to.",
        "place": "Where.",
        "as_of": "The day at which it held.",
        "told": "The day for which the claim speaks: as_of, unless that only says when the event was; else the day of publication.",
        "period_start": "The first day that a running count covers.",
        "period_end": "The last day that a running count covers.",
        "scope": "event, cumulative (a running total), background (older or other), hypothetical or perpetrator.",
        "source": "Who claims it; empty where the outlet itself does.",
        "victim_type": "Who the victims are, where the words say so: civilian, combatant, police, child, woman, man, journalist, "
        "aid_worker, medic, perpetrator or unknown.",
        "event_id": "The event it is about; empty where none is known.",
        "event": "The event's name.",
        "kind": "What kind of event it is.",
        "first_day": "The first day of the event.",
        "last_day": "The last day of the event.",
        "day_precision": "day, range (from first_day to last_day) or month.",
        "admin2": "The second administrative level: a district.",
        "admin1": "The first administrative level: a region, a province.",
        "country": "The country, as two letters (ISO 3166).",
        "latitude": "In degrees, north positive.",
        "longitude": "In degrees, east positive.",
        "place_precision": "exact, town, district, region or country: what the coordinates stand for.",
        "side_a": "Who did it, or is said to have.",
        "side_b": "The other side: who was attacked, or fought back.",
        "claims": "The number of claims about casualties.",
        "open_claims": "The number of these that nobody judged yet, or that are disputed.",
        "sources": "The number of their independent sources.",
        "grading": "How well the claims are supported: fair, weak, contested or discounted by rule, confirmed by people alone.",
        "grading_why": "Why the grading is that.",
        "notes": "Why these articles are one event.",
        "best": "The best estimate; empty where no claim says a least.",
        "open": "yes where the high is only the most that is known: at least.",
        "rests_on": "The ids of the figures that best, low and high rest on.",
        "rule": "How the best was chosen, and what people set.",
        "reason": "Why people set what they set by hand.",
        "state_why": "Why the claim is in this state.",
        "gives_way_to": "The id of the figure for which it does not count: a later, first or larger one.",
        "independent_source": "The source that it counts for: spellings of one source and copies of one text are one.",
        "source_kind": "official, medic, witness, monitor or media; empty where its name does not tell.",
        "source_named": "yes where the source is a person or body with a name.",
        "highlight_id": "The highlight that names them: a figure of one person, or the name.",
        "age": "In years.",
        "sex": "female or male, by the kind of victim or the first name.",
        "child": "yes under 18 years, no from 18 on.",
        **{
            f"{label.lower()}_{part}": f"The {what} estimate of all victims who were {label.lower()}."
            for label in CASUALTIES
            for part, what in (("best", "best"), ("low", "lowest"), ("high", "highest"))
        },
        "same_as": "The id of the figure that this one restates.",
        "supersedes": "The id of the earlier figure that this one revises.",
        "part_of": "The id of the total that this figure is part of.",
        "additional_to": "The id of the figure whose count this one adds to: others than those.",
        "figure_ids": "The ids of the figures it rests on.",
        "set_by": "Who set it by hand; empty where it is computed.",
        "aliases": "The other ways in which the articles name it.",
        "mentions": "How often it is named.",
        "articles": "In how many articles.",
        "characters": "The length of the text in Unicode code points.",
        "words": "The number of words, as blanks part them.",
        "review_status": "new, in_progress, done, or settled where people agreed on it.",
        "entities": "The number of entities that are not rejected.",
        "quotes": "The number of quotes that are not rejected.",
        "figures": "The number of figures that are not rejected.",
        "open_suggestions": "The number of suggestions that nobody judged yet.",
        "tags": "The article's tags.",
    }
)
_OWN: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("figures", "quote_id"): "The quote that contains the figure.",
        ("events", "name"): "The event's name.",
        ("events", "state"): "proposed, accepted or rejected.",
        ("claims", "state"): "standing, superseded, withdrawn, repeated, part (of another claim) or disputed.",
        ("claims", "set_by"): "Who set the state by hand; empty where it follows by rule.",
        ("estimates", "low"): "The least that a claim says which counts.",
        ("estimates", "high"): "The most that a claim says which counts.",
        ("estimates", "victim_type"): "The kind of victims; empty for all.",
        ("events", "articles"): "The number of articles that tell of it.",
        ("victims", "name"): "The victim's name.",
        ("victims", "label"): "KILLED, INJURED, MISSING, ABDUCTED, DETAINED or DISPLACED.",
        ("estimates", "label"): "KILLED, INJURED, MISSING, ABDUCTED, DETAINED or DISPLACED.",
        ("tolls", "label"): "KILLED, INJURED, MISSING, ABDUCTED, DETAINED or DISPLACED.",
        ("tolls", "disputed"): "yes where the analyst who set the toll says that it is disputed.",
        ("tolls", "value"): "The count; 0 is a stated none, empty is not stated.",
        ("entities", "label"): "The label that most of its mentions have.",
    }
)
_HEAD = """\
Annotated articles, exported from Dateline.

The CSV files are UTF-8, {parted}, with CRLF line ends (RFC 4180). Empty cells are unknown. Several values in a cell
are joined with "; ". Offsets count Unicode code points from 0 of the article's text in articles.jsonl (in Python:
text[start:end]). Rows are sorted by published, article_id, start, end (longest first) and label, entities by name, so that two
exports can be compared line by line. articles.jsonl holds a line for each article with its text and all of this, unguarded;
Dateline imports it again as it is.
"""


def help_of(table: str, column: str) -> str:
    """What a column of a table means, in a sentence."""
    return _OWN.get((table, column)) or _COLUMNS[column]


def readme(options: Options) -> str:
    """The README.txt of an export: every file and every column."""
    parted = "comma-separated"
    if options.semicolon:
        parted = "semicolon-separated" + (" (the first line says so)" if options.names_delimiter else "")
    parts = [_HEAD.format(parted=parted)]
    for table, columns in TABLES.items():
        width = max(map(len, columns))
        lines = [f"  {column:<{width}}  {help_of(table, column)}" for column in columns]
        parts.append("\n".join([f"{table}.csv - {ABOUT[table]}", *lines]) + "\n")
    return "\n".join(parts)
