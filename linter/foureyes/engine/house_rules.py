"""Rules of one's own: a folder of Python files, taken for a pack.

Loading them runs their code. Who says that it may is decided by whoever asks for it (`cli/house.py`).
"""

from __future__ import annotations

import os
import sys
from importlib.machinery import FileFinder, ModuleSpec, SourceFileLoader
from types import ModuleType
from typing import Any

from foureyes.errors import BadUsage
from foureyes.model.hashing import blake2b

PREFIX = "foureyes_house_"


class Plain(SourceFileLoader):
    """Loads what the source says: no compiled file beside it is believed, and none is written."""

    def path_stats(self, path: Any) -> Any:
        raise OSError


_HOMES: set[str] = set()


def _finder(path: str) -> FileFinder:
    """Finds Python sources in the folders of house rules and below, and nothing else that could run."""
    if not any(path == home or path.startswith(home.rstrip(os.sep) + os.sep) for home in _HOMES):
        raise ImportError
    return FileFinder(path, (Plain, [".py"]))


def pack_of(folder: str) -> str:
    """The name under which a folder's rules are a pack. Nothing of it runs yet; raises `BadUsage` for no folder."""
    if not os.path.isdir(folder):
        raise BadUsage("there is no such folder of rules", path=folder, remedy="`foureyes new-rule` makes one")
    home = os.path.realpath(folder)
    name = PREFIX + blake2b(home.encode("utf-8", "surrogateescape"), digest_size=6).hexdigest()
    if name not in sys.modules:
        if _finder not in sys.path_hooks:
            sys.path_hooks.insert(0, _finder)
        _HOMES.add(home)
        sys.path_importer_cache.pop(home, None)
        package = ModuleType(name)
        package.__path__ = [home]
        package.__spec__ = ModuleSpec(name, None, is_package=True)
        package.__spec__.submodule_search_locations = package.__path__
        sys.modules[name] = package
    return name


def is_house(module: str) -> bool:
    """Whether a module is of such a folder."""
    return module.startswith(PREFIX)


def file_of(module: str) -> str:
    """The file of such a module, relative to this folder."""
    pack, _, inner = module.partition(".")
    home = sys.modules[pack].__path__[0]
    return os.path.relpath(os.path.join(home, *inner.split(".")) + ".py").replace(os.sep, "/")
