"""Who had a hand in a change, and who is proven to have made it: of real commits, really signed."""

from types import SimpleNamespace

import pytest

from foureyes.gate.commit import parse_commit
from foureyes.gate.github import Account
from foureyes.gate.independence import Work, work_of
from foureyes.gate.people import People, Person
from foureyes.gate.record import Decision, Role
from foureyes.gate.risk import Risk, RiskKind
from foureyes.model.finding import Severity
from tests.gate.kit import World
from tests.gate.test_judge import RISK, SCOPE, said


@pytest.fixture(scope="module")
def made(tmp_path_factory, keys):
    """Commits by name, and the people that the keys belong to."""
    world = World(tmp_path_factory.mktemp("work") / "infra", keys)

    def commit(message="change", key="", **who):
        world.git("commit", "-q", "--allow-empty", "-m", message, *(["-S"] if key else []), **who)
        raw = world.git("cat-file", "commit", "HEAD")
        return parse_commit("id", (raw + "\n").encode())

    world.git("config", "gpg.format", "ssh")

    def signed(key, **who):
        world.git("config", "user.signingkey", str(world.keys.private(key)))
        return commit("signed\n", key, **who)

    people = People({
        name: Person(name, (f"{name}@example.com",), keys=(" ".join(keys.public(name).split()[:2]),), github_id=number)
        for number, name in enumerate(("alice", "bob", "dana"), 1)
    })  # fmt: skip
    return SimpleNamespace(
        people=people,
        alice=commit(), bob=commit(who="bob"), both=commit(who="alice", committer="bob"),
        stranger=commit(who="stranger"), guest=commit(who="guest"), signed=signed("alice"), by_bob=signed("bob"),
        other_key=signed("bob", who="dana"), unenrolled=signed("erik", who="alice"),
    )  # fmt: skip


def counted(made, *names, statements=()):
    return work_of((getattr(made, one) for one in names), statements, made.people)


def words(count):
    return f"wrote, committed or co-wrote {count} of the commits"


@pytest.mark.parametrize(
    ("names", "contributors", "unknown", "signers"),
    [
        ((), {}, set(), set()),
        (("alice",), {"alice": 1}, set(), set()),
        (("alice", "alice", "bob"), {"alice": 2, "bob": 1}, set(), set()),
        (("both", "bob"), {"alice": 1, "bob": 2}, set(), set()),
        (("stranger",), {}, {"stranger@example.com"}, set()),
        (("stranger", "guest", "alice"), {"alice": 1}, {"stranger@example.com", "guest@example.com"}, set()),
        (("signed",), {"alice": 1}, set(), {"alice"}),
        (("signed", "by_bob"), {"alice": 2, "bob": 1}, set(), {"alice", "bob"}),
        (("signed", "alice"), {"alice": 2}, set(), set()),
        (("alice", "signed"), {"alice": 2}, set(), set()),
        (("other_key",), {"dana": 1, "bob": 1}, set(), {"bob"}),
        (("unenrolled",), {"alice": 1}, set(), set()),
        (("unenrolled", "signed"), {"alice": 2}, set(), set()),
    ],
)
def test_commits_tell_who_had_a_hand_in_it(made, names, contributors, unknown, signers):
    work = counted(made, *names)
    assert work.contributors == {name: words(count) for name, count in contributors.items()}
    assert (work.unknown, work.signers) == (unknown, signers)


def test_a_request_makes_a_maker_of_the_risks_in_it(made):
    other = Risk(RiskKind.EXPOSES, Severity.LOW, "prod", "b", "safe", "risky", "m")
    asked = [said("alice", RISK, other, role=Role.MAKER, decision=Decision.REQUEST)]
    asked += [said("bob", other, role=Role.MAKER, decision=Decision.REQUEST), said("dana", RISK)]
    work = counted(made, "alice", statements=asked)
    assert work.contributors == {"alice": words(1), "bob": "asked for the sign-off"}
    assert work.requests == {RISK.id(SCOPE): {"alice"}, other.id(SCOPE): {"alice", "bob"}}
    assert work.makers(RISK.id(SCOPE)) == {"alice"}
    assert work.makers("f" * 64) == set()


def test_makers_are_signers_openers_and_who_asked():
    work = Work(signers={"a"}, openers={"b"}, requests={"1": {"c"}, "2": {"d"}})
    assert work.makers("1") == {"a", "b", "c"}
    assert work.makers("3") == {"a", "b"}


def test_the_work_on_a_risk_is_all_of_it_unless_told_apart():
    part = Work(unknown={"x"})
    work = Work(parts={"1": part})
    assert work.on("1") is part
    assert work.on("2") is work


ALICE = Account(1, "alice-at-work", True)


@pytest.mark.parametrize(
    ("account", "openers", "robots", "contributors", "unknown"),
    [
        (ALICE, {"alice"}, set(), {"alice": "opened the pull request"}, set()),
        (Account(99, "stranger", True), set(), set(), {}, {"stranger on GitHub"}),
        (Account(7, "updates[bot]", False), set(), {7}, {}, {"updates[bot] on GitHub"}),
        (Account(1, "alice[bot]", False), set(), {1}, {}, {"alice[bot] on GitHub"}),
    ],
)
def test_who_opened_the_pull_request(made, account, openers, robots, contributors, unknown):
    work = Work()
    work.opened_by(account, made.people)
    assert (work.openers, work.robots, work.contributors, work.unknown) == (openers, robots, contributors, unknown)


def test_who_did_something_on_the_forge(made):
    work = Work(contributors={"bob": words(1)})
    assert work.did(ALICE, made.people, "pushed") == "alice"
    assert work.did(Account(2, "bob", True), made.people, "pushed") == "bob"
    assert work.did(None, made.people, "pushed") is None
    assert work.contributors == {"alice": "pushed", "bob": words(1)}, "the first reason stands"
    assert work.unknown == {"a deleted account on GitHub"}
