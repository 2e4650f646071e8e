"""Synthetic reports' facts at any size: what a build would have written before it derives, as N-Quads.

usage: python -m tests.benchmarks.synthetic TIMES > quads.nq

At one time it is as large as the corpus of 309 documents and shaped like it: how many inspections a council has, of which
frameworks and years, how they were graded, how many recommendations were made, on which themes, by how many inspectors, with
how many words of evidence; one report in sixteen went to a committee. A larger dataset has more councils, each copy with
neighbours, inspectors and boards of its own; only the first copy's councils are real ones, so that the library's examples ask
for something at each size. The same seed gives the same bytes. No sentence is a real one.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate, chain
from typing import IO, NamedTuple

from rdflib import SKOS

from graph import registers, terms
from graph.vocabulary import iter_vocabulary

SEED = 2026
BASE, SG, XSD = terms.BASE, str(terms.SG), "http://www.w3.org/2001/XMLSchema#"
ID = f"{BASE}id/"
FACTS, REGISTERS = f"<{ID}graph/facts>", f"<{ID}graph/registers>"
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
RDF, OA = "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://www.w3.org/ns/oa#"
TITLE, NAME = "<http://purl.org/dc/terms/title>", "<http://xmlns.com/foaf/0.1/name>"
LABEL = "<http://www.w3.org/2004/02/skos/core#prefLabel>"
POSITIVE_GRADES = ("outstanding", "good", "requires-improvement", "inadequate")
SEND_GRADES = ("typically-positive", "inconsistent", "systemic-failings")
SIF = ("overall", "help-and-protection", "looked-after", "adoption", "care-leavers", "leadership", "lscb")
ILACS = ("overall", "leadership", "help-and-protection", "in-care", "care-leavers")


class Plan(NamedTuple):
    """Inspections of one kind: how many councils in a hundred have one, when, what was graded how often in a hundred, and
    between how many recommendations.
    """

    framework: str
    kind: str
    share: int
    years: tuple[int, int]
    areas: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    weights: tuple[int, ...] = ()
    recommendations: tuple[int, int] = (0, 0)
    asks: str = "recommendation"
    bodies: tuple[str, ...] = ("ofsted",)


PLANS = (
    Plan("sif", "FullInspection", 100, (2013, 2018), SIF, POSITIVE_GRADES, (5, 38, 42, 15), (12, 38)),
    Plan("ilacs", "FullInspection", 90, (2018, 2021), ILACS, POSITIVE_GRADES, (21, 41, 28, 10), (4, 14), "what-needs-to-improve"),
    Plan("jtai", "JointTargetedAreaInspection", 13, (2016, 2019), recommendations=(5, 12), asks="area-for-improvement",
         bodies=("ofsted", "cqc", "hmicfrs", "hmip")),
    Plan("send-2016", "AreaSendInspection", 36, (2016, 2021), recommendations=(4, 12), asks="area-for-improvement",
         bodies=("ofsted", "cqc")),
    Plan("ilacs", "FullInspection", 48, (2022, 2024), ILACS, POSITIVE_GRADES, (21, 41, 28, 10), (4, 14), "what-needs-to-improve"),
    Plan("area-send", "AreaSendInspection", 35, (2023, 2025), ("outcome",), SEND_GRADES, (32, 44, 24), (4, 9),
         "area-for-improvement", ("ofsted", "cqc")),
)  # fmt: skip
REPORTED_COUNCILS = 96
INSPECTORS = 278
# The library's examples ask for these.
PINNED = {("E10000019", "ilacs"): date(2019, 4, 29)}
FIRST = "Ada Amir Beth Cato Dara Efua Finn Gita Hugh Iris Jude Kofi Lena Mira Noor Omar Petra Rhys Sian Tariq Una Viv Wyn Zoe".split()
LAST = """Abbot Birch Carver Dale Ellery Fenn Garner Hythe Ives Jarrow Kemp Lorne Marsh Nairn Oakes Pell Quill Roper Sayer Thorne
Upton Vance Weir Yarrow""".split()
VERBS = "Ensure that,Improve,Strengthen,Review,Make certain of,Take action on,Monitor closely,Set out plans for".split(
    ","
)
ENDS = """so that children receive help at the right time|and check that progress is sustained|in line with statutory guidance|
with clear timescales for every team|and report the difference made to elected members|for all children who need it|
so that managers understand what is working|and tell partners what is expected of them""".replace("\n", "").split("|")
FILLING = """the quality of|the consistency of|the timeliness of|the oversight of|the recording of|the effectiveness of|
practice in|decisions about|arrangements for|the impact of""".replace("\n", "").split("|")
POSTS = "Director of Children’s Services,Chief Executive,Lead Member,Independent Chair,Clinical Commissioning Group Chair".split(
    ","
)


class World(NamedTuple):
    """One copy of England: its councils, as (code, name), those with reports first, and its inspectors, as (IRI, name)."""

    number: int
    councils: tuple[tuple[str, str], ...]
    inspectors: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Report:
    """A document as it grows: the lines of its own graph and of the facts, and how far its words have come."""

    key: str
    lines: list[str] = field(default_factory=list)
    facts: list[str] = field(default_factory=list)
    position: int = 0
    evidence: str = ""

    @property
    def iri(self) -> str:
        """The document's IRI, in brackets."""
        return f"<{ID}document/{self.key}>"

    def quote(self, words: str) -> None:
        """Have the next words of the document be the evidence of the claims to come."""
        start, end = self.position, self.position + len(words)
        self.position = end + 40
        self.evidence = f"<{ID}document/{self.key}/evidence/{start}-{end}>"
        selector, graph = f"{self.evidence[:-1]}/selector>", self.iri
        self.lines.append(
            f"{self.evidence} {TYPE} <{OA}SpecificResource> {graph} .\n"
            f"{self.evidence} <{OA}hasSource> {graph} {graph} .\n"
            f"{self.evidence} <{SG}page> {number(1 + start // 3000)} {graph} .\n"
            f"{self.evidence} <{OA}hasSelector> {selector} {graph} .\n"
            f"{selector} {TYPE} <{OA}TextPositionSelector> {graph} .\n"
            f"{selector} {TYPE} <{OA}TextQuoteSelector> {graph} .\n"
            f"{selector} <{OA}start> {number(start)} {graph} .\n"
            f"{selector} <{OA}end> {number(end)} {graph} .\n"
            f'{selector} <{OA}exact> "{words}" {graph} .\n'
        )

    def state(self, subject: str, predicate: str, value: str, recogniser: str) -> str:
        """State one triple, which others may contradict; gives the statement's IRI."""
        graph = self.iri
        statement = f"<{ID}statement/{self.key[:10]}{len(self.lines):06x}>"
        self.lines.append(
            f"{statement} {TYPE} <{SG}Statement> {graph} .\n"
            f"{statement} <{RDF}subject> {subject} {graph} .\n"
            f"{statement} <{RDF}predicate> {predicate} {graph} .\n"
            f"{statement} <{RDF}object> {value} {graph} .\n"
            f"{statement} <{SG}evidence> {self.evidence} {graph} .\n"
            f'{statement} <{SG}recogniser> "{recogniser}" {graph} .\n'
        )
        return statement

    def claim(self, subject: str, predicate: str, value: str, recogniser: str) -> None:
        """State one triple, and have it be a fact."""
        self.state(subject, predicate, value, recogniser)
        self.facts.append(f"{subject} {predicate} {value} {FACTS} .\n")
        if predicate == TYPE:
            self.facts.append(f"{subject} <{SG}evidence> {self.evidence} {FACTS} .\n")

    def say(self, subject: str, recogniser: str, **values: str | None) -> None:
        """State what is known of a thing; `type` is short for its class."""
        for name, value in values.items():
            if value is not None:
                self.claim(subject, PROPERTIES.get(name, f"<{SG}{name}>"), value, recogniser)


