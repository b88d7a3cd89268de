"""SAM: globals, and the resources that the transform makes."""

from __future__ import annotations

from foureyes.model.resource import Resource
from tests.languages.cloudformation.deploying import only
from tests.languages.cloudformation.said import said

TEMPLATE = """
Transform: AWS::Serverless-2016-10-31
Parameters: {Auth: {Type: String, AllowedValues: [NONE, AWS_IAM]}}
Globals:
  Function:
    Runtime: python3.12
    Layers: [one]
    Environment: {Variables: {A: a, B: b}}
  Api:
    Auth: {DefaultAuthorizer: AWS_IAM}
    TracingEnabled: true
Resources:
  Function:
    Type: AWS::Serverless::Function
    Properties:
      Layers: [two]
      Environment: {Variables: {B: own}}
      FunctionUrlConfig: {AuthType: !Ref Auth}
      DeadLetterQueue: {Type: SQS, TargetArn: "arn:aws:sqs:x"}
      Tracing: Active
      Events:
        Guarded: {Type: Api, Properties: {Path: /, Method: get}}
        Open: {Type: Api, Properties: {Path: /open, Method: post, Auth: {Authorizer: NONE}}}
        Explicit: {Type: Api, Properties: {Path: /x, Method: get, RestApiId: !Ref Api}}
        Http: {Type: HttpApi, Properties: {Path: /, Method: get}}
        Jwt: {Type: HttpApi, Properties: {Path: /j, Method: get, ApiId: !Ref HttpApi}}
        Elsewhere: {Type: HttpApi, Properties: {Path: /j, Method: get, ApiId: abcdef}}
  Aside:
    Type: AWS::Serverless::Function
    IgnoreGlobals: [Environment]
    Properties: {Runtime: nodejs22.x}
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      Auth:
        DefaultAuthorizer: Pool
        Authorizers: {Pool: {UserPoolArn: "arn:aws:cognito:x"}}
        ResourcePolicy: {CustomStatements: [{Effect: Allow, Principal: "*", Action: execute-api:Invoke}]}
      EndpointConfiguration: {Type: PRIVATE, VPCEndpointIds: [vpce-1]}
      Domain: {DomainName: x.example, CertificateArn: c, SecurityPolicy: TLS_1_0}
  HttpApi:
    Type: AWS::Serverless::HttpApi
    Properties:
      CorsConfiguration: true
      Auth: {DefaultAuthorizer: J, Authorizers: {J: {JwtConfiguration: {issuer: i}}}}
  Table: {Type: AWS::Serverless::SimpleTable, Properties: {SSESpecification: {SSEEnabled: true}}}
  Machine: {Type: AWS::Serverless::StateMachine, Properties: {Type: EXPRESS, Logging: {Level: ALL}, Role: r}}
  Graph: {Type: AWS::Serverless::GraphQLApi, Properties: {Auth: {Type: API_KEY}}}
"""


def made() -> dict[tuple[str, str], Resource]:
    evaluation = only(TEMPLATE)
    assert not evaluation.errors and not evaluation.gaps
    return {(one.type.removeprefix("AWS::"), one.address): one for one in evaluation.resources}


def test_globals_are_merged() -> None:
    found = made()
    own = found["Serverless::Function", "Function"].body
    assert said(own.get("Layers")) == '["one", "two"]'
    assert said(own.get("Environment")) == '{Variables: {A: "a", B: "own"}}'
    aside = found["Serverless::Function", "Aside"].body
    assert said(aside) == '{Layers: ["one"], Runtime: "nodejs22.x"}'


def test_functions_become_functions_urls_and_permissions() -> None:
    found = made()
    function = found["Lambda::Function", "Function"]
    assert said(function.body.get("TracingConfig")) == '{Mode: "Active"}'
    assert said(function.body.get("DeadLetterConfig")) == '{TargetArn: "arn:aws:sqs:x"}'
    assert function.identities == {"Function"}
    assert function.trail[0].text == "SAM makes it of `Function`"
    url = found["Lambda::Url", "FunctionUrl"]
    assert said(url.body.get("AuthType")) == '(Auth=AWS_IAM ? "AWS_IAM" : "NONE")'
    permission = found["Lambda::Permission", "FunctionUrlPublicPermissions"]
    assert said(permission.exists) == "(Auth=AWS_IAM ? false : true)"
    assert said(permission.body.get("Principal")) == '"*"'
    assert ("Lambda::Url", "AsideUrl") not in found


def test_events_become_methods_and_routes_with_their_authorization() -> None:
    found = made()
    kinds = {
        address: said(one.body.get("AuthorizationType"))
        for (type, address), one in found.items()
        if type in ("ApiGateway::Method", "ApiGatewayV2::Route")
    }
    assert kinds == {
        "FunctionGuarded": '"AWS_IAM"',
        "FunctionOpen": '"NONE"',
        "FunctionExplicit": '"COGNITO_USER_POOLS"',
        "FunctionHttp": '"NONE"',
        "FunctionJwt": '"JWT"',
        "FunctionElsewhere": "unknown",
    }
    opened = found["ApiGateway::Method", "FunctionOpen"]
    assert opened.place.text.startswith("{Type: Api, Properties: {Path: /open")


def test_apis_become_apis_stages_and_domains() -> None:
    found = made()
    api = found["ApiGateway::RestApi", "Api"].body
    assert said(api.get("EndpointConfiguration")) == '{VpcEndpointIds: ["vpce-1"], Types: ["PRIVATE"]}'
    assert said(api.get("Policy")) == '{Statement: [{Effect: "Allow", Principal: "*", Action: "execute-api:Invoke"}]}'
    stage = found["ApiGateway::Stage", "ApiliveStage"].body
    assert said(stage) == '{StageName: "live", TracingEnabled: true, RestApiId: <Ref Api>}'
    assert said(found["ApiGateway::DomainName", "ApiDomainName"].body.get("SecurityPolicy")) == '"TLS_1_0"'
    assert ("ApiGateway::Stage", "ServerlessRestApiProdStage") in found
    assert ("ApiGatewayV2::Api", "ServerlessHttpApi") in found
    http = found["ApiGatewayV2::Api", "HttpApi"].body
    assert said(http) == '{ProtocolType: "HTTP", CorsConfiguration: {AllowOrigins: ["*"]}}'


def test_tables_machines_and_graphs() -> None:
    found = made()
    assert said(found["DynamoDB::Table", "Table"].body) == "{SSESpecification: {SSEEnabled: true}}"
    machine = found["StepFunctions::StateMachine", "Machine"].body
    assert said(machine) == '{LoggingConfiguration: {Level: "ALL"}, RoleArn: "r", StateMachineType: "EXPRESS"}'
    assert said(found["AppSync::GraphQLApi", "Graph"].body) == '{AuthenticationType: "API_KEY"}'
