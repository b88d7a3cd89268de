"""HCL text to a syntax tree. A mistake costs the argument or block it is in, and nothing else."""

from __future__ import annotations

import re

from foureyes.errors import UnreadableSource
from foureyes.languages.terraform.cursor import Malformed
from foureyes.languages.terraform.expressions import ExpressionReader
from foureyes.languages.terraform.lexer import (
    BAD,
    DIRECTIVE,
    END,
    ID,
    INTERPOLATION,
    NEWLINE,
    OPEN_QUOTE,
    SEQUENCE_END,
    STRING,
    lex,
)
from foureyes.languages.terraform.syntax import (
    Attribute,
    Block,
    Body,
    Comment,
    Expression,
    File,
    Label,
    Literal,
    Template,
)
from foureyes.model.place import Place, Source

_CLOSERS = {"(": ")", "[": "]", "{": "}", INTERPOLATION: SEQUENCE_END, DIRECTIVE: SEQUENCE_END}
_CLOSING = set(_CLOSERS.values())
_BLOCK_LINE = re.compile(r'^([ \t]*+)[A-Za-z_][\w-]*+[ \t]*+(?:"[^"\n]*+"[ \t]*+)*+\{', re.MULTILINE)
_ITEM_LINE = re.compile(r'^([ \t]*+)(?:[A-Za-z_][\w-]*+[ \t]*+(?:=(?![=>])|[{"A-Za-z_])|\})', re.MULTILINE)
_REREAD = 16  # how often, in sizes of the file, mistakes may make us start over
_REREAD_LEAST = 1_000_000


def parse(source: Source) -> File:
    """The file's tree, with an error for everything that is not HCL; never raises on bad syntax."""
    reader = _FileReader(source)
    body = reader.file_body()
    return File(source, body, reader.comments, reader.errors)


def parse_expression(source: Source, start: int = 0, end: int | None = None) -> Expression:
    """The one expression between two offsets; raises UnreadableSource if it is none."""
    text = source.text if end is None else source.text[:end]
    reader = ExpressionReader(text, lex(text, start, lines=False))
    try:
        result = reader.expression()
        reader.take(END, "nothing more after the expression")
    except Malformed as error:
        raise _unreadable(source, error) from None
    except RecursionError:
        raise _unreadable(source, _too_deep((start, len(text)))) from None
    return result


def parse_template(source: Source) -> Template:
    """A whole text as a template, as templatefile() reads it; raises UnreadableSource."""
    reader = ExpressionReader(source.text, lex(source.text, template=True))
    try:
        return reader.template()
    except Malformed as error:
        raise _unreadable(source, error) from None
    except RecursionError:
        raise _unreadable(source, _too_deep((0, len(source.text)))) from None


def _unreadable(source: Source, error: Malformed) -> UnreadableSource:
    return UnreadableSource(error.message, place=Place(source, *error.span), remedy=error.remedy)


def _too_deep(span: tuple[int, int]) -> Malformed:
    return Malformed(span, "This is nested too deeply to be read.")


