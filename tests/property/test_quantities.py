"""A number written in any supported form reads back, and no text at all makes the grammar fail."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from components.extract.quantities import Quantity, scan
from components.extract.quantities.forms import SCALES, TENS, UNITS

ONES = {v: k for k, v in UNITS.items()}
TENTHS = {v: k for k, v in TENS.items() if k != "fourty"}
NAMES = [(10**9, "billion"), (10**6, "million"), (1000, "thousand")]


def spelled(n: int, link: str = " and ") -> str:
    """The English words of a whole number below a trillion."""
    if n < 20:
        return ONES[n]
    if n < 100:
        return TENTHS[n - n % 10] + (f"-{ONES[n % 10]}" if n % 10 else "")
    if n < 1000:
        return f"{ONES[n // 100]} hundred" + (f"{link}{spelled(n % 100)}" if n % 100 else "")
    for size, name in NAMES:
        if n >= size:
            rest = n % size
            return f"{spelled(n // size, link)} {name}" + (f" {spelled(rest, link)}" if rest else "")
    raise AssertionError(n)


def only(text: str) -> Quantity:
    found = scan(text)
    assert len(found) == 1, (text, found)
    return found[0]


@settings(deadline=None)
@given(st.integers(2, 10**12 - 1), st.sampled_from([" ", " and "]))
def test_words_read_back(n: int, link: str) -> None:
    assert only(f"They sold {spelled(n, link)} apples.").value == n


@settings(deadline=None)
@given(st.integers(10_000, 10**14), st.sampled_from([",", "\u00a0", "\u202f", "’"]))
def test_grouped_digits_read_back(n: int, mark: str) -> None:
    assert only(f"They sold {format(n, ',').replace(',', mark)} apples.").value == n


@settings(deadline=None)
@given(
    st.integers(1, 999),
    st.integers(0, 9),
    st.sampled_from(["million", "billion", "trillion", "bn", "mn", "crore", "lakh"]),
)
def test_scales_read_back(whole: int, tenth: int, scale: str) -> None:
    wanted = (10 * whole + tenth) * SCALES[scale] / 10
    assert only(f"They sold {whole}.{tenth} {scale} apples.").value == wanted


@settings(deadline=None)
@given(st.integers(1, 400), st.integers(1, 400), st.sampled_from(["{}-{}", "{} to {}", "between {} and {}", "{}–{}"]))
def test_ranges_read_back(low: int, more: int, form: str) -> None:
    found = only(f"They sold {form.format(low, low + more)} apples.")
    assert (found.low, found.high, found.bound) == (low, low + more, "range")


@settings(deadline=None)
@given(
    st.integers(1, 999),
    st.sampled_from(
        [
            ("${}", "dollar"),
            ("€{}", "euro"),
            ("{}%", "percentage"),
            ("{} km", "kilometer"),
            ("{} kg", "kilogram"),
            ("{}mm", "millimeter"),
            ("{}-year-old", "year of age"),
        ]
    ),
)
def test_units_read_back(n: int, form: tuple[str, str]) -> None:
    found = only(f"It was {form[0].format(n)} then.")
    assert (found.value, found.unit) == (n, form[1])


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("0123456789,.-–/ $€%kmbnt:()and tohalfmillion\u200b٣½\n'’"), max_size=60))
def test_no_text_makes_it_fail(text: str) -> None:
    for quantity in scan(text):
        assert 0 <= quantity.start <= quantity.num_start < quantity.num_end <= quantity.end <= len(text)
        assert quantity.value is not None or quantity.low is not None
