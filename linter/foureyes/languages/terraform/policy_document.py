"""`aws_iam_policy_document`: blocks to the policy that the provider renders (hashicorp/aws 5.100)."""

from __future__ import annotations

from foureyes.languages.terraform.functions.sets import is_told, make_set
from foureyes.languages.terraform.policy_parts import conditions, expanded, principals
from foureyes.model.document import as_document
from foureyes.model.value import Absent, Known, Leaf, ListValue, MapValue, Step, Unknown, Value, lift

_STRINGS = (
    ("actions", "Action"), ("not_actions", "NotAction"), ("resources", "Resource"), ("not_resources", "NotResource"),
)  # fmt: skip
_PARTIES = (("principals", "Principal"), ("not_principals", "NotPrincipal"))

Statements = list[Value]


def policy_document(body: MapValue) -> Value:
    """The policy: statements of source documents, then its own, then those of override documents, merged by Sid."""
    sources = _documents(body, "source_json", "source_policy_documents")
    overrides = _documents(body, "override_json", "override_policy_documents")
    count = len(sources)

    def build(own: Leaf, *documents: Leaf) -> Value:
        statements: Statements = []
        for document in documents[:count]:
            statements = _merged(statements, _statements_of(document), replaced=False)
        statements = _merged(statements, _own(own))
        for document in documents[count:]:
            statements = _merged(statements, _statements_of(document))
        entries = _heading(body, documents[:count], documents[count:])
        if statements:
            entries["Statement"] = ListValue(statements, body.place, body.trail)
        return MapValue(entries, body.place, body.trail)

    return lift(build, body.get("statement"), *sources, *overrides)


def _heading(body: MapValue, sources: tuple[Leaf, ...], overrides: tuple[Leaf, ...]) -> dict[str, Value]:
    """`Version`, the highest of all documents, and `Id`, the last that is given."""
    versions = [one.find("Version") for one in (*sources, *overrides) if isinstance(one, MapValue)]
    own = body.get("version")
    versions.insert(0, Known("2012-10-17", body.place) if isinstance(own, Absent) else own)
    version = versions[0]
    for one in versions[1:]:
        if isinstance(one, Known) and isinstance(version, Known) and str(one.scalar) > str(version.scalar):
            version = one
    before, after = ([one.find("Id") for one in group if isinstance(one, MapValue)] for group in (sources, overrides))
    given = [one for one in (*before, body.get("policy_id"), *after) if not isinstance(one, Absent)]
    return {"Version": version, **({"Id": given[-1]} if given else {})}


def _documents(body: MapValue, single: str, several: str) -> list[Value]:
    """The documents named by an argument and its older form for one."""
    found: list[Value] = []
    if single in body.entries:
        found.append(as_document(body.get(single)))
    listed = body.get(several)
    if isinstance(listed, ListValue):
        found += [as_document(item) for item in listed.items]
        if listed.open:
            found.append(Unknown("there may be more documents", listed.place, listed.trail))
    elif not isinstance(listed, Absent):
        reason = listed.reason if isinstance(listed, Unknown) else "which documents there are cannot be told"
        place = listed.place if isinstance(listed, Leaf) else body.place
        found.append(Unknown(reason, place))
    return found


def _statements_of(document: Leaf) -> Statements:
    """The statements of a document that is merged in; what cannot be told may be any."""
    if isinstance(document, Absent) or (isinstance(document, Known) and document.scalar == ""):
        return []
    if isinstance(document, MapValue):
        statements = document.find("Statement")
        if isinstance(statements, ListValue) and not statements.open:
            return list(statements.items)
        if isinstance(statements, MapValue):
            return [statements]
        if isinstance(statements, Absent):
            return []
    reason = document.reason if isinstance(document, Unknown) else "what the document says cannot be told"
    return [Unknown(reason, document.place, document.trail, document.references)]


def _merged(statements: Statements, new: Statements, replaced: bool = True) -> Statements:
    """Statements with others merged in: one with the same Sid takes the place of the one before."""
    if not replaced:
        return [*statements, *new]
    merged = list(statements)
    places: dict[str, int] = {}
    for at, one in enumerate(merged):
        places.setdefault(_sid(one) or "", at)
    settled = 0
    for statement in new:
        sid = _sid(statement)
        if sid is None:
            merged[settled:] = map(_perhaps_replaced, merged[settled:])
            settled = len(merged)
            places.clear()
        if sid and sid in places:
            merged[places[sid]] = statement
        else:
            places.setdefault(sid or "", len(merged))
            merged.append(statement)
    return merged


def _sid(statement: Value) -> str | None:
    """A statement's Sid, empty for none; None where it cannot be told."""
    if not isinstance(statement, MapValue):
        return None
    sid = statement.find("Sid")
    if isinstance(sid, Absent):
        return ""
    return str(sid.scalar) if isinstance(sid, Known) else None


def _perhaps_replaced(statement: Value) -> Value:
    """A statement that one of an unknown Sid may have replaced; one without a Sid stays."""
    if _sid(statement) == "":
        return statement
    place = statement.place if isinstance(statement, Leaf) else None
    return Unknown("another document may replace this statement", place)


def _own(leaf: Leaf) -> Statements:
    if isinstance(leaf, Absent):
        return []
    if isinstance(leaf, ListValue):
        more = [Unknown("there may be more statements", leaf.place, leaf.trail)] if leaf.open else []
        return [lift(_statement, item) for item in leaf.items] + list(more)
    return [lift(_statement, leaf)]


def _statement(leaf: Leaf) -> Value:
    if not isinstance(leaf, MapValue):
        return leaf
    entries: dict[str, Value] = {}
    sid = leaf.get("sid")
    if not isinstance(sid, Absent) and not (isinstance(sid, Known) and sid.scalar == ""):
        entries["Sid"] = sid
    entries["Effect"] = lift(_effect, leaf.get("effect"))
    for name, key in _STRINGS:
        _put(entries, key, lift(strings, leaf.get(name)))
    for name, key in _PARTIES:
        _put(entries, key, lift(principals, leaf.get(name)))
    _put(entries, "Condition", lift(conditions, leaf.get("condition")))
    return MapValue(entries, leaf.place, leaf.trail, leaf.references)


def _put(entries: dict[str, Value], key: str, value: Value) -> None:
    if not isinstance(value, Absent):
        entries[key] = value


def _effect(leaf: Leaf) -> Leaf:
    if isinstance(leaf, Absent):
        step = Step("`effect` is not set; the default is Allow", leaf.place)
        return Known("Allow", leaf.place, (step, *leaf.trail))
    return leaf


def strings(leaf: Leaf) -> Value:
    """A set of texts as it is rendered: alone without brackets, several in reverse order, none not at all."""
    if not isinstance(leaf, ListValue):
        return expanded(leaf)
    items = [lift(expanded, item) for item in leaf.items]
    if not items and not leaf.open:
        return Absent(leaf.place, leaf.trail)
    listed = ListValue(items, leaf.place, leaf.trail, leaf.references, leaf.secret, open=leaf.open)
    if not is_told(listed):
        return items[0] if len(items) == 1 and not leaf.open else listed
    ordered = make_set(listed).items[::-1]
    if len(ordered) == 1:
        return ordered[0]
    return ListValue(ordered, leaf.place, leaf.trail, leaf.references, leaf.secret)
