"""Logs of CI services: what they would obey, made harmless. Linted files are not the pipeline's author."""

from __future__ import annotations

import re

from foureyes.model.pattern import pattern

_OBEYED = pattern(r"##(?=\[|vso\[)|(?<!\S)::(?=[a-z])", re.IGNORECASE)
"""Azure Pipelines and GitHub obey `##…[` anywhere in a line, GitHub `::…` where a line begins."""
_LOOKALIKE = {"##": "#\N{MUSIC SHARP SIGN}", "::": ":\N{RATIO}"}

_IN_DATA = pattern(r"##(?=\[|vso\[)", re.IGNORECASE)
_WRITTEN = {"json": r"\\u0023#", "sarif": r"\\u0023#", "gitlab": r"\\u0023#", "junit": "&#35;#", "html": "&#35;#"}
"""The same two characters, as each form may spell them."""
_BEGINS = pattern(r"^(\s*)::(?=[a-z])", re.IGNORECASE | re.MULTILINE)
_MARKUP = frozenset({"junit", "html"})
"""Forms in which lines of the data are lines of the report."""


def inert(text: str) -> str:
    """Text for people, as long as it was."""
    return _OBEYED.sub(lambda match: _LOOKALIKE[match[0]], text) if "##" in text or "::" in text else text


def inert_data(text: str, form: str) -> str:
    """A whole report for programs, its data unchanged."""
    if form in _MARKUP and "::" in text:
        text = _BEGINS.sub(r"\1&#58;:", text)
    return _IN_DATA.sub(_WRITTEN[form], text) if form in _WRITTEN and "##" in text else text
