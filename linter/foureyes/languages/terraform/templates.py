"""Templates: text with `${ }` and `%{ }` in it, in quotes, in a heredoc or in a file of its own.

Text is trimmed token by token, a token being a line of a heredoc or what is between two dollar signs,
because that is what Terraform does: `~}` before a line end takes the line end, not the next line's indentation.
"""

from __future__ import annotations

from foureyes.languages.terraform.cursor import Cursor, Malformed
from foureyes.languages.terraform.lexer import (
    CLOSE_HEREDOC,
    CLOSE_QUOTE,
    DIRECTIVE,
    END,
    INTERPOLATION,
    SEQUENCE_END,
    SPACES,
    TEXT,
)
from foureyes.languages.terraform.literals import unescape
from foureyes.languages.terraform.syntax import (
    Expression,
    ForDirective,
    IfDirective,
    Interpolation,
    Literal,
    Node,
    Part,
    Template,
    Text,
)
from foureyes.model.limits import remedy


class _Marker(Node):
    """`%{ else }`, `%{ endif }` or `%{ endfor }`."""

    __slots__ = ("word",)

    def __init__(self, start: int, end: int, word: str) -> None:
        self.start = start
        self.end = end
        self.word = word


_Piece = Part | _Marker


class TemplateReader(Cursor):
    """Reads templates; the expressions in them are its subclass's matter."""

    def expression(self) -> Expression:
        raise NotImplementedError

    def quoted(self) -> Expression:
        start = self.spans[self.at][0]
        self.at += 1
        parts = self._parts(CLOSE_QUOTE, escapes=True)
        end = self.spans[self.at - 1][1]
        if not parts:
            return Literal(start, end, "")
        if len(parts) == 1 and isinstance(parts[0], Text):
            return Literal(start, end, parts[0].value)
        return Template(start, end, parts, False)

    def heredoc(self) -> Expression:
        start = self.spans[self.at][0]
        self.at += 1
        parts = self._parts(CLOSE_HEREDOC, flush=self.text[start + 2] == "-")
        return Template(start, self.spans[self.at - 1][1], parts, True)

    def template(self) -> Template:
        """The whole text as a template."""
        start = self.spans[self.at][0]
        return Template(start, len(self.text), self._parts(END), False)

    def _parts(self, closer: str, *, escapes: bool = False, flush: bool = False) -> list[Part]:
        pieces: list[_Piece] = []
        trim_next = False
        while True:
            kind = self.kinds[self.at]
            start, end = self.spans[self.at]
            if kind == TEXT:
                self.at += 1
                value = self._decode(start, end, escapes)
                pieces.append(Text(start, end, value.lstrip(SPACES) if trim_next else value))
                trim_next = False
            elif kind in (INTERPOLATION, DIRECTIVE):
                if self.text[end - 1] == "~" and pieces and isinstance(pieces[-1], Text):
                    pieces[-1].value = pieces[-1].value.rstrip(SPACES)
                self.at += 1
                piece = self._interpolation(start) if kind == INTERPOLATION else self._directive(start)
                pieces.append(piece)
                trim_next = self.text[piece.end - 2] == "~"
            elif kind == closer:
                self.at += 1
                break
            else:
                raise self.unexpected("the end of the text")
        if flush:
            _flush(pieces)
        return _nest(_melt(pieces), self.deepest)

    def _decode(self, start: int, end: int, escapes: bool) -> str:
        value = self.text[start:end]
        if value.startswith(("$${", "%%{")):
            return value[1:]
        return unescape(value, start) if escapes and "\\" in value else value

    def _interpolation(self, start: int) -> Interpolation:
        opener = self.spans[self.at - 1]
        expression = self.expression()
        if self.kinds[self.at] != SEQUENCE_END and "\n" in self.text[expression.end : self.spans[self.at][0]]:
            raise Malformed(opener, "This interpolation is not closed.", "add the closing brace")
        remedy = "if the text is meant for another language, write $${ instead of ${"
        return Interpolation(start, self.take(SEQUENCE_END, "a closing brace", remedy)[1], expression)

    def _directive(self, start: int) -> _Piece:
        span = self.spans[self.at]
        word = self.word("“if”, “else”, “endif”, “for” or “endfor”")
        piece: _Piece
        if word == "if":
            piece = IfDirective(start, 0, self.expression())
        elif word == "for":
            key_name, value_name = self.for_names()
            piece = ForDirective(start, 0, key_name, value_name, self.expression())
        elif word in ("else", "endif", "endfor"):
            piece = _Marker(start, 0, word)
        else:
            raise Malformed(span, f"“{word}” is no directive.", "if the text means %{ itself, write %%{")
        piece.end = self.take(SEQUENCE_END, "a closing brace")[1]
        return piece

    def for_names(self) -> tuple[str | None, str]:
        """`a in` or `a, b in`."""
        key_name, value_name = None, self.word("a name after “for”")
        if self.kinds[self.at] == ",":
            self.at += 1
            key_name, value_name = value_name, self.word("a second name after the comma")
        if not self.is_word("in"):
            raise self.unexpected("“in” after the names")
        self.at += 1
        return key_name, value_name


