"""Adding articles: paste or upload, with progress, and what was read, skipped and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import streamlit as st

from components import session, workspace
from components.extract.missing import ModelMissingError
from components.importers import address, endings, paste, read
from components.lexicons import DATA, LexiconError
from components.model import Annotated, Problem
from components.pages import extracting, layout, reading
from components.pages.details import ADDRESS_HELP, DATE_HINT, read_date
from components.workspace import AddResult

SAID = {"added": "added", "there": "there already", "put_back": "put back", "failed": "not added"}
LISTED, TOLD = 25, 50  # articles and problems that the dialog shows
SAMPLES = DATA / "samples.jsonl"  # the articles of data/samples, annotated; data/README.md says how
LAST_ADDED = "-added_at"  # the order of the library that shows what was added first
NOTHING_ADDED: tuple[list[Problem], list[AddResult]] = ([], [])


def closed() -> None:
    """The next time, the dialog begins empty; the library behind it shows what was added, old and undated ones too."""
    _, added = session.recall("added", NOTHING_ADDED)
    if any(result.outcome == "added" for result in added):
        st.query_params["order"] = LAST_ADDED
    session.forget("added")
    empty_forms()


def empty_forms() -> None:
    """What is typed and chosen next begins anew."""
    session.remember("adding", forms() + 1)


def forms() -> int:
    """A number in the keys of the form and the files; with another one they are empty."""
    return session.recall("adding", 0)


@st.dialog("Add articles", width="large", on_dismiss=closed)
def dialog() -> None:
    """Paste or upload; afterwards what happened to each article, and the way to open it."""
    session.workers().warm_up()
    pasted, uploaded, *others = st.tabs(["Paste", "Upload", *(["Address"] if address.is_on() else [])])
    with pasted, st.form(f"paste-{forms()}", border=False):
        text = st.text_area(
            "Text", height=240, placeholder="The article's text, with its title as the first line or below"
        )
        left, right = st.columns(2)
        title = left.text_input("Title", placeholder="the first line, if it looks like a title")
        outlet = right.text_input("Outlet", placeholder="who published it")
        published = left.text_input("Date", placeholder=f"{DATE_HINT}; suggested from the text if empty")
        url = right.text_input("Address", placeholder="https://…", validate=(r"^(https?://\S+)?$", ADDRESS_HELP))
        if st.form_submit_button("Add", type="primary"):
            typed = {"title": title, "outlet": outlet, "published": published, "url": url}
            paste_in(text, typed)
    with uploaded:
        files = st.file_uploader(
            "Files, several at once",
            help=f"{', '.join(endings())}. Of a ZIP every file in it is read.",
            accept_multiple_files=True,
            key=f"files-{forms()}",
            on_change=session.forget,
            args=("added",),  # what the last adding did is no word on these files
        )
        choices = {file.file_id: reading.choices(file, f"{forms()}-{n}") for n, file in enumerate(files)}
        if files and st.button(f"Add {layout.count(len(files), 'file')}", type="primary"):
            add(item for file in files for item in read(file, file.name, choices=choices[file.file_id]))
    for fetched in others:
        with fetched, st.form(f"address-{forms()}", border=False):
            urls = st.text_area("Addresses, one a line", height=120, placeholder="https://…")
            if st.form_submit_button("Read and add", type="primary"):
                add(item for url in urls.split() for item in address.read(url))
    outcome()


def paste_in(text: str, typed: Mapping[str, str]) -> None:
    """Adds a pasted article with its details, or says why its date cannot be one."""
    session.forget("added")
    try:
        published = read_date(typed["published"])
    except ValueError as error:
        st.error(layout.plain(str(error)))
        return
    add(paste(text, {name: value for name, value in {**typed, "published": published}.items() if value}))


def add(items: Iterable[Annotated | Problem]) -> None:
    """Extracts and stores ``items`` with a progress bar, and keeps what happened for ``outcome``."""
    bar = st.progress(0.0, "Reading …")
    found = list(items)
    articles = [item for item in found if isinstance(item, Annotated)]

    def tell(done: float, total: int, title: str) -> None:
        share = min(done / max(total, 1), 1.0)
        at = f"article {min(int(done) + 1, total):,} of {total:,}"
        bar.progress(share, f"{share:.0%}, {at}: finding entities, quotes and figures in {layout.plain(title[:60])}")

    stops = st.empty()
    stops.caption("Closing this window stops it; what is added by then stays in the library.")
    skipped = [item for item in found if isinstance(item, Problem)]
    added: list[AddResult] = []
    try:
        for result in workspace.add(session.store(), articles, progress=tell, finder=session.workers().find):
            added.append(result)
    except ModelMissingError as error:
        skipped.append(Problem("Language model", str(error)))
    except (LexiconError, OSError) as error:
        skipped.append(Problem("Installation", str(error)))
    bar.empty()
    stops.empty()
    session.remember("added", (skipped, added))
    if any(result.article_id for result in added):  # what failed is kept, to be mended
        empty_forms()
        st.rerun(scope="fragment")


def outcome() -> None:
    """What the last adding did: how much, what was skipped and why, and each article with a button to open it."""
    skipped, added = session.recall("added", NOTHING_ADDED)
    told = [*skipped, *(Problem(result.title, message) for result in added for message in result.problems)]
    if not added and not told:
        return
    st.markdown(f"**{summary(added, len(told))}**")
    layout.problems(told[:TOLD])
    if len(told) > TOLD:
        st.caption(f"And {len(told) - TOLD:,} more. `python -m components import` tells all of them.")
    for n, result in enumerate(added[:LISTED]):
        left, right = st.columns([5, 1], vertical_alignment="center")
        left.markdown(layout.plain(result.message))
        if result.article_id and result.unread and _extracted_again(n, result):
            st.rerun(scope="fragment")
        if result.article_id and right.button(
            "Open", help=f"Open {layout.plain(result.title[:60])}", key=f"added-{n}", icon=":material/arrow_forward:"
        ):
            session.forget("added")
            session.open_article(result.article_id)
    if len(added) > LISTED:
        st.caption(f"And {len(added) - LISTED:,} more in the library, which shows the last added first.")


def _extracted_again(n: int, result: AddResult) -> bool:
    """A button to extract what was stored without highlights; whether that worked now."""
    assert result.article_id
    if not st.button("Extract again", key=f"again-{n}", icon=":material/refresh:"):
        return False
    if not extracting.again(result.article_id):
        return False
    skipped, added = session.recall("added", NOTHING_ADDED)
    added[n] = replace(result, message=f"{result.title}: extracted", problems=(), unread=False)
    session.remember("added", (skipped, added))
    return True


def summary(added: Sequence[AddResult], problems: int) -> str:
    """What an adding came to, in a line: "3 articles added, 1 was there already · 2 problems"."""
    outcomes: Counter[str] = Counter(result.outcome for result in added)
    parts: list[str] = []
    for outcome_, said in SAID.items():
        if n := outcomes[outcome_]:
            noun = "" if parts else "article " if n == 1 else "articles "
            parts.append(f"{n:,} {noun}{said}")
    told = layout.count(problems, "problem") if problems else ""
    return " · ".join(part for part in (", ".join(parts) or "Nothing was added", told) if part)


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
