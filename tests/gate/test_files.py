"""What changed files tell by themselves, whatever is judged of the code in them."""

from hashlib import sha256

import pytest

from foureyes.gate.files import FileChange, Files, file_risks, ledger_breaches
from foureyes.gate.picture import Picture
from foureyes.model.finding import Severity
from tests.gate.drawn import NO, judged, part, picture

MEDIUM, HIGH = Severity.MEDIUM, Severity.HIGH
FILE, LINK, SUBMODULE = "100644", "120000", "160000"


def change(path, old="x", new="y", mode=FILE):
    """A change of a file of which an object's id is its text."""
    return FileChange(path, FILE if old else "", mode if new else "", old, new)


def facts(*changes, code=(), targets=None, known=None, guards=()):
    return Files(
        changes, lambda blob: blob, lambda path: path in code, lambda blob: (targets or {}).get(blob, set()),
        frozenset({"node_modules", ".terraform"}), lambda one: (known or {}).get(one.path, ""), guards,
    )  # fmt: skip


def environment(path):
    return path.split("/")[1] if path.startswith("infra/") else "prod"


def told(files, base=None, merged=None):
    found = file_risks(files, base or Picture(), merged or Picture(), environment)
    for one in found:
        assert one.line == 1
        assert one.path == one.resource
        assert (one.rule, one.setting, one.deployment, one.root, one.details, one.posture) == ("", "", "", "", (), {})
    return [
        (one.kind.value, one.severity, one.environment, one.path, one.before, one.after, one.message) for one in found
    ]


GUARD = "this file decides what is judged and who may sign"


@pytest.mark.parametrize(
    "path",
    [
        "foureyes.toml", "infra/prod/foureyes.toml", ".foureyes/x", "CODEOWNERS", ".github/CODEOWNERS",
        "docs/CODEOWNERS", ".gitlab/CODEOWNERS", "packs/house/rule.py",
    ],
)  # fmt: skip
@pytest.mark.parametrize(("old", "new"), [("", "y"), ("x", "y"), ("x", "")])
def test_files_that_guard_the_gate(path, old, new):
    assert told(facts(change(path, old, new), guards=("**/packs/house",))) == [
        ("changes-policy", HIGH, environment(path), path, old, new, GUARD)
    ]


@pytest.mark.parametrize("path", ["infra/CODEOWNERS", "foureyes.toml.md", ".foureyes2/x", "packs/other/rule.py"])
def test_files_that_only_look_like_it(path):
    assert told(facts(change(path), guards=("**/packs/house",))) == []


CALLERS = (
    ".github/workflows/a.yml", ".github/actions/a/action.yml", ".gitlab-ci.yml", ".gitlab/ci/a.yml",
    "azure-pipelines.yml", "azure-pipelines/a.yml", ".pre-commit-config.yaml", "Jenkinsfile", ".circleci/config.yml",
    ".husky/pre-push", ".githooks/pre-push", ".ci/a.sh", ".gitea/workflows/a.yml", ".forgejo/workflows/a.yml",
    "bitbucket-pipelines.yml", ".buildkite/pipeline.yml", ".drone.yml", ".woodpecker.yml", ".woodpecker/a.yml",
    ".travis.yml", "cloudbuild.yaml", "buildspec.yml", "lefthook.yml", "Makefile", "GNUmakefile", "justfile",
    "Taskfile.yml", "tox.ini", "noxfile.py", "package.json", "scripts/gate.sh",
)  # fmt: skip


@pytest.mark.parametrize("path", CALLERS)
@pytest.mark.parametrize(
    ("old", "new", "asks"),
    [("", "run foureyes", True), ("run foureyes", "run", True), ("run foureyes", "", True), ("run", "go", False)],
)
def test_files_from_which_the_gate_is_called(path, old, new, asks):
    assert told(facts(change(path, old, new))) == (
        [("changes-policy", HIGH, "prod", path, old, new, GUARD)] if asks else []
    )


def test_a_file_that_speaks_of_it_elsewhere():
    assert told(facts(change("docs/gate.md", "", "run foureyes"))) == []


