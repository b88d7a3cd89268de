"""Parameter files: the CLI's list, CodePipeline's object, and SAM's `samconfig.toml` or `.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from foureyes.errors import UnreadableSource
from foureyes.languages.cloudformation.stack import Run
from foureyes.languages.cloudformation.template import read_template
from foureyes.languages.cloudformation.texts import literal
from foureyes.languages.documents.json import read_json
from foureyes.languages.documents.tree import Mapping, Node, Scalar, Sequence
from foureyes.model.place import Place, Source
from foureyes.model.root import Inputs
from foureyes.model.tree import Tree, join, parent
from foureyes.model.value import Unknown, Value

LIST_FORM: Final = re.compile(r'\s*\[\s*(?:\{\s*"(?:ParameterKey|ParameterValue|UsePreviousValue)"\s*:|"[A-Za-z0-9]+=)')
OBJECT_FORM: Final = re.compile(r'\s*\{\s*"(?:Parameters|Tags|StackPolicy)"\s*:\s*\{')
_RESOURCES = re.compile(r'"(?:Resources|AWSTemplateFormatVersion|Transform)"\s*:')
SAM_NAMES: Final = ("samconfig.toml", "samconfig.yaml", "samconfig.yml")
_FOLDERS: Final = ("parameters", "params", "config", "configs", "environments", "envs", "env")
_TEMPLATES: Final = (".yaml", ".yml", ".json", ".template")
_MAX_TEXT: Final = 200_000
_PAIR = re.compile(r"""([A-Za-z0-9]+)=("(?:[^"\\]|\\.)*"|'[^']*'|\S*)""")
_CLI_PAIR = re.compile(r"""ParameterKey=("?)([A-Za-z0-9]+)\1,\s*ParameterValue=("(?:[^"\\]|\\.)*"|'[^']*'|\S*)""")


def is_parameter_file(text: str) -> bool:
    """Whether a JSON text gives parameters. A template does too, but has resources."""
    if LIST_FORM.match(text):
        return True
    return OBJECT_FORM.match(text) is not None and _RESOURCES.search(text) is None and '"$schema"' not in text


class ParameterFiles:
    """The parameter files of a run: each folder is looked through once."""

    def __init__(self, inputs: list[str], tree: Tree) -> None:
        self.tree = tree
        self.inputs = inputs
        self._folders: dict[str, list[str]] = {}
        self._stems: dict[str, set[str]] = {}

    def deployments(self, path: str) -> tuple[Inputs, ...]:
        """One deployment for each parameter file that fits a template; the defaults where none does."""
        files = [file for file in self._near(path) if file != path and self._may_belong(file, path)]
        if not files:
            return (Inputs(),)
        try:
            declared = set(read_template(self.tree.source(path)).section("Parameters"))
        except UnreadableSource:
            return (Inputs(),)
        found = [
            Inputs(name, (file,))
            for file in files
            for name, keys in _sets(file, path, self.tree)
            if keys and keys <= declared
        ]
        return tuple(found) or (Inputs(),)

    def _near(self, path: str) -> list[str]:
        """Parameter files beside a template, in a folder for them, and those of the run that are not far."""
        folder = parent(path)
        found = list(self._within(folder))
        for name in _FOLDERS:
            if name in self.tree.names(folder):
                found += self._within(join(folder, name))
        for file in self.inputs:
            if file not in found and parent(file) in (folder, parent(folder)):
                found.append(file)
        return found

    def _within(self, folder: str) -> list[str]:
        if folder not in self._folders:
            files = [join(folder, name) for name in self.tree.names(folder)]
            given = [file for file in files if self._gives_parameters(file)]
            self._folders[folder] = given
            templates = [file for file in files if file.endswith(_TEMPLATES) and file not in given]
            self._stems[folder] = {_stem(file) for file in templates}
        return self._folders[folder]

    def _gives_parameters(self, file: str) -> bool:
        if file.rsplit("/", 1)[-1] in SAM_NAMES:
            return self.tree.is_file(file)
        if not file.endswith(".json") or not self.tree.is_file(file):
            return False
        try:
            text = self.tree.source(file).text
        except UnreadableSource:
            return False
        return len(text) <= _MAX_TEXT and is_parameter_file(text)

    def _may_belong(self, file: str, path: str) -> bool:
        """Whether a file may be this template's: its name does not begin with that of another one."""
        name = file.rsplit("/", 1)[-1]
        if name in SAM_NAMES:
            return parent(file) == parent(path)
        stem = _stem(path)
        self._within(parent(path))
        longest = max((one for one in self._stems[parent(path)] if name.startswith(one)), key=len, default=stem)
        return longest == stem


def _stem(path: str) -> str:
    return path.rsplit("/", 1)[-1].rsplit(".", 1)[0]


