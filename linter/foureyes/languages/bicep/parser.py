"""Bicep source into its syntax tree, whatever state the source is in."""

from __future__ import annotations

from foureyes.languages.bicep.cursor import Unexpected
from foureyes.languages.bicep.lexer import Tokens
from foureyes.languages.bicep.statements import PARAMETER_FILE_KEYWORDS, TEMPLATE_KEYWORDS, Statements
from foureyes.languages.bicep.syntax import File, Skipped, Statement
from foureyes.model.place import Source


def parse(source: Source) -> File:
    """The tree of a `.bicep` or `.bicepparam` file. What cannot be read is in `errors`, never raised.

    A statement that cannot be read is a Skipped in its place; so is a property of an object or an item of an
    array, when brackets tell where it ends.
    """
    parser = _Parser(source, Tokens(source.text))
    file = File(source, parser.file())
    file.comments = parser.tokens.comments
    file.pragmas = parser.tokens.pragmas
    file.errors = parser.errors
    return file


class _Parser(Statements):
    def __init__(self, source: Source, tokens: Tokens) -> None:
        super().__init__(source, tokens)
        parameters = source.path.lower().endswith(".bicepparam")
        self.keywords = PARAMETER_FILE_KEYWORDS if parameters else TEMPLATE_KEYWORDS

    def file(self) -> list[Statement | Skipped]:
        statements: list[Statement | Skipped] = []
        while True:
            self.skip_newline()
            if self.kinds[self.at] == "end":
                return statements
            first = self.at
            known = len(self.errors)
            try:
                statement: Statement | Skipped = self.statement()
                if self.kinds[self.at] not in ("newline", "end"):
                    self.fail("the end of the line after the declaration")
            except Unexpected as trouble:
                statement = self._skip_statement(first, trouble, known)
            except RecursionError:
                # The caller left too few frames for even the nesting that is allowed.
                here = self.starts[self.at]
                too_deep = Unexpected(self.at, "this is nested too deep to be read", "", here, here)
                statement = self._skip_statement(first, too_deep, known)
            statements.append(statement)

    def _skip_statement(self, first: int, trouble: Unexpected, known: int) -> Skipped:
        """Leave out a statement, and go on where the next one begins."""
        levels, kinds = self.levels(), self.kinds
        level = levels[first]
        at = first + 1
        while kinds[at] != "end":
            if kinds[at] == "newline" and self.statement_starts(at + 1):
                if self.head < 0:
                    # What an unreadable decorator belongs to goes with it: without its @secure() it would lie.
                    self.head = at + 1 if kinds[at + 1] != "@" else -1
                elif at >= self.head and (
                    # A declaration at the left margin is believed even when a bracket before it is not closed.
                    self.column(at + 1) == 0 or (levels[at] <= level and at >= trouble.token)
                ):
                    break
            at += 1
        self.at = at
        self.depth, self.literals_allowed = 0, True
        return self._skipped(first, at, trouble, known)

    def _skipped(self, first: int, at: int, trouble: Unexpected, known: int) -> Skipped:
        head = max(self.head, first)
        keyword = self.word(head)
        name = self.word(head + 1) if keyword in self.keywords else ""
        start, end = self.starts[first], self.ends[at - 1]
        from_line, to_line = self.source.position(start)[0], self.source.position(max(start, end - 1))[0]
        lines = f"line {from_line}" if from_line == to_line else f"lines {from_line} to {to_line}"
        what = f"{keyword} {name}".strip() if keyword in self.keywords else "the text"
        # Lesser complaints from inside are moot now, and may even lie beyond the end of what is left out.
        del self.errors[known:]
        self.report(trouble, f"{what} is left out ({lines})")
        return Skipped(start, end, keyword if keyword in self.keywords else "", name)
