"""Parameter files: forms, places, which template they belong to."""

from __future__ import annotations

import pytest

from foureyes.languages.cloudformation.read import roots
from foureyes.model.root import Options
from tests.languages.cloudformation.deploying import DictTree, deploy, only
from tests.languages.cloudformation.said import said

PARAMETERISED = """
Parameters: {Acl: {Type: String, Default: Private}, Env: {Type: String}}
Resources: {B: {Type: AWS::S3::Bucket, Properties: {AccessControl: !Ref Acl}}}
"""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("params.json", '[{"ParameterKey": "Acl", "ParameterValue": "PublicRead"}]'),
        ("params.json", '["Acl=PublicRead", "Env=a b"]'),
        ("params.json", '{"Parameters": {"Acl": "PublicRead"}, "Tags": {}}'),
        ("parameters/prod.json", '{"Parameters": {"Acl": "PublicRead"}}'),
        ("samconfig.toml", '[default.deploy.parameters]\nparameter_overrides = "Acl=PublicRead Env=\\"a b\\""\n'),
        ("samconfig.toml", '[default.deploy.parameters]\nparameter_overrides = ["Acl=PublicRead", "Env=a b"]\n'),
        (
            "samconfig.yaml",
            "default:\n  deploy: {parameters: {parameter_overrides: [Acl=PublicRead, Env=a b]}}\n",
        ),
        ("samconfig.yml", "default: {deploy: {parameters: {parameter_overrides: Acl=PublicRead Env=dev}}}\n"),
        (
            "samconfig.toml",
            '[default.global.parameters]\nparameter_overrides = "ParameterKey=Acl,ParameterValue=PublicRead"\n',
        ),
    ],
)
def test_parameter_files_are_deployments(name: str, text: str) -> None:
    evaluation = only({"template.yaml": PARAMETERISED, name: text})
    assert evaluation.deployment == name
    assert name in evaluation.files
    value = evaluation.resources[0].body.get("AccessControl")
    assert said(value) == '"PublicRead"'
    step = value.trail[0]
    assert step.text == f'`Acl` is "PublicRead" in {name.split("/")[-1]}'
    assert step.place is not None and step.place.path == name and step.place.line in (1, 2)


def test_parameter_files_belong_to_the_template_they_fit() -> None:
    other = "Parameters: {Size: {Type: String}}\nResources: {}"
    tree = DictTree(
        {
            "vpc.yaml": PARAMETERISED,
            "vpc-peering.yaml": PARAMETERISED,
            "other.yaml": other,
            "vpc-peering-prod.json": '{"Parameters": {"Acl": "a"}}',
            "vpc-dev.json": '{"Parameters": {"Acl": "a"}}',
            "all.json": '{"Parameters": {"Env": "a"}}',
            "foreign.json": '{"Parameters": {"Nowhere": "a"}}',
        }
    )
    found = {one.path: [each.name for each in one.deployments] for one in
             roots(["other.yaml", "vpc-peering.yaml", "vpc.yaml"], [], tree)}  # fmt: skip
    assert found == {
        "vpc.yaml": ["all.json", "vpc-dev.json"],
        "vpc-peering.yaml": ["all.json", "vpc-peering-prod.json"],
        "other.yaml": [""],
    }


def test_environments_of_samconfig() -> None:
    text = (
        '[default.deploy.parameters]\nparameter_overrides = "Acl=Private"\n'
        '[prod.deploy.parameters]\nparameter_overrides = "Acl=PublicRead"\n'
    )
    found = {one.deployment: said(one.resources[0].body.get("AccessControl"))
             for one in deploy({"template.yaml": PARAMETERISED, "samconfig.toml": text})}  # fmt: skip
    assert found == {"samconfig.toml": '"Private"', "samconfig.toml#prod": '"PublicRead"'}


def test_variables_of_the_command_line_win() -> None:
    files = {"template.yaml": PARAMETERISED, "p.json": '{"Parameters": {"Acl": "Private"}}'}
    evaluation = only(files, Options(variables=(("Acl", "PublicRead"),)))
    assert said(evaluation.resources[0].body) == '{AccessControl: "PublicRead"}'


def test_previous_values_are_unknown() -> None:
    files = {"template.yaml": PARAMETERISED, "p.json": '[{"ParameterKey": "Acl", "UsePreviousValue": true}]'}
    assert said(only(files).resources[0].body) == "{AccessControl: <Acl>}"
