"""Candidates: edits that may take a finding away, the likeliest first. What they do is proven elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from foureyes.fixing.edit import Edit
from foureyes.fixing.editors import Editor, editor_of
from foureyes.fixing.incomplete import lacks_company
from foureyes.fixing.judged import Flag
from foureyes.fixing.literal import Wanted
from foureyes.fixing.restricted import admits
from foureyes.fixing.spelling import path_in_use, spelled
from foureyes.model.decision import leaves
from foureyes.model.kind import Kind
from foureyes.model.place import Place, Source
from foureyes.model.reading import Reading
from foureyes.model.resource import CLOUDFORMATION
from foureyes.model.setting import Setting, navigate, steps_of, truth_of, watched
from foureyes.model.value import Absent, Known, Leaf, ListValue, Scalar, Value

_LITERAL = re.compile(r"""true|false|-?\d+(?:\.\d+)?|"[^"\\$%\n]*"|'[^'\\$\n]*'|[\w./:-]+""")

OWN_KEYS = "customer-keys"
"""The profile whose rules ask for a key: which one is for people to say."""

_SWITCHES_OFF = re.compile(r"(?:^|[._])(?:egress|enabled?|insights_enabled|count)$", re.IGNORECASE)
"""Settings whose other value takes away more than the fault: a rule has to say what is safe."""

WHOLE_INTERNET = {"0.0.0.0/0": "10.0.0.0/8", "::/0": "fd00::/8"}
"""Ranges of all addresses, and the private ones that take their place in a firewall."""

ANY_SOURCE = frozenset({"*", "internet", "any", "0.0.0.0/0", "::/0", "<nw>/0", "/0"})

FIREWALLS = re.compile(
    r"aws_(?:default_)?security_group|aws_vpc_security_group|aws_db_security_group|aws_redshift_security_group"
    r"|aws_network_acl|aws_default_network_acl|AWS::EC2::(?:SecurityGroup|NetworkAclEntry)"
    r"|google_compute_firewall",
)
"""Types whose ranges may be private ones; elsewhere providers refuse them, or a range is not the point."""

AZURE_FIREWALLS = re.compile(r"azurerm_network_security|Microsoft\.Network/networkSecurityGroups", re.IGNORECASE)

GRANTS = re.compile(
    r"_iam_(?:member|binding)$|^aws_lambda_(?:layer_version_)?permission$|^google_storage_(?:bucket|object|default_object)"
    r"_access_control$|^google_bigquery_dataset_access$|^AWS::Lambda::(?:LayerVersion)?Permission$"
)
"""Types of resources that grant something to somebody, and do nothing else."""

STRANGERS = frozenset({"*", "allusers", "allauthenticatedusers", "0.0.0.0/0", "::/0", "0.0.0.0", "internet", "any"})
"""What a list holds to let everybody in."""

Open = Callable[[str], Source]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to change one setting."""

    edits: tuple[Edit, ...]
    words: str
    """What it does, as an order: `set `acl` to "private"`."""
    setting: Setting
    kind: Kind
    path: str
    """The setting's spelling, from the resource's body."""
    value: Wanted | None
    elsewhere: bool = False
    """It changes where the value is decided, not the resource."""
    removes: bool = False
    """It takes a block, or a whole declaration, out."""


def candidates(flag: Flag, open: Open) -> list[list[Candidate]]:
    """For each setting that decided an answer, the ways to change it."""
    if flag.rule.profile == OWN_KEYS:
        return []
    found = []
    deciding = _deciding(flag)
    for setting, reading in deciding:
        ways: dict[tuple[Edit, ...], Candidate] = {}
        for one in _ways(setting, reading, open):
            if all(is_own(edit.path) for edit in one.edits):
                ways.setdefault(one.edits, one)
        if ways:
            found.append(list(ways.values()))
    removed = [one for setting, reading in deciding for one in _taken_out(setting, reading, open)]
    return [*found, removed] if removed else found


def is_own(path: str) -> bool:
    """Whether a file is the user's, not one that a tool brought here."""
    return not {".terraform", ".bicep", ".external_modules", "node_modules", "cdk.out"} & set(path.split("/"))


def _deciding(flag: Flag) -> list[tuple[Setting, Reading]]:
    """The settings that decided, in the order of the facts; then those that know what is safe."""
    with watched() as seen:
        outcome = flag.rule(flag.kind).within(flag.kind.exists).outcome()
    readings: dict[tuple[int, int], tuple[Setting, Reading]] = {}
    for setting, reading in seen:
        readings.setdefault((id(setting), id(reading.kind.base)), (setting, reading))
    ranks: dict[tuple[int, int], tuple[bool, bool, int, int]] = {}
    for position, fact in enumerate(outcome.facts):
        for key, (setting, reading) in readings.items():
            named = fact.setting == reading.label or fact.setting.startswith(f"{reading.label}.")
            if named and fact.resource in ("", reading.kind.resource.address):
                foreign = reading.kind.resource is not flag.kind.resource
                ranks.setdefault(
                    key, (not _is_advised(flag, setting, reading), setting.safe is None, foreign, position)
                )
    for position, (key, (setting, reading)) in enumerate(readings.items()):
        if setting.safe is not None:
            ranks.setdefault(key, (not _is_advised(flag, setting, reading), True, 2, position))
    return [readings[key] for key in sorted(ranks, key=lambda one: ranks[one])]


