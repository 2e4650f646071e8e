"""The package as notebooks and programs meet it: `import graph`, rows, frames, datasets, networks, and the tutorial."""

from __future__ import annotations

import doctest
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import nbformat
import networkx
import pytest
from nbclient import NotebookClient
from rdflib import RDF, Literal, URIRef

import graph
from graph import notebooks
from graph.errors import ExportError, StoreError, UnknownName, UnknownQuestion, WorkspaceError
from graph.store import connect
from graph.store.dataset import open_dataset
from graph.terms import FACTS, ID, SG, mint_council

ROOT = Path(__file__).parent.parent
TUTORIAL = ROOT / "docs" / "tutorial.ipynb"
GRADES = "SELECT ?inspection ?grade { ?inspection sg:judgement ?judgement . ?judgement sg:overall true ; sg:grade ?grade } ORDER BY ?inspection"


@pytest.fixture(scope="module")
def samples(workspace: Path) -> Iterator[graph.OpenWorkspace]:
    """The workspace of the sample reports, open."""
    with graph.open_workspace(workspace) as opened:
        yield opened


def test_examples_in_docstrings_run(samples: graph.OpenWorkspace) -> None:
    finder, runner = doctest.DocTestFinder(exclude_empty=True), doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    for examples in finder.find(notebooks, globs={"workspace": samples, "graph": graph}):
        runner.run(examples)
    failed, tried = runner.summarize(verbose=False)
    assert (failed, tried > 15) == (0, True)


def test_names_of_the_package_are_there() -> None:
    assert [name for name in graph.__all__ if getattr(graph, name).__name__ != name] == []
    assert set(graph.__all__) <= set(dir(graph))
    with pytest.raises(AttributeError, match="module 'graph' has no attribute 'nothing'"):
        graph.nothing  # noqa: B018 - looking is the test


def test_importing_the_package_loads_nothing_else() -> None:
    program = "import sys, json, graph; print(json.dumps([n for n in sys.modules if n.split('.')[0] in ('graph', 'rdflib', 'pandas')]))"
    told = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=True)
    assert json.loads(told.stdout) == ["graph"]


def test_query_takes_what_is_asked_for_by_name_address_or_list(samples: graph.OpenWorkspace) -> None:
    by_name = samples.query("recommendations-to", council="lancashire")
    by_address = samples.query("recommendations-to", council=mint_council("E10000017"))
    both = samples.query("recommendations-to", council=["Lancashire", "Lincolnshire"])
    assert by_name.rows == by_address.rows
    assert len(both) == len(by_name) + len(samples.query("recommendations-to", council="Lincolnshire"))


def test_query_that_cannot_be_is_told(samples: graph.OpenWorkspace) -> None:
    with pytest.raises(UnknownQuestion, match="no question 'rises': did you mean risers\\?"):
        samples.query("rises")
    with pytest.raises(UnknownName, match="no council is called 'Lancs'"):
        samples.query("recommendations-to", council="Lancs")


def test_frame_has_the_rows_with_addresses_or_names(samples: graph.OpenWorkspace) -> None:
    result = samples.query(GRADES)
    assert list(result.frame().itertuples(index=False, name=None)) == [tuple(map(str, row)) for row in result]
    told = {
        str(row.thing): row.label
        for row in samples.query("SELECT ?thing ?label { ?thing rdfs:label|skos:prefLabel ?label }")
    }
    named = [tuple(told[str(thing)] for thing in row) for row in result]
    assert list(result.frame(names=True).itertuples(index=False, name=None)) == named


def test_columns_that_are_no_names_of_python_are_columns_all_the_same(samples: graph.OpenWorkspace) -> None:
    result = samples.query("SELECT ?class (1 AS ?_n) ?none { VALUES ?class { 'é\"' } }")
    assert result.rows == (('é"', 1, None),)
    assert result.frame().to_dict("records") == [{"class": 'é"', "_n": 1, "none": None}]


def test_frame_of_no_rows_has_its_columns(samples: graph.OpenWorkspace) -> None:
    assert list(samples.query("SELECT ?a ?b { ?a sg:nothing ?b }").frame().columns) == ["a", "b"]


def test_frame_of_polars_is_the_same(samples: graph.OpenWorkspace) -> None:
    result = samples.query("risers")
    assert result.frame("polars").rows() == [tuple(row) for row in result.frame().itertuples(index=False, name=None)]


