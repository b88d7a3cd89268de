"""What a comparison tells of answers and levels that differ between two trees."""

import pytest

from foureyes.gate.compare import Comparison
from foureyes.gate.picture import UNORDERED, UNTOLD, Ignore, Picture, Shield
from foureyes.model.finding import Concern, Severity
from tests.gate.drawn import NO, UNSURE, YES, by_root, compared, judged, level, part, picture, steps
from tests.gate.kit import STORAGE
from tests.gate.test_threats_disguise import ACCOUNT, BUCKET, account

WHETHER = "whether it is so cannot be told"


def of_parts(before, after):
    """The risks of one resource of which a rule said something before, and says something now."""
    return compared(picture(judged(*before)), picture(judged(*after)))


@pytest.mark.parametrize(
    ("before", "after", "step"),
    [
        (part(NO), part(YES), ("exposes", "safe", "risky")),
        (part(NO), part(YES, when="x is 1"), ("exposes", "safe", "risky when x is 1")),
        (part(NO), part(UNSURE, when="x is 1"), ("exposes", "safe", "risky when x is 1")),
        (part(UNSURE), part(YES), ("exposes", "cannot be told", "risky")),
        (part(YES, when="x is 1"), part(YES), ("exposes", "risky when x is 1", "risky")),
        (part(YES, when="x is 1"), part(YES, when="x is 2"), ("exposes", "risky when x is 1", "risky when x is 2")),
        (part(NO), part(UNSURE), ("blinds", "safe", "cannot be told")),
        (part(YES), part(YES, when="x is 1"), None),
        (part(YES), part(UNSURE), None),
        (part(YES), part(NO), None),
        (part(UNSURE), part(NO), None),
        (part(YES, when="x is 1"), part(NO), None),
    ],
)
def test_an_answer_that_changes(before, after, step):
    assert steps(of_parts([before], [after])) == ([step] if step else [])


@pytest.mark.parametrize(
    ("concern", "kind"),
    [
        (Concern.PUBLIC_ACCESS, "exposes"),
        (Concern.ENCRYPTION_AT_REST, "drops-encryption"),
        (Concern.ENCRYPTION_IN_TRANSIT, "drops-encryption"),
    ],
)
def test_what_is_at_stake_is_the_kind(concern, kind):
    (risk,) = compared(picture(judged(part(NO))), picture(judged(part(YES), concern=concern)))
    assert risk.kind.value == kind


def test_a_new_resource_that_is_open():
    assert steps(compared(picture(), picture(judged(part(YES))))) == [("exposes", "nothing", "risky")]


@pytest.mark.parametrize(
    ("before", "after", "was", "now", "told"),
    [
        (part(YES), part(YES), "site", "site", []),
        (part(YES), part(YES), "site", "pii", [("exposes", "nothing", "risky")]),
        (part(YES), part(YES), "site", "", [("exposes", "nothing", "risky")]),
        (part(YES), part(YES), "", "pii", []),
        (part(NO), part(YES), "site", "pii", [("exposes", "nothing", "risky")]),
        (part(YES), part(YES, when="x"), "site", "pii", [("exposes", "nothing", "risky when x")]),
        (part(NO), part(NO), "site", "pii", []),
        (part(UNSURE), part(UNSURE), "site", "pii", []),
        (part(NO), part(UNSURE), "site", "pii", [("blinds", "safe", "cannot be told")]),
        (part(NO), part(UNSURE), "site", "", [("blinds", "safe", "cannot be told")]),
    ],
)
def test_what_is_deployed_under_another_name_is_another_thing(before, after, was, now, told):
    found = compared(picture(judged(before, name=was)), picture(judged(after, name=now)))
    assert steps(found) == told


def test_an_open_container_that_becomes_another_one(trees):
    """One that is there under the new name comes to be open by this."""
    open = STORAGE.replace("'None'", "'Blob'").replace("'Deny'", "'Allow'")
    before = {"infra/prod/a.bicep": open}
    rules = {"azure-blob-container-open-to-everyone", "azure-storage-account-allows-anonymous-blobs"}
    for old, new, told in (("'backups'", "'pii'", {"azure-blob-container-open-to-everyone"}),
                           ("'contosoinvoices'", "'contosopii'", rules)):  # fmt: skip
        for path in ("infra/prod/a.bicep", "infra/prod/b.bicep"):
            found = trees.comparison(before, {path: open.replace(old, new)}).risks()
            assert {one.rule for one in found if one.before == "nothing"} >= told
            assert all(new.strip("'") in one.resource for one in found)
        assert trees.comparison(before, {"infra/prod/b.bicep": open}).risks() == []


