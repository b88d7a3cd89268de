"""The protocol's requests, answered from a session."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Mapping

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from foureyes.server.diagnostics import uri_of
from foureyes.server.judgement import Judge
from foureyes.server.positions import Positions
from foureyes.server.session import Session, inner_path

PAUSE = 0.25
"""Seconds without a key stroke before a changed text is judged."""


class Service(LanguageServer):
    """One editor's server."""

    def __init__(self, judge: Judge, version: str) -> None:
        super().__init__("foureyes", version)
        self.judge = judge
        self._session: Session | None = None
        self._waiting: dict[str, asyncio.TimerHandle] = {}

    @property
    def session(self) -> Session:
        if self._session is None:
            self._session = Session(self.judge, Positions(self.workspace.position_codec))
        return self._session

    def take(self, uri: str) -> None:
        """Judge a document as it is now, and show what is found."""
        self._waiting.pop(uri, None)
        path = _path_of(uri)
        if path is not None:
            # An editor's line ends are its own business; offsets are counted in the text it shows.
            self.show(self.session.open(path, self.workspace.get_text_document(uri).source))

    def take_soon(self, uri: str) -> None:
        """The same once nobody types any more."""
        waiting = self._waiting.pop(uri, None)
        if waiting is not None:
            waiting.cancel()
        self._waiting[uri] = asyncio.get_running_loop().call_later(PAUSE, self.take, uri)

    def settle(self, uri: str) -> None:
        """Judge a text that waits for it: what is told of it is told of what is there."""
        waiting = self._waiting.pop(uri, None)
        if waiting is not None:
            waiting.cancel()
            self.take(uri)

    def drop(self, uri: str) -> None:
        waiting = self._waiting.pop(uri, None)
        if waiting is not None:
            waiting.cancel()
        path = _path_of(uri)
        if path is not None:
            self.show(self.session.close(path))

    def show(self, diagnostics: Mapping[str, list[types.Diagnostic]]) -> None:
        for path, several in sorted(diagnostics.items()):
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri_of(path), several))


def _path_of(uri: str) -> str | None:
    path = to_fs_path(uri)
    return inner_path(path) if path else None


def service(judge: Judge, version: str) -> Service:
    """A server that is ready to be started."""
    server = Service(judge, version)

    @server.feature(types.INITIALIZED)
    def settle(ls: Service, params: types.InitializedParams) -> None:
        """Run where the editor's folder is: paths read as they do on the command line."""
        root = ls.workspace.root_path
        if root and os.path.isdir(root):
            os.chdir(root)

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(ls: Service, params: types.DidOpenTextDocumentParams) -> None:
        ls.take(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(ls: Service, params: types.DidSaveTextDocumentParams) -> None:
        ls.take(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(ls: Service, params: types.DidChangeTextDocumentParams) -> None:
        ls.take_soon(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(ls: Service, params: types.DidCloseTextDocumentParams) -> None:
        ls.drop(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def told(ls: Service, params: types.HoverParams) -> types.Hover | None:
        ls.settle(params.text_document.uri)
        path = _path_of(params.text_document.uri)
        text = ls.session.hover(path, params.position.line) if path is not None else ""
        return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, text)) if text else None

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix])
    )
    def offered(ls: Service, params: types.CodeActionParams) -> list[types.CodeAction]:
        ls.settle(params.text_document.uri)
        path = _path_of(params.text_document.uri)
        return [] if path is None else list(ls.session.actions(path, params.range))

    return server
