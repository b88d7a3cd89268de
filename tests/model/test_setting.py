"""Settings: spellings, defaults by version, places; asked of hand-made resources."""

import pytest

from foureyes.engine.scene import DeploymentScene
from foureyes.model.evidence import Answer
from foureyes.model.kind import Kind, Many, One, Satellite
from foureyes.model.place import Place, Source
from foureyes.model.resource import Resource
from foureyes.model.setting import (
    MAX_LISTS,
    UNKNOWN,
    Missing,
    Setting,
    Spelled,
    Untold,
    navigate,
    steps_of,
    truth_of,
    watched,
)
from foureyes.model.value import Absent, Known, ListValue, MapValue, Reference, Step, Unknown, branch
from foureyes.model.version import VersionRange, by_version

TEXT = Source("main.tf", "resource thing\n  flag = true\n")
PLACE = Place(TEXT, 0, 14)
SPAN = Place(TEXT, 0, len(TEXT.text))
REFERRING = Unknown("?", subject="cloud_thing.a.id", references=(Reference("cloud_thing.a", "id"),))


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
    by_reference = resource("cloud_part", "cloud_part.r", thing_id=REFERRING)
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
    target = REFERRING
    separate = bind(resource(), resource("cloud_guard", "cloud_guard.g", thing_id=target))
    assert answer(separate.all(Thing)[0].guard.on.is_true()) is Answer.NO
    assert answer(thing().guard.on.is_true()) is Answer.UNSURE
    exists = branch(Unknown("?", subject="guarded"), Known(True), Known(False), "guarded")
    sometimes = bind(
        resource(), resource("cloud_guard", "cloud_guard.g", exists=exists, thing_id=target, on=Known(True))
    )
    assert sometimes.all(Thing)[0].guard.on.is_true().outcome().answer is Answer.UNSURE


# What a setting is told


def test_a_setting_keeps_what_it_is_told():
    full = Setting(terraform="a", arm=("b", "c"), cloudformation={"T": "d"}, default=1, missing=2, levels=("x", "y"),
                   values={"RAW": "x"}, safe="x", document=True)  # fmt: skip
    assert full.spellings == {"terraform": "a", "arm": ("b", "c"), "cloudformation": {"T": "d"}}
    assert (full.default, full.missing, full.levels, full.values) == (1, 2, ("x", "y"), {"raw": "x"})
    assert (full.safe, full.document, full.name) == ("x", True, "")


def test_what_a_setting_is_not_told():
    bare = Setting()
    assert bare.spellings == {"terraform": (), "arm": (), "cloudformation": ()}
    assert (bare.default, bare.missing, bare.levels, bare.values, bare.safe) == (None, None, (), {}, None)
    assert bare.document is False
    assert Setting(default=1).missing == 1


def test_a_setting_is_called_as_in_its_class():
    class Named(Kind):
        some_name = Setting()

    assert Named.some_name.name == "some_name"
    assert isinstance(Named.some_name, Setting)


def test_spellings_may_differ_by_language_and_type():
    setting = Setting(terraform={"cloud_thing": "a", "cloud_other": ("b", "c")}, arm="d")
    one = thing()
    assert setting.paths(one) == ("a",)
    other = Thing(resource(), "cloud_other", MapValue({}), one.scene, Known(True))
    assert setting.paths(other) == ("b", "c")
    assert setting.paths(Thing(resource(), "cloud_third", MapValue({}), one.scene, Known(True))) == ()
    assert setting.paths(bind(resource("Cloud/things", schema="arm")).all(Thing)[0]) == ("d",)
    assert setting.paths(Thing(resource(schema="pulumi"), "x", MapValue({}), one.scene, Known(True))) == ()


def test_a_setting_is_read_once():
    one = thing(flag=Known(True))
    assert one.flag is one.flag
    assert one.readings[Thing.flag] is one.flag


def test_what_rules_read_is_seen_by_all_that_watch():
    one = thing(flag=Known(True), level=Known("read"))
    with watched() as outer:
        _ = one.flag
        with watched() as inner:
            _ = one.level
        _ = one.flag
    _ = one.level
    assert [(setting.name, reading) for setting, reading in outer] == [
        ("flag", one.flag), ("level", one.level), ("flag", one.flag)]  # fmt: skip
    assert inner == [(Thing.level, one.level)]


def test_who_watches_stops_also_when_that_fails():
    with pytest.raises(KeyError), watched() as seen:
        raise KeyError
    _ = thing().flag
    assert seen == []


# What a reading says


