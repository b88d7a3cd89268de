"""Bicep text into tokens: three parallel lists, because a token object each would double the time."""

from __future__ import annotations

import re
from functools import lru_cache

from foureyes.languages.bicep.syntax import Comment, Pragma

# One token after optional blanks. The kinds of tokens are: the punctuation itself, a keyword among
# `true false null`, and "name", "integer", "text" (no hole, no escape), "escaped", "multiline",
# "left" … "middle" … "right" (the texts around holes), "newline", "bad", "end".
_TOKEN = re.compile(
    r"""[ \t]*+(?:
      ((?:true|false|null)(?![A-Za-z0-9_]))
    | ([A-Za-z_][A-Za-z0-9_]*+)
    | ('(?!'')[^'\\$\r\n]*+')
    | ([\r\n][\r\n \t]*+)
    | (\.\.\.|\?\?|::|=>|==|=~|!=|!~|<=|>=|&&|\|\||[{}()\[\]@,.?:;+\-%*^!<>=|]|/(?![/*]))
    | ([0-9]++)
    | (//[^\r\n]*+|/\*(?:[^*]++|\*(?!/))*+(?:\*/)?+)
    | ('''(?:[^']++|'{1,2}+(?!'))*+'{3,}+)
    | (\$++'''|'''|')
    | (\#(?:disable-next-line|disable-diagnostics|restore-diagnostics)(?:[ \t]++[\w\-]++)*+)
    | (\Z)
    | (\$++|.)
    )""",
    re.VERBOSE | re.DOTALL,
)
_KEYWORD, _NAME, _TEXT, _NEWLINE, _PUNCTUATION, _INTEGER, _COMMENT, _MULTILINE, _QUOTE, _PRAGMA, _END, _OTHER = range(
    1, 13
)

# A backslash takes the next character with it here; whether the escape is a good one is asked later.
_SEGMENT = re.compile(r"(?:[^'\\$\r\n]++|\\[^\r\n]|\$(?!\{))*+(?:(')|(\$\{))?+")
_ESCAPE = re.compile(r"\\(?:([nrt\\'$])|u\{([0-9A-Fa-f]++)\}|(u?))")
_ESCAPED = {"n": "\n", "r": "\r", "t": "\t", "\\": "\\", "'": "'", "$": "$"}

_BLANKS = re.compile(r"[ \t\r\n]*+")

_BRACE = 0
_SINGLE_LINE = -1


@lru_cache(maxsize=16)
def _multiline_segment(dollars: int) -> re.Pattern[str]:
    """Text of `$'''…'''` up to the closing quotes or a hole; fewer dollars before `{` are text."""
    fewer = rf"|\${{1,{dollars - 1}}}+(?=\{{)" if dollars > 1 else ""
    return re.compile(rf"(?:[^'$]++|'{{1,2}}+(?!')|\$++(?!\{{){fewer})*+(?:('{{3,}}+)|(\${{{dollars},}}+\{{))?+")


