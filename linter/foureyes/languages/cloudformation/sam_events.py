"""What the events of SAM functions and state machines bring with them: permissions, subscriptions, queues, roles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from foureyes.languages.cloudformation.declaration import Declaration
from foureyes.languages.cloudformation.pseudo import pseudo_parameter
from foureyes.languages.cloudformation.sam import Maker, field
from foureyes.languages.cloudformation.sam_roles import event_role, is_missing, written
from foureyes.languages.documents.tree import Scalar
from foureyes.model.resource import Resource
from foureyes.model.value import Absent, Known, Leaf, MapValue, Unknown, Value, lift

CALLERS: Final = {
    "AlexaSkill": "alexa-appkit.amazon.com",
    "Api": "apigateway.amazonaws.com",
    "CloudWatchEvent": "events.amazonaws.com",
    "CloudWatchLogs": "logs.amazonaws.com",
    "Cognito": "cognito-idp.amazonaws.com",
    "EventBridgeRule": "events.amazonaws.com",
    "HttpApi": "apigateway.amazonaws.com",
    "IoTRule": "iot.amazonaws.com",
    "S3": "s3.amazonaws.com",
    "SNS": "sns.amazonaws.com",
    "Schedule": "events.amazonaws.com",
}
"""Events whose service calls the function itself, with the principal of that service."""

RULES: Final = ("CloudWatchEvent", "EventBridgeRule", "Schedule")
"""Events that a rule of EventBridge hands on."""

IMPLICIT_STAGE: Final = "Prod"


def of_function(maker: Maker) -> Iterator[Resource]:
    """The resources beside a function for its events."""
    for name, kind, given in _events(maker):
        caller = CALLERS.get(kind)
        by_queue = _is_given(field(given, "SqsSubscription")) if kind == "SNS" else Known(False)
        if caller is not None:
            yield from _permission(maker, name, kind, given, caller, lift(_opposite, by_queue))
        if kind == "SNS":
            yield from _subscription(maker, name, given, by_queue)
        elif kind in RULES:
            yield from _dead_letters(maker, name, given)
        elif kind == "ScheduleV2":
            yield from _schedule(maker, name, given)


def of_state_machine(maker: Maker) -> Iterator[Resource]:
    """The roles with which events start a state machine."""
    for name, kind, given in _events(maker):
        if kind in RULES or kind == "Api":
            yield from event_role(maker, name, CALLERS[kind], given)
        if kind in RULES:
            yield from _dead_letters(maker, name, given)
        elif kind == "ScheduleV2":
            yield from _schedule(maker, name, given)


def _events(maker: Maker) -> Iterator[tuple[str, str, Value]]:
    """Name, type and properties of each event whose type can be told."""
    listed = maker.body.get("Events")
    for name, event in listed.entries.items() if isinstance(listed, MapValue) else ():
        kind = field(event, "Type")
        if isinstance(kind, Known):
            yield name, str(kind.scalar), lift(_or_nothing, field(event, "Properties"))


def _or_nothing(leaf: Leaf) -> Leaf:
    return MapValue({}, leaf.place) if isinstance(leaf, Absent) else leaf


def _opposite(leaf: Leaf) -> Leaf:
    return Known(not leaf.scalar) if isinstance(leaf, Known) else leaf


def _is_given(value: Value) -> Value:
    """Whether a property is given and not false."""

    def given(leaf: Leaf) -> Leaf:
        if isinstance(leaf, Unknown):
            return Unknown(leaf.reason, leaf.place)
        return Known(not isinstance(leaf, Absent) and not (isinstance(leaf, Known) and not leaf.scalar))

    return lift(given, value)


def _permission(maker: Maker, name: str, kind: str, given: Value, caller: str, exists: Value) -> Iterator[Resource]:
    """The permission of a service to call the function, as narrow as SAM makes it."""
    entries: dict[str, Value] = {
        "Action": Known("lambda:InvokeFunction", maker.place),
        "FunctionName": maker.reference(maker.name, "Ref"),
        "Principal": Known(caller, maker.place),
    }
    account = pseudo_parameter("AWS::AccountId", maker.place)
    if kind == "AlexaSkill":
        entries["EventSourceToken"] = field(given, "SkillId")
    elif kind == "SNS":
        entries["SourceArn"] = field(given, "Topic")
    elif kind == "S3" and account is not None:
        entries["SourceAccount"] = account
    elif kind in RULES:
        entries["SourceArn"] = maker.reference(f"{maker.name}{name}", "Arn")
    else:
        entries["SourceArn"] = Unknown("the ARN of the event's source is settled at deploy", maker.place, present=True)
    if kind == "IoTRule" and account is not None:
        entries["SourceAccount"] = account
    id = f"{maker.name}Cognito" if kind == "Cognito" else f"{maker.name}{name}"
    yield from maker.maybe("AWS::Lambda::Permission", entries, f"{id}Permission{_stage(maker, kind, given)}", exists)


def _stage(maker: Maker, kind: str, given: Value) -> str:
    """The name of the stage that the logical id of a permission for a REST API ends with."""
    if kind != "Api":
        return ""
    chosen = field(given, "RestApiId")
    api = api_of(maker, chosen)
    return stage_name(api) if api is not None else IMPLICIT_STAGE if isinstance(chosen, Absent) else ""


def api_of(maker: Maker, chosen: Value) -> Declaration | None:
    """The declaration of the API that an event names, by reference or by logical id."""
    stack = maker.stack
    if isinstance(chosen, Known) and chosen.scalar in stack.declared:
        return stack.declared[str(chosen.scalar)]
    for reference in chosen.references if isinstance(chosen, Leaf) else ():
        if (name := reference.target.removeprefix(stack.prefix)) in stack.declared:
            return stack.declared[name]
    return None


def stage_name(api: Declaration) -> str:
    """The name of an API's stage where logical ids hold it: written out, of letters and digits."""
    node = api.property("StageName")
    return node.name if isinstance(node, Scalar) and node.tag is None and node.name.isalnum() else ""


