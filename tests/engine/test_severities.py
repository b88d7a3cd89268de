"""How severe a finding is here: the rule's own word, the configuration's by rule and path, and the data at stake."""

import pytest

from foureyes.engine.catalogue import load
from foureyes.engine.severities import Settings, check
from foureyes.errors import BadUsage
from foureyes.model.evidence import Answer
from foureyes.model.finding import Acceptance, Concern, Finding, Severity
from foureyes.model.place import Place, Source

SOURCES = {path: Source(path, "resource") for path in ("main.tf", "legacy/main.tf")}


def finding(severity=Severity.MEDIUM, path="main.tf", root=".", tags=None, resource="aws_s3_bucket.site"):
    place = Place(SOURCES[path], 0, 3)
    return Finding(
        "rule-id", Concern.PUBLIC_ACCESS, severity, Answer.YES, "message", resource, "aws_s3_bucket", root, "terraform",
        place, place, (), tags=tags or {},
    )  # fmt: skip


def graded(lint, one, given=None):
    Settings(lint, str, given or {}, "foureyes.toml").grade(one)
    return one.severity, one.rule_severity, one.regraded


def classes(*named):
    return {"classification": [{"name": name, **more} for name, more in named]}


TAGGED = {"tags": {"Data": ["secret", "conf*"]}}


@pytest.mark.parametrize(
    ("said", "tags", "own", "expected"),
    [
        ({}, {"data": "Secret"}, Severity.MEDIUM, Severity.HIGH),
        ({}, {"DATA": "confidential"}, Severity.LOW, Severity.MEDIUM),
        ({}, {"Data": "secret"}, Severity.CRITICAL, Severity.CRITICAL),
        ({}, {"Data": "public"}, Severity.MEDIUM, Severity.MEDIUM),
        ({}, {"Owner": "secret"}, Severity.MEDIUM, Severity.MEDIUM),
        ({"severity": "critical"}, {"Data": "secret"}, Severity.LOW, Severity.CRITICAL),
        ({"severity": "low"}, {"Data": "secret"}, Severity.HIGH, Severity.HIGH),
    ],
)
def test_data_of_a_class_raises_what_is_found_by_a_step_or_to_what_the_class_says(said, tags, own, expected):
    severity, before, why = graded(classes(("confidential", {**TAGGED, **said})), finding(own, tags=tags))
    assert severity is expected
    assert before is (None if expected is own else own)
    name, value = next(iter(tags.items()))
    changed = f"raised from {own} to {expected}: tag {name} ({value}) is confidential"
    assert why == ("" if expected is own else changed)


def test_a_resource_is_of_a_class_by_its_name_whatever_the_case():
    lint = classes(("confidential", {"resources": ["*.SITE"]}))
    assert graded(lint, finding()) == (
        Severity.HIGH,
        Severity.MEDIUM,
        "raised from medium to high: its name is confidential",
    )


def test_classes_raise_one_after_the_other_and_each_is_named():
    lint = classes(("confidential", TAGGED), ("personal", {"resources": ["*site"]}), ("old", {"resources": ["x"]}))
    severity, _, why = graded(lint, finding(Severity.LOW, tags={"Data": "secret"}))
    assert severity is Severity.HIGH
    assert why == "raised from low to high: tag Data (secret) is confidential, its name is personal"


@pytest.mark.parametrize(
    ("severities", "expected"),
    [
        ({"rule-id": "critical"}, (Severity.CRITICAL, Severity.MEDIUM, "raised from medium to critical")),
        ({"rule-id": "low"}, (Severity.LOW, Severity.MEDIUM, "lowered from medium to low")),
        ({"rule-id": "medium"}, (Severity.MEDIUM, None, "")),
        ({"rule-id": "off"}, (Severity.MEDIUM, None, "")),
        ({"other": "low"}, (Severity.MEDIUM, None, "")),
    ],
)
def test_the_configuration_may_say_how_severe_a_rule_is(severities, expected):
    severity, own, why = expected
    assert graded({"severities": severities}, finding()) == (severity, own, why and f"{why}: foureyes.toml says so")


