"""Expressions: operators by precedence, everything else by recursive descent."""

from __future__ import annotations

from collections.abc import Callable

from foureyes.languages.bicep.brackets import Brackets
from foureyes.languages.bicep.cursor import LONGEST_CHAIN
from foureyes.languages.bicep.syntax import (
    Access,
    Binary,
    Call,
    If,
    Index,
    Lambda,
    MethodCall,
    Name,
    NestedAccess,
    Node,
    NonNull,
    Parenthesized,
    String,
    Ternary,
    Unary,
    Variable,
)

_PRECEDENCE = {
    **dict.fromkeys(("*", "/", "%"), 100),
    **dict.fromkeys(("+", "-"), 90),
    **dict.fromkeys((">", ">=", "<", "<="), 80),
    **dict.fromkeys(("==", "!=", "=~", "!~"), 70),
    "&&": 50,
    "||": 40,
    "??": 30,
}

_ENDS_VALUE = frozenset((",", ")", "]", "}", "end", "middle", "right"))

# A line beginning with one of these after `=>` is the next declaration, not the body of the lambda.
_DECLARES = frozenset(("assert", "import", "metadata", "param", "var", "resource", "output", "module", "type"))


class Expressions(Brackets):
    """Reads expressions; each method starts at the next token and steps over what it read."""

    def expression(self) -> Node:
        at, kinds = self.at, self.kinds
        kind = kinds[at]
        following = kinds[at + 1]
        if following in _ENDS_VALUE or (following == "newline" and kinds[at + 2] != "?"):
            if kind == "text":
                self.at = at + 1
                start, end = self.starts[at], self.ends[at]
                return String(start, end, self.text[start + 1 : end - 1])
            if kind == "name":
                self.at = at + 1
                start, end = self.starts[at], self.ends[at]
                return Variable(start, end, self.text[start:end])
        test = self.operation(0)
        at = self.at
        if kinds[at] == "?" or (kinds[at] == "newline" and kinds[at + 1] == "?"):
            return self._ternary(test)
        return test

    def _ternary(self, test: Node) -> Node:
        self.skip_newline()
        self.at += 1
        self.deeper()
        yes = self.expression()
        if self.kinds[self.at] == "newline" and self.kinds[self.at + 1] == ":":
            self.at += 1
        self.expect(":", "before the other answer of the condition")
        no = self.expression()
        self.depth -= 1
        return Ternary(test.start, no.end, test, yes, no)

    def operation(self, loosest: int) -> Node:
        """An operand and the operators after it that bind tighter than `loosest`."""
        at, kind = self.at, self.kinds[self.at]
        if kind == "!" or kind == "-":
            self.at = at + 1
            operand = self._member()
            left: Node = Unary(self.starts[at], operand.end, kind, operand)
        else:
            left = self._member()
        count = 0
        while True:
            operator = self.kinds[self.at]
            precedence = _PRECEDENCE.get(operator)
            if precedence is None or precedence <= loosest:
                return left
            count += 1
            if count > LONGEST_CHAIN:
                self.refuse(f"more than {LONGEST_CHAIN} operators follow each other", "give parts a name with var")
            self.at += 1
            self.deeper()
            right = self.operation(precedence)
            self.depth -= 1
            left = Binary(left.start, right.end, left, operator, right)

    def _member(self) -> Node:
        """A primary expression with the accesses that follow it."""
        handler = _PRIMARY.get(self.kinds[self.at])
        if handler is None:
            self.fail("a value")
        base = handler(self)
        kind = self.kinds[self.at]
        count = 0
        while kind in (".", "[", "::", "!"):
            count += 1
            if count > LONGEST_CHAIN:
                self.refuse(f"more than {LONGEST_CHAIN} accesses follow each other", "give parts a name with var")
            if kind == ".":
                base = self._dot(base)
            elif kind == "[":
                base = self._index(base)
            elif kind == "::":
                self.at += 1
                name = self.name("the name of a nested resource after ::")
                base = NestedAccess(base.start, name.end, base, name.text)
            else:
                base = NonNull(base.start, self.ends[self.at], base)
                self.at += 1
            kind = self.kinds[self.at]
        return base

    def _dot(self, base: Node) -> Node:
        at = self.at + 1
        safe = self.kinds[at] == "?"
        if safe:
            at += 1
        if self.kinds[at] != "name":
            self.fail("the name of a property or function", token=at)
        self.at = at + 1
        start, end = self.starts[at], self.ends[at]
        name = self.text[start:end]
        if self.kinds[at + 1] != "(":
            return Access(base.start, end, base, name, safe)
        if safe:
            self.refuse("a function cannot be called with .?", "write a plain dot")
        arguments, end = self.arguments()
        return MethodCall(base.start, end, base, name, start, arguments)

    def _index(self, base: Node) -> Node:
        self.at += 1
        safe = self.kinds[self.at] == "?"
        if safe:
            self.at += 1
        from_end = self.kinds[self.at] == "^"
        if from_end:
            self.at += 1
        if self.kinds[self.at] == "]":
            self.refuse("there is no index between the brackets")
        self.deeper()
        index = self.expression()
        self.depth -= 1
        end = self.expect("]", "after the index")
        return Index(base.start, end, base, index, safe, from_end)

    def _name(self) -> Node:
        at = self.at
        start, end = self.starts[at], self.ends[at]
        name = self.text[start:end]
        self.at = at + 1
        following = self.kinds[at + 1]
        if following == "(":
            arguments, end = self.arguments()
            return Call(start, end, name, arguments)
        if following == "=>":
            return self._lambda(start, [Name(start, end, name)], True)
        return Variable(start, end, name)

    def _parenthesis(self) -> Node:
        """`(value)`, or the parameters of a lambda."""
        start = self.starts[self.at]
        self.at += 1
        self.deeper()
        self.skip_newline()
        items: list[Node] = []
        comma = False
        while self.kinds[self.at] != ")":
            items.append(self.expression())
            self.skip_newline()
            comma = self.kinds[self.at] == ","
            if not comma:
                break
            self.at += 1
            self.skip_newline()
        end = self.expect(")", "after the value")
        self.depth -= 1
        if self.kinds[self.at] == "=>":
            return self._lambda(start, [self._parameter(item) for item in items], False)
        if len(items) != 1 or comma:
            self.at -= 1
            self.refuse("between parentheses there has to be exactly one value")
        return Parenthesized(start, end, items[0])

    def _parameter(self, item: Node) -> Name:
        if not isinstance(item, Variable):
            self.refuse("the parameters of a lambda have to be plain names")
        return Name(item.start, item.end, item.name)

    def _lambda(self, start: int, parameters: list[Name], bare: bool) -> Node:
        body = self.lambda_body()
        return Lambda(start, body.end, parameters, bare, body)

    def lambda_body(self) -> Node:
        """`=> body`; the body may hold arrays and objects even in the hole of a text."""
        self.at += 1
        if self.kinds[self.at] == "newline" and self.word(self.at + 1) not in _DECLARES:
            self.at += 1
        return self._literals_allowed(self.expression)

    def condition(self, read: Callable[[], Node]) -> If:
        """`if (condition) { … }`."""
        start = self.starts[self.at]
        self.at += 1
        if self.kinds[self.at] != "(":
            self.fail("( after if")
        test = self._parenthesis()
        if not isinstance(test, Parenthesized):
            self.refuse("a lambda cannot be a condition")
        body = self.object(read)
        return If(start, body.end, test, body)


_PRIMARY: dict[str, Callable[[Expressions], Node]] = {
    "text": Expressions._text,
    "escaped": Expressions._text,
    "multiline": Expressions._text,
    "left": Expressions._left,
    "name": Expressions._name,
    "integer": Expressions._integer,
    "true": Expressions._constant,
    "false": Expressions._constant,
    "null": Expressions._constant,
    "(": Expressions._parenthesis,
    "[": Expressions._bracket,
    "{": Expressions._brace,
}
