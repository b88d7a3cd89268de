"""What is read once for several trees of a repository is not taken over where other limits hold."""

import json
import subprocess

import pytest

from foureyes.errors import UnreadableSource
from foureyes.judging import evaluations, reader_of
from foureyes.model.limits import USUAL, limited
from foureyes.model.root import Inputs, Options, Root
from foureyes.sources.git import Repository
from foureyes.sources.git_tree import GitTree

LISTS = "[" * 20 + "]" * 20
TEMPLATE = {
    "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    "contentVersion": "1.0.0.0",
    "variables": {"deep": json.loads(LISTS)},
    "resources": [],
}
STACK = {"Resources": {"Deep": {"Type": "AWS::SNS::Topic", "Properties": {"P": json.loads(LISTS)}}}}
ROOTS = {
    "main.tf": ("terraform", ".", f'locals {{\n  deep = {LISTS}\n}}\n'),
    "main.json": ("arm", "main.json", json.dumps(TEMPLATE)),
    "main.bicep": ("bicep", "main.bicep", "var deep = loadJsonContent('deep.json')\noutput deep array = deep\n"),
    "stack.json": ("cloudformation", "stack.json", json.dumps(STACK)),
}  # fmt: skip


@pytest.fixture
def repository(tmp_path):
    def git(*arguments):
        subprocess.run(["git", "-c", "user.name=x", "-c", "user.email=x@example.com", *arguments], cwd=tmp_path,
                       check=True, capture_output=True)  # fmt: skip

    for path, (_, _, text) in ROOTS.items():
        (tmp_path / path).write_text(text)
    (tmp_path / "deep.json").write_text(LISTS)
    git("init", "-q")
    git("add", "-A")
    git("commit", "-q", "-m", "x")
    with Repository(str(tmp_path)) as opened:
        yield opened


def faults(repository, path, **bounds):
    """The faults of a root in a tree of its own, under limits."""
    language, where, _ = ROOTS[path]
    root = Root(language, where, (path,), (Inputs(),))
    options = Options(limits=USUAL._replace(**bounds))
    (found,) = evaluations(reader_of(language), root, GitTree(repository, "HEAD"), options)
    return [error.message for error in found.errors]


@pytest.mark.parametrize("path", ROOTS)
def test_a_file_is_read_under_the_limits_of_its_own_run(repository, path):
    usual, strict = (faults(repository, path, nesting=depth) for depth in (150, 10))
    assert any("deep" in fault for fault in strict)
    assert not any("deep" in fault for fault in usual)
    assert faults(repository, path, nesting=150) == usual
    assert faults(repository, path, nesting=10) == strict


def test_a_file_is_as_large_as_its_own_run_allows(repository):
    def text(size):
        with limited(USUAL._replace(file_size=size)):
            return GitTree(repository, "HEAD").source("main.tf").text

    assert text(1_000).startswith("locals")
    with pytest.raises(UnreadableSource):
        text(10)
    assert text(1_000).startswith("locals")
