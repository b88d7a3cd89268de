"""API Gateway: REST, HTTP and WebSocket APIs, their policies, routes, caches and domain names.

Facts: provider 5.100.0 schema; CloudFormation and SAM schemas 2026-10-20; API Gateway developer guide (an API
key identifies, it does not authenticate; preflight requests cannot carry credentials).
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence, no, unsure
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind, Many, One
from foureyes.model.rule import ENCRYPTION_AT_REST, ENCRYPTION_IN_TRANSIT, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes_rules.vocabulary.policies import lets_strangers
from foureyes_rules.vocabulary.transport import is_old_gateway_policy


class RestApi(Kind):
    """A REST API."""

    terraform = "aws_api_gateway_rest_api"
    cloudformation = "AWS::ApiGateway::RestApi"

    endpoints = Setting(terraform="endpoint_configuration.types", cloudformation="EndpointConfiguration.Types")
    policies = Many("ApiPolicy", back="api")
    tls_policy = Setting(terraform="security_policy", cloudformation=("SecurityPolicy", "Domain.SecurityPolicy"))

    def is_private(self) -> Evidence:
        """Whether it can be reached through VPC endpoints only."""
        return self.endpoints.is_present() & self.endpoints.all(lambda one: one.equals("PRIVATE"))

    def is_restricted(self) -> Evidence:
        """Whether it has a policy and that lets only some in."""
        if self.resource.outside:
            return unsure(f"the policy of {self.resource.address} is not declared here", self.place)
        return ~self.policies.is_empty() & ~self.policies.any(
            lambda one: lets_strangers(one.policy, "execute-api:Invoke")
        )


class ApiPolicy(Kind):
    """The policy of a REST API, inline or declared beside it."""

    terraform = ("aws_api_gateway_rest_api_policy", "aws_api_gateway_rest_api#policy")
    cloudformation = "AWS::ApiGateway::RestApi#Policy"

    api = One(RestApi, terraform={"aws_api_gateway_rest_api_policy": "rest_api_id"})
    policy = Setting(
        terraform={"aws_api_gateway_rest_api_policy": "policy", "aws_api_gateway_rest_api#policy": "."},
        cloudformation=".",
        document=True,
    )


class Method(Kind):
    """A method of a REST API."""

    terraform = "aws_api_gateway_method"
    cloudformation = "AWS::ApiGateway::Method"

    api = One(RestApi, terraform="rest_api_id", cloudformation="RestApiId")
    verb = Setting(terraform="http_method", cloudformation="HttpMethod")
    authorization = Setting(terraform="authorization", cloudformation="AuthorizationType", default="NONE")
    api_key = Setting(terraform="api_key_required", cloudformation="ApiKeyRequired", default=False)

    def asks_nothing(self) -> Evidence:
        """Whether it wants neither credentials nor a key."""
        return self.authorization.equals("NONE") & self.api_key.is_false()


class SamApi(Kind):
    """An API of the Serverless Application Model."""

    cloudformation = ("AWS::Serverless::Api", "AWS::Serverless::HttpApi")

    authorizer = Setting(cloudformation="Auth.DefaultAuthorizer")
    iam = Setting(cloudformation="Auth.EnableIamAuthorizer")
    key = Setting(cloudformation="Auth.ApiKeyRequired")
    policy = Setting(cloudformation="Auth.ResourcePolicy")
    endpoint = Setting(cloudformation="EndpointConfiguration.Type")
    definition = Setting(cloudformation=("DefinitionBody", "DefinitionUri"))


class RoutedApi(Kind):
    """An HTTP or WebSocket API."""

    terraform = "aws_apigatewayv2_api"
    cloudformation = "AWS::ApiGatewayV2::Api"

    protocol = Setting(terraform="protocol_type", cloudformation="ProtocolType")


class Route(Kind):
    """A route of an HTTP or WebSocket API."""

    terraform = "aws_apigatewayv2_route"
    cloudformation = "AWS::ApiGatewayV2::Route"

    route = Setting(terraform="route_key", cloudformation="RouteKey")
    authorization = Setting(terraform="authorization_type", cloudformation="AuthorizationType", default="NONE")
    api = One(RoutedApi, terraform="api_id", cloudformation="ApiId")

    def is_inner(self) -> Evidence:
        """Whether it is for messages of a WebSocket, whose callers `$connect` has asked already."""
        api: RoutedApi = self.api
        spelled = self.route.matches(lambda text: " " not in text and text not in ("$default", "$connect"))
        if api.resource.outside:
            return spelled
        return spelled | (api.protocol.equals("WEBSOCKET") & ~self.route.equals("$connect"))


class DomainName(Kind):
    """A domain name of REST APIs."""

    terraform = "aws_api_gateway_domain_name"
    cloudformation = ("AWS::ApiGateway::DomainName", "AWS::ApiGateway::DomainNameV2")

    tls_policy = Setting(terraform="security_policy", cloudformation="SecurityPolicy", safe="TLS_1_2")


class Cache(Kind):
    """The settings of a stage's methods."""

    terraform = "aws_api_gateway_method_settings"
    cloudformation = ("AWS::ApiGateway::Stage#MethodSettings", "AWS::ApiGateway::Deployment#StageDescription")

    enabled = Setting(terraform="settings.caching_enabled", cloudformation="CachingEnabled", default=False)
    encrypted = Setting(
        terraform="settings.cache_data_encrypted", cloudformation="CacheDataEncrypted", default=False, safe=True
    )


