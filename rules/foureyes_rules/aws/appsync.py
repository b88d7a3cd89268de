"""AppSync APIs, for GraphQL and for events, and their caches.

Facts: provider 5.100.0 schema; CloudFormation schemas 2026-10-20; an API key is shipped to every client.
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence, any_of
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind
from foureyes.model.rule import ENCRYPTION_AT_REST, ENCRYPTION_IN_TRANSIT, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting

_GRAPHQL, _EVENTS = ("aws_appsync_graphql_api", "AWS::AppSync::GraphQLApi"), ("aws_appsync_api", "AWS::AppSync::Api")


class Api(Kind):
    """An API for GraphQL or for events. Channels of events ask as the API's defaults say."""

    terraform = (_GRAPHQL[0], _EVENTS[0])
    cloudformation = (_GRAPHQL[1], _EVENTS[1])

    auth = Setting(
        terraform={
            _GRAPHQL[0]: "authentication_type",
            _EVENTS[0]: "event_config.default_subscribe_auth_mode[].auth_type",
        },
        cloudformation={
            _GRAPHQL[1]: "AuthenticationType",
            _EVENTS[1]: "EventConfig.DefaultSubscribeAuthModes[].AuthType",
        },
    )
    more = Setting(
        terraform={
            _GRAPHQL[0]: "additional_authentication_provider[].authentication_type",
            _EVENTS[0]: "event_config.default_publish_auth_mode[].auth_type",
        },
        cloudformation={
            _GRAPHQL[1]: "AdditionalAuthenticationProviders[].AuthenticationType",
            _EVENTS[1]: "EventConfig.DefaultPublishAuthModes[].AuthType",
        },
    )
    visibility = Setting(
        terraform={_GRAPHQL[0]: "visibility"},
        cloudformation={_GRAPHQL[1]: "Visibility"},
        default="GLOBAL",
        safe="PRIVATE",
    )

    def takes_keys(self) -> Evidence:
        return any_of(modes.any(lambda one: one.equals("API_KEY")) for modes in (self.auth, self.more))


class Cache(Kind):
    """The cache of an API."""

    terraform = "aws_appsync_api_cache"
    cloudformation = "AWS::AppSync::ApiCache"

    at_rest = Setting(
        terraform="at_rest_encryption_enabled", cloudformation="AtRestEncryptionEnabled", default=False, safe=True
    )
    in_transit = Setting(
        terraform="transit_encryption_enabled", cloudformation="TransitEncryptionEnabled", default=False, safe=True
    )


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def aws_appsync_api_with_shared_key(api: Api) -> Evidence:
    """This API lets in whoever holds a key that every client carries.

    Why: The key stands in each copy of the app and in each page: as good as public.

    Fix: Use Cognito, OpenID Connect, IAM or a Lambda authorizer; or set the visibility of a GraphQL API to `PRIVATE`.
    """
    return api.takes_keys() & api.visibility.equals("GLOBAL")


@rule(ENCRYPTION_AT_REST, Severity.LOW, equivalents=("CKV_AWS_214",))
def aws_appsync_cache_unencrypted(cache: Cache) -> Evidence:
    """The cache of this API keeps answers unencrypted.

    Why: Whoever gets at the storage, a snapshot or a backup reads the data in clear.

    Fix: Set `at_rest_encryption_enabled` (`AtRestEncryptionEnabled`) to true; the cache is made anew.
    """
    return cache.at_rest.is_false()


@rule(ENCRYPTION_IN_TRANSIT, Severity.LOW, equivalents=("CKV_AWS_215",))
def aws_appsync_cache_without_tls(cache: Cache) -> Evidence:
    """This API talks to its cache unencrypted.

    Why: Whoever can listen on the way reads the data, and passwords with it.

    Fix: Set `transit_encryption_enabled` (`TransitEncryptionEnabled`) to true; the cache is made anew.
    """
    return cache.in_transit.is_false()
