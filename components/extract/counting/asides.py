"""Lines that are not the story: links to others ("READ MORE: ..."), captions and credits. What they count is never its toll."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from components.extract.counting.page import Draft, Page
from components.lexicons import rules

INDENT = re.compile(r"[ \t]*(?:[-*•>»▶|\[(]+[ \t]*)?")


@cache
def _opens() -> re.Pattern[str]:
    """How such a line begins, any of the rows of data/rules/asides.tsv."""
    rows = "|".join(row["opens"] for row in rules("asides", "name", "opens", "example", "counterexample"))
    return re.compile(rf"(?:{rows})", re.IGNORECASE)


def mark(page: Page, drafts: Sequence[Draft]) -> None:
    """ "READ MORE: Forty dead in tunnel crash": of another story."""
    line, opened = (0, -1), None
    for draft in drafts:
        if draft.start > line[1]:
            first = page.article.text.rfind("\n", 0, draft.start) + 1
            end = page.article.text.find("\n", draft.start)
            line = first, len(page.text) if end < 0 else end
            indent = INDENT.match(page.text, first)
            opened = _opens().match(page.text, indent.end() if indent else first)
        if opened is not None:
            draft.set(mark, opened, scope="background")
