"""The table of functions by module."""

import subprocess
import sys
from importlib import import_module

from foureyes.languages.terraform.functions.names import MODULES

PACKAGE = "foureyes.languages.terraform.functions"


def test_the_table_names_every_function_of_every_library():
    for module in set(MODULES.values()):
        functions = import_module(f"{PACKAGE}.{module}").LIBRARY.functions
        assert functions.keys() == {name for name, where in MODULES.items() if where == module}


def test_only_what_is_called_is_imported():
    script = (
        "import sys, foureyes.languages.terraform.read\n"
        f"print(*(name for name in sys.modules if name.startswith({PACKAGE + '.'!r})))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loaded = {name.removeprefix(f"{PACKAGE}.") for name in done.stdout.split()}
    assert not loaded & set(MODULES.values())
