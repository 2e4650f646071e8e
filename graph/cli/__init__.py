"""The command `scrutiny`: each subcommand a few lines over one function; errors become one line and an exit status.

Exit status: 0 all done; 1 nothing done, one clear line why; 2 misuse; 3 done, but some documents could not be read;
130 stopped from the keyboard. No work is done here: what a command does stands in the module that it calls.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.metadata import version
from inspect import cleandoc
from typing import Annotated

import typer

from graph.cli import asking, connecting, exporting, fetching, keeping, reviewing, serving, writing
from graph.cli.output import STOPPED, complain, speak_utf8
from graph.errors import GraphError, UnknownName, UnknownQuestion


def fold(text: str) -> str:
    """A docstring with each paragraph on one line, which terminals then break at their own width."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in cleandoc(text).split("\n\n"))


app = typer.Typer(
    name="scrutiny",
    help="Read inspection reports and committee papers into one RDF graph with evidence; ask, export and serve it.",
    epilog="Exit status: 0 done, 1 nothing done, 2 misuse, 3 done but some documents could not be read.",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
)
for module in (fetching, writing, asking, connecting, exporting, reviewing, serving):
    for command in module.COMMANDS:
        app.command(help=fold(command.__doc__ or ""))(command)
app.add_typer(keeping.group, name="snapshots")


def print_version(wanted: bool) -> None:
    """Print the version and stop, where it is wanted."""
    if wanted:
        typer.echo(f"scrutiny {version('scrutiny-graph')}")
        raise typer.Exit


@app.callback()
def options(
    shown: Annotated[
        bool, typer.Option("--version", help="Print the version and stop.", callback=print_version, is_eager=True)
    ] = False,
) -> None:
    """Take the options that go before a command."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and give its exit status."""
    speak_utf8()
    try:
        status = app(arguments, prog_name="scrutiny", standalone_mode=False) or 0
    except typer.TyperException as error:
        message = error.format_message().replace("Value error, ", "")  # words of a library's, which say nothing
        if message:  # none where the help was printed in its place
            complain(f"{message} ({_find_command(error, arguments)} --help tells more)")
        return error.exit_code
    except (UnknownName, UnknownQuestion) as error:
        complain(str(error))
        return 2
    except GraphError as error:
        line = getattr(error, "line", None)
        complain(f"line {line}: {error}" if line else str(error))
        return 1
    except OSError as error:
        complain(": ".join(str(part) for part in (error.filename, error.strerror or error) if part))
        return 1
    except (KeyboardInterrupt, typer.Abort):
        status = STOPPED
    if status == STOPPED:
        complain("stopped")
    return status


def _find_command(error: typer.TyperException, arguments: Sequence[str] | None) -> str:
    """The command that was misused: an error that a command of ours raised does not know, but then it is the first argument."""
    context = getattr(error, "ctx", None)
    return context.command_path if context else f"scrutiny {(arguments or sys.argv[1:])[0]}"


if __name__ == "__main__":
    sys.exit(main())
