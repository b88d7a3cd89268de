"""How the values foureyes computes compare with those `terraform plan` knows, on real AWS modules.

    python tests/field/terraform_plan.py --plugins MIRROR --work FOLDER CHECKOUT...

Each CHECKOUT is a terraform-aws-modules repository named after its module (`s3-bucket`, `vpc`, …), at a tag that
accepts the provider of the mirror. They are copied to FOLDER; in the copies registry sources become local paths and
resources of other providers become `terraform_data`, so that nothing is downloaded. Every example is
planned with a mocked provider (no network, no account); plans are kept in FOLDER and made only once.
Exits with 1 where both know a value and differ.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from foureyes.languages.terraform.parser import parse
from foureyes.languages.terraform.read import evaluate
from foureyes.model.decision import Choice
from foureyes.model.place import Source
from foureyes.model.root import Inputs, Options, Root
from foureyes.model.value import Absent, Known, Leaf, ListValue, MapValue, Unknown, Value
from foureyes.sources.working_tree import WorkingTree

_OTHERS = r"(?:random|null|tls|time|local|cloudinit|archive|helm|kubernetes|kubectl)_\w+|external|http"
_REGISTRY = re.compile(r'"(?:registry\.terraform\.io/)?terraform-aws-modules/([\w-]+)/aws(//[\w./-]+)?"')
_REFERENCE = re.compile(rf"(?<![\w.\"-])(?:data\.)?({_OTHERS})\.([\w-]+)((?:\[[^\]\s]*\])*)(?:\.([\w-]+))?")


_MOCKED = """
  mock_data "aws_availability_zones" {
    defaults = {
      names    = ["eu-west-1a", "eu-west-1b", "eu-west-1c"]
      zone_ids = ["euw1-az1", "euw1-az2", "euw1-az3"]
    }
  }
  mock_data "aws_iam_policy_document" {
    defaults = { json = "{}", minified_json = "{}" }
  }
  mock_data "aws_partition" {
    defaults = { partition = "aws", dns_suffix = "amazonaws.com" }
  }
  mock_data "aws_caller_identity" {
    defaults = { account_id = "111122223333", arn = "arn:aws:iam::111122223333:user/someone" }
  }
  mock_data "aws_region" {
    defaults = { name = "eu-west-1" }
  }
