"""Settings: spellings, defaults by version, places; asked of hand-made resources."""

import pytest

from foureyes.engine.scene import DeploymentScene
from foureyes.model.evidence import Answer
from foureyes.model.kind import Kind, Many, One, Satellite
from foureyes.model.place import Place, Source
from foureyes.model.resource import Resource
from foureyes.model.setting import UNKNOWN, Setting
from foureyes.model.value import Absent, Known, ListValue, MapValue, Reference, Unknown, branch
from foureyes.model.version import VersionRange, by_version

TEXT = Source("main.tf", "resource thing\n  flag = true\n")
PLACE = Place(TEXT, 0, 14)
SPAN = Place(TEXT, 0, len(TEXT.text))


class Thing(Kind):
    terraform = "cloud_thing"
    arm = "Cloud/things"

    name = Setting(terraform="name", arm="name")
    flag = Setting(terraform=("flag", "old_flag"), arm="properties.flag", default=by_version(
        cloud={"<3": False, "<5": True, ">=5": False}, arm=UNKNOWN))  # fmt: skip
    inverse = Setting(terraform="!closed", default=False)
    level = Setting(terraform="level", values={"none": "private"}, levels=("private", "read", "write"))
    ranges = Setting(terraform="rule[].ranges")
    guard = Satellite("Guard", back="thing")
    parts = Many("Part", back="thing")


class Guard(Kind):
    terraform = ("cloud_guard", "cloud_thing#guard")

    thing = One(Thing, terraform="thing_id")
    on = Setting(terraform="on", default=False, missing=UNKNOWN)


class Part(Kind):
    terraform = "cloud_part"
    arm = "Cloud/things/parts"

    thing = One(Thing, terraform="thing_id")
    size = Setting(terraform="size")


def resource(type="cloud_thing", address="cloud_thing.a", schema="terraform", version=None, exists=None, **body):
    return Resource(
        schema, type, address, MapValue(body, PLACE), PLACE, SPAN, provider="cloud" if schema == "terraform" else "",
        version=version or VersionRange(), exists=exists or Known(True), identities=frozenset({address}),
    )  # fmt: skip


def bind(*resources):
    return DeploymentScene(resources)


def thing(**body):
    return bind(resource(**body)).all(Thing)[0]


def answer(evidence):
    return evidence.outcome().answer


def test_the_first_spelling_that_is_set_counts():
    assert answer(thing(old_flag=Known(True)).flag.is_true()) is Answer.YES
    assert answer(thing(old_flag=Known(True), flag=Known(False)).flag.is_true()) is Answer.NO


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        ((2, 99), (2, 100), Answer.NO),
        ((3,), (5,), Answer.YES),
        ((5, 2), (6,), Answer.NO),
        ((3,), (6,), Answer.UNSURE),
        ((), (10**9,), Answer.UNSURE),
    ],
)
def test_defaults_follow_the_provider_version(low, high, expected):
    assert answer(thing(version=VersionRange(low, high)).flag.is_true()) is expected


def test_an_open_version_says_which_versions_are_risky():
    outcome = thing().flag.is_true().outcome()
    assert outcome.when == "the version of cloud is <5"
    assert "the default in cloud <5 is true" in outcome.facts[0].text


def test_a_default_nobody_can_tell():
    one = bind(resource("Cloud/things", schema="arm")).all(Thing)[0]
    assert answer(one.flag.is_true()) is Answer.UNSURE


def test_negated_spelling():
    assert answer(thing(closed=Known(False)).inverse.is_true()) is Answer.YES
    assert answer(thing(closed=Known("true")).inverse.is_true()) is Answer.NO
    assert answer(thing(closed=Unknown("?")).inverse.is_true()) is Answer.UNSURE


def test_levels_and_canonical_values():
    assert answer(thing(level=Known("None")).level.at_least("read")) is Answer.NO
    assert answer(thing(level=Known("WRITE")).level.at_least("read")) is Answer.YES


def test_gathering_over_blocks():
    rules = ListValue(
        [MapValue({"ranges": ListValue([Known("10.0.0.0/8")])}), MapValue({"ranges": ListValue([Known("*")])})], PLACE
    )
    assert answer(thing(rule=rules).ranges.any(lambda one: one.equals("*"))) is Answer.YES
    assert answer(thing(rule=rules).ranges.any(lambda one: one.equals("x"))) is Answer.NO
    assert answer(thing().ranges.any(lambda one: one.equals("*"))) is Answer.NO


def test_an_open_list_may_hold_more():
    rules = ListValue([], PLACE, open=True)
    assert answer(thing(rule=rules).ranges.any(lambda one: one.equals("*"))) is Answer.UNSURE


def test_an_empty_block_is_present():
    one = thing(level=ListValue([MapValue({}, PLACE)], PLACE))
    assert answer(one.level.is_present()) is Answer.YES
    assert answer(thing(level=Absent(PLACE)).level.is_present()) is Answer.NO


def test_a_value_from_elsewhere_is_placed_in_the_resource():
    other = Source("prod.tfvars", "public = true")
    value = Known(True, Place(other, 9, 13))
    (fact,) = thing(flag=value).flag.is_true().outcome().facts
    assert fact.place == PLACE
    assert fact.trail[0].place == Place(other, 9, 13)


def test_links_by_reference_name_and_ancestor():
    by_reference = resource(
        "cloud_part", "cloud_part.r", thing_id=Unknown("?", references=(Reference("cloud_thing.a", "id"),))
    )
    by_name = resource("cloud_part", "cloud_part.n", thing_id=Known("one"))
    child = Resource("arm", "Cloud/things/parts", "p", MapValue({}, PLACE), PLACE, SPAN, ancestors=("cloud/things/b",))
    parent = Resource(
        "arm", "Cloud/things", "b", MapValue({}, PLACE), PLACE, SPAN, identities=frozenset({"cloud/things/b"})
    )
    scene = bind(resource(name=Known("one")), by_reference, by_name, child, parent)
    linked = {part.resource.address: part.thing.resource.address for part in scene.all(Part)}
    assert linked == {"cloud_part.r": "cloud_thing.a", "cloud_part.n": "cloud_thing.a", "p": "b"}
    assert [part.resource.address for part in scene.all(Thing)[0].parts] == ["cloud_part.r", "cloud_part.n"]


def test_a_target_that_is_not_declared_has_unknown_settings():
    (part,) = bind(resource("cloud_part", "cloud_part.r", thing_id=Known("elsewhere"))).all(Part)
    assert answer(part.thing.flag.is_true()) is Answer.UNSURE


def test_a_companion_inline_separate_missing_and_conditional():
    inline = thing(guard=ListValue([MapValue({"on": Known(True)}, PLACE)], PLACE))
    assert answer(inline.guard.on.is_true()) is Answer.YES
    target = Unknown("?", references=(Reference("cloud_thing.a", "id"),))
    separate = bind(resource(), resource("cloud_guard", "cloud_guard.g", thing_id=target))
    assert answer(separate.all(Thing)[0].guard.on.is_true()) is Answer.NO
    assert answer(thing().guard.on.is_true()) is Answer.UNSURE
    exists = branch(Unknown("?", subject="guarded"), Known(True), Known(False), "guarded")
    sometimes = bind(
        resource(), resource("cloud_guard", "cloud_guard.g", exists=exists, thing_id=target, on=Known(True))
    )
    assert sometimes.all(Thing)[0].guard.on.is_true().outcome().answer is Answer.UNSURE
