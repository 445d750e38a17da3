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


SIGNS = "0123456789,.-–−/ $€£%°'’\"()[]{}<>*_~^#@+=:;|&\\kmbnxte½⅓⁄²³₂Ⅳ①٣٫٬٪９，．＄\u00a0\u2009\u202f\u200b\u2060\ufeff\u00ad\u2011\n"
WORDS = (
    "and to of a an half hundred thousand million dozen dozens per percent about at least less than more or so point two fi"
    "ve twenty thirds quarter fold km feet inches dollars cents euros pounds hours minutes year-old people times between fr"
    "om minus below zero magnitude mach day cattle head aged"
)


def sane(text: str, found: list[Quantity]) -> None:
    """Offsets in order within the text, finite amounts, and limits that agree with each other."""
    done = 0
    for q in found:
        assert done <= q.start <= q.num_start < q.num_end <= q.end <= len(text)
        done = q.start
        amounts = [v for v in (q.value, q.low, q.high) if v is not None]
        assert amounts
        assert all(abs(v) <= 10**18 for v in amounts)
        assert q.low is None or q.high is None or q.low <= q.high


@settings(max_examples=400, deadline=None)
@given(st.text(st.sampled_from(SIGNS), max_size=60))
def test_no_signs_make_it_fail(text: str) -> None:
    sane(text, scan(text))


@settings(max_examples=400, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(WORDS.split()), st.text(st.sampled_from(SIGNS), max_size=8)), max_size=14))
def test_no_words_make_it_fail(words: list[str]) -> None:
    text = " ".join(words)
    sane(text, scan(text))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80))
def test_no_text_makes_it_fail(text: str) -> None:
    sane(text, scan(text))


@settings(max_examples=400, deadline=None)
@given(st.text(st.sampled_from("0123456789,.^٬٫"), min_size=1, max_size=12))
def test_no_number_is_a_piece_of_a_longer_one(written: str) -> None:
    text = f"They sold {written} apples."
    for q in scan(text):
        before, after = text[q.num_start - 2 : q.num_start], text[q.num_end : q.num_end + 2]
        assert not (before[:1].isdigit() and before[1:] in ",.^٬٫"), text
        assert not (after[1:].isdigit() and after[:1] in ",.^٬٫"), text


@settings(deadline=None)
@given(
    st.integers(1, 9),
    st.integers(1, 11),
    st.sampled_from(["{} feet {} inches", "{} ft {} in", "{}-foot-{}-inch", "{} foot {}"]),
)
def test_two_units_are_one_amount(feet: int, inches: int, form: str) -> None:
    found = only(
        f"It was {form.format(feet, inches)} tall." if feet in range(3, 9) else f"It was {feet} feet {inches} inches."
    )
    assert found.unit == "foot"
    assert round((found.value or 0) * 12) == feet * 12 + inches


@settings(deadline=None)
@given(
    st.integers(1, 999),
    st.integers(0, 999),
    st.sampled_from(["{} , {:03d}", "{},{:03d}", "{}\u2009{:03d}", "{}，{:03d}"]),
)
def test_thousands_read_back_however_they_are_set(high: int, low: int, form: str) -> None:
    assert only(f"They sold {form.format(high, low)} apples.").value == high * 1000 + low


@settings(deadline=None)
@given(
    st.integers(1, 999),
    st.sampled_from(["pico", "nano", "micro", "milli", "kilo", "mega", "giga", "tera"]),
    st.sampled_from(["meter", "gram", "liter", "watt", "joule", "hertz", "second"]),
)
def test_prefixes_of_the_si_read_back(n: int, prefix: str, unit: str) -> None:
    assert only(f"It was {n} {prefix}{unit}.").unit == f"{prefix}{unit}"
