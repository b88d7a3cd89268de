"""HCL text to tokens.

HCL's parser decides from the brackets around it whether a line end counts. Brackets are all it needs, so
this lexer decides it and leaves out the line ends that do not count.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from foureyes.languages.terraform.syntax import Comment

ID, NUMBER, STRING, NEWLINE, END, BAD = "identifier", "number", "string", "line end", "end", "bad"
OPEN_QUOTE, CLOSE_QUOTE, OPEN_HEREDOC, CLOSE_HEREDOC, TEXT = '"', 'closing "', "<<", "closing <<", "text"
INTERPOLATION, DIRECTIVE, SEQUENCE_END = "${", "%{", "}$"

# What Go's unicode.IsSpace accepts: str.strip() would also take the separators U+001C to U+001F.
SPACES = "\t\n\v\f\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))

_TOKEN = re.compile(
    r"""[ \t]*+(?:
      ([A-Za-z_][A-Za-z0-9_-]*+(?![^\x00-\x7f]))                # 1 identifier
    | ((?:[ \t]*+\r?\n)++)                                      # 2 line ends
    | ("(?:[^"\\$%\r\n]++|\\[^\r\n]|[$%](?!\{))*+")             # 3 string without sequences
    | (\#[^\n]*+|//[^\n]*+|/\*(?:[^*]++|\*(?!/))*+(?:\*/|\Z))   # 4 comment
    | <<-?([^\s\x00-\x20"'<>(){}\[\],=]++)\r?\n                 # 5 heredoc marker
    | (==|=>|!=|>=|<=|&&|\|\||::|\.\.\.|[=.,*/%+<>!?:-])        # 6 operator
    | ([][(){}]|~\})                                            # 7 bracket
    | ([0-9]++(?:\.*+(?:[0-9]++|[eE][+-]?[0-9]))*+)             # 8 number
    | (")                                                       # 9 string with sequences
    | (\Z)                                                      # 10 end
    | ([\s\S])                                                  # 11 anything else
    )""",
    re.VERBOSE,
)
_QUOTED = re.compile(r'((?:[^"\\$%\r\n]++|\\[^\r\n])++|\$\$\{~?|%%\{~?|[$%](?!\{))|([$%]\{~?)|"')
_HEREDOC = re.compile(r"([$%]\{~?)|(?:\$\$\{~?|%%\{~?|[$%](?!\{)|[^$%\r\n]*+)(\r?\n)?")
_GAP = r"(?:[ \t\r\n]++|#[^\n]*+|//[^\n]*+|/\*(?:[^*]++|\*(?!/))*+\*/)*+"
_FOR = re.compile(_GAP + r"for(?![\w-])")
_STAR = re.compile(_GAP + r"\*")
_ASCII_NAME = re.compile(r"[A-Za-z0-9_-]++")

_BASE, _BODY, _OBJECT, _LOOP, _ROUND, _SQUARE, _SEQUENCE, _QUOTE, _DOCUMENT = range(9)
_BRACES = {_BASE, _BODY, _OBJECT, _LOOP, _SEQUENCE}

_ID_CATEGORIES = {"Lu", "Ll", "Lt", "Lm", "Lo", "Nl"}
_CONTINUE_CATEGORIES = _ID_CATEGORIES | {"Mn", "Mc", "Nd", "Pc"}
_OTHER_START = "\u1885\u1886\u2118\u212e\u309b\u309c"
_OTHER_CONTINUE = "\u00b7\u0387\u1369\u136a\u136b\u136c\u136d\u136e\u136f\u1370\u1371\u19da"

_STRAY = {
    "'": ("A string cannot be enclosed in single quotes.", "use double quotes"),
    "`": ("A backtick has no meaning here.", "use a heredoc (<<EOT) for text of several lines"),
    ";": ("A semicolon has no meaning here.", "separate arguments by line ends and elements by commas"),
    "&": ("There are no bitwise operators.", "use && for a logical and"),
    "|": ("There are no bitwise operators.", "use || for a logical or"),
    "~": ("There are no bitwise operators.", "use ! for a logical not"),
    "^": ("There are no bitwise operators.", ""),
    "\u201c": ("A typographic quote cannot enclose a string.", 'use a straight quote (")'),
    "\u201d": ("A typographic quote cannot enclose a string.", 'use a straight quote (")'),
}


class Tokens:
    """Tokens as two lists side by side; `faults` says what is wrong with those of kind BAD."""

    __slots__ = ("comments", "faults", "kinds", "spans")

    def __init__(self) -> None:
        self.kinds: list[str] = []
        self.spans: list[tuple[int, int]] = []
        self.comments: list[Comment] = []
        self.faults: dict[int, tuple[str, str]] = {}


def lex(text: str, start: int = 0, *, lines: bool = True, template: bool = False) -> Tokens:
    """Tokens from `start` on. `lines`: line ends count at the outset; `template`: a text with sequences in it."""
    lexer = _Lexer(text, lines)
    if template:
        lexer.heredocs.append(_Heredoc("", (start, start), 0))
        lexer.push(_DOCUMENT)
    lexer.run(start)
    return lexer.tokens


def identifier_end(text: str, at: int) -> int:
    """Where the identifier at `at` ends; `at` itself if there is none. For names beyond ASCII."""
    end = at
    size = len(text)
    if at == size or not (text[at] == "_" or text[at] in _OTHER_START or _is(text[at], _ID_CATEGORIES)):
        return at
    while end < size:
        ascii_part = _ASCII_NAME.match(text, end)
        if ascii_part:
            end = ascii_part.end()
        elif text[end] in _OTHER_START or text[end] in _OTHER_CONTINUE or _is(text[end], _CONTINUE_CATEGORIES):
            end += 1
        else:
            break
    return end


def _is(char: str, categories: set[str]) -> bool:
    return unicodedata.category(char) in categories and char != "\u2e2f"


class _Heredoc:
    __slots__ = ("line_start", "marker", "opener", "quotes")

    def __init__(self, marker: str, opener: tuple[int, int], quotes: int) -> None:
        self.marker = marker
        self.opener = opener
        self.quotes = quotes  # how many strings were open around it
        self.line_start = True


class _Lexer:
    def __init__(self, text: str, lines: bool) -> None:
        self.text = text
        self.tokens = Tokens()
        self.lines = lines
        self.stack: list[tuple[int, bool]] = [(_BODY if lines else _BASE, lines)]
        self.heredocs: list[_Heredoc] = []
        self.quotes: list[int] = []

    def push(self, context: int, lines: bool = False) -> None:
        self.stack.append((context, self.lines))
        self.lines = lines

    def pop(self) -> None:
        if len(self.stack) > 1:
            self.lines = self.stack.pop()[1]

    def emit(self, kind: str, start: int, end: int) -> None:
        self.tokens.kinds.append(kind)
        self.tokens.spans.append((start, end))

    def fault(self, span: tuple[int, int], message: str, remedy: str = "") -> None:
        self.tokens.faults[len(self.tokens.kinds)] = (message, remedy)
        self.emit(BAD, *span)

    def run(self, at: int) -> None:
        while at >= 0:
            context = self.stack[-1][0]
            if context == _QUOTE:
                at = self.quoted(at)
            elif context == _DOCUMENT:
                at = self.document(at)
            else:
                at = self.code(at)
        size = len(self.text)
        self.emit(END, size, size)
        self.emit(END, size, size)  # so that looking one token ahead is always allowed

    def code(self, at: int) -> int:
        """Tokens up to a change of context; where to go on, or -1 at the end."""
        kinds, spans = self.tokens.kinds.append, self.tokens.spans.append
        matches: Iterator[re.Match[str]] = _TOKEN.finditer(self.text, at)
        for match in matches:
            group = match.lastindex
            if group == 1:
                kinds(ID)
                spans(match.span(1))
            elif group == 2:
                if self.lines:
                    kinds(NEWLINE)
                    spans(match.span(2))
            elif group == 3:
                kinds(STRING)
                spans(match.span(3))
            elif group == 6:
                kinds(match[6])
                spans(match.span(6))
            elif group == 7:
                if self.bracket(match[7], *match.span(7)):
                    return match.end()
            elif group == 8:
                kinds(NUMBER)
                spans(match.span(8))
            elif group == 4:
                self.comment(*match.span(4))
            elif group == 10:
                return -1
            else:
                return self.rare(match)
        return -1

    def rare(self, match: re.Match[str]) -> int:
        group = match.lastindex or 0
        start = match.start(group)
        if group == 9:
            self.emit(OPEN_QUOTE, start, start + 1)
            self.quotes.append(start)
            self.push(_QUOTE)
            return start + 1
        if group == 5:
            marker = match[5]
            start = self.text.rindex("<<", 0, start)
            if identifier_end(marker, 0) == len(marker):
                self.emit(OPEN_HEREDOC, start, match.end())
                self.heredocs.append(_Heredoc(marker, (start, match.end(5)), len(self.quotes)))
                self.push(_DOCUMENT)
                return match.end()
            self.fault((start, match.end(5)), "A heredoc's marker must be a plain word.")
            return match.end(5)
        end = identifier_end(self.text, start)
        if end > start:
            self.emit(ID, start, end)
            return end
        self.fault((start, start + 1), *_STRAY.get(match[11], ("This character has no meaning here.", "")))
        return start + 1

    def comment(self, start: int, end: int) -> None:
        text = self.text
        if text.startswith("/*", start) and (end - start < 4 or not text.startswith("*/", end - 2)):
            self.fault((start, start + 2), "This comment is never closed.", "end it with */")
        elif text[end - 1] == "\r":
            end -= 1
        self.tokens.comments.append(Comment(start, end))

    def bracket(self, token: str, start: int, end: int) -> bool:
        """Follow the brackets; true if this one closes a sequence, after which text follows."""
        if token == "{":
            before = self.tokens.kinds[-1:]
            if self.stack[-1][0] == _BODY and before and before[0] in (ID, STRING, CLOSE_QUOTE):
                self.push(_BODY, True)
            elif _FOR.match(self.text, end):
                self.push(_LOOP)
            else:
                self.push(_OBJECT, True)
        elif token == "[":
            # HCL looks for the star of a splat before it stops counting line ends.
            self.push(_SQUARE, self.lines and _STAR.match(self.text, end) is not None)
        elif token == "(":
            self.push(_ROUND)
        elif token == ")" or token == "]":
            if self.stack[-1][0] == (_ROUND if token == ")" else _SQUARE):
                self.pop()
        else:
            return self.brace(token, start, end)
        self.emit(token, start, end)
        return False

    def brace(self, token: str, start: int, end: int) -> bool:
        while self.stack[-1][0] not in _BRACES:
            self.pop()
        sequence = self.stack[-1][0] == _SEQUENCE
        self.emit(SEQUENCE_END if sequence or token == "~}" else "}", start, end)
        self.pop()
        return sequence

    def quoted(self, at: int) -> int:
        text = self.text
        match = _QUOTED.match(text, at)
        while match and match.lastindex == 1:
            self.emit(TEXT, *match.span())
            at = match.end()
            match = _QUOTED.match(text, at)
        if match is None:
            return self.unclosed_quote(at)
        if match.lastindex == 2:
            self.sequence(*match.span())
        else:
            self.emit(CLOSE_QUOTE, *match.span())
            self.quotes.pop()
            self.pop()
        return match.end()

    def unclosed_quote(self, at: int) -> int:
        """A string ends with its line at the latest; so do the sequences and strings around it."""
        opener = at
        outside = self.heredocs[-1].quotes if self.heredocs else 0
        while len(self.quotes) > outside:
            if self.stack[-1][0] == _QUOTE:
                opener = self.quotes.pop()
            self.pop()
        self.fault((opener, at), "This string is not closed on its line.", 'add the closing quote (")')
        return at + self.text.startswith("\\", at)

    def document(self, at: int) -> int:
        text, size = self.text, len(self.text)
        heredoc = self.heredocs[-1]
        while at < size:
            match = _HEREDOC.match(text, at)
            if match is None:  # cannot be: the pattern matches nothing at all as well
                break
            end = match.end()
            if match.lastindex == 1:
                heredoc.line_start = False
                self.sequence(at, end)
                return end
            if match[2] and heredoc.line_start and heredoc.marker:
                line = text[at : match.start(2)]
                if line.strip(SPACES) == heredoc.marker:
                    return self.close_heredoc(at, match)
            if end == at:
                end = at + 1
                if heredoc.marker:
                    self.fault((at, end), "A carriage return must be followed by a line feed.")
            self.emit(TEXT, at, end)
            heredoc.line_start = match[2] is not None
            at = end
        if heredoc.marker:
            self.fault(
                heredoc.opener,
                f"This heredoc is never closed: no line holds {heredoc.marker} alone.",
                f"add a line with {heredoc.marker} alone, and end that line",
            )
        return -1

    def close_heredoc(self, at: int, match: re.Match[str]) -> int:
        line_end = match.start(2)
        marker = self.heredocs.pop().marker
        start = self.text.index(marker, at)
        self.emit(CLOSE_HEREDOC, start, start + len(marker))
        self.pop()
        if self.lines:
            self.emit(NEWLINE, line_end, match.end())
        return match.end()

    def sequence(self, start: int, end: int) -> None:
        self.emit(INTERPOLATION if self.text[start] == "$" else DIRECTIVE, start, end)
        self.push(_SEQUENCE)
