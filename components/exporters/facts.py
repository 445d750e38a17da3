"""What columns of casualty recorders' tables are made of: facts of one event, each by its name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from components.events.account import Account
from components.events.claim import State
from components.events.estimates import PARTS, Estimate
from components.events.places import country_names
from components.events.standing import kind_of
from components.exporters.layouts import Layout
from components.model import VICTIM_TYPES, Number
from components.tables.columns import JOINED

Cell = str | Number | None
Fact = Callable[[Account, Layout], Cell]
CELLS_A_DEGREE = 2  # of PRIO-GRID
CELLS_AROUND = 720
LONGEST = 2000  # characters of notes
CIVILIANS = "Civilians"
ONE_SIDED = 3  # UCDP's code of violence against civilians


def _field(name: str, account: Account, layout: Layout) -> Cell:
    found: Cell = getattr(account.event, name)
    return found


def _country(account: Account, layout: Layout) -> Cell:
    code = account.event.country
    return country_names().get(code, code) if code else None


def _day(name: str, account: Account, layout: Layout) -> Cell:
    """A day as the table writes it: 2024-03-12 or "12 March 2024"."""
    iso = getattr(account.event, name) or account.event.first_day
    if not iso or layout.days == "iso":
        return iso
    on = date.fromisoformat(iso)
    return f"{on.day} {on:%B} {on.year}"


def _year(account: Account, layout: Layout) -> Cell:
    first = account.event.first_day
    return int(first[:4]) if first else None


def days_of(account: Account) -> int | None:
    """Over how many days the event may have been, None where its day is not known."""
    event = account.event
    if not event.first_day:
        return None
    length = (date.fromisoformat(event.last_day or event.first_day) - date.fromisoformat(event.first_day)).days + 1
    return max(length, 31) if event.day_precision == "month" else length


def _day_code(account: Account, layout: Layout) -> Cell:
    days = days_of(account)
    if days is None:
        return None
    codes = layout.codes.get("day", {})
    fitting = [int(most) for most in codes if most != "*" and days <= int(most)]
    return codes.get(str(min(fitting))) if fitting else codes.get("*") or None


def _code(of: str, field: str, account: Account, layout: Layout) -> Cell:
    value = getattr(account.event, field)
    return layout.codes.get(of, {}).get(value) if value else None


def _place_told(account: Account, layout: Layout) -> Cell:
    event = account.event
    parts = (event.place, event.admin2, event.admin1, _country(account, layout))
    return ", ".join(dict.fromkeys(str(part) for part in parts if part)) or None


def _point(account: Account, layout: Layout) -> Cell:
    event = account.event
    return None if event.lat is None or event.lon is None else f"POINT ({event.lon} {event.lat})"


def _grid(account: Account, layout: Layout) -> Cell:
    """The cell of PRIO-GRID: cells of half a degree, numbered from 1 at the south-west, row by row."""
    event = account.event
    if event.lat is None or event.lon is None:
        return None
    row = min(int((event.lat + 90) * CELLS_A_DEGREE), 180 * CELLS_A_DEGREE - 1)
    return row * CELLS_AROUND + min(int((event.lon + 180) * CELLS_A_DEGREE), CELLS_AROUND - 1) + 1


def _clarity(account: Account, layout: Layout) -> Cell:
    days = days_of(account)
    return None if days is None else 1 if days == 1 else 2


def _number(label: str, kind: str | None, part: str, account: Account, layout: Layout) -> Cell:
    estimate = account.estimate(label, kind)
    found: Cell = getattr(estimate, part) if estimate is not None else None
    return found


def _conservative(account: Account, layout: Layout) -> Cell:
    """The best estimate of all killed, where it rests on vague words the number that the table's rule has for them."""
    estimate = account.estimate("KILLED")
    if estimate is None or estimate.best is None:
        return None
    if "best" not in estimate.by_hand and _is_vague(account, estimate):
        return layout.vague.get(str(estimate.best), estimate.best)
    return estimate.best


def _is_vague(account: Account, estimate: Estimate) -> bool:
    rests = estimate.rests_on.get("best", ())
    bounds = {claim.key: claim.bound for claim in account.claims}
    return bool(rests) and all(bounds[key] == "vague" for key in rests)


