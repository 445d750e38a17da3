"""One place where a rule may fail: a sentence is lost and said to be, never an article."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
FAILURES = (ValueError, IndexError, KeyError, TypeError, AttributeError, RecursionError)


class Guard:
    """Calls rules; what one raises becomes a sentence in ``problems``."""

    def __init__(self, problems: list[str]):
        self.problems = problems

    def __call__(self, offset: int, rule: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
        """What ``rule`` answers, None where it failed; ``offset`` says where in the text it was at work."""
        try:
            return rule(*args, **kwargs)
        except FAILURES as error:
            self.problems.append(f"The quotes around character {offset} could not be read ({error!r}).")
            return None
