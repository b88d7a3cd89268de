"""Companions: a resource that is missing beside the one that was judged."""

from __future__ import annotations

from collections.abc import Iterator

from foureyes.fixing.candidates import Candidate, Open, is_own
from foureyes.fixing.edit import Edit
from foureyes.fixing.editors import Editor, editor_of
from foureyes.fixing.judged import Flag
from foureyes.model.kind import Kind, Many, One, Satellite
from foureyes.model.resource import CLOUDFORMATION, TERRAFORM
from foureyes.model.setting import Setting, steps_of
from foureyes.model.value import Scalar

WRITTEN = frozenset({"aws_s3_bucket_public_access_block", "AWS::S3::Bucket#PublicAccessBlockConfiguration"})
"""What may be declared with nothing but the settings that are known to be safe."""


def companions(flag: Flag, open: Open) -> Iterator[Candidate]:
    """Ways to declare what is missing beside a resource: told by the links of its kind, filled with what is safe."""
    kind = flag.kind
    for owner in (kind, *_owners(kind)):
        for target in _missing(owner):
            yield from _declared(owner, target, open)


def _owners(kind: Kind) -> Iterator[Kind]:
    """The resources that a kind belongs to."""
    for name in _links(type(kind), One):
        owner = getattr(kind, name)
        if isinstance(owner, Kind) and owner.type and not owner.resource.outside:
            yield owner


def _missing(owner: Kind) -> Iterator[type[Kind]]:
    """The kinds of companions that a resource has none of."""
    for name in (*_links(type(owner), Many), *_links(type(owner), Satellite)):
        link = getattr(type(owner), name)
        if link.back and not owner.scene.sources(owner, link):
            yield link.target


def _links(kind: type[Kind], sort: type) -> list[str]:
    names = {name: base for base in reversed(kind.__mro__) for name in vars(base)}
    return [name for name, base in names.items() if isinstance(vars(base)[name], sort)]


def _declared(owner: Kind, target: type[Kind], open: Open) -> Iterator[Candidate]:
    resource = owner.resource
    for type in target.types(resource.schema):
        if type not in WRITTEN:
            continue
        settings = {name: one for name in _links(target, Setting) if isinstance(one := getattr(target, name), Setting)}
        safe = {_path(one, type): one.safe for one in settings.values() if one.safe is not None and _path(one, type)}
        path = resource.span.path
        if not safe or not is_own(path):
            continue
        editor = editor_of(open(path))
        first = next(one for one in settings.values() if one.safe is not None)
        if resource.schema == CLOUDFORMATION and "#" in type:
            part = type.partition("#")[2]
            edits = editor.put(resource.span, ("Properties", *steps_of(part)), safe)
            words = f"add `{part}`"
        elif resource.schema == TERRAFORM and path.endswith((".tf", ".tofu")):
            back = next(iter(_links(target, One)), "")
            name = resource.address.split("[")[0].rpartition(".")[2]
            link = getattr(target, back).setting.spellings[TERRAFORM] if back else ""
            if not isinstance(link, str) or not link or resource.address.endswith("]"):
                continue
            edits = _block(editor, resource.type, type, name, link, safe)
            words = f"declare {type}.{name}"
        else:
            continue
        if edits:
            yield Candidate(tuple(edits), words, first, owner, type, None)


def _path(setting: Setting, type: str) -> str:
    schema = CLOUDFORMATION if "::" in type else TERRAFORM
    spelling = setting.spellings[schema]
    if isinstance(spelling, dict):
        spelling = spelling.get(type, ())
    paths = (spelling,) if isinstance(spelling, str) else tuple(spelling)
    return paths[0] if paths and "." not in paths[0] else ""


def _block(editor: Editor, owner: str, type: str, name: str, link: str, safe: dict[str, Scalar]) -> list[Edit]:
    from foureyes.fixing.hcl import HclEditor

    if not isinstance(editor, HclEditor):
        return []
    arguments = {link: f"{owner}.{name}.id", **{key: str(value).lower() for key, value in safe.items()}}
    return [editor.block("resource", (type, name), arguments)]
