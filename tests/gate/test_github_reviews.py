"""Words given on GitHub: reviews, the code typed in them, signed comments, and who pushed; over a real HTTP server."""

import json
import os
import subprocess
import sys

import pytest

from tests.gate.hub import IDS, Answer, Hub, account
from tests.gate.kit import POLICY, Keys, World

CODE = "infra/prod/storage.bicep"
LOCAL = POLICY.replace("github.com", "127.0.0.1")
PLAIN = LOCAL.replace(
    "[[gate.rule]]\nneed", '[[gate.rule]]\nsources = ["file", "comment", "github-code", "github-review"]\nneed', 1
)
FULL = ("file", "comment", "github-code", "github-review")


class Pulled:
    """The story's change as pull request 7, on a stand-in for GitHub."""

    def __init__(self, world: World, hub: Hub, folder, monkeypatch) -> None:
        self.world, self.hub, self.folder, self.monkeypatch = world, hub, folder, monkeypatch

    def event(self, name: str = "pull_request", payload: dict | None = None) -> None:
        if payload is None:
            pull = self.hub.pulls[7]
            payload = {
                "action": "synchronize",
                "number": 7,
                "pull_request": pull,
                "repository": {"full_name": "contoso/infra"},
            }
        path = self.folder / "event.json"
        path.write_text(json.dumps(payload))
        self.monkeypatch.setenv("GITHUB_EVENT_PATH", str(path))
        self.monkeypatch.setenv("GITHUB_EVENT_NAME", name)
        self.monkeypatch.setenv("GITHUB_API_URL", self.hub.url)
        self.monkeypatch.setenv("GITHUB_TOKEN", "secret-token")

    def check(self, *arguments: str):
        self.event()
        return self.run("check", "--github", "--json", *arguments)

    def run(self, *arguments: str):
        said = self.world.gate(*arguments)
        return said.code, json.loads(said.out) if said.out.startswith("{") else {}, said.out + said.err

    @property
    def code(self) -> str:
        return self.world.check("--head", "change").report["code"]

    def push(self, who: str, *, actor: dict | None = None) -> None:
        """What is in the folder, committed by somebody and pushed."""
        before = self.hub.pulls[7]["head"]["sha"]
        self.hub.push(before, self.world.commit(who=who), actor or account(who))


def founded(folder, keys: Keys, policy: str = LOCAL) -> World:
    world = World(folder, keys)
    world.git("config", "remote.origin.url", "git@127.0.0.1:contoso/infra.git")
    people = world.people()
    for name, id in IDS.items():
        people = people.replace(f"[people.{name}]", f"[people.{name}]\ngithub_id = {id}")
    world.write("foureyes.toml", policy + people)
    from tests.gate.kit import STORAGE

    world.write(CODE, STORAGE)
    world.commit("begin", who="erik")
    world.git("update-ref", "refs/remotes/origin/main", "main")
    return world


@pytest.fixture
def hub():
    made = Hub()
    yield made
    made.close()


@pytest.fixture
def pulled(tmp_path, keys, hub, monkeypatch):
    world = founded(tmp_path / "infra", keys)
    world.open_container_unasked()
    hub.open(world.git("rev-parse", "HEAD"), account("alice"))
    return Pulled(world, hub, tmp_path, monkeypatch)


@pytest.fixture
def mild(tmp_path, keys, hub, monkeypatch):
    """A change of medium severity, where the policy lets plain reviews count."""
    world = founded(tmp_path / "infra", keys, PLAIN)
    world.branch()
    world.replace(CODE, "minimumTlsVersion: 'TLS1_2'", "minimumTlsVersion: 'TLS1_0'")
    world.commit()
    hub.open(world.git("rev-parse", "HEAD"), account("alice"))
    made = Pulled(world, hub, tmp_path, monkeypatch)
    assert {one["severity"] for one in world.check().report["risks"]} <= {"low", "medium"}
    return made


