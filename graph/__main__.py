"""The command `scrutiny`, also as `python -m graph`: what starts is small, since each process of a build loads it as well."""

import sys

from graph.errors import GraphError


def main() -> int:
    """Run the command and give its exit status."""
    try:
        from graph.cli import main as run  # noqa: PLC0415  # takes a fifth of a second, which those who only read do without
    except GraphError as error:  # a setting of the environment on which all addresses depend
        sys.exit(f"scrutiny: {error}")
    return run()


if __name__ == "__main__":
    sys.exit(main())