"""
"""Answers that arguments accept; whatever comes from data sources is left out of the comparison."""


# Copies that need no network


def offline(text: str, path: Path, work: Path) -> str:
    """A file without remote sources and without providers other than aws."""

    def local(match: re.Match[str]) -> str:
        target = work / match[1] / (match[2] or "").lstrip("/")
        return f'"{os.path.relpath(target, path.parent)}"' if target.is_dir() else match[0]

    def data(match: re.Match[str]) -> str:
        attribute = "" if match[4] is None else f".{match[4] if match[4] == 'id' else 'output'}"
        return f"terraform_data.{match[1]}__{match[2]}{match[3]}{attribute}"

    text = _REFERENCE.sub(data, _REGISTRY.sub(local, text))
    text = re.sub(r"(data\.aws_region\.\w+(?:\[0\])?)\.region\b", r"\1.name", text)  # as provider 5 has it
    text = text.replace("path.cwd", json.dumps(f"/{path.parent.name}"))  # we leave unknown where Terraform is run
    edits: list[tuple[int, int, str]] = []
    for block in parse(Source(str(path), text)).body.blocks:
        labels = [label.value for label in block.labels]
        if block.type in ("resource", "data") and re.fullmatch(_OTHERS, labels[0]):
            kept = [block.body.attributes[name] for name in ("count", "for_each") if name in block.body.attributes]
            inner = "".join(f"  {text[one.start : one.end]}\n" for one in kept)
            edits.append((block.start, block.end, f'resource "terraform_data" "{"__".join(labels)}" {{\n{inner}}}'))
        if block.type == "provider" and labels[0] != "aws":
            edits.append((block.start, block.end, ""))
        version = block.body.attributes.get("version")
        if block.type == "module" and version and text[block.start : block.end].count('"../'):
            edits.append((version.start, version.end, ""))
        for inside in block.body.blocks:
            if block.type == "terraform" and inside.type == "required_providers":
                unwanted = [one for name, one in inside.body.attributes.items() if name != "aws"]
                edits += [(one.start, one.end, "") for one in unwanted]
            if block.type == "terraform" and inside.type in ("backend", "cloud"):
                edits.append((inside.start, inside.end, ""))
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def copies(checkouts: list[Path], work: Path) -> None:
    new = [one for one in checkouts if not (work / one.name).exists()]
    for one in new:
        shutil.copytree(one, work / one.name, ignore=shutil.ignore_patterns(".git", ".terraform*"))
    for one in new:
        for path in sorted((work / one.name).rglob("*.tf")):
            path.write_text(offline(path.read_text(encoding="utf-8"), path, work), encoding="utf-8")


# Plans


def plan(folder: Path, plugins: str) -> list[dict[str, Any]] | str:
    """The planned resources of a folder, or why there is no plan."""
    kept = folder / "foureyes.plan.json"
    if kept.exists():
        return json.loads(kept.read_text(encoding="utf-8"))  # type: ignore[no-any-return]
    texts = "\n".join(path.read_text(encoding="utf-8") for path in folder.glob("*.tf"))
    aliases = sorted(set(re.findall(r'^\s*alias\s*=\s*"([\w-]+)"', texts, re.MULTILINE)))
    headers = ["", *(f'  alias = "{alias}"' for alias in aliases)]
    mocks = "".join(f'mock_provider "aws" {{\n{header}{_MOCKED}}}\n' for header in headers)
    test = f'{mocks}run "plan" {{\n  command = plan\n}}\n'
    (folder / "probe.auto.tfvars").write_text(_required(folder), encoding="utf-8")
    (folder / "probe.tftest.hcl").write_text(test, encoding="utf-8")
    found = _run_plan(folder, plugins)
    kept.write_text(json.dumps(found), encoding="utf-8")
    shutil.rmtree(folder / ".terraform", ignore_errors=True)
    (folder / ".terraform.lock.hcl").unlink(missing_ok=True)
    return found


def _required(folder: Path) -> str:
    """Values for the variables that have none."""
    lines = []
    for path in sorted(folder.glob("*.tf")):
        text = path.read_text(encoding="utf-8")
        for block in parse(Source(str(path), text)).body.blocks:
            if block.type == "variable" and "default" not in block.body.attributes:
                type = block.body.attributes.get("type")
                spelled = text[type.value.start : type.value.end] if type else "string"
                value = {"bool": "true", "number": "1", "string": '"example"'}.get(spelled)
                value = value or ("{}" if spelled.startswith(("map", "object", "any")) else "[]")
                lines.append(f"{block.labels[0].value} = {value}\n")
    return "".join(lines)


def _run_plan(folder: Path, plugins: str) -> list[dict[str, Any]] | str:
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "CHECKPOINT_DISABLE": "1"}
    initialise = ["terraform", "init", "-backend=false", f"-plugin-dir={plugins}", "-no-color", "-input=false"]
    done = subprocess.run(
        initialise, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=300
    )
    if done.returncode:
        return "init: " + " ".join(done.stderr.split())[:300]
    command = ["terraform", "test", "-json", "-verbose"]
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=600
    )
    messages = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    for message in messages:
        if message.get("type") == "test_plan":
            found: list[dict[str, Any]] = message["test_plan"].get("resource_changes", [])
            return found
    errors = [
        f"{one['@message']} {one.get('diagnostic', {}).get('detail', '')}"
        for one in messages
        if one["@level"] == "error"
    ]
    return "plan: " + " ".join(" | ".join(errors).split())[:300]


# Comparison


class Tally:
    """Counts, and what is wrong."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.wrong: list[str] = []
        self.alone: list[str] = []
        self.unknown: Counter[str] = Counter()

    def attribute(self, ours: Value, plan: Any, open: Any, path: str) -> None:
        """One attribute; `open` is what the plan does not know of it."""
        if open is True:
            self.counts["unknown to the plan"] += 1
        elif isinstance(ours, Absent) or (isinstance(ours, ListValue) and not ours.items and plan in (None, [])):
            self.counts["unset in both" if plan in (None, [], {}) else "not configured"] += 1
        elif isinstance(plan, dict) and isinstance(ours, ListValue) and len(ours.items) == 1:
            self.attribute(ours.items[0], plan, open, path)
        elif isinstance(plan, dict | list) and isinstance(ours, MapValue | ListValue) and (plan or open):
            self.structure(ours, plan, open, path)
        else:
            verdict = compared(ours, plan, open)
            if (verdict == "unknown" or plan == "{}") and comes_from_data(ours):
                verdict = "from mocked data"
            self.counts[verdict] += 1
            if verdict == "unknown":
                self.unknown[reason_of(ours)] += 1
            if verdict == "different":
                self.wrong.append(f"{path}: ours {ours!r}, plan {plan!r}")

    def structure(self, ours: MapValue | ListValue, plan: Any, open: Any, path: str) -> None:
        if isinstance(ours, MapValue) and isinstance(plan, list) and len(plan) == 1:
            plan, open = plan[0], (open[0] if isinstance(open, list) and open else {})
        if isinstance(ours, MapValue) and isinstance(plan, dict):
            for key, value in plan.items():
                inner = open.get(key) if isinstance(open, dict) else None
                if key in ours.entries:
                    self.attribute(ours.entries[key], value, inner, f"{path}.{key}")
                elif ours.open and value is not None:
                    self.attribute(Unknown("the map may have more keys"), value, inner, f"{path}.{key}")
            return
        if isinstance(ours, ListValue) and isinstance(plan, list):
            self.elements(ours, plan, open, path)
            return
        self.counts["different"] += 1
        self.wrong.append(f"{path}: ours {ours!r}, plan {plan!r}")

    def elements(self, ours: ListValue, plan: list[Any], open: Any, path: str) -> None:
        """Lists element by element; what may be a set is matched whatever its order."""
        opens = open if isinstance(open, list) else []
        left = [(value, opens[number] if number < len(opens) else None) for number, value in enumerate(plan)]
        unmatched: list[Value] = []
        for item in ours.items:
            match = next((one for one in left if verdict_of(item, *one) == "equal"), None)
            if match is None:
                unmatched.append(item)
            else:
                left.remove(match)
                self.counts["equal"] += 1
        if (
            len(unmatched) != len(left)
            and not ours.open
            and not any(isinstance(one, Choice | Unknown) for one in unmatched)
        ):
            whole = open is None or open is False or not any(_open(one) for one in opens)
            if whole:
                self.counts["different"] += 1
                self.wrong.append(f"{path}: ours {unmatched!r}, plan {left!r}")
                return
        for item, (value, inner) in zip(unmatched, left, strict=False):
            self.attribute(item, value, inner, f"{path}[]")
        for value, inner in left[len(unmatched) :]:
            self.attribute(Unknown("the list may have more elements"), value, inner, f"{path}[]")


