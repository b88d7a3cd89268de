"""A whole session of a real client with the real server: what is shown, told on hover, and offered."""

import asyncio
import sys
from contextlib import asynccontextmanager

import pytest

pytest.importorskip("pygls", reason="the extra `lsp` is not installed")

from lsprotocol import types
from pygls.lsp.client import LanguageClient

OPEN = """resource "aws_db_instance" "orders" {
  storage_encrypted   = true
  publicly_accessible = true
}
"""
CLOSED = OPEN.replace("publicly_accessible = true", "publicly_accessible = false")
RULE = "aws-rds-instance-has-public-address"
WAIT = 60


class Editor:
    """A client that remembers the last diagnostics of each file."""

    def __init__(self, folder):
        self.folder = folder
        self.client = LanguageClient("tests", "1")
        self.shown = {}
        self.news = asyncio.Event()
        self.version = 1

        @self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def show(params):
            self.shown[params.uri] = params.diagnostics
            self.news.set()

    def uri(self, name):
        return (self.folder / name).as_uri()

    async def start(self):
        await self.client.start_io(sys.executable, "-m", "foureyes", "lsp")
        answer = await self.client.initialize_async(
            types.InitializeParams(
                capabilities=types.ClientCapabilities(), root_uri=self.folder.as_uri(), process_id=None
            )
        )
        self.client.initialized(types.InitializedParams())
        return answer

    def open(self, name, text, language="terraform"):
        item = types.TextDocumentItem(self.uri(name), language, self.version, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def change(self, name, text):
        self.version += 1
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(self.version, self.uri(name)),
                [types.TextDocumentContentChangeWholeDocument(text)],
            )
        )

    async def until(self, name, test):
        """The diagnostics of a file, once they pass a test."""

        async def wait():
            while self.uri(name) not in self.shown or not test(self.shown[self.uri(name)]):
                self.news.clear()
                await self.news.wait()
            return self.shown[self.uri(name)]

        return await asyncio.wait_for(wait(), WAIT)

    async def actions(self, name, diagnostic):
        return await self.client.text_document_code_action_async(
            types.CodeActionParams(
                types.TextDocumentIdentifier(self.uri(name)),
                diagnostic.range,
                types.CodeActionContext(diagnostics=[diagnostic]),
            )
        )

    async def hover(self, name, line):
        return await self.client.text_document_hover_async(
            types.HoverParams(types.TextDocumentIdentifier(self.uri(name)), types.Position(line, 4))
        )


@asynccontextmanager
async def editing(folder):
    editor = Editor(folder)
    await editor.start()
    try:
        yield editor
    finally:
        await editor.client.shutdown_async(None)
        editor.client.exit(None)
        await asyncio.wait_for(editor.client.stop(), WAIT)


def codes(diagnostics):
    return {one.code for one in diagnostics}


def applied(text, edits):
    """The text after edits; columns count UTF-16 units, as the protocol has it by default."""
    lines = [line.encode("utf-16-le") for line in text.splitlines(keepends=True)]

    def offset(at):
        return sum(map(len, lines[: at.line])) + 2 * at.character

    data = text.encode("utf-16-le")
    for edit in sorted(edits, key=lambda one: offset(one.range.start), reverse=True):
        new = edit.new_text.encode("utf-16-le")
        data = data[: offset(edit.range.start)] + new + data[offset(edit.range.end) :]
    return data.decode("utf-16-le")


def run(session):
    asyncio.run(session)


def test_findings_come_and_go_while_typing(tmp_path):
    (tmp_path / "main.tf").write_text(CLOSED)

    async def session():
        async with editing(tmp_path) as editor:
            editor.open("main.tf", CLOSED)
            assert RULE not in codes(await editor.until("main.tf", lambda shown: True))
            editor.change("main.tf", OPEN)
            shown = await editor.until("main.tf", lambda shown: RULE in codes(shown))
            (one,) = [one for one in shown if one.code == RULE]
            assert one.source == "foureyes"
            assert one.severity == types.DiagnosticSeverity.Error
            assert (one.range.start.line, one.range.start.character) == (2, OPEN.splitlines()[2].index("true"))
            editor.change("main.tf", CLOSED)
            await editor.until("main.tf", lambda shown: RULE not in codes(shown))
            assert (tmp_path / "main.tf").read_text() == CLOSED

    run(session())


