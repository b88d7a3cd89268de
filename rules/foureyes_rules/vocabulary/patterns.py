"""Patterns in AWS policies: what may turn out to be a wildcard, and what covers what.

Facts: IAM user guide, policy elements, 2023-05 (`*` and `?` match across separators).
"""

from __future__ import annotations

import re

from foureyes.model.decision import leaves
from foureyes.model.evidence import Evidence, no, unsure, yes
from foureyes.model.pattern import pattern
from foureyes.model.reading import Reading
from foureyes.model.value import Absent, Known, Leaf, ListValue, Reference, Unknown, Value

_NAMING = r"(\w+_)?(arns?|ids?)|identity\.oidc\.issuer|url"
_DEFINITE = tuple(
    (pattern(types), pattern(attributes))
    for types, attributes in (
        (r"(aws|awscc|google|azurerm|azuread)_(?!ssm_parameter$)\w+", _NAMING),
        (r"aws_ssm_parameter", r"arn"),
        (r"aws_iam_\w+", r"name|arns|names|unique_id"),
        (r"aws_(caller_identity|partition|region|canonical_user_id|\w+_service_account)", r"\w+"),
        (r"kubernetes_service_account\w*", r"metadata\.\w+"),
    )
)
"""Types and attributes by which the platform names one thing. Everything else may hold what somebody put into it."""

_HANDED_ON = pattern(r"aws_(cloudformation_stack|cloudformation_export|lambda_invocation|cloudcontrolapi_resource)")

_FOREIGN = pattern(r"\bvar\.|[*?]")
"""What in an expression tells that more than the attribute went into it."""

_ATTRIBUTES = pattern(r"Ref|(\w+\.)*\w*(Arn|Id)")
"""What CloudFormation's resources are named by."""

_SUBJECT = pattern(r"((?:data\.)?[a-z]\w*\.[\w-]+(?:\[[^]]*\])?)\.(.+)")

_NAMED_ARN = pattern(r"\.(\w+_)?arns?(\[[^]]*\])*$")
"""Outputs of modules that are named for the ARN they hold."""

_MODULES = pattern(r"^(module\.[^.\[]+(\[[^]]*\])?\.)+")
_ALL = pattern(r"(\w[\w-]*:)?\*")


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
    subject = leaf.subject or ""
    if subject.startswith("AWS::") or _is_handed_out(subject):
        return True
    if leaf.references:
        return all(_names_one(one, leaf) for one in leaf.references)
    named = _SUBJECT.fullmatch(_MODULES.sub("", subject))
    return named is not None and _names_one(Reference(named[1], named[2]), leaf)


def _is_handed_out(subject: str) -> bool:
    """Whether it is an output, of a module or of a nested stack, that is named for the ARN it holds."""
    of_module = subject.startswith("module.") and _NAMED_ARN.search(subject) is not None
    return of_module or re.fullmatch(r"[\w.]+\.Outputs\.\w*Arn", subject) is not None


def _names_one(reference: Reference, leaf: Unknown) -> bool:
    """Whether an attribute names one thing, and nothing but that attribute went into the unknown."""
    target = re.fullmatch(r"(?:data\.)?([a-z][a-z0-9]*_\w+)\.[\w-]+(\[[^]]*\])?", _MODULES.sub("", reference.target))
    if target is None:  # a logical id of CloudFormation; what a custom resource answers is not surely there
        own = leaf.subject in (f"Ref {reference.target}", f"{reference.target}.{reference.attribute}", None)
        return own and leaf.present and _ATTRIBUTES.fullmatch(reference.attribute) is not None
    attribute = re.sub(r"\[[^]]*\]", "", reference.attribute)
    fits = any(types.fullmatch(target[1]) and names.fullmatch(attribute) for types, names in _DEFINITE)
    subject = (leaf.subject or "").replace("[*]", "")
    foreign = subject.startswith("module.") and reference.target.replace("[*]", "") not in subject
    return fits and not foreign and not _HANDED_ON.fullmatch(target[1]) and not _FOREIGN.search(subject)


def fixed_form(leaf: Unknown) -> str:
    """A text with gaps written out: a number where one thing is named, a wildcard where anything may stand."""
    account = "1" * 12
    if leaf.parts is None:
        return account if _is_definite(leaf) else "*"
    return "".join(
        part if isinstance(part, str) else account if _is_definite(part) or not part.may_be("*") else "*"
        for part in leaf.parts
    )


def covers(wide: Reading, narrow: Reading, element: str, asked: str = "") -> Evidence:
    """Whether everything (or just what is asked) that one statement names as `Action` is named by the other too."""
    if wide.at(f"Not{element}").is_present().outcome().answer.value != "no":
        return no()
    outer, inner = texts_of(wide, element), texts_of(narrow, element)
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


def texts_of(statement: Reading, element: str) -> list[str] | None:
    """A statement's patterns, gaps named by what they stand for; None where they cannot be told.

    Only actions are told in lower case: names of resources differ by it.
    """
    texts = _texts(statement.at(element).value)
    return [text.lower() for text in texts] if texts and element == "Action" else texts


def _texts(value: Value) -> list[str] | None:
    if isinstance(value, Absent):
        return []
    items = value.items if isinstance(value, ListValue) else (value,)
    if isinstance(value, ListValue) and value.open:
        return None
    texts = [_text(item) for item in items]
    return [text for text in texts if text is not None] if None not in texts else None


def _text(value: Value) -> str | None:
    if isinstance(value, Known):
        return str(value.scalar)
    if isinstance(value, Unknown) and value.parts is not None:
        parts = [part if isinstance(part, str) else _named(part) for part in value.parts]
        return "".join(part for part in parts if part is not None) if None not in parts else None
    return _named(value) if isinstance(value, Unknown) else None


def _named(leaf: Leaf) -> str | None:
    """What an unknown stands for, in braces."""
    if isinstance(leaf, Unknown) and leaf.subject:
        return f"{{{leaf.subject}}}"
    if leaf.references:
        return f"{{{leaf.references[0].target}.{leaf.references[0].attribute}}}"
    return None
