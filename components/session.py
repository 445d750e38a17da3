"""The only toucher of st.session_state and st.cache_*: the store of this process, and what a page remembers between reruns."""

from __future__ import annotations

import gc
import hashlib
import importlib
import json
import logging
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal, NoReturn, TypeVar
from uuid import uuid4

import streamlit as st
from streamlit.navigation.page import Page

from components import access, logins, reader, tables, workspace
from components.access import AccessError, Identity, Right, guarded, role_of
from components.background import Background
from components.exporters import codebooks, layouts
from components.extract.missing import ModelMissingError
from components.extracting import Extracting
from components.identity import Decision, DecisionRefusedError, Identities
from components.identity.alike import Alike
from components.identity.decisions import DecisionOp
from components.identity.listing import Entity, Place
from components.jobs import Workers
from components.labels import LabelError, labels
from components.lexicons import LexiconError
from components.markdown import plain
from components.model import Toll
from components.store import Asked, Listed, Queue, Quoted, Role, Store, StoreError, open_store
from components.undoing import Deed

if TYPE_CHECKING:
    import pandas as pd

    from components import agreeing

T = TypeVar("T")
log = logging.getLogger(__name__)
NAMING_ARTICLES = ("read", "export", "agreement")  # pages whose address may name an article
WARM_UP_AFTER = 3.0  # seconds: loading libraries holds Python, and the browser is to paint the first page before that
DEEDS = 20  # actions that the reader is told of at a time: it keeps them itself


def start(pages: Mapping[str, Page]) -> None:
    """Shows the page that the address names; ``pages`` by the names that ``open_page`` takes, "home" first."""
    st.session_state["pages"] = dict(pages)
    page = st.navigation(list(pages.values()), position="top" if role() else "hidden")
    if st.session_state.get("page") != page.url_path:  # the reader is mounted anew: it must be sent everything again
        forget("message", "focus", "asked")
        st.session_state["page"] = page.url_path
    if "article" in st.query_params and page.url_path not in NAMING_ARTICLES:
        _return(page)
    try:
        page.run()
        _remember_address(page.url_path)
    except (StoreError, ModelMissingError, LexiconError, LabelError) as error:  # what is wrong with the installation
        log.exception("the page %s could not be shown", page.title)
        st.error(plain(str(error)), icon=":material/error:")
    _warm_up_soon()
    _in_the_background(_store().name)
    extracting()


def open_page(name: str, **query: str | Sequence[str]) -> NoReturn:
    """Goes to another page, with ``query`` in its address, without loading the app again."""
    _remember_address(st.session_state.get("page", ""))
    st.switch_page(st.session_state["pages"][name], query_params=query)


def _remember_address(page: str) -> None:
    """Keeps the filters of a page, as they stand in the address, for the way back to it."""
    if "article" not in st.query_params:
        addresses = st.session_state.setdefault("addresses", {})
        addresses[page] = {name: st.query_params.get_all(name) for name in st.query_params}


def _address(page: str) -> dict[str, list[str]]:
    """The filters that a page had last."""
    addresses: dict[str, dict[str, list[str]]] = st.session_state.get("addresses", {})
    return addresses.get(page, {})


def _return(page: Page) -> NoReturn:
    """Restores the filters of a page after the browser's own Back.

    Opening an article changes the address twice, first its query and then its page, so Back finds the page that the analyst
    left with the query of the article. What is set while the browser goes back replaces that address.
    """
    st.switch_page(page, query_params=_address(page.url_path))


def link(name: str, label: str, icon: str | None = None, **query: str) -> None:
    """A link to another page, with ``query`` in its address; plain words where the app has no such page."""
    pages: Mapping[str, Page] = st.session_state.get("pages", {})
    if name in pages:
        st.page_link(pages[name], label=label, icon=icon, query_params=query)
    else:
        st.markdown(label)


def open_article(article: str, annotation: str | None = None) -> NoReturn:
    """Opens an article in the reader, at an annotation if one is given."""
    open_page("read", article=article, **({"annotation": annotation} if annotation else {}))


def open_library() -> NoReturn:
    """Goes back to the library with the filters that it had."""
    open_page("library", **_address("library"))


def put(values: Mapping[str, object]) -> None:
    """From a callback: gives widgets other values, by their keys."""
    st.session_state.update(dict(values))


@st.cache_resource(show_spinner=False)
def _store() -> Store:
    """The store that DATELINE_DATABASE_URL names, opened once a process; raises StoreError saying what to try."""
    return open_store()