def _is_advised(flag: Flag, setting: Setting, reading: Reading) -> bool:
    """Whether the rule's own advice names the setting."""
    words = set(re.findall(r"[A-Za-z_]\w*", " ".join(re.findall(r"`([^`]*)`", flag.rule.fix))))
    names = [steps[-1] for path in setting.paths(reading.kind) if (steps := steps_of(path.lstrip("!")))]
    return any(name.removesuffix("[]") in words for name in names)


def _ways(setting: Setting, reading: Reading, open: Open) -> Iterator[Candidate]:
    kind = reading.kind
    paths = setting.paths(kind)
    if not paths or kind.resource.outside or not kind.type:
        return
    found = next(((one, value) for one in paths if not _is_absent(value := _read(one, kind))), None)
    path, raw = found if found else (path_in_use(paths, kind.resource), None)
    editor = _editor(kind.resource.span.path, open)
    if editor is None:
        return
    for wanted in _wanted(setting, reading, path, raw):
        yield from _set(setting, reading, path, raw, wanted, editor, open)
    if raw is not None:
        yield from _out_of_list(setting, reading, path, raw, editor, open)


def _read(path: str, kind: Kind) -> Value:
    return navigate(kind.base, steps_of(path.lstrip("!")), kind.resource)


def _is_absent(value: Value) -> bool:
    return all(isinstance(leaf, Absent) for leaf in leaves(value))


def _wanted(setting: Setting, reading: Reading, path: str, raw: Value | None) -> Iterator[Scalar]:
    """The values to try, as they are written in the language."""
    known = [leaf.scalar for leaf in leaves(raw) if isinstance(leaf, Known)] if raw is not None else []
    before = known[0] if known and len(known) == len(list(leaves(raw or Absent()))) else None
    tried: list[Scalar] = []
    if setting.safe is not None:
        tried.append(setting.safe)
    if setting.levels:
        present = [str(leaf.scalar).lower() for leaf in leaves(reading.value) if isinstance(leaf, Known)]
        order = [str(one).lower() for one in setting.levels]
        worst = max((order.index(one) if one in order else len(order) for one in present), default=len(order))
        tried += reversed(setting.levels[:worst])
    truths = {truth_of(leaf) for leaf in leaves(reading.value)}
    plain = setting.safe is None and not setting.levels and len(truths) == 1 and None not in truths
    if plain and not _SWITCHES_OFF.search(path):
        tried.append(not truths.pop())
    for one in dict.fromkeys(tried):
        negated = path.startswith("!")
        yield from spelled(setting, (not one) if negated and isinstance(one, bool) else one, path, reading.kind, before)


def _set(
    setting: Setting, reading: Reading, path: str, raw: Value | None, value: Scalar, editor: Editor, open: Open
) -> Iterator[Candidate]:
    kind = reading.kind
    name = path.lstrip("!")
    words = f"set `{_whole(kind, name).replace('[]', '')}` to {_shown(value)}"

    def made(edits: list[Edit], elsewhere: bool = False) -> Candidate:
        return Candidate(tuple(edits), words, setting, kind, _whole(kind, name), value, elsewhere)

    for leaf in leaves(raw) if raw is not None else ():
        for step in reversed(leaf.trail):
            if step.place is not None and _is_literal(step.place):
                decided = _editor(step.place.path, open)
                if decided is not None and admits(_again(step.place, decided), value):
                    yield made([decided.replace(_again(step.place, decided), value)], elsewhere=True)
                break
    if raw is not None:
        literal = [leaf.place for leaf in leaves(raw) if leaf.place is not None and not isinstance(leaf, ListValue)]
        if literal and all(_is_literal(one) and one.path == editor.source.path for one in literal):
            yield made([editor.replace(_again(one, editor), value) for one in dict.fromkeys(literal)])
    if lacks_company(kind.resource, _whole(kind, name)):
        return
    for at, steps in _anchors(kind, name):
        edits = editor.put(_again(at, editor), steps, value)
        if edits:
            yield made(edits)


