"""RDS and Aurora: parameter groups and proxies.

Facts: RDS user guide 2023-06 and fact sheet: PostgreSQL 15 and later, and MariaDB 11.8 and later, insist on TLS by
themselves; MySQL, SQL Server and older ones do not. A proxy does not either (provider 5.100.0 schema).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from foureyes.model.evidence import Evidence, any_of
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind
from foureyes.model.reading import Reading
from foureyes.model.rule import ENCRYPTION_IN_TRANSIT, rule
from foureyes.model.setting import Setting
from foureyes.model.value import MapValue, Value, lift


class Proxy(Kind):
    """A proxy in front of a database."""

    terraform = "aws_db_proxy"
    cloudformation = "AWS::RDS::DBProxy"

    tls = Setting(terraform="require_tls", cloudformation="RequireTLS", default=False, safe=True)


class ParameterGroup(Kind):
    """Parameters of a database engine."""

    terraform = ("aws_db_parameter_group", "aws_rds_cluster_parameter_group")
    cloudformation = ("AWS::RDS::DBParameterGroup", "AWS::RDS::DBClusterParameterGroup")

    name = Setting(terraform="name", cloudformation="DBParameterGroupName")
    family = Setting(terraform="family", cloudformation="Family")
    listed = Setting(terraform="parameter")
    mapped = Setting(cloudformation="Parameters")

    def says(self, name: str, test: Callable[[Reading], Evidence]) -> Evidence:
        """Whether a parameter is set and passes a test."""
        entry = Reading(entry_of(self.mapped.value, name), name, self)
        listed = self.listed.any(lambda one: test(one.at("value")) & one.at("name").equals(name))
        return listed | (entry.is_present() & test(entry))

    def lets_plain_in(self) -> Evidence:
        """Whether a parameter says that clients may come without TLS."""
        return any_of(self.says(name, is_off) for name in ("rds.force_ssl", "require_secure_transport"))

    def leaves_plain_in(self) -> Evidence:
        """Whether clients may come without TLS, for the family or because nothing is said."""
        forced = any_of(
            self.says(name, lambda value: ~is_off(value)) for name in ("rds.force_ssl", "require_secure_transport")
        )
        db2 = self.family.matches(lambda text: "db2" in text) & ~self.says("db2comm", lambda value: value.equals("SSL"))
        return self.lets_plain_in() | (self.family.matches(_is_open_by_default) & ~forced) | db2


def _is_open_by_default(family: str) -> bool:
    """Whether the engine of a family takes clients without TLS unless told otherwise."""
    found = re.match(r"(?:aurora-)?(postgres|postgresql|mysql|mariadb|sqlserver)\D*(\d+(?:\.\d+)?)?", family)
    if not found:
        return False
    engine, version = found[1], float(found[2] or 0)
    if engine.startswith("postgres"):
        return version < 15
    return version < 11.8 if engine == "mariadb" else True


def is_off(value: Reading) -> Evidence:
    """Whether a parameter's value is one of the spellings of no."""
    return value.is_in("0", "off", "false", "optional")


def entry_of(value: Value, name: str) -> Value:
    """An entry of a map whose name holds dots."""
    return lift(lambda leaf: leaf.get(name) if isinstance(leaf, MapValue) else leaf, value)


@rule(ENCRYPTION_IN_TRANSIT, Severity.MEDIUM)
def aws_rds_proxy_accepts_plain_connections(proxy: Proxy) -> Evidence:
    """This database proxy accepts connections without TLS.

    Why: Whoever can listen on the way reads queries, results and passwords.

    Fix: Set `require_tls` (`RequireTLS`) to true.
    """
    return proxy.tls.is_false()


@rule(ENCRYPTION_IN_TRANSIT, Severity.MEDIUM, equivalents=("CKV2_AWS_69",))
def aws_rds_parameters_accept_plain_connections(group: ParameterGroup) -> Evidence:
    """These parameters let clients connect to the database without TLS.

    Why: Whoever can listen on the way reads queries, results and passwords.

    Fix: Set `rds.force_ssl` to 1 (PostgreSQL, SQL Server) or `require_secure_transport` to ON (MySQL, MariaDB).
    """
    return group.lets_plain_in()
