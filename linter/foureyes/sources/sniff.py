"""What a JSON or YAML file is, by its content. A first look only: the reader of the language decides."""

from __future__ import annotations

import json
import re

from foureyes.errors import UnreadableSource
from foureyes.model.pattern import pattern
from foureyes.model.tree import Tree

DOCUMENTS = (".json", ".jsonc", ".yaml", ".yml", ".template", ".cfn", ".cform")
"""Suffixes of files whose content is looked at."""

_ARM = pattern(r'"\$schema"\s*:\s*"[^"]*deploymentTemplate', re.IGNORECASE)
_ARM_INPUTS = pattern(r'"\$schema"\s*:\s*"[^"]*deploymentParameters', re.IGNORECASE)
_ARM_RESOURCES = pattern(r'"resources"\s*:\s*[\[{]', re.IGNORECASE)
_ARM_TYPE = pattern(r'"type"\s*:\s*"Microsoft\.[\w.]+/', re.IGNORECASE)
_PLAN = pattern(r'"(?:planned_values|resource_changes)"\s*:')
_RESOURCES = pattern(r"\bResources\b")


def sniffed(path: str, tree: Tree, named: bool = False) -> str:
    """The language of a file, empty for none. Raises for one that was named outright but is none of them."""
    try:
        text = tree.source(path).text
    except UnreadableSource:
        if named:
            raise
        return ""
    if named and not text.strip():
        raise UnreadableSource("the file is empty", path=path)
    language = _language(text)
    if named and not language:
        _refuse(text, path)
    return language


def _language(text: str) -> str:
    if "{" in text:
        if _ARM_INPUTS.search(text):
            return "arm-inputs"
        if _ARM.search(text):
            return "arm"
        if '"format_version"' in text and _PLAN.search(text):
            return "plan"
    # However it is spelled, a stack has resources, and their types hold two colons.
    if "::" in text and _RESOURCES.search(text):
        return "cloudformation"
    if '"apiVersion"' in text and _ARM_RESOURCES.search(text) and _ARM_TYPE.search(text):
        return "arm"
    return ""


def _refuse(text: str, path: str) -> None:
    """Tell what is wrong with a file that was named: broken JSON, or nothing that is read here."""
    if path.endswith((".json", ".jsonc")):
        try:
            json.loads(text)
        except ValueError as error:
            if "//" not in text and "/*" not in text:
                raise UnreadableSource(f"this is no valid JSON: {error}", path=path) from None
        except RecursionError:
            raise UnreadableSource("the JSON is nested too deeply", path=path) from None
    raise UnreadableSource(
        "this is no template, parameter file or plan that foureyes reads",
        path=path,
        remedy="name folders, or leave it out",
    )
