"""Literals: how a value is written in each language."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias, Union

from foureyes.model.value import Scalar

Wanted: TypeAlias = Union[Scalar, Sequence["Wanted"], Mapping[str, "Wanted"]]
"""A value to write: a scalar, a list, or an object."""

_PLAIN_YAML = re.compile(r"[A-Za-z_/][\w./+-]*(?: [\w./+-]+)*|\d{1,3}(?:\.\d{1,3}){3}/\d{1,2}")
_NO_TEXT = {"true", "false", "yes", "no", "on", "off", "y", "n", "null", "none"}
_WORD = re.compile(r"[A-Za-z_]\w*")


def of_json(value: Scalar) -> str:
    """A scalar in JSON."""
    return json.dumps(value, ensure_ascii=False)


def of_hcl(value: Scalar) -> str:
    """A scalar in HCL."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("${", "$${").replace("%{", "%%{")
    return of_json(value)


def of_bicep(value: Scalar) -> str:
    """A scalar in Bicep."""
    if isinstance(value, str):
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'").replace("${", "\\${") + "'"
    return of_json(value)


def of_yaml(value: Scalar, style: str = "plain") -> str:
    """A scalar in YAML, in the style of what stood there (`plain`, `single`, `double`)."""
    if style == "single":
        return "'" + _said(value).replace("'", "''") + "'"
    if style == "double":
        return json.dumps(_said(value), ensure_ascii=False)
    if isinstance(value, str) and (not _PLAIN_YAML.fullmatch(value) or value.lower() in _NO_TEXT):
        return json.dumps(value, ensure_ascii=False)
    return _said(value)


def _said(value: Scalar) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def quoted_like(value: Scalar, before: str) -> Scalar:
    """A boolean or number as text where text stood before."""
    return _said(value) if before[:1] in ("'", '"') else value


def bicep_key(name: str) -> str:
    """A property's name in Bicep."""
    return name if _WORD.fullmatch(name) else of_bicep(name)


def hcl_key(name: str) -> str:
    """A name of an object in HCL."""
    return name if _WORD.fullmatch(name) else of_hcl(name)
