"""JSON texts to values."""

from __future__ import annotations

import json
from typing import Any

from foureyes.languages.terraform.functions.circumstances import Circumstances
from foureyes.languages.terraform.functions.failure import Fault
from foureyes.languages.terraform.functions.number import Number, parse_number
from foureyes.languages.terraform.functions.plain import to_value
from foureyes.model.value import Value


def from_json(text: str, circumstances: Circumstances) -> Value:
    """The value of a JSON text; raises Fault where Terraform refuses it."""
    try:
        data = json.loads(text, parse_float=_number, parse_int=_number, parse_constant=_refuse)
    except ValueError:
        raise Fault("the text is no valid JSON") from None
    except RecursionError:
        raise Fault("the JSON is nested too deeply") from None
    return to_value(_plain(data), circumstances)


def _number(text: str) -> Number:
    return parse_number(text)


def _refuse(text: str) -> Any:
    raise ValueError(text)


def _plain(data: Any) -> Any:
    """Lone surrogates replaced, as Go does."""
    if isinstance(data, str):
        return data if data.isascii() else data.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(data, list):
        return [_plain(item) for item in data]
    return {_plain(key): _plain(item) for key, item in data.items()} if isinstance(data, dict) else data
