"""One Bicep file into a template; the modules it names stay open."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from foureyes.languages.arm import expression as arm
from foureyes.languages.arm.template import Function as TemplateFunction
from foureyes.languages.arm.template import ModuleDeclaration, Parameter, Shape, Template
from foureyes.languages.arm.template import Output as TemplateOutput
from foureyes.languages.bicep import deployments
from foureyes.languages.bicep.constants import constant_text
from foureyes.languages.bicep.imports import Imports
from foureyes.languages.bicep.modules import module, path_of
from foureyes.languages.bicep.resources import resources
from foureyes.languages.bicep.scope import Local, Scope
from foureyes.languages.bicep.syntax import (
    File,
    Function,
    Module,
    Node,
    Output,
    Param,
    ParamAssignment,
    Resource,
    Statement,
    TargetScope,
    Var,
)
from foureyes.languages.bicep.types import calls, shape
from foureyes.languages.bicep.unit import Unit, Use
from foureyes.languages.bicep.values import Values
from foureyes.model.place import Place
from foureyes.model.resource import Gap

if TYPE_CHECKING:
    from foureyes.languages.bicep.workspace import Workspace

S = TypeVar("S", bound=Statement)


class Lowering:
    """Builds the template of one file. Scopes call back for what they need of other files."""

    def __init__(self, file: File, workspace: Workspace) -> None:
        self.workspace = workspace
        self.unit = Unit(file.source.path, Template(file.source, "bicep"))
        self.unit.files.add(file.source.path)
        self.unit.errors += file.errors
        self.template = self.unit.template
        self.shapes: dict[int, Shape] = {}
        """Of type declarations, by their identity."""
        self.names: dict[str, arm.Expression] = {}
        """The names of resources as they are written, by symbol."""
        self.conditions: dict[str, arm.Expression] = {}
        """The conditions of resources and modules, by symbol."""
        self.scope = Scope(file, self)
        self.values = Values(self.scope)
        self.imports = Imports(self)
        self._known: set[str] = set()
        self._pending: deque[Callable[[], None]] = deque()

    def run(self) -> Unit:
        """Lower every statement, then whatever of imported files they turned out to need."""
        statements = self.scope.file.statements
        for statement in sorted(statements, key=lambda one: not isinstance(one, TargetScope)):
            handler = _HANDLERS.get(type(statement))
            if handler is not None and isinstance(statement, Statement):
                handler(self, statement)
        while self._pending:
            self._pending.popleft()()
        return self.unit

    def lost(self, what: str, node: Node) -> None:
        """Note what is declared in a way that cannot be followed."""
        self.template.gaps.append(Gap(f"{what} cannot be read", self.scope.place(node)))

    def imported(self, scope: Scope, statement: Node) -> Scope | None:
        """The scope of the file that an import names; None where it cannot be read."""
        return self.imports.scope(scope, statement)

    def base(self, scope: Scope, place: Place) -> arm.Expression | None:
        """The parameters of the file that a parameter file extends."""
        return None

    def variable(self, scope: Scope, node: Var | ParamAssignment) -> str:
        """The key of a variable in the template; it is lowered if it was not yet."""
        key = scope.key(node.name.text)
        if key.lower() not in self._known:
            self._known.add(key.lower())
            self._pending.append(lambda: self._add_variable(key, scope, node))
        return key

    def _add_variable(self, key: str, scope: Scope, node: Var | ParamAssignment) -> None:
        self.template.variables[key.lower()] = Values(scope).lower(node.value)

    def name_of(self, symbol: str) -> str:
        """The key of a variable that holds the name of a resource as it is written."""
        return self._of_symbol(symbol, "name", self.names)

    def condition_of(self, symbol: str) -> str:
        """The key of a variable that holds the condition of a resource or module."""
        return self._of_symbol(symbol, "condition", self.conditions)

    def _of_symbol(self, symbol: str, what: str, known: dict[str, arm.Expression]) -> str:
        key = f"{symbol}.{what}"
        if key.lower() not in self._known:
            self._known.add(key.lower())
            self._pending.append(lambda: self._add_part(key, known.get(symbol)))
        return key

    def _add_part(self, key: str, part: arm.Expression | None) -> None:
        if part is not None:
            self.template.variables[key.lower()] = part

    def function(self, scope: Scope, node: Function) -> str:
        """The key of a function in the template; it is lowered if it was not yet."""
        key = scope.key(node.name.text)
        if f"{key.lower()}()" not in self._known:
            self._known.add(f"{key.lower()}()")
            self._pending.append(lambda: self._add_function(key, scope, node))
        return key

    def _add_function(self, key: str, scope: Scope, node: Function) -> None:
        names = tuple(parameter.name.text for parameter in node.parameters)
        values = Values(scope, {name: Local() for name in names})
        self.template.functions[key.lower()] = TemplateFunction(
            key.lower(), names, values.lower(node.body), scope.place(node.name)
        )

    def target_scope(self, statement: TargetScope) -> None:
        self.template.scope = constant_text(statement.value, self.scope) or self.template.scope

    def param(self, statement: Param) -> None:
        name = statement.name.text
        self.template.parameters[name.lower()] = Parameter(
            name,
            self.scope.place(statement.name),
            shape(statement.type, statement.decorators, self.scope),
            self.values.lower(statement.default) if statement.default else None,
        )

    def var(self, statement: Var) -> None:
        self.variable(self.scope, statement)

    def function_declared(self, statement: Function) -> None:
        self.function(self.scope, statement)

    def output(self, statement: Output) -> None:
        name = statement.name.text
        secure = any(decorator == "secure" for decorator, _ in calls(statement.decorators))
        self.template.outputs[name.lower()] = TemplateOutput(
            name, self.values.lower(statement.value), self.scope.place(statement), secure=secure
        )

    def resource(self, statement: Resource) -> None:
        for declared in resources(statement, self.values):
            if declared.type.lower() == deployments.TYPE and not declared.existing:
                declaration = deployments.inner_template(declared, statement, self.values)
                self.template.modules.append(declaration)
                written = deployments.loaded_path(statement, self.values)
                if written is not None:
                    self._find(declaration, written)
            else:
                self.template.resources.append(declared)

    def module(self, statement: Module) -> None:
        declaration = module(statement, self.values)
        if declaration is None:
            return
        self.template.modules.append(declaration)
        if declaration.condition is not None:
            self.conditions[declaration.symbol] = declaration.condition
        self._find(declaration, path_of(statement))

    def _find(self, declaration: ModuleDeclaration, written: str | None) -> None:
        """Note the file that holds a module's template, or that there is none."""
        found = self.workspace.reference(self.scope.source.path, written, declaration.place)
        if isinstance(found, Gap):
            declaration.gap = found
            declaration.template = self.workspace.known(self.scope.source, written, declaration)
        else:
            self.unit.uses.append(Use(declaration, found))


def _handler(function: Callable[[Lowering, S], None]) -> Callable[[Lowering, Statement], None]:
    return function  # type: ignore[return-value]


_HANDLERS: dict[type[Node], Callable[[Lowering, Statement], None]] = {
    TargetScope: _handler(Lowering.target_scope),
    Param: _handler(Lowering.param),
    Var: _handler(Lowering.var),
    Function: _handler(Lowering.function_declared),
    Output: _handler(Lowering.output),
    Resource: _handler(Lowering.resource),
    Module: _handler(Lowering.module),
}
