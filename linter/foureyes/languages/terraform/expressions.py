"""Tokens to expressions: precedence climbing, without recursion along chains of operators."""

from __future__ import annotations

from collections.abc import Callable

from foureyes.languages.terraform.cursor import Malformed
from foureyes.languages.terraform.lexer import ID, NEWLINE, NUMBER, OPEN_HEREDOC, OPEN_QUOTE, STRING
from foureyes.languages.terraform.literals import number, unescape
from foureyes.languages.terraform.syntax import (
    BareKey,
    Binary,
    Conditional,
    Expression,
    ForObject,
    ForTuple,
    FunctionCall,
    GetAttr,
    Index,
    Literal,
    Object,
    ObjectEntry,
    Parentheses,
    Splat,
    SplatItem,
    Tuple,
    Unary,
    Variable,
)
from foureyes.languages.terraform.templates import TemplateReader

_PRECEDENCE = {
    "||": 1,
    "&&": 2,
    "==": 3,
    "!=": 3,
    "<": 4,
    ">": 4,
    "<=": 4,
    ">=": 4,
    "+": 5,
    "-": 5,
    "*": 6,
    "/": 6,
    "%": 6,
}
_SIMPLE = {ID, STRING, NUMBER}
_ENDS = {NEWLINE, ",", "]", ")", "}"}  # a single token before one of these is the whole expression
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None}


