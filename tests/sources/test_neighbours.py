"""What is judged when some files changed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from foureyes.errors import BadUsage
from foureyes.sources.neighbours import Neighbours
from foureyes.sources.working_tree import WorkingTree

ARM = '{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#", "resources": []}'
ARM_INPUTS = '{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#"}'
STACK = "AWSTemplateFormatVersion: '2010-09-09'\nResources:\n"
NESTED = (
    STACK + "  Inner:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n      TemplateURL: ./inner/queue.yaml\n"
)

FILES = {
    "infra/main.tf": 'module "data" {\n  source = "../modules/storage"\n}\n',
    "infra/variables.tf": "",
    "infra/prod.tfvars": "",
    "infra/env/dev.tfvars": "",
    "modules/storage/main.tf": 'locals {\n  p = file("${path.module}/policy.json")\n  n = "${local.p}-x"\n}\n',
    "modules/storage/policy.json": '{"Statement": []}',
    "modules/storage/examples/complete/main.tf": 'module "x" {\n  source = "../../"\n}\n',
    "modules/other/main.tf": "",
    "modules/other/prod.tfvars": "",
    "computed/main.tf": 'locals {\n  p = file("policies/${var.name}.json")\n  a = fileset(".", "sets/*.json")\n}\n',
    "computed/policies/deep/a.json": "{}",
    "computed/sets/a.json": "{}",
    "computed/free.json": "{}",
    "app/main.bicep": "module s 'parts/store.bicep' = {\n  name: 's'\n}\nvar p = loadJsonContent('p.json')\n",
    "app/parts/store.bicep": "",
    "app/parts/unused.bicep": "",
    "app/p.json": "{}",
    "app/live.bicepparam": "using './main.bicep'\n",
    "arm/one.json": ARM,
    "arm/two.json": ARM[:-3]
    + ', "templateLink": "[uri(deployment().properties.templateLink.uri, \'linked/three.json\')]"]}',
    "arm/linked/three.json": ARM,
    "arm/one.parameters.json": ARM_INPUTS,
    "stack/outer.yaml": NESTED,
    "stack/inner/queue.yaml": STACK + "  Q:\n    Type: AWS::SQS::Queue\n",
    "README.md": "see infra/main.tf",
    "k8s/pod.yaml": "kind: Pod\n",
}
INFRA = {"infra/main.tf", "infra/variables.tf", "infra/prod.tfvars", "infra/env/dev.tfvars"}
STORAGE = {"modules/storage/main.tf", "modules/storage/examples/complete/main.tf"}
APP = {"app/main.bicep", "app/live.bicepparam"}
COMPUTED = {"computed/main.tf"}


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    top = tmp_path_factory.mktemp("repository")
    for name, text in FILES.items():
        path = top / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (top / ".git").mkdir()
    return top


@pytest.mark.parametrize(
    ("changed", "judged"),
    [
        ("infra/variables.tf", INFRA),
        ("infra/prod.tfvars", INFRA),
        ("infra/env/dev.tfvars", INFRA),
        ("infra/gone.tf", INFRA),
        ("infra/.terraform.lock.hcl", INFRA),
        ("modules/storage/main.tf", INFRA | STORAGE),
        ("modules/storage/policy.json", INFRA | STORAGE),
        ("modules/storage/examples/complete/main.tf", {"modules/storage/examples/complete/main.tf"}),
        ("modules/other/main.tf", {"modules/other/main.tf", "modules/other/prod.tfvars"}),
        ("computed/policies/deep/a.json", COMPUTED),
        ("computed/sets/a.json", COMPUTED),
        ("computed/free.json", set()),
        ("app/parts/store.bicep", {"app/parts/store.bicep"} | APP),
        ("app/parts/unused.bicep", {"app/parts/unused.bicep"}),
        ("app/p.json", APP),
        ("app/live.bicepparam", APP),
        ("arm/one.json", {"arm/one.json", "arm/one.parameters.json"}),
        ("arm/one.parameters.json", {"arm/one.json", "arm/one.parameters.json"}),
        ("arm/linked/three.json", {"arm/linked/three.json", "arm/two.json"}),
        ("stack/inner/queue.yaml", {"stack/inner/queue.yaml", "stack/outer.yaml"}),
        ("README.md", set()),
        ("k8s/pod.yaml", set()),
        ("no/such.json", set()),
    ],
)
def test_what_is_judged(repository: Path, monkeypatch: pytest.MonkeyPatch, changed: str, judged: set[str]) -> None:
    monkeypatch.chdir(repository)
    assert set(Neighbours(WorkingTree()).of([changed])) == judged


def test_paths_may_be_given_in_any_way(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository)
    given = [os.path.join(repository, "infra", "main.tf"), "./infra/../infra/variables.tf"]
    assert set(Neighbours(WorkingTree()).of(given)) == INFRA


def test_callers_above_this_folder_are_found(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository / "modules" / "storage")
    found = {os.path.relpath(path, "../..") for path in Neighbours(WorkingTree()).of(["main.tf"])}
    assert {path for path in Neighbours(WorkingTree()).of(["main.tf"]) if path.startswith("main")} == {"main.tf"}
    assert found == INFRA | STORAGE
    assert set(Neighbours(WorkingTree()).of(["../other/main.tf"])) == {"../other/main.tf", "../other/prod.tfvars"}


def test_a_file_of_another_repository_is_refused(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository / "infra")
    with pytest.raises(BadUsage, match="outside of the repository"):
        Neighbours(WorkingTree()).of(["../../elsewhere/main.tf"])


def test_without_a_repository_this_folder_is_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "main.tf").write_text("")
    monkeypatch.chdir(tmp_path)
    assert Neighbours(WorkingTree()).of(["main.tf"]) == ["main.tf"]


def test_what_git_ignores_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("app", "build"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "main.tf").write_text('module "x" {\n  source = "../shared"\n}\n')
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "main.tf").write_text("")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitignore").write_text("build/\n")
    monkeypatch.chdir(tmp_path)
    judged = ["app/main.tf", "shared/main.tf"]
    assert Neighbours(WorkingTree()).of(["shared/main.tf"]) == judged
    assert Neighbours(WorkingTree(), ignore=False).of(["shared/main.tf"]) == [judged[0], "build/main.tf", judged[1]]
