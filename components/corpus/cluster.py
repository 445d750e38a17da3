"""Parts on a Dask cluster; the home of distributed. The scheduler sees numbers and names of files, never an article."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from components.corpus.plan import Piece

if TYPE_CHECKING:
    from components.corpus.parts import Done, Output

PATIENCE = 15.0  # seconds to reach a scheduler
AHEAD = 4  # parts for each thread of a worker that the scheduler knows of: it need not know a million
AGAIN = 3  # times that a part is handed out anew after the scheduler gave it up
LOCAL = "local"
REQUIREMENTS = "components/corpus/requirements.txt"
Numbered = tuple[int, tuple[Piece, ...]]


class ClusterError(RuntimeError):
    """The cluster cannot be used; the message is for people."""


def each(
    numbered: Sequence[Numbered],
    output: Output,
    address: str,
    do: Callable[[int, Sequence[Piece], Output], Done],
    workers: int = 1,
) -> Iterator[Done]:
    """The parts as they get done, on the scheduler at ``address`` or ("local") on ``workers`` processes of this machine.

    A worker that is lost has its part handed to another one. Raises ClusterError.
    """
    try:
        from distributed import Client, LocalCluster
    except ImportError as error:
        raise ClusterError(f"--dask needs more packages: pip install -r {REQUIREMENTS}") from error
    connect: Any = Client
    local: Any = LocalCluster
    if address == LOCAL:
        here = local(n_workers=workers, threads_per_worker=1, dashboard_address=None)
        with here, connect(here) as client:
            yield from _done(client, numbered, output, do)
        return
    try:
        client = connect(address, timeout=PATIENCE)
    except (OSError, TimeoutError, ValueError) as error:
        raise ClusterError(
            f"no scheduler answers at {address}: {error or 'it did not in time'}. Start one with "
            "“dask scheduler” and workers with “dask worker ADDRESS --nthreads 1”, or use --dask local."
        ) from error
    with client:
        yield from _done(client, numbered, output, do)


def _done(client: Any, numbered: Sequence[Numbered], output: Output, do: Any) -> Iterator[Done]:
    from distributed import as_completed
    from distributed.scheduler import KilledWorker

    left = iter(numbered)
    tries: dict[int, int] = {}
    named: dict[Any, Numbered] = {}
    room = AHEAD * max(1, sum(client.nthreads().values()))
    completed: Any = as_completed

    def submit(one: Numbered) -> Any:
        tries[one[0]] = tries.get(one[0], 0) + 1
        key = f"dateline-{id(named)}-{one[0]}-{tries[one[0]]}"
        future = client.submit(do, one[0], one[1], output, key=key, pure=False)
        named[future.key] = one
        return future

    going = completed([submit(one) for _, one in zip(range(room), left, strict=False)])
    for future in going:
        one = named.pop(future.key)
        try:
            yield future.result()
        except KilledWorker:
            if tries[one[0]] > AGAIN:
                raise ClusterError(
                    f"part {one[0]} was given up: {AGAIN} times all workers that took it were lost"
                ) from None
            going.add(submit(one))
            continue
        if (following := next(left, None)) is not None:
            going.add(submit(following))