class Tokens:
    """The tokens of a text, its comments and pragmas. The last token is always "end", twice."""

    __slots__ = ("_holes", "bad", "comments", "ends", "kinds", "pragmas", "starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.kinds: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.comments: list[Comment] = []
        self.pragmas: list[Pragma] = []
        self.bad: dict[int, tuple[str, str]] = {}
        """By number of a "bad" token: what is wrong with it, and the remedy."""
        self._holes: list[int] = []
        """What is open inside a hole: a brace, a single-line text, or a multi-line one with so many dollars."""
        at = 0
        while at >= 0:
            at = self._run(at)
        self._add("end", len(text), len(text))

    def _run(self, at: int) -> int:
        """Read until the end (-1) or to where a text took over and reading goes on."""
        text, kinds, starts, ends, holes = self.text, self.kinds, self.starts, self.ends, self._holes
        for found in _TOKEN.finditer(text, at):
            group = found.lastindex or _OTHER
            start, end = found.span(group)
            if group == _NAME:
                kinds.append("name")
            elif group == _PUNCTUATION:
                kind = text[start:end]
                if holes and kind in "{}":
                    if kind == "}" and holes[-1] != _BRACE:
                        return self._segment(start, end, holes.pop(), first=False)
                    if kind == "{":
                        holes.append(_BRACE)
                    else:
                        holes.pop()
                kinds.append(kind)
            elif group == _NEWLINE:
                if holes:
                    self._broken_hole(start)
                if kinds and kinds[-1] == "newline":
                    ends[-1] = end
                    continue
                kinds.append("newline")
            elif group == _TEXT:
                kinds.append("text")
            else:
                resume = self._rare(group, start, end)
                if resume is not None:
                    return resume
                continue
            starts.append(start)
            ends.append(end)
        return -1

    def _add(self, kind: str, start: int, end: int) -> None:
        self.kinds.append(kind)
        self.starts.append(start)
        self.ends.append(end)

    def _add_bad(self, start: int, end: int, message: str, remedy: str = "") -> None:
        self.bad[len(self.kinds)] = (message, remedy)
        self._add("bad", start, end)

    def _rare(self, group: int, start: int, end: int) -> int | None:
        """A token of the rarer kinds; answers where to go on if that is not just after it."""
        text = self.text
        if group == _KEYWORD:
            self._add(text[start:end], start, end)
        elif group == _INTEGER:
            self._add("integer", start, end)
        elif group == _COMMENT:
            self.comments.append(Comment(start, end))
            if text.startswith("/*", start) and (end - start < 4 or not text.endswith("*/", start, end)):
                self._add_bad(start, end, "this comment is never closed", "close it with */")
        elif group == _MULTILINE:
            self._add("multiline", start, end)
        elif group == _QUOTE:
            quote = text[start:end]
            if quote == "'''":
                self._add_bad(start, len(text), "this multi-line text is never closed", "close it with '''")
                self._add("end", len(text), len(text))
                return -1
            return self._segment(start, end, _SINGLE_LINE if quote == "'" else len(quote) - 3, first=True)
        elif group == _PRAGMA:
            self._pragma(start, end)
        elif group == _END:
            if self._holes:
                self._broken_hole(start)
            self._add("end", start, end)
            return -1
        else:
            self._unknown(start, end)
        return None

    def _unknown(self, start: int, end: int) -> None:
        character = self.text[start:end]
        remedy = {'"': "write texts in single quotes", "&": "write && for “and”"}.get(character, "")
        shown = character[:9] if character.isprintable() else f"U+{ord(character):04X}"
        self._add_bad(start, end, f"the character {shown} has no meaning here", remedy)

    def _pragma(self, start: int, end: int) -> None:
        word, *codes = self.text[start + 1 : end].split()
        blanks = _BLANKS.match(self.text, self.ends[-1] if self.ends else 0)
        assert blanks is not None  # none at all are blanks too
        if blanks.end() != start or (self.kinds and self.kinds[-1] != "newline"):
            self._add_bad(start, end, f"#{word} has to stand at the start of its line")
        elif not codes:
            self._add_bad(start, end, f"#{word} names no diagnostic", "write the codes to disable after it")
        else:
            self.pragmas.append(Pragma(start, end, word, codes))

    def _broken_hole(self, at: int) -> None:
        self._holes.clear()
        self._add_bad(at, at, "a text is not closed before the end of its line", "close the ${…} and the text")

    def _segment(self, start: int, content: int, style: int, *, first: bool) -> int:
        """A piece of a text that begins at `start`, its characters at `content`; answers where it ends."""
        pattern = _SEGMENT if style == _SINGLE_LINE else _multiline_segment(style)
        found = pattern.match(self.text, content)
        assert found is not None  # every part of the pattern is optional
        end = found.end()
        if found[2]:
            self._holes.append(style)
            kind = "left" if first else "middle"
        elif found[1]:
            kind = ("escaped" if style == _SINGLE_LINE else "multiline") if first else "right"
        elif style == _SINGLE_LINE:
            self._add_bad(start, end, "a text is not closed before the end of its line", "close it with '")
            return end
        else:
            end = len(self.text)
            self._add_bad(start, end, "this multi-line text is never closed", "close it with '''")
            return end
        wrong = bad_escape(self.text, content, end) if style == _SINGLE_LINE else None
        if wrong:
            self._add_bad(*wrong, "this escape does not exist", r"write \\ for a backslash")
        self._add(kind, start, end)
        return end


def bad_escape(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the first escape is that Bicep does not know."""
    if text.find("\\", start, end) < 0:
        return None
    for found in _ESCAPE.finditer(text, start, end):
        code = found[2]
        if not (found[1] or (code and len(code.lstrip("0")) <= 6 and int(code, 16) <= 0x10FFFF)):
            return found.start(), min(found.start() + 2, end)
    return None


def unescape(raw: str) -> str:
    """The characters that the inside of a single-line text stands for."""
    if "\\" not in raw:
        return raw
    value = _ESCAPE.sub(lambda found: _ESCAPED[found[1]] if found[1] else chr(int(found[2] or "FFFD", 16)), raw)
    # A pair of escaped surrogates is one character, and half a pair is none that could be written anywhere.
    return value if value.isascii() else value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
