"""Every row of data/rules/claim_cues.tsv reads its example and leaves its counterexample alone."""

from __future__ import annotations

import pytest

from components.events.claim import Claim
from components.events.cues import Cue, cue_of, cues


def claim(sentence: str) -> Claim:
    return Claim("f", "a", "KILLED", 0, 2, value=60, text="60", sentence=sentence)


@pytest.mark.parametrize("cue", cues(), ids=lambda cue: cue.name)
def test_a_row_reads_its_example_and_leaves_its_counterexample_alone(cue: Cue) -> None:
    found = cue_of(claim(cue.example))
    assert found is not None
    assert found[0] == cue
    assert cue_of(claim(cue.counterexample)) is None


@pytest.mark.parametrize("sentence", ["Police said 60 people were killed.", "", "No figure here."])
def test_a_plain_claim_is_neither_taken_back_nor_doubted(sentence: str) -> None:
    assert cue_of(claim(sentence)) is None