def test_what_is_lowered_is_raised_by_its_data_from_there():
    lint = {"severities": {"rule-id": "low"}, **classes(("confidential", {"resources": ["*"]}))}
    assert graded(lint, finding(Severity.HIGH)) == (
        Severity.MEDIUM,
        Severity.HIGH,
        "lowered from high to medium: foureyes.toml says so, its name is confidential",
    )


AT = {
    "fail_on": "high",
    "severities": {"rule-id": "low", "other": "high"},
    "at": [
        {"paths": ["legacy"], "severities": {"rule-id": "off"}, "fail_on": "never"},
        {"paths": ["legacy/main.tf"], "severities": {"other": "off"}},
    ],
}


def test_later_paths_win_rule_by_rule():
    settings = Settings(AT, str, {}, "foureyes.toml")
    here, there = finding(), finding(path="legacy/main.tf")
    assert settings.of(here)["severities"] == {"rule-id": "low", "other": "high"}
    assert settings.of(there)["severities"] == {"rule-id": "off", "other": "off"}
    assert settings.accepted(here) is None
    accepted = settings.accepted(there)
    assert accepted is not None
    assert accepted.reason == "foureyes.toml switches the rule off"
    assert (accepted.finding, accepted.by) == (there, Acceptance.CONFIGURATION)
    assert settings.threshold() is Severity.HIGH
    assert settings.threshold(there) is None
    assert settings.varies


def test_a_finding_lies_where_its_line_is_and_where_its_root_is():
    settings = Settings(AT, str, {}, "foureyes.toml")
    assert settings.threshold(finding(root="legacy")) is None
    assert settings.threshold(finding(root="legacy2")) is Severity.HIGH


def test_the_command_line_wins_over_every_path():
    settings = Settings(AT, str, {"fail_on": "low", "profiles": ["hardening"]}, "foureyes.toml")
    assert settings.threshold(finding(path="legacy/main.tf")) is Severity.LOW
    assert settings.threshold() is Severity.LOW
    assert not settings.varies
    assert settings.profiles == ("hardening",)


def test_a_run_fails_by_whatever_is_found_unless_something_else_is_said():
    assert Settings({}, str, {}, "foureyes.toml").threshold() is Severity.LOW


def test_rules_that_there_are_not_are_told_with_the_key_that_names_them():
    settings = Settings(AT, str, {}, "foureyes.toml")
    assert list(settings.unknown({"rule-id"})) == [
        (("lint", "severities", "other"), "other"),
        (("lint", "at", 1, "severities", "other"), "other"),
    ]
    assert list(settings.unknown({"rule-id", "other"})) == []


def test_only_what_is_off_everywhere_is_off():
    assert Settings(AT, str, {}, "foureyes.toml").off == []
    assert Settings({"severities": {"b": "off", "a": "off", "c": "low"}}, str, {}, "foureyes.toml").off == ["a", "b"]


@pytest.mark.parametrize(
    ("name", "remedy"), [("rule-ib", "did you mean `rule-id`?"), ("something else", "`foureyes rules` lists them")]
)
def test_a_rule_that_there_is_not_is_a_fault_where_it_stands(name, remedy):
    told = []

    def fault(key, message, remedy):
        told.append((key, message, remedy))
        return BadUsage(message)

    with pytest.raises(BadUsage):
        check(Settings({"severities": {name: "low"}}, str, {}, "foureyes.toml"), {"rule-id"}, fault)
    assert told == [(("lint", "severities", name), f"there is no rule `{name}`", remedy)]
    check(Settings({"at": [{"paths": ["a"]}]}, str, {}, "foureyes.toml"), {"rule-id"}, fault)
    assert len(told) == 1


def test_a_rule_is_asked_where_its_profile_is():
    rules = {one.id: one for one in load()}
    hardening = next(one.id for one in rules.values() if one.profile == "hardening")
    usual = next(one.id for one in rules.values() if one.profile == "default")
    settings = Settings({"at": [{"paths": ["legacy"], "profiles": ["hardening"]}]}, str, {}, "foureyes.toml")
    here, there = finding(), finding(path="legacy/main.tf")
    for rule, expected in ((hardening, (False, True)), (usual, (True, True)), ("a house rule", (True, True))):
        here.rule = there.rule = rule
        assert (settings.asks(here, rules), settings.asks(there, rules)) == expected
    assert settings.profiles == ("hardening",)
