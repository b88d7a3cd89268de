"""Where a setting stands between safe and exposed, and how far a suppression reaches."""

import pytest

from foureyes.engine.catalogue import BUILT_IN, load
from foureyes.gate.picture import UNORDERED, UNTOLD, Ignore, Level, level_of
from foureyes.model.decision import Condition, choose
from foureyes.model.setting import Setting
from foureyes.model.value import Absent, Known, ListValue, Unknown
from tests.gate.drawn import NO, UNSURE, YES, judged, part, picture

ORDERED = Setting(levels=("Private", "blob", "container"))
SAFE_ON = Setting(safe=True)
SAFE_OFF = Setting(safe=False)
SAFE_TEXT = Setting(safe="Deny")
PLAIN = Setting()


@pytest.mark.parametrize(
    ("setting", "value", "rank"),
    [
        (ORDERED, Known("private"), 0),
        (ORDERED, Known("PRIVATE"), 0),
        (ORDERED, Known("blob"), 1),
        (ORDERED, Known("Container"), 2),
        (ORDERED, Known("something else"), 3),
        (ORDERED, Absent(), 3),
        (ORDERED, ListValue(()), 3),
        (ORDERED, Unknown("why"), UNTOLD),
        (SAFE_ON, Known(True), 0),
        (SAFE_ON, Known("true"), 0),
        (SAFE_ON, Known(False), 1),
        (SAFE_ON, Absent(), 1),
        (SAFE_ON, Known("on"), UNTOLD),
        (SAFE_ON, ListValue(()), UNTOLD),
        (SAFE_ON, Unknown("why"), UNTOLD),
        (SAFE_OFF, Known(False), 0),
        (SAFE_OFF, Absent(), 0),
        (SAFE_OFF, Known("TRUE"), 1),
        (SAFE_OFF, Unknown("why"), UNTOLD),
        (SAFE_TEXT, Known("deny"), 0),
        (SAFE_TEXT, Known("Allow"), UNORDERED),
        (SAFE_TEXT, Absent(), UNORDERED),
        (SAFE_TEXT, Unknown("why"), UNORDERED),
        (PLAIN, Known("none"), UNORDERED),
        (PLAIN, Absent(), UNORDERED),
        (PLAIN, Unknown("why"), UNORDERED),
    ],
)
def test_the_rank_of_a_value(setting, value, rank):
    assert level_of(setting, value, "a", "Kind", "label").rank == rank


@pytest.mark.parametrize(
    ("setting", "values", "rank"),
    [
        (ORDERED, (Known("private"), Known("blob")), 1),
        (ORDERED, (Known("blob"), Known("private")), 1),
        (ORDERED, (Known("blob"), Unknown("why")), UNTOLD),
        (SAFE_TEXT, (Known("deny"), Known("allow")), UNORDERED),
        (SAFE_TEXT, (Known("allow"), Known("deny")), UNORDERED),
    ],
)
def test_of_several_values_the_worst_counts(setting, values, rank):
    value = choose(Condition("var.x", "1"), *values)
    assert level_of(setting, value, "a", "Kind", "label").rank == rank


def test_a_level_tells_what_it_is_of():
    found = level_of(ORDERED, Known("blob"), "address", "Container", "public access")
    assert found == Level("address", "Container", ORDERED.name, "public access", 1, "blob")
    assert Level("address", "Container", "access", "public access", 1, "blob").key == "address#Container.access"


def test_what_cannot_be_told_is_worse_than_every_level_of_every_rule():
    kinds = {kind for rule in load((BUILT_IN,)) for kind in rule.kind.__mro__}
    counts = {len(one.levels) for kind in kinds for one in vars(kind).values() if isinstance(one, Setting)}
    assert 2 <= max(counts) < UNTOLD


@pytest.mark.parametrize(
    ("one", "state"), [(part(NO), NO), (part(YES), YES), (part(UNSURE), UNSURE), (part(UNSURE, when="x"), YES)]
)
def test_the_state_of_a_part_is_the_worst_it_may_be(one, state):
    assert one.state is state


def test_a_picture_knows_its_roots_and_resources():
    one, two, other = judged(part(NO), rule="one"), judged(part(NO), rule="two"), judged(part(NO), root="infra/test")
    made = picture(one, two, other)
    assert one.key == ("infra/prod", "", "type", "a", "one")
    assert made.roots == {"infra/prod", "infra/test"}
    assert made.resources == {
        ("infra/prod", "", "type", "a", ""): [one, two],
        ("infra/test", "", "type", "a", ""): [other],
    }


