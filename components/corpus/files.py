"""Files by path, or by an address of fsspec ("s3://...") where that is installed: what all workers reach under the same name."""

from __future__ import annotations

import os
import socket
import uuid
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any


def is_address(path: str) -> bool:
    """Whether fsspec has to open it."""
    return "://" in path


def _remote(path: str) -> tuple[Any, str]:
    """The file system of an address and the path in it; raises OSError where fsspec is missing."""
    try:
        fsspec = import_module("fsspec")  # without types
    except ImportError as error:
        raise OSError(f"{path} needs the package fsspec: pip install -r components/corpus/requirements.txt") from error
    found: tuple[Any, str] = fsspec.core.url_to_fs(path)
    return found


def inside(folder: str, *names: str) -> str:
    """The path of something in a folder."""
    return "/".join([folder.rstrip("/"), *names])


def read(path: str, first: int = 0, last: int | None = None) -> bytes:
    """The bytes of a file, or those from ``first`` to before ``last``. Raises OSError."""
    if is_address(path):
        system, name = _remote(path)
        data: bytes = system.cat_file(name, start=first or None, end=last)
        return data
    with open(path, "rb") as file:
        file.seek(first)
        return file.read() if last is None else file.read(last - first)


def write(path: str, data: bytes) -> None:
    """Writes a file, which appears under its name when it is whole; the same one written twice at a time is one. Raises OSError."""
    if is_address(path):
        system, name = _remote(path)
        system.makedirs(name.rpartition("/")[0], exist_ok=True)
        system.pipe_file(name, data)
        return
    place = Path(path)
    place.parent.mkdir(parents=True, exist_ok=True)
    part = place.with_name(f".{place.name}.{socket.gethostname()}.{uuid.uuid4().hex}")
    try:
        part.write_bytes(data)
        os.replace(part, place)
    finally:
        part.unlink(missing_ok=True)


def exists(path: str) -> bool:
    """Whether there is such a file."""
    if is_address(path):
        system, name = _remote(path)
        return bool(system.exists(name))
    return Path(path).exists()


def forget(path: str) -> None:
    """Removes a file, if it is there."""
    if is_address(path):
        system, name = _remote(path)
        if system.exists(name):
            system.rm_file(name)
        return
    Path(path).unlink(missing_ok=True)


def found(path: str) -> Iterator[tuple[str, int]]:
    """The file itself, or the files of a folder and of those in it, by name, each with its size; hidden ones are no input."""
    if is_address(path):
        system, name = _remote(path)
        whole = system.find(name, detail=True)
        named = sorted((str(system.unstrip_protocol(key)), int(about["size"] or 0)) for key, about in whole.items())
        yield from ((key, size) for key, size in named if not key.rpartition("/")[2].startswith("."))
        return
    if not os.path.isdir(path):
        yield path, os.path.getsize(path)
        return
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            file = os.path.join(folder, name)
            if not name.startswith(".") and os.path.isfile(file):
                yield file, os.path.getsize(file)