def _subscription(maker: Maker, name: str, given: Value, by_queue: Value) -> Iterator[Resource]:
    """The subscription of a function, or of a queue before it, to a topic."""
    own = f"{maker.name}{name}"

    def protocol(leaf: Leaf) -> Leaf:
        return Known("sqs" if leaf.scalar else "lambda", maker.place) if isinstance(leaf, Known) else leaf

    entries = {"Protocol": lift(protocol, by_queue), "TopicArn": field(given, "Topic")}
    yield maker.resource("AWS::SNS::Subscription", entries, own)
    wanted = field(given, "SqsSubscription")
    of_its_own = lift(lambda leaf: Known(isinstance(leaf, Known) and bool(leaf.scalar)), wanted)
    yield from maker.maybe("AWS::SQS::Queue", {}, f"{own}Queue", of_its_own)
    if by_queue != Known(False):

        def queue(leaf: Leaf) -> Value:
            return leaf.get("QueueUrl") if isinstance(leaf, MapValue) else maker.reference(f"{own}Queue", "Ref")

        stated = field(wanted, "QueuePolicyLogicalId") if isinstance(wanted, MapValue) else Absent()
        id = str(stated.scalar) if isinstance(stated, Known) else f"{own}QueuePolicy"
        yield from _queue_policy(maker, id, lift(queue, wanted), "*", field(given, "Topic"), by_queue)


def _queue_policy(
    maker: Maker, id: str, queue: Value, principal: object, source: Value, exists: Value
) -> Iterator[Resource]:
    """The policy that lets one source send to a queue."""
    statement = {
        "Effect": "Allow",
        "Principal": principal,
        "Action": "sqs:SendMessage",
        "Resource": "*",
        "Condition": {"ArnEquals": {"aws:SourceArn": source}},
    }
    content = {"Queues": [queue], "PolicyDocument": {"Statement": [statement]}}
    found = written(content, maker.place)
    assert isinstance(found, MapValue)
    yield from maker.maybe("AWS::SQS::QueuePolicy", found.entries, id, exists)


def _dead_letters(maker: Maker, name: str, given: Value) -> Iterator[Resource]:
    """The queue for events that fail, where one is wanted and none is named."""
    wanted = field(given, "DeadLetterConfig")
    exists = lift(
        lambda leaf: is_missing(leaf, "Arn") if isinstance(leaf, MapValue) else Known(False),
        wanted,
    )
    if exists == Known(False):
        return
    own = f"{maker.name}{name}"
    named = field(wanted, "QueueLogicalId")
    id = str(named.scalar) if isinstance(named, Known) else f"{own}Queue"
    yield from maker.maybe("AWS::SQS::Queue", {}, id, exists)
    source = maker.reference(own, "Arn")
    service = {"Service": "events.amazonaws.com"}
    yield from _queue_policy(maker, f"{own}QueuePolicy", maker.reference(id, "Ref"), service, source, exists)


def _schedule(maker: Maker, name: str, given: Value) -> Iterator[Resource]:
    """A schedule of EventBridge Scheduler with its role."""
    entries = {one: field(given, one) for one in ("KmsKeyArn", "State")}
    yield maker.resource("AWS::Scheduler::Schedule", entries, f"{maker.name}{name}")
    yield from event_role(maker, name, "scheduler.amazonaws.com", given)
    wanted = field(given, "DeadLetterConfig")
    if isinstance(wanted, MapValue) and isinstance(wanted.get("Arn"), Absent):
        stated = wanted.get("QueueLogicalId")
        id = str(stated.scalar) if isinstance(stated, Known) else f"{maker.name}{name}Queue"
        yield maker.resource("AWS::SQS::Queue", {}, id)


def destinations(maker: Maker) -> Iterator[Resource]:
    """The queues and topics for what becomes of asynchronous calls, where none are named."""
    listed = field(maker.body.get("EventInvokeConfig"), "DestinationConfig")
    for event in ("OnSuccess", "OnFailure"):
        wanted = field(listed, event)
        kind = field(wanted, "Type")
        if not isinstance(wanted, MapValue) or not isinstance(kind, Known) or kind.scalar not in ("SQS", "SNS"):
            continue
        type, end = ("AWS::SQS::Queue", "Queue") if kind.scalar == "SQS" else ("AWS::SNS::Topic", "Topic")
        id = f"{maker.name}EventInvokeConfig{event}{end}"
        yield from maker.maybe(type, {}, id, is_missing(wanted, "Destination"))
