"""Asks one of our services over HTTP with a caller's token; its refusals come back as refusals."""

from collections.abc import AsyncIterable, Mapping
from dataclasses import dataclass
from typing import Any

import httpx2

from shared.errors import Refusal, Unavailable

_SECONDS = 20.0
_IDLE_SECONDS = 2.0  # the services close a connection after five idle ones: never send into one just being closed


class ServiceRefusal(Refusal):
    """What a service refused, in its own words, with its own code and status."""

    def __init__(self, status: int, problem: Mapping[str, Any]) -> None:
        fields = {error["field"]: error["message"] for error in problem.get("errors", ())}
        super().__init__(str(problem["code"]), str(problem["detail"]), fields=fields)
        self.status = status


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that was not refused."""

    status: int
    headers: httpx2.Headers
    content: bytes
    json: Any


class ServiceClient:
    """One service, one pool of connections per process."""

    def __init__(self, name: str, url: str, transport: httpx2.AsyncBaseTransport | None = None) -> None:
        limits = httpx2.Limits(max_connections=64, max_keepalive_connections=16, keepalive_expiry=_IDLE_SECONDS)
        self.name = name
        self._client = httpx2.AsyncClient(
            base_url=url, timeout=_SECONDS, limits=limits, transport=transport, trust_env=False
        )

    def bound(self, token: str) -> "BoundClient":
        """The same service, asked in one person's name."""
        return BoundClient(self, token)

    async def ask(self, method: str, path: str, token: str | None, **more: Any) -> Answer:
        """Refuses what the service refuses; `service_away` (503) where it does not answer."""
        headers = dict(more.pop("headers", None) or {})
        if token:
            headers["Authorization"] = f"Bearer {token}"
        params = more.pop("params", None)
        kept = [(key, value) for key, value in _pairs(params or {}) if value is not None and value != ""]
        try:
            answer = await self._client.request(method, path, headers=headers, params=kept, **more)
        except httpx2.HTTPError:
            raise self._away() from None
        return self._read(answer)

    async def open(self, path: str, token: str) -> httpx2.Response:
        """A file whose body is read piece by piece: whoever opens it closes it. Refuses as `ask` does."""
        request = self._client.build_request("GET", path, headers={"Authorization": f"Bearer {token}"})
        try:
            answer = await self._client.send(request, stream=True)
            if not answer.is_success:
                await answer.aread()
        except httpx2.HTTPError:
            raise self._away() from None
        if not answer.is_success:
            self._read(answer)
        return answer

    async def close(self) -> None:
        await self._client.aclose()

    def _read(self, answer: httpx2.Response) -> Answer:
        kind = answer.headers.get("content-type", "")
        if answer.is_success or answer.status_code == httpx2.codes.NOT_MODIFIED:
            said = answer.json() if kind.startswith("application/json") and answer.content else None
            return Answer(answer.status_code, answer.headers, answer.content, said)
        if kind.startswith("application/problem+json") and answer.status_code != httpx2.codes.SERVICE_UNAVAILABLE:
            raise ServiceRefusal(answer.status_code, answer.json())
        raise self._away()

    def _away(self) -> Unavailable:
        return Unavailable(f"{self.name}_away", "Chưa kết nối được dịch vụ, hãy thử lại sau ít phút")


def _pairs(params: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """A list under one name is sent as that name repeated."""
    return [
        (key, value)
        for key, values in params.items()
        for value in (values if isinstance(values, list | tuple) else [values])
    ]


@dataclass(frozen=True, slots=True)
class BoundClient:
    """A service asked in one person's name."""

    client: ServiceClient
    token: str

    async def get(self, path: str, **params: Any) -> Any:
        return (await self.client.ask("GET", path, self.token, params=params)).json

    async def fetch(self, path: str, **params: Any) -> Answer:
        """A file: a paper, a scan, a workbook."""
        return await self.client.ask("GET", path, self.token, params=params)

    async def post(
        self, path: str, body: Any = None, *, headers: Mapping[str, str] | None = None, **params: Any
    ) -> Any:
        return (await self.client.ask("POST", path, self.token, json=body, headers=headers, params=params)).json

    async def put(self, path: str, body: Any, *, headers: Mapping[str, str] | None = None) -> Any:
        return (await self.client.ask("PUT", path, self.token, json=body, headers=headers)).json

    async def delete(self, path: str) -> None:
        await self.client.ask("DELETE", path, self.token)

    async def open(self, path: str) -> httpx2.Response:
        """A large file, handed on piece by piece; whoever opens it closes it."""
        return await self.client.open(path, self.token)

    async def upload(self, path: str, content: bytes | AsyncIterable[bytes], kind: str, **params: Any) -> Answer:
        """A file's bytes as the body; a large one is handed on piece by piece."""
        return await self.client.ask(
            "POST", path, self.token, content=content, headers={"Content-Type": kind}, params=params
        )
