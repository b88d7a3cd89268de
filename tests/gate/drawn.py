"""Pictures drawn by hand: for what a comparison does with answers and levels, whatever file they come of."""

from __future__ import annotations

from foureyes.gate.compare import Comparison
from foureyes.gate.picture import Judgement, Level, Part, Picture
from foureyes.gate.risk import Risk
from foureyes.model.evidence import Answer
from foureyes.model.finding import Concern, Severity

YES, NO, UNSURE = Answer.YES, Answer.NO, Answer.UNSURE


def level(rank: int, value: str = "", setting: str = "open", resource: str = "a", kind: str = "Kind") -> Level:
    return Level(resource, kind, setting, f"the {setting}", rank, value or str(rank))


def part(answer: Answer, *levels: Level, when: str = "") -> Part:
    return Part(answer, when, levels)


def judged(
    *parts: Part,
    address: str = "a",
    rule: str = "rule",
    root: str = "infra/prod",
    folder: str = "",
    deployment: str = "",
    type: str = "type",
    name: str = "",
    concern: Concern = Concern.PUBLIC_ACCESS,
    severity: Severity = Severity.HIGH,
    path: str = "infra/prod/a.tf",
    message: str = "It is open.",
) -> Judgement:
    return Judgement(
        root, folder or root, deployment, type, address, rule, message, concern, severity, path, 7, name, list(parts)
    )  # fmt: skip


def picture(*judgements: Judgement) -> Picture:
    return Picture({one.key: one for one in judgements})


def by_root(root: str, deployment: str) -> str:
    """The environment that the folder below `infra` names, with the deployment where there is one."""
    return "@".join([*root.split("/")[1:2], *([deployment] if deployment != "" else [])])


def compared(before: Picture, after: Picture) -> list[Risk]:
    return Comparison(before, after, by_root).risks()


def steps(risks: list[Risk]) -> list[tuple[str, str, str]]:
    """Of each risk its kind, and what was and is."""
    return [(one.kind.value, one.before, one.after) for one in risks]
