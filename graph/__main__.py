"""Lets `python -m graph` do what the command `scrutiny` does."""

import sys

from graph.cli import main

if __name__ == "__main__":
    sys.exit(main())
