"""Coverage-guided fuzzing of everything that reads what others wrote: nothing may crash, hang or fill the memory.

    python tests/fuzz/fuzz.py [TARGET …] [--seconds 60] [--corpus build/fuzz] [--seeds FOLDER …]

Needs atheris. A target runs in a process of its own, over a corpus that begins with small files of the tests and
lasts from run to run. An input that breaks something is written to CORPUS/faults, with what happened; the exit code is
1 then. `--input FILE TARGET` runs one again.
"""

from __future__ import annotations

import argparse
import importlib
import os
import pkgutil
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "linter"), str(ROOT / "rules")]

PATIENCE = 5.0
"""Seconds of processor time for one input, its measuring by the fuzzer taken off: see `SLOWED`."""
SLOWED = 4
"""How much slower code runs while its branches are counted."""
MEMORY_MB = 1_500
LONGEST = 4_000
FOLLOWED = ("errors", "config", "judging", "languages", "sources", "gate", "engine", "model", "reports")
"""What branches are counted of."""


def _modules() -> Iterator[str]:
    import foureyes

    for _, name, _ in pkgutil.walk_packages(foureyes.__path__, "foureyes."):
        if name.split(".")[1] in FOLLOWED:
            yield name


def judged(kind: str, text: str) -> None:
    """Through discovery, reader, evaluator and rules, into every report."""
    from foureyes.run import Manner, lint
    from tests.field.mutations import KINDS, Memory

    sort = KINDS[kind]
    files = {sort.name: text}
    if sort.beside is not None:
        files[sort.beside[0]] = sort.beside[1](text)
    outcome = lint((".",), Memory(files), manner=Manner(jobs=1))
    _told(outcome.coverage)
    reported(outcome, len(text))


def _told(coverage: object) -> None:
    from foureyes.errors import BrokenRule

    for error in coverage.errors:  # type: ignore[attr-defined]
        if isinstance(error, BrokenRule) or "please report" in error.remedy or "more memory" in error.message:
            raise AssertionError(str(error))


def reported(outcome: object, number: int) -> None:
    """A report, in another form for another number: it can be written as UTF-8, JSON stays JSON, nothing escapes."""
    import json

    from foureyes.cli.publish import FORMS
    from foureyes.reports.report import Report, load
    from foureyes.reports.style import Style

    rules = {rule.id: rule for rule in outcome.rules}  # type: ignore[attr-defined]
    report = Report(outcome.findings, outcome.coverage, 0, "", rules, Style(), outcome.accepted, outcome.notes)  # type: ignore[attr-defined]
    form = FORMS[number % len(FORMS)]
    text = load(form)(report)
    assert "\x1b" not in text, f"{form} holds an escape"
    text.encode("utf-8", "backslashreplace")
    if form in ("json", "sarif", "gitlab"):
        json.loads(text)


def suppressions(text: str) -> None:
    from foureyes.engine.foreign import skips
    from foureyes.engine.suppressions import written
    from foureyes.model.place import Source

    for name in ("main.tf", "main.bicep", "main.yaml", "main.json"):
        list(written(Source(name, text)))
        skips(Source(name, text))


def configuration(text: str) -> None:
    from foureyes.config import parse
    from foureyes.gate.people import people_from
    from foureyes.gate.policy import policy_from
    from foureyes.gate.policy_words import sentences

    found = parse(text.encode("utf-8", "surrogatepass"))
    if found.gate is not None:
        sentences(policy_from(found.gate, people_from(found.people, found.fault), found.fault))


def record(text: str) -> None:
    from foureyes.gate.record import parse_record

    parse_record(text.encode("utf-8", "surrogatepass"))


def signature(text: str) -> None:
    from foureyes.gate.people import normal_key
    from foureyes.gate.ssh import armored, parse_signature

    data = text.encode("utf-8", "surrogatepass")
    normal_key(text)
    try:
        parse_signature(data)
    finally:
        # What is under the armor is seldom reached by chance.
        parse_signature(armored(data))


