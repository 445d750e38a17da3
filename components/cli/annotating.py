"""Annotates articles without the store: one after the other or on several processes, in the order of input."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

from components import workspace
from components.model import Annotated, Problem

AHEAD = 4  # articles waiting for each worker: enough to keep it busy, and memory does not follow the input
Item = Annotated | Problem
Done = tuple[Item, tuple[Problem, ...]]
T = TypeVar("T")


def annotate(item: Item) -> Done:
    """The article with everything the machine finds in it beside what people judged, and what could not be read.

    Machine-made suggestions that the article came with are made anew, and a missing date is suggested from the text.
    """
    if isinstance(item, Problem):
        return item, ()
    return workspace.annotate_whole(item)


def annotate_all(items: Iterable[Item], workers: int = 1) -> Iterator[Done]:
    """``annotate`` of each item, in their order; raises ModelMissingError where there is no model."""
    if workers <= 1:
        workspace.warm_up()
        yield from map(annotate, items)
    else:
        workspace.warm_up()  # a forked worker then has the model already; elsewhere this says early that it is missing
        context = multiprocessing.get_context()
        with ProcessPoolExecutor(workers, mp_context=context) as pool:
            yield from _in_order(items, lambda item: pool.submit(annotate, item).result, workers * AHEAD)


def _in_order(items: Iterable[Item], submit: Callable[[Item], Callable[[], Done]], ahead: int) -> Iterator[Done]:
    """The results in the order of the items, with at most ``ahead`` of them on their way."""
    waiting: deque[Callable[[], Done]] = deque()
    for item in items:
        waiting.append(submit(item))
        if len(waiting) >= ahead:
            yield waiting.popleft()()
    while waiting:
        yield waiting.popleft()()
