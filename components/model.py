"""The records everything else passes around: Article, Span, Annotation, Edit, Toll.

Frozen, and free of third-party imports, so that every room can use them. Offsets are 0-based, end-exclusive Unicode code
points of the article's settled text: ``text[start:end]``. In every record ``None`` means unknown.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import Any, Literal, TypeVar, get_args

Number = int | float
V = TypeVar("V")
T = TypeVar("T", bound=str)
Layer = Literal["entity", "quote", "figure"]
Origin = Literal["model", "rule", "memory", "analyst", "import"]
Status = Literal["suggested", "accepted", "edited", "rejected"]
Bound = Literal["exact", "about", "at_least", "more_than", "at_most", "less_than", "range", "vague"]
Scope = Literal["event", "cumulative", "background", "hypothetical", "perpetrator"]
VictimType = Literal[
    "civilian",
    "combatant",
    "police",
    "child",
    "woman",
    "man",
    "journalist",
    "aid_worker",
    "medic",
    "perpetrator",
    "unknown",
]
Operation = Literal["add", "remove", "relabel", "resize", "set", "accept", "reject", "restore", "settle", "set_toll"]
ReviewStatus = Literal["new", "in_progress", "done", "settled"]

LAYERS: tuple[Layer, ...] = get_args(Layer)
ORIGINS: tuple[Origin, ...] = get_args(Origin)
STATUSES: tuple[Status, ...] = get_args(Status)
BOUNDS: tuple[Bound, ...] = get_args(Bound)
SCOPES: tuple[Scope, ...] = get_args(Scope)
VICTIM_TYPES: tuple[VictimType, ...] = get_args(VictimType)
OPERATIONS: tuple[Operation, ...] = get_args(Operation)
SAMPLE = (
    "dateline-sample"  # the tag of the articles that come with Dateline: they count beside others only where asked for
)
REVIEW_STATUSES: tuple[ReviewStatus, ...] = get_args(ReviewStatus)
CASUALTIES = ("KILLED", "INJURED", "MISSING", "ABDUCTED", "DETAINED", "DISPLACED")


class RecordError(ValueError):
    """A record from outside (JSONL, browser) does not have the form that model.py describes."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the article's text, ``text[start:end]``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """One article with its settled text. ``published`` is an ISO day ("2013-05-14"), ``language`` an ISO 639-1 code."""

    id: str
    text: str
    title: str = ""
    outlet: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    language: str = "en"
    text_version: int = 1
    tags: tuple[str, ...] = ()

    @property
    def text_sha256(self) -> str:
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class EntityValues:
    """``iso`` of a DATE or TIME: a day, a month or an interval "2013-05-07/2013-05-13"."""

    name: str | None = None
    entity_id: str | None = None
    iso: str | None = None


@dataclass(frozen=True, slots=True)
class QuoteValues:
    """``speaker_text`` is the mention as written ("he"), ``speaker_name`` whom it means; pieces of one utterance share
    ``utterance``."""

    speaker_start: int | None = None
    speaker_end: int | None = None
    speaker_text: str | None = None
    speaker_name: str | None = None
    speaker_score: float | None = None
    cue_start: int | None = None
    cue_end: int | None = None
    relay: str | None = None
    utterance: str | None = None


@dataclass(frozen=True, slots=True)
class FigureValues:
    """A quantity and what it is about. ``value``, ``low``, ``high`` are in ``unit``, ``*_si`` in ``unit_si``;
    ``same_as``, ``supersedes``, ``part_of`` and ``additional_to`` are annotation ids; days are ISO."""

    value: Number | None = None
    low: Number | None = None
    high: Number | None = None
    bound: Bound | None = None
    unit: str | None = None
    value_si: Number | None = None
    low_si: Number | None = None
    high_si: Number | None = None
    unit_si: str | None = None
    subject: str | None = None
    weapon: str | None = None
    place: str | None = None
    as_of: str | None = None
    period_start: str | None = None
    period_end: str | None = None
    scope: Scope | None = None
    source: str | None = None
    source_start: int | None = None
    source_end: int | None = None
    relay: str | None = None
    same_as: str | None = None
    supersedes: str | None = None
    part_of: str | None = None
    additional_to: str | None = None
    victim_type: VictimType | None = None


Evidence = Mapping[str, tuple[int, int]]  # of a value's name, the offsets of the words it rests on
Values = EntityValues | QuoteValues | FigureValues
VALUES_OF: Mapping[Layer, type[EntityValues] | type[QuoteValues] | type[FigureValues]] = MappingProxyType(
    {"entity": EntityValues, "quote": QuoteValues, "figure": FigureValues}
)
VALUE_FIELDS: Mapping[Layer, tuple[str, ...]] = MappingProxyType(
    {layer: tuple(f.name for f in fields(cls)) for layer, cls in VALUES_OF.items()}
)
_VALUE_NAMES: Mapping[Layer, frozenset[str]] = {layer: frozenset(names) for layer, names in VALUE_FIELDS.items()}
_FLAGS = {"disputed"}
_INTEGERS = {"speaker_start", "speaker_end", "cue_start", "cue_end", "source_start", "source_end"}
_CHOICES: Mapping[str, tuple[str, ...]] = {"bound": BOUNDS, "scope": SCOPES, "victim_type": VICTIM_TYPES}
_NUMBERS = {"value", "low", "high", "value_si", "low_si", "high_si", "speaker_score"}


@dataclass(frozen=True, slots=True)
class Annotation:
    """One labelled span with the values of its layer.

    ``hand`` names the value fields that a person set: reading the figure anew leaves those alone. ``evidence`` holds, for
    the label and each value of a figure that the machine found, the words of the text that say so, as long as they stand; under
    ``original_label`` those of the label that a person changed.
    ``original_*`` hold what the machine or the importer gave, once a person changed it.
    """

    id: str
    layer: Layer
    label: str
    start: int
    end: int
    values: Values
    origin: Origin = "rule"
    status: Status = "suggested"
    score: float | None = None
    comment: str | None = None
    hand: tuple[str, ...] = ()
    evidence: Evidence = field(default_factory=dict, hash=False)
    original_label: str | None = None
    original_start: int | None = None
    original_end: int | None = None
    created_by: str | None = None
    created_at: str | None = None
    updated_by: str | None = None
    updated_at: str | None = None

    @property
    def entity(self) -> EntityValues:
        """The values of an entity; TypeError on another layer."""
        return _expect(self.values, EntityValues)

    @property
    def quote(self) -> QuoteValues:
        """The values of a quote; TypeError on another layer."""
        return _expect(self.values, QuoteValues)

    @property
    def figure(self) -> FigureValues:
        """The values of a figure; TypeError on another layer."""
        return _expect(self.values, FigureValues)


def _expect(values: object, kind: type[V]) -> V:
    if not isinstance(values, kind):
        raise TypeError(f"these are {type(values).__name__}, not {kind.__name__}")
    return values


@dataclass(frozen=True, slots=True)
class Toll:
    """An article's headline count of one casualty label. ``value`` 0 is a stated none. ``reason`` says in a sentence why
    these figures were taken; ``set_by`` is the person who set it by hand, None where it was computed; ``disputed`` is True where
    that person says so."""

    label: str
    value: Number | None = None
    low: Number | None = None
    high: Number | None = None
    bound: Bound | None = None
    scope: Scope | None = None
    source: str | None = None
    place: str | None = None
    as_of: str | None = None
    figure_ids: tuple[str, ...] = ()
    reason: str | None = None
    set_by: str | None = None
    disputed: bool | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """One appended operation of a person. ``target`` is an annotation's id, or the casualty label of set_toll.

    ``after`` is the op_id of the last edit to the target that the author had seen, None if there was none. ``data`` by op:
    add {layer, label, start, end, text, values?, comment?}; remove, accept, reject {text}; relabel {layer, label, text};
    resize {start, end, text}; set {text, values?, comment?}; restore {annotation, text}, made by undo; settle {annotation or null, text, difference, taken, undone?}, made by who
    settles the differences of independent coders; set_toll {toll}. ``coding`` is "shared", or that of one independent coder.
    Where the server reads a figure anew, the result is stored in ``data["read"]`` or ``data["reread"]`` so that replay needs no grammar.
    """

    op_id: str
    article_id: str
    op: Operation
    target: str
    data: Mapping[str, Any] = field(default_factory=dict)
    after: str | None = None
    group: str | None = None
    author: str = ""
    time: str = ""
    client: str = ""
    n: int = 0
    coding: str = "shared"


@dataclass(frozen=True, slots=True)
class Extraction:
    """What the machine found in one article: suggestions, the sentences' spans, and what it could not read."""

    annotations: tuple[Annotation, ...]
    sentences: tuple[Span, ...]
    problems: tuple[str, ...] = ()