def test_without_a_word_it_does_not_land(pulled):
    code, report, _ = pulled.check()
    assert code == 1
    assert report["contributors"] == ["alice"]


def test_a_review_with_the_code(pulled):
    pulled.hub.review(account("bob"), body=f"Looked at it: {pulled.code}, for CHG-1")
    code, report, said = pulled.check()
    assert code == 0, said
    assert report["risks"][0]["signed_by"] == ["bob"]


def test_a_review_with_the_code_in_small_letters(pulled):
    pulled.hub.review(account("bob"), body=pulled.code.lower())
    assert pulled.check()[0] == 0


def test_a_plain_review_is_not_enough(pulled):
    pulled.hub.review(account("bob"), body="LGTM")
    code, _, said = pulled.check()
    assert code == 1
    assert "a plain review by bob is not enough" in said


def test_a_plain_review_where_the_policy_lets_it_count(mild):
    mild.hub.review(account("bob"))
    code, _, said = mild.check()
    assert code == 0, said


def test_a_plain_review_never_counts_for_much(tmp_path, keys, hub, monkeypatch):
    world = founded(tmp_path / "infra", keys, PLAIN)
    world.replace(CODE, "'Deny'", "'Allow'")
    world.commit("an open network", who="erik")
    world.git("update-ref", "refs/remotes/origin/main", "main")
    world.open_container_unasked()
    hub.open(world.git("rev-parse", "HEAD"), account("alice"))
    made = Pulled(world, hub, tmp_path, monkeypatch)
    hub.review(account("bob"))
    code, _, said = made.check()
    assert code == 1
    assert "never enough" in said


def test_a_click_does_not_take_a_signature_back(pulled):
    """bob signs, and approves as well: the click has less weight, and the file still counts."""
    assert pulled.world.sign("bob").code == 0
    pulled.hub.push(pulled.hub.pulls[7]["head"]["sha"], pulled.world.git("rev-parse", "HEAD"), account("alice"))
    pulled.hub.review(account("bob"))
    assert pulled.check()[0] == 0


@pytest.mark.parametrize(
    ("states", "code"),
    [
        (["APPROVED"], 0),
        (["APPROVED", "COMMENTED"], 0),
        (["APPROVED", "CHANGES_REQUESTED"], 1),
        (["APPROVED", "DISMISSED"], 1),
        (["APPROVED", "CHANGES_REQUESTED", "DISMISSED"], 1),
        (["CHANGES_REQUESTED", "APPROVED"], 0),
        (["DISMISSED"], 1),
        (["PENDING"], 1),
        (["COMMENTED"], 1),
    ],
    ids=lambda one: " ".join(one) if isinstance(one, list) else str(one),
)
def test_d12_the_newest_decisive_review_of_a_person_counts(pulled, states, code):
    for state in states:
        pulled.hub.review(account("bob"), state, pulled.code)
    found = pulled.check()
    assert found[0] == code, found[2]


def test_d17_changes_requested_beat_an_older_signoff_file(pulled):
    pulled.world.sign("bob")
    pulled.hub.push(pulled.hub.pulls[7]["head"]["sha"], pulled.world.git("rev-parse", "HEAD"), account("alice"))
    assert pulled.check()[0] == 0
    made = pulled.hub.review(account("bob"), "CHANGES_REQUESTED", "no")
    made["submitted_at"] = "2099-01-01T00:00:00Z"
    code, _, said = pulled.check()
    assert code == 1
    assert "rejected this" in said


def test_d13_an_edited_review_does_not_count(pulled):
    made = pulled.hub.review(account("bob"), body=pulled.code)
    pulled.hub.edited.add(made["id"])
    code, report, _ = pulled.check()
    assert code == 1
    assert any("edited" in one for one in report["notes"])


def test_d13_d14_a_code_of_something_else(pulled):
    pulled.hub.review(account("bob"), body="0000-0000")
    code, report, _ = pulled.check()
    assert code == 1
    assert any("but not" in one for one in report["notes"])


