"""Measures the Bicep reader against folders of real Bicep and against the trees that Bicep itself prints.

    python tests/field/bicep_conformance.py FOLDER…

Every `.bicep` and `.bicepparam` below is parsed. A name with `Invalid` in its path may have errors, any other may
not. Beside a `main.syntax.bicep` (or `parameters.syntax.bicepparam`) stands Bicep's own tree, printed into the
source as comments: the two trees have to agree node by node, in kind, depth and span, in each statement that
Bicep read without error; and where Bicep saw an error, so must we. Exit code 1 when anything differs.
"""

from __future__ import annotations

import gc
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from foureyes.languages.bicep import syntax as s
from foureyes.languages.bicep.parser import parse
from foureyes.model.place import Source

# A line of Bicep's printed tree: the columns, the drawing of the branches, the kind.
_PRINTED = re.compile(r"//@\[(\d+):(\d+)\) ((?:[|├└─ ])*)(\w+)")

# Files that the compiler rejects, though nothing in their path says so.
_NOT_BICEP = (
    "nested_StorageRoleDeploymentResource.bicep",  # the decompiler writes `?` where it knows no type
    "nested_testnested.bicep",  # the same
    "TypeDeclarations_LF/main.formatted.bicep",  # the formatter puts a comma after a decorator, which nobody can read
    "examples/fail/fail.bicep",  # a test of the compiler's error output
)

Row = tuple[int, str, int, int]  # depth, kind, start, end

_SAME = {
    "AnyItem": "TypeItemsAccess",
    "AnyProperty": "TypeAdditionalPropertiesAccess",
    "Assert": "AssertDeclaration",
    "ExtensionConfig": "ExtensionConfigAssignment",
    "For": "For",
    "Function": "FunctionDeclaration",
    "Import": "CompileTimeImportDeclaration",
    "ImportItem": "ImportedSymbolsListItem",
    "If": "IfCondition",
    "Metadata": "MetadataDeclaration",
    "Module": "ModuleDeclaration",
    "NestedAccess": "ResourceAccess",
    "NonNull": "NonNullAssertion",
    "NonNullType": "NonNullableType",
    "Object": "Object",
    "Output": "OutputDeclaration",
    "Param": "ParameterDeclaration",
    "Property": "ObjectProperty",
    "PropertyType": "ObjectTypeProperty",
    "AdditionalType": "ObjectTypeAdditionalProperties",
    "Resource": "ResourceDeclaration",
    "Spread": "SpreadExpression",
    "Test": "TestDeclaration",
    "Ternary": "TernaryOperation",
    "TupleItem": "TupleTypeItem",
    "TypedName": "TypedLocalVariable",
    "Using": "UsingDeclaration",
    "Extends": "ExtendsDeclaration",
    "Extension": "ExtensionDeclaration",
    "Var": "VariableDeclaration",
    "Array": "Array",
}
_VALUES = {
    "Access": "PropertyAccess",
    "Binary": "BinaryOperation",
    "Boolean": "BooleanLiteral",
    "Index": "ArrayAccess",
    "Integer": "IntegerLiteral",
    "Interpolated": "String",
    "Null": "NullLiteral",
    "Parenthesized": "ParenthesizedExpression",
    "Unary": "UnaryOperation",
}
_TYPES = {
    "Access": "TypePropertyAccess",
    "Boolean": "BooleanTypeLiteral",
    "Index": "TypeArrayAccess",
    "Integer": "IntegerTypeLiteral",
    "Interpolated": "StringTypeLiteral",
    "Null": "NullTypeLiteral",
    "Parenthesized": "ParenthesizedType",
    "String": "StringTypeLiteral",
    "Unary": "UnaryTypeOperation",
}
_TYPE_HOLDERS = (
    *(s.PropertyType, s.AdditionalType, s.TupleItem, s.ArrayType, s.UnionType, s.NullableType, s.NonNullType),
    *(s.AnyProperty, s.AnyItem, s.GenericType),
)