def test_an_unsaved_value_in_one_file_decides_about_another(tmp_path):
    (tmp_path / "main.tf").write_text(OPEN.replace("= true\n}", "= var.public\n}"))
    (tmp_path / "variables.tf").write_text('variable "public" {\n  default = false\n}\n')

    async def session():
        async with editing(tmp_path) as editor:
            text = (tmp_path / "variables.tf").read_text()
            editor.open("variables.tf", text)
            await editor.until("variables.tf", lambda shown: True)
            editor.change("variables.tf", text.replace("false", "true"))
            shown = await editor.until("main.tf", lambda shown: RULE in codes(shown))
            (one,) = [one for one in shown if one.code == RULE]
            assert "publicly_accessible" in one.message or one.related_information is not None
            editor.client.text_document_did_close(
                types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(editor.uri("variables.tf")))
            )
            await editor.until("main.tf", lambda shown: RULE not in codes(shown))

    run(session())


def test_the_hover_tells_the_trail(tmp_path):
    text = 'variable "public" {\n  default = true\n}\n\n' + OPEN.replace("= true\n}", "= var.public\n}")
    (tmp_path / "main.tf").write_text(text)

    async def session():
        async with editing(tmp_path) as editor:
            editor.open("main.tf", text)
            await editor.until("main.tf", lambda shown: RULE in codes(shown))
            told = (await editor.hover("main.tf", 6)).contents.value
            assert "`publicly_accessible` is true" in told
            assert "because `var.public` defaults to true" in told
            assert "main.tf:2" in told
            assert await editor.hover("main.tf", 3) is None

    run(session())


def test_a_quick_fix_makes_it_safe(tmp_path):
    text = OPEN.replace("  publicly_accessible", "  /* größer 😀 */ publicly_accessible")
    (tmp_path / "main.tf").write_text(text)

    async def session():
        async with editing(tmp_path) as editor:
            editor.open("main.tf", text)
            shown = await editor.until("main.tf", lambda shown: RULE in codes(shown))
            (one,) = [one for one in shown if one.code == RULE]
            offered = await editor.actions("main.tf", one)
            (fix,) = [action for action in offered if action.is_preferred]
            after = applied(text, fix.edit.changes[editor.uri("main.tf")])
            assert after == text.replace("publicly_accessible = true", "publicly_accessible = false")
            editor.change("main.tf", after)
            await editor.until("main.tf", lambda shown: RULE not in codes(shown))

    run(session())


def test_accepting_asks_for_a_reason(tmp_path):
    (tmp_path / "main.tf").write_text(OPEN)

    async def session():
        async with editing(tmp_path) as editor:
            editor.open("main.tf", OPEN)
            shown = await editor.until("main.tf", lambda shown: RULE in codes(shown))
            (one,) = [one for one in shown if one.code == RULE]
            offered = await editor.actions("main.tf", one)
            (accept,) = [action for action in offered if action.title.startswith("Accept it")]
            after = applied(OPEN, accept.edit.changes[editor.uri("main.tf")])
            editor.change("main.tf", after)
            shown = await editor.until("main.tf", lambda shown: any("reason" in one.message for one in shown))
            assert RULE in codes(shown)
            editor.change("main.tf", after.replace('reason=""', 'reason="the shop front reads it"'))
            await editor.until("main.tf", lambda shown: RULE not in codes(shown))

    run(session())


def test_what_cannot_be_read_is_shown_where_it_stands(tmp_path):
    broken = 'resource "aws_db_instance" "orders" {\n  publicly_accessible = \n}\n'
    (tmp_path / "main.tf").write_text(broken)

    async def session():
        async with editing(tmp_path) as editor:
            editor.open("main.tf", broken)
            shown = await editor.until("main.tf", lambda shown: shown)
            faults = [one for one in shown if one.severity == types.DiagnosticSeverity.Error]
            assert {one.range.start.line for one in faults} <= {1, 2}
            assert faults

    run(session())


def test_a_wrong_configuration_is_told_and_the_server_lives_on(tmp_path):
    (tmp_path / "main.tf").write_text(OPEN)
    (tmp_path / "foureyes.toml").write_text("[lint]\nfail_om = 'high'\n")

    async def session():
        async with editing(tmp_path) as editor:
            editor.open("main.tf", OPEN)
            shown = await editor.until("main.tf", lambda shown: shown)
            assert "fail_on" in shown[0].message
            (tmp_path / "foureyes.toml").write_text("[lint]\nfail_on = 'high'\n")
            editor.change("main.tf", OPEN + "\n")
            await editor.until("main.tf", lambda shown: RULE in codes(shown))

    run(session())