def test_d14_a_push_between_look_and_click(pulled):
    """The review names the commit that bob looked at; what came after is not covered by it."""
    seen, typed = pulled.hub.pulls[7]["head"]["sha"], pulled.code
    pulled.world.replace(CODE, "'TLS1_2'", "'TLS1_0'")
    pulled.push("alice")
    pulled.hub.review(account("bob"), body=typed, commit=seen)
    code, report, _ = pulled.check()
    assert code == 1
    assert sorted(bool(one["signed_by"]) for one in report["risks"]) == [False, True]


def test_d14_a_harmless_push_keeps_the_review(pulled):
    seen = pulled.hub.pulls[7]["head"]["sha"]
    pulled.hub.review(account("bob"), body=pulled.code, commit=seen)
    pulled.world.write(CODE, "// tidied\n" + pulled.world.read(CODE))
    pulled.push("alice")
    assert pulled.check()[0] == 0


def test_d14_a_worse_push_kills_the_review(pulled):
    pulled.hub.review(account("bob"), body=pulled.code)
    pulled.world.replace(CODE, "'Deny'", "'Allow'")
    pulled.push("alice")
    code, _, said = pulled.check()
    assert code == 1
    assert "default_action of account = Deny" in said


@pytest.mark.parametrize("commit", [None, "f" * 40])
def test_d14_a_commit_that_is_gone(pulled, commit):
    pulled.hub.review(account("bob"), body=pulled.code, commit=commit)
    code, report, _ = pulled.check()
    assert code == 1
    assert any("is gone" in one for one in report["notes"])


def test_d14_the_whole_code_binds_by_itself(pulled):
    pulled.event()
    told = pulled.world.gate("check", "--github", "--format", "markdown").out
    import re

    (full,) = re.findall(r"`([0-9a-f]{64})`", told)
    pulled.hub.review(account("bob"), body=full, commit=None)
    assert pulled.check()[0] == 0
    pulled.world.replace(CODE, "'Blob'", "'Container'")
    pulled.push("alice")
    assert pulled.check()[0] == 1


@pytest.mark.parametrize(
    "user",
    [account("github-actions[bot]", 41898282, "Bot"), account("bob", IDS["bob"], "Bot"), account("bob", 999), None,
     account("mallory", 4711), account("ghost", 10137)],
    ids=["A10 a robot", "A10 a robot with bob's id", "A12 bob's old login", "deleted", "a stranger", "the ghost"],
)  # fmt: skip
def test_reviewers_who_are_nobody(pulled, user):
    pulled.hub.review(user, body=pulled.code)
    assert pulled.check()[0] == 1


def test_a1_a9_the_opener_reviews(tmp_path, keys, hub, monkeypatch):
    """bob opens alice's commits: GitHub knows, whatever the commits say."""
    world = founded(tmp_path / "infra", keys)
    world.open_container_unasked()
    hub.open(world.git("rev-parse", "HEAD"), account("bob"))
    made = Pulled(world, hub, tmp_path, monkeypatch)
    hub.review(account("bob"), body=made.code)
    assert made.check()[0] == 4


def test_a11_a_robot_opens_and_a_human_pushes_and_approves(pulled):
    pulled.hub.pulls[7]["user"] = account("dependabot[bot]", 49699333, "Bot")
    pulled.hub.activity[0]["actor"] = account("bob")
    pulled.hub.review(account("bob"), body=pulled.code)
    code, report, _ = pulled.check()
    assert code == 4
    assert "bob" in report["contributors"]


def test_a14_whoever_pushed_had_a_hand_in_it(pulled):
    """bob pushes to alice's branch under her name: the commits say alice, GitHub says bob."""
    pulled.world.write(CODE, "// more\n" + pulled.world.read(CODE))
    pulled.push("alice", actor=account("bob"))
    pulled.hub.review(account("bob"), body=pulled.code)
    code, report, _ = pulled.check()
    assert code == 4
    assert report["contributors"] == ["alice", "bob"]