TABLE = "[tool.foureyes.lint]\nfail_on = 'low'\n"


@pytest.mark.parametrize("path", ["pyproject.toml", "apps/a/pyproject.toml"])
@pytest.mark.parametrize(
    ("old", "new", "asks"),
    [
        ("", TABLE, True),
        (TABLE, "", True),
        (TABLE, TABLE.replace("low", "high"), True),
        (TABLE, "# words\n" + TABLE, False),
        (TABLE, TABLE + "[tool.other]\nfoureyes = 1\n", False),
        ("", "[project]\nname = 'a'\n", False),
        ("", "[project]\ndependencies = ['foureyes']\n", False),
        ("[project]\n", "[tool]\nblack = 'foureyes'\n", False),
        ("foureyes = [", "foureyes = {", True),
        ("foureyes = [", "foureyes = [", False),
        ("", "tool = 'foureyes'\n", True),
        ("tool = 'foureyes'\n", "", True),
    ],
)
def test_a_project_that_configures_it(path, old, new, asks):
    assert told(facts(change(path, old, new))) == (
        [("changes-policy", HIGH, "prod", path, old, new, GUARD)] if asks else []
    )


def test_sign_offs_are_weighed_elsewhere():
    assert told(facts(change(".foureyes/signoffs/a.json"), guards=("**",))) == []


def test_the_ledger_only_grows():
    changes = [
        change(".foureyes/signoffs/new.json", old=""), change(".foureyes/signoffs/changed.json"),
        change(".foureyes/signoffs/gone.json", new=""), change(".foureyes/other"), change("signoffs/x"),
    ]  # fmt: skip
    assert ledger_breaches(changes) == [".foureyes/signoffs/changed.json", ".foureyes/signoffs/gone.json"]


def test_a_baseline_that_sets_more_aside():
    path = "infra/test/known.json"
    files = facts(change(path), known={path: "this sets aside"}, targets={"y": {"prod"}})
    assert told(files) == [("adds-suppression", HIGH, "test", path, "x", "y", "this sets aside")]


def test_a_file_that_comes_to_name_accounts():
    path = "infra/test/a.tfvars"
    targets = {"x": {"dev", "prod"}, "y": {"stage", "prod", "live"}}
    assert told(facts(change(path), targets=targets)) == [
        ("weakens", HIGH, "live", path, "x", "y", "this comes to name an account of live"),
        ("weakens", HIGH, "stage", path, "x", "y", "this comes to name an account of stage"),
    ]


def blind(path, why, old="x", new="y"):
    return [("blinds", HIGH, environment(path), path, old, new, why)]


CODE = "infra/test/a.tf"
NOT_READ = "this cannot be read: no text"
OTHER_FILES = "by this, git may check out other files than are judged"
GONE = "this was judged before and is no longer recognised as code"
LEFT_OUT = "resources are gone from what is judged, and this code is left out of it"
HIDDEN = "this code came or changed where none is looked for"
PROGRAM = "this is deployed by a tool whose code is not read"


def test_a_changed_file_that_cannot_be_read():
    merged = Picture(unreadable={CODE: "no text"})
    assert told(facts(change(CODE)), merged=merged) == blind(CODE, NOT_READ)
    assert told(facts(change(CODE, new="")), merged=merged) == blind(CODE, NOT_READ, new="")


@pytest.mark.parametrize(
    ("old", "new", "asks"),
    [
        ("", "*.tf working-tree-encoding=UTF-16", True),
        ("", "*.tf filter=x", True),
        ("*.tf filter=x", "", True),
        ("*.tf filter=x", "*.tf filter=y", True),
        ("*.tf filter=x", "# words\n*.tf filter=x", False),
        ("", "*.png filter=lfs", False),
        ("", "*.png filter=lfs -text", False),
        ("", "*.png filter=lfs2", True),
        ("", "*.png filter=lfs-own", True),
        ("", "*.tf text", False),
    ],
)
def test_attributes_by_which_other_files_are_checked_out(old, new, asks):
    for path in (".gitattributes", "infra/test/.gitattributes"):
        assert told(facts(change(path, old, new))) == (blind(path, OTHER_FILES, old, new) if asks else [])
    assert told(facts(change("infra/gitattributes", old, new))) == []


