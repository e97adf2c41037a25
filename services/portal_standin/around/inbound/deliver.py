"""Sends one delivery to the province: three tries, as long as nobody there has given an answer that counts."""

import asyncio
import ssl
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import Any

import httpx2

from services.portal_standin.around.inbound.deliveries import Delivery, Try
from services.portal_standin.portal import NationalPortal
from shared.errors import Conflict

WAITS = (1.0, 5.0)
SECONDS = 10.0
_KEPT_SIGNS = 500
_BAD_KEY = "khong-phai-khoa-nay"
_OUTCOMES = {"0": "received", "00": "received", "1": "already_received", "-1": "refused", "99": "refused"}


@dataclass(frozen=True, slots=True)
class Target:
    """Where the province listens. `waits` (seconds) lie before the second and the third try."""

    url: str
    key: str
    waits: Sequence[float] = WAITS
    seconds: float = SECONDS

    @classmethod
    def of(cls, config: Mapping[str, Any]) -> "Target":
        """Refuses `inbound_target_not_set`."""
        if not config.get("url"):
            raise Conflict("inbound_target_not_set", "Chưa đặt địa chỉ nhận của tỉnh (inbound.url)")
        waits, seconds = config.get("waits", WAITS), config.get("seconds", SECONDS)
        return cls(config["url"].rstrip("/"), config.get("key", ""), waits, seconds)


class Courier:
    """Made anew by a reset; tests put a transport of their own into `transport`."""

    def __init__(self) -> None:
        self.transport: httpx2.AsyncBaseTransport | None = None


async def deliver(portal: NationalPortal, target: Target, delivery: Delivery) -> Delivery:
    """Until it is answered: a refusal is an answer, an error page or a fault of the server is none."""
    transport = portal.book(Courier).transport
    key = _BAD_KEY if delivery.bad_key else target.key
    async with httpx2.AsyncClient(
        transport=transport, verify=_trust(), timeout=target.seconds, trust_env=False, headers={"X-Portal-Key": key}
    ) as client:
        for wait in (0.0, *target.waits):
            await asyncio.sleep(wait)
            tried = await _try(client, target.url + delivery.path, delivery.body, portal.clock.text())
            delivery.tries.append(tried)
            delivery.outcome = _outcome(tried)
            if delivery.outcome != "unanswered":
                break
    return delivery


@cache
def _trust() -> ssl.SSLContext:
    """Reading the certificates anew for each delivery would take longer than the delivery."""
    return ssl.create_default_context()


async def _try(client: httpx2.AsyncClient, address: str, body: Any, at: str) -> Try:
    try:
        answer = await (client.get(address) if body is None else client.post(address, json=body))
    except httpx2.HTTPError as fault:
        return Try(at, None, None, type(fault).__name__)
    if body is None and answer.is_success:
        return Try(at, answer.status_code, _what_it_is_like(answer))
    try:
        return Try(at, answer.status_code, answer.json())
    except ValueError:
        return Try(at, answer.status_code, answer.text[:_KEPT_SIGNS], "not_json")


def _what_it_is_like(file: httpx2.Response) -> dict[str, Any]:
    kind = file.headers.get("content-type", "")
    return {"media_type": kind, "bytes": len(file.content), "sha256": sha256(file.content).hexdigest()}


def _outcome(tried: Try) -> str:
    """Error codes come as numbers or text; a look-up that is answered with a dossier, and a file, have none."""
    if tried.status is None or tried.status >= 500 or tried.status == 429:
        return "unanswered"
    if tried.status >= 400:
        return "refused"
    if not isinstance(tried.answer, dict):
        return "unanswered"
    code = tried.answer.get("error_code", tried.answer.get("MaLoi", "0"))
    return _OUTCOMES.get(str(code), "refused")