def test_a_new_resource_that_cannot_be_told_is_a_risk_only_where_the_policy_says_so():
    comparison = Comparison(picture(), picture(judged(part(UNSURE))), by_root)
    assert comparison.risks() == []
    (risk,) = comparison.unsure_new
    assert steps([risk]) == [("blinds", "nothing", "cannot be told")]
    assert risk.message == f"{WHETHER}: It is open."


def test_a_known_resource_that_a_rule_comes_to_ask_about():
    before = picture(judged(part(NO), rule="other"))
    comparison = Comparison(before, picture(judged(part(NO), rule="other"), judged(part(UNSURE))), by_root)
    (risk,) = comparison.risks()
    assert steps([risk]) == [("blinds", "nothing", "cannot be told")]
    assert risk.message == f"{WHETHER}: It is open."
    assert comparison.unsure_new == []


def test_what_could_be_told_is_said_to_be_so_no_more():
    (risk,) = of_parts([part(NO)], [part(UNSURE)])
    assert risk.message == f"{WHETHER} any more: It is open."


@pytest.mark.parametrize(
    ("before", "asks"),
    [
        ([part(NO, level(0))], True),
        ([part(UNSURE, level(0)), part(NO, level(0))], True),
        ([part(UNSURE, level(0))], False),
    ],
)
def test_one_more_part_that_cannot_be_told(before, asks):
    found = of_parts(before, [*before, part(UNSURE, level(0, setting="more"))])
    assert steps(found) == ([("blinds", "nothing", "cannot be told")] if asks else [])


@pytest.mark.parametrize(
    ("before", "after", "step"),
    [
        (level(1), level(2), ("exposes", "risky", "risky")),
        (level(1), level(1, "other"), None),
        (level(2), level(1), None),
        (level(1), level(0), None),
        (level(1), level(UNTOLD), ("exposes", "risky", "risky")),
        (level(UNORDERED, "x"), level(UNORDERED, "y"), ("exposes", "risky", "risky")),
        (level(UNORDERED, "x"), level(0, "y"), None),
        (level(1, resource="linked"), level(2, resource="linked"), ("weakens", "1", "weaker")),
        (level(UNORDERED, "x", resource="linked"), level(UNORDERED, "y", resource="linked"), None),
        (level(1), level(2, setting="other"), None),
    ],
)
def test_a_level_behind_an_answer_that_stays(before, after, step):
    assert steps(of_parts([part(YES, before)], [part(YES, after)])) == ([step] if step else [])


@pytest.mark.parametrize("answer", [YES, NO, UNSURE])
@pytest.mark.parametrize(
    ("was", "now", "asks"),
    [
        (0, 1, True),
        (0, UNTOLD, True),
        (1, 2, True),
        (1, 1, False),
        (1, 0, False),
        (UNORDERED, 1, False),
        (0, UNORDERED, False),
        (1, UNORDERED, False),
    ],
)
def test_a_level_that_rises_under_an_answer_that_stays(answer, was, now, asks):
    before, after = level(was, "was", resource="linked"), level(now, "now", resource="linked")
    found = of_parts([part(answer, before)], [part(answer, after)])
    assert steps(found) == ([("weakens", "was", "weaker")] if asks else [])


def test_a_weaker_level_in_words():
    before, after = level(0, "on", "shield", "linked"), level(1, "off", "shield", "linked")
    (risk,) = of_parts([part(NO, level(0), before)], [part(NO, level(0), after)])
    assert vars(risk) == {
        **vars(risk),
        "severity": Severity.LOW,
        "environment": "prod",
        "resource": "infra/prod: linked",
        "before": "on",
        "after": "weaker",
        "message": "the protection by the shield is weaker",
        "rule": "",
        "setting": "Kind.shield",
        "deployment": "",
        "path": "infra/prod/a.tf",
        "line": 7,
        "posture": {"a#Kind.open": (0, "0"), "linked#Kind.shield": (1, "off")},
        "details": ("the shield: on -> off",),
        "root": "infra/prod",
        "key": (),
    }


def test_a_level_is_told_once_however_many_rules_read_it():
    low, high = level(0, resource="linked"), level(1, resource="linked")
    before = [judged(part(NO, low), rule=one) for one in ("one", "two")]
    after = [judged(part(NO, high), rule=one) for one in ("one", "two")]
    assert len(compared(picture(*before), picture(*after))) == 1
    elsewhere = [judged(part(NO, one), root="infra/test") for one in (low, high)]
    found = compared(picture(*before, elsewhere[0]), picture(*after, elsewhere[1]))
    assert [one.environment for one in found] == ["prod", "test"]


def test_a_level_that_is_weaker_for_one_rule_is_not_gone_for_another():
    low, high = level(0, resource="linked"), level(1, resource="linked")
    before = [judged(part(NO, low), rule="one"), judged(part(NO, low), rule="two", severity=Severity.LOW)]
    after = [judged(part(NO, high), rule="one"), judged(part(NO), rule="two", severity=Severity.LOW)]
    assert [one.kind.value for one in compared(picture(*before), picture(*after))] == ["weakens"]