class ExpressionReader(TemplateReader):
    """Reads expressions from tokens."""

    def expression(self) -> Expression:
        kinds = self.kinds
        if kinds[self.at + 1] in _ENDS and kinds[self.at] in _SIMPLE:
            return _TERMS[kinds[self.at]](self)
        self.deeper()
        tests: list[tuple[Expression, Expression]] = []
        while True:
            result = self.operand()
            if kinds[self.at] in _PRECEDENCE:
                result = self._binary(result)
            if kinds[self.at] != "?":
                break
            self.at += 1
            then = self.expression()
            self.take(":", "a colon and the value for when the condition does not hold")
            tests.append((result, then))
        self.depth -= 1
        for condition, then in reversed(tests):
            result = Conditional(condition.start, result.end, condition, then, result)
        return result

    def _binary(self, left: Expression) -> Expression:
        kinds = self.kinds
        operands, operators = [left], [""]
        while True:
            operator = kinds[self.at]
            level = _PRECEDENCE.get(operator, 0)
            while len(operators) > 1 and _PRECEDENCE[operators[-1]] >= level:
                right, left = operands.pop(), operands.pop()
                operands.append(Binary(left.start, right.end, operators.pop(), left, right))
            if not level:
                return operands[0]
            self.at += 1
            operators.append(operator)
            operands.append(self.operand())

    def operand(self) -> Expression:
        """A term with its signs before it and its traversal behind it."""
        kind = self.kinds[self.at]
        signs: list[tuple[int, str]] = []
        while kind == "-" or kind == "!":
            signs.append((self.spans[self.at][0], kind))
            self.at += 1
            kind = self.kinds[self.at]
        term = _TERMS.get(kind)
        if term is None:
            raise self.unexpected("a value")
        result = term(self)
        kind = self.kinds[self.at]
        if kind == "." or kind == "[":
            result = self._traversal(result)
        for start, sign in reversed(signs):
            result = Unary(start, result.end, sign, result)
        return result

    def _traversal(self, result: Expression) -> Expression:
        kinds = self.kinds
        splats: list[tuple[Expression, Expression]] = []  # full splats take all that follows into `each`
        while True:
            kind = kinds[self.at]
            if kind == ".":
                self.at += 1
                result = self._dot(result)
            elif kind == "[":
                start = self.spans[self.at][0]
                self.at += 1
                if kinds[self.at] == "*":
                    self.at += 1
                    end = self.take("]", "a closing bracket right after the star")[1]
                    item = SplatItem(start, end)
                    splats.append((result, item))
                    result = item
                else:
                    key = self.expression()
                    end = self.take("]", "a closing bracket")[1]
                    result = Index(result.start, end, result, key, False)
            else:
                break
        for collection, _ in reversed(splats):
            result = Splat(collection.start, result.end, collection, result, True)
        return result

    def _dot(self, of: Expression) -> Expression:
        if self.kinds[self.at] != "*":
            return self._attribute(of, "an attribute name after the dot")
        end = self.spans[self.at][1]
        item = SplatItem(self.spans[self.at - 1][0], end)
        self.at += 1
        each: Expression = item
        while self.kinds[self.at] == ".":
            self.at += 1
            each = self._attribute(each, "an attribute name after the dot")
        return Splat(of.start, each.end, of, each, False)

    def _attribute(self, of: Expression, wanted: str) -> Expression:
        kind = self.kinds[self.at]
        start, end = self.spans[self.at]
        if kind == ID:
            self.at += 1
            return GetAttr(of.start, end, of, self.text[start:end], start)
        if kind != NUMBER:
            raise self.unexpected(wanted)
        if "." in self.text[start:end]:
            first, _, second = self.text[start:end].partition(".")
            raise Malformed(
                (start, end), "Two indexes in a row cannot be written with dots.", f"write [{first}][{second}]"
            )
        return Index(of.start, end, of, self._number(), True)

    # Terms

    def _name(self) -> Expression:
        start, end = self.spans[self.at]
        self.at += 1
        kind = self.kinds[self.at]
        if kind == "(" or kind == "::":
            return self._call(start, end)
        name = self.text[start:end]
        if name in _WORDS:
            return Literal(start, end, _WORDS[name])
        return Variable(start, end, name)

    def _call(self, start: int, name_end: int) -> Expression:
        name = self.text[start:name_end]
        while self.kinds[self.at] == "::":
            self.at += 1
            name += "::" + self.word("a function name after the double colon")
            name_end = self.spans[self.at - 1][1]
        self.take("(", "an opening parenthesis after the function name")
        arguments: list[Expression] = []
        expand = False
        while self.kinds[self.at] != ")":
            arguments.append(self.expression())
            if self.kinds[self.at] == "...":
                self.at += 1
                expand = True
                break
            if self.kinds[self.at] != ",":
                break
            self.at += 1
        end = self.take(")", "a closing parenthesis" if expand else "a comma or a closing parenthesis")[1]
        return FunctionCall(start, end, name, name_end, arguments, expand)

    def _string(self) -> Expression:
        start, end = self.spans[self.at]
        value = self.text[start + 1 : end - 1]
        if "\\" in value:
            value = unescape(value, start + 1)
        self.at += 1
        return Literal(start, end, value)

    def _number(self) -> Expression:
        start, end = self.spans[self.at]
        value = number(self.text[start:end])
        if value is None:
            raise Malformed((start, end), "This is not a number.")
        self.at += 1
        return Literal(start, end, value)

    def _parentheses(self) -> Expression:
        start = self.spans[self.at][0]
        self.at += 1
        inner = self.expression()
        end = self.take(")", "a closing parenthesis")[1]
        return Parentheses(start, end, inner)

    def _tuple(self) -> Expression:
        kinds = self.kinds
        start = self.spans[self.at][0]
        self.at += 1
        if self.is_word("for"):
            return self._for(start, "]")
        items: list[Expression] = []
        while kinds[self.at] != "]":
            items.append(self.expression())
            if kinds[self.at] != ",":
                break
            self.at += 1
        end = self.take("]", "a comma or a closing bracket")[1]
        return Tuple(start, end, items)

    def _object(self) -> Expression:
        kinds = self.kinds
        start = self.spans[self.at][0]
        self.at += 1
        if self.is_word("for"):
            return self._for(start, "}")
        entries: list[ObjectEntry] = []
        while True:
            kind = kinds[self.at]
            if kind == NEWLINE:
                self.at += 1
                continue
            if kind == "}":
                break
            entries.append(self._entry())
            kind = kinds[self.at]
            if kind != "," and kind != NEWLINE:
                break
            self.at += 1
        end = self.take("}", "a comma, a line end or a closing brace")[1]
        return Object(start, end, entries)

    def _entry(self) -> ObjectEntry:
        kinds = self.kinds
        following = kinds[self.at + 1]
        key: Expression
        if kinds[self.at] == ID and (following == "=" or following == ":"):
            start, end = self.spans[self.at]
            key = BareKey(start, end, self.text[start:end])
            self.at += 1
        else:
            key = self.expression()
        if kinds[self.at] != "=" and kinds[self.at] != ":":
            raise self.unexpected("an equals sign after the key")
        self.at += 1
        return ObjectEntry(key, self.expression())

    def _for(self, start: int, closer: str) -> Expression:
        self.at += 1
        key_name, value_name = self.for_names()
        collection = self.expression()
        self.take(":", "a colon after the collection")
        key, value, group = None, self.expression(), False
        if closer == "}":
            self.take("=>", "“=>” and a value, because braces build an object")
            key, value = value, self.expression()
            if self.kinds[self.at] == "...":
                self.at += 1
                group = True
        condition = None
        if self.is_word("if"):
            self.at += 1
            condition = self.expression()
        end = self.take(closer, f"the closing {closer} of the “for” expression")[1]
        if key is None:
            return ForTuple(start, end, key_name, value_name, collection, value, condition)
        return ForObject(start, end, key_name, value_name, collection, key, value, condition, group)


_TERMS: dict[str, Callable[[ExpressionReader], Expression]] = {
    ID: ExpressionReader._name,
    STRING: ExpressionReader._string,
    NUMBER: ExpressionReader._number,
    OPEN_QUOTE: ExpressionReader.quoted,
    OPEN_HEREDOC: ExpressionReader.heredoc,
    "[": ExpressionReader._tuple,
    "{": ExpressionReader._object,
    "(": ExpressionReader._parentheses,
}
