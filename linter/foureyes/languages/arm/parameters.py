"""What a parameter is: the argument, else the default, else what its type still says."""

from __future__ import annotations

from collections.abc import Callable

from foureyes.languages.arm.domain import standing_for, without_secrets
from foureyes.languages.arm.scope import Session
from foureyes.languages.arm.template import Parameter
from foureyes.model.decision import choose
from foureyes.model.value import Absent, Condition, Leaf, Step, Unknown, Value, lift, shown

Default = Callable[[], Value]


def parameter_value(
    parameter: Parameter, argument: Value | None, default: Default | None, prefix: str, session: Session
) -> Value:
    """The value of a parameter. An argument that is null counts as none, as it does in Azure."""

    def missing() -> Value:
        if default is not None:
            return _defaulted(parameter, default())
        if parameter.shape.nullable:
            step = Step(f"`{parameter.name}` is not given, which is null", parameter.place)
            return Absent(parameter.place, (step,))
        return _undecided(parameter, prefix, session)

    value = missing() if argument is None else _given(argument, missing)
    value = named_after(value, f"{prefix}parameters('{parameter.name}')")
    return without_secrets(value, parameter.shape)


def _defaulted(parameter: Parameter, value: Value) -> Value:
    def told(leaf: Leaf) -> Leaf:
        words = "a secret" if parameter.shape.secure else shown(leaf)
        place = parameter.default.place if parameter.default is not None else parameter.place
        step = Step(f"`{parameter.name}` defaults to {words}", place)
        return leaf.replace(trail=(step, *leaf.trail))  # type: ignore[no-any-return]

    return lift(told, value)


def _undecided(parameter: Parameter, prefix: str, session: Session) -> Value:
    reason = f"the parameter `{parameter.name}` has no value"
    step = Step(f"`{parameter.name}` has no value and no default", parameter.place)
    unknown = Unknown(reason, parameter.place, (step,), subject=f"{prefix}parameters('{parameter.name}')")
    return standing_for(parameter.shape, unknown, session)


def _given(argument: Value, missing: Default) -> Value:
    def settle(leaf: Leaf) -> Value:
        if isinstance(leaf, Absent):
            return missing()
        if isinstance(leaf, Unknown) and not leaf.present and leaf.subject is not None:
            fallback = missing()
            if isinstance(fallback, Absent):
                return leaf
            return choose(Condition(leaf.subject, None), fallback, _present(leaf))
        if isinstance(leaf, Unknown) and not leaf.present:
            fallback = missing()
            if isinstance(fallback, Absent):
                return leaf
            return Unknown(leaf.reason, leaf.place, leaf.trail, leaf.references, leaf.secret)
        return leaf

    return lift(settle, argument)


def _present(leaf: Unknown) -> Unknown:
    copy: Unknown = leaf.replace()
    copy.present = True
    return copy


def named_after(value: Value, subject: str) -> Value:
    """An unknown without a name of its own is called as the parameter, variable or output that keeps it."""

    def name(leaf: Leaf) -> Leaf:
        if not isinstance(leaf, Unknown) or leaf.subject is not None:
            return leaf
        copy: Unknown = leaf.replace()
        copy.subject = subject
        return copy

    return lift(name, value)


def as_argument(name: str, value: Value, declared: Parameter | None, file: str = "", call: str = "") -> Value:
    """An argument of a declared parameter, with the step that tells where it was given."""
    shown_name = name if declared is None else declared.name
    secure = declared is not None and declared.shape.secure

    def told(leaf: Leaf) -> Leaf:
        words = "a secret" if secure else shown(leaf)
        if file:
            step = Step(f"parameter `{shown_name}` is {words} in {file.rsplit('/', 1)[-1]}", leaf.place)
        else:
            step = Step(f"`{call}` sets `{shown_name}` to {words}", leaf.place)
        return leaf.replace(trail=(step, *leaf.trail))  # type: ignore[no-any-return]

    return lift(told, value)
