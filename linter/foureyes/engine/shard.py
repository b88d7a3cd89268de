"""Splitting a run over machines: which roots are this machine's."""

from __future__ import annotations

import re
from typing import NamedTuple

from foureyes.errors import BadUsage
from foureyes.model.hashing import sha256
from foureyes.model.root import Root
from foureyes.model.tree import parent


class Shard(NamedTuple):
    """One of `total` shards, counted from 1."""

    number: int = 1
    total: int = 1

    @classmethod
    def of(cls, text: str) -> Shard:
        """From `2/5`. Raises `BadUsage`."""
        match = re.fullmatch(r"(\d{1,6})/(\d{1,6})", text.strip())
        shard = cls(int(match[1]), int(match[2])) if match else cls(0, 0)
        if not 1 <= shard.number <= shard.total:
            raise BadUsage(f"{text!r} is no shard", remedy="write I/N, such as 1/4")
        return shard

    @property
    def is_first(self) -> bool:
        """The first shard tells what belongs to no root."""
        return self.number == 1

    def holds(self, root: Root) -> bool:
        """Whether a root is this shard's. Roots of one folder stay together: their findings are told apart there.

        Told by the path alone, so a root stays in its shard when others come and go.
        """
        if self.total == 1:
            return True
        folder = root.path if root.language == "terraform" else parent(root.path)
        digest = sha256(folder.encode("utf-8", "surrogateescape")).digest()
        return int.from_bytes(digest[:8], "big") % self.total == self.number - 1
