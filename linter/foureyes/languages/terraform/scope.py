"""Scopes: one instance of a module, where names have their values."""

from __future__ import annotations

from typing import Any

from foureyes.languages.terraform.blocks import body_value
from foureyes.languages.terraform.declaration import Declaration
from foureyes.languages.terraform.demand import Node, unknown_because
from foureyes.languages.terraform.environment import Environment
from foureyes.languages.terraform.exports import exported
from foureyes.languages.terraform.instances import ANY_KEY, Expansion, Instance, expand
from foureyes.languages.terraform.leaves import circumstances, merged_references, unsettled
from foureyes.languages.terraform.locate import Located
from foureyes.languages.terraform.module import Module, said
from foureyes.languages.terraform.session import Session
from foureyes.languages.terraform.undeclared import undeclared, undeclared_resource
from foureyes.languages.terraform.variables import told, variable_value
from foureyes.model.imprint import imprint
from foureyes.model.limits import limits, reach
from foureyes.model.place import Place
from foureyes.model.resource import Gap
from foureyes.model.value import Known, Leaf, ListValue, MapValue, Step, Unknown, Value, concealed, lift, never, shown

META = frozenset({"count", "for_each", "provider", "depends_on", "lifecycle", "provisioner", "connection", "providers"})


class Scope:
    """One instance of a module. Names are evaluated when somebody asks for them, and once."""

    def __init__(self, session: Session, module: Module, parent: Scope | None = None, **place: Any) -> None:
        self.session = session
        self.module = module
        self.parent = parent
        self.call: Declaration | None = place.get("call")
        self.instance: Instance | None = place.get("instance")
        self.address: str = place.get("address", "")
        self.plain: str = place.get("plain", "")
        """The address without instance keys."""
        self.key: str = place.get("key", "")
        """The names of the calls that lead here, dotted."""
        self.exists: Value = place.get("exists", Known(True))
        self.trail: tuple[Step, ...] = place.get("trail", ())
        self.level: int = parent.level + 1 if parent is not None else 0
        """Modules around this one."""
        self._nodes: dict[tuple[str, str, object], Node[Any]] = {}
        self._children: dict[tuple[str, object], Scope] = {}
        session.scopes += 1

    def qualified(self, name: str) -> str:
        """A name of this scope as the whole configuration knows it."""
        return f"{self.address}.{name}" if self.address else name

    def _node(self, kind: str, name: str, key: object, compute: Any, fallback: Any = unknown_because) -> Any:
        at = (kind, name, key)
        node = self._nodes.get(at)
        if node is None:
            node = self._nodes[at] = Node(compute, fallback)
        return self.session.evaluate.demand(node)

    def _settled(self, value: Value, name: str) -> Value:
        """A named value: of bounded size, and with a subject if it is unknown."""
        return unsettled(self.session.sizes.bounded(value), self.qualified(name))

    def _is_broken(self, declaration: Declaration) -> bool:
        block = declaration.block
        return self.module.broken(declaration.source, block.start, block.end)

    # Names

    def variable(self, name: str) -> Value:
        """`var.name`."""
        declaration = self.module.variables.get(name)
        if declaration is None:
            return undeclared(f"var.{name}", self.qualified(f"var.{name}"))

        def compute() -> Value:
            return self._settled(variable_value(self, name, declaration), f"var.{name}")

        return self._node("variable", name, None, compute)  # type: ignore[no-any-return]

    def local(self, name: str) -> Value:
        """`local.name`."""
        argument = self.module.locals.get(name)
        if argument is None:
            return undeclared(f"local.{name}", self.qualified(f"local.{name}"))

        def compute() -> Value:
            value = self.session.evaluate(argument.value, Environment(self, argument.source, {}))
            return self._settled(told(value, lambda leaf: f"`local.{name}` is {shown(leaf)}"), f"local.{name}")

        return self._node("local", name, None, compute)  # type: ignore[no-any-return]

    def output(self, name: str) -> Value:
        """An output of this very module instance."""
        declaration = self.module.outputs[name]

        def compute() -> Value:
            argument = declaration.arguments.get("value")
            if argument is None:
                return Unknown(f"the output `{name}` has no value", declaration.header)
            value = self.session.evaluate(argument.value, Environment(self, argument.source, {}))
            if declaration.literal("sensitive") is True:
                value = concealed(value)
            return self._settled(value, name)

        return self._node("output", name, None, compute)  # type: ignore[no-any-return]

    def passed(self, name: str) -> Value | None:
        """What the call of this module gives a variable."""
        if self.call is None or self.parent is None or self.instance is None:
            return None
        argument = self.call.arguments.get(name)
        if argument is None:
            broken = self.parent._is_broken(self.call)
            return Unknown("the call of the module could not be read completely", self.call.header) if broken else None
        return self.session.evaluate(argument.value, Environment(self.parent, argument.source, self.instance.bindings))

    # Resources

    def expansion(self, name: str) -> Expansion:
        """The instances of a resource (`aws_s3_bucket.b`, `data.…`) or of a call (`module.m`)."""
        declaration = self.module.resources.get(name) or self.module.calls[name.removeprefix("module.")]
        address = self.qualified(said(name))

        def compute() -> Expansion:
            env = Environment(self, declaration.source, {})
            return expand(self.session.evaluate, declaration, address, env)

        def fallback(reason: str) -> Expansion:
            return Expansion(
                address, {ANY_KEY: Instance(ANY_KEY, Unknown(reason), {})}, Unknown(reason, subject=address)
            )

        return self._node("expansion", name, None, compute, fallback)  # type: ignore[no-any-return]

    def body(self, name: str, instance: Instance) -> MapValue:
        """The arguments and blocks of an instance of a resource."""
        declaration = self.module.resources[name]

        def compute() -> MapValue:
            env = Environment(self, declaration.source, instance.bindings)
            return body_value(
                self.session.evaluate,
                env,
                declaration.arguments.values(),
                declaration.blocks,
                declaration.header,
                META,
                open=self._is_broken(declaration),
            )

        def fallback(reason: str) -> MapValue:
            return MapValue({}, declaration.header, open=True)

        return self._node("body", name, instance.key, compute, fallback)  # type: ignore[no-any-return]

    def provisioners(self, name: str, instance: Instance) -> MapValue:
        """The blocks of a resource that run something once it is deployed, as `provisioner`."""
        declaration = self.module.resources[name]
        blocks = [one for one in declaration.blocks if one[0].type == "provisioner"]
        if not blocks:
            return MapValue({})
        env = Environment(self, declaration.source, instance.bindings)
        return body_value(self.session.evaluate, env, (), blocks, declaration.header)

    def resource(self, name: str, place: Place) -> Value:
        """A resource as references see it: one, a list or a map of instances."""
        if name not in self.module.resources:
            return undeclared_resource(name, self.qualified(name), place)
        expansion = self.expansion(name)

        def one(instance: Instance) -> Value:
            def compute() -> Value:
                made = exported(self.body(name, instance), name, f"{expansion.address}{instance.suffix}")
                self.session.evaluate.work.written(made.entries.get("json"))
                return made

            return self._node("export", name, instance.key, compute)  # type: ignore[no-any-return]

        return expansion.assemble(one, place)

    # Modules

    def outputs(self, name: str, wanted: str, place: Place, trying: bool = False) -> Value:
        """A called module as references see it: its outputs, or only the one that is wanted.

        An output that is not declared is unknown; to `try` it is an error.
        """
        if name not in self.module.calls:
            return undeclared(f"module.{name}", self.qualified(f"module.{name}"), place)
        expansion = self.expansion(f"module.{name}")

        def one(instance: Instance) -> Value:
            child = self.child(name, instance)
            if child is None:
                reason = f"the module `{name}` was not read"
                return Unknown(reason, place, subject=f"{expansion.address}{instance.suffix}")
            if wanted and wanted in child.module.outputs:
                return MapValue({wanted: child.output(wanted)}, place)
            entries = {output: child.output(output) for output in child.module.outputs}
            if wanted and not trying:
                entries[wanted] = undeclared(f"module.{name}.{wanted}", child.qualified(wanted), place)
            return MapValue(entries, place, open=bool(child.module.errors))

        value = expansion.assemble(one, place)
        standing = expansion.instances.get(ANY_KEY)
        if standing is None or not wanted:
            return value
        inner = one(standing)
        found = inner.entries.get(wanted) if isinstance(inner, MapValue) else None
        if not isinstance(found, Leaf):
            return value
        references = merged_references(found)
        return lift(
            lambda leaf: (
                Unknown(leaf.reason, references=references, subject=leaf.subject, **circumstances(leaf, place=place))
                if isinstance(leaf, Unknown)
                else leaf
            ),
            value,
        )

    def located(self, name: str) -> Located:
        """Where a called module is; what is not there is noted as a gap."""
        call = self.module.calls[name]
        key = f"{self.key}.{said(name)}" if self.key else said(name)

        def compute() -> Located:
            found = self.session.locator.find(call, self.module.folder, key)
            if found.folder is not None and found.folder in self._folders():
                found = Located(None, f"module `{name}` calls itself", "break the circle of module calls")
            if found.folder is None:
                self.session.gap(*_gap(call, found))
            return found

        return self._node("located", name, None, compute, lambda reason: Located(None, reason))  # type: ignore[no-any-return]

    def note_passed(self, name: str, instances: list[Instance]) -> None:
        """Note what a call passes to a module that is not there."""
        call, found = self.module.calls[name], self.located(name)
        if found.folder is not None:
            return
        given: dict[str, Value] = {one.suffix: self._given(name, one) for one in instances}
        given["exists"] = ListValue(one.exists for one in instances)
        self.session.passed.setdefault(_gap(call, found), set()).add(imprint(MapValue(given)))

    def _given(self, name: str, instance: Instance) -> MapValue:
        """The arguments of a call."""
        call = self.module.calls[name]

        def compute() -> MapValue:
            env = Environment(self, call.source, instance.bindings)
            return body_value(self.session.evaluate, env, call.arguments.values(), call.blocks, call.header, META)

        return self._node("given", name, instance.key, compute, lambda reason: MapValue({}, open=True))  # type: ignore[no-any-return]

    def _folders(self) -> set[str]:
        folders: set[str] = set()
        scope: Scope | None = self
        while scope is not None:
            folders.add(scope.module.folder)
            scope = scope.parent
        return folders

    def child(self, name: str, instance: Instance) -> Scope | None:
        """The scope of an instance of a called module; None if the module is not there."""
        at = (name, instance.key)
        if at in self._children:
            return self._children[at]
        folder = self.located(name).folder
        if folder is None:
            return None
        call = self.module.calls[name]
        if self.session.scopes >= limits().modules:
            reach("modules", f"more than {limits().modules:,} instances of modules are not followed", call.header)
            return None
        if self.level >= limits().includes:
            reach("includes", f"modules inside more than {limits().includes} others are not followed", call.header)
            return None
        child = Scope(
            self.session,
            self.session.module(folder),
            self,
            call=call,
            instance=instance,
            address=f"{self.qualified(f'module.{said(name)}')}{instance.suffix}",
            plain=f"{self.plain}.module.{said(name)}" if self.plain else f"module.{said(name)}",
            key=f"{self.key}.{said(name)}" if self.key else said(name),
            exists=both(self.exists, instance.exists),
            trail=(Step(f"in module `{name}`, called here", call.header), *self.trail),
        )
        self._children[at] = child
        return child


def _gap(call: Declaration, found: Located) -> Gap:
    source = call.arguments.get("source")
    return Gap(found.what, source.place if source else call.header, found.remedy)


def both(one: Value, other: Value) -> Value:
    """Whether something exists that needs two things to exist."""
    if isinstance(one, Known) and one.scalar is True:
        return other
    if isinstance(other, Known) and other.scalar is True:
        return one

    def joined(left: Leaf, right: Leaf) -> Leaf:
        for leaf in (left, right):
            if never(leaf):
                return leaf
        return left if isinstance(left, Unknown) else right

    return lift(joined, one, other)