class Projection:
    """Our tree as Bicep would print it: its names, and the wrappers that it has and we do not need."""

    def __init__(self, file: s.File) -> None:
        self.file = file
        self.text = file.source.text

    def name(self, depth: int, start: int, text: str) -> Iterator[Row]:
        yield depth, "Identifier", start, start + len(text)

    def key(self, depth: int, node: s.Node) -> Iterator[Row]:
        if isinstance(node, s.Name):
            yield depth, "Identifier", node.start, node.end
        else:
            yield from self.value(depth, node)

    def many(self, depth: int, wrapper: str, nodes: list[s.Node], *, types: bool = False) -> Iterator[Row]:
        for node in nodes:
            yield depth, wrapper, node.start, node.end
            yield from self.value(depth + 1, node, types)

    def value(self, depth: int, node: s.Node, types: bool = False) -> Iterator[Row]:
        """The rows of a node; `types` when it stands in the place of a type."""
        kind = type(node).__name__
        theirs = (_TYPES if types else _VALUES).get(kind) or _SAME.get(kind) or kind
        special = getattr(self, f"of_{kind.lower()}", None)
        if special:
            yield from special(depth, node, types)
            return
        yield depth, theirs, node.start, node.end
        for field in node.fields:
            yield from self.field(depth + 1, node, field, types)

    def field(self, depth: int, node: s.Node, field: str, types: bool) -> Iterator[Row]:
        held = getattr(node, field)
        inside = field == "type" or isinstance(node, _TYPE_HOLDERS) or (types and field not in ("index", "holes"))
        if isinstance(node, (s.Resource, s.ResourceType)) and field == "type":
            inside = False
        if field == "decorators" or isinstance(held, list):
            for item in held:
                if isinstance(item, s.Node):
                    yield from self.value(depth, item, inside and not isinstance(item, s.Decorator))
        elif isinstance(held, s.Node):
            if isinstance(node, (s.Property, s.PropertyType)) and field == "key":
                yield from self.key(depth, held)
            else:
                yield from self.value(depth, held, inside)

    def of_name(self, depth: int, node: s.Name, types: bool) -> Iterator[Row]:
        yield depth, "Identifier", node.start, node.end

    def of_variable(self, depth: int, node: s.Variable, types: bool) -> Iterator[Row]:
        yield depth, "VariableAccess", node.start, node.end
        yield from self.name(depth + 1, node.start, node.name)

    def of_typename(self, depth: int, node: s.TypeName, types: bool) -> Iterator[Row]:
        yield depth, "TypeVariableAccess", node.start, node.end
        yield from self.name(depth + 1, node.start, node.name)

    def of_array(self, depth: int, node: s.Array, types: bool) -> Iterator[Row]:
        yield depth, "Array", node.start, node.end
        for item in node.items:
            if isinstance(item, s.Spread):
                yield from self.value(depth + 1, item)
            else:
                yield from self.many(depth + 1, "ArrayItem", [item])

    def of_access(self, depth: int, node: s.Access, types: bool) -> Iterator[Row]:
        yield depth, "TypePropertyAccess" if types else "PropertyAccess", node.start, node.end
        yield from self.value(depth + 1, node.base, types)
        yield from self.name(depth + 1, node.end - len(node.name), node.name)

    def of_nestedaccess(self, depth: int, node: s.NestedAccess, types: bool) -> Iterator[Row]:
        yield depth, "ResourceAccess", node.start, node.end
        yield from self.value(depth + 1, node.base)
        yield from self.name(depth + 1, node.end - len(node.name), node.name)

    def of_call(self, depth: int, node: s.Call, types: bool) -> Iterator[Row]:
        yield depth, "FunctionCall", node.start, node.end
        yield from self.name(depth + 1, node.start, node.name)
        yield from self.many(depth + 1, "FunctionArgument", node.arguments)

    def of_methodcall(self, depth: int, node: s.MethodCall, types: bool) -> Iterator[Row]:
        yield depth, "InstanceFunctionCall", node.start, node.end
        yield from self.value(depth + 1, node.base)
        yield from self.name(depth + 1, node.name_start, node.name)
        yield from self.many(depth + 1, "FunctionArgument", node.arguments)

    def of_generictype(self, depth: int, node: s.GenericType, types: bool) -> Iterator[Row]:
        instance = "Instance" if node.base else ""
        yield depth, f"{instance}ParameterizedTypeInstantiation", node.start, node.end
        if node.base:
            yield from self.value(depth + 1, node.base, True)
        yield from self.name(depth + 1, node.name_start, node.name)
        yield from self.many(depth + 1, "ParameterizedTypeArgument", node.arguments, types=True)

    def of_arraytype(self, depth: int, node: s.ArrayType, types: bool) -> Iterator[Row]:
        yield depth, "ArrayType", node.start, node.end
        yield from self.many(depth + 1, "ArrayTypeMember", [node.item], types=True)

    def of_uniontype(self, depth: int, node: s.UnionType, types: bool) -> Iterator[Row]:
        yield depth, "UnionType", node.start, node.end
        yield from self.many(depth + 1, "UnionTypeMember", node.members, types=True)

    def of_lambda(self, depth: int, node: s.Lambda, types: bool) -> Iterator[Row]:
        yield depth, "Lambda", node.start, node.end
        if node.bare:
            yield from self.locals(depth + 1, node.parameters)
        else:
            end = self.text.rindex(")", node.start, self.text.rindex("=>", node.start, node.body.start)) + 1
            yield depth + 1, "VariableBlock", node.start, end
            yield from self.locals(depth + 2, node.parameters)
        yield from self.value(depth + 1, node.body)

    def locals(self, depth: int, names: list[s.Name]) -> Iterator[Row]:
        for name in names:
            yield depth, "LocalVariable", name.start, name.end
            yield depth + 1, "Identifier", name.start, name.end

    def of_for(self, depth: int, node: s.For, types: bool) -> Iterator[Row]:
        yield depth, "For", node.start, node.end
        if node.index is None:
            yield from self.locals(depth + 1, [node.item])
        else:
            start = self.text.rindex("(", node.start, node.item.start)
            yield depth + 1, "VariableBlock", start, self.text.index(")", node.index.end) + 1
            yield from self.locals(depth + 2, [node.item, node.index])
        yield from self.value(depth + 1, node.collection)
        yield from self.value(depth + 1, node.body)

    def of_function(self, depth: int, node: s.Function, types: bool) -> Iterator[Row]:
        yield depth, "FunctionDeclaration", node.start, node.end
        for decorator in node.decorators:
            yield from self.value(depth + 1, decorator)
        yield from self.value(depth + 1, node.name)
        block = self.text.index("(", node.name.end)
        yield depth + 1, "TypedLambda", block, node.end
        yield depth + 2, "TypedVariableBlock", block, node.block_end
        for parameter in node.parameters:
            yield from self.value(depth + 3, parameter)
        yield from self.value(depth + 2, node.result, True)
        yield from self.value(depth + 2, node.body)

    def of_param(self, depth: int, node: s.Param, types: bool) -> Iterator[Row]:
        yield depth, "ParameterDeclaration", node.start, node.end
        for held in (*node.decorators, node.name):
            yield from self.value(depth + 1, held)
        yield from self.value(depth + 1, node.type, True)
        if node.default:
            yield depth + 1, "ParameterDefaultValue", self.text.index("=", node.type.end), node.end
            yield from self.value(depth + 2, node.default)

    def of_paramassignment(self, depth: int, node: s.ParamAssignment, types: bool) -> Iterator[Row]:
        yield depth, "ParameterAssignment", node.start, node.end
        yield from self.value(depth + 1, node.name)
        yield from self.value(depth + 1, node.value)

    def alias(self, depth: int, after: int, name: s.Name | None) -> Iterator[Row]:
        if name:
            yield depth, "AliasAsClause", self.text.rindex("as", after, name.start), name.end
            yield depth + 1, "Identifier", name.start, name.end

    def of_importitem(self, depth: int, node: s.ImportItem, types: bool) -> Iterator[Row]:
        yield depth, "ImportedSymbolsListItem", node.start, node.end
        yield from self.key(depth + 1, node.name)
        yield from self.alias(depth + 1, node.name.end, node.alias)

    def of_import(self, depth: int, node: s.Import, types: bool) -> Iterator[Row]:
        yield depth, "CompileTimeImportDeclaration", node.start, node.end
        for decorator in node.decorators:
            yield from self.value(depth + 1, decorator)
        from_ = self.text.rindex("from", node.start, node.path.start)
        if node.everything:
            star = self.text.index("*", node.start)
            yield depth + 1, "WildcardImport", star, node.everything.end
            yield from self.alias(depth + 2, star, node.everything)
        else:
            opening = self.text.index("{", node.start)
            yield depth + 1, "ImportedSymbolsList", opening, self.text.rindex("}", opening, from_) + 1
            for item in node.symbols or ():
                yield from self.value(depth + 2, item)
        yield depth + 1, "CompileTimeImportFromClause", from_, node.end
        yield from self.value(depth + 2, node.path)

    def with_(self, depth: int, kind: str, after: int, config: s.Object | None) -> Iterator[Row]:
        if config:
            yield depth, kind, self.text.rindex("with", after, config.start), config.end
            yield from self.value(depth + 1, config)

    def of_extension(self, depth: int, node: s.Extension, types: bool) -> Iterator[Row]:
        yield depth, "ExtensionDeclaration", node.start, node.end
        for decorator in node.decorators:
            yield from self.value(depth + 1, decorator)
        yield from self.key(depth + 1, node.specification)
        yield from self.with_(depth + 1, "ExtensionWithClause", node.specification.end, node.config)
        yield from self.alias(depth + 1, (node.config or node.specification).end, node.alias)

    def of_extensionconfig(self, depth: int, node: s.ExtensionConfig, types: bool) -> Iterator[Row]:
        yield depth, "ExtensionConfigAssignment", node.start, node.end
        yield from self.value(depth + 1, node.name)
        yield from self.with_(depth + 1, "ExtensionWithClause", node.name.end, node.config)

    def of_using(self, depth: int, node: s.Using, types: bool) -> Iterator[Row]:
        yield depth, "UsingDeclaration", node.start, node.end
        if node.path:
            yield from self.value(depth + 1, node.path)
        else:
            none = self.text.index("none", node.start)
            yield depth + 1, "NoneLiteral", none, none + 4
        yield from self.with_(depth + 1, "UsingWithClause", node.start, node.config)


