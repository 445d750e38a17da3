"""What analysts decide about entities (rename, merge, split, keep apart, undo), and the replay of all that.

Decisions are appended and never changed, like edits. The state is small: it holds only what differs from the keys that names
have by themselves (keys.py), as patterns of mentions → entity, and the names that people gave.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, get_args

from components.identity.keys import entity_id, normalised

DecisionOp = Literal["rename", "merge", "split", "keep_apart", "undo"]
OPS: tuple[DecisionOp, ...] = get_args(DecisionOp)
PARTS = ("names", "written", "articles")  # by what a split takes mentions out of an entity
FIELDS = ("entity", "entities", "into", "to", "name", "label", *PARTS, "of", "said")
MANY = 1000  # members of one list
LONGEST = 300  # characters of a name
Pattern = tuple[str, str | None, str | None]  # key, article, mention as written (normalised); None: all of them


class DecisionRefusedError(ValueError):
    """A decision that was not stored; ``reason`` is a word for programs, the message a sentence for people."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Decision:
    """One appended decision. ``data`` by op:

    rename {entity, name, label}; merge {entities, into, name, label}; split {entity, to, name?, label, and one of names (keys),
    written (mentions), articles (ids)}; keep_apart {entities}, two that look alike and are not one; undo {of: an op_id}.
    ``label`` is a label of the entity: with the name it makes the key under which other articles find it. ``said`` may tell
    people what was done. ``seq`` is the number of the row.
    """

    op_id: str
    op: DecisionOp
    data: Mapping[str, Any]
    author: str = ""
    time: str = ""
    seq: int = 0


