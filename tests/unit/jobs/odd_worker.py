"""A worker without a model, for tests: does what the article's text says. python -m tests.unit.jobs.odd_worker"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable

from components.extract.missing import ModelMissingError
from components.jobs.worker import serve
from components.memory import Memory
from components.model import Article, Extraction, Span


def find(article: Article, tell: Callable[[float], None] | None, memory: Memory | None) -> Extraction:
    assert tell
    tell(0.5)
    print("a library that prints")
    match article.text:
        case "hang":
            time.sleep(600)
        case "stop":
            os.kill(os.getpid(), signal.SIGSTOP)
        case "die":
            os.kill(os.getpid(), signal.SIGKILL)
        case "fail":
            raise KeyError("an odd article")
        case "no model":
            raise ModelMissingError("The language model is not installed")
    return Extraction((), (Span(0, len(article.text)),), (f"by {os.getpid()}",))


if __name__ == "__main__":
    serve(find, lambda: None)