def test_frame_of_an_unknown_library_is_told(samples: graph.OpenWorkspace, monkeypatch: pytest.MonkeyPatch) -> None:
    result = samples.query("risers")
    with pytest.raises(ExportError, match="no frames of 'excel': choose pandas or polars"):
        result.frame("excel")
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ExportError, match=r"pandas is not installed: \S+ -m pip install .*'pandas>=[\d.]+'"):
        result.frame()


def test_result_shows_itself_as_a_table_and_nothing_in_it_is_markup(samples: graph.OpenWorkspace) -> None:
    result = samples.query(
        "SELECT ?text ?council { VALUES ?text { '<script>' } ?council skos:prefLabel 'Lancashire'@en }"
    )
    assert result._repr_html_() == (
        "<table><thead><tr><th>text</th><th>council</th></tr></thead><tbody><tr><td>&lt;script&gt;</td>"
        f'<td><a href="{mint_council("E10000017")}">Lancashire</a></td></tr></tbody></table>'
    )
    many = samples.query("SELECT ?s { ?s ?p ?o } LIMIT 21")
    assert many._repr_html_().endswith("</table><p>1 more rows</p>")
    assert repr(many) == "<21 rows of s>"


def test_dataset_is_the_same_graph_for_rdflib(samples: graph.OpenWorkspace) -> None:
    dataset = samples.dataset()
    assert {name.identifier for name in dataset.graphs()} - {URIRef("urn:x-rdflib:default")} == set(
        samples.store.graphs()
    )
    councils = "SELECT ?council { ?inspection sg:inspects ?council }"
    assert sorted(row.council for row in dataset.query(councils)) == sorted(
        row.council for row in samples.query(councils)
    )
    # As text, since the library writes xsd:string at each plain literal.
    facts = samples.store.query(f"SELECT ?s ?p ?o {{ GRAPH <{FACTS}> {{ ?s ?p ?o }} }}")
    assert {tuple(map(str, triple)) for triple in dataset.graph(FACTS)} == {tuple(map(str, row)) for row in facts}
    assert len(dataset.graph(ID["graph/nothing"])) == 0


def test_dataset_is_for_reading(samples: graph.OpenWorkspace) -> None:
    dataset = samples.dataset()
    before = len(samples.store)
    for write in (
        lambda: dataset.add((SG.a, RDF.type, Literal(1))),
        lambda: dataset.remove((None, None, None)),
        lambda: dataset.graph(FACTS).add((SG.a, RDF.type, Literal(1))),
        lambda: dataset.update("DELETE WHERE { ?s ?p ?o }"),
        lambda: dataset.remove_graph(dataset.graph(FACTS)),
    ):
        with pytest.raises(StoreError, match="this dataset is for reading"):
            write()
    assert len(samples.store) == before


def test_store_elsewhere_is_no_dataset() -> None:
    with connect("https://sparql.example/sparql") as store, pytest.raises(StoreError, match="rdflib's SPARQLStore"):
        open_dataset(store)


def test_network_is_one_of_networkx(samples: graph.OpenWorkspace) -> None:
    network = samples.network()
    assert isinstance(network, networkx.Graph)
    one, other = mint_council("E10000017"), mint_council("E10000019")
    assert networkx.has_path(network, one, other)
    assert {network.nodes[thing]["label"] for thing in (one, other)} == {"Lancashire", "Lincolnshire"}


def test_workspace_that_is_not_built_is_told(tmp_path: Path, workspace: Path) -> None:
    with pytest.raises(WorkspaceError, match="nothing is built in"):
        graph.open_workspace(tmp_path)
    with pytest.raises(WorkspaceError, match="no snapshot '9'"):
        graph.open_workspace(workspace, snapshot="9")
    with graph.open_workspace(workspace, snapshot="1") as first:
        assert first.snapshot.number == 1
    with pytest.raises(StoreError, match="is closed"):
        first.query("risers")


def test_tutorial_runs_from_reports_to_its_figure(tmp_path: Path, workspace: Path) -> None:
    # The samples are read already; the tutorial's own build takes them from there.
    shutil.copytree(workspace, tmp_path / "tutorial", symlinks=True)
    notebook = nbformat.read(TUTORIAL, as_version=4)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.outputs for cell in cells if cell.outputs or cell.execution_count] == []
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(tmp_path)}}).execute()
    outputs = [output for cell in cells for output in cell.outputs]
    assert [output.get("name") for output in outputs if output.get("name") == "stderr"] == []
    assert sum("image/png" in output.get("data", {}) for output in outputs) == 1
    assert "18 rose, 11 are inadequate still; the last inspection known began on 2025-" in str(outputs)
    assert "Lancashire County Council has" in str(outputs)
