"""What an AWS resource policy lets strangers do.

Follows the published meaning of "public" (S3 user guide, "Blocking public access", 2023-06; IAM user
guide, policy elements, 2023-05): an allowing statement is public when its principal is everybody and no
condition pins the caller to fixed values of a key that identifies callers.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from foureyes.model.decision import leaves
from foureyes.model.evidence import Evidence, any_of, no, unsure
from foureyes.model.reading import Reading
from foureyes.model.value import Absent, Leaf, MapValue, Unknown
from foureyes_rules.vocabulary.networks import admits_everyone

_IDENTIFYING = frozenset(
    {
        "aws:principalorgid", "aws:principalorgpaths", "aws:principalaccount", "aws:principalarn", "aws:sourcevpc",
        "aws:sourcevpce", "aws:sourcearn", "aws:sourceaccount", "aws:sourceowner", "aws:sourceorgid",
        "aws:sourceorgpaths", "aws:userid", "aws:username", "aws:vpcsourceip", "s3:dataaccesspointaccount",
        "s3:dataaccesspointarn", "s3:x-amz-server-side-encryption-aws-kms-key-id", "kms:calleraccount",
    }
)  # fmt: skip
"""Condition keys whose fixed values narrow who may call."""

_ADDRESS = "aws:sourceip"
_POSITIVE = ("stringequals", "stringequalsignorecase", "stringlike", "arnequals", "arnlike", "ipaddress")
_NEGATIVE = (
    "stringnotequals",
    "stringnotequalsignorecase",
    "stringnotlike",
    "arnnotequals",
    "arnnotlike",
    "notipaddress",
)

Ask = Callable[[str], bool]


def is_public(policy: Reading, actions: Ask = lambda action: True) -> Evidence:
    """Whether the policy lets everybody do something for which `actions` holds.

    `actions` is asked with each action pattern in lower case (`s3:get*`); a `NotAction` counts as `*`.
    """
    statements = policy.at("Statement")
    opened = statements.any(
        lambda one: one.at("Effect").equals("Allow") & _does(one, actions) & _everybody(one) & ~_narrowed(one)
    )
    return opened & ~statements.any(_shuts_strangers_out)


def _does(statement: Reading, actions: Ask) -> Evidence:
    """Whether the statement speaks of an action that is asked for."""
    excepted = statement.at("NotAction")
    return excepted.is_present() | statement.at("Action").any(
        lambda action: action.matches(lambda text: actions(text.lower()), "")
    )


def _everybody(statement: Reading) -> Evidence:
    """Whether the principal is everybody: `*`, `{"AWS": "*"}`, a public identity provider, or all but some."""
    principal = statement.at("Principal")
    allowed_but = statement.at("NotPrincipal").is_present()
    named = principal.any(_is_everybody)
    return allowed_but | named


def _is_everybody(principal: Reading) -> Evidence:
    leaf = principal.value
    if isinstance(leaf, MapValue):
        anyone = any_of(
            principal.at(kind).any(lambda one: one.matches(lambda text: text == "*"))
            for kind in leaf.entries
            if kind in ("AWS", "*", "CanonicalUser")
        )
        return anyone | principal.at("Federated").any(lambda one: one.matches(_is_public_provider))
    return principal.matches(lambda text: text == "*")


def _is_public_provider(provider: str) -> bool:
    """An identity provider where anybody may sign up."""
    return provider in (
        "*",
        "graph.facebook.com",
        "accounts.google.com",
        "www.amazon.com",
        "cognito-identity.amazonaws.com",
    )


def _narrowed(statement: Reading) -> Evidence:
    """Whether a condition pins the caller. Keys are joined by and: one that is fully fixed is enough."""
    return _over_conditions(statement, _pins)


def _shuts_strangers_out(statement: Reading) -> Evidence:
    """Whether a statement denies everything to everybody outside a fixed set of callers.

    A denial of fewer actions or resources is not followed: it answers no, so that nothing is called
    closed by mistake.
    """
    everything = statement.at("Action").any(lambda one: one.matches(lambda text: text in ("*", "s3:*"), "")) | (
        statement.at("NotAction").is_present() & no()
    )
    all_resources = statement.at("NotResource").is_absent() & ~statement.at("Resource").all(
        lambda one: one.matches(lambda text: not text.endswith("*"), "")
    )
    whom = statement.at("Principal").any(_is_everybody)
    denies = statement.at("Effect").equals("Deny")
    # A condition beside the excluding one only makes the denial rarer.
    alone = _condition_count(statement) <= 1
    outsiders = _over_conditions(statement, _excludes) if alone else no()
    return denies & whom & everything & all_resources & outsiders


def refuses_plain_http(policy: Reading) -> Evidence:
    """Whether a statement denies everybody who comes without TLS."""

    def insecure(operator: str, key: str, values: Reading) -> Evidence:
        if key != "aws:securetransport" or operator not in ("bool", "boolifexists"):
            return no()
        return values.any(lambda one: one.is_in("false"))

    return policy.at("Statement").any(
        lambda one: one.at("Effect").equals("Deny") & _everybody(one) & _over_conditions(one, insecure)
    )


def _condition_count(statement: Reading) -> int:
    conditions = statement.at("Condition").value
    if not isinstance(conditions, MapValue):
        return 0
    return sum(len(one.entries) if isinstance(one, MapValue) else 1 for one in conditions.entries.values())


def _over_conditions(statement: Reading, question: Callable[[str, str, Reading], Evidence]) -> Evidence:
    """Whether the question holds for one (operator, key, values) of the statement's conditions."""
    conditions = statement.at("Condition")
    value = conditions.value
    if isinstance(value, Absent):
        return no()
    if not isinstance(value, MapValue):
        return unsure("the statement's condition cannot be read", getattr(value, "place", None))
    answers = []
    for operator, tested in value.entries.items():
        if not isinstance(tested, MapValue):
            answers.append(unsure(f"the condition `{operator}` cannot be read", getattr(tested, "place", None)))
            continue
        answers += [
            question(operator.lower(), key.lower(), Reading(one, f"{operator} {key}", statement.kind))
            for key, one in tested.entries.items()
        ]
    if value.open:
        answers.append(unsure("the statement may have more conditions", value.place))
    return any_of(answers)


