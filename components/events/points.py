"""Coordinates as people write them into a field or copy them from a map: "33.51, 36.29", "33°30'36"N 36°17'24"E"."""

from __future__ import annotations

import re

A_POINT = "Coordinates are a latitude from -90 to 90 and a longitude from -180 to 180, such as 33.51, 36.29"
LONGEST = 100  # characters
_ANGLE = r"([-−+]?\d{1,3}(?:\.\d+)?)\s*°?\s*(?:(\d{1,2}(?:\.\d+)?)\s*['′’]\s*)?(?:(\d{1,2}(?:\.\d+)?)\s*[\"″”]\s*)?"
_POINT = re.compile(rf"{_ANGLE}([NS]?)\s*[,;\s]\s*{_ANGLE}([EW]?)", re.I)


def read_point(typed: str) -> tuple[float, float]:
    """Latitude and longitude in degrees, north and east positive. Raises ValueError with a sentence of what would do.

    >>> read_point("33.51, -36.29"), read_point("33.5 S 36.25 E"), read_point("33°30'N, 36°15'W")
    ((33.51, -36.29), (-33.5, 36.25), (33.5, -36.25))
    """
    found = _POINT.fullmatch(" ".join(typed.split())) if len(typed) <= LONGEST else None
    if found is None:
        raise ValueError(f"{A_POINT}.")
    lat, lon = _degrees(*found.groups()[:4]), _degrees(*found.groups()[4:])
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise ValueError(f"{A_POINT}; {say_point(lat, lon)} is none.")
    return lat, lon


def say_point(lat: float, lon: float) -> str:
    """Coordinates as a field shows them, and as ``read_point`` reads them again.

    >>> say_point(33.51, -36.0)
    '33.51, -36'
    """
    return f"{_plain(lat)}, {_plain(lon)}"


def _degrees(whole: str, minutes: str | None, seconds: str | None, side: str) -> float:
    degrees = float(whole.replace("−", "-"))
    more = float(minutes or 0) / 60 + float(seconds or 0) / 3600
    signed = degrees - more if whole[0] in "-−" else degrees + more
    return round(-signed if side.upper() in ("S", "W") else signed, 6)


def _plain(angle: float) -> str:
    return f"{angle:.6f}".rstrip("0").rstrip(".")