@pytest.mark.parametrize("answer", [YES, UNSURE])
def test_what_several_worse_answers_tell_is_not_told_again(answer):
    low, high = ([level(rank, resource=one) for one in ("x", "y")] for rank in (0, 1))
    before = [judged(part(NO, low[0]), rule="a"), judged(part(NO, low[1]), rule="b"), judged(part(NO, *low), rule="c")]
    after = [
        judged(part(answer, high[0]), rule="a"),
        judged(part(answer, high[1]), rule="b"),
        judged(part(NO, *high), rule="c"),
    ]
    assert [one.rule for one in compared(picture(*before), picture(*after))] == ["a", "b"]


def test_a_companion_is_compared_with_itself_where_it_is_still_there():
    before = part(NO, level(0, resource="x"), level(2, resource="y"))
    after = part(NO, level(1, resource="x"), level(2, resource="y"))
    assert [one.resource for one in of_parts([before], [after])] == ["infra/prod: x"]


@pytest.mark.parametrize("name", ['x["#"]', 'x["a~b"]', 'x["a#b~c"]'])
def test_names_with_the_signs_by_which_settings_are_told_apart(name):
    low, high = level(1, resource=name), level(2, resource=name)
    assert [one.resource for one in of_parts([part(NO, low)], [part(NO, high)])] == [f"infra/prod: {name}"]
    renamed = level(2, resource=f"{name}2")
    assert [one.details for one in of_parts([part(NO, low)], [part(NO, renamed)])] == [("the open: 1 -> 2",)]
    assert of_parts([part(NO, low)], [part(YES, renamed)])[0].details == ("the open: 1 -> 2",)
    both = [part(NO, low, level(1, "other", resource=name))], [part(NO, low, level(2, "other", resource=name))]
    assert [one.resource for one in of_parts(*both)] == [f"infra/prod: {name}"]


@pytest.mark.parametrize("answer", [YES, UNSURE])
def test_a_level_that_a_worse_answer_tells_is_not_told_again(answer):
    low, high = level(0, resource="linked"), level(1, resource="linked")
    before = [judged(part(NO, low), rule="one"), judged(part(NO, low), rule="two")]
    after = [judged(part(NO, high), rule="one"), judged(part(answer, high), rule="two")]
    (risk,) = compared(picture(*before), picture(*after))
    assert risk.rule == "two"


def test_one_of_several_levels_of_one_name():
    before = part(NO, level(0, "x", resource="linked"), level(1, "y", resource="linked"))
    after = part(NO, level(0, "x", resource="linked"), level(2, "z", resource="linked"))
    (risk,) = of_parts([before], [after])
    assert (risk.setting, risk.before, risk.details) == ("Kind.open", "y", ("the open: y -> z",))


def test_the_same_setting_of_a_companion_under_another_name():
    low, high = level(0, resource="linked"), level(1, resource="renamed")
    (risk,) = [one for one in of_parts([part(NO, low)], [part(NO, high)]) if one.kind.value == "weakens"]
    assert (risk.resource, risk.before) == ("infra/prod: renamed", "0")


@pytest.mark.parametrize(
    ("before", "after", "asks"),
    [
        (level(0, resource="shield"), level(1), True),
        (level(0, resource="shield"), level(0), False),
        (level(0, resource="shield"), level(0, setting="other"), True),
        (level(0, resource="shield"), level(0, resource="other"), False),
        (level(0, resource="shield"), level(0, resource="other", kind="Other"), True),
        (level(0, resource="shield"), level(1, resource="shield"), False),
        (level(0, resource="shield"), level(1, resource="shield", setting="other"), False),
        (level(1, resource="shield"), level(1), False),
        (level(UNORDERED, resource="shield"), level(1), False),
        (level(0, resource="a"), level(1, resource="b"), False),
    ],
)
def test_protection_that_no_longer_reaches(before, after, asks):
    found = of_parts([part(NO, before)], [part(NO, after)])
    assert [one for one in steps(found) if one[0] == "removes-protection"] == (
        [("removes-protection", "0", "gone")] if asks else []
    )


def test_protection_that_is_gone_in_words():
    before = part(NO, level(0, "on", "shield", "linked"), level(0))
    (risk,) = of_parts([before], [part(NO, level(0))])
    assert vars(risk) == {
        **vars(risk),
        "severity": Severity.HIGH,
        "environment": "prod",
        "resource": "infra/prod: linked",
        "before": "on",
        "after": "gone",
        "message": "the protection by the shield no longer covers a",
        "rule": "",
        "setting": "Kind.shield",
        "path": "infra/prod/a.tf",
        "line": 7,
        "posture": {"a#Kind.open": (0, "0")},
        "details": ("the shield: on -> gone",),
        "root": "infra/prod",
    }


