"""Regular expressions of Go (RE2): its syntax, and matching in linear time, so that no pattern can hang the linter."""

from __future__ import annotations

from foureyes.languages.terraform.functions.re2.machine import Match, Pattern

__all__ = ["Match", "Pattern"]
