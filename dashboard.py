"""Dateline. Start it with: streamlit run dashboard.py"""

import streamlit as st

from components import server

app = st.App(server.SCRIPT, routes=server.routes(), middleware=server.middleware(), on_script_error=server.told)
