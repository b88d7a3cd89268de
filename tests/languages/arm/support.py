"""Templates from dicts, evaluated, for the tests of the ARM reader."""

from __future__ import annotations

import json

from foureyes.errors import UnreadableSource
from foureyes.languages.arm import read
from foureyes.languages.arm.evaluate import evaluate_template
from foureyes.model.place import Source
from foureyes.model.resource import Evaluation
from foureyes.model.root import Options

SCHEMA = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"
INPUTS = "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#"


class Files:
    """A tree made of texts."""

    def __init__(self, **texts: str) -> None:
        self.bound = ""
        self.texts = dict(texts)
        self.sources: dict[str, Source] = {}

    def source(self, path: str) -> Source:
        if path not in self.texts:
            raise UnreadableSource("there is no such file", path=path)
        return self.sources.setdefault(path, Source(path, self.texts[path]))

    def bytes(self, path: str) -> bytes:
        return self.texts[path].encode()

    def is_file(self, path: str) -> bool:
        return path in self.texts

    def is_directory(self, path: str) -> bool:
        return any(one.startswith(f"{path}/") for one in self.texts)

    def holds(self, path: str) -> bool:
        return path.startswith(self.bound)

    def names(self, folder: str) -> list[str]:
        inside = "" if folder == "." else f"{folder}/"
        return sorted({path[len(inside) :].split("/")[0] for path in self.texts if path.startswith(inside)})


def template(**sections: object) -> dict:
    return {"$schema": SCHEMA, "contentVersion": "1.0.0.0", **sections}


def tree_of(**files: object) -> Files:
    """Files by name (`__` for a dot), each a text or something to write as JSON."""
    return Files(
        **{
            name.replace("___", "/").replace("__", "."): one if isinstance(one, str) else json.dumps(one, indent=1)
            for name, one in files.items()
        }
    )


def deployments(tree: Files) -> list[Evaluation]:
    """Every deployment of every root."""
    found = []
    paths = [path for path in sorted(tree.texts) if INPUTS not in tree.texts[path]]
    inputs = [path for path in sorted(tree.texts) if INPUTS in tree.texts[path]]
    for root in read.roots(paths, inputs, tree):
        found += [read.evaluate(root, one, tree, Options()) for one in root.deployments]
    return found


def evaluated(sections: dict) -> Evaluation:
    """The only deployment of a template."""
    (found,) = deployments(tree_of(main__json=sections))
    assert not found.errors, found.errors
    return found


def outputs(sections: dict) -> dict:
    files = read.TemplateFiles(tree_of(main__json=sections))
    loaded = files.read("main.json")
    assert loaded is not None
    return evaluate_template(loaded).outputs
