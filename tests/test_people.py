"""Who of the people named are one person, who may be, and what somebody decided about them."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from rdflib import FOAF, Literal

from graph.build import build
from graph.check import check
from graph.decisions import Decisions, digest_name, load
from graph.errors import MappingError
from graph.identities import Candidate, Identities
from graph.mapping import iter_claims
from graph.resolve import resolve
from graph.snapshots import Workspace
from graph.statements import Appointment, Statements
from graph.store import Store
from graph.striking import Strike
from graph.terms import ID, SG
from tests.saying import LANCASHIRE, LINCOLNSHIRE, paper, report, said, told, words
from web import create_app

PAPER = """Lancashire County Council
Children's Services Scrutiny Committee
Meeting to be held on Wednesday, 6 September 2017

Ofsted Monitoring Visit
Contact for further information:
Ann Lyle, Tel: 01772 530000, Interim Head of Children's Services, ann.lyle@example.org

Ann Lyle told the committee that Ofsted inspected the council in September 2015.
"""
HEADERS = {"merges": "person,same_as,reason,source\n", "suppressed": "name,reason\n"}


def people(*named: Appointment, council: str = LANCASHIRE) -> Statements:
    return paper(people=named, council=said(council))


def decide(folder: Path, **tables: str) -> Path:
    """A folder of decisions with these lines."""
    folder.mkdir(exist_ok=True)
    for name, header in HEADERS.items():
        (folder / f"{name}.csv").write_text(header + tables.get(name, ""), encoding="utf-8")
    return folder


def namesakes(decisions: Decisions | None = None) -> Identities:
    """One name at two councils."""
    here, there = people(Appointment("Jo Bell", words())), people(Appointment("Jo Bell", words()), council=LINCOLNSHIRE)
    return resolve([("a" * 64, here), ("b" * 64, there)], decisions)


def test_tables_of_the_project_can_be_used() -> None:
    assert load() == Decisions()


def test_digest_is_what_any_program_makes_of_the_name() -> None:
    assert digest_name("Jo  O’Bell") == hashlib.sha256(b"jo-obell").hexdigest()[:16]


@pytest.mark.parametrize(
    ("tables", "complaint"),
    [
        (
            {"merges": "a-b,c-d,x,y\nc-d,a-b,x,y\n"},
            "merges.csv: a-b leads back to a-b: take out one of the lines that lead there",
        ),
        ({"merges": "a-b,a-b,x,y\n"}, "merges.csv: a-b leads back to a-b"),
        (
            {"merges": "Jo Bell,jo-bell,x,y\n"},
            "line 2: Jo Bell and jo-bell must be the last part of a person’s address",
        ),
        ({"suppressed": "Jo Bell,x\n"}, "line 2: Jo Bell must be the digest of a name, 16 hexadecimal digits"),
    ],
)
def test_table_that_cannot_be_used_is_told_with_the_line(
    tmp_path: Path, tables: dict[str, str], complaint: str
) -> None:
    with pytest.raises(MappingError, match=complaint):
        load(decide(tmp_path / "people", **tables))


def test_table_that_is_not_there_or_has_other_columns_is_told(tmp_path: Path) -> None:
    with pytest.raises(
        MappingError, match=r"merges\.csv: not there: a folder of decisions has merges.csv and suppressed.csv"
    ):
        load(tmp_path)
    (tmp_path / "merges.csv").write_text("one,two\n")
    with pytest.raises(MappingError, match="the first line must be person,same_as,reason,source"):
        load(tmp_path)


@pytest.mark.parametrize(
    ("other", "like"),
    [
        ("Jo Belle", True),
        ("Jo Ball", True),
        ("Joe Bell", True),
        ("Jo Bel", True),
        ("Jo Bello-Ray", False),
        ("Ed Bell", False),
    ],
)
def test_name_that_differs_by_a_letter_is_a_candidate_and_no_merge(other: str, like: bool) -> None:
    found = resolve(
        [("a" * 64, people(Appointment("Jo Bell", words()))), ("b" * 64, people(Appointment(other, words())))]
    )
    assert len(set(found.people.values())) == 2
    assert bool(found.candidates) is like


def test_candidate_tells_why() -> None:
    found = resolve([("a" * 64, people(Appointment("Jo Bell", words()), Appointment("Jo Bel", words())))])
    reason = "“Jo Bel” and “Jo Bell” differ by one letter, and both act for Lancashire County Council"
    assert found.candidates == (Candidate(ID["person/jo-bel"], ID["person/jo-bell"], reason),)


def test_inspectors_are_candidates_among_themselves_only() -> None:
    visit = told("focused visit", "2018-01-01", subject=True, inspectors=(said("Jo Bell"), said("Jo Bel")))
    found = resolve([("a" * 64, report(visit)), ("b" * 64, people(Appointment("Jo Ball", words())))])
    assert [(one.one, one.other) for one in found.candidates] == [(ID["person/jo-bel"], ID["person/jo-bell"])]
    assert found.candidates[0].reason.endswith("both act for an inspectorate")


def test_like_names_of_two_bodies_are_no_candidates() -> None:
    here, there = people(Appointment("Jo Bell", words())), people(Appointment("Jo Bel", words()), council=LINCOLNSHIRE)
    assert resolve([("a" * 64, here), ("b" * 64, there)]).candidates == ()


def test_plain_address_of_namesakes_leads_to_both() -> None:
    assert namesakes().replaced == {
        ID["person/jo-bell"]: (ID[f"person/jo-bell-{LANCASHIRE.lower()}"], ID[f"person/jo-bell-{LINCOLNSHIRE.lower()}"])
    }


def test_merge_makes_one_person_and_without_it_they_are_two_again() -> None:
    one, other = f"jo-bell-{LANCASHIRE.lower()}", f"jo-bell-{LINCOLNSHIRE.lower()}"
    merged = namesakes(Decisions({one: other}))
    assert set(merged.people.values()) == {ID[f"person/{other}"]}
    assert merged.replaced == {
        ID[f"person/{one}"]: (ID[f"person/{other}"],),
        ID["person/jo-bell"]: (ID[f"person/{other}"],),
    }
    assert set(namesakes().people.values()) == {ID[f"person/{one}"], ID[f"person/{other}"]}


def test_merges_are_followed_to_the_last_and_end_the_candidate() -> None:
    documents = [("a" * 64, people(*(Appointment(name, words()) for name in ("Jo Bel", "Jo Bell", "Joe Bell"))))]
    found = resolve(documents, Decisions({"jo-bel": "jo-bell", "jo-bell": "joe-bell"}))
    assert set(found.people.values()) == {ID["person/joe-bell"]}
    assert found.replaced == {ID[f"person/{old}"]: (ID["person/joe-bell"],) for old in ("jo-bel", "jo-bell")}
    assert found.candidates == ()


@pytest.mark.parametrize(
    ("role", "interim"),
    [
        ("Interim Director of Children’s Services", True),
        ("Head of Service (Acting)", True),
        ("Director", False),
        ("Officer acting on behalf of the Director", False),
        ("Head of Interactive Services", False),
    ],
)
def test_post_held_for_a_time_says_so(role: str, interim: bool) -> None:
    statements = people(Appointment("Jo Bell", words(), role))
    claims = list(iter_claims("a" * 64, statements, resolve([("a" * 64, statements)])))
    assert [claim.value for claim in claims if claim.predicate == SG.interim] == [Literal(True)] * interim
    assert Literal(role) in {claim.value for claim in claims}


@pytest.mark.parametrize(
    ("text", "struck"),
    [
        ("Jo Bell, Director", "██ ████, Director"),
        ("jo.bell@example.org", "███████@example.org"),
        ("by JO\nBELL and Jo Bellamy", "by ██\n████ and Jo Bellamy"),
        ("Joe Bell", "Joe Bell"),
        ("", ""),
    ],
)
def test_name_is_struck_out_letter_for_letter(text: str, struck: str) -> None:
    assert Strike(frozenset({digest_name("Jo Bell")})).text(text) == struck


def test_claims_of_suppressed_people_are_left_out_and_those_of_others_stay() -> None:
    quote = "Jo Bell, Clerk, and Ann Lyle, Clerk"
    statements = people(
        Appointment("Jo Bell", words("Jo Bell, Clerk"), "Clerk"), Appointment("Ann Lyle", words(quote), "Clerk")
    )
    claims = list(iter_claims("a" * 64, statements, resolve([("a" * 64, statements)])))
    left = list(Strike(frozenset({digest_name("Jo Bell")})).claims(claims))
    assert [claim.value for claim in left if claim.predicate == FOAF.name] == [Literal("Ann Lyle")]
    assert {claim.span.quote for claim in left} == {"words", "██ ████, Clerk, and Ann Lyle, Clerk"}
    assert list(Strike(frozenset()).claims(claims)) == claims


def dump(store: Store) -> str:
    """All that a store holds, as text."""
    return "\n".join(" ".join(map(str, row)) for row in store.query("SELECT * WHERE { GRAPH ?g { ?s ?p ?o } }").rows)


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "paper.txt").write_text(PAPER, encoding="utf-8")
    (folder / "other.txt").write_text(
        PAPER.replace("Ann Lyle", "Anne Lyle").replace("Monitoring", "Second"), encoding="utf-8"
    )
    return folder


def test_candidates_are_shown_and_listed(papers: Path, tmp_path: Path) -> None:
    place = Workspace(tmp_path / "workspace")
    build([papers], place, people=decide(tmp_path / "people"))
    current = place.current()
    assert current is not None
    with place.open_store(current) as store:
        (fault,) = [fault for fault in check(store, current) if fault.kind == "candidate"]
    assert (fault.thing, fault.what.partition(":")[0]) == (str(ID["person/ann-lyle"]), "may be person/anne-lyle")
    client = create_app({"WORKSPACE": place.path, "TESTING": True}).test_client()
    for one, other in (("ann", "Anne"), ("anne", "Ann")):
        page = client.get(f"/person/{one}-lyle", headers={"Accept": "text/html"}).text
        assert f'May be the same as <a href="/person/{other.lower()}-lyle">{other} Lyle</a>, because “Ann Lyle”' in page


def test_merged_address_leads_to_the_person_until_the_merge_is_undone(papers: Path, tmp_path: Path) -> None:
    place, decided = (
        Workspace(tmp_path / "workspace"),
        decide(tmp_path / "people", merges="anne-lyle,ann-lyle,a slip,a reader\n"),
    )
    client = create_app({"WORKSPACE": place.path, "TESTING": True}).test_client()
    build([papers], place, people=decided)
    for address in ("/person/anne-lyle", "/id/person/anne-lyle", "/id/person/anne-lyle.ttl"):
        response = client.get(address, headers={"Accept": "text/html"})
        assert (response.status_code, response.headers["Location"]) == (301, address.replace("anne", "ann"))
    assert client.get("/person/ann-lyle").text.count("Anne Lyle") > 0
    assert build([papers], place, people=decided).unchanged
    assert not build([papers], place, people=decide(tmp_path / "people")).unchanged
    assert client.get("/person/anne-lyle").status_code == 200


def test_suppressed_people_are_nowhere(papers: Path, tmp_path: Path) -> None:
    place = Workspace(tmp_path / "workspace")
    build([papers], place, people=decide(tmp_path / "none"))
    decided = decide(tmp_path / "people", suppressed=f"{digest_name('Ann Lyle')},asked for it\n")
    outcome = build([papers], place, people=decided)
    current = place.current()
    assert current is not None
    assert (outcome.documents, outcome.left_out) == (2, ())
    with place.open_store(current) as store:
        told = dump(store)
        assert [fault for fault in check(store, current) if fault.kind not in ("disagreement", "candidate")] == []
    texts = {path.stem: json.loads(path.read_text(encoding="utf-8"))["text"] for path in current.text_path.iterdir()}
    for word in ("Ann Lyle", "ann-lyle", "ann.lyle"):
        assert word not in told
        assert word not in "".join(texts.values())
    assert "Anne Lyle" in told
    assert "███ ████ told the committee" in "".join(texts.values())
    client = create_app({"WORKSPACE": place.path, "TESTING": True}).test_client()
    for address in (
        "/person/ann-lyle",
        "/person/ann-lyle-e10000017",
        "/id/person/ann-lyle",
        "/id/person/ann-lyle.ttl",
        "/person/ann-lyle/post/x",
    ):
        response = client.get(address, headers={"Accept": "text/html"})
        assert (response.status_code, "What stood here was withdrawn" in response.text) == (410, True)
    assert client.get("/person/nobody-at-all").status_code == 404
    assert "ann-lyle" not in client.get("/people").text + client.get("/search?q=ann+lyle").text
    for sha in texts:
        assert "Ann Lyle" not in client.get(f"/document/{sha}", headers={"Accept": "text/html"}).text


def test_plain_address_of_namesakes_shows_both(papers: Path, tmp_path: Path) -> None:
    (papers / "other.txt").write_text(PAPER.replace("Lancashire", "Lincolnshire"), encoding="utf-8")
    place = Workspace(tmp_path / "workspace")
    build([papers], place, people=decide(tmp_path / "people"))
    client = create_app({"WORKSPACE": place.path, "TESTING": True}).test_client()
    for address in ("/person/ann-lyle", "/id/person/ann-lyle"):
        response = client.get(address, headers={"Accept": "text/html"})
        assert response.status_code == 300
        assert all(f"{address}-{code}" in response.text for code in ("e10000017", "e10000019"))
        assert "Lincolnshire" in response.text
