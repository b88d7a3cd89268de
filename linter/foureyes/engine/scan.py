"""Ask every rule about every instance of its kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from foureyes.engine.house_rules import is_house
from foureyes.engine.scene import DeploymentScene
from foureyes.engine.tags import tags
from foureyes.errors import BrokenRule
from foureyes.model.evidence import Answer, Evidence, Fact, Outcome
from foureyes.model.finding import Finding
from foureyes.model.kind import Kind
from foureyes.model.place import Place
from foureyes.model.resource import Evaluation, Resource
from foureyes.model.rule import Rule


def scan(evaluation: Evaluation, rules: Iterable[Rule]) -> Iterator[Finding | BrokenRule]:
    """The findings of one deployment. A rule that raises is told and hides nothing else."""
    scene = DeploymentScene(evaluation.resources)
    for rule in rules:
        for kind in scene.all(rule.kind):
            if kind.resource.outside and not rule.kind.data:
                continue
            try:
                finding = judge(rule, kind, evaluation)
            except (Exception, SystemExit) as error:
                yield broken(rule, kind, error)
                continue
            if finding is not None:
                yield finding


def broken(rule: Rule, kind: Kind, error: BaseException) -> BrokenRule:
    """The fault of a rule that raised."""
    told = "mend it" if is_house(rule.module) else "please report this"
    return BrokenRule(
        f"the rule {rule.id} failed on {kind.resource.address}: {type(error).__name__}: {error}",
        place=kind.resource.place,
        remedy=f"{told}; the other rules were judged",
    )


UNSEEN = (" has more", " exists", "they exist", "one of them")
"""How conditions end that are about what a module makes besides (`engine/scene.py`), not about what is passed to it."""


def _says_only_that_it_is_unseen(outcome: Outcome, resource: Resource) -> bool:
    """Whether a doubt about a resource of a module that was not read rests on nothing that is passed to it.

    That the module was not read is told as a gap already, once.
    """
    if resource.unseen is None or not all(one.endswith(UNSEEN) for one in outcome.subjects):
        return False
    told = {place for fact in outcome.facts for place in (fact.place, *(step.place for step in fact.trail))}
    return not any(resource.span.contains(place) for place in told if place not in (None, resource.place))


def _says_only_what_is_left_out(outcome: Outcome, resource: Resource) -> bool:
    """Whether a doubt about a patch rests on nothing that it writes: what it patches answers for the rest."""
    return resource.patched is not None and all(
        fact.place in (resource.patched, resource.place) for fact in outcome.facts
    )


def judge(rule: Rule, kind: Kind, evaluation: Evaluation) -> Finding | None:
    """The rule's finding on one resource; none where the answer is no."""
    evidence = rule(kind)
    if not isinstance(evidence, Evidence):
        raise TypeError(f"a rule answers with evidence, not with {type(evidence).__name__}")
    outcome = evidence.within(kind.exists).outcome()
    resource = kind.resource
    if outcome.answer is Answer.NO or (
        outcome.answer is Answer.UNSURE
        and (_says_only_that_it_is_unseen(outcome, resource) or _says_only_what_is_left_out(outcome, resource))
    ):
        return None
    for fact in outcome.facts:
        if not isinstance(fact.text, str) or not isinstance(fact.place, Place | None):
            raise TypeError("evidence is told by a text and a place")
    facts = tuple(fact for fact in outcome.facts if fact.text) or (Fact(rule.message, kind.place),)
    primary = next((fact.place for fact in facts if fact.place is not None), kind.place)
    return Finding(
        rule=rule.id,
        concern=rule.concern,
        severity=rule.severity,
        answer=outcome.answer,
        message=rule.message,
        resource=resource.address,
        type=resource.type,
        root=evaluation.root,
        language=evaluation.language,
        place=primary,
        span=resource.span,
        facts=facts,
        when=outcome.when,
        deployments=[evaluation.deployment],
        equivalents=rule.equivalents,
        trail=resource.trail,
        remedy=rule.fix,
        tags=tags(resource),
    )
