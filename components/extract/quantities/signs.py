"""Signs that have a more usual form: other blanks, hyphens and digits' signs, at equal length."""

from __future__ import annotations

import re

USUAL = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\ufe63\uff0d", "-"),  # "29‑year‑old" with hyphens that do not break
        **dict.fromkeys("\u2012\u2015", "–"),
        **dict.fromkeys("\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", "\u00a0"),
        **dict(zip("，．％＄￥￡～＋：", ",.%$¥£~+:", strict=True)),
        "٪": "%",
        "\u066b": ".",  # Arabic decimal separator
        "\u066c": ",",  # Arabic thousands separator
    }
)
ODD = re.compile(
    f"[{''.join(map(chr, USUAL))}]"
)  # a search is far quicker than a translation, and most texts need none
ASIDE = re.compile(r"(?<!\d)\u00a0|\u00a0(?!\d)")  # between two numbers' digits it joins groups
RANGE = re.compile(r"(?<=\d)~(?=\d)")


def usual(text: str) -> str:
    """The text with the usual form of each sign, at equal length.

    >>> usual("29\u2011year\u2011old, ９\u202f４００ km")
    '29-year-old, ９\\xa0４００ km'
    """
    if text.isascii():
        return text
    if ODD.search(text):
        text = text.translate(USUAL)
    if "\u00a0" in text:
        text = ASIDE.sub(" ", text)
    return RANGE.sub("-", text) if "~" in text else text