def read(setting, body=None, type="cloud_thing", **told):
    """A setting's reading in a resource whose body stands at PLACE."""
    one = resource(**told) if body is None else resource(**told, **body)
    return setting.read(Thing(one, type, one.body, None, Known(True)))


def carried(leaf):
    return leaf.place, leaf.trail


def test_what_is_not_set_is_absent_where_the_resource_stands():
    one = resource()
    one.trail = (Step("module.a is called"),)
    value = Setting(terraform="flag").read(Thing(one, "cloud_thing", one.body, None, Known(True))).value
    assert isinstance(value, Absent)
    assert carried(value) == (PLACE, ())
    none = Setting().read(Thing(one, "cloud_thing", one.body, None, Known(True)))
    assert isinstance(none.value, Absent)
    assert carried(none.value) == (PLACE, (Step("module.a is called"),))


def test_of_what_is_declared_elsewhere_nothing_is_known():
    base = Unknown("declared elsewhere")
    kind = Thing(resource(), "", base, None, Known(True))
    for setting in (Setting(default=True), Setting(terraform={"cloud_thing": "flag"}, default=True)):
        assert setting.read(kind).value is base


@pytest.mark.parametrize(
    ("setting", "type", "label"),
    [
        (Setting(terraform="a.b"), "cloud_thing", "a.b"),
        (Setting(terraform=("a", "b")), "cloud_thing", "a"),
        (Setting(terraform="!closed"), "cloud_thing", "closed"),
        (Setting(terraform="."), "cloud_thing", ""),
        (Setting(terraform="rule[].ranges[]"), "cloud_thing", "rule.ranges"),
        (Setting(terraform="aX!"), "cloud_thing", "aX!"),
        (Setting(terraform="Xa"), "cloud_thing", "Xa"),
        (Setting(terraform="on"), "cloud_thing#guard", "guard.on"),
        (Setting(terraform="on"), "cloud_thing#guard#inner", "guard#inner.on"),
        (Setting(terraform="."), "cloud_thing#guard", "guard"),
        (Setting(), "cloud_thing", ""),
    ],
)
def test_a_reading_is_called_by_its_first_spelling(setting, type, label):
    assert read(setting, type=type).label == label


def test_a_setting_without_a_spelling_is_called_by_its_name():
    class Named(Kind):
        some_name = Setting()

    assert read(Named.some_name, type="cloud_thing#part").label == "part.some_name"


def test_a_canonical_value_keeps_what_was_written_and_where():
    setting = Setting(terraform="level", values={"Off": "none", "1": "some"})
    written = Known("OFF", PLACE, (Step("it came"),), (Reference("a", "b"),), True)
    found = read(setting, {"level": written}).value
    assert isinstance(found, Spelled)
    for one in (found, found.replace()):
        assert (one.scalar, one.spelled) == ("none", written)
        assert (one.place, one.trail, one.references, one.secret) == (
            PLACE, (Step("it came"),), (Reference("a", "b"),), True)  # fmt: skip
    assert read(setting, {"level": Known(1)}).value.scalar == "some"
    assert read(setting, {"level": Known("on")}).value == Known("on")
    assert read(setting, {"level": ListValue([])}).value == ListValue([])
    assert isinstance(read(setting).value, Absent)


def test_the_written_value_is_told():
    (fact,) = thing(level=Known("None")).level.at_least("read").outcome().facts
    assert fact.text == '`level` is "None"'


def test_a_document_is_read_into():
    setting = Setting(terraform="policy", document=True)
    assert read(setting, {"policy": Known('{"a": 1}')}).value == MapValue({"a": Known(1)})
    assert read(Setting(terraform="policy"), {"policy": Known('{"a": 1}')}).value == Known('{"a": 1}')


@pytest.mark.parametrize(
    ("written", "negated"),
    [(Known(True), False), (Known("FALSE"), True), (Known("true"), False)],
)
def test_a_negated_value_keeps_where_it_stands(written, negated):
    full = written.replace(place=PLACE, trail=(Step("so"),), references=(Reference("a"),), secret=True)
    found = read(Setting(terraform="!X!"), {"X!": full}).value
    assert found.scalar is negated
    assert (found.place, found.trail, found.references, found.secret) == (
        PLACE, (Step("so"),), (Reference("a"),), True)  # fmt: skip


@pytest.mark.parametrize("odd", [Known("maybe"), Known(1), Absent(PLACE), ListValue([]), Unknown("?", subject="x")])
def test_what_is_no_truth_is_not_negated(odd):
    assert read(Setting(terraform="!closed"), {"closed": odd}).value == odd
    assert truth_of(odd) is None