@pytest.mark.parametrize(
    ("mode", "why"),
    [
        (LINK, "a symbolic link came or points elsewhere"),
        (SUBMODULE, "a submodule came or moved, and is not read"),
        (FILE, ""),
        ("100755", ""),
    ],
)
def test_links_and_submodules(mode, why):
    assert told(facts(change(CODE, mode=mode))) == (blind(CODE, why) if why else [])
    assert told(facts(change(CODE, new="", mode=mode))) == []


def test_code_that_is_no_code_any_more():
    base = Picture(languages={CODE: "terraform"})
    assert told(facts(change(CODE)), base) == blind(CODE, GONE)
    assert told(facts(change(CODE)), base, base) == []
    assert told(facts(change(CODE, new="")), base) == []


def test_code_that_is_left_out_while_resources_are_gone():
    base, merged = picture(judged(part(NO))), picture(judged(part(NO), address="b"))
    both = picture(judged(part(NO)), judged(part(NO), address="b"))
    assert told(facts(change(CODE), code=[CODE]), base, merged) == blind(CODE, LEFT_OUT)
    assert told(facts(change(CODE), code=[CODE]), base, both) == []
    assert told(facts(change(CODE)), base, merged) == []
    assert told(facts(change(CODE, new=""), code=[CODE]), base, merged) == []
    merged.languages[CODE] = "terraform"
    assert told(facts(change(CODE), code=[CODE]), base, merged) == []


@pytest.mark.parametrize(
    ("path", "code", "asks"),
    [
        ("infra/test/node_modules/a.tf", True, True),
        ("node_modules/a.tf", True, True),
        ("node_modules/deep/a.tf", True, True),
        ("node_modules/a.md", False, False),
        ("infra/test/node_modules", True, False),
        ("infra/test/a.tf", True, False),
        ("infra/test/.terraform/modules/modules.json", False, True),
        ("infra/test/.terraform/modules/other.json", False, False),
    ],
)
def test_code_where_none_is_looked_for(path, code, asks):
    files = facts(change(path), code=[path] if code else [])
    assert told(files) == (blind(path, HIDDEN) if asks else [])


@pytest.mark.parametrize(
    "name",
    [
        "Pulumi.yaml", "Pulumi.yml", "cdk.json", "Chart.yaml", "kustomization.yaml", "kustomization.yml",
        "Kustomization", "terragrunt.hcl", "terragrunt.hcl.json", "terragrunt.stack.hcl",
    ],
)  # fmt: skip
def test_tools_whose_code_is_not_read(name):
    path = f"infra/test/{name}"
    assert told(facts(change(path))) == blind(path, PROGRAM)
    assert told(facts(change(path, new=""))) == []
    assert told(facts(change(f"{path}.md"))) == []


def supply(base, merged, languages=None):
    """The risks of what is referred to and not read, by file and words."""
    before = Picture(gaps={f"{path}: {words}": path for path, words in base})
    after = Picture(gaps={f"{path}: {words}": path for path, words in merged}, languages=languages or {})
    return told(facts(), before, after)


ELSEWHERE = "code from elsewhere comes in that is not read"
NOT_FOUND = "something referred to is not read"


@pytest.mark.parametrize(
    ("words", "remote"),
    [
        ("the module m; registry.terraform.io/a/b/c", True),
        ("the module m; from the Registry", True),
        ("the template https://x/t.json", True),
        ("the template http://x/t.json", True),
        ("git::ssh://x/m", True),
        ("git@github.com:x/m", True),
        ("'br:x.azurecr.io/m:v1'", True),
        ("'br/public:m:v1'", True),
        ("'ts:sub/rg/m:v1'", True),
        ('source = "contoso/bucket/aws"', True),
        ('source = "./m"', False),
        ('source = "/m"', False),
        ('source = ""', False),
        ("number: 1", False),
        ("abr: x", False),
        ("the file ./m is not there", False),
    ],
)
def test_what_is_referred_to_and_not_read(words, remote):
    kind, message = ("changes-supply", ELSEWHERE) if remote else ("blinds", NOT_FOUND)
    assert supply([], [(CODE, words)]) == [(kind, MEDIUM, "test", CODE, "", words, message)]


