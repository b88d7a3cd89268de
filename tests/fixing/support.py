"""Fixing a case on disk, and what may be wrong with it."""

from collections import defaultdict
from pathlib import Path

from foureyes.engine.catalogue import load
from foureyes.engine.ruleset import RuleSet
from foureyes.fixing.comparing import differences
from foureyes.fixing.edit import applied, encoded
from foureyes.fixing.editors import editor_of
from foureyes.fixing.plan import roots_of
from foureyes.fixing.trial import Trial
from foureyes.model.place import Source
from foureyes.model.root import Options
from foureyes.sources.discover import discover
from foureyes.sources.working_tree import WorkingTree

CASES = Path(__file__).parent.parent / "cases"
RULES = {rule.id: rule for rule in load()}
MOST_SPOTS = 24


def trial(path):
    tree = WorkingTree()
    listing, _ = discover([str(path)], tree)
    found = roots_of(listing, tree, Options().limits)
    return Trial(tree, RuleSet(["foureyes_rules"], sorted({rule.profile for rule in RULES.values()})), Options(), found)


def counts(judged):
    found = defaultdict(int)
    for root in judged.state.roots:
        for flag in root.flags:
            found[flag.key, flag.finding.answer] += 1
    return found


def repaired(path, rule):
    """Fix all findings of a rule in a file on disk; whether it had a fix, and what is wrong with it."""
    before = path.read_bytes()
    judged = trial(path)
    start = counts(judged)
    done = []
    for (root, key), _ in list(judged.findings().items()):
        finding = judged.finding(root, key) if key[0] == rule else None
        fix = judged.fix(finding) if finding else None
        if fix is None:
            continue
        source = Source(str(path), judged.text(str(path)))
        text = applied(source.text, fix.edits)
        if text is None:
            return True, "the edits overlap"
        spots = list(differences(editor_of(source).shape(), editor_of(Source(str(path), text)).shape()))
        if not 1 <= len(spots) <= min(MOST_SPOTS, 4 * len(fix.edits) + 4 * len(fix.words)):
            return True, f"{len(fix.edits)} edits change {spots}"
        judged.keep(fix)
        if judged.text(str(path)) != text:
            return True, "the edits do not lead to the text that was judged"
        done.append(fix)
    if not done:
        return False, ""
    path.write_bytes(encoded(judged.text(str(path)), before))
    again = trial(path)
    end = counts(again)
    left = [key for root, key in again.findings() if key[0] == rule]
    fixed = {(fix.finding.rule, fix.finding.type, fix.finding.resource) for fix in done}
    if fixed & set(left):
        return True, f"{fixed & set(left)} is still found"
    if any(number > start[key] for key, number in end.items()):
        return True, f"new: {[key for key, number in end.items() if number > start[key]]}"
    if any(again.fix(again.finding(root, key)) for root, key in list(again.findings()) if key in fixed):
        return True, "it is offered again"
    return not left, ""