def test_protection_that_is_gone_is_told_once_and_as_gravely_as_it_is():
    """Rules and resources that rely on it: a policy may ask for more where more is at stake."""
    shield = level(0, resource="linked")
    relying = [("one", "a", Severity.LOW), ("two", "a", Severity.HIGH), ("one", "b", Severity.CRITICAL)]
    before, after = (
        [judged(part(NO, *levels), rule=rule, address=address, severity=grave) for rule, address, grave in relying]
        for levels in ([shield], [])
    )
    (risk,) = compared(picture(*before), picture(*after))
    assert (risk.severity, risk.message) == (Severity.CRITICAL, "the protection by the open no longer covers b")


BLUE_AND_GREEN = ("blue", "green")


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        (part(NO, level(0, resource="linked")), part(NO), ["removes-protection", "removes-protection"]),
        (part(NO, level(0, resource="linked")), part(NO, level(1, resource="linked")), ["weakens", "weakens"]),
    ],
)
def test_every_deployment_of_a_root_has_its_own_risk(was, now, told):
    """Each may be of an environment of its own, and what is agreed to for one is not for another."""
    before, after = (picture(*(judged(one, deployment=name) for name in BLUE_AND_GREEN)) for one in (was, now))
    found = compared(before, after)
    assert [one.kind.value for one in found] == told
    assert [one.environment for one in found] == ["prod@blue", "prod@green"]


def test_a_worse_answer_in_one_deployment_explains_nothing_of_another():
    low, high = level(0, resource="linked"), level(1, resource="linked")
    before = picture(*(judged(part(NO, low), deployment=name) for name in BLUE_AND_GREEN))
    after = picture(judged(part(YES, high), deployment="blue"), judged(part(NO, high), deployment="green"))
    assert [(one.kind.value, one.deployment) for one in compared(before, after)] == [
        ("exposes", "blue"),
        ("weakens", "green"),
    ]


def test_protection_is_told_of_every_resource_after_the_answers():
    """What a rule's own answer explains is known before any level is told, whatever the order of resources."""
    shield, gone = level(0, resource="linked"), level(1, resource="linked")
    before = [judged(part(NO, shield), address=one) for one in ("a", "b")]
    after = [judged(part(NO, gone), address="a"), judged(part(YES, gone), address="b")]
    assert [(one.kind.value, one.resource) for one in compared(picture(*before), picture(*after))] == [
        ("exposes", "infra/prod: type b")
    ]


def test_what_is_one_object_in_both_is_not_compared():
    same = judged(part(YES))
    moved = judged(part(YES), address="b")
    found = compared(picture(same), picture(same, moved))
    assert [one.resource for one in found] == ["infra/prod: type b"]


def test_risks_are_told_worst_first_then_by_place_and_name():
    def new(severity, root, address, rule):
        return judged(part(YES), severity=severity, root=root, address=address, rule=rule)

    wanted = [
        new(Severity.CRITICAL, "infra/test", "z", "z"),
        new(Severity.HIGH, "infra/prod", "a", "a"),
        new(Severity.HIGH, "infra/prod", "a", "b"),
        new(Severity.HIGH, "infra/prod", "b", "a"),
        new(Severity.HIGH, "infra/test", "a", "a"),
        new(Severity.LOW, "infra/prod", "a", "c"),
    ]
    found = compared(picture(), picture(*wanted[::-1]))
    assert [one.key for one in found] == [one.key for one in wanted]


def test_levels_of_one_rule_are_told_in_the_order_of_their_settings():
    low = [level(0, setting=one, resource="linked") for one in ("b", "a")]
    high = [level(1, setting=one, resource="linked") for one in ("b", "a")]
    found = of_parts([part(NO, *low)], [part(NO, *high)])
    assert [one.setting for one in found] == ["Kind.a", "Kind.b"]


@pytest.mark.parametrize(
    ("address", "name", "told"),
    [("a", "", "type a"), ("type.a", "", "type.a"), ("m.type.a", "contoso", "m.type.a (contoso)")],
)
def test_a_resource_is_called_by_type_address_and_name(address, name, told):
    (risk,) = compared(picture(), picture(judged(part(YES), address=address, name=name)))
    assert risk.resource == f"infra/prod: {told}"


def test_files_beside_each_other_that_use_one_address_are_told_apart():
    files = [
        judged(part(YES), root=f"infra/prod/{one}.bicep", folder="infra/prod", address=two)
        for one, two in (("a", "same"), ("b", "same"), ("b", "other"))
    ]
    assert {one.resource for one in compared(picture(), picture(*files))} == {
        "infra/prod/a.bicep: type same",
        "infra/prod/b.bicep: type same",
        "infra/prod: type other",
    }


