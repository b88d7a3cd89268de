"""What stands between brackets: arguments, arrays, objects, loops; and how they outlive a bad item."""

from __future__ import annotations

from collections.abc import Callable

from foureyes.languages.bicep.cursor import Unexpected
from foureyes.languages.bicep.literals import Literals
from foureyes.languages.bicep.syntax import Array, For, Interpolated, Name, Node, Object, Property, Spread, String


class Brackets(Literals):
    """Reads bracketed lists; each method starts at the opening bracket and steps over the closing one."""

    def arguments(self) -> tuple[list[Node], int]:
        """`(…)` of a call, and where it ends."""
        self.at += 1
        kinds = self.kinds
        if kinds[self.at] == ")":
            self.at += 1
            return [], self.ends[self.at - 1]
        self.deeper()
        self.skip_newline()
        arguments: list[Node] = []
        while kinds[self.at] != ")" or arguments:
            arguments.append(self.expression())
            self.skip_newline()
            if kinds[self.at] == ")":
                break
            self.expect(",", "between arguments, or ) after them")
            self.skip_newline()
        self.depth -= 1
        self.at += 1
        return arguments, self.ends[self.at - 1]

    def _literals_allowed(self, read: Callable[[], Node]) -> Node:
        before, self.literals_allowed = self.literals_allowed, True
        self.deeper()
        node = read()
        self.depth -= 1
        self.literals_allowed = before
        return node

    def _bracket(self) -> Node:
        if not self.literals_allowed:
            self.refuse("an array cannot stand in the hole of a text", "give it a name with var")
        after = self.at + (2 if self.kinds[self.at + 1] == "newline" else 1)
        if self.word(after) == "for":
            return self.loop(self.expression)
        start = self.starts[self.at]
        items, end = self.items("]", self._element, "item")
        return Array(start, end, items)

    def _element(self) -> Node:
        return self._spread() if self.kinds[self.at] == "..." else self.expression()

    def _spread(self) -> Node:
        start = self.starts[self.at]
        self.at += 1
        value = self.expression()
        return Spread(start, value.end, value)

    def _brace(self) -> Node:
        if not self.literals_allowed:
            self.refuse("an object cannot stand in the hole of a text", "give it a name with var")
        return self.object(self.property)

    def object(self, read: Callable[[], Node]) -> Object:
        if self.kinds[self.at] != "{":
            self.fail("{")
        start = self.starts[self.at]
        items, end = self.items("}", read, "property")
        return Object(start, end, items)

    def property(self) -> Node:
        at = self.at
        kind = self.kinds[at]
        start, end = self.starts[at], self.ends[at]
        if kind == "name":
            self.at = at + 1
            key: Name | String | Interpolated = Name(start, end, self.text[start:end])
        elif kind == "...":
            return self._spread()
        else:
            key = self.key("the name of a property")
        if self.kinds[self.at] != ":":
            self.fail(": after the name of the property")
        self.at += 1
        value = self.expression()
        return Property(start, value.end, key, value)

    def items(self, closing: str, read: Callable[[], Node], what: str) -> tuple[list[Node], int]:
        """What stands between brackets, one to a line or with commas; and where the closing bracket ends."""
        kinds = self.kinds
        self.at += 1
        self.deeper()
        depth = self.depth
        items: list[Node] = []
        self.skip_newline()
        while kinds[self.at] != closing:
            first = self.at
            try:
                items.append(read())
                if kinds[self.at] not in ("newline", ",", closing):
                    self.fail(f"a new line or comma before the next {what}, or {closing}")
            except Unexpected as trouble:
                if kinds[first] == "end":
                    trouble.message = f"expected {closing}, but the file ends"
                if items and items[-1].start == self.starts[first]:
                    items.pop()
                items.append(self.skip_item(first, trouble, what))
                self.depth, self.literals_allowed = depth, True
            self._separator(closing)
        self.depth = depth - 1
        self.at += 1
        return items, self.ends[self.at - 1]

    def _separator(self, closing: str) -> None:
        kind = self.kinds[self.at]
        if kind == "newline":
            self.at += 1
        elif kind == ",":
            self.at += 1
            if self.kinds[self.at] == "newline":
                at = self.ends[self.at - 1]
                message = "a line cannot end in a comma here"
                self.report(Unexpected(self.at, message, "leave the comma out", at - 1, at))
                self.at += 1
        elif kind != closing:
            self.fail(closing)

    def loop(self, body: Callable[[], Node]) -> For:
        """`[for item in collection: body]`."""
        start = self.starts[self.at]
        self.at += 1
        self.deeper()
        self.skip_newline()
        self.at += 1
        index = None
        if self.kinds[self.at] == "(":
            self.at += 1
            item = self.name("the name of the item")
            self.expect(",", "before the name of the index")
            index = self.name("the name of the index")
            self.expect(")", "after the name of the index")
        else:
            item = self.name("the name of the item, or ( before the names of item and index")
        if self.word() != "in":
            self.fail("the word in")
        self.at += 1
        collection = self._literals_allowed(self.expression)
        self.expect(":", "after the collection")
        value = self._literals_allowed(body)
        self.skip_newline()
        end = self.expect("]", "after the body of the loop")
        self.depth -= 1
        return For(start, end, item, index, collection, value)