def article_id(text: str) -> str:
    """The id of an article that came without one: the same text gets the same id."""
    return "a" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def machine_id(article: str, layer: Layer, label: str, start: int, end: int) -> str:
    """The id of an annotation the machine makes: the same finding in the same article keeps its id."""
    return lettered(hashlib.sha256(f"{article}|{layer}|{label}|{start}|{end}".encode()).hexdigest()[:16])


def lettered(digits: str) -> str:
    """Hexadecimal digits as an id that begins with a letter, for 161292385e539656 is a number to a spreadsheet.

    >>> lettered("161292385e539656"), lettered("e3b0c44298fc1c14")
    ('h61292385e539656', 'e3b0c44298fc1c14')
    """
    return digits[0].translate(_LETTERS) + digits[1:]


def former_id(ident: str) -> str:
    """The hexadecimal digits of an id: what stores of earlier versions call the same finding.

    >>> former_id("h61292385e539656")
    '161292385e539656'
    """
    return ident[:1].translate(_DIGITS) + ident[1:]


_LETTERS = str.maketrans("0123456789", "ghijklmnop")
_DIGITS = str.maketrans("ghijklmnop", "0123456789")


def tidy_number(value: Number | None) -> Number | None:
    """A float that holds a whole number (below 2**53) as an int, so that JSON and CSV show 94000 and not 94000.0."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)
    return value


def record_of(annotation: Annotation, text: str | None = None) -> dict[str, Any]:
    """The flat JSON form of an annotation, without unknown values; with ``text`` the article's text, its span's text."""
    out: dict[str, Any] = {}
    for name in _FIELDS:
        value = getattr(annotation, name)
        if value is None:
            continue
        if name == "values":
            for v in VALUE_FIELDS[annotation.layer]:
                if (x := getattr(value, v)) is not None:
                    out[v] = tidy_number(x)
        elif name == "hand":
            if value:
                out["hand"] = list(value)
        elif name == "evidence":
            if value:
                out["evidence"] = {of: list(span) for of, span in value.items()}
        else:
            out[name] = value
        if name == "end" and text is not None:
            out["text"] = text[annotation.start : annotation.end]
    return out


_FIELDS = tuple(f.name for f in fields(Annotation))
_OPTIONAL: Mapping[str, tuple[type, ...]] = MappingProxyType(  # the fields that may be unknown, and what they hold
    {
        "score": (int, float),
        "comment": (str,),
        "original_label": (str,),
        "original_start": (int,),
        "original_end": (int,),
        "created_by": (str,),
        "created_at": (str,),
        "updated_by": (str,),
        "updated_at": (str,),
    }
)


def annotation_of(record: Mapping[str, Any]) -> Annotation:
    """The annotation of a flat record; raises RecordError naming the field that is wrong. Unknown fields are ignored."""
    layer = _one_of(record, "layer", LAYERS)
    start, end = record.get("start"), record.get("end")
    if type(start) is not int or type(end) is not int or not 0 <= start < end:
        raise RecordError(f"start and end must be whole numbers with 0 <= start < end, found {start!r} and {end!r}")
    for name in ("id", "label"):
        if not isinstance(record.get(name), str) or not record[name]:
            raise RecordError(f"{name} must be a text, found {record.get(name)!r}")
    plain: dict[str, Any] = {}
    for name, wanted in _OPTIONAL.items():
        value = record.get(name)
        if value is not None:
            if type(value) not in wanted:
                raise RecordError(f"{name} cannot be {value!r}")
            plain[name] = value
    hand = tuple(h for h in _texts(record, "hand") if h in VALUE_FIELDS[layer])
    return Annotation(
        id=record["id"],
        layer=layer,
        label=record["label"],
        start=start,
        end=end,
        values=values_of(layer, record),
        origin=_one_of(record, "origin", ORIGINS, "import"),
        status=_one_of(record, "status", STATUSES, "suggested"),
        hand=hand,
        evidence=_evidence(record, layer),
        **plain,
    )


def values_of(layer: Layer, record: Mapping[str, Any]) -> Values:
    """The values of a layer out of a flat record; raises RecordError for a value of the wrong type."""
    names = _VALUE_NAMES[layer]
    return VALUES_OF[layer](**{n: check_value(n, v) for n, v in record.items() if v is not None and n in names})


def check_value(name: str, value: Any) -> Any:
    """``value`` if it can stand in the value field ``name`` (None can stand anywhere); raises RecordError otherwise."""
    if value is None:
        return None
    if name in _NUMBERS:
        good = type(value) in (int, float) and value == value and abs(value) != float("inf")
    elif name in _INTEGERS:
        good = type(value) is int and value >= 0
    elif name in _FLAGS:
        good = value is True
    elif name in _CHOICES:
        if value not in _CHOICES[name]:
            raise RecordError(f"{name} must be one of {', '.join(_CHOICES[name])}, found {value!r}")
        return value
    else:
        good = isinstance(value, str)
    if not good:
        raise RecordError(f"{name} cannot be {value!r}")
    return tidy_number(value) if name in _NUMBERS else value


def _evidence(record: Mapping[str, Any], layer: Layer) -> Evidence:
    given = record.get("evidence")
    if given is None:
        return {}
    if not isinstance(given, Mapping):
        raise RecordError(f"evidence must be offsets by field, found {given!r}")
    found: dict[str, tuple[int, int]] = {}
    for name in ("label", "original_label", *VALUE_FIELDS[layer]):
        if (span := given.get(name)) is None:
            continue
        if not isinstance(span, list | tuple) or len(span) != 2 or any(type(at) is not int for at in span):
            raise RecordError(f"the evidence of {name} must be two whole numbers, found {span!r}")
        if not 0 <= span[0] < span[1]:
            raise RecordError(f"the evidence of {name} must have 0 <= start < end, found {span!r}")
        found[name] = (span[0], span[1])
    return found


def _one_of(record: Mapping[str, Any], name: str, allowed: tuple[T, ...], default: T | None = None) -> T:
    value = record.get(name, default)
    for choice in allowed:
        if value == choice:
            return choice
    raise RecordError(f"{name} must be one of {', '.join(allowed)}, found {value!r}")


def _texts(record: Mapping[str, Any], name: str) -> tuple[str, ...]:
    value = record.get(name)
    if value is None:
        return ()
    if not isinstance(value, list | tuple) or not all(isinstance(member, str) for member in value):
        raise RecordError(f"{name} must be a list of texts, found {value!r}")
    return tuple(value)


def toll_record(toll: Toll) -> dict[str, Any]:
    """The flat JSON form of a toll, without its label and without unknown values; ``figure_ids`` is always there."""
    out = {f.name: getattr(toll, f.name) for f in fields(toll) if f.name != "label"}
    out["figure_ids"] = list(toll.figure_ids)
    return {name: tidy_number(v) if name in _NUMBERS else v for name, v in out.items() if v is not None}


def toll_of(label: str, record: Mapping[str, Any]) -> Toll:
    """The toll of a flat record; raises RecordError naming the field that is wrong."""
    if label not in CASUALTIES:
        raise RecordError(f"a toll's label must be one of {', '.join(CASUALTIES)}, found {label!r}")
    names = {f.name for f in fields(Toll)} - {"label", "figure_ids"}
    ids = _texts(record, "figure_ids")
    return Toll(label=label, figure_ids=ids, **{n: check_value(n, record[n]) for n in names if n in record})


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that was skipped: ``where`` (file, line, article), and a sentence that says what and what to try."""

    where: str
    message: str


@dataclass(frozen=True, slots=True)
class Original:
    """The file that an article came in: its name, its MIME type, its size, and its bytes as they came (None where
    they were not ``kept``, or not asked for)."""

    name: str
    type: str
    size: int
    data: bytes | None = field(default=None, repr=False)
    kept: bool = True


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article with everything known about it: what importers bring in, what tables and exporters take.

    ``annotations`` are in the order of the text and may include rejected ones; ``sentences`` are empty where the article
    was never extracted; ``original``, and a date that it came with and that is no day (``told_day``), are there while an
    article is being added; ``event_id`` is the event it tells of, ``claim_events`` what a person moved: a figure's id and its event.
    """

    article: Article
    annotations: tuple[Annotation, ...] = ()
    sentences: tuple[Span, ...] = ()
    tolls: Mapping[str, Toll] = field(default_factory=dict)
    review_status: ReviewStatus = "new"
    event_id: str | None = None
    claim_events: Mapping[str, str | None] = field(default_factory=dict)
    original: Original | None = None
    told_day: str | None = None

    def event_of(self, figure_id: str) -> str | None:
        """The event that a figure of the article is about: the article's, unless a person moved that very claim."""
        return self.claim_events.get(figure_id, self.event_id)
