"""What a person chose for a file that does not say it itself: its encoding, its columns, its labels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Choices:
    """``encoding`` of the bytes (a Python codec, None: found out); ``columns``: field → column of a table ("text" → "Body");
    ``labels``: a label of another tool → one of ours ("MISC" → "NORP"), "" to leave it out; ``keep``: whether articles bring the file
    that they came in."""

    encoding: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    keep: bool = False


AS_FOUND = Choices()
