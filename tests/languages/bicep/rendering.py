"""What tests of the lowering share: files in memory, and expressions written out."""

from __future__ import annotations

from foureyes.errors import UnreadableSource
from foureyes.languages.arm import expression as arm
from foureyes.languages.bicep.workspace import Workspace
from foureyes.model.place import Source


class MemoryTree:
    """Files by path."""

    def __init__(self, files: dict[str, str | bytes], *bound: str) -> None:
        self.files = files
        self.bound = bound or ("",)
        self.asked: list[str] = []

    def source(self, path: str) -> Source:
        return Source(path, self.bytes(path).decode())

    def bytes(self, path: str) -> bytes:
        self.asked.append(path)
        if path not in self.files:
            raise UnreadableSource("there is no such file", path=path)
        content = self.files[path]
        return content.encode() if isinstance(content, str) else content

    def is_file(self, path: str) -> bool:
        return path in self.files

    def is_directory(self, path: str) -> bool:
        return path == "." or any(name.startswith(f"{path}/") for name in self.files)

    def holds(self, path: str) -> bool:
        return path.startswith(self.bound)

    def names(self, folder: str) -> list[str]:
        inside = "" if folder == "." else f"{folder}/"
        return sorted({path[len(inside) :].split("/")[0] for path in self.files if path.startswith(inside)})


def unit(text: str, **files: str | bytes):
    """The unit of `main.bicep`; other files by name, `__` for a slash, `_json` and the like for the ending."""
    return workspace({"main.bicep": text, **{spelled(name): content for name, content in files.items()}}).unit(
        "main.bicep"
    )


def workspace(files: dict[str, str | bytes], *bound: str) -> Workspace:
    return Workspace(MemoryTree(files, *bound))


def spelled(name: str) -> str:
    return ".".join(name.replace("__", "/").rsplit("_", 1))


def shown(node: arm.Expression | None) -> str:
    """An expression as text: calls as ARM writes them, names as Bicep does."""
    if node is None:
        return "-"
    return _SHOWN[type(node)](node)


def _object(node: arm.Object) -> str:
    return (
        "{" + ", ".join(shown(one) if key is None else f"{shown(key)}: {shown(one)}" for key, one in node.entries) + "}"
    )


def _access(node: arm.Access) -> str:
    dot = "?." if node.safe else "."
    return f"{shown(node.base)}{dot}[{'^' if node.from_end else ''}{shown(node.key)}]"


def _loop(node: arm.Loop) -> str:
    names = f"{node.item}, {node.index}" if node.index else node.item
    test = f" if {shown(node.condition)}" if node.condition else ""
    return f"[for {names} in {shown(node.over)}{test}: {shown(node.body)}]"


_SHOWN = {
    arm.Constant: lambda node: "null" if node.scalar is None else repr(node.scalar),
    arm.Array: lambda node: f"[{', '.join(map(shown, node.items))}]",
    arm.Object: _object,
    arm.Spread: lambda node: f"...{shown(node.value)}",
    arm.Call: lambda node: f"{node.name}({', '.join(map(shown, node.arguments))})",
    arm.Access: _access,
    arm.Lambda: lambda node: f"({', '.join(node.parameters)}) => {shown(node.body)}",
    arm.Name: lambda node: node.name,
    arm.SymbolReference: lambda node: f"<{node.symbol}{'' if node.index is None else '[' + shown(node.index) + ']'}>",
    arm.Loop: _loop,
    arm.Unreadable: lambda node: f"?({node.reason})",
}
