"""The labels of figures: the one place of extraction that spells them, so that a new kind is a module of figures/ and a line here."""

from __future__ import annotations

from components.model import CASUALTIES

KILLED, INJURED, MISSING, ABDUCTED, DETAINED, DISPLACED = CASUALTIES
HARM = frozenset({KILLED, INJURED})
WEAPON_COUNT = "WEAPON_COUNT"
SPECIFICATIONS = RANGE, SPEED, CALIBRE, PAYLOAD, WEIGHT = ("RANGE", "SPEED", "CALIBRE", "PAYLOAD", "WEIGHT")
MONEY = "MONEY"
PERCENT = "PERCENT"
DURATION = "DURATION"
AGE = "AGE"
MEASURE = "MEASURE"
COUNT = "COUNT"
