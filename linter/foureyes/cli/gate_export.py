"""An audit for others: a table, SARIF, and a package of evidence that needs nothing of ours to be verified."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from foureyes import __version__
from foureyes.cli.output import check_links
from foureyes.config import NAME
from foureyes.errors import BadUsage
from foureyes.gate.commit import parse_commit
from foureyes.gate.evidence import Statement
from foureyes.gate.files import SIGNOFFS
from foureyes.gate.ssh import NAMESPACE, allowed_signers, verify
from foureyes.gate.verdict import RiskVerdict
from foureyes.gate.words import plain
from foureyes.model.finding import Severity
from foureyes.sources.git import Repository
from foureyes.sources.git_tree import GitTree

if TYPE_CHECKING:
    from foureyes.cli.gate_history import Entry

COLUMNS = (
    "release_commit", "landed", "status", "authors", "reviewers", "reviewer_is_not_author", "approved", "way", "reason",
    "ticket", "environment", "severity", "kind", "resource", "risk", "risk_id", "records",
)  # fmt: skip
"""Named after what PCI DSS 6.2.3.1 asks: author, another reviewer, approval before release."""

MOMENT = (1980, 1, 1, 0, 0, 0)
"""The date of everything in the package: the same evidence is the same file, byte for byte."""

HOW = """\
What landed on this branch, and on whose word. Each folder is one commit.

  commit            the commit as git stores it; its name is the SHA-1 of "commit <size>\\0" and these bytes
  policy.toml       the configuration that judged it: that of the commit before
  risks.json        what it brought, recomputed, with who signed
  *.json, *.sig     the records and their signatures
  allowed_signers   the keys by which they verify
  transcript.txt    what verified when this was made

Verify a record without foureyes:

  ssh-keygen -Y verify -f allowed_signers -I PERSON -n {namespace} -s RECORD.json.sig < RECORD.json