def printed_rows(annotated: str, offsets: list[int]) -> list[Row]:
    """Bicep's printed tree. `offsets` turns its UTF-16 offsets into ours."""
    rows: list[Row] = []
    start_of_line = following = 0
    last_offset = len(offsets) - 1
    for line in annotated.split("\n"):
        found = _PRINTED.match(line)
        if not found:
            if not line.startswith("//@"):
                start_of_line, following = following, following + len(line.encode("utf-16-le")) // 2 + 1
            continue
        first, last, drawing, kind = found.groups()
        if kind.endswith("Syntax"):
            depth = len(drawing) // 2
            start, end = start_of_line + int(first), start_of_line + int(last)
            kind = kind.removesuffix("Syntax")
            rows.append((depth, kind, offsets[min(start, last_offset)], offsets[min(end, last_offset)]))
    return rows


def code_point_offsets(text: str) -> list[int]:
    offsets = []
    for number, character in enumerate(text):
        offsets.extend([number] * (2 if ord(character) > 0xFFFF else 1))
    return [*offsets, len(text)]


def statements_of(rows: list[Row]) -> list[list[Row]]:
    """The rows from the second level on, cut at each statement."""
    parts: list[list[Row]] = []
    for row in rows:
        if row[0] == 1:
            parts.append([])
        if row[0] >= 1:
            parts[-1].append(row)
    return parts