PROPERTIES = {
    "type": TYPE, "title": TITLE, "name": NAME, "prefLabel": LABEL,
    **{name: f"<http://www.w3.org/ns/org#{name}>" for name in ("member", "organization", "holds", "postIn", "unitOf")},
}  # fmt: skip


def number(value: int) -> str:
    """A whole number as a term."""
    return f'"{value}"^^<{XSD}integer>'


def iter_quads(times: int, seed: int = SEED) -> Iterator[str]:
    """The lines of a dataset so many times as large as the corpus, a few at once."""
    for copy in range(times):
        chance = random.Random(f"{seed}-{copy}")  # noqa: S311 - a seed that gives the same again is the point
        world = make_world(copy)
        if copy:
            yield from iter_registered(world, chance)
        for place, council in enumerate(world.councils[:REPORTED_COUNCILS]):
            yield from iter_history(world, council, place, chance)


def make_world(copy: int) -> World:
    """The councils and inspectors of one copy."""
    rows = [row for row in registers.councils().values() if not row.end]
    # Those that the examples ask for have reports.
    rows.sort(key=lambda row: (row.code not in ("E10000017", "E10000019"), row.code))
    councils = tuple(
        (row.code, row.name) if not copy else (f"X{copy:03}{n:05}", f"{row.name} {copy}") for n, row in enumerate(rows)
    )
    people = []
    for n in range(INSPECTORS):
        first, last = FIRST[n % len(FIRST)], LAST[n // len(FIRST) % len(LAST)]
        middle = f"{chr(65 + copy % 26)}. " if copy else ""
        ending = f"-{copy}" if copy else ""
        people.append((f"<{ID}person/{first}-{last}{ending}>".lower(), f"{first} {middle}{last}"))
    return World(copy, councils, tuple(people))


def iter_registered(world: World, chance: random.Random) -> Iterator[str]:
    """What the register says of a copy's councils."""
    rows = sorted({(row.region_code, terms.slug(row.type)) for row in registers.councils().values()})
    for code, name in world.councils:
        council = f"<{ID}council/{code}>"
        region, kind = chance.choice(rows)
        neighbours = "".join(
            f"{council} <{SG}statisticalNeighbour> <{ID}council/{other}> {REGISTERS} .\n"
            for other, _ in chance.sample(world.councils, 10)
            if other != code
        )
        yield (
            f"{council} {TYPE} <{SG}Council> {REGISTERS} .\n"
            f'{council} {LABEL} "{name}"@en {REGISTERS} .\n'
            f'{council} <{SG}officialName> "{name} Council" {REGISTERS} .\n'
            f'{council} <{SG}gssCode> "{code}" {REGISTERS} .\n'
            f"{council} <{SG}councilType> <{ID}council-type/{kind}> {REGISTERS} .\n"
            f"{council} <{SG}region> <{ID}region/{region}> {REGISTERS} .\n" + neighbours
        )


def iter_history(world: World, council: tuple[str, str], place: int, chance: random.Random) -> Iterator[str]:
    """All reports about one council, and what is registered of them; each tells of inspections before its own."""
    # Reports from before those that are read are known by being mentioned.
    year = chance.choice((2009, 2010, 2011, 2012))
    before: list[tuple[str, int | None]] = [(f"{ID}inspection/{council[0]}/slac/{year}", year)]
    for step, plan in enumerate(PLANS):
        if chance.randrange(100) >= plan.share and place > 1:
            continue
        first, last = plan.years
        start = date(first, 1, 1) + timedelta(days=chance.randrange((last - first + 1) * 360))
        start = PINNED.get((council[0], plan.framework), start) if step < 2 else start
        report = Report(f"{chance.getrandbits(64):016x}")
        inspection = f"{ID}inspection/{council[0]}/{plan.framework}/{start}"
        write_report(report, world, council, inspection, start, plan, chance)
        for other, year in before[-2:]:
            mention(report, council[0], other, year, plan.kind)
        before.append((inspection, None))
        yield "".join(chain(report.lines, report.facts, iter_file(report, council[0], start)))
        if paper := make_paper(report.key, council, inspection, start, always=not world.number and place < 2):
            yield "".join(chain(paper.lines, paper.facts, iter_file(paper, council[0], start)))


def iter_file(report: Report, council: str, start: date) -> Iterator[str]:
    """What the register says of a document as a file."""
    values = {
        f"<{SG}sha256>": f'"{report.key * 4}"', f"<{SG}fileName>": f'"reports/{council}/{start}-{report.key}.pdf"',
        f"<{SG}pageCount>": number(1 + report.position // 3000), TYPE: f"<{SG}Document>",
        "<http://purl.org/dc/terms/format>": '"application/pdf"', "<http://purl.org/dc/terms/publisher>": '"Ofsted"',
        "<http://purl.org/dc/terms/issued>": f'"{start + timedelta(days=60)}"^^<{XSD}date>',
    }  # fmt: skip
    return (f"{report.iri} {name} {value} {REGISTERS} .\n" for name, value in values.items())


def write_report(
    report: Report,
    world: World,
    council: tuple[str, str],
    inspection: str,
    start: date,
    plan: Plan,
    chance: random.Random,
) -> None:
    """Have a report tell of its own inspection, in the order of the real ones."""
    code, name = council
    title = f"Inspection of {name} children’s services"
    iri, about = f"<{inspection}>", f"<{ID}council/{code}>"
    report.quote(title)
    report.say(report.iri, "documents", type=f"<{SG}InspectionReport>", title=f'"{title}"', about=about)
    report.say(iri, "inspections", type=f"<{SG}{plan.kind}>", title=f'"{title}"', inspects=about)
    report.say(
        iri, "inspections", framework=f"<{ID}framework/{plan.framework}>", report=report.iri, mentionedIn=report.iri
    )
    for body in plan.bodies:
        report.say(iri, "inspections", inspectorate=f"<{ID}inspectorate/{body}>")
    end = start + timedelta(days=chance.choice((4, 11, 18, 25)))
    report.quote(f"Inspection date: {start} to {end}")
    published = f'"{end + timedelta(days=49)}"^^<{XSD}date>' if chance.randrange(100) < 38 else None
    report.say(
        iri,
        "inspections",
        startDate=f'"{start}"^^<{XSD}date>',
        endDate=f'"{end}"^^<{XSD}date>',
        publishedDate=published,
    )
    write_team(report, world, iri, chance)
    for area in plan.areas:
        grade = chance.choices(plan.grades, plan.weights)[0]
        write_judgement(report, inspection, plan.framework, area, grade)
    write_recommendations(report, code, inspection, plan, chance)
    if chance.randrange(100) < 75:
        write_appointment(report, world, code, start, chance)


def write_team(report: Report, world: World, inspection: str, chance: random.Random) -> None:
    """Have a report name its inspectors, the lead first; a few people lead most inspections."""
    weights = [1 / (n + 3) for n in range(INSPECTORS)]
    team = dict.fromkeys(
        chance.choices(world.inspectors, cum_weights=list(accumulate(weights)), k=chance.choice((1, 2, 4, 6, 8)))
    )
    for place, (person, name) in enumerate(team):
        report.quote(f"{'Lead inspector' if not place else 'Inspector'}: {name}, His Majesty’s Inspector")
        report.say(person, "inspectors", type=f"<{SG}Person>", name=f'"{name}"')
        report.say(inspection, "inspectors", inspector=person, leadInspector=None if place else person)


def write_judgement(report: Report, inspection: str, framework: str, area: str, grade: str) -> None:
    """Have a report grade an area."""
    judgement = f"<{inspection}/judgement/{area}>"
    overall = f'"true"^^<{XSD}boolean>' if area in ("overall", "outcome") else None
    report.quote(f"The {area.replace('-', ' ')} of children’s services: {grade.replace('-', ' ')}")
    report.say(f"<{inspection}>", "judgements", judgement=judgement)
    report.say(judgement, "judgements", type=f"<{SG}Judgement>", area=f"<{ID}area/{framework}/{area}>")
    report.say(judgement, "judgements", grade=f"<{ID}grade/{grade}>", overall=overall)


def write_recommendations(report: Report, code: str, inspection: str, plan: Plan, chance: random.Random) -> None:
    """Have a report ask for improvement, mostly of the council, on the themes that its words are about."""
    fewest, most = plan.recommendations
    for place in range(
        1, chance.randint(fewest, max(fewest, min(most, int(chance.triangular(fewest, most, fewest))))) + 1
    ):
        board = plan.framework == "sif" and chance.randrange(5) == 0
        whom = f"{ID}board/{code}/lscb" if board else f"{ID}council/{code}"
        recommendation = f"<{inspection}/recommendation/{'lscb' if board else 'la'}-{place:02}>"
        themes = chance.sample(THEMES, chance.choice((1, 2, 2, 3, 3, 3)))
        words = ", and ".join(f"{chance.choice(FILLING)} {label}" for _, label in themes)
        text = f"{chance.choice(VERBS)} {words}, {chance.choice(ENDS)}."
        report.quote(text)
        report.say(f"<{inspection}>", "recommendations", recommendation=recommendation)
        report.say(
            recommendation, "recommendations", type=f"<{SG}Recommendation>", text=f'"{text}"', addressedTo=f"<{whom}>"
        )
        numbered = number(place) if plan.framework != "ilacs" else None
        report.say(recommendation, "recommendations", kind=f"<{ID}recommendation-kind/{plan.asks}>", number=numbered)
        for theme, label in themes:
            report.quote(label)
            report.claim(recommendation, f"<{SG}theme>", theme, "themes")
        if board:
            report.say(f"<{whom}>", "recommendations", type=f"<{SG}SafeguardingBoard>")


def write_appointment(report: Report, world: World, code: str, start: date, chance: random.Random) -> None:
    """Have a report name somebody in office."""
    person, name = chance.choice(world.inspectors)
    title = chance.choice(POSTS)
    key = terms.slug(title)
    post, council = f"<{ID}post/{code}/{key}>", f"<{ID}council/{code}>"
    report.quote(f"{name}, {title}")
    report.say(person, "people", type=f"<{SG}Person>", name=f'"{name}"', holds=post)
    report.say(post, "people", type="<http://www.w3.org/ns/org#Post>", prefLabel=f'"{title}"', postIn=council)
    appointment = f"<{person[1:-1]}/post/{code.lower()}-{key}>"
    report.say(appointment, "people", type=f"<{SG}Appointment>", member=person, organization=council, post=post)
    report.say(appointment, "people", knownOn=f'"{start}"^^<{XSD}date>')


def make_paper(
    key: str, council: tuple[str, str], inspection: str, start: date, *, always: bool = False
) -> Report | None:
    """The paper by which a committee heard of an inspection: for one in sixteen, as in the corpus, or `always`."""
    # By a chance of its own, so that the reports are the same with papers and without.
    chance = random.Random(f"paper-{key}")  # noqa: S311 - a seed that gives the same again is the point
    if chance.randrange(16) and not always:
        return None
    paper = Report(f"{chance.getrandbits(64):016x}")
    met = start + timedelta(days=chance.randrange(90, 200))
    committee = f"{ID}committee/{council[0]}/childrens-services-scrutiny-committee"
    meeting = f"<{committee.replace('/committee/', '/meeting/')}/{met}>"
    write_agenda(paper, council, f"<{committee}>", meeting, met)
    paper.quote(f"The inspection began in {start:%B %Y}")
    paper.say(f"<{inspection}>", "inspections", inspects=f"<{ID}council/{council[0]}>", mentionedIn=paper.iri)
    visited = start + timedelta(days=chance.randrange(240, 480))
    visit = f"<{ID}inspection/{council[0]}/focused-visit/{visited}>"
    paper.quote(f"Inspectors came again on {visited}")
    paper.say(visit, "inspections", type=f"<{SG}FocusedVisit>", inspects=f"<{ID}council/{council[0]}>")
    paper.say(visit, "inspections", startDate=f'"{visited}"^^<{XSD}date>', mentionedIn=paper.iri)
    contradict(paper, visit, visited)
    return paper


def write_agenda(paper: Report, council: tuple[str, str], committee: str, meeting: str, met: date) -> None:
    """Have a paper say for which meeting it is, and what it asks for."""
    about, name = f"<{ID}council/{council[0]}>", "Children’s Services Scrutiny Committee"
    title = f"Inspection of {council[1]}: update"
    paper.quote(f"{name}, {met}: {title}")
    paper.say(paper.iri, "documents", type=f"<{SG}CommitteePaper>", title=f'"{title}"', about=about)
    paper.say(committee, "meetings", type=f"<{SG}Committee>", name=f'"{name}"', unitOf=about)
    paper.say(meeting, "meetings", type=f"<{SG}Meeting>", committee=committee, meetingDate=f'"{met}"^^<{XSD}date>')
    paper.say(paper.iri, "meetings", committee=committee, meeting=meeting)
    text, request = "The committee is asked to note the report and to comment on it.", f"{paper.iri[:-1]}/request/1>"
    paper.quote(text)
    paper.say(paper.iri, "requests", request=request)
    paper.say(request, "requests", type=f"<{SG}Request>", text=f'"{text}"', addressedTo=committee)


def contradict(paper: Report, visit: str, visited: date) -> None:
    """Have a paper tell two days on which a visit ended: then there is no fact, and a disagreement."""
    values, statements = [], []
    for days in (1, 2):
        paper.quote(f"The visit ended on {visited + timedelta(days=days)}")
        values.append(f'"{visited + timedelta(days=days)}"^^<{XSD}date>')
        statements.append(paper.state(visit, f"<{SG}endDate>", values[-1], "inspections"))
    told = f"{visit[:-1]}/disagreement/end-date>"
    paper.facts.append(
        f"{told} {TYPE} <{SG}Disagreement> {FACTS} .\n"
        f"{told} <{SG}about> {visit} {FACTS} .\n"
        f"{told} <{SG}property> <{SG}endDate> {FACTS} .\n"
    )
    paper.facts += [f"{told} <{SG}value> {value} {FACTS} .\n" for value in values]
    paper.facts += [f"{told} <{SG}statement> {statement} {FACTS} .\n" for statement in statements]


def mention(report: Report, code: str, inspection: str, year: int | None, kind: str) -> None:
    """Have a report tell of an earlier inspection; by its year, where no other report tells more."""
    iri = f"<{inspection}>"
    report.quote("The previous inspection of the local authority")
    report.say(iri, "inspections", inspects=f"<{ID}council/{code}>", mentionedIn=report.iri)
    report.say(iri, "inspections", inspectorate=f"<{ID}inspectorate/ofsted>")
    if year is not None:
        report.say(iri, "inspections", type=f"<{SG}{kind}>", startDate=f'"{year}"^^<{XSD}gYear>')


def find_themes() -> tuple[tuple[str, str], ...]:
    """The themes of the vocabulary, as IRI and label, in a fixed order."""
    start = f"{ID}theme/"
    labels = {(str(s), str(o)) for s, p, o, _ in iter_vocabulary() if p == SKOS.prefLabel and str(s).startswith(start)}
    return tuple(sorted((f"<{iri}>", label.lower()) for iri, label in labels))


THEMES = find_themes()


def write(stream: IO[str], times: int, seed: int = SEED) -> None:
    """Write a dataset so many times as large as the corpus."""
    stream.writelines(iter_quads(times, seed))


if __name__ == "__main__":
    write(sys.stdout, int(sys.argv[1]) if len(sys.argv) > 1 else 1)
