"""One self-contained page: it asks nothing of any server, and a content security policy forbids that it ever does."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape
from importlib.resources import files

from foureyes import __version__
from foureyes.model.finding import Concern, Finding
from foureyes.reports.markup import words

ANSWERS = (("risky", "risky"), ("cannot-tell", "cannot tell"))

OPEN = 100
"""Findings whose way and code are open from the beginning; those of the rest open on demand."""


def webpage(title: str, lead: str, sections: Iterable[str], findings: Sequence[Finding]) -> str:
    """A page. `lead` and `sections` are HTML; `findings` are what can be filtered."""
    style, script = _asset("report.css"), _asset("report.js")
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'"
    )
    return "\n".join(
        [
            "<!doctype html>",
            '<html lang="en">',
            '<head><meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="referrer" content="no-referrer">',
            f"<title>{escape(title)}</title>",
            f"<style>{style}</style></head>",
            '<body><a class="skip" href="#findings">Skip to the findings</a>',
            f"<header><h1>foureyes</h1><p>{lead}</p></header>",
            "<main>",
            _filters(findings),
            *sections,
            "</main>",
            f'<footer><p class="quiet">foureyes {__version__}</p></footer>',
            f"<script>{script}</script>" if findings else "",
            "</body></html>\n",
        ]
    )


def _asset(name: str) -> str:
    return (files("foureyes.reports") / "page" / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _filters(findings: Sequence[Finding]) -> str:
    """Hidden until the script that obeys it runs."""
    if not findings:
        return ""
    severities = sorted({one.severity for one in findings}, reverse=True)
    concerns = [one for one in Concern if any(finding.concern is one for finding in findings)]
    answers = [one for one in ANSWERS if any(finding.is_risky == (one[0] == "risky") for finding in findings)]
    return (
        '<form id="filters" class="filters" role="search" aria-label="Filter the findings" hidden>'
        + _choices("severity", "Severity", [(str(one), str(one)) for one in severities])
        + _choices("concern", "Concern", [(one.value, one.value.replace("-", " ")) for one in concerns])
        + _choices("answer", "Answer", answers)
        + f"<div><label>Rule {_rules(findings)}</label></div>"
        '<div><label>Path <input type="search" id="path" autocomplete="off"></label>'
        '<label>Text <input type="search" id="text" autocomplete="off"></label></div>'
        '<div><button type="reset">Show all</button> <span id="told" role="status"></span></div></form>'
    )


def _choices(name: str, legend: str, choices: Iterable[tuple[str, str]]) -> str:
    boxes = "".join(
        f'<label><input type="checkbox" name="{name}" value="{value}" checked> {text}</label>'
        for value, text in choices
    )
    return f"<fieldset><legend>{legend}</legend>{boxes}</fieldset>"


def _rules(findings: Sequence[Finding]) -> str:
    counted = Counter(one.rule for one in findings)
    options = [f'<option value="{words(rule)}">{words(rule)} ({counted[rule]:,})</option>' for rule in sorted(counted)]
    return f'<select id="rule"><option value="">all</option>{"".join(options)}</select>'


def section(key: str, heading: str, parts: Iterable[str]) -> str:
    """A section with its heading."""
    return "\n".join(
        [
            f'<section id="{key}" aria-labelledby="{key}-h" tabindex="-1"><h2 id="{key}-h">{heading}</h2>',
            *parts,
            "</section>",
        ]
    )
