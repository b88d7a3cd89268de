"""Which module a function is in, so that only what is called is imported."""

from __future__ import annotations

_LIBRARIES = {
    "strings": (
        "chomp compact endswith indent join lower sort split startswith strcontains strrev substr title trim "
        "trimprefix trimspace trimsuffix upper"
    ),
    "formatting": "format formatlist",
    "regexes": "regex regexall replace",
    "collections": (
        "chunklist concat distinct flatten keys length merge reverse setproduct slice transpose values zipmap"
    ),
    "lookups": "alltrue anytrue coalesce coalescelist contains element index lookup matchkeys one sum",
    "setoperations": "setintersection setsubtract setunion",
    "numbers": "abs ceil floor log max min parseint pow range signum",
    "networks": "cidrcontains cidrhost cidrnetmask cidrsubnet cidrsubnets",
    "hashes": "base64sha256 base64sha512 bcrypt md5 rsadecrypt sha1 sha256 sha512 uuid uuidv5",
    "dates": "formatdate plantimestamp timeadd timecmp timestamp",
    "encoding": (
        "base64decode base64encode base64gunzip base64gzip csvdecode jsondecode jsonencode textdecodebase64 "
        "textencodebase64 urldecode urlencode"
    ),
    "yamltext": "yamldecode yamlencode",
    "filesystem": (
        "abspath basename dirname file filebase64 filebase64sha256 filebase64sha512 fileexists filemd5 "
        "fileset filesha1 filesha256 filesha512 pathexpand"
    ),
    "rendering": "templatefile templatestring",
    "sensitivity": (
        "ephemeralasnull issensitive list map nonsensitive sensitive tobool tolist tomap tonumber toset tostring"
    ),
}

MODULES = {name: module for module, names in _LIBRARIES.items() for name in names.split()}
"""Name of a function to the module whose `LIBRARY` has it."""
