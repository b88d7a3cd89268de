"""Who accepts a finding: what the configuration forbids, and what rests on more than a comment speaks of."""

from datetime import date

import pytest

from foureyes.engine.accepting import Suppressions, Terms, configured
from foureyes.engine.suppressions import Scope, written
from foureyes.model.evidence import Answer
from foureyes.model.finding import MAX_GROUNDS, Acceptance, Concern, Finding, Ground, Severity
from foureyes.model.place import Place, Source

TODAY = date(2026, 6, 1)


def finding(source, *lines, severity=Severity.HIGH):
    """A finding about a resource that rests on what stands in some lines of it."""
    whole = Place(source, source.text.index("resource"), len(source.text))
    places = [Place(source, start + 2, start + 3) for start in (source.line_starts[line - 1] for line in lines)]
    first, *others = (Ground(Answer.YES, place, (), f"line {place.line}", ("",)) for place in places)
    return Finding(
        "rule-id", Concern.PUBLIC_ACCESS, severity, first.answer, "message", "r", "t", ".", "terraform", first.place,
        whole, (), when=first.when, deployments=[""], grounds=others,
    )  # fmt: skip


def decided(text, one, terms=None):
    known = Suppressions(written(one.span.source), terms or Terms(TODAY))
    known.at([one.span])
    return known.decide(one)


def block(lines, commented):
    inner = (
        f"  x{number} = 1{' # foureyes: ignore[rule-id] reason=fine' * (number in commented)}\n" for number in lines
    )
    return f"resource a b {{\n{''.join(inner)}}}\n"


def test_a_comment_at_every_line_it_rests_on_accepts_a_finding():
    source = Source("main.tf", block(range(3), commented={0, 2}))
    accepted = decided(source, finding(source, 2, 4))
    assert accepted is not None
    assert accepted.reason == "fine"


def test_what_no_comment_speaks_of_is_left():
    source = Source("main.tf", block(range(3), commented={0, 2}))
    one = finding(source, 2, 3, 4)
    assert decided(source, one) is None
    assert (one.place.line, one.when, one.grounds) == (3, "line 3", [])


def test_of_more_grounds_than_are_kept_a_comment_at_some_accepts_nothing():
    lines = range(MAX_GROUNDS + 2)
    source = Source("main.tf", block(lines, commented=set(lines)))
    many = finding(source, *(number + 2 for number in lines))
    assert decided(source, many) is None
    assert len(many.grounds) == MAX_GROUNDS + 1
    fewer = finding(source, *(number + 2 for number in range(MAX_GROUNDS)))
    assert decided(source, fewer) is not None


@pytest.mark.parametrize(
    ("forbidden", "severity", "denied"),
    [
        (["critical"], Severity.CRITICAL, "the configuration forbids suppressing what is critical"),
        (["critical"], Severity.HIGH, ""),
        (["other-rule"], Severity.HIGH, ""),
        (["rule-id"], Severity.HIGH, "the configuration forbids suppressing rule-id"),
        (True, Severity.LOW, "the configuration forbids suppressions"),
        (False, Severity.CRITICAL, ""),
    ],
)
def test_what_the_configuration_forbids_is_not_accepted(forbidden, severity, denied):
    source = Source("main.tf", block(range(1), commented={0}))
    one = finding(source, 2, severity=severity)
    known = Suppressions(written(source), Terms(TODAY, forbidden))
    known.at([one.span])
    assert (known.decide(one) is None) is bool(denied)
    assert known.all[0].denied == denied


def test_what_is_left_rests_on_what_is_risky_first():
    source = Source("main.tf", block(range(3), commented={1}))
    one = finding(source, 2, 3, 4)
    one.answer = Answer.UNSURE
    assert decided(source, one) is None
    assert (one.answer, one.place.line) == (Answer.YES, 4)
    assert [(ground.answer, ground.place.line) for ground in one.grounds] == [(Answer.UNSURE, 2)]


def test_a_comment_that_is_over_accepts_nothing_and_is_used():
    source = Source("main.tf", block(range(1), commented={0}).replace("=fine", "=fine until=2026-05-31"))
    one = finding(source, 2)
    known = Suppressions(written(source), Terms(TODAY))
    known.at([one.span])
    assert known.decide(one) is None
    assert (known.all[0].used, known.all[0].accepts, known.all[0].denied) == (True, 0, "")