# Defaults


def test_a_default_tells_where_it_comes_from():
    value = read(Setting(terraform="flag", default=True), {"flag": Absent(PLACE, (Step("null"),))}).value
    assert value == Known(True)
    assert carried(value) == (PLACE, (Step("`flag` is not set; the default is true", PLACE), Step("null")))


def test_a_default_that_cannot_be_told_says_why():
    setting = Setting(terraform="flag", default=Untold("nobody wrote it down"))
    value = read(setting, {"flag": Absent(PLACE, (Step("null"),))}).value
    assert isinstance(value, Unknown)
    assert value.reason == "`flag` is not set, and nobody wrote it down"
    assert carried(value) == (PLACE, (Step("null"),))
    assert UNKNOWN.reason == "what holds then cannot be told"


@pytest.mark.parametrize(
    ("default", "told", "expected"),
    [
        (by_version(cloud=1, terraform=2), {}, 1),
        (by_version(terraform=2), {}, 2),
        (by_version(other=3), {}, None),
        (by_version(arm=4, terraform=2), {"schema": "arm"}, 4),
        (by_version(cloud={">=0": 5}), {}, 5),
        (6, {"schema": "arm"}, 6),
        (None, {}, None),
    ],
)
def test_defaults_are_those_of_the_provider_or_the_schema(default, told, expected):
    value = read(Setting(default=default), **told).value
    assert isinstance(value, Absent) if expected is None else value.scalar == expected


def test_a_default_of_a_version_says_of_which():
    setting = Setting(terraform="flag", default=by_version(cloud={"<3": False, ">=3": True}))
    value = read(setting, version=VersionRange((4,), (5,))).value
    assert value.trail == (Step("`flag` is not set; the default in cloud >=3 is true", PLACE),)
    cases = read(setting).value
    assert (cases.test.subject, cases.test.equals) == ("the version of cloud", "<3")
    for case, told in ((cases.then, "<3 is false"), (cases.otherwise, ">=3 is true")):
        assert case.trail[0].text == f"`flag` is not set; the default in cloud {told}"


def test_a_version_without_a_default_is_unknown():
    setting = Setting(terraform="flag", default=by_version(cloud={">=3": True}))
    value = read(setting, {"flag": Absent(PLACE, (Step("null"),))}, version=VersionRange((1,), (2,))).value
    assert value.reason == "`flag` is not set, and cloud has no such version"
    assert carried(value) == (PLACE, (Step("null"),))


def test_a_companion_that_is_missing_may_have_another_default():
    missing = Missing(PLACE, (Step("so"),))
    assert isinstance(missing.replace(), Missing)
    kind = Thing(resource(), "cloud_thing", missing, None, Known(True))
    assert Setting(terraform=".", default=1, missing=2).read(kind).value.scalar == 2
    assert Setting(terraform=".", default=1).read(kind).value.scalar == 1
    assert read(Setting(default=1, missing=2)).value.scalar == 1


# Paths


@pytest.mark.parametrize(
    ("path", "steps"),
    [
        ("a.b", ("a", "b")),
        (".", ()),
        ("a[].b[]", ("a[]", "b[]")),
        ('annotations."run.example/x".y', ("annotations", "run.example/x", "y")),
        ("XaX", ("XaX",)),
    ],
)
def test_the_steps_of_a_path(path, steps):
    assert steps_of(path) == steps


def go(value, path, schema="terraform"):
    return navigate(value, steps_of(path), resource(schema=schema))


INSIDE = Place(TEXT, 17, 21)
WAY = (Step("so"),)


def test_names_are_told_apart_by_case_in_terraform_only():
    value = MapValue({"Flag": Known(1)})
    assert isinstance(go(value, "flag"), Absent)
    assert go(value, "Flag") == Known(1)
    assert go(value, "flag", "arm") == go(value, "FLAG", "cloudformation") == Known(1)


def test_what_comes_from_elsewhere_is_told_by_name():
    other = Place(Source("prod.tfvars", "true"), 0, 4)
    found = go(MapValue({"a": MapValue({"b": Known(True, other)}, INSIDE)}, PLACE), "a.b")
    assert carried(found) == (INSIDE, (Step("`b` is true", other),))


@pytest.mark.parametrize("odd", [Known("text"), Known(1)])
def test_nothing_is_found_in_what_is_no_structure(odd):
    found = go(MapValue({"a": odd.replace(place=INSIDE, trail=WAY)}, PLACE), "a.b")
    assert isinstance(found, Unknown)
    assert found.reason == "`b` is looked for in something that is no structure"
    assert carried(found) == (INSIDE, WAY)