def _open(open: Any) -> bool:
    if isinstance(open, dict):
        return any(map(_open, open.values()))
    return any(map(_open, open)) if isinstance(open, list) else bool(open)


def verdict_of(ours: Value, plan: Any, open: Any) -> str:
    """One word for a whole value."""
    tally = Tally()
    tally.attribute(ours, plan, open, "")
    for verdict in ("different", "unknown", "from mocked data"):
        if tally.counts[verdict]:
            return verdict
    return "equal"


def compared(ours: Value, plan: Any, open: Any) -> str:
    if isinstance(ours, Choice):
        return "unknown"
    if isinstance(ours, Unknown):
        return "unknown"
    if isinstance(ours, Known):
        if isinstance(plan, list) and len(plan) == 1:
            plan = plan[0]
        return "equal" if same(ours.scalar, plan) else "different"
    if isinstance(plan, str):
        return "unknown"
    return "equal" if not plan and not getattr(ours, "items", getattr(ours, "entries", None)) else "different"


def same(ours: Any, plan: Any) -> bool:
    """Equal as the provider's schema would convert it; JSON texts by what they say."""
    if isinstance(ours, bool) or isinstance(plan, bool):
        return str(ours).lower() == str(plan).lower()
    if isinstance(ours, str) and isinstance(plan, str) and ours[:1] in ("{", "["):
        try:
            return bool(json.loads(ours) == json.loads(plan))
        except ValueError:
            pass
    if isinstance(ours, int | float) != isinstance(plan, int | float):
        try:
            return float(ours) == float(plan)
        except (TypeError, ValueError):
            return False
    return bool(ours == plan)


