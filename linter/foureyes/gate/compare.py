"""The semantic comparison: two pictures in, risks out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from foureyes.gate.pairing import Pairing, pair_parts
from foureyes.gate.picture import UNORDERED, Ignore, Judgement, Level, Part, Picture, Shield
from foureyes.gate.risk import Risk, RiskKind, is_worse, posture_of
from foureyes.model.evidence import Answer
from foureyes.model.finding import Concern, Severity
from foureyes.model.tree import parent

WORDS = {Answer.YES: "risky", Answer.UNSURE: "cannot be told", Answer.NO: "safe"}
KINDS = {
    Concern.PUBLIC_ACCESS: RiskKind.EXPOSES,
    Concern.ENCRYPTION_AT_REST: RiskKind.DROPS_ENCRYPTION,
    Concern.ENCRYPTION_IN_TRANSIT: RiskKind.DROPS_ENCRYPTION,
}


class Comparison:
    """Base against what would land, rule by rule and resource by resource.

    `environment` maps a root and a deployment to the environment they belong to.
    """

    def __init__(self, base: Picture, merged: Picture, environment: Callable[[str, str], str]) -> None:
        self.base, self.merged = base, merged
        self.environment = environment
        self.pairing = Pairing(base, merged, self._environment)
        self.unsure_new: list[Risk] = []
        """New resources of which something cannot be told: risks only if the policy says so."""
        self._explained: set[tuple[str, str, str]] = set()
        """Levels that a risk was told of, by root, deployment and key."""
        self._crowded = Counter((ones[0].folder, *key[1:4]) for key, ones in merged.resources.items())

    def risks(self) -> list[Risk]:
        """Every risk once, worst first."""
        found: dict[Risk, None] = {}
        # What was judged once for both is in both as one object, and brings nothing.
        changed = [one for key, one in self.merged.judgements.items() if self.base.judgements.get(key) is not one]
        # What several rules rely on is told once: by the gravest.
        changed.sort(key=lambda one: -one.severity)
        for judgement in changed:
            found.update(dict.fromkeys(self._of_rule(judgement)))
        for judgement in changed:
            found.update(dict.fromkeys(self._weakened(judgement)))
            found.update(dict.fromkeys(self._unprotected(judgement)))
        found.update(dict.fromkeys(self._removed()))
        found.update(dict.fromkeys(self._hidden()))
        return sorted(found, key=lambda one: (-one.severity, one.environment, one.resource, one.rule, one.setting))

    def _environment(self, judgement: Judgement) -> str:
        return self.environment(judgement.root, judgement.deployment)

    def _of_rule(self, judgement: Judgement) -> Iterator[Risk]:
        """Where a rule's answer, or what it rests on, got worse."""
        old = self.pairing.old(judgement)
        pairs = pair_parts(old.parts if old else [], judgement.parts)
        if old is not None and old.name not in ("", judgement.name):
            # What is open now is not what was open, though it is declared in its place.
            pairs = [pair for pair in pairs if pair[1].state is not Answer.YES]
            pairs += [(None, part) for part in judgement.parts if part.state is Answer.YES]
        for before, after in pairs:
            if after.state is Answer.YES and self._is_rise(judgement, before, after):
                self._explained |= {_mark(judgement, level.key) for level in after.levels}
                yield self._risk(judgement, KINDS[judgement.concern], before, after)
            elif after.state is Answer.UNSURE and before is not None and before.state is Answer.NO:
                self._explained |= {_mark(judgement, level.key) for level in after.levels}
                yield self._risk(judgement, RiskKind.BLINDS, before, after)
            elif after.state is Answer.UNSURE and before is None:
                if self.pairing.is_new(judgement):
                    self.unsure_new.append(self._risk(judgement, RiskKind.BLINDS, None, after))
                elif old is None or any(part.state is not Answer.UNSURE for part in old.parts):
                    yield self._risk(judgement, RiskKind.BLINDS, None, after)

    def _is_rise(self, judgement: Judgement, before: Part | None, after: Part) -> bool:
        if before is None or before.state is not Answer.YES:
            return True
        if after.when != before.when and before.when:
            return True
        return any(is_worse(*pair) for pair in _common(_own(before, judgement), _own(after, judgement)).values())

    def _risk(self, judgement: Judgement, kind: RiskKind, before: Part | None, after: Part) -> Risk:
        message = judgement.message
        if kind is RiskKind.BLINDS:
            any_more = "" if before is None else " any more"
            message = f"whether it is so cannot be told{any_more}: {message}"
        return Risk(
            kind,
            judgement.severity,
            self._environment(judgement),
            self._resource(judgement),
            _state(before),
            _state(after),
            message,
            rule=judgement.rule,
            deployment=judgement.deployment,
            path=judgement.path,
            line=judgement.line,
            posture=posture_of(after.levels),
            details=_details(before, after),
            key=judgement.key,
            root=judgement.root,
        )

    def _resource(self, judgement: Judgement) -> str:
        """Folder and address; the file's name too where another file beside it uses the same address."""
        crowded = self._crowded[judgement.folder, judgement.deployment, judgement.type, judgement.address] > 1
        stack = judgement.root if crowded else judgement.folder
        name = f" ({judgement.name})" if judgement.name else ""
        return f"{stack}: {_called(judgement.type, judgement.address)}{name}"

    def _weakened(self, judgement: Judgement) -> Iterator[Risk]:
        """Levels that rose though the rule's answer did not change."""
        old = self.pairing.old(judgement)
        if old is None:
            return
        before, after = _levels(old.parts), _levels(judgement.parts)
        for key, (was, now) in _common(before, after).items():
            mark = _mark(judgement, key)
            if UNORDERED in (was[0], now[0]) or not is_worse(was, now) or mark in self._explained:
                continue
            self._explained.add(mark)
            names = key, key.rpartition("~")[0]
            level = next(one for part in judgement.parts for one in part.levels if one.key in names)
            yield self._protection(judgement, RiskKind.WEAKENS, level, Severity.LOW, was[1], now[1])

    def _unprotected(self, judgement: Judgement) -> Iterator[Risk]:
        """Protection that a rule relied on for a resource that is still there: gone, or detached from it."""
        old = self.pairing.old(judgement)
        if old is None:
            return
        levels = [level for part in judgement.parts for level in part.levels]
        addresses = {level.resource for level in levels}
        kept = {(level.kind, level.setting) for level in levels if level.rank == 0}
        for level in (one for part in old.parts for one in part.levels):
            if level.rank != 0 or level.resource in addresses or (level.kind, level.setting) in kept:
                continue
            mark = _mark(judgement, level.key)
            if level.resource != old.address and mark not in self._explained:
                self._explained.add(mark)
                severity = judgement.severity
                yield self._protection(judgement, RiskKind.REMOVES_PROTECTION, level, severity, level.value, "")

    def _protection(
        self, judgement: Judgement, kind: RiskKind, level: Level, severity: Severity, before: str, after: str
    ) -> Risk:
        words = "is weaker" if kind is RiskKind.WEAKENS else f"no longer covers {judgement.address}"
        return Risk(
            kind,
            severity,
            self._environment(judgement),
            f"{judgement.folder}: {level.resource}",
            before,
            "weaker" if after else "gone",
            f"the protection by {level.label} {words}",
            setting=f"{level.kind}.{level.setting}",
            deployment=judgement.deployment,
            path=judgement.path,
            line=judgement.line,
            posture=posture_of(one for part in judgement.parts for one in part.levels),
            root=judgement.root,
            details=(f"{level.label}: {before} -> {after or 'gone'}",),
        )

    def _removed(self) -> Iterator[Risk]:
        """Resources that do nothing but protect, gone (or perhaps gone) from what is still deployed."""
        base, merged = self.base.protective, self.merged.protective
        roots = {root for root, _ in self.merged.deployments}
        kept = {(root, type, address) for root, _, type, address in merged}
        come = Counter(
            (self.environment(root, deployment), type, shield.body)
            for (root, deployment, type, address), shield in merged.items()
            if (root, deployment, type, address) not in base
        )
        for (root, deployment, type, address), was in base.items():
            now = merged.get((root, deployment, type, address))
            environment = self.environment(root, deployment)
            if now is not None:
                if was.certain and not now.certain:
                    message = "whether a resource whose only role is protection is still there cannot be told any more"
                    yield self._bare(RiskKind.BLINDS, root, deployment, _called(type, address), was, message)
                continue
            if (root, deployment) not in self.merged.deployments and (
                root not in roots or (root, type, address) in kept
            ):
                continue
            renamed = environment, type, was.body
            if come[renamed]:
                come[renamed] -= 1
                continue
            message = "a resource whose only role is protection is removed"
            yield self._bare(RiskKind.REMOVES_PROTECTION, root, deployment, _called(type, address), was, message)

    def _bare(self, kind: RiskKind, root: str, deployment: str, resource: str, shield: Shield, message: str) -> Risk:
        return Risk(
            kind,
            Severity.HIGH,
            self.environment(root, deployment),
            f"{root}: {resource}",
            "declared",
            "cannot be told" if kind is RiskKind.BLINDS else "",
            message,
            deployment=deployment,
            path=shield.path,
            root=root,
        )

    def _hidden(self) -> Iterator[Risk]:
        """Suppressions that are new or reach further, with what they hide."""
        for one in sorted(self.merged.ignores, key=lambda one: (one.path, one.line, one.rule, one.scope)):
            old = [other for other in self.base.ignores if other.holds(one, self._in_same_file(other, one))]
            if any(not other.until or (one.until and one.until <= other.until) for other in old):
                continue
            before = max((other.until for other in old if other.scope == one.scope), default=None)
            hides = [found for found in self.merged.judgements.values() if _is_hidden(found, one)]
            severity = max((found.severity for found in hides), default=Severity.MEDIUM)
            what = hides[0].message if hides else "nothing now, but whatever the rule would say later"
            named = "every rule" if one.rule == "*" else one.rule
            yield Risk(
                RiskKind.ADDS_SUPPRESSION, severity, self.environment(one.path, ""), one.scope,
                "" if before is None else f"until {before}", f"until {one.until}" if one.until else "for good",
                f"{one.who} silences {named}: {what}", rule=one.rule, path=one.path, line=one.line,
            )  # fmt: skip

    def _in_same_file(self, before: Ignore, after: Ignore) -> bool:
        """Whether a renamed file holds both, or a module of Terraform, whose addresses are its own."""
        if self.pairing.follows(before.path, after.path):
            return True
        renamed = before.path not in self.merged.languages and after.path not in self.base.languages
        module = bool(before.resource and after.resource) and before.path.endswith((".tf", ".tofu"))
        return parent(before.path) == parent(after.path) and (renamed or module)


