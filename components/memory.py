"""What people decided about names, and what follows from that for the next article. Pure: the store counts, extract applies.

A decision is a judged entity as it stands now, so an undo takes it back by itself. Decisions on one string that agree become a
verdict; those that do not agree are shown on the page and used nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, get_args

from components.labels import labels
from components.model import Annotation

Decision = Literal["confirmed", "relabelled", "added", "rejected", "respoken", "bulk"]
Kind = Literal["use", "leave out", "never", "forget"]
DECISIONS: tuple[Decision, ...] = get_args(Decision)
KINDS: tuple[Kind, ...] = get_args(Kind)
SPEAKER = frozenset({"speaker_text", "speaker_name"})
UNNAMED = ("DATE", "TIME")  # what a day means is read from its article: these are never given by the memory
LONGEST = 200  # characters of a string that is remembered: what is longer is no name
CLEAR = 3  # decisions for a label there must be for each one against it
FIRST = re.compile(r"\w+|[^\w\s]")
PLAIN = str.maketrans("’‘“”–—‑\u00a0\n\t", "''\"\"---   ")  # one sign for one sign: offsets stay


def key(surface: str) -> str:
    """A string as it is remembered: blanks, quotation marks and dashes made alike; case stays, for it tells "US" from "us".

    >>> key("the  People’s\\nFront")
    "the People's Front"
    """
    return " ".join(surface.translate(PLAIN).split())


def decision(a: Annotation) -> Decision | None:
    """What a person decided about an annotation, None where nobody judged it. That a confirmation came with others, in bulk, is
    known from its edit alone (store/journal.py)."""
    if a.status == "suggested":
        return None
    if a.status == "rejected":
        return "rejected"
    if a.origin == "analyst":
        return "added"
    if left_label(a):
        return "relabelled"
    if a.original_start is not None and (a.start, a.end) != (a.original_start, a.original_end):
        return "added"  # the words of the new span were not found as they are
    return "respoken" if a.layer == "quote" and SPEAKER.intersection(a.hand) else "confirmed"


def left_label(a: Annotation) -> str | None:
    """The label that somebody else had given and a person took away; None where there was none."""
    return a.original_label if a.origin != "analyst" and a.original_label != a.label else None


def is_entity(label: str | None) -> bool:
    """Whether a label belongs to entities; the memory counts no others."""
    known = labels().get(label or "")
    return known is not None and known.layer == "entity"


def is_name(label: str | None) -> bool:
    """Whether the memory can give a label to a string."""
    return is_entity(label) and label not in UNNAMED


@dataclass(frozen=True, slots=True)
class Tally:
    """How people decided on one string with one label. ``left`` counts where they gave it another label. ``wins`` and
    ``losses`` are the articles with decisions for and against it: ten mentions in one article are one opinion. ``last`` is the
    time of the last decision. ``bulk`` counts what was accepted with everything else, unlooked at, ``nods`` the articles where
    nothing more was decided for it. Of quotes, ``respoken`` counts those that got another speaker, ``misled`` and ``trusted`` the
    articles where that was so, and where it was not."""

    confirmed: int = 0
    relabelled: int = 0
    added: int = 0
    rejected: int = 0
    left: int = 0
    bulk: int = 0
    wins: int = 0
    losses: int = 0
    nods: int = 0
    respoken: int = 0
    misled: int = 0
    trusted: int = 0
    last: str = ""

    @property
    def favour(self) -> int:
        """The decisions for the label."""
        return self.confirmed + self.relabelled + self.added

    @property
    def against(self) -> int:
        """The decisions against it."""
        return self.rejected + self.left

    @property
    def explicit(self) -> int:
        """The decisions that said something new: a confirmation says what the machine knew."""
        return self.relabelled + self.added


@dataclass(frozen=True, slots=True)
class Hand:
    """What a person set for a string on the memory's page: always ``use`` the label, always ``leave out``, ``never`` do
    anything, or ``forget`` what was decided up to ``time``."""

    kind: Kind
    label: str | None = None
    author: str = ""
    time: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the next article does with a string: give it ``label``, or leave it out where it has one of the labels ``out``
    (None among them: any). ``firm`` is what several articles, or a person on the memory's page, agree on; ``new`` is what people
    had to say because the machine did not find it."""

    label: str | None = None
    out: frozenset[str | None] = frozenset()
    score: float = 1.0
    firm: bool = False
    new: bool = True

    def leaves_out(self, label: str) -> bool:
        """Whether the string is left out where it was found with this label."""
        return label in self.out or None in self.out


