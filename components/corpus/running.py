"""All parts of a plan, in this process, in several, or on a Dask cluster: told of in their order, whoever did them first."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool

from components import workspace
from components.corpus import cluster, parts, plan
from components.corpus.parts import Done, Output, PartError
from components.corpus.plan import Piece, Plan

ATTEMPTS = 3 * parts.TRIES  # pools that one run may lose without any part getting done between
Do = Callable[[int, Sequence[Piece], Output], Done]


def run(wanted: Plan, output: Output, workers: int = 1, dask: str | None = None, do: Do = parts.do) -> Iterator[Done]:
    """What became of each part, in their order; parts that are there already are not done again.

    ``do`` does one part, wherever. Raises PlanError, PartError, ClusterError, ModelMissingError, OSError.
    """
    plan.kept(wanted, output.side("plan.json"))
    numbered = list(enumerate(wanted.parts))
    if dask:
        yield from _in_order(cluster.each(numbered, output, dask, do, workers), len(numbered))
    elif workers > 1 and len(numbered) > 1:
        workspace.warm_up()  # a forked process then has the model already; elsewhere this says early that it is missing
        yield from _in_order(_in_processes(numbered, output, workers, do), len(numbered))
    else:
        yield from (do(number, pieces, output) for number, pieces in numbered)


def _in_order(found: Iterator[Done], total: int) -> Iterator[Done]:
    """The parts by number, each as soon as all before it are there."""
    waiting: dict[int, Done] = {}
    for number in range(total):
        while number not in waiting:
            one = next(found)
            waiting[one.number] = one
        yield waiting.pop(number)


def _in_processes(
    numbered: Sequence[tuple[int, tuple[Piece, ...]]], output: Output, workers: int, do: Do
) -> Iterator[Done]:
    """The parts as they get done; where a process is killed, those that were on their way are done anew."""
    left = dict(numbered)
    lost = 0
    while left:
        before = len(left)
        for one in _until_broken(left, output, workers, do):
            del left[one.number]
            yield one
        lost = lost + 1 if len(left) == before else 0
        if lost > ATTEMPTS:
            raise PartError(f"{lost} times in a row the processes were killed before any of them had done a part")
        if left:
            time.sleep(0.1)


def _until_broken(
    left: dict[int, tuple[Piece, ...]], output: Output, workers: int, do: Do
) -> Iterator[Done]:  # fmt: skip
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context()) as pool:
        ahead = iter(sorted(left.items()))
        going: set[Future[Done]] = set()
        try:
            while True:
                while len(going) < 2 * workers and (following := next(ahead, None)) is not None:
                    going.add(pool.submit(do, *following, output))
                if not going:
                    return
                finished, going = wait(going, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in finished)
        except BrokenProcessPool:
            return
