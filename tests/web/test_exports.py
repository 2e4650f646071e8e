"""Exports over HTTP: whole files with their checksums, parts, what is refused and why, and what is kept."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import sqlite3
import time
import zipfile
from contextlib import closing
from pathlib import Path

import pandas as pd
import pytest
from flask import Flask
from flask.testing import FlaskClient
from rdflib import DCAT, Graph, URIRef
from werkzeug.test import TestResponse

from graph.export import Origin, export, kinds
from graph.query import ask
from graph.snapshots import Workspace
from graph.terms import mint_council
from web import create_app
from web.openapi import compose
from web.parcels import get_parcels


def fetch(client: FlaskClient, address: str, **headers: str) -> TestResponse:
    """The response, read to its end."""
    return client.get(
        address, headers={name.replace("_", "-"): value for name, value in headers.items()}, buffered=True
    )


NESTED = "SELECT * WHERE { " + "{ " * 300 + "}" * 301


@pytest.fixture(scope="module")
def app(workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return create_app({"WORKSPACE": workspace, "TESTING": True, "EXPORTS": tmp_path_factory.mktemp("parcels")})


@pytest.fixture
def small(workspace: Path, tmp_path: Path) -> Flask:
    """The same with little room."""
    return create_app(
        {"WORKSPACE": workspace, "EXPORTS": tmp_path, "EXPORT_KEPT_MEGABYTES": 0.05, "EXPORT_SECONDS": 0.05}
    )


def test_export_is_what_the_command_writes_with_its_checksum(
    client: FlaskClient, workspace: Path, tmp_path: Path
) -> None:
    place = Workspace(workspace)
    current = place.current()
    assert current is not None
    with place.open_store() as store:
        path = export(store, "nquads", tmp_path / "x.nq.gz", origin=Origin(current.name, current.made))
    response = fetch(client, "/export/nquads?compress=gzip")
    assert response.status_code == 200
    assert gzip.decompress(response.data) == gzip.decompress(path.read_bytes())
    assert response.headers["Content-Type"] == "application/gzip"
    assert response.headers["Content-Disposition"] == f"attachment; filename=scrutiny-graph-{current.name}.nq.gz"
    digest = base64.b64encode(hashlib.sha256(response.data).digest()).decode()
    assert response.headers["Repr-Digest"] == f"sha-256=:{digest}:"


def test_export_has_a_tag_and_parts_can_be_fetched(client: FlaskClient) -> None:
    whole = fetch(client, "/export/ntriples?council=Havering")
    tag = whole.headers["ETag"]
    assert fetch(client, "/export/ntriples?council=Havering", If_None_Match=tag).status_code == 304
    part = fetch(client, "/export/ntriples?council=Havering", Range="bytes=10-19")
    assert (part.status_code, part.data) == (206, whole.data[10:20])
    head = client.head("/export/ntriples?council=Havering", buffered=True)
    assert (head.status_code, head.data, head.content_length) == (200, b"", len(whole.data))


def test_folder_comes_as_a_zip_of_the_part(client: FlaskClient) -> None:
    response = fetch(client, "/export/csv?council=Lancashire&years=2015-2018")
    assert response.headers["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(response.data)) as archive:
        overview = pd.read_csv(archive.open("overview.csv"), dtype=str)
        assert archive.testzip() is None
    assert set(overview.local_authority) == {"Lancashire"}
    assert {start[:4] for start in overview.inspection_start_date} == {"2015", "2018"}


def test_question_comes_as_a_table_and_as_its_things(client: FlaskClient, workspace: Path, tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    path.write_bytes(fetch(client, "/export/sqlite?question=recommendations-to&set=council=Lancashire").data)
    with closing(sqlite3.connect(path)) as database:
        (rows,) = database.execute("SELECT COUNT(*) FROM answer").fetchone()
    with Workspace(workspace).open_store() as store:
        assert rows == len(ask(store, "recommendations-to", council=mint_council("E10000017"))) > 0
    told = Graph().parse(
        data=fetch(client, "/export/turtle?question=recommendations-to&set=council=Lancashire").data, format="turtle"
    )
    assert len(told) > rows


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/export/doc", 404, "choose one of csv, datasette"),
        ("/export/csv?council=Atlantis", 400, "no council is called"),
        ("/export/csv?class=Dragon", 400, "no class is called"),
        ("/export/csv?years=late", 400, "write 2015 or 2015-2018"),
        ("/export/csv?town=Leeds", 400, "choose from council, region"),
        ("/export/csv?years=2015&years=2016", 400, "given more than once"),
        ("/export/csv?compress=gzip", 400, "is a zip already"),
        ("/export/turtle?compress=rar", 400, "choose one of gzip, zstd"),
        ("/export/turtle?question=none", 404, "no question"),
        ("/export/turtle?question=risers&set=x", 400, "takes NAME=VALUE"),
        ("/export/turtle?question=risers&set=x=y", 400, "is not asked of"),
        ("/export/turtle?query=SELEC", 400, ""),
        ("/export/turtle?query=ASK{}", 400, "only says yes or no"),
        ("/export/csv?query=CONSTRUCT{?s ?p ?o}WHERE{?s ?p ?o}", 400, "export it as RDF"),
        ("/export/csv?query=SELECT * {SERVICE <http://127.0.0.1/> {?s ?p ?o}}", 403, "SERVICE"),
        (f"/export/csv?query={NESTED}", 422, ""),
        ("/export/csv?query=DROP ALL", 403, ""),
        ("/export/csv?council=Lancashire&question=risers", 400, "narrow the query"),
    ],
)  # fmt: skip
def test_export_that_cannot_be_is_refused_with_its_reason(
    client: FlaskClient, address: str, status: int, words: str
) -> None:
    response = fetch(client, address, Accept="*/*;q=0.1, application/problem+json")
    assert (response.status_code, response.headers["Content-Type"]) == (status, "application/problem+json")
    assert words in response.json["detail"]


def test_kinds_are_listed_for_people_and_programs(client: FlaskClient) -> None:
    listed = fetch(client, "/export", Accept="application/json").json
    assert [kind["name"] for kind in listed["kinds"]] == [kind.name for kind in kinds()]
    page = fetch(client, "/export", Accept="text/html").text
    assert all(f'formaction="/export/{kind.name}"' in page for kind in kinds())


def test_form_with_empty_fields_gives_the_whole(client: FlaskClient) -> None:
    empty = fetch(client, "/export/xlsx?council=&region=&framework=&years=&class=&question=")
    assert empty.headers["Repr-Digest"] == fetch(client, "/export/xlsx").headers["Repr-Digest"]


def test_kept_exports_stay_within_their_room_and_late_ones_leave_nothing(small: Flask) -> None:
    client = small.test_client()
    late = fetch(client, "/export/turtle", Accept="application/problem+json")
    assert (late.status_code, late.json["limit"]) == (503, "0.05 s")
    with small.app_context():
        folder = get_parcels().folder
    assert [path.name for path in folder.iterdir() if not path.name.endswith(".lock")] == []
    with small.app_context():
        get_parcels().seconds = 100.0
    for council in ("Havering", "Lancashire"):
        assert fetch(client, f"/export/ntriples?council={council}").status_code == 200
        time.sleep(0.01)  # the files' ages tell which was fetched last
    assert len([path for path in folder.iterdir() if path.suffix == ".nt"]) == 1


def test_exports_are_described_for_programs() -> None:
    assert {"/export", "/export/{kind}"} <= compose()["paths"].keys()


def test_description_tells_the_checksum_of_a_download_once_it_is_made(client: FlaskClient) -> None:
    made = fetch(client, "/export/rdfxml")
    said = Graph().parse(data=client.get("/.well-known/void", headers={"Accept": "text/turtle"}).data, format="turtle")
    address = URIRef("http://localhost/export/rdfxml")
    (part,) = said.subjects(DCAT.downloadURL, address)
    assert int(str(said.value(part, DCAT.byteSize))) == len(made.data)
    checksum = said.value(part, URIRef("http://spdx.org/rdf/terms#checksum"))
    assert (
        str(said.value(checksum, URIRef("http://spdx.org/rdf/terms#checksumValue")))
        == hashlib.sha256(made.data).hexdigest()
    )
    assert len(list(said.objects(None, DCAT.downloadURL))) == len(kinds())
