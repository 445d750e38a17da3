"""Extraction outside the server's process: a few workers, started when somebody adds an article. Articles and records come in.

A worker is this Python with ``-m components.jobs.worker``, which talks over its standard input and output (wire.py). It is no
multiprocessing.Process: under Streamlit, spawn would run the page's script again, and fork would copy the server's threads.
"""

from components.jobs.errors import ReadingFailedError, ReadingStoppedError
from components.jobs.pool import Workers

__all__ = ["ReadingFailedError", "ReadingStoppedError", "Workers"]
