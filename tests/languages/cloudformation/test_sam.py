"""SAM: globals, and the resources that the transform makes."""

from __future__ import annotations

from foureyes.model.resource import Resource
from tests.languages.cloudformation.deploying import answers, by_address, findings, only
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


EVENTS = """
Transform: AWS::Serverless-2016-10-31
Parameters:
  Given: {Type: String}
  Dev: {Type: String, AllowedValues: ["yes", "no"]}
Conditions: {IsDev: !Equals [!Ref Dev, "yes"]}
Resources:
  Topic: {Type: AWS::SNS::Topic}
  Bucket: {Type: AWS::S3::Bucket}
  Function:
    Type: AWS::Serverless::Function
    Properties:
      PermissionsBoundary: arn:aws:iam::aws:policy/Boundary
      Policies:
        - AmazonS3ReadOnlyAccess
        - {Statement: [{Effect: Allow, Action: "*", Resource: "*"}]}
        - S3ReadPolicy: {BucketName: !Ref Bucket}
        - !If [IsDev, {Statement: []}, !Ref AWS::NoValue]
      EventInvokeConfig:
        DestinationConfig: {OnFailure: {Type: SQS}, OnSuccess: {Type: SNS, Destination: !Ref Topic}}
      Events:
        Skill: {Type: AlexaSkill, Properties: {SkillId: amzn1}}
        Put: {Type: S3, Properties: {Bucket: !Ref Bucket, Events: "s3:*"}}
        Told: {Type: SNS, Properties: {Topic: !Ref Topic}}
        Queued: {Type: SNS, Properties: {Topic: !Ref Topic, SqsSubscription: true}}
        Elsewhere: {Type: SNS, Properties: {Topic: !Ref Topic, SqsSubscription: {QueueArn: a, QueueUrl: u}}}
        Rule: {Type: EventBridgeRule, Properties: {DeadLetterConfig: {Type: SQS, QueueLogicalId: Dead}}}
        Timed: {Type: ScheduleV2, Properties: {ScheduleExpression: rate(1 day), KmsKeyArn: k}}
        Plain: {Type: HttpApi}
        Posted: {Type: HttpApi, Properties: {Method: post, Path: "/a"}}
        Named: {Type: Api, Properties: {Method: get, Path: /, RestApiId: Api}}
        Narrow: {Type: Api, Properties: {Method: get, Path: /n, Auth: {ResourcePolicy: {IpRangeWhitelist: [a]}}}}
  WithRole: {Type: AWS::Serverless::Function, Properties: {Role: !Ref Given}}
  MaybeRole: {Type: AWS::Serverless::Function, Properties: {Role: !If [IsDev, !Ref Given, !Ref AWS::NoValue]}}
  Trusting:
    Type: AWS::Serverless::Function
    Properties: {AssumeRolePolicyDocument: {Statement: [{Effect: Allow, Principal: "*", Action: sts:AssumeRole}]}}
  Machine:
    Type: AWS::Serverless::StateMachine
    Properties: {Events: {Tick: {Type: Schedule}, Call: {Type: Api, Properties: {Path: /m, Method: post}}}}
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: v1
      Auth:
        ApiKeyRequired: true
        ResourcePolicy:
          IpRangeWhitelist: [192.0.2.0/24]
          SourceVpcWhitelist: [vpc-1, vpce-2]
          AwsAccountWhitelist: ["123456789012"]
  Socket:
    Type: AWS::Serverless::WebSocketApi
    Properties: {Auth: {AuthType: AWS_IAM}, Routes: {$connect: {FunctionArn: f}, send: {FunctionArn: f}}}
"""


