"""What can go wrong in the store.

StoreError
├── ArticleMissingError   there is no such article
├── ArticleRejectedError  an article that cannot be stored as it is
├── DetailsRefusedError   somebody else corrected the same detail (details.py)
├── TextRefusedError      somebody else corrected the same text, or nothing of it was changed
└── HandRefusedError      somebody else set the same name on the memory's page (remembering.py)
"""

from __future__ import annotations


class StoreError(RuntimeError):
    """The store cannot be opened, or did not do what was asked; the message says why and what to try."""


class ArticleMissingError(StoreError):
    """There is no article with this id."""

    def __init__(self, article_id: str) -> None:
        super().__init__(f"there is no article {article_id!r} in the library")


class ArticleRejectedError(StoreError):
    """The article cannot be stored as it is: its text was not settled, or its id belongs to another text."""


class TextRefusedError(StoreError):
    """A correction of a text that was not made: it was of another version, changes nothing, or is somebody else's."""