"""


def _said(entry: Entry, risk: RiskVerdict) -> list[Statement]:
    """The words that cover a risk."""
    who = {*risk.signed_by, risk.broken_glass} - {""}
    return [one for one in entry.words if one.person.id in who and one.record.risk(risk.id) is not None]


def _status(risk: RiskVerdict) -> str:
    if risk.broken_glass:
        return "break-glass"
    return "signed" if risk.is_covered else "unsigned"


def table(repository: Repository, entries: Iterable[Entry]) -> str:
    """CSV: a row for each risk, and for each change that could not be judged."""
    told = io.StringIO()
    writer = csv.writer(told, lineterminator="\n")
    writer.writerow(COLUMNS)
    for entry in entries:
        landed = _landed(repository, entry.commit)
        for risk in entry.risks:
            said = _said(entry, risk)
            reviewers = sorted({one.person.id for one in said})
            writer.writerow(map(_cell, (
                entry.commit, landed, _status(risk), "; ".join(entry.authors), "; ".join(reviewers),
                "yes" if reviewers and not set(reviewers) & set(entry.authors) else "no",
                max((f"{one.record.created:%Y-%m-%dT%H:%M:%SZ}" for one in said), default=""),
                "; ".join(sorted({one.source.value for one in said})), "; ".join(one.record.reason for one in said),
                "; ".join(one.record.ticket for one in said if one.record.ticket), risk.risk.environment,
                str(risk.risk.severity), risk.risk.kind.value, risk.risk.resource, risk.risk.text, risk.id,
                "; ".join(one.path for one in said),
            )))  # fmt: skip
        if entry.status in ("undecidable", "refused") and not entry.risks:
            writer.writerow([entry.commit, landed, entry.status, *([""] * 11), _cell(" ".join(entry.lines)), "", ""])
    return told.getvalue()


def _cell(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    shown = plain(text)
    return f"'{shown}" if shown[:1] in ("=", "+", "-", "@", "\t") else shown


def sarif(repository: Repository, entries: Iterable[Entry]) -> str:
    """SARIF 2.1.0: what is not signed fails, what is signed passes."""
    results = [one for entry in entries for one in _results(entry)]
    rules = sorted({one["ruleId"] for one in results})
    driver = {"name": "foureyes gate audit", "version": __version__, "rules": [{"id": one} for one in rules]}
    run = {"tool": {"driver": driver}, "results": results, "columnKind": "unicodeCodePoints"}
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2) + "\n"


def _results(entry: Entry) -> Iterator[dict[str, Any]]:
    for one in entry.risks:
        status, risk = _status(one), one.risk
        who = ", ".join([*one.signed_by, *([one.broken_glass] if one.broken_glass else [])]) or "nobody"
        result: dict[str, Any] = {
            "ruleId": f"gate/{risk.kind.value}",
            "message": {"text": f"{plain(risk.text)} [{status} by {who}, landed with {entry.commit[:12]}]"},
            "partialFingerprints": {"foureyesRisk/v1": f"{one.id}:{entry.commit}"},
            "properties": {
                "commit": entry.commit,
                "status": status,
                "signedBy": one.signed_by,
                "authors": entry.authors,
            },
        }
        if risk.path:
            place = {"artifactLocation": {"uri": risk.path}, "region": {"startLine": max(1, risk.line)}}
            result["locations"] = [{"physicalLocation": place}]
        if status == "signed":
            result |= {"kind": "pass", "level": "none"}
        else:
            grave = risk.severity >= Severity.HIGH and status == "unsigned"
            result |= {"kind": "fail", "level": "error" if grave else "warning"}
        yield result
    if not entry.risks and entry.status in ("undecidable", "refused"):
        yield {
            "ruleId": f"gate/{entry.status}", "kind": "fail", "level": "error",
            "message": {"text": f"{entry.commit[:12]} {entry.status}: {' '.join(entry.lines)}"},
        }  # fmt: skip


EXPORTS: Mapping[str, Callable[[Repository, list[Entry]], str]] = {"csv": table, "sarif": sarif}


def pack(path: str, repository: Repository, entries: list[Entry]) -> None:
    """Write the evidence as a zip file: the same history gives the same bytes."""
    files: dict[str, bytes] = {
        "README.txt": HOW.format(namespace=NAMESPACE).encode(),
        "audit.csv": table(repository, entries).encode(),
        "audit.sarif": sarif(repository, entries).encode(),
    }
    for entry in entries:
        if entry.status:
            files.update({f"{entry.commit}/{name}": data for name, data in _folder(repository, entry).items()})
    check_links(path)
    try:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
            for name in sorted(files):
                archive.writestr(zipfile.ZipInfo(name, MOMENT), files[name])
    except OSError as error:
        raise BadUsage(f"it cannot be written: {error.strerror}", path=path) from None


def _folder(repository: Repository, entry: Entry) -> dict[str, bytes]:
    """The evidence of one commit."""
    files = {"commit": repository.read(entry.commit)}
    if entry.before:
        before = GitTree(repository, entry.before)
        if before.is_file(NAME):
            files["policy.toml"] = before.bytes(NAME)
    risks = [
        {"id": one.id, "text": one.risk.text, "status": _status(one), "signed_by": one.signed_by,
         "words": [[said.source.value, said.path] for said in _said(entry, one)]}
        for one in entry.risks
    ]  # fmt: skip
    told = {
        "commit": entry.commit,
        "status": entry.status,
        "authors": entry.authors,
        "risks": risks,
        "notes": entry.lines,
    }
    files["risks.json"] = (json.dumps(told, indent=2, sort_keys=True) + "\n").encode()
    signers: dict[str, None] = {}
    transcript = []
    for one in sorted(entry.words, key=lambda one: one.path):
        data = one.record.write()
        if one.signature is None:
            transcript.append(
                f"{one.path}: {one.record.decision.value} by {one.person.id}, as GitHub told it; no signature"
            )
            continue
        name = one.path.removeprefix(SIGNOFFS).replace("/", "_").replace(" ", "-")
        name = name if name.endswith(".json") else f"{name}.json"
        files[name], files[f"{name}.sig"] = data, one.signature.armor
        signers[allowed_signers(one.person.id, [one.signature.key])] = None
        good = verify(data, one.signature, one.person.id, [one.signature.key])
        transcript.append(
            f"{name}: {one.record.decision.value} by {one.person.id}: {'verifies' if good else 'DOES NOT VERIFY'}"
        )
    files["allowed_signers"] = "".join(signers).encode()
    files["transcript.txt"] = "".join(f"{line}\n" for line in transcript).encode()
    return files


def _landed(repository: Repository, commit: str) -> str:
    from datetime import UTC, datetime

    moment = datetime.fromtimestamp(parse_commit(commit, repository.read(commit)).time, UTC)
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"
