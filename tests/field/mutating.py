"""Texts made wrong in small ways, the same way for the same number."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator, Sequence
from typing import Any

LONGEST = 3_000
"""Characters of an input: small ones find as much, and more of them can be tried."""

PIECES = (
    "{", "}", "[", "]", "(", ")", '"', "'", "'''", '"${', "${", "%{", "}}", "\\", "\\u12", "\n", "\r\n", "\t", "\0",
    "\ufeff", "\u2028", "é", "😀", "\ud800", "<<EOT\n", "<<-EOT\n", "EOT\n", "//", "#", "/*", "*/", "=", "==", "=>",
    "->", "...", "?", ":", "::", ",", ".", "..", "*", "[*]", ".*.", "!", "!!", "-", "+", "%", "&&", "||", "??", ".?",
    "!Ref ", "!Sub ", "!GetAtt ", "!If ", "!Join ", "&a ", "*a", "<<: ", "- ", "? ", "| ", "> ", "---\n", "...\n",
    "%YAML 1.1\n", "null", "true", "false", "~", "0", "-1", "1e999", "1e-999", "99999999999999999999999", "0x7f",
    "00", ".5", "nan", "Infinity", "for x in ", "if ", "for_each", "count", "dynamic ", "each.key", "self",
    "path.module", "var.", "local.", "module.", "data.", "resource ", "param ", "var ", "module ", "existing ",
    "@secure()\n", "@batchSize(0)\n", "import ", "using ", "extends ", "func ", "type ", "output ", "assert ",
    '"copy"', '"count"', '"condition"', '"dependsOn"', '"properties"', '"type"', '"name"', '"resources"',
    '"parameters"', '"[concat(', '"[[', "[variables('", "[parameters('", "reference(", "resourceId(", "copyIndex(",
    "format('{0}', ", "Fn::If", "Fn::Sub", "Fn::ForEach::A", "Fn::Transform", "Fn::FindInMap", "AWS::NoValue",
    "AWS::Region", "Condition", "DependsOn", "Type", "Properties", "Ref", "merge(", "flatten(", "range(", "regex(",
    "templatefile(", "file(", "jsondecode(", "setproduct(", "zipmap(", "try(", "can(", "formatdate(", "cidrsubnet(",
    "base64decode(", "yamldecode(", "map(", "reduce(",
)  # fmt: skip

Change = Callable[[random.Random, str, Sequence[str]], str]


def mutated(text: str, others: Sequence[str], number: int) -> str:
    """A text with one to six changes. `others`: texts that pieces may come from."""
    chance = random.Random(number)
    if text[:1] in "{[" and chance.random() < 0.5:
        return _shaken(chance, text, others)
    for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 6))):
        text = chance.choice(CHANGES)(chance, text, others)[:LONGEST]
    return text


def _shaken(chance: random.Random, text: str, others: Sequence[str]) -> str:
    """A JSON text that stays one: nodes are moved, dropped, renamed, taken from elsewhere, or their texts changed."""
    try:
        tree, other = json.loads(text), json.loads(chance.choice(others))
    except (ValueError, RecursionError):
        return _put(chance, text, others)
    for _ in range(chance.choice((1, 1, 2, 4))):
        spots, gifts = list(_spots(tree)), list(_spots(other))
        if not spots:
            break
        holder, key = chance.choice(spots)
        act = chance.randrange(6)
        if act == 0:
            del holder[key]
        elif act == 1 and gifts:
            giver, what = chance.choice(gifts)
            # A copy: pieces of it may be put into each other later.
            holder[key] = json.loads(json.dumps(giver[what]))
        elif act == 2 and isinstance(holder, dict):
            holder[chance.choice((*_NAMES, str(key).upper(), ""))] = holder.pop(key)
        elif act == 3 and isinstance(holder[key], str):
            holder[key] = chance.choice(CHANGES)(chance, holder[key], others)
        elif act == 4:
            holder[key] = chance.choice(([holder[key]], {chance.choice(_NAMES): holder[key]}))
        else:
            holder[key] = chance.choice((None, True, False, 0, -1, 1e300, "", [], {}, *PIECES))
    return json.dumps(tree, ensure_ascii=chance.random() < 0.5)[: 10 * LONGEST]


_NAMES = (
    "copy", "count", "condition", "properties", "type", "name", "resources", "outputs", "value", "Fn::If", "Fn::Sub",
    "Ref", "Fn::ForEach::X", "Fn::GetAtt", "Fn::Join", "Properties", "Type", "Condition", "Transform", "Default",
    "for_each", "dynamic", "content", "lifecycle", "values", "index", "change", "expressions", "$schema", "reference",
    "metadata",
)  # fmt: skip


def _spots(tree: Any) -> Iterator[tuple[Any, Any]]:
    """Every place in a tree: what holds it, and under which key."""
    waiting = [tree]
    while waiting:
        holder = waiting.pop()
        if isinstance(holder, (dict, list)):
            for key, value in holder.items() if isinstance(holder, dict) else enumerate(holder):
                yield holder, key
                waiting.append(value)


def _span(chance: random.Random, text: str, longest: int = 60) -> tuple[int, int]:
    start = chance.randint(0, len(text))
    return start, min(len(text), start + chance.randint(1, longest))


def _put(chance: random.Random, text: str, others: Sequence[str]) -> str:
    at = chance.randint(0, len(text))
    return text[:at] + chance.choice(PIECES) + text[at:]


def _replace(chance: random.Random, text: str, others: Sequence[str]) -> str:
    start, end = _span(chance, text, 12)
    return text[:start] + chance.choice(PIECES) + text[end:]


def _remove(chance: random.Random, text: str, others: Sequence[str]) -> str:
    start, end = _span(chance, text)
    return text[:start] + text[end:]


def _repeat(chance: random.Random, text: str, others: Sequence[str]) -> str:
    start, end = _span(chance, text)
    return text[:end] + text[start:end] * chance.choice((1, 1, 2, 40)) + text[end:]


def _move(chance: random.Random, text: str, others: Sequence[str]) -> str:
    start, end = _span(chance, text)
    rest = text[:start] + text[end:]
    at = chance.randint(0, len(rest))
    return rest[:at] + text[start:end] + rest[at:]


def _cross(chance: random.Random, text: str, others: Sequence[str]) -> str:
    other = chance.choice(others)
    start, end = _span(chance, other, 400)
    at, to = _span(chance, text)
    return text[:at] + other[start:end] + text[chance.choice((at, to)) :]


def _lines(chance: random.Random, text: str, others: Sequence[str]) -> str:
    lines = text.split("\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    if chance.random() < 0.3:
        lines[one] = " " * chance.randint(0, 8) + lines[one].lstrip()
    return "\n".join(lines)


_BRACKETS = (("[", "]"), ("{", "}"), ("(", ")"), ('"${', '}"'), ("${", "}"), ("[[", "]]"), ("'", "'"))


def _wrap(chance: random.Random, text: str, others: Sequence[str]) -> str:
    start, end = _span(chance, text)
    before, after = chance.choice(
        (("[", "]"), ("{", "}"), ("(", ")"), ('"${', '}"'), ("${", "}"), ("[[", "]]"), ("'", "'"))
    )
    times = chance.choice((1, 1, 3, 200))
    return text[:start] + before * times + text[start:end] + after * times + text[end:]


def _flip(chance: random.Random, text: str, others: Sequence[str]) -> str:
    if not text:
        return text
    at = chance.randrange(len(text))
    return text[:at] + chr(ord(text[at]) ^ 1 << chance.randrange(7)) + text[at + 1 :]


def _swap_words(chance: random.Random, text: str, others: Sequence[str]) -> str:
    words = text.split(" ")
    one, other = chance.randrange(len(words)), chance.randrange(len(words))
    words[one], words[other] = words[other], words[one]
    return " ".join(words)


def _cut(chance: random.Random, text: str, others: Sequence[str]) -> str:
    return text[: chance.randint(0, len(text))]


CHANGES: tuple[Change, ...] = (
    _put, _put, _replace, _replace, _remove, _repeat, _move, _cross, _cross, _lines, _wrap, _flip, _swap_words, _cut,
)  # fmt: skip
