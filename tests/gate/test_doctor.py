"""What keeps the gate from being on: in the repository, and in GitHub's rules as far as a token may see them."""

import shutil

import pytest

from tests.gate.test_github_reviews import CODE, Pulled, founded, hub, pulled  # noqa: F401

GOOD = [
    {"type": "deletion", "ruleset_source_type": "Organization", "ruleset_source": "contoso", "ruleset_id": 1},
    {"type": "non_fast_forward", "ruleset_source_type": "Organization", "ruleset_source": "contoso", "ruleset_id": 1},
    {"type": "pull_request", "ruleset_source_type": "Repository", "ruleset_source": "contoso/infra", "ruleset_id": 2,
     "parameters": {"dismiss_stale_reviews_on_push": True, "require_code_owner_review": True,
                    "require_last_push_approval": True, "required_approving_review_count": 1,
                    "required_review_thread_resolution": False}},
    {"type": "workflows", "ruleset_source_type": "Organization", "ruleset_source": "contoso", "ruleset_id": 1,
     "parameters": {"do_not_enforce_on_create": False,
                    "workflows": [{"path": ".github/workflows/gate.yml", "repository_id": 5}]}},
]  # fmt: skip


def check(context, source):
    required = [{"context": context, **({"integration_id": source} if source else {})}]
    parameters = {"required_status_checks": required, "strict_required_status_checks_policy": True}
    return {"type": "required_status_checks", "ruleset_id": 1, "ruleset_source_type": "Repository",
            "ruleset_source": "contoso/infra", "parameters": parameters}  # fmt: skip


def ruleset(name, actors=()):
    found = {"name": name, "enforcement": "active", "target": "branch", "source": "contoso", "rules": []}
    return found | ({"bypass_actors": list(actors)} if actors is not None else {})


@pytest.fixture
def protected(pulled):  # noqa: F811
    pulled.hub.rules = list(GOOD)
    pulled.hub.rulesets = {1: ruleset("gate"), 2: ruleset("main")}
    pulled.event()
    return pulled


def said(pulled):  # noqa: F811
    return pulled.world.gate("doctor", "--base", "main", "--github").out


def test_good_rules_are_not_complained_of(protected):
    told = said(protected)
    for part in ("required", "bypass", "force-pushed", "deleted", "direct pushes", "stale"):
        assert part not in told, told


@pytest.mark.parametrize(
    ("left_out", "words"),
    [("workflows", "neither a workflow nor a check"), ("pull_request", "direct pushes"), ("deletion", "may be deleted"),
     ("non_fast_forward", "may be force-pushed")],
)  # fmt: skip
def test_rules_that_are_missing(protected, left_out, words):
    protected.hub.rules = [one for one in GOOD if one["type"] != left_out]
    assert words in said(protected)


@pytest.mark.parametrize(
    ("rule", "words"),
    [(check("foureyes gate", None), "may come from any source"),
     (check("foureyes gate", 15368), "can edit what reports"),
     (check("build", 15368), "required checks: build")],
)  # fmt: skip
def test_b5_a_required_check_instead_of_a_workflow(protected, rule, words):
    protected.hub.rules = [*[one for one in GOOD if one["type"] != "workflows"], rule]
    assert words in said(protected)


@pytest.mark.parametrize(
    ("actors", "words"),
    [([{"actor_id": 5, "actor_type": "RepositoryRole", "bypass_mode": "always"}], "RepositoryRole 5 may bypass it"),
     (None, "cannot be seen with this token")],
)  # fmt: skip
def test_who_may_bypass(protected, actors, words):
    protected.hub.rulesets[1] = ruleset("gate", actors)
    assert words in said(protected)


def test_a_ruleset_that_may_not_be_read_is_told(protected):
    del protected.hub.rulesets[2]
    assert "ruleset 2 cannot be read" in said(protected)


def test_no_rules(protected):
    protected.hub.rules = []
    assert "no ruleset holds" in said(protected)


def test_no_token(protected):
    protected.monkeypatch.delenv("GITHUB_TOKEN")
    assert protected.world.gate("doctor", "--base", "main", "--github").code == 2


def test_versions_are_told(world):
    told = world.gate("doctor", "--base", "main").out
    assert "ok git 2." in told
    assert "ok OpenSSH" in told


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("run: foureyes gate check --base HEAD", "takes the change itself for the base"),
        ("run: foureyes gate check --base ${{ github.sha }}", "takes the change itself for the base"),
        ("run: python -m foureyes gate check", "without -I"),
        ("run: foureyes gate check || true", "without failing"),
        ("cancel-in-progress: true\nrun: foureyes gate check", "cancels runs"),
        (
            "on: pull_request_target\nref: ${{ github.event.pull_request.head.sha }}\nrun: foureyes gate check",
            "checks the change out",
        ),
        ("paths: [infra]\nrun: foureyes gate check", "filters paths"),
        ("if: true\nrun: foureyes gate check", "skipped job"),
        ("uses: actions/checkout@v5\nrun: foureyes gate check", "shallow"),
    ],
)  # fmt: skip
def test_e7_b4_weak_workflows(world, line, words):
    world.write(".github/workflows/gate.yml", line + "\n")
    world.commit("a workflow", who="erik")
    world.branch()
    world.write("x", "x")
    world.commit()
    assert words in world.gate("doctor", "--base", "main").out


def test_the_shipped_workflows_have_none_of_these(world, root):
    for path in (root / "examples/gate").glob("github-*.yml"):
        world.write(f".github/workflows/{path.name}", path.read_text())
    world.write(".github/CODEOWNERS", "* @contoso/security\n")
    world.commit("workflows", who="erik")
    world.branch()
    world.write("x", "x")
    world.commit()
    told = world.gate("doctor", "--base", "main").out
    assert "the repository's own side is in order" in told, told
    assert shutil.which("ssh")
