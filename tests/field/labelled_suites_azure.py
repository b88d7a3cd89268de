"""How often we agree with other people's labelled Azure test suites, and where we do not.

    python -m tests.field.labelled_suites_azure --work FOLDER [--psrule CHECKOUT] [--kics CHECKOUT] [--semgrep CHECKOUT]
        [--regula CHECKOUT] [--policy CHECKOUT] [--sonar CHECKOUT] [--list] [--draft]

As `labelled_suites`, with its mapping in `labelled_suites_azure.yaml`. Azure Policy's definitions have no inputs:
for each condition over the fields of a resource, the smallest resources that meet it and that do not are made.
"""

from __future__ import annotations

import fnmatch
import itertools
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from tests.field.labelled_suites import Case, Inputs, block_at, main, semgrep, sonar, terraform_blocks

MAPPING = Path(__file__).with_suffix(".yaml")
API_VERSION = "2025-01-01"
SCHEMA = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"


class Templates(Inputs):
    """Writes inputs, also as templates of resources."""

    def template(self, name: str, resources: list[dict[str, Any]]) -> Path:
        text = json.dumps({"$schema": SCHEMA, "contentVersion": "1.0.0.0", "resources": resources}, indent=2)
        return self.add(name, ".json", text)


def kics(checkout: Path, work: Path) -> Iterator[Case]:
    """Positive inputs with the lines of their faults, and negative ones without any."""
    inputs = Inputs(work, "kics")
    for expected in sorted(checkout.glob("assets/queries/*/**/test/positive_expected_result.json")):
        query = expected.parent.parent
        where = query.relative_to(checkout / "assets/queries").as_posix()
        if not where.startswith(("terraform/azure", "azureResourceManager")):
            continue
        rule = where.replace("terraform/azure/", "").replace("azureResourceManager/", "arm/")
        for path in sorted(expected.parent.iterdir()):
            if path.suffix not in {".tf", ".json", ".bicep"} or path == expected:
                continue
            text = path.read_text(encoding="utf-8-sig")
            copy = inputs.add(f"{rule}-{path.stem}-{path.suffix[1:]}", path.suffix, text)
            if not path.name.startswith("positive"):
                yield Case("kics", rule, copy, is_bad=False)
                continue
            blocks = terraform_blocks(text) if path.suffix == ".tf" else []
            labels = [one for one in json.loads(expected.read_text()) if one.get("fileName", path.name) == path.name]
            for resource in sorted({block_at(blocks, one["line"]) for one in labels}):
                yield Case("kics", rule, copy, is_bad=True, resource=resource)


def regula(checkout: Path, work: Path) -> Iterator[Case]:
    """Inputs whose resources are named after what they are: valid or invalid."""
    inputs = Inputs(work, "regula")
    for path in sorted(checkout.glob("rego/tests/rules/**/inputs/*_infra.*")):
        where = path.relative_to(checkout / "rego/tests/rules").as_posix()
        if not where.startswith(("tf/azurerm/", "arm/")) or path.suffix not in {".tf", ".json"}:
            continue
        if where.startswith("tf/") and path.suffix == ".json":
            continue
        rule = where.replace("/inputs/", "/").replace("tf/azurerm/", "").rsplit("_infra", 1)[0]
        text = path.read_text()
        copy = inputs.add(rule, path.suffix, text)
        names = (
            [address for _, address in terraform_blocks(text)]
            if path.suffix == ".tf"
            else re.findall(r'"name": "([^"]*valid[^"]*)"', text)
        )
        for name in dict.fromkeys(names):
            last = re.split(r"[./]", name)[-1].strip("')]")
            if re.search(r"invalid|valid", name):
                yield Case("regula", rule, copy, is_bad="invalid" in name, resource=last)


# PSRule: resources as Azure's inventory tells them, and tests that name those which pass and fail


TARGETS = r"-eq '(Fail|Pass)' \}\);(?:(?!-eq ').)*?TargetName \| Should -(?:Be|BeIn) ([^;]+);"


def property_of(resource: dict[str, Any], name: str) -> Any:
    return next((value for key, value in resource.items() if key.lower() == name.lower()), None)


def as_template(resource: dict[str, Any], parent: str = "") -> Iterator[dict[str, Any]]:
    """A resource of the inventory, and its children, as a template would write them."""
    kind = property_of(resource, "resourceType") or property_of(resource, "type")
    name = property_of(resource, "resourceName") or property_of(resource, "name")
    if not isinstance(kind, str) or not isinstance(name, str):
        return
    if parent and kind.count("/") < 2:
        return  # a setting beside it, such as where its logs go
    last = "web" if kind.lower() == "microsoft.web/sites/config" else name.split("/")[-1]
    if parent and name.count("/") < kind.count("/") - 1:
        name = "/".join([*parent.split("/"), *["default"] * (kind.count("/") - parent.count("/") - 2), last])
    made = {"type": kind, "apiVersion": API_VERSION, "name": name, "location": "westeurope"}
    for key in ("kind", "sku", "identity", "zones", "properties"):
        if (value := property_of(resource, key)) is not None:
            made[key] = value
    yield made
    for child in property_of(resource, "resources") or []:
        yield from as_template(child, name)


