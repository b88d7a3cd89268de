"""What an AWS resource policy lets strangers do.

Follows the published meaning of "public" (S3 user guide, "Blocking public access", 2023-06; IAM user
guide, policy elements, 2023-05): an allowing statement is public when its principal is everybody and no
condition pins the caller to fixed values of a key that identifies callers. A denial that covers the
statement and hits everybody but fixed callers closes it again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from fnmatch import fnmatchcase

from foureyes.model.evidence import Evidence, all_of, any_of, no, unsure, yes
from foureyes.model.reading import Reading
from foureyes.model.value import Absent, ListValue, MapValue, Unknown
from foureyes_rules.vocabulary.conditions import excludes, is_neutral, pins, tests_of
from foureyes_rules.vocabulary.patterns import cannot_be_wild, covers, texts_of

Ask = Callable[[str], bool]
Question = Callable[[Reading], Evidence]

MAX_STATEMENTS = 300
"""Statements among which denials are followed. S3 takes 20 KB of policy, which hold fewer."""


def anything(action: str) -> bool:
    """Every action."""
    return True


def touching(*wanted: str) -> Ask:
    """Asks whether an action pattern (`s3:get*`) has one of these (`s3:getobject`) in it."""
    folded = tuple(one.lower() for one in wanted)
    return lambda action: any(fnmatchcase(one, action) or fnmatchcase(action, one) for one in folded)


def is_public(policy: Reading, actions: Ask = anything) -> Evidence:
    """Whether the policy lets everybody do something for which `actions` holds.

    `actions` is asked with each action pattern in lower case (`s3:get*`); a `NotAction` counts as `*`.
    """
    statements = policy.at("Statement")
    return statements.any(_left_open(statements, actions))


def lets_strangers(policy: Reading, *actions: str) -> Evidence:
    """Whether the policy lets everybody do one of these very actions (`execute-api:Invoke`)."""
    statements = policy.at("Statement")

    def opened(action: str) -> Evidence:
        return statements.any(_left_open(statements, touching(action), action))

    return any_of(opened(action) for action in actions)


def _left_open(statements: Reading, actions: Ask, action: str = "") -> Question:
    """Asks whether one of the statements opens something that no denial closes again."""
    denied = statements.any(_denies)

    def question(one: Reading) -> Evidence:
        opened = opens(one, actions)
        if opened.is_ruled_out():
            return opened
        return opened & ~(denied if denied.is_ruled_out() else is_shut(one, statements, action))

    return question


def opens(statement: Reading, actions: Ask = anything) -> Evidence:
    """Whether a statement, taken by itself, allows everybody such an action."""
    allowed = statement.at("Effect").equals("Allow") & does(statement, actions)
    return everybody(statement) & allowed & ~_pinned(statement)


def does(statement: Reading, actions: Ask) -> Evidence:
    """Whether the statement speaks of an action that is asked for. One without actions is refused by the platform."""
    named, all_but = statement.at("Action"), statement.at("NotAction").is_present()
    silent = named.is_absent() & ~all_but & unsure("the statement names no action", statement.kind.place)
    return all_but | named.any(lambda action: action.matches(lambda text: actions(text.lower()), "")) | silent


def everybody(statement: Reading) -> Evidence:
    """Whether the principal is everybody: `*`, `{"AWS": "*"}`, a public identity provider, or all but some."""
    named = _one_of(statement.at("Principal"), lambda one: _is_everybody(one, does(statement, _is_for_web_identities)))
    return statement.at("NotPrincipal").is_present() | named


def _is_for_web_identities(action: str) -> bool:
    """Whether those of an OpenID provider may do it: a provider of SAML vouches for its own people only."""
    return action not in ("sts:assumerolewithsaml", "sts:tagsession", "sts:setsourceidentity")


def trusts_web_identities(statement: Reading) -> Evidence:
    """Whether a statement of a role's trust lets those of an OpenID provider in."""
    return statement.at("Effect").equals("Allow") & does(statement, touching("sts:AssumeRoleWithWebIdentity"))


def _one_of(names: Reading, question: Callable[[Reading], Evidence]) -> Evidence:
    """Whether the question holds for one of the names; for a reference to resources it does not."""
    return no() if cannot_be_wild(names.value) else names.any(question)


