"""Which files a run is about, and what language each is written in."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator

from foureyes.errors import FoureyesError, UnreadableSource
from foureyes.model.limits import remedy
from foureyes.model.resource import Gap
from foureyes.model.root import Listing
from foureyes.model.tree import Tree, join
from foureyes.sources.sniff import DOCUMENTS, sniffed
from foureyes.sources.walk import Passed, Walk

_BY_SUFFIX = (
    (".tf.json", "terraform"),
    (".tofu.json", "terraform"),
    (".tf", "terraform"),
    (".tofu", "terraform"),
    (".tfvars", "terraform-inputs"),
    (".tfvars.json", "terraform-inputs"),
    (".bicepparam", "bicep-inputs"),
    (".bicep", "bicep"),
)


def discover(
    paths: Iterable[str], tree: Tree, ignore: bool = True, excluded: Callable[[str], bool] | None = None
) -> tuple[Listing, list[FoureyesError]]:
    """Sort the files under the paths by language. A file named outright is read whatever its name.

    `ignore`: leave out what git ignores. `excluded`: what else to leave out.
    """
    listing = Listing()
    errors: list[FoureyesError] = []
    seen: set[str] = set()
    walk = Walk(tree, ignore, excluded)
    for given in paths:
        path = join(given)
        if not tree.is_file(path) and not tree.is_directory(path):
            errors.append(_nothing_there(given, path))
            continue
        for file in walk.files(path):
            if file in seen:
                continue
            seen.add(file)
            try:
                language = language_of(file, tree, named=file == path)
            except UnreadableSource as error:
                errors.append(error)
                continue
            if language:
                listing.files.setdefault(language, []).append(file)
            else:
                listing.ignored.add(file)
    for inputs in [one for one in listing.files if one.endswith("-inputs")]:
        # The language's reader tells of parameters for nothing that is here.
        listing.files.setdefault(inputs.removesuffix("-inputs"), [])
    for files in listing.files.values():
        files.sort()
    listing.left_out = sorted(set(walk.passed.ignored))
    listing.excluded = sorted(set(walk.passed.excluded))
    listing.gaps = list(_passed(walk.passed, tree))
    return listing, errors


def _nothing_there(given: str, path: str) -> UnreadableSource:
    if os.path.lexists(path) and not os.path.islink(path):
        return UnreadableSource("this is neither a file nor a folder", path=given, remedy="check the path")
    return UnreadableSource("there is no such file or folder", path=given, remedy="check the path")


def _passed(passed: Passed, tree: Tree) -> Iterator[Gap]:
    """What might have been code, and was not read."""
    for path in sorted(set(passed.outside)):
        if may_be_code(path) or tree.is_directory(path):
            yield Gap(
                f"the link {path} leads out of the folder that is judged, or nowhere",
                None,
                f"name what it leads to as a path of its own, or {remedy('outside_links')}",
            )
    for path in sorted(set(passed.special)):
        if may_be_code(path):
            what = f"{path} is a pipe, a socket or a device, not a file"
            yield Gap(what, None, "remove it, or leave it out with `exclude`")


def may_be_code(path: str) -> bool:
    """Whether a file is infrastructure code, or may be, as far as its name tells."""
    return path.lower().endswith((*(suffix for suffix, _ in _BY_SUFFIX), *DOCUMENTS))


def language_of(path: str, tree: Tree, named: bool = False) -> str:
    """The language of a file, empty for none. JSON and YAML are told by content, never by name."""
    name = path.rsplit("/", 1)[-1]
    for suffix, language in _BY_SUFFIX:
        # Terraform itself reads only names in lower case.
        if name.endswith(suffix) or (language.startswith("bicep") and name.lower().endswith(suffix)):
            return language
    if name.lower().endswith(DOCUMENTS):
        return sniffed(path, tree, named)
    if named:
        raise UnreadableSource(
            "this is no language foureyes reads",
            path=path,
            remedy="it reads .tf, .tofu, .tf.json, plan JSON, .bicep, ARM JSON and CloudFormation YAML or JSON",
        )
    return ""