@pytest.mark.parametrize("other", [{"deployment": "d"}, {"type": "kind"}, {"address": "b"}, {"folder": "infra"}])
def test_what_differs_in_more_than_its_file_is_not_told_apart_by_it(other):
    one = judged(part(YES), root="infra/prod/a.bicep", folder="infra/prod")
    two = judged(part(YES), **{"root": "infra/prod/b.bicep", "folder": "infra/prod", **other})
    found = compared(picture(), picture(one, two))
    assert "infra/prod: type a" in {one.resource for one in found}


def test_the_deployment_is_part_of_the_risk_and_of_its_environment():
    after = judged(part(YES), deployment="blue", root="infra/prod")
    (risk,) = compared(picture(judged(part(NO), deployment="blue")), picture(after))
    assert (risk.deployment, risk.environment) == ("blue", "prod@blue")
    low, high = level(0, resource="l"), level(1, resource="l")
    before = picture(judged(part(NO, low), deployment="blue"))
    (risk,) = compared(before, picture(judged(part(NO, high), deployment="blue")))
    assert (risk.deployment, risk.environment) == ("blue", "prod@blue")


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (level(0, "x"), level(1, "y"), ("the open: x -> y",)),
        (level(1, "x"), level(0, "y"), ("the open: x -> y",)),
        (level(1, "x"), level(1, "x"), ()),
        (level(0, "x", "other"), level(1, "y"), ("the open: y",)),
        (level(0, "x", "other"), level(0, "y"), ()),
        (level(0, "x", "other"), level(UNORDERED, "not set"), ()),
        (level(0, "x", "other"), level(UNORDERED, "y"), ("the open: y",)),
        (level(1, "x", resource="before"), level(1, "y"), ("the open: x -> y",)),
    ],
)
def test_what_changed_is_told_to_people(before, after, told):
    (risk,) = of_parts([part(NO, before)], [part(YES, after)])
    assert risk.details == told


def test_what_a_new_resource_has_open_is_told_once():
    (risk,) = compared(picture(), picture(judged(part(YES, level(1, "y"), level(1, "y", resource="b"), level(0)))))
    assert risk.details == ("the open: y",)


SHIELD = Shield("infra/prod/a.tf", "body", True)
GONE = "a resource whose only role is protection is removed"
UNSURE_SHIELD = SHIELD._replace(certain=False)


def key(address="lock.a", root="infra/prod", type="lock", deployment=""):
    return root, deployment, type, address


def shielded(before, after, deployments=(("infra/prod", ""),)):
    """The risks where these resources only protect, and these deployments are there now."""
    return compared(Picture(protective=before), Picture(protective=after, deployments=set(deployments)))


def test_a_resource_that_only_protects_is_gone():
    (risk,) = shielded({key(): SHIELD, key("lock.b"): SHIELD._replace(body="b")}, {key("lock.b"): SHIELD})
    assert vars(risk) == {
        **vars(risk),
        "severity": Severity.HIGH,
        "environment": "prod",
        "resource": "infra/prod: lock.a",
        "before": "declared",
        "after": "",
        "message": GONE,
        "deployment": "",
        "path": "infra/prod/a.tf",
        "root": "infra/prod",
    }
    assert risk.kind.value == "removes-protection"


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        (SHIELD, SHIELD, None),
        (UNSURE_SHIELD, UNSURE_SHIELD, None),
        (UNSURE_SHIELD, SHIELD, None),
        (SHIELD, SHIELD._replace(body="other"), None),
        (
            SHIELD,
            UNSURE_SHIELD,
            (
                "blinds",
                "cannot be told",
                "whether a resource whose only role is protection is still there cannot be told any more",
            ),
        ),
        (UNSURE_SHIELD, None, ("removes-protection", "", GONE)),
    ],
)
def test_a_resource_that_only_protects_and_may_be_gone(was, now, told):
    found = shielded({key(): was}, {key(): now} if now else {})
    assert [(one.kind.value, one.after, one.message) for one in found] == ([told] if told else [])
    for one in found:
        assert (one.severity, one.environment, one.resource) == (Severity.HIGH, "prod", "infra/prod: lock.a")
        assert (one.before, one.path, one.root) == ("declared", "infra/prod/a.tf", "infra/prod")


def test_a_resource_that_only_protects_goes_with_its_root():
    assert shielded({key(): SHIELD}, {}, ()) == []
    assert shielded({key(): SHIELD}, {}, [("infra/prod/deep", "")]) == []
    assert len(shielded({key(): SHIELD}, {})) == 1, "a root is there though nothing in it is judged"


BLUE, GREEN = key(deployment="blue"), key(deployment="green")


