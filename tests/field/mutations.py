"""Mutated real files through every reader and all rules: nothing may crash, hang or fill the memory.

    python tests/field/mutations.py FOLDER… [--count 1000000] [--first 0] [--faults FOLDER] [--log FILE] [--only KIND,…]

Small files under the FOLDERs are the seeds. Input N is made from N alone, so a fault is made again by
`--first N --count 1`. Faulty inputs are written to --faults, one of each sort. Exits with 1 if there is a fault.
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import importlib
import json
import mmap
import os
import pkgutil
import re
import resource
import struct
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

import foureyes_rules
from foureyes.config import parse as parse_configuration
from foureyes.engine.clock import TimeIsUp, within
from foureyes.engine.ruleset import RuleSet
from foureyes.errors import BrokenRule, FoureyesError, UnreadableSource
from foureyes.gate.record import parse_record
from foureyes.judging import READERS, part_of, reader_of
from foureyes.model.place import Source
from foureyes.model.root import Options
from foureyes.model.rule import DEFAULT_PROFILE
from foureyes.sources.discover import discover
from foureyes.sources.gitignore import patterns
from foureyes.sources.sniff import sniffed
from tests.field.mutating import LONGEST, mutated

PATIENCE = 5.0
"""Seconds for one input."""
MEMORY = 1_200_000_000
BLOCK = 1_000
"""Inputs that one process judges: it may die without taking the others along."""

DEFAULTS = Options()


class Memory:
    """Files in memory."""

    def __init__(self, files: dict[str, str]) -> None:
        self.files = {path: Source(path, text) for path, text in files.items()}

    def source(self, path: str) -> Source:
        if path not in self.files:
            raise UnreadableSource("there is no such file", path=path)
        return self.files[path]

    def bytes(self, path: str) -> bytes:
        return self.source(path).text.encode("utf-8", "surrogatepass")

    def is_file(self, path: str) -> bool:
        return path in self.files

    def is_directory(self, path: str) -> bool:
        return path == "." or any(name.startswith(f"{path}/") for name in self.files)

    def holds(self, path: str) -> bool:
        return True

    def names(self, folder: str) -> list[str]:
        prefix = "" if folder == "." else f"{folder}/"
        return sorted({name.removeprefix(prefix).split("/")[0] for name in self.files if name.startswith(prefix)})


class Fault(NamedTuple):
    """What went wrong, in a form that is the same for the same cause."""

    sort: str
    detail: str


RULES = RuleSet(("foureyes_rules",), (DEFAULT_PROFILE, "hardening", "customer-keys", "retention"))


def judged(files: dict[str, str]) -> Iterator[Fault]:
    """Files through discovery, their reader and the rules."""
    tree = Memory(files)
    listing, _ = discover(["."], tree, False)
    for language in READERS:
        if language not in listing.files:
            continue
        reader = reader_of(language)
        for root in reader.roots(listing.files[language], listing.files.get(f"{language}-inputs", []), tree):
            for error in part_of(root, tree, RULES, DEFAULTS, 0).coverage.errors:
                if isinstance(error, BrokenRule) or "please report" in error.remedy or "more memory" in error.message:
                    yield Fault(str(error), "")


def _companion(pattern: str, line: str, around: str = "{}") -> Callable[[str], str]:
    """The file that a file of inputs is for: it declares what the inputs name."""

    def made(seed: str) -> str:
        names = dict.fromkeys(re.findall(pattern, seed, re.MULTILINE))
        return around.format("".join(line.replace("NAME", name) for name in names))

    return made


TFVARS = _companion(r"^(\w+)\s*=", 'variable "NAME" {}\nresource "aws_s3_bucket" "NAME" {\n  bucket = var.NAME\n}\n')
BICEP = _companion(r"^param (\w+)", "param NAME object\noutput o_NAME string = string(NAME)\n")
ARM_SCHEMA = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"


def _arm(seed: str) -> str:
    names = re.findall(r'^\s{4,8}"(\w+)"\s*:\s*\{', seed, re.MULTILINE)
    account = {
        "type": "Microsoft.Storage/storageAccounts",
        "apiVersion": "2021-04-01",
        "name": "[parameters('a')]",
        "properties": {name: f"[parameters('{name}')]" for name in names},
    }
    parameters = {name: {"type": "object"} for name in ("a", *names)}
    return json.dumps({"$schema": ARM_SCHEMA, "parameters": parameters, "resources": [account]})


def _stack(seed: str) -> str:
    names = re.findall(r'"ParameterKey"\s*:\s*"(\w+)"', seed) or re.findall(r'^\s{4,8}"(\w+)"\s*:', seed, re.MULTILINE)
    bucket = {"Type": "AWS::S3::Bucket", "Properties": {"Tags": [{"Ref": name} for name in names]}}
    return json.dumps({"Parameters": {name: {"Type": "String"} for name in names}, "Resources": {"B": bucket}})


def _record(text: str) -> Iterator[Fault]:
    parse_record(text.encode("utf-8", "surrogatepass"))
    return iter(())


def _configuration(text: str) -> Iterator[Fault]:
    parse_configuration(text.encode("utf-8", "surrogatepass"))
    return iter(())


def _ignores(text: str) -> Iterator[Fault]:
    for pattern in patterns(text):
        pattern.fits("some/folder/main.tf", "main.tf", False)
    return iter(())


class Kind(NamedTuple):
    """One sort of input: the name it gets, the names of its seeds, and what stands beside it."""

    name: str
    seeds: str
    beside: tuple[str, Callable[[str], str]] | None = None
    direct: Callable[[str], Iterator[Fault]] | None = None
    language: str = ""
    """What the content has to be, where names do not tell."""
    weight: int = 1


KINDS = {
    "hcl": Kind("main.tf", r"\.tf$", weight=4),
    "tf-json": Kind("main.tf.json", r"\.tf\.json$"),
    "tfvars": Kind("terraform.tfvars", r"\.tfvars$", ("main.tf", TFVARS)),
    "plan": Kind("plan.json", r"\.json$", language="plan"),
    "bicep": Kind("main.bicep", r"\.bicep$", weight=4),
    "bicepparam": Kind("main.bicepparam", r"\.bicepparam$", ("main.bicep", BICEP)),
    "arm": Kind("main.json", r"\.json$", language="arm", weight=3),
    "arm-inputs": Kind("main.parameters.json", r"\.json$", ("main.json", _arm), language="arm-inputs"),
    "cfn-yaml": Kind("main.yaml", r"\.(ya?ml|template)$", language="cloudformation", weight=3),
    "cfn-json": Kind("main.json", r"\.json$", language="cloudformation", weight=2),
    "cfn-inputs": Kind("main.parameters.json", r"param.*\.json$", ("main.json", _stack), language="cfn-inputs"),
    "toml": Kind("foureyes.toml", r"foureyes.*\.toml$", direct=_configuration),
    "record": Kind("record.json", r"signoffs/.*\.json$", direct=_record),
    "gitignore": Kind(".gitignore", r"\.gitignore$", direct=_ignores),
}

SEEDS = Path(__file__).parent / "seeds"
"""Small ones of kinds that collections have few of."""


def seeds_of(kind: str, folders: Sequence[Path], most: int = 400) -> list[str]:
    """Small texts of a kind, one of each sort of content."""
    wanted = KINDS[kind]
    found: dict[str, str] = {}
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if ".git/" in str(path) or not re.search(wanted.seeds, str(path)) or not path.is_file():
                continue
            if not 30 <= path.stat().st_size <= LONGEST:
                continue
            text = path.read_bytes().decode("utf-8", "replace")
            if wanted.language and _told(kind, text) != wanted.language:
                continue
            found.setdefault(hashlib.sha256(text.encode()).hexdigest(), text)
    chosen = [text for _, text in sorted(found.items())][:most]
    return [*chosen, *(path.read_text("utf-8") for path in sorted(SEEDS.glob(f"{kind}-*")))]


def _told(kind: str, text: str) -> str:
    if kind == "cfn-inputs":
        return kind if "ParameterKey" in text or '"Parameters"' in text else ""
    return sniffed("x.json", Memory({"x.json": text}))


class Trial:
    """Inputs by number."""

    def __init__(self, seeds: dict[str, list[str]]) -> None:
        self.seeds = seeds
        self.order = [kind for kind, texts in seeds.items() if texts for _ in range(KINDS[kind].weight)]

    def input(self, number: int) -> tuple[str, dict[str, str]]:
        kind = self.order[number % len(self.order)]
        texts = self.seeds[kind]
        seed = texts[number * 2654435761 % 2**32 % len(texts)]
        files = {KINDS[kind].name: mutated(seed, texts, number)}
        beside = KINDS[kind].beside
        if beside is not None:
            files[beside[0]] = beside[1](seed)
        return kind, files

    def faults(self, kind: str, files: dict[str, str]) -> list[Fault]:
        direct = KINDS[kind].direct
        try:
            with within(PATIENCE):
                return list(direct(files[KINDS[kind].name]) if direct else judged(files))
        except TimeIsUp as error:
            return [Fault(f"took longer than {PATIENCE:g} s in {_where(error)}", traceback.format_exc())]
        except FoureyesError:
            return []
        except Exception as error:
            return [Fault(f"{type(error).__name__} in {_where(error)}", traceback.format_exc())]


def _where(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    ours = [one for one in frames if "foureyes" in one.filename] or list(frames)
    return f"{Path(ours[-1].filename).name}:{ours[-1].name}"


def block(trial: Trial, numbers: range, at: mmap.mmap, output: int) -> None:
    """The life of one process: judge a block and tell faults, slow inputs and memory."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    os.environ["FOUREYES_DEBUG"] = "1"
    gc.disable()
    told: list[object] = []
    slowest = 0.0
    for number in numbers:
        at[:8] = struct.pack("<q", number)
        kind, files = trial.input(number)
        started = time.process_time()
        told += [[number, kind, one.sort, one.detail] for one in trial.faults(kind, files)]
        slowest = max(slowest, time.process_time() - started)
        if gc.get_count()[0] > 200_000:
            gc.collect()
            gc.freeze()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    with os.fdopen(output, "w") as pipe:
        json.dump({"faults": told, "slowest": slowest, "peak": peak}, pipe)
    os._exit(0)


