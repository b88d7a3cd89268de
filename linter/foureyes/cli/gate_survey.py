"""A picture of a tree: everything in it judged, with what each judgement rests on."""

from __future__ import annotations

import importlib
import re
import tomllib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any, cast

from foureyes.config import NAME
from foureyes.engine.accepting import configured
from foureyes.engine.azapi import as_arm
from foureyes.engine.catalogue import BUILT_IN, load
from foureyes.engine.clock import TimeIsUp, within
from foureyes.engine.foreign import Names, honoured
from foureyes.engine.ruleset import RuleSet
from foureyes.engine.scene import DeploymentScene
from foureyes.engine.suppressions import Scope, Suppression, written
from foureyes.errors import BrokenRule, FoureyesError, UnreadableSource
from foureyes.gate.picture import Ignore, Judgement, Level, Part, Picture, level_of
from foureyes.model.coverage import Coverage
from foureyes.model.glob import matches
from foureyes.model.kind import Kind
from foureyes.model.place import Place
from foureyes.model.reading import Reading
from foureyes.model.resource import Evaluation, Gap, Resource
from foureyes.model.root import Listing, Options, Reader, Root
from foureyes.model.rule import Rule
from foureyes.model.setting import Setting, watched
from foureyes.model.tree import parent
from foureyes.model.value import Known
from foureyes.run import READERS, crash, evaluations, roots
from foureyes.sources.discover import language_of
from foureyes.sources.git import Undecidable
from foureyes.sources.git_tree import GitTree
from foureyes.sources.walk import SKIPPED_FOLDERS

PROTECTIVE = re.compile(
    r"(?:azurerm_management_lock|Microsoft\.Authorization/(?:locks|policyAssignments)|azurerm_\w*policy_assignment"
    r"|\w+_public_access_block|AWS::S3::AccountPublicAccessBlock|aws_\w+_public_access_prevention"
    r"|azurerm_\w+_network_rules|aws_guardduty_detector|AWS::GuardDuty::Detector|aws_cloudtrail|AWS::CloudTrail::Trail"
    r"|azurerm_monitor_\w*alert\w*|Microsoft\.Insights/\w*alerts?|aws_ebs_encryption_by_default"
    r"|aws_ec2_image_block_public_access|aws_ebs_snapshot_block_public_access|google_org_policy_policy)",
    re.IGNORECASE,
)
"""Types whose only role is to protect something else."""

CRASHED = "foureyes failed"
"""How the message begins where a reader raised what nobody foresaw."""

SECONDS = 120
"""How long one root may take before the gate gives up."""

_SETTING = re.compile(r"[^=:{\[(]*")
"""The name of a setting or block, where its line begins."""

_PIN = re.compile(r"^\s*(?:source|version)\s*=.*$", re.MULTILINE)