@pytest.mark.parametrize(
    ("after", "deployments", "told"),
    [
        ({GREEN: SHIELD}, ("blue", "green"), ["blue"]),
        ({}, ("blue", "green"), ["blue", "green"]),
        ({GREEN: SHIELD}, ("green",), []),
        ({}, ("green",), ["blue", "green"]),
        ({}, ("red",), ["blue", "green"]),
        ({key(deployment="red"): SHIELD}, ("red",), []),
        ({BLUE: SHIELD, GREEN: UNSURE_SHIELD}, ("blue", "green"), ["green"]),
    ],
)
def test_every_deployment_has_its_own_protection(after, deployments, told):
    """Where a deployment is gone, its protection went with it; not so where it is gone from all of them."""
    found = shielded({BLUE: SHIELD, GREEN: SHIELD}, after, [("infra/prod", one) for one in deployments])
    assert [one.deployment for one in found] == told
    assert [one.environment for one in found] == [f"prod@{one}" for one in told]


def test_a_deployment_that_is_gone_hides_nothing_of_the_others():
    dropped = key("lock.z", deployment="green")
    found = shielded({BLUE: SHIELD, GREEN: SHIELD, dropped: SHIELD}, {GREEN: SHIELD}, [("infra/prod", "green")])
    assert [(one.deployment, one.resource) for one in found] == [("green", "infra/prod: lock.z")]


def test_protection_under_another_name_stands_for_just_one():
    two = {key("lock.a"): SHIELD, key("lock.b"): SHIELD}
    assert shielded(two, {key("lock.c"): SHIELD, key("lock.d"): SHIELD}) == []
    (risk,) = shielded(two, {key("lock.c"): SHIELD})
    assert risk.resource == "infra/prod: lock.b"


@pytest.mark.parametrize(
    "other",
    [
        {key("lock.b"): SHIELD._replace(body="says something else")},
        {key("lock.b", type="other"): SHIELD},
        {key("lock.b", root="infra/test"): SHIELD},
        {key("lock.b", deployment="blue"): SHIELD},
    ],
)
def test_protection_that_is_not_the_same_stands_for_none(other):
    assert len(shielded({key(): SHIELD}, other)) == 1


def test_protection_that_was_there_before_stands_for_none():
    both = {key("lock.a"): SHIELD, key("lock.b"): SHIELD}
    assert len(shielded(both, {key("lock.b"): SHIELD})) == 1


LOCK = """\
variable "lock" {
  default = VALUE
}
resource "azurerm_management_lock" "keep" {
  count      = var.lock ? 1 : 0
  scope      = "x"
  lock_level = "CanNotDelete"
}
"""
IF = """\
param lock bool = VALUE
resource keep 'Microsoft.Authorization/locks@2020-05-01' = if (lock) {
  name: 'keep'
  properties: { level: 'CanNotDelete' }
}
"""


@pytest.mark.parametrize(("path", "text"), [("infra/prod/a.tf", LOCK), ("infra/prod/a.bicep", IF)])
def test_a_lock_that_is_switched_off(trees, path, text):
    on, off = ({path: text.replace("VALUE", value)} for value in ("true", "false"))
    assert [one.message for one in trees.comparison(on, off).risks()] == [GONE]
    assert trees.comparison(off, on).risks() == []


def test_a_lock_that_may_be_switched_off(trees):
    on, open = (
        {"infra/prod/a.tf": LOCK.replace("VALUE", "true")},
        {"infra/prod/a.tf": LOCK.replace("  default = VALUE", "")},
    )
    assert [(one.kind.value, one.after) for one in trees.comparison(on, open).risks()] == [("blinds", "cannot be told")]
    assert trees.comparison(open, on).risks() == []


def test_a_lock_that_is_switched_off_in_one_deployment(trees):
    on = {
        "infra/prod/a.tf": LOCK.replace("VALUE", "true"),
        "infra/prod/blue.tfvars": "lock = true\n",
        "infra/prod/green.tfvars": "lock = true\n",
    }
    (risk,) = trees.comparison(on, {**on, "infra/prod/blue.tfvars": "lock = false\n"}).risks()
    assert (risk.message, risk.deployment) == (GONE, "infra/prod/blue.tfvars")


def ignore(rule="rule", scope="a", path="infra/prod/a.tf", until="", resource="a", line=3):
    return Ignore(rule, scope, path, line, until, "a reason", resource)


def silenced(before, after, *judgements):
    base, merged = picture(*judgements), picture(*judgements)
    base.ignores, merged.ignores = set(before), set(after)
    return compared(base, merged)


def test_a_suppression_in_words():
    (risk,) = silenced([], [ignore()], judged(part(YES), severity=Severity.CRITICAL))
    assert vars(risk) == {
        **vars(risk),
        "severity": Severity.CRITICAL,
        "environment": "prod",
        "resource": "a",
        "before": "",
        "after": "for good",
        "message": "a comment silences rule: It is open.",
        "rule": "rule",
        "path": "infra/prod/a.tf",
        "line": 3,
    }
    assert risk.kind.value == "adds-suppression"