def _flush(pieces: list[_Piece]) -> None:
    """Take away the indentation that all lines of a `<<-` heredoc share."""
    line_starts: list[Text] = []
    least: int | None = None
    line_start = True
    for piece in pieces:
        if line_start:
            line_start = False
            indentation = 0
            if isinstance(piece, Text):
                indentation = len(piece.value) - len(piece.value.lstrip(SPACES))
                if indentation == len(piece.value) and piece.value.endswith("\n"):
                    line_start = True
                    continue
                line_starts.append(piece)
            least = indentation if least is None else min(least, indentation)
        if isinstance(piece, Text) and piece.value.endswith("\n"):
            line_start = True
    for text in line_starts:
        text.value = text.value[least:]


def _melt(pieces: list[_Piece]) -> list[_Piece]:
    """Neighbouring texts become one."""
    melted: list[_Piece] = []
    run: list[Text] = []
    for piece in [*pieces, None]:
        if isinstance(piece, Text):
            run.append(piece)
            continue
        if run:
            melted.append(Text(run[0].start, run[-1].end, "".join([text.value for text in run])))
            run = []
        if piece is not None:
            melted.append(piece)
    return melted


def _nest(pieces: list[_Piece], deepest: int) -> list[Part]:
    """Directives take what is between them and their end."""
    root: list[Part] = []
    parts, open_directives = root, list[tuple[IfDirective | ForDirective, list[Part]]]()
    for piece in pieces:
        if not isinstance(piece, _Marker):
            parts.append(piece)
            if isinstance(piece, (IfDirective, ForDirective)):
                open_directives.append((piece, parts))
                parts = piece.then if isinstance(piece, IfDirective) else piece.body
                if len(open_directives) > deepest:
                    message = f"Directives are nested deeper than {deepest} levels."
                    raise Malformed((piece.start, piece.end), message, remedy("nesting"))
            continue
        directive, outer = open_directives[-1] if open_directives else (None, root)
        if piece.word == "else" and isinstance(directive, IfDirective) and directive.otherwise is None:
            directive.otherwise = parts = []
        elif directive and piece.word == ("endif" if isinstance(directive, IfDirective) else "endfor"):
            directive.end = piece.end
            parts = outer
            open_directives.pop()
        else:
            raise Malformed((piece.start, piece.end), f"This “{piece.word}” belongs to no open directive.")
    if open_directives:
        directive = open_directives[-1][0]
        word = "endif" if isinstance(directive, IfDirective) else "endfor"
        raise Malformed((directive.start, directive.end), "This directive is never closed.", f"add %{{ {word} }}")
    return root
