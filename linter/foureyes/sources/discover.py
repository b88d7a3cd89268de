"""Which files a run is about, and what language each is written in."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator

from foureyes.errors import FoureyesError, UnreadableSource
from foureyes.model.resource import Gap
from foureyes.model.root import Listing
from foureyes.model.tree import Tree, join
from foureyes.sources.walk import SKIPPED_FOLDERS, Passed, Walk

SNIFFED = 400_000
"""Characters of a JSON or YAML file looked at to tell what it is."""

_ARM = re.compile(r'"\$schema"\s*:\s*"[^"]*/(?:[a-z]+)?deploymentTemplate\.json', re.IGNORECASE)
_ARM_INPUTS = re.compile(r'"\$schema"\s*:\s*"[^"]*/deploymentParameters\.json', re.IGNORECASE)
_PLAN = re.compile(r'"(?:planned_values|resource_changes)"\s*:')
_STACK = re.compile(
    r"""^(?:\{?\s*|\s*)["']?AWSTemplateFormatVersion["']?\s*:"""
    r"""|["']?Transform["']?\s*:\s*.{0,40}AWS::"""
    r"""|["']?Type["']?\s*:\s*["']?(?:AWS|Alexa|Custom)::""",
    re.MULTILINE,
)
_RESOURCES = re.compile(r"""^\s*["']?Resources["']?\s*:""", re.MULTILINE)
_BY_SUFFIX = (
    (".tf.json", "terraform"),
    (".tofu.json", "terraform"),
    (".tf", "terraform"),
    (".tofu", "terraform"),
    (".tfvars", "terraform-inputs"),
    (".tfvars.json", "terraform-inputs"),
    (".bicepparam", "bicep-inputs"),
    (".bicep", "bicep"),
)
_DOCUMENTS = (".json", ".yaml", ".yml", ".template", ".jsonc")


def discover(paths: Iterable[str], tree: Tree, ignore: bool = True) -> tuple[Listing, list[FoureyesError]]:
    """Sort the files under the paths by language. A file named outright is read whatever its name.

    `ignore`: leave out what git ignores.
    """
    listing = Listing()
    errors: list[FoureyesError] = []
    seen: set[str] = set()
    walk = Walk(tree, ignore)
    for given in paths:
        path = join(given)
        if not tree.is_file(path) and not tree.is_directory(path):
            errors.append(_nothing_there(given, path))
            continue
        for file in walk.files(path):
            if file in seen:
                continue
            seen.add(file)
            try:
                language = language_of(file, tree, named=file == path)
            except UnreadableSource as error:
                errors.append(error)
                continue
            if language:
                listing.files.setdefault(language, []).append(file)
            else:
                listing.ignored.add(file)
    for files in listing.files.values():
        files.sort()
    listing.left_out = sorted(set(walk.passed.ignored))
    listing.gaps = list(_passed(walk.passed, tree))
    return listing, errors


def _nothing_there(given: str, path: str) -> UnreadableSource:
    if os.path.lexists(path) and not os.path.islink(path):
        return UnreadableSource("this is neither a file nor a folder", path=given, remedy="check the path")
    return UnreadableSource("there is no such file or folder", path=given, remedy="check the path")


def _passed(passed: Passed, tree: Tree) -> Iterator[Gap]:
    """What might have been code, and was not read."""
    for path in sorted(set(passed.outside)):
        if _may_be_code(path) or tree.is_directory(path):
            yield Gap(
                f"the link {path} leads out of the folder that is judged, or nowhere",
                None,
                "name what it leads to as a path of its own",
            )
    for path in sorted(set(passed.special)):
        if _may_be_code(path):
            yield Gap(f"{path} is a pipe, a socket or a device, not a file", None, "remove it")


def _may_be_code(path: str) -> bool:
    return path.lower().endswith((*(suffix for suffix, _ in _BY_SUFFIX), *_DOCUMENTS))


def language_of(path: str, tree: Tree, named: bool = False) -> str:
    """The language of a file, empty for none. JSON and YAML are told by content, never by name."""
    name = path.rsplit("/", 1)[-1].lower()
    for suffix, language in _BY_SUFFIX:
        if name.endswith(suffix):
            return language
    if name.endswith(_DOCUMENTS):
        return sniffed(path, tree, named)
    if named:
        raise UnreadableSource(
            "this is no language foureyes reads",
            path=path,
            remedy="it reads .tf, .tofu, .tf.json, plan JSON, .bicep, ARM JSON and CloudFormation YAML or JSON",
        )
    return ""


def sniffed(path: str, tree: Tree, named: bool = False) -> str:
    """The language of a JSON or YAML file by its content. Raises for one that was named but cannot be read."""
    try:
        head = tree.source(path).text[:SNIFFED]
    except UnreadableSource:
        if named:
            raise
        return ""
    if named and not head.strip():
        raise UnreadableSource("the file is empty", path=path)
    if "{" in head[:400]:
        if _ARM_INPUTS.search(head):
            return "arm-inputs"
        if _ARM.search(head):
            return "arm"
        if _PLAN.search(head) and '"format_version"' in head:
            return "plan"
    if _RESOURCES.search(head) or '"Resources"' in head:
        return "cloudformation" if _STACK.search(head) else ""
    if named and path.endswith((".json", ".jsonc")):
        check_json(tree.source(path).text, path)
    return ""


def check_json(text: str, path: str) -> None:
    """Raise for a JSON file that was named but is broken: what it is cannot be told."""
    try:
        json.loads(text)
    except ValueError as error:
        if "//" not in text and "/*" not in text:
            raise UnreadableSource(f"this is no valid JSON: {error}", path=path) from None
    except RecursionError:
        raise UnreadableSource("the JSON is nested too deeply", path=path) from None


__all__ = ["SKIPPED_FOLDERS", "discover", "language_of"]
