"""Keeping secrets out of reports, whatever a line or a sentence about a setting holds."""

from __future__ import annotations

import re
from dataclasses import replace

from foureyes.model.finding import Finding

_NAMES = (
    "passw(?:or)?d|passwd|secret|token|connection_?string|credential"
    "|(?:api|access|private|account|encryption|storage|shared)_?key"
)
_QUOTED = r"""(?P<quote>["'])(?P<value>(?:(?!(?P=quote))[^\\]|\\.)*)"""
_ASSIGNED = re.compile(rf"""(?:{_NAMES})\w*["'`]?\s*(?:[:=]|is\b)\s*{_QUOTED}""", re.IGNORECASE)
_EXPORTED = re.compile(rf"(?:{_NAMES.upper()})[A-Z0-9_]*=(?P<value>[^\s\"'\\]+)")
_PLAIN = re.compile(rf"(?:{_NAMES})\w*:\s+(?P<value>[^\s\"'!&*\[{{|>].*)", re.IGNORECASE)
"""A YAML scalar without quotes."""
_HARMLESS = re.compile(r"\[|\$\{|\{\{|(?:true|false|enabled|disabled|required|optional)$", re.IGNORECASE)


def masked(text: str, yaml: bool = False) -> str:
    """The text with literals of secret-looking names starred out, every column where it was."""
    for pattern in (_ASSIGNED, _EXPORTED, _PLAIN) if yaml else (_ASSIGNED, _EXPORTED):
        text = pattern.sub(_star, text)
    return text


def _star(match: re.Match[str]) -> str:
    if _HARMLESS.match(match["value"]):
        return match[0]
    start = match.start("value") - match.start()
    return match[0][:start] + "*" * len(match["value"]) + match[0][start + len(match["value"]) :]


def without_secrets(finding: Finding) -> Finding:
    """The finding, its sentences masked. A second net: what is known as a secret has no text to begin with."""
    return replace(
        finding,
        facts=tuple(
            fact._replace(
                text=masked(fact.text),
                trail=tuple(step._replace(text=masked(step.text)) for step in fact.trail),
            )
            for fact in finding.facts
        ),
        trail=tuple(step._replace(text=masked(step.text)) for step in finding.trail),
    )