class Survey:
    """Judges one tree with given rules."""

    def __init__(self, tree: GitTree, rules: RuleSet, exclude: tuple[str, ...] = ()) -> None:
        self.tree = tree
        self.rules = rules
        self.exclude = exclude
        self.picture = Picture()
        self._spans: dict[str, list[tuple[str, Place]]] = {}

    def take(self) -> Picture:
        """The picture. Faults of files are kept in it; faults of rules too."""
        listing = self._listing()
        coverage = Coverage()
        for language in (one for one in READERS if one in listing.files):
            reader = cast(Reader, importlib.import_module(READERS[language]))
            for root in roots(reader, language, listing, self.tree, coverage):
                self._judge_root(reader, root)
        for error in coverage.errors:
            self._note(error)
        self._suppressions()
        return self.picture

    def _judge_root(self, reader: Reader, root: Root) -> None:
        try:
            with within(SECONDS):
                for evaluation in evaluations(reader, root, self.tree, Options()):
                    self._judge(evaluation)
        except TimeIsUp:
            raise Undecidable(f"judging this took longer than {SECONDS} seconds", path=root.path) from None

    def of_plan(self, path: str, stack: str, deployment: str) -> Picture:
        """The picture of one plan, told as the deployment of the code that it is of."""
        reader = cast(Reader, importlib.import_module(READERS["plan"]))
        root = Root("plan", path, (path,))
        for evaluation in evaluations(reader, root, self.tree, Options()):
            evaluation.root, evaluation.deployment, evaluation.language = stack, deployment, "terraform"
            self._judge(evaluation)
        return self.picture

    def _listing(self) -> Listing:
        """The tree's files by language. Links are left out: what they lead to is judged at its own path."""
        listing = Listing()
        for path in sorted(self.tree.paths()):
            if not self.tree.entries[path][0].startswith("100") or is_left_out(path, self.exclude):
                continue
            try:
                language = language_of(path, self.tree)
                if language:
                    self.tree.source(path)
            except UnreadableSource as error:
                self._note(error)
                continue
            if language:
                self.picture.languages[path] = language
                listing.files.setdefault(language, []).append(path)
        return listing

    def _note(self, error: FoureyesError) -> None:
        if isinstance(error, BrokenRule):
            self.picture.broken.append(error)
        else:
            path = error.path or "?"
            self.picture.unreadable.setdefault(path, error.message)
            if error.message.startswith(CRASHED):
                self.picture.crashed.add(path)

    def _judge(self, evaluation: Evaluation) -> None:
        evaluation.resources = as_arm(evaluation.resources)
        for error in evaluation.errors:
            self._note(error)
        for gap in evaluation.gaps:
            path = gap.place.path if gap.place else evaluation.root
            self.picture.gaps[f"{path}: {_words(gap)}"] = path
        for resource in evaluation.resources:
            self._remember(resource, evaluation)
        scene = DeploymentScene(evaluation.resources)
        for rule in self.rules.examining(scene.types):
            for kind in scene.all(rule.kind):
                if not kind.resource.outside:
                    self._ask(rule, kind, evaluation)

    def _remember(self, resource: Resource, evaluation: Evaluation) -> None:
        self._spans.setdefault(resource.span.path, []).append((resource.address, resource.span))
        if PROTECTIVE.fullmatch(resource.type) and not resource.outside:
            key = evaluation.root, resource.type, resource.address
            self.picture.protective[key] = resource.place.path

    def _ask(self, rule: Rule, kind: Kind, evaluation: Evaluation) -> None:
        if isinstance(kind.exists, Known) and kind.exists.scalar is False:
            return
        try:
            with watched() as seen:
                answer, _, when = rule(kind).within(kind.exists).outcome()
                levels = tuple(dict.fromkeys(_level(setting, reading) for setting, reading in seen))
        except Exception as error:
            self._note(BrokenRule(str(crash(error, rule.id)), place=kind.resource.place))
            return
        judgement = _judgement(rule, kind, evaluation)
        self.picture.judgements.setdefault(judgement.key, judgement).parts.append(Part(answer, when, levels))

    def _suppressions(self) -> None:
        """The comments that silence rules, by what they stand at."""
        lint = self._lint()
        names = Names(load(lint.get("packs", (BUILT_IN,)))) if lint.get("honour") else None
        for path in sorted(self.picture.languages):
            source = self.tree.source(path)
            found = [one for one in written(source) if isinstance(one, Suppression)]
            if names is not None:
                found += honoured(source, lint["honour"], names)
            for one in found:
                self._ignore(one)
        with suppress(ValueError, KeyError, TypeError, AttributeError):
            for one in configured(lint, lambda number: NAME):
                until = one.until.isoformat() if one.until else ""
                scope = f"{one.path} {one.resource}".strip()
                self.picture.ignores.add(
                    Ignore(one.rule, scope, NAME, 1, until, one.reason, one.resource, one.path, "the configuration")
                )

    def _lint(self) -> Mapping[str, Any]:
        """What this tree's own configuration says about linting; nothing where it cannot be read."""
        with suppress(FoureyesError, ValueError, KeyError):
            found = tomllib.loads(self.tree.source(NAME).text).get("lint", {})
            return found if isinstance(found, dict) else {}
        return {}

    def _ignore(self, one: Suppression) -> None:
        assert one.place is not None
        until = one.until.isoformat() if one.until else ""
        who = f"a comment of {one.tool}" if one.tool else "a comment"
        declared = self._spans.get(one.path, [])
        spans, whole = one.home([span for _, span in declared])
        reached = {(address, _reach(one, address, span, whole)) for address, span in declared if span in spans}
        if one.scope is Scope.FILE or not reached:
            reached = {("", one.path)}
        for address, scope in reached:
            self.picture.ignores.add(
                Ignore(one.rule, scope, one.path, one.place.line, until, one.reason, address, "", who)
            )


def _reach(one: Suppression, address: str, span: Place, whole: bool) -> str:
    """What a comment reaches of a resource: all of it, or one setting or block, told by name and number."""
    if whole or one.stand is None:
        return address
    source = span.source
    names = [_SETTING.match(source.line(number)) for number in range(span.line, one.stand.line + 1)]
    name = " ".join(names[-1][0].split()) if names[-1] else ""
    number = sum(1 for found in names if found is not None and " ".join(found[0].split()) == name)
    return f"{address} {name}#{number}" if number > 1 else f"{address} {name}"


def is_left_out(path: str, exclude: Iterable[str]) -> bool:
    """Whether nothing of the path is judged."""
    return not SKIPPED_FOLDERS.isdisjoint(path.split("/")[:-1]) or matches(path, exclude)


def _words(gap: Gap) -> str:
    """What was not read, with everything that pins it."""
    if gap.place is None:
        return gap.what
    lines = gap.place.source.text[: gap.place.start].rsplit("\n}", 1)[-1], gap.place.source.text[gap.place.start :]
    block = lines[0] + lines[1].partition("\n}")[0]
    pins = sorted(" ".join(one.split()) for one in _PIN.findall(block))
    return "; ".join([gap.what, *(pins or [" ".join(gap.place.text.split())[:300]])])


def _level(setting: Setting, reading: Reading) -> Level:
    kind = reading.kind
    return level_of(setting, reading.value, kind.resource.address, type(kind).__name__, reading.label)


def _judgement(rule: Rule, kind: Kind, evaluation: Evaluation) -> Judgement:
    resource = kind.resource
    is_folder = evaluation.language == "terraform"
    return Judgement(
        evaluation.root,
        evaluation.root if is_folder else parent(evaluation.root),
        evaluation.deployment,
        resource.type,
        resource.address,
        rule.id,
        rule.message,
        rule.concern,
        rule.severity,
        resource.place.path,
        resource.place.line,
        _name(kind),
    )


def _name(kind: Kind) -> str:
    setting = getattr(type(kind), "name", None)
    if not isinstance(setting, Setting):
        return ""
    value = setting.read(kind).value
    return str(value.scalar) if isinstance(value, Known) else ""
