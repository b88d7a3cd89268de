"""Roots: what is evaluated as a whole, and the inputs it may be given."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from foureyes.model.limits import Limits
from foureyes.model.record import Record, field
from foureyes.model.resource import Evaluation, Gap
from foureyes.model.tree import Tree


class Inputs(NamedTuple):
    """One set of inputs of a root. `name` is what findings call the deployment, empty for the defaults."""

    name: str = ""
    files: tuple[str, ...] = ()
    """Parameter files, the later winning."""
    variables: tuple[tuple[str, str], ...] = ()
    """Values for input variables of this deployment; those of the options win."""


class Root(NamedTuple):
    """A root module's folder or a template, with its deployments."""

    language: str
    """`terraform`, `plan`, `arm`, `bicep` or `cloudformation`."""
    path: str
    files: tuple[str, ...]
    """The files of the root itself (not of the modules it calls)."""
    deployments: tuple[Inputs, ...] = (Inputs(),)


class Options(NamedTuple):
    """What the user says about evaluation."""

    variables: tuple[tuple[str, str], ...] = ()
    """Values for input variables, as `--var name=value` gives them."""
    variable_files: tuple[str, ...] = ()
    deployments: tuple[tuple[str, Inputs], ...] = ()
    """What roots, by path, are deployed with, where the files beside them do not tell it."""
    limits: Limits = Limits()


class Listing(Record):
    """The files of a run, by what they are."""

    files: dict[str, list[str]] = field(factory=dict)
    """Language to paths, sorted. Parameter files stand under `<language>-inputs`."""
    ignored: set[str] = field(factory=set)
    """Files looked at that are no infrastructure code by themselves."""
    left_out: list[str] = field(factory=list)
    """Files and folders that git ignores."""
    excluded: list[str] = field(factory=list)
    """Files and folders that the user excludes."""
    gaps: list[Gap] = field(factory=list)
    """What might have been code and is nothing that can be read: links out of the folder, pipes."""


class Reader(Protocol):
    """What a language module offers (`foureyes.languages.terraform.read`, …)."""

    def roots(self, files: list[str], inputs: list[str], tree: Tree) -> list[Root]:
        """The roots among the files: what no other file calls. Never raises for a bad file."""

    def evaluate(self, root: Root, inputs: Inputs, tree: Tree, options: Options) -> Evaluation:
        """One deployment. Faults are collected in the evaluation; what could be read is kept."""