def _best(account: Account, *kinds: str) -> Number | None:
    """The best estimates of those kinds of victims killed, added up; None where none is told."""
    told = [e.best for e in (account.estimate("KILLED", kind) for kind in kinds) if e is not None]
    known = [best for best in told if best is not None]
    return sum(known) if known else None


def _deaths_a(account: Account, layout: Layout) -> Cell:
    return _best(account, "perpetrator") if account.event.side_a else None


def _deaths_b(account: Account, layout: Layout) -> Cell:
    other = account.event.side_b or CIVILIANS
    return None if other.casefold().startswith(CIVILIANS.casefold()) else _best(account, "combatant", "police")


def _deaths_unknown(account: Account, layout: Layout) -> Cell:
    every = account.estimate("KILLED")
    if every is None or every.best is None:
        return None
    sides = (_deaths_a(account, layout), _deaths_b(account, layout), _best(account, "civilian"))
    return max(0, every.best - sum(n for n in sides if isinstance(n, int | float)))


def _only_civilians(account: Account) -> bool:
    """Whether claims say that civilians were killed and none that combatants were."""
    civilians, fighters = (account.estimate("KILLED", kind) for kind in ("civilian", "combatant"))
    return bool(civilians and civilians.high and not fighters)


def _civilian_targeting(account: Account, layout: Layout) -> Cell:
    return "Civilian targeting" if _only_civilians(account) else None


def _other_side(of_country: bool, account: Account, layout: Layout) -> Cell:
    """The other side, else the civilians, with their country where the table's rule names it."""
    if account.event.side_b or not _only_civilians(account):
        return account.event.side_b
    country = _country(account, layout)
    return f"{CIVILIANS} ({country})" if of_country and country else CIVILIANS


def _type_of_violence(account: Account, layout: Layout) -> Cell:
    return ONE_SIDED if account.event.side_a and _other_side(False, account, layout) == CIVILIANS else None


def _sides(joined: str, least: int, account: Account, layout: Layout) -> Cell:
    """Both sides in a cell; None where fewer than ``least`` are known."""
    sides = [str(side) for side in (account.event.side_a, _other_side(False, account, layout)) if side]
    return joined.join(sides) if len(sides) >= least else None


def _tags(account: Account, layout: Layout) -> Cell:
    told = (account.estimate("KILLED", kind) for kind in VICTIM_TYPES)
    return JOINED.join(f"{(e.victim_type or '').replace('_', ' ')} killed: {say(e)}" for e in told if e) or None


def say(estimate: Estimate) -> str:
    """An estimate in a cell: "44", "12 to 20", "12 or more"."""
    low, high = (getattr(estimate, part) for part in PARTS[1:])
    if low is None and high is None:
        return "unknown" if estimate.best is None else f"{estimate.best}"
    most = "or more" if estimate.is_open else ""
    ends = f"up to {high}" if low is None else f"{low}" if low == high or high is None else f"{low} to {high}"
    return f"{ends} {most}".strip()


def _articles(of: str, account: Account, layout: Layout) -> Cell:
    values = (getattr(one, of) for one in account.articles if not one.copy_of)
    return JOINED.join(dict.fromkeys(value for value in values if value)) or None


def _articles_named(account: Account, layout: Layout) -> Cell:
    told = (", ".join(p for p in (a.outlet, a.published, a.title) if p) for a in account.articles if not a.copy_of)
    return JOINED.join(dict.fromkeys(one for one in told if one)) or None


def _originals(account: Account, layout: Layout) -> Cell:
    return sum(not one.copy_of for one in account.articles)


def _sources(account: Account, layout: Layout) -> Cell:
    return JOINED.join(account.independent) or None


def _source_kinds(account: Account, layout: Layout) -> Cell:
    own = {account.sources[c.key] for c in account.casualties if not (c.source or c.relay)}
    found = Counter(kind_of(source, outlet=source in own) or "other" for source in account.independent)
    return JOINED.join(f"{kind}: {number}" for kind, number in sorted(found.items())) or None


