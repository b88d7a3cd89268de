"""What a command line asks to be judged."""

from __future__ import annotations

from typing import NamedTuple


class Asked(NamedTuple):
    """What is judged, with which inputs, by which rules, and where that is configured."""

    paths: tuple[str, ...] = ()
    """None for what the configuration names, or this folder."""
    profiles: tuple[str, ...] = ()
    variables: tuple[tuple[str, str], ...] = ()
    """Names and values."""
    variable_files: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    """Patterns, told from this folder."""
    rules_from: tuple[str, ...] = ()
    """Folders of rules whose code may run."""
    config: str | None = None
    no_config: bool = False

    @property
    def settled(self) -> bool:
        """Whether all is judged as it stands, without inputs of this one run."""
        return not self.variables and not self.variable_files
