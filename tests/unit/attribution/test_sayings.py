"""Each kind of cue in a sentence of its own: who says so, who passes it on."""

from __future__ import annotations

import pytest

from components.extract import entities, language, quotes
from components.extract.attribution.mentions import Antecedents
from components.extract.attribution.sayings import Attribution, attributions
from components.extract.counting.page import page_of
from components.model import Article


def told(text: str) -> list[Attribution]:
    article = Article(id="a", text=text)
    doc = language.parse(text)
    named = entities.find(doc, article, [])
    return attributions(page_of(doc, article, named, quotes.find(doc, article, named, [])), 0, Antecedents())


@pytest.mark.parametrize(
    ("text", "rule", "source", "relay"),
    [
        ("According to police, 12 miners died.", "according", "police", None),
        ("Twelve miners died, the ministry said.", "said", "ministry", None),
        ("The mayor told Radio Warri that 12 miners had died.", "said", "mayor", "Radio Warri"),
        ("The minister told Parliament that 12 miners had died.", "said", "minister", None),
        ("By the army's count, 12 rebels died.", "tallied", "army", None),
        ("The town doubts a claim by the militia that it held 60 hostages.", "claimed", "militia", None),
        ("Twelve deaths reported by the ministry were in Varn.", "reported_by", "ministry", None),
    ],
)
def test_who_says_so(text: str, rule: str, source: str, relay: str | None) -> None:
    found = [(getattr(a.rule, "__name__", ""), a.source.name if a.source else None, a.relay) for a in told(text)]
    assert (rule, source, relay) in found
