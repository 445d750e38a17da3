"""Whatever comes from outside is shown as text: each expression that a page hands to Streamlit as Markdown is looked at here."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from components.markdown import plain

ROOT = Path(__file__).resolve().parents[2]
SHOWN = {
    "badge", "button", "caption", "checkbox", "date_input", "dialog", "download_button", "error", "expander", "feedback",
    "file_uploader", "form_submit_button", "header", "info", "link", "link_button", "markdown", "metric", "multiselect",
    "number_input", "page_link", "pills", "popover", "progress", "radio", "segmented_control", "select_slider", "selectbox",
    "slider", "spinner", "status", "subheader", "success", "tabs", "text_area", "text_input", "title", "toast", "toggle",
    "warning", "write",
}  # fmt: skip
SECOND = {"progress", "link"}  # whose words come second
PLAIN = {"plain", "count", "len", "min", "labels", "times", "day"}  # what they return is ours, or made plain
MARKDOWN = {
    "in_language",
    "about", "counted", "shown_name", "standing", "summary", "title_of", "toll_line",
}  # functions that return Markdown: what they return is looked at as well  # fmt: skip
LOOKED_AT = {
    "adding.py": {"endings()", "part", "PASTED[0]", "PASTED[1]"},
    "agreement.py": {"MEANS[measure]", "drawn.reason", "said(standing)"},  # said is made plain
    "assigning.py": {"STATUS_WORDS[one.review_status]"},
    "appearing.py": {"step_of(date.fromisoformat(first), date.fromisoformat(last))"},  # "day", "month", ...
    "charted.py": {"chart.shows", "chart.leaves_out", "label", "what"},  # a chart's own words, a picture's format
    "claims.py": {"label"},  # "Earlier", "Later"
    "coding.py": {"said(standing, session.user())"},  # names in it are made plain
    "details.py": {"ADDRESS_HELP", "size(found.size)"},  # "1.4 MB"
    "dividing.py": {"name", "[label.lower() for label, toll in other.tolls.items() if toll.set_by]"},  # of casualties
    "entrance.py": {"EXPOSED", "why"},
    "event.py": {
        "[f'{n:,} {name}' for name, n in states.most_common() if name != 'standing']",  # states are ours
        "what",
    },
    "event_deciding.py": {"label", "title"},  # what a button does
    "events.py": {"label"},  # "Earlier", "Later"
    "export.py": {"table in TABLES", "table", "exporter.ending", "PREVIEWED"},  # of a list of choices
    "extracting.py": {"why"},  # what is done, in words of the page that asks for it
    "filters.py": {"title", "label", "help_"},  # of a filter
    "history.py": {"action.done"},
    "library.py": {
        "asked_for",
        "sum((name in st.query_params for name in MORE))",
    },  # of details.dialog, which takes an id
    "memory.py": {"at", "max(0, (total - 1) // PAGE)"},
    "names.py": {"heard(tidy(entity.name))"},
    "naming.py": {"title", "count", "labels()[entity.label].title"},
    "palette.py": {"(row.title or 'Untitled')[:200]"},  # of the palette, which takes text
    "progress.py": {
        "[f'**{now[status]:,}** {title.lower()}' for status, title in STATUS_WORDS.items()]",
        "chart.reason",
        "k",  # a kind of edits
        "label",
        "lasted(found.hours)",
    },
    "quotes.py": {"number"},
    "read.py": {"row.id", "called", "languages.PIPELINE", "session.why_not('annotate')"},  # of details.dialog
    "reading.py": {"title"},  # of a column of ours
    "settling.py": {"KEYS", "history.when(standing.settled_at or '')", "people(found)"},  # people is made plain
    "side.py": {"LINKED", "state.state"},
    "session.py": {"pages[name]", "label", "found"},  # a link's label is Markdown already: its callers are looked at
    "tasks.py": {"said(now)"},  # numbers
    "spread.py": {"title", "doing", "kept[1]", "done(outcome, what, undone)"},
    "triggers.py": {"SHOWN", "words"},  # words is made plain
    "weapons.py": {"DISAGREE.strip()"},  # a sign
}


def pages() -> list[Path]:
    served = [ROOT / "components" / "session.py", ROOT / "components" / "server" / "script.py"]
    return [*sorted((ROOT / "components" / "pages").glob("*.py")), *served]


def called(node: ast.expr) -> str:
    """The last part of a called name: "plain" of ``layout.plain``."""
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def shown(function: ast.AST) -> Iterator[ast.expr]:
    """What a function hands to Streamlit as Markdown, or returns as such: labels, bodies and helps."""
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in SHOWN:
            at = 1 if node.func.attr in SECOND else 0
            yield from node.args[at : at + 1]
            yield from (k.value for k in node.keywords if k.arg in ("label", "body", "help", "text"))
        elif isinstance(node, ast.Return) and getattr(function, "name", "") in MARKDOWN and node.value:
            yield node.value


def assigned(function: ast.AST) -> dict[str, list[ast.expr]]:
    """What each local name is set to."""
    found: dict[str, list[ast.expr]] = {}
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            found.setdefault(node.targets[0].id, []).append(node.value)
        elif isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
            found.setdefault(node.target.id, []).append(node.value)
    return found


def loose(node: ast.AST, names: dict[str, list[ast.expr]]) -> Iterator[ast.AST]:
    """The pieces of an expression that are neither written here, nor a formatted number, nor made plain."""
    parts: list[ast.AST] = []
    match node:
        case ast.Constant():
            return
        case ast.Call(func=function) if called(function) in PLAIN | MARKDOWN:
            return
        case ast.JoinedStr(values=values):
            parts = [v.value for v in values if isinstance(v, ast.FormattedValue) and v.format_spec is None]
        case ast.IfExp(body=left, orelse=right) | ast.BinOp(left=left, right=right):
            parts = [left, right]
        case ast.BoolOp(values=values) | ast.List(elts=values):
            parts = [v.value if isinstance(v, ast.Starred) else v for v in values]
        case ast.GeneratorExp(elt=each):
            parts = [each]
        case ast.Call(func=ast.Attribute(value=ast.Constant(), attr="join"), args=[each]):
            parts = [each]
        case ast.Name(id=name) if name in names:
            parts = list(names[name])
            names = {other: values for other, values in names.items() if other != name}
        case (
            ast.Subscript(value=ast.Attribute(attr="time"))
            | ast.Attribute(value=ast.Subscript(value=ast.Call(func=ast.Name(id="labels"))))
        ):
            return
        case _:
            yield node
    for part in parts:
        yield from loose(part, names)


@pytest.mark.parametrize("path", pages(), ids=lambda path: path.name)
def test_what_a_page_shows_as_markdown_is_its_own_words_or_made_plain(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    found = {
        f"{ast.unparse(piece)} (line {getattr(piece, 'lineno', 0)})"
        for function in functions
        for expression in shown(function)
        for piece in loose(expression, assigned(function))
        if ast.unparse(piece) not in LOOKED_AT.get(path.name, ())
    }
    assert not found, "show text from outside by layout.plain, or look at it and list it in LOOKED_AT"


@pytest.mark.parametrize(
    ("text", "shown_as"),
    [
        ("A *b* _c_", r"A \*b\* \_c\_"),
        ("![x](//a.b)", r"\!\[x\]\(//a\.b\)"),
        ("see https://a.b", "see http\u2060s\\://a\\.b"),
        ("WWW.a.b", "WWW\u2060\\.a\\.b"),
        ("me@a.b", "me\u2060@a\\.b"),
        ("one\ntwo\u2028three", "one two three"),
        (":material/close: $x$", r"\:material/close\: \$x\$"),
    ],
)
def test_text_is_made_plain(text: str, shown_as: str) -> None:
    assert plain(text) == shown_as
