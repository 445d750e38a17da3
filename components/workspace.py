"""Where the rooms meet: add, annotate, correct, hand out. No Streamlit, no argparse; rank 5."""

from __future__ import annotations

import logging
import os
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence, Sized
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from typing import Any, BinaryIO, Literal

from components import languages
from components.access import AccessError
from components.edits import merge_suggestions
from components.events.account import Account
from components.events.claim import State
from components.events.model import EVENT_STATES, Event
from components.exporters import EXPORTERS, Options
from components.extract import extract
from components.extract.missing import ModelMissingError
from components.identity import calls, mention_of, resolved
from components.jobs.errors import ReadingFailedError, ReadingStoppedError
from components.lexicons import LexiconError
from components.memory import Memory, of_annotations
from components.model import Annotated, Annotation, Article, Edit, Extraction, Problem, Toll, toll_record
from components.rereading import with_amounts, with_readings
from components.store import (
    Added,
    Answer,
    ArticleMissingError,
    Changes,
    DetailChange,
    Query,
    Refusal,
    Store,
    StoreError,
    read_edits,
)
from components.store.event_records import Belonging, EventRow, EventsAsked
from components.tables import listed
from components.tables.columns import Row
from components.tolls import tolls

log = logging.getLogger(__name__)
Progress = Callable[[float, int, str], None]  # done with its fraction, all (0: not known), what is being worked on
BATCH = 200  # articles of one transaction, without extraction
HEAVY = 4_000_000  # characters of a batch
WEIGHT = 100  # characters that an annotation counts for
EDITS_AT_ONCE = 500  # of one message; a browser sends 400
EVERYTHING = Query()
Finder = Callable[
    [Article, Callable[[float], None] | None, Memory | None], Extraction
]  # ``annotate``, or jobs.Workers.find


@dataclass(frozen=True, slots=True)
class AddResult:
    """What became of one article: ``message`` says it in a sentence, ``article_id`` opens it (None where it failed).

    ``unread``: it is in the library, but without what the machine would find; extracting it again may help.
    """

    outcome: Literal["added", "there", "put_back", "failed"]
    title: str
    article_id: str | None
    message: str
    problems: tuple[str, ...] = ()
    unread: bool = False


def add(
    store: Store,
    items: Iterable[Annotated],
    do_extract: bool = True,
    progress: Progress | None = None,
    finder: Finder | None = None,
) -> Iterator[AddResult]:
    """Puts articles into the library, one after the other, and tells what became of each.

    An article that fails is reported and leaves the others alone. Without extraction many are stored by one transaction, and told
    of when it is done. ``progress`` is called before each one, and at the end;
    ``items`` may be a stream, then "all" is 0 until the end. ``finder`` extracts; None does it in this process.
    """
    done, total = 0, len(items) if isinstance(items, Sized) else 0
    if not do_extract:
        yield from _add_batches(store, items, total, progress)
        return
    for item in items:
        title = _title(item)
        if progress:
            progress(done, total, title)
        yield _add_one(store, item, do_extract, _teller(progress, done, total, title), finder)
        done += 1
    if progress:
        progress(done, done, "")


def add_at_once(store: Store, items: Iterable[Annotated], finder: Finder, at_once: int) -> Iterator[AddResult]:
    """As ``add`` with extraction, ``at_once`` articles at a time, each read by ``finder`` in a process of its own; told of in the
    order of the items. Articles that are in the library already are not read again, so that a run that was killed goes on."""
    with ThreadPoolExecutor(at_once) as pool:
        going: deque[Future[AddResult]] = deque()
        for item in items:
            going.append(pool.submit(_add_one, store, item, True, lambda share: None, finder))
            if len(going) >= 2 * at_once:
                yield going.popleft().result()
        while going:
            yield going.popleft().result()


def _add_batches(
    store: Store, items: Iterable[Annotated], total: int, progress: Progress | None
) -> Iterator[AddResult]:
    done = 0
    for batch in _batches(items):
        if progress:
            progress(done, total, _title(batch[0]))
        batch = [replace(with_amounts(item), article=spoken(item.article)) for item in batch]
        for item, added in zip(batch, store.add_all([(item, None) for item in batch]), strict=True):
            yield _result(item, added)
        done += len(batch)
    if progress:
        progress(done, done, "")


