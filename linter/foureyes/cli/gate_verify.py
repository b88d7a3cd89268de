"""`foureyes gate verify`: one sign-off file against the people of the base."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from foureyes.cli.gate_change import now
from foureyes.cli.gate_inputs import change_inputs, opened
from foureyes.cli.output import write
from foureyes.errors import BadUsage
from foureyes.gate.evidence import Refused, SignoffFile, proven
from foureyes.gate.files import SIGNOFFS
from foureyes.gate.ssh import allowed_signers, check_version
from foureyes.gate.verdict import Code
from foureyes.gate.words import plain


@click.command("verify")
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@change_inputs
@click.option("--signers", is_flag=True, help="Print the allowed_signers file that ssh-keygen needs for it.")
def verify(file: str, base: str, head: str, branch: str, repo: str, signers: bool) -> int:
    """Verify a sign-off FILE: who signed what, and whether that is genuine.

    The same without foureyes:  ssh-keygen -Y verify -f allowed_signers -I PERSON -n signoff@foureyes
    -s FILE.sig < FILE
    """
    check_version()
    with opened(base, head, branch, repo) as change:
        try:
            data = Path(file).read_bytes()
            beside = Path(f"{file}.sig")
            signature = beside.read_bytes() if beside.is_file() else None
        except OSError as error:
            raise BadUsage(f"it cannot be read: {error.strerror}", path=file) from None
        try:
            statement = proven(
                SignoffFile(SIGNOFFS + Path(file).name, data, signature), change.standpoint.people, change.scope, now()
            )
        except Refused as refusal:
            write(f"x {plain(str(refusal))}\n", sys.stdout)
            return Code.REFUSED
    record = statement.record
    if signers:
        write(allowed_signers(statement.person.id, statement.person.keys), sys.stdout)
        return 0
    said = f"{record.decision.value} as {record.role.value} by {record.person}"
    lines = [f"genuine: {said}, {record.created:%Y-%m-%d %H:%M} UTC"]
    lines += [f"  {plain(one.text)}" for one in record.risks]
    lines.append(f"  because: {plain(record.reason) or 'no reason given'}")
    write("\n".join(lines) + "\n", sys.stdout)
    return 0
