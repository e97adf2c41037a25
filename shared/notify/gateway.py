"""Carries SMS and Zalo to a gateway of the operator's own choice by one neutral HTTP call (docs/notifications.md).

A provider's own wire names live in that gateway and not here. 2xx is taken; the answer's body is never read, as
it may quote a telephone number.
"""

from dataclasses import dataclass, field
from pathlib import Path

import httpx2

from shared.notify.carrier import NotNow, RefusedForGood
from shared.notify.message import Outgoing

_SECONDS = 20.0
_OUR_FAULT = frozenset({401, 403, 404, 405})  # secret or address of the gateway are wrong: an operator mends that
_FOR_NOW = frozenset({408, 409, 425, 429})


@dataclass(frozen=True, slots=True)
class Gateway:
    """Where messages are posted, and the file with the bearer secret, read at every call."""

    url: str
    secret_file: Path = field(repr=False)


class GatewayCarrier:
    """One per medium; keeps its connections."""

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway
        self._client: httpx2.AsyncClient | None = None

    async def send(self, message: Outgoing) -> None:
        try:
            answer = await self._open().post(
                self._gateway.url, json=_body(message), headers=self._headers(message), timeout=_SECONDS
            )
        except httpx2.HTTPError:
            raise NotNow("carrier_away") from None
        _judge(answer.status_code)

    async def close(self) -> None:
        if self._client:
            await self._client.aclose()
            self._client = None

    def _open(self) -> httpx2.AsyncClient:
        self._client = self._client or httpx2.AsyncClient()
        return self._client

    def _headers(self, message: Outgoing) -> dict[str, str]:
        try:
            secret = self._gateway.secret_file.read_text(encoding="ascii").strip()
        except (OSError, UnicodeError):
            raise NotNow("secret_unreadable") from None
        return {"Authorization": f"Bearer {secret}", "Idempotency-Key": str(message.id)}


def _body(message: Outgoing) -> dict[str, object]:
    return {
        "id": str(message.id),
        "medium": message.medium.value,
        "to": message.address,
        "kind": message.kind,
        "subject": message.subject,
        "text": message.text,
        "details": dict(message.details),
    }


def _judge(status: int) -> None:
    if 200 <= status < 300:
        return
    if status in _OUR_FAULT or 300 <= status < 400:
        raise NotNow("carrier_refuses_us")
    if 400 <= status < 500 and status not in _FOR_NOW:
        raise RefusedForGood("message_refused")
    raise NotNow("carrier_busy")
