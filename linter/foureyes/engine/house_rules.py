"""Rules of one's own: a folder of Python files, taken for a pack.

Loading them runs their code. Who says that it may is decided by whoever asks for it (`cli/house.py`).
"""

from __future__ import annotations

import os
import sys
from importlib.machinery import ModuleSpec
from types import ModuleType

from foureyes.errors import BadUsage
from foureyes.model.hashing import blake2b

PREFIX = "foureyes_house_"


def pack_of(folder: str) -> str:
    """The name under which a folder's rules are a pack. Nothing of it runs yet; raises `BadUsage` for no folder."""
    if not os.path.isdir(folder):
        raise BadUsage("there is no such folder of rules", path=folder, remedy="`foureyes new-rule` makes one")
    home = os.path.realpath(folder)
    name = PREFIX + blake2b(home.encode("utf-8", "surrogateescape"), digest_size=6).hexdigest()
    if name not in sys.modules:
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