def owners(text: str) -> None:
    from foureyes.sources.codeowners import CodeOwners

    found = CodeOwners(text)
    for path in PATHS:
        found.of(path)


def ignores(text: str) -> None:
    from foureyes.sources.gitignore import patterns

    for pattern in patterns(text):
        for path in PATHS:
            pattern.fits(path, path.rpartition("/")[2], False)


def globs(text: str) -> None:
    from foureyes.model.glob import matches

    for path in PATHS:
        matches(path, text.split("\n"))


PATHS = ("main.tf", "some/folder/main.tf", "a/" * 40 + "b", "a" * 120 + ".tf", "ab" * 60)


def policy(text: str) -> None:
    """A policy document inside a text, with and without gaps, and what a text with gaps may be."""
    from foureyes.model.document import as_document
    from foureyes.model.value import Known, Unknown

    as_document(Known(text))
    pieces = text.split("\n")
    parts = tuple(one for piece in pieces for one in (piece, Unknown("a gap", subject=piece)))
    gaps = Unknown("gaps", parts=parts)
    as_document(gaps)
    gaps.may_be(text)
    gaps.may_be("a" * 200)


def expressions(text: str) -> None:
    """Both engines for regular expressions: what is before a line end is the pattern."""
    from foureyes.languages.cloudformation.patterns import AllowedPattern
    from foureyes.languages.terraform.functions.failure import Fault, Untellable
    from foureyes.languages.terraform.functions.re2 import Pattern

    pattern, _, subject = text.partition("\n")
    subject = subject or "a" * 200
    AllowedPattern(pattern).may_match(subject)
    with suppress(Fault, Untellable):
        list(Pattern(pattern).find_all(subject))


KINDS = ("hcl", "tf-json", "tfvars", "plan", "bicep", "bicepparam", "arm", "arm-inputs", "cfn-yaml", "cfn-json")

TARGETS: dict[str, Callable[[str], None]] = {
    **{kind: (lambda text, kind=kind: judged(kind, text)) for kind in KINDS},
    "suppressions": suppressions,
    "configuration": configuration,
    "record": record,
    "signature": signature,
    "codeowners": owners,
    "gitignore": ignores,
    "globs": globs,
    "policy": policy,
    "expressions": expressions,
}

STARTS: dict[str, tuple[str, ...]] = {
    "suppressions": ('# foureyes: ignore[a-rule] reason="because" until=2027-01-01\nresource "a" "b" {\n}\n',
                     "// checkov:skip=CKV_AWS_1: because\n", "#trivy:ignore:AVD-AWS-0001 exp:2027-01-01\n"),
    "signature": ("-----BEGIN SSH SIGNATURE-----\nU1NIU0lHAAAAAQ==\n-----END SSH SIGNATURE-----\n",
                  "SSHSIG\0\0\0\1\0\0\0\1a\0\0\0\1b\0\0\0\0\0\0\0\6sha512\0\0\0\1s",
                  "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5"),
    "codeowners": ("* @org/team\n/docs/** a@example.org\n*.tf @me # words\n\\#a @b\n",),
    "globs": ("**/*.tf\nlive/*/prod?\n", "a*b*c*d\n"),
    "policy": ('{"Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "s3:*"}]}', "a\nb\nc"),
    "expressions": ("^(a|b)*c{1,3}[^d-f\\w]+?$\naabbcc", "(?i)(?P<x>a+)(?:b|\\d)*\\b\nab12", "[[:alpha:]]\\pL\nä"),
}  # fmt: skip
"""Inputs to begin with, where the tests have no files."""


def starts(target: str, folders: list[Path]) -> list[str]:
    from tests.field import mutations

    kind = {"configuration": "toml"}.get(target, target)
    if kind not in mutations.KINDS:
        return list(STARTS[target])
    return [text for text in mutations.seeds_of(kind, folders, most=150) if len(text) <= LONGEST]