def test_what_was_referred_to_before_is_nothing_new():
    assert supply([(CODE, "a")], [(CODE, "a")]) == []
    assert supply([(CODE, "a")], []) == []
    assert supply([(CODE, "a")], [(CODE, "a"), (CODE, "b")]) == [("blinds", MEDIUM, "test", CODE, "", "b", NOT_FOUND)]


def test_what_is_referred_to_is_told_in_order():
    found = supply([], [("infra/b.tf", "x"), ("infra/a.tf", "z"), ("infra/a.tf", "y")])
    assert [(one[3], one[5]) for one in found] == [("infra/a.tf", "y"), ("infra/a.tf", "z"), ("infra/b.tf", "x")]


@pytest.mark.parametrize(
    ("before", "there", "words", "moved"),
    [
        ("infra/test/b.tf", False, "a", True),
        ("infra/test/b.tf", True, "a", False),
        ("infra/dev/b.tf", False, "a", False),
        ("infra/test/b.tf", False, "b", False),
    ],
)
def test_what_is_referred_to_from_a_file_that_moved(before, there, words, moved):
    found = supply([(before, words)], [(CODE, "a")], {before: "terraform"} if there else {CODE: "terraform"})
    assert found == ([] if moved else [("blinds", MEDIUM, "test", CODE, "", "a", NOT_FOUND)])


def test_what_is_passed_to_code_that_is_not_read():
    message = "what is passed to code that is not read changes: the module m"
    assert supply([(CODE, "the module m; passed: 1")], [(CODE, "the module m; passed: 2")]) == [
        ("blinds", MEDIUM, "test", CODE, "1", "2", message)
    ]
    two = [(CODE, "the module m; passed: 3"), (CODE, "the module m; passed: 1")]
    assert supply(two, [(CODE, "the module m; passed: 2")]) == [("blinds", MEDIUM, "test", CODE, "1 3", "2", message)]
    assert supply([(CODE, "the module m")], [(CODE, "the module m; passed: 2")]) == [
        ("blinds", MEDIUM, "test", CODE, "", "2", message)
    ]
    assert supply([(CODE, "the module m; passed: 2")], [(CODE, "the module m")]) == [
        ("blinds", MEDIUM, "test", CODE, "2", "", message)
    ]
    named = [(CODE, "the module: m; passed: 1")], [(CODE, "the module: m; passed: 2")]
    assert [one[6] for one in supply(*named)] == [message.replace(" module", " module:")]
    both = [(CODE, "the module a; passed: 1"), (CODE, "the module m; passed: 1")]
    found = supply(both, [(CODE, "the module a; passed: 2"), (CODE, "the module m; passed: 2")])
    assert [one[6] for one in found] == [message.removesuffix("m") + "a", message]


STILL = "this cannot be read, so what the change does to it cannot be told: no text"


def digest(*pairs):
    inner = ",\n".join(f' [\n  "{path}",\n  "{new}"\n ]' for path, new in pairs)
    return sha256((f"[\n{inner}\n]\n" if pairs else "[]\n").encode()).hexdigest()


def unread(*changes, root="infra/test/a.bicep", before=True, now=True, crashed=False, code=None):
    """The risks where a root that is not among the changes cannot be read."""
    languages = {one.path: "x" for one in changes} if code is None else code
    base = Picture(unreadable={root: "no text"} if before else {}, languages=languages)
    merged = Picture(
        unreadable={root: "no text"} if now else {}, crashed={root} if crashed else set(), languages=languages
    )
    return told(facts(*changes), base, merged)


