"""How often we agree with other people's labelled test suites for AWS and Google, and where we do not.

    python -m tests.field.labelled_suites --work FOLDER [--guard CHECKOUT] [--cfn-nag CHECKOUT] [--kics CHECKOUT]
        [--semgrep CHECKOUT] [--regula CHECKOUT] [--sonar CHECKOUT] [--list] [--draft]

Each suite says of settings whether they are a fault. FOLDER gets their inputs, each in a folder of its own. What a
suite's rule is with us stands in `labelled_suites.yaml`; what is no public access or missing encryption is out of scope
there. `--list` names each disagreement, `--draft` tells for rules that are not mapped which of ours tell the faulty
inputs from the clean ones.
"""

from __future__ import annotations

import argparse
import fnmatch
import itertools
import json
import re
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import yaml

PROFILES = ("hardening", "customer-keys", "retention")
MAPPING = Path(__file__).with_suffix(".yaml")

Mapping: TypeAlias = dict[str, dict[str, Any]]
"""By suite, by rule of the suite: our rules, or a text why there are none."""

Adapter: TypeAlias = Callable[[Path, Path], Iterator["Case"]]
"""Reads a checkout of a suite, given a folder to write its inputs into."""


@dataclass(frozen=True)
class Case:
    """A label: whether a suite's rule finds a fault in a file, and in which of its resources."""

    suite: str
    rule: str
    path: Path
    is_bad: bool
    resource: str = ""
    """What the resource's address ends with, `*` for any letters; nothing for any resource in the file."""


@dataclass(frozen=True)
class Found:
    rule: str
    resource: str
    answer: str


class Inputs:
    """Writes the inputs of a suite, each into a folder of its own, so that they are judged apart."""

    def __init__(self, work: Path, suite: str) -> None:
        self.folder = work / suite

    def add(self, name: str, suffix: str, text: str) -> Path:
        path = self.folder / re.sub(r"[^A-Za-z0-9.-]+", "_", name) / f"main{suffix}"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return path


# Where a resource of a file begins


def terraform_blocks(text: str) -> list[tuple[int, str]]:
    """The resources and modules of a file: the line each starts in, from 1, and its address."""
    pattern = re.compile(r'^\s*(?:(?:resource|data)\s+"?([\w-]+)"?|(module))\s+"?([^"\s]+)"?', re.MULTILINE)
    return [(text.count("\n", 0, one.start(3)) + 1, f"{one[1] or one[2]}.{one[3]}") for one in pattern.finditer(text)]


def template_blocks(text: str) -> list[tuple[int, str]]:
    """The resources of a CloudFormation template, likewise."""
    document = yaml.compose(text.replace("\t", "  "), Loader=yaml.SafeLoader)
    if not isinstance(document, yaml.MappingNode):
        return []
    resources = [value for key, value in document.value if key.value == "Resources"]
    return [(key.start_mark.line + 1, key.value) for one in resources for key, _ in one.value]


def bicep_blocks(text: str) -> list[tuple[int, str]]:
    """The resources of a Bicep file, likewise."""
    pattern = re.compile(r"^\s*resource\s+(\w+)\s", re.MULTILINE)
    return [(text.count("\n", 0, one.start(1)) + 1, one[1]) for one in pattern.finditer(text)]


def blocks_of(path: Path, text: str) -> list[tuple[int, str]]:
    readers = {".tf": terraform_blocks, ".bicep": bicep_blocks}
    return readers.get(path.suffix, template_blocks)(text)


def block_at(blocks: list[tuple[int, str]], line: int) -> str:
    """The address of the resource that a line belongs to."""
    before = [address for start, address in blocks if start <= line]
    return before[-1] if before else ""


# The suites


class Templates(yaml.SafeLoader):
    """Reads templates inside other documents, short forms of functions (`!Ref`) as long ones."""


def _function(loader: Templates, name: str, node: yaml.Node) -> Any:
    long = name if name in ("Ref", "Condition") else f"Fn::{name}"
    if isinstance(node, yaml.ScalarNode):
        return {long: loader.construct_scalar(node)}
    if isinstance(node, yaml.SequenceNode):
        return {long: loader.construct_sequence(node, deep=True)}
    return {long: loader.construct_mapping(node, deep=True)}


Templates.add_multi_constructor("!", _function)


