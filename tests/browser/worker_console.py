"""Talking to a lab's worker, which runs no code made of text."""

import json
from typing import Any

from playwright.sync_api import Page


class Console:
    """Speaks to a page's newest lab worker as developer tools do: it has no `eval`."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._session = page.context.new_cdp_session(page)
        self._targets: list[str] = []
        self._answers: dict[int, Any] = {}
        self._session.on("Target.attachedToTarget", self._attach)
        self._session.on("Target.receivedMessageFromTarget", self._hear)
        how = {"autoAttach": True, "waitForDebuggerOnStart": False, "flatten": False}
        self._session.send("Target.setAutoAttach", how)

    def _attach(self, found: dict[str, Any]) -> None:
        about = found["targetInfo"]
        if about["type"] == "worker" and "search" not in about["url"]:
            self._targets.append(found["sessionId"])

    def _hear(self, said: dict[str, Any]) -> None:
        answer = json.loads(said["message"])
        self._answers[answer.get("id", 0)] = answer

    def evaluate(self, expression: str) -> Any:
        number = len(self._answers) + 1
        wanted = {"expression": expression, "awaitPromise": True, "returnByValue": True}
        message = {"id": number, "method": "Runtime.evaluate", "params": wanted}
        to = {"sessionId": self._targets[-1], "message": json.dumps(message)}
        self._session.send("Target.sendMessageToTarget", to)
        while number not in self._answers:
            self._page.evaluate("new Promise(requestAnimationFrame)")
        return self._answers[number]["result"]["result"].get("value")
