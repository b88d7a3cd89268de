"""Which provider a resource belongs to, and which versions of it may be in use."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from foureyes.errors import UnreadableSource
from foureyes.languages.terraform.declaration import Declaration
from foureyes.languages.terraform.module import Module, parsed
from foureyes.languages.terraform.syntax import BareKey, Expression, GetAttr, Literal, Object, Variable
from foureyes.model.pattern import pattern
from foureyes.model.tree import Tree, join
from foureyes.model.version import Version, VersionRange, parse_version

if TYPE_CHECKING:
    from foureyes.languages.terraform.scope import Scope

LOCK_FILE = ".terraform.lock.hcl"
_ALIASES = {"google-beta": "google"}
_CONSTRAINT = pattern(r"(=|!=|>=|<=|>|<|~>)?\s*v?(\d+(?:\.\d+)*)")


class Lock:
    """The provider versions that `terraform init` chose."""

    def __init__(self, root: str, tree: Tree) -> None:
        self.path = join(root, LOCK_FILE)
        self.tree = tree
        self._versions: dict[str, str] | None = None

    def version(self, source: str) -> str | None:
        """The version locked for `hashicorp/aws`."""
        if self._versions is None:
            self._versions = dict(self._read()) if self.tree.is_file(self.path) else {}
        return self._versions.get(source.lower())

    def _read(self) -> Iterator[tuple[str, str]]:
        try:
            file = parsed(self.path, self.tree)
        except UnreadableSource:
            return
        for block in file.body.blocks:
            version = block.body.attributes.get("version")
            if block.type == "provider" and block.labels and version and isinstance(version.value, Literal):
                yield _short(block.labels[0].value), str(version.value.value)


def _short(source: str) -> str:
    """`registry.terraform.io/hashicorp/aws` as `hashicorp/aws`."""
    return "/".join(source.lower().split("/")[-2:])


def provider_of(scope: Scope, declaration: Declaration) -> tuple[str, VersionRange]:
    """The provider's name and the range of versions that may be in use."""
    chosen = declaration.arguments.get("provider")
    local = _root_name(chosen.value) if chosen else ""
    local = local or declaration.labels[0].partition("_")[0]
    source = next((one.source for one in requirements(scope.module) if one.name == local and one.source), None)
    source = _short(source) if source else f"hashicorp/{local}"
    name = source.rpartition("/")[2]
    locked = scope.session.lock.version(source)
    if locked:
        return _ALIASES.get(name, name), VersionRange.exact(locked)
    return _ALIASES.get(name, name), _required(scope, local, source)


def alias_of(declaration: Declaration) -> str:
    """The provider configuration a resource chooses, `aws.other`; empty for the usual one."""
    chosen = declaration.arguments.get("provider")
    expression = chosen.value if chosen else None
    if isinstance(expression, GetAttr):
        return f"{_root_name(expression)}.{expression.name}"
    return str(expression.value) if isinstance(expression, Literal) and "." in str(expression.value) else ""


def _root_name(expression: Expression) -> str:
    while isinstance(expression, GetAttr):
        expression = expression.collection
    if isinstance(expression, Literal):
        return str(expression.value).partition(".")[0]
    return expression.name if isinstance(expression, Variable) else ""


def _required(scope: Scope, local: str, source: str) -> VersionRange:
    """What the module and those that call it have agreed on."""
    result = VersionRange()
    at: Scope | None = scope
    while at is not None:
        for one in requirements(at.module):
            if (one.source and _short(one.source) == source) or (not one.source and one.name == local):
                result = intersection(result, version_range(one.version))
        at = at.parent
    return result


class Requirement:
    """One entry of `required_providers`, or the version in a `provider` block."""

    def __init__(self, name: str, source: str, version: str) -> None:
        self.name = name
        self.source = source
        self.version = version


def requirements(module: Module) -> list[Requirement]:
    """What a module requires of providers."""
    found: list[Requirement] = []
    for settings in module.settings:
        for block, _ in settings.blocks:
            if block.type == "required_providers":
                found += [_requirement(name, node.value) for name, node in block.body.attributes.items()]
    for provider in module.providers:
        version = provider.literal("version")
        if isinstance(version, str) and provider.labels:
            found.append(Requirement(provider.labels[0], "", version))
    return found


def _requirement(name: str, value: Expression) -> Requirement:
    if isinstance(value, Literal):
        return Requirement(name, "", str(value.value))
    texts: dict[str, str] = {}
    for entry in value.entries if isinstance(value, Object) else ():
        key = entry.key.name if isinstance(entry.key, BareKey) else getattr(entry.key, "value", "")
        if isinstance(entry.value, Literal):
            texts[str(key)] = str(entry.value.value)
    return Requirement(name, texts.get("source", ""), texts.get("version", ""))


def version_range(constraints: str) -> VersionRange:
    """The stretch of versions that constraints such as `>= 3.0, < 5.0` or `~> 4.81` leave."""
    result = VersionRange()
    for text in constraints.split(","):
        match = _CONSTRAINT.search(text)
        if match:
            result = intersection(result, _bounds(match[1] or "=", parse_version(match[2])))
    return result


def _bounds(operator: str, version: Version) -> VersionRange:
    after = (*version, 0) if len(version) > 2 else (*version, *(0,) * (2 - len(version)), 0, 0)
    if operator == "=":
        return VersionRange(version, after)
    if operator == "~>":
        head = version[:-1] if len(version) > 1 else version
        return VersionRange(version, (*head[:-1], head[-1] + 1))
    if operator in (">=", ">"):
        return VersionRange(low=version if operator == ">=" else after)
    if operator in ("<", "<="):
        return VersionRange(high=version if operator == "<" else after)
    return VersionRange()


def intersection(one: VersionRange, other: VersionRange) -> VersionRange:
    """What both ranges admit."""
    return VersionRange(max(one.low, other.low), min(one.high, other.high))
