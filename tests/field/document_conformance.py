"""Compare the document readers with json.loads and PyYAML's composer on folders of real files.

    python tests/field/document_conformance.py FOLDER...

Prints each difference and exits with 1 if there is one.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import yaml

from foureyes.languages.documents.json import read_json
from foureyes.languages.documents.tree import Document, Mapping, Node, Scalar, Sequence
from foureyes.languages.documents.yaml import read_yaml
from foureyes.model.place import Source

SUFFIXES = {".json", ".jsonc", ".yaml", ".yml", ".template"}
TYPES = {"str": str, "timestamp": str, "value": str, "merge": str, "int": int, "float": float, "bool": bool}


def plain(node: Node | None) -> object:
    """The tree as Python's own types, as json.loads would give it."""
    if isinstance(node, Mapping):
        return {name: plain(value) for name, (_, value) in node.effective().items()}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return node.value if node else None


def refuse(constant: str) -> object:
    raise ValueError(f"{constant} is no JSON")


def json_difference(source: Source) -> str | None:
    try:
        expected = json.loads(source.text, parse_constant=refuse)
    except (ValueError, RecursionError):
        return "rejected"
    document = read_json(source)
    if document.errors:
        return f"only json.loads reads it: {document.errors[0]}"
    if plain(document.root) != expected:
        return "the values differ"
    return None


def yaml_difference(source: Source) -> str | None:
    text = source.text
    try:
        expected = list(yaml.compose_all(text, yaml.CSafeLoader))
    except (yaml.YAMLError, UnicodeError, RecursionError):
        return None if read_yaml(source).errors else "only foureyes reads it"
    document = read_yaml(source)
    if document.errors:
        return f"only PyYAML reads it: {document.errors[0]}"
    roots = [each.root for each in (document, *document.others) if each.root is not None]
    if len(roots) != len(expected):
        return f"{len(roots)} documents instead of {len(expected)}"
    for own, other in zip(roots, expected, strict=True):
        for place, problem in differences(own, other, text):
            return f"{source.position(place)}: {problem}"
    return comment_difference(document)


def differences(own: Node, other: yaml.Node, text: str) -> Iterator[tuple[int, str]]:
    """Where a tree and PyYAML's composed nodes say different things."""
    waiting = [(own, other)]
    while waiting:
        mine, theirs = waiting.pop()
        start, end = theirs.start_mark.index, theirs.end_mark.index
        if mine.start != start or not same_end(mine, theirs, text):
            yield mine.start, f"{mine!r} spans {(mine.start, mine.end)} instead of {(start, end)}"
        if isinstance(mine, Mapping) and isinstance(theirs, yaml.MappingNode):
            if len(mine.entries) != len(theirs.value):
                yield mine.start, "the number of entries differs"
            for pair, their_pair in zip(mine.entries, theirs.value, strict=False):
                waiting += zip(pair, their_pair, strict=True)
        elif isinstance(mine, Sequence) and isinstance(theirs, yaml.SequenceNode):
            if len(mine.items) != len(theirs.value):
                yield mine.start, "the number of items differs"
            waiting += zip(mine.items, theirs.value, strict=False)
        elif not (isinstance(mine, Scalar) and isinstance(theirs, yaml.ScalarNode) and same_scalar(mine, theirs)):
            yield mine.start, f"{mine!r} instead of {theirs!r}"
        if (mine.tag or "") != ("" if theirs.tag.startswith("tag:") else theirs.tag) and not str(mine.tag).startswith(
            "!!"
        ):
            yield mine.start, f"the tag is {mine.tag} instead of {theirs.tag}"


def same_end(mine: Node, theirs: yaml.Node, text: str) -> bool:
    """PyYAML ends a block collection at the next token: only blanks and comments may stand between."""
    end = theirs.end_mark.index
    if isinstance(mine, Scalar) and mine.style in ("literal", "folded"):
        return mine.end == mine.start + len(text[mine.start : end].rstrip())
    if not isinstance(theirs, yaml.CollectionNode) or theirs.flow_style:
        return bool(mine.end == end)
    between = [line.strip() for line in text[mine.end : end].splitlines()]
    return mine.end <= end and all(not line or line.startswith("#") for line in between)


def same_scalar(mine: Scalar, theirs: yaml.ScalarNode) -> bool:
    if not theirs.tag.startswith("tag:yaml.org,2002:"):
        return bool(mine.value == theirs.value)
    kind = theirs.tag.removeprefix("tag:yaml.org,2002:")
    if kind == "null":
        return mine.value is None
    if isinstance(mine.value, float) and kind == "str":
        return "e" in theirs.value.lower()  # YAML 1.1 lets the point and the exponent's sign be left out
    expected = TYPES.get(kind, str)
    return type(mine.value) is expected and (expected is not str or bool(mine.value == theirs.value))


def comment_difference(document: Document) -> str | None:
    """Without its comments a text must mean the same."""
    if not document.comments:
        return None
    text = document.source.text
    for start, end in reversed(document.comments):
        text = text[:start] + text[end:]
    try:
        same = [_values(node) for node in yaml.compose_all(text, yaml.CSafeLoader)] == [
            _values(node) for node in yaml.compose_all(document.source.text, yaml.CSafeLoader)
        ]
    except yaml.YAMLError as error:
        return f"something is no comment: {error}"
    return None if same else "something is no comment"


def _values(node: yaml.Node) -> object:
    if isinstance(node, yaml.ScalarNode):
        return node.tag, node.value
    return [_values(each) if isinstance(each, yaml.Node) else [_values(part) for part in each] for each in node.value]


def main(folders: list[str]) -> int:
    seen: Counter[str] = Counter()
    for path in sorted(path for folder in folders for path in Path(folder).rglob("*") if path.suffix in SUFFIXES):
        if not path.is_file():
            continue
        try:
            source = Source(str(path), path.read_text(encoding="utf-8-sig"))
        except UnicodeDecodeError:
            seen["not UTF-8"] += 1
            continue
        is_json = path.suffix.startswith(".json") or source.text.lstrip().startswith("{")
        kind = "JSON" if is_json else "YAML"
        problem = json_difference(source) if is_json else yaml_difference(source)
        if problem == "rejected":
            seen["JSON that json.loads rejects"] += 1
            seen["of these read by foureyes"] += not read_json(source).errors
        else:
            seen[kind] += 1
            seen[f"{kind} different"] += problem is not None
            if problem:
                print(f"{path}: {problem}")
    print(", ".join(f"{count} {name}" for name, count in seen.items()))
    return 1 if seen["JSON different"] or seen["YAML different"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
