"""A real browser for tests: headless Chromium, driven over its DevTools pipe."""

from __future__ import annotations

import base64
import json
import os
import shutil
import struct
import subprocess
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

BINARIES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def binary() -> str | None:
    """Where a Chromium is, or None."""
    return next((found for name in BINARIES if (found := shutil.which(name))), None)


ON_3_AND_4 = (
    "import fcntl, os, sys; one, two = (fcntl.fcntl(int(n), fcntl.F_DUPFD, 10) for n in sys.argv[1:3]); "
    "os.dup2(one, 3); os.dup2(two, 4); os.execv(sys.argv[3], sys.argv[3:])"
)
"""Chromium reads commands from descriptor 3 and answers on 4."""


class Page:
    """One page. `events` holds what the browser told of network and console since it was opened."""

    def __init__(self, to: int, back: int) -> None:
        self._to, self._back = to, back
        self._buffer = b""
        self._number = 0
        self._session: str | None = None
        self.events: list[dict[str, Any]] = []

    def open(self, url: str) -> None:
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Log", "Runtime"):
            self.call(f"{domain}.enable")
        self.call("Page.navigate", url=url)
        self._until("Page.loadEventFired")

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if self._session is not None:
            message["sessionId"] = self._session
        os.write(self._to, json.dumps(message).encode() + b"\0")
        while True:
            told = self._read()
            if told.get("id") == self._number:
                assert "error" not in told, f"{method}: {told['error']}"
                result: dict[str, Any] = told["result"]
                return result

    def evaluate(self, script: str) -> Any:
        done = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in done, done["exceptionDetails"]
        return done["result"].get("value")

    def press(self, key: str, text: str = "") -> None:
        code = {"Tab": 9, "Enter": 13, " ": 32}.get(key, 0)
        common = {"key": key, "windowsVirtualKeyCode": code}
        self.call("Input.dispatchKeyEvent", type="keyDown", text=text, **common)
        self.call("Input.dispatchKeyEvent", type="keyUp", **common)

    def screenshot(self) -> bytes:
        return base64.b64decode(self.call("Page.captureScreenshot", format="png")["data"])

    def _until(self, method: str) -> None:
        while not any(one.get("method") == method for one in self.events):
            self._read()

    def _read(self) -> dict[str, Any]:
        while b"\0" not in self._buffer:
            part = os.read(self._back, 1 << 16)
            assert part, "the browser went away"
            self._buffer += part
        message, _, self._buffer = self._buffer.partition(b"\0")
        told: dict[str, Any] = json.loads(message)
        if "method" in told:
            self.events.append(told)
        return told


def pixels(png: bytes) -> list[list[tuple[int, int, int]]]:
    """The rows of a picture as the browser takes them: eight bits a channel, not interlaced."""
    width, height, depth, kind = struct.unpack(">IIBB", png[16:26])
    assert (depth, png[28]) == (8, 0)
    size = {2: 3, 6: 4}[kind]
    data, at = b"", 8
    while at < len(png):
        length, name = struct.unpack(">I4s", png[at : at + 8])
        data += png[at + 8 : at + 8 + length] if name == b"IDAT" else b""
        at += length + 12
    raw, line = zlib.decompress(data), width * size
    above = bytearray(line)
    rows = []
    for number in range(height):
        start = number * (line + 1)
        row = bytearray(raw[start + 1 : start + 1 + line])
        for x in range(line):
            left, up = row[x - size] if x >= size else 0, above[x]
            corner = above[x - size] if x >= size else 0
            row[x] = (row[x] + (0, left, up, (left + up) // 2, _paeth(left, up, corner))[raw[start]]) & 255
        rows.append([(row[x], row[x + 1], row[x + 2]) for x in range(0, line, size)])
        above = row
    return rows


def _paeth(left: int, up: int, corner: int) -> int:
    return min((left, up, corner), key=lambda one: abs(left + up - corner - one))


@contextmanager
def opened(url: str, profile: Path) -> Iterator[Page]:
    """A page of a fresh browser."""
    found = binary()
    assert found is not None
    (there, to), (back, from_there) = os.pipe(), os.pipe()
    options = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"]
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    process = subprocess.Popen(
        [sys.executable, "-c", ON_3_AND_4, str(there), str(from_there), found, *options, *quiet,
         "--remote-debugging-pipe", f"--user-data-dir={profile}", "--window-size=1100,900"],
        pass_fds=(there, from_there), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(there)
    os.close(from_there)
    page = Page(to, back)
    try:
        page.open(url)
        yield page
    finally:
        process.terminate()
        process.wait(30)
        os.close(to)
        os.close(back)
