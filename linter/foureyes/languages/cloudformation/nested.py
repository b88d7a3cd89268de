"""Nested stacks whose template is at hand."""

from __future__ import annotations

import re
from functools import partial
from typing import Final

from foureyes.errors import UnreadableSource
from foureyes.languages.cloudformation import conditions
from foureyes.languages.cloudformation.declaration import Declaration
from foureyes.languages.cloudformation.resources import passed as passed_on
from foureyes.languages.cloudformation.stack import Stack
from foureyes.languages.cloudformation.template import Template, parsed, read_template
from foureyes.languages.documents.tree import Mapping, Node, Scalar
from foureyes.model.limits import limits, reach
from foureyes.model.place import Source
from foureyes.model.tree import join, parent
from foureyes.model.value import Known, MapValue, Step, Unknown, Value, lift

LOCATIONS: Final = {
    "AWS::CloudFormation::Stack": "TemplateURL",
    "AWS::CloudFormation::StackSet": "TemplateURL",
    "AWS::Serverless::Application": "Location",
}
"""The property that says where the template is, by type."""


def location(type: str, node: Mapping) -> Node | None:
    """The node that names a nested stack's template. CDK keeps the local name in the metadata."""
    wanted = LOCATIONS.get(type)
    if wanted is None:
        return None
    beside = node.get("Metadata")
    asset = beside.get("aws:asset:path") if isinstance(beside, Mapping) else None
    if isinstance(asset, Scalar) and isinstance(asset.value, str):
        return asset
    properties = node.get("Properties")
    return properties.get(wanted) if isinstance(properties, Mapping) else None


def local_path(template_path: str, url: str) -> str | None:
    """The path of a template that a location names; None for one that is on the network."""
    if "://" in url or not url or url.startswith("arn:"):
        return None
    return join(parent(template_path), url)


def child(stack: Stack, name: str) -> Stack | None:
    """The stack nested under a logical id, if its template is at hand."""
    if name not in stack.children:
        stack.children[name] = None  # what a circle of stacks meets
        declared = stack.declared.get(name)
        if declared is not None and declared.type in LOCATIONS:
            run = stack.run
            run.depth += 1
            try:
                stack.children[name] = _child(stack, declared)
            finally:
                run.depth -= 1
    return stack.children[name]


def _child(stack: Stack, declared: Declaration) -> Stack | None:
    template = _template(stack, declared)
    if template is None:
        return None
    stack.run.stacks += 1
    given = parameters(stack, declared)
    for name in template.section("Parameters"):
        if given is not None and given.open and name not in given.entries:
            given.entries[name] = given.get(name)
    step = Step(f"the stack `{stack.prefix}{declared.name}` nests {template.path}", declared.place)
    return Stack(
        template,
        dict(given.entries) if given is not None else {},
        stack.run,
        f"{stack.prefix}{declared.name}.",
        conditions.both(stack.exists, stack.exists_with(declared)),
        (step, *stack.trail),
        stack.chain,
    )


def _template(stack: Stack, declared: Declaration) -> Template | None:
    node = location(declared.type, declared.node)
    if node is None:
        return _inline(stack, declared)
    place = declared.evaluator.place(node)
    remedy = "give a path from this template, or lint that template by itself"
    value = declared.evaluator.value(node)
    url = value.scalar if isinstance(value, Known) and isinstance(value.scalar, str) else None
    path = local_path(stack.template.path, url) if url is not None else None
    if path is None or not stack.run.tree.holds(path):
        what = f"the template of the stack `{declared.name}` is not here"
        stack.gap(what, place, remedy, partial(passed_on, stack, declared))
    elif not stack.run.tree.is_file(path):
        what = f"there is no file {path}, the template of the stack `{declared.name}`"
        stack.gap(what, place, remedy, partial(passed_on, stack, declared))
    elif path in stack.chain:
        stack.fail(f"the stack `{declared.name}` nests a template that nests this one", node, "break the circle")
    elif stack.run.stacks >= limits().modules:
        reach("modules", f"more than {limits().modules:,} nested stacks are not read", place)
    elif len(stack.chain) > limits().includes or stack.run.depth > limits().includes:
        reach("includes", f"stacks inside more than {limits().includes} others are not read", place)
    else:
        try:
            template = read_template(stack.run.tree.source(path))
            return None if _is_foreign(stack, declared, template) else template
        except UnreadableSource as error:
            stack.run.errors.append(error)
    return None