def psrule(checkout: Path, work: Path) -> Iterator[Case]:
    """The targets that each test of a rule says fail and pass."""
    inputs = Templates(work, "psrule")
    folder = checkout / "tests/PSRule.Rules.Azure.Tests"
    for script in sorted(folder.glob("Azure.*.Tests.ps1")):
        text = script.read_text(encoding="utf-8-sig")
        data = re.search(r"ChildPath '?\"?(Resources\.[\w.]+\.json)", text)
        if data is None or not (folder / data[1]).exists():
            continue
        targets: dict[str, Path] = {}
        inventory = json.loads((folder / data[1]).read_text(encoding="utf-8-sig"))
        for resource in inventory if isinstance(inventory, list) else []:
            name = property_of(resource, "name") or property_of(resource, "resourceName")
            if isinstance(name, str) and (made := list(as_template(resource))):
                targets[name] = inputs.template(f"{data[1][10:-5]}-{name}", made)
        for block in re.finditer(r"It '(Azure\.[\w.]+)' \{(.*?)\n        \}", text, re.DOTALL):
            for outcome, names in re.findall(TARGETS, block[2], re.DOTALL):
                for name in re.findall(r"'([^']+)'", names):
                    if name in targets:
                        yield Case("psrule", block[1], targets[name], is_bad=outcome == "Fail")


def psrule_pages(checkout: Path, work: Path) -> Iterator[Case]:
    """The examples of the rules' pages, which pass."""
    inputs = Templates(work, "psrule-pages")
    for page in sorted((checkout / "docs/en/rules").glob("Azure.*.md")):
        for number, block in enumerate(re.findall(r"```bicep\n(.*?)```", page.read_text(), re.DOTALL)):
            path = inputs.add(f"{page.stem}-{number}-bicep", ".bicep", block)
            yield Case("psrule-pages", page.stem, path, is_bad=False)
        for number, block in enumerate(re.findall(r"```json\n(.*?)```", page.read_text(), re.DOTALL)):
            try:
                resource = json.loads(block)
            except ValueError:
                continue
            if isinstance(resource, dict) and isinstance(resource.get("type"), str) and "/" in resource["type"]:
                path = inputs.template(f"{page.stem}-{number}-json", [resource])
                yield Case("psrule-pages", page.stem, path, is_bad=False)


# Azure Policy: conditions over fields, from which resources are made

ABSENT = object()
OPPOSITES: dict[str, Any] = {
    "enabled": "Disabled",
    "disabled": "Enabled",
    "allow": "Deny",
    "deny": "Allow",
    "true": False,
    "false": True,
    "on": "off",
    "off": "on",
    "1.2": "1.0",
    "tls1_2": "TLS1_0",
    "tls12": "TLS10",
    "privateonly": "Open",
    "allowvirtualnetworksonly": "AllowAllTraffic",
    "microsoft.keyvault": "Microsoft.Storage",
    "encryptandsign": "Sign",
}
GUARDS = ("kind", "name", "id", "location", "sku", "createMode", "edition", "clusterArmId", "computeType")
"""Fields that say which resources a definition is about, not what is wrong with them."""


class NotUnderstood(Exception):
    """A condition that this program does not evaluate."""


def plain(value: Any) -> str:
    return str(value).lower()


def is_guard(field: str) -> bool:
    return field.rpartition("/")[2].split(".")[0] in GUARDS


