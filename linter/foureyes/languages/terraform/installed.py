"""Modules that `terraform init` fetched, and whether they are still the ones that are asked for."""

from __future__ import annotations

import json
import re
from typing import NamedTuple

from foureyes.errors import UnreadableSource
from foureyes.languages.terraform.providers import version_range
from foureyes.model.tree import Tree, join
from foureyes.model.version import VersionRange

MANIFEST = ".terraform/modules/modules.json"

_SPELLINGS = re.compile(
    r"^(?:git::|hg::|s3::|gcs::)?(?:(?:https?|ssh)://)?(?:git@)?(?:registry\.(?:terraform\.io|opentofu\.org)/)?"
    r"|\.git(?=$|[/?])"
)
"""What `terraform init` adds to a source that is written shortly, or takes for granted."""


class Installed(NamedTuple):
    """A module as the manifest has it."""

    folder: str
    source: str
    version: str

    def fits(self, source: str, constraint: str) -> bool:
        """Whether it is what a call asks for now. A manifest is written once, calls may change after that."""
        return _bare(source) == _bare(self.source) and (not constraint or self._is_within(constraint))

    def _is_within(self, constraint: str) -> bool:
        if "-" in constraint or "-" in self.version:
            return constraint.strip(" =v") == self.version.strip(" v")
        if any(one.strip(" v") == f"!= {self.version}" for one in constraint.split(",")):
            return False
        return bool(self.version) and VersionRange.exact(self.version).within(version_range(constraint))


def _bare(source: str) -> str:
    """A source without what may be left out; `host:path`, as ssh has it, is `host/path`."""
    bare = _SPELLINGS.sub("", source.strip())
    return re.sub(r"^([\w.-]+):(?!//)", r"\1/", bare)


def installed(root: str, tree: Tree) -> dict[str, Installed]:
    """The fetched modules of a root, by the dotted path of call names."""
    path = join(root, MANIFEST)
    if not tree.is_file(path):
        return {}
    try:
        return {
            one["Key"]: Installed(join(root, one["Dir"].replace("\\", "/")), one["Source"], one.get("Version", ""))
            for one in json.loads(tree.bytes(path))["Modules"]
        }
    except (UnreadableSource, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}