def _is_everybody(principal: Reading, by_provider: Evidence | None = None) -> Evidence:
    """Whether a principal is everybody; `by_provider` says whether identity providers matter."""
    leaf = principal.value
    if not isinstance(leaf, MapValue):
        return is_star(principal)
    found = [
        _one_of(principal.at(kind), is_star) for kind in leaf.entries if kind.lower() in ("aws", "*", "canonicaluser")
    ]
    vouched = _one_of(principal.at("Federated"), is_public_provider)
    found.append(vouched if by_provider is None else by_provider & vouched)
    if leaf.open:
        found.append(unsure("the statement may have more principals", leaf.place))
    return any_of(found)


def is_star(principal: Reading) -> Evidence:
    """Whether a principal is `*`. What refers to a resource or an account is somebody.

    A wildcard for the account in an ARN is refused by most services and heeded by some.
    """
    if cannot_be_wild(principal.value):
        return no()
    of_any_account = principal.matches(lambda text: re.match(r"arn:[^:]*:\w+::[^:]*[*?]", text) is not None, "")
    refused = unsure("most services refuse a wildcard for the account of a principal", principal.kind.place)
    return principal.equals("*") | (of_any_account & refused)


PUBLIC_PROVIDERS = (
    "graph.facebook.com", "accounts.google.com", "www.amazon.com", "api.twitter.com", "appleid.apple.com",
    "cognito-identity.amazonaws.com",
)  # fmt: skip
"""Identity providers where anybody may sign up."""


def is_public_provider(provider: Reading) -> Evidence:
    """Whether an identity provider vouches for anybody who signs up."""
    return no() if cannot_be_wild(provider.value) else provider.is_in("*", *PUBLIC_PROVIDERS)


def _pinned(statement: Reading) -> Evidence:
    """Whether a condition pins the caller. Keys are joined by and: one that is fully fixed is enough."""
    return _over_conditions(statement, pins)


def _over_conditions(statement: Reading, question: Callable[[str, str, Reading], Evidence]) -> Evidence:
    """Whether the question holds for one (operator, key, values) of the statement's conditions."""
    tests, rest = tests_of(statement)
    return any_of(question(*test) for test in tests) | rest


def is_shut(statement: Reading, statements: Reading, action: str = "") -> Evidence:
    """Whether a denial covers this statement (or one action of it) and hits everybody but fixed callers."""
    if isinstance(statements.value, ListValue) and len(statements.value.items) > MAX_STATEMENTS:
        return unsure(f"denials are not followed among more than {MAX_STATEMENTS} statements", statements.kind.place)
    return statements.any(lambda one: _shuts_strangers_out(one, statement, action))


def _shuts_strangers_out(denial: Reading, opened: Reading, action: str) -> Evidence:
    """Whether one statement denies to strangers all that another one allows, or one action of it.

    A denial of fewer actions or resources leaves the rest open.
    """
    denies = _denies(denial)
    if denies.is_ruled_out():
        return denies
    spared = denial.at("NotPrincipal")
    others = spared.is_present() & ~_one_of(spared, _is_everybody) & denial.at("Condition").is_absent()
    whom = others | (_one_of(denial.at("Principal"), _is_everybody) & _hits_outsiders(denial))
    return denies & whom & covers(denial, opened, "Action", action) & covers(denial, opened, "Resource")


def _denies(statement: Reading) -> Evidence:
    return statement.at("Effect").equals("Deny")


def _hits_outsiders(denial: Reading) -> Evidence:
    """Whether a denial's conditions hold for every stranger: each spares only fixed callers, or holds for all."""
    if isinstance(denial.at("Condition").value, Absent):
        return yes()
    tests, rest = tests_of(denial)
    answers = [excludes(*test) | is_neutral(*test) for test in tests]
    return all_of(answers) & (any_of(excludes(*test) for test in tests) | rest) & ~rest


def refuses_plain_http(policy: Reading) -> Evidence:
    """Whether a statement denies everybody who comes without TLS, whatever they ask of whichever part."""

    def insecure(operator: str, key: str, values: Reading) -> Evidence:
        if key != "aws:securetransport" or operator not in ("bool", "boolifexists", "stringequals"):
            return no()
        return values.any(lambda one: one.is_in("false"))

    return policy.at("Statement").any(
        lambda one: one.at("Effect").equals("Deny") & everybody(one) & _whenever(one, insecure) & _is_total(one)
    )


