"""Workflow commands, read back the way the runner reads them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from foureyes.model.coverage import Coverage
from foureyes.model.evidence import Answer
from foureyes.model.finding import Severity
from foureyes.model.place import Source
from foureyes.reports.github import PER_LEVEL, render
from foureyes.reports.report import Report


class Command(NamedTuple):
    name: str
    properties: dict[str, str]
    data: str


def commands(text: str) -> list[Command]:
    """As actions/runner parses: a line that begins with `::`, properties by `,` and `=`, then unescaped."""
    found = []
    for line in text.splitlines():
        if not line.lstrip().startswith("::"):
            continue
        match = re.fullmatch(r"::(\w+)(?: (.*?))?::(.*)", line)
        assert match, line
        pairs = [one.partition("=")[::2] for one in (match[2] or "").split(",")]
        found.append(Command(match[1], {key: unescaped(value) for key, value in pairs}, unescaped(match[3])))
    return found


def unescaped(text: str) -> str:
    for code, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, character)
    return text


@pytest.fixture(autouse=True)
def _no_workspace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)


def test_findings_stand_on_their_lines(make_report: Callable[..., Report]) -> None:
    told = commands(render(make_report()))
    risky = next(one for one in told if one.properties.get("line") == "7")
    assert risky.name == "error"
    assert risky.properties == {
        "file": "infra/main.tf",
        "line": "7",
        "endLine": "7",
        "col": "27",
        "endColumn": "33",
        "title": "Critical: azure-blob-container-open-to-everyone",
    }
    assert risky.data.startswith("Anyone on the internet can read every blob")
    unsure = next(one for one in told if "Cannot tell (high if so)" in one.properties["title"])
    assert (unsure.name, unsure.properties["file"]) == ("warning", "infra/ü b#1.bicep")


def test_errors_and_gaps_are_annotations(make_report: Callable[..., Report]) -> None:
    told = commands(render(make_report()))
    errors = [one for one in told if one.properties["title"] == "Could not be read or judged"]
    assert [one.properties.get("file") for one in errors] == ["infra/main.tf", "nope/ä b", None]
    assert errors[0].data == "a brace is missing\nclose it"
    (gap,) = [one for one in told if one.properties["title"] == "Referred to but not read"]
    assert gap.name == "warning"


def test_what_github_would_drop_is_counted(build: dict[str, Any]) -> None:
    findings = [
        build["risky"](severity=severity, resource=f"r{number}")
        for severity in (Severity.INFO, Severity.MEDIUM, Severity.CRITICAL)
        for number in range(PER_LEVEL + 3)
    ]
    told = commands(render(Report(findings, Coverage())))
    assert Counter(one.name for one in told) == {"error": 10, "warning": 10, "notice": 10}
    assert told[-1].data.startswith("10 more annotations not shown here.")
    assert told[-1].properties == {"title": "foureyes"}


def test_exactly_ten_of_a_level_leave_nothing_out(build: dict[str, Any]) -> None:
    findings = [build["risky"](severity=Severity.LOW, resource=f"r{number}") for number in range(PER_LEVEL)]
    told = commands(render(Report(findings, Coverage())))
    assert [one.name for one in told] == ["notice"] * PER_LEVEL
    assert "not shown" not in told[-1].data


def test_the_worst_come_first(build: dict[str, Any]) -> None:
    mild = [build["risky"](severity=Severity.HIGH, resource=f"r{number}") for number in range(PER_LEVEL)]
    told = commands(render(Report([*mild, build["risky"](resource="worst")], Coverage())))
    assert "worst" in told[0].data


@pytest.mark.parametrize(
    "hostile",
    ["a\n::add-mask::x", "a,line=99::x", "a%0A::set-output name=x::y", "::stop-commands::t", "\r\n::error::z"],
)
def test_nothing_of_a_linted_file_becomes_a_command(build: dict[str, Any], hostile: str) -> None:
    place = build["at"](Source(f"{hostile}.tf", "yes"), "yes")
    finding = build["risky"](resource=hostile, message=hostile, place=place, facts=(), rule=hostile)
    text = render(Report([finding, build["unsure"](answer=Answer.UNSURE, when=hostile)], Coverage()))
    told = commands(text)
    assert [one.name for one in told] == ["error", "warning"]
    assert told[0].properties["line"] == "1"
    assert len(text.splitlines()) == 3


def test_paths_are_the_repositorys(build: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sub").mkdir()
    monkeypatch.chdir(tmp_path / "sub")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))
    for path, told in (
        ("main.tf", "sub/main.tf"),
        ("../x.tf", "x.tf"),
        (str(tmp_path / "y.tf"), "y.tf"),
        ("/o/z.tf", "/o/z.tf"),
    ):
        place = build["at"](Source(path, "yes"), "yes")
        (command,) = commands(render(Report([build["risky"](place=place)], Coverage())))
        assert command.properties["file"] == told


def test_nothing_found(make_report: Callable[..., Report]) -> None:
    assert render(Report([], Coverage())) == "Nothing risky found.\n"