def _pins(operator: str, key: str, values: Reading) -> Evidence:
    """Whether one tested key admits only fixed callers."""
    if operator.endswith("ifexists") or operator.startswith("forallvalues:"):
        return no()
    bare = operator.removeprefix("foranyvalue:")
    if bare not in _POSITIVE:
        return no()
    if key == _ADDRESS:
        return ~_holds_one(values, admits_everyone) if bare == "ipaddress" else no()
    if key in _IDENTIFYING or _is_subject(key):
        return ~_holds_one(values, lambda text: not is_fixed(text, key, bare))
    return no()


def _excludes(operator: str, key: str, values: Reading) -> Evidence:
    """Whether a denial with this test hits everybody but fixed callers."""
    bare = operator.removesuffix("ifexists")
    if bare not in _NEGATIVE:
        return no()
    if key == _ADDRESS:
        return ~_holds_one(values, admits_everyone) if bare == "notipaddress" else no()
    if key in _IDENTIFYING:
        return ~_holds_one(values, lambda text: not is_fixed(text, key, bare))
    return no()


def _holds_one(values: Reading, test: Ask) -> Evidence:
    """Whether one of the values passes the test. A text with gaps is judged by its known parts."""

    def question(one: Reading) -> Evidence:
        if all(isinstance(leaf, Unknown) and leaf.present for leaf in leaves(one.value)):
            # References and texts with gaps come out as something definite, not as a wildcard, unless they hold one.
            wild = any("*" in part for leaf in leaves(one.value) for part in _texts(leaf))
            return unsure("a wildcard stands beside what is unknown", one.kind.place) if wild else no()
        return one.matches(test)

    return values.any(question)


def _texts(leaf: Leaf) -> list[str]:
    parts = leaf.parts if isinstance(leaf, Unknown) and leaf.parts else ()
    return [part for part in parts if isinstance(part, str)]


def is_fixed(text: str, key: str, operator: str) -> bool:
    """Whether a tested value names fixed callers: no wildcard and no policy variable where it counts."""
    if "${" in text:
        return False
    if "*" not in text and "?" not in text:
        return True
    if operator in ("stringequals", "stringequalsignorecase", "arnequals") and not text.startswith("arn:"):
        return True  # compared literally: it matches nobody
    if key in ("aws:principalarn", "aws:sourcearn", "s3:dataaccesspointarn"):
        return re.match(r"arn:[^:*?]*:[^:*?]*:[^:]*:\d{12}:", text) is not None
    if key in ("aws:principalorgpaths", "aws:sourceorgpaths"):
        return re.match(r"o-[a-z0-9]{10,32}/", text) is not None
    return False


def _is_subject(key: str) -> bool:
    """The subject claim of an OpenID provider, which pins a workload."""
    return key.endswith(":sub")