def ask_store() -> None:
    """Asks the store for nothing in particular; raises StoreError where it does not answer."""
    _store().pulse()


def store() -> Store:
    """The store as whoever has this session may use it: what their role does not allow raises AccessError."""
    return guarded(_store(), identity())


@st.cache_resource(show_spinner=False)
def workers() -> Workers:
    """The processes that extract, so that no article holds the server; none is started before somebody needs one."""
    return Workers()


@st.cache_resource(show_spinner=False)
def _warm_up_soon() -> threading.Timer:
    """Once a process: loads what is slow to load, when the first page is on its way to the browser."""
    soon = threading.Timer(WARM_UP_AFTER, _warm_up)
    soon.daemon = True
    soon.start()
    return soon


def _warm_up() -> None:
    """Imports pandas and altair for the pages, loads the units before anybody waits for them, then keeps Streamlit's full collections off all that."""
    for library in ("pandas", "altair"):
        importlib.import_module(library)
    try:
        workspace.warm_up_figures()
    except (LexiconError, LabelError, ValueError, OSError):
        log.exception("the units could not be loaded; making a figure will say why")
    gc.collect()
    gc.freeze()


@st.cache_resource(show_spinner=False)
def _in_the_background(name: str) -> Background:
    """Once a process and store: what goes on while people work. The name tells one store from another."""
    return Background(_store())


@st.cache_resource(show_spinner=False)
def _extracting(name: str) -> Extracting:
    opened, pool = _store(), workers()
    return Extracting(opened, lambda article: workspace.extract_again(opened, article, pool.find), pool.size)


def extracting() -> Extracting:
    """Once a process and store: what extracts the articles that wait, also those that another process left."""
    return _extracting(_store().name)


@st.cache_resource(show_spinner=False)
def first_start() -> threading.Lock:
    """Held while the sample articles are added, so that two tabs do not add them twice."""
    return threading.Lock()


def store_of(token: str | None) -> Store | None:
    """The store as a script may use it that has somebody's token, None where it has nobody's; where nobody logs in, it needs none."""
    if not logins.is_shared():
        return guarded(_store(), logins.owner(_store()))
    found = _store().users.of_token(token) if token else None
    return guarded(_store(), Identity(found.id, found.id)) if found else None


def user() -> str:
    """Who makes the edits of this session, as they are signed."""
    return identity().name


def identity() -> Identity:
    """Who has this session: whoever logged in; where nobody needs to, the account of this machine, by the name it chose."""
    if logins.is_shared():
        return logins.identity(st.user.to_dict())
    kept: Identity | None = st.session_state.get("identity")
    if kept is None:
        kept = st.session_state["identity"] = logins.owner(_store())
    return kept


def role() -> Role | None:
    """The role of whoever has this session, as it is now; None for somebody who is not let in."""
    return role_of(_store(), identity())


def may(right: Right) -> bool:
    """Whether whoever has this session has a right now."""
    return access.may(role(), right)


def why_not(right: Right) -> str:
    """Why whoever has this session may not do something, in a sentence for beside a control that is disabled; "" where they may."""
    found = role()
    return (
        ""
        if access.may(found, right)
        else f"{access.refusal(found, right)[:1].upper()}{access.refusal(found, right)[1:]}."
    )


def is_team() -> bool:
    """Whether several people work here, each with a login; one who works alone is shown nothing of who does what."""
    return logins.is_shared()


def also_reading(article: str) -> list[str]:
    """Who else reads the article now, where several people work here; that whoever has this session does is noted."""
    if not is_team():
        return []
    try:
        return store().presence.here(article, user())
    except StoreError as error:  # a store that cannot be written is read all the same
        log.info("nobody is told who reads %s: %s", article, error)
        return []


def unseen() -> int:
    """How many articles others gave whoever has this session, who was not told of it yet."""
    return store().assignments.unseen(user()) if is_team() and may("read") else 0


def log_in(provider: str | None = None) -> None:
    """From a button: goes to the provider's page."""
    st.login(provider)


def log_out() -> None:
    """From a button: ends the login, here and where the provider offers it."""
    st.logout()


def sign_as(name: str) -> None:
    """From now on the edits of this machine's account are signed with another name; raises StoreError for one that cannot be."""
    st.session_state["identity"] = logins.sign_as(_store(), name)


def has_signed() -> bool:
    """Whether the account of this machine was asked for its name, or nobody needs to be."""
    return logins.is_shared() or _store().users.get(identity().id) is not None