def has_error(part: list[Row]) -> bool:
    """Whether Bicep skipped something; the clauses that an extension and `using` leave out are no error."""
    allowed = {"ExtensionDeclaration": 2, "UsingDeclaration": 1}.get(part[0][1], 0)
    skipped = [row for row in part if row[1] == "Skipped"]
    left_out = [row for row in skipped if row[0] == 2 and row[2] == row[3]]
    return len(left_out) < len(skipped) or len(left_out) > allowed or any(r[1] == "MissingDeclaration" for r in part)


def noticed(file: s.File, start: int, end: int) -> bool:
    """Whether we complain there too, or within the statement of ours that this is part of."""
    places = [error.place.start for error in file.errors if error.place]
    spans = [(node.start, node.end) for node in file.statements if node.start <= end and start <= node.end]
    return any(first <= place <= last + 1 for first, last in [(start, end), *spans] for place in places)


class Totals:
    def __init__(self) -> None:
        self.files = self.bytes = self.wrong = self.invalid = self.invalid_seen = 0
        self.trees = self.nodes = self.statements = self.broken = 0
        self.seconds = 0.0
        self.differences: list[str] = []


def compare(path: Path, printed: Path, file: s.File, totals: Totals) -> None:
    text = file.source.text
    rows = printed_rows(printed.read_bytes().decode("utf-8-sig"), code_point_offsets(text))
    rows = [(depth, "Skipped" if kind == "SkippedTrivia" else kind, start, end) for depth, kind, start, end in rows]
    ours = {node.start: list(Projection(file).value(1, node)) for node in file.statements}
    totals.trees += 1
    parts = statements_of(rows)
    for part, after in zip(parts, [*parts[1:], None], strict=False):
        _, kind, start, end = part[0]
        # We leave out a declaration that has something behind it on its line, where Bicep leaves out the rest only.
        trailed = after and after[0][1] == "Skipped" and "\n" not in text[end : after[0][2]]
        if trailed or has_error(part):
            totals.broken += 1
            if not noticed(file, start, end):
                totals.differences.append(f"{path}: Bicep rejects {kind} {text[start:end][:90]!r}")
            continue
        totals.statements += 1
        totals.nodes += len(part)
        expected = [row for row in part if row[1] != "Skipped"]
        found = ours.get(start, [])
        if found != expected:
            first = next((pair for pair in zip(found, expected, strict=False) if pair[0] != pair[1]), None)
            totals.differences.append(f"{path}: {kind} at {start}: the first different rows are {first}")


