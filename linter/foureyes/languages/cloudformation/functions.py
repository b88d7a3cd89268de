"""The intrinsic functions by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from foureyes.languages.cloudformation import assertions, conditions, list_functions, lookups, text_functions
from foureyes.languages.cloudformation.expression import Call, Evaluator
from foureyes.model.place import Place
from foureyes.model.value import Unknown, Value

Function = Callable[[Evaluator, Call, Place], Value]


def transform(evaluator: Evaluator, call: Call, place: Place) -> Value:
    """`Fn::Transform`: a macro, which is not run."""
    evaluator.stack.note_transform(call.argument, place)
    return Unknown("a transform makes it at deploy", place, present=True)


FUNCTIONS: Final[dict[str, Function]] = {
    "Ref": lookups.ref,
    "Condition": conditions.named,
    "Fn::And": conditions.folded(conditions.both, "Fn::And"),
    "Fn::Base64": text_functions.base64,
    "Fn::Cidr": list_functions.cidr,
    "Fn::Contains": assertions.contains,
    "Fn::EachMemberEquals": assertions.each_member_equals,
    "Fn::EachMemberIn": assertions.each_member_in,
    "Fn::Equals": conditions.equals,
    "Fn::FindInMap": lookups.find_in_map,
    "Fn::GetAZs": list_functions.availability_zones,
    "Fn::GetAtt": lookups.get_att,
    "Fn::GetStackOutput": lookups.stack_output,
    "Fn::If": conditions.choice,
    "Fn::ImportValue": lookups.import_value,
    "Fn::Join": text_functions.join,
    "Fn::Length": list_functions.length,
    "Fn::Not": conditions.negated,
    "Fn::Or": conditions.folded(conditions.either, "Fn::Or"),
    "Fn::RefAll": assertions.untold,
    "Fn::Select": list_functions.select,
    "Fn::Split": text_functions.split,
    "Fn::Sub": text_functions.sub,
    "Fn::ToJsonString": text_functions.to_json_string,
    "Fn::Transform": transform,
    "Fn::ValueOf": assertions.untold,
    "Fn::ValueOfAll": assertions.untold,
}