@pytest.mark.parametrize(
    ("judgement", "severity", "what"),
    [
        (judged(part(YES), severity=Severity.LOW), Severity.LOW, "It is open."),
        (judged(part(UNSURE), severity=Severity.LOW), Severity.LOW, "It is open."),
        (judged(part(NO), part(YES), severity=Severity.LOW), Severity.LOW, "It is open."),
        (judged(part(NO)), Severity.MEDIUM, ""),
        (judged(part(YES), rule="other"), Severity.MEDIUM, ""),
        (judged(part(YES), address="b"), Severity.MEDIUM, ""),
        (judged(part(YES), path="infra/prod/b.tf"), Severity.MEDIUM, ""),
    ],
)
def test_what_a_suppression_hides(judgement, severity, what):
    (risk,) = silenced([], [ignore()], judgement)
    assert risk.severity is severity
    assert risk.message == f"a comment silences rule: {what or 'nothing now, but whatever the rule would say later'}"


def test_a_suppression_is_as_grave_as_the_gravest_it_hides():
    judgements = [
        judged(part(YES), rule="one", severity=Severity.LOW, message="One."),
        judged(part(YES), rule="two", severity=Severity.HIGH, message="Two."),
    ]
    (risk,) = silenced([], [ignore("*")], *judgements)
    assert (risk.severity, risk.message) == (Severity.HIGH, "a comment silences every rule: One.")


@pytest.mark.parametrize(
    ("before", "after", "step"),
    [
        ("2030-01-01", "2031-01-01", ("until 2030-01-01", "until 2031-01-01")),
        ("2030-01-01", "", ("until 2030-01-01", "for good")),
        ("2030-01-01", "2030-01-01", None),
        ("2031-01-01", "2030-01-01", None),
        ("", "2030-01-01", None),
        ("", "", None),
    ],
)
def test_how_long_a_suppression_lasts(before, after, step):
    found = silenced([ignore(until=before)], [ignore(until=after)])
    assert [(one.before, one.after) for one in found] == ([step] if step else [])


def test_the_latest_end_of_the_same_suppression_is_what_was():
    before = [ignore(until="2030-01-01", line=1), ignore(until="2031-01-01", line=2), ignore(until="2029-01-01")]
    (risk,) = silenced(before, [ignore()])
    assert risk.before == "until 2031-01-01"
    wider = ignore(until="2032-01-01", scope="infra/prod/a.tf", resource="")
    (risk,) = silenced([wider], [ignore()])
    assert risk.before == "", "another scope's end is not this one's"


def test_suppressions_are_told_in_the_order_of_files_lines_rules_and_scopes():
    wanted = [
        ignore(path="infra/prod/a.tf", line=1),
        ignore("one", path="infra/prod/a.tf", line=2),
        ignore("two", "a", path="infra/prod/a.tf", line=2),
        ignore("two", "b", path="infra/prod/a.tf", line=2),
        ignore(path="infra/prod/b.tf", line=1),
    ]
    base, merged = picture(), picture()
    merged.ignores = set(wanted)
    found = list(Comparison(base, merged, by_root)._hidden())
    assert [(one.path, one.line, one.rule, one.resource) for one in found] == [
        (one.path, one.line, one.rule, one.scope) for one in wanted
    ]


@pytest.mark.parametrize(
    ("before", "after", "gone", "there", "same"),
    [
        ("infra/prod/a.bicep", "infra/prod/b.bicep", True, False, True),
        ("infra/prod/a.bicep", "infra/prod/b.bicep", False, False, False),
        ("infra/prod/a.bicep", "infra/prod/b.bicep", True, True, False),
        ("infra/prod/a.bicep", "infra/prod/deep/b.bicep", True, False, False),
        ("infra/prod/a.tf", "infra/prod/b.tf", False, True, True),
        ("infra/prod/a.tofu", "infra/prod/b.tofu", False, True, True),
        ("infra/prod/a.tf", "infra/prod/deep/b.tf", False, True, False),
    ],
)
def test_a_suppression_in_another_file(before, after, gone, there, same):
    base, merged = Picture(ignores={ignore(path=before)}), Picture(ignores={ignore(path=after)})
    base.languages = {before: "x", **({after: "x"} if there else {})}
    merged.languages = {after: "x", **({} if gone else {before: "x"})}
    assert bool(compared(base, merged)) is not same


@pytest.mark.parametrize(("before", "after"), [("a", ""), ("", "a"), ("", "")])
def test_a_suppression_of_a_whole_file_of_a_module_is_of_that_file(before, after):
    languages = {"infra/prod/a.tf": "terraform", "infra/prod/b.tf": "terraform"}
    old = ignore(path="infra/prod/a.tf", resource=before, scope=before or "infra/prod/a.tf")
    new = ignore(path="infra/prod/b.tf", resource=after, scope=after or "infra/prod/b.tf")
    found = compared(Picture(ignores={old}, languages=languages), Picture(ignores={new}, languages=languages))
    assert len(found) == 1


