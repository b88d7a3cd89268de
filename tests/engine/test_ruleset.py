"""A run imports only the rules it needs, and loses none by it."""

import subprocess
import sys

import pytest

from foureyes.engine.catalogue import load
from foureyes.engine.index import build, read, types_of, write
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


RULE = """
from foureyes.model.evidence import yes
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind
from foureyes.model.rule import PUBLIC_ACCESS, rule


class Thing(Kind):
    terraform = "acme_thing"


@rule(PUBLIC_ACCESS, Severity.LOW{more})
def {name}(thing: Thing):
    "It is there."
    return yes()
"""


@pytest.fixture
def pack(tmp_path, monkeypatch):
    """Makes a pack of modules by their texts; its name is its own, as Python imports each name once."""
    monkeypatch.syspath_prepend(str(tmp_path))

    def make(name, **modules):
        folder = tmp_path / name
        folder.mkdir()
        for module, text in {"__init__": "", **modules}.items():
            (folder / f"{module}.py").write_text(text)
        return name

    return make


def test_two_rules_of_one_name_are_refused_and_both_places_are_told(pack):
    twice = pack("acme_twice", one=RULE.format(name="acme_thing", more=""), two=RULE.format(name="acme_thing", more=""))
    told = "two rules are called acme-thing: in acme_twice.one and acme_twice.two"
    with pytest.raises(BadUsage, match=told):
        RuleSet([twice], [DEFAULT_PROFILE])
    with pytest.raises(BadUsage, match=told):
        load([twice])


def test_the_index_of_a_pack_tells_the_modules_by_type(pack):
    name = pack(
        "acme_told", names=RULE.format(name="acme_thing", more=""), others=RULE.format(name="acme_other", more="")
    )
    write(name)
    assert read(name) == {
        "terraform": {"acme_thing": ["acme_told.names", "acme_told.others"]},
        "arm": {},
        "cloudformation": {},
    }
    found = RuleSet([name], [DEFAULT_PROFILE])
    assert found.all == {}, "nothing is imported before a resource of the type is there"
    assert [one.id for one in found.examining([("terraform", "acme_thing")])] == ["acme-other", "acme-thing"]


def test_a_rule_that_rests_on_a_profile_is_asked_for_by_it(pack):
    name = pack("acme_profiled", names=RULE.format(name="acme_thing", more=", profile='acme'"))
    assert RuleSet([name], ["acme"]).knows("terraform", "ACME_Thing")
    assert not RuleSet([name], [DEFAULT_PROFILE]).knows("terraform", "acme_thing")
