"""Configurations written in tests, evaluated without a disk."""

from __future__ import annotations

import textwrap

from foureyes.errors import UnreadableSource
from foureyes.languages.terraform.read import evaluate, roots
from foureyes.model.decision import Choice
from foureyes.model.place import Source
from foureyes.model.root import Inputs, Options
from foureyes.model.tree import parent
from foureyes.model.value import Absent, Known, ListValue, MapValue, Unknown


class Files:
    """A tree of files held in memory."""

    def __init__(self, texts):
        self.bound = ""
        self.texts = {path: textwrap.dedent(text) for path, text in texts.items()}
        self.sources = {}

    def source(self, path):
        if path not in self.sources:
            self.sources[path] = Source(path, self.bytes(path).decode())
        return self.sources[path]

    def bytes(self, path):
        if path not in self.texts:
            raise UnreadableSource("there is no such file", path=path)
        return self.texts[path].encode()

    def is_file(self, path):
        return path in self.texts

    def is_directory(self, path):
        return path == "." or any(name.startswith(f"{path}/") for name in self.texts)

    def holds(self, path):
        return path.startswith(self.bound)

    def names(self, folder):
        prefix = "" if folder == "." else f"{folder}/"
        inside = {path[len(prefix) :].split("/")[0] for path in self.texts if path.startswith(prefix)}
        return sorted(inside)

    def listed(self, *suffixes):
        return sorted(path for path in self.texts if path.endswith(suffixes) and "/.terraform/" not in f"/{path}")


def found_roots(files):
    tree = files if isinstance(files, Files) else Files(files)
    return roots(tree.listed(".tf", ".tofu", ".tf.json"), tree.listed(".tfvars", ".tfvars.json"), tree)


def evaluated(files, **options):
    """The only deployment of the only root."""
    tree = files if isinstance(files, Files) else Files({"main.tf": files} if isinstance(files, str) else files)
    (root,) = found_roots(tree)
    (inputs,) = root.deployments
    return evaluate(root, inputs, tree, Options(**options))


def resources(files, **options):
    """Resources of a configuration by address."""
    return {one.address: one for one in evaluated(files, **options).resources}


def plain(value):
    """A value as Python has it: null as None, a choice as {condition: …}, an unknown as `?`."""
    if isinstance(value, Choice):
        return {f"{value.test.subject} == {value.test.equals!r}": plain(value.then), "else": plain(value.otherwise)}
    if isinstance(value, Known):
        return value.scalar
    if isinstance(value, Absent):
        return None
    if isinstance(value, ListValue):
        return [plain(item) for item in value.items] + (["…"] if value.open else [])
    if isinstance(value, MapValue):
        return {key: plain(one) for key, one in value.entries.items()} | ({"…": "…"} if value.open else {})
    assert isinstance(value, Unknown)
    return "?"


def value_of(expression, declarations="", **options):
    """What an expression yields as an argument of a resource."""
    text = f'{textwrap.dedent(declarations)}\nresource "t_x" "probe" {{\n  value = {expression}\n}}\n'
    return resources(text, **options)["t_x.probe"].body.get("value")


__all__ = ["Files", "Inputs", "evaluated", "found_roots", "parent", "plain", "resources", "value_of"]
