"""Every setting of the AWS fact sheet that matters is read by a rule, or listed with the reason why not.

`sheet_coverage_aws.yaml` names, for each setting of severity low or above, one of its spellings and the rules
that read it. Whether they do is told by their code, as on the pages about rules.
"""

import os
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from foureyes.cli.reads import reads
from foureyes.engine.catalogue import load
from foureyes.model.kind import Many, One, Satellite
from foureyes.model.setting import Setting

TABLE = yaml.safe_load(Path(__file__).with_name("sheet_coverage_aws.yaml").read_text(encoding="utf-8"))
SHEET = Path(os.environ.get("FOUREYES_FACTS", "")) / "aws.yaml"
"""The sheet itself is no part of the project; where it lies is told by the environment."""

RULES = {rule.id: rule for rule in load()}


def spelled(type, path):
    """A type and path in one form: parts of a type joined to the path, no brackets, lower case."""
    base, _, part = type.partition("#")
    steps = ".".join(step for step in (part, path.lstrip("!")) if step and step != ".")
    return f"{base}:{steps}".replace("[]", "").replace('"', "").lower()


def spellings(kind, setting: Setting):
    for schema in ("terraform", "cloudformation"):
        for type in kind.types(schema):
            paths = setting.spellings.get(schema, ())
            if isinstance(paths, Mapping):
                paths = paths.get(type, ())
            yield from (spelled(type, path) for path in ([paths] if isinstance(paths, str) else paths))


def read_by(rule):
    """Everything that a rule reads, in all spellings."""
    found = reads(rule)
    kinds = {rule.kind, *(kind for kind, _ in found)}
    kinds |= {link.target for kind in kinds for link in vars(kind).values() if isinstance(link, Many | Satellite)}
    links = [(kind, link.setting) for kind in kinds for link in vars(kind).values() if isinstance(link, One)]
    told = {text for kind, setting in [*found, *links] for text in spellings(kind, setting)}
    types = {type for kind in kinds for schema in ("terraform", "cloudformation") for type in kind.types(schema)}
    return told | {spelled(type, "") for type in types}


def reaches(told, wanted):
    """Whether a path is read itself, or as part of what is read, or by its parts."""
    type, _, path = wanted.lower().partition(":")
    for one in told:
        other, _, steps = one.partition(":")
        if other == type and (f"{steps}.".startswith(f"{path}.") or (steps and path.startswith(f"{steps}."))):
            return True
    return False


@pytest.mark.parametrize("slug", [slug for slug, row in TABLE.items() if "rules" in row])
def test_the_rules_named_for_a_setting_read_it(slug):
    row = TABLE[slug]
    assert row["rules"]
    for name in row["rules"]:
        assert name in RULES, f"{slug}: there is no rule {name}"
        assert reaches(read_by(RULES[name]), row["path"]), f"{name} does not read {row['path']}"


def test_what_no_rule_reads_has_a_reason():
    assert not [slug for slug, row in TABLE.items() if "rules" not in row and not row.get("reason")]


def test_nothing_of_the_sheet_is_forgotten():
    if not SHEET.exists():
        pytest.skip("the fact sheet is not on this machine")
    services = yaml.safe_load(SHEET.read_text(encoding="utf-8"))["services"]
    wanted = {one["slug"] for service in services for one in service["settings"] if one["severity"] != "info"}
    assert wanted <= set(TABLE), sorted(wanted - set(TABLE))