def run_block(trial: Trial, numbers: range) -> dict[str, object]:
    at = mmap.mmap(-1, 8)
    take, give = os.pipe()
    child = os.fork()
    if not child:
        os.close(take)
        try:
            block(trial, numbers, at, give)
        finally:
            os._exit(1)
    os.close(give)
    with os.fdopen(take) as pipe:
        said = pipe.read()
    _, status = os.waitpid(child, 0)
    if said:
        answer: dict[str, object] = json.loads(said)
        answer["next"] = numbers.stop
        return answer
    (number,) = struct.unpack("<q", at[:8])
    kind, _ = trial.input(number)
    fault = [number, kind, f"the process died with status {status}", ""]
    return {"faults": [fault], "slowest": 0.0, "peak": 0.0, "next": number + 1}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--faults", type=Path, default=Path("faults"))
    parser.add_argument("--log", type=Path)
    parser.add_argument("--only", default=",".join(KINDS))
    given = parser.parse_args()
    for language in READERS:
        reader_of(language)
    for _, name, _ in pkgutil.walk_packages(foureyes_rules.__path__, "foureyes_rules."):
        importlib.import_module(name)
    trial = Trial({kind: seeds_of(kind, given.folders) for kind in given.only.split(",")})
    print({kind: len(texts) for kind, texts in trial.seeds.items()}, flush=True)
    known: dict[str, int] = {}
    number, end = given.first, given.first + given.count
    slowest = peak = 0.0
    while number < end:
        answer = run_block(trial, range(number, min(number + BLOCK, end)))
        slowest, peak = max(slowest, answer["slowest"]), max(peak, answer["peak"])  # type: ignore[call-overload]
        for at, kind, sort, detail in answer["faults"]:  # type: ignore[attr-defined]
            known[sort] = known.get(sort, 0) + 1
            if known[sort] == 1:
                keep(given.faults, trial, at, kind, sort, detail)
        number = int(answer["next"])  # type: ignore[call-overload]
        line = f"{number - given.first:,} inputs, {sum(known.values())} faults of {len(known)} sorts"
        line += f", slowest {slowest:.2f} s CPU, {peak:.0f} MB at the most"
        if given.log:
            given.log.write_text(line + "\n")
    print(line)
    for sort, times in known.items():
        print(f"  {times} x {sort}")
    return 1 if known else 0


def keep(folder: Path, trial: Trial, number: int, kind: str, sort: str, detail: str) -> None:
    """Write a faulty input down."""
    print(f"fault: input {number} ({kind}): {sort}", flush=True)
    place = folder / f"{kind}-{number}"
    place.mkdir(parents=True, exist_ok=True)
    for name, text in trial.input(number)[1].items():
        (place / name).write_bytes(text.encode("utf-8", "surrogatepass"))
    (place / "fault.txt").write_text(f"{sort}\n{detail}\n")


if __name__ == "__main__":
    sys.exit(main())
