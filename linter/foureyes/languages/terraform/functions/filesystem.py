"""Functions of paths and files. Files are read from the tree that is being linted and from nowhere else."""

from __future__ import annotations

import posixpath
import re

from foureyes.errors import UnreadableSource
from foureyes.languages.terraform.functions.encoding import from_utf8
from foureyes.languages.terraform.functions.failure import Fault, Untellable
from foureyes.languages.terraform.functions.hashes import DIGESTS, base64_digest, digest
from foureyes.languages.terraform.functions.plain import SetData
from foureyes.languages.terraform.functions.signature import Call, Library, plainly
from foureyes.languages.terraform.functions.types import STRING
from foureyes.model.tree import Tree, join
from foureyes.model.value import Known, Leaf, Value

LIBRARY = Library()

MAX_FILES = 5_000
"""Files that `fileset` looks at."""


def located(call: Call, path: str) -> tuple[Tree, str]:
    """The tree and the path in it; raises Untellable for what lies outside."""
    context = call.context
    if context.tree is None:
        raise Untellable("files are not read here")
    if path.startswith("~"):
        raise Untellable("a path in somebody's home folder is not followed")
    full = join(context.root, path)
    if not context.tree.holds(full):
        raise Untellable(f"“{path}” lies outside of what is being linted")
    return context.tree, full


def content_of(call: Call, path: str) -> bytes:
    """A file's bytes. One that is not there may be made before Terraform runs, so it cannot be told."""
    tree, full = located(call, path)
    if not tree.is_file(full):
        raise Untellable(f"the file “{path}” is not there")
    try:
        content = tree.bytes(full)
    except UnreadableSource as error:
        raise Untellable(error.message) from None
    if call.context.files is not None:
        call.context.files.add(full)
    return content


@LIBRARY.raw("file", STRING)
def file(call: Call, path: Leaf) -> Value:
    read = plainly(lambda name: from_utf8(content_of(call, name)), call)
    if isinstance(path, Known) and isinstance(read, Known) and str(path.scalar).endswith(".json"):
        from foureyes.languages.terraform.functions.placed import placed_document

        tree, full = located(call, str(path.scalar))
        read.document = placed_document(tree.source(full))
    return read


@LIBRARY.raw("filebase64", STRING)
def filebase64(call: Call, path: Leaf) -> Value:
    from base64 import b64encode

    return plainly(lambda name: b64encode(content_of(call, name)).decode(), call)


@LIBRARY.raw("fileexists", STRING)
def fileexists(call: Call, path: Leaf) -> Value:
    def exists(name: str) -> bool:
        tree, full = located(call, name)
        if tree.is_directory(full):
            raise Fault("this is a folder")
        return tree.is_file(full)

    return plainly(exists, call)


def _declare(algorithm: str) -> None:
    @LIBRARY.raw(f"file{algorithm}", STRING)
    def checksum(call: Call, path: Leaf) -> Value:
        return plainly(lambda name: digest(algorithm, content_of(call, name)).hexdigest(), call)

    if algorithm in ("sha256", "sha512"):

        @LIBRARY.raw(f"filebase64{algorithm}", STRING)
        def base64(call: Call, path: Leaf) -> Value:
            return plainly(lambda name: base64_digest(algorithm, content_of(call, name)), call)


for _algorithm in DIGESTS:
    _declare(_algorithm)


@LIBRARY.raw("fileset", STRING, STRING)
def fileset(call: Call, folder: Leaf, pattern: Leaf) -> Value:
    def find(folder: str, pattern: str) -> SetData:
        tree, full = located(call, folder)
        if not tree.is_directory(full):
            raise Untellable(f"the folder “{folder}” is not there")
        wanted = re.compile(glob(pattern))
        return SetData(sorted(name for name in _under(tree, full) if wanted.fullmatch(name)))

    return plainly(find, call)


def _under(tree: Tree, folder: str) -> list[str]:
    """Paths of the files below a folder, relative to it."""
    found: list[str] = []
    pending = [""]
    while pending:
        below = pending.pop()
        for name in tree.names(join(folder, below) if below else folder):
            inner = f"{below}/{name}" if below else name
            if tree.is_directory(join(folder, inner)):
                pending.append(inner)
            else:
                found.append(inner)
        if len(found) + len(pending) > MAX_FILES:
            raise Untellable("there are too many files to look at")
    return found


def glob(pattern: str) -> str:
    """A doublestar pattern as a regular expression."""
    made, at, braces = "", 0, 0
    while at < len(pattern):
        character = pattern[at]
        if pattern.startswith("**/", at) and (at == 0 or pattern[at - 1] == "/"):
            made, at = made + "(?:[^/]+/)*", at + 3
            continue
        if pattern.startswith("**", at) and (at == 0 or pattern[at - 1] == "/") and at + 2 == len(pattern):
            made, at = made + ".*", at + 2
            continue
        if character == "[":
            end = pattern.find("]", at + 2)
            if end < 0:
                raise Fault("a [ in the pattern is never closed")
            inside = pattern[at + 1 : end].replace("\\", "\\\\")
            made, at = made + f"[{'^' + inside[1:] if inside[0] in '!^' else inside}]", end + 1
            continue
        if character == "\\" and at + 1 < len(pattern):
            made, at = made + re.escape(pattern[at + 1]), at + 2
            continue
        braces += (character == "{") - (character == "}")
        made += {"*": "[^/]*", "?": "[^/]", "{": "(?:", "}": ")"}.get(character) or (
            "|" if character == "," and braces else re.escape(character)
        )
        at += 1
    return made


@LIBRARY.plain("basename", STRING)
def basename(path: str) -> str:
    bare = path.rstrip("/")
    if not bare:
        return "/" if path else "."
    return bare.rpartition("/")[2]


@LIBRARY.plain("dirname", STRING)
def dirname(path: str) -> str:
    return cleaned(path[: path.rfind("/") + 1])


def cleaned(path: str) -> str:
    """Go's path.Clean."""
    if not path:
        return "."
    normal = posixpath.normpath(path)
    return normal[1:] if normal.startswith("//") else normal


@LIBRARY.raw("abspath", STRING)
def abspath(call: Call, path: Leaf) -> Value:
    if isinstance(path, Known) and str(path.scalar).startswith("/"):
        return plainly(cleaned, call)
    return call.unknown("an absolute path depends on the machine", present=True)


@LIBRARY.raw("pathexpand", STRING)
def pathexpand(call: Call, path: Leaf) -> Value:
    if isinstance(path, Known) and not str(path.scalar).startswith("~"):
        return path
    return call.unknown("a home folder depends on the machine", present=True)
