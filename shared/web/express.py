"""A short way in for a hot path: what is plainly right is answered at once, everything else goes to FastAPI unchanged.

Measured on the receiving path (2 cores): FastAPI's middleware, routing and dependency solving take two thirds of
the service's time for a receipt. A lane sees method, path, headers and body; where it finds anything to refuse
before its use case ran it answers None, and FastAPI gets the very same request and says why. So the two can not differ.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.web.app import BODY_BYTES


@dataclass(frozen=True, slots=True)
class Knock:
    """A request at the short way: header names in lower case, as ASGI gives them. A question has no body."""

    headers: Mapping[bytes, bytes]
    body: bytes = b""
    query: bytes = b""

    def header(self, name: bytes) -> str | None:
        value = self.headers.get(name)
        return value.decode("latin-1") if value is not None else None


Lane = Callable[[Knock], Awaitable[Response | None]]
Answered = Lane  # of questions: no body is read


class Express:
    """An ASGI app around another: exact (method, path) pairs are tried in their lane first.

    `answered`: by path, questions (GET) that have a short way too.
    """

    def __init__(
        self, app: ASGIApp, lanes: Mapping[tuple[str, str], Lane], answered: Mapping[str, Answered] | None = None
    ) -> None:
        self._app = app
        self._lanes = lanes
        self._answered = answered or {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] == "GET" and scope["path"] in self._answered:
            await self._ask(scope, receive, send)
            return
        lane = self._lanes.get((scope["method"], scope["path"])) if scope["type"] == "http" else None
        headers = dict(scope["headers"]) if lane else {}
        if lane is None or not _is_plain(scope, headers):
            await self._app(scope, receive, send)
            return
        messages = await _read(receive)
        body = b"".join(message.get("body", b"") for message in messages)
        is_whole = messages[-1]["type"] == "http.request" and len(body) <= BODY_BYTES
        answer = await lane(Knock(headers, body)) if is_whole else None
        if answer is None:
            await self._app(scope, _again(messages, receive), send)
        else:
            await answer(scope, receive, send)

    async def _ask(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = dict(scope["headers"])
        is_single = len(headers) == len(scope["headers"])
        known = await self._answered[scope["path"]](Knock(headers, query=scope["query_string"])) if is_single else None
        await (known or self._app)(scope, receive, send)


def _is_plain(scope: Scope, headers: Mapping[bytes, bytes]) -> bool:
    """JSON of a stated, small length, no header twice, nothing behind the path."""
    length = headers.get(b"content-length", b"")
    return (
        headers.get(b"content-type") == b"application/json"
        and length.isdigit()
        and int(length) <= BODY_BYTES
        and len(headers) == len(scope["headers"])
        and not scope["query_string"]
    )


async def _read(receive: Receive) -> list[Message]:
    messages = [await receive()]
    while messages[-1].get("more_body"):
        messages.append(await receive())
    return messages


def _again(messages: list[Message], receive: Receive) -> Receive:
    """The same messages once more, then whatever comes."""
    waiting = iter(messages)

    async def replay() -> Message:
        for message in waiting:
            return message
        return await receive()

    return replay