def test_e17_pushing_a_signoff_makes_nobody_a_contributor(pulled):
    assert pulled.world.sign("bob").code == 0
    before = pulled.hub.pulls[7]["head"]["sha"]
    pulled.hub.push(before, pulled.world.git("rev-parse", "HEAD"), account("bob"))
    code, report, said = pulled.check()
    assert code == 0, said
    assert report["contributors"] == ["alice"]


def test_pushes_that_do_not_reach_back_to_the_base(pulled):
    pulled.world.write(CODE, "// more\n" + pulled.world.read(CODE))
    pulled.push("alice")
    del pulled.hub.activity[0]
    assert pulled.check()[0] == 3


def test_a_robots_push_is_by_nobody_known(pulled):
    pulled.world.write(CODE, "// formatted\n" + pulled.world.read(CODE))
    pulled.push("alice", actor=account("github-actions[bot]", 41898282, "Bot"))
    pulled.hub.review(account("bob"), body=pulled.code)
    code, report, _ = pulled.check()
    assert code == 0, "alice opened it, bob looked at it: two authenticated people"
    assert report["unknown_authors"] == ["github-actions[bot] on GitHub"]


def test_a11_a_robot_that_may_bring_some_kinds_of_risk(tmp_path, keys, hub, monkeypatch):
    robot = account("renovate[bot]", 29139614, "Bot")
    policy = f'{LOCAL}\n[gate.independence]\nrobots = [{{ github_id = 29139614, kinds = ["drops-encryption"] }}]\n'
    world = founded(tmp_path / "infra", keys, policy)
    world.branch()
    world.replace(CODE, "'TLS1_2'", "'TLS1_0'")
    world.commit(who="renovate@bots.example")
    hub.open(world.git("rev-parse", "HEAD"), robot)
    made = Pulled(world, hub, tmp_path, monkeypatch)
    hub.review(account("bob"), body=made.code)
    assert made.check()[0] == 0
    world.replace(CODE, "'None'", "'Blob'")
    made.push("renovate@bots.example", actor=robot)
    hub.review(account("bob"), body=made.code)
    assert made.check()[0] == 1, "of that kind it may bring nothing alone"


def test_d2_a_review_of_another_pull_request(pulled):
    """The same commits, opened twice: what was said in one is no word on the other."""
    pulled.hub.open(pulled.hub.pulls[7]["head"]["sha"], account("alice"), 8, "twin")
    pulled.hub.review(account("bob"), body=pulled.code, number=8)
    pulled.hub.comment(account("bob"), signed_block(pulled), number=8)
    assert pulled.check()[0] == 1


def test_e1_a_pull_request_from_a_fork(pulled):
    """Who pushed is asked of the fork; one that may not be read, or is gone, leaves it open."""
    pulled.hub.pulls[7]["head"]["repo"] = {"full_name": "alice/infra"}
    pulled.hub.review(account("bob"), body=pulled.code)
    code, _, said = pulled.check()
    assert code == 0, said
    assert any("/repos/alice/infra/activity" in path for path, _ in pulled.hub.asked)
    pulled.hub.spoil = lambda path, answer: answer._replace(status=404) if "alice/infra" in path else answer
    assert pulled.check()[0] == 3
    pulled.hub.spoil = lambda path, answer: answer
    pulled.hub.pulls[7]["head"]["repo"] = None
    assert pulled.check()[0] == 3


# Signed comments.


def signed_block(pulled, who="bob", verb="sign"):
    arguments = [pulled.code] if verb == "sign" else []
    said = pulled.world.gate(
        verb,
        *arguments,
        "--reason",
        "agreed",
        "--print",
        "--base",
        "main",
        "--key",
        str(pulled.world.keys.private(who)),
    )
    assert said.code == 0, said.err
    assert not pulled.world.records()
    return said.out


