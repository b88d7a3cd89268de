"""The exposure graph: strangers and resources as nodes, the settings that let one pass as edges."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from foureyes.model.evidence import Fact
from foureyes.model.finding import Finding, Severity
from foureyes.reports.way import STRANGERS, legs


@dataclass(slots=True)
class Node:
    """A stranger or a resource."""

    id: str
    name: str
    type: str = ""
    root: str = ""
    is_stranger: bool = False
    severity: Severity | None = None
    """The worst of what is found on it; none where it only lies on the way."""
    is_certain: bool = False
    """Whether that is surely so."""


@dataclass(slots=True)
class Edge:
    """One step inwards."""

    start: Node
    end: Node
    facts: dict[Fact, None] = field(default_factory=dict)
    """What lets a stranger take it."""
    findings: dict[str, None] = field(default_factory=dict)
    """Fingerprints of the findings whose way it is on."""
    is_certain: bool = False
    """Whether one of them is risky, rather than cannot be told."""


class Graph:
    """All ways of some findings, joined where they share resources."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self._nodes: dict[tuple[str, str], Node] = {}
        self._edges: dict[str, dict[str, Edge]] = {}
        for finding in findings:
            self._add(finding)

    @property
    def nodes(self) -> list[Node]:
        return list(self._nodes.values())

    @property
    def edges(self) -> list[Edge]:
        return [edge for onward in self._edges.values() for edge in onward.values()]

    def onward(self, node: Node) -> list[Edge]:
        """The edges that begin at a node."""
        return list(self._edges.get(node.id, {}).values())

    def _add(self, finding: Finding) -> None:
        here = self._node("", STRANGERS[finding.concern][0])
        here.is_stranger = True
        for leg in legs(finding):
            there = self._node(finding.root, leg.resource)
            edge = self._edges.setdefault(here.id, {}).setdefault(there.id, Edge(here, there))
            edge.facts.update(dict.fromkeys(leg.facts))
            edge.findings[finding.fingerprint] = None
            edge.is_certain = edge.is_certain or finding.is_risky
            here = there
        here.type = finding.type
        rank = (finding.is_risky, finding.severity)
        if here.severity is None or rank > (here.is_certain, here.severity):
            here.is_certain, here.severity = rank

    def _node(self, root: str, name: str) -> Node:
        known = self._nodes.get((root, name))
        if known is None:
            known = self._nodes[root, name] = Node(f"n{len(self._nodes)}", name, root=root)
        return known


def touching(findings: Iterable[Finding], resource: str) -> list[Finding]:
    """The findings whose way leads over a resource: named by its address, or by a part of that."""
    wanted = resource.lower()
    return [one for one in findings if any(wanted in leg.resource.lower() for leg in legs(one))]