def _batches(items: Iterable[Annotated]) -> Iterator[list[Annotated]]:
    """The articles in batches of one transaction each: others wait for it, and all of it lies in memory."""
    batch: list[Annotated] = []
    weight = 0
    for item in items:
        batch.append(item)
        weight += len(item.article.text) + WEIGHT * len(item.annotations)
        if len(batch) >= BATCH or weight >= HEAVY:
            yield batch
            batch, weight = [], 0
    if batch:
        yield batch


def _title(item: Annotated) -> str:
    return item.article.title or item.article.id


def _result(item: Annotated, added: Added | StoreError, more: Sequence[str] = ()) -> AddResult:
    title = _title(item)
    if isinstance(added, StoreError):
        log.warning("%s was not added: %s", item.article.id, added)
        return AddResult("failed", title, None, f"{title} was not added: {added}")
    said = {"added": "added", "there": "was there already", "put_back": "was taken out before and is back"}
    return AddResult(
        added.outcome, title, added.article_id, f"{title}: {said[added.outcome]}", (*added.problems, *more)
    )


def _teller(progress: Progress | None, at: int, total: int, title: str) -> Callable[[float], None]:
    return lambda share: progress(at + share, total, title) if progress else None


def _add_one(
    store: Store, item: Annotated, do_extract: bool, tell: Callable[[float], None], finder: Finder | None
) -> AddResult:
    extraction, unread = None, False
    try:
        if do_extract and not _is_there(store, item.article.id):
            item = replace(with_amounts(item), article=spoken(dated(item.article)))
            here = of_annotations(item.annotations, item.article.text)
            found = _tried(item.article, tell, store.memory.lately().overruled(here), finder)
            unread = isinstance(found, str)
            extraction = beside(_unread(found) if isinstance(found, str) else found, item.annotations)
        result = _result(item, store.add(item, extraction), extraction.problems if extraction else ())
        return replace(result, unread=unread)
    except StoreError as error:
        return _result(item, error)


def _is_there(store: Store, article_id: str) -> bool:
    try:
        store.revision(article_id)
    except ArticleMissingError:
        return False
    return True


def annotate(article: Article, tell: Callable[[float], None] | None = None, memory: Memory | None = None) -> Extraction:
    """What the machine finds in an article; ``tell`` hears the share that is done, ``memory`` is what people decided on names
    in other articles."""
    return extract(article, tell, memory)


def by_version(article: Article) -> Article:
    """The article under a name of its text's version: an annotation keeps its id when the text is corrected, and what the machine
    finds in the new text must not get that of another one."""
    return article if article.text_version == 1 else replace(article, id=f"{article.id} {article.text_version}")


def beside(found: Extraction, judged: Iterable[Annotation]) -> Extraction:
    """The extraction without what the memory suggests across names that people judged in this very article."""
    taken = [(a.start, a.end) for a in judged if a.layer == "entity" and a.status != "suggested"]

    def is_free(a: Annotation) -> bool:
        return a.origin != "memory" or not any(start < a.end and a.start < end for start, end in taken)

    return replace(found, annotations=tuple(filter(is_free, found.annotations)))


def try_annotate(
    article: Article, tell: Callable[[float], None] | None = None, memory: Memory | None = None
) -> Extraction:
    """What the machine finds in an article; nothing, and a problem that says so, where a rule fails on it.

    For many articles at once: one must not stop the others. Raises ModelMissingError, LexiconError, OSError.
    """
    found = _tried(article, tell, memory, None)
    return _unread(found) if isinstance(found, str) else found


def _tried(
    article: Article, tell: Callable[[float], None] | None, memory: Memory | None, finder: Finder | None
) -> Extraction | str:
    """What the machine finds, or the sentence that says why it finds nothing."""
    try:
        return (finder or annotate)(article, tell, memory)
    except (ModelMissingError, LexiconError, OSError):
        raise  # the installation is broken, not the article
    except ReadingStoppedError as error:
        return f"The article was taken without highlights. {error}."
    except ReadingFailedError as error:
        return f"The article was taken without new highlights: {error}. Please report this."
    except Exception as error:
        log.exception("the extraction of %s failed", article.id)
        return f"The article was taken without new highlights: {type(error).__name__}: {error}. Please report this."