def remember(key: str, value: T) -> T:
    """Keeps ``value`` for this session under ``key`` and hands it back."""
    st.session_state[key] = value
    return value


def recall(key: str, default: T) -> T:
    """What this session remembers under ``key``, or ``default``."""
    found: T = st.session_state.get(key, default)
    return found


def forget(*keys: str) -> None:
    """Drops what this session remembers under ``keys``."""
    for key in keys:
        st.session_state.pop(key, None)


def picked(key: str, field: str) -> str | None:
    """The value of ``field`` of the mark that was clicked last in the chart ``key``, None where the click cleared it."""
    selection = st.session_state.get(key, {}).get("selection", {}).get("pick")
    points = selection if isinstance(selection, list) else [selection] if selection else []
    value = points[0].get(field) if points else None
    if isinstance(value, list):
        value = value[0] if value else None
    return str(value) if value is not None else None


def brushed(key: str, field: str, into: str) -> None:
    """From a callback: gives the date input ``into`` the days that were dragged over in the chart ``key``, none where the drag was taken back;
    nothing where the last click was about something else. A chart's times are those of the browser's clock."""
    selection = st.session_state.get(key, {}).get("selection", {}).get("brush") or {}
    ends = tuple(selection.get(field) or ())
    if ends == recall(f"brush {key}", ()):
        return
    remember(f"brush {key}", ends)
    off = timedelta(minutes=st.context.timezone_offset or 0)
    put({into: whole_days(*(datetime.fromtimestamp(ms / 1000, UTC) - off for ms in ends)) if ends else ()})


def whole_days(first: datetime, last: datetime) -> tuple[date, date]:
    """The days between two times of which marks stand between them: a mark stands at three o'clock or later in the morning of its day.

    >>> whole_days(datetime(2024, 3, 12, 15), datetime(2024, 3, 18, 1))
    (datetime.date(2024, 3, 13), datetime.date(2024, 3, 17))
    """
    one, other = (first + timedelta(hours=12)).date(), (last - timedelta(hours=3)).date()
    one, other = (min(max(day, date(1900, 1, 1)), date.today()) for day in (one, other))
    return min(one, other), max(one, other)


def take(key: str) -> Any:
    """What this session remembers under ``key``, which it forgets with that; None where there is nothing."""
    return st.session_state.pop(key, None)


def form_opened(name: str, read: Callable[[], T]) -> T:
    """What a form is about as it was when the form was opened, which ``read`` tells; until it is closed no news from others run
    the page anew, for that would close the form and drop what was typed."""
    kept: tuple[str, T] | None = st.session_state.get("form")
    if kept is None or kept[0] != name:
        forget("form told")
        kept = st.session_state["form"] = (name, read())
    return kept[1]


def form_told(now: object) -> None:
    """The analyst was told what the open form is about by now; its fields stay as they are."""
    st.session_state["form told"] = now


def form_seen(opened: T) -> T:
    """What the analyst has seen who saves the form that was ``opened`` on this: that, or what was told since."""
    found: T = st.session_state.get("form told", opened)
    return found


def form_closed() -> None:
    """No form is open any more."""
    forget("form", "form told")


def is_form_open() -> bool:
    """Whether a form is open that a new run of the page would close."""
    return "form" in st.session_state


def rerun_all() -> None:
    """From a callback: has the fragment that runs next run the whole page (a callback itself cannot)."""
    st.session_state["run all"] = True


def begin_fragment() -> None:
    """Runs the whole page where a callback asked for it."""
    if st.session_state.pop("run all", False):
        st.rerun()


def component(key: str, name: str) -> Any:
    """The state value ``name`` of the component ``key``, as the browser sent it: trust nothing of it."""
    return st.session_state[key][name]


def triggered(key: str, name: str) -> Any:
    """As ``component``; None where the message comes late, from a page that was left."""
    return st.session_state[key][name] if key in st.session_state else None


# What the reader is sent. The browser keeps the article; only what changed goes down after an edit.


def show_article(article: str, annotation: str | None) -> bool:
    """Readies the reader for an article, at an annotation if the address names one; an article that is shown already stays
    as it is. Answers whether the annotation was asked for just now."""
    if st.session_state.get("shown") != article or "message" not in st.session_state:
        send_everything(article)
        st.session_state.update(shown=article, selected="", focus=None)
        st.session_state.pop("asked", None)
    if annotation and st.session_state.get("asked") != annotation:
        st.session_state["asked"] = annotation
        focus(annotation)
        return True
    return False


