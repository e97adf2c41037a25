"""Asks the services over HTTP in the name of the officials of the plan; a token each, made anew before it ends."""

import asyncio
import time
from collections.abc import Mapping
from typing import Any

import httpx2

from services.cli.demo.area import Official
from shared.callers import Role
from shared.errors import Invalid, Unavailable
from shared.local.home import Home
from shared.local.identity import issue_token

_FRESH_SECONDS = 480.0
_AT_ONCE = 12
_PATIENCE_SECONDS, _BREATH_SECONDS = 60.0, 0.02
_NOT_THERE_YET = {"dossier_not_found"}  # processing opens a dossier a moment after its receipt


class Refused(Invalid):
    """A service's own refusal: its code and sentence."""


class Asking:
    """One walk's connections."""

    def __init__(self, home: Home, addresses: Mapping[str, str]) -> None:
        self._home, self._addresses = home, addresses
        limits = httpx2.Limits(max_connections=_AT_ONCE, max_keepalive_connections=_AT_ONCE)
        self._client = httpx2.AsyncClient(timeout=60, limits=limits, trust_env=False)
        self._turns = asyncio.Semaphore(_AT_ONCE)
        self._tokens: dict[str, tuple[float, str]] = {}

    async def close(self) -> None:
        await self._client.aclose()

    async def get(self, who: Official, service: str, path: str, **params: Any) -> Any:
        asked = {name: value for name, value in params.items() if value is not None}
        return await self._ask(who, service, "GET", path, params=asked)

    async def post(
        self, who: Official, service: str, path: str, body: Any, headers: Mapping[str, str] | None = None
    ) -> Any:
        return await self._ask(who, service, "POST", path, json=body, headers=dict(headers or {}))

    async def put(self, who: Official, service: str, path: str, body: Any) -> Any:
        return await self._ask(who, service, "PUT", path, json=body)

    async def _ask(self, who: Official, service: str, method: str, path: str, **more: Any) -> Any:
        until = time.monotonic() + _PATIENCE_SECONDS
        while True:
            try:
                async with self._turns:
                    return await self._once(who, service, method, path, **more)
            except Refused as refused:
                if refused.code not in _NOT_THERE_YET or time.monotonic() > until:
                    raise
            await asyncio.sleep(_BREATH_SECONDS)

    async def _once(self, who: Official, service: str, method: str, path: str, **more: Any) -> Any:
        headers = {"Authorization": f"Bearer {self._token(who)}", **more.pop("headers", {})}
        try:
            answer = await self._client.request(method, self._addresses[service] + path, headers=headers, **more)
        except httpx2.TransportError:
            address = self._addresses[service]
            message = f"Không gọi được {service} ở {address}. `motcua up` còn chạy không?"
            raise Unavailable("suite_not_running", message) from None
        if answer.is_success:
            return answer.json()
        raise _refusal(answer)

    def _token(self, who: Official) -> str:
        made_at, token = self._tokens.get(who.account, (0.0, ""))
        if not token or time.monotonic() - made_at > _FRESH_SECONDS:
            token = issue_token(self._home, who.account, roles=[who.role], offices=[who.office])
            self._tokens[who.account] = time.monotonic(), token
        return token


def _refusal(answer: httpx2.Response) -> Refused:
    try:
        problem = answer.json()
        return Refused(problem["code"], problem["detail"])
    except (ValueError, KeyError):
        return Refused(f"status_{answer.status_code}", f"Máy chủ trả lời {answer.status_code}")


def demo_caller(role: Role) -> Official:
    """The demo itself, over the whole nation: registers desks, asks where the books are."""
    return Official(f"motcua-demo.{role.value}", "Trình diễn", role, "VN")


def nothing_found(name: str) -> Invalid:
    return Invalid("province_not_found", f"Không có tỉnh nào tên “{name}” vào ngày bắt đầu của bản trình diễn")