def _unread(why: str) -> Extraction:
    return Extraction((), (), (why,))


def annotate_whole(item: Annotated) -> tuple[Annotated, tuple[Problem, ...]]:
    """The article with everything the machine finds in it beside what people judged, and what could not be read; no store.

    Machine-made suggestions that the article came with are made anew, and a missing date is suggested from the text.
    """
    article, item = spoken(dated(item.article)), with_amounts(item)
    found = try_annotate(article)
    problems = tuple(Problem(article.title or article.id, message) for message in found.problems)
    if not found.sentences:  # a rule failed: what the article came with is all there is
        return replace(item, article=article), problems
    kept = [a for a in item.annotations if not _is_machine_made(a)]
    ids = {a.id for a in kept}
    fresh = [a for a in merge_suggestions(kept, found.annotations) if a.id not in ids]
    everything = sorted([*kept, *fresh], key=lambda a: (a.start, -a.end, a.label, a.id))
    by_hand = {label: toll for label, toll in item.tolls.items() if toll.set_by}
    made = replace(
        item,
        article=article,
        annotations=tuple(everything),
        sentences=found.sentences,
        tolls=tolls(everything, by_hand),
    )
    return made, problems


def _is_machine_made(a: Annotation) -> bool:
    return a.status == "suggested" and a.origin in ("model", "rule", "memory")


def dated(article: Article) -> Article:
    """The article with the day that its text suggests, where it came without one."""
    if article.published:
        return article
    from components.extract.time.published import suggest_published

    return replace(article, published=suggest_published(article.text))


def spoken(article: Article) -> Article:
    """The article with the language that its text is in, where it came as English, which every importer takes for granted.

    DATELINE_ENGLISH=1 reads every text as English.
    """
    if article.language != languages.ENGLISH or languages.are_all_english():
        return article
    found = languages.of(article.text)
    return replace(article, language=found) if found not in (None, languages.ENGLISH) else article


def warm_up_figures() -> None:
    """Loads the units, so that the first figure made by hand does not wait."""
    from components.extract import figures

    figures.read("5 km", 0, 4, "MEASURE")


def warm_up() -> None:
    """Loads the language model and the units, so that the first article does not wait. Raises ModelMissingError."""
    from components.extract import language

    warm_up_figures()
    language.pipeline()


def extract_again(
    store: Store,
    article_id: str,
    finder: Finder | None = None,
    tell: Callable[[float], None] | None = None,
) -> Extraction:
    """Extracts a stored article again: suggestions nobody touched are replaced, everything else stays.

    What people decided about names counts, first what they decided in this article, then what they did elsewhere. Raises
    what ``finder`` raises, then nothing has changed.
    """
    known = store.annotated(article_id)
    memory = store.memory.now().overruled(of_annotations(known.annotations, known.article.text))
    found = beside((finder or annotate)(by_version(known.article), tell, memory), known.annotations)
    unkept = store.replace_suggestions(article_id, found)
    return replace(found, problems=(*found.problems, *unkept))


def export(store: Store, name: str, article_ids: Sequence[str] | None, options: Options) -> Iterator[bytes]:
    """The file of the format ``name`` of EXPORTERS in chunks, over these articles or (None) ``own_ids``."""
    wanted = own_ids(store) if article_ids is None else article_ids
    return EXPORTERS[name].export(each_named(store, wanted), with_events(store, wanted, options))


def export_file(store: Store, name: str, article_ids: Sequence[str] | None, options: Options) -> BinaryIO:
    """The same as a file without a name, to be read: a page's download holds the bytes once, not as chunks and as a whole too."""
    with tempfile.TemporaryFile(prefix="dateline-") as file:
        file.writelines(export(store, name, article_ids, options))
        file.seek(0)
        return open(os.dup(file.fileno()), "rb")