def guard(checkout: Path, work: Path) -> Iterator[Case]:
    """AWS Guard's registry: templates in a test each, and what every rule says of them."""
    inputs = Inputs(work, "guard")
    for path in sorted(checkout.glob("rules/aws/**/*_tests.y*ml")):
        for number, test in enumerate(yaml.load(path.read_text(), Loader=Templates)):
            for rule, outcome in test["expectations"]["rules"].items():
                if outcome in ("PASS", "FAIL") and isinstance(test["input"], dict):
                    template = yaml.safe_dump(test["input"], sort_keys=False)
                    copy = inputs.add(f"{path.stem}-{number}", ".yaml", template)
                    yield Case("guard", rule, copy, is_bad=outcome == "FAIL")


def cfn_nag(checkout: Path, work: Path) -> Iterator[Case]:
    """Specifications that name a template and the logical ids a rule finds in it."""
    inputs = Inputs(work, "cfn-nag")
    test = re.compile(
        r"read_test_template\(?\s*['\"]([^'\"]+)['\"](?:(?!read_test_template).)*?"
        r"expected_logical_resource_ids\s*=\s*(%w\[[^]]*\]|\[[^]]*\])",
        re.DOTALL,
    )
    for path in sorted(checkout.glob("spec/custom_rules/*Rule_spec.rb")):
        rule = path.stem.removesuffix("_spec")
        for where, names in test.findall(path.read_text()):
            template = checkout / "spec/test_templates" / where
            if not template.is_file():
                continue
            text = template.read_text()
            copy = inputs.add(where, template.suffix.replace(".yml", ".yaml"), text)
            bad = re.findall(r"[\w.]+", names.removeprefix("%w"))
            for name in bad:
                yield Case("cfn-nag", rule, copy, is_bad=True, resource=name)
            if not bad:
                yield Case("cfn-nag", rule, copy, is_bad=False)


def kics(checkout: Path, work: Path) -> Iterator[Case]:
    """Positive inputs with the lines of their faults, and negative ones without any."""
    inputs = Inputs(work, "kics")
    for expected in sorted(checkout.glob("assets/queries/*/**/test/positive_expected_result.json")):
        where = expected.parent.parent.relative_to(checkout / "assets/queries").as_posix()
        if not re.match(r"(terraform/(aws|gcp)|cloudFormation/(aws|aws_sam))/", where):
            continue
        rule = re.sub(r"^terraform/|(?<=^cloudFormation/)aws/", "", where).replace("cloudFormation", "cfn")
        for path in sorted(expected.parent.iterdir()):
            if path.suffix not in {".tf", ".json", ".yaml", ".yml"} or path == expected:
                continue
            text = path.read_text(encoding="utf-8-sig")
            copy = inputs.add(f"{rule}-{path.stem}-{path.suffix[1:]}", path.suffix, text)
            if not path.name.startswith("positive"):
                yield Case("kics", rule, copy, is_bad=False)
                continue
            labels = [one for one in json.loads(expected.read_text()) if one.get("fileName", path.name) == path.name]
            try:
                blocks = blocks_of(path, text)
            except yaml.YAMLError:
                blocks = []
            faulty = sorted({block_at(blocks, one["line"]) for one in labels})
            for resource in faulty:
                if not resource.startswith("module."):
                    # One fault may be told of the bucket or of its policy; of several, each must be found.
                    where = resource if len(faulty) > 1 else ""
                    yield Case("kics", rule, copy, is_bad=True, resource=where)


def semgrep(checkout: Path, work: Path, clouds: tuple[str, ...] = ("aws", "gcp")) -> Iterator[Case]:
    """Resources under `# ruleid:` are faulty; others of their types in the same file are clean."""
    inputs = Inputs(work, "semgrep")
    counter = itertools.count()
    for path in sorted(one for cloud in clouds for one in checkout.glob(f"terraform/{cloud}/**/*.tf")):
        name = path.relative_to(checkout / "terraform").with_suffix("").as_posix()
        # Names are used twice; resources of the same address would be one.
        text = re.sub(
            r'^(\s*resource\s+"[\w-]+"\s+")([^"]+)"',
            lambda one: f'{one[1]}{one[2]}_{next(counter)}"',
            path.read_text(),
            flags=re.MULTILINE,
        )
        copy = inputs.add(name, ".tf", text)
        blocks = terraform_blocks(text)
        labels = [
            (number, one[1])
            for number, line in enumerate(text.splitlines(), 1)
            if (one := re.search(r"#\s*ruleid:\s*([\w-]+)", line))
        ]
        for rule in sorted({rule for _, rule in labels}):
            bad = set()
            for number, label in labels:
                after = [address for start, address in blocks if start in (number + 1, number + 2)]
                if label == rule:
                    bad.add(after[0] if after else block_at(blocks, number))
            types = {one.split(".")[0] for one in bad}
            for _, address in blocks:
                if address.split(".")[0] in types:
                    yield Case("semgrep", rule, copy, is_bad=address in bad, resource=address)