def send_everything(article: str) -> None:
    """Has the reader sent the whole article with its next run."""
    st.session_state["naming seen"] = store().names.revision()
    changes = workspace.changes(store(), article, 0)
    st.session_state["text version"] = store().text_version(article)
    st.session_state["coding seen"] = store().codings.seen(article)
    answer(
        reader.full(
            store().article(article),
            changes["changed"],
            revision=changes["revision"],
            user=user(),
            tolls=changes["tolls"],
            called=changes["called"],
            reads_only=why_not("annotate"),
        )
    )


def answer(message: dict[str, Any]) -> None:
    """Has the reader sent ``message`` with its next run."""
    st.session_state["message"] = message
    st.session_state["revision"] = message["revision"]


def catch_up(article: str) -> bool:
    """Whether others changed the article, or anybody a name over all articles, since the reader was sent something; if so it
    is sent that with its next run."""
    if store().names.revision() != st.session_state.get("naming seen") or is_text_another(article):
        send_everything(article)
        return True
    since = st.session_state.get("revision", 0)
    if store().revision(article) <= since:
        return False
    answer(reader.delta(article, workspace.changes(store(), article, since), since=since))
    return True


def is_text_another(article: str) -> bool:
    """Whether the reader was sent another text than the article has now, or another coding of it than this session sees now."""
    now = (store().text_version(article), store().codings.seen(article))
    return now != (st.session_state.get("text version"), st.session_state.get("coding seen"))


def message(article: str) -> dict[str, Any] | None:
    """What the reader is sent now."""
    found: dict[str, Any] | None = st.session_state.get("message")
    return found if found and found["article"] == article else None


def focus(annotation: str) -> None:
    """Has the reader bring an annotation into view and flash it."""
    st.session_state["focus"] = reader.focus(uuid4().hex, annotation=annotation)


def scope() -> str | None:
    """The id of the collection whose articles alone count on every page, None for the whole library."""
    chosen = st.session_state.get("scope")
    if chosen is None and (named := st.query_params.get("collection")):
        chosen = st.session_state["scope"] = named
    if chosen and chosen not in {collection.id for collection in store().collections.all()}:
        chosen = st.session_state["scope"] = ""
    return chosen or None


def set_scope(collection: str | None) -> None:
    """Has another collection count, or the whole library; the address says so."""
    st.session_state["scope"] = collection or ""
    if collection:
        st.query_params["collection"] = collection
    else:
        st.query_params.pop("collection", None)


def queue() -> Queue:
    """The order in which this session works through articles: the filters and the order that the library has."""
    found: Queue = recall("queue", Queue())
    return found


def identities() -> Identities:
    """Who is who now, as analysts decided."""
    return store().names.identities()


def names_total() -> int:
    """How many names the articles have."""
    found: int = _named("total")
    return found


def names_page(words: str, labels: Sequence[str], limit: int, offset: int) -> Listed:
    """Some of the names that fit, the most mentioned first, and how many do."""
    found: Listed = _named("page", words, tuple(labels), limit, offset)
    return found


def names_of(ids: Iterable[str]) -> dict[str, Entity]:
    """Those of these entities that any article names, by id."""
    found: dict[str, Entity] = _named("some", tuple(ids))
    return found


def names_called(name: str, label: str) -> list[Entity]:
    """The entities that have a name."""
    found: list[Entity] = _named("called", name, label)
    return found


def names_alike() -> list[Alike]:
    """Pairs of names that may be one."""
    found: list[Alike] = _named("alike")
    return found


def places_named(entity: str, limit: int) -> list[Place]:
    """Where an entity is named, the newest article first."""
    found: list[Place] = _named("places", entity, limit)
    return found


def articles_naming(entity: str, limit: int) -> list[tuple[str, str | None, str]]:
    """The newest articles that name an entity: id, day and title."""
    found: list[tuple[str, str | None, str]] = _named("articles", entity, limit)
    return found


def _named(what: str, *more: Any) -> Any:
    mark = f"{store().pulse()}.{store().names.revision()}"
    return _answer("named", what, _scoped(Asked(samples=with_samples())), more, mark, store().name)


def named(op: str, seen: int, data: Mapping[str, object]) -> str:
    """The op_id of a decision: the same for the same click twice."""
    made = json.dumps([op, seen, data], sort_keys=True)
    return hashlib.sha256(made.encode("utf-8", "replace")).hexdigest()[:32]


