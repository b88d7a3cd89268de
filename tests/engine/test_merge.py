"""Findings of several deployments are one; fingerprints are by meaning."""

from foureyes.engine.merge import Merge
from foureyes.model.evidence import Answer, Fact
from foureyes.model.finding import Concern, Finding, Severity
from foureyes.model.place import Place, Source


def finding(resource="aws_s3_bucket.a", root="infra", answer=Answer.YES, deployment="", path="main.tf", start=0):
    place = Place(Source(path, "resource"), start, 3)
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
