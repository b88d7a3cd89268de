"""What a rule reads: the settings that its code, and the kinds' own methods, speak of."""

from __future__ import annotations

from collections.abc import Iterator
from types import CodeType, FunctionType

from foureyes.model.kind import Kind, Many, One, Satellite
from foureyes.model.rule import Rule
from foureyes.model.setting import Setting


def reads(rule: Rule) -> list[tuple[type[Kind], Setting]]:
    """The settings read and their kinds, those of the rule's own kind first.

    Told by name: whatever attribute of a kind in reach the code mentions counts as read.
    """
    kinds: dict[type[Kind], None] = {rule.kind: None}
    functions: dict[FunctionType, None] = {}
    if isinstance(rule.function, FunctionType):
        functions[rule.function] = None
    found: dict[tuple[type[Kind], str], tuple[type[Kind], Setting]] = {}
    size = -1
    while size != (size := len(kinds) + len(functions) + len(found)):
        for name, function in [(name, one) for one in functions for name in _names(one.__code__)]:
            helper = function.__globals__.get(name)
            if isinstance(helper, FunctionType) and _own(helper, rule):
                functions.setdefault(helper)
            for kind in list(kinds):
                attribute = _attribute(kind, name)
                if isinstance(attribute, Setting):
                    found.setdefault((kind, name), (kind, attribute))
                elif isinstance(attribute, One | Many | Satellite):
                    kinds.setdefault(attribute.target)
                elif isinstance(attribute, FunctionType) and _own(attribute, rule):
                    functions.setdefault(attribute)
    order = list(kinds)
    return sorted(found.values(), key=lambda one: order.index(one[0]))


def _attribute(kind: type[Kind], name: str) -> object:
    for base in kind.__mro__:
        if name in vars(base):
            found = vars(base)[name]
            return found.fget if isinstance(found, property) else found
    return None


def _own(function: FunctionType, rule: Rule) -> bool:
    """Whether a function is the pack's, not the engine's."""
    return function.__module__.partition(".")[0] == rule.module.partition(".")[0]


def _names(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _names(constant)