def test_events_bring_permissions_queues_and_roles() -> None:
    evaluation = only(EVENTS)
    assert not evaluation.errors and not evaluation.gaps
    found = {(one.type.removeprefix("AWS::"), one.address): one for one in evaluation.resources}
    permissions = {
        address.removeprefix("Function"): [said(one.body.get(name)) for name in ("Principal", "SourceAccount")]
        for (type, address), one in found.items()
        if type == "Lambda::Permission"
    }
    assert permissions == {
        "SkillPermission": ['"alexa-appkit.amazon.com"', "absent"],
        "PutPermission": ['"s3.amazonaws.com"', "<AWS::AccountId>"],
        "ToldPermission": ['"sns.amazonaws.com"', "absent"],
        "RulePermission": ['"events.amazonaws.com"', "absent"],
        "PlainPermission": ['"apigateway.amazonaws.com"', "absent"],
        "PostedPermission": ['"apigateway.amazonaws.com"', "absent"],
        "NamedPermissionv1": ['"apigateway.amazonaws.com"', "absent"],
        "NarrowPermissionProd": ['"apigateway.amazonaws.com"', "absent"],
    }
    assert said(found["Lambda::Permission", "FunctionSkillPermission"].body.get("EventSourceToken")) == '"amzn1"'
    queues = {address for type, address in found if type == "SQS::Queue"}
    assert queues == {"FunctionQueuedQueue", "Dead", "FunctionEventInvokeConfigOnFailureQueue"}
    assert {address for type, address in found if type == "SQS::QueuePolicy"} == {
        "FunctionQueuedQueuePolicy", "FunctionElsewhereQueuePolicy", "FunctionRuleQueuePolicy",
    }  # fmt: skip
    protocols = [said(one.body.get("Protocol")) for (type, _), one in found.items() if type == "SNS::Subscription"]
    assert protocols == ['"lambda"', '"sqs"', '"sqs"']
    assert said(found["Scheduler::Schedule", "FunctionTimed"].body.get("KmsKeyArn")) == '"k"'
    routes = {
        address: said(one.body.get("RouteKey"))
        for (type, address), one in found.items()
        if type == "ApiGatewayV2::Route"
    }
    assert routes == {
        "FunctionPlain": '"$default"',
        "FunctionPosted": '"POST /a"',
        "SocketConnectRoute": '"$connect"',
        "SocketSendRoute": '"send"',
    }


def test_roles_of_functions_and_machines() -> None:
    found = by_address(only(EVENTS))
    role = found["FunctionRole"].body
    assert said(role.get("ManagedPolicyArns")) == '["AmazonS3ReadOnlyAccess"]'
    statement = '{Effect: "Allow", Action: "*", Resource: "*"}'
    first = f'{{PolicyName: "FunctionRolePolicy1", PolicyDocument: {{Statement: [{statement}]}}}}'
    assert said(role.get("Policies")).startswith(f"(Dev=no ? [{first}] : [{first}, ")
    assert said(role.get("PermissionsBoundary")) == '"arn:aws:iam::aws:policy/Boundary"'
    assert "lambda.amazonaws.com" in said(role.get("AssumeRolePolicyDocument"))
    assert "WithRoleRole" not in found
    assert said(found["MaybeRoleRole"].exists) == "(Dev=no ? true : false)"
    assert "states.amazonaws.com" in said(found["MachineRole"].body)
    assert "events.amazonaws.com" in said(found["MachineTickRole"].body)
    assert "apigateway.amazonaws.com" in said(found["MachineCallRole"].body)
    assert "scheduler.amazonaws.com" in said(found["FunctionTimedRole"].body)
    assert answers(only(EVENTS))["aws-iam-role-open-to-every-account", "TrustingRole"] == "yes"


def test_policies_of_apis_close_their_methods() -> None:
    evaluation = only(EVENTS)
    policy = said(by_address(evaluation)["Api"].body.get("Policy"))
    assert '"Deny"' in policy and '{NotIpAddress: {aws:SourceIp: ["192.0.2.0/24"]}}' in policy
    assert '{StringNotEquals: {aws:SourceVpc: ["vpc-1"], aws:SourceVpce: ["vpce-2"]}}' in policy
    assert '{AWS: ["123456789012"]}' in policy
    found = answers(evaluation)
    open_method, open_route = (
        "aws-api-gateway-method-without-authorization",
        "aws-api-gateway-route-without-authorization",
    )
    assert {key: answer for key, answer in found.items() if key[0] in (open_method, open_route)} == {
        (open_method, "FunctionNarrow"): "cannot tell",
        (open_method, "MachineCall"): "yes",
        (open_route, "FunctionPlain"): "yes",
        (open_route, "FunctionPosted"): "yes",
    }
    assert not [key for key in found if key[0].startswith("aws-sqs-queue-open")]


def test_nothing_is_told_twice() -> None:
    text = """
Transform: AWS::Serverless-2016-10-31
Resources:
  Open: {Type: AWS::Serverless::Function, Properties: {FunctionUrlConfig: {AuthType: NONE}}}
  Graph: {Type: AWS::Serverless::GraphQLApi, Properties: {Auth: {Type: API_KEY}}}
"""
    assert sorted((one.rule, one.resource) for one in findings(only(text))) == [
        ("aws-appsync-api-with-shared-key", "Graph"),
        ("aws-lambda-function-open-to-everyone", "OpenUrlPublicPermissions"),
        ("aws-lambda-url-open-to-everyone", "OpenUrl"),
    ]
