"""The upload of a graph to a store elsewhere: only what changed, on from where it failed, and nothing of others' touched."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import BNode, Literal, URIRef

from graph.cli import main
from graph.errors import StoreAway, StoreError, WorkspaceError
from graph.ledger import open_ledger
from graph.publish import Patience, Published, publish
from graph.store import Store, connect, open_memory
from graph.terms import DESCRIPTION, FACTS
from tests.sparql_server import Server, running

A, B, C = (URIRef(f"http://example.org/{name}") for name in "abc")
SUBJECT, PREDICATE = URIRef("http://example.org/s"), URIRef("http://example.org/p")


@pytest.fixture
def server() -> Iterator[Server]:
    """A SPARQL server that takes graphs at /graphs."""
    with running() as made:
        yield made


@pytest.fixture
def store() -> Iterator[Store]:
    """Three small graphs, one with blank nodes, and the description of the dataset."""
    with open_memory() as small:
        small.add([(SUBJECT, PREDICATE, Literal(number), graph) for number, graph in enumerate((A, B, C, DESCRIPTION))])
        small.add([(BNode(), PREDICATE, BNode(), B)])
        yield small


@pytest.fixture
def send(server: Server, tmp_path: Path) -> Callable[..., Published]:
    """Sends a store's graphs to the server."""

    def do(store: Store, name: str = "", address: str = "/sparql") -> Published:
        server.requests.clear()
        with connect(server.address(address), server.address("/graphs")) as remote:
            return publish(store, remote, tmp_path, name=name)

    return do


def changes(server: Server) -> list[tuple[str, str]]:
    """What the server was told to change: the methods and graphs."""
    return [
        (request.method, request.fields["graph"][0]) for request in server.requests if request.method in ("PUT", "POST", "DELETE")
        and "graph" in request.fields
    ]  # fmt: skip


def test_first_upload_sends_all_and_the_description_last(
    server: Server, store: Store, send: Callable[..., Published]
) -> None:
    assert send(store) == Published(sent=4, kept=0, removed=0, union=True)
    assert changes(server) == [("PUT", str(graph)) for graph in (A, B, C, DESCRIPTION)]
    assert len(server.engine) == len(store)


def test_upload_of_the_same_sends_nothing(server: Server, store: Store, send: Callable[..., Published]) -> None:
    send(store, "0001")
    for name in ("0001", "0002"):
        assert send(store, name) == Published(sent=0, kept=4, removed=0, union=True)
        assert changes(server) == []


def test_upload_sends_what_changed_and_deletes_what_is_gone(
    server: Server, store: Store, send: Callable[..., Published]
) -> None:
    server.engine.add(
        ox.Quad(ox.NamedNode(SUBJECT), ox.NamedNode(PREDICATE), ox.Literal("others'"), ox.NamedNode("http://other/"))
    )
    send(store, "0001")
    store.remove(A)
    store.add([(SUBJECT, PREDICATE, Literal("new"), C)])
    assert send(store, "0002") == Published(sent=1, kept=2, removed=1, union=True)
    assert changes(server) == [("PUT", str(C)), ("DELETE", str(A))]
    assert {name.value for name in server.engine.named_graphs()} == {"http://other/", *map(str, (B, C, DESCRIPTION))}


def test_upload_goes_on_from_where_it_failed(server: Server, store: Store, send: Callable[..., Published]) -> None:
    server.fails_at = str(C)
    with pytest.raises(
        StoreError, match=r"the disk is full.*; 2 graphs were sent and 0 deleted: the same command goes on from"
    ):
        send(store, "0001")
    with pytest.raises(StoreError, match=r"the disk is full\S*$"):
        send(store, "0001")
    server.fails_at = ""
    assert send(store, "0001") == Published(sent=2, kept=2, removed=0, union=True)
    assert changes(server) == [("PUT", str(C)), ("PUT", str(DESCRIPTION))]


def test_graph_that_failed_is_sent_again_though_it_is_as_before(
    server: Server, store: Store, send: Callable[..., Published]
) -> None:
    send(store)
    store.add([(SUBJECT, PREDICATE, Literal("new"), C)])
    server.fails_at = str(C)
    with pytest.raises(StoreError, match="disk is full"):
        send(store)
    store.replace(C, [(SUBJECT, PREDICATE, Literal(2))])
    server.fails_at = ""
    assert send(store) == Published(sent=1, kept=3, removed=0, union=True)


def test_deletion_that_failed_is_done_later(server: Server, store: Store, send: Callable[..., Published]) -> None:
    send(store)
    store.remove(B)
    server.fails_at = str(B)
    with pytest.raises(StoreError, match="disk is full"):
        send(store)
    server.fails_at = ""
    assert send(store) == Published(sent=0, kept=3, removed=1, union=True)
    assert send(store) == Published(sent=0, kept=3, removed=0, union=True)


