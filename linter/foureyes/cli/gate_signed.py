"""What the gate's ledger says about the exposures that stand now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from foureyes.cli.gate_change import Change, NoPolicy, Standpoint, now
from foureyes.gate.compare import Comparison
from foureyes.gate.evidence import Statement
from foureyes.gate.picture import Key, Picture
from foureyes.gate.record import Decision, Role, SignedRisk
from foureyes.gate.risk import Risk, RiskKind, worsening
from foureyes.gate.verdict import last_words
from foureyes.reports.exposures.exposure import SignOff
from foureyes.sources.git import Repository
from foureyes.sources.git_tree import GitTree

UNTOLD = "whether it is so cannot be told"
"""How the gate's sentences begin about what it cannot tell."""

SPEAKING = (Role.REVIEWER, Role.BREAK_GLASS)


class Ledger:
    """The sign-offs of a repository, by what they accept."""

    def __init__(self, standpoint: Standpoint, current: GitTree, branch: str) -> None:
        change = Change(standpoint, standpoint.tree, standpoint.commit, branch)
        self._statements = change.past
        self._risks: dict[Key, list[Risk]] = defaultdict(list)
        self._silenced: dict[tuple[str, str], list[Risk]] = defaultdict(list)
        if self._statements:
            comparison = Comparison(Picture(), standpoint.picture(current), standpoint.policy.environment)
            for risk in [*comparison.risks(), *comparison.unsure_new]:
                self._keep(risk)

    def _keep(self, risk: Risk) -> None:
        if risk.kind is RiskKind.ADDS_SUPPRESSION:
            self._silenced[risk.rule, risk.resource].append(risk)
        elif risk.key:
            root, deployment, type, address, rule = risk.key
            self._risks[root, deployment, type, address, rule].append(risk)

    def of(self, key: Key, path: str) -> tuple[list[SignOff], bool]:
        """The sign-offs on what a judgement says, or on the comments at `path` that silence it.

        And whether one on the judgement itself holds: who signed a comment did not sign for what it hides to grow.
        """
        own = [one for risk in self._risks[key] for one in self._on(risk)]
        silenced = [*self._silenced[key[4], key[3]], *self._silenced[key[4], path]]
        return own + [one for risk in silenced for one in self._on(risk)], any(not one.dead for one in own)

    def _on(self, risk: Risk) -> Iterator[SignOff]:
        """What was said last about a risk, whatever it was before the change that was signed."""
        signed = [one for statement in self._statements for one in statement.record.risks if _is_of(one, risk)]
        for id in dict.fromkeys(one.id for one in signed):
            for statement in last_words(id, self._statements):
                accepted = statement.record.risk(id)
                if accepted and statement.record.decision is Decision.ACCEPT and statement.record.role in SPEAKING:
                    yield _sign_off(statement, accepted, risk)


def ledger(repository: Repository, head: str, current: str, branch: str) -> Ledger | None:
    """The ledger that lies in `head`, over the code of `current`; None where there is no gate."""
    try:
        standpoint = Standpoint(repository, head)
    except NoPolicy:
        return None
    policy = standpoint.policy
    if not branch or not policy.guards(branch):
        branch = next((one for one in policy.branches if "*" not in one), branch)
    return Ledger(standpoint, GitTree(repository, current), branch)


def _is_of(signed: SignedRisk, risk: Risk) -> bool:
    """Whether a signed sentence is about this risk: all of it but the state before."""
    start, _, end = risk.text.rpartition(f" ({risk.before or 'nothing'} -> ")
    starts = {start, start.replace(f": {UNTOLD}: ", f": {UNTOLD} any more: ")}
    return any(signed.text.startswith(f"{one} (") for one in starts) and signed.text.endswith(f" -> {end}")


def _sign_off(statement: Statement, signed: SignedRisk, risk: Risk) -> SignOff:
    record = statement.record
    dead = worsening(signed.posture, risk.posture)
    if record.lease is not None and record.lease < now().date():
        dead = f"the lease ended on {record.lease.isoformat()}"
    return SignOff(
        signed.id,
        statement.person.id,
        record.role.value,
        record.created.date().isoformat(),
        record.reason,
        statement.path,
        record.lease.isoformat() if record.lease is not None else "",
        dead,
    )