def decide(tallies: Mapping[str, Tally], hand: Hand | None = None) -> Verdict | None:
    """The verdict on a string from its decisions by label, None where there is none.

    An opinion is an article with decisions. One is enough while nothing speaks against it; else there must be CLEAR for each
    one against. A label is left out where it was rejected and the string was never confirmed, with any label. What was accepted in
    bulk counts where nobody decided anything singly, from CLEAR articles on, and never against what somebody did.

    >>> decide({"ORG": Tally(added=1, wins=1)}).label, decide({"ORG": Tally(wins=1), "GPE": Tally(wins=1)})
    ('ORG', None)
    """
    if hand is not None and hand.kind != "forget":
        if hand.kind == "use":
            return Verdict(hand.label, firm=True)
        return Verdict(out=frozenset([None]), firm=True) if hand.kind == "leave out" else None
    wins = sum(t.wins for t in tallies.values())
    if not wins:
        out = frozenset(label for label, t in tallies.items() if t.losses)
        most = max((t.losses for t in tallies.values()), default=0)
        return Verdict(out=out, score=_share(most, 0), firm=most > 1) if out else _nodded(tallies)
    best = max(tallies, key=lambda label: (tallies[label].wins, tallies[label].favour, label))
    against = wins - tallies[best].wins + tallies[best].losses
    if tallies[best].wins < CLEAR * against:
        return None
    said = tallies[best]
    return Verdict(best, score=_share(said.wins, against), firm=said.wins > 1, new=said.explicit > 0)


def _nodded(tallies: Mapping[str, Tally]) -> Verdict | None:
    """The verdict where everything was accepted in bulk: three articles are as good as one decision."""
    best = max(tallies, key=lambda label: (tallies[label].nods, label), default=None)
    if best is None:
        return None
    nods = tallies[best].nods
    others = sum(t.nods for t in tallies.values()) - nods
    if nods < CLEAR * max(1, others):
        return None
    return Verdict(best, score=_share(nods // CLEAR, others), new=False)


def _share(favour: int, against: int) -> float:
    """How sure so many decisions make: 0.67 for one, 0.8 for three, never 1."""
    return round((favour + 1) / (favour + against + 2), 2)


@dataclass(frozen=True)
class Memory:
    """All that is remembered, by string (see ``key``): the tallies by label, and what a person set by hand; ``words`` are those of
    figures and quotes (see triggers.py)."""

    tallies: Mapping[str, Mapping[str, Tally]] = field(default_factory=dict)
    hand: Mapping[str, Hand] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, Tally]] = field(default_factory=dict)

    def verdict(self, surface: str) -> Verdict | None:
        """The verdict on one string."""
        return decide(self.tallies.get(surface, {}), self.hand.get(surface))

    @cached_property
    def verdicts(self) -> Mapping[str, Verdict]:
        """Every verdict there is, by string."""
        strings = dict.fromkeys([*self.tallies, *(said for said in self.hand if said not in self.words)])
        found = ((surface, self.verdict(surface)) for surface in strings)
        return {surface: verdict for surface, verdict in found if verdict is not None}

    @cached_property
    def first_words(self) -> Mapping[str, int]:
        """The first words of the names that have a label, each with the length of the longest name that begins so."""
        found: dict[str, int] = {}
        for surface, verdict in self.verdicts.items():
            first = FIRST.match(surface)
            if verdict.label is not None and first is not None:
                found[first.group()] = max(found.get(first.group(), 0), len(surface))
        return found

    def overruled(self, here: Memory) -> Memory:
        """The memory for an article in which people decided ``here``: there that stands, whatever others decided elsewhere."""
        if not here.tallies:
            return self
        hand = {surface: set_ for surface, set_ in self.hand.items() if surface not in here.tallies}
        return Memory({**self.tallies, **here.tallies}, hand, self.words)


Row = tuple[str, str, str, str | None, Hashable, int, str | None]


def tallied(rows: Iterable[Row], counted: Callable[[str], bool] = is_entity) -> dict[str, dict[str, Tally]]:
    """The tallies by string and label out of counted decisions: string, label, decision, label left, article, number, last
    time; only of labels that are ``counted``."""
    counts: dict[tuple[str, str], dict[str, int]] = {}
    articles: dict[tuple[str, str], dict[str, set[Hashable]]] = {}
    lasts: dict[tuple[str, str], str] = {}
    for surface, label, decided, left, article, number, last in rows:
        for name, what in ((label, decided), (left, "left")):
            if name is None or not counted(name):
                continue
            at = surface, name
            count = counts.setdefault(at, {})
            count[what] = count.get(what, 0) + number
            for side in SIDES.get(what, ("wins", "trusted")):
                articles.setdefault(at, {}).setdefault(side, set()).add(article)
            lasts[at] = max(lasts.get(at, ""), last or "")
    found: dict[str, dict[str, Tally]] = {}
    for (surface, name), count in counts.items():
        of = {
            side: articles[surface, name].get(side, set()) for side in ("wins", "losses", "nods", "misled", "trusted")
        }
        of["nods"] -= of["wins"]
        seen = {side: len(those) for side, those in of.items()}
        found.setdefault(surface, {})[name] = Tally(**count, **seen, last=lasts[surface, name])
    return found


SIDES: Mapping[
    str, tuple[str, ...]
] = {  # which opinions of an article a decision stands for; others stand for its label
    "rejected": ("losses",),
    "left": ("losses",),
    "bulk": ("nods",),
    "respoken": ("wins", "misled"),
}


def of_annotations(found: Iterable[Annotation], text: str) -> Memory:
    """What people decided in one article alone."""
    rows = []
    for a in found:
        decided = decision(a)
        if decided is not None and (a.layer == "entity" or is_entity(left_label(a))):
            rows.append(
                (key(text[a.start : a.end]), a.label, decided, left_label(a), "", 1, a.updated_at or a.created_at)
            )
    return Memory(tallied(rows))
