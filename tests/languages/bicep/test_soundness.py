"""A verdict survives every other way to write the same value, or becomes cannot tell; never the opposite."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foureyes.run import lint
from tests.languages.bicep.rendering import MemoryTree

RULE = "azure-blob-container-open-to-everyone"

TEMPLATE = """
resource account 'Microsoft.Storage/storageAccounts@2023-05-01' = {{
  name: 'acct'
  properties: {{
    allowBlobPublicAccess: {switch}
    publicNetworkAccess: {network}
    networkAcls: {{ defaultAction: {action} }}
  }}
}}
resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2023-05-01' = {{
  parent: account
  name: 'default'
}}
resource box 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' = {{
  parent: blobs
  name: 'docs'
  properties: {{ publicAccess: {level} }}
}}
"""
SLOTS = {
    "switch": ("true", "false"),
    "network": ("'Enabled'", "'Disabled'"),
    "action": ("'Allow'", "'Deny'"),
    "level": ("'Container'", "'None'"),
}


class Written:
    """A file being written: declarations that rewritten values need, and other files."""

    def __init__(self) -> None:
        self.declarations: list[str] = []
        self.files: dict[str, str] = {}
        self.numbers = itertools.count()

    def declare(self, form: str, value: str) -> str:
        name = f"n{next(self.numbers)}"
        self.declarations.append(form.format(name=name, value=value, type=type_of(value)))
        return name


def type_of(value: str) -> str:
    return "bool" if value in ("true", "false") else "string" if value.startswith("'") else "resourceInput<'a@b'>"


def parameter(file: Written, value: str) -> str:
    return file.declare("param {name} {type} = {value}", value) if value[0] in "tf'" and "(" not in value else value


def variable(file: Written, value: str) -> str:
    return file.declare("var {name} = {value}", value)


def certain(file: Written, value: str) -> str:
    return f"(1 == 1 ? {value} : {opposite(value)})"


def open_condition(file: Written, value: str) -> str:
    return f"({file.declare('param {name} bool', value)} ? {value} : {value})"


def unsure(file: Written, value: str) -> str:
    return f"({file.declare('param {name} bool', value)} ? {value} : {opposite(value)})"


def listed(file: Written, value: str) -> str:
    return f"{file.declare('var {name} = [for x in [1]: {value}]', value)}[0]"


def keyed(file: Written, value: str) -> str:
    return f"{file.declare('var {name} = {{ ...{{ a: {value} }}, b: 1 }}', value)}.a"


def safe(file: Written, value: str) -> str:
    return f"({file.declare('var {name} = {{ b: 1 }}', value)}.?a ?? {value})"


def united(file: Written, value: str) -> str:
    return f"union({{ a: {opposite(value)} }}, {{ a: {value} }}).a"


def called(file: Written, value: str) -> str:
    return f"{file.declare('func {name}(x bool) any => x ? {value} : {value}', value)}(true)"


def mapped(file: Written, value: str) -> str:
    return f"first(map([1], n => {value}))"


def imported(file: Written, value: str) -> str:
    if any(letter.isdigit() for letter in value):
        return value
    name = f"n{next(file.numbers)}"
    file.files[f"{name}.bicep"] = f"@export()\nvar {name} = {value}\n"
    file.declarations.append(f"import {{ {name} }} from '{name}.bicep'")
    return name


def loaded(file: Written, value: str) -> str:
    if any(letter.isdigit() for letter in value) or "(" in value:
        return value
    name = f"n{next(file.numbers)}"
    file.files[f"{name}.json"] = f'{{"a": [{value.replace(chr(39), chr(34))}]}}'
    return f"loadJsonContent('{name}.json', 'a[0]')"


def opposite(value: str) -> str:
    for open_value, closed in SLOTS.values():
        if open_value in value:
            return closed
        if closed in value:
            return open_value
    return "null"


WAYS = [
    parameter,
    variable,
    certain,
    open_condition,
    unsure,
    listed,
    keyed,
    safe,
    united,
    called,
    mapped,
    imported,
    loaded,
]


def answers(files: dict[str, str]) -> set[str]:
    outcome = lint(["."], MemoryTree(files), packs=("foureyes_rules.azure",))
    assert not outcome.coverage.errors, outcome.coverage.errors
    return {finding.answer.name for finding in outcome.findings if finding.rule == RULE}


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_other_ways_to_write_it_never_turn_the_verdict(data):
    values = {slot: data.draw(st.sampled_from(options), label=slot) for slot, options in SLOTS.items()}
    before = answers({"main.bicep": TEMPLATE.format(**values)})
    file, written = Written(), dict(values)
    for slot in SLOTS:
        for way in data.draw(st.lists(st.sampled_from(WAYS), max_size=2), label=f"ways of {slot}"):
            written[slot] = way(file, written[slot])
    text = "\n".join(file.declarations) + TEMPLATE.format(**written)
    module = data.draw(st.booleans(), label="in a module")
    files = {"main.bicep": text, **file.files}
    if module:
        files = {"main.bicep": "module m 'inner.bicep' = [for i in range(0, 1): { name: 'm' }]", "inner.bicep": text}
        files |= file.files
    after = answers(files)
    assert after == before or after == {"UNSURE"} or _was_made_open(text, before, after), (before, after, text)


def _was_made_open(text: str, before: set[str], after: set[str]) -> bool:
    """A condition nobody settles brings in the opposite: what was safe may then be risky under that condition."""
    return "bool\n" in text and not before and after == {"YES"}


@pytest.mark.parametrize("way", [way for way in WAYS if way is not unsure])
@pytest.mark.parametrize("choice", [0, 1])
def test_what_is_known_stays_known(way, choice):
    file = Written()
    written = {slot: way(file, options[0] if slot != "switch" else options[choice]) for slot, options in SLOTS.items()}
    text = "\n".join(file.declarations) + TEMPLATE.format(**written)
    assert answers({"main.bicep": text, **file.files}) == ({"YES"} if choice == 0 else set()), text


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_arguments_of_modules_never_turn_the_verdict(data):
    values = {slot: data.draw(st.sampled_from(options), label=slot) for slot, options in SLOTS.items()}
    before = answers({"main.bicep": TEMPLATE.format(**values)})
    parameters = "\n".join(f"param {slot} {type_of(value)}" for slot, value in values.items())
    inner = parameters + TEMPLATE.format(**{slot: slot for slot in SLOTS})
    given_ = "\n".join(f"    {slot}: {value}" for slot, value in values.items())
    form = data.draw(
        st.sampled_from(
            [
                f"module m 'inner.bicep' = {{\n  name: 'm'\n  params: {{\n{given_}\n  }}\n}}",
                f"var a = {{\n{given_}\n}}\nmodule m 'inner.bicep' = {{\n  params: {{ ...a }}\n}}",
                f"module m 'inner.bicep' = [for i in [1]: {{\n  params: {{\n{given_}\n  }}\n}}]",
                f"param yes bool\nmodule m 'inner.bicep' = if (yes) {{\n  params: {{\n{given_}\n  }}\n}}",
                f"param n int\nmodule m 'inner.bicep' = [for i in range(0, n): {{\n  params: {{\n{given_}\n  }}\n}}]",
            ]
        )
    )
    after = answers({"main.bicep": form, "inner.bicep": inner})
    assert after in (before, {"UNSURE"}), (before, after, form)


@settings(max_examples=20, deadline=None)
@given(st.data())
def test_parameter_files_never_turn_the_verdict(data):
    values = {slot: data.draw(st.sampled_from(options), label=slot) for slot, options in SLOTS.items()}
    before = answers({"main.bicep": TEMPLATE.format(**values)})
    parameters = "\n".join(f"param {slot} {type_of(value)} = {opposite(value)}" for slot, value in values.items())
    split = data.draw(st.integers(0, 4), label="in the base")
    lines = [f"param {slot} = {value}" for slot, value in values.items()]
    after = answers(
        {
            "main.bicep": parameters + TEMPLATE.format(**{slot: slot for slot in SLOTS}),
            "base.bicepparam": "using none\n" + "\n".join(lines[:split]),
            "p.bicepparam": "using 'main.bicep'\nextends 'base.bicepparam'\n" + "\n".join(lines[split:]),
        }
    )
    assert after in (before, {"UNSURE"})
