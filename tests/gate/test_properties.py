"""What holds whatever the change looks like: invariance, monotony, tampering."""

import re
import string

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foureyes.gate.compare import Comparison
from foureyes.gate.evidence import Refused, SignoffFile, proven
from foureyes.gate.people import People, Person
from foureyes.gate.picture import UNTOLD, Judgement, Level, Part, Picture
from foureyes.gate.record import Decision, Record, Role, SignedRisk, file_name
from foureyes.gate.risk import Risk, RiskKind, posture_of, worsening
from foureyes.gate.ssh import sign
from foureyes.model.evidence import Answer
from foureyes.model.finding import Concern, Severity
from tests.gate.kit import STORAGE, World

PARTS = re.split(r"\n(?=resource )", STORAGE.replace("'None'", "'Blob'").replace("'Deny'", "'Allow'"))


@pytest.fixture(scope="module")
def opened(tmp_path_factory, keys):
    """A world in which the story's change is on a branch, and the ids of its risks."""
    world = World(tmp_path_factory.mktemp("invariance") / "infra", keys)
    world.found()
    world.branch()
    world.write("infra/prod/storage.bicep", "\n".join(PARTS))
    world.commit()
    return world, {one["id"] for one in world.check().report["risks"]}


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    order=st.permutations(range(len(PARTS))),
    indent=st.sampled_from(["  ", "    ", "\t"]),
    comment=st.text(string.ascii_letters + " ", max_size=20),
    name=st.text(string.ascii_lowercase, min_size=1, max_size=8),
    line_end=st.sampled_from(["\n", "\r\n"]),
)
def test_layout_order_and_file_names_are_no_part_of_a_risk(opened, order, indent, comment, name, line_end):
    world, ids = opened
    text = f"\n// {comment}\n\n".join(PARTS[number] for number in order).replace("  ", indent)
    world.git("checkout", "-q", "change")
    world.git("rm", "-q", "-f", "-r", "infra")
    world.write(f"infra/prod/{name}.bicep", text.replace("\n", line_end).encode())
    world.commit("the same in other words")
    assert {one["id"] for one in world.check().report["risks"]} == ids


LEVELS = st.lists(st.integers(0, 4), min_size=1, max_size=4)
ANSWERS = st.sampled_from(list(Answer))


def picture(answer, ranks, address="a"):
    """One judgement whose own and linked settings stand at these levels."""
    levels = tuple(
        Level(address if number % 2 == 0 else "linked", "Kind", f"setting{number}", f"setting{number}", rank, str(rank))
        for number, rank in enumerate(ranks)
    )
    judgement = Judgement(
        "root", "root", "", "type", address, "rule", "It is open.", Concern.PUBLIC_ACCESS, Severity.HIGH, "a.tf", 1,
        parts=[Part(answer, "", levels)],
    )  # fmt: skip
    return Picture({judgement.key: judgement})


def risks(before, after):
    return Comparison(before, after, lambda *_: "prod").risks()


@given(answer=ANSWERS, ranks=LEVELS, data=st.data())
def test_raising_any_level_is_a_risk(answer, ranks, data):
    number = data.draw(st.integers(0, len(ranks) - 1))
    raised = list(ranks)
    raised[number] = data.draw(st.one_of(st.integers(ranks[number] + 1, 8), st.just(UNTOLD)))
    assert risks(picture(answer, ranks), picture(answer, raised))


@given(answer=ANSWERS, ranks=LEVELS)
def test_no_change_is_no_risk(answer, ranks):
    assert not risks(picture(answer, ranks), picture(answer, ranks))


@given(before=ANSWERS, ranks=LEVELS)
def test_a_worse_answer_is_a_risk(before, ranks):
    order = [Answer.NO, Answer.UNSURE, Answer.YES]
    for after in order[order.index(before) + 1 :]:
        assert risks(picture(before, ranks), picture(after, ranks))


@given(ranks=LEVELS, data=st.data())
def test_a_posture_dies_exactly_when_a_level_rises(ranks, data):
    now = data.draw(st.lists(st.integers(0, 5), min_size=len(ranks), max_size=len(ranks)))
    (signed,) = picture(Answer.YES, ranks).judgements.values()
    (seen,) = picture(Answer.YES, now).judgements.values()
    postures = posture_of(signed.parts[0].levels), posture_of(seen.parts[0].levels)
    assert bool(worsening(*postures)) is any(after > before for before, after in zip(ranks, now, strict=True))


@given(st.text(max_size=10), st.text(max_size=10), st.sampled_from(list(RiskKind)))
def test_a_risk_is_bound_to_everything_it_says(resource, after, kind):
    one = Risk(RiskKind.EXPOSES, Severity.LOW, "prod", "r", "safe", "risky", "m")
    other = Risk(kind, Severity.LOW, "prod", resource, "safe", after, "m")
    same = (kind, resource, after) == (one.kind, one.resource, one.after)
    assert (one.id("s") == other.id("s")) is same
    assert one.id("s") != one.id("another scope")


@pytest.fixture(scope="module")
def genuine(keys):
    """A record, its signature, and the people who know its signer."""
    from datetime import UTC, datetime

    risk = SignedRisk("f" * 64, "prod: open", {"a#Kind.setting": (1, "open")})
    moment = datetime(2026, 1, 2, tzinfo=UTC)
    data = Record("scope", Decision.ACCEPT, Role.REVIEWER, "bob", (risk,), "agreed", moment, nonce="00").write()
    key = " ".join(keys.public("bob").split()[:2])
    people = People({"bob": Person("bob", keys=(key,))})
    file = SignoffFile(file_name(data, "bob"), data, sign(data, str(keys.private("bob"))))
    assert proven(file, people, "scope", None).person.id == "bob"
    return file, people


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_any_byte_taken_away_or_changed_is_refused(genuine, data):
    file, people = genuine
    which = data.draw(st.sampled_from(["data", "signature"]))
    content = getattr(file, which)
    at = data.draw(st.integers(0, len(content) - 1))
    put = data.draw(st.one_of(st.just(b""), st.binary(min_size=1, max_size=1)))
    spoiled = content[:at] + put + content[at + 1 :]
    if spoiled == content:
        return
    parts = {"data": file.data, "signature": file.signature, which: spoiled}
    with pytest.raises(Refused):
        proven(SignoffFile(file.path, parts["data"], parts["signature"]), people, "scope", None)
    with pytest.raises(Refused):
        path = file_name(parts["data"], "bob")
        proven(SignoffFile(path, parts["data"], parts["signature"]), people, "scope", None)