class _FileReader(ExpressionReader):
    def __init__(self, source: Source) -> None:
        tokens = lex(source.text)
        super().__init__(source.text, tokens)
        self.source = source
        self.errors: list[UnreadableSource] = []
        self.comments: list[Comment] = tokens.comments
        self.allowance = max(_REREAD * len(source.text), _REREAD_LEAST)

    def report(self, error: Malformed) -> None:
        self.errors.append(_unreadable(self.source, error))

    # Bodies

    def file_body(self) -> Body:
        body = Body(0, len(self.text), {}, [])
        while True:
            self.items(body, top=True)
            if self.kinds[self.at] == END:
                self.errors.sort(key=lambda error: error.place.start if error.place else 0)
                return body
            self.report(Malformed(self.spans[self.at], "This closing brace closes nothing."))
            self.at += 1

    def items(self, body: Body, top: bool = False) -> None:
        """Arguments and blocks up to a closing brace or the end of the file."""
        while True:
            kind = self.kinds[self.at]
            if kind == NEWLINE:
                self.at += 1
                continue
            if kind == END or kind == "}":
                return
            depth, kinds, first = self.depth, self.kinds, self.at
            start = self.spans[first][0]
            try:
                if kind != ID:
                    remedy = "write the name without quotes" if kind in (STRING, OPEN_QUOTE) else ""
                    raise self.unexpected("an argument or a block", remedy)
                self.item(body, top)
                continue
            except Malformed as error:
                mistake = error
            except RecursionError:
                mistake = _too_deep(self.spans[first])
            self.report(mistake)
            self.depth = depth
            self.recover(first if kinds is self.kinds else self.at, start, mistake)

    def item(self, body: Body, top: bool) -> None:
        start, end = self.spans[self.at]
        following = self.kinds[self.at + 1]
        if following == "=":
            attribute = self.attribute()
            self.line_end("argument")
            self.add(body, attribute)
        elif following in ("{", STRING, OPEN_QUOTE, ID):
            self.block(body, top)
        else:
            self.at += 1
            raise self.unexpected(f"an equals sign or a block after “{self.text[start:end]}”")

    def attribute(self) -> Attribute:
        start, end = self.spans[self.at]
        self.at += 2
        value = self.expression()
        return Attribute(start, value.end, self.text[start:end], end, value)

    def add(self, body: Body, attribute: Attribute) -> None:
        first = body.attributes.setdefault(attribute.name, attribute)
        if first is not attribute:
            line = self.source.position(first.start)[0]
            self.report(
                Malformed(
                    (attribute.start, attribute.name_end), f"“{attribute.name}” is already set on line {line}.",
                    "set it once",
                )
            )  # fmt: skip

    def line_end(self, what: str) -> None:
        kind = self.kinds[self.at]
        if kind != NEWLINE and kind != END:
            remedy = "arguments are separated by line ends, not commas" if kind == "," else ""
            raise self.unexpected(f"the end of the line after the {what}", remedy)

    # Blocks

    def block(self, into: Body, top: bool) -> None:
        start, type_end = self.spans[self.at]
        self.at += 1
        labels: list[Label] = []
        while self.kinds[self.at] != "{":
            labels.append(self.label())
        header_end = self.spans[self.at][1]
        self.at += 1
        body = Body(header_end, header_end, {}, [])
        self.deeper()
        if self.kinds[self.at] in (NEWLINE, END, "}"):
            self.items(body)
        else:
            self.single(body)
        self.depth -= 1
        closed = self.kinds[self.at] == "}"
        if closed:
            body.end, end = self.spans[self.at]
            self.at += 1
        else:
            body.end = end = self.unclosed(start, header_end, body) if top else len(self.text)
        into.blocks.append(Block(start, end, self.text[start:type_end], type_end, labels, header_end, body))
        if closed:
            self.line_end("block")

    def label(self) -> Label:
        kind = self.kinds[self.at]
        start, end = self.spans[self.at]
        if kind == ID:
            self.at += 1
            return Label(start, end, self.text[start:end])
        if kind != STRING and kind != OPEN_QUOTE:
            remedy = "the brace must stand on the line of the block's name" if kind == NEWLINE else ""
            raise self.unexpected("a label or an opening brace", remedy)
        value = self.operand()
        if not isinstance(value, Literal):
            raise Malformed((value.start, value.end), "A label must be plain text.", "write $${ to mean ${ itself")
        return Label(value.start, value.end, str(value.value))

    def single(self, body: Body) -> None:
        """The inside of `{ name = value }`."""
        if self.kinds[self.at] != ID or self.kinds[self.at + 1] != "=":
            raise self.unexpected("one argument or the end of the line after the opening brace")
        attribute = self.attribute()
        body.attributes[attribute.name] = attribute
        if self.kinds[self.at] != "}":
            raise self.unexpected("a closing brace on the same line", "give each argument of a block a line of its own")

    def unclosed(self, start: int, header_end: int, body: Body) -> int:
        """A block that ran to the end of the file ends where the next one begins as it does, if any."""
        self.report(Malformed((start, header_end), "This block is never closed.", "add the closing brace"))
        margin = self.indentation(start)
        line = next((m for m in _BLOCK_LINE.finditer(self.text, header_end) if len(m[1]) <= margin), None)
        if line is None or not self.reread(line.start()):
            return len(self.text)
        end = line.start()
        body.attributes = {name: item for name, item in body.attributes.items() if item.start < end}
        body.blocks = [item for item in body.blocks if item.start < end]
        self.errors = [error for error in self.errors if error.place is None or error.place.start < end]
        return end

    # Recovery

    def recover(self, first: int, start: int, mistake: Malformed) -> None:
        """Go on after the broken item: where its brackets are balanced, or else where a line looks like the next."""
        after = self.balanced_end(first)
        if after is not None:
            self.at = after
            return
        heredoc = self.text.startswith("<<", mistake.span[0])
        margin = 0 if heredoc else self.indentation(start)
        line = self.text.find("\n", start)
        for match in (_BLOCK_LINE if heredoc else _ITEM_LINE).finditer(self.text, max(line, start)):
            outside = len(match[1]) < margin or (len(match[1]) == margin and match[0][-1] != "}")
            if match.start() > start and outside and self.reread(match.start()):
                return
            if self.allowance < 0:
                return
        self.at = len(self.kinds) - 2

    def balanced_end(self, index: int) -> int | None:
        """The token at which the item from `index` on ends, if its brackets say so."""
        closers: list[tuple[str, int]] = []
        while True:
            kind, (start, end) = self.kinds[index], self.spans[index]
            if kind in _CLOSERS:
                closers.append((_CLOSERS[kind], start))
            elif kind in _CLOSING:
                if not closers and kind == "}":
                    return index
                if not closers or closers.pop()[0] != kind:
                    return None
            elif kind == NEWLINE and not closers and self.kinds[index + 1] != "{":
                return index
            elif kind == END:
                return None if closers else index
            elif kind == BAD and (self.text[start] == "<" or "\n" in self.text[start:end]):
                return None
            elif kind == BAD and self.text[start] == '"':
                while closers and closers[-1][1] > start:  # the string's end closed what was open in it
                    closers.pop()
            self.allowance -= 1
            index += 1

    def indentation(self, offset: int) -> int:
        return offset - (self.text.rfind("\n", 0, offset) + 1)

    def reread(self, offset: int) -> bool:
        """Start over at an offset; false if the file's mistakes have used up what that may cost."""
        self.allowance -= len(self.text) - offset
        if self.allowance < 0:
            end = len(self.text)
            self.report(Malformed((offset, end), "There are too many mistakes to read the rest of the file."))
            self.at = len(self.kinds) - 2
            return False
        tokens = lex(self.text, offset)
        self.comments = [comment for comment in self.comments if comment.start < offset]
        self.comments.extend(tokens.comments)
        self.load(tokens)
        return True
