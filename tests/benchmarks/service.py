"""Our SPARQL service beside rdflib-endpoint and Virtuoso 7, over HTTP, with the same data, in one run.

usage: python -m tests.benchmarks.service [--corpus WORKSPACE] [--times 10] [--endpoint PYTHON] [--seconds 10] [--longest 20]
       [--folder FOLDER] [--only]

Measured are the questions of the library, lookups of one thing by 1, 8 and 32 clients, the memory that is used, and what
eight clients who send the worst queries do to a ninth one's lookups; first with a workspace's data (without --corpus, with
synthetic data of that size), then with synthetic data so many times as large; --times 0 leaves out the second, --only the
first. Our limits are in force, and answers are not kept. Each question is asked anew, with a comment of its own, and again,
word for word: Virtuoso keeps the plan of a query that it has seen, and nobody else does. A question that takes longer than
--longest seconds is told as that. PYTHON is that of an environment with requirements-bench.txt; rdflib-endpoint is left out beyond the corpus' size, where
it needs a quarter of an hour to read the data. Virtuoso and wrk are Debian's virtuoso-opensource-7 and wrk. A peer that is
not installed is left out. What is prepared, and Virtuoso's database, stay in FOLDER for the next run. The tables are Markdown.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from itertools import count, repeat
from pathlib import Path
from typing import NamedTuple

from graph.query import questions
from graph.snapshots import Workspace
from tests.benchmarks.peers import Peer, ask, find_megabytes, rdflib_endpoint, scrutiny, virtuoso
from tests.benchmarks.preparing import export, prepare
from tests.benchmarks.pressing import ATTACKERS, Load, attack, load, write_lookups
from tests.benchmarks.printing import Figure, at_least, at_most, print_figures, print_row

CLIENTS = (1, 8, 32)
RUNS, ENOUGH_SECONDS = 7, 4.0
"""A question is asked so often, or less often once its runs took so long together."""

Starter = Callable[[], AbstractContextManager[Peer]]


class Timed(NamedTuple):
    """The seconds that a question took in the median, as a text that the service had not seen and as one that it had, and how
    many rows came; no rows where there was no answer.
    """

    anew: float
    again: float
    rows: int | None


class Measured(NamedTuple):
    """What one service did: the seconds until it answered and until it was ready, each question, each load by its name, and its
    megabytes after the questions and after the lookups.
    """

    start: float
    ready: float
    questions: dict[str, Timed]
    loads: dict[str, Load]
    megabytes: tuple[float, float]


class Setting(NamedTuple):
    """How measuring is to be done."""

    endpoint: Path | None
    folder: Path
    seconds: int
    longest: float


def iter_starters(workspace: Workspace, data: Path, setting: Setting) -> Iterator[tuple[str, Starter]]:
    """The services that can be started here, ours first."""
    yield "scrutiny", lambda: scrutiny(workspace.path)
    if shutil.which("virtuoso-t") and shutil.which("isql-vt"):
        database = setting.folder / f"virtuoso-{data.parent.name}"
        yield "virtuoso", lambda: virtuoso(database, data)
    if python := setting.endpoint:
        yield "rdflib-endpoint", lambda: rdflib_endpoint(python, data)


def time_question(peer: Peer, query: str, longest: float) -> Timed:
    """The medians of several runs, after one that is not counted; of one alone where it takes long."""
    first = ask(peer.port, query, seconds=longest)
    if first.status != 200:
        peer.restart()
        return Timed(first.seconds, first.seconds, None)
    rows = len(json.loads(first.body)["results"]["bindings"])
    if first.seconds > ENOUGH_SECONDS:
        return Timed(first.seconds, first.seconds, rows)
    texts = (f"{query}# {number}\n" for number in count())
    anew, again = (time_texts(peer, some, longest) for some in (texts, repeat(query)))
    return Timed(anew, again, rows)


def time_texts(peer: Peer, texts: Iterator[str], longest: float) -> float:
    """The median of the seconds that several texts take."""
    taken: list[float] = []
    while len(taken) < RUNS and sum(taken) < ENOUGH_SECONDS:
        taken.append(ask(peer.port, next(texts), seconds=longest).seconds)
    return statistics.median(taken)


def measure_one(peer: Peer, lookups: Path, setting: Setting) -> Measured:
    """All that is measured of one service."""
    say(f"{peer.name}: answers after {peer.seconds:.1f} s, has all at hand after {peer.ready:.0f} s")
    timed = {question.name: time_question(peer, question.text, setting.longest) for question in questions()}
    after_questions = find_megabytes(peer.process)
    say(f"{peer.name}: all questions asked")
    loads: dict[str, Load] = {}
    if shutil.which("wrk"):
        loads = {f"{clients} clients": load(peer, lookups, clients, setting.seconds) for clients in CLIENTS}
        loads[f"1 beside {ATTACKERS} attackers"] = attack(peer, lookups, setting.seconds)
    return Measured(peer.seconds, peer.ready, timed, loads, (after_questions, find_megabytes(peer.process)))


def measure(workspace: Workspace, setting: Setting) -> bool:
    """Measure all services over one workspace's data, and print what was found; gives whether no goal was missed."""
    data, lookups = export(workspace, setting.folder), write_lookups(workspace, setting.folder)
    found: dict[str, Measured] = {}
    for name, start in iter_starters(workspace, data, setting):
        with start() as peer:
            found[name] = measure_one(peer, lookups, setting)
    with workspace.open_store() as store:
        print(f"\n## {workspace.path.name}: {len(store):,} quads\n")
    print_questions(found)
    print_loads(found)
    return print_figures(f"{workspace.path.name}: our figures", iter_figures(found))


