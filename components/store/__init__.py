"""Articles, texts, suggestions and append-only edits in SQLite or PostgreSQL. The only home of SQLAlchemy; rank 3.

store = open_store()                          data/local/dateline.db, DATELINE_DATABASE_URL, or open_store(url)

store.add(annotated, extraction=None) -> Added                 "added", "there", "put_back"
store.article(id) -> Article                                   with its text
store.annotated(id) -> Annotated                               for tables, exporters, charts; rejected ones included
store.each_annotated(ids) -> Iterator[Annotated]               streams
store.opened(id) -> Opened                                     for the reader: flat records with "last"
store.state(id) -> edits.State
store.update_metadata(id, title=..., outlet=..., author=..., published=..., url=..., language=..., tags=..., review_status=...)
store.correct_details(id, changes, author, seen, by) -> DetailChange, store.take_back_details(op_id, author), store.detail_history(id)
store.correct_text(id, text, seen, author, extraction) -> TextChange, store.take_back_text(op_id), store.text_versions(id)
store.unplaced(id) -> list[Unplaced], store.drop_unplaced(id, ids, author)  what a correction of the text found no place for
store.remove(id), store.put_back(id)                           soft
store.replace_suggestions(id, extraction) -> problems          extracting again
store.append(id, client, read_edits(records, id, client, len(text)), author, since) -> Answer
store.changes_since(id, revision) -> Changes                   for a second analyst's page
store.revision(id) -> int
store.history(id) -> list[Edit]
store.find(Query(words="missile", outlet=..., ...), sort="published", descending=True, limit=50, offset=0) -> Page
store.row(id) -> LibraryRow
store.ids(Query(...)) -> list[str]                             all that fit, in the order of exports
store.choices() -> Choices                                     for the filters: outlets, tags, first and last day
store.memory.now() -> Memory                                   what people decided about names (components/memory.py)
store.memory.set({surface: Hand | None}, author) -> before     what a person sets for them on the memory's page
store.memory.examples(surfaces)                                the last decision on each, with its place
store.spreads                                                  corrections over many articles: see components/spreading.py
store.check(ids=None) -> Iterator[Problem]
store.recount(id)                                              after a change of the rules for tolls
store.names.identities() -> Identities                         who is who over all articles
store.names.decide(decision, seen, author) -> Decision         rename, merge, split, undo (identity/decisions.py)
store.assignments.take(ids, me), .give_back(ids, me), .assign(ids, user, me), .mine(me)  whose work an article is
store.activity.progress(collection), .mine(me, Span()), .everybody(Span())  how far it is, who did what
store.presence.here(id, me) -> others                           who reads the article now
store.users.role(id), .all(), .put(id, role, by), .remove(id, by)  who may use a shared store (components/access.py)
store.figures.count(Asked(...)), .page(...), .groups(...)      rows of figures over all articles, asked of the engine
store.quotes.speakers(Asked(...), nobody)                      who is quoted how often; and as figures
store.named.page(Asked(...), words, labels, limit, offset) -> Listed  the names over all articles; .some(asked, ids), .places(...)
store.people.days(Asked(...), entity, names), .beside(...), .quoted(Asked(...), entity)  one name over all articles
store.collections.all(), .make(name), .add(id, articles)        and .views(page), .save_view(page, name, address)
store.copies.group() -> done, store.copies.of(id)              near-duplicates; see wire_copies.py
store.events.settle(progress), .due()                          proposes the events of new and changed articles
store.events.page(EventsAsked(...), sort, ...) -> EventPage    the list; .one(id), .articles(id), .claims(id), .quotes(id)
store.events.of_article(id) -> Belonging                       the event of an article, and which of its figures are of others
store.events.decide(EventDecision, seen, author)               accept, name, merge, split, move, undo (events/decisions.py)
store.codings.standing(id) -> Standing                         who codes an article independently, and how far (codings.py)
store.codings.set_coverage(collection, n), .coded(id) -> Coded  each article of it by n; what each coder made of one
store.settling.of(id) -> Settlement                            what coders differ on; .settle(...), .take_back(...), .finish(...)
store.close()
"""

from __future__ import annotations

from components.store.answers import Added, Answer, Changes, Choices, LibraryRow, Near, Opened, Page, Refusal, Sort
from components.store.asking import Asked
from components.store.assigning import Assigned, Assignment
from components.store.codings import Coded, Coder, CodingError, Covered, Standing
from components.store.details import DetailChange, DetailsRefusedError
from components.store.errors import ArticleMissingError, ArticleRejectedError, StoreError, TextRefusedError
from components.store.event_records import Belonging, EventArticle, EventPage, EventRow, EventsAsked
from components.store.inbox import read_edits
from components.store.library import Query, Queue
from components.store.named import MOST_COMPARED, Listed
from components.store.people import Quoted
from components.store.schema import OPEN, SETTLED, SETTLING, TOGETHER
from components.store.settling import Decision, Settlement
from components.store.store import Store, open_store
from components.store.users import ROLES, Role, User
from components.store.versions import TextChange, Unplaced, Version

__all__ = [
    "MOST_COMPARED",
    "OPEN",
    "ROLES",
    "SETTLED",
    "SETTLING",
    "TOGETHER",
    "Added",
    "Answer",
    "ArticleMissingError",
    "ArticleRejectedError",
    "Asked",
    "Assigned",
    "Assignment",
    "Belonging",
    "Changes",
    "Choices",
    "Coded",
    "Coder",
    "CodingError",
    "Covered",
    "Decision",
    "DetailChange",
    "DetailsRefusedError",
    "EventArticle",
    "EventPage",
    "EventRow",
    "EventsAsked",
    "LibraryRow",
    "Listed",
    "Near",
    "Opened",
    "Page",
    "Query",
    "Queue",
    "Quoted",
    "Refusal",
    "Role",
    "Settlement",
    "Sort",
    "Standing",
    "Store",
    "StoreError",
    "TextChange",
    "TextRefusedError",
    "Unplaced",
    "User",
    "Version",
    "open_store",
    "read_edits",
]
