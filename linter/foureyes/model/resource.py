"""Resources as the languages hand them over, and what an evaluation yields."""

from __future__ import annotations

from typing import NamedTuple

from foureyes.errors import UnreadableSource
from foureyes.model.place import Place
from foureyes.model.record import Record, field
from foureyes.model.value import Known, MapValue, Step, Value
from foureyes.model.version import VersionRange

ARM = "arm"
TERRAFORM = "terraform"
CLOUDFORMATION = "cloudformation"

OUTPUT = "output"
"""The type under which what a deployment tells is listed among its resources: `value` is its only setting."""


class Resource(Record):
    """One declared resource (an instance of it, where counts and loops could be expanded)."""

    schema: str
    """Whose types and properties it is spelled in: `terraform`, `arm`, `cloudformation`."""
    type: str
    address: str
    """What people call it: `module.data.aws_s3_bucket.logs["a"]`, a symbolic name, a logical id."""
    body: MapValue
    """Arguments or properties; for ARM the whole resource object, for CloudFormation `Properties`."""
    place: Place
    """Header of the declaration: what to point at when a setting is missing."""
    span: Place
    """The whole declaration."""
    exists: Value = field(factory=lambda: Known(True))
    """Whether it is deployed, as far as conditions decide."""
    identities: frozenset[str] = frozenset()
    """Names under which references may speak of it."""
    ancestors: tuple[str, ...] = ()
    """Identities of its parents, nearest first, where the name or nesting tells (ARM)."""
    provider: str = ""
    """`azurerm`, `aws`, `google`; empty where the schema is the provider."""
    version: VersionRange = field(factory=VersionRange)
    """Provider version or apiVersion."""
    outside: bool = False
    """Only referred to (`data`, `existing`): its settings are not declared here."""
    trail: tuple[Step, ...] = ()
    """The module calls or nested deployments it came through, nearest first."""
    language: str = ""
    """The language it is written in, if it differs from the schema (`bicep`)."""
    metadata: MapValue | None = None
    """What stands beside the properties: CloudFormation `Metadata`, `DeletionPolicy`, …; Terraform's `provider`."""
    sometimes: dict[str, Value] = field(factory=dict)
    """Of the identities those that it has in some cases only, each with whether it has it."""
    unseen: dict[str, Value] | None = None
    """Of a resource made by a module that was not read: whether that deploys more, by type in lower case.

    What it deploys besides may belong to this resource. Of types that are not named nothing is known.
    """

    patched: Place | None = None
    """Of one that changes what is declared elsewhere: where it says what. What it leaves out is not its doing."""

    @property
    def is_output(self) -> bool:
        """Whether it is an output: judged like a resource, counted as none."""
        return self.type == OUTPUT


class Gap(NamedTuple):
    """Something that was not read: a module that is not there, a function nobody can evaluate."""

    what: str
    place: Place | None
    remedy: str = ""


class Evaluation(Record):
    """One root with one set of inputs: a deployment."""

    root: str
    """Path of the root module's folder or of the template."""
    deployment: str
    """Name of the inputs: a parameter file's path, or empty for the defaults."""
    language: str
    resources: list[Resource] = field(factory=list)
    gaps: list[Gap] = field(factory=list)
    errors: list[UnreadableSource] = field(factory=list)
    files: set[str] = field(factory=set)
    """Paths of the files that were read for it."""
    passed: dict[Gap, set[str]] = field(factory=dict)
    """What is passed to what was not read, as `imprint` marks it: one mark for each way it is used."""
