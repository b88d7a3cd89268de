"""Whatever equal thing replaces a literal, a verdict stays or becomes cannot tell: never safe, never risky.

Judged by the real storage rules, through the real scan.
"""

import copy

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foureyes.engine.catalogue import BUILT_IN, load
from foureyes.engine.scan import scan
from foureyes.model.evidence import Answer
from tests.languages.arm.support import SCHEMA, evaluated, template

ACCOUNT = "Microsoft.Storage/storageAccounts"
RULES = [rule for rule in load((BUILT_IN,)) if "storage" in rule.id or "blob" in rule.id]
VALUES = {
    "public": (True, False),
    "https": (True, False),
    "keys": (True, False),
    "network": ("Allow", "Deny"),
    "level": ("Container", "None"),
    "tls": ("TLS1_0", "TLS1_2"),
    "name": ("acme", "acme"),
}


def base(slots):
    """An account and its container, the settings read from the slots."""
    properties = {
        "allowBlobPublicAccess": slots["public"],
        "supportsHttpsTrafficOnly": slots["https"],
        "allowSharedKeyAccess": slots["keys"],
        "minimumTlsVersion": slots["tls"],
        "networkAcls": {"defaultAction": slots["network"]},
    }
    account = {"type": ACCOUNT, "apiVersion": "2023-05-01", "name": slots["name"], "properties": properties}
    container = {
        "type": f"{ACCOUNT}/blobServices/containers",
        "apiVersion": "2023-05-01",
        "name": f"[concat({inner(slots['name'])}, '/default/docs')]",
        "properties": {"publicAccess": slots["level"]},
    }
    return [account, container]


def inner(value):
    """A JSON value as the inside of an expression."""
    if isinstance(value, bool):
        return f"{str(value).lower()}()"
    if value.startswith("["):
        return value[1:-1]
    return f"'{value}'"


class Building:
    """A template that grows by what the spellings need."""

    def __init__(self):
        self.parameters = {"undecided": {"type": "bool"}}
        self.variables = {}

    def spelled(self, slot, how, value):
        other = next(one for one in (*VALUES[slot], value) if one != value or slot == "name")
        text, kind = inner(value), "bool" if isinstance(value, bool) else "string"
        if how == "parameter":
            self.parameters[slot] = {"type": kind, "defaultValue": value}
            return f"[parameters('{slot}')]"
        if how == "no value":
            self.parameters[slot] = {"type": kind}
            return f"[parameters('{slot}')]"
        if how == "allowed":
            self.parameters[slot] = {"type": kind, "allowedValues": list(VALUES[slot])}
            return f"[parameters('{slot}')]"
        if how == "variable":
            self.variables[slot] = value
            return f"[variables('{slot}')]"
        if how == "copied":
            loop = {"name": slot, "count": 2, "input": f"[if(equals(copyIndex('{slot}'), 1), {text}, {inner(other)})]"}
            self.variables.setdefault("copy", []).append(loop)
            return f"[variables('{slot}')[1]]"
        return {
            "if": f"[if(equals(1, 1), {text}, {inner(other)})]",
            "else": f"[if(equals(1, 2), {inner(other)}, {text})]",
            "either": f"[if(parameters('undecided'), {text}, {inner(other)})]",
            "same": f"[if(parameters('undecided'), {text}, {text})]",
            "coalesce": f"[coalesce(null(), {text})]",
            "object": f"[createObject('a', {text}, 'b', 1).A]",
            "tryGet": f"[tryGet(createObject('a', {text}), 'a')]",
            "union": f"[union(createObject('a', {inner(other)}), createObject('a', {text})).a]",
            "first": f"[first(createArray({text}, {inner(other)}))]",
            "map": f"[map(createArray({inner(other)}, {text}), lambda('x', lambdaVariables('x')))[1]]",
            "filter": f"[filter(createArray({text}), lambda('x', true()))[0]]",
            "json": f"[json(string(createObject('a', {text}))).a]",
            "format": f"[format('{{0}}', {text})]",
        }[how]


