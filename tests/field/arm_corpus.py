"""Reads every ARM template under the given folders; prints counts, gaps and functions nobody knows.

Run by hand: `python tests/field/arm_corpus.py FOLDER…`. Nothing of what it reads is kept.
"""

from __future__ import annotations

import gc
import re
import sys
import time
import traceback
from collections import Counter

from foureyes.errors import UnreadableSource
from foureyes.languages.arm.evaluate import evaluate_template
from foureyes.languages.arm.read import TemplateFiles
from foureyes.model.value import Leaf, ListValue, MapValue, Unknown
from foureyes.sources.discover import discover
from foureyes.sources.working_tree import WorkingTree


def main(folders: list[str]) -> int:
    gc.disable()
    counts: Counter[str] = Counter()
    gaps: Counter[str] = Counter()
    functions: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    slowest: list[tuple[float, str]] = []
    tree = WorkingTree()
    for folder in folders:
        listing, _ = discover([folder], tree)
        for path in listing.files.get("arm", []):
            begin = time.perf_counter()
            counts["files"] += 1
            try:
                files = TemplateFiles(tree)
                template = files.read(path)
                counts["unreadable"] += bool(files.errors)
                if template is None:
                    continue
                result = evaluate_template(template)
            except UnreadableSource:
                counts["unreadable"] += 1
                continue
            except Exception:
                counts["crashes"] += 1
                print(path)
                traceback.print_exc(limit=-1)
                continue
            slowest.append((time.perf_counter() - begin, path))
            counts["resources"] += len(result.resources)
            functions.update(result.unknown_functions)
            gaps.update(re.sub(r"[^ a-z]+", "…", gap.what) for gap in result.gaps)
            for resource in result.resources:
                tally(resource.body, counts, reasons)
    print(dict(counts))
    print("functions nobody knows:", dict(functions))
    print("gaps:", gaps.most_common(12))
    for reason, count in reasons.most_common(40):
        print(f"{count:7} {reason}")
    print("slowest:", [(round(seconds, 2), path[-70:]) for seconds, path in sorted(slowest)[-4:]])
    print("seconds:", round(sum(seconds for seconds, _ in slowest), 1))
    return 1 if counts["crashes"] or functions else 0


def tally(value: object, counts: Counter[str], reasons: Counter[str]) -> None:
    if not isinstance(value, Leaf):
        counts["choices"] += 1
        return
    if isinstance(value, MapValue):
        for one in value.entries.values():
            tally(one, counts, reasons)
    elif isinstance(value, ListValue):
        for one in value.items:
            tally(one, counts, reasons)
    elif isinstance(value, Unknown):
        counts["unknown"] += 1
        reasons[re.sub(r"`[^`]*`", "`…`", value.reason)] += 1
    else:
        counts["known"] += 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
