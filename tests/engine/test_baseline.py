"""What a known finding is known by, and when one that is found now is no worse."""

import pytest

from foureyes.engine.baseline import marks_in, text_of
from foureyes.engine.older import SHORTEST, Mark, fresh, mark, paired
from foureyes.errors import BadUsage
from foureyes.model.evidence import Answer, Fact
from foureyes.model.finding import Concern, Finding, Ground, Severity
from foureyes.model.place import Place, Source
from foureyes.model.record import replace

KNOWN = Mark(
    "rule-id", "infra", "aws_s3_bucket.a", "f1", "d1", "b1", Severity.HIGH, True, "", frozenset({"dev.tfvars"}),
    frozenset({"aa", "bb"}),
)  # fmt: skip


def like(**changed):
    return replace(KNOWN, **changed)


@pytest.mark.parametrize(
    "one",
    [
        KNOWN,
        like(risky=False),
        like(when="var.x is true"),
        like(deployments=frozenset({""}), body="", facts=frozenset()),
        like(deployments=frozenset({"dev.tfvars", "prod.tfvars"}), severity=Severity.INFO),
        like(resource='aws_s3_bucket.a["ü"]', root="infra/dev"),
    ],
)
def test_what_is_written_is_read_again(one):
    assert marks_in(text_of([one]).encode(), "b.json") == [one]


def test_a_file_is_the_same_for_the_same_findings_and_ends_in_a_line():
    others = [like(fingerprint="f0"), like(root="a"), like(resource="z")]
    assert text_of([KNOWN, *others]) == text_of([*reversed(others), KNOWN])
    assert [one.fingerprint for one in marks_in(text_of([KNOWN, *others]).encode(), "b.json")] == [
        "f0",
        "f1",
        "f1",
        "f1",
    ]
    assert text_of([]) == '{\n  "version": 1,\n  "findings": [\n  ]\n}\n'
    assert marks_in(text_of([]).encode(), "b.json") == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "this is no JSON"),
        ("<<<<<<< ours", "this is no JSON"),
        ("[]", "this is no baseline of version 1"),
        ("{}", "this is no baseline of version 1"),
        ('{"version": 2, "findings": []}', "this is no baseline of version 1"),
        ('{"version": 1}', "this baseline is damaged"),
        ('{"version": 1, "findings": [3]}', "this baseline is damaged"),
        ('{"version": 1, "findings": 3}', "this baseline is damaged"),
        (text_of([KNOWN]).replace('"risky"', '"safe"'), "this baseline is damaged"),
        (text_of([KNOWN]).replace('"high"', '"highest"'), "this baseline is damaged"),
        (text_of([KNOWN]).replace('"rule"', '"rules"'), "this baseline is damaged"),
    ],
)
def test_what_is_no_baseline_is_refused(text, told):
    with pytest.raises(BadUsage, match=told) as caught:
        marks_in(text.encode(), "b.json")
    assert caught.value.path == "b.json"
    assert "write it anew with `foureyes baseline write`" in caught.value.remedy


@pytest.mark.parametrize(
    ("now", "covered"),
    [
        (KNOWN, True),
        (like(risky=False), True),
        (like(risky=False, facts=frozenset({"zz"})), True),
        (like(severity=Severity.MEDIUM), True),
        (like(severity=Severity.CRITICAL), False),
        (like(facts=frozenset({"aa"})), True),
        (like(facts=frozenset({"aa", "cc"})), False),
        (like(when="var.x is true"), True),
        (like(deployments=frozenset({"elsewhere/dev.tfvars"})), True),
        (like(deployments=frozenset({"dev.tfvars", "prod.tfvars"})), False),
    ],
)
def test_a_finding_that_is_no_worse_is_known(now, covered):
    assert KNOWN.covers(now) is covered


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ({"risky": False}, {}),
        ({"when": "var.x is true"}, {}),
        ({"when": "var.x is true"}, {"when": "var.y is true"}),
    ],
)
def test_what_is_surer_or_holds_in_other_circumstances_is_new(before, now):
    assert not like(**before).covers(like(**now))
    assert like(**before).covers(like(**before))


def test_a_finding_is_known_again_by_the_surest_trait_that_both_have():
    moved = like(root="live", fingerprint="f2")
    renamed = like(resource="aws_s3_bucket.b", fingerprint="f3", declaration="d3")
    assert paired([KNOWN], [KNOWN]) == ([KNOWN], [])
    assert paired([moved], [KNOWN]) == ([KNOWN], []), "by its declaration"
    assert paired([renamed], [KNOWN]) == ([KNOWN], []), "by its body"
    assert paired([like(declaration="d9", body="b9", root="live")], [KNOWN]) == ([KNOWN], []), "by its fingerprint"
    assert paired([like(rule="other", fingerprint="f4", declaration="d4", body="b4")], [KNOWN]) == ([None], [KNOWN])


def test_what_says_too_little_is_not_known_by_its_body():
    first, second = (like(resource=name, fingerprint=name, declaration=name, body="") for name in "ab")
    assert paired([first], [second]) == ([None], [second])


def test_a_trait_that_several_have_tells_none_of_them_but_place_and_name_do():
    twins = [like(root="x", fingerprint="f8"), like(root="y", fingerprint="f9")]
    assert paired([KNOWN], twins) == ([None], twins)
    assert paired(twins, [KNOWN]) == ([None, None], [KNOWN])
    assert paired([KNOWN, KNOWN], [KNOWN]) == ([KNOWN, None], [])
    assert paired([KNOWN, moved := like(root="live", fingerprint="f2")], [moved, KNOWN]) == ([KNOWN, moved], [])