SPELLINGS = (
    "literal", "parameter", "no value", "allowed", "variable", "copied", "if", "else", "either", "same", "coalesce",
    "object", "tryGet", "union", "first", "map", "filter", "json", "format",
)  # fmt: skip
AROUND = (
    "nothing", "inner", "outer", "copy", "copy unknown", "condition", "condition unknown", "nested child", "symbols",
    "deployments copied",
)  # fmt: skip


def arranged(resources, around, building):
    """The resources in another arrangement that deploys the same."""
    resources = copy.deepcopy(resources)
    if around == "copy":
        for number, one in enumerate(resources):
            one["copy"] = {"name": f"loop{number}", "count": 1}
    elif around == "copy unknown":
        building.parameters["count"] = {"type": "int"}
        for number, one in enumerate(resources):
            one["copy"] = {"name": f"loop{number}", "count": "[parameters('count')]"}
    elif around == "condition":
        resources[0]["condition"] = "[not(equals('a', 'b'))]"
    elif around == "condition unknown":
        for one in resources:
            one["condition"] = "[parameters('undecided')]"
    elif around == "nested child":
        account, container = resources
        container.update(type="blobServices/containers", name="default/docs")
        account["resources"] = [container]
        return [account]
    elif around == "symbols":
        return dict(zip(("store", "docs"), resources, strict=True))
    elif around in ("inner", "outer", "deployments copied"):
        return [deployment(resources, around, building)]
    return resources


def deployment(resources, around, building):
    nested = {"$schema": SCHEMA, "contentVersion": "1.0.0.0", "resources": resources}
    properties = {"mode": "Incremental", "template": nested}
    if around != "outer":
        properties["expressionEvaluationOptions"] = {"scope": "inner"}
        nested["variables"] = building.variables
        nested["parameters"] = {name: {"type": one["type"]} for name, one in building.parameters.items()}
        properties["parameters"] = {name: {"value": f"[parameters('{name}')]"} for name in building.parameters}
    made = {"type": "Microsoft.Resources/deployments", "apiVersion": "2022-09-01", "name": "inside"}
    if around == "deployments copied":
        made["copy"] = {"name": "times", "count": 1}
    return {**made, "properties": properties}


def verdicts(resources, building=None):
    """Answers by rule and kind of resource."""
    building = building or Building()
    sections = template(parameters=building.parameters, variables=building.variables, resources=resources)
    if isinstance(resources, dict):
        sections["languageVersion"] = "2.0"
    evaluation = evaluated(sections)
    assert len(evaluation.resources) == 2
    found = {}
    for finding in scan(evaluation, RULES):
        assert not isinstance(finding, Exception), finding
        found[finding.rule, finding.type.lower()] = finding.answer
    return found


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    values=st.fixed_dictionaries({slot: st.sampled_from(choice) for slot, choice in VALUES.items()}),
    spellings=st.fixed_dictionaries({slot: st.sampled_from(SPELLINGS) for slot in VALUES}),
    around=st.sampled_from(AROUND),
)
def test_a_verdict_stays_or_cannot_be_told(values, spellings, around):
    before = verdicts(base(values))
    building = Building()
    slots = {}
    for slot, value in values.items():
        how = spellings[slot]
        if how == "literal" or (how == "format" and isinstance(value, bool)):
            slots[slot] = value
        else:
            slots[slot] = building.spelled(slot, how, value)
    after = verdicts(arranged(base(slots), around, building), building)
    for key in before.keys() | after.keys():
        old, new = before.get(key, Answer.NO), after.get(key, Answer.NO)
        assert new in (old, Answer.UNSURE), (key, old, new)
    certain = {"no value", "either", "allowed"}
    if not certain & set(spellings.values()) and around not in ("copy unknown", "condition unknown"):
        assert after == before
