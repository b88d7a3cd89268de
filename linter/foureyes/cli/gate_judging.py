"""Roots judged for the gate: what every rule says of every resource, and what that rests on."""

from __future__ import annotations

import re
from hashlib import sha256

from foureyes.cli.gate_scripts import scripts
from foureyes.cli.passed import passed
from foureyes.engine.azapi import as_arm
from foureyes.engine.clock import TimeIsUp, within
from foureyes.engine.embedded import note_embedded
from foureyes.engine.ruleset import RuleSet
from foureyes.engine.scan import broken
from foureyes.engine.scene import DeploymentScene
from foureyes.errors import BrokenRule, FoureyesError
from foureyes.gate.canonical import spelled
from foureyes.gate.picture import PASSED, Judgement, Level, Part, Picture, Shield, level_of
from foureyes.gate.picture_data import Piece
from foureyes.model.kind import Kind
from foureyes.model.limits import remedy
from foureyes.model.reading import Reading
from foureyes.model.resource import Evaluation, Gap, Resource
from foureyes.model.root import Options, Root
from foureyes.model.rule import Rule
from foureyes.model.setting import Setting, watched
from foureyes.model.tree import Tree, parent
from foureyes.model.value import Known, Value, never
from foureyes.run import evaluations, reader_of
from foureyes.sources.git import Undecidable

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

NAMES = ("bucket", "name", "identifier", "BucketName", "Name")
"""Under what resources are deployed, where their kind does not tell."""

_OPEN = re.compile(r"unknown(?! \()|a (?:certain )?secret|…|sha256:")
"""What is not told in full."""

_PIN = re.compile(r"^\s*(?:source|version)\s*=.*$", re.MULTILINE)


class Judging:
    """Judges roots of one tree with given rules."""

    def __init__(self, tree: Tree, rules: RuleSet, options: Options) -> None:
        self.tree = tree
        self.rules = rules
        self.options = options
        self._piece = Piece()
        self.picture = self._piece.picture

    def piece(self, roots: list[Root]) -> Piece:
        """What the roots add to the picture of the tree. Faults of files are kept in it; faults of rules too."""
        seconds = self.options.limits.seconds
        for root in roots:
            try:
                with within(seconds):
                    for evaluation in evaluations(reader_of(root.language), root, self.tree, self.options):
                        self.judge(evaluation)
            except TimeIsUp:
                took = f"judging this took longer than {seconds:g} seconds"
                raise Undecidable(took, path=root.path, remedy=f"{remedy('seconds')} of the base") from None
        return self._piece

    def judge(self, evaluation: Evaluation) -> None:
        evaluation.resources = as_arm(evaluation.resources)
        for error in evaluation.errors:
            note(self.picture, error)
        note_embedded(evaluation)
        for gap in evaluation.gaps:
            path = gap.place.path if gap.place else evaluation.root
            for mark in evaluation.passed.get(gap, ("",)):
                self.picture.gaps[f"{path}: {_words(gap, mark)}"] = path
        for gap, mark in scripts(evaluation):
            path = gap.place.path if gap.place else evaluation.root
            self.picture.gaps[f"{path}: {gap.what}{PASSED}{mark}"] = path
        for resource in evaluation.resources:
            self._remember(resource, evaluation)
        scene = DeploymentScene(evaluation.resources)
        for rule in self.rules.examining(scene.types):
            for kind in scene.all(rule.kind):
                if rule.kind.data or not kind.resource.outside:
                    self._ask(rule, kind, evaluation)

    def _remember(self, resource: Resource, evaluation: Evaluation) -> None:
        span = resource.span
        self._piece.spans.append((resource.address, span.path, span.start, span.end))
        if PROTECTIVE.fullmatch(resource.type) and not resource.outside and not never(resource.exists):
            key = evaluation.root, evaluation.deployment, resource.type, resource.address
            told = f"{spelled(resource.exists)} {spelled(resource.body)}"
            if _OPEN.search(told):
                # What cannot be told is the same as nothing else.
                told = f"{told} {evaluation.root} {resource.address}"
            certain = isinstance(resource.exists, Known)
            self.picture.protective[key] = Shield(resource.place.path, sha256(told.encode()).hexdigest(), certain)

    def _ask(self, rule: Rule, kind: Kind, evaluation: Evaluation) -> None:
        if never(kind.exists):
            return
        try:
            with watched() as seen:
                outcome = rule(kind).within(kind.exists).outcome()
                levels = tuple(dict.fromkeys(_level(setting, reading) for setting, reading in seen))
        except (Exception, SystemExit) as error:
            note(self.picture, broken(rule, kind, error))
            return
        judgement = _judgement(rule, kind, evaluation)
        parts = self.picture.judgements.setdefault(judgement.key, judgement).parts
        parts.append(Part(outcome.answer, outcome.when, levels))


def note(picture: Picture, error: FoureyesError) -> None:
    """Keep a fault in a picture."""
    if isinstance(error, BrokenRule):
        picture.broken.append(error)
    else:
        path = error.path or "?"
        picture.unreadable.setdefault(path, error.message)
        if error.message.startswith(CRASHED):
            picture.crashed.add(path)


def _words(gap: Gap, mark: str) -> str:
    """What was not read, with everything that pins it; `mark`: of the values that are passed to it."""
    if gap.place is None:
        return gap.what
    lines = gap.place.source.text[: gap.place.start].rsplit("\n}", 1)[-1], gap.place.source.text[gap.place.start :]
    block = lines[0] + lines[1].partition("\n}")[0]
    pins = sorted(" ".join(one.split()) for one in _PIN.findall(block))
    words = "; ".join([gap.what, *(pins or [" ".join(gap.place.text.split())[:300]])])
    given = f"{passed(gap.place)}{mark}"
    return f"{words}{PASSED}{given}" if given else words


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
    value: Value | None
    if isinstance(setting, Setting):
        value = setting.read(kind).value
    else:
        entries = kind.resource.body.entries
        value = next((entries[name] for name in NAMES if name in entries), None)
    return str(value.scalar) if isinstance(value, Known) else ""
