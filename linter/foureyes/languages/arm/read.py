"""The ARM JSON reader: roots among files, and the evaluation of one deployment."""

from __future__ import annotations

import json
from functools import lru_cache

from foureyes.errors import UnreadableSource
from foureyes.languages.arm.evaluate import as_argument, evaluate_alone, evaluate_template
from foureyes.languages.arm.inputs import assigned, read_inputs
from foureyes.languages.arm.reader import read_template
from foureyes.languages.arm.template import Template
from foureyes.languages.documents.json import ARM, read_json
from foureyes.languages.documents.tree import Document
from foureyes.model.place import Place, Source
from foureyes.model.resource import Evaluation
from foureyes.model.root import Inputs, Options, Root
from foureyes.model.tree import Tree, join, parent
from foureyes.model.value import Known, Unknown, Value


def roots(files: list[str], inputs: list[str], tree: Tree) -> list[Root]:
    """The templates that no other links, each with the parameter files that fit it."""
    linked: set[str] = set()
    for path in files:
        linked |= _links(path, tree)
    own = [path for path in files if path not in linked] or files
    by_template = assigned(inputs, own)
    return [Root("arm", path, (path,), _deployments(by_template.get(path, []))) for path in own]


def _deployments(inputs: list[str]) -> tuple[Inputs, ...]:
    return tuple(Inputs(path, (path,)) for path in sorted(inputs)) or (Inputs(),)


def _links(path: str, tree: Tree) -> set[str]:
    """The local templates that a template links."""
    try:
        source = tree.source(path)
    except UnreadableSource:
        return set()
    if "templateLink" not in source.text:
        return set()
    files = TemplateFiles(tree)
    files.read(path)
    return files.seen - {path}


def evaluate(root: Root, inputs: Inputs, tree: Tree, options: Options) -> Evaluation:
    """One deployment of a template."""
    evaluation = Evaluation(root.path, inputs.name, "arm")
    files = TemplateFiles(tree)
    template = files.read(root.path)
    arguments: dict[str, Value] = {}
    for path in (*inputs.files, *options.variable_files):
        evaluation.files.add(path)
        arguments.update(_given(path, template, files))
    if template is not None:
        arguments.update(_named(options, template))
        result = evaluate_template(template, arguments)
        evaluation.resources = result.resources
        evaluation.gaps = result.gaps
    evaluation.errors = files.errors
    evaluation.files |= files.seen
    return evaluation


def _given(path: str, template: Template | None, files: TemplateFiles) -> dict[str, Value]:
    """The arguments of a parameter file. Where it cannot be read, each parameter may be set by it."""
    declared = {} if template is None else template.parameters
    reason = f"{path} may set it, but could not be read"
    doubtful: dict[str, Value] = {name: Unknown(reason, one.place) for name, one in declared.items()}
    try:
        given, errors = read_inputs(path, files.tree)
    except UnreadableSource as error:
        files.errors.append(error)
        return doubtful
    files.errors += errors
    arguments = doubtful if errors else {}
    for name, expression in given.items():
        value = evaluate_alone(expression, template or Template(files.tree.source(path), "arm"))
        arguments[name] = as_argument(name, value, declared.get(name), file=path)
    return arguments


def _named(options: Options, template: Template) -> dict[str, Value]:
    """The values of `--var`, as the parameter's type reads them."""
    found: dict[str, Value] = {}
    for name, text in options.variables:
        declared = template.parameters.get(name.lower())
        if declared is None:
            continue
        value: Value = Known(text)
        if declared.shape.type in ("int", "bool", "object", "array"):
            try:
                value = _from_json(json.loads(text))
            except ValueError:
                value = Known(text)
        found[name.lower()] = as_argument(name, value, declared, file="--var")
    return found


def _from_json(data: object) -> Value:
    from foureyes.languages.arm.invocation import from_native

    return from_native(data, None)


@lru_cache(maxsize=32)
def _document(source: Source) -> Document:
    return read_json(source, ARM)


class TemplateFiles:
    """Templates of a tree and those they link, each read once; faults are collected."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.seen: set[str] = set()
        self.errors: list[UnreadableSource] = []
        self._templates: dict[str, Template | None] = {}
        self._reading: list[str] = []

    def read(self, path: str) -> Template | None:
        """The template in a file; None if it is not there, not readable or links back to itself."""
        if path in self._reading:
            return None
        if path not in self._templates:
            self._reading.append(path)
            try:
                self._templates[path] = self._read(path)
            except UnreadableSource as error:
                self.errors.append(error)
                self._templates[path] = None
            finally:
                self._reading.pop()
        return self._templates[path]

    def _read(self, path: str) -> Template:
        document = _document(self.tree.source(path))
        self.seen.add(path)
        self.errors += document.errors

        def linked(relative: str, place: Place) -> Template | None:
            target = join(parent(path), relative)
            return self.read(target) if self.tree.is_file(target) else None

        return read_template(document, document.root, linked)
