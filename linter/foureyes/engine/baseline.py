"""The baseline file: the findings that are known, one a line."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from foureyes.engine.older import Mark
from foureyes.errors import BadUsage
from foureyes.model.finding import Severity

NAME = "foureyes-baseline.json"
VERSION = 1
AGAIN = "write it anew with `foureyes baseline write`"


def text_of(known: Iterable[Mark]) -> str:
    """The file, the same for the same findings."""
    lines = [json.dumps(one, ensure_ascii=False, separators=(", ", ": ")) for one in sorted_data(known)]
    listed = ",\n".join(f"    {line}" for line in lines)
    return f'{{\n  "version": {VERSION},\n  "findings": [\n{listed}{chr(10) if lines else ""}  ]\n}}\n'


def sorted_data(known: Iterable[Mark]) -> list[dict[str, Any]]:
    return [_data(one) for one in sorted(known, key=lambda one: (one.fingerprint, one.root, one.resource))]


def _data(one: Mark) -> dict[str, Any]:
    deployments = sorted(one.deployments)
    return {
        "fingerprint": one.fingerprint,
        "rule": one.rule,
        "root": one.root,
        "resource": one.resource,
        "answer": "risky" if one.risky else "cannot-tell",
        "severity": str(one.severity),
        "declaration": one.declaration,
        **({"body": one.body} if one.body else {}),
        "facts": sorted(one.facts),
        **({"when": one.when} if one.when else {}),
        **({"deployments": deployments} if deployments != [""] else {}),
    }


def marks_in(data: bytes, path: str) -> list[Mark]:
    """The findings a file tells of. Raises `BadUsage` for one that is no baseline."""
    try:
        told = json.loads(data)
    except ValueError as error:
        raise BadUsage(f"this is no JSON: {error}", path=path, remedy=f"resolve the merge, or {AGAIN}") from None
    version = told.get("version") if isinstance(told, dict) else None
    if version != VERSION:
        raise BadUsage(f"this is no baseline of version {VERSION}", path=path, remedy=AGAIN)
    try:
        return [_mark(one) for one in told["findings"]]
    except (KeyError, TypeError, AttributeError):
        raise BadUsage("this baseline is damaged", path=path, remedy=AGAIN) from None


def _mark(one: dict[str, Any]) -> Mark:
    return Mark(
        one["rule"],
        one["root"],
        one["resource"],
        one["fingerprint"],
        one["declaration"],
        one.get("body", ""),
        Severity[one["severity"].upper()],
        {"risky": True, "cannot-tell": False}[one["answer"]],
        one.get("when", ""),
        frozenset(one.get("deployments", [""])),
        frozenset(one["facts"]),
    )
