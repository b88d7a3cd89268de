"""Explanations: a rule's texts and what it reads, a finding with its whole trail."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping

from foureyes.model.evidence import Fact
from foureyes.model.finding import Accepted, Finding
from foureyes.model.kind import Kind
from foureyes.model.place import Place
from foureyes.model.rule import DEFAULT_PROFILE, Rule
from foureyes.model.setting import Setting
from foureyes.reports.defaults import Reads, defaults, holds, is_unset, setting_of, sources
from foureyes.reports.exposures.words import accepted as reason
from foureyes.reports.frame import Span, frame
from foureyes.reports.secrets import masked, without_secrets
from foureyes.reports.spans import is_secret
from foureyes.reports.style import BOLD, SEVERITY_COLOURS, Style, clean
from foureyes.reports.text import deployment, headline
from foureyes.reports.trail import calls, steps

LANGUAGES = {"terraform": "Terraform", "arm": "Bicep and ARM", "cloudformation": "CloudFormation"}


def of_rule(rule: Rule, reads: Reads, style: Style) -> str:
    """A rule as a page."""
    severity = str(rule.severity)
    lines = [
        style.paint(rule.id, BOLD),
        f"{style.paint(severity, *SEVERITY_COLOURS[severity])}, {rule.concern.value}"
        + ("" if rule.profile == DEFAULT_PROFILE else f", only with --profile {rule.profile}"),
        "",
        *_wrapped(rule.message, style),
    ]
    for heading, text in (("Why", rule.why), ("Fix", rule.fix)):
        if text:
            lines += ["", style.paint(heading, BOLD), *_wrapped(text, style, "  ")]
    lines += ["", style.paint("Examines", BOLD), *_examined(rule.kind)]
    if reads:
        lines += ["", style.paint("Settings read", BOLD)]
        for kind in dict.fromkeys(kind for kind, _ in reads):
            lines.append(f"  {in_words(kind)}")
            for owner, setting in reads:
                if owner is kind:
                    lines += _wrapped(setting_text(setting), style, "    ")
                    rows = "; ".join(map(str, defaults(setting)))
                    lines += _wrapped(f"where it is not set: {rows}", style, "      ") if rows else []
        lines += _sources((kind.__module__ for kind, _ in reads), style)
    if rule.equivalents:
        lines += ["", style.paint("Asked elsewhere as", BOLD), *_wrapped(", ".join(rule.equivalents), style, "  ")]
    return "\n".join(lines) + "\n"


def _examined(kind: type[Kind]) -> Iterator[str]:
    yield f"  {in_words(kind)}"
    for schema, language in LANGUAGES.items():
        types = kind.types(schema)
        if types:
            yield f"    {language}: {', '.join(types)}"


def in_words(kind: type[Kind]) -> str:
    """A kind in words: the first line of its docstring, or its name."""
    text = (kind.__doc__ or "").strip().partition("\n")[0] if "__doc__" in vars(kind) else ""
    return text.rstrip(".") or kind.__name__


def setting_text(setting: Setting) -> str:
    """A setting's name and its spellings in each language that has it."""
    spelled = []
    for schema, language in LANGUAGES.items():
        spelling = setting.spellings[schema]
        several = spelling.values() if isinstance(spelling, Mapping) else (spelling,)
        paths = [path.lstrip("!") for one in several for path in ((one,) if isinstance(one, str) else one)]
        if paths:
            spelled.append(f"{', '.join(dict.fromkeys(paths))} ({language})")
    return f"{setting.name.replace('_', ' ')}: {'; '.join(spelled)}"


def of_finding(
    finding: Finding, rule: Rule | None, style: Style, reads: Reads = (), accepted: Accepted | None = None
) -> str:
    """A finding with each fact that decided it and each step on the way there, all with their lines.

    `reads`: the settings that the rule reads, whose defaults are told where one holds.
    """
    finding = without_secrets(finding)
    lines = [headline(finding, style), f"  {clean(finding.resource)} ({finding.rule}, {finding.concern.value})"]
    for number, fact in enumerate(finding.facts, 1):
        whose = f" (of {clean(fact.resource)})" if fact.resource not in ("", finding.resource) else ""
        lines += ["", f"{number}. {clean(fact.text)}{whose}", *_spot(fact.place, style, "   ", is_secret(fact))]
        for step in steps(fact):
            lines += [f"   because {clean(step.text)}", *_spot(step.place, style, "      ", is_secret(fact))]
    through = calls(finding)
    if through:
        lines += ["", "The resource comes about through"]
        for step in through:
            lines += [f"   {clean(step.text)}", *_spot(step.place, style, "      ")]
    lines += _defaults(finding.facts, reads, style)
    lines += ["", *_circumstances(finding, style)]
    if accepted is not None:
        lines.append(f"{style.paint('Accepted', BOLD)}: {clean(masked(reason(accepted)))}")
    if rule is not None and rule.why:
        lines += ["", style.paint("Why", BOLD), *_wrapped(rule.why, style, "  ")]
    if finding.remedy:
        lines += ["", style.paint("Fix", BOLD), *_wrapped(finding.remedy, style, "  ")]
    return "\n".join(lines) + "\n"


def _defaults(facts: Iterable[Fact], reads: Reads, style: Style) -> list[str]:
    """What holds where the settings that decided are not set, version by version, and where that is known from."""
    lines: list[str] = []
    modules: dict[str, None] = {}
    for fact in dict.fromkeys(fact._replace(place=None) for fact in facts if is_unset(fact)):
        found = setting_of(fact, reads)
        rows = defaults(found[1]) if found is not None else []
        if found is None or not rows:
            continue
        modules[found[0].__module__] = None
        lines.append(f"  {clean(fact.setting)}")
        lines += [f"    {row}{style.paint('  <- holds here', BOLD) if holds(row, fact) else ''}" for row in rows]
    if not lines:
        return []
    return ["", style.paint("Where it is not set", BOLD), *lines, *_sources(modules, style)]


def _sources(modules: Iterable[str], style: Style) -> list[str]:
    told = sources(dict.fromkeys(modules))
    if not told:
        return []
    return ["", style.paint("Known from", BOLD), *(line for one in told for line in _wrapped(one, style, "  "))]


def _circumstances(finding: Finding, style: Style) -> Iterator[str]:
    pairs = (
        ("When", finding.when),
        ("In", ", ".join(deployment(name) for name in finding.deployments)),
        ("Asked elsewhere as", ", ".join(finding.equivalents)),
        ("Fingerprint", finding.fingerprint),
    )
    for name, text in pairs:
        if text:
            yield f"{style.paint(name, BOLD)}: {clean(text)}"


def _spot(place: Place | None, style: Style, indent: str, secret: bool = False) -> Iterable[str]:
    if place is None:
        return ()
    narrower = Style(style.colour, style.width - len(indent))
    return (f"{indent}{line}" for line in frame([Span(place, primary=True, secret=secret)], narrower))


def _wrapped(text: str, style: Style, indent: str = "") -> list[str]:
    lines: list[str] = []
    for paragraph in text.split("\n\n"):
        if lines:
            lines.append("")
        lines += textwrap.wrap(
            clean(paragraph.replace("\n", " ")),
            style.width,
            initial_indent=indent,
            subsequent_indent=indent,
            break_on_hyphens=False,
        )
    return lines
