"""Declarations: one method each, chosen by the keyword they begin with."""

from __future__ import annotations

from collections.abc import Callable

from foureyes.languages.bicep.syntax import (
    Assert,
    Decorator,
    Extends,
    Extension,
    ExtensionConfig,
    Function,
    Import,
    ImportItem,
    Metadata,
    Module,
    Name,
    Node,
    Object,
    Output,
    Param,
    ParamAssignment,
    Resource,
    Statement,
    String,
    TargetScope,
    Test,
    TypeDeclaration,
    TypedName,
    Using,
    Var,
)
from foureyes.languages.bicep.type_expressions import TypeExpressions


class Statements(TypeExpressions):
    """Reads declarations; each method starts after the keyword, `start` being that of the whole."""

    keywords: dict[str, Callable[[Statements, int, list[Decorator]], Statement]]
    """What may be declared in this kind of file."""

    head = 0
    """The number of the token with the keyword of the declaration being read; -1 before it is reached."""

    def statement(self) -> Statement:
        start = self.starts[self.at]
        self.head = -1
        decorators = self.decorators()
        self.head = self.at
        read = self.keywords.get(self.word())
        if read is None:
            self.fail("a declaration to decorate" if decorators else "a declaration")
        self.at += 1
        return read(self, start, decorators)

    def statement_starts(self, token: int) -> bool:
        """Whether a declaration may begin here, as far as two tokens tell."""
        following = self.kinds[token + 1] if self.kinds[token] != "end" else "end"
        if self.kinds[token] == "@":
            return following == "name"
        return self.word(token) in self.keywords and following not in (":", ".", "(", ",", "newline")

    def _value(self) -> Node:
        self.expect("=", "before the value")
        return self.expression()

    def target_scope(self, start: int, decorators: list[Decorator]) -> Statement:
        value = self._value()
        return TargetScope(start, value.end, decorators, value)

    def metadata(self, start: int, decorators: list[Decorator]) -> Statement:
        name = self.name("the name of the metadata")
        value = self._value()
        return Metadata(start, value.end, decorators, name, value)

    def param(self, start: int, decorators: list[Decorator]) -> Statement:
        name = self.name("the name of the parameter")
        type_ = self.type()
        default = None
        if self.kinds[self.at] == "=":
            self.at += 1
            default = self.expression()
        elif self.kinds[self.at] not in ("newline", "end"):
            self.fail("= before the default value, or the end of the line")
        return Param(start, (default or type_).end, decorators, name, type_, default)

    def assignment(self, start: int, decorators: list[Decorator]) -> Statement:
        name = self.name("the name of the parameter")
        value = self._value()
        return ParamAssignment(start, value.end, decorators, name, value)

    def var(self, start: int, decorators: list[Decorator]) -> Statement:
        name = self.name("the name of the variable")
        type_ = None if self.kinds[self.at] == "=" else self.type()
        value = self._value()
        return Var(start, value.end, decorators, name, type_, value)

    def type_declaration(self, start: int, decorators: list[Decorator]) -> Statement:
        name = self.name("the name of the type")
        self.expect("=", "before the type")
        type_ = self.type()
        return TypeDeclaration(start, type_.end, decorators, name, type_)

    def output(self, start: int, decorators: list[Decorator]) -> Statement:
        name = self.name("the name of the output")
        type_ = self.type(name_optional=True)
        value = self._value()
        return Output(start, value.end, decorators, name, type_, value)

    def assertion(self, start: int, decorators: list[Decorator]) -> Statement:
        name = self.name("the name of the assertion")
        value = self._value()
        return Assert(start, value.end, decorators, name, value)

    def resource(self, start: int, decorators: list[Decorator]) -> Statement:
        name = self.name("the name of the resource")
        type_ = self.string("a resource type in quotes")
        existing = self.word() == "existing"
        if existing:
            self.at += 1
        self.expect("=", "before the body of the resource")
        body = self._body(self.resource_item)
        return Resource(start, body.end, decorators, name, type_, existing, body)

    def module(self, start: int, decorators: list[Decorator]) -> Statement:
        name = self.name("the name of the module")
        path = self.string("the path of the module in quotes")
        self.expect("=", "before the body of the module")
        body = self._body(self.property)
        return Module(start, body.end, decorators, name, path, body)

    def _body(self, read: Callable[[], Node]) -> Node:
        """The body of a resource or module: an object, a condition with one, or a loop over either."""
        if self.kinds[self.at] == "newline" and self.word(self.at + 1) == "if":
            self.at += 1
        if self.kinds[self.at] != "[":
            return self._object_or_condition(read)
        after = self.at + (2 if self.kinds[self.at + 1] == "newline" else 1)
        if self.word(after) != "for":
            self.fail("for", token=after)
        return self.loop(lambda: self._object_or_condition(read))

    def _object_or_condition(self, read: Callable[[], Node]) -> Node:
        if self.word() == "if":
            return self.condition(read)
        if self.kinds[self.at] != "{":
            self.fail("the body: { … }, if (…) { … } or [for …]")
        return self.object(read)

    def resource_item(self) -> Node:
        """A property, or a resource declared inside another."""
        at = self.at
        if self.kinds[at] == "@" or (self.word() == "resource" and self.kinds[at + 1] == "name"):
            if self._levels is not None and self.column(at) == 0:
                # Something is amiss in this file, and a bracket is more likely forgotten than a margin.
                self.fail("} before the next declaration")
            start = self.starts[at]
            decorators = self.decorators()
            if self.word() != "resource":
                self.fail("a resource to decorate")
            self.at += 1
            return self.resource(start, decorators)
        return self.property()

    def test(self, start: int, decorators: list[Decorator]) -> Statement:
        name = self.name("the name of the test")
        path = self.string("the path of the tested file in quotes")
        self.expect("=", "before the body of the test")
        body = self.object(self.property)
        return Test(start, body.end, decorators, name, path, body)

    def function(self, start: int, decorators: list[Decorator]) -> Statement:
        name = self.name("the name of the function")
        self.expect("(", "before the parameters")
        parameters = self._typed_names()
        block_end = self.expect(")", "after the parameters")
        result = self.type()
        if self.kinds[self.at] != "=>":
            self.fail("=> before the value of the function")
        body = self.lambda_body()
        return Function(start, body.end, decorators, name, parameters, block_end, result, body)

    def _typed_names(self) -> list[TypedName]:
        names: list[TypedName] = []
        self.skip_newline()
        while self.kinds[self.at] != ")":
            name = self.name("the name of a parameter")
            type_ = self.type()
            names.append(TypedName(name.start, type_.end, name, type_))
            self.skip_newline()
            if self.kinds[self.at] != ",":
                break
            self.at += 1
            self.skip_newline()
        return names

    def import_(self, start: int, decorators: list[Decorator]) -> Statement:
        kind = self.kinds[self.at]
        if kind in ("text", "escaped", "multiline", "left"):
            return self.extension(start, decorators)
        everything = symbols = None
        if kind == "*":
            self.at += 1
            if self.word() != "as":
                self.fail("as after *")
            self.at += 1
            everything = self.name("a name for what is imported")
        elif kind == "{":
            items, _ = self.items("}", self._import_item, "name")
            symbols = [item for item in items if isinstance(item, ImportItem)]
        else:
            self.fail("{ … } or * after import")
        if self.word() != "from":
            self.fail("from and the path of the imported file")
        self.at += 1
        path = self.string("the path of the imported file in quotes")
        return Import(start, path.end, decorators, symbols, everything, path)

    def _import_item(self) -> Node:
        at = self.at
        quoted = self.kinds[at] in ("text", "escaped", "multiline")
        name: Name | String = self._text() if quoted else self.name("the name of what is imported")
        alias = None
        if self.word() == "as":
            self.at += 1
            alias = self.name("a name after as")
        elif quoted:
            self.fail("as and a name after a name in quotes")
        return ImportItem(name.start, (alias or name).end, name, alias)

    def extension(self, start: int, decorators: list[Decorator]) -> Statement:
        bare = self.kinds[self.at] == "name"
        specification = self.name("") if bare else self.string("the name of the extension")
        end = specification.end
        config = alias = None
        if self.word() == "with":
            config = self._with()
            end = config.end
        if self.word() == "as":
            self.at += 1
            alias = self.name("a name after as")
            end = alias.end
        return Extension(start, end, decorators, specification, config, alias)

    def _with(self) -> Object:
        if self.word() != "with":
            self.fail("with")
        self.at += 1
        return self.object(self.property)

    def using(self, start: int, decorators: list[Decorator]) -> Statement:
        path = None
        if self.word() == "none":
            self.at += 1
        elif self.kinds[self.at] in ("text", "escaped", "multiline"):
            path = self._text()
        else:
            self.fail("the path of a template in quotes, or none")
        end = self.ends[self.at - 1]
        config = self._with() if self.kinds[self.at] not in ("newline", "end") else None
        return Using(start, config.end if config else end, decorators, path, config)

    def extends(self, start: int, decorators: list[Decorator]) -> Statement:
        path = self.string("the path of a parameter file in quotes")
        return Extends(start, path.end, decorators, path)

    def extension_config(self, start: int, decorators: list[Decorator]) -> Statement:
        name = self.name("the name of the extension")
        config = self._with()
        return ExtensionConfig(start, config.end, decorators, name, config)


_EVERYWHERE: dict[str, Callable[[Statements, int, list[Decorator]], Statement]] = {
    "var": Statements.var,
    "type": Statements.type_declaration,
    "import": Statements.import_,
    "extension": Statements.extension,
    "provider": Statements.extension,
}

TEMPLATE_KEYWORDS = {
    **_EVERYWHERE,
    "targetScope": Statements.target_scope,
    "metadata": Statements.metadata,
    "param": Statements.param,
    "func": Statements.function,
    "resource": Statements.resource,
    "module": Statements.module,
    "output": Statements.output,
    "test": Statements.test,
    "assert": Statements.assertion,
}

PARAMETER_FILE_KEYWORDS = {
    **_EVERYWHERE,
    "using": Statements.using,
    "extends": Statements.extends,
    "param": Statements.assignment,
    "extensionConfig": Statements.extension_config,
}
