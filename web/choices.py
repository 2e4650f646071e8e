"""What can be chosen in a field of a form: the options of a select element, written once a snapshot.

A list of councils has hundreds; a page takes them as they were written, and only marks the one that is chosen.
"""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

OPTION = Markup('<option value="{}">{}')


def begin_option(value: str, name: str) -> Markup:
    """An option without its end, where a number may come to its name."""
    return OPTION.format(value, name)


def write_options(begun: Iterable[str]) -> Markup:
    """The options of a select element, of which each is begun."""
    return Markup("".join(f"{option}</option>\n" for option in begun))  # noqa: S704 - what is begun is escaped


def mark_chosen(options: Markup, value: str) -> Markup:
    r"""The options with that of a value chosen.

    >>> mark_chosen(write_options([begin_option("a&b", "A & B"), begin_option("c", "C")]), "a&b")
    Markup('<option value="a&amp;b" selected>A &amp; B</option>\n<option value="c">C</option>\n')
    """
    found = f'<option value="{escape(value)}"'
    return Markup(str(options).replace(f"{found}>", f"{found} selected>", 1))  # noqa: S704 - both are escaped
