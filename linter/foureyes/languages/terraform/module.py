"""Modules: everything declared in a folder, override files merged in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from foureyes.errors import UnreadableSource
from foureyes.languages.terraform.declaration import Argument, Declaration
from foureyes.languages.terraform.parser import parse
from foureyes.languages.terraform.syntax import Block, File
from foureyes.model.place import Place, Source
from foureyes.model.tree import Tree, join

SUFFIXES = (".tf", ".tofu", ".tf.json", ".tofu.json")

LABELS = {"resource": 2, "data": 2, "ephemeral": 2, "variable": 1, "output": 1, "module": 1}
"""Blocks that declare something, and how many labels they have."""

DOUBLE = "#"
"""What the key of a resource or call has behind its name if that is taken."""


class Module:
    """The declarations of a folder."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.variables: dict[str, Declaration] = {}
        self.locals: dict[str, Argument] = {}
        self.outputs: dict[str, Declaration] = {}
        self.resources: dict[str, Declaration] = {}
        """Resources as `aws_s3_bucket.b`, data sources as `data.aws_s3_bucket.b`."""
        self.calls: dict[str, Declaration] = {}
        self.providers: list[Declaration] = []
        self.settings: list[Declaration] = []
        """`terraform` blocks."""
        self.files: list[str] = []
        self.size = 0
        """Letters of these files."""
        self.shadowed: dict[str, str] = {}
        """Files that were not read, each with the `.tofu` file that stands in for it."""
        self.errors: list[UnreadableSource] = []
        self.doubles: list[UnreadableSource] = []
        """Names declared twice, which Terraform refuses. All resources are judged; of other names the first counts."""
        self._faults: dict[Source, list[int]] = {}
        """Where files could not be read."""

    def broken(self, source: Source, start: int, end: int) -> bool:
        """Whether something between two offsets of a file could not be read."""
        starts = self._faults.get(source)
        return starts is not None and bisect_left(starts, start) < bisect_right(starts, end)

    def add(self, file: File, override: bool) -> None:
        """Take in what a file declares."""
        self.size += len(file.source.text)
        self.errors += file.errors
        self._faults[file.source] = sorted(error.place.start for error in file.errors if error.place is not None)
        for block in file.body.blocks:
            self._declare(block, file.source, override)

    def _declare(self, block: Block, source: Source, override: bool) -> None:
        labels = [label.value for label in block.labels]
        if block.type == "locals":
            for name, node in block.body.attributes.items():
                if override or name not in self.locals:
                    self.locals[name] = Argument(node, source)
                else:
                    self._double(f"local.{name}", Place(source, node.start, node.end))
        elif block.type == "provider":
            self.providers.append(Declaration(block, source))
        elif block.type == "terraform":
            self.settings.append(Declaration(block, source))
        elif block.type in LABELS:
            declaration = Declaration(block, source)
            if len(labels) != LABELS[block.type] or not all(map(_is_name, labels)):
                if not self.broken(source, block.start, block.end):
                    self.errors.append(_misnamed(declaration, labels))
            elif len(labels) == 2:
                prefix = "" if block.type == "resource" else f"{block.type}."
                self._put(self.resources, f"{prefix}{labels[0]}.{labels[1]}", declaration, override)
            else:
                table = {"variable": self.variables, "output": self.outputs, "module": self.calls}[block.type]
                self._put(table, labels[0], declaration, override)

    def _put(self, table: dict[str, Declaration], name: str, new: Declaration, override: bool) -> None:
        known = table.get(name)
        if known is None:
            table[name] = new
        elif override:
            known.override(new.block, new.source)
        else:
            spelled = name if table is self.resources else f"{new.block.type}.{name}"
            self._double(spelled.replace("variable.", "var."), new.header)
            if table is self.resources or table is self.calls:
                table[f"{name}{DOUBLE}{len(table)}"] = new

    def _double(self, name: str, place: Place) -> None:
        self.doubles.append(UnreadableSource(f"`{name}` is declared twice", place=place, remedy="rename one of them"))


def _is_name(label: str) -> bool:
    return label.replace("-", "_").isidentifier()


def _misnamed(declaration: Declaration, labels: list[str]) -> UnreadableSource:
    """The fault of a block that Terraform refuses for its labels."""
    wrong = next((label for label in labels if not _is_name(label)), None)
    number = LABELS[declaration.block.type]
    what = f"a `{declaration.block.type}` block needs {number} label{'' if number == 1 else 's'}, not {len(labels)}"
    told = f"{wrong!r} is no name" if wrong is not None else what
    remedy = "names have letters, digits, `_` and `-`" if wrong is not None else ""
    return UnreadableSource(told, place=declaration.header, remedy=remedy)


def said(name: str) -> str:
    """A name as it is written, whether or not it is a double."""
    return name.partition(DOUBLE)[0]


def load(folder: str, tree: Tree) -> Module:
    """The module in a folder."""
    module = Module(folder)
    names = module_files(tree.names(folder))
    for name in sorted(names, key=_is_override):
        path = join(folder, name)
        if not tree.is_file(path):
            continue
        try:
            file = parsed(path, tree)
        except UnreadableSource as error:
            module.errors.append(error)
            continue
        module.files.append(path)
        module.add(file, _is_override(name))
    module.shadowed = {join(folder, name): stand_in for name, stand_in in shadowed(tree.names(folder)).items()}
    for variable in module.variables.values():
        default = variable.arguments.get("default")
        if default is not None and variable.literal("sensitive") is True:
            default.place.hide()
    return module


def module_files(names: list[str]) -> list[str]:
    """Which of a folder's files make up its module: a `.tofu` file stands in for the `.tf` of the same name."""
    hidden = shadowed(names)
    return sorted(name for name in _configuration(names) if name not in hidden)


def shadowed(names: list[str]) -> dict[str, str]:
    """The files of a folder that OpenTofu leaves unread, each with the `.tofu` file that stands in for it."""
    wanted = _configuration(names)
    stand_ins = {name.replace(".tofu", ".tf"): name for name in wanted if name.endswith((".tofu", ".tofu.json"))}
    return {name: stand_ins[name] for name in wanted if name in stand_ins}


def _configuration(names: list[str]) -> list[str]:
    return [name for name in names if name.endswith(SUFFIXES) and not name.startswith((".", "#")) and name[-1] != "~"]


def _is_override(name: str) -> bool:
    stem = name.partition(".")[0]
    return stem == "override" or stem.endswith("_override")


def parsed(path: str, tree: Tree) -> File:
    """A file's tree, read once in a run; raises UnreadableSource for what is no text."""
    source = tree.source(path)
    file: File | None = source.made.get("terraform")
    if file is None:
        if path.endswith(".json"):
            from foureyes.languages.terraform.json_syntax import parse_json

            file = parse_json(source)
        else:
            file = parse(source)
        source.made["terraform"] = file
    return file
