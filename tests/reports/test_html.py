"""The page, as text and in a real browser."""

from __future__ import annotations

import base64
import hashlib
import itertools
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from foureyes.model.coverage import Coverage
from foureyes.model.evidence import Answer, Fact
from foureyes.model.finding import Acceptance, Accepted, Concern, Severity
from foureyes.model.place import Source
from foureyes.reports.html import render
from foureyes.reports.report import Report, load
from foureyes.reports.webpage import OPEN
from tests.browser import Page, binary, opened, pixels

HOSTILE = '</code><script>alert(1)</script><img src=x onerror="alert(2)"> & `x` \x1b[31m'

WIDE = "W" * 60 + "日本" * 40

needs_browser = pytest.mark.skipif(binary() is None, reason="no Chromium is installed")


class Elements(HTMLParser):
    """All elements with their attributes; fails where a tag does not close."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.all: list[tuple[str, dict[str, str | None]]] = []
        self.stack: list[str] = []
        self.feed(page)
        self.close()
        assert self.stack == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.all.append((tag, dict(attrs)))
        if tag not in ("meta", "input", "br", "wbr"):
            self.stack.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.all.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop() == tag


def test_page_is_well_formed_and_self_contained(make_report: Callable[..., Report]) -> None:
    for report in (make_report(), Report([], Coverage()), Report([], Coverage(files_read={"a.tf"}))):
        elements = Elements(render(report)).all
        asking = [
            (tag, name) for tag, attributes in elements for name in attributes if name in ("src", "srcset", "data")
        ]
        assert asking == []
        assert {tag for tag, _ in elements} & {"link", "iframe", "object", "embed", "img", "base"} == set()
        for tag, attributes in elements:
            if tag == "a":
                assert (attributes["href"] or "").startswith("#")
        ids = [attributes["id"] for _, attributes in elements if "id" in attributes]
        assert len(ids) == len(set(ids))


def test_policy_names_the_very_script_and_style(make_report: Callable[..., Report]) -> None:
    page = render(make_report())
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy.startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        (text,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        assert f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" in policy


def test_nothing_of_a_linted_file_becomes_markup(make_report: Callable[..., Report], build: dict[str, Any]) -> None:
    place = build["at"](Source(f"a/{HOSTILE}.tf", f'x = "{HOSTILE}"'), "</code>")
    hostile = build["risky"](
        resource=HOSTILE, type=HOSTILE, when=HOSTILE, deployments=[HOSTILE], remedy=HOSTILE, message=HOSTILE,
        place=place, facts=(Fact(HOSTILE, place), Fact(HOSTILE)),
    )  # fmt: skip
    elements = Elements(render(make_report(hostile))).all
    assert [tag for tag, _ in elements if tag == "img"] == []
    assert len([tag for tag, _ in elements if tag == "script"]) == 1
    assert "\x1b" not in render(make_report(hostile))


def test_secrets_are_masked(make_report: Callable[..., Report], build: dict[str, Any]) -> None:
    source = Source("main.tf", 'password = "hunter2-hunter2"\n')
    place = build["at"](source, '"hunter2-hunter2"')
    leak = build["risky"](place=place, facts=(Fact('`password` is "hunter2-hunter2"', place),))
    assert "hunter2" not in load("html")(make_report(leak))
    plain = Source("main.tf", "x = hunter2\n")
    hidden = build["at"](plain, "hunter2")
    assert "hunter2" not in load("html")(
        make_report(build["risky"](place=hidden, facts=(Fact("`x` is a secret", hidden),)))
    )


def ways(page: str) -> list[str]:
    return [
        re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", one))
        for one in re.findall(r'<ol class="way.*?</ol>', page, re.DOTALL)
    ]


def test_drawing_tells_the_way_from_outside_in(make_report: Callable[..., Report], build: dict[str, Any]) -> None:
    at, main = build["at"], build["MAIN"]
    own = Fact('`container_access_type` is "blob"', at(main, '"blob"'), (), "container_access_type")
    of_account = Fact("`public` is true", at(main, "var.public"), (), "public", "azurerm_storage_account.data")
    report = make_report(build["risky"](facts=(own, of_account)), build["unsure"]())
    certain, doubtful = ways(render(report))
    stations = ["The internet", "public is true infra/main.tf:3", "azurerm_storage_account.data"]
    stations += ["container_access_type is &quot;blob&quot; infra/main.tf:7", "azurerm_storage_container.open"]
    told = re.sub(r" +", " ", certain)
    positions = [told.index(one) for one in stations]
    assert positions == sorted(positions)
    assert told.strip().endswith("azurerm_storage_container.open azurerm_storage_container")
    assert "Anybody on the network path" in doubtful
    assert 'class="way unsure" role="list" aria-label="The possible way to data[0](x)"' in render(report)
    assert "because public is true" in ways(render(make_report()))[0].replace("  ", " ")


def test_table_of_who_can_reach_what(make_report: Callable[..., Report]) -> None:
    page = render(make_report())
    assert "The internet → azurerm_<wbr>storage_<wbr>container.<wbr>open" in page
    (target,) = re.findall(r'<td><a href="#(f-[0-9a-f]{32})">Anyone on the internet can read every blob', page)
    assert f'<article class="finding critical" id="{target}"' in page


def test_accepted_findings_have_their_own_section(make_report: Callable[..., Report], build: dict[str, Any]) -> None:
    from tests.reports.conftest import finished

    place = build["at"](build["MAIN"], "name")
    (kept,) = finished(build["risky"](resource="kept", rule="azure-kept"))
    accepted = [Accepted(kept, Acceptance.COMMENT, "a <public> site", place, "2031-01-31")]
    page = render(make_report(accepted=accepted))
    assert "Accepted findings (1)" in page
    assert "a &lt;public&gt; site (comment infra/main.tf:2, until 2031-01-31); rule azure-kept" in page
    assert page.count("<article") == 2
    assert f'<li id="f-{kept.fingerprint}"' in page
    assert '<span class="badge">accepted</span>' in page


def test_long_lines_and_many_facts_are_bounded(make_report: Callable[..., Report], build: dict[str, Any]) -> None:
    source = Source("a.json", "x" * 500_000 + '"yes"' + "y" * 500_000)
    place = build["at"](source, '"yes"')
    facts = tuple(Fact(f"`s{number}` is on", place) for number in range(20))
    page = render(make_report(build["risky"](place=place, facts=facts)))
    assert len(page) < 60_000
    assert "and 12 more settings" in page


def test_the_ways_of_many_findings_open_on_demand(make_report: Callable[..., Report], build: dict[str, Any]) -> None:
    page = render(make_report(*(build["risky"](resource=f"r{n}", when=f"{n}") for n in range(OPEN + 5))))
    assert page.count("<details open><summary>The way in") == OPEN
    assert page.count("<details><summary>The way in") == 5


def test_coverage_tells_all(make_report: Callable[..., Report]) -> None:
    report = make_report()
    report.coverage.left_out = ["build", "x.tfplan"]
    page = render(report)
    for part in (
        "Could not be read or judged (3)",
        "<code>infra/main.tf:2:3</code> a brace is missing",
        "Referred to but not read (1)",
        "Types no rule is about (2)",
        "Left out because git ignores them (2)",
        "Files read (2)",
        "<dt>Exit code</dt><dd>1: 1 risky finding of severity low or worse</dd>",
    ):
        assert part in page


@pytest.fixture(scope="module")
def browser_page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    from tests.reports.conftest import finished, risky, unsure

    folder = tmp_path_factory.mktemp("page")
    weak = risky(rule="azure-x", severity=Severity.LOW, concern=Concern.ENCRYPTION_AT_REST, resource=WIDE, when="")
    maybe = unsure(answer=Answer.UNSURE)
    report = Report(finished(risky(), weak, maybe), Coverage(files_read={"infra/main.tf"}, resources_judged=3), 1, "x")
    (folder / "report.html").write_text(render(report), encoding="utf-8")
    with opened(f"{(folder / 'report.html').as_uri()}", folder / "profile") as page:
        yield page


SHOWN = "[...document.querySelectorAll('article.finding')].filter(f => !f.hidden).map(f => f.dataset.severity).join()"


def hash_to(page: Page, state: str) -> str:
    page.evaluate(
        "new Promise(done => { window.addEventListener('hashchange', () => setTimeout(done), {once: true});"
        f" location.hash = {state!r}; }})"
    )
    return str(page.evaluate(SHOWN))


@needs_browser
def test_page_asks_for_nothing_and_breaks_no_policy(browser_page: Page) -> None:
    asked = [
        one["params"]["request"]["url"] for one in browser_page.events if one["method"] == "Network.requestWillBeSent"
    ]
    assert len(asked) == 1 and asked[0].startswith("file:")
    assert [one for one in browser_page.events if one["method"] in ("Log.entryAdded", "Runtime.exceptionThrown")] == []


@needs_browser
def test_filters(browser_page: Page) -> None:
    assert browser_page.evaluate(SHOWN) == "critical,low,high"
    assert hash_to(browser_page, "severity=critical,low") == "critical,low"
    assert hash_to(browser_page, "concern=encryption-in-transit") == "high"
    assert hash_to(browser_page, "answer=risky&text=日本 at") == "low"
    assert hash_to(browser_page, "rule=azure-x") == "low"
    assert hash_to(browser_page, "path=Ü B%231") == "high"
    assert hash_to(browser_page, "path=main.tf&rule=azure-blob-container-open-to-everyone") == "critical"
    assert browser_page.evaluate("[...document.querySelectorAll('tbody tr')].map(r => r.hidden).join()") == "false"
    assert hash_to(browser_page, "answer=risky&text=日本 at") == "low"
    assert browser_page.evaluate("[...document.querySelectorAll('tbody tr')].map(r => r.hidden).join()") == "true"
    assert browser_page.evaluate("document.getElementById('told').textContent") == "1 of 3 shown"
    browser_page.evaluate("document.querySelector('button[type=reset]').click()")
    assert (
        browser_page.evaluate(
            "new Promise(done => setTimeout(() => done(document.getElementById('told').textContent), 50))"
        )
        == "All 3 shown"
    )


@needs_browser
def test_keyboard_reaches_and_works_every_filter(browser_page: Page) -> None:
    browser_page.evaluate("document.activeElement.blur(); window.getSelection().collapse(document.body, 0)")
    browser_page.press("Tab")
    assert browser_page.evaluate("document.activeElement.className") == "skip"
    browser_page.press("Tab")
    assert browser_page.evaluate("document.activeElement.value") == "critical"
    browser_page.press(" ", " ")
    assert browser_page.evaluate(SHOWN) == "low,high"
    assert "severity=high%2Clow" in browser_page.evaluate("location.hash")
    browser_page.press(" ", " ")
    for _ in range(12):
        if browser_page.evaluate("document.activeElement.id") == "text":
            break
        browser_page.press("Tab")
    for letter in "accepts":
        browser_page.press(letter, letter)
    assert browser_page.evaluate(SHOWN) == "high"
    assert browser_page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


@needs_browser
def test_drawing_is_seen(browser_page: Page) -> None:
    """Stations stand below each other, arrows between them, and nothing runs out of its box."""
    browser_page.evaluate("document.querySelector('button[type=reset]').click()")
    drawn = browser_page.evaluate(
        "[...document.querySelectorAll('.way')].map(way => [...way.querySelectorAll('.node, .edge')].map(one => {"
        " const b = one.getBoundingClientRect(); return [one.classList[0], b.top, b.bottom, b.width,"
        " one.scrollWidth <= one.clientWidth + 1]; }))"
    )
    assert len(drawn) == 3
    for way in drawn:
        assert [one[0] for one in way] == ["node", "edge"] * (len(way) // 2) + ["node"]
        assert all(above[2] <= below[1] + 1 for above, below in itertools.pairwise(way))
        assert all(width > 20 and fits for _, _, _, width, fits in way)


@needs_browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_screenshot_shows_stations_and_arrows(browser_page: Page, scheme: str) -> None:
    """Where the first drawing stands, the picture has its frames, its arrows, and ink on its boxes."""
    browser_page.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    where = browser_page.evaluate(
        "(() => { const way = document.querySelector('.way'); way.scrollIntoView(); const of = (one) => {"
        " const b = one.getBoundingClientRect(), s = getComputedStyle(one); return [Math.round(b.left),"
        " Math.round(b.top), Math.round(b.width), Math.round(b.height),"
        " s.borderLeftColor, s.backgroundColor, s.color]; };"
        " return [...way.querySelectorAll('.node, .edge')].slice(0, 3).map(of); })()"
    )
    rows = pixels(browser_page.screenshot())
    colours = [[tuple(map(int, re.findall(r"\d+", one)[:3])) for one in box[4:]] for box in where]
    for (left, top, width, height, *_), (frame, ground, ink) in zip(where, colours, strict=True):
        middle = top + height // 2
        assert rows[middle][left + 1] == frame
        if ground != (0, 0, 0):
            inside = {rows[y][x] for y in range(top + 4, top + height - 4) for x in range(left + 4, left + width - 4)}
            assert {ground, ink} <= inside


@needs_browser
def test_everything_is_printed(browser_page: Page) -> None:
    browser_page.evaluate("document.querySelector('article details').open = false")
    browser_page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert browser_page.evaluate("document.querySelector('article details').open") is True
    printed = base64.b64decode(browser_page.call("Page.printToPDF")["data"])
    assert printed.startswith(b"%PDF") and len(printed) > 10_000


@needs_browser
def test_nothing_sticks_out_on_a_phone(browser_page: Page) -> None:
    browser_page.call("Emulation.setDeviceMetricsOverride", width=360, height=700, deviceScaleFactor=1, mobile=True)
    try:
        assert browser_page.evaluate("document.documentElement.scrollWidth") <= 360
    finally:
        browser_page.call("Emulation.clearDeviceMetricsOverride")


@needs_browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_accessibility(browser_page: Page, scheme: str) -> None:
    axe = pytest.importorskip("axe_core_python", reason="axe-core is not installed")
    browser_page.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    browser_page.evaluate((Path(axe.__file__).parent / "axe.min.js").read_text(encoding="utf-8"))
    found = browser_page.evaluate(
        "axe.run(document, {resultTypes: ['violations']})"
        ".then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.html)]))"
    )
    assert found == []