def with_events(store: Store, article_ids: Sequence[str], options: Options) -> Options:
    """The options of an export with the events that its articles tell of; they are asked for when they are written."""
    propose_events(store)
    return replace(options, events=lambda: accounts(store, article_ids, options.judged))


def event_list(rows: Iterable[EventRow]) -> list[Row]:
    """Events as rows of the table events, as far as a list knows them: what charts of many events take."""
    return [
        listed(
            row.event,
            row.articles,
            row.summary.sources,
            (row.summary.killed_best, row.summary.killed_low, row.summary.killed_high),
        )
        for row in rows
    ]


def propose_events(store: Store, progress: Callable[[int, int], None] | None = None) -> None:
    """Proposes the events of articles that are new or changed; a store that cannot be written keeps those that it has. ``progress``
    hears of articles done, of all."""
    try:
        store.events.settle(progress)
    except StoreError as error:
        log.warning("events stay as they were, since no new ones can be proposed: %s", error)


def accounts(store: Store, article_ids: Sequence[str], judged: bool = False) -> Iterator[Account]:
    """The events that articles tell of, by their last day, each with all that is claimed about it, in other articles too."""
    told: set[str | None] = set()
    for at in range(0, len(article_ids), BATCH):
        for belonging in store.events.of_articles(article_ids[at : at + BATCH]).values():
            told.update((belonging.event, *belonging.elsewhere.values()))
    every = store.events.ids(EventsAsked(states=EVENT_STATES))
    return store.events.accounts([event for event in every if event in told], judged=judged)


def own_ids(store: Store, query: Query = EVERYTHING) -> list[str]:
    """The ids of the articles that fit, without those that came with Dateline as long as there are others."""
    return store.ids(replace(query, samples=False)) or store.ids(query)


def each_named(store: Store, article_ids: Sequence[str]) -> Iterator[Annotated]:
    """The articles one after the other as tables, charts and exports take them: named as analysts decided, with their events."""
    identities = store.names.identities()
    for at in range(0, len(article_ids), BATCH):
        piece = article_ids[at : at + BATCH]
        of = store.events.of_articles(piece)
        for annotated in store.each_annotated(piece):
            yield _in_event(resolved(annotated, identities), of.get(annotated.article.id))


def _in_event(annotated: Annotated, belonging: Belonging | None) -> Annotated:
    if belonging is None:
        return annotated
    return replace(annotated, event_id=belonging.event, claim_events=belonging.elsewhere)


def entity_of(store: Store, article_id: str, annotation_id: str) -> tuple[str, str] | None:
    """Id and name, over all articles, of the entity that an annotation names; None where it names none."""
    found = store.target(article_id, annotation_id)
    if found is None or found.layer != "entity" or found.status == "rejected":
        return None
    text = store.text(article_id)
    (named,) = resolved(Annotated(Article(article_id, text), (found,)), store.names.identities()).annotations
    ident = named.entity.entity_id
    return (ident, named.entity.name or mention_of(text, named.start, named.end)) if ident else None


def claim_of(store: Store, article_id: str, figure_id: str, collection: str = "") -> tuple[Event, State] | None:
    """The event that a figure is a claim about, with the claim's state there; None where it is a claim about none."""
    belongs = store.events.of_article(article_id)
    event = belongs.elsewhere.get(figure_id, belongs.event)
    told = store.events.account(event, collection) if event else None
    state = told.states.get((article_id, figure_id)) if told else None
    return (told.event, state) if told and state and told.event.state != "rejected" else None


def named_tolls(store: Store, article_id: str) -> dict[str, Toll]:
    """An article's tolls as they stand, with the names that analysts decided on. Raises ArticleMissingError."""
    found = store.row(article_id).tolls
    if not found or not store.names.identities():
        return dict(found)
    return dict(resolved(store.annotated(article_id), store.names.identities()).tolls)


def counted_tolls(store: Store, article_id: str) -> dict[str, Toll]:
    """An article's tolls as its figures alone make them, whatever a person set. Raises ArticleMissingError."""
    return tolls(resolved(store.annotated(article_id), store.names.identities()).annotations)


