"""Parameter files: `.bicepparam` into a template whose outputs are the arguments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foureyes.errors import UnreadableSource
from foureyes.languages.arm import expression as arm
from foureyes.languages.arm.template import Output
from foureyes.languages.bicep.lowering import Lowering
from foureyes.languages.bicep.scope import Scope
from foureyes.languages.bicep.syntax import Extends, File, Interpolated, ParamAssignment, Skipped, String, Using
from foureyes.languages.bicep.unit import Unit
from foureyes.languages.bicep.values import LOST, Values
from foureyes.model.place import Place
from foureyes.model.resource import Gap

if TYPE_CHECKING:
    from foureyes.languages.bicep.workspace import Workspace

MAX_EXTENDS = 30


class ParameterFile(Lowering):
    """Lowers a parameter file and those it extends."""

    def __init__(self, file: File, workspace: Workspace) -> None:
        super().__init__(file, workspace)
        self._chain = [self.scope]
        while len(self._chain) <= MAX_EXTENDS and (further := self._extended(self._chain[-1])) is not None:
            self._chain.append(further)

    def run(self) -> Unit:
        for name, (scope, node) in self._assignments(self._chain).items():
            place = scope.place(node)
            value: arm.Expression = arm.Unreadable(LOST, place)
            if isinstance(node, ParamAssignment):
                value = Values(scope).lower(node.value)
            self.template.outputs[name.lower()] = Output(name, value, place)
        return super().run()

    @property
    def is_complete(self) -> bool:
        """Whether every parameter that may be set here is known by its name."""
        nameless = (
            isinstance(statement, Skipped) and (not statement.name or statement.keyword == "extends")
            for scope in self._chain
            for statement in scope.file.statements
        )
        return not any(nameless) and not self.template.gaps

    def base(self, scope: Scope, place: Place) -> arm.Expression | None:
        """`base`: the parameters of the files that the one of `scope` extends."""
        if scope not in self._chain:
            return None
        further = self._chain[self._chain.index(scope) + 1 :]
        entries: list[tuple[arm.Expression | None, arm.Expression]] = []
        for name, (owner, node) in self._assignments(further).items():
            value: arm.Expression = arm.Unreadable(LOST, place)
            if isinstance(node, ParamAssignment):
                value = arm.Call("variables", [arm.Constant(self.variable(owner, node), place)], place)
            entries.append((arm.Constant(name, place), value))
        return arm.Object(entries, place)

    def _assignments(self, scopes: list[Scope]) -> dict[str, tuple[Scope, ParamAssignment | Skipped]]:
        """What is assigned, the file that extends winning."""
        found: dict[str, tuple[Scope, ParamAssignment | Skipped]] = {}
        for scope in scopes:
            for statement in scope.file.statements:
                if isinstance(statement, ParamAssignment):
                    found.setdefault(statement.name.text, (scope, statement))
                elif isinstance(statement, Skipped) and statement.keyword == "param" and statement.name:
                    found.setdefault(statement.name, (scope, statement))
        return found

    def _extended(self, scope: Scope) -> Scope | None:
        for statement in scope.file.statements:
            if isinstance(statement, Extends):
                return self._open(scope, statement)
        return None

    def _open(self, scope: Scope, statement: Extends) -> Scope | None:
        written = None if isinstance(statement.path, Interpolated) else statement.path.value
        found = self.workspace.reference(scope.source.path, written, scope.place(statement.path))
        if isinstance(found, Gap):
            self.template.gaps.append(found)
            return None
        if any(one.source.path == found for one in self._chain):
            self.template.gaps.append(Gap(f"{found} extends itself", scope.place(statement.path)))
            return None
        self.unit.files.add(found)
        try:
            file = self.workspace.file(found)
        except UnreadableSource as error:
            self.unit.errors.append(error)
            self.template.gaps.append(Gap(f"{found} could not be read", scope.place(statement.path)))
            return None
        self.unit.errors += file.errors
        return Scope(file, self, self.imports.prefix(found))


def used_template(file: File) -> String | None:
    """The path that `using` names; None for `using none` and where there is no `using`."""
    for statement in file.statements:
        if isinstance(statement, Using):
            return statement.path
    return None
