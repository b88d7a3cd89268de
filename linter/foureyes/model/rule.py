"""Rules: questions about a kind, their texts in the docstring."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from typing import Any

from foureyes.errors import BadUsage
from foureyes.model.evidence import Evidence
from foureyes.model.finding import Concern, Severity
from foureyes.model.kind import Kind

PUBLIC_ACCESS = Concern.PUBLIC_ACCESS
ENCRYPTION_AT_REST = Concern.ENCRYPTION_AT_REST
ENCRYPTION_IN_TRANSIT = Concern.ENCRYPTION_IN_TRANSIT

DEFAULT_PROFILE = "default"
PROFILES = ("hardening", "customer-keys", "retention")
"""Profiles of the built-in rules that are asked only where somebody wants them."""


class Rule:
    """A question whose yes is a fault.

    The function's name in kebab case is the id; its one parameter's annotation is the kind examined;
    its docstring holds the message, then paragraphs that begin with `Why:` and `Fix:`.
    """

    def __init__(
        self,
        function: Callable[[Any], Evidence],
        concern: Concern,
        severity: Severity,
        equivalents: tuple[str, ...],
        profile: str,
    ) -> None:
        self.function = function
        self.concern = concern
        self.severity = severity
        self.equivalents = equivalents
        self.profile = profile
        self.id = function.__name__.replace("_", "-")
        self.module = function.__module__

    def __repr__(self) -> str:
        return f"Rule({self.id})"

    def __call__(self, kind: Any) -> Evidence:
        return self.function(kind)

    @cached_property
    def kind(self) -> type[Kind]:
        """The kind examined."""
        annotations = {name: one for name, one in self.function.__annotations__.items() if name != "return"}
        if len(annotations) != 1:
            raise BadUsage(f"rule {self.id} must have exactly one annotated parameter", path=self.module)
        (annotation,) = annotations.values()
        found: type[Kind] = self.function.__globals__[annotation] if isinstance(annotation, str) else annotation
        return found

    @cached_property
    def message(self) -> str:
        """The fault in one sentence."""
        return self._paragraphs[0]

    @property
    def why(self) -> str:
        return self._section("Why")

    @cached_property
    def fix(self) -> str:
        return self._section("Fix")

    @cached_property
    def _paragraphs(self) -> list[str]:
        text = self.function.__doc__ or self.id
        return [re.sub(r"\s+", " ", one).strip() for one in re.split(r"\n\s*\n", text.strip())]

    def _section(self, heading: str) -> str:
        """The paragraphs from one heading to the next."""
        collected: list[str] = []
        inside = False
        for paragraph in self._paragraphs[1:]:
            if re.match(r"[A-Z]\w+: ", paragraph):
                inside = paragraph.startswith(f"{heading}: ")
                paragraph = paragraph.partition(": ")[2]
            if inside:
                collected.append(paragraph)
        return "\n\n".join(collected)


def rule(
    concern: Concern, severity: Severity, *, equivalents: tuple[str, ...] = (), profile: str = DEFAULT_PROFILE
) -> Callable[[Callable[[Any], Evidence]], Rule]:
    """Make a function a rule. `equivalents`: the peer rule ids it covers; `profile`: who wants to hear it."""
    for given, wanted in ((concern, Concern), (severity, Severity), (equivalents, tuple), (profile, str)):
        if not isinstance(given, wanted):
            raise TypeError(f"{given!r} is no {wanted.__name__}")
    return lambda function: Rule(function, concern, severity, equivalents, profile)
