"""The rules as Markdown: a page per service, made from the rules themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from foureyes.model.rule import DEFAULT_PROFILE, Rule
from foureyes.reports.defaults import Reads
from foureyes.reports.explanation import LANGUAGES, setting_text

Page = tuple[str, str]
"""Path below the folder of pages, and text."""

CLOUDS = {"aws": "AWS", "azure": "Azure", "google": "Google Cloud"}


def pages(rules: Iterable[Rule], reads: Callable[[Rule], Reads]) -> list[Page]:
    """A page for each module of rules, and one that lists them."""
    by_module: dict[str, list[Rule]] = {}
    for rule in rules:
        by_module.setdefault(rule.module, []).append(rule)
    made = [(_path(module), _page(module, found, reads)) for module, found in sorted(by_module.items())]
    return [("README.md", _contents(by_module)), *made]


def _path(module: str) -> str:
    return "/".join(module.split(".")[1:]) + ".md"


def _title(module: str) -> str:
    cloud, _, service = ".".join(module.split(".")[1:]).partition(".")
    return f"{CLOUDS.get(cloud, cloud)}: {service.replace('_', ' ')}"


def _contents(by_module: dict[str, list[Rule]]) -> str:
    total = sum(map(len, by_module.values()))
    lines = [
        "# Rules",
        "",
        f"foureyes asks {total} questions. Made from the rules by `make docs`; `foureyes explain RULE` says the same.",
        "",
        "| service | rules | of them in the default profile |",
        "| --- | --- | --- |",
    ]
    for module, rules in sorted(by_module.items()):
        default = sum(rule.profile == DEFAULT_PROFILE for rule in rules)
        lines.append(f"| [{_title(module)}]({_path(module)}) | {len(rules)} | {default} |")
    return "\n".join(lines) + "\n"


def _page(module: str, rules: list[Rule], reads: Callable[[Rule], Reads]) -> str:
    lines = [f"# {_title(module)}", "", "| rule | severity | concern | |", "| --- | --- | --- | --- |"]
    lines += [
        f"| [{rule.id}](#{rule.id}) | {rule.severity} | {rule.concern.value} | {_profile(rule)} |" for rule in rules
    ]
    for rule in rules:
        lines += ["", *_section(rule, reads(rule))]
    return "\n".join(lines) + "\n"


def _profile(rule: Rule) -> str:
    return "" if rule.profile == DEFAULT_PROFILE else f"profile `{rule.profile}`"


def _section(rule: Rule, read: Reads) -> list[str]:
    facts = ", ".join(text for text in (str(rule.severity), rule.concern.value, _profile(rule)) if text)
    lines = [f"## {rule.id}", "", f"{rule.message} *({facts})*"]
    for heading, text in (("Why", rule.why), ("Fix", rule.fix)):
        if text:
            lines += ["", f"**{heading}.** {text}"]
    examined = [
        f"{language}: {', '.join(f'`{type}`' for type in rule.kind.types(schema))}"
        for schema, language in LANGUAGES.items()
        if rule.kind.types(schema)
    ]
    lines += ["", f"**Examines** {'; '.join(examined)}."]
    if read:
        lines += ["", "**Reads**", "", *(f"- {setting_text(setting)}" for _, setting in read)]
    if rule.equivalents:
        lines += ["", f"**Asked elsewhere as** {', '.join(rule.equivalents)}."]
    return lines
