"""What `Ref` and `Fn::GetAtt` of a resource yield, where the template states it or the shape is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from foureyes.languages.cloudformation.shaped import Shaped
from foureyes.languages.cloudformation.texts import joined
from foureyes.model.value import Absent, Known, Leaf, Reference, Step, Unknown, Value, lift, shown

if TYPE_CHECKING:
    from foureyes.languages.cloudformation.stack import Stack

NAMED_BY: Final = {
    "AWS::DynamoDB::Table": "TableName",
    "AWS::ECR::Repository": "RepositoryName",
    "AWS::IAM::Group": "GroupName",
    "AWS::IAM::Role": "RoleName",
    "AWS::IAM::User": "UserName",
    "AWS::Kinesis::Stream": "Name",
    "AWS::Lambda::Function": "FunctionName",
    "AWS::Logs::LogGroup": "LogGroupName",
    "AWS::S3::Bucket": "BucketName",
    "AWS::Serverless::Function": "FunctionName",
    "AWS::Serverless::SimpleTable": "TableName",
}
"""The property that `Ref` returns, by type."""

ARN_BY_REF: Final = frozenset(
    {
        "AWS::CertificateManager::Certificate",
        "AWS::CloudFormation::Stack",
        "AWS::ECS::Service",
        "AWS::ECS::TaskDefinition",
        "AWS::ElasticLoadBalancingV2::Listener",
        "AWS::ElasticLoadBalancingV2::LoadBalancer",
        "AWS::ElasticLoadBalancingV2::TargetGroup",
        "AWS::IAM::ManagedPolicy",
        "AWS::Lambda::Version",
        "AWS::SNS::Topic",
        "AWS::SecretsManager::Secret",
        "AWS::Serverless::StateMachine",
        "AWS::StepFunctions::StateMachine",
    }
)
"""Types whose `Ref` returns an ARN."""


_RANGED: Final = frozenset({"AWS::EC2::VPC", "AWS::EC2::Subnet"})
"""Types whose `CidrBlock` is the property of that name, where it is stated."""


def stated_name(stack: Stack, name: str, reference: Reference) -> Value:
    """`Ref` of a resource: its name where it states one."""
    if name not in stack.referred:
        stack.referred[name] = _settling(reference)  # what a circle of names meets
        stack.referred[name] = _stated_name(stack, name, reference)
    return stack.referred[name]


def _settling(reference: Reference) -> Unknown:
    reason = f"the name of `{reference.target}` is settled at deploy"
    return Unknown(reason, None, (), (reference,), subject=f"Ref {reference.target}", present=True)


def _stated_name(stack: Stack, name: str, reference: Reference) -> Value:
    declared = stack.declared[name]
    if declared.type in ARN_BY_REF:
        return _arn(reference, f"Ref {reference.target}", declared.type)
    given = declared.property(NAMED_BY.get(declared.type, ""))
    if given is None or stack.nesting > 20:
        return _settling(reference)
    stack.nesting += 1
    try:
        value = declared.evaluator.value(given)
    finally:
        stack.nesting -= 1
    step_place = declared.evaluator.place(given)

    def told(leaf: Leaf) -> Leaf:
        if isinstance(leaf, Absent):
            return _settling(reference)
        references = (reference, *leaf.references)
        if isinstance(leaf, Known):
            step = Step(f"`{name}` is named {shown(leaf)}", step_place)
            return leaf.replace(references=references, trail=(step, *leaf.trail))  # type: ignore[no-any-return]
        new: Leaf = leaf.replace(references=references)
        if isinstance(new, Unknown):
            new.present = True  # a resource always has a name
        return new

    return lift(told, value)


def _arn(reference: Reference, subject: str, type: str) -> Leaf:
    """The ARN of a resource: that of one thing, but for log groups, whose ends with `:*`."""
    reason = f"the ARN of `{reference.target}` is settled at deploy"
    pattern = r".+" if type == "AWS::Logs::LogGroup" else r"[^*?]+"
    rest = Shaped(reason, pattern=pattern, subject=f"{subject} after arn:", present=True)
    return joined(["arn:", rest], None, (), (reference,))


def attribute_value(stack: Stack, name: str, attribute: str, reference: Reference) -> Value:
    """`Fn::GetAtt` of a resource."""
    declared = stack.declared[name]
    if attribute.startswith("Outputs."):
        output = stack.child_output(name, attribute.removeprefix("Outputs."))
        if output is not None:
            return lift(lambda leaf: leaf.replace(references=(*leaf.references, reference)), output)
    subject = f"{reference.target}.{attribute}"
    own = declared.type.startswith("AWS::") and "::CustomResource" not in declared.type
    if own and attribute.endswith("Arn") and not attribute.startswith("Outputs."):
        return _arn(reference, subject, declared.type)
    if attribute == "CidrBlock" and declared.type in _RANGED:
        return _stated_range(stack, name, reference)
    reason = f"`{attribute}` of `{name}` is settled at deploy"
    # A custom resource or another stack may answer with an empty text.
    surely = declared.type.startswith("AWS::") and not declared.type.startswith("AWS::CloudFormation::")
    return Unknown(reason, None, (), (reference,), subject=subject, present=surely)


def _stated_range(stack: Stack, name: str, reference: Reference) -> Value:
    """`CidrBlock` of a network: as it is stated, else what an address pool gives."""
    declared = stack.declared[name]
    reason = f"`CidrBlock` of `{name}` is settled at deploy"
    settled = Unknown(reason, None, (), (reference,), subject=".".join(reference), present=True)
    given = declared.property("CidrBlock")
    if given is None or stack.nesting > 20:
        return settled
    stack.nesting += 1
    try:
        value = declared.evaluator.value(given)
    finally:
        stack.nesting -= 1

    def told(leaf: Leaf) -> Leaf:
        if isinstance(leaf, Absent):
            return settled
        return leaf.replace(references=(reference, *leaf.references))  # type: ignore[no-any-return]

    return lift(told, value)
