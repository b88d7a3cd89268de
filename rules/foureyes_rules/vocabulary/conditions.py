"""Conditions in AWS policies: which of them tell callers apart.

Facts: S3 user guide, "Blocking public access" (2023-06), for the keys and for the widest ranges; IAM user
guide, condition operators and global keys (2023-05). Names of users and private addresses are everybody's
to choose, so neither tells a caller.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from foureyes.model.decision import leaves
from foureyes.model.evidence import Evidence, no, unsure, yes
from foureyes.model.reading import Reading
from foureyes.model.value import Absent, MapValue, Unknown
from foureyes_rules.vocabulary.networks import WIDEST_V4, admits_everyone, is_somewhere, prefix_of
from foureyes_rules.vocabulary.patterns import cannot_be_wild, fixed_form

IDENTIFYING = frozenset(
    {
        "aws:principalorgid", "aws:principalorgpaths", "aws:principalaccount", "aws:principalarn", "aws:sourcevpc",
        "aws:sourcevpce", "aws:sourcevpcarn", "aws:sourcearn", "aws:sourceaccount", "aws:sourceowner",
        "aws:sourceorgid", "aws:sourceorgpaths", "aws:vpceaccount", "aws:vpceorgid", "aws:vpceorgpaths",
        "aws:ec2instancesourcevpc", "aws:userid", "s3:dataaccesspointaccount", "s3:dataaccesspointarn",
        "s3:x-amz-server-side-encryption-aws-kms-key-id", "kms:calleraccount", "sts:externalid",
        "accounts.google.com:aud", "graph.facebook.com:app_id", "www.amazon.com:app_id",
        "cognito-identity.amazonaws.com:aud", "appleid.apple.com:aud", "sns:endpoint",
    }
)  # fmt: skip
"""Condition keys whose fixed values narrow who may call."""

_ADDRESS = "aws:sourceip"
_MOUNTED = "elasticfilesystem:accessedviamounttarget"
_POSITIVE = ("stringequals", "stringequalsignorecase", "stringlike", "arnequals", "arnlike", "ipaddress")
_NEGATIVE = (
    "stringnotequals", "stringnotequalsignorecase", "stringnotlike", "arnnotequals", "arnnotlike", "notipaddress",
)  # fmt: skip
_LITERAL = ("stringequals", "stringequalsignorecase", "stringnotequals", "stringnotequalsignorecase")
_SERVICE_KEYS = ("aws:principalisawsservice", "aws:viaawsservice")

Test = tuple[str, str, Reading]
"""Operator and key in lower case, and the values tested for."""


def tests_of(statement: Reading) -> tuple[list[Test], Evidence]:
    """The tests of a statement's conditions that can be read, and whether there are more."""
    condition = statement.at("Condition")
    value = condition.value
    if isinstance(value, Absent):
        return [], no()
    if not isinstance(value, MapValue):
        return [], unsure("the statement's condition cannot be read", getattr(value, "place", None))
    tests: list[Test] = []
    rest = unsure("the statement may have more conditions", value.place) if value.open else no()
    for operator, tested in value.entries.items():
        if not isinstance(tested, MapValue) or tested.open:
            rest = rest | unsure(f"the condition `{operator}` cannot be read", getattr(tested, "place", None))
        if isinstance(tested, MapValue):
            tests += [
                (operator.lower(), key.lower(), Reading(one, f"{operator} {key}", statement.kind))
                for key, one in tested.entries.items()
            ]
    return tests, rest


def pins(operator: str, key: str, values: Reading) -> Evidence:
    """Whether one test admits only fixed callers."""
    if operator.endswith("ifexists") or operator.startswith("forallvalues:"):
        return no()
    bare = operator.removeprefix("foranyvalue:")
    if bare == "bool" and key == _MOUNTED:
        return values.is_true()
    if bare not in _POSITIVE:
        return no()
    if key == _ADDRESS:
        return ~_has_wide_range(values) if bare == "ipaddress" else no()
    if key in IDENTIFYING or key.endswith(":sub"):
        return ~_has_open_value(values, key, bare)
    return no()