def decide(op: DecisionOp, seen: int, **data: object) -> Decision | None:
    """Stores what the analyst decided about entities on the page that showed the revision ``seen``; None where it was refused,
    with the reason under "problem". The same click twice is one decision."""
    try:
        return store().names.decide(Decision(named(op, seen, data), op, data), seen, user())
    except (DecisionRefusedError, AccessError) as error:
        remember("problem", str(error))
        return None


def tolls(article: str) -> dict[str, Toll]:
    """The article's tolls as they stand, their sources and places named as analysts decided."""
    return workspace.named_tolls(store(), article)


def counted_tolls(article: str) -> dict[str, Toll]:
    """The article's tolls as its figures alone make them, whatever a person set."""
    return workspace.counted_tolls(store(), article)


def last_tolls(article: str) -> Mapping[str, str]:
    """The last edit that set each of the article's tolls, by label: what a form that opens now has seen."""
    return store().last_tolls(article)


def set_toll(article: str, label: str, toll: dict[str, object] | None, last: str | None) -> str | None:
    """Stores a toll that the analyst states, or hands it back to the figures (None); the reader hears of it. ``last`` is the edit
    that the analyst saw when the form was opened; answers why it was refused, None where it was not."""
    opened = store()
    before = opened.revision(article)
    client = uuid4().hex
    group = uuid4().hex
    edit = {
        "op_id": uuid4().hex,
        "article_id": article,
        "op": "set_toll",
        "target": label,
        "data": {"toll": toll},
        "group": group,
    }
    found = workspace.correct(
        opened, article, [{**edit, "after": last, "n": 1, "client": client}], user(), client, before
    )
    answer(reader.delta(article, found, since=before))
    for refusal in found["refused"]:
        again = " Set it again to do so all the same." if refusal["reason"] == "stale" else ""
        return f"Not set: {refusal['message']}.{again}"
    doing = "set" if toll is not None else "handed back"
    did(Deed("edits", group, (article,), f"{doing} the toll “{labels()[label].title}”"))
    return None


def did(deed: Deed) -> None:
    """Notes an action of the analyst, for the reader to take back when undo is asked for and it was the last one."""
    st.session_state.setdefault("deeds", []).append(deed)


def undid(id: str) -> None:
    """Notes that an action was taken back where it was made: undo has nothing to do there any more."""
    st.session_state.setdefault("deeds gone", []).append(id)


def deeds() -> dict[str, Any]:
    """The actions that were noted last and those that were taken back elsewhere, as the reader is told of them."""
    noted: list[Deed] = recall("deeds", [])
    gone: list[str] = recall("deeds gone", [])
    return {"done": [asdict(deed) for deed in noted[-DEEDS:]], "gone": gone[-DEEDS:]}


def set_values(article: str, annotation: str, words: str, last: str | None, values: Mapping[str, object]) -> list[str]:
    """Stores values of an annotation that the analyst typed; ``words`` are its text and ``last`` its last edit, as they were
    shown. Answers why it was refused, nothing where it was not."""
    client = uuid4().hex
    edit = {"op_id": uuid4().hex, "article_id": article, "op": "set", "target": annotation, "after": last, "n": 1}
    record = {**edit, "client": client, "data": {"text": words, "values": dict(values)}}
    found = workspace.correct(store(), article, [record], user(), client)
    return [f"“{words}” was not changed: {refusal['message']}." for refusal in found["refused"]]


def selected_cells(key: str) -> list[tuple[int, str]]:
    """The cells that are selected in the table ``key``."""
    return list(st.session_state[key]["selection"]["cells"])


def typed_cells(key: str) -> dict[int, dict[str, Any]]:
    """What was typed into the table ``key`` just now, by row and column: trust nothing of it."""
    found: dict[int, dict[str, Any]] = st.session_state[key]["edited_rows"]
    return found


def frame(table: str, article: str | Sequence[str], judged: bool = False) -> pd.DataFrame:
    """The rows of ``table`` (of TABLES, or a layout of a casualty recorder's table) for one article or for several, from the corrected
    annotations; kept until one of them changes."""
    opened = store()
    if isinstance(article, str) and table not in (*tables.EVENT_TABLES, *layouts.names()):
        mark = f"{opened.revision(article)}.{opened.names.revision()}.{opened.codings.seen(article)}"
        return _frame(table, (article,), judged, mark, opened.name)
    of = (article,) if isinstance(article, str) else tuple(article)
    return _frame(table, of, judged, f"{opened.pulse()}.{opened.events.revision()}.{user()}", opened.name)