def regula(checkout: Path, work: Path) -> Iterator[Case]:
    """Inputs whose files or resources are named after what they are: valid or invalid."""
    inputs = Inputs(work, "regula")
    for path in sorted(checkout.glob("rego/tests/rules/**/inputs/*_infra.*")):
        where = path.relative_to(checkout / "rego/tests/rules").as_posix()
        if not where.startswith(("tf/aws/", "tf/google/", "cfn/")) or path.suffix not in {".tf", ".yaml"}:
            continue
        text = path.read_text()
        rule = re.sub(r"/inputs/(in)?(valid_)?", "/", where).rsplit("_infra", 1)[0]
        copy = inputs.add(where, path.suffix, text)
        if path.name.startswith(("valid", "invalid")):
            yield Case("regula", rule, copy, is_bad=path.name.startswith("invalid"))
            continue
        names = [name for _, name in blocks_of(path, text) if re.search("(?i)valid", name)]
        for name in names:
            # `InvalidVpc01NaclEntry01` is a part of `InvalidVpc01`.
            if not any(name.startswith(other) and name != other for other in names):
                yield Case("regula", rule, copy, is_bad="invalid" in name.lower(), resource=f"{name}*")


def sonar(checkout: Path, work: Path, *, of_azure: bool = False) -> Iterator[Case]:
    """Lines marked as not compliant; the other resources of the types that hold such lines are clean."""
    inputs = Inputs(work, "sonar")
    paths = [
        path
        for language, suffix in (("terraform", "tf"), ("cloudformation", "yaml"), ("arm", "bicep"))
        for path in checkout.glob(f"iac-extensions/{language}/src/test/resources/checks/**/*.{suffix}")
    ]
    for path in sorted(paths):
        name = re.sub(r".*extensions/|src/test/resources/checks/", "", path.as_posix())
        if of_azure != (path.suffix == ".bicep" or "azure" in name.lower()):
            continue
        rule = name.rpartition(".")[0]
        text = told_apart(path.read_text()) if path.suffix == ".tf" else path.read_text()
        marks = [
            number + int(one[1] or 0)
            for number, line in enumerate(text.splitlines(), 1)
            if (one := re.search(r"(?:#|//)\s*Noncompliant(?:@\+(\d+))?", line))
        ]
        try:
            blocks = blocks_of(path, text)
        except yaml.YAMLError:
            continue
        bad = {block_at(blocks, line) for line in marks}
        types = {type_of(one, text) for one in bad}
        copy = inputs.add(rule, path.suffix, text)
        for _, address in blocks:
            if address in bad or type_of(address, text) in types:
                yield Case("sonar", rule, copy, is_bad=address in bad, resource=address)


def told_apart(text: str) -> str:
    """A Terraform file in which no two resources have the same address: later ones get a number."""
    seen: Counter[str] = Counter()

    def numbered(one: re.Match[str]) -> str:
        address = f"{one[2]}.{one[3]}"
        seen[address] += 1
        return f'{one[1]}"{one[2]}" "{one[3]}{"" if seen[address] == 1 else f"_{seen[address]}"}"'

    return re.sub(r'^(\s*resource\s+)"([\w-]+)"\s+"([^"]+)"', numbered, text, flags=re.MULTILINE)


def type_of(address: str, template: str) -> str:
    """The type of a resource by its address, or of one of a template."""
    if "." in address:
        return address.rpartition(".")[0]
    name = re.escape(address)
    found = re.search(rf"^(?: +{name}:\s*\n\s+Type:|\s*resource\s+{name})\s+(\S+)", template, re.MULTILINE)
    return found[1].strip("\"'").partition("@")[0] if found else ""


# Judging


