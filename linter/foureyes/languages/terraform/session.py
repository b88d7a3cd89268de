"""What the evaluation of one deployment shares: files, inputs, gaps and bounds."""

from __future__ import annotations

import posixpath

from foureyes.errors import UnreadableSource
from foureyes.languages.terraform.evaluate import Evaluator
from foureyes.languages.terraform.functions.types import Type
from foureyes.languages.terraform.inputs import Given
from foureyes.languages.terraform.locate import Locator
from foureyes.languages.terraform.module import Module, load
from foureyes.languages.terraform.parser import parse_template
from foureyes.languages.terraform.providers import Lock
from foureyes.languages.terraform.sizes import Sizes
from foureyes.languages.terraform.syntax import Template
from foureyes.model.place import Place, Source
from foureyes.model.resource import Gap
from foureyes.model.tree import Tree


class Session:
    """One deployment of one root."""

    def __init__(self, root: str, tree: Tree, given: dict[str, Given]) -> None:
        self.root = root
        self.tree = tree
        self.given = given
        self.evaluate = Evaluator()
        self.locator = Locator(root, tree)
        self.lock = Lock(root, tree)
        self.sizes = Sizes()
        self.types: dict[int, Type] = {}
        self.files: set[str] = set()
        """Everything that was read."""
        self.errors: list[UnreadableSource] = []
        self.gaps: dict[tuple[str, Place | None], Gap] = {}
        self.passed: dict[Gap, set[str]] = {}
        """What is passed to modules that are not there."""
        self.scopes = 0
        self._modules: dict[str, Module] = {}
        self._templates: dict[str, Template] = {}

    def module(self, folder: str) -> Module:
        """The module in a folder, its mistakes noted once."""
        if folder not in self._modules:
            module = self._modules[folder] = load(folder, self.tree)
            self.evaluate.work.allow(module.size)
            self.files.update(module.files)
            self.errors += [*module.errors, *module.doubles]
            for path, stand_in in module.shadowed.items():
                what = f"{path} is not judged: {stand_in} stands in for it in OpenTofu, but Terraform deploys it"
                self.gap(what, None, "keep the one of the two that you deploy")
        return self._modules[folder]

    def template(self, source: Source) -> Template:
        """A text as a template; raises UnreadableSource."""
        if source.text not in self._templates:
            self._templates[source.text] = parse_template(source)
            self.evaluate.work.allow(len(source.text))
        return self._templates[source.text]

    def gap(self, what: str, place: Place | None, remedy: str = "") -> None:
        """Note something that was not read."""
        self.gaps.setdefault((what, place), Gap(what, place, remedy))

    def relative(self, folder: str) -> str:
        """A folder as Terraform names it when it is run in the root."""
        return posixpath.relpath(folder, self.root)