TEXT = 'resource "aws_s3_bucket" "a" {\n  bucket = "a-name-that-tells-it-from-all-the-others"\n}\n'


def found(text=TEXT, resource="aws_s3_bucket.a", root="infra", facts=("is public",), **more):
    source = Source(f"{root}/main.tf", text)
    place, whole = Place(source, 0, 8), Place(source, 0, len(text))
    return Finding(
        "rule-id", Concern.PUBLIC_ACCESS, Severity.HIGH, Answer.YES, "message", resource, "aws_s3_bucket", root,
        "terraform", place, whole, tuple(Fact(one, place) for one in facts), deployments=[""], **more,
    )  # fmt: skip


@pytest.mark.parametrize(
    "now",
    [
        found(),
        found(TEXT.replace("  ", "\t").replace("\n", "\n\n")),
        found(root="live"),
        found(TEXT.replace('"a"', '"b"'), "aws_s3_bucket.b"),
        found(TEXT.replace("name", "word")),
        found(facts=()),
    ],
)
def test_a_move_a_new_layout_or_a_new_name_makes_nothing_new(now):
    assert fresh([now], [mark(found())], str) == (set(), [])


@pytest.mark.parametrize(
    "now",
    [
        found(TEXT.replace('"a"', '"b"').replace("name", "word"), "aws_s3_bucket.b"),
        found('resource "aws_s3_bucket" "b" {\n}\n', "aws_s3_bucket.b"),
        found(facts=("is public", "is unencrypted")),
        found(grounds=[Ground(Answer.YES, Place(Source("o.tf", "x"), 0, 1), (Fact("is open", None),), "", ("",))]),
    ],
)
def test_another_resource_and_what_rests_on_more_are_new(now):
    new, _ = fresh([now], [mark(found())], str)
    assert new == {id(now)}


def test_a_path_is_told_from_where_it_stays_the_same():
    told = {"../infra": "infra", "../infra/dev.tfvars": "infra/dev.tfvars"}.__getitem__
    one = found(root="../infra")
    one.deployments = ["../infra/dev.tfvars", ""]
    marked = mark(one, told)
    assert (marked.root, marked.deployments) == ("infra", frozenset({"infra/dev.tfvars", ""}))
    assert marked.fingerprint == mark(found()).fingerprint


def test_a_mark_is_of_the_rule_the_resource_and_where_it_lives():
    one = mark(found())
    other = found()
    other.rule = "other"
    assert {"declaration", "body", "fingerprint"} == {
        name for name in ("declaration", "body", "fingerprint") if getattr(mark(other), name) != getattr(one, name)
    }
    renamed = mark(found(resource="aws_s3_bucket.b"))
    assert (renamed.declaration == one.declaration, renamed.body == one.body) == (False, True)
    moved = mark(found(root="live"))
    assert (moved.declaration == one.declaration, moved.body == one.body) == (True, False)


def test_the_body_of_what_has_no_braces_is_all_but_its_first_line():
    text = "  Site:\n    Type: AWS::S3::Bucket\n    Properties: [a name that tells it from all others]\n"
    here, renamed = mark(found(text)), mark(found(text.replace("Site", "Other")))
    assert here.body == renamed.body != ""
    assert mark(found(text.replace("others", "that there are"))).body != here.body
    assert mark(found("  Site:\n    Type: AWS::S3::Bucket\n")).body == ""


@pytest.mark.parametrize(("length", "told"), [(SHORTEST - 1, False), (SHORTEST, True)])
def test_a_body_has_to_be_long_enough_to_tell_it_from_others(length, told):
    assert bool(mark(found("a {" + "x" * length)).body) is told


def test_the_file_is_written_for_people_to_read_and_merge():
    """A line for each finding, letters as they are."""
    text = text_of([KNOWN, like(resource="ü", fingerprint="f0", deployments=frozenset({""}))])
    assert text.splitlines() == [
        "{",
        '  "version": 1,',
        '  "findings": [',
        '    {"fingerprint": "f0", "rule": "rule-id", "root": "infra", "resource": "ü", "answer": "risky", '
        '"severity": "high", "declaration": "d1", "body": "b1", "facts": ["aa", "bb"]},',
        '    {"fingerprint": "f1", "rule": "rule-id", "root": "infra", "resource": "aws_s3_bucket.a", "answer": '
        '"risky", "severity": "high", "declaration": "d1", "body": "b1", "facts": ["aa", "bb"], '
        '"deployments": ["dev.tfvars"]}',
        "  ]",
        "}",
    ]


def test_a_mark_of_a_file_that_is_a_root_lives_in_its_folder():
    one, other = found(root="infra/a.bicep"), found(root="infra/b.bicep")
    for each in (one, other):
        each.language = "bicep"
    assert (mark(one).rule, mark(one).root) == ("rule-id", "infra/a.bicep")
    assert mark(one).body == mark(other).body != mark(found(root="live")).body


def test_marks_stay_what_they_are():
    """Baselines that were written keep them: whoever changes how they are made takes what is known for new."""
    one = mark(found())
    assert (one.fingerprint, one.declaration, one.body, one.facts) == (
        "ab1c4cf45bb8b6e737b5b53216a69141",
        "fd0e762318fb3213",
        "df8b5d233e015d54",
        frozenset({"454f69b3"}),
    )