def _sets(file: str, template: str, tree: Tree) -> Iterator[tuple[str, set[str]]]:
    """The sets of parameters in a file: the deployment's name and the keys given."""
    try:
        source = tree.source(file)
    except UnreadableSource:
        return
    if file.rsplit("/", 1)[-1] in SAM_NAMES:
        for environment, overrides in _sam_environments(source, template):
            name = file if environment == "default" else f"{file}#{environment}"
            yield name, {key for key, _ in _pairs(overrides)}
    else:
        yield file, set(_json_nodes(source))


def read(path: str, name: str, run: Run) -> dict[str, Value]:
    """The parameters that a file gives under a deployment's name."""
    try:
        source = run.tree.source(path)
    except UnreadableSource as error:
        run.errors.append(error)
        return {}
    run.files.add(path)
    if path.rsplit("/", 1)[-1] in SAM_NAMES:
        wanted = name.partition("#")[2] or "default"
        for environment, overrides in _sam_environments(source, ""):
            if environment == wanted:
                return {key: given(key, text, source) for key, text in _pairs(overrides)}
        return {}
    run.errors += read_json(source).errors
    found: dict[str, Value] = {}
    for key, node in _json_nodes(source).items():
        place = Place(source, node.start, node.end)
        if isinstance(node, Scalar) and node.value is not None:
            found[key] = literal(node.name, place)
        else:
            found[key] = Unknown(f"`{key}` keeps its previous value", place, subject=key)
    return found


def _json_nodes(source: Source) -> dict[str, Node]:
    """The nodes of the values in a JSON parameter file, by key."""
    root = read_json(source).root
    found: dict[str, Node] = {}
    if isinstance(root, Mapping):
        inner = root.get("Parameters")
        if isinstance(inner, Mapping):
            return {name: pair[1] for name, pair in inner.effective().items()}
    for item in root.items if isinstance(root, Sequence) else ():
        if isinstance(item, Mapping):
            key, value = item.get("ParameterKey"), item.get("ParameterValue")
            if isinstance(key, Scalar) and isinstance(key.value, str):
                found[key.value] = value if value is not None else item
        elif isinstance(item, Scalar) and isinstance(item.value, str) and "=" in item.value:
            name, _, text = item.value.partition("=")
            found[name] = Scalar(item.start, item.end, text, item.style)
    return found


def given(key: str, text: str, source: Source) -> Value:
    """A value from a file in which it is found by its text."""
    at = re.search(rf"\b{re.escape(key)}\b", source.text)
    place = Place(source, at.start(), at.end()) if at else Place(source, 0, 0)
    return literal(text, place)


def _sam_environments(source: Source, template: str) -> Iterator[tuple[str, object]]:
    """The environments of SAM's configuration with their `parameter_overrides`."""
    content = _toml(source.text) if source.path.endswith(".toml") else _yaml(source)
    for environment, commands in content.items():
        if not isinstance(commands, dict):
            continue
        settings: dict[str, object] = {}
        for command in ("global", "build", "deploy"):
            table = commands.get(command)
            inner = table.get("parameters") if isinstance(table, dict) else None
            settings |= inner if isinstance(inner, dict) else {}
        file = str(settings.get("template_file") or settings.get("template") or "template")
        if settings.get("parameter_overrides") and (not template or _stem(file) == _stem(template)):
            yield environment, settings["parameter_overrides"]


def _toml(text: str) -> dict[str, object]:
    import tomllib

    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return {}


def _yaml(source: Source) -> dict[str, object]:
    from foureyes.languages.documents.yaml import read_yaml

    root = read_yaml(source).root
    found = _bare(root) if root is not None else None
    return found if isinstance(found, dict) else {}


def _bare(node: Node) -> object:
    """A tree as plain content."""
    if isinstance(node, Mapping):
        return {name: _bare(value) for name, (_, value) in node.effective().items()}
    if isinstance(node, Sequence):
        return [_bare(item) for item in node.items]
    return node.name if isinstance(node, Scalar) and node.value is not None else None


def _pairs(overrides: object) -> Iterator[tuple[str, str]]:
    """`Key=Value` pairs, in one text or a list of texts."""
    for text in overrides if isinstance(overrides, list) else [overrides]:
        if not isinstance(text, str):
            continue
        if "ParameterKey=" in text:
            yield from ((match[2], _unquoted(match[3])) for match in _CLI_PAIR.finditer(text))
        elif isinstance(overrides, list) and _PAIR.match(text):
            key, _, value = text.partition("=")
            yield key, _unquoted(value)
        else:
            yield from ((match[1], _unquoted(match[2])) for match in _PAIR.finditer(text))


def _unquoted(text: str) -> str:
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        return re.sub(r"\\(.)", r"\1", text[1:-1])
    return text
