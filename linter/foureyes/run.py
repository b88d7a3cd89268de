"""The pipeline: paths in, findings and coverage out."""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import cast

from foureyes.engine.azapi import as_arm
from foureyes.engine.catalogue import BUILT_IN
from foureyes.engine.merge import Merge
from foureyes.engine.ruleset import RuleSet
from foureyes.engine.scan import scan
from foureyes.errors import BadUsage, BrokenRule, FoureyesError, UnreadableSource
from foureyes.model.coverage import Coverage
from foureyes.model.finding import Finding
from foureyes.model.resource import Evaluation
from foureyes.model.root import Listing, Options, Reader, Root
from foureyes.model.rule import DEFAULT_PROFILE, PROFILES, Rule
from foureyes.model.tree import Tree
from foureyes.sources.discover import discover

READERS = {
    "terraform": "foureyes.languages.terraform.read",
    "plan": "foureyes.languages.terraform.plan",
    "bicep": "foureyes.languages.bicep.read",
    "arm": "foureyes.languages.arm.read",
    "cloudformation": "foureyes.languages.cloudformation.read",
}


@dataclass(slots=True)
class Outcome:
    """What a run found and what it covered."""

    findings: list[Finding]
    coverage: Coverage
    rules: list[Rule]
    """The rules that were asked, where resources of their kind were there."""


def lint(
    paths: Iterable[str],
    tree: Tree,
    *,
    options: Options | None = None,
    packs: Iterable[str] = (BUILT_IN,),
    profiles: Iterable[str] = (DEFAULT_PROFILE,),
    progress: Callable[[int, int], None] | None = None,
) -> Outcome:
    """Judge everything under the paths. Faults of files and rules are collected, never raised."""
    listing, errors = discover(paths, tree)
    coverage = Coverage(errors=list(errors))
    merge = Merge()
    rules = RuleSet(packs, profiles)
    work = [
        (reader, root)
        for language, reader in _readers(listing.files)
        for root in roots(reader, language, listing, tree, coverage)
    ]
    for number, (reader, root) in enumerate(work):
        if progress is not None:
            progress(number, len(work))
        coverage.roots += 1
        for evaluation in evaluations(reader, root, tree, options or Options()):
            judge(evaluation, rules, merge, coverage)
    coverage.files_ignored = len(listing.ignored - coverage.files_read)
    coverage.errors = list(dict.fromkeys(coverage.errors))
    findings = merge.findings()
    coverage.cannot_tell = sum(1 for finding in findings if not finding.is_risky)
    return Outcome(findings, coverage, list(rules.all.values()))


def _readers(languages: Iterable[str]) -> list[tuple[str, Reader]]:
    return [
        (language, cast(Reader, importlib.import_module(module)))
        for language, module in READERS.items()
        if language in languages
    ]


def roots(reader: Reader, language: str, listing: Listing, tree: Tree, coverage: Coverage) -> list[Root]:
    """The roots of one language. A reader that fails is told; the other languages are judged."""
    files = listing.files[language]
    try:
        return reader.roots(files, listing.files.get(f"{language}-inputs", []), tree)
    except Exception as error:
        coverage.errors.append(crash(error, files[0]))
        return []


def crash(error: Exception, path: str) -> UnreadableSource:
    """An exception nobody foresaw, as an error of the file it came from."""
    if isinstance(error, UnreadableSource):
        return error
    if isinstance(error, FoureyesError):
        return UnreadableSource(str(error), path=path)
    if os.environ.get("FOUREYES_DEBUG"):
        raise error
    return UnreadableSource(
        f"foureyes failed to evaluate this: {type(error).__name__}: {error}",
        path=path,
        remedy="please report this; other files were judged",
    )


def evaluations(reader: Reader, root: Root, tree: Tree, options: Options) -> Iterable[Evaluation]:
    """The deployments of a root. A reader that fails becomes an error of the root's file."""
    for inputs in root.deployments:
        try:
            yield reader.evaluate(root, inputs, tree, options)
        except Exception as error:
            yield Evaluation(root.path, inputs.name, root.language, errors=[crash(error, root.path)])


class Rules:
    """The rules of a run, by the types they examine."""

    def __init__(self, rules: Iterable[Rule], profiles: frozenset[str]) -> None:
        known = list(rules)
        offered = {DEFAULT_PROFILE, *PROFILES, *(rule.profile for rule in known)}
        for profile in profiles - offered:
            raise BadUsage(f"there is no profile {profile!r}", remedy=f"choose from {', '.join(sorted(offered))}")
        self.all = [rule for rule in known if rule.profile in profiles]
        self._types: dict[tuple[str, str], list[Rule]] = {}
        for rule in self.all:
            for schema in ("terraform", "arm", "cloudformation"):
                for type in rule.kind.types(schema):
                    self._types.setdefault((schema, type.partition("#")[0].lower()), []).append(rule)

    def examining(self, types: Iterable[tuple[str, str]]) -> list[Rule]:
        """The rules that examine one of the types, in the catalogue's order."""
        wanted = {id(rule) for type in types for rule in self._types.get(type, ())}
        return [rule for rule in self.all if id(rule) in wanted]

    def knows(self, schema: str, type: str) -> bool:
        return (schema, type.lower()) in self._types


def judge(evaluation: Evaluation, rules: Rules | RuleSet, merge: Merge, coverage: Coverage) -> None:
    """Scan one deployment into the merge and the coverage."""
    coverage.deployments += 1
    evaluation.resources = as_arm(evaluation.resources)
    coverage.files_read |= evaluation.files
    coverage.errors += evaluation.errors
    coverage.gaps.update(dict.fromkeys(evaluation.gaps))
    types = set()
    for resource in evaluation.resources:
        types.add((resource.schema, resource.type.lower()))
        if resource.outside:
            continue
        if rules.knows(resource.schema, resource.type):
            coverage.resources_judged += 1
        else:
            coverage.resources_unknown[resource.type] = coverage.resources_unknown.get(resource.type, 0) + 1
    for found in scan(evaluation, rules.examining(types)):
        if isinstance(found, BrokenRule):
            coverage.errors.append(found)
        else:
            merge.add(found)