@st.cache_data(show_spinner=False, max_entries=64)
def _frame(table: str, articles: tuple[str, ...], judged: bool, mark: str, name: str) -> pd.DataFrame:
    if table in tables.EVENT_TABLES:
        workspace.propose_events(store())
        return tables.frame(table, (), judged, workspace.accounts(store(), articles, judged))
    if table in layouts.names():
        import pandas as pd  # here, as in tables: a session that shows no table needs no pandas

        workspace.propose_events(store())
        columns = [column.name for column in layouts.layout(table).columns]
        found = codebooks.rows(table, workspace.accounts(store(), articles, judged))
        return pd.DataFrame(found, columns=columns, dtype=object)
    return tables.frame(table, workspace.each_named(store(), articles), judged)


# What pages over all articles show: asked of the store, and kept until anything in the library changes.


def counted(table: Literal["figures", "quotes"], asked: Asked) -> int:
    """How many figures or quotes there are."""
    found: int = _answer(table, "count", _scoped(asked), (), store().pulse(), store().name)
    return found


def rows(table: Literal["figures", "quotes"], asked: Asked, limit: int, offset: int = 0) -> list[dict[str, Any]]:
    """Some of the figures or quotes, the newest article first, as pages show them."""
    found: list[dict[str, Any]] = _answer(table, "page", _scoped(asked), (limit, offset), store().pulse(), store().name)
    return found


def groups(table: Literal["figures", "quotes"], asked: Asked, field: str) -> dict[str, int]:
    """What a field of figures or quotes shows, with how often, the most frequent first."""
    found: dict[str, int] = _answer(table, "groups", _scoped(asked), (field,), store().pulse(), store().name)
    return found


def speakers(asked: Asked, nobody: str) -> dict[str, int]:
    """Who is quoted how often, the most quoted first."""
    found: dict[str, int] = _answer("quotes", "speakers", _scoped(asked), (nobody,), store().pulse(), store().name)
    return found


def tolled(asked: Asked, limit: int, offset: int = 0) -> list[str]:
    """The articles with figures like these that state a toll, the newest first."""
    found: list[str] = _answer("figures", "tolled", _scoped(asked), (limit, offset), store().pulse(), store().name)
    return found


def named_on(entity: Entity, samples: bool) -> dict[str | None, int]:
    """How often an entity is named in articles of each day."""
    found: dict[str | None, int] = _of_entity("days", samples, entity.id, tuple(_named("names", entity.id)))
    return found


def named_beside(entity: Entity, samples: bool) -> list[tuple[str, int]]:
    """Which entities articles name with one, each with the number of those articles, most first."""
    found: list[tuple[str, int]] = _of_entity("beside", samples, entity.id, tuple(_named("names", entity.id)))
    return found


def quoted_by(entity: Entity, samples: bool) -> list[Quoted]:
    """How often each outlet quotes an entity, most first."""
    found: list[Quoted] = _of_entity("quoted", samples, entity.id)
    return found


def agreement(collection: str) -> agreeing.Compared:
    """How far the coders of a collection agree, kept until anything in the library changes. Raises AccessError."""
    if not may("curate"):
        raise AccessError(access.refusal(role(), "curate"))
    return _agreement(collection, store().pulse(), store().name)


@st.cache_data(show_spinner="Comparing the codings …", max_entries=16)
def _agreement(collection: str, mark: str, name: str) -> agreeing.Compared:
    from components import agreeing  # here: a session that compares nothing needs no numpy

    return agreeing.compared(store(), collection)


def _of_entity(what: str, samples: bool, *more: Any) -> Any:
    mark = f"{store().pulse()}.{store().names.revision()}"
    return _answer("people", what, _scoped(Asked(samples=samples)), more, mark, store().name)


@st.cache_data(show_spinner=False, max_entries=256)
def _answer(table: str, what: str, asked: Asked, more: tuple[Any, ...], mark: str, name: str) -> Any:
    return getattr(getattr(store(), table), what)(asked, *more)


def _scoped(asked: Asked) -> Asked:
    """What is asked for, within the collection that was chosen."""
    return replace(asked, collection=scope())


def with_samples() -> bool:
    """Whether the articles that came with Dateline count on this page: where its address asks for them, or where the library
    has no other. Figures, quotes, names and exports of an analyst's own articles are otherwise without them."""
    choices = store().choices()
    asked = st.session_state.get("samples", st.query_params.get("samples") == "true")
    return choices.samples == choices.total or bool(asked)
