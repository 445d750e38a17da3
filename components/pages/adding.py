"""Adding articles: paste or upload, with progress, what is asked before, and what was read, skipped and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from components import adding, desk, session, workspace
from components.importers import address, endings, paste, read, rich
from components.lexicons import DATA
from components.model import Annotated, Problem
from components.pages import asking, layout, reading
from components.pages.asking import Asked
from components.pages.details import ADDRESS_HELP, DATE_HINT, read_date
from components.store.twins import Twin
from components.workspace import AddResult

SAID = {"added": "added", "there": "there already", "put_back": "put back", "failed": "not added"}
LISTED, TOLD = 25, 50  # articles and problems that the dialog shows
ASKED = 12  # files that are asked how to read them: of a folder of hundreds, the first
WAYS = ("Files", "A folder")
PASTED = ("Text", "Title")  # the fields that a page is pasted into
SAMPLES = DATA / "samples.jsonl"  # the articles of data/samples, annotated; data/README.md says how
LAST_ADDED = "-added_at"  # the order of the library that shows what was added first


@dataclass(frozen=True, slots=True)
class Done:
    """What an adding did: what was skipped, what became of each article, which were left out, and all of it as CSV."""

    skipped: list[Problem]
    added: list[AddResult]
    left_out: list[Annotated]
    report: bytes


def closed() -> None:
    """The next time, the dialog begins empty; the library behind it shows what was added, old and undated ones too."""
    done: Done | None = session.recall("added", None)
    if done is not None and any(result.outcome == "added" for result in done.added):
        st.query_params["order"] = LAST_ADDED
    session.forget("added", "asked before adding")
    empty_forms()


def empty_forms() -> None:
    """What is typed and chosen next begins anew."""
    session.remember("adding", forms() + 1)


def forms() -> int:
    """A number in the keys of the form and the files; with another one they are empty."""
    return session.recall("adding", 0)


@st.dialog("Add articles", width="large", on_dismiss=closed)
def dialog() -> None:
    """Paste or upload; what is asked of that; afterwards what happened to each article, and the way to open it."""
    session.workers().warm_up()
    asked: Asked | None = session.recall("asked before adding", None)
    if asked is not None:
        decided = asking.form(asked)
        if decided is not None:
            add(asked, *decided)
        return
    outcome()
    pasted, uploaded, *others = st.tabs(["Paste", "Upload", *(["Address"] if address.is_on() else [])])
    with pasted:
        paste_form()
    with uploaded:
        upload_form()
    for fetched in others:
        with fetched, st.form(f"address-{forms()}", border=False):
            urls = st.text_area("Addresses, one a line", height=120, placeholder="https://…")
            if st.form_submit_button("Read and add", type="primary"):
                read_all([(url, address.read(url)) for url in urls.split()])


def paste_form() -> None:
    """A text with its details."""
    desk.mount_paste(*PASTED, key=f"paste-box-{forms()}", on_paste=take_paste)
    with st.form(f"paste-{forms()}", border=False):
        text = st.text_area(
            PASTED[0],
            height=240,
            placeholder="The article's text, or a part of a page with its paragraphs; its title as the first line or below",
            key=f"paste-text-{forms()}",
        )
        left, right = st.columns(2)
        title = left.text_input(
            PASTED[1], placeholder="the first line, if it looks like a title", key=f"paste-title-{forms()}"
        )
        outlet = right.text_input("Outlet", placeholder="who published it")
        published = left.text_input("Date", placeholder=f"{DATE_HINT}; suggested from the text if empty")
        url = right.text_input("Address", placeholder="https://…", validate=(r"^(https?://\S+)?$", ADDRESS_HELP))
        if st.form_submit_button("Add", type="primary"):
            typed = {"title": title, "outlet": outlet, "published": published, "url": url}
            paste_in(text, typed)


def upload_form() -> None:
    """Files, or a folder with all that is in it; what a file does not say itself is asked."""
    way = st.segmented_control(
        "What to upload", WAYS, default=WAYS[0], required=True, key="upload-way", label_visibility="collapsed"
    )
    files = st.file_uploader(
        "A folder, with those in it" if way == WAYS[1] else "Files, several at once",
        help=f"{', '.join(endings())}. Of a ZIP every file in it is read.",
        accept_multiple_files="directory" if way == WAYS[1] else True,
        key=f"files-{way}-{forms()}",
        on_change=session.forget,
        args=("added",),  # what the last adding did is no word on these files
    )
    few = files[:ASKED]
    choices = [reading.choices(file, f"{forms()}-{n}") for n, file in enumerate(few)]
    choices += [reading.KEPT] * (len(files) - len(few))
    if len(files) > len(few):
        st.caption(f"The other {len(files) - len(few):,} are read as they say themselves.")
    if files and st.button(f"Add {layout.count(len(files), 'file')}", type="primary"):
        read_all([(f.name, read(f, f.name, choices=c)) for f, c in zip(files, choices, strict=True)])


def take_paste() -> None:
    """Puts the words of a page that was pasted where the cursor was, with its paragraphs; its heading is a title, if there is none."""
    sent = session.triggered(f"paste-box-{forms()}", "paste")
    try:
        html, before, after, title = (str(sent[name]) for name in ("html", "before", "after", "title"))
    except (KeyError, TypeError):
        return
    text, heading = rich(html)
    session.put(
        {
            f"paste-text-{forms()}": f"{before}{text or html}{after}",
            f"paste-title-{forms()}": title or heading,
        }
    )


def paste_in(text: str, typed: Mapping[str, str]) -> None:
    """Adds a pasted article with its details, or says why its date cannot be one."""
    session.forget("added")
    try:
        published = read_date(typed["published"])
    except ValueError as error:
        st.error(layout.plain(str(error)))
        return
    details = {name: value for name, value in {**typed, "published": published}.items() if value}
    read_all([("", paste(text, details))])


def read_all(sources: Sequence[tuple[str, Iterable[Annotated | Problem]]]) -> None:
    """Reads files one after the other with a progress bar, asks what is to be asked, else adds what they hold."""
    session.forget("added")
    bar = st.progress(0.0, "Reading …")
    found: list[Annotated | Problem] = []
    for n, (name, items) in enumerate(sources):
        at = f"Reading {n + 1:,} of {len(sources):,}: {layout.plain(name[-60:])}" if len(sources) > 1 else "Reading …"
        bar.progress(n / len(sources), at)
        found += items
    bar.empty()
    asked = asking.of(found)
    if asked.is_anything:
        session.remember("asked before adding", asked)
        st.rerun(scope="fragment")
    add(asked, asked.articles)


def add(asked: Asked, articles: Sequence[Annotated], left_out: Sequence[tuple[Annotated, Twin]] = ()) -> None:
    """Stores ``articles``, has them extracted in the background, and keeps what happened for ``outcome``."""
    bar = st.progress(0.0, "Adding …")

    def tell(done: float, total: int, title: str) -> None:
        bar.progress(min(done / max(total, 1), 1.0), f"Adding {done:,.0f} of {total:,}: {layout.plain(title[:60])}")

    results = adding.added_soon(session.store(), articles, tell)
    bar.empty()
    report = adding.Report()
    for problem in asked.skipped:
        report.problem(problem)
    for item, result in zip(articles, results, strict=True):
        report.result(item, result)
    for item, twin in left_out:
        report.left_out(item, twin)
    session.forget("asked before adding")
    session.remember("added", Done(list(asked.skipped), results, [item for item, _ in left_out], report.csv()))
    if any(result.article_id for result in results):  # what failed is kept, to be mended
        empty_forms()
    st.rerun(scope="fragment")


def outcome() -> None:
    """What the last adding did: how much, what was skipped and why, the report, and each article with a button to open it."""
    done: Done | None = session.recall("added", None)
    if done is None:
        return
    told = [*done.skipped, *(Problem(result.title, message) for result in done.added for message in result.problems)]
    st.markdown(f"**{summary(done.added, len(told), len(done.left_out))}**")
    if any(result.outcome == "added" for result in done.added):
        st.caption("Highlights are being found in the background; open an article meanwhile, or close this window.")
    layout.problems(told[:TOLD])
    if len(told) > TOLD:
        st.caption(f"And {len(told) - TOLD:,} more: the report has all of them.")
    for n, result in enumerate(done.added[:LISTED]):
        left, right = st.columns([5, 1], vertical_alignment="center")
        left.markdown(layout.plain(result.message))
        if result.article_id and right.button(
            "Open", help=f"Open {layout.plain(result.title[:60])}", key=f"added-{n}", icon=":material/arrow_forward:"
        ):
            session.forget("added")
            session.open_article(result.article_id)
    if len(done.added) > LISTED:
        st.caption(f"And {len(done.added) - LISTED:,} more in the library, which shows the last added first.")
    st.download_button(
        "Save the report",
        done.report,
        file_name="dateline-import.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
        type="tertiary",
        help="A line for each article and problem: the file, what became of it, and why (CSV)",
    )


def summary(added: Sequence[AddResult], problems: int, left_out: int = 0) -> str:
    """What an adding came to, in a line: "3 articles added, 1 was there already · 2 problems"."""
    outcomes: Counter[str] = Counter(result.outcome for result in added)
    parts: list[str] = []
    for outcome_, said in SAID.items():
        if n := outcomes[outcome_]:
            noun = "" if parts else "article " if n == 1 else "articles "
            parts.append(f"{n:,} {noun}{said}")
    told = layout.count(problems, "problem") if problems else ""
    left = f"{left_out:,} left out" if left_out else ""
    return " · ".join(part for part in (", ".join(parts) or "Nothing was added", left, told) if part)


def is_first_start() -> bool:
    """Whether nothing was ever added to this store."""
    return session.store().pulse() == ""


def add_samples() -> None:
    """Adds the sample articles to an empty store, as they lie annotated in the project."""
    with session.first_start():
        if not is_first_start():
            return
        items = list(read(SAMPLES.read_bytes(), SAMPLES.name))
        articles = [item for item in items if isinstance(item, Annotated)]
        results = list(workspace.add(session.store(), articles, do_extract=False))
        layout.problems(item for item in items if isinstance(item, Problem))
        layout.problems(Problem(result.title, said) for result in results for said in result.problems)