def _whenever(statement: Reading, question: Callable[[str, str, Reading], Evidence]) -> Evidence:
    """Whether a test of the conditions passes, and no other makes the statement rarer."""
    tests, rest = tests_of(statement)
    return (
        any_of(question(*test) for test in tests)
        & all_of(question(*test) | is_neutral(*test) for test in tests)
        & ~rest
    )


def _is_total(statement: Reading) -> Evidence:
    """Whether a statement speaks of all actions and of everything in the resource.

    Of a bucket, what counts are its objects: the CIS AWS Foundations Benchmark 2.1.1 asks for them alone.
    """
    if any(statement.at(f"Not{one}").is_present().outcome().answer.value != "no" for one in ("Action", "Resource")):
        return no()
    actions, resources = texts_of(statement, "Action"), texts_of(statement, "Resource")
    place = statement.kind.place
    if actions is None or resources is None:
        return unsure("whether the denial covers everything cannot be told", place)
    if not any(re.fullmatch(r"(\w[\w-]*:)?\*", action) for action in actions):
        return no("the denial is of some actions only", place)
    bare = [re.sub(r"\{.*\}", "", one) for one in resources]
    of_bucket = "s3_bucket" in statement.kind.resource.type or "S3::Bucket" in statement.kind.resource.type
    if not of_bucket or any(one.endswith("*") and "/" not in one for one in bare):
        return yes()
    objects = any("/" not in one[:-2] for one in bare if one.endswith("/*"))
    return yes() if objects else no("the denial is not of all objects", place)


def serves_without_source(policy: Reading, services: tuple[str, ...]) -> Evidence:
    """Whether a service that any customer can drive is allowed in without naming on whose behalf."""

    def names_service(statement: Reading) -> Evidence:
        principal = statement.at("Principal")
        return principal.any(
            lambda one: (
                one.at("Service").any(lambda name: name.is_in(*services)) if isinstance(one.value, MapValue) else no()
            )
        )

    return policy.at("Statement").any(lambda one: one.at("Effect").equals("Allow") & names_service(one) & ~_pinned(one))


def allows_all_actions(policy: Reading) -> Evidence:
    """Whether a statement allows `*` or everything of a service (`sqs:*`), to whomever."""
    return policy.at("Statement").any(
        lambda one: (
            one.at("Effect").equals("Allow")
            & one.at("Action").any(
                lambda action: action.matches(lambda text: bool(re.fullmatch(r"(\w[\w-]*:)?\*", text)))
            )
        )
    )


def trusts_open_subject(policy: Reading, is_open_issuer: Question) -> Evidence:
    """Whether anybody at an OpenID issuer that is open is trusted: no subject, or any, is asked for."""
    return policy.at("Statement").any(
        lambda one: (
            trusts_web_identities(one) & one_provider(one, is_open_issuer) & ~_over_conditions(one, names_subject)
        )
    )


def one_provider(statement: Reading, question: Question) -> Evidence:
    """Whether the question holds for an identity provider of the statement, also for a lone one not known yet."""
    providers = statement.at("Principal.Federated")
    return question(providers) if isinstance(providers.value, Unknown) else providers.any(question)


def vouched_by(provider: Reading, issuers: tuple[str, ...]) -> Evidence:
    """Whether a provider, by ARN or by address, is one of the issuers. Of a text with gaps its end decides."""
    leaf = provider.value
    end = leaf.parts[-1] if isinstance(leaf, Unknown) and leaf.parts else None
    if isinstance(end, str) and "/" in end:
        found = end.endswith(issuers)
        return yes(f"`{provider.label}` ends with {end}", provider.kind.place) if found else no()
    return provider.matches(lambda text: text.rstrip("/").endswith(issuers))


def names_subject(operator: str, key: str, values: Reading) -> Evidence:
    """Whether a test of the subject claim names its owner: `repo:acme/…`, not `*` and not `repo:*`."""
    bare = operator.removeprefix("foranyvalue:")
    if not key.endswith((":sub", ":repository", ":repository_owner", ":namespace_id")) or bare not in (
        "stringequals", "stringlike", "stringequalsignorecase",
    ):  # fmt: skip
        return no()
    return ~_one_of(values, lambda one: no() if cannot_be_wild(one.value) else one.matches(_names_nobody, ""))


def _names_nobody(subject: str) -> bool:
    """Whether a pattern of subjects begins so vaguely that it says nothing about whose workload it is."""
    return re.match(r"[^:*?]*(:[^*?:/]{0,2})?[*?]", subject) is not None