def comes_from_data(value: Value) -> bool:
    """Whether it is unknown because a data source, which the mock answers at random, is asked."""
    text = repr(value)
    if isinstance(value, Leaf):
        text += " ".join(one.target for one in value.references)
    if isinstance(value, Unknown):
        text += str(value.subject)
        text += " ".join(comes_from_data(one) * "data." for one in value.parts or () if isinstance(one, Unknown))
    if isinstance(value, ListValue | MapValue):
        inner = value.items if isinstance(value, ListValue) else value.entries.values()
        return any(comes_from_data(one) for one in inner)
    return "data." in text


def reason_of(value: Value) -> str:
    if isinstance(value, Unknown):
        return value.reason
    return "a choice" if isinstance(value, Choice) else type(value).__name__


def compare(folder: Path, planned: list[dict[str, Any]], tally: Tally) -> None:
    given = tuple(str(path) for path in sorted(folder.glob("*.auto.tfvars")))
    root = Root("terraform", str(folder), ())
    start = time.process_time()
    evaluation = evaluate(root, Inputs("", given), WorkingTree(), Options())
    tally.counts["milliseconds"] += int((time.process_time() - start) * 1000)
    tally.counts["gaps"] += len(evaluation.gaps)
    ours = {one.address: one for one in evaluation.resources if not one.outside}
    standing = {re.sub(r"\[[^\]]*\]", "", one.address) for one in ours.values() if "[*]" in one.address}
    managed = [one for one in planned if one.get("mode") == "managed"]
    theirs = {one["address"]: one for one in managed}
    for address, change in theirs.items():
        resource = ours.get(address)
        if resource is None:
            known = re.sub(r"\[[^\]]*\]", "", address) in standing
            tally.counts["instances unknown" if known else "instances missing"] += 1
            if not known:
                tally.wrong.append(f"{folder.parent.parent.name}/{folder.name} {address}: missing")
            continue
        tally.counts["resources"] += 1
        after, unknown = change["change"]["after"] or {}, change["change"]["after_unknown"] or {}
        for name, value in after.items():
            ours_of = resource.body.get(name)
            tally.attribute(
                ours_of, value, unknown.get(name), f"{folder.parent.parent.name}/{folder.name} {address}.{name}"
            )
        for name, flag in unknown.items():
            if flag is True and isinstance(resource.body.get(name), Known):
                tally.counts["known to us alone"] += 1
                tally.alone.append(
                    f"{folder.parent.parent.name}/{folder.name} {address}.{name}: {resource.body.get(name)!r}"
                )
    for address, resource in ours.items():
        exists = isinstance(resource.exists, Known) and resource.exists.scalar is True
        if exists and address not in theirs and "[*]" not in address:
            tally.counts["instances too many"] += 1
            tally.wrong.append(f"{folder.parent.parent.name}/{folder.name} {address}: not planned")


def folders(work: Path, checkouts: list[Path], patterns: list[str]) -> Iterator[Path]:
    for one in checkouts:
        for pattern in patterns:
            yield from (path for path in sorted((work / one.name).glob(pattern)) if any(path.glob("*.tf")))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkouts", nargs="+", type=Path)
    parser.add_argument("--plugins", required=True, help="a filesystem mirror that holds the aws provider")
    parser.add_argument("--work", required=True, type=Path, help="where copies and plans are kept")
    parser.add_argument("--planned", action="store_true", help="only compare what has been planned before")
    parser.add_argument("--pattern", nargs="*", default=["examples/*"], help="which folders of a checkout are planned")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    copies(options.checkouts, options.work.resolve())
    tally, refused, done = Tally(), [], 0
    for folder in folders(options.work, options.checkouts, options.pattern):
        if options.planned and not (folder / "foureyes.plan.json").exists():
            continue
        planned = plan(folder, options.plugins)
        if isinstance(planned, str):
            refused.append(f"{folder}: {planned}")
            continue
        done += 1
        compare(folder, planned, tally)
    print(f"{done} configurations compared, {len(refused)} could not be planned")
    for name, count in sorted(tally.counts.items()):
        print(f"  {name}: {count}")
    known = sum(tally.counts[name] for name in ("equal", "different", "unknown"))
    print(f"left unknown: {tally.counts['unknown'] / max(known, 1):.2%} of {known} values the plan knows")
    for reason, count in tally.unknown.most_common(15):
        print(f"    {count} {reason}")
    for line in tally.alone:
        print(f"known to us alone: {line[:300]}")
    for line in tally.wrong:
        print(f"DIFFERENT {line[:600]}")
    for line in refused:
        print(f"not planned: {line}")
    return 1 if tally.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
