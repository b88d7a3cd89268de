"""Templates in memory, evaluated and judged."""

from __future__ import annotations

from foureyes.engine.catalogue import load
from foureyes.engine.scan import scan
from foureyes.errors import BrokenRule, UnreadableSource
from foureyes.languages.cloudformation.read import evaluate, roots
from foureyes.model.finding import Finding
from foureyes.model.place import Source
from foureyes.model.resource import Evaluation, Resource
from foureyes.model.root import Options


class DictTree:
    """Files by path."""

    def __init__(self, files: dict[str, str]) -> None:
        self.files = {path: Source(path, text) for path, text in files.items()}

    def source(self, path: str) -> Source:
        if path not in self.files:
            raise UnreadableSource("there is no such file", path=path)
        return self.files[path]

    def bytes(self, path: str) -> bytes:
        return self.source(path).text.encode()

    def is_file(self, path: str) -> bool:
        return path in self.files

    def is_directory(self, path: str) -> bool:
        return any(name.startswith(f"{path}/") for name in self.files)

    def holds(self, path: str) -> bool:
        return True

    def names(self, folder: str) -> list[str]:
        prefix = "" if folder == "." else f"{folder}/"
        inner = {name.removeprefix(prefix).split("/")[0] for name in self.files if name.startswith(prefix)}
        return sorted(inner)


def deploy(files: dict[str, str] | str, options: Options | None = None) -> list[Evaluation]:
    """Every deployment of every root among the files."""
    given = files if isinstance(files, dict) else {"t.yaml": files}
    tree = DictTree(given)
    templates = [path for path, text in given.items() if "Resources" in text or path.startswith("t.")]
    return [
        evaluate(root, inputs, tree, options or Options())
        for root in roots(templates, [], tree)
        for inputs in root.deployments
    ]


def only(files: dict[str, str] | str, options: Options | None = None) -> Evaluation:
    """The only deployment."""
    (evaluation,) = deploy(files, options)
    return evaluation


def by_address(evaluation: Evaluation) -> dict[str, Resource]:
    """Resources by address; of several under one, the one that the transform made."""
    return {one.address: one for one in evaluation.resources}


RULES = load()


def findings(evaluation: Evaluation) -> list[Finding]:
    found = list(scan(evaluation, RULES))
    assert not any(isinstance(one, BrokenRule) for one in found), found
    return [one for one in found if isinstance(one, Finding)]


def answers(evaluation: Evaluation) -> dict[tuple[str, str], str]:
    """Rule and resource of every finding, with its answer."""
    return {(one.rule, one.resource): one.answer.value for one in findings(evaluation)}
