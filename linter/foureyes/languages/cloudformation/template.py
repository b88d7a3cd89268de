"""A template as it is written: its sections with their nodes, its transforms, its faults."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from foureyes.errors import UnreadableSource
from foureyes.languages.documents.json import read_json
from foureyes.languages.documents.tree import Document, Mapping, Node, Scalar, Sequence
from foureyes.model.limits import Limits, limits
from foureyes.model.place import Place, Source
from foureyes.model.record import Record, field

LANGUAGE_EXTENSIONS: Final = "AWS::LanguageExtensions"
SERVERLESS: Final = "AWS::Serverless-2016-10-31"
HARMLESS: Final = frozenset(
    {
        LANGUAGE_EXTENSIONS, SERVERLESS, "AWS::CodeDeployBlueGreen", "AWS::SecretsManager-2020-07-23",
        "AWS::SecretsManager-2024-09-16", "AWS::ServiceCatalog",
    }
)  # fmt: skip
"""Transforms that are followed, or that leave what is written as it is."""

SECTIONS: Final = ("Parameters", "Rules", "Mappings", "Conditions", "Resources", "Outputs", "Globals")
MARKS: Final = ("AWSTemplateFormatVersion", "Transform", "Parameters", "Mappings", "Conditions", "Resources", "Globals")
"""Without one of these keys, a file is no template."""

Entry = tuple[Node, Node]
"""A key and its value."""


class Template(Record):
    """One template, not evaluated."""

    document: Document
    sections: dict[str, dict[str, Entry]] = field(factory=dict)
    transforms: list[tuple[str, Place]] = field(factory=list)
    unread: list[tuple[str, Place]] = field(factory=list)
    """Sections that speak of content which is elsewhere, such as `Modules`."""
    errors: list[UnreadableSource] = field(factory=list)
    foreign: bool = False
    """Whether it is something else that only speaks of resources, such as a stored event."""
    _filled: dict[int, bool] = field(factory=dict)

    @property
    def source(self) -> Source:
        return self.document.source

    @property
    def path(self) -> str:
        return self.document.source.path

    def section(self, name: str) -> dict[str, Entry]:
        return self.sections.get(name, {})

    def is_filled(self, table: dict[str, Entry]) -> bool:
        """Whether a macro fills one of its mappings; looked at once."""
        known = self._filled.get(id(table))
        if known is None:
            known = self._filled[id(table)] = any(name.startswith("Fn::") for name in table)
        return known

    def uses(self, transform: str) -> bool:
        return any(name == transform for name, _ in self.transforms)

    def place(self, node: Node) -> Place:
        return Place(self.document.source, node.start, node.end)

    def fail(self, message: str, node: Node, remedy: str = "") -> None:
        self.errors.append(UnreadableSource(message, place=self.place(node), remedy=remedy))


@lru_cache(maxsize=32)
def _kept(source: Source, by: Limits) -> Template:
    """A template as it is read under the limits in force: several deployments and parents ask for the same."""
    return parsed(source)


def read_template(source: Source) -> Template:
    """The template in a file. Never raises: faults are in its `errors`."""
    return _kept(source, limits())


def parsed(source: Source) -> Template:
    """Read a text that is not kept for later."""
    # YAML takes nearly all JSON, but says less well what is wrong with it.
    if source.text.lstrip("\ufeff \t\r\n")[:1] == "{":
        document = read_json(source)
        if not document.errors:
            return from_document(document)
        flow = _read_yaml(source)  # a flow mapping of YAML begins with a brace too
        return from_document(document if flow.errors else flow)
    return from_document(_read_yaml(source))


def _read_yaml(source: Source) -> Document:
    from foureyes.languages.documents.yaml import read_yaml  # loading PyYAML takes 20 ms, which JSON need not pay

    return read_yaml(source)


def from_document(document: Document) -> Template:
    """The sections of a document's tree."""
    template = Template(document, errors=list(document.errors))
    for duplicate in document.duplicates:
        line = document.source.position(duplicate.first.start)[0]
        template.fail(
            f"the key `{duplicate.again.name}` stands here a second time, first in line {line}; the last one counts",
            duplicate.again,
            "keep one of them",
        )
    root = document.root
    if root is None or (isinstance(root, Scalar) and root.value is None):
        if not template.errors:
            message = "the file holds no template"
            template.errors.append(UnreadableSource(message, path=document.source.path, remedy="write `Resources:`"))
        return template
    if isinstance(root, Sequence):  # a list of inputs to a test of templates, of stack events
        template.foreign = True
        return template
    if not isinstance(root, Mapping):
        template.fail("a template is a mapping with `Resources`", root, "write `Resources:` at the top")
        return template
    if not document.errors and not any(name in root.effective() for name in MARKS):
        template.foreign = True
        return template
    for name in SECTIONS:
        _section(template, root, name)
    for other in document.others:
        if other.root is not None:
            template.fail("the file holds more than one document; the first one counts", other.root, "split the file")
    if "Resources" not in template.sections and not document.errors:
        template.fail("the template has no `Resources`", root, "add the section, or leave the file out of the paths")
    _transforms(template, root.get("Transform"))
    for name in ("Modules", "Hooks", "Fn::Transform"):
        pair = root.effective().get(name)
        if pair is not None and name != "Hooks":
            template.unread.append((name, template.place(pair[0])))
    return template


def _section(template: Template, root: Mapping, name: str) -> None:
    pair = root.effective().get(name)
    if pair is None:
        return
    if isinstance(pair[1], Mapping):
        template.sections[name] = pair[1].effective()
    elif pair[1].value is None and isinstance(pair[1], Scalar):
        template.sections[name] = {}
    else:
        template.fail(f"`{name}` is no mapping of names to declarations", pair[1], "indent its entries below it")


def _transforms(template: Template, node: Node | None) -> None:
    for one in node.items if isinstance(node, Sequence) else [node] if node is not None else []:
        name = one.value if isinstance(one, Scalar) else None
        if isinstance(one, Mapping):
            named = one.get("Name")
            name = named.value if named is not None else None
        template.transforms.append((name if isinstance(name, str) else "", template.place(one)))
