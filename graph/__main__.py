"""The command `scrutiny`, also as `python -m graph`: what starts is small, since each process of a build loads it as well."""

import sys


def main() -> int:
    """Run the command and give its exit status."""
    from graph.cli import main as run  # noqa: PLC0415  # takes a fifth of a second, which those who only read do without

    return run()


if __name__ == "__main__":
    sys.exit(main())
