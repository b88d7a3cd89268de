"""One template with its arguments: a deployment, and what its expressions see."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property

from foureyes.languages.arm.canonical import OUTPUTS_OF, name_text
from foureyes.languages.arm.expression import Expression, Loop
from foureyes.languages.arm.identity import identity, spoken_of
from foureyes.languages.arm.instances import Instance, id_of, instances_of, pick
from foureyes.languages.arm.modules import entered_module
from foureyes.languages.arm.parameters import named_after, parameter_value
from foureyes.languages.arm.scope import Env, Session
from foureyes.languages.arm.template import Function, ModuleDeclaration, Output, ResourceDeclaration, Template
from foureyes.model.decision import Condition, choose
from foureyes.model.limits import reach
from foureyes.model.place import Place
from foureyes.model.value import (
    Absent,
    Known,
    Leaf,
    MapValue,
    Reference,
    Step,
    Unknown,
    Value,
    branch,
    concealed,
    lift,
    moved,
    shown,
)

_SYMBOL = re.compile(r"(\w+(?:::\w+)*)(?:\[(.+)\])?").fullmatch

DEPLOYMENTS = "Microsoft.Resources/deployments"
Declaration = ResourceDeclaration | ModuleDeclaration


class Deployment:
    """Answers for its parameters, variables, functions and symbols; each is worked out once."""

    def __init__(
        self,
        template: Template,
        session: Session,
        arguments: dict[str, Value],
        *,
        path: str = "",
        scope_text: str = "",
        outer: Env | None = None,
        exists: Value | None = None,
        trail: tuple[Step, ...] = (),
        level: int = 0,
    ) -> None:
        self.template = template
        self.session = session
        self.arguments = {name.lower(): value for name, value in arguments.items()}
        self.path = path
        self.prefix = f"{path}/" if path else ""
        self.scope_text = scope_text
        self.outer = outer
        self.exists: Value = Known(True) if exists is None else exists
        self.trail = trail
        self.level = level
        self.env = Env(self, session, outer.names if outer else None, outer.copies if outer else None)
        self._known: dict[tuple[str, str], Value] = {}
        self._working: set[tuple[str, str]] = set()
        self._instances: dict[int, list[Instance]] = {}
        self._making = 0
        """Declarations whose instances are being worked out."""
        self._index: dict[str, dict[str, None]] | None = None
        """What resources are called in lower case, and their identities; kept once all instances are known."""
        self._modules: dict[int, Deployment] = {}
        self._declarations: list[Declaration] = [*template.resources, *template.modules]
        self._symbols = {one.symbol.lower(): one for one in self._declarations if one.symbol}
        for declared in template.parameters.values():
            if declared.shape.secure and declared.default is not None:
                declared.default.place.hide()

    def parameter(self, name: str, place: Place) -> Value:
        if self.outer is not None:
            return self.outer.frame.parameter(name, place)
        key = name.lower()
        declared = self.template.parameters.get(key)
        if declared is None:
            return Unknown(f"there is no parameter `{name}`", place)
        default = declared.default
        value = self._once(
            ("parameter", key),
            lambda: parameter_value(
                declared,
                self.arguments.get(key),
                None if default is None else lambda: self.env.evaluate(default),
                self.prefix,
                self.session,
            ),
            place,
        )
        return moved(value, place)

    def variable(self, name: str, place: Place) -> Value:
        if self.outer is not None:
            return self.outer.frame.variable(name, place)
        written: Expression | Loop | None = self.template.variables.get(name.lower())
        if written is None:
            return Unknown(f"there is no variable `{name}`", place)
        subject = f"{self.prefix}variables('{name}')"
        value = self._once(("variable", name.lower()), lambda: named_after(self.env.evaluate(written), subject), place)
        step_place = written.place

        def told(leaf: Leaf) -> Leaf:
            step = Step(f"`{name}` is {shown(leaf)}", step_place)
            return leaf.replace(place=place, trail=(step, *leaf.trail))  # type: ignore[no-any-return]

        return lift(told, value)

    def _once(self, key: tuple[str, str], work: Callable[[], Value], place: Place) -> Value:
        known = self._known.get(key)
        if known is None:
            if key in self._working:
                return Unknown(f"the {key[0]} `{key[1]}` refers to itself", place)
            self._working.add(key)
            try:
                known = self._known[key] = work()
            finally:
                self._working.discard(key)
        return known

    def function(self, name: str) -> Function | None:
        found = self.template.functions.get(name)
        if found is None and self.outer is not None:
            return self.outer.frame.function(name)
        return found

    def instances(self, declaration: Declaration) -> list[Instance]:
        """The instances of one of the declarations."""
        found = self._instances.get(id(declaration))
        if found is None:
            self._instances[id(declaration)] = []
            type = declaration.type if isinstance(declaration, ResourceDeclaration) else DEPLOYMENTS
            self._making += 1
            try:
                found = self._instances[id(declaration)] = instances_of(declaration, type, self)
            finally:
                self._making -= 1
        return found

    def module(self, instance: Instance) -> Deployment | None:
        """The deployment a module's instance is; None where its template was not read."""
        declaration = instance.declaration
        if not isinstance(declaration, ModuleDeclaration) or declaration.template is None:
            return None
        bounds = self.session.limits
        if self.level >= bounds.includes:
            reach(
                "includes", f"deployments inside more than {bounds.includes} others are not followed", declaration.place
            )
            return None
        if id(instance) not in self._modules:
            if self.session.modules >= bounds.modules:
                reach("modules", f"more than {bounds.modules:,} nested deployments are not followed", declaration.place)
                return None
            self.session.modules += 1
            self._modules[id(instance)] = entered_module(declaration, instance, self)
        return self._modules[id(instance)]

    def _declared(self, symbol: str) -> list[Instance] | None:
        declaration = self._symbols.get(symbol.lower())
        return None if declaration is None else self.instances(declaration)

    def symbol(self, symbol: str, index: Value | None, place: Place) -> Value:
        found = self._declared(symbol)
        if found is None:
            return Unknown(f"there is no resource `{symbol}`", place)

        def whole(one: Instance) -> Value:
            reason = "the state of a resource is known only after deployment"
            subject = f"reference({one.identity}, full)"
            return Unknown(reason, place, (), one.references, subject=subject, present=True)

        if index is None and found and found[0].declaration.loop is not None:
            references = tuple(dict.fromkeys(reference for one in found for reference in one.references))
            return Unknown("it is a list of resources", place, (), references, present=True)
        return moved(pick(found, index, whole), place)

    def member(self, symbol: str, index: Value | None, key: str, place: Place) -> Value:
        found = self._declared(symbol)
        if found is None:
            return Unknown(f"there is no resource `{symbol}`", place)
        value = moved(pick(found, index, lambda one: self._member_of(one, key, place)), place)
        if key.lower() == "id" and isinstance(index, Known) and any(one.turn.all for one in found):
            # The id of one is that of the instance which stands for all only where there is no other.
            alone = Condition(f"{self.prefix}{symbol}[{index.scalar}] is the only one", True)
            return choose(alone, value, Unknown("which instance of the loop is meant cannot be told", place))
        return value

    def _member_of(self, instance: Instance, key: str, place: Place) -> Value:
        folded = key.lower()
        if folded == "name":
            return instance.name
        if folded == "id":
            return id_of(instance, self, place)
        if folded == "type":
            return Known(instance.type, place)
        if folded == "apiversion" and isinstance(instance.declaration, ResourceDeclaration):
            written = instance.declaration.api_version
            return Unknown("the API version is not written", place) if written is None else self.env.evaluate(written)
        module = self.module(instance)
        if folded == "outputs" and module is not None and module.template.hidden is None:
            return MapValue(module.outputs(), place)
        reason = "the state of a resource is known only after deployment"
        references = tuple(Reference(one.target, key) for one in instance.references)
        subject = f"reference({instance.identity}, full).{key}"
        if folded == "properties":
            subject = f"reference({instance.identity})"
        elif folded == "outputs":
            subject = f"{OUTPUTS_OF}{instance.identity}"
        return Unknown(reason, place, (), references, subject=subject, present=folded == "properties")

    def outputs(self) -> dict[str, Value]:
        """The values of the template's outputs."""
        found: dict[str, Value] = {}
        for key, output in self.template.outputs.items():
            value = self._once(("output", key), lambda output=output: self._output(output), output.place)  # type: ignore[misc]
            found[output.name] = concealed(value) if output.secure else value
        return found

    def _output(self, output: Output) -> Value:
        """Its value; null where its condition does not hold."""
        value = named_after(self.env.evaluate(output.value), f"{self.prefix}outputs('{output.name}')")
        if output.condition is None:
            return value
        condition = self.env.evaluate(output.condition)
        return branch(condition, value, Absent(output.place), output.condition.place.text[:60])

    @cached_property
    def hidden(self) -> dict[str, Value] | None:
        """By type, whether a module that was not read deploys more of it."""
        written = self.template.hidden
        return None if written is None else {type: self.env.evaluate(one) for type, one in written.items()}

    def reference(self, target: Value, full: bool, place: Place) -> Value | None:
        """The outputs of a module, in the shape `reference` has; None for resources."""
        meant = self._module_meant(target)
        module = None if meant is None else self.module(meant)
        if module is None or module.template.hidden is not None:
            return None
        outputs: dict[str, Value] = {
            name: MapValue({"value": value}, place, open=True) for name, value in module.outputs().items()
        }
        properties = MapValue({"outputs": MapValue(outputs, place)}, place, open=True)
        return MapValue({"properties": properties}, place, open=True) if full else properties

    def module_identity(self, target: Value) -> str | None:
        """What a module that is referred to is called: one name, though it may depend on conditions."""
        meant = self._module_meant(target)
        return None if meant is None else meant.identity

    def _module_meant(self, target: Value) -> Instance | None:
        if not isinstance(target, Leaf):
            return None
        meant = self._meant(target)
        if meant is None:
            wanted = set(self.targets(target))
            modules = [one for declared in self.template.modules for one in self.instances(declared)]
            meant = [one for one in modules if not wanted.isdisjoint(one.identities)]
        return meant[0] if len(meant) == 1 else None

    def _meant(self, value: Leaf) -> list[Instance] | None:
        """The instances that a text like `symbol` or `symbol[2]` names; None if it is no symbol."""
        text = name_text(value)
        match = None if text is None else _SYMBOL(text)
        found = None if match is None else self._declared(match[1])
        if found is None or match is None or match[2] is None:
            return found
        exact = [one for one in found if not one.turn.all]
        if match[2].isdigit() and int(match[2]) < len(exact):
            return [exact[int(match[2])]]
        return [one for one in found if one.turn.all and name_text(one.turn.number) == match[2]]

    def targets(self, value: Value) -> tuple[str, ...]:
        if not isinstance(value, Leaf):
            return ()
        meant = self._meant(value)
        if meant is not None:
            return tuple(dict.fromkeys(one.target for each in meant for one in each.references))
        if value.references:
            return tuple(one.target for one in value.references)
        text = name_text(value)
        if text is None:
            return ()
        spoken = spoken_of(f"/providers/{text}")
        return tuple(one.target for one in spoken) or self._by_name(text)

    def _by_name(self, text: str) -> tuple[str, ...]:
        """Resources of this template that are just called so."""
        index = self._index
        if index is None:
            index = {}
            for one in self._named():
                index.setdefault(one.text.lower(), {})[identity(one.type, one.text)] = None
            if not self._making:
                self._index = index
        return tuple(index.get(text.lower(), ()))

    def _named(self) -> list[Instance]:
        return [instance for declaration in self._declarations for instance in self.instances(declaration)]
