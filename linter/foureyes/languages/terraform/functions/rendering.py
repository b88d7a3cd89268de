"""`templatefile` and `templatestring`: the evaluator renders, here is what surrounds it."""

from __future__ import annotations

from foureyes.languages.terraform.functions.encoding import from_utf8
from foureyes.languages.terraform.functions.failure import Failure, Fault, Untellable
from foureyes.languages.terraform.functions.filesystem import content_of, located
from foureyes.languages.terraform.functions.signature import Call, Library
from foureyes.languages.terraform.functions.types import ANY, STRING
from foureyes.model.place import Source
from foureyes.model.value import Known, Leaf, MapValue, Unknown, Value, lift

LIBRARY = Library()

MAX_DEPTH = 20
"""Templates inside of templates."""


@LIBRARY.raw("templatefile", STRING, ANY)
def templatefile(call: Call, path: Leaf, variables: Leaf) -> Value:
    if not isinstance(path, Known):
        return call.undecided()
    name = str(path.scalar)
    text = from_utf8(content_of(call, name))
    full = located(call, name)[1]
    if full in call.context.templates:
        raise Fault("the template includes itself")
    return _rendered(call, Source(full, text.removeprefix("\ufeff")), variables)


@LIBRARY.raw("templatestring", STRING, ANY)
def templatestring(call: Call, template: Leaf, variables: Leaf) -> Value:
    if not isinstance(template, Known):
        return call.undecided()
    place = call.context.place
    return _rendered(call, Source(place.path if place else "", str(template.scalar)), variables)


def _rendered(call: Call, source: Source, variables: Leaf) -> Value:
    context = call.context
    if isinstance(variables, Unknown):
        return call.undecided()
    if not isinstance(variables, MapValue):
        raise Fault("the variables must be a map or object")
    if context.render is None:
        raise Untellable("templates are not evaluated here")
    if len(context.templates) >= MAX_DEPTH:
        raise Untellable("templates are nested too deeply")
    inner = context._replace(templates=(*context.templates, source.path))
    return _standing_here(context.render(source, variables, inner), call)


def _standing_here(value: Value, call: Call) -> Value:
    def settle(leaf: Leaf) -> Leaf:
        if isinstance(leaf, Failure):
            return leaf
        around = call.circumstances(deep=True)
        references = tuple(dict.fromkeys((*leaf.references, *around.references)))
        trail = tuple(dict.fromkeys((*around.trail, *leaf.trail)))
        return leaf.replace(place=around.place, trail=trail, references=references, secret=leaf.secret or around.secret)  # type: ignore[no-any-return]

    return lift(settle, value)