class SamCache(Kind):
    """The settings of the methods of an API of the Serverless Application Model."""

    cloudformation = "AWS::Serverless::Api"

    encrypted = Setting(cloudformation="MethodSettings.CacheDataEncrypted", default=False)


class CorsApi(Kind):
    """What an HTTP API tells browsers about other sites."""

    terraform = "aws_apigatewayv2_api"
    cloudformation = "AWS::ApiGatewayV2::Api"

    origins = Setting(terraform="cors_configuration.allow_origins", cloudformation="CorsConfiguration.AllowOrigins")


class DefaultEndpoint(Kind):
    """The endpoint that AWS gives every API beside its own domain."""

    terraform = ("aws_api_gateway_rest_api", "aws_apigatewayv2_api")
    cloudformation = ("AWS::ApiGateway::RestApi", "AWS::ApiGatewayV2::Api")

    disabled = Setting(
        terraform="disable_execute_api_endpoint", cloudformation="DisableExecuteApiEndpoint", default=False, safe=True
    )


@rule(
    PUBLIC_ACCESS,
    Severity.MEDIUM,
    equivalents=("CKV_AWS_59", "AVD-AWS-0004", "W59", "API_GW_METHOD_AUTHORIZATION_TYPE_RULE"),
)
def aws_api_gateway_method_without_authorization(method: Method) -> Evidence:
    """Anyone who reaches this API can call this method: it asks for no credentials.

    Why: What the integration behind it can read or do, strangers can have.

    Fix: Set an authorizer (`authorization`, `AuthorizationType`), make the API private, or restrict it by a policy.
    """
    preflight = method.verb.is_in("OPTIONS", "OPTION")
    return method.asks_nothing() & ~preflight & ~method.api.is_private() & ~method.api.is_restricted()


@rule(PUBLIC_ACCESS, Severity.MEDIUM, equivalents=("CKV2_AWS_70",), profile="hardening")
def aws_api_gateway_method_open_by_policy(method: Method) -> Evidence:
    """This method asks for no credentials, and the policy of its API lets everybody in.

    Why: The policy was the place to say who may call; it says everybody.

    Fix: Name callers or networks in the API's policy, or set an authorizer.
    """
    if method.api.resource.outside:
        return no()
    return (
        method.asks_nothing()
        & ~method.api.is_private()
        & method.api.policies.any(lambda one: lets_strangers(one.policy, "execute-api:Invoke"))
    )


@rule(PUBLIC_ACCESS, Severity.MEDIUM, profile="hardening")
def aws_api_gateway_policy_open_to_everyone(policy: ApiPolicy) -> Evidence:
    """The policy of this API lets everybody in.

    Why: It closes nothing; only authorizers of the single methods are left.

    Fix: Name callers or networks in the policy.
    """
    return lets_strangers(policy.policy, "execute-api:Invoke") & ~policy.api.is_private()


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def aws_sam_api_without_authorization(api: SamApi) -> Evidence:
    """No route of this API asks for credentials unless it says so itself.

    Why: A route added later is open to everybody.

    Fix: Set `Auth.DefaultAuthorizer` (or `Auth.EnableIamAuthorizer`), a resource policy, or make the API private.
    """
    asked = api.authorizer.is_present() & ~api.authorizer.equals("NONE")
    closed = api.policy.is_present() | api.endpoint.equals("PRIVATE") | api.key.is_true() | api.definition.is_present()
    return ~asked & ~closed


@rule(PUBLIC_ACCESS, Severity.MEDIUM, equivalents=("CKV_AWS_309",))
def aws_api_gateway_route_without_authorization(route: Route) -> Evidence:
    """Anyone on the internet can call this route: it asks for no credentials.

    Why: What the integration behind it can read or do, strangers can have.

    Fix: Set `authorization_type` (`AuthorizationType`) to `JWT`, `AWS_IAM` or `CUSTOM`.
    """
    preflight = route.route.matches(lambda text: text.upper().startswith("OPTIONS "))
    return (
        route.authorization.equals("NONE") & ~route.is_inner() & ~preflight
    )  # preflight requests carry no credentials


