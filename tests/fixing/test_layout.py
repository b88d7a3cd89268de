"""Whatever the layout: a fix is found all the same, and everything around it stays as it is."""

import json
import random
from collections import Counter

import pytest
import yaml

from tests.fixing.support import CASES, RULES, repaired

SAMPLE = 14
"""Cases of each language for each layout."""


def crlf(text, rng):
    return text.replace("\n", "\r\n")


def mark(text, rng):
    return "\ufeff" + text


def comments(sign):
    def write(text, rng):
        lines = text.split("\n")
        plain = [one for one in lines if "<<" not in one and "|" not in one]
        return "\n".join(
            f"{one} {sign} why" if one in plain and one.strip() and rng.random() < 0.4 else one for one in lines
        )

    return write


def tabs(text, rng):
    lines = text.split("\n")
    return "\n".join("\t" * ((len(one) - len(one.lstrip(" "))) // 2) + one.lstrip(" ") for one in lines)


def no_last_line_end(text, rng):
    return text.rstrip("\n")


def one_line(text, rng):
    return json.dumps(json.loads(text))


def wide(text, rng):
    return json.dumps(json.loads(text), indent=rng.choice([1, 3, 4, "\t"]))


def spaced(text, rng):
    return "\n".join(
        f"{one}\n" if rng.random() < 0.2 and one.endswith(("{", "}", "]")) else one for one in text.split("\n")
    )


class Plain(yaml.SafeLoader):
    """Reads tags of CloudFormation as what they stand for."""


def _function(loader, suffix, node):
    name = suffix if suffix in ("Ref", "Condition") else f"Fn::{suffix}"
    if isinstance(node, yaml.ScalarNode):
        value = loader.construct_scalar(node)
        return {name: value.split(".", 1) if suffix == "GetAtt" else value}
    if isinstance(node, yaml.SequenceNode):
        return {name: loader.construct_sequence(node, deep=True)}
    return {name: loader.construct_mapping(node, deep=True)}


Plain.add_multi_constructor("!", _function)


def flow(text, rng):
    return yaml.dump(yaml.load(text, Plain), default_flow_style=True, width=10_000, sort_keys=False)


def dumped(text, rng):
    return yaml.dump(yaml.load(text, Plain), indent=4, sort_keys=False)


def as_json(text, rng):
    return json.dumps(yaml.load(text, Plain), indent=2, default=str)


LAYOUTS = {
    ".tf": [crlf, mark, comments("#"), comments("//"), tabs, no_last_line_end, spaced],
    ".bicep": [crlf, mark, comments("//"), tabs, no_last_line_end, spaced],
    ".json": [crlf, mark, one_line, wide, no_last_line_end],
    ".yaml": [crlf, comments("#"), no_last_line_end, flow, dumped, as_json],
}


def cases():
    rng = random.Random(20)
    files = sorted(path for path in CASES.rglob("flagged*.*") if RULES[path.parent.name].profile != "customer-keys")
    for suffix, layouts in LAYOUTS.items():
        of_language = [path for path in files if path.suffix == suffix]
        for number, layout in enumerate(layouts):
            for path in rng.sample(of_language, SAMPLE):
                yield pytest.param(
                    path, layout, number, id=f"{path.parent.name}-{path.stem}{suffix}-{layout.__name__}{number}"
                )


@pytest.mark.parametrize(("case", "layout", "seed"), list(cases()))
def test_a_layout_changes_no_fix(case, layout, seed, tmp_path):
    suffix = ".json" if layout is as_json else case.suffix
    plain, other = tmp_path / "plain", tmp_path / "other"
    for folder in (plain, other):
        folder.mkdir()
    text = case.read_text(encoding="utf-8")
    (plain / f"main{case.suffix}").write_text(text, encoding="utf-8")
    path = other / f"main{suffix}"
    path.write_bytes(layout(text, random.Random(seed)).encode())
    rule = case.parent.name
    expected = repaired(plain / f"main{case.suffix}", rule)
    assert repaired(path, rule) == expected
    after = path.read_bytes().decode()
    if layout is crlf:
        assert after.count("\r\n") == after.count("\n")
    if layout is mark:
        assert after.startswith("\ufeff")
        assert after.count("\ufeff") == 1
    if layout in (crlf, mark, tabs):
        assert lost(layout(text, random.Random(seed)), after) == lost(text, (plain / f"main{case.suffix}").read_text())


def lost(before, after):
    """How many lines an edit changed or took out."""
    return sum((Counter(before.splitlines()) - Counter(after.splitlines())).values())
