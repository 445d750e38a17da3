"""The command line: what it reads and writes, its exit status, and that the output never depends on the run."""

from __future__ import annotations

import io
import json
import resource
import sqlite3
import sys
from pathlib import Path

import pytest

from components import workspace
from components.cli import main, make_parser
from components.cli.commands import COMMANDS
from components.exporters import EXPORTERS
from components.lexicons import DATA
from components.model import Annotated, Annotation, Article, EntityValues, Extraction, Span
from components.store import open_store
from components.tables import EVENT_TABLES, TABLES

GOLDEN = Path(__file__).parents[1] / "golden" / "csv"
ARTICLE = "Ferry sinks\n\nVarga said the ferry sank.\n"


def found_in(article: Article, tell: object = None, memory: object = None) -> Extraction:
    """A stand-in for the extractor: every "Varga" is a person."""
    if "crash" in article.text:
        raise ValueError("no such rule")
    starts = [i for i in range(len(article.text)) if article.text.startswith("Varga", i)]
    people = [
        Annotation(f"p{i}", "entity", "PERSON", i, i + 5, EntityValues(name="Ines Varga"), "model") for i in starts
    ]
    return Extraction(tuple(people), (Span(0, len(article.text)),))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder as working directory, and the stand-in for the extractor."""
    monkeypatch.setattr(workspace, "annotate", found_in)
    monkeypatch.setattr(workspace, "warm_up", lambda: None)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def wires(folder: Path) -> Path:
    """A folder with articles of several formats, one of them below another folder."""
    (folder / "wires" / "b").mkdir(parents=True)
    (folder / "wires" / "c.txt").write_text(ARTICLE)
    (folder / "wires" / "a.csv").write_text("id,date,text\nx2,2024-05-02,Varga left.\nx1,2024-05-01,Nobody left.\n")
    (folder / "wires" / "b" / "d.jsonl").write_text(json.dumps({"id": "x3", "text": "Varga came."}) + "\n")
    (folder / "wires" / ".hidden.txt").write_text("Not read.")
    return folder / "wires"


def ids(path: Path) -> list[str]:
    return [json.loads(line)["id"] for line in path.read_text("utf-8").splitlines()]


def test_annotate_writes_jsonl_in_the_order_of_input(wires: Path, folder: Path) -> None:
    assert main(["annotate", str(wires), "-o", "out.jsonl"]) == 0
    assert ids(folder / "out.jsonl")[:2] == ["x2", "x1"]
    assert ids(folder / "out.jsonl")[3] == "x3"
    record = json.loads((folder / "out.jsonl").read_text().splitlines()[0])
    assert record["annotations"][0]["text"] == "Varga"


@pytest.mark.parametrize("out", ["out", "out.zip", "out.jsonl", "figures.csv"])
def test_two_runs_are_the_same_to_the_byte(out: str, wires: Path, folder: Path) -> None:
    assert [main(["annotate", str(wires), "-o", f"{run}/{out}"]) for run in "ab"] == [0, 0]
    first, second = (sorted(p for p in (folder / run).rglob("*") if p.is_file()) for run in "ab")
    assert [p.read_bytes() for p in first] == [p.read_bytes() for p in second]
    assert len(first) == (len(TABLES) + 3 if out == "out" else 1)


def test_workers_change_nothing_but_the_time(wires: Path, folder: Path) -> None:
    for workers in "13":
        assert main(["annotate", str(wires), "-o", f"{workers}.jsonl", "--workers", workers]) == 0
    assert (folder / "1.jsonl").read_bytes() == (folder / "3.jsonl").read_bytes()


def test_tables_are_sorted_by_day_and_id(wires: Path, folder: Path) -> None:
    assert main(["annotate", str(wires), "-o", "out"]) == 0
    lines = (folder / "out" / "articles.csv").read_text().splitlines()[1:]
    assert [line.split(",")[0] for line in lines][1:] == ["x3", "x1", "x2"]


def test_annotating_the_output_again_changes_nothing(wires: Path, folder: Path) -> None:
    assert main(["annotate", str(wires), "-o", "once.jsonl"]) == 0
    assert main(["annotate", "once.jsonl", "-o", "twice.jsonl"]) == 0
    assert (folder / "once.jsonl").read_bytes() == (folder / "twice.jsonl").read_bytes()


def test_what_people_judged_stays_as_it_is(folder: Path) -> None:
    judged = {"id": "k", "label": "ORG", "start": 0, "end": 5, "status": "accepted", "origin": "analyst"}
    gone = {"id": "g", "label": "PERSON", "start": 12, "end": 17, "status": "rejected", "origin": "model"}
    record = {"text": "Varga left. Varga came.", "annotations": [judged, gone]}
    (folder / "in.jsonl").write_text(json.dumps(record))
    assert main(["annotate", "in.jsonl", "-o", "out.jsonl"]) == 0
    out = json.loads((folder / "out.jsonl").read_text())["annotations"]
    assert [(a["id"], a["label"], a["status"]) for a in out] == [
        ("k", "ORG", "accepted"), ("p0", "PERSON", "suggested"), ("g", "PERSON", "rejected")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("piped", "texts"),
    [
        (b"Varga left.\n", ["Varga left.\n"]),
        (b'{"text": "Varga left."}\n{"text": "Nobody came."}\n', ["Varga left.", "Nobody came."]),
    ],
)
def test_standard_input_is_text_or_jsonl(
    piped: bytes,
    texts: list[str],
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(piped)))
    assert main(["annotate", "-", "-o", "-"]) == 0
    lines = capfdbinary.readouterr().out.splitlines()
    assert [json.loads(line)["text"] for line in lines] == texts


def test_what_was_skipped_is_told_and_the_rest_is_written(
    wires: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (wires / "e.pdf").write_bytes(b"%PDF-1.4")
    (wires / "f.txt").write_bytes(b"")
    assert main(["annotate", str(wires), "-o", "out.jsonl"]) == 1
    assert len(ids(folder / "out.jsonl")) == 4
    told = capsys.readouterr().err
    assert f"{wires}/e.pdf: The PDF cannot be opened" in told
    assert f"{wires}/f.txt: The file is empty." in told
    assert "4 articles written to out.jsonl, 2 problems told above" in told


def test_an_article_on_which_the_extractor_fails_is_kept_and_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "a.txt").write_text("A crash.")
    assert main(["annotate", "a.txt", "-o", "out.jsonl"]) == 1
    assert json.loads((folder / "out.jsonl").read_text())["annotations"] == []
    assert "ValueError: no such rule" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "usage: python -m components"),
        (["annotate", "nowhere", "-o", "x.jsonl"], "there is no nowhere"),
        (["annotate", "a.txt", "-o", "a.txt"], "a.txt is a file; name a folder"),
        (["annotate", "a.txt", "-o", "out.pdf"], "writes no .pdf; end out.pdf in one of .zip"),
        (["export", "-o", "x.jsonl", "--format", "zip"], "leave one of them out"),
        (["export", "-o", "x.jsonl", "--article", "q"], "there is no article 'q'"),
        (["export", "-o", "x", "--db", "mysql://localhost/x"], "SQLite or PostgreSQL"),
    ],
)
def test_wrong_usage_is_status_2_and_a_sentence(
    arguments: list[str], says: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATELINE_DATABASE_URL", f"sqlite:///{folder}/store.db")
    (folder / "a.txt").write_text("Text.")
    assert main(arguments) == 2
    assert says in capsys.readouterr().err
    assert not (folder / "x.jsonl").exists()


def test_dask_without_its_package_says_what_to_install(
    wires: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert main(["annotate", str(wires), "-o", "x/", "--dask", "tcp://127.0.0.1:1"]) == 2
    assert "pip install -r components/corpus/requirements.txt" in capsys.readouterr().err


def test_the_library_gives_back_what_was_imported(
    wires: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    db = ["--db", f"sqlite:///{folder}/store.db"]
    assert main(["import", str(wires), *db]) == 0
    printed = capsys.readouterr().out.split()
    assert printed[:2] == ["x2", "x1"]
    assert main(["export", "-o", "out.jsonl", *db]) == 0
    assert sorted(ids(folder / "out.jsonl")) == sorted(printed)
    assert main(["export", "-o", "one.jsonl", "--article", "x3", *db]) == 0
    assert ids(folder / "one.jsonl") == ["x3"]
    assert main(["check", *db]) == 0


def test_a_store_is_backed_up_restored_copied_and_repaired(
    wires: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def db(name: str) -> str:
        return f"sqlite:///{folder}/{name}.db"

    assert main(["import", str(wires), "--db", db("a")]) == 0
    assert main(["backup", "-o", "kept.db", "--db", db("a")]) == 0
    before = (folder / "kept.db").read_bytes()
    assert main(["restore", "kept.db", "--db", db("b")]) == 0
    assert (folder / "kept.db").read_bytes() == before
    assert main(["copy", "--from", db("b"), "--to", db("c")]) == 0
    assert "all of them are right" in capsys.readouterr().err
    outputs = []
    for name in "ac":
        assert main(["export", "-o", f"{name}.jsonl", "--db", db(name)]) == 0
        outputs.append((folder / f"{name}.jsonl").read_bytes())
    assert outputs[0] == outputs[1]
    for refused in (
        ["backup", "-o", "kept.db", "--db", db("a")],
        ["restore", "kept.db", "--db", db("b")],
        ["restore", "gone.db", "--db", db("d")],
        ["copy", "--from", db("a"), "--to", db("c")],
    ):
        assert main(refused) == 2
    with sqlite3.connect(folder / "c.db") as broken:
        broken.execute("UPDATE articles SET figures = 99")
    assert main(["check", "--db", db("c")]) == 1
    assert main(["check", "--repair", "--db", db("c")]) == 0
    assert main(["check", "--db", db("c")]) == 0


def test_a_library_moves_to_another_store_whole(folder: Path) -> None:
    stores = [["--db", f"sqlite:///{folder}/{name}.db"] for name in "ab"]
    assert main(["import", str(GOLDEN / "articles.jsonl"), "--no-extract", *stores[0]]) == 0
    assert main(["export", "-o", "a.jsonl", *stores[0]]) == 0
    assert main(["import", "a.jsonl", "--no-extract", *stores[1]]) == 0
    assert main(["export", "-o", "b", *stores[1]]) == 0
    assert (folder / "b" / "articles.jsonl").read_bytes() == (folder / "a.jsonl").read_bytes()
    for table in TABLES.keys() - {"tolls", *EVENT_TABLES}:  # the tolls are computed anew
        assert (folder / "b" / f"{table}.csv").read_bytes() == (GOLDEN / "expected" / f"{table}.csv").read_bytes()


def test_importing_again_changes_nothing_and_tells_what_was_not_taken(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    db = ["--db", f"sqlite:///{folder}/store.db"]
    found = {"id": "k", "label": "ORG", "start": 0, "end": 5}
    record = {"id": "x", "text": "Varga left.", "annotations": [found]}
    judged = {**record, "annotations": [{**found, "status": "accepted", "origin": "analyst"}]}
    (folder / "a.jsonl").write_text(json.dumps(record))
    (folder / "b.jsonl").write_text(json.dumps(judged))
    assert [main(["import", name, *db]) for name in ("a.jsonl", "a.jsonl", "b.jsonl")] == [0, 0, 1]
    assert "those of this file were not taken" in capsys.readouterr().err


def test_import_without_extraction_takes_articles_as_they_are(wires: Path, folder: Path) -> None:
    db = ["--db", f"sqlite:///{folder}/store.db"]
    assert main(["import", str(wires), "--no-extract", *db]) == 0
    assert main(["export", "-o", "annotations.csv", *db]) == 0
    assert len((folder / "annotations.csv").read_text().splitlines()) == 1


@pytest.mark.parametrize(
    ("out", "format_", "written"),
    [("o", "csv", "o/quotes.csv"), ("o", None, "o/README.txt"), ("o.zip", "csv", "o.zip"), ("o.csv", "csv", "o.csv"),
     ("o.jsonl", None, "o.jsonl"), ("o", "jsonl", "o"), ("deep/er/o.zip", None, "deep/er/o.zip")],
)  # fmt: skip
def test_the_name_of_the_output_says_what_it_is(
    out: str, format_: str | None, written: str, wires: Path, folder: Path
) -> None:
    db = ["--db", f"sqlite:///{folder}/store.db"]
    main(["import", str(wires), *db])
    assert main(["export", "-o", out, *(["--format", format_] if format_ else []), *db]) == 0
    assert (folder / written).is_file()


@pytest.mark.parametrize("name", EXPORTERS)
def test_every_export_format_is_reached_by_its_ending(name: str, wires: Path, folder: Path) -> None:
    db = ["--db", f"sqlite:///{folder}/store.db"]
    main(["import", str(wires), "--no-extract", *db])
    out = folder / f"o{EXPORTERS[name].ending}"
    assert main(["export", "-o", str(out), *db]) == 0
    assert main(["export", "-o", str(folder / "named"), "--format", name, *db]) == 0
    named = folder / "named"
    assert out.read_bytes() == (named / "annotations.csv" if named.is_dir() else named).read_bytes()


def test_nothing_half_written_is_left_behind(wires: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(article: Article, *_: object) -> Extraction:
        raise KeyboardInterrupt

    monkeypatch.setattr(workspace, "annotate", interrupted)
    assert main(["annotate", str(wires), "-o", "out.jsonl"]) == 130
    assert [p.name for p in folder.iterdir()] == ["wires"]


def test_a_collection_is_exported_by_its_name(wires: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    url = f"sqlite:///{folder}/store.db"
    main(["import", str(wires), "--no-extract", "--db", url])
    store = open_store(url)
    first = store.ids()[0]
    store.collections.add(store.collections.make("The Siege").id, [first])
    store.close()
    assert main(["export", "-o", "o.jsonl", "--collection", "the siege", "--db", url]) == 0
    assert [json.loads(line)["id"] for line in (folder / "o.jsonl").read_text().splitlines()] == [first]
    assert main(["export", "-o", "p.jsonl", "--collection", "another", "--db", url]) == 2
    assert "there is no collection “another”; there are: the siege" in capsys.readouterr().err


@pytest.mark.parametrize("out", ["o", "o.zip", "o.jsonl"])
def test_a_full_disk_leaves_the_earlier_export_as_it_was(
    out: str, wires: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    db = ["--db", f"sqlite:///{folder}/store.db"]
    assert main(["import", str(wires), *db]) == 0
    assert main(["export", "-o", out, *db]) == 0
    before = contents(folder / out)
    (folder / "more.csv").write_text("text\n" + "".join(f"Varga left {n}.\n" for n in range(200)))
    main(["import", "more.csv", *db])
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (max(len(b) for b in before.values()) + 500, limits[1]))
    try:
        assert main(["export", "-o", out, *db]) != 0
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert "File too large" in capsys.readouterr().err  # what a full disk says is of the same kind
    assert contents(folder / out) == before
    assert not [path.name for path in folder.rglob("*.part")]


def contents(path: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in (sorted(path.iterdir()) if path.is_dir() else [path])}


def test_evaluate_scores_by_label_and_names_confusions(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    right = {
        "id": "r",
        "label": "PERSON",
        "start": 0,
        "end": 5,
        "status": "accepted",
        "origin": "model",
        "name": "Ines Varga",
    }
    wrong = {"id": "w", "label": "ORG", "start": 12, "end": 17, "status": "edited", "origin": "model"}
    missed = {"id": "m", "label": "DATE", "start": 24, "end": 30, "status": "accepted", "origin": "analyst"}
    record = {"text": "Varga left. Varga came. Not so.", "annotations": [right, wrong, missed]}
    (folder / "gold.jsonl").write_text(json.dumps(record) + '\n{"text": "Nobody judged this."}\n')
    assert main(["evaluate", "gold.jsonl"]) == 1
    out, told = capsys.readouterr()
    table = {line.split()[0]: line.split()[1:] for line in out.splitlines() if line}
    assert table["PERSON"] == ["50.0", "100.0", "66.7", "1", "2", "1", "100.0"]
    assert table["all"] == ["50.0", "33.3", "40.0", "1", "2", "3", "100.0"]
    assert table["ORG"][:2] == ["PERSON", "1"]
    assert table["DATE"][:2] == ["nothing", "1"]
    assert "Nobody judged anything" in told


def test_suggestions_that_nobody_judged_are_neither_right_nor_wrong(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    judged = {"id": "r", "label": "PERSON", "start": 0, "end": 5, "status": "accepted", "origin": "model"}
    record = {
        "text": "Varga left. Varga came.",
        "annotations": [judged, {**judged, "id": "o", "start": 12, "end": 17, "status": "suggested"}],
    }
    (folder / "gold.jsonl").write_text(json.dumps(record))
    assert main(["evaluate", "gold.jsonl"]) == 0
    assert capsys.readouterr().out.splitlines()[1].split()[:6] == ["PERSON", "100.0", "100.0", "100.0", "1", "1"]


@pytest.mark.parametrize("text", ["", '{"text": "Nobody judged this."}\n'])
def test_evaluate_says_what_it_needs_where_nothing_was_corrected(
    folder: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    (folder / "gold.jsonl").write_text(text)
    assert main(["evaluate", "gold.jsonl"]) == 1
    out, told = capsys.readouterr()
    assert out == ""
    assert "export -o corrected.jsonl" in told


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme(command: str) -> None:
    assert f"python -m components {command} " in (DATA.parent / "README.md").read_text("utf-8")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        make_parser().parse_args([command, "--help"])
    assert left.value.code == 0
    assert "exit status: 0" in capsys.readouterr().out


def test_a_bar_is_drawn_on_a_terminal_only(
    wires: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["annotate", str(wires), "-o", "a.jsonl"]) == 0
    assert capsys.readouterr().err == "4 articles written to a.jsonl\n"
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert main(["annotate", str(wires), "-o", "b.jsonl"]) == 0
    assert "words/s" in capsys.readouterr().err


def test_the_memory_goes_out_and_comes_in(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    here, there = (["--db", f"sqlite:///{folder}/{name}.db"] for name in ("here", "there"))
    (folder / "m.csv").write_text("surface,kind,label\nDaqil Front,use,ORG\nMayor,leave out,\nVarga,use,NOBODY\n")
    assert main(["memory", "import", "m.csv", *here]) == 1
    assert "m.csv, line 4: label must be one of PERSON" in capsys.readouterr().err
    assert main(["memory", "export", "out.csv", *here]) == 0
    assert main(["memory", "import", "out.csv", *there]) == 0
    assert "2 names set, no problems" in capsys.readouterr().err
    assert main(["memory", "export", "-", *there]) == 0
    rows = [line.split(",")[:4] for line in capsys.readouterr().out.splitlines()]
    assert rows[1:] == [["Daqil Front", "use", "ORG", "hand"], ["Mayor", "leave out", "", "hand"]]


def test_articles_are_assigned_and_listed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = open_store("sqlite:///a.db")
    store.users.put("ana", "analyst", "test")
    store.add(Annotated(Article("a", "One.", title="First")))
    store.collections.add(store.collections.make("Floods").id, ["a"])
    assert main(["assign", "ana", "--collection", "floods", "--article", "none", "--db", "sqlite:///a.db"]) == 1
    assert (capsys.readouterr().out, store.row("a").assignee) == ("a\n", "ana")
    assert main(["assign", "--list", "--db", "sqlite:///a.db"]) == 0
    assert capsys.readouterr().out == "ana\tnew\ta\tFirst\n"
    assert main(["assign", "ghost", "--article", "a", "--db", "sqlite:///a.db"]) == 2
    assert main(["assign", "--nobody", "--article", "a", "--db", "sqlite:///a.db"]) == 0
    assert store.row("a").assignee is None
    store.close()
