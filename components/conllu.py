"""What stands between the tokens of a CoNLL-U file, as UDPipe writes it in MISC; rank 1, for its importer and its exporter.

>>> misc_of("", "\\n\\n"), misc_of("", ""), misc_of(" ", " ")
(['SpacesAfter=\\\\n\\\\n'], ['SpaceAfter=No'], ['SpacesBefore=\\\\s'])
>>> spaces_of("NE=O|SpacesAfter=\\\\n\\\\n"), spaces_of("SpaceAfter=No"), spaces_of("SpacesBefore=\\\\s")
(('', '\\n\\n'), ('', ''), (' ', ' '))
"""

from __future__ import annotations

import re

EXACT = "spaces = exact"  # our comment of a document: the text is to the character what the tokens and MISC say
NAMED = {" ": r"\s", "\t": r"\t", "\n": r"\n", "\r": r"\r", "|": r"\p", "\\": r"\\"}
MEANT = {written[1]: meant for meant, written in NAMED.items()}
ESCAPED = re.compile(r"\\(u[0-9a-f]{4}|.)")


def misc_of(before: str, after: str) -> list[str]:
    """The fields of MISC for the blanks before and after a token; one space after it is not said."""
    found = [f"SpacesBefore={_escaped(before)}"] if before else []
    if after != " ":
        found.append(f"SpacesAfter={_escaped(after)}" if after else "SpaceAfter=No")
    return found


def spaces_of(misc: str) -> tuple[str, str]:
    """The blanks before and after a token."""
    fields = dict(field.partition("=")[::2] for field in misc.split("|"))
    after = "" if fields.get("SpaceAfter") == "No" else " "
    return _meant(fields.get("SpacesBefore", "")), _meant(fields["SpacesAfter"]) if "SpacesAfter" in fields else after


def _escaped(blanks: str) -> str:
    """Other blanks than UDPipe's (a line separator, say) by their number, so that no reader takes one for a line's end."""
    return "".join(NAMED.get(c) or f"\\u{ord(c):04x}" for c in blanks)


def _meant(written: str) -> str:
    return ESCAPED.sub(lambda m: chr(int(m[1][1:], 16)) if len(m[1]) > 1 else MEANT.get(m[1], m[1]), written)