def judge(folder: Path) -> dict[Path, list[Found]]:
    """What we find in each file under a folder."""
    command = [
        sys.executable,
        "-m",
        "foureyes",
        "lint",
        "--no-cache",
        "--no-config",
        "--no-gitignore",
        "--format",
        "json",
    ]
    for profile in PROFILES:
        command += ["--profile", profile]
    done = subprocess.run([*command, str(folder)], capture_output=True, text=True, check=False)
    report = json.loads(done.stdout)
    by_path: dict[Path, list[Found]] = defaultdict(list)
    for one in report["findings"]:
        by_path[Path(one["path"])].append(Found(one["rule"], one["resource"], one["answer"]))
    for error in report["coverage"]["errors"]:
        by_path[Path(error["path"])].append(Found("unreadable", "", "error"))
    return by_path


def concerns(case: Case, found: Found) -> bool:
    """Whether a finding lies on the resource that a label is about."""
    name = re.escape(case.resource).replace(r"\*", r"\w*")
    return not case.resource or bool(re.search(rf"(^|[./':]){name}($|[\[/'])", found.resource))


def wanted(mapping: Mapping, case: Case) -> list[str] | None:
    """Our rules for a suite's; none if it is out of scope or unknown."""
    told = mapping.get(case.suite, {}).get(case.rule)
    return told if isinstance(told, list) else None


def is_told(rule: str, patterns: list[str]) -> bool:
    return any(fnmatch.fnmatchcase(rule, one) for one in patterns)


def draft(cases: Iterable[Case], found: dict[Path, list[Found]], mapping: Mapping) -> None:
    """For rules not mapped: which of ours fire on faulty and on clean inputs."""
    rows: dict[tuple[str, str], tuple[Counter[str], Counter[str], Counter[str]]] = {}
    for case in cases:
        if case.rule in mapping.get(case.suite, {}):
            continue
        bad, clean, total = rows.setdefault((case.suite, case.rule), (Counter(), Counter(), Counter()))
        total[("clean", "bad")[case.is_bad]] += 1
        fired = {one.rule for one in found[case.path] if concerns(case, one)}
        (bad if case.is_bad else clean).update(fired)
    for (suite, rule), (bad, clean, total) in sorted(rows.items()):
        print(f"{suite}: {rule}  ({total['bad']} bad, {total['clean']} clean)")
        for one in sorted({*bad, *clean}):
            print(f"    {bad[one]:3} {clean[one]:3}  {one}")


def tell(cases: list[Case], found: dict[Path, list[Found]], mapping: Mapping, *, is_listing: bool) -> None:
    """Prints a row for each suite, and the disagreements."""
    rows: dict[str, Counter[str]] = defaultdict(Counter)
    for case in cases:
        row, rules = rows[case.suite], wanted(mapping, case)
        if rules is None:
            row["out of scope" if case.rule in mapping.get(case.suite, {}) else "not mapped"] += 1
            continue
        hits = [one for one in found[case.path] if is_told(one.rule, rules) and concerns(case, one)]
        row["bad" if case.is_bad else "clean"] += 1
        row["found" if case.is_bad else "flagged"] += bool(hits)
        if is_listing and bool(hits) != case.is_bad:
            word = "MISSED" if case.is_bad else "FLAGGED"
            print(
                f"{word:8} {case.suite} {case.rule}  {case.path}  {case.resource}  {sorted({one.rule for one in hits})}"
            )
    print("| suite | faults | found | clean | flagged | out of scope |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for suite, row in rows.items():
        print(
            f"| {suite} | {row['bad']} | {row['found']} | {row['clean']} | {row['flagged']} | {row['out of scope']} |"
            + (f" not mapped: {row['not mapped']}" if row["not mapped"] else "")
        )


def main(readers: dict[str, Adapter], mapping_file: Path) -> int:
    """Compares with the suites whose checkouts are named on the command line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--work", type=Path, required=True)
    for suite in readers:
        parser.add_argument(f"--{suite}", type=Path)
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--draft", action="store_true")
    told = parser.parse_args()
    mapping = yaml.safe_load(mapping_file.read_text())
    cases = [
        case
        for suite, adapter in readers.items()
        if (checkout := getattr(told, suite.replace("-", "_")))
        for case in adapter(checkout, told.work)
    ]
    found: dict[Path, list[Found]] = defaultdict(list)
    for suite in sorted({case.suite for case in cases}):
        found.update(judge(told.work / suite))
    if told.draft:
        draft(cases, found, mapping)
    tell(cases, found, mapping, is_listing=told.list)
    return 0


if __name__ == "__main__":
    suites = {"guard": guard, "cfn-nag": cfn_nag, "kics": kics, "semgrep": semgrep, "regula": regula, "sonar": sonar}
    raise SystemExit(main(suites, MAPPING))
