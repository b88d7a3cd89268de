"""The verdict: for every risk, whether enough independent people signed what would land."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum

from foureyes.gate.debt import Debt
from foureyes.gate.evidence import Evidence, Refused, Source, Statement
from foureyes.gate.independence import Work
from foureyes.gate.people import People
from foureyes.gate.policy import ONLY_PLAIN, TOUCH, Policy, PolicyRule
from foureyes.gate.policy_words import span
from foureyes.gate.record import Decision, Role, SignedRisk
from foureyes.gate.risk import Risk, RiskKind, code_of, worsening


class Code(IntEnum):
    """Exit codes of the gate."""

    PASSED = 0
    MISSING = 1
    USAGE = 2
    UNDECIDED = 3
    REFUSED = 4


GRAVE = (RiskKind.CHANGES_POLICY, RiskKind.ADDS_SUPPRESSION, RiskKind.REMOVES_PROTECTION)
"""Kinds of risk for which a plain review is never enough."""

_WAYS = {
    Source.FILE: "a signed file",
    Source.COMMENT: "a signed comment",
    Source.CODE: "a review with the code",
    Source.REVIEW: "a plain review",
}


@dataclass
class RiskVerdict:
    """One risk and the words given for it."""

    risk: Risk
    id: str
    signed_by: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    """What is still needed."""
    able: list[str] = field(default_factory=list)
    """Who could give it."""
    dead: list[str] = field(default_factory=list)
    """Sign-offs that do not hold any more, each with why."""
    own: list[str] = field(default_factory=list)
    """People who signed what they had a hand in."""
    broken_glass: str = ""
    """Who passed it alone."""

    @property
    def is_covered(self) -> bool:
        return not self.missing or bool(self.broken_glass)


@dataclass
class Verdict:
    """What `foureyes gate check` says."""

    risks: list[RiskVerdict]
    refused: list[Refused]
    work: Work
    scope: str
    blocked: str = ""
    """An overdue review that blocks every risky change."""
    notes: list[str] = field(default_factory=list)

    @property
    def set_code(self) -> str:
        return code_of((one.risk for one in self.risks), self.scope)

    @property
    def code(self) -> Code:
        open_ones = [one for one in self.risks if not one.is_covered]
        if self.refused or any(one.own and not one.signed_by for one in open_ones):
            return Code.REFUSED
        return Code.MISSING if open_ones or (self.blocked and self.risks) else Code.PASSED


@dataclass
class Judge:
    """Weighs evidence against a policy. Without a clock (`now`), ages are not judged: history is."""

    policy: Policy
    people: People
    scope: str
    now: datetime | None
    debts: list[Debt] = field(default_factory=list)
    tool: str = ""
    """This version of foureyes."""

    def decide(self, risks: Iterable[Risk], evidence: Evidence, work: Work) -> Verdict:
        refused = list(evidence.refused)
        verdicts = [self._weigh(risk, evidence.statements, work, refused) for risk in risks]
        overdue = [one for one in self.debts if self.now is not None and one.is_overdue(self.now)]
        glass = self.policy.break_glass
        blocked = str(overdue[0]) if overdue and glass is not None and glass.blocks_after else ""
        idle = _idle(evidence.statements, {one.id for one in verdicts})
        notes = [*(f"open: {one}" for one in self.debts), *evidence.notes, *idle]
        return Verdict(verdicts, list(dict.fromkeys(refused)), work, self.scope, blocked, notes)

    def _weigh(self, risk: Risk, statements: list[Statement], work: Work, refused: list[Refused]) -> RiskVerdict:
        verdict = RiskVerdict(risk, risk.id(self.scope))
        work = work.on(verdict.id)
        accepted: list[Statement] = []
        for statement in last_words(verdict.id, statements):
            signed = statement.record.risk(verdict.id)
            assert signed is not None
            if signed.text != risk.text:
                refused.append(_doctored(statement, signed, risk))
            elif statement.record.decision is Decision.REJECT:
                verdict.missing.append(f"{statement.person.id} rejected this: {statement.record.reason}")
            elif statement.record.decision is Decision.ACCEPT:
                why = self._death(statement, signed, risk)
                if why:
                    verdict.dead.append(f"the sign-off by {statement.person.id} no longer covers this: {why}")
                elif statement.record.role is Role.BREAK_GLASS:
                    self._break(risk, statement, verdict)
                elif statement.record.role is Role.REVIEWER:
                    accepted.append(statement)
        if not accepted and not verdict.dead:
            verdict.dead = _outgrown(risk, verdict.id, statements)
        independent = [one for one in accepted if one.person.id not in work.contributors]
        verdict.own = sorted({one.person.id for one in accepted} & set(work.contributors))
        verdict.signed_by = sorted({one.person.id for one in independent})
        self._count(risk, independent, work, verdict)
        return verdict

    def _death(self, statement: Statement, signed: SignedRisk, risk: Risk) -> str:
        """Why a sign-off on this very risk does not hold any more."""
        expires = statement.record.expires
        if self.now is not None and expires is not None and expires < self.now:
            return f"it ended on {expires:%Y-%m-%d %H:%M}"
        why = worsening(signed.posture, risk.posture)
        signed_with = statement.record.tool
        if why and signed_with and self.tool and signed_with != self.tool:
            why += f" (it was signed with foureyes {signed_with}, which may have looked at less than {self.tool})"
        return why

    def _count(self, risk: Risk, independent: list[Statement], work: Work, verdict: RiskVerdict) -> None:
        """Every rule that matches has to be satisfied; a person counts once in each group."""
        rules = self.policy.rules_for(risk)
        counted: set[str] = set()
        able: dict[str, None] = {}
        for rule in rules:
            good = {one.person.id for one in independent if self._suits(one, rule, risk, verdict)}
            members = {need.group: {one.id for one in self.people.group(need.group)} for need in rule.needs}
            unmet = rule.unmet(good, members)
            for need in rule.needs:
                counted |= good & members[need.group]
                may = [one.id for one in self.people.group(need.group) if rule.may_sign(one)]
                may = [one for one in may if one not in work.contributors and one not in good]
                if need in unmet:
                    verdict.missing.append(str(need))
                    able.update(dict.fromkeys(may))
        wanted = self.policy.unknown_author
        if not self._is_made(risk, work, verdict.id) and len(counted) < wanted and wanted > 1:
            if not verdict.missing:
                everyone = {
                    one.id: None
                    for rule in rules
                    for need in rule.needs
                    for one in self.people.group(need.group)
                    if rule.may_sign(one) and one.id not in {*work.contributors, *counted}
                }
                able.update(everyone)
            verdict.missing.append(f"{wanted} reviewers, because nobody is proven to have made this change")
        verdict.able = list(able)

    def _is_made(self, risk: Risk, work: Work, id: str) -> bool:
        """Whether it is proven who brings a risk: a person, or a robot that the policy lets bring such."""
        if work.makers(id):
            return True
        return any(risk.kind.value in self.policy.robots.get(one, ()) for one in work.robots)

    def _suits(self, statement: Statement, rule: PolicyRule, risk: Risk, verdict: RiskVerdict) -> bool:
        """Whether a sign-off is fresh enough, and made the way a rule wants."""
        age = None if self.now is None else self.now - statement.record.created
        who = statement.person.id
        if age is not None and rule.max_age is not None and age > rule.max_age:
            unit = timedelta(hours=1) if rule.max_age.seconds else timedelta(days=1)
            old, most = span(age // unit * unit), span(rule.max_age)
            verdict.dead.append(f"the sign-off by {who} is {old} old; the policy allows {most}")
            return False
        if rule.presence == TOUCH and (statement.signature is None or not statement.signature.touched):
            verdict.dead.append(f"the sign-off by {who} was not made by touching a hardware key, as the policy asks")
            return False
        if statement.source not in rule.sources:
            way = _WAYS[statement.source]
            verdict.dead.append(f"{way} by {who} is not enough for this: the policy asks for {_ways(rule)}")
            return False
        if statement.source is Source.REVIEW and (risk.severity not in ONLY_PLAIN or risk.kind in GRAVE):
            verdict.dead.append(f"a plain review by {who} is never enough for this: type the code in it, or sign")
            return False
        return True

    def _break(self, risk: Risk, statement: Statement, verdict: RiskVerdict) -> None:
        glass, who = self.policy.break_glass, statement.person
        allowed = all(rule.break_glass for rule in self.policy.rules_for(risk))
        if glass is None or not allowed or risk.kind is RiskKind.CHANGES_POLICY:
            verdict.dead.append(f"{who.id} cannot break the glass here: the policy does not allow it")
        elif glass.group not in who.groups:
            verdict.dead.append(f"{who.id} cannot break the glass: they are not in {glass.group}")
        elif len(self.debts) >= glass.max_open:
            verdict.dead.append(f"{who.id} cannot break the glass: {len(self.debts)} earlier uses await review")
        else:
            verdict.broken_glass = who.id


def _ways(rule: PolicyRule) -> str:
    return " or ".join(_WAYS[one] for one in rule.sources)


def last_words(id: str, statements: Iterable[Statement]) -> list[Statement]:
    """The newest statement of each person about a risk; of two at the same time, the stricter.

    Of words that accept, the newest of each way they were given: a click on GitHub takes no signature back.
    """
    last: dict[tuple[str, bool], dict[Source, Statement]] = {}
    strict = {Decision.WITHDRAW: 1, Decision.REJECT: 2}
    for one in sorted(statements, key=lambda one: (one.record.created, strict.get(one.record.decision, 0))):
        if one.record.risk(id) is not None and one.record.role is not Role.REVIEW_AFTER:
            said = last.setdefault((one.person.id, one.record.role is Role.MAKER), {})
            if one.record.decision is not Decision.ACCEPT or any(
                other.record.decision is not Decision.ACCEPT for other in said.values()
            ):
                said.clear()
            said[one.source] = one
    return [one for said in last.values() for one in said.values()]


def _outgrown(risk: Risk, id: str, statements: Iterable[Statement]) -> list[str]:
    """Sign-offs of a smaller risk to the same settings that has become this one, each with what grew."""
    found = []
    for one in statements:
        if one.record.role is not Role.REVIEWER or one.record.decision is not Decision.ACCEPT:
            continue
        for signed in one.record.risks:
            shared = {key: two for key, two in signed.posture.items() if key in risk.posture}
            why = worsening(shared, {key: risk.posture[key] for key in shared}) if signed.id != id else ""
            if why:
                found.append(f"the sign-off by {one.person.id} does not reach this: {why}")
    return list(dict.fromkeys(found))


def _doctored(statement: Statement, signed: SignedRisk, risk: Risk) -> Refused:
    return Refused(
        f"the words in it are not the risk's: it says {signed.text!r}, which is in truth {risk.text!r}",
        path=statement.path,
    )


def _idle(statements: Iterable[Statement], ids: set[str]) -> list[str]:
    """Sign-offs that speak of nothing this change brings."""
    return [
        f"{one.path}: {one.person.id} signed risks that this change does not bring (any more)"
        for one in statements
        if one.record.role is not Role.REVIEW_AFTER and not any(risk.id in ids for risk in one.record.risks)
    ]
