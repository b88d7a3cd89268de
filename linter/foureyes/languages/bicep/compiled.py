"""What Bicep takes from JSON: modules that are ARM templates or restored from a registry, parameter files."""

from __future__ import annotations

from foureyes.errors import UnreadableSource
from foureyes.languages.arm.evaluate import as_argument, evaluate_alone
from foureyes.languages.arm.inputs import read_inputs
from foureyes.languages.arm.read import TemplateFiles
from foureyes.languages.arm.template import Template
from foureyes.languages.bicep.unit import Unit
from foureyes.model.tree import Tree
from foureyes.model.value import Value


def compiled(path: str, tree: Tree) -> Unit:
    """The template of a JSON file as a unit; raises `UnreadableSource`."""
    files = TemplateFiles(tree)
    template = files.read(path)
    if template is None:
        raise files.errors[0] if files.errors else UnreadableSource("the template cannot be read", path=path)
    return Unit(path, template, files.seen | {path}, files.errors)


def arguments_of(path: str, tree: Tree, template: Template) -> tuple[dict[str, Value], list[UnreadableSource]]:
    """The arguments that a JSON parameter file gives, and its faults; raises `UnreadableSource`."""
    given, errors = read_inputs(path, tree)
    declared = template.parameters
    arguments = {
        name: as_argument(name, evaluate_alone(expression, template), declared.get(name), file=path)
        for name, expression in given.items()
    }
    return arguments, errors
