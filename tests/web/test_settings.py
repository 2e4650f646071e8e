"""What the environment says of the service: taken where it can be, and else told in one line before anything serves."""

from __future__ import annotations

import pytest

from graph.cli import main
from graph.errors import WorkspaceError
from web.settings import read_settings


def test_environment_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"STORE_MEGABYTES": "0", "KEPT_MEGABYTES": "7", "PROXIES": "2", "PREFIX": "/graph/"}.items():
        monkeypatch.setenv(f"SCRUTINY_{name}", value)
    told = read_settings()
    assert [told[name] for name in ("STORE_MEGABYTES", "KEPT_MEGABYTES", "PROXIES", "PREFIX")] == [0, 7, 2, "/graph"]


@pytest.mark.parametrize("name", ["STORE_MEGABYTES", "KEPT_MEGABYTES", "PROXIES"])
@pytest.mark.parametrize("value", ["-1", "many", "1.5"])
def test_number_that_is_none_is_refused(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"SCRUTINY_{name}", value)
    with pytest.raises(WorkspaceError, match=rf"^SCRUTINY_{name}={value}: not a whole number from 0 on: correct it"):
        read_settings()


def test_service_with_a_wrong_setting_tells_it_in_one_line_and_does_not_start(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SCRUTINY_PREFIX", "graph")
    assert main(["serve", "--port", "0"]) == 1
    line = "scrutiny: SCRUTINY_PREFIX=graph: a prefix is a path such as /graph: correct it, or leave it out\n"
    assert capsys.readouterr() == ("", line)
