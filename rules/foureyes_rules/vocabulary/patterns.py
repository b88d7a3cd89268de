"""Patterns in AWS policies: what may turn out to be a wildcard, and what covers what.

Facts: IAM user guide, policy elements, 2023-05 (`*` and `?` match across separators).
"""

from __future__ import annotations

import re

from foureyes.model.decision import leaves
from foureyes.model.evidence import Evidence, no, unsure, yes
from foureyes.model.reading import Reading
from foureyes.model.value import Absent, Known, Leaf, ListValue, Unknown, Value

_OPEN_SOURCES = re.compile(
    r"(data\.)?(external|http|terraform_remote_state|terraform_data|null_data_source|local_file|aws_ssm_parameter"
    r"|aws_secretsmanager_secret_version)\."
)
"""Sources that hand on whatever text somebody put into them."""

_NAMED_ARN = re.compile(r"\.(\w+_)?arns?(\[[^]]*\])*$")
"""Outputs of modules that are named for the ARN they hold."""

_MODULES = re.compile(r"^(module\.[^.\[]+(\[[^]]*\])?\.)+")
_ALL = re.compile(r"(\w[\w-]*:)?\*")


def cannot_be_wild(value: Value) -> bool:
    """Whether a value, not known yet, surely comes out as the name of one thing and never as a wildcard.

    So it is with references to resources, with the account's own number and the like.
    """
    return all(isinstance(leaf, Unknown) and _is_definite(leaf) for leaf in leaves(value))


def _is_definite(leaf: Unknown) -> bool:
    if leaf.parts is not None:
        if any(isinstance(part, str) and re.search(r"[*?]", part) for part in leaf.parts):
            return False
        gaps = [part for part in leaf.parts if isinstance(part, Unknown)]
        spelled = "".join(part for part in leaf.parts if isinstance(part, str))
        return bool(spelled.strip()) or all(_is_definite(gap) for gap in gaps)
    subject = _MODULES.sub("", leaf.subject or "")
    spoken = [subject, *(_MODULES.sub("", reference.target) + "." for reference in leaf.references)]
    if any(_OPEN_SOURCES.match(one) for one in spoken):
        return False
    handed = (leaf.subject or "").startswith("module.") and _NAMED_ARN.search(leaf.subject or "") is not None
    return bool(leaf.references) or handed or subject.startswith(("data.", "AWS::"))


def covers(wide: Reading, narrow: Reading, element: str, asked: str = "") -> Evidence:
    """Whether everything (or just what is asked) that one statement names as `Action` is named by the other too."""
    if wide.at(f"Not{element}").is_present().outcome().answer.value != "no":
        return no()
    outer, inner = _texts(wide.at(element).value), _texts(narrow.at(element).value)
    if outer is None or inner is None:
        return unsure(f"whether a denial covers it cannot be told: `{element}` is unclear", wide.kind.place)
    if asked:
        inner = [asked.lower()]
    elif not isinstance(narrow.at(f"Not{element}").value, Absent):
        inner = ["*"]
    if not inner:
        return yes() if not outer or "*" in outer else no()
    return yes() if all(any(_within(one, pattern) for pattern in outer) for one in inner) else no()


def _within(pattern: str, wide: str) -> bool:
    """Whether all that a pattern matches is matched by a wider one. `s3:*` holds all actions of a bucket's policy."""
    if pattern == wide or wide == "*":
        return True
    if pattern == "*":
        return bool(_ALL.fullmatch(wide))
    expression = ".*".join(re.escape(part) for part in wide.split("*"))
    return "?" not in wide and re.fullmatch(expression, pattern, re.DOTALL) is not None


def _texts(value: Value) -> list[str] | None:
    """The patterns in lower case, gaps named by what they stand for; None where they cannot be told."""
    if isinstance(value, Absent):
        return []
    items = value.items if isinstance(value, ListValue) else (value,)
    if isinstance(value, ListValue) and value.open:
        return None
    texts = [_text(item) for item in items]
    return [text for text in texts if text is not None] if None not in texts else None


def _text(value: Value) -> str | None:
    if isinstance(value, Known):
        return str(value.scalar).lower()
    if isinstance(value, Unknown) and value.parts is not None:
        parts = [part if isinstance(part, str) else _named(part) for part in value.parts]
        return "".join(part for part in parts if part is not None).lower() if None not in parts else None
    return _named(value) if isinstance(value, Unknown) else None


def _named(leaf: Leaf) -> str | None:
    """What an unknown stands for, in braces."""
    if isinstance(leaf, Unknown) and leaf.subject:
        return f"{{{leaf.subject}}}"
    if leaf.references:
        return f"{{{leaf.references[0].target}.{leaf.references[0].attribute}}}"
    return None
