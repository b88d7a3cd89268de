"""A run imports only the rules it needs, and loses none by it."""

import subprocess
import sys

import pytest

from foureyes.engine.catalogue import load
from foureyes.engine.index import build, read, types_of
from foureyes.engine.ruleset import RuleSet
from foureyes.errors import BadUsage
from foureyes.model.rule import DEFAULT_PROFILE

PACK = "foureyes_rules"


def test_the_index_is_fresh():
    assert read(PACK) == build(PACK), "run `make index`"


def test_every_rule_is_found_by_its_types():
    rules = [rule for rule in load() if rule.profile == DEFAULT_PROFILE]
    found = RuleSet([PACK], [DEFAULT_PROFILE])
    for rule in rules:
        assert rule in found.examining(types_of(rule)), rule.id


def test_a_type_nobody_examines_is_unknown():
    rules = RuleSet([PACK], [DEFAULT_PROFILE])
    assert rules.knows("terraform", "aws_s3_bucket_policy")
    assert not rules.knows("terraform", "random_id")


def test_only_what_is_needed_is_imported():
    code = (
        "from foureyes.engine.ruleset import RuleSet; import sys;"
        f"RuleSet(['{PACK}'], ['default']).examining([('terraform', 'google_storage_bucket')]);"
        "print([name for name in sys.modules if name.startswith('foureyes_rules.a')])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_a_pack_without_an_index_is_imported_whole(tmp_path, monkeypatch):
    pack = tmp_path / "acme_rules"
    pack.mkdir()
    (pack / "__init__.py").write_text("")
    (pack / "names.py").write_text(
        "from foureyes.model.evidence import yes\n"
        "from foureyes.model.kind import Kind\n"
        "from foureyes.model.rule import PUBLIC_ACCESS, rule\n"
        "from foureyes.model.finding import Severity\n"
        "class Thing(Kind):\n    terraform = 'acme_thing'\n"
        "@rule(PUBLIC_ACCESS, Severity.LOW, profile='acme')\n"
        "def acme_thing_is_there(thing: Thing):\n    'It is there.'\n    return yes()\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    (rule,) = RuleSet(["acme_rules"], ["acme"]).examining([("terraform", "acme_thing")])
    assert rule.id == "acme-thing-is-there"


def test_unknown_profiles_and_packs_are_refused():
    with pytest.raises(BadUsage, match="no profile 'hardned'"):
        RuleSet([PACK], ["hardned"])
    with pytest.raises(BadUsage, match="no_such_pack"):
        RuleSet(["no_such_pack"], [DEFAULT_PROFILE])
