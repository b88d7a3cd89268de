"""Values in one line, for tables of cases."""

from __future__ import annotations

import json

from foureyes.model.decision import Condition
from foureyes.model.value import Absent, Choice, Known, ListValue, MapValue, Unknown, Value


def said(value: Value) -> str:
    """`"text"`, `absent`, `unknown`, `<AWS::Region>`, `"a" + <Env>`, `[…]`, `{…}`, `(Env=dev ? "x" : "y")`."""
    if isinstance(value, Choice):
        return f"({_test(value.test)} ? {said(value.then)} : {said(value.otherwise)})"
    if isinstance(value, Absent):
        return "absent"
    if isinstance(value, Known):
        return json.dumps(value.scalar)
    if isinstance(value, ListValue):
        return f"[{', '.join(map(said, value.items))}{', …' if value.open else ''}]"
    if isinstance(value, MapValue):
        entries = ", ".join(f"{name}: {said(one)}" for name, one in value.entries.items())
        return f"{{{entries}{', …' if value.open else ''}}}"
    assert isinstance(value, Unknown)
    if value.parts is not None:
        return " + ".join(json.dumps(part) if isinstance(part, str) else said(part) for part in value.parts)
    if value.document is not None:
        return f"encoded {said(value.document)}"
    return f"<{value.subject}>" if value.subject else "unknown"


def _test(test: Condition) -> str:
    return test.subject if test.equals is True else f"{test.subject}={test.equals}"
