"""What a fix may break besides the finding.

Safe is what turns on or raises encryption without making a resource anew: a higher TLS minimum, HTTPS instead of HTTP,
a certificate that is checked, encryption that the service starts in place. Whatever shuts somebody out is not.
"""

from __future__ import annotations

import re
from enum import IntEnum

from foureyes.fixing.candidates import Candidate
from foureyes.fixing.judged import Flag
from foureyes.fixing.replacing import encrypts_in_place, replaces
from foureyes.model.finding import Concern

_PROTECTS = re.compile(
    r"tls|ssl|https|http_|http$|insecure|encrypt|protocol|certificate|security_?(?:policy|level)|ftps"
)
_SHUTS_OUT = re.compile(
    r"public|internal|acl$|ingress|cidr|anonymous|auth|scheme|visibility|kerberos|client_cert|mutual"
)


class Hazard(IntEnum):
    """Why a fix is not applied unless asked for; the greater, the worse."""

    NONE = 0
    ACCESS = 1
    SHARED = 2
    REMOVED = 3
    REPLACED = 4

    @property
    def words(self) -> str:
        return _WORDS[self]


_WORDS = {
    Hazard.NONE: "safe",
    Hazard.ACCESS: "it may shut somebody out",
    Hazard.SHARED: "it changes other resources too",
    Hazard.REMOVED: "it takes a declaration out",
    Hazard.REPLACED: "the resource may have to be made anew",
}


def hazard(flag: Flag, candidate: Candidate, declarations: int = 1) -> Hazard:
    """The hazard of one change. `declarations`: how many differ after it."""
    path = candidate.path
    if candidate.removes:
        return Hazard.REMOVED
    if replaces(candidate.kind.resource, path):
        return Hazard.REPLACED
    if declarations > 1:
        return Hazard.SHARED
    if flag.rule.concern is Concern.PUBLIC_ACCESS:
        return Hazard.ACCESS
    if flag.rule.concern is Concern.ENCRYPTION_AT_REST:
        return Hazard.NONE if encrypts_in_place(candidate.kind.resource, path) else Hazard.REPLACED
    folded = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", path).lower()
    protects = _PROTECTS.search(folded) and not _SHUTS_OUT.search(folded)
    return Hazard.NONE if protects else Hazard.ACCESS