def attempt(target: str, text: str) -> None:
    """One input; raises for what may not happen."""
    from foureyes.errors import FoureyesError

    started = time.process_time()
    with suppress(FoureyesError):
        TARGETS[target](text)
    taken = time.process_time() - started
    bound = PATIENCE * (SLOWED if "atheris" in sys.modules else 1)
    if taken > bound:
        raise AssertionError(f"it took {taken:.1f} s of processor time")


def fuzz(target: str, folder: Path, seconds: int, seeds: list[Path]) -> None:
    """The life of the process of one target."""
    import atheris

    with atheris.instrument_imports(include=["foureyes"], exclude=["foureyes.server", "foureyes.cli"]):
        for name in _modules():
            importlib.import_module(name)
    import foureyes_rules

    for _, name, _ in pkgutil.walk_packages(foureyes_rules.__path__, "foureyes_rules."):
        importlib.import_module(name)
    from tests.field.mutating import mutated

    corpus, faults = folder / target, folder / "faults" / target
    corpus.mkdir(parents=True, exist_ok=True)
    faults.mkdir(parents=True, exist_ok=True)
    first = starts(target, seeds)
    for number, text in enumerate(first):
        (corpus / f"seed-{number}").write_bytes(text.encode("utf-8", "surrogatepass"))

    def one(data: bytes) -> None:
        text = data.decode("utf-8", "replace").replace("\0", "")
        try:
            attempt(target, text)
        except Exception:
            (faults / "last.txt").write_text(traceback.format_exc(), encoding="utf-8", errors="backslashreplace")
            raise

    def change(data: bytes, most: int, seed: int) -> bytes:
        """Half of the changes know what these languages are made of."""
        if seed % 2:
            changed: bytes = atheris.Mutate(data, most)
            return changed
        text = mutated(data.decode("utf-8", "replace"), first, seed)
        return text.encode("utf-8", "surrogatepass")[:most]

    options = [f"-max_total_time={seconds}", f"-max_len={LONGEST}", f"-rss_limit_mb={MEMORY_MB}", "-timeout=60"]
    options += [f"-artifact_prefix={faults}/", "-print_final_stats=1", "-verbosity=1", "-close_fd_mask=1"]
    atheris.Setup([sys.argv[0], *options, str(corpus)], one, custom_mutator=change)
    atheris.Fuzz()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--seconds", type=int, default=60, help="for each target")
    parser.add_argument("--corpus", type=Path, default=ROOT / "build" / "fuzz")
    parser.add_argument("--seeds", type=Path, nargs="*", default=[ROOT / "tests" / "cases", ROOT / "examples"])
    parser.add_argument("--input", type=Path)
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    os.environ["FOUREYES_DEBUG"] = "1"
    unknown = [one for one in given.targets if one not in TARGETS]
    if unknown:
        parser.error(f"no such target: {', '.join(unknown)}")
    if given.input:
        attempt(given.targets[0], given.input.read_bytes().decode("utf-8", "replace").replace("\0", ""))
        return 0
    if given.here:
        fuzz(given.targets[0], given.corpus, given.seconds, given.seeds)
        return 0
    broken = []
    for target in given.targets or TARGETS:
        own = [sys.executable, __file__, target, "--here", "--seconds", str(given.seconds), "--corpus", given.corpus]
        done = subprocess.run([*map(str, own), "--seeds", *map(str, given.seeds)], stderr=subprocess.PIPE, check=False)
        said = done.stderr.decode("utf-8", "replace").splitlines()
        count = next((one.split(":")[-1].strip() for one in said if "number_of_executed_units" in one), "?")
        peak = next((one.split(":")[-1].strip() for one in said if "peak_rss_mb" in one), "?")
        covered = next((one.split("cov: ")[1].split()[0] for one in reversed(said) if "cov: " in one), "?")
        print(
            f"{target}: {count} inputs, {covered} branches, {peak} MB at the most, exit code {done.returncode}",
            flush=True,
        )
        if done.returncode:
            broken.append(target)
            print("\n".join(said[-25:]), flush=True)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
