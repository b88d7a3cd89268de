"""Documents inside texts (policies in JSON, preferences in YAML), read into values with the places they came from."""

from __future__ import annotations

import json
import re
from typing import Any

from foureyes.model.pattern import pattern
from foureyes.model.place import Place
from foureyes.model.value import Absent, Known, Leaf, ListValue, MapValue, Unknown, Value, lift

_GAP = "\ue000"
_GAPS = pattern(f"{_GAP}(\\d+){_GAP}")
_BEGINS_WITH_KEY = pattern(r"\s*(---\s*)?[\w-]+:\s")


LONGEST_YAML = 65536
"""Characters; a document of Systems Manager, which may be YAML, has at most as many bytes."""


def as_document(value: Value) -> Value:
    """The structure a value holds or encodes; unknown for a text that is neither JSON nor YAML."""
    return lift(_read, value)


def _read(leaf: Leaf) -> Value:
    if isinstance(leaf, Known | Unknown) and leaf.document is not None:
        return leaf.document
    if isinstance(leaf, Known) and leaf.scalar == "":
        return Absent(leaf.place, leaf.trail)
    if isinstance(leaf, Known) and isinstance(leaf.scalar, str):
        return _parse(leaf.scalar, leaf, [])
    if isinstance(leaf, Unknown) and leaf.parts is not None:
        gaps = [part for part in leaf.parts if isinstance(part, Unknown)]
        numbers = iter(range(len(gaps)))
        text = "".join(part if isinstance(part, str) else f"{_GAP}{next(numbers)}{_GAP}" for part in leaf.parts)
        return _parse(text, leaf, gaps)
    return leaf


def _parse(text: str, leaf: Leaf, gaps: list[Unknown]) -> Value:
    # A gap outside quotes stands for a whole value: quote it so that the rest can be read.
    quoted = re.sub(rf"(?<=[\s:,\[]){_GAP}(\d+){_GAP}(?=[\s,\]}}])", rf'"{_GAP}\1{_GAP}"', text) if gaps else text
    try:
        raw = json.loads(quoted, strict=False)
    except (ValueError, RecursionError):
        raw = _from_yaml(quoted)
        if raw is None:
            reason = "the text is no JSON or YAML that can be read"
            return Unknown(reason, leaf.place, leaf.trail, references=leaf.references)
    return _convert(raw, leaf, gaps)


def _from_yaml(text: str) -> Any:
    """The data of a YAML text that begins with a key; None for others, for long ones and for those with aliases."""
    if len(text) > LONGEST_YAML or not _BEGINS_WITH_KEY.match(text):
        return None
    import yaml

    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=yaml.SafeLoader)):
            return None
        return yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None


def _convert(raw: Any, leaf: Leaf, gaps: list[Unknown]) -> Value:
    place, trail = leaf.place, leaf.trail
    if isinstance(raw, dict):
        return MapValue({_key(key, gaps): _convert(one, leaf, gaps) for key, one in raw.items()}, place, trail)
    if isinstance(raw, list):
        return ListValue([_convert(one, leaf, gaps) for one in raw], place, trail)
    if raw is None:
        return Absent(place, trail)
    if isinstance(raw, str) and gaps and _GAP in raw:
        return _with_gaps(raw, place, leaf, gaps)
    return Known(raw if isinstance(raw, str | int | float) else str(raw), place, trail)


def _key(text: Any, gaps: list[Unknown]) -> str:
    """A key, gaps in it named: `${Provider}:sub`."""
    name = str(text)
    return _GAPS.sub(lambda match: f"${{{gaps[int(match[1])].subject or ''}}}", name) if gaps else name


def _with_gaps(raw: str, place: Place | None, leaf: Leaf, gaps: list[Unknown]) -> Value:
    whole = _GAPS.fullmatch(raw)
    if whole:
        gap = gaps[int(whole[1])]
        return gap.replace(place=place) if gap.place is None else gap
    parts: list[str | Unknown] = []
    reached = 0
    for match in _GAPS.finditer(raw):
        parts += [raw[reached : match.start()], gaps[int(match[1])]]
        reached = match.end()
    parts.append(raw[reached:])
    inside = [part for part in parts if isinstance(part, Unknown)]
    references = tuple(reference for part in inside for reference in part.references)
    return Unknown(inside[0].reason, place, leaf.trail, references, parts=tuple(parts))
