"""How the HCL reader compares with `terraform fmt` and python-hcl2 on public files and on mutations of them.

    python tests/field/hcl_conformance.py FOLDER... [--mutations 5000] [--seed 1] [--hcl2 500]

Exits with 1 when the reader accepts what `terraform fmt` refuses, or the other way round.
"""

from __future__ import annotations

import argparse
import gc
import random
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from foureyes.languages.terraform.parser import parse
from foureyes.languages.terraform.syntax import Body
from foureyes.model.place import Source
from tests.languages.terraform.oracle import accepts

FRAGMENTS = [
    *'"{}[]()=,.:?*!%$~#\\\n\r\t -+/<>&|\'`;é',
    "${", "%{", "$${", "~}", "=>", "==", "&&", "||", "...", "::", "<<EOT\n", "<<-EOT\n", "EOT\n", "\nEOT\n",
    "/*", "*/", "//", "[*]", ".*", ".0", "0", "1.5", "1e3", "for", "in", "if", "true", "null", "x", "a.b",
    '"s"', '"${a}"', "%{ if a }", "%{ endif }", "\n}\n", " = 1\n", "f(", "-", "\u00a0", "a-b", "\r\n",
]  # fmt: skip
BATCH = 400


def texts_of(folders: Sequence[str]) -> list[tuple[str, str]]:
    found: dict[str, str] = {}
    for folder in folders:
        for path in sorted(Path(folder).rglob("*.tf")):
            if path.is_file():
                try:
                    found.setdefault(path.read_bytes().decode(), str(path))
                except UnicodeDecodeError:
                    print(f"not UTF-8, left out: {path}")
    return [(path, text) for text, path in found.items()]


def reads(text: str) -> bool:
    return not parse(Source("", text.removeprefix("\ufeff"))).errors


def mutate(text: str, chance: random.Random) -> str:
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        at = chance.randrange(len(text) + 1)
        match chance.randrange(5):
            case 0:
                text = text[:at] + chance.choice(FRAGMENTS) + text[at:]
            case 1:
                text = text[:at] + text[at + chance.randrange(1, 4) :]
            case 2:
                text = text[:at] + chance.choice(FRAGMENTS) + text[at + 1 :]
            case 3:
                other = chance.randrange(len(text) + 1)
                text = text[:at] + text[other : other + chance.randrange(1, 30)] + text[at:]
            case _:
                end = text.find("\n", at)
                text = text[:at] + text[end if end >= 0 else len(text) :]
    return text


def disagreements(named: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str, bool]]:
    """Name, text and terraform's answer where ours differs."""
    for first in range(0, len(named), BATCH):
        batch = named[first : first + BATCH]
        for (name, text), valid in zip(batch, accepts([text for _, text in batch]), strict=True):
            if reads(text) != valid:
                yield name, text, valid


def shape(body: Body) -> list[object]:
    return sorted(
        [*body.attributes, *([block.type, *(label.value for label in block.labels), shape(block.body)]
                             for block in body.blocks)],
        key=repr,
    )  # fmt: skip


def hcl2_shape(body: object) -> list[object]:
    from hcl2.rules.base import AttributeRule, BlockRule

    found: list[object] = []
    for child in body.children:  # type: ignore[attr-defined]
        if isinstance(child, AttributeRule):
            found.append(child.identifier.serialize())
        elif isinstance(child, BlockRule):
            labels = [str(label.serialize()).strip('"') for label in child.labels]
            found.append([*labels, hcl2_shape(child.body)])
    return sorted(found, key=repr)


def compare_with_hcl2(named: Sequence[tuple[str, str]]) -> None:
    import hcl2

    hcl2.parses("a = 1\n")  # loads its grammar
    rejected, different, ours, theirs, size = [], [], 0.0, 0.0, 0
    for name, text in named:
        start = time.process_time()
        tree = parse(Source(name, text.removeprefix("\ufeff")))
        ours += time.process_time() - start
        size += len(text.encode())
        start = time.process_time()
        try:
            their_tree = hcl2.parses(text)
        except Exception as error:
            rejected.append(f"{name}: {type(error).__name__}")
            continue
        finally:
            theirs += time.process_time() - start
        if shape(tree.body) != hcl2_shape(their_tree.body):
            different.append(name)
    print(f"python-hcl2: {len(named)} valid files, {len(rejected)} rejected, {len(different)} with other contents")
    for line in [*rejected, *different]:
        print(f"  {line}")
    print(f"speed: ours {size / ours / 1e6:.1f} MB/s, python-hcl2 {size / theirs / 1e6:.3f} MB/s, {theirs / ours:.0f}x")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--mutations", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--hcl2", type=int, default=500, help="how many files to compare with python-hcl2")
    options = parser.parse_args()
    gc.disable()
    named = texts_of(options.folders)
    wrong = list(disagreements(named))
    refused = {name for name, text in named if not reads(text)}
    print(f"files: {len(named)}, {len(refused)} invalid, {len(wrong)} disagreements with terraform fmt")
    chance = random.Random(options.seed)
    small = [text for _, text in named if 0 < len(text) < 6000]
    mutants = [(f"mutation {n}", mutate(chance.choice(small), chance)) for n in range(options.mutations)]
    wrong_mutants = list(disagreements(mutants))
    valid = sum(reads(text) for _, text in mutants)
    print(f"mutations: {len(mutants)}, {valid} of them valid, {len(wrong_mutants)} disagreements")
    for name, text, accepted in [*wrong, *wrong_mutants]:
        print(f"--- {name}: terraform {'accepts' if accepted else 'refuses'}")
        errors = parse(Source("", text.removeprefix("\ufeff"))).errors
        print(errors[0] if errors else text)
    if options.hcl2:
        sample = [pair for pair in named if pair[0] not in refused]
        compare_with_hcl2(chance.sample(sample, min(options.hcl2, len(sample))))
    return 1 if wrong or wrong_mutants else 0


if __name__ == "__main__":
    sys.exit(main())