def print_questions(found: dict[str, Measured]) -> None:
    """Print the table of questions, each asked anew and again, in milliseconds."""
    print_row("question", *(f"{name}, anew / again" for name in found), "rows")
    print_row("---", *("---:" for _ in found), "---:")
    for question in questions():
        timed = [found[name].questions[question.name] for name in found]
        rows = sorted({one.rows for one in timed if one.rows is not None})
        print_row(f"{question.number} {question.name}", *map(to_milliseconds, timed), " or ".join(map(str, rows)))


def iter_figures(found: dict[str, Measured]) -> Iterator[Figure]:
    """How we stand beside each peer, and the lookups that we are to answer."""
    ours, *peers = found
    for peer in peers:
        pairs = [(found[peer].questions[name], one) for name, one in found[ours].questions.items()]
        for how in ("anew", "again"):
            ratios = [getattr(theirs, how) / getattr(one, how) for theirs, one in pairs]
            yield compare(peer, how, ratios)
    loads = found[ours].loads
    if loads:
        yield at_least("lookups by 8 clients", loads["8 clients"].rate, 1500, "a second")
        yield at_most("99% of lookups by 8 clients", loads["8 clients"].late, 25, "ms")
        for name, measured in found.items():
            beside = measured.loads[f"1 beside {ATTACKERS} attackers"]
            told = f"{beside.rate:,.0f} a second, 99% below {beside.late:,.0f} ms"
            yield Figure(f"lookups beside {ATTACKERS} attackers", told, name)


def compare(peer: str, how: str, ratios: list[float]) -> Figure:
    """How often and how much we are faster: on 24 of 28 questions as Virtuoso, 50 times in the median as rdflib-endpoint."""
    faster, times = sum(ratio > 1 for ratio in ratios), statistics.median(ratios)
    goals = {
        "virtuoso": ("on 24 of 28", faster * 28 >= len(ratios) * 24),
        "rdflib-endpoint": ("50 times in the median", times >= 50),
    }
    goal, met = goals[peer]
    told = f"{faster} of {len(ratios)}, {times:.1f} times in the median"
    return Figure(f"questions asked {how}, faster than {peer}", told, goal, met)


def to_milliseconds(timed: Timed) -> str:
    """The times in milliseconds; told as at least that, where no answer came."""
    if timed.rows is None:
        return f"≥ {timed.anew * 1000:,.0f}"
    return f"{timed.anew * 1000:,.1f} / {timed.again * 1000:,.1f}"


def print_loads(found: dict[str, Measured]) -> None:
    """Print the table of lookups and that of memory."""
    print_row("service", "lookups by", "a second", "half below, ms", "99% below, ms", "refused")
    print_row("---", "---", "---:", "---:", "---:", "---:")
    for name, measured in found.items():
        for who, one in measured.loads.items():
            print_row(name, who, f"{one.rate:,.0f}", f"{one.median:.2f}", f"{one.late:.2f}", one.failed)
    print()
    print_row("service", "answers after, s", "all at hand after, s", "MB after questions", "MB after lookups")
    print_row("---", "---:", "---:", "---:", "---:")
    for name, measured in found.items():
        print_row(
            name,
            f"{measured.start:.1f}",
            f"{measured.ready:.0f}",
            *(f"{megabytes:,.0f}" for megabytes in measured.megabytes),
        )


def say(words: str) -> None:
    """Tell how far it has come."""
    print(words, file=sys.stderr, flush=True)


def main() -> int:
    """Prepare, measure, print; gives 1 where a goal was missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, help="a workspace; without it, synthetic data of the corpus' size")
    parser.add_argument(
        "--times", type=int, default=10, help="how many times as large the second run's data is; 0 for none"
    )
    parser.add_argument("--only", action="store_true", help="leave out the first run")
    parser.add_argument("--endpoint", type=Path, help="the Python of an environment that has rdflib-endpoint")
    parser.add_argument("--seconds", type=int, default=10, help="how long each load lasts")
    parser.add_argument("--longest", type=float, default=20, help="how long an answer is waited for")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "scrutiny-benchmark")
    said = parser.parse_args()
    said.folder.mkdir(exist_ok=True, parents=True)
    setting = Setting(said.endpoint, said.folder, said.seconds, said.longest)
    met = True
    if not said.only:
        met = measure(Workspace(said.corpus) if said.corpus else prepare(said.folder, 1), setting)
    if said.times:
        met &= measure(prepare(said.folder, said.times), setting._replace(endpoint=None))
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