def test_of_two_that_hold_the_first_accepts_and_both_are_used():
    text = "# foureyes: ignore[rule-id] reason=whole\n" + block(range(2), commented={1})
    source = Source("main.tf", text)
    one = finding(source, 4)
    known = Suppressions(written(source), Terms(TODAY))
    known.at([one.span])
    accepted = known.decide(one)
    assert accepted is not None
    assert (accepted.reason, accepted.by, accepted.until) == ("whole", Acceptance.COMMENT, "")
    assert [(each.used, each.accepts) for each in known.all] == [(True, 1), (True, 0)]


def test_a_comment_in_another_resource_or_of_another_rule_is_not_used():
    source = Source("main.tf", block(range(1), commented={0}) + block(range(1), commented=set()))
    at = source.text.index("resource", 1)
    one = finding(source, 5)
    one.span = Place(source, at, len(source.text))
    known = Suppressions(written(source), Terms(TODAY))
    known.at([Place(source, 0, at - 1), one.span])
    assert known.decide(one) is None
    other = finding(source, 2)
    other.span, other.rule = Place(source, 0, at - 1), "other-rule"
    assert known.decide(other) is None
    assert not known.all[0].used


LINT = {
    "suppressions": [
        {"rule": "rule-id", "path": "live/*.tf", "reason": "  all of\n it ", "until": "2026-06-01"},
        {"rule": "rule-id", "path": "main.tf", "reason": "one", "resource": "aws_s3_bucket.a"},
    ]
}


def test_the_suppressions_of_the_configuration():
    first, second = configured(LINT, "foureyes.toml:{}".format)
    assert (first.rule, first.path, first.reason, first.scope) == ("rule-id", "live/*.tf", "all of it", Scope.FILE)
    assert (first.until, first.resource, first.by, first.where) == (
        TODAY, "", Acceptance.CONFIGURATION, "foureyes.toml:0",
    )  # fmt: skip
    assert (second.scope, second.resource, second.until) == (Scope.RESOURCE, "aws_s3_bucket.a", None)
    assert second.where == "foureyes.toml:1"
    assert list(configured({}, str)) == []
    with pytest.raises(ValueError, match="month"):
        list(configured({"suppressions": [{**LINT["suppressions"][0], "until": "2026-13-01"}]}, str))


@pytest.mark.parametrize(
    ("path", "resource", "reason", "until"),
    [
        ("live/main.tf", "anything", "all of it", "2026-06-01"),
        ("main.tf", "aws_s3_bucket.a", "one", ""),
        ("main.tf", "aws_sns_topic.a", None, ""),
        ("other.tf", "aws_s3_bucket.a", None, ""),
    ],
)
def test_what_the_configuration_accepts_is_told_by_path_and_address(path, resource, reason, until):
    one = finding(Source(f"../{path}", block(range(1), commented=set())), 2)
    one.resource = resource
    known = Suppressions(configured(LINT, str), Terms(TODAY), lambda told: told.removeprefix("../"))
    accepted = known.decide(one)
    assert (None if accepted is None else accepted.reason) == reason
    assert (accepted.until if accepted else "") == until
    assert (accepted is None) or accepted.by is Acceptance.CONFIGURATION


def test_of_more_grounds_than_are_kept_a_comment_at_the_resource_accepts_all():
    lines = range(MAX_GROUNDS + 2)
    source = Source("main.tf", "# foureyes: ignore[rule-id] reason=all\n" + block(lines, commented=set()))
    accepted = decided(source, finding(source, *(number + 3 for number in lines)))
    assert accepted is not None
    one = finding(source, *(number + 3 for number in lines))
    everywhere = Suppressions(configured(LINT, str), Terms(TODAY))
    one.resource = "aws_s3_bucket.a"
    assert everywhere.decide(one) is not None


def test_what_nobody_accepts_stays_as_it_is():
    source = Source("main.tf", block(range(3), commented=set()))
    one = finding(source, 3, 2)
    before = (one.answer, one.place, one.when, list(one.grounds))
    assert decided(source, one) is None
    assert (one.answer, one.place, one.when, one.grounds) == before


def test_the_terms_are_those_of_the_configuration():
    assert Terms.of({}, TODAY) == Terms(TODAY, False, False, 0, ())
    said = {"forbid_suppressions": ["high"], "require_until": True, "max_days": 3, "honour": ["checkov"]}
    assert Terms.of(said, TODAY) == Terms(TODAY, ["high"], True, 3, ("checkov",))


def test_a_comment_about_a_rule_that_there_is_not_is_a_fault_where_it_stands():
    source = Source("main.tf", "\n# foureyes: ignore[quite-something-else] reason=fine\na {\n}\n")
    (error,) = Suppressions(written(source), Terms(TODAY)).unknown({"rule-id"})
    assert str(error) == (
        "main.tf:2:1: there is no rule 'quite-something-else' to suppress (`foureyes rules` lists them)"
    )
