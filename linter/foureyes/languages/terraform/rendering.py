"""Templates with their interpolations and directives evaluated."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import normalize

from foureyes.languages.terraform.access import within
from foureyes.languages.terraform.conditions import either
from foureyes.languages.terraform.functions.failure import Failure
from foureyes.languages.terraform.leaves import failure, unknown_from
from foureyes.languages.terraform.loops import pairs, too_many
from foureyes.languages.terraform.operators import truth
from foureyes.languages.terraform.syntax import ForDirective, IfDirective, Interpolation, Part, Template, Text
from foureyes.languages.terraform.texts import Piece, text
from foureyes.model.value import Known, Leaf, Unknown, Value, lift

if TYPE_CHECKING:
    from foureyes.languages.terraform.environment import Environment
    from foureyes.languages.terraform.evaluate import Evaluator


def template(evaluate: Evaluator, node: Template, env: Environment) -> Value:
    """The text a template renders to."""
    return text(_pieces(evaluate, node.parts, env), env.place(node))


def _pieces(evaluate: Evaluator, parts: list[Part], env: Environment) -> list[Piece]:
    pieces: list[Piece] = []
    for part in parts:
        if isinstance(part, Text):
            pieces.append(part.value if part.value.isascii() else normalize("NFC", part.value))
        elif isinstance(part, Interpolation):
            pieces.append(evaluate(part.expression, env))
        elif isinstance(part, IfDirective):
            pieces += _if(evaluate, part, env)
        else:
            pieces.append(_for(evaluate, part, env))
    return pieces


def _if(evaluate: Evaluator, part: IfDirective, env: Environment) -> list[Piece]:
    test = truth(evaluate(part.condition, env), env.place(part.condition))
    if isinstance(test, Known):
        return _pieces(evaluate, part.then if test.scalar is True else part.otherwise or [], env)
    then = text(_pieces(evaluate, part.then, env), env.place(part))
    otherwise = text(_pieces(evaluate, part.otherwise or [], env), env.place(part))
    return [either(test, then, otherwise, lambda secret: evaluate.question(part.condition, env, secret))]


def _for(evaluate: Evaluator, part: ForDirective, env: Environment) -> Value:
    place = env.place(part)

    def over(leaf: Leaf) -> Value:
        if isinstance(leaf, Failure):
            return leaf
        rounds = pairs(leaf)
        if isinstance(leaf, Unknown) or getattr(leaf, "open", False):
            return unknown_from(getattr(leaf, "reason", "it may have more elements"), leaf, place=place, present=True)
        if rounds is None:
            return failure("only a list, set or map can be looped over", leaf, place=place)
        pieces: list[Piece] = []
        for key, item in rounds:
            if not evaluate.another_round():
                return unknown_from(too_many(place), leaf, place=place, present=True)
            names = {part.value_name: within(item, leaf)}
            if part.key_name:
                names[part.key_name] = key
            pieces += _pieces(evaluate, part.body, env.binding(names))
        return text(pieces, place)

    return lift(over, evaluate(part.collection, env))
