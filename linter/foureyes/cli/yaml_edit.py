"""Additions to YAML files that people wrote: lines come in, no other byte changes."""

from __future__ import annotations

from typing import Any

from foureyes.errors import BadUsage


class Document:
    """One YAML file whose top is a mapping. Raises `BadUsage` for what cannot be added to."""

    def __init__(self, text: str, path: str) -> None:
        self.text, self.path = text, path
        self.break_ = "\r\n" if "\r\n" in text else "\n"
        self._yaml = _yaml(path)
        self._top = self._loaded(text)
        if not isinstance(self._top, dict):
            raise BadUsage("this is no YAML mapping", path=path, remedy="repair it first")

    def _loaded(self, text: str) -> Any:
        from ruamel.yaml.error import YAMLError

        try:
            return self._yaml.load(text)
        except YAMLError as error:
            raise BadUsage(f"this cannot be read: {error}", path=self.path, remedy="repair it first") from None

    def get(self, key: str) -> Any:
        """The value of a key at the top, None where it is not there."""
        return self._top.get(key)

    def with_more(self, key: str, snippet: str) -> str:
        """The text with one more item or entry at the end of a top key's block; the key comes too if it is not there.

        `snippet`: the addition as YAML, beginning in the first column.
        """
        lines = self.text.splitlines(keepends=True)
        if key not in self._top:
            number, column = len(lines), 0
            added = [f"{key}:", *(f"  {line}" if line else "" for line in snippet.splitlines())]
        else:
            number, column = self._end(key, lines, snippet)
            added = [f"{' ' * column}{line}" if line else "" for line in snippet.splitlines()]
        before, after = "".join(lines[:number]), "".join(lines[number:])
        if before and not before.endswith("\n"):
            before += self.break_
        whole = before + "".join(f"{line}{self.break_}" for line in added) + after
        self._check(key, snippet, whole)
        return whole

    def _end(self, key: str, lines: list[str], snippet: str) -> tuple[int, int]:
        """Where a key's block ends: the line after it, and the column its items stand in."""
        value = self._top[key]
        first, _ = self._top.lc.value(key)
        if not value or value.fa.flow_style() or not isinstance(value, list | dict):
            remedy = f"write it as a block, or add this by hand:\n{snippet}"
            raise BadUsage(f"`{key}` is not written as a block", path=self.path, remedy=remedy)
        column = len(lines[first]) - len(lines[first].lstrip())
        starts = [self._top.lc.key(one)[0] for one in self._top]
        number = min((one for one in starts if one > self._top.lc.key(key)[0]), default=len(lines))
        while number > first + 1 and _is_between(lines[number - 1], column):
            number -= 1
        return number, column

    def _check(self, key: str, snippet: str, whole: str) -> None:
        """Read it again: nothing but the addition may have come."""
        before, after, added = self._top.get(key), self._loaded(whole), self._loaded(snippet)
        if before is not None:
            added = [*before, *added] if isinstance(before, list) else {**before, **added}
        if after != {**self._top, key: added}:
            raise BadUsage("this cannot be added to safely", path=self.path, remedy=f"add it by hand:\n{snippet}")


def _is_between(line: str, column: int) -> bool:
    """Whether a line belongs to what follows a block rather than to the block: empty, or a comment further left."""
    told = line.strip()
    return not told or (told.startswith("#") and len(line) - len(line.lstrip()) < max(column, 1))


def _yaml(path: str) -> Any:
    try:
        from ruamel.yaml import YAML
    except ImportError:
        remedy = "python -m pip install 'foureyes[edit]'"
        raise BadUsage("adding to a YAML file needs ruamel.yaml", path=path, remedy=remedy) from None
    return YAML()
