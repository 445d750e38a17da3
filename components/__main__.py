"""python -m components: the command line."""

from __future__ import annotations

import sys

from components.cli import main

if __name__ == "__main__":  # worker processes import this module too
    sys.exit(main())