def test_a_signed_comment(pulled):
    pulled.hub.comment(account("bob"), f"Here you are:\n\n{signed_block(pulled)}\nbob".replace("\n", "\r\n"))
    code, report, said = pulled.check()
    assert code == 0, said
    assert report["risks"][0]["signed_by"] == ["bob"]


def test_d17_a_signed_comment_may_reject(pulled):
    pulled.hub.review(account("bob"), body=pulled.code)
    pulled.hub.comment(account("bob"), signed_block(pulled, verb="reject"))
    code, _, said = pulled.check()
    assert code == 1
    assert "bob rejected this: agreed" in said


def test_d4_a_comment_copied_by_somebody_else(pulled):
    pulled.hub.comment(account("alice"), signed_block(pulled))
    code, report, _ = pulled.check()
    assert code == 1
    assert any("did not write the comment" in one for one in report["notes"])


def test_d13_an_edited_comment(pulled):
    made = pulled.hub.comment(account("bob"), signed_block(pulled))
    pulled.hub.edited.add(made["id"])
    assert pulled.check()[0] == 1


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text.replace("agreed", "agreeD"),
        lambda text: text.replace("-----BEGIN SSH SIGNATURE-----", "-----BEGIN SSH SIGNATURE----"),
        lambda text: text.replace('"accept"', '"reject"'),
        lambda text: text.replace("```foureyes-signoff", "```json"),
        lambda text: text.replace("\n```", ""),
    ],
)
def test_d9_spoilt_comments_do_not_count(pulled, spoil):
    """Anybody may write a comment, so a bad one refuses nothing; it only does not count."""
    text = signed_block(pulled)
    assert spoil(text) != text
    pulled.hub.comment(account("bob"), spoil(text))
    assert pulled.check()[0] == 1


def test_an_emergency_is_no_matter_for_a_comment(pulled):
    said = pulled.world.gate(
        "break-glass", "--reason", "x", "--ticket", "y", "--print", "--base", "main",
        "--key", str(pulled.world.keys.private("alice")),
    )  # fmt: skip
    assert said.code == 2


# What GitHub says has to be whole, and the same whichever way it is asked.


def replaced(**changes):
    return lambda path, answer: Answer(
        changes.get("status", 200), {**answer.headers, **changes.get("headers", {})}, changes.get("body", answer.body)
    )


FAULTS = {
    "403": replaced(status=403, body=b"{}"),
    "the rate limit": replaced(status=403, body=b"{}", headers={"x-ratelimit-remaining": "0"}),
    "429": replaced(status=429, body=b"{}", headers={"retry-after": "60"}),
    "404": replaced(status=404, body=b"{}"),
    "401": replaced(status=401, body=b"{}"),
    "304": replaced(status=304, body=b""),
    "500": replaced(status=500, body=b"oops"),
    "502": replaced(status=502, body=b"<html>"),
    "a redirect": replaced(status=301, headers={"Location": "http://127.0.0.1:1/"}),
    "HTML": replaced(headers={"Content-Type": "text/html"}, body=b"<html></html>"),
    "nothing": replaced(body=b""),
    "null": replaced(body=b"null"),
    "another type": replaced(body=b'"x"'),
    "a number": replaced(body=b"1"),
    "deep": replaced(body=b"[" * 100_000),
    "not UTF-8": replaced(body=b"\xff\xfe"),
    "a key twice": replaced(body=b'{"data": 1, "data": 2}'),
}


@pytest.mark.parametrize("where", ["/pulls/7?", "/pulls/7/reviews", "/issues/7/comments", "/graphql", "/activity"])
@pytest.mark.parametrize("fault", FAULTS)
def test_e8_faults_of_the_api_decide_nothing(pulled, where, fault):
    pulled.hub.review(account("bob"), body=pulled.code)
    hit = []

    def spoil(path, answer):
        if where in f"{path}?":
            hit.append(path)
            return FAULTS[fault](path, answer)
        return answer

    pulled.hub.spoil = spoil
    code, _, said = pulled.check()
    assert code == 3, said
    assert hit