@dataclass(slots=True)
class Identities:
    """Who is who: the replay of decisions. Everybody shares one: nothing outside of ``replay`` changes it.

    ``revision`` is the number of the last decision, ``standing`` the decisions that were not undone.
    """

    rules: dict[Pattern, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    apart: set[frozenset[str]] = field(default_factory=set)
    standing: list[Decision] = field(default_factory=list)
    revision: int = 0
    touched: dict[str, int] = field(default_factory=dict)  # entity → the number of the last decision on it
    ruled: set[str] = field(default_factory=set)  # keys that have rules
    parted: set[str] = field(default_factory=set)  # those of them whose mentions are not all one entity
    owned: dict[str, set[Pattern]] = field(default_factory=dict)  # entity → the patterns that lead to it
    given: dict[str, set[str]] = field(
        default_factory=dict
    )  # entity → all names that people ever gave to what is in it
    whole: dict[str, str] = field(
        default_factory=dict
    )  # keys with decisions, not parted → the entity of all their mentions

    def entity(self, key: str, article: str | None = None, written: str | None = None) -> str:
        """The entity of the mentions with this key, in an article, written so (normalised)."""
        if key not in self.ruled:
            return key
        for pattern in ((key, article, written), (key, article, None), (key, None, written)):
            found = self.rules.get(pattern)
            if found is not None:
                return found
        return self.rules.get((key, None, None), key)

    def __bool__(self) -> bool:
        return bool(self.rules or self.names)

    def decides(self, key: str) -> bool:
        """Whether somebody decided anything about the name with this key; most names nobody did."""
        return key in self.whole or key in self.parted

    def there(self, entity: str) -> bool:
        """Whether mentions can belong to the entity; not so once it was merged into another."""
        return self.rules.get((entity, None, None), entity) == entity or bool(self.owned.get(entity))

    def last(self) -> Decision | None:
        """The decision that an undo would take back."""
        return self.standing[-1] if self.standing else None

    def in_the_way(self, decision: Decision) -> Decision | None:
        """A later decision on the same entities, which must be undone before; None where there is none."""
        mine = touches(decision)
        later = (d for d in reversed(self.standing) if d.seq > decision.seq and d.op_id != decision.op_id)
        return next((d for d in later if mine & touches(d)), None)

    def _point(self, pattern: Pattern, entity: str) -> None:
        before = self.rules.get(pattern)
        if before is not None:
            self.owned[before].discard(pattern)
        self.rules[pattern] = entity
        self.ruled.add(pattern[0])
        if pattern[1] or pattern[2]:
            self.parted.add(pattern[0])
        self.owned.setdefault(entity, set()).add(pattern)

    def patterns(self, entity: str) -> list[Pattern]:
        """The patterns that lead to an entity, its own key among them unless that goes elsewhere."""
        found = sorted(self.owned.get(entity, ()), key=lambda p: (p[0], p[1] or "", p[2] or ""))
        own = (entity, None, None)
        return found if own in self.rules else [*found, own]

    def _call(self, entity: str, name: str | None, label: str) -> None:
        """Names an entity; whoever has that name by key in any article is it, unless decisions say otherwise."""
        if not name:
            self.names.pop(entity, None)
            return
        self.names[entity] = name
        self.given.setdefault(entity, set()).add(name)
        claimed = entity_id(name, label)
        free = claimed not in self.ruled and claimed not in self.names and not self.owned.get(claimed)
        if claimed != entity and free:
            self._point((claimed, None, None), entity)

    def _merge(self, entities: Iterable[str], into: str, name: str, label: str) -> None:
        for entity in entities:
            if entity != into:
                for pattern in self.patterns(entity):
                    self._point(pattern, into)
                self.names.pop(entity, None)
                self.given.setdefault(into, set()).update(self.given.pop(entity, ()))
        self._call(into, name, label)

    def _split(self, entity: str, to: str, data: Mapping[str, Any]) -> None:
        fresh: dict[Pattern, str] = {}
        for pattern in self.patterns(entity):
            for narrower in _narrowed(pattern, data):
                if self.entity(*narrower) == entity:  # else those mentions went elsewhere before
                    fresh[narrower] = to
                    fresh = {**self._outranked(narrower), **fresh}
        for pattern, owner in fresh.items():
            self._point(pattern, owner)
        self._call(to, data.get("name"), data["label"])

    def _outranked(self, pattern: Pattern) -> dict[Pattern, str]:
        """What rules on the words say of an article, where a rule on the whole article would come before them."""
        key, article, written = pattern
        if article is None or written is not None or pattern in self.rules:
            return {}
        others = {p[2]: owner for p, owner in self.rules.items() if p[0] == key and p[1] is None and p[2]}
        return {(key, article, w): owner for w, owner in others.items() if (key, article, w) not in self.rules}

    def take(self, decision: Decision) -> None:
        """Becomes the state after one more decision that stands; nothing but a replay may call it."""
        data = decision.data
        if decision.op == "rename":
            self._call(data["entity"], data["name"], data["label"])
        elif decision.op == "merge":
            self._merge(data["entities"], data["into"], data["name"], data["label"])
        elif decision.op == "split":
            self._split(data["entity"], data["to"], data)
        elif decision.op == "keep_apart":
            self.apart.add(frozenset(data["entities"]))
        self.standing.append(decision)
        self.note(decision, decision.seq)

    def note(self, decision: Decision, seq: int) -> None:
        """Notes that the decision number ``seq`` was about what ``decision`` touches."""
        self.touched.update(dict.fromkeys(touches(decision), seq))
        self.revision = seq


def replay(decisions: Iterable[Decision]) -> Identities:
    """The state after all decisions in their order; those that were undone count for nothing."""
    everything = list(decisions)
    undone = {d.data["of"] for d in everything if d.op == "undo"}
    by_id = {d.op_id: d for d in everything}
    state = Identities()
    for decision in everything:
        if decision.op == "undo":
            state.note(by_id[decision.data["of"]], decision.seq)
        elif decision.op_id in undone:
            state.note(decision, decision.seq)
        else:
            state.take(decision)
    state.whole = {key: state.entity(key) for key in (state.ruled | state.names.keys()) - state.parted}
    return state


def touches(decision: Decision) -> frozenset[str]:
    """The entities that a decision reads or changes."""
    data = decision.data
    found = {data[name] for name in ("entity", "into", "to") if data.get(name)}
    found.update(data.get("entities", ()), data.get("names", ()))
    if data.get("name"):
        found.add(entity_id(data["name"], data["label"]))
    return frozenset(found)


def settled(decision: Decision, state: Identities, seen: int) -> Decision:
    """The decision as it is stored: checked against the present state, a split with the id of what it makes.

    ``seen`` is the revision the analyst had before them. Raises DecisionRefusedError ("malformed", "gone", "stale", "undone",
    "later").
    """
    _check(decision)
    if decision.op == "undo":
        _check_undo(decision, state)
        return decision
    data = {name: decision.data[name] for name in FIELDS if decision.data.get(name)}
    entities = data.get("entities") or [data["entity"]]
    if any(state.touched.get(entity, 0) > seen for entity in touches(decision)):
        raise DecisionRefusedError("stale", "Somebody changed these names in the meantime. Look at them again.")
    if not all(state.there(entity) for entity in entities):
        raise DecisionRefusedError("gone", "One of these names belongs to another one by now. Look at them again.")
    if decision.op == "split":
        data["to"] = _part_id(decision, state)
    return replace(decision, data=data)


def _part_id(decision: Decision, state: Identities) -> str:
    """The id of what is split off: its key where that is free, so that a merge and a split cancel out."""
    keys = decision.data.get("names") or [""]
    first = keys[0]
    if first and first != decision.data["entity"] and not state.owned.get(first):
        return str(first)
    return "e" + hashlib.sha256(decision.op_id.encode()).hexdigest()[:12]


def _check_undo(decision: Decision, state: Identities) -> None:
    meant = next((d for d in state.standing if d.op_id == decision.data["of"]), None)
    if meant is None:
        raise DecisionRefusedError("undone", "That was undone already.")
    if state.in_the_way(meant):
        raise DecisionRefusedError("later", "The same names were changed again since. Undo that first.")


def _check(decision: Decision) -> None:
    """Raises DecisionRefusedError for a decision that does not have the form that Decision describes."""
    data = decision.data
    if decision.op not in OPS or not decision.op_id or len(decision.op_id) > 100:
        raise DecisionRefusedError("malformed", f"there is no decision {str(decision.op)[:40]!r}")
    if data.get("said"):
        _text(data, "said")
    if decision.op == "undo":
        _text(data, "of")
        return
    if decision.op in ("merge", "keep_apart"):
        _texts(data, "entities", 2)
    else:
        _text(data, "entity")
    if decision.op == "merge" and _text(data, "into") not in data["entities"]:
        raise DecisionRefusedError("malformed", "what is merged must go into one of the entities")
    if decision.op in ("rename", "merge") or (decision.op == "split" and data.get("name") is not None):
        name = _text(data, "name")
        if " ".join(name.split()) != name:
            raise DecisionRefusedError("malformed", "a name is one line without blanks at its ends")
    if decision.op in ("rename", "merge", "split"):
        _text(data, "label")
    if decision.op == "split":
        given = [part for part in PARTS if data.get(part)]
        if len(given) != 1:
            raise DecisionRefusedError("malformed", f"a split is by one of {', '.join(PARTS)}")
        _texts(data, given[0], 1)


def _text(data: Mapping[str, Any], name: str) -> str:
    value = data.get(name)
    usable = isinstance(value, str) and value.strip() and len(value) <= LONGEST
    if not usable or any(unicodedata.category(c) in ("Cc", "Cs") for c in str(value)):
        raise DecisionRefusedError("malformed", f"{name} must be a text of at most {LONGEST} characters")
    return str(value)


def _texts(data: Mapping[str, Any], name: str, least: int) -> None:
    values = data.get(name)
    if not isinstance(values, list | tuple) or not least <= len(set(map(str, values))) <= MANY:
        raise DecisionRefusedError("malformed", f"{name} must be a list of {least} to {MANY:,} texts")
    for value in values:
        _text({name: value}, name)


def _narrowed(pattern: Pattern, data: Mapping[str, Any]) -> list[Pattern]:
    """The part of a pattern that a split takes."""
    key, article, written = pattern
    if data.get("names"):
        return [pattern] if key in data["names"] else []
    if data.get("articles"):
        wanted = data["articles"]
        return [(key, a, written) for a in wanted] if article is None else [pattern] if article in wanted else []
    forms = [normalised(form) for form in data["written"]]
    return [(key, article, form) for form in forms] if written is None else [pattern] if written in forms else []