def examine(path: Path, totals: Totals) -> None:
    source = Source(str(path), path.read_bytes().decode("utf-8-sig", "replace"))
    gc.disable()
    began = time.process_time()
    file = parse(source)
    totals.seconds += time.process_time() - began
    gc.enable()
    totals.files += 1
    totals.bytes += len(source.text.encode())
    if "invalid" in str(path).lower() or path.as_posix().endswith(_NOT_BICEP):
        totals.invalid += 1
        totals.invalid_seen += bool(file.errors)
    elif file.errors:
        totals.wrong += 1
        print(f"not read: {file.errors[0]}")
    printed = path.with_name(f"{path.stem}.syntax{path.suffix}")
    if printed.exists():
        compare(path, printed, file, totals)


def main(folders: list[str]) -> int:
    totals = Totals()
    for folder in folders:
        for path in sorted(Path(folder).rglob("*.bicep*")):
            # Prints of Bicep about a baseline hold comments in impossible places; only the formatted text is Bicep.
            annotated = "baselines" in str(path.parent) and path.name.split(".")[1:-1] not in ([], ["formatted"])
            if path.suffix in (".bicep", ".bicepparam") and path.is_file() and not annotated:
                examine(path, totals)
    for difference in totals.differences:
        print(difference)
    print(f"{totals.files} files, {totals.wrong} of the valid ones not read")
    print(f"{totals.bytes / 1e6 / max(totals.seconds, 1e-9):.1f} MB/s over {totals.bytes / 1e6:.1f} MB")
    print(f"{totals.invalid} files called invalid, {totals.invalid_seen} of them with errors of syntax")
    print(
        f"{totals.trees} trees of Bicep's own: {totals.statements} statements with {totals.nodes} nodes compared, "
        f"{totals.broken} broken ones, {len(totals.differences)} differences"
    )
    return 1 if totals.wrong or totals.differences else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