def test_e8_an_answer_cut_short(pulled):
    pulled.hub.spoil = lambda path, answer: Answer(200, {**answer.headers, "Content-Length": "99999"}, answer.body)
    pulled.hub.server.RequestHandlerClass.timeout = 1
    assert pulled.check()[0] == 3


def test_e8_nobody_listens(pulled):
    pulled.event()
    pulled.hub.close()
    assert pulled.run("check", "--github")[0] == 3


@pytest.mark.parametrize("link", ['<http://127.0.0.1:1/repos/x?page=2>; rel="next"', '<{own}>; rel="next"',
                                  'rel="next"', '<http://evil.example{path}&page=2>; rel="next"'])  # fmt: skip
def test_e8_pages_that_lead_elsewhere_or_nowhere(pulled, link):
    def spoil(path, answer):
        told = link.replace("{own}", f"{pulled.hub.url}{path}").replace("{path}", path)
        return answer._replace(headers={**answer.headers, "Link": told}) if "/reviews" in path else answer

    pulled.hub.spoil = spoil
    assert pulled.check()[0] == 3


def test_e8_endless_pages(pulled):
    count = iter(range(1, 10_000))

    def spoil(path, answer):
        told = f'<{pulled.hub.url}{path.partition("&")[0]}&n={next(count)}>; rel="next"'
        body = json.dumps([{**pulled.hub.reviews[7][0], "id": next(count)}]).encode()
        return Answer(200, {**answer.headers, "Link": told}, body) if "/reviews" in path else answer

    pulled.hub.review(account("bob"))
    pulled.hub.spoil = spoil
    assert pulled.check()[0] == 3


def test_e9_a_page_that_is_missing_hides_no_rejection(pulled):
    pulled.hub.page = 2
    for who in ("dana", "erik"):
        pulled.hub.review(account(who), "COMMENTED")
    pulled.hub.review(account("bob"), body=pulled.code)
    assert pulled.check()[0] == 0, "over two pages"
    pulled.hub.review(account("bob"), "CHANGES_REQUESTED")
    assert pulled.check()[0] == 1

    def spoil(path, answer):
        return Answer(200, {"Content-Type": "application/json"}, answer.body) if "/reviews" in path else answer

    pulled.hub.spoil = spoil
    assert pulled.check()[0] == 3


def test_e8_the_token_goes_to_one_host_only(pulled):
    assert pulled.check()[0] == 1
    assert {token for _, token in pulled.hub.asked} == {"Bearer secret-token"}


@pytest.mark.parametrize(
    "url", ["https://evil.example", "http://api.github.com", "https://api.github.com", "http://127.0.0.1.evil.example:1",
            "http://x@127.0.0.1.example"],
)  # fmt: skip
def test_b9_another_api_host_is_refused(pulled, url):
    pulled.event()
    pulled.monkeypatch.setenv("GITHUB_API_URL", url)
    code, _, said = pulled.run("check", "--github")
    assert code == 2, said
    assert "not the API of" in said


@pytest.mark.parametrize(("home", "url", "fits"), [
    ("github.com", "https://api.github.com", True), ("github.com", "https://api.github.com/", True),
    ("github.com", "http://api.github.com", False), ("github.com", "http://127.0.0.1:80", False),
    ("github.com", "https://api.github.com.evil.example", False), ("github.com", "https://api.github.com:444", False),
    ("git.contoso.com", "https://git.contoso.com/api/v3", True),
    ("contoso.ghe.com", "https://api.contoso.ghe.com", True),
    ("git.contoso.com", "https://api.github.com", False),
])  # fmt: skip
def test_b9_the_policy_says_which_host(home, url, fits):
    from foureyes.errors import BadUsage
    from foureyes.gate.github_api import Api

    if fits:
        Api(url, "t", home)
    else:
        with pytest.raises(BadUsage):
            Api(url, "t", home)


