"""One deployment: a root's template with its arguments, through the ARM evaluator."""

from __future__ import annotations

import json

from foureyes.errors import UnreadableSource
from foureyes.languages.arm.evaluate import as_argument, evaluate_template
from foureyes.languages.arm.template import ModuleDeclaration, Parameter, Template
from foureyes.languages.bicep.compiled import arguments_of
from foureyes.languages.bicep.parameters import ParameterFile, used_template
from foureyes.languages.bicep.unit import Unit
from foureyes.languages.bicep.workspace import Workspace
from foureyes.model.place import Place
from foureyes.model.resource import Evaluation, Gap
from foureyes.model.root import Inputs, Options, Root
from foureyes.model.value import Known, Leaf, Step, Unknown, Value


def evaluated(root: Root, inputs: Inputs, workspace: Workspace, options: Options) -> Evaluation:
    """Evaluate a root with one set of inputs."""
    made = _Making(Evaluation(root.path, inputs.name, root.language), workspace)
    unit = made.template_unit(root.path)
    if unit is None:
        return made.evaluation
    for path in (*inputs.files, *options.variable_files):
        made.take_file(path, unit.template)
    for name, text in options.variables:
        made.take_text(name, text, unit.template)
    made.evaluate(unit)
    return made.evaluation


class _Making:
    """An evaluation being put together."""

    def __init__(self, evaluation: Evaluation, workspace: Workspace) -> None:
        self.evaluation = evaluation
        self.workspace = workspace
        self.arguments: dict[str, Value] = {}
        self._noted: set[tuple[str, Place | None]] = set()

    def template_unit(self, path: str) -> Unit | None:
        """The unit of a template; for a parameter file, of the template it names."""
        try:
            if not path.lower().endswith(".bicepparam"):
                return self.workspace.unit(path)
            found = self._target(path)
            return self._known(path) if found is None else self.workspace.unit(found)
        except UnreadableSource as error:
            self.evaluation.errors.append(error)
            return None

    def _target(self, path: str) -> str | None:
        file = self.workspace.file(path)
        self.evaluation.files.add(path)
        self.evaluation.errors += file.errors
        written = used_template(file)
        place = Place(file.source, 0, 0)
        if written is None:
            if not file.errors:
                self._note([Gap("the parameters are for no template", place, "name one by `using`")])
            return None
        found = self.workspace.reference(path, written.value, Place(file.source, written.start, written.end))
        if isinstance(found, Gap):
            self.evaluation.gaps.append(found)
            return None
        return found

    def _known(self, path: str) -> Unit | None:
        """What is known of a module that a parameter file names and that is not at hand."""
        file = self.workspace.file(path)
        written = used_template(file)
        if written is None:
            return None
        given = ParameterFile(file, self.workspace).run().template.outputs
        declaration = ModuleDeclaration(
            symbol="",
            name=None,
            template=None,
            arguments={name: one.value for name, one in given.items()},
            place=Place(file.source, written.start, written.end),
            span=Place(file.source, 0, len(file.source.text)),
        )
        template = self.workspace.known(file.source, written.value, declaration)
        return None if template is None else Unit(path, template)

    def take_file(self, path: str, template: Template) -> None:
        """The arguments of a parameter file. Where it cannot be read, every parameter may be set by it."""
        self.evaluation.files.add(path)
        try:
            take = self._take_json if path.endswith(".json") else self._take_bicep
            complete = take(path, template)
        except UnreadableSource as error:
            self.evaluation.errors.append(error)
            complete = False
        if not complete:
            for key, parameter in template.parameters.items():
                self.arguments.setdefault(key, _may_be_set(parameter, path))

    def _take_bicep(self, path: str, template: Template) -> bool:
        lowering = ParameterFile(self.workspace.file(path), self.workspace)
        unit = lowering.run()
        result = evaluate_template(unit.template)
        for name, value in result.outputs.items():
            key = name.lower()
            file = unit.template.outputs[key].place.source.path
            self.arguments[key] = as_argument(name, value, template.parameters.get(key), file=file)
        self.evaluation.files |= unit.files
        self.evaluation.errors += unit.errors
        self._note(unit.template.gaps + result.gaps)
        return lowering.is_complete

    def _take_json(self, path: str, template: Template) -> bool:
        arguments, errors = arguments_of(path, self.workspace.tree, template)
        self.arguments.update(arguments)
        self.evaluation.errors += errors
        return not errors

    def take_text(self, name: str, text: str, template: Template) -> None:
        """An argument from the command line, of the parameter's type."""
        parameter = template.parameters.get(name.lower())
        if parameter is not None:
            shown = "a secret" if parameter.shape.secure else text
            step = Step(f"parameter `{parameter.name}` is {shown} on the command line")
            self.arguments[name.lower()] = _typed(text, parameter).replace(trail=(step,))

    def evaluate(self, unit: Unit) -> None:
        evaluation = self.evaluation
        for one in unit.all():
            evaluation.files |= one.files
            evaluation.errors += one.errors
            self._note(one.template.gaps)
        evaluation.errors = list(dict.fromkeys([*evaluation.errors, *self.workspace.configurations.errors]))
        result = evaluate_template(unit.template, self.arguments)
        evaluation.resources = result.resources
        evaluation.passed = result.passed
        self._note(result.gaps)

    def _note(self, gaps: list[Gap]) -> None:
        for gap in gaps:
            key = (gap.what, gap.place)
            if key not in self._noted:
                self._noted.add(key)
                self.evaluation.gaps.append(gap)


def _may_be_set(parameter: Parameter, path: str) -> Leaf:
    return Unknown(f"{path} may set `{parameter.name}`, but could not be read", parameter.place)


def _typed(text: str, parameter: Parameter) -> Leaf:
    if parameter.shape.type == "bool" and text.lower() in ("true", "false"):
        return Known(text.lower() == "true")
    if parameter.shape.type == "int" and text.removeprefix("-").isdigit():
        return Known(int(text))
    if parameter.shape.type in ("string", ""):
        return Known(text)
    try:
        from foureyes.languages.arm.invocation import from_native

        return from_native(json.loads(text), None)
    except (ValueError, RecursionError):
        return Unknown(f"`{parameter.name}` is given as what is no {parameter.shape.type}")
