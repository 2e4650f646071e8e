"""People in papers: with a post or a place, never without; never an address in what is quoted."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.recognise.papers import recognise_paper
from graph.statements import Document

Make = Callable[[str], Document]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Contact for further information:\nAmanda Hatton, Director of Children's Services, a.h@old.gov.uk", [("Amanda Hatton", "Director of Children's Services", None, "contact")]),
        ("Contact: Samantha Parker, Tel: 01772 538221, Democratic Services", [("Samantha Parker", None, "Democratic Services", "contact")]),
        ("Contact for further information:\nEddie Sutton, 01772 533475, Director of Development", [("Eddie Sutton", "Director of Development", None, "contact")]),
        ("Contact: Mark Nedderman  Senior Scrutiny Officer", [("Mark Nedderman", "Senior Scrutiny Officer", None, "contact")]),
        ("Contact: Ann Lee, Manager Tel: 01865 777777/Sian Roe, Strategic Lead, Performance", [("Ann Lee", "Manager", None, "contact"), ("Sian Roe", "Strategic Lead, Performance", None, "contact")]),
        ("Councillor Rachel Bailey Children and Families Portfolio Holder", [("Rachel Bailey", "Children and Families Portfolio Holder", None, "mentioned")]),
        ("This report was written by Carey Gordon, who can be contacted on 07700 900123.", [("Carey Gordon", None, None, "author")]),
        ("Open Report on behalf of Debbie Barnes, Executive Director of Children's Services", [("Debbie Barnes", "Executive Director of Children's Services", None, "on behalf of")]),
        ("Councillors A Leadbetter and J Bailey took part.", [("A Leadbetter", "Councillor", None, "mentioned"), ("J Bailey", "Councillor", None, "mentioned")]),
        ("County Councillor Edward Nash PSC replaced County Councillor Andrea Kay.", [("Edward Nash", "County Councillor", None, "mentioned"), ("Andrea Kay", "County Councillor", None, "mentioned")]),
        ("Councillor Anne Ward (Chair) opened the meeting.", [("Anne Ward", "Chair", None, "mentioned")]),
        ("Councillor Liz Brighouse spoke as Chairman of the Scrutiny Committee, which met.", [("Liz Brighouse", "Chairman of the Scrutiny Committee", None, "mentioned")]),
        ("Councillor Cheryl Barnard, Portfolio Holder for Children, Young People and Schools; Ailsa Barr, Director of Integrated Services", [("Cheryl Barnard", "Portfolio Holder for Children, Young People and Schools", None, "mentioned"), ("Ailsa Barr", "Director of Integrated Services", None, "mentioned")]),
        ("The Director of Children's Services, Jane Thorpe, presented the report.", [("Jane Thorpe", "Director of Children's Services", None, "mentioned")]),
        ("REPORT OF:\tANN ASH, DIRECTOR FOR CHILDREN", [("Ann Ash", "Director for Children", None, "on behalf of")]),
        ("Report author:\tAnn Ash\nAssistant Director", [("Ann Ash", "Assistant Director", None, "author")]),
        ("Officer name:\tTel No:\nAnn Ash\t01603 000000", [("Ann Ash", None, None, "contact")]),
        ("ANN ASH\nDirector of Children's Services", [("Ann Ash", "Director of Children's Services", None, "mentioned")]),
        ("Councillor J Bailey (in the Chair)", [("J Bailey", "Chair", None, "mentioned")]),
        ("Present: Councillors Ann Ash (in the Chair), Bob Birch and Cy Cole", [("Ann Ash", "Chair", None, "mentioned"), ("Bob Birch", "Councillor", None, "mentioned"), ("Cy Cole", "Councillor", None, "mentioned")]),
        ("The Minister appointed Ann Ash as Children's Services Commissioner.", [("Ann Ash", "Children's Services Commissioner", None, "mentioned")]),
        ("A letter came from the Minister for Children and Families, Ann Ash MP.", [("Ann Ash", "Minister for Children and Families", None, "mentioned")]),
        ("The panel welcomed Shirley Bailey (Senior HMI Ofsted).", [("Shirley Bailey", "Senior HMI", "Ofsted", "mentioned")]),
    ],
)  # fmt: skip
def test_person_is_told_with_post_and_part(
    document: Make, text: str, expected: list[tuple[str, str | None, str | None, str]]
) -> None:
    found = recognise_paper(document(text)).people

    assert [(one.name, one.role, one.organisation, one.part) for one in found] == expected
    assert not any("@" in one.span.quote or "0" in one.span.quote for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "Report by Head of SEND (CA10).",
        "Report of the Director of Children's Services",
        "A few areas, one being Mosaic, could be better. Whittington Health Service was written to.",
        "Lynda Pritchard praised the staff.",
        "Answers came from the Chief Executive and the Cabinet Member (Children's Services and Schools).",
        "Contact: 01772 538221, Democratic Services",
        "The Service Manager – Family Front Door and Partnerships came.",
        "Signs of Safety, Duke of Lancaster Room, County Hall, Preston",
    ],
)
def test_look_alikes_are_nobody(document: Make, text: str) -> None:
    assert recognise_paper(document(text)).people == ()
