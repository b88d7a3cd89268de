"""Ask the real Terraform what expressions are worth, and record its answers.

    python tests/field/terraform_expressions.py

reads tests/languages/terraform/expressions/*.txt (one expression per line; further lines of one begin with `| `),
evaluates them in the module beside them, and writes answers.json there. No provider and no network is needed.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent.parent / "languages" / "terraform" / "expressions"
ANSWERS = FOLDER / "answers.json"
MODULE = FOLDER / "module"
TERRAFORM = shutil.which("terraform")


def expressions() -> list[str]:
    """Every expression of the text files, each once."""
    found: dict[str, None] = {}
    for path in sorted(FOLDER.glob("*.txt")):
        entry: list[str] = []
        for line in [*path.read_text(encoding="utf-8").splitlines(), "#"]:
            if line.startswith("|"):
                entry.append(line[2:])
                continue
            if entry:
                found["\n".join(entry)] = None
            entry = [line] if line.strip() and not line.startswith("#") else []
    return list(found)


def ask(texts: Iterable[str], module: Path = MODULE) -> tuple[str, dict[str, Any]]:
    """Terraform's version and its answer to each expression: a value, `error` or `unknown`."""
    texts = list(texts)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if module.is_dir():
            shutil.copytree(module, folder, dirs_exist_ok=True)
        blocks = []
        for number, text in enumerate(texts):
            blocks.append(f'output "v{number}" {{\n  sensitive = true\n  value = try({text}\n, null)\n}}\n')
            blocks.append(f'output "c{number}" {{\n  sensitive = true\n  value = can({text}\n)\n}}\n')
        (folder / "questions.tf").write_text("\n".join(blocks), encoding="utf-8")
        plan = _terraform(folder, "plan", "-out=plan", "-input=false", "-no-color", "-lock=false")
        if plan.returncode:
            raise RuntimeError(plan.stdout[-3000:] + plan.stderr[-6000:])
        shown = _terraform(folder, "show", "-json", "plan")
    report = json.loads(shown.stdout, parse_float=_Digits, parse_int=_Digits)
    outputs = report["planned_values"]["outputs"]
    return report["terraform_version"], {text: _answer(outputs, number) for number, text in enumerate(texts)}


def _terraform(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "TF_IN_AUTOMATION": "1", "CHECKPOINT_DISABLE": "1", "TF_DATA_DIR": str(folder / ".d")}
    environment.pop("TF_CLI_CONFIG_FILE", None)
    return subprocess.run(
        [TERRAFORM or "terraform", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def _answer(outputs: dict[str, Any], number: int) -> dict[str, Any]:
    able, value = outputs.get(f"c{number}", {}), outputs.get(f"v{number}", {})
    if able.get("value") is False:
        return {"error": True}
    if "value" not in value and "type" not in value:
        return {"unknown": True}
    return {"value": _tagged(value.get("value"))}


class _Digits(str):
    """A number as text, so that none of its digits is lost."""


def _tagged(value: Any) -> Any:
    """The value with its numbers as `{"number": "0.1"}`."""
    if isinstance(value, _Digits):
        return {"number": str(value)}
    if isinstance(value, list):
        return [_tagged(item) for item in value]
    return {key: _tagged(item) for key, item in value.items()} if isinstance(value, dict) else value


def main() -> None:
    texts = expressions()
    version, answers = ask(texts)
    lines = [f"{json.dumps(text)}: {json.dumps(answer, sort_keys=True)}" for text, answer in answers.items()]
    listed = ",\n".join(lines)
    ANSWERS.write_text(f'{{"terraform": "{version}", "answers": {{\n{listed}\n}}}}\n', encoding="utf-8")
    errors = sum(1 for answer in answers.values() if "error" in answer)
    unknown = sum(1 for answer in answers.values() if "unknown" in answer)
    print(f"Terraform {version}: {len(answers)} expressions, {errors} errors, {unknown} unknown")


if __name__ == "__main__":
    main()