def test_a_real_risk_in_all_its_words(trees):
    module = 'variable "open" {\n  default = DEFAULT\n}\n' + account("var.open")
    call = 'module "a" {\n  source = "../../modules/a"\n}\n'
    before, after = (
        {"modules/a/main.tf": module.replace("DEFAULT", one), "infra/prod/main.tf": call} for one in ("false", "true")
    )
    (risk,) = trees.comparison(before, after).risks()
    address = "module.a.azurerm_storage_account.a"
    assert vars(risk) == {
        **vars(risk),
        "severity": Severity.MEDIUM,
        "environment": "prod",
        "resource": f"infra/prod: {address} (contosoinvoices)",
        "before": "safe",
        "after": "risky",
        "message": "Every address on the internet may reach this storage account's endpoints.",
        "rule": "azure-storage-account-reachable-from-any-network",
        "setting": "",
        "deployment": "",
        "path": "modules/a/main.tf",
        "line": 4,
        "posture": {
            f"{address}#NetworkRules.default_action": (-1, "Allow"),
            f"{address}#NetworkRules.ip_ranges": (-1, "not set"),
            f"{address}#StorageAccount.public_network": (2, "enabled"),
        },
        "details": ("public_network_access_enabled: disabled -> enabled",),
        "key": (
            "infra/prod", "", "azurerm_storage_account", address, "azure-storage-account-reachable-from-any-network",
        ),
        "root": "infra/prod",
    }  # fmt: skip
    assert risk.kind.value == "exposes"


def test_a_block_that_is_turned_to_another_bucket(trees):
    other = 'resource "aws_s3_bucket" "other" {\n  bucket = "other"\n}\n'
    after = BUCKET.replace("aws_s3_bucket.site.id", "aws_s3_bucket.other.id")
    found = trees.comparison({"infra/prod/a.tf": BUCKET + other}, {"infra/prod/a.tf": after + other}).risks()
    assert [(one.kind.value, one.message) for one in found] == [
        (
            "removes-protection",
            "the protection by block_public_acls no longer covers aws_s3_bucket.site",
        ),
        (
            "removes-protection",
            "the protection by ignore_public_acls no longer covers aws_s3_bucket.site",
        ),
        ("weakens", "the protection by block_public_acls is weaker"),
        ("weakens", "the protection by ignore_public_acls is weaker"),
    ]


def test_a_block_of_a_bucket_whose_key_holds_a_tilde(trees):
    """Namesakes of a setting are numbered by tildes, of which a key of `for_each` may hold any."""
    each = '{\n  for_each = toset(["x~y"])\n'
    text = BUCKET.replace('"site" {\n', f'"site" {each}').replace("site.id", "site[each.key].id")
    bucket = text.split('resource "aws_s3_bucket_public_access_block"')[0]
    found = trees.comparison({"infra/prod/a.tf": text}, {"infra/prod/a.tf": bucket}).risks()
    assert {one.kind.value for one in found} == {"removes-protection", "weakens"}
    assert {one.resource for one in found if one.kind.value == "weakens"} == {'infra/prod: aws_s3_bucket.site["x~y"]'}


def test_the_deployments_of_a_root_are_judged_one_by_one(trees):
    """One of two parameter files opens it: the risk is of that deployment only."""
    code = 'variable "open" {}\n' + ACCOUNT.replace("PUBLIC", "var.open")
    files = {
        "infra/prod/a.tf": code,
        "infra/prod/blue.tfvars": "open = false\n",
        "infra/prod/green.tfvars": "open = false\n",
    }
    found = trees.comparison(files, {**files, "infra/prod/green.tfvars": "open = true\n"}).risks()
    assert {one.deployment for one in found} == {"infra/prod/green.tfvars"}


def test_a_suppression_in_a_folder_that_moved(trees):
    words = '# foureyes: ignore[azure-storage-account-reachable-from-any-network] reason="x"\n'
    text = account("true")
    moved = {"infra/prod/b/main.tf": words + text}
    assert trees.comparison({"infra/prod/a/main.tf": words + text}, moved).risks() == []
    found = trees.comparison({"infra/prod/a/main.tf": text}, moved).risks()
    assert [(one.kind.value, one.resource) for one in found] == [("adds-suppression", "azurerm_storage_account.a")]
    also = {**moved, "infra/prod/a/main.tf": words + text}
    found = trees.comparison({"infra/prod/a/main.tf": words + text}, also).risks()
    assert "adds-suppression" in {one.kind.value for one in found}, "a copy is no move"
