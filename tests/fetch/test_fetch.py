"""Fetching from a host that is slow, breaks off, leads in circles, lies and asks to be left alone."""

from __future__ import annotations

import csv
import errno
import hashlib
import signal
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from graph.cli import main
from graph.errors import FetchError
from graph.fetch import Manners, Outcome, Wanted, fetch, read_lists
from graph.sources import find_sources
from tests.fetch.host import PAGE, PDF, Host, hosting

ROOT = Path(__file__).parent.parent.parent
QUICK = Manners(
    pause=0.01, silence=0.5, file_seconds=0.4, most_bytes=1_000_000, attempts=3, longest_wait=1.5, allow_private=True
)


@pytest.fixture
def host() -> Iterator[Host]:
    """A host with no files yet."""
    with hosting() as started:
        yield started


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where files go; not there yet."""
    return tmp_path / "reports"


def run(host: Host, folder: Path, *paths: str, manners: Manners = QUICK, missing_only: bool = False) -> Outcome:
    return fetch([Wanted(host.address + path) for path in paths], folder, manners, missing_only=missing_only)


def put(host: Host, *paths: str, body: bytes = PDF, etag: str = '"1"') -> None:
    for path in paths:
        host.files[path] = body
        host.etags[path] = etag


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix in (".pdf", ".html", ".txt")}


def reasons(host: Host, outcome: Outcome) -> list[str]:
    return [str(error).replace(host.address, "") for error in outcome.left_out]


def read_manifest(folder: Path) -> list[dict[str, str]]:
    with (folder / "manifest.csv").open(newline="") as stream:
        return list(csv.DictReader(stream))


def test_files_and_their_manifest_are_what_build_reads(host: Host, folder: Path) -> None:
    put(host, "/reports/leeds.pdf")
    put(host, "/page.html", body=PAGE, etag='W/"2"')
    wanted = [
        Wanted(f"{host.address}/reports/leeds.pdf", "leeds-2015", "2015-11-27", "Ofsted"),
        Wanted(f"{host.address}/page.html"),
    ]
    told: list[tuple[int, int, str]] = []
    outcome = fetch(wanted, folder, QUICK, progress=lambda *step: told.append(step))
    assert (len(outcome.fetched), outcome.unchanged, outcome.left_out) == (2, 0, ())
    assert told == [(0, 2, wanted[0].url), (1, 2, wanted[1].url)]
    assert files(folder) == {"leeds-2015.pdf": PDF, "page.html": PAGE}
    first, second = read_manifest(folder)
    assert first.pop("fetched").endswith("+00:00")
    assert first == {
        "file": "leeds-2015.pdf",
        "url": wanted[0].url,
        "published": "2015-11-27",
        "publisher": "Ofsted",
        "sha256": hashlib.sha256(PDF).hexdigest(),
        "bytes": str(len(PDF)),
        "type": "application/pdf",
        "etag": '"1"',
        "last_modified": "Sun, 13 Sep 2020 12:26:40 GMT",
    }
    assert (second["file"], second["type"], second["etag"]) == ("page.html", "text/html", 'W/"2"')
    sources, unread = find_sources([folder])
    assert unread == []
    assert [(one.name, one.url, one.published, one.publisher) for one in sources] == [
        ("leeds-2015.pdf", wanted[0].url, "2015-11-27", "Ofsted"),
        ("page.html", wanted[1].url, "", ""),
    ]


def test_files_that_are_there_are_asked_for_by_condition(host: Host, folder: Path) -> None:
    put(host, "/a.pdf", "/b.pdf")
    run(host, folder, "/a.pdf", "/b.pdf")
    put(host, "/b.pdf", body=PDF.replace(b"words", b"verbs"), etag='"2"')
    before = read_manifest(folder)[0]
    outcome = run(host, folder, "/a.pdf", "/b.pdf")
    assert ([entry.file for entry in outcome.fetched], outcome.unchanged) == (["b.pdf"], 1)
    assert host.asked[-2].conditions["If-None-Match"] == '"1"'
    assert read_manifest(folder)[0] == before
    assert files(folder)["b.pdf"] == host.files["/b.pdf"]
    assert read_manifest(folder)[1]["etag"] == '"2"'


def test_nothing_is_asked_of_files_that_are_there_where_only_missing_ones_are_wanted(host: Host, folder: Path) -> None:
    put(host, "/a.pdf", "/b.pdf")
    run(host, folder, "/a.pdf")
    host.asked.clear()
    outcome = run(host, folder, "/a.pdf", "/b.pdf", missing_only=True)
    assert (host.paths(), len(outcome.fetched), outcome.unchanged) == (["/b.pdf"], 1, 1)


def test_a_file_that_was_changed_by_hand_is_fetched_anew(host: Host, folder: Path) -> None:
    put(host, "/a.pdf")
    run(host, folder, "/a.pdf")
    (folder / "a.pdf").write_bytes(b"scribbled over")
    assert len(run(host, folder, "/a.pdf").fetched) == 1
    assert files(folder) == {"a.pdf": PDF}


def test_a_file_that_breaks_off_goes_on_from_there(host: Host, folder: Path) -> None:
    put(host, "/break/a.pdf")
    assert len(run(host, folder, "/break/a.pdf").fetched) == 1
    assert [one.conditions for one in host.asked[1:]] == [{}, {"Range": f"bytes={len(PDF) // 2}-", "If-Range": '"1"'}]
    assert files(folder) == {"a.pdf": PDF}
    assert sorted(path.name for path in (folder / ".fetch").iterdir()) == ["lock"]


def test_a_file_that_changed_since_it_broke_off_is_fetched_whole(host: Host, folder: Path) -> None:
    put(host, "/always/a.pdf")
    assert reasons(host, run(host, folder, "/always/a.pdf"))[0].startswith("/always/a.pdf: 127.0.0.1 broke off")
    address = host.address + "/always/a.pdf"
    # The same address is sound now, and holds another file.
    with hosting() as other:
        put(other, "/a.pdf", body=PDF.replace(b"words", b"verbs"), etag='"2"')
        for path in (folder / ".fetch").glob("*.*"):
            path.rename(path.with_name(path.name.replace(find_key(address), find_key(other.address + "/a.pdf"))))
        assert len(run(other, folder, "/a.pdf").fetched) == 1
        assert other.asked[-1].conditions["If-Range"] == '"1"'
    assert files(folder) == {"a.pdf": other.files["/a.pdf"]}


def find_key(url: str) -> str:
    """By what name the part of an address is kept."""
    return hashlib.sha256(url.encode()).hexdigest()[:16]


def test_another_part_than_was_asked_for_is_not_taken(host: Host, folder: Path) -> None:
    put(host, "/wrongpart/a.pdf")
    assert len(run(host, folder, "/wrongpart/a.pdf").fetched) == 1
    assert files(folder) == {"a.pdf": PDF}


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/missing.pdf", "is answered with status 404 (Not Found)"),
        ("/circle/a", "leads in circles"),
        ("/onward/1", "leads on and on: more than 5 redirects"),
        ("/to/x?file:///etc/passwd", "file:///etc/passwd: is no address of the web: it begins with http:// or https:// and names a server"),
        ("/to/x?http://user:secret@127.0.0.1/", "http://…/: holds an account, which is no part of a list: leave it out"),
        ("/endless/a.pdf", "is larger than 1,000,000 bytes"),
        ("/claims/2000000/a.pdf", "is larger than 1,000,000 bytes"),
        ("/claims/100/a.pdf", "is cut short: its end is missing"),
        ("/claims/999999/a.pdf", "127.0.0.1 broke off: peer closed connection without sending complete message body (received 120016 bytes, expected 999999)"),
        ("/drip/a.pdf", "takes longer than 0.4 s: fetch again to go on from there"),
        ("/silent/a.pdf", "127.0.0.1 says nothing for 0.5 s"),
        ("/busy/3600/a.pdf", "is answered with status 429 (Too Many Requests): asks to be left alone for 3,600 s; fetch again then"),
        ("/picture.png", "is image/png, no document"),
        ("/wrong.pdf", "is called application/pdf, but holds text/html: perhaps a page that says why"),
        ("/nothing.pdf", "is empty"),
        ("/binary", "is no PDF, DOCX, HTML, CSV or text file"),
    ],
)  # fmt: skip
def test_what_cannot_be_fetched_is_told_and_leaves_no_file(host: Host, folder: Path, path: str, reason: str) -> None:
    put(host, "/claims/2000000/a.pdf", "/claims/100/a.pdf", "/claims/999999/a.pdf")
    put(host, "/picture.png", body=b"\x89PNG\r\n\x1a\n")
    put(host, "/wrong.pdf", body=PAGE)
    put(host, "/nothing.pdf", body=b"")
    put(host, "/binary", body=bytes(range(256)))
    put(host, "/sound.txt", body=b"words")
    manners = Manners(
        pause=0.01,
        silence=0.5,
        file_seconds=0.4,
        most_bytes=1_000_000,
        attempts=1,
        longest_wait=1.5,
        allow_private=True,
    )
    outcome = run(host, folder, path, manners=manners)
    told = str(outcome.left_out[0]).removeprefix(f"{host.address}{path}: ")
    assert told == reason
    assert files(folder) == {}
    assert not (folder / "manifest.csv").exists()


def test_one_bad_address_does_not_keep_the_others(host: Host, folder: Path) -> None:
    put(host, "/a.pdf", "/c.pdf")
    outcome = run(host, folder, "/a.pdf", "/b.pdf", "/circle/a", "/c.pdf")
    assert [entry.file for entry in outcome.fetched] == ["a.pdf", "c.pdf"]
    assert reasons(host, outcome) == ["/b.pdf: is answered with status 404 (Not Found)", "/circle/a: leads in circles"]


def test_a_host_that_is_busy_is_asked_again_when_it_says(host: Host, folder: Path) -> None:
    put(host, "/busy/1/a.pdf")
    assert len(run(host, folder, "/busy/1/a.pdf").fetched) == 1
    first, second = host.asked[-2:]
    assert second.when - first.when >= 1.0


def test_a_host_that_is_busy_for_long_is_left_alone(host: Host, folder: Path) -> None:
    put(host, "/busy/3600/a.pdf", "/b.pdf")
    outcome = run(host, folder, "/busy/3600/a.pdf", "/b.pdf")
    assert host.paths() == ["/busy/3600/a.pdf"]
    assert (
        reasons(host, outcome)[1]
        == "/b.pdf: is not asked for after another address of its host: asks to be left alone for 3,600 s"
    )


def test_requests_to_a_host_are_a_pause_apart(host: Host, folder: Path) -> None:
    put(host, "/a.pdf", "/b.pdf")
    host.robots = b"User-agent: *\nCrawl-delay: 0.3\n"
    run(host, folder, "/a.pdf", "/b.pdf")
    times = [one.when for one in host.asked]
    assert [later - sooner >= 0.29 for sooner, later in pairwise(times)] == [True, True]


def test_what_robots_txt_forbids_is_not_asked_for(host: Host, folder: Path) -> None:
    put(host, "/a.pdf", "/private/b.pdf")
    host.robots = b"User-agent: *\nDisallow: /private/\n"
    outcome = run(host, folder, "/private/b.pdf", "/to/x?/private/b.pdf", "/a.pdf")
    assert [one.path for one in host.asked] == ["/robots.txt", "/to/x?/private/b.pdf", "/a.pdf"]
    assert reasons(host, outcome) == [
        "/private/b.pdf: is not for programs: 127.0.0.1 says so in its robots.txt",
        "/to/x?/private/b.pdf: /private/b.pdf: is not for programs: 127.0.0.1 says so in its robots.txt",
    ]


def test_a_host_whose_rules_cannot_be_had_is_not_asked(host: Host, folder: Path) -> None:
    put(host, "/a.pdf", "/b.pdf")
    host.robots_status = 503
    outcome = run(host, folder, "/a.pdf", "/b.pdf")
    assert host.paths() == []
    assert reasons(host, outcome) == [
        "/a.pdf: /robots.txt: is answered with status 503 (Service Unavailable)",
        "/b.pdf: is not asked for after another address of its host: is answered with status 503 (Service Unavailable)",
    ]


def test_the_machine_itself_is_refused_unless_told(host: Host, folder: Path) -> None:
    put(host, "/a.pdf")
    outcome = run(host, folder, "/a.pdf", manners=Manners(pause=0.01))
    assert reasons(host, outcome) == [
        "/a.pdf: leads to 127.0.0.1, which is no public address (--allow-private fetches it all the same)"
    ]
    assert host.asked == []


def test_a_host_that_is_not_there_is_tried_and_then_left(folder: Path) -> None:
    with hosting() as host:
        address = host.address
    outcome = fetch([Wanted(f"{address}/a.pdf"), Wanted(f"{address}/b.pdf")], folder, QUICK)
    assert [error.reason for error in outcome.left_out] == [
        f"{address}/robots.txt: 127.0.0.1 cannot be reached: [Errno {errno.ECONNREFUSED}] Connection refused",
        f"is not asked for after another address of its host: 127.0.0.1 cannot be reached: [Errno {errno.ECONNREFUSED}] Connection refused",
    ]


def test_addresses_of_a_host_that_is_left_are_told_in_one_line(folder: Path) -> None:
    with hosting() as host:
        address = host.address
    outcome = fetch([Wanted(f"{address}/{name}.pdf") for name in "abcd"], folder, QUICK)
    reason = f"127.0.0.1 cannot be reached: [Errno {errno.ECONNREFUSED}] Connection refused"
    assert list(outcome.tell_left_out()) == [
        f"{address}/a.pdf: {address}/robots.txt: {reason}",
        f"3 more of 127.0.0.1: {reason}",
    ]


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ('attachment;+filename="../../Leeds+report.pdf"', "Leeds report.pdf"),
        ("attachment;+filename*=UTF-8''%D0%9B%D0%B8%D0%B4%D1%81.pdf", "Лидс.pdf"),
        ("attachment;+filename=.hidden", "hidden.pdf"),
        ("inline", "a.pdf"),
    ],
)
def test_a_file_is_called_what_its_host_calls_it_as_far_as_that_is_safe(
    host: Host, folder: Path, said: str, name: str
) -> None:
    put(host, "/called/a.pdf")
    run(host, folder, f"/called/a.pdf?{said}")
    assert list(files(folder)) == [name]


def test_two_addresses_of_one_name_become_two_files(host: Host, folder: Path) -> None:
    put(host, "/one/a.pdf", "/two/a.pdf")
    run(host, folder, "/one/a.pdf", "/two/a.pdf")
    key = find_key(f"{host.address}/two/a.pdf")[:8]
    assert [row["file"] for row in read_manifest(folder)] == ["a.pdf", f"a-{key}.pdf"]


def test_lines_and_columns_of_other_hands_stay_in_the_manifest(host: Host, folder: Path) -> None:
    put(host, "/a.pdf")
    folder.mkdir()
    (folder / "manifest.csv").write_text('file,url,published,publisher,note\nmine.pdf,,2015,Me,"kept, of course"\n')
    run(host, folder, "/a.pdf")
    assert [(row["file"], row["note"], row["bytes"]) for row in read_manifest(folder)] == [
        ("mine.pdf", "kept, of course", ""),
        ("a.pdf", "", str(len(PDF))),
    ]


def test_a_stop_in_the_middle_loses_nothing(host: Host, folder: Path) -> None:
    put(host, "/a.pdf", "/hang/b.pdf")
    program = (
        "import sys; from pathlib import Path; from graph.fetch import *\n"
        "fetch(read_lists(sys.argv[2:]), Path(sys.argv[1]), Manners(pause=0.01, allow_private=True))"
    )
    command = [sys.executable, "-c", program, str(folder), f"{host.address}/a.pdf", f"{host.address}/hang/b.pdf"]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
    assert host.halfway.wait(30)
    part = next_part(folder)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert files(folder) == {"a.pdf": PDF}
    assert [row["file"] for row in read_manifest(folder)] == ["a.pdf"]
    assert 0 < part.stat().st_size < len(PDF)
    outcome = run(host, folder, "/a.pdf", "/hang/b.pdf")
    assert ([entry.file for entry in outcome.fetched], outcome.unchanged) == (["b.pdf"], 1)
    assert host.asked[-1].conditions["Range"].startswith("bytes=")
    assert files(folder) == {"a.pdf": PDF, "b.pdf": PDF}


def next_part(folder: Path) -> Path:
    """The part that is on its way, once something of it is on the disk."""
    while True:
        for path in (folder / ".fetch").glob("*.part"):
            if path.stat().st_size:
                return path


def test_two_runs_do_not_share_a_folder(host: Host, folder: Path) -> None:
    put(host, "/hang/a.pdf")
    manners = Manners(pause=0.01, allow_private=True)

    def second(*_: object) -> None:
        with pytest.raises(FetchError, match="another run fetches into it: wait for its end"):
            run(host, folder, "/hang/a.pdf")

    host.counts["/hang/a.pdf"] = 1
    fetch([Wanted(f"{host.address}/hang/a.pdf")], folder, manners, progress=second)


def test_a_full_disk_is_told_in_one_line(host: Host, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(host, "/a.pdf")
    address = f"{host.address}/a.pdf"
    (folder / ".fetch").mkdir(parents=True)
    (folder / ".fetch" / f"{find_key(address)}.json").symlink_to("/dev/full")
    assert main(["fetch", address, "-o", str(folder), "--allow-private", "--pause", "0.5"]) == 1
    assert capsys.readouterr().err == f"scrutiny: {folder}: cannot be written: No space left on device\n"


def test_a_folder_in_none_is_told(host: Host, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fetch", f"{host.address}/a.pdf", "-o", str(tmp_path / "no" / "such"), "--allow-private"]) == 1
    assert capsys.readouterr().err == f"scrutiny: {tmp_path / 'no'}: no such folder: make it first\n"
    assert list(tmp_path.iterdir()) == []


def test_command_tells_what_it_did(
    host: Host, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(host, "/a.pdf")
    (tmp_path / "list.txt").write_text(f"# reports\n\n{host.address}/a.pdf\n{host.address}/b.pdf\n")
    command = ["fetch", str(tmp_path / "list.txt"), "-o", str(folder), "--allow-private", "--pause", "0.5"]
    assert main(command) == 3
    out, err = capsys.readouterr()
    assert out == f"{folder}: 1 fetched, 0 unchanged, 1 left out\n"
    assert err == f"scrutiny: left out {host.address}/b.pdf: is answered with status 404 (Not Found)\n"
    assert main(["fetch", f"{host.address}/b.pdf", *command[2:]]) == 1
    assert capsys.readouterr().err.endswith(f"scrutiny: {folder}: nothing could be fetched\n")


def test_addresses_of_the_history_are_a_list() -> None:
    wanted = read_lists([str(ROOT / "data" / "history")])
    assert len(wanted) == 58
    assert wanted[0] == Wanted(
        "https://files.ofsted.gov.uk/v1/file/50231520", "barnsley-2023-10-27-ilacs-inspection", "2023-10-27", "Ofsted"
    )
