"""The inventory in every form, with everything in it that a hostile repository may hold."""

from __future__ import annotations

import csv as csv_module
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from foureyes.model.coverage import Coverage
from foureyes.model.evidence import Answer, Fact
from foureyes.model.finding import Acceptance, Accepted, Concern, Severity
from foureyes.reports.exposures import csv, html, markdown, text
from foureyes.reports.exposures.exposure import Exposure, Inventory, LastChange, Owner, SignOff, Way, gathered
from foureyes.reports.exposures.words import OWNER_TAGS, owner_tags
from foureyes.reports.style import Style
from tests.browser import Page, binary, opened
from tests.reports.conftest import MAIN, at, finished, risky, unsure
from tests.reports.test_html import Elements
from tests.reports.test_markdown import EXPECTED, Rows

HOSTILE = "=x</code></td><script>alert(1)</script> | `b` \x1b[31m ::error::x [a](javascript:b) @me\r\n@SUM(1)"


def inventory(word: str = HOSTILE) -> Inventory:
    """One exposure of which everything is known, one that cannot be told."""
    place = at(MAIN, '"blob"')
    (first,) = finished(
        risky(
            resource=word,
            type=word,
            message=word,
            when=word,
            deployments=[word],
            facts=(Fact(word, place, (), "", word),),
        )
    )
    way = Way(
        first,
        Accepted(first, Acceptance.COMMENT, word, place, "2031-01-31"),
        LastChange(word, 3, True, "2025-01-02", word, word, "a" * 40),
        (SignOff("b" * 64, word, "reviewer", "2025-01-03", word, word, "2031-02-03", word),),
        (word,),
    )
    (maybe,) = finished(unsure(concern=Concern.PUBLIC_ACCESS))
    owner = Owner({word: word}, (word,))
    exposures = [Exposure((way,), owner, "AWS", "s3"), Exposure((Way(maybe),))]
    return Inventory(exposures, Coverage(files_read={"a.tf"}), True, True, (word,))


def test_nothing_in_text_is_obeyed_by_a_terminal_or_a_log() -> None:
    told = text.render(inventory(), Style())
    assert "\x1b" not in told and "\r" not in told
    assert not any(line.lstrip().startswith("::") for line in told.splitlines())


def test_nothing_becomes_markup_in_html() -> None:
    elements = Elements(html.render(inventory())).all
    assert len([tag for tag, _ in elements if tag == "script"]) == 1
    assert all((attributes["href"] or "").startswith("#") for tag, attributes in elements if tag == "a")
    ids = [attributes["id"] for _, attributes in elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    Elements(html.render(Inventory([], Coverage())))


def test_nothing_becomes_markup_in_markdown() -> None:
    read = Rows(markdown.render(inventory()))
    assert read.tags <= EXPECTED | {"blockquote"}
    assert read.links == []
    assert [len(row) for row in read.rows] == [8, 8, 4, 4]


def test_no_cell_is_a_formula() -> None:
    for word in (HOSTILE, "=1", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1", "  =1", "\uff1d1"):
        told = csv.render(inventory(word))
        _, *rows = csv_module.reader(io.StringIO(told))
        assert len(rows) == 2
        for row in rows:
            assert not any(cell.strip().startswith(("=", "+", "-", "@", "\uff1d")) for cell in row)
            assert all(cell.isprintable() for cell in row)


def test_findings_are_gathered_by_resource() -> None:
    weak = risky(rule="azure-weak", severity=Severity.LOW)
    other = risky(rule="aws-other", resource="other", severity=Severity.HIGH)
    maybe = unsure(concern=Concern.PUBLIC_ACCESS, severity=Severity.CRITICAL)
    kept = risky(rule="azure-kept", severity=Severity.MEDIUM)
    found = gathered([maybe, weak, other, risky(), unsure()], [Accepted(kept, Acceptance.BASELINE)], {})
    assert [(one.first.resource, one.cloud, one.is_certain, one.is_accepted) for one in found] == [
        ("azurerm_storage_container.open", "Azure", True, False),
        ("other", "AWS", True, False),
        ("data[0](x)", "Azure", False, False),
    ]
    assert [way.finding.rule for way in found[0].ways] == [
        "azure-blob-container-open-to-everyone", "azure-kept", "azure-weak",
    ]  # fmt: skip


def test_a_resource_that_is_surely_and_perhaps_reachable_is_surely() -> None:
    (one,) = gathered([risky(severity=Severity.LOW), risky(rule="azure-b", answer=Answer.UNSURE)], [], {})
    assert one.is_certain and str(one.first.severity) == "low"


def test_owner_tags() -> None:
    tags = {"Owner": "a", "cost_center": "b", "BusinessUnit": "c", "Name": "d", "team": " ", "technical:owner": "e"}
    assert set(owner_tags(tags, OWNER_TAGS)) == {"Owner", "cost_center", "BusinessUnit", "technical:owner"}
    assert owner_tags(tags, ["NAME"]) == {"Name": "d"}


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    folder = tmp_path_factory.mktemp("page")
    (folder / "report.html").write_text(html.render(inventory("Zoë & Co. <b> " * 20)), encoding="utf-8")
    with opened((folder / "report.html").as_uri(), folder / "profile") as found:
        yield found


@pytest.mark.skipif(binary() is None, reason="no Chromium is installed")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_accessibility(page: Page, scheme: str) -> None:
    axe: Any = pytest.importorskip("axe_core_python", reason="axe-core is not installed")
    page.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    page.evaluate((Path(axe.__file__).parent / "axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate(
        "axe.run(document, {resultTypes: ['violations']})"
        ".then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.html)]))"
    )
    assert found == []


@pytest.mark.skipif(binary() is None, reason="no Chromium is installed")
def test_nothing_sticks_out_on_a_phone(page: Page) -> None:
    page.call("Emulation.setDeviceMetricsOverride", width=360, height=700, deviceScaleFactor=1, mobile=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.evaluate("document.querySelectorAll('tbody tr').length") == 2
