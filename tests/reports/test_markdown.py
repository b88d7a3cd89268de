"""The job summary, read back by a Markdown parser."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from foureyes.model.coverage import Coverage
from foureyes.model.evidence import Fact
from foureyes.model.finding import Acceptance, Accepted, Concern, Severity
from foureyes.model.place import Source
from foureyes.reports.exposures.markdown import MAX_ROWS
from foureyes.reports.markdown import render
from foureyes.reports.report import Report

EXPECTED = {"h2", "h3", "p", "strong", "table", "thead", "tbody", "tr", "th", "td", "br", "code", "sub", "ul", "li"}
EXPECTED |= {"details", "summary"}


@pytest.fixture(autouse=True)
def _no_github(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SERVER_URL", "REPOSITORY", "SHA", "WORKSPACE"):
        monkeypatch.delenv(f"GITHUB_{name}", raising=False)


class Rows(HTMLParser):
    """The cells of each row, and all tags."""

    def __init__(self, markdown: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.open = False
        self.feed(MarkdownIt("commonmark", {"html": True}).enable("table").render(markdown))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
            self.open = True
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self.open = False

    def handle_data(self, data: str) -> None:
        if self.open:
            self.rows[-1][-1] += data


def test_who_can_reach_what(make_report: Callable[..., Report]) -> None:
    text = render(make_report())
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    assert headings == ["foureyes", "Who can reach what", "What cannot be told before deployment"]
    read = Rows(text)
    _, row, _, unsure = read.rows
    assert row[0] == "critical"
    assert row[1] == "azurerm_storage_container.openAzure"
    assert row[2].startswith("Anyone on the internet can read every blob in this container.When var.env is prod.")
    assert row[3].startswith("→ azurerm_storage_container.open: ")
    assert 'container_access_type is "blob" (infra/main.tf:7)' in row[3]
    assert unsure[0] == "high"
    assert read.tags <= EXPECTED
    assert "Could not be read or judged: 3" in text
    assert "Exit code 1: 1 risky finding of severity low or worse." in text


def test_a_resource_has_one_row_and_accepted_findings_a_list(
    make_report: Callable[..., Report], build: dict[str, Any]
) -> None:
    place = build["at"](build["MAIN"], "name")
    kept = Accepted(build["risky"](resource="kept"), Acceptance.COMMENT, "a | site", place, "2031-01-31")
    findings = (build["risky"](), build["risky"](rule="azure-other", message="Anyone can write."))
    text = render(make_report(*findings, accepted=[kept]))
    rows = Rows(text).rows
    assert len(rows) == 2
    assert "azure-blob-container-open-to-everyoneAnyone can write." in rows[1][2]
    assert "1 finding accepted (1 by comments)." in text
    assert "<summary>Accepted: 1</summary>" in text
    assert "(a &#124; site (comment infra/main.tf:2, until 2031-01-31))" in text


def test_missing_encryption_has_its_own_table(make_report: Callable[..., Report], build: dict[str, Any]) -> None:
    text = render(make_report(build["risky"](concern=Concern.ENCRYPTION_AT_REST)))
    assert "### What is not encrypted" in text
    assert "### Who can reach what" not in text


@pytest.mark.parametrize(
    "hostile",
    [
        "| x | y |",
        "</code></td><img src=x onerror=alert(1)>",
        "`</code>` **b** _i_ ~~s~~ # h",
        "[x](javascript:alert(1)) ![i](http://evil/x.png) <http://evil> http://evil www.evil.com",
        "a\n\n# heading\n\n- item\n```\ncode",
        "@someone #12 $x^2$ &lt;b&gt; \\| \\",
        "x\x1b[31m\u202e",
    ],
)
def test_nothing_of_a_linted_file_becomes_markup(
    make_report: Callable[..., Report], build: dict[str, Any], hostile: str
) -> None:
    place = build["at"](Source(f"{hostile}.tf", "yes"), "yes")
    finding = build["risky"](
        resource=hostile, when=hostile, message=hostile, deployments=[hostile], place=place,
        facts=(Fact(hostile, place), Fact(hostile)),
    )  # fmt: skip
    read = Rows(render(make_report(finding)))
    assert read.tags <= EXPECTED
    assert read.links == []
    assert [len(row) for row in read.rows] == [4, 4]
    if hostile.isprintable() and "`" not in hostile:
        assert read.rows[1][1].startswith(hostile)
        assert read.rows[1][2].startswith(hostile)
        assert hostile in read.rows[1][3]


def test_places_link_to_the_commit_on_github(
    make_report: Callable[..., Report], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, value in {"SERVER_URL": "https://github.example", "REPOSITORY": "o/r", "SHA": "abc123"}.items():
        monkeypatch.setenv(f"GITHUB_{name}", value)
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))
    links = Rows(render(make_report())).links
    assert "https://github.example/o/r/blob/abc123/infra/main.tf#L7" in links
    assert "https://github.example/o/r/blob/abc123/infra/%C3%BC%20b%231.bicep#L2" in links


def test_a_summary_stays_within_its_megabyte(build: dict[str, Any]) -> None:
    findings = [
        build["risky"](severity=severity, concern=concern, resource=f"r{number}" + "_" * 500)
        for severity in (Severity.LOW, Severity.CRITICAL)
        for concern in Concern
        for number in range(1000)
    ]
    text = render(Report(findings, Coverage()))
    assert len(text.encode()) < 1 << 20
    assert f"{4000 - MAX_ROWS:,} further findings not shown here." in text
    assert f"{1000 - MAX_ROWS:,} further resources not shown here." in text
    assert "| low |" not in text


def test_nothing_found() -> None:
    assert "No infrastructure code was found" in render(Report([], Coverage()))
    assert "Nothing risky found." in render(Report([], Coverage(files_read={"a.tf"})))
