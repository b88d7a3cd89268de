"""What holds where a setting is not set: by provider or language, by version, and where that is known from."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from foureyes.model.evidence import Fact
from foureyes.model.kind import Kind
from foureyes.model.setting import UNKNOWN, Setting, Untold
from foureyes.model.value import Known, shown
from foureyes.model.version import ByVersion

Reads = Sequence[tuple[type[Kind], Setting]]
"""The settings a rule reads, with their kinds."""


class Default(NamedTuple):
    """One row: whose default, in which versions, and what it is."""

    whose: str
    """`azurerm`, `arm`, …; empty for all."""
    versions: str
    """`<3`; empty for all."""
    value: str

    def __str__(self) -> str:
        where = f"{self.whose} {self.versions}".strip()
        return f"{where}: {self.value}" if where else self.value


def defaults(setting: Setting) -> list[Default]:
    """The rows of a setting, as the rules tell them; none where nothing is known to hold."""
    default = setting.default
    if default is None:
        return []
    if not isinstance(default, Mapping):
        return [Default("", "", _told(default))]
    return [row for whose, one in default.items() for row in _rows(whose, one)]


def _rows(whose: str, default: Any) -> Iterator[Default]:
    if isinstance(default, ByVersion):
        for versions, _, value in default.regions:
            yield Default(whose, versions, _told(value))
    else:
        yield Default(whose, "", _told(default))


def _told(value: Any) -> str:
    if isinstance(value, Untold):
        return "cannot be told" if value is UNKNOWN else f"cannot be told: {value.reason}"
    return "nothing" if value is None else shown(Known(value))


def setting_of(fact: Fact, reads: Reads) -> tuple[type[Kind], Setting] | None:
    """The setting that a fact tells, found by how it is spelled."""
    label = fact.setting
    found = [pair for pair in reads if label and label in _spellings(pair[1])]
    inner = [pair for pair in reads if label and any(label.endswith(f".{one}") for one in _spellings(pair[1]))]
    return next(iter(found or inner), None)


def _spellings(setting: Setting) -> set[str]:
    several = []
    for spelling in setting.spellings.values():
        several += list(spelling.values()) if isinstance(spelling, Mapping) else [spelling]
    paths = (path for one in several for path in ((one,) if isinstance(one, str) else one))
    return {path.lstrip("!.").replace("[]", "") for path in paths} | {setting.name}


def is_unset(fact: Fact) -> bool:
    """Whether a fact rests on what holds where nothing is set."""
    told = f"`{fact.setting}` is not set"
    return told in fact.text or any(told in step.text for step in fact.trail)


def holds(row: Default, fact: Fact) -> bool:
    """Whether it is this row that a fact rests on."""
    where = f" in {row.whose} {row.versions}" if row.versions else ""
    texts = [fact.text, *(step.text for step in fact.trail)]
    return any(f"the default{where} is {row.value}" in text for text in texts)


def sources(modules: Iterable[str]) -> list[str]:
    """Where the modules of rules say that they know their facts from."""
    found: dict[str, None] = {}
    for module in modules:
        text = getattr(sys.modules.get(module), "__doc__", "") or ""
        told = re.search(r"^Facts: (.*?)(?:\n\s*\n|\Z)", text, re.DOTALL | re.MULTILINE)
        if told is not None:
            found[" ".join(told[1].split())] = None
    return list(found)