@rule(
    ENCRYPTION_IN_TRANSIT,
    Severity.MEDIUM,
    equivalents=("CKV_AWS_206", "AVD-AWS-0005", "W62", "FG_R00375", "API_GW_DOMAIN_DENY_NON_TLS_TRAFFIC"),
)
def aws_api_gateway_domain_accepts_old_tls(name: DomainName) -> Evidence:
    """This domain of an API accepts TLS 1.0.

    Why: It is withdrawn (RFC 8996): its ciphers can be broken.

    Fix: Set `security_policy` (`SecurityPolicy`) to `TLS_1_2` or one of the newer `SecurityPolicy_` names.
    """
    unsaid = name.tls_policy.is_absent() & unsure("the policy the platform picks is not documented", name.place)
    return is_old_gateway_policy(name.tls_policy) | unsaid


class SamDomain(Kind):
    """The TLS of an API of the Serverless Application Model."""

    cloudformation = "AWS::Serverless::Api"

    tls_policy = Setting(cloudformation=("Domain.SecurityPolicy", "SecurityPolicy"), safe="TLS_1_2")
    endpoint = Setting(cloudformation="EndpointConfiguration.Type")


@rule(ENCRYPTION_IN_TRANSIT, Severity.MEDIUM, equivalents=("AVD-AWS-0112",))
def aws_sam_api_accepts_old_tls(domain: SamDomain) -> Evidence:
    """This API accepts TLS 1.0: it does not ask for more.

    Why: It is withdrawn (RFC 8996): its ciphers can be broken.

    Fix: Set `SecurityPolicy`, or `Domain.SecurityPolicy`, to `TLS_1_2` or newer.
    """
    private = domain.endpoint.equals("PRIVATE")
    return (domain.tls_policy.is_absent() & ~private) | is_old_gateway_policy(domain.tls_policy)


@rule(
    ENCRYPTION_AT_REST,
    Severity.LOW,
    equivalents=("CKV_AWS_308", "AVD-AWS-0002", "W87", "API_GW_CACHE_ENABLED_AND_ENCRYPTED"),
)
def aws_api_gateway_cache_unencrypted(cache: Cache) -> Evidence:
    """The cache of this stage keeps responses unencrypted.

    Why: Whoever gets at the storage, a snapshot or a backup reads the data in clear.

    Fix: Set `cache_data_encrypted` (`CacheDataEncrypted`) to true.
    """
    return cache.encrypted.is_false() & cache.enabled.is_true()


@rule(ENCRYPTION_AT_REST, Severity.LOW, equivalents=("AVD-AWS-0110",), profile="hardening")
def aws_sam_api_cache_unencrypted(cache: SamCache) -> Evidence:
    """A cache of this API would keep responses unencrypted.

    Why: Nothing is cached unless it is turned on; then it is in clear.

    Fix: Set `MethodSettings` with `CacheDataEncrypted: true`.
    """
    return cache.encrypted.is_false()


@rule(PUBLIC_ACCESS, Severity.LOW, equivalents=("CKV2_AWS_75",), profile="hardening")
def aws_api_gateway_allows_every_origin(api: CorsApi) -> Evidence:
    """This API lets pages of every site read its answers in the browser of whoever is signed in.

    Why: A hostile page can read what the visitor may read.

    Fix: List your own origins.
    """
    return api.origins.any(lambda one: one.equals("*"))


@rule(PUBLIC_ACCESS, Severity.LOW, profile="hardening")
def aws_api_gateway_default_endpoint_open(endpoint: DefaultEndpoint) -> Evidence:
    """This API answers under the name that AWS gave it too, not only under its own domain.

    Why: Callers can go around what guards the domain: a firewall, client certificates.

    Fix: Set `disable_execute_api_endpoint` (`DisableExecuteApiEndpoint`) to true where the API has a domain of its
    own.
    """
    return endpoint.disabled.is_false()


class HttpDomain(Kind):
    """A domain name of HTTP and WebSocket APIs."""

    terraform = "aws_apigatewayv2_domain_name"
    cloudformation = ("AWS::ApiGatewayV2::DomainName", "AWS::Serverless::HttpApi")

    tls_policy = Setting(
        terraform="domain_name_configuration.security_policy",
        cloudformation={
            "AWS::ApiGatewayV2::DomainName": "DomainNameConfigurations[].SecurityPolicy",
            "AWS::Serverless::HttpApi": "Domain.SecurityPolicy",
        },
        safe="TLS_1_2",
    )


@rule(ENCRYPTION_IN_TRANSIT, Severity.INFO, equivalents=("FG_R00376",), profile="hardening")
def aws_http_api_domain_asks_for_old_tls(name: HttpDomain) -> Evidence:
    """This domain of an HTTP or WebSocket API asks for TLS 1.0.

    Why: Such APIs take TLS 1.2 only, so it is refused today; what is withdrawn (RFC 8996) should not be asked for.

    Fix: Set `security_policy` (`SecurityPolicy`) to `TLS_1_2`.
    """
    return name.tls_policy.any(is_old_gateway_policy)