def excludes(operator: str, key: str, values: Reading) -> Evidence:
    """Whether a denial with this test hits everybody but fixed callers.

    With `ForAnyValue` it spares those of whom the key says nothing: callers without an account.
    """
    bare = operator.removesuffix("ifexists").removeprefix("forallvalues:")
    if bare not in _NEGATIVE:
        return no()
    if key == _ADDRESS:
        return ~_has_wide_range(values) if bare == "notipaddress" else no()
    if key in IDENTIFYING:
        return ~_has_open_value(values, key, bare)
    return no()


def is_neutral(operator: str, key: str, values: Reading) -> Evidence:
    """Whether a test beside an excluding one holds for every stranger: callers that are no AWS service."""
    if key in _SERVICE_KEYS and operator in ("bool", "boolifexists"):
        return values.is_false()
    return no()


def _has_wide_range(values: Reading) -> Evidence:
    """Whether one of the ranges is the internet at large. Of one with gaps, the prefix decides."""

    def question(one: Reading) -> Evidence:
        leaf = one.value
        if not isinstance(leaf, Unknown):
            return one.matches(admits_everyone)
        prefix = prefix_of(leaf)
        if prefix is not None and prefix < WIDEST_V4:
            return yes(f"`{one.label}` ends with /{prefix}", leaf.place, leaf.trail, one.label)
        return no() if is_somewhere(leaf, one.kind.resource) else one.matches(admits_everyone)

    return _one_of(values, question)


def _has_open_value(values: Reading, key: str, operator: str) -> Evidence:
    """Whether one of the values names no fixed callers."""

    def question(one: Reading) -> Evidence:
        found = list(leaves(one.value))
        unknown = [leaf for leaf in found if isinstance(leaf, Unknown)]
        if len(unknown) < len(found):
            return one.matches(lambda text: not is_fixed(text, key, operator))
        if all(_comes_out_fixed(leaf, key, operator) for leaf in unknown):
            return no()
        return unsure("it cannot be told whether a wildcard stands there", one.kind.place, (), one.label)

    return _one_of(values, question)


def _comes_out_fixed(leaf: Unknown, key: str, operator: str) -> bool:
    """Whether what is not known yet surely names fixed callers. Only some operators heed wildcards."""
    if operator in _LITERAL:
        return leaf.present or cannot_be_wild(leaf)
    return (cannot_be_wild(leaf) and leaf.parts is None) or is_fixed(fixed_form(leaf), key, operator)


def _one_of(values: Reading, question: Callable[[Reading], Evidence]) -> Evidence:
    """Whether the question holds for one of the values; of none, no caller is told, so yes."""
    if isinstance(values.value, Absent):
        return yes()
    return question(values) if isinstance(values.value, Unknown) else values.any(question)


def is_fixed(text: str, key: str, operator: str) -> bool:
    """Whether a tested value names fixed callers: no wildcard and no policy variable where it counts."""
    if not text or "${" in text:
        return False
    if "*" not in text and "?" not in text:
        return True
    if operator.endswith(("stringequals", "stringnotequals", "equalsignorecase")):
        return True  # compared literally: it matches nobody, and spares nobody
    if key in ("aws:principalarn", "aws:sourcearn", "s3:dataaccesspointarn", "aws:sourcevpcarn"):
        return re.match(r"arn:[^:*?]*:[^:*?]*:[^:]*:\d{12}:", text) is not None
    if key in ("aws:principalorgpaths", "aws:sourceorgpaths", "aws:vpceorgpaths"):
        return re.match(r"o-[a-z0-9]{10,32}/", text) is not None
    if key == "sns:endpoint":
        return re.fullmatch(r"\*@[\w.-]+", text) is not None
    return key.endswith(":sub") and re.match(r"[\w-]+:[\w.-]{3,}/", text) is not None
