"""."""

import streamlit as st

from components.pages import layout


def page() -> None:
    layout.begin()
    st.title("…")
