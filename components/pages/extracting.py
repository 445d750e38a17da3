"""Extracting a stored article again from a page: in a worker, with progress, and told plainly where it did not work."""

from __future__ import annotations

import streamlit as st

from components import session, workspace
from components.extract.missing import ModelMissingError
from components.jobs import ReadingFailedError, ReadingStoppedError
from components.lexicons import LexiconError
from components.pages import layout
from components.store import StoreError


def again(article: str, why: str = "Extracting again") -> bool:
    """Extracts an article again below a progress bar that begins with ``why``; whether it worked, else an error is shown."""
    bar = st.progress(0.0, f"{why} …")

    def tell(share: float) -> None:
        bar.progress(min(share, 1.0), f"{why}: {share:.0%}")

    try:
        workspace.extract_again(session.store(), article, session.workers().find, tell)
    except ReadingStoppedError as error:
        st.error(layout.plain(f"{error}. Nothing has changed; you can try again."))
        return False
    except ReadingFailedError as error:
        st.error(layout.plain(f"The article could not be read: {error}. Nothing has changed. Please report this."))
        return False
    except (StoreError, ModelMissingError, LexiconError, OSError) as error:
        st.error(layout.plain(str(error)))
        return False
    finally:
        bar.empty()
    session.forget("message")
    return True
