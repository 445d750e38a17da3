"""Entities across articles: the key a name has by itself, what analysts decided, and both applied to an article. Rank 1.

entity_id(name, label), key_of(annotation, text)      the id of a name in every article
replay(decisions) -> Identities                       who is who after what analysts decided
settled(decision, identities, seen) -> Decision       checked, or DecisionRefusedError
resolved(annotated, identities) -> Annotated          an article with all names as analysts want them
calls(annotated, identities) -> Calls                 what of that differs from the rows, for the reader
"""

from __future__ import annotations

from components.identity.decisions import Decision, DecisionRefusedError, Identities, replay, settled
from components.identity.keys import UNNAMED, entity_id, key_of, mention_of, normalised, tidy
from components.identity.resolving import calls, resolved

__all__ = [
    "UNNAMED",
    "Decision",
    "DecisionRefusedError",
    "Identities",
    "calls",
    "entity_id",
    "key_of",
    "mention_of",
    "normalised",
    "replay",
    "resolved",
    "settled",
    "tidy",
]
