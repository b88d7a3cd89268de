"""Findings of several deployments are one; fingerprints are by meaning."""

from foureyes.engine.merge import Merge, fingerprint
from foureyes.model.evidence import Answer, Fact
from foureyes.model.finding import Concern, Finding, Severity
from foureyes.model.place import Place, Source

SOURCES = {path: Source(path, "resource") for path in ("main.tf", "storage.tf")}


def finding(resource="aws_s3_bucket.a", root="infra", answer=Answer.YES, deployment="", path="main.tf", start=0):
    place = Place(SOURCES[path], start, 3)
    return Finding(
        "rule", Concern.PUBLIC_ACCESS, Severity.HIGH, answer, "message", resource, "aws_s3_bucket", root, "terraform",
        place, place, (Fact("fact", place),), deployments=[deployment],
    )  # fmt: skip


def merged(*findings):
    merge = Merge()
    for one in findings:
        merge.add(one)
    return merge.findings()


def test_the_same_fault_in_two_deployments_is_one_finding():
    (one,) = merged(finding(deployment="dev.tfvars"), finding(deployment="prod.tfvars"))
    assert one.deployments == ["dev.tfvars", "prod.tfvars"]


def test_the_worse_answer_tells():
    (one,) = merged(finding(answer=Answer.UNSURE), finding(deployment="prod.tfvars"), finding(answer=Answer.UNSURE))
    assert one.is_risky
    assert one.deployments == ["prod.tfvars"]


def test_a_fingerprint_survives_another_file_and_place():
    (here,) = merged(finding())
    (there,) = merged(finding(path="storage.tf", start=2))
    assert here.fingerprint == there.fingerprint


def test_namesakes_in_one_root_differ():
    one, two = merged(finding("aws_s3_bucket.a"), finding("aws_s3_bucket.b"))
    assert one.fingerprint != two.fingerprint


def test_namesakes_of_two_roots_differ():
    one, two = merged(finding(root="a"), finding(root="b"))
    assert one.fingerprint != two.fingerprint


def test_what_it_rests_on_elsewhere_is_kept_once():
    here, there, again = (finding(deployment=name, start=start) for name, start in (("a", 0), ("b", 2), ("c", 2)))
    there.when = "var.x is true"
    (one,) = merged(here, there, again)
    assert one.deployments == ["a", "b", "c"]
    assert [(ground.place.start, ground.deployments, ground.when) for ground in one.grounds] == [
        (2, ("b",), "var.x is true")
    ]


def test_what_holds_in_one_deployment_whatever_the_conditions_is_told_without_any():
    sometimes, always = finding(deployment="dev"), finding(deployment="prod")
    sometimes.when = "var.x is true"
    (one,) = merged(sometimes, always)
    assert (one.when, one.deployments) == ("", ["dev", "prod"])
    sometimes.when, always.deployments = "var.x is true", ["prod"]
    (one,) = merged(always, sometimes)
    assert (one.when, one.deployments) == ("", ["prod", "dev"])


def test_conditions_in_two_deployments_are_told_as_those_of_the_first():
    first, second = finding(deployment="dev"), finding(deployment="prod")
    first.when, second.when = "var.x is true", "var.y is true"
    (one,) = merged(first, second)
    assert one.when == "var.x is true"


def test_what_is_surely_risky_comes_first_then_what_is_more_severe_then_by_place():
    unsure, low, high, later = (finding(name) for name in "abcd")
    unsure.answer, unsure.severity, low.severity = Answer.UNSURE, Severity.CRITICAL, Severity.LOW
    later.place = Place(SOURCES["main.tf"], 2, 3)
    assert [one.resource for one in merged(unsure, low, later, high)] == ["c", "d", "b", "a"]


def test_a_fingerprint_is_of_the_folder_where_the_root_is_a_file():
    folder, file, other = finding(root="infra"), finding(root="infra/main.bicep"), finding(root="infra/other.bicep")
    file.language = other.language = "bicep"
    assert fingerprint(folder) == fingerprint(file) == fingerprint(other)
    folder.language = "bicep"
    assert fingerprint(folder) != fingerprint(file)


def test_the_fingerprint_of_a_name_stays_what_it_is():
    """Baselines and dashboards keep them: whoever changes how they are made takes every known finding for a new one."""
    assert fingerprint(finding()) == "22ca50a488b9c174f04e249acdc7c558"
    odd = finding("odd \udce4")
    assert len(fingerprint(odd)) == 32


def test_namesakes_below_one_folder_are_told_apart_by_their_order():
    several = [finding(root=f"infra/{name}.bicep") for name in "abc"]
    for one in several:
        one.language = "bicep"
    found = {one.root: one.fingerprint for one in merged(*reversed(several))}
    assert len(set(found.values())) == 3
    assert found["infra/a.bicep"] == fingerprint(several[0])
    assert found["infra/b.bicep"] == fingerprint(several[0], 2)
    assert found["infra/c.bicep"] == fingerprint(several[0], 3)