def test_graph_that_the_store_has_lost_is_sent_again(
    server: Server, store: Store, send: Callable[..., Published]
) -> None:
    send(store, "0001")
    server.engine.remove_graph(ox.NamedNode(A))
    assert send(store, "0001") == Published(sent=1, kept=3, removed=0, union=True)
    server.engine.clear()
    assert send(store, "0001") == Published(sent=4, kept=0, removed=0, union=True)


def test_each_store_has_its_own_ledger(store: Store, send: Callable[..., Published], tmp_path: Path) -> None:
    send(store)
    with running() as second, connect(second.address(), second.address("/graphs")) as remote:
        assert publish(store, remote, tmp_path).sent == 4


def test_ledger_that_was_cut_off_is_believed_in_nothing(
    store: Store, send: Callable[..., Published], tmp_path: Path
) -> None:
    send(store, "0001")
    (path,) = tmp_path.glob("*.jsonl")
    path.write_text(path.read_text(encoding="utf-8")[:-9], encoding="utf-8")
    assert send(store, "0001").sent == 4
    assert send(store, "0001").sent == 0
    said = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert len(said) == 6
    assert said[-1] == {"snapshot": "0001"}


def test_one_upload_at_a_time(store: Store, send: Callable[..., Published], server: Server, tmp_path: Path) -> None:
    with (
        open_ledger(tmp_path, server.address("/graphs")),
        pytest.raises(WorkspaceError, match=r"another build is sending graphs to http\S+/graphs: wait for its end"),
    ):
        send(store)
    assert server.requests == []


def test_upload_says_where_the_default_graph_is_no_union(
    store: Store, server: Server, send: Callable[..., Published]
) -> None:
    server.union = False
    assert not send(store).union


def test_endpoint_that_is_a_web_page_is_told_before_anything_is_sent(
    store: Store, server: Server, send: Callable[..., Published]
) -> None:
    with pytest.raises(StoreError, match="answers with text/html, which is no form of SPARQL results"):
        send(store, address="/page")
    assert changes(server) == []


def test_server_that_is_away_for_a_while_is_waited_for(server: Server, store: Store, tmp_path: Path) -> None:
    server.fails_at, server.fails_with = str(C), 503
    told: list[str] = []

    def recover(line: str) -> None:
        told.append(line)
        server.fails_at = ""
        server.engine.remove_graph(ox.NamedNode(A))  # taken, and lost with the crash

    with connect(server.address(), server.address("/graphs")) as remote:
        done = publish(store, remote, tmp_path, name="0001", patience=Patience(0.1, recover))
    assert done == Published(sent=5, kept=0, removed=0, union=True)
    assert changes(server) == [("PUT", str(graph)) for graph in (A, B, C, C, DESCRIPTION, A)]
    [line] = told
    assert line.startswith(f"{server.address('/graphs')} did not take a graph (status 503): ")
    assert line.endswith(": trying again for 0 seconds")
    assert len(server.engine) == len(store)


def test_server_that_stays_away_is_told_with_how_far_it_went(server: Server, store: Store, tmp_path: Path) -> None:
    server.fails_at, server.fails_with = str(C), 503
    with (
        connect(server.address(), server.address("/graphs")) as remote,
        pytest.raises(
            StoreAway, match=r"status 503.*; 2 graphs were sent and 0 deleted: the same command goes on from"
        ),
    ):
        publish(store, remote, tmp_path, patience=Patience(0.1))


def test_server_that_is_restarted_gets_each_graph(store: Store, tmp_path: Path) -> None:
    with running() as server:
        address, port = server.address(), server.server_port
    kept: list[Server] = []
    with ExitStack() as stack, connect(address, address.replace("/sparql", "/graphs")) as remote:
        patience = Patience(60, lambda _: kept.append(stack.enter_context(running(port))))
        assert publish(store, remote, tmp_path, patience=patience).sent == 4
        assert len(kept[0].engine) == len(store)


@pytest.fixture
def scrutiny(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[int, str, str]]:
    """Runs the command with an account in the environment: its exit status, and what it prints."""
    for name in ("SCRUTINY_WORKSPACE", "SCRUTINY_STORE", "SCRUTINY_GRAPH_STORE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SCRUTINY_STORE_USER", "user")
    monkeypatch.setenv("SCRUTINY_STORE_PASSWORD", "s3cr3t")

    def run(*arguments: str | Path) -> tuple[int, str, str]:
        status = main([str(argument) for argument in arguments])
        return (status, *capsys.readouterr())

    return run


