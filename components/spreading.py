"""One correction for the same words in other articles: where they stand, what each place needs, apply it, take it back.

The edits are ordinary ones in the name of the analyst, one batch an article, all of one group; nothing is merged in silence: a
place that somebody changed in the meantime is left as it is and counted.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from components.identity import tidy
from components.labels import labels
from components.memory import key
from components.model import lettered
from components.store import Store, read_edits
from components.store.spreads import Spread, There, Written
from components.undoing import Deed, take_back

What = Literal["label", "reject"]
MOST = 10_000  # places of one correction
COUNTED = 300  # articles whose texts are read to say beside the text how often the words stand elsewhere
Progress = Callable[[int, int], None]  # articles done, all


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """At how many places in other articles words need a correction, and at how many they have what it gives already (``right``);
    ``more`` says that only the first articles were counted."""

    places: int
    articles: int
    more: bool = False
    right: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """One place where the words stand, with what the correction does there.

    ``op`` is the edit it needs, None where it needs none; ``ticked`` whether it is made unless the analyst says otherwise;
    ``note`` what speaks against it, or what is there now. ``left`` and ``right`` are the rest of the sentence.
    """

    article_id: str
    title: str
    published: str | None
    start: int
    end: int
    left: str
    words: str
    right: str
    op: Literal["add", "relabel", "accept", "reject"] | None
    ticked: bool
    note: str
    target: str | None = None
    last_op: str | None = None

    @property
    def id(self) -> str:
        """What names the place on a page."""
        return f"{self.article_id} {self.start}"


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything a correction would do: the places that need something, how many are right already, and whether there are
    more than MOST."""

    surface: str
    what: What
    label: str
    places: tuple[Place, ...]
    right: int = 0
    more: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a correction or of its undo: places changed, in how many articles, and places left as they are because
    somebody changed them in the meantime."""

    group: str
    places: int
    articles: int
    left: int = 0


def elsewhere(store: Store, surface: str, label: str, article_id: str) -> Elsewhere:
    """At how many places in other articles the exact words do not bear the label yet; at once, whatever the library's size."""
    return _counted(store, surface, "label", label, article_id)


def rejectable(store: Store, surface: str, label: str, article_id: str) -> Elsewhere:
    """How often the exact words bear the label in other articles of the library: what a rejection could reach there."""
    return _counted(store, surface, "reject", label, article_id)


def _counted(store: Store, surface: str, what: What, label: str, article_id: str) -> Elsewhere:
    ids = [i for i in store.spreads.articles_with(key(surface)) if i != article_id]
    pattern, counted = exactly(surface), ids[:COUNTED]
    there = store.spreads.entities(counted)
    counts: list[int] = []
    right = 0
    for written in store.spreads.written(counted):
        places = list(_places(written, pattern, what, label, there.get(written.article_id, ())))
        counts.append(sum(place.op is not None for place in places))
        right += len(places) - counts[-1]
    return Elsewhere(sum(counts), sum(1 for count in counts if count), len(ids) > COUNTED, right)


def exactly(surface: str) -> re.Pattern[str]:
    """Finds the words as they are, as whole words; blanks and line ends between them, and kinds of quotation marks and
    dashes, are alike."""
    alike = {"'": "['’‘]", '"': '["“”]', "-": "[-–—‑]"}
    words = ["".join(alike.get(c, re.escape(c)) for c in word) for word in key(surface).split()]
    return re.compile(r"(?<!\w)" + r"\s+".join(words) + r"(?!\w)" if words else r"(?!)")


def plan(
    store: Store, surface: str, what: What, label: str, without: str = "", progress: Progress | None = None
) -> Plan:
    """What giving the words this label (or rejecting it) everywhere would do; the article ``without`` is left out."""
    ids = [i for i in store.spreads.articles_with(key(surface)) if i != without]
    pattern = exactly(surface)
    places: list[Place] = []
    right, done = 0, 0
    for piece in _pieces(ids):
        there = store.spreads.entities(piece)
        for written in store.spreads.written(piece):
            for place in _places(written, pattern, what, label, there.get(written.article_id, [])):
                if place.op is None:
                    right += 1
                elif len(places) >= MOST:
                    return Plan(surface, what, label, tuple(places), right, True)
                else:
                    places.append(place)
        done += len(piece)
        if progress:
            progress(done, len(ids))
    return Plan(surface, what, label, tuple(places), right)


def _pieces(ids: Sequence[str], size: int = 200) -> Iterator[Sequence[str]]:
    return (ids[at : at + size] for at in range(0, len(ids), size))


def _places(
    written: Written, pattern: re.Pattern[str], what: What, label: str, there: Sequence[There]
) -> Iterator[Place]:
    """The places of one article; for a rejection those alone where something of that label stands."""
    spans = [match.span() for match in pattern.finditer(written.text)]
    for start, end in spans:
        here = [a for a in there if a.start < end and start < a.end]
        op, ticked, note, target = _needed(written.text, start, end, what, label, here)
        if op is None and what == "reject":
            continue
        left, right = _sentence(written, start, end)
        yield Place(
            written.article_id,
            written.title,
            written.published,
            start,
            end,
            left,
            written.text[start:end],
            right,
            op,
            ticked,
            note,
            target.id if target else None,
            target.last_op if target else None,
        )


Needed = tuple[Literal["add", "relabel", "accept", "reject"] | None, bool, str, There | None]


