"""What can go wrong with a worker."""

from __future__ import annotations


class ReadingStoppedError(RuntimeError):
    """A worker ended, or was ended, before it had read the article; the message is for the analyst."""


class ReadingFailedError(RuntimeError):
    """The extraction itself stopped at something in the article; the worker is as good as before."""