def _inline(stack: Stack, declared: Declaration) -> Template | None:
    """The template that a stack set holds as a text, read where it stands."""
    node = declared.property("TemplateBody") if declared.type == "AWS::CloudFormation::StackSet" else None
    if node is None:
        return None
    source = stack.template.source
    text = _laid_out(node, source.text) if isinstance(node, Scalar) else None
    if text is None:
        remedy = "keep it in a file of its own"
        what = f"the template in `{declared.name}` is not read"
        stack.gap(what, declared.place, remedy, partial(passed_on, stack, declared))
        return None
    template = parsed(Source(source.path, text))
    template.document.source = source
    return None if _is_foreign(stack, declared, template) else template


def _is_foreign(stack: Stack, declared: Declaration, template: Template) -> bool:
    if template.foreign:
        what = f"what `{declared.name}` names as its template is none"
        stack.gap(what, declared.place, "name a template", partial(passed_on, stack, declared))
    return template.foreign


def _laid_out(node: Scalar, whole: str) -> str | None:
    """A file's text with nothing but what one of its scalars holds, at the same offsets; None where that is lost."""
    if node.lost or not isinstance(node.value, str) or node.tag not in (None, "!Sub"):
        return None
    if node.tag == "!Sub" and "${" in node.value:
        return None
    if node.style not in ("literal", "folded") and not node.value.lstrip().startswith("{"):
        return None  # YAML begins at the margin
    start, end = node.text_start, node.end
    if node.style in ("literal", "folded"):
        start = whole.find("\n", start) + 1
        text = whole[start:end]
    elif node.style in ("double", "single"):
        start, end = start + 1, end - 1
        inner = whole[start:end]
        unquoted = _unquoted(inner) if node.style == "double" else inner.replace("''", " '")
        if unquoted is None:
            return None
        text = unquoted
    else:
        text = whole[start:end]
    return re.sub(r"[^\n]", " ", whole[:start]) + text


def _unquoted(text: str) -> str | None:
    """JSON inside a quoted text, quotes and breaks bare and in their places; None where its own texts hold escapes."""
    within, lost = False, False

    def bare(match: re.Match[str]) -> str:
        nonlocal within, lost
        character = match[1]
        if character == '"':
            within = not within
            return ' "' if within else '" '
        lost = lost or within or character not in "ntr"
        return " \n" if character == "n" else "  "

    unquoted = re.sub(r"\\(.)", bare, text, flags=re.DOTALL)
    return None if lost else unquoted


def parameters(stack: Stack, declared: Declaration) -> MapValue | None:
    """What the stack passes on: a map, or a stack set's list of pairs."""
    node = declared.property("Parameters")
    if node is None:
        return None
    value = declared.evaluator.value(node)
    entries: dict[str, Value] = {}
    if isinstance(value, MapValue):
        entries = {name: passed(one, name, stack, declared) for name, one in value.entries.items()}
        return MapValue(entries, value.place, open=value.open)
    for item in getattr(value, "items", ()):
        key = item.get("ParameterKey") if isinstance(item, MapValue) else None
        if isinstance(item, MapValue) and isinstance(key, Known):
            entries[str(key.scalar)] = passed(item.get("ParameterValue"), str(key.scalar), stack, declared)
    closed = isinstance(node, Node) and hasattr(node, "items") and len(entries) == len(getattr(value, "items", ()))
    return MapValue(entries, declared.place, open=not closed)


def passed(value: Value, name: str, stack: Stack, declared: Declaration) -> Value:
    """A parameter's value with the step that tells who passed it."""
    label = f"`{name}` is passed by the stack `{stack.prefix}{declared.name}`"

    def told(leaf: Known | Unknown) -> Known | Unknown:
        return leaf.replace(trail=(Step(label, leaf.place), *leaf.trail))  # type: ignore[no-any-return]

    return lift(told, value)