def _anchors(kind: Kind, name: str) -> Iterator[tuple[Place, tuple[str, ...]]]:
    """From where a setting may be set, and the steps from there."""
    steps = steps_of(name)
    part = kind.type.partition("#")[2]
    place: Place | None = getattr(kind.base, "place", None)
    resource = kind.resource
    prefix = ("Properties",) if resource.schema == CLOUDFORMATION else ()
    if not part:
        yield resource.span, (*prefix, *steps)
        return
    whole = resource.place, resource.body.place, resource.span
    if place is not None and resource.span.contains(place) and place not in whole:
        yield place, steps
    yield resource.span, (*prefix, *steps_of(part), *steps)


def _whole(kind: Kind, name: str) -> str:
    part = kind.type.partition("#")[2]
    return f"{part}.{name}" if part else name


def _out_of_list(
    setting: Setting, reading: Reading, path: str, raw: Value, editor: Editor, open: Open
) -> Iterator[Candidate]:
    """Take what lets everybody in out of a list, or put a private range in its place."""
    kind = reading.kind
    name = _whole(kind, path.lstrip("!")).replace("[]", "")
    strangers = [one for one in _elements(raw) if str(one.scalar).lower() in STRANGERS and one.place is not None]
    if not strangers:
        return
    places = dict.fromkeys(_decided(one) for one in strangers)
    files = {one.path for one in places}
    if len(files) != 1:
        return
    decided = _editor(files.pop(), open)
    if decided is None or not all(map(_is_literal, places)):
        return
    whole, away = _whole(kind, path), decided.source is not editor.source
    said = " and ".join(f'"{text}"' for text in dict.fromkeys(str(one.scalar) for one in strangers))
    removed: list[Edit] = []
    for place in places:
        edits = decided.without(_again(place, decided))
        if edits is None:
            break
        removed += edits
    else:
        yield Candidate(tuple(removed), f"take {said} out of `{name}`", setting, kind, whole, None, away)
    if not all(str(one.scalar).lower() in _private(kind) for one in strangers):
        return
    private = _private(kind)
    changes = {_decided(one): private[str(one.scalar).lower()] for one in strangers}
    edits = [decided.replace(_again(place, decided), text) for place, text in changes.items()]
    told = " and ".join(f'"{text}"' for text in dict.fromkeys(changes.values()))
    yield Candidate(tuple(edits), f"admit {told} instead of {said} in `{name}`", setting, kind, whole, None, away)


def _taken_out(setting: Setting, reading: Reading, open: Open) -> Iterator[Candidate]:
    """Take out the block, or the grant, that lets everybody in."""
    kind = reading.kind
    part = kind.type.partition("#")[2]
    if kind.resource.outside or not (part or GRANTS.search(kind.resource.type)):
        return
    elements = _elements(reading.value)
    if not elements or any(str(one.scalar).lower() not in STRANGERS for one in elements):
        return
    editor = _editor(kind.resource.span.path, open)
    place = getattr(kind.base, "place", None) if part else kind.resource.span
    if editor is None or place is None or not is_own(editor.source.path):
        return
    edits = editor.drop(_again(place, editor))
    if edits:
        what = f"`{part.replace('[]', '')}`" if part else kind.resource.address
        words = f"take {what} out, which is for everybody"
        yield Candidate(tuple(edits), words, setting, kind, _whole(kind, setting.name), None, removes=True)


def _private(kind: Kind) -> dict[str, str]:
    """What takes the place of the whole internet in a firewall's rule of this type."""
    if AZURE_FIREWALLS.match(kind.resource.type):
        return dict.fromkeys(ANY_SOURCE, "VirtualNetwork")
    return WHOLE_INTERNET if FIREWALLS.match(kind.resource.type) else {}


def _elements(value: Value) -> list[Known]:
    found: list[Known] = []
    waiting: list[Value] = [value]
    while waiting:
        for leaf in leaves(waiting.pop()):
            if isinstance(leaf, Known):
                found.append(leaf)
            elif isinstance(leaf, ListValue):
                waiting += leaf.items
    return found


def _decided(leaf: Leaf) -> Place:
    """Where a value is written: at its place, or at the end of its trail."""
    assert leaf.place is not None
    if _is_literal(leaf.place):
        return leaf.place
    for step in reversed(leaf.trail):
        if step.place is not None and _is_literal(step.place):
            return step.place
    return leaf.place


def _is_literal(place: Place) -> bool:
    return place.end - place.start < 200 and _LITERAL.fullmatch(place.text) is not None and "var." not in place.text[:4]


def _again(place: Place, editor: Editor) -> Place:
    """A place in the editor's reading of the file."""
    return Place(editor.source, place.start, place.end)


def _editor(path: str, open: Open) -> Editor | None:
    from foureyes.errors import FoureyesError

    try:
        return editor_of(open(path)) if is_own(path) else None
    except FoureyesError:
        return None


def _shown(value: Scalar) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value).lower()
