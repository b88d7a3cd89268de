"""The ARM JSON reader: roots among files, and the evaluation of one deployment."""

from __future__ import annotations

import json
from functools import lru_cache

from foureyes.errors import UnreadableSource
from foureyes.languages.arm.evaluate import as_argument, evaluate_alone, evaluate_template
from foureyes.languages.arm.inputs import assigned, fits_bicep, read_inputs
from foureyes.languages.arm.nodes import entry, pairs_of
from foureyes.languages.arm.reader import read_template
from foureyes.languages.arm.template import Parameter, Template
from foureyes.languages.documents.json import ARM, read_json
from foureyes.languages.documents.tree import Document, Node
from foureyes.model.limits import Limits, limits
from foureyes.model.place import Source
from foureyes.model.resource import Evaluation, Gap
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
    strays = [path for path in by_template.pop("", []) if not fits_bicep(path, tree)]
    return [
        *(Root("arm", path, (path,), _deployments(by_template.get(path, []))) for path in own),
        *(Root("arm", path, (path,), _deployments([path])) for path in sorted(strays)),
    ]


def _deployments(inputs: list[str]) -> tuple[Inputs, ...]:
    return tuple(Inputs(path, (path,)) for path in sorted(inputs)) or (Inputs(),)


def _stray(path: str) -> Gap:
    """What is said of a parameter file whose template is not there: nobody has judged what it deploys."""
    remedy = "name it after its template, or leave it out of the run"
    return Gap(f"no template is there that the parameter file {path} fits", None, remedy)


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
    if root.path in inputs.files:
        evaluation.gaps.append(_stray(root.path))
        return evaluation
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
        evaluation.passed = result.passed
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


def _unwrapped(root: Node | None) -> tuple[Node | None, Node | None]:
    """The template in a file, and the parameters given beside it.

    It stands by itself, or in the `properties` of a blueprint's artifact, an exported deployment or a template spec.
    """
    properties = entry(root, "properties")
    inner = entry(properties, "template") or entry(properties, "mainTemplate")
    if inner is None or entry(root, "resources") is not None:
        return root, None
    return inner, entry(properties, "parameters")


def _from_json(data: object) -> Value:
    from foureyes.languages.arm.invocation import from_native

    return from_native(data, None)


@lru_cache(maxsize=32)
def _document(source: Source, by: Limits) -> Document:
    """The file as it is read under the limits in force."""
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
        document = _document(self.tree.source(path), limits())
        self.seen.add(path)
        self.errors += document.errors

        node, given = _unwrapped(document.root)
        template = read_template(document, node, lambda relative: self._linked(path, relative))
        for name, _, _ in pairs_of(given):  # set by what is around the template: the default does not hold
            if declared := template.parameters.get(name.lower()):
                template.parameters[name.lower()] = Parameter(declared.name, declared.place, declared.shape)
        return template

    def _linked(self, path: str, relative: str) -> Template | str:
        target = join(parent(path), relative)
        if relative.startswith("/") or not self.tree.holds(target):
            return "is outside the folder that may be read"
        if not self.tree.is_file(target):
            return "is not there"
        return self.read(target) or "cannot be read"
