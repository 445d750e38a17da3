"""What analysts type to find figures, read: label, ends, place and day."""

from __future__ import annotations

import pytest

from components.wanted import Wanted, WantedError, wanted


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("KILLED over 100 in Homs in May 2013", Wanted("KILLED", 100, None, True, "Homs", "2013-05")),
        ("killed in Homs in May 2013", Wanted("KILLED", place="Homs", when="2013-05")),
        ("at least 1,200 killed", Wanted("KILLED", 1200)),
        ("injured fewer than 20 on 2013-05-14", Wanted("INJURED", None, 20, True, None, "2013-05-14")),
        ("wounded at most 20 on 14 May 2013", Wanted("INJURED", None, 20, False, None, "2013-05-14")),
        ("range between 100 and 300", Wanted("RANGE", 100, 300)),
        ("range 300-100", Wanted("RANGE", 100, 300)),
        ("killed >= 5 in 2013", Wanted("KILLED", 5, None, False, None, "2013")),
        ("money > 2.5 million", Wanted("MONEY", 2_500_000, None, True)),
        ("12 killed in Deir ez-Zor", Wanted("KILLED", 12, 12, False, "Deir ez-Zor")),
        ("in São Paulo", Wanted(place="São Paulo")),
        ("weapon count", Wanted("WEAPON_COUNT")),
        ("over 100", Wanted(None, 100, None, True)),
    ],
)
def test_figures_are_asked_for_in_words(words: str, meant: Wanted) -> None:
    assert wanted(words) == meant


@pytest.mark.parametrize("words", ["", "   ", "elephants over 3", "killed maybe", "over 1.2.3"])
def test_what_is_not_understood_is_said(words: str) -> None:
    with pytest.raises(WantedError, match="Try “killed over 100 in Homs in May 2013”"):
        wanted(words)
