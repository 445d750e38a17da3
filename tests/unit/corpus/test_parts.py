"""A run in parts: the same bytes whoever does them, nothing lost or doubled by a kill, deadly articles set aside, told when refused."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as parquet
import pytest

from components import corpus, workspace
from components.corpus import Done, Output, files, planned
from components.lexicons import DATA
from components.model import Annotated, Problem
from tests.unit.corpus import quick

ROOT = DATA.parent


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """Forty articles in one file, and five in files of their own."""
    folder = tmp_path / "in"
    folder.mkdir()
    lines = [json.dumps({"id": f"a{n:02}", "text": f"Report {n} of the day: “é” {'word ' * n}"}) for n in range(40)]
    (folder / "many.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    for n in range(5):
        (folder / f"one{n}.txt").write_text(f"File {n} holds an article.", "utf-8")
    return folder


@pytest.fixture(autouse=True)
def no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workspace, "warm_up", lambda: None)


def run(
    texts: Path, out: Path, workers: int = 1, form: str = "jsonl", size: int = 1_000, dask: str | None = None
) -> list[Done]:
    output = Output(str(out), form)  # type: ignore[arg-type]
    return list(corpus.run(planned([str(texts)], size), output, workers, dask, quick.do))


def written(out: Path) -> dict[str, bytes]:
    return {str(p.relative_to(out)): p.read_bytes() for p in sorted(out.rglob("part-*"))}


def ids(out: Path) -> list[str]:
    return [json.loads(line)["id"] for data in written(out).values() for line in data.splitlines()]


def test_every_article_is_in_one_part_in_the_order_of_the_input(texts: Path, tmp_path: Path) -> None:
    done = run(texts, tmp_path / "out")
    assert len(done) > 3
    found = ids(tmp_path / "out")
    assert found[:40] == [f"a{n:02}" for n in range(40)]
    assert (len(found), len(set(found)), sum(d.articles for d in done)) == (45, 45, 45)


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_one_process_and_several_write_the_same_bytes(texts: Path, tmp_path: Path, form: str) -> None:
    run(texts, tmp_path / "one", form=form)
    run(texts, tmp_path / "two", 2, form=form)
    assert written(tmp_path / "one") == written(tmp_path / "two") != {}


def test_parquet_holds_a_table_in_each_folder(texts: Path, tmp_path: Path) -> None:
    run(texts, tmp_path / "out", form="parquet")
    assert parquet.read_table(tmp_path / "out" / "articles").num_rows == 45
    assert set(parquet.read_table(tmp_path / "out" / "annotations").column("label").to_pylist()) == {"ORG"}


def test_a_part_that_is_there_is_not_done_again(texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = run(texts, tmp_path / "out")
    kept = written(tmp_path / "out")
    (tmp_path / "out" / ".dateline" / "jsonl" / "done" / "000001.json").unlink()
    asked: list[str] = []

    def annotate(item: Annotated) -> tuple[Annotated, tuple[Problem, ...]]:
        asked.append(item.article.id)
        return item, ()

    monkeypatch.setattr(quick, "annotate", annotate)
    assert [d.number for d in run(texts, tmp_path / "out")] == [d.number for d in before]
    assert 0 < len(asked) < 20
    assert written(tmp_path / "out").keys() == kept.keys()


def test_a_run_over_other_files_is_refused(texts: Path, tmp_path: Path) -> None:
    run(texts, tmp_path / "out")
    (texts / "one9.txt").write_text("Another one.")
    with pytest.raises(corpus.PlanError, match="name another folder"):
        run(texts, tmp_path / "out")


def test_a_process_that_is_killed_loses_and_doubles_nothing(texts: Path, tmp_path: Path) -> None:
    (texts / "one2.txt").write_text(f"ONCE {tmp_path / 'died'} is where it died.")
    done = run(texts, tmp_path / "out", 2)
    assert (tmp_path / "died").exists()
    assert not [problem for d in done for problem in d.problems]
    assert len(ids(tmp_path / "out")) == len(set(ids(tmp_path / "out"))) == 45


def test_an_article_that_kills_its_process_is_set_aside_after_three_tries(texts: Path, tmp_path: Path) -> None:
    (texts / "one2.txt").write_text("DEADLY to whoever reads it.")
    done = run(texts, tmp_path / "out", 2)
    (problem,) = [problem for d in done for problem in d.problems]
    assert "3 processes in a row ended" in problem.message
    assert len(ids(tmp_path / "out")) == 44


def test_a_file_that_cannot_be_read_is_told_and_the_rest_goes_on(texts: Path, tmp_path: Path) -> None:
    plan = planned([str(texts)], 1_000)
    (texts / "one3.txt").unlink()
    done = list(corpus.run(plan, Output(str(tmp_path / "out")), do=quick.do))
    (problem,) = [problem for d in done for problem in d.problems]
    assert "cannot be read" in problem.message
    assert sum(d.articles for d in done) == 44


def test_nothing_to_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(corpus.PlanError, match="no file to read"):
        planned([str(tmp_path / "empty")])


def test_an_address_of_fsspec_is_read_and_written(texts: Path) -> None:
    files.write("memory://corpus/in/a.txt", b"An article in memory.")
    assert list(files.found("memory://corpus/in")) == [("memory:///corpus/in/a.txt", 21)]
    done = list(corpus.run(planned(["memory://corpus/in"]), Output("memory://corpus/out"), do=quick.do))
    assert done[0].articles == 1
    assert b"An article in memory." in files.read("memory://corpus/out/part-000000.jsonl")


@pytest.fixture
def cluster() -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler and two workers, each a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}

    def start(*arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "dask", *arguments, "--host", "127.0.0.1"]
        return subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE)

    scheduler = start("scheduler", "--port", "0", "--no-dashboard")
    assert scheduler.stderr is not None
    address = next(
        m[1] for line in scheduler.stderr if (m := re.search(rb"Scheduler at:\s+(tcp://\S+)", line))
    ).decode()
    workers = [start("worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard") for _ in range(2)]
    yield address, workers
    for process in (*workers, scheduler):
        process.kill()
        process.wait()
        if process.stderr:
            process.stderr.close()


def test_a_worker_of_a_cluster_that_is_killed_loses_and_doubles_nothing(
    texts: Path, tmp_path: Path, cluster: tuple[str, list[subprocess.Popen[bytes]]]
) -> None:
    run(texts, tmp_path / "one", size=200)
    address, workers = cluster
    plan = planned([str(texts)], 200)
    found = corpus.run(plan, Output(str(tmp_path / "out")), dask=address, do=quick.do_slowly)
    first = next(found)
    os.kill(workers[0].pid, signal.SIGKILL)
    done = [first, *found]
    assert [d.number for d in done] == list(range(len(plan.parts)))
    assert written(tmp_path / "out") == written(tmp_path / "one")


def test_a_scheduler_that_is_not_there_is_told_in_a_sentence(
    texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(corpus.cluster, "PATIENCE", 1.0)
    with pytest.raises(corpus.ClusterError, match=r"no scheduler answers at tcp://127.0.0.1:9"):
        run(texts, tmp_path / "out", dask="tcp://127.0.0.1:9")
