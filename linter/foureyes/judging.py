"""One root judged: the readers, and what becomes of their faults."""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterable
from typing import cast

from foureyes.engine.azapi import as_arm
from foureyes.engine.clock import TimeIsUp, within
from foureyes.engine.embedded import note_embedded
from foureyes.engine.merge import Merge
from foureyes.engine.part import Part
from foureyes.engine.ruleset import RuleSet
from foureyes.engine.scan import scan
from foureyes.errors import BrokenRule, FoureyesError, UnreadableSource
from foureyes.model.coverage import Coverage
from foureyes.model.limits import Limits, limited, remedy
from foureyes.model.resource import Evaluation, Gap
from foureyes.model.root import Listing, Options, Reader, Root
from foureyes.model.tree import Tree

READERS = {
    "terraform": "foureyes.languages.terraform.read",
    "plan": "foureyes.languages.terraform.plan",
    "bicep": "foureyes.languages.bicep.read",
    "arm": "foureyes.languages.arm.read",
    "cloudformation": "foureyes.languages.cloudformation.read",
}


def reader_of(language: str) -> Reader:
    """The reader of a language, imported when it is needed."""
    return cast(Reader, importlib.import_module(READERS[language]))


def part_of(root: Root, tree: Tree, rules: RuleSet, options: Options, seconds: float) -> Part:
    """Everything about one root: its deployments judged, within a bound of time each."""
    coverage = Coverage(roots=1)
    merge = Merge()
    lasting = True
    reader = reader_of(root.language)
    for inputs in root.deployments:
        try:
            with within(seconds), limited(options.limits):
                one = root._replace(deployments=(inputs,))
                for evaluation in evaluations(reader, one, tree, options):
                    judge(evaluation, rules, merge, coverage)
        except TimeIsUp:
            lasting = False
            coverage.errors.append(too_slow(root, inputs.name, seconds))
    return Part(merge.found(), coverage, lasting)


def too_slow(root: Root, deployment: str, seconds: float) -> UnreadableSource:
    """The fault of a root that takes longer than is waited for."""
    which = f" with {deployment}" if deployment else ""
    return UnreadableSource(
        f"judging this{which} took longer than {seconds:g} seconds and was given up",
        path=root.path,
        remedy=f"{remedy('seconds')} (--max-seconds), or split the root",
    )


def roots(
    reader: Reader, language: str, listing: Listing, tree: Tree, coverage: Coverage, limits: Limits
) -> list[Root]:
    """The roots of one language. A reader that fails is told; the other languages are judged."""
    files, inputs = listing.files[language], listing.files.get(f"{language}-inputs", [])
    try:
        with limited(limits):
            return reader.roots(files, inputs, tree)
    except Exception as error:
        coverage.errors.append(crash(error, [*files, *inputs][0]))
        return []


def crash(error: Exception, path: str) -> UnreadableSource:
    """An exception nobody foresaw, as an error of the file it came from."""
    if isinstance(error, UnreadableSource):
        return error
    if isinstance(error, RecursionError):
        message = "this is nested deeper than Python's stack bears"
        return UnreadableSource(message, path=path, remedy="lower `nesting` in [limits], or write it flatter")
    if isinstance(error, MemoryError):
        return UnreadableSource("judging this needs more memory than there is", path=path, remedy="split the root")
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
            own = options._replace(variables=(*inputs.variables, *options.variables))
            with limited(options.limits) as reached:
                evaluation = reader.evaluate(root, inputs, tree, own)
            evaluation.gaps += [Gap(*one) for one in reached]
            yield evaluation
        except Exception as error:
            yield Evaluation(root.path, inputs.name, root.language, errors=[crash(error, root.path)])


def judge(evaluation: Evaluation, rules: RuleSet, merge: Merge, coverage: Coverage) -> None:
    """Scan one deployment into the merge and the coverage."""
    coverage.deployments += 1
    evaluation.resources = as_arm(evaluation.resources)
    coverage.files_read |= evaluation.files
    coverage.errors += evaluation.errors
    note_embedded(evaluation)
    coverage.gaps.update(dict.fromkeys(evaluation.gaps))
    coverage.take_passed(evaluation.passed)
    types = set()
    for resource in evaluation.resources:
        types.add((resource.schema, resource.type.lower()))
        if resource.outside or resource.is_output:
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