def _status(account: Account, layout: Layout) -> Cell:
    if account.graded is None:
        return None
    if account.graded.grade in ("contested", "discounted"):
        return "Contested strike"
    return "Likely strike" if account.graded.grade in ("fair", "confirmed") else "Single source claim"


def _graded(of: str, account: Account, layout: Layout) -> Cell:
    return getattr(account.graded, of) if account.graded is not None else None


def _victims(account: Account, layout: Layout) -> Cell:
    return JOINED.join(", ".join(_described(v)) for v in account.victims) or None


def _described(victim: object) -> list[str]:
    name, age, sex, child, what = (getattr(victim, n) for n in ("name", "age", "sex", "is_child", "what"))
    grown = None if child is None else "child" if child else "adult"
    return [str(part) for part in (name, age, sex, grown, what.lower()) if part is not None]


def _victims_number(account: Account, layout: Layout) -> Cell:
    return len(account.victims)


def _notes(account: Account, layout: Layout) -> Cell:
    """What happened: the event's name, and the sentences that the estimates of all killed and injured rest on, with who said so."""
    parts = [account.event.name]
    by_key = {claim.key: claim for claim in account.claims}
    for label in ("KILLED", "INJURED"):
        estimate = account.estimate(label)
        for key in estimate.rests_on.get("best", ())[:1] if estimate else ():
            claim = by_key[key]
            told = ", ".join(part for part in (claim.outlet, claim.published) if part)
            parts.append(f"{(claim.sentence or claim.text).strip()} ({told})" if told else claim.sentence or claim.text)
    disputed = sum(account.states.get(c.key, State()).state in ("disputed", "withdrawn") for c in account.casualties)
    if disputed:
        parts.append(f"Claims that are disputed or withdrawn: {disputed}.")
    return " ".join(dict.fromkeys(part for part in parts if part))[:LONGEST]


FACTS: Mapping[str, Fact] = {
    "event_id": partial(_field, "id"),
    "first_day": partial(_day, "first_day"),
    "last_day": partial(_day, "last_day"),
    "year": _year,
    "day_code": _day_code,
    "kind": partial(_code, "kind", "kind"),
    "sub_kind": partial(_code, "sub_kind", "kind"),
    "family": partial(_code, "family", "kind"),
    "kind_told": partial(_field, "kind"),
    "country": _country,
    "admin1": partial(_field, "admin1"),
    "admin2": partial(_field, "admin2"),
    "place": partial(_field, "place"),
    "place_told": _place_told,
    "place_code": partial(_code, "place", "place_precision"),
    "latitude": partial(_field, "lat"),
    "longitude": partial(_field, "lon"),
    "point": _point,
    "grid": _grid,
    "clarity": _clarity,
    "civilian_targeting": _civilian_targeting,
    "side_a": partial(_field, "side_a"),
    "side_b_or_civilians": partial(_other_side, True),
    "side_b_or_civilians_alone": partial(_other_side, False),
    "actors": partial(_sides, JOINED, 1),
    "dyad": partial(_sides, " - ", 2),
    "type_of_violence": _type_of_violence,
    "deaths_a": _deaths_a,
    "deaths_b": _deaths_b,
    "killed_conservative": _conservative,
    "civilians": partial(_number, "KILLED", "civilian", "best"),
    "deaths_unknown": _deaths_unknown,
    **{f"killed_{part}": partial(_number, "KILLED", None, part) for part in PARTS},
    **{f"injured_{part}": partial(_number, "INJURED", None, part) for part in PARTS},
    **{
        f"killed_{kind}_{part}": partial(_number, "KILLED", kind, part)
        for kind in VICTIM_TYPES
        for part in ("low", "high")
    },
    "tags": _tags,
    "articles": _originals,
    "articles_named": _articles_named,
    "outlets": partial(_articles, "outlet"),
    "published": partial(_articles, "published"),
    "titles": partial(_articles, "title"),
    "urls": partial(_articles, "url"),
    "sources": _sources,
    "source_kinds": _source_kinds,
    "status": _status,
    "grading": partial(_graded, "grade"),
    "grading_why": partial(_graded, "why"),
    "victims": _victims,
    "victims_number": _victims_number,
    "notes": _notes,
}
