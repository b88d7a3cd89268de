"""One template with its parameters: what its expressions may ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from foureyes.errors import UnreadableSource
from foureyes.languages.cloudformation import conditions
from foureyes.languages.cloudformation.assertions import narrow
from foureyes.languages.cloudformation.declaration import Declaration
from foureyes.languages.cloudformation.expression import FOR_EACH, Evaluator, Loops
from foureyes.languages.cloudformation.loops import Turn, turns
from foureyes.languages.cloudformation.parameters import Parameter
from foureyes.languages.cloudformation.sam_globals import with_globals
from foureyes.languages.cloudformation.template import HARMLESS, LANGUAGE_EXTENSIONS, Entry, Template
from foureyes.languages.cloudformation.texts import to_text_or
from foureyes.languages.documents.tree import Mapping, Node, Scalar, Sequence
from foureyes.model.place import Place
from foureyes.model.record import Record, field
from foureyes.model.resource import Gap
from foureyes.model.root import Options
from foureyes.model.tree import Tree
from foureyes.model.value import Absent, Known, Step, Unknown, Value, branch


class Run(Record):
    """What the stacks of one deployment share."""

    tree: Tree
    options: Options = field(factory=Options)
    gaps: dict[tuple[str, Place | None], Gap] = field(factory=dict)
    unread: list[tuple[Gap, Callable[[], Value]]] = field(factory=list)
    """What was not read, and what is passed to it, worked out once all is declared."""
    errors: list[UnreadableSource] = field(factory=list)
    files: set[str] = field(factory=set)
    plain: dict[int, tuple[Value, ...]] = field(factory=dict)
    """Elements of lists none of which is absent or may be, by identity."""
    turns: int = 0
    """Turns that loops have taken."""
    stacks: int = 0
    """Nested stacks that were read."""
    depth: int = 0
    """Nested stacks being read right now, each for a value of the one before."""


class Written(NamedTuple):
    """An entry of a section; `made` says whether the loops around it make it."""

    name: str
    key: Node
    node: Node
    evaluator: Evaluator
    made: Value


class Stack:
    """A template in use: as the root, or nested under a logical id."""

    def __init__(
        self,
        template: Template,
        given: dict[str, Value],
        run: Run,
        prefix: str = "",
        exists: Value | None = None,
        trail: tuple[Step, ...] = (),
        chain: tuple[str, ...] = (),
    ) -> None:
        self.template = template
        self.run = run
        self.prefix = prefix
        self.exists: Value = Known(True) if exists is None else exists
        self.trail = trail
        self.chain = (*chain, template.path)
        self.referred: dict[str, Value] = {}
        self.children: dict[str, Stack | None] = {}
        self.nesting = 0
        self.tests: dict[str, Written] = {}
        self.declared: dict[str, Declaration] = {}
        self._conditions: dict[str, Value] = {}
        self._outputs: dict[str, tuple[Evaluator, Node | None]] | None = None
        run.files.add(template.path)
        run.errors += template.errors
        self._note_transforms()
        declared = {
            name: Parameter(template, name, entry)
            for name, entry in template.section("Parameters").items()
            if not name.startswith("Fn::")
        }
        self.parameters = {name: one.value(given.get(name), prefix + name) for name, one in declared.items()}
        self.tests = {one.name: one for one in self.entries("Conditions")}
        if template.section("Rules"):
            open = {name: one for name, one in declared.items() if isinstance(given.get(name, Absent()), Absent)}
            free = {name: one for name, one in open.items() if one.is_free(None)}
            narrow(self, free, {name: one for name, one in open.items() if name not in free})
            self._conditions.clear()
        self._declare()

    def _note_transforms(self) -> None:
        for name, place in self.template.transforms:
            if name == "AWS::Include":
                self.gap("a part of the template is included from elsewhere", place, "lint the expanded template")
            elif name not in HARMLESS:
                self._note_macro(name, place)
        for name, place in self.template.unread:
            self.gap(f"`{name}` of the template is not followed", place, "lint the expanded template")

    def gap(self, what: str, place: Place | None, remedy: str = "", passed: Callable[[], Value] | None = None) -> None:
        """Note something that is not read, and what is passed to it."""
        gap = self.run.gaps.setdefault((what, place), Gap(what, place, remedy))
        if passed is not None:
            self.run.unread.append((gap, passed))

    def fail(self, message: str, node: Node, remedy: str = "") -> None:
        self.run.errors.append(UnreadableSource(message, place=self.template.place(node), remedy=remedy))

    def note_transform(self, node: Node, place: Place) -> None:
        """Note an `Fn::Transform`."""
        named = node.get("Name") if isinstance(node, Mapping) else None
        name = named.value if isinstance(named, Scalar) and named.tag is None else None
        passed = partial(Evaluator(self, {}).value, node)
        if name == "AWS::Include":
            self.gap("a part of the template is included from elsewhere", place, "lint the expanded template", passed)
        else:
            self._note_macro(name if isinstance(name, str) else "", place, passed)

    def _note_macro(self, name: str, place: Place, passed: Callable[[], Value] | None = None) -> None:
        which = f"the macro `{name}`" if name else "a macro"
        what = f"{which} is not run: the template is judged as it is written"
        self.gap(what, place, "lint the processed template of a deployed stack", passed)

    def iterations(self, name: str, key: Node, value: Node, loops: Loops) -> Iterator[Turn]:
        """The turns of an `Fn::ForEach`."""
        if not self.template.uses(LANGUAGE_EXTENSIONS):
            self.fail(f"`{name}` needs the language extensions", key, f"write `Transform: {LANGUAGE_EXTENSIONS}`")
        return turns(self, name, key, value, loops)

    def entries(self, section: str) -> Iterator[Written]:
        """The entries of a section, loops unrolled."""
        yield from self._unrolled(self.template.section(section), Evaluator(self, {}), Known(True))

    def _unrolled(self, entries: dict[str, Entry], evaluator: Evaluator, made: Value) -> Iterator[Written]:
        for name, (key, value) in entries.items():
            if name.startswith(FOR_EACH):
                for turn in self.iterations(name, key, value, evaluator.loops):
                    inner = conditions.both(made, turn.exists)
                    yield from self._unrolled(turn.body.effective(), turn.evaluator, inner)
            elif name == "Fn::Transform":
                self.note_transform(value, self.template.place(key))
            else:
                filled = evaluator.filled(name, self.template.place(key)) if evaluator.loops else None
                yield Written(to_text_or(filled, name), key, value, evaluator, made)

    def _declare(self) -> None:
        for name, key, node, evaluator, made in self.entries("Resources"):
            if isinstance(node, Mapping) and node.tag is None:
                if name in self.declared and evaluator.loops:
                    made = conditions.either(made, self.declared[name].turned)
                declared = Declaration(name, key, node, evaluator, made)
                if declared.type.startswith("AWS::Serverless::"):
                    declared.properties = with_globals(self.template, declared.type, node)
                self.declared[name] = declared
            elif not (isinstance(node, Scalar) and node.lost):
                self.fail(f"the resource `{name}` is no mapping", node, "give it a `Type` and `Properties`")

    def condition_place(self, name: str) -> Place | None:
        test = self.tests.get(name)
        return self.template.place(test.key) if test else None

    def condition(self, name: str, place: Place) -> Value:
        """What a named condition says. Tests that cannot be settled are tests on its name."""
        if name not in self.tests:
            return Unknown(f"the condition `{name}` is not declared", place)
        if name not in self._conditions:
            for one in self._in_order(name):
                if one not in self._conditions:
                    self._conditions[one] = Unknown(f"the condition `{one}` depends on itself", place)
                    self._conditions[one] = self._settle(one)
        return self._conditions[name]

    def _settle(self, name: str) -> Value:
        test = self.tests[name]
        value = conditions.truth(test.evaluator, test.node)
        subject = f"condition {self.prefix}{name}"
        if not (isinstance(test.made, Known) and test.made.scalar is True):
            value = branch(test.made, value, Unknown("its loop may not make it"), subject)
        return conditions.settled(value, subject)

    def _in_order(self, name: str) -> list[str]:
        """The condition and those it asks for, each after what it needs: no recursion, however long the chain."""
        order: list[str] = []
        seen: set[str] = set()
        waiting = [(name, False)]
        while waiting:
            one, ready = waiting.pop()
            if ready:
                order.append(one)
            elif one not in seen and one in self.tests:
                seen.add(one)
                waiting.append((one, True))
                waiting += [(asked, False) for asked in _asked(self.tests[one].node)]
        return order

    def child_output(self, name: str, output: str) -> Value | None:
        """An output of a nested stack that is at hand."""
        from foureyes.languages.cloudformation.nested import child

        inner = child(self, name)
        if inner is None:
            return None
        if inner._outputs is None:
            told: dict[str, tuple[Evaluator, Node | None]] = {}
            for one in inner.entries("Outputs"):
                if isinstance(one.node, Mapping):
                    told.setdefault(one.name, (one.evaluator, one.node.get("Value")))
            inner._outputs = told
        evaluator, found = inner._outputs.get(output, (None, None))
        return evaluator.value(found) if evaluator is not None and found is not None else None

    def mapped(self, key: str, node: Node) -> tuple[Step, ...]:
        """The step that tells where a mapping's value is written."""
        return (Step(f"the mapping says so for `{key}`", self.template.place(node)),)

    def exists_with(self, declared: Declaration) -> Value:
        """Whether a resource exists: its stack, the loops around it, its own condition."""
        value = conditions.both(self.exists, declared.turned)
        node = declared.node.get("Condition")
        if node is None:
            return value
        place = self.template.place(node)
        if isinstance(node, Scalar) and node.tag is None:
            asked = self.condition(node.name, place)
        else:
            asked = Unknown("its condition is no name", place)
        return conditions.both(value, asked)


def _asked(node: Node) -> list[str]:
    """The names of the conditions that an expression asks for."""
    found: list[str] = []
    waiting = [node]
    while waiting:
        one = waiting.pop()
        call = conditions.condition_call(one)
        if call is not None and call.name == "Condition":
            name = call.text()
            found += [name] if name is not None else []
        elif isinstance(one, Mapping):
            waiting += [value for _, value in one.effective().values()]
        elif isinstance(one, Sequence):
            waiting += one.items
    return found
