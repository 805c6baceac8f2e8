"""Firefox as distributions ship it, driven by Playwright over WebDriver BiDi.

Playwright's channel for stock Firefox and Firefox ESR 153 misunderstand each other in two places.
This program stands between the two: it starts Firefox with the arguments it is given, passes every
message on, and mends those two (`docs/project/decisions/firefox-over-bidi.md`).
"""

import asyncio
import contextlib
import json
import re
import sys
from asyncio.subprocess import PIPE, create_subprocess_exec
from collections.abc import Callable

from websockets.asyncio.client import connect
from websockets.asyncio.connection import Connection
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.typing import Data

# Sent for every context: it would set the colour scheme, which our tests leave to the system.
UNKNOWN = "emulation.setMediaFeaturesOverride"
# Without an id, which this Firefox does not give, Playwright overlooks a download.
DOWNLOADS = ("browsingContext.downloadWillBegin", "browsingContext.downloadEnd")
ADDRESS = re.compile(r"WebDriver BiDi listening on (ws://\S+)")


async def run(command: list[str]) -> int:
    """Run Firefox; say on stderr, as it would, where it can be reached: at the relay."""
    firefox = await create_subprocess_exec(*command, stderr=PIPE, limit=2**20)
    assert firefox.stderr  # noqa: S101 - for the type: it was asked for
    async for line in firefox.stderr:
        text = line.decode(errors="replace")
        if found := ADDRESS.search(text):
            text = text.replace(found[1], await listen(found[1]))
        sys.stderr.write(text)
        sys.stderr.flush()
    return await firefox.wait()


async def listen(address: str) -> str:
    """Open a port of our own for what is meant for `address`; return where that is."""

    async def handle(client: ServerConnection) -> None:
        path = client.request.path if client.request else ""
        async with connect(address + path, max_size=None, ping_interval=None) as firefox:
            ways = asyncio.gather(pump(client, firefox), pump(firefox, client, mend))
            with contextlib.suppress(ConnectionClosed):
                await ways

    server = await serve(handle, "127.0.0.1", 0, max_size=None, ping_interval=None)
    host, port = next(iter(server.sockets)).getsockname()
    return f"ws://{host}:{port}"


async def pump(
    source: Connection, sink: Connection, mend: Callable[[Data], Data] = lambda message: message
) -> None:
    async for message in source:
        await sink.send(mend(message))
    await sink.close()


def mend(message: Data) -> Data:
    """Return a message of Firefox as Playwright expects it."""
    told = json.loads(message)
    if told.get("error") == "unknown command" and UNKNOWN in told.get("message", ""):
        return json.dumps({"type": "success", "id": told["id"], "result": {}})
    if told.get("method") in DOWNLOADS:
        # The message that begins a download and the one that ends it carry the same address.
        told["params"].setdefault("download", told["params"]["url"])
        return json.dumps(told)
    return message


if __name__ == "__main__":
    sys.exit(asyncio.run(run(sys.argv[1:])))
