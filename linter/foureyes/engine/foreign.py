"""Skip comments of other tools: recognised, told, and honoured only where the configuration says so.

How each is written: the tools' own guides (Checkov "Suppressing and skipping policies", Trivy and tfsec "Ignoring",
KICS "Running KICS", Terrascan "In-file instrumentation", cfn_nag, cdk-nag and cfn-guard about `Metadata`).
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from foureyes.engine.standing import outline_of, stand
from foureyes.engine.suppressions import EVERY, Scope, Suppression
from foureyes.model.finding import Acceptance
from foureyes.model.outline import Stretch
from foureyes.model.place import Place, Source
from foureyes.model.rule import Rule

TOOLS = ("checkov", "trivy", "tfsec", "kics", "terrascan", "cfn-nag", "cfn-guard", "cdk-nag", "cfn-lint")

MARKS = ("checkov:skip", "bridgecrew:skip", "cortex:skip", "trivy:ignore", "tfsec:ignore", "ts:skip", "kics-scan")
NOTED = ("rules_to_suppress", "SuppressedRules", "ignore_checks", '"skip"', "skip:")

_CHECKOV = re.compile(
    r"(?:checkov|bridgecrew|cortex):skip=[ \t]*(?P<ids>\w+(?:[ \t]*,[ \t]*\w+)*)(?:[ \t]*:|[ \t]+|$)(?P<reason>.*)"
)
_TERRASCAN = re.compile(r"ts:skip=(?P<ids>\w+)(?P<reason>.*)")
_TRIVY = re.compile(r"(?P<tool>tfsec|trivy):ignore:(?P<id>[\w*.-]+)(?P<rest>\S*)")
_KICS = re.compile(r"kics-scan[ \t]+(?P<verb>ignore-line|ignore-block|ignore|disable|enable)(?:=(?P<ids>[\w, \t-]+))?")
_EXPIRY = re.compile(r":exp:(\d{4}-\d{2}-\d{2})")
_OLD_TRIVY = re.compile(r"(?:avd-)?((?:aws|azu|gcp)-\d{4})")


@dataclass(frozen=True, slots=True)
class Skip:
    """One directive of another tool, as it is written."""

    tool: str
    ids: tuple[str, ...]
    """None of them where it skips every rule."""
    reason: str
    place: Place
    scope: Scope
    until: date | None = None
    limits: str = ""
    """What narrows it down and is not known here: a workspace, a parameter. It is never honoured then."""
    noted: bool = False
    """Whether it stands in the template's metadata, not in a comment."""
    comment: Stretch = (0, 0)
    owner: str = ""
    """The logical id of the resource that metadata is about."""


def skips(source: Source) -> list[Skip]:
    """The directives of other tools in a file, in its order."""
    found: list[Skip] = []
    if any(mark in source.text for mark in MARKS):
        for comment in outline_of(source).comments:
            found += _in_comment(source, comment)
    if any(mark in source.text for mark in NOTED) and not source.path.endswith((".tf", ".bicep", ".tofu")):
        found += _in_metadata(source)
    return sorted(found, key=lambda one: one.place.start)


def _in_comment(source: Source, comment: Stretch) -> Iterator[Skip]:
    start, end = comment
    at = start
    for line in source.text[start:end].removesuffix("*/").split("\n"):
        yield from _in_line(source, line, at, comment)
        at += len(line) + 1


def _in_line(source: Source, line: str, at: int, comment: Stretch) -> Iterator[Skip]:
    for tool, pattern in (("checkov", _CHECKOV), ("terrascan", _TERRASCAN)):
        found = pattern.search(line)
        if found is not None:
            ids = tuple(one.strip() for one in found["ids"].split(","))
            end = found.start() + len(found[0].rstrip())
            place = Place(source, at + found.start(), at + end)
            yield Skip(tool, ids, found["reason"].strip(" \t:-"), place, Scope.RESOURCE, comment=comment)
            return
    directives = list(_TRIVY.finditer(line))
    if directives:
        reason = line[directives[-1].end() :].strip(" \t\r:-")
        for found in directives:
            until = _EXPIRY.search(found["rest"])
            limits = _EXPIRY.sub("", found["rest"])
            ids = () if found["id"] == EVERY else (found["id"],)
            day, strange = _day(until[1]) if until else (None, "")
            place = Place(source, at + found.start(), at + found.end())
            yield Skip(found["tool"], ids, reason, place, Scope.SETTING, day, limits or strange, comment=comment)
        return
    found = _KICS.search(line)
    if found is not None:
        ids = tuple(one.strip() for one in (found["ids"] or "").split(",") if one.strip())
        scope = Scope.FILE if found["verb"] in ("ignore", "disable", "enable") else Scope.SETTING
        limits = "it names what is asked, not what is skipped" if found["verb"] == "enable" else ""
        place = Place(source, at + found.start(), at + found.start() + len(found[0].rstrip()))
        yield Skip("kics", ids, "", place, scope, limits=limits, comment=comment)


def _day(text: str) -> tuple[date | None, str]:
    with suppress(ValueError):
        return date.fromisoformat(text), ""
    return None, f"{text} is no date"


def _in_metadata(source: Source) -> Iterator[Skip]:
    module = importlib.import_module("foureyes.languages.documents.metadata")
    noted = cast(Callable[[Source], Iterable[tuple[str, str, str, int, int, str]]], module.skipped)
    for tool, name, reason, start, end, owner in noted(source):
        yield Skip(tool, (name,), reason, Place(source, start, end), Scope.RESOURCE, noted=True, owner=owner)


class Names:
    """Which rules cover a rule of another tool."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules: dict[str, list[str]] = {}
        for rule in rules:
            for name in rule.equivalents:
                self._rules.setdefault(name.lower(), []).append(rule.id)
        self._trivy: dict[str, list[str]] | None = None

    def of(self, tool: str, name: str) -> list[str]:
        """The ids of the rules that ask the same, sorted; none where nothing here does."""
        names = [name.lower()]
        if tool in ("trivy", "tfsec"):
            old = _OLD_TRIVY.fullmatch(names[0])
            names += [f"avd-{old[1]}"] if old else [one.lower() for one in self._long_names().get(names[0], ())]
        return sorted({rule for one in names for rule in self._rules.get(one, ())})

    def _long_names(self) -> dict[str, list[str]]:
        """Trivy's checks by their long names (github.com/aquasecurity/trivy-checks, metadata of each check)."""
        if self._trivy is None:
            import json
            from importlib.resources import files

            found: dict[str, Any] = json.loads(files("foureyes.engine").joinpath("trivy_names.json").read_text("utf-8"))
            self._trivy = found
        return self._trivy


def honoured(source: Source, tools: Iterable[str], names: Names) -> Iterator[Suppression]:
    """What the tools' directives in a file suppress: each rule that covers one they name."""
    wanted = frozenset(tools)
    for one in skips(source):
        if one.tool not in wanted or one.limits:
            continue
        for name in one.ids or (EVERY,):
            for rule in names.of(one.tool, name) if name != EVERY else [EVERY]:
                yield suppression(one, rule, name)


def suppression(one: Skip, rule: str, name: str = "") -> Suppression:
    """A directive as a suppression of a rule."""
    # Checkov and Terrascan look inside of a resource only: what stands above it is not theirs.
    standing = stand(one.place.source, one.comment) if one.scope is Scope.SETTING else None
    return Suppression(
        rule, one.reason or f"{one.tool} skips it", one.place.path, one.place, one.scope, standing,
        until=one.until, by=Acceptance.FOREIGN, tool=one.tool, name=name,
    )  # fmt: skip
