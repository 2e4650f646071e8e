"""The workspace under a running app: not built, built, built anew, made by a newer version."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from rdflib import RDF, SKOS, Literal

from graph.snapshots import Workspace
from graph.terms import ID, REGISTERS, SG
from tests.web.serving import wait_until
from web import create_app

PEOPLE = {"Accept": "text/html"}


def test_unbuilt_workspace_says_how_to_build_and_serves_once_built(
    tmp_path: Path, build_world: Callable[..., Workspace]
) -> None:
    folder = tmp_path / "workspace"
    client = create_app({"WORKSPACE": folder}).test_client()
    page = client.get("/council/E10000017", headers=PEOPLE)
    assert (page.status_code, "scrutiny build data/reports" in page.text) == (503, True)
    assert client.get("/sparql?query=ASK{}").json["type"] == "/problems#unbuilt"
    health, ready = client.get("/healthz"), client.get("/readyz")
    reason = f"nothing is built in {folder}: run `scrutiny build PATH…` first"
    assert (health.status_code, health.json) == (200, {"status": "not ready", "snapshot": None, "reason": reason})
    assert (ready.status_code, ready.json["detail"], ready.headers["Retry-After"]) == (503, reason, "5")
    for address in (
        "/",
        "/search?q=x",
        "/document/0123456789abcdef",
        "/document/0123456789abcdef/page/1.png",
        "/sitemap.xml",
    ):
        assert client.get(address, headers=PEOPLE).status_code == 503, address
    assert client.get("/api/councils").json["type"] == client.get("/api/search?q=x").json["type"] == "/problems#unbuilt"
    assert not folder.exists(), "looking must not make a workspace"
    workspace = build_world(folder)
    assert client.get("/council/E10000017", headers=PEOPLE).status_code == 200
    told = {"status": "ok", "snapshot": workspace.current().name, "isolated": None, "held": None}
    assert client.get("/healthz").json == client.get("/readyz").json == told


def test_new_snapshot_takes_over_and_an_old_one_comes_back(
    tmp_path: Path, build_world: Callable[..., Workspace]
) -> None:
    folder, new = tmp_path / "workspace", ID["council/E10000098"]
    workspace = build_world(folder)
    first = workspace.current()
    client = create_app({"WORKSPACE": folder}).test_client()
    query = f"/sparql?query=ASK {{ <{new}> ?p ?o }}"
    seen = [(client.get("/council/E10000098").status_code, client.get(query).json["boolean"])]
    build_world(folder, (new, RDF.type, SG.Council, REGISTERS), (new, SKOS.prefLabel, Literal("Newshire"), REGISTERS))
    seen.append((client.get("/council/E10000098").status_code, client.get(query).json["boolean"]))
    workspace.switch(first)
    seen.append((client.get("/council/E10000098").status_code, client.get(query).json["boolean"]))
    assert seen == [(404, False), (200, True), (404, False)]


def test_workspace_of_a_newer_version_is_told_and_not_read(
    tmp_path: Path, build_world: Callable[..., Workspace]
) -> None:
    folder = build_world(tmp_path / "workspace").path
    (folder / "workspace.json").write_text(json.dumps({"version": 99}))
    page = create_app({"WORKSPACE": folder}).test_client().get("/", headers=PEOPLE)
    assert (page.status_code, "made by a newer version" in page.text) == (503, True)


def test_snapshot_that_gets_ready_beside_keeps_nobody_waiting(
    tmp_path: Path, build_world: Callable[..., Workspace]
) -> None:
    folder, may_go_on, taken = tmp_path / "workspace", threading.Event(), []
    workspace = build_world(folder)
    first = workspace.current()
    app = create_app({"WORKSPACE": folder})
    opener = app.extensions["scrutiny"]
    opener.first.append(lambda view: view.name == first.name or may_go_on.wait(60))
    opener.steps.append(lambda view: taken.append(view.name))
    client = app.test_client()
    client.get("/healthz")
    build_world(folder, (ID["council/E10000098"], RDF.type, SG.Council, REGISTERS))
    before = [client.get("/healthz").json["snapshot"] for _ in range(2)]
    may_go_on.set()
    second = workspace.current().name
    wait_until(lambda: client.get("/healthz").json["snapshot"] == second and len(taken) == 2)
    assert (before, taken) == ([first.name] * 2, [first.name, second])


def test_snapshot_that_cannot_be_opened_leaves_the_one_before_serving(
    tmp_path: Path, build_world: Callable[..., Workspace], caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "workspace"
    workspace = build_world(folder)
    first = workspace.current()
    app = create_app({"WORKSPACE": folder, "BESIDE": True})
    client = app.test_client()
    client.get("/healthz")
    build_world(folder, (ID["council/E10000098"], RDF.type, SG.Council, REGISTERS))
    shutil.rmtree(workspace.current().store_path)
    wait_until(lambda: client.get("/healthz").status_code == 200 and caplog.messages)
    assert client.get("/healthz").json["snapshot"] == first.name
    assert client.get("/council/E10000017").status_code == 200
    assert [message.partition(":")[0] for message in caplog.messages] == ["a new snapshot cannot serve"]


def test_list_stands_as_before_until_it_is_made_anew_beside(
    tmp_path: Path, build_world: Callable[..., Workspace]
) -> None:
    folder, may_go_on, new = tmp_path / "workspace", threading.Event(), ID["document/00000000000000aa"]
    build_world(folder)
    app = create_app({"WORKSPACE": folder, "BESIDE": True})
    app.extensions["scrutiny"].steps.insert(0, lambda view: view.earlier and may_go_on.wait(60))
    client = app.test_client()
    before = client.get("/documents", headers=PEOPLE)
    second = build_world(folder, (new, RDF.type, SG.Document, REGISTERS)).current().name
    wait_until(lambda: client.get("/healthz").json["snapshot"] == second)
    borrowed = [client.get("/documents", headers=PEOPLE) for _ in range(2)]
    assert [new.rsplit("/", 1)[-1] in page.text for page in (*borrowed, client.get("/document/00000000000000aa"))] == [
        False, False, True,
    ]  # fmt: skip
    may_go_on.set()
    wait_until(lambda: "00000000000000aa" in client.get("/documents", headers=PEOPLE).text)
    whole = client.get("/documents", headers=PEOPLE)
    assert before.headers["ETag"] != whole.headers["ETag"] not in [page.headers["ETag"] for page in borrowed]


def test_snapshot_gets_ready_beside_its_requests(tmp_path: Path, build_world: Callable[..., Workspace]) -> None:
    folder = tmp_path / "workspace"
    build_world(folder)
    app = create_app({"WORKSPACE": folder, "BESIDE": True})
    client = app.test_client()
    client.get("/healthz")
    second = build_world(folder, (ID["council/E10000098"], RDF.type, SG.Council, REGISTERS)).current().name
    wait_until(lambda: client.get("/healthz").json["snapshot"] == second)
    wait_until(lambda: client.get("/healthz").json["held"])
    view = app.extensions["scrutiny"].view()
    wait_until(lambda: {"search", "offered", "recommendations"} <= view.kept.keys() and not view.earlier)
    assert {"search", "offered"} <= app.extensions["scrutiny"].view().kept.keys()