def _needed(text: str, start: int, end: int, what: What, label: str, here: Sequence[There]) -> Needed:
    """The edit a place needs, whether it is ticked, what is said about it, and the entity it acts on."""
    exact = [a for a in here if (a.start, a.end) == (start, end)]
    shown = [a for a in exact if a.status != "rejected"]
    same = next((a for a in shown if a.label == label), None)
    if what == "reject":
        if same is None:
            return None, False, "", None
        return ("reject", *_judged(same, f"suggested as {_title(label)}"), same)
    if same is not None:
        return ("accept", True, "suggested already", same) if same.status == "suggested" else (None, False, "", same)
    if shown:
        return ("relabel", *_judged(shown[0], f"now {_title(shown[0].label)}"), shown[0])
    refused = next((a for a in exact if a.label == label), None) or next(iter(exact), None)
    if refused is not None and refused.judged_by is not None:
        return "add", False, f"rejected{_by(refused)} as {_title(refused.label)}", None
    around = next((a for a in here if a.status != "rejected"), None)
    if around is not None:
        inside = " ".join(text[around.start : around.end].split())[:60]
        return "add", False, f"part of “{inside}” ({_title(around.label)})", None
    return "add", True, "not highlighted", None


def _judged(a: There, note: str) -> tuple[bool, str]:
    if a.judged_by is None:
        return True, note
    return False, f"judged{_by(a)}: {_title(a.label)}"


def _by(a: There) -> str:
    return f" by {a.judged_by}" if a.judged_by else ""


def _title(label: str) -> str:
    known = labels().get(label)
    return known.title if known else label


def _sentence(written: Written, start: int, end: int) -> tuple[str, str]:
    """What stands before and after the words in their sentence, shortened where it is long."""
    first, last = next(
        ((s, e) for s, e in written.sentences if s <= start < e),
        (max(0, start - 120), min(len(written.text), end + 120)),
    )
    left, right = " ".join(written.text[first:start].split()), " ".join(written.text[end : max(end, last)].split())
    left = left if len(left) <= 160 else "… " + left[-160:].partition(" ")[2]
    right = right if len(right) <= 160 else right[:160].rpartition(" ")[0] + " …"
    before = " " if left and written.text[start - 1 : start].isspace() else ""
    after = " " if right and written.text[end : end + 1].isspace() else ""
    return left + before, after + right


def apply(
    store: Store,
    found: Plan,
    chosen: Iterable[Place],
    author: str,
    name: str | None = None,
    progress: Progress | None = None,
) -> Outcome:
    """Makes the edits at the chosen places; ``name`` is the full name that what is added gets, if a person gave one.

    What was chosen is noted first, so that an interrupted correction can be taken back as far as it came.
    """
    group = uuid.uuid4().hex
    by_article: dict[str, list[Place]] = {}
    for place in chosen:
        by_article.setdefault(place.article_id, []).append(place)
    total = sum(map(len, by_article.values()))
    spread = Spread(group, found.surface, found.what, found.label, author, "", tuple(by_article), total)
    store.spreads.note(spread)
    changed = articles = 0
    for done, (article_id, places) in enumerate(by_article.items(), 1):
        records = [_record(article_id, group, n, place, found.label, name) for n, place in enumerate(places, 1)]
        stored = _send(store, article_id, records, author)
        changed, articles = changed + stored, articles + bool(stored)
        if progress:
            progress(done, len(by_article))
    if changed != total:
        store.spreads.set_done(group, changed)
    return Outcome(group, changed, articles, total - changed)


def _record(article_id: str, group: str, n: int, place: Place, label: str, name: str | None) -> dict[str, Any]:
    data: dict[str, Any] = {"text": place.words}
    if place.op in ("add", "relabel"):
        data |= {"layer": "entity", "label": label}
    if place.op == "add":
        data |= {"start": place.start, "end": place.end, **({"values": {"name": name}} if name else {})}
    target = place.target if place.op != "add" else lettered(uuid.uuid4().hex)
    own = {
        "op_id": uuid.uuid4().hex,
        "article_id": article_id,
        "op": place.op,
        "target": target,
        "group": group,
        "n": n,
    }
    return {**own, "after": place.last_op if place.op != "add" else None, "data": data}


def _send(store: Store, article_id: str, records: list[dict[str, Any]], author: str) -> int:
    """Stores edits as a page of their own; answers how many were."""
    client = uuid.uuid4().hex
    ready = read_edits(records, article_id, client, len(store.text(article_id)))
    return store.append(article_id, client, ready, author).stored


def deed(outcome: Outcome, found: Plan, article_ids: Iterable[str]) -> Deed:
    """A correction as an action that can be taken back."""
    doing = (
        f"labelled “{tidy(found.surface, 40)}” {_title(found.label)}"
        if found.what == "label"
        else f"rejected “{tidy(found.surface, 40)}”"
    )
    said = f"{doing} at {outcome.places:,} place{'' if outcome.places == 1 else 's'} in other articles"
    return Deed("edits", outcome.group, tuple(dict.fromkeys(article_ids)), said, outcome.group)


def undo(store: Store, group: str, author: str, progress: Progress | None = None) -> Outcome:
    """Takes a correction back in all its articles, but for the places that somebody changed since. Raises StoreError."""
    spread = store.spreads.of(group)
    deed_ = Deed("edits", group, spread.article_ids, "", group)
    taken = take_back(store, deed_, author, progress, anybody_s=True)
    return Outcome(group, taken.places, taken.articles, taken.left)
