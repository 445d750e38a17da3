"""Whom a mention means: names, roles and pronouns resolved to full names within an article.

``Cast(doc, text, entities).resolve(start, end)`` answers with a name and a score; below ``SURE`` the link is a guess.
"""

from __future__ import annotations

from components.extract.speakers.cast import SURE, Cast
from components.extract.speakers.people import Speaker

__all__ = ["SURE", "Cast", "Speaker"]
