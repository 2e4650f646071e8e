"""The command as its users meet it: what it prints, its exit status, and one clear line where something is wrong."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import re
import signal
import socket
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
import typer

from graph.cli import app, main
from graph.cli.serving import warn_if_empty
from graph.terms import PREFIXES

ROOT = Path(__file__).parent.parent
COMMANDS = typer.main.get_command(app).commands
UNBUILT = (
    ["status"], ["check"], ["query", "risers"], ["query", "-e", "ASK {}"], ["path", "Leeds", "Ofsted"], ["export", "csv"],
    ["snapshots"], ["snapshots", "verify"], ["snapshots", "restore"], ["snapshots", "prune"],
)  # fmt: skip
GRADES = "SELECT ?grade WHERE { ?grade a sg:Grade }"
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
MANY = "SELECT ?s ?p ?o WHERE { ?s ?p ?o }"


class Outcome(NamedTuple):
    """What a run of the command left behind."""

    status: int
    out: str
    err: str


@pytest.fixture
def scrutiny(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Outcome]:
    """Runs the command in this process."""
    monkeypatch.delenv("SCRUTINY_WORKSPACE", raising=False)

    def run(*arguments: str | Path) -> Outcome:
        status = main([str(argument) for argument in arguments])
        return Outcome(status, *capsys.readouterr())

    return run


def start(*arguments: str | Path) -> subprocess.Popen[str]:
    """The command in a process of its own."""
    command = [sys.executable, "-m", "graph", *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def run_on_terminal(columns: int, *arguments: str | Path) -> str:
    """What the command prints where a person sits at a terminal of that width."""
    terminal, line = pty.openpty()
    termios.tcsetwinsize(line, (24, columns))
    command = [sys.executable, "-m", "graph", *map(str, arguments)]
    environment = {name: value for name, value in os.environ.items() if name != "COLUMNS"} | {"TERM": "xterm"}
    subprocess.run(command, cwd=ROOT, env=environment, stdout=line, check=True)
    os.close(line)
    shown = b""
    with contextlib.suppress(OSError):  # how Linux tells that the other side has left
        while part := os.read(terminal, 65536):
            shown += part
    os.close(terminal)
    return re.sub(r"\x1b\[[0-9;]*m", "", shown.decode()).replace("\r\n", "\n")


def is_one_line(text: str) -> bool:
    """Whether the text is one complaint and nothing else."""
    return text.startswith("scrutiny: ") and text.count("\n") == 1 and text.endswith("\n")


def test_commands_are_those_of_the_manual() -> None:
    manual = (ROOT / "README.md").read_text(encoding="utf-8")
    assert sorted(COMMANDS) == [
        "build",
        "check",
        "evaluate",
        "export",
        "extract",
        "fetch",
        "path",
        "query",
        "serve",
        "snapshots",
        "status",
    ]
    assert [name for name in COMMANDS if f"`scrutiny {name}" not in manual] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_help_tells_every_option(name: str, scrutiny: Callable[..., Outcome]) -> None:
    told = scrutiny(name, "--help")
    assert told.status == 0
    assert COMMANDS[name].help
    assert [option.name for option in COMMANDS[name].params if not getattr(option, "help", None)] == []


def test_version_is_the_distribution_s(scrutiny: Callable[..., Outcome]) -> None:
    assert scrutiny("--version") == Outcome(0, "scrutiny 0.1.0\n", "")


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["qwery"], "scrutiny: No such command 'qwery'. Did you mean 'query'? (scrutiny --help tells more)\n"),
        (
            ["status", "--frmat", "csv"],
            "scrutiny: No such option: --frmat (Possible options: --format) (scrutiny status --help tells more)\n",
        ),
        (
            ["query"],
            "scrutiny: give one of a file, a question's name (see --list), or a query with -e (scrutiny query --help tells more)\n",
        ),
        (
            ["query", "posts", "-s", "council"],
            "scrutiny: --set takes NAME=VALUE, not 'council' (scrutiny query --help tells more)\n",
        ),
        (
            ["query", "--list", "-f", "tsv"],
            "scrutiny: --list is printed as table, csv, json, not as tsv (scrutiny query --help tells more)\n",
        ),
        (
            ["check", "-f", "xml"],
            "scrutiny: Invalid value for '--format' / '-f': 'xml' is not one of 'table', 'csv', 'json'. (scrutiny check --help tells more)\n",
        ),
        (["build"], "scrutiny: Missing argument 'PATH'. (scrutiny build --help tells more)\n"),
        (
            ["serve", "--port", "99999"],
            "scrutiny: Invalid value for '--port': Input should be less than or equal to 65535 (scrutiny serve --help tells more)\n",
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_misuse_is_told_in_one_line(arguments: list[str], line: str, scrutiny: Callable[..., Outcome]) -> None:
    assert scrutiny(*arguments) == Outcome(2, "", line)


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["query", "no.rq"], "scrutiny: no.rq: No such file or directory\n"),
        (["query", "no/such"], "scrutiny: no/such: No such file or directory\n"),
        *(
            (command, "scrutiny: nothing is built in nowhere: run `scrutiny build PATH…` first\n")
            for command in UNBUILT
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_failure_is_told_in_one_line(arguments: list[str], line: str, scrutiny: Callable[..., Outcome]) -> None:
    assert scrutiny(*arguments, "--workspace", "nowhere") == Outcome(1, "", line)


def test_query_refuses_a_syntax_error_with_its_place(workspace: Path, scrutiny: Callable[..., Outcome]) -> None:
    outcome = scrutiny("query", "-e", "SELECT ?s WHERE {\n ?s a sg:Council } LIMTI 1", "-w", workspace)
    assert outcome == Outcome(1, "", "scrutiny: line 2: 'LIMTI' is no word of SPARQL: did you mean LIMIT?\n")


@pytest.mark.parametrize(
    ("command", "line"),
    [
        (("query", "risrs"), "no question 'risrs': did you mean risers?"),
        (("export", "csvs"), "no export 'csvs': did you mean csv?"),
        (("export", "turtle", "--question", "risrs"), "no question 'risrs': did you mean risers?"),
        (
            ("export", "gexf", "--network", "inspectors-council"),
            "no network 'inspectors-council': did you mean inspectors-councils?",
        ),
    ],
    ids=" ".join,
)
def test_name_that_is_misspelt_is_misuse(
    command: tuple[str, ...], line: str, workspace: Path, tmp_path: Path, scrutiny: Callable[..., Outcome]
) -> None:
    given = ("-o", tmp_path / "x") if command[0] == "export" else ()
    assert scrutiny(*command, *given, "-w", workspace) == Outcome(2, "", f"scrutiny: {line}\n")


def test_query_names_the_questions_there_are(workspace: Path, scrutiny: Callable[..., Outcome]) -> None:
    outcome = scrutiny("query", "no-such", "-w", workspace)
    assert (outcome.status, is_one_line(outcome.err)) == (2, True)
    assert "choose one of current-judgements, " in outcome.err


def test_workspace_of_a_newer_version_is_left_alone(tmp_path: Path, scrutiny: Callable[..., Outcome]) -> None:
    (tmp_path / "workspace.json").write_text('{"version": 99}')
    outcome = scrutiny("status", "-w", tmp_path)
    assert outcome.status == 1
    assert is_one_line(outcome.err)
    assert "newer version" in outcome.err


def test_build_tells_of_a_folder_without_documents(tmp_path: Path, scrutiny: Callable[..., Outcome]) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    line = f"scrutiny: no documents in {folder}: name files, or folders that hold reports or papers\n"
    assert scrutiny("build", folder, "-w", tmp_path / "workspace") == Outcome(1, "", line)
    assert not (tmp_path / "workspace").exists()


def test_serve_tells_of_a_port_in_use(scrutiny: Callable[..., Outcome]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        outcome = scrutiny("serve", "--port", str(port))
    line = f"scrutiny: cannot listen on 127.0.0.1 port {port}: Address already in use; choose another with --host or --port\n"
    assert outcome == Outcome(1, "", line)


def test_serve_tells_where_nothing_is_built_yet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    warn_if_empty(tmp_path / "none")
    told = capsys.readouterr().err
    assert told.startswith(
        f"scrutiny: nothing is built in {tmp_path / 'none'}: run `scrutiny build PATH…` first; until then"
    )


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("csv", "n\r\n1\r\n"),
        ("tsv", "?n\n1\n"),
        ("table", "n\n─\n1\n"),
    ],
)
def test_query_prints_rows_as_asked(form: str, text: str, workspace: Path, scrutiny: Callable[..., Outcome]) -> None:
    assert scrutiny("query", "-e", "SELECT (1 AS ?n) {}", "-f", form, "-w", workspace).out == text


def test_query_prints_csv_where_no_terminal_is(workspace: Path, scrutiny: Callable[..., Outcome]) -> None:
    outcome = scrutiny("query", "-e", "ASK {}", "-w", workspace)
    assert (outcome.status, outcome.out) == (0, "true")


def test_query_tells_the_time_it_took_beside_the_answer(workspace: Path, scrutiny: Callable[..., Outcome]) -> None:
    assert re.fullmatch(r"answered in \d+\.\d{3} s\n", scrutiny("query", "-e", "ASK {}", "-w", workspace).err)


def test_query_asks_a_question_of_what_is_named(workspace: Path, scrutiny: Callable[..., Outcome]) -> None:
    by_name = scrutiny("query", "recommendations-to", "--set", "council=lincolnshire", "-w", workspace)
    by_address = scrutiny("query", "recommendations-to", "-s", "council=id:council/E10000019", "-w", workspace)
    assert (by_name.status, by_name.out) == (0, by_address.out)
    assert by_name.out.splitlines()[1].startswith("2019-04-29,")


def test_query_tells_of_what_a_question_was_asked_where_nobody_said(
    workspace: Path, scrutiny: Callable[..., Outcome]
) -> None:
    told = scrutiny("query", "connections", "--set", "one=Havering", "-w", workspace).err.splitlines()
    assert told[0] == "asked of other Lincolnshire, as the question stands: --set other=… asks of another"
    assert len(scrutiny("query", "risers", "-w", workspace).err.splitlines()) == 1


def test_query_asks_a_file_of_several_things(workspace: Path, tmp_path: Path, scrutiny: Callable[..., Outcome]) -> None:
    path = tmp_path / "codes.rq"
    path.write_text(
        f"PREFIX sg: <{PREFIXES['sg']}>\nSELECT ?code {{\n  VALUES ?council {{ <urn:x> }}\n  ?council sg:gssCode ?code\n}}"
    )
    given = ("-s", "council=Havering", "-s", "council=Lancashire")
    assert sorted(scrutiny("query", path, *given, "-w", workspace).out.split()) == ["E09000016", "E10000017", "code"]


@pytest.mark.parametrize(
    ("given", "line"),
    [
        ("council=Lancashir", "no council is called 'Lancashir': did you mean Lancashire?"),
        ("council=", "council is empty: say what to ask of, or leave it out"),
        ("town=Leeds", "the question 'recommendations-to' is not asked of 'town': it takes council"),
    ],
)
def test_query_tells_which_name_it_does_not_know(
    given: str, line: str, workspace: Path, scrutiny: Callable[..., Outcome]
) -> None:
    told = scrutiny("query", "recommendations-to", "--set", given, "-w", workspace)
    assert told == Outcome(2, "", f"scrutiny: {line}\n")


def test_query_names_things_in_a_table(workspace: Path, scrutiny: Callable[..., Outcome]) -> None:
    text = "SELECT ?lead ?name { <https://w3id.org/scrutiny-graph/id/inspection/E09000016/ilacs/2018-06-11> sg:leadInspector ?lead ; sg:inspects ?name }"
    shown = scrutiny("query", "-e", text, "-f", "table", "-w", workspace).out.splitlines()
    assert [cell.strip() for cell in shown[2].split("   ")][-1] == "Havering"


def test_query_lists_the_questions_with_what_they_take(scrutiny: Callable[..., Outcome]) -> None:
    rows = json.loads(scrutiny("query", "--list", "-f", "json").out)
    assert [row["number"] for row in rows][25:] == ["26", "27a", "27b", "28", "29"]
    assert {row["question"]: row["set"] for row in rows}["area-through-frameworks"] == "council, area"


def test_query_of_the_manual_answers_what_the_manual_says(
    workspace: Path, tmp_path: Path, scrutiny: Callable[..., Outcome]
) -> None:
    manual = (ROOT / "README.md").read_text(encoding="utf-8")
    asked = re.search(r"```sparql\n(.+?)```", manual, re.DOTALL)
    answered = re.search(r"```\n(council .+?)```", manual, re.DOTALL)
    assert asked is not None
    assert answered is not None
    path = tmp_path / "first.rq"
    path.write_text(asked[1], encoding="utf-8")
    shown = scrutiny("query", path, "-f", "table", "-w", workspace).out
    assert [line.rstrip() for line in shown.splitlines()] == answered[1].splitlines()


def test_query_reads_a_file(workspace: Path, tmp_path: Path, scrutiny: Callable[..., Outcome]) -> None:
    path = tmp_path / "one.rq"
    path.write_text("CONSTRUCT { <urn:a> <urn:b> 'é' } {}", encoding="utf-8")
    outcome = scrutiny("query", path, "-f", "ntriples", "-w", workspace)
    assert (outcome.status, outcome.out) == (0, '<urn:a> <urn:b> "é" .\n')


def test_export_writes_once_and_again_only_if_told(
    workspace: Path, tmp_path: Path, scrutiny: Callable[..., Outcome]
) -> None:
    target = tmp_path / "graph.nq"
    command = ("export", "nquads", "-o", target, "-w", workspace)
    assert scrutiny(*command) == Outcome(0, f"{target}\n", "")
    refused = scrutiny(*command)
    assert (refused.status, refused.out, is_one_line(refused.err)) == (1, "", True)
    assert scrutiny(*command, "--force") == Outcome(0, f"{target}\n", "")


def test_export_goes_to_standard_output_too(workspace: Path, tmp_path: Path, scrutiny: Callable[..., Outcome]) -> None:
    target = tmp_path / "graph.ttl"
    command = ("export", "dcat", "-w", workspace, "-o")
    assert scrutiny(*command, target).status == 0
    assert scrutiny(*command, "-") == Outcome(0, target.read_text(encoding="utf-8"), "")
    told = scrutiny("export", "csv", "-w", workspace, "-o", "-")
    assert (told.status, told.err) == (
        2,
        "scrutiny: csv gives a folder: name one, or a file that ends in .zip (scrutiny export --help tells more)\n",
    )


def test_export_lists_the_kinds_there_are(scrutiny: Callable[..., Outcome]) -> None:
    listed = [line.split()[0] for line in scrutiny("export").out.splitlines()[2:]]
    assert listed == [
        "csv", "datasette", "dcat", "dot", "gexf", "graphml", "jsonld", "measures", "neo4j", "nodelink", "nquads", "ntriples", "parquet",
        "prov", "rdfxml", "rocrate", "sqlite", "trig", "turtle", "xlsx",
    ]  # fmt: skip


def test_build_names_what_it_leaves_out(
    tmp_path: Path, report: Callable[[str], Path], scrutiny: Callable[..., Outcome]
) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.4\n")
    sample = report("havering-2018-07-23-ilacs-inspection.txt")
    outcome = scrutiny("build", broken, sample, "-w", tmp_path / "workspace")
    assert outcome.status == 3
    assert re.fullmatch(r"0001-[0-9a-f]{8}: 1 document, \d+ statements, \d+ facts \(built in .+ s\)\n", outcome.out)
    assert outcome.err.startswith(f"scrutiny: left out {broken}: ")
    assert is_one_line(outcome.err)
    told = json.loads(scrutiny("status", "-f", "json", "-w", tmp_path / "workspace").out)
    assert [Path(row["path"]).name for row in told["unread"]] == ["broken.pdf"]


def test_build_with_nothing_new_says_so(workspace: Path, scrutiny: Callable[..., Outcome]) -> None:
    assert "(nothing new)" in scrutiny("build", ROOT / "data" / "reports", "-w", workspace).out


def test_extract_prints_what_one_document_says(report: Callable[[str], Path], scrutiny: Callable[..., Outcome]) -> None:
    told = json.loads(scrutiny("extract", report("lincolnshire-2019-06-11-ilacs-inspection.html"), "-f", "jsonl").out)
    (inspection,) = (one for one in told["inspections"] if one["subject"])
    assert (told["document"]["council"], inspection["framework"]) == ("Lincolnshire", "ILACS")
    assert (inspection["start"], inspection["end"]) == ("2019-04-29", "2019-05-03")


def test_snapshots_are_compared_and_returned_to(
    tmp_path: Path, report: Callable[[str], Path], scrutiny: Callable[..., Outcome]
) -> None:
    place = ("-w", tmp_path / "workspace")
    sample = report("havering-2018-07-23-ilacs-inspection.txt")
    scrutiny("build", sample, *place)
    scrutiny("build", sample, report("havering-2021-07-06-focused-visit-minutes.html"), *place)
    changes = json.loads(scrutiny("snapshots", "--since", "1", "-f", "json", *place).out)
    assert {row["change"] for row in changes} >= {"added"}
    table = scrutiny("snapshots", "--since", "1", *place).out
    assert "Havering" in table
    assert "id:council/" not in table
    told = json.loads(scrutiny("snapshots", "--since", "2", "--until", "1", "-f", "json", *place).out)
    assert sorted(row["change"] for row in told) == sorted(
        {"added": "removed"}.get(row["change"], "added") for row in changes
    )
    assert (
        scrutiny("snapshots", "--since", "2", "--until", "2", "-f", "csv", *place).out
        == "change,subject,predicate,object\n"
    )
    assert scrutiny("snapshots", "-f", "patch", *place).status == 2
    assert scrutiny("snapshots", "--return-to", "1", *place).out.startswith("Current: 0001-")
    assert [row["current"] for row in json.loads(scrutiny("snapshots", "-f", "json", *place).out)] == ["yes", ""]


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["--until", "1"], "--until ends what --since begins: give --since SNAPSHOT"),
        (["--return-to", "1", "--since", "1"], "give one of --return-to, which switches, and --since, which compares"),
        (["-w", "other", "prune"], "options go behind `snapshots prune`, and --workspace stands before it"),
        (["-f", "json", "verify"], "options go behind `snapshots verify`, and --format stands before it"),
    ],
    ids=["until alone", "two wishes", "workspace of a command", "format of a command"],
)
def test_snapshots_leaves_no_option_unheard(
    arguments: list[str], line: str, workspace: Path, scrutiny: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SCRUTINY_WORKSPACE", str(workspace))
    assert scrutiny("snapshots", *arguments) == (2, "", f"scrutiny: {line} (scrutiny snapshots --help tells more)\n")


def test_status_tells_machines_what_is_built(workspace: Path, scrutiny: Callable[..., Outcome]) -> None:
    told = json.loads(scrutiny("status", "-f", "json", "-w", workspace).out)
    assert sorted(told) == ["counts", "left_out", "made", "snapshot", "unread", "workspace"]
    assert told["unread"] == []


def test_snapshots_lists_the_current_one(workspace: Path, scrutiny: Callable[..., Outcome]) -> None:
    (row,) = json.loads(scrutiny("snapshots", "-f", "json", "-w", workspace).out)
    assert row["current"] == "yes"


def test_check_counts_the_gaps_and_tells_each_when_asked(workspace: Path, scrutiny: Callable[..., Outcome]) -> None:
    counted = json.loads(scrutiny("check", "-f", "json", "-w", workspace).out)
    each = json.loads(scrutiny("check", "--gaps", "-f", "json", "-w", workspace).out)
    numbers = [int(row["what"].split()[0]) for row in counted if row["kind"] == "gap"]
    assert sum(numbers) == len([row for row in each if row["kind"] == "gap"]) > 0
    assert {row["thing"] for row in counted if row["kind"] == "gap"} >= {"inspections", "papers", "report"}


def test_query_prints_a_table_where_a_person_sits(workspace: Path) -> None:
    shown = run_on_terminal(80, "query", "-e", "SELECT ('x' AS ?a) (sg:Grade AS ?b) {}", "-w", workspace)
    assert shown == "a   b    \n─────────\nx   grade\n"


def test_query_prints_a_value_a_line_where_a_table_has_no_room(workspace: Path) -> None:
    text = "SELECT ('some words that fill the line' AS ?words) ('and as many more beside them' AS ?more) {}"
    shown = run_on_terminal(40, "query", "-e", text, "-w", workspace)
    assert shown == "words  some words that fill the line\nmore   and as many more beside them\n"


def test_keyboard_stops_an_endless_query(workspace: Path) -> None:
    asking = start("query", "-e", ENDLESS, "-w", workspace)
    time.sleep(3)
    asking.send_signal(signal.SIGINT)
    assert asking.communicate(timeout=20) == ("", "scrutiny: stopped\n")
    assert asking.returncode == 130


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_files_get_utf8_whatever_the_language_of_the_machine_is(encoding: str, workspace: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "graph",
        "query",
        "-e",
        "SELECT ('“é”' AS ?words) {}",
        "-f",
        "table",
        "-w",
        workspace,
    ]
    told = subprocess.run(
        command, cwd=ROOT, env=dict(os.environ, PYTHONIOENCODING=encoding), capture_output=True, check=True
    )
    assert told.stdout.decode().split() == ["words", "─────", "“é”"]


def test_reader_that_leaves_early_is_no_error(workspace: Path) -> None:
    asking = start("query", "-e", MANY, "-f", "csv", "-w", workspace)
    assert asking.stdout is not None
    assert asking.stderr is not None
    assert asking.stdout.readline() == "s,p,o\n"
    asking.stdout.close()
    asking.wait(timeout=60)
    assert re.fullmatch(r"answered in [\d.]+ s\n", asking.stderr.read())
    asking.stderr.close()