def test_e16_a_run_of_an_older_push(pulled):
    """The event says one head, GitHub another: the older run decides nothing."""
    pulled.event()
    pulled.world.replace(CODE, "'Blob'", "'Container'")
    pulled.push("alice")
    code, _, said = pulled.run("check", "--github")
    assert code == 3
    assert "has changed since" in said


def test_without_a_token_nothing_is_asked(pulled):
    pulled.event()
    pulled.monkeypatch.delenv("GITHUB_TOKEN")
    assert pulled.run("check", "--github")[0] == 1
    assert pulled.hub.asked == []


def test_nothing_else_knows_how_to_speak_to_a_network(pulled):
    """The modules that could are not even imported without --github."""
    code = (
        "import sys; from foureyes.cli.handler import guarded; "
        f"guarded(['gate', 'check', '--base', 'main', '--repo', {str(pulled.world.folder)!r}]); "
        "assert not {'socket', 'ssl', 'http.client', 'urllib.request'} & set(sys.modules), set(sys.modules)"
    )
    plain = {name: value for name, value in os.environ.items() if name != "COVERAGE_PROCESS_CONFIG"}
    done = subprocess.run([sys.executable, "-c", code], env=plain, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


# Merge queues and pushes.


def group_event(world, base, head):
    return {
        "action": "checks_requested",
        "merge_group": {"base_sha": base, "head_sha": head, "base_ref": "refs/heads/main",
                        "head_ref": "refs/heads/gh-readonly-queue/main/pr-7"},
        "repository": {"full_name": "contoso/infra"},
    }  # fmt: skip


@pytest.fixture
def queued(pulled):
    """Pull request 7 by alice and 8 by bob, reviewed by each other, in one merge group (squashed)."""
    world, hub = pulled.world, pulled.hub
    hub.review(account("bob"), body=pulled.code)
    world.git("checkout", "-q", "-B", "second", "main")
    world.replace(CODE, "'TLS1_2'", "'TLS1_0'")
    world.commit(who="bob")
    hub.open(world.git("rev-parse", "HEAD"), account("bob"), 8, "second")
    hub.review(account("alice"), body=world.check("--head", "second").report["code"], number=8)
    world.git("checkout", "-q", "-B", "group", "main")
    for number, branch, who in ((7, "change", "alice"), (8, "second", "bob")):
        world.git("merge", "-q", "--squash", branch)
        commit = world.commit(f"squash {number}", who=who, committer="noreply@github.com")
        hub.queue.append((commit, number))
    return pulled


def test_e2_every_pull_request_of_a_merge_group(queued):
    base, head = queued.world.git("rev-parse", "main"), queued.world.git("rev-parse", "group")
    queued.event("merge_group", group_event(queued.world, base, head))
    code, report, said = queued.run("check", "--github", "--json")
    assert code == 0, said
    assert [one["contributors"] for one in report["changes"]] == [["alice"], ["bob"]]
    queued.hub.reviews[8].clear()
    assert queued.run("check", "--github", "--json")[0] == 1


def test_e2_a_group_that_is_not_what_its_pull_requests_bring(queued):
    world = queued.world
    world.replace(CODE, "'Blob'", "'Container'")
    commit = world.commit("more", who="alice", committer="noreply@github.com")
    queued.hub.queue[1] = (commit, 8)
    queued.event("merge_group", group_event(world, world.git("rev-parse", "main"), commit))
    assert queued.run("check", "--github")[0] == 3


def test_e2_a_group_that_the_queue_does_not_know(queued):
    base, head = queued.world.git("rev-parse", "main"), queued.world.git("rev-parse", "group")
    queued.event("merge_group", group_event(queued.world, base, head))
    queued.hub.queue.pop()
    assert queued.run("check", "--github")[0] == 3


def push_event(world, since, **changes):
    return {
        "ref": "refs/heads/main", "before": since, "after": world.git("rev-parse", "main"), "created": False,
        "deleted": False, "forced": False, "repository": {"full_name": "contoso/infra"}, **changes,
    }  # fmt: skip


def landed(pulled):
    world = pulled.world
    before = world.git("rev-parse", "main")
    world.git("checkout", "-q", "main")
    world.git("merge", "-q", "--squash", "change")
    pulled.hub.merge(world.commit("land", who="alice", committer="noreply@github.com"))
    return before


def test_e14_a_push_of_what_was_reviewed(pulled):
    pulled.hub.review(account("bob"), body=pulled.code)
    before = landed(pulled)
    pulled.event("push", push_event(pulled.world, before))
    code, _, said = pulled.run("check", "--github", "--json")
    assert code == 0, said


def test_e14_a_push_that_nobody_reviewed(pulled):
    before = landed(pulled)
    pulled.event("push", push_event(pulled.world, before))
    assert pulled.run("check", "--github")[0] == 1
    pulled.hub.review(account("bob"), body="late")
    assert pulled.run("check", "--github")[0] == 1, "what comes after the merge is no word on it"


def test_e14_a_push_past_every_pull_request(pulled):
    world = pulled.world
    before = world.git("rev-parse", "main")
    world.git("checkout", "-q", "main")
    world.replace(CODE, "'None'", "'Blob'")
    world.commit("straight to main")
    pulled.event("push", push_event(world, before))
    assert pulled.run("check", "--github")[0] == 1


@pytest.mark.parametrize("changes", [{"forced": True}, {"created": True}, {"deleted": True}, {"before": "0" * 40},
                                     {"ref": "refs/tags/v1"}, {"forced": None, "created": None}])  # fmt: skip
def test_e3_pushes_that_rewrite(pulled, changes):
    before = landed(pulled)
    if changes == {"forced": None, "created": None}:
        changes = {"before": pulled.world.git("rev-parse", "change")}
    pulled.event("push", push_event(pulled.world, before, **changes))
    assert pulled.run("check", "--github")[0] == 3


def test_e14_the_audit_reads_reviews_too(pulled):
    pulled.hub.review(account("bob"), body=pulled.code)
    landed(pulled)
    pulled.event()
    assert pulled.world.gate("audit", "main").code == 1
    said = pulled.world.gate("audit", "main", "--github")
    assert said.code == 0, said.out + said.err


# The summary.


def test_the_summary_says_what_to_do(pulled, tmp_path):
    summary = tmp_path / "summary.md"
    summary.write_text("before\n")
    pulled.check("--summary", str(summary))
    told = summary.read_text()
    assert told.startswith("before\n")
    for part in (pulled.code, "backups", "bob, dana, erik", "foureyes gate sign", "| before | after |",
                 "<code>private</code>", "<code>Blob</code>", "alice: "):  # fmt: skip
        assert part in told, part


def test_the_summary_says_why_there_is_no_verdict(pulled, tmp_path):
    summary = tmp_path / "summary.md"
    pulled.hub.spoil = lambda path, answer: answer._replace(status=500)
    assert pulled.check("--summary", str(summary))[0] == 3
    assert "cannot be decided" in summary.read_text()
    assert "with 500" in summary.read_text()


def test_e12_the_summary_obeys_nobody(pulled, tmp_path):
    evil = "@everyone ![x](http://evil.example) <img src=x> | ``` ::error::x"
    pulled.hub.review(account("bob"), "CHANGES_REQUESTED", evil)
    pulled.hub.reviews[7][0]["user"] = account(evil, 77)
    pulled.event()
    told = pulled.world.gate("check", "--github", "--format", "markdown").out
    assert "everyone" in told
    for part in ("@everyone", "![x]", "<img", "::error"):
        assert part not in told