def test_without_pygls_the_remedy_is_named(tmp_path, monkeypatch):
    import subprocess

    (tmp_path / "pygls.py").write_text("raise ModuleNotFoundError('no pygls', name='pygls')\n")
    (tmp_path / "lsprotocol.py").write_text("raise ModuleNotFoundError('no lsprotocol', name='lsprotocol')\n")
    done = subprocess.run(
        [sys.executable, "-m", "foureyes", "lsp"],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(tmp_path), "PATH": "/usr/bin"},
        stdin=subprocess.DEVNULL,
        timeout=WAIT,
    )
    assert done.returncode == 2
    assert "foureyes[lsp]" in done.stderr


def test_what_one_open_file_changes_is_shown_in_another(tmp_path):
    main = OPEN.replace("= true\n}", "= var.public\n}")
    text = 'variable "public" {\n  default = true\n}\n'
    (tmp_path / "main.tf").write_text(main)
    (tmp_path / "variables.tf").write_text(text)

    async def session():
        async with editing(tmp_path) as editor:
            editor.open("main.tf", main)
            await editor.until("main.tf", lambda shown: RULE in codes(shown))
            editor.open("variables.tf", text)
            await editor.until("variables.tf", lambda shown: True)
            editor.change("variables.tf", text.replace("true", "false"))
            await editor.until("main.tf", lambda shown: RULE not in codes(shown))
            editor.client.text_document_did_close(
                types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(editor.uri("variables.tf")))
            )
            await editor.until("main.tf", lambda shown: RULE in codes(shown))

    run(session())


def test_a_file_that_was_never_saved_is_judged(tmp_path):
    (tmp_path / "main.tf").write_text("")

    async def session():
        async with editing(tmp_path) as editor:
            editor.open("new.tf", OPEN)
            await editor.until("new.tf", lambda shown: RULE in codes(shown))
            assert not (tmp_path / "new.tf").exists()

    run(session())


def test_a_file_that_is_gone_from_the_disk_is_judged_as_it_is_open(tmp_path):
    (tmp_path / "main.tf").write_text(CLOSED)

    async def session():
        async with editing(tmp_path) as editor:
            editor.open("main.tf", CLOSED)
            await editor.until("main.tf", lambda shown: RULE not in codes(shown))
            (tmp_path / "main.tf").unlink()
            editor.change("main.tf", OPEN)
            await editor.until("main.tf", lambda shown: RULE in codes(shown))

    run(session())


def test_a_quick_fix_fits_the_text_as_it_was_typed_a_moment_ago(tmp_path):
    (tmp_path / "main.tf").write_text(OPEN)
    text = f"# 😀 something that was typed just now\n\n{OPEN}"

    async def session():
        async with editing(tmp_path) as editor:
            editor.open("main.tf", OPEN)
            shown = await editor.until("main.tf", lambda shown: RULE in codes(shown))
            (one,) = [one for one in shown if one.code == RULE]
            editor.change("main.tf", text)
            everything = types.Range(types.Position(0, 0), types.Position(9, 0))
            offered = await editor.actions("main.tf", types.Diagnostic(everything, one.message))
            (fix,) = [action for action in offered if action.is_preferred]
            after = applied(text, fix.edit.changes[editor.uri("main.tf")])
            assert after == text.replace("publicly_accessible = true", "publicly_accessible = false")

    run(session())


POLICY = """resource "aws_sqs_queue_policy" "q" {
  queue_url = "q"
  policy    = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    {"Effect": "Allow", "Action": "sqs:*", "Resource": "*",
     "Principal": "*"}
  ]
}
EOF
}
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_accepting_writes_nothing_into_a_text(tmp_path, end):
    text = POLICY.replace("\n", end)
    (tmp_path / "main.tf").write_bytes(text.encode())

    async def session():
        async with editing(tmp_path) as editor:
            editor.open("main.tf", text)
            shown = await editor.until("main.tf", lambda shown: shown)
            (one,) = [one for one in shown if one.code and "open-to-everyone" in one.code]
            (accept,) = [
                action for action in await editor.actions("main.tf", one) if action.title.startswith("Accept it")
            ]
            after = applied(text, accept.edit.changes[editor.uri("main.tf")])
            comment = f'  # foureyes: ignore[{one.code}] reason=""{end}'
            assert after == text.replace("  policy  ", f"{comment}  policy  ")

    run(session())