def correct(
    store: Store,
    article_id: str,
    records: object,
    user: str = "analyst",
    client: str = "",
    since: int | None = None,
) -> dict[str, Any]:
    """Stores what a browser sent and answers what it must show, ready for JSON.

    {ack, revision, changed: [flat record with "last", ...], gone: [id, ...], refused: [{op_id, n, reason, message, op, target,
    state}, ...], tolls: {"KILLED": {..., "last"}}, called, stored}. ``records`` are the outbox's edits, trusted in nothing; ``since``
    is the revision the page has, for it to hear of what others changed; of more than EDITS_AT_ONCE the first are taken. Raises ArticleMissingError, StoreError: then nothing
    is acknowledged and the browser sends it again.
    """
    if not isinstance(client, str) or not 0 < len(client) <= 100 or not client.isprintable():
        raise ValueError(f"a page must name itself by a client id, found {ascii(client)[:80]}")
    text = store.text(article_id)
    if isinstance(records, list):
        records = records[:EDITS_AT_ONCE]  # the rest is not acknowledged, and comes again
    edits = read_edits(records, article_id, client, len(text))
    ready = list(with_readings(lambda target: store.target(article_id, target), text, edits))
    try:
        answer = store.append(article_id, client, ready, user, since, working=True)
    except AccessError as error:
        answer = _forbidden(store, article_id, ready, error)
    return with_names(store, article_id, answer_payload(answer))


def _forbidden(store: Store, article_id: str, edits: Sequence[Edit | Refusal], error: AccessError) -> Answer:
    """The answer to edits of somebody who may only read: all refused, with the present state, so that nothing is sent again."""
    changes = store.changes_since(article_id, 0)
    there = {record["id"]: record for record in changes.changed}
    refused = tuple(
        e
        if isinstance(e, Refusal)
        else Refusal(e.op_id, e.n, "forbidden", str(error), e.op, e.target, there.get(e.target))
        for e in edits
    )
    return Answer(max((r.n for r in refused if r.n is not None), default=0), changes, refused)


def take_back_details(
    store: Store, op_id: str, user: str, finder: Finder | None = None
) -> tuple[DetailChange | None, str]:
    """Takes a correction of details back, and says why what follows from it could not be done ("": it was).

    With another date or language the article is extracted again by ``finder`` (None: in this process): "on Tuesday" means another
    day then, and other rules read it.
    """
    made = store.take_back_details(op_id, user)
    if made is not None and {"published", "language"} & made.changes.keys():
        try:
            extract_again(store, made.article_id, finder)
        except (ReadingStoppedError, ReadingFailedError) as error:
            return made, f"The article was not extracted again for its details: {error}"
    return made, ""


def changes(store: Store, article_id: str, since: int) -> dict[str, Any]:
    """What others changed after the revision ``since``, in the form of ``correct``'s answer without ack and refusals."""
    return with_names(store, article_id, changes_payload(store.changes_since(article_id, since)))


def with_names(store: Store, article_id: str, payload: dict[str, Any]) -> dict[str, Any]:
    """A payload with ``called``: of what changed, the names that analysts gave, {annotation: {field: [stored, shown], ...}}."""
    identities = store.names.identities()
    found = calls(store.annotated(article_id), identities) if identities and payload["changed"] else {}
    changed = {record["id"] for record in payload["changed"]}
    return {**payload, "called": {ident: names for ident, names in found.items() if ident in changed}}


def answer_payload(answer: Answer) -> dict[str, Any]:
    """An answer as JSON; see ``correct``."""
    refused = [asdict(refusal) for refusal in answer.refused]
    return {"ack": answer.acknowledged, **changes_payload(answer.changes), "refused": refused, "stored": answer.stored}


def changes_payload(found: Changes) -> dict[str, Any]:
    """Changes as JSON: {revision, changed, gone, tolls}; each toll has "last", the op_id of the last set_toll or null."""
    tolls = {
        label: {**toll_record(toll), "last": found.last_toll_ops.get(label)} for label, toll in found.tolls.items()
    }
    for label, last in found.last_toll_ops.items():
        tolls.setdefault(label, {"last": last})
    return {"revision": found.revision, "changed": list(found.changed), "gone": list(found.gone), "tolls": tolls}
