"""Days and amounts as people write them: pages and inspector (test/written.test.ts) read the same table of cases."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from components.written import read_amount, read_day

CASES: list[dict[str, Any]] = json.loads(Path(__file__).with_name("written_forms.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["typed"])
def test_what_people_write_is_read_or_refused_with_what_would_do(case: dict[str, Any]) -> None:
    def read() -> Any:
        if case["kind"] == "day":
            return read_day(case["typed"])
        return {name: value for name, value in asdict(read_amount(case["typed"])).items() if value is not None}

    if "says" not in case:
        assert read() == case["read"]
        return
    with pytest.raises(ValueError, match=f"^{re.escape(case['says'])}$"):
        read()