def test_build_sends_the_graph_to_a_store(
    scrutiny: Callable[..., tuple[int, str, str]], server: Server, tmp_path: Path, report: Callable[[str], Path]
) -> None:
    server.account = "user:s3cr3t"
    workspace, elsewhere = tmp_path / "workspace", server.address("/graphs")
    build = (
        "build",
        report("havering-2018-07-23-ilacs-inspection.txt"),
        "-w",
        workspace,
        "--store",
        server.address(),
        "--graph-store",
    )
    server.fails_at = str(FACTS)
    status, out, err = scrutiny(*build, elsewhere)
    assert (status, out.splitlines()[0].partition(":")[0][:5]) == (1, "0001-")
    assert err.count("\n") == 1
    assert "did not take a graph (status 507)" in err
    assert "the same command goes on from there" in err
    server.fails_at = ""
    status, out, err = scrutiny(*build, elsewhere)
    assert (status, err) == (0, "")
    assert "(nothing new)\n" in out
    assert f"{elsewhere}: " in out
    assert len(server.engine) > 1_000
    told = scrutiny("query", "-e", "SELECT ?s { ?s a sg:Inspection } LIMIT 1", "--endpoint", server.address())
    assert told[0] == 0
    assert "s3cr3t" not in "".join(path.read_text(encoding="utf-8") for path in (workspace / "stores").iterdir())
    server.account = "user:another"
    status, _, err = scrutiny(*build, elsewhere)
    assert (status, err.count("\n")) == (1, 1)
    assert "does not know this user and password: check SCRUTINY_STORE_USER and SCRUTINY_STORE_PASSWORD" in err
    assert "s3cr3t" not in err


@pytest.fixture
def silent() -> str:
    """The address of a store that is not there."""
    with running() as gone:
        return gone.address()


def test_store_that_was_never_there_is_told_before_anything_is_built(
    scrutiny: Callable[..., tuple[int, str, str]],
    silent: str,
    tmp_path: Path,
    report: Callable[[str], Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("graph.cli.stores.FIRST_SECONDS", 0.1)
    sample = report("havering-2018-07-23-ilacs-inspection.txt")
    told = scrutiny("build", sample, "-w", tmp_path / "new", "--store", silent)
    refused = f"scrutiny: {silent} cannot be opened or reached: Connection refused"
    assert told == (
        1,
        "",
        f"{refused}: trying again for 0 seconds\n{refused}; nothing was built: start the store, or correct its address\n",
    )
    assert not (tmp_path / "new").exists()


def test_address_that_takes_no_graphs_is_told_before_anything_is_built(
    scrutiny: Callable[..., tuple[int, str, str]], server: Server, tmp_path: Path, report: Callable[[str], Path]
) -> None:
    sample = report("havering-2018-07-23-ilacs-inspection.txt")
    closed = server.address("/forbidden")
    told = scrutiny("build", sample, "-w", tmp_path / "new", "--store", server.address(), "--graph-store", closed)
    assert told == (1, "", f"scrutiny: {closed} lets this account write no graphs: only readers\n")
    assert not (tmp_path / "new").exists()


def test_store_that_was_there_is_waited_for_after_the_build(
    scrutiny: Callable[..., tuple[int, str, str]],
    tmp_path: Path,
    report: Callable[[str], Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SCRUTINY_STORE_PATIENCE", "0.1")
    first, second = (
        report(f"havering-{name}")
        for name in ("2018-07-23-ilacs-inspection.txt", "2021-07-06-focused-visit-minutes.html")
    )
    with running() as server:
        options = ("-w", tmp_path / "new", "--store", server.address(), "--graph-store", server.address("/graphs"))
        assert scrutiny("build", first, *options)[0] == 0
    status, out, err = scrutiny("build", first, second, *options)
    assert (status, out[:5], err.count("\n")) == (1, "0002-", 2)
    assert "Connection refused: trying again for 0 seconds\n" in err


def test_service_says_at_its_start_that_its_store_is_silent(silent: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "graph", "serve", "-w", str(tmp_path), "--store", silent, "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as service:
        assert service.stdout is not None
        assert service.stderr is not None
        assert service.stdout.readline().startswith("Serving http://127.0.0.1:")
        service.terminate()
        assert service.stderr.readline() == (
            f"scrutiny: {silent} cannot be opened or reached: Connection refused; until it answers, pages and queries get an "
            "error (503), and /readyz tells\n"
        )


def test_place_for_graphs_without_a_store_is_misuse(
    scrutiny: Callable[..., tuple[int, str, str]], tmp_path: Path, report: Callable[[str], Path]
) -> None:
    sample, place = report("havering-2018-07-23-ilacs-inspection.txt"), tmp_path / "new"
    told = scrutiny("build", sample, "-w", place, "--graph-store", "http://127.0.0.1:9/data")
    assert (told[0], "give that as well" in told[2], place.exists()) == (2, True, False)


@pytest.mark.parametrize("option", ["--store", "--graph-store"])
def test_address_with_an_account_is_misuse(
    option: str, scrutiny: Callable[..., tuple[int, str, str]], tmp_path: Path, report: Callable[[str], Path]
) -> None:
    given = {"--store": "http://127.0.0.1:9/sparql"} | {option: "http://user:s3cr3t@127.0.0.1:9/sparql"}
    told = scrutiny(
        "build",
        report("havering-2018-07-23-ilacs-inspection.txt"),
        "-w",
        tmp_path / "new",
        *(word for pair in given.items() for word in pair),
    )
    assert told[0] == 2
    assert "leave user and password out of a store's address" in told[2]
    assert "s3cr3t" not in told[2]
    assert not (tmp_path / "new").exists()