FILE = "infra/a.tf"


def of_file(rule="r", path=FILE):
    return Ignore(rule, path, path, 1, "", "reason")


def of_resource(resource="a", rule="r", path=FILE):
    return Ignore(rule, resource, path, 1, "", "reason", resource)


def of_setting(setting="a open", resource="a", rule="r", path=FILE):
    return Ignore(rule, setting, path, 1, "", "reason", resource)


def of_pattern(pattern, rule="r", resource=""):
    return Ignore(rule, f"{pattern} {resource}".strip(), "foureyes.toml", 1, "", "reason", resource, pattern)


@pytest.mark.parametrize(
    ("ignore", "reaches"),
    [
        (of_file(), True),
        (of_file("*"), True),
        (of_file("other"), False),
        (of_file(path="infra/b.tf"), False),
        (of_resource(), True),
        (of_resource("b"), False),
        (of_setting(), True),
        (of_pattern("infra/*.tf"), True),
        (of_pattern("infra"), True),
        (of_pattern("modules/**"), False),
        (of_pattern("infra/**", resource="a"), True),
        (of_pattern("infra/**", resource="b"), False),
        (of_pattern("infra/**", "other"), False),
    ],
)
def test_what_a_suppression_reaches(ignore, reaches):
    assert ignore.reaches("r", FILE, "a") is reaches


@pytest.mark.parametrize(
    ("wide", "narrow", "holds"),
    [
        (of_file(), of_file(), True),
        (of_file(), of_resource(), True),
        (of_file(), of_setting(), True),
        (of_resource(), of_resource(), True),
        (of_resource(), of_setting(), True),
        (of_setting(), of_setting(), True),
        (of_resource(), of_file(), False),
        (of_setting(), of_file(), False),
        (of_setting(), of_resource(), False),
        (of_setting(), of_setting("a other"), False),
        (of_resource("b"), of_resource(), False),
        (of_resource("b"), of_setting(), False),
        (of_file("*"), of_file(), True),
        (of_file(), of_file("*"), False),
        (of_file("other"), of_file(), False),
        (of_pattern("infra/**"), of_pattern("infra/**"), True),
        (of_pattern("infra/**"), of_file(), True),
        (of_pattern("infra/**"), of_resource(), True),
        (of_pattern("infra/**"), of_setting(), True),
        (of_pattern("infra/**", resource="a"), of_resource(), True),
        (of_pattern("infra/**", resource="a"), of_setting(), True),
        (of_pattern("infra/**", resource="a"), of_file(), False),
        (of_pattern("infra/**", resource="b"), of_resource(), False),
        (of_pattern("modules/**"), of_file(), False),
        (of_pattern("infra/**"), of_pattern("infra/**", resource="a"), True),
        (of_pattern("infra/**", resource="a"), of_pattern("infra/**"), False),
        (of_pattern("**"), of_pattern("infra/**"), False),
        (of_pattern(FILE), of_file(), True),
        (of_file(), of_pattern(FILE), True),
        (of_file(), of_pattern("infra/**"), False),
    ],
)
@pytest.mark.parametrize("same_file", [True, False])
def test_what_reaches_as_far_as_another(wide, narrow, holds, same_file):
    assert wide.holds(narrow, same_file) is holds


@pytest.mark.parametrize(
    ("wide", "narrow", "holds"),
    [
        (of_file(path="infra/b.tf"), of_file(), True),
        (of_file(path="infra/b.tf"), of_resource(), True),
        (of_resource(path="infra/b.tf"), of_resource(), True),
        (of_resource(path="infra/b.tf"), of_setting(), True),
        (of_setting(path="infra/b.tf"), of_setting(), True),
        (of_setting(path="infra/b.tf"), of_resource(), False),
        (of_resource(path="infra/b.tf"), of_file(), False),
        (of_file(path="infra/b.tf"), of_pattern("infra/**"), False),
    ],
)
def test_a_file_under_another_name_counts_as_the_same_where_that_is_told(wide, narrow, holds):
    assert wide.holds(narrow, same_file=True) is holds
    assert wide.holds(narrow, same_file=False) is False