BESIDE, AWAY = change("infra/test/b.bicep"), change("infra/dev/b.bicep")


def still(before, *near, root="infra/test/a.bicep"):
    return [("blinds", HIGH, environment(root), root, before, digest(*((one.path, one.new) for one in near)), STILL)]


def test_what_came_to_be_unreadable_by_a_change_elsewhere():
    assert unread(AWAY, before=False) == still("read")
    assert unread(BESIDE, AWAY, before=False) == still("read", BESIDE)


def test_what_is_still_unreadable_counts_where_code_beside_it_changes():
    assert unread(BESIDE, AWAY) == still("unread", BESIDE)
    assert unread(AWAY) == []
    assert unread(change("infra/test/README.md"), code={}) == []
    assert unread() == []
    deep = change("infra/test/deep/b.bicep")
    assert unread(deep) == still("unread", deep)


def test_what_foureyes_fails_at_counts_where_any_code_changes():
    assert unread(AWAY, BESIDE, crashed=True) == still("unread", AWAY, BESIDE)
    assert unread(AWAY, crashed=True, code={}) == []
    assert unread(crashed=True) == []


def test_code_that_is_gone_counts_as_code_that_changes():
    base = Picture(unreadable={"infra/test/a.bicep": "no text"}, languages={BESIDE.path: "x"})
    gone = change(BESIDE.path, new="")
    assert told(facts(gone), base, Picture(unreadable=base.unreadable)) == still("unread", gone)


def test_a_folder_that_cannot_be_read_counts_with_what_is_in_it():
    inside = change("infra/test/a/main.tf")
    assert unread(inside, root="infra/test/a") == still("unread", inside, root="infra/test/a")
    beside = change("infra/test/b/main.tf")
    assert unread(beside, root="infra/test/a") == still("unread", beside, root="infra/test/a")
    above = change("infra/b.tf")
    assert unread(above, root="infra/test/a") == []
    assert unread(above, root="b.bicep") == [
        ("blinds", HIGH, "prod", "b.bicep", "unread", digest((above.path, above.new)), STILL)
    ]


def test_what_is_unreadable_and_changed_is_told_once():
    assert unread(change("infra/test/a.bicep")) == blind("infra/test/a.bicep", NOT_READ)


def test_what_is_no_matter_hides_nothing_that_is():
    """One root is as unread as before, one is told of its own file; the third is what counts."""
    changed = change("infra/test/b.bicep")
    reasons = dict.fromkeys(("infra/dev/a.bicep", "infra/test/b.bicep", "infra/test/c.bicep"), "no text")
    both = Picture(unreadable=reasons, languages={changed.path: "x"})
    assert told(facts(changed), both, both) == [
        *blind("infra/test/b.bicep", NOT_READ), *still("unread", changed, root="infra/test/c.bicep"),
    ]  # fmt: skip


def test_what_is_unreadable_is_told_in_order():
    merged = Picture(unreadable={"infra/test/b": "no text", "infra/test/a": "no text"})
    assert [one[3] for one in told(facts(), merged=merged)] == ["infra/test/a", "infra/test/b"]


def test_the_same_risk_is_told_once():
    assert len(told(facts(change("foureyes.toml"), change("foureyes.toml")))) == 1


@pytest.mark.parametrize("path", ["house_rules/buckets.py", "tools/house_rules/buckets.py", "house_rules.py"])
def test_the_packs_that_the_base_names_are_guarded_where_they_lie_in_the_repository(world, tmp_path, monkeypatch, path):
    (tmp_path / "house_rules.py").write_text("")
    monkeypatch.syspath_prepend(tmp_path)
    packs = '\n[lint]\npacks = ["foureyes_rules", "house_rules"]\n'
    world.write("foureyes.toml", world.read("foureyes.toml") + packs)
    world.write(path, "# rules\n")
    world.commit("rules of our own", who="erik")
    world.branch()
    world.write(path, "# none any more\n")
    world.commit()
    assert world.check().kinds == {"changes-policy"}
    assert world.check().report["risks"][0]["path"] == path