class Policy:
    """A definition: when a resource is a fault, told over the fields of the resource and of one child of it."""

    def __init__(self, name: str, properties: dict[str, Any]) -> None:
        self.name = name
        self.title = properties["displayName"]
        self.parameters = {key: one.get("defaultValue") for key, one in properties.get("parameters", {}).items()}
        rule = properties["policyRule"]
        self.condition = rule["if"]
        details = rule["then"].get("details", {})
        self.existence = details.get("existenceCondition") if isinstance(details, dict) else None
        self.child = details.get("type", "") if self.existence else ""
        self.child_name = details.get("name", "default") if self.existence else ""
        if "[" in self.child_name:
            self.child_name = "default"
        self.domains: dict[str, list[Any]] = {}
        self.there: set[str] = set()
        self.type = ""
        self._collect(self.condition)
        if self.existence:
            self._collect(self.existence)
        if not self.type:
            raise NotUnderstood("no type")
        for field in self.there:
            if self.domains[field] == [ABSENT]:
                self.domains[field].append("something")

    def value(self, value: Any) -> Any:
        if isinstance(value, str) and (one := re.fullmatch(r"\[parameters\('(\w+)'\)\]", value)):
            return self.parameters.get(one[1])
        if isinstance(value, str) and value.startswith("["):
            raise NotUnderstood(value)
        return value

    def _collect(self, condition: Any) -> None:
        """Which values each field is compared with."""
        for key in ("allOf", "anyOf"):
            for one in condition.get(key, []):
                self._collect(one)
        if "not" in condition:
            self._collect(condition["not"])
        if "count" in condition:
            if "field" not in condition["count"]:
                raise NotUnderstood("count of values")
            if "where" in condition["count"]:
                self._collect(condition["count"]["where"])
            else:
                self.domains.setdefault(condition["count"]["field"], [ABSENT, "something"])
        if (field := condition.get("field")) is None:
            return
        operator, compared = next((key.lower(), value) for key, value in condition.items() if key != "field")
        compared = self.value(compared)
        if field == "type":
            values = compared if isinstance(compared, list) else [compared]
            if operator in ("equals", "in") and not self.type:
                self.type = values[0]
            return
        domain = self.domains.setdefault(field, [ABSENT])
        for value in compared if isinstance(compared, list) else [compared]:
            candidates = [value]
            if operator == "exists":
                self.there.add(field)
                candidates = []
            elif plain(value) in OPPOSITES:
                candidates.append(OPPOSITES[plain(value)])
            elif is_guard(field) and operator in ("notcontains", "notequals", "notin", "notlike"):
                candidates = []
            for candidate in candidates:
                typed = {"true": True, "false": False}.get(plain(candidate), candidate)
                if isinstance(typed, str):
                    typed = typed if typed == "*" else typed.replace("*", "x")
                if typed not in domain and typed not in ("", "null"):
                    domain.append(typed)

    def holds(self, condition: Any, chosen: dict[str, Any]) -> bool:
        """Whether a resource with the chosen values meets a condition."""
        if "allOf" in condition:
            return all(self.holds(one, chosen) for one in condition["allOf"])
        if "anyOf" in condition:
            return any(self.holds(one, chosen) for one in condition["anyOf"])
        if "not" in condition:
            return not self.holds(condition["not"], chosen)
        operator, compared = next(
            (key.lower(), self.value(value))
            for key, value in condition.items()
            if key not in ("field", "count", "value")
        )
        if "count" in condition:
            return compare(operator, self.number_of(condition["count"], chosen), compared)
        if "value" in condition:
            if condition["value"] != "[requestContext().apiVersion]":
                raise NotUnderstood(condition["value"])
            return compare(operator, API_VERSION, compared)
        field = condition["field"]
        return compare(operator, self.type if field == "type" else chosen[field], compared)

    def number_of(self, count: dict[str, Any], chosen: dict[str, Any]) -> int:
        """How many elements of a list meet a condition: there is one at most."""
        inside = [one for one in chosen if one.startswith(count["field"]) and chosen[one] is not ABSENT]
        return int(bool(inside) and self.holds(count.get("where", {"allOf": []}), chosen))

    def variants(self) -> Iterator[tuple[bool, list[dict[str, Any]]]]:
        """Whether each is a fault, and its resources. Those the definition is not about are left out."""
        fields = list(self.domains)
        found: list[tuple[bool, tuple[Any, ...], dict[str, Any]]] = []
        for values in itertools.islice(itertools.product(*(self.domains[one] for one in fields)), 300):
            chosen = dict(zip(fields, values, strict=True))
            fault = self.holds(self.condition, chosen)
            if self.existence:
                if not fault:
                    continue
                fault = not self.holds(self.existence, chosen)
            found.append((fault, tuple(chosen[one] for one in fields if is_guard(one)), chosen))
        about = {guards for fault, guards, _ in found if fault}
        for fault, guards, chosen in found:
            if guards in about:
                yield fault, self.resources(chosen)

    def resources(self, chosen: dict[str, Any]) -> list[dict[str, Any]]:
        made: dict[str, Any] = {"type": self.type, "apiVersion": API_VERSION, "name": named(self.type)}
        child: dict[str, Any] = {"type": self.child, "apiVersion": API_VERSION}
        last = "web" if self.child.lower().endswith("/config") else self.child_name
        child["name"] = "/".join([*named(self.child).split("/")[:-1], last])
        for field, value in chosen.items():
            if value is ABSENT:
                continue
            if self.child and field.lower().startswith(f"{self.child.lower()}/"):
                path = field[len(self.child) + 1 :].removeprefix(f"{last}.")
                put(child, path, value)
            else:
                put(made, field[len(self.type) + 1 :] if field.lower().startswith(self.type.lower()) else field, value)
        if self.child.lower() == self.type.lower():
            return [made | child]
        return [made, child] if self.child and "properties" in child else [made]


