"""Who may do what: each role's rights, the right that each operation of the store needs, and the store as one user may use it.

Pages and workspace use no other store than this: an operation that is not listed is refused, whoever asks. The command line
and notebooks open the store themselves; who can do that owns the file.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, wraps
from inspect import signature
from typing import Any, Literal, cast

from components.store import Role, Store, StoreError
from components.store.spreads import Spread

Right = Literal["read", "annotate", "curate", "administer"]
RIGHTS: Mapping[Role, frozenset[Right]] = {
    "viewer": frozenset({"read"}),
    "analyst": frozenset({"read", "annotate"}),
    "editor": frozenset({"read", "annotate", "curate"}),
    "admin": frozenset({"read", "annotate", "curate", "administer"}),
}
DOES: Mapping[Right, str] = {
    "read": "read here",
    "annotate": "add articles, and correct and annotate them",
    "curate": "take articles out, give others work, settle what was coded independently, and decide on names and memory for everybody",
    "administer": "say who may use this Dateline",
}
PARTS = (
    "activity",
    "assignments",
    "codings",
    "collections",
    "copies",
    "events",
    "figures",
    "memory",
    "named",
    "names",
    "people",
    "presence",
    "quotes",
    "settling",
    "spreads",
    "tasks",
    "users",
)
OPERATIONS: Mapping[str, Right] = {
    **dict.fromkeys(
        [
            "annotated",
            "article",
            "changes_since",
            "check",
            "choices",
            "detail_change",
            "detail_history",
            "each_annotated",
            "find",
            "history",
            "ids",
            "ids_there",
            "last_tolls",
            "next_unfinished",
            "opened",
            "original",
            "pulse",
            "revision",
            "row",
            "state",
            "suggestions",
            "target",
            "text",
            "text_change",
            "text_version",
            "text_versions",
            "twins",
            "unplaced",
            "codings.coverage",
            "codings.progress",
            "codings.seen",
            "codings.standing",
            "activity.mine",
            "activity.progress",
            "assignments.counts",
            "assignments.history",
            "assignments.mine",
            "assignments.unseen",
            "collections.all",
            "collections.views",
            "copies.left",
            "copies.of",
            "events.account",
            "events.accounts",
            "events.articles",
            "events.by_hand",
            "events.check",
            "events.claims",
            "events.claims_of",
            "events.copies",
            "events.decided",
            "events.decisions",
            "events.due",
            "events.estimates_by_hand",
            "events.ids",
            "events.kinds",
            "events.of_article",
            "events.of_articles",
            "events.one",
            "events.page",
            "events.places",
            "events.quotes",
            "events.revision",
            "events.settle",
            "events.trust",
            "figures.count",
            "figures.groups",
            "figures.one",
            "figures.page",
            "figures.tolled",
            "quotes.count",
            "quotes.groups",
            "quotes.one",
            "quotes.page",
            "quotes.speakers",
            "memory.examples",
            "memory.lately",
            "memory.now",
            "memory.of",
            "memory.within",
            "names.check",
            "names.decisions",
            "names.identities",
            "names.orphans",
            "names.revision",
            "named.alike",
            "named.articles",
            "named.called",
            "named.names",
            "named.page",
            "named.places",
            "named.some",
            "named.total",
            "people.beside",
            "people.days",
            "people.quoted",
            "presence.here",
            "spreads.articles_with",
            "spreads.entities",
            "spreads.just_rejected",
            "spreads.latest",
            "spreads.newest",
            "spreads.of",
            "spreads.steps",
            "spreads.written",
            "tasks.counts",
            "tasks.failures",
            "tasks.waits",
        ],
        "read",
    ),
    **dict.fromkeys(
        [
            "add",
            "add_all",
            "append",
            "change",
            "correct_details",
            "correct_text",
            "drop_unplaced",
            "replace_suggestions",
            "restore",
            "split",
            "take_back_details",
            "take_back_text",
            "codings.finish",
            "assignments.give_back",
            "assignments.mark_seen",
            "assignments.take",
            "collections.add",
            "collections.drop_view",
            "collections.make",
            "collections.save_view",
            "collections.take",
            "copies.group",
            "copies.lead",
            "tasks.ask",
            "tasks.done",
            "tasks.drop",
            "tasks.failed",
            "tasks.next",
            "tasks.retry",
            "events.decide",
            "spreads.note",
            "spreads.set_done",
            "spreads.set_undone",
        ],
        "annotate",
    ),
    **dict.fromkeys(
        [
            "merge",
            "put_back",
            "remove",
            "codings.coded",
            "codings.each_coded",
            "codings.name",
            "codings.set_coverage",
            "codings.unname",
            "activity.everybody",
            "assignments.assign",
            "assignments.people",
            "assignments.take_back",
            "settling.finish",
            "settling.of",
            "settling.reopen",
            "settling.settle",
            "settling.take_back",
            "collections.put_back",
            "collections.remove",
            "collections.rename",
            "memory.set",
            "names.decide",
        ],
        "curate",
    ),
    **dict.fromkeys(
        [
            "back_up",
            "copy_to",
            "count_anew",
            "presence.online",
            "recount",
            "repair",
            "users.all",
            "users.get",
            "users.give_token",
            "users.of_token",
            "users.put",
            "users.remove",
            "users.role",
        ],
        "administer",
    ),
}
NOBODY = (
    "close",
    "update_metadata",
)  # for the command line: the first ends it for all, the second signs with nobody's name
CURATED = ("take_out", "put_back")  # what of ``change`` and ``restore`` does what ``remove`` and ``put_back`` do
BACK = "put_back"  # the argument that says whether an article that was taken out comes back when it is added again
EYES = "coder"  # the argument that says whose coding of an article is seen, where several code it independently
log = logging.getLogger(__name__)


class AccessError(StoreError):
    """Somebody asked for what their role does not allow; the message says so to them."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who uses the store: ``id`` as ``store.users`` knows it and ``name`` as edits are signed. ``until`` (seconds since 1970) is
    when the login ends. ``is_owner``: nobody logs in, and whoever sits at this machine may do everything."""

    id: str
    name: str
    until: float = float("inf")
    is_owner: bool = False

    def is_over(self) -> bool:
        """Whether the login has ended."""
        return time.time() >= self.until


def role_of(store: Store, who: Identity) -> Role | None:
    """The role that somebody has at this moment; None where they have none, or their login has ended."""
    if who.is_owner:
        return "admin"
    return None if who.is_over() else store.users.role(who.id)


def may(role: Role | None, right: Right) -> bool:
    """Whether a role includes a right; no role includes none."""
    return role is not None and right in RIGHTS[role]


def guarded(store: Store, who: Identity) -> Store:
    """The store as ``who`` may use it: each operation asks for their role anew, and raises AccessError where it is too little."""
    return cast(Store, _Guard(store, store, who, ""))


class _Guard:
    """A store, or a part of it, behind its guard."""

    __slots__ = ("_inside", "_path", "_store", "_who")

    def __init__(self, store: Store, inside: Any, who: Identity, path: str) -> None:
        self._store, self._inside, self._who, self._path = store, inside, who, path

    def __getattr__(self, name: str) -> Any:
        path = f"{self._path}{name}"
        if path == "name":
            return self._store.name
        if path in PARTS:
            return _Guard(self._store, getattr(self._inside, name), self._who, f"{path}.")
        if path not in OPERATIONS:
            raise AccessError(f"nobody may ask for {path[:60]!r} here")
        operation: Callable[..., Any] = getattr(self._inside, name)

        @wraps(operation)
        def asked(*args: Any, **kwargs: Any) -> Any:
            arguments = _arguments(operation, args, kwargs)
            self._ask(path, arguments)
            own: dict[str, Any] = {EYES: self._who.name} if EYES in arguments else {}
            if BACK in arguments:
                own[BACK] = may(role_of(self._store, self._who), "curate")
            return operation(*args, **{**kwargs, **own})

        return asked

    def _ask(self, path: str, arguments: Mapping[str, Any]) -> None:
        right = "curate" if arguments.get("what") in CURATED else OPERATIONS[path]
        role = role_of(self._store, self._who)
        if not may(role, right):
            log.warning("%s, %s, was refused %s", self._who.id, role or "without a role", path)
            raise AccessError(refusal(role, right))
        if right != "read":
            said = {"who": self._who.id, "operation": path, "article": arguments.get("article_id")}
            log.info("%s asked for %s", self._who.id, path, extra=said)
        if arguments.get(EYES) not in (None, self._who.name):
            log.warning("%s was refused the coding of %r", self._who.id, str(arguments[EYES])[:80])
            raise AccessError("an article that is coded independently is seen with your own eyes alone")
        for signed in _signatures(path, arguments):
            if signed != self._who.name:
                log.warning("%s was refused %s in the name of %r", self._who.id, path, str(signed)[:80])
                raise AccessError("what you do is signed with your own name")


def refusal(role: Role | None, right: Right) -> str:
    """What somebody is told whose role does not include a right."""
    if role is None:
        return "you may not use this Dateline: your login has ended, or an admin took your role away. Log in again, or ask an admin"
    return f"your role here is {role}; only others may {DOES[right]}. Ask an admin for another role"


def _arguments(operation: Callable[..., Any], args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> Mapping[str, Any]:
    """What an operation is called with, by name, with what it takes where nothing is said."""
    names, defaults = _parameters(getattr(operation, "__func__", operation))
    return {**defaults, **dict(zip(names, args, strict=False)), **kwargs}


@lru_cache(maxsize=256)
def _parameters(function: Callable[..., Any]) -> tuple[tuple[str, ...], Mapping[str, Any]]:
    parameters = [p for p in signature(function).parameters.values() if p.name != "self"]
    return tuple(p.name for p in parameters), {p.name: p.default for p in parameters if p.default is not p.empty}


def _signatures(path: str, arguments: Mapping[str, Any]) -> list[object]:
    """In whose name an operation is asked for; ``by`` is elsewhere a word for how a status came about."""
    signed: list[object] = [arguments["author"]] if "author" in arguments else []
    signed += [arguments["by"]] if path.startswith("users.") and "by" in arguments else []
    return signed + [value.author for value in arguments.values() if isinstance(value, Spread)]
