"""Networks for the tools that draw and measure them: Gephi, yEd, Cytoscape, Graphviz, D3, Neo4j, or a table of measures."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, TypeAlias
from xml.sax.saxutils import escape

import networkx as nx

from graph.export.job import Job
from graph.export.sheets import make_safe
from graph.network.measures import Standing, measure
from graph.network.projections import WHOLE, find_projection, read_projection

Network: TypeAlias = "nx.Graph[Any]"
_HEAD = re.compile(r'<meta .*?<graph ([^>]*?)(?: name="[^"]*")?>', re.S)


def write_network(job: Job, stream: IO[bytes]) -> None:
    """Write the network that is wanted, of the store or of the part, in the format of the job's kind."""
    stream.write(_WRITERS[job.kind](job, read(job)).encode())


def write_neo4j(job: Job, folder: Path) -> None:
    """Write the files that `neo4j-admin database import full --nodes=nodes.csv --relationships=relationships.csv` takes."""
    network = read(job)
    nodes = ((node, told["label"], told["kind"]) for node, told in network.nodes(data=True))
    edges = (
        (one, other, told["weight"], told["link"].upper().replace(" ", "_"))
        for one, other, told in network.edges(data=True)
    )
    for name, header, rows in (
        ("nodes", ("address:ID", "name", ":LABEL"), nodes),
        ("relationships", (":START_ID", ":END_ID", "weight:double", ":TYPE"), edges),
    ):
        with (folder / f"{name}.csv").open("x", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([header, *rows])


def read(job: Job) -> Network:
    """The network that is wanted."""
    with job.narrowed() as store:
        return read_projection(store, job.network or WHOLE)


def to_graphml(_: Job, network: Network) -> str:
    """GraphML, which nearly every tool reads."""
    return "\n".join(nx.generate_graphml(network)) + "\n"


def to_gexf(job: Job, network: Network) -> str:
    """GEXF, Gephi's own format, as its schema has it; it bears the snapshot's date, since the same snapshot is the same bytes.

    networkx tells of the day and of itself, and gives the graph a name, which the schema refuses.
    """
    what = escape(find_projection(job.network or WHOLE).what)
    told = f'<meta lastmodifieddate="{job.origin.made[:10]}">\n    <creator>Scrutiny Graph</creator>\n'
    told += f"    <description>{what}</description>\n  </meta>\n"
    text = "\n".join(nx.generate_gexf(network)) + "\n"
    return _HEAD.sub(lambda found: f"{told}  <graph {found[1]}>", text, count=1)


def to_node_link(_: Job, network: Network) -> str:
    """Node-link JSON, as D3 and networkx take it."""
    return json.dumps(nx.node_link_data(network, edges="links"), ensure_ascii=False) + "\n"


def to_dot(_: Job, network: Network) -> str:
    """DOT, Graphviz's language."""
    arrow, lines = ("->", ["digraph {"]) if network.is_directed() else ("--", ["graph {"])
    lines += [
        f"  {_quote(node)} [label={_quote(told['label'])}, class={_quote(told['kind'])}];"
        for node, told in network.nodes(data=True)
    ]
    lines += [
        f"  {_quote(one)} {arrow} {_quote(other)} [label={_quote(told['link'])}, weight={told['weight']:g}];"
        for one, other, told in network.edges(data=True)
    ]
    return "\n".join([*lines, "}"]) + "\n"


def to_measures(_: Job, network: Network) -> str:
    """A table of measures, a row a thing, the most connected first."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("thing", "name", "kind", *Standing._fields[1:]))
    for thing, *numbers in sorted(measure(network), key=lambda row: (-row.degree, row.thing)):
        told = network.nodes[thing]
        writer.writerow((thing, make_safe(told["label"]), told["kind"], *numbers))
    return text.getvalue()


def _quote(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


_WRITERS: dict[str, Callable[[Job, Network], str]] = {
    "dot": to_dot, "gexf": to_gexf, "graphml": to_graphml, "measures": to_measures, "nodelink": to_node_link,
}  # fmt: skip
