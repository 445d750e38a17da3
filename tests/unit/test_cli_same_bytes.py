"""Two runs over the same articles give the same bytes, whatever the hash seed and the number of workers."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from components.lexicons import DATA

ROOT = DATA.parent


def annotated(out: Path, seed: str, *more: str) -> bytes:
    """What the command line makes of two sample articles in a process of its own."""
    samples = [str(path) for path in sorted((DATA / "samples").glob("*.md"))[:2]]
    command = [sys.executable, "-m", "components", "annotate", *samples, "-o", str(out), *more]
    subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed}, check=True, timeout=300)
    return out.read_bytes() if out.is_file() else b"".join(part.read_bytes() for part in sorted(out.glob("part-*")))


def test_annotate_gives_the_same_bytes_in_every_run(tmp_path: Path) -> None:
    first = annotated(tmp_path / "a.jsonl", "1", "--workers", "1")
    assert first.count(b"\n") == 2
    assert first.count(b'"origin": ') > 100
    assert annotated(tmp_path / "b.jsonl", "2", "--workers", "2") == first
    assert annotated(tmp_path / "parts", "3", "--parts", "jsonl") == first