def compare(operator: str, actual: Any, compared: Any) -> bool:
    """Whether a value, or its absence, meets a condition. Words are compared in lower case."""
    there = actual is not ABSENT
    match operator:
        case "exists":
            return there == (plain(compared) == "true")
        case "equals":
            return there and plain(actual) == plain(compared)
        case "notequals":
            return not there or plain(actual) != plain(compared)
        case "in":
            return there and plain(actual) in [plain(one) for one in compared]
        case "notin":
            return not there or plain(actual) not in [plain(one) for one in compared]
        case "contains":
            return there and plain(compared) in plain(actual)
        case "notcontains":
            return not there or plain(compared) not in plain(actual)
        case "like":
            return there and fnmatch.fnmatch(plain(actual), plain(compared))
        case "notlike":
            return not there or not fnmatch.fnmatch(plain(actual), plain(compared))
        case "less" | "lessorequals" | "greater" | "greaterorequals":
            if not there:
                return False
            above = (plain(actual) > plain(compared)) - (plain(actual) < plain(compared))
            return above == (-1 if operator.startswith("less") else 1) or (above == 0 and operator.endswith("orequals"))
    raise NotUnderstood(operator)


def named(kind: str) -> str:
    """A name with as many parts as a type has levels."""
    return "/".join("example" for _ in kind.split("/")[1:])


TOP = ("kind", "sku", "identity", "zones", "location", "name", "tags", "plan", "extendedLocation", "managedBy")


def put(resource: dict[str, Any], path: str, value: Any) -> None:
    """Sets what an alias speaks of. `[*]` is a list of one."""
    parts = path.split(".")
    if "/" in path:
        raise NotUnderstood(path)
    if parts[0] not in TOP and parts[0] != "properties":
        parts.insert(0, "properties")
    here: Any = resource
    for number, part in enumerate(parts):
        last = number == len(parts) - 1
        name = part.removesuffix("[*]")
        if part.endswith("[*]"):
            if last:
                here[name] = [value]
                return
            here = here.setdefault(name, [{}])[0]
        elif last:
            here[name] = value
        else:
            here = here.setdefault(name, {})
        if not isinstance(here, dict):
            raise NotUnderstood(path)


def policy(checkout: Path, work: Path) -> Iterator[Case]:
    """Resources that definitions in force call a fault, and ones that they do not."""
    inputs = Templates(work, "policy")
    folder = checkout / "built-in-policies/policyDefinitions"
    skipped: Counter[str] = Counter()
    for path in sorted(folder.glob("**/*.json")):
        if path.parts[len(folder.parts)] in ("Azure Government", "Regulatory Compliance", "BuiltInPolicyTest"):
            continue
        properties = json.loads(path.read_text(encoding="utf-8-sig")).get("properties", {})
        name = path.relative_to(folder).with_suffix("").as_posix()
        if "policyRule" not in properties or "[Deprecated]" in properties.get("displayName", ""):
            continue
        if properties.get("mode", "All") not in ("All", "Indexed"):
            continue
        effects = json.dumps([properties["policyRule"]["then"], properties.get("parameters", {}).get("effect")]).lower()
        if "deployifnotexists" in effects or "modify" in effects or not re.search("audit|deny", effects):
            continue
        try:
            made = list(Policy(name, properties).variants())
        except (NotUnderstood, TypeError, KeyError, AttributeError, StopIteration) as why:
            skipped[type(why).__name__] += 1
            continue
        if len({fault for fault, _ in made}) < 2:
            continue
        for number, (fault, resources) in enumerate(made[:24]):
            yield Case("policy", name, inputs.template(f"{name}-{number}", resources), is_bad=fault)
    print("definitions not understood:", dict(skipped), file=sys.stderr)


def inventory_and_pages(checkout: Path, work: Path) -> Iterator[Case]:
    yield from psrule(checkout, work)
    yield from psrule_pages(checkout, work)


if __name__ == "__main__":
    suites = {
        "psrule": inventory_and_pages,
        "kics": kics,
        "semgrep": partial(semgrep, clouds=("azure",)),
        "regula": regula,
        "policy": policy,
        "sonar": partial(sonar, of_azure=True),
    }
    raise SystemExit(main(suites, MAPPING))
