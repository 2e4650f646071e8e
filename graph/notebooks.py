"""A workspace for notebooks and programs: questions become rows and frames, the graph a dataset of rdflib or a network.

    import graph

    with graph.open_workspace("workspace") as workspace:
        workspace.query("risers").frame()

The examples here are run by the tests, over the sample reports. pandas and Polars are loaded where a frame is asked for.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from html import escape
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, overload

from rdflib import Dataset, URIRef

from graph.errors import ExportError, WorkspaceError
from graph.extras import PIP, tell_install
from graph.query import Question, find, questions, to_python
from graph.query.labels import find_labels
from graph.query.naming import understand
from graph.query.parameters import Value, add_prefixes, fill_text
from graph.snapshots import Snapshot, Workspace
from graph.store import Answer, Rows, Store, Triples

if TYPE_CHECKING:
    import networkx as nx

    from graph.network.projections import Projection

SHOWN = 20
"""Rows that a notebook shows of a result; its frame has all."""


class Result(Sequence[tuple[Any, ...]]):
    """The rows of an answer, each with its values by name.

    >>> result = workspace.query("risers")
    >>> [(row.name, row.months) for row in result]
    [('Lancashire', 86), ('Birmingham', 107)]
    >>> result.columns
    ('council', 'name', 'inadequate', 'risen', 'months', 'grade', 'fallen', 'rising')
    """

    def __init__(self, columns: Sequence[str], rows: Iterable[Sequence[Any]], store: Store) -> None:
        self.columns = tuple(columns)
        # Any variable of SPARQL is a field's name, but for Python's own words and those with a line before them: they get a
        # place's name.
        make = namedtuple("Row", self.columns, rename=True)  # type: ignore[misc]  # noqa: PYI024 - the columns are the query's
        self.rows: tuple[Any, ...] = tuple(make(*row) for row in rows)
        self._store = store

    @overload
    def __getitem__(self, place: int) -> Any: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Any, ...]: ...
    def __getitem__(self, place: int | slice) -> Any:
        """A row, or several."""
        return self.rows[place]

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Any]:
        return iter(self.rows)

    def __repr__(self) -> str:
        return f"<{len(self):,} rows of {', '.join(self.columns)}>"

    @cached_property
    def names(self) -> Mapping[URIRef, str]:
        """What the things of the rows are called.

        >>> workspace.query("SELECT DISTINCT ?c { ?i sg:inspects ?c } ORDER BY ?c").names.values()
        dict_values(['Birmingham', 'Lincolnshire', 'Lancashire', 'Havering'])
        """
        return find_labels(self._store, (value for row in self.rows for value in row if isinstance(value, URIRef)))

    def frame(self, library: str = "pandas", *, names: bool = False) -> Any:
        """The rows as a frame of pandas, or of Polars (`library="polars"`); with `names` in the place of addresses.

        >>> workspace.query("risers").frame()[["name", "months"]].to_dict("list")
        {'name': ['Lancashire', 'Birmingham'], 'months': [86, 107]}
        """
        if library not in ("pandas", "polars"):
            raise ExportError(f"no frames of {library!r}: choose pandas or polars")
        try:
            module: Any = import_module(library)
        except ImportError as error:
            install = tell_install("notebooks") if library == "pandas" else f"{PIP} polars"
            raise ExportError(f"{library} is not installed: {install}") from error
        rows = [tuple(self._plain(value, names=names) for value in row) for row in self.rows]
        if library == "polars":
            return module.DataFrame(rows, schema=list(self.columns), orient="row", infer_schema_length=None)
        return module.DataFrame(rows, columns=list(self.columns))

    def _plain(self, value: Any, *, names: bool) -> Any:
        if not isinstance(value, URIRef):
            return value
        return self.names.get(value, str(value)) if names else str(value)

    def _repr_html_(self) -> str:
        """The first rows as a table, as notebooks show them, with names as links."""
        head = "".join(f"<th>{escape(name)}</th>" for name in self.columns)
        shown = Result(self.columns, self.rows[:SHOWN], self._store)
        body = "".join(f"<tr>{''.join(f'<td>{shown._write(value)}</td>' for value in row)}</tr>" for row in shown)
        more = f"<p>{len(self) - SHOWN:,} more rows</p>" if len(self) > SHOWN else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"

    def _write(self, value: Any) -> str:
        if not isinstance(value, URIRef):
            return "" if value is None else escape(str(value))
        address = str(value)
        name = escape(self.names.get(value, address))
        return f'<a href="{escape(address)}">{name}</a>' if address.startswith(("http://", "https://")) else name


class OpenWorkspace:
    """A snapshot of a workspace, open for reading, until `close` or the end of a `with`.

    >>> workspace
    <workspace 0001-..., 19 documents>
    """

    def __init__(self, snapshot: Snapshot, store: Store) -> None:
        self.snapshot = snapshot
        self.store = store

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions of the library.

        >>> workspace.questions[2].name, workspace.questions[2].heading
        ('risers', 'Which councils rose from inadequate to good or better, and how long did it take?')
        """
        return questions()

    def query(self, question: str, **parameters: Value | Iterable[Value]) -> Result:
        """The rows that answer a question of the library by its name, or a query in SPARQL.

        A question's parameters may be given by name; a query may leave out the usual `PREFIX` lines. The rows of a CONSTRUCT
        are its triples, and that of an ASK is its answer.

        >>> [row.number for row in workspace.query("recommendations-to", council="Lincolnshire")][:3]
        [None, None, 1]
        >>> workspace.query("SELECT (COUNT(*) AS ?reports) { ?report a sg:InspectionReport }")[0].reports
        10
        >>> workspace.query("ASK { ?council a sg:Council }")[0].answer
        True
        """
        if "{" in question or any(letter.isspace() for letter in question.strip()):
            name, text = "query", add_prefixes(question)
        else:
            found = find(question)
            name, text = found.name, found.text
        if parameters:
            text = fill_text(text, name, **self._understand(text, name, parameters))
        return self._make_result(self.store.query(text))

    def dataset(self) -> Dataset:
        """The same store as a dataset of rdflib: its named graphs, and all of them as one where none is named.

        >>> from graph.terms import FACTS, SG
        >>> from graph.terms import mint_council
        >>> dataset = workspace.dataset()
        >>> len(set(dataset.graph(FACTS).objects(None, SG.inspects)))
        4
        >>> str(dataset.value(mint_council("E10000017"), SG.officialName))
        'Lancashire County Council'
        """
        from graph.store.dataset import open_dataset  # noqa: PLC0415 - a library that most do without

        return open_dataset(self.store)

    def network(self, name: str = "") -> nx.Graph[Any]:
        """The things that are connected as a network of networkx: each has its `label`, each edge its `link` and `length`.

        >>> network = workspace.network()
        >>> from graph.terms import mint_council
        >>> network.nodes[mint_council("E10000017")]["label"]
        'Lancashire'

        Or a network with a meaning of its own, by its name: each edge has its `link` and its `weight`.

        >>> [one.name for one in workspace.networks][2]
        'inspectors-councils'
        >>> inspectors = workspace.network("inspectors-councils")
        >>> sorted({told["kind"] for _, told in inspectors.nodes(data=True)})
        ['Council', 'Person']
        """
        if name:
            from graph.network.projections import read_projection  # noqa: PLC0415 - a library that most do without

            return read_projection(self.store, name)
        from graph.network import read_links  # noqa: PLC0415 - a library that most do without

        links = read_links(self.store).links
        for thing, label in find_labels(self.store, links.nodes).items():
            links.nodes[thing]["label"] = label
        return links

    @property
    def networks(self) -> tuple[Projection, ...]:
        """The networks that `network` knows by name.

        >>> workspace.networks[0].what
        'Which councils were told to improve the same, in how many themes of recommendations?'
        """
        from graph.network.projections import projections  # noqa: PLC0415 - a library that most do without

        return projections()

    def close(self) -> None:
        """Let go of the snapshot's files; closing twice is no error."""
        self.store.close()

    def __enter__(self) -> Self:
        """The workspace itself, closed at the end of the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close."""
        self.close()

    def __repr__(self) -> str:
        return f"<workspace {self.snapshot.name}, {self.snapshot.counts.get('documents', 0):,} documents>"

    def _understand(self, text: str, name: str, given: Mapping[str, Value | Iterable[Value]]) -> dict[str, list[Value]]:
        """What the parameters' words stand for; numbers and truth values stand for themselves."""
        values = {key: [value] if isinstance(value, str | int | float) else list(value) for key, value in given.items()}
        words = {
            key: [str(value) for value in several]
            for key, several in values.items()
            if all(isinstance(value, str) for value in several)
        }
        return values | understand(self.store, text, name, words)

    def _make_result(self, answer: Answer) -> Result:
        if isinstance(answer, Rows):
            return Result(answer.variables, (tuple(map(to_python, row)) for row in answer), self.store)
        if isinstance(answer, Triples):
            return Result(
                ("subject", "predicate", "object"), (tuple(map(to_python, row)) for row in answer), self.store
            )
        return Result(("answer",), [(answer.value,)], self.store)


def open_workspace(path: Path | str = "workspace", snapshot: str | None = None) -> OpenWorkspace:
    """The current snapshot of a workspace, or another by its name or number, open for reading.

    :raise WorkspaceError: where nothing is built there.
    """
    place = Workspace(path)
    chosen = place.current() if snapshot is None else place.find(snapshot)
    if chosen is None:
        raise WorkspaceError(f"nothing is built in {place.path}: run `scrutiny build PATH…` first")
    return OpenWorkspace(chosen, place.open_store(chosen))
