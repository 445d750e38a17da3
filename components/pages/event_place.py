"""Where an event was, set by hand: the gazetteer's coordinates, one's own, how precise they are, and the levels above the place."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from components import session
from components.events.account import Account
from components.events.decisions import SETS
from components.events.model import PLACE_PRECISIONS, Event
from components.events.places import country_names, key, regions_of
from components.events.points import read_point, say_point
from components.events.towns import Town, located, towns
from components.pages import layout
from components.pages.event_deciding import decide, field, one_of

OWN = "its own coordinates"
MOST = 40  # towns of one name to choose from


@dataclass(frozen=True, slots=True)
class Typed:
    """What the form holds; ``point`` as it was written."""

    place: str
    point: str
    precision: str | None
    country: str | None
    admin1: str
    admin2: str


def form(account: Account, seen: int) -> None:
    """The place of the event; what is not changed is not stored, and what a colleague saved since is refused and told."""
    kept = f"event place {account.event.id}"
    seen, was = session.recall(kept, None) or session.remember(kept, (seen, account.event))
    typed = fields(was)
    if not st.button("Save the place", type="primary", key="event-place-save"):
        return
    try:
        data = read(typed)
    except ValueError as error:
        st.error(layout.plain(str(error)), icon=":material/error:")
        return
    if any(getattr(was, name) != data[name] for name in SETS["place"]):
        decide("place", seen, {"event": was.id, **data})
    session.forget(kept)
    st.rerun()


def fields(was: Event) -> Typed:
    """The fields of the form; those that follow from the town that was chosen begin with what the gazetteer says of it."""
    place = field("Place", was.id, was.place)
    town = choice(was, place)
    of = f"{was.id}-{town.lat},{town.lon}" if town else was.id
    same = place == (was.place or "")
    before = say_point(was.lat, was.lon) if same and was.lat is not None and was.lon is not None else ""
    left, right = st.columns([1.3, 1])
    with left:
        point = field("Coordinates", of, say_point(town.lat, town.lon) if town else before, "33.51, 36.29")
    with right:
        precision = one_of("Precision", of, PLACE_PRECISIONS, "town" if town else was.place_precision)
    country = named_country(of, town.country if town else was.country)
    left, right = st.columns(2)
    with left:
        admin1 = region(of, country, was.admin1 if country == was.country else None)
    with right:
        admin2 = field("Second level (district)", of, was.admin2 if country == was.country else "")
    return Typed(place, point, precision, country, admin1, admin2)


def choice(was: Event, place: str) -> Town | None:
    """The town of this name that is meant; None where the gazetteer knows none, or the coordinates are one's own."""
    found = towns(place)[:MOST] if place else ()
    if not found:
        if place and was.lat is None:
            st.caption("The gazetteer has no town of this name: type its coordinates, or leave them empty.")
        return None
    only = located(place, (was.country,) if was.country else ())
    here = [town for town in found if (town.lat, town.lon) == (was.lat, was.lon)]
    meant = here[0] if here else only if was.lat is None or key(place) != key(was.place or "") else None
    options = [OWN, *(say(town) for town in found)]
    chosen = st.selectbox(
        "Which one" if len(found) == 1 else f"Which of {len(found)} towns of this name",
        options,
        index=found.index(meant) + 1 if meant else 0 if was.lat is not None else None,
        placeholder="Choose the town that is meant",
        key=f"event-town-{was.id}-{key(place)}",
    )
    at = options.index(chosen) - 1 if chosen else -1
    return found[at] if at >= 0 else None


def say(town: Town) -> str:
    """A town as people choose it."""
    country = country_names().get(town.country, town.country)
    return f"{town.name}, {country} ({town.people:,} people; {say_point(town.lat, town.lon)})"


def named_country(of: str, value: str | None) -> str | None:
    """A country, by its name."""
    codes = [*country_names(), *([value] if value and value not in country_names() else [])]
    return st.selectbox(
        "Country",
        codes,
        index=codes.index(value) if value in codes else None,
        format_func=lambda code: country_names().get(code, code),
        placeholder="not known",
        key=f"event-country-{of}",
    )


def region(of: str, country: str | None, value: str | None) -> str:
    """The first administrative level: one that the gazetteer has of the country, or as typed."""
    known = regions_of(country) if country else []
    options = known if value is None or value in known else [value, *known]
    chosen = st.selectbox(
        "First level (region)",
        options,
        index=options.index(value) if value else None,
        placeholder="not known",
        accept_new_options=True,
        key=f"event-admin1-{of}-{country}",
    )
    return " ".join((chosen or "").split())


def read(typed: Typed) -> dict[str, object]:
    """The data of a decision on the place. Raises ValueError with a sentence for the analyst."""
    lat, lon = read_point(typed.point) if typed.point else (None, None)
    if lat is not None and typed.precision is None:
        raise ValueError(f"Say how precise the coordinates are: {', '.join(PLACE_PRECISIONS)}.")
    return {
        "place": typed.place or None,
        "lat": lat,
        "lon": lon,
        "place_precision": typed.precision,
        "country": typed.country,
        "admin1": typed.admin1 or None,
        "admin2": typed.admin2 or None,
    }
