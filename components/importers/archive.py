"""ZIP: every file in it that Dateline reads, in the order of their names; nothing is unpacked to disk."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import BinaryIO

from components.importers import brat
from components.importers.choices import AS_FOUND, Choices
from components.model import Annotated, Problem

FILES = 20_000  # of one archive
UNPACKED = 2_000_000_000  # bytes of all files together
MEMBER = 200_000_000  # bytes of one file
RATIO = 200  # times a file may grow; text seldom grows by more than 20
SMALL = 10_000_000  # bytes: a file below this may grow by more
DEPTH = 2  # archives within archives
OWN_EXPORT = "articles.jsonl"

Read = Callable[[BinaryIO, str, Choices], Iterator[Annotated | Problem]]


def read(source: BinaryIO, name: str, choices: Choices = AS_FOUND) -> Iterator[Annotated | Problem]:
    """The articles of every file in an archive. Of our own export only articles.jsonl is read: it holds all of it."""
    if name.count(" › ") >= DEPTH:
        yield Problem(name, f"Archives are read to {DEPTH} within each other; this one was not.")
        return
    try:
        with zipfile.ZipFile(source) as archive:
            yield from _members(archive, name, choices)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, OSError) as error:
        yield Problem(name, f"The archive cannot be opened ({str(error)[:100]}). Is it whole?")


def _members(archive: zipfile.ZipFile, name: str, choices: Choices) -> Iterator[Annotated | Problem]:
    infos = {info.filename: info for info in archive.infolist() if not info.is_dir() and _wanted(info.filename)}
    if problem := _too_much(list(infos.values())):
        yield Problem(name, problem)
        return
    if OWN_EXPORT in infos:
        infos = {OWN_EXPORT: infos[OWN_EXPORT]}
    if not infos:
        yield Problem(name, "The archive is empty.")
    for inner, info in sorted(infos.items()):
        where = f"{name} › {inner}"
        if inner.endswith(brat.SETTINGS) or (inner.endswith(brat.ENDING) and brat.text_of(inner) in infos):
            continue  # no article, or read with its text
        try:
            data = _bytes(archive, info)
            marks = infos.get(brat.marks_of(inner))
            yield from brat.read(data, _bytes(archive, marks), where, choices) if marks else _file(data, where, choices)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            NotImplementedError,
            RuntimeError,
            ValueError,
            OSError,
        ) as error:
            locked = "It is locked by a password." if info.flag_bits & 1 else "It is broken."
            yield Problem(where, f"The file cannot be unpacked. {locked} ({str(error)[:80]})")


def _file(data: bytes, where: str, choices: Choices) -> Iterator[Annotated | Problem]:
    from components import importers  # an archive holds files of any format, archives too

    yield from importers.read(io.BytesIO(data), where, choices=choices)


def _wanted(name: str) -> bool:
    """No hidden files and none of what a Mac adds."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return bool(parts) and not any(part.startswith((".", "__MACOSX")) for part in parts)


def _too_much(infos: list[zipfile.ZipInfo]) -> str | None:
    if len(infos) > FILES:
        return f"The archive holds {len(infos):,} files; one may hold {FILES:,}. Split it."
    total = sum(info.file_size for info in infos)
    if total > UNPACKED:
        return f"The archive would unpack to {total:,} bytes; one may have {UNPACKED:,}. Split it."
    return None


def _bytes(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """The bytes of a member; ValueError where it is larger, or grows more, than a file of news does."""
    if info.file_size > MEMBER:
        raise ValueError(f"it would have {info.file_size:,} bytes; a file in an archive may have {MEMBER:,}")
    if info.file_size > SMALL and info.file_size > RATIO * max(1, info.compress_size):
        raise ValueError(f"it would grow {info.file_size // max(1, info.compress_size):,} times, as no text does")
    with archive.open(info) as member:
        data = member.read(info.file_size + 1)
    if len(data) > info.file_size:
        raise ValueError("it is larger than the archive says")
    return data