def _mark(judgement: Judgement, key: str) -> tuple[str, str, str]:
    return judgement.root, judgement.deployment, key


def _called(type: str, address: str) -> str:
    """Type and address, the type once: Terraform's addresses hold it."""
    return address if type in address else f"{type} {address}"


def _is_hidden(judgement: Judgement, ignore: Ignore) -> bool:
    return ignore.reaches(judgement.rule, judgement.path, judgement.address) and any(
        part.state is not Answer.NO for part in judgement.parts
    )


def _own(part: Part, judgement: Judgement) -> dict[str, tuple[int, str]]:
    return posture_of(level for level in part.levels if level.resource == judgement.address)


def _levels(parts: Iterable[Part]) -> dict[str, tuple[int, str]]:
    return posture_of(level for part in parts for level in part.levels)


def _common(
    before: dict[str, tuple[int, str]], after: dict[str, tuple[int, str]]
) -> dict[str, tuple[tuple[int, str], tuple[int, str]]]:
    """Levels on both sides. The address may have changed, the setting has not."""
    short = {key.rpartition("#")[2]: one for key, one in before.items()}
    found = {}
    for key, now in after.items():
        was = before.get(key, short.get(key.rpartition("#")[2]))
        if was is not None:
            found[key] = was, now
    return found


def _state(part: Part | None) -> str:
    """An answer as it stands in a risk: what exactly it rests on is the posture's matter."""
    if part is None:
        return "nothing"
    return f"{WORDS[part.state]}{f' when {part.when}' if part.when else ''}"


def _details(before: Part | None, after: Part) -> tuple[str, ...]:
    """What changed, for people: settings that are not as they were, and those of something new that are not safe."""
    old = {level.key.rpartition("#")[2]: level.value for level in before.levels} if before else {}
    told: dict[str, None] = {}
    for level in after.levels:
        was = old.get(level.key.rpartition("#")[2])
        if was is None and level.rank != 0 and level.value != "not set":
            told[f"{level.label}: {level.value}"] = None
        elif was is not None and was != level.value:
            told[f"{level.label}: {was} -> {level.value}"] = None
    return tuple(told)