def test_below_what_is_not_set_or_not_known_it_is_the_same():
    assert isinstance(go(Absent(), "a.b"), Absent)
    assert go(Unknown("nobody knows", subject="x"), "a[].b").reason == "nobody knows"


def test_a_list_of_one_block_is_stepped_into():
    blocks = ListValue([MapValue({"b": Known(1)})])
    assert go(blocks, "b") == Known(1)
    assert go(ListValue([blocks]), "b") == Known(1)
    assert go(ListValue([MapValue({"b": Known(1)}), MapValue({"b": Known(1)})]), "b") == Known(1)
    nested = MapValue({"a": ListValue([MapValue({"b": ListValue([MapValue({"c": Known(1)})])})])})
    assert go(nested, "a.b.c") == Known(1)


def test_of_no_block_nothing_is_set():
    found = go(ListValue([], INSIDE, WAY), "b")
    assert isinstance(found, Absent)
    assert carried(found) == (INSIDE, WAY)


@pytest.mark.parametrize(
    ("blocks", "open", "reason"),
    [
        ([1, 2], False, "there are several blocks"),
        ([1, 1, 2], False, "there are several blocks"),
        ([1, 2, 2], False, "there are several blocks"),
        ([1], True, "the number of blocks is unknown"),
        ([1, 1], True, "the number of blocks is unknown"),
        ([], True, "the number of blocks is unknown"),
    ],
)
def test_which_of_several_blocks_counts_is_unknown(blocks, open, reason):
    found = go(ListValue([MapValue({"b": Known(one)}) for one in blocks], INSIDE, WAY, open=open), "b")
    assert isinstance(found, Unknown)
    assert (found.reason, *carried(found)) == (reason, INSIDE, WAY)


@pytest.mark.parametrize("path", ["b", "b.b"])
def test_lists_in_lists_are_followed_so_far(path):
    def wrapped(value, times):
        for _ in range(times):
            value = ListValue([value], INSIDE, WAY)
        return value

    value = MapValue({"b": Known(1)}, PLACE)
    value = MapValue({"b": wrapped(value, MAX_LISTS - 1)}, PLACE) if path == "b.b" else value
    times = 1 if path == "b.b" else MAX_LISTS
    assert go(wrapped(value, times), path) == Known(1)
    found = go(wrapped(value, times + 1), path)
    assert (found.reason, *carried(found)) == ("lists lie in lists too deeply", INSIDE, WAY)


def test_lists_beside_each_other_do_not_lie_in_each_other():
    many = ListValue([ListValue([MapValue({"b": Known(1)})])] * (MAX_LISTS + 5))
    assert go(many, "b") == Known(1)


def test_how_deep_a_list_lies_is_told_by_those_around_it():
    def wrapped(times):
        value = MapValue({"b": Known(1)})
        for _ in range(times):
            value = ListValue([value])
        return value

    for times, followed in ((MAX_LISTS - 2, True), (MAX_LISTS - 1, False)):
        found = go(ListValue([ListValue([wrapped(1), wrapped(1), wrapped(times)])]), "b")
        assert (found == Known(1)) is followed


def test_all_elements_are_gathered():
    blocks = ListValue(
        [MapValue({"b": ListValue([Known(1), Known(2)])}), MapValue({"b": Known(3)}), MapValue({"b": ListValue([])})],
        INSIDE, WAY, (Reference("a"),),
    )  # fmt: skip
    found = go(blocks, "[].b")
    assert found == ListValue([Known(1), Known(2), Known(3)])
    assert (*carried(found), found.references) == (INSIDE, WAY, (Reference("a"),))
    assert go(MapValue({"a": blocks}), "a[].b") == found
    assert go(MapValue({"a": blocks}), "a[]") == blocks
    assert go(MapValue({"a": MapValue({"b": Known(1)})}), "a[].b") == ListValue([Known(1)])
    assert isinstance(go(MapValue({}), "a[].b"), Absent)


@pytest.mark.parametrize(
    ("outer", "first", "second"), [(True, False, False), (False, True, False), (False, False, True)]
)
def test_where_one_list_may_hold_more_all_may(outer, first, second):
    inner = [MapValue({"b": ListValue([Known(1)], open=open)}) for open in (first, second)]
    assert go(ListValue(inner, open=outer), "[].b") == ListValue([Known(1), Known(1)], open=True)
