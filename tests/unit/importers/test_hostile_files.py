"""Over a hundred files that are broken, wrong or meant to harm: none raises, each is told or read, none fills the memory."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest

from components.importers import IMPORTERS, endings, read
from components.model import Annotated, Problem
from tests.unit.importers import files

BOMB = "<!DOCTYPE l [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {b} '{'&' + a + ';' * 1}{('&' + a + ';') * 9}'>" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
EXTERNAL = '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
WHOLE: dict[str, Callable[[], bytes]] = {
    "a.docx": files.docx, "a.odt": files.odt, "a.pdf": files.pdf, "a.xlsx": files.xlsx, "a.parquet": files.parquet,
    "a.epub": files.epub, "a.eml": files.eml, "a.mbox": files.mbox, "a.mhtml": files.mhtml, "a.rtf": files.rtf,
    "a.html": lambda: files.PAGE.encode(), "a.rss": lambda: files.RSS, "a.xml": lambda: files.NEWSML, "a.nitf": lambda: files.NITF,
    "a.zip": lambda: files.zipped({"x.txt": "Nine died."}),
}  # fmt: skip


def cases() -> Iterator[tuple[str, str, bytes]]:
    for name, make in WHOLE.items():
        data = make()
        for share in (0.1, 0.5, 0.95):
            yield f"{name} cut at {share}", name, data[: int(len(data) * share)]
        yield f"{name} with a hole", name, data[: len(data) // 3] + b"\x00" * 64 + data[len(data) // 3 + 64 :]
    for ending in endings():
        yield f"text called {ending}", f"a{ending}", b"Nine people died, the coast guard said.\n"
        yield f"a picture called {ending}", f"a{ending}", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40
        yield f"halves of characters called {ending}", f"a{ending}", b"\xff\xfe" + b"\x00\xd8A" * 301
        yield f"one number called {ending}", f"a{ending}", b"9" * 100_000
    yield "a bomb of entities as a feed", "a.rss", f"{BOMB}]><rss><channel><title>&i;</title></channel></rss>".encode()
    yield "a bomb of entities as NITF", "a.nitf", f"{BOMB}]><nitf><body><p>&i;</p></body></nitf>".encode()
    yield "an external entity", "a.xml", f"{EXTERNAL}<nitf><body><p>&x;</p></body></nitf>".encode()
    for name, part in (("a.odt", "content.xml"), ("a.docx", "word/document.xml"), ("a.epub", "META-INF/container.xml")):
        yield f"an external entity in {name}", name, files.zipped({part: f"{EXTERNAL}<r>&x;</r>", "mimetype": "x"})
    macro: dict[str, str | bytes] = {
        "xl/workbook.xml": "<workbook/>",
        "xl/vbaProject.bin": b"Sub Auto_Open()",
        "[Content_Types].xml": "<Types/>",
    }
    yield "a workbook of nothing but a macro", "a.xlsm", files.zipped(macro)
    yield "a bomb in a zip", "a.zip", files.zipped({"x.txt": b"0" * 300_000_000})
    yield "a bomb in a docx", "a.docx", files.zipped({"word/document.xml": b" " * 250_000_000})
    nested = files.zipped({"x.txt": "Nine died."})
    for _ in range(12):
        nested = files.zipped({"x.zip": nested})
    yield "archives within archives", "a.zip", nested
    yield (
        "paths that leave the folder",
        "a.zip",
        files.zipped({"../../etc/cron.d/x.txt": "a", "/root/x.txt": "b", "C:\\x.txt": "c"}),
    )
    yield "names of one file twice", "a.zip", files.zipped({f"{n}.txt": "Nine died." for n in range(300)})
    yield "JSON of depth", "a.json", b"[" * 100_000 + b"]" * 100_000
    yield "JSON numbers", "a.json", b'[{"text": "a", "id": ' + b"9" * 10_000 + b"}]"
    yield (
        "JSON of wrong kinds",
        "a.json",
        json.dumps([None, 1, "a", [], {}, {"text": None}, {"text": {}}, {"spans": [1], "text": "x"}]).encode(),
    )
    yield (
        "offsets of wrong kinds",
        "a.jsonl",
        json.dumps(
            {
                "text": "abc",
                "spans": [{"start": "0", "end": -1, "label": 5}, {"start": 0, "end": 9**30, "label": "PER"}],
            }
        ).encode(),
    )
    yield (
        "a task of wrong kinds",
        "a.json",
        json.dumps(
            [
                {"data": {"text": 5}, "annotations": 5},
                {"data": {"text": "x"}, "annotations": [{"result": [{"value": 1}]}]},
            ]
        ).encode(),
    )
    yield (
        "a web annotation of wrong kinds",
        "a.jsonld",
        json.dumps({"@context": "anno.jsonld", "items": [1, {"target": 5}], "source": {"value": "x"}}).encode(),
    )
    yield "markup of depth", "a.html", b"<div>" * 20_000 + b"Nine died." + b"</div>" * 20_000
    yield "XML of depth", "a.xml", b"<nitf>" + b"<p>" * 20_000 + b"x" + b"</p>" * 20_000 + b"</nitf>"
    yield (
        "a mail of nothing but parts",
        "a.eml",
        b"Content-Type: multipart/mixed; boundary=b\n\n"
        + b"--b\nContent-Type: multipart/mixed; boundary=b\n\n" * 2_000,
    )
    yield (
        "a mail header of odd letters",
        "a.eml",
        b"Subject: =?x-none?B?////?=\nFrom: \xff\xfe <>\nDate: never\n\nNine died.\n",
    )
    yield "rich text of open braces", "a.rtf", b"{\\rtf1 " + b"{" * 50_000
    yield "CoNLL of open spans", "a.conll", b"a I-PER\nb E-\nc B-\nd -PER\n"
    yield "WebAnno without sentences", "a.webanno", b"#FORMAT=WebAnno TSV 3.3\n1-1\t0-99999999999\tx\tPER\n"
    yield (
        "brat beyond the text",
        "a.zip",
        files.zipped({"a.txt": "abc", "a.ann": "T1\tPER 0 99999999999\tabc\nT2\tPER 2 1\tx\n"}),
    )
    yield "a DocBin of nothing", "a.spacy", b"x\x9cK\x04\x00\x00b\x00b"


CASES = list(cases())


@pytest.mark.parametrize(("name", "data"), [pytest.param(name, data, id=said) for said, name, data in CASES])
def test_a_file_that_is_broken_or_means_harm_is_told_or_read(name: str, data: bytes) -> None:
    found = list(read(data, name))
    assert found
    assert all(isinstance(item, Annotated | Problem) for item in found)
    for item in found:
        said = item.message if isinstance(item, Problem) else item.article.text
        assert "root:" not in said
        assert len(said) < 1_000_000


def test_there_are_over_a_hundred_of_them_and_one_of_each_format() -> None:
    made = CASES
    assert len(made) > 100
    assert {e for importer in IMPORTERS.values() for e in importer.endings} <= {
        "." + n.rsplit(".", 1)[-1] for _, n, _ in made
    }


def test_a_locked_archive_is_told() -> None:
    data = bytearray(files.zipped({"x.txt": "Nine died."}))
    data[6] |= 1  # the flag of encryption, in the file's own header and in the directory
    data[data.index(b"PK\x01\x02") + 8] |= 1
    (problem,) = read(bytes(data), "a.zip")
    assert isinstance(problem, Problem)
    assert "locked by a password" in problem.message
