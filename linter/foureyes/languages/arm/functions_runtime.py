"""Functions that only a deployment can answer. What they speak of is kept, so that links still work."""

from __future__ import annotations

from collections.abc import Iterable

from foureyes.languages.arm.canonical import call_text, canonical
from foureyes.languages.arm.invocation import FUNCTIONS, MANY, Builtin, Fault, Invocation, as_text, builtin, is_text
from foureyes.model.value import Known, MapValue, Reference, Unknown, Value, moved

_SCOPED = {
    "subscription": ("subscription", "the subscription is chosen at deployment"),
    "resourceGroup": ("resource group", "the resource group is chosen at deployment"),
    "managementGroup": ("management group", "the management group is chosen at deployment"),
    "tenant": ("tenant", "the tenant is chosen at deployment"),
    "deployment": ("deployment", "the deployment is known only when it runs"),
    "deployer": ("deployer", "who deploys is known only then"),
    "environment": ("cloud", "the cloud is chosen at deployment"),
}
_LIVE = (
    ("utcNow", 0, 1, "it is the time of the deployment"),
    ("newGuid", 0, 0, "it is new in every deployment"),
)
_ASKED = {
    "providers": "it is asked from Azure",
    "pickZones": "it is asked from Azure",
    "toLogicalZone": "it depends on the subscription",
    "toLogicalZones": "it depends on the subscription",
    "toPhysicalZone": "it depends on the subscription",
    "toPhysicalZones": "it depends on the subscription",
    "roleDefinitions": "it is asked from Azure",
    "externalInput": "it is given by the tool that deploys",
    "externalInputs": "it is given by the tool that deploys",
    "readEnvironmentVariable": "it is the environment of the one who deploys",
    "exists": "whether it exists is known only at deployment",
    "existingResource": "it is read from Azure",
    "inputs": "it is given by the tool that deploys",
}


def _register_scoped(name: str, reason: str) -> None:
    def answer(call: Invocation) -> Value:
        if call.leaves:
            return call.unknown(reason)
        prefix = call.env.frame.prefix if name == "deployment" else ""
        return call.env.runtime(f"{prefix}{name}()", reason, call.place, present=True)

    FUNCTIONS[name.lower()] = Builtin(0, 2, answer)


def _register_asked(name: str, reason: str) -> None:
    FUNCTIONS[name.lower()] = Builtin(0, MANY, lambda call: call.unknown(reason, present=False))


def _register_live(name: str, low: int, high: int, reason: str) -> None:
    # Never the same twice: it has no name of its own, but the parameter that keeps it has.
    FUNCTIONS[name.lower()] = Builtin(low, high, lambda call: Unknown(reason, call.place, present=True))


for _name, (_, _reason) in _SCOPED.items():
    _register_scoped(_name, _reason)
for _name, _reason in _ASKED.items():
    _register_asked(_name, _reason)
for _name, _low, _high, _reason in _LIVE:
    _register_live(_name, _low, _high, _reason)


def spoken(call: Invocation) -> tuple[Reference, ...]:
    """The resource that the first argument names."""
    return tuple(Reference(target) for target in call.env.frame.targets(call.leaves[0]))


@builtin("reference", 1, 3)
def reference(call: Invocation) -> Value:
    """The state of a resource: unknown, or the outputs of a deployment that is read here."""
    full = len(call.leaves) > 2 and is_text(call.leaves[2]) and as_text(call.leaves[2]).lower() == "full"
    module = call.env.frame.reference(call.leaves[0], full, call.place)
    if module is not None:
        return moved(module, call.place)
    references = spoken(call)
    target = call.env.frame.module_identity(call.leaves[0])
    target = target or (references[0].target if references else canonical(call.leaves[0]))
    subject = None if target is None else f"reference({target}{', full' if full else ''})"
    reason = "the state of a resource is known only after deployment"
    return Unknown(reason, call.place, call.trail, references, subject=subject, present=True)


@builtin("resourceInfo", 1)
def resource_info(call: Invocation) -> Value:
    """What is told of a resource by its symbol, before it is there."""
    if not is_text(call.leaves[0]):
        return call.unknown("which resource is meant cannot be told")
    symbol, frame = as_text(call.leaves[0]), call.env.frame
    keys = ("id", "name", "type", "apiVersion")
    return MapValue({key: frame.member(symbol, None, key, call.place) for key in keys}, call.place, open=True)


@builtin("references", 1, 2)
def references(call: Invocation) -> Value:
    return call.unknown("the state of resources is known only after deployment", references=spoken(call))


@builtin("list*", 1, 4)
def list_call(call: Invocation) -> Value:
    """`listKeys` and its kin: secrets, mostly, asked from the resource."""
    reason = f"`{call.name}` is asked from Azure"
    references = spoken(call)
    # The API version that JSON has to write does not change the answer.
    further = call_text("", call.leaves[2:])
    target = references[0].target if references else canonical(call.leaves[0])
    subject = None if target is None or further is None else f"{call.name}({target}){further.removesuffix('()')}"
    return Unknown(reason, call.place, call.trail, references, True, subject=subject, present=True)


@builtin("getSecret", 1, MANY)
def get_secret(call: Invocation) -> Value:
    subject = call_text("getSecret", call.leaves)
    return Unknown("it is a secret kept in a vault", call.place, call.trail, (), True, subject=subject, present=True)


@builtin("fail", 0, 1)
def fail(call: Invocation) -> Value:
    words = [str(leaf.scalar) for leaf in call.leaves if isinstance(leaf, Known) and not leaf.secret]
    raise Fault(f"the template gives up here: {''.join(_few(words))}")


def _few(words: Iterable[str]) -> Iterable[str]:
    return (word[:100] for word in words)
