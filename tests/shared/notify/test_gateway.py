"""Short messages go to a real HTTP gateway: one neutral call, the secret from its file, a key by which repeats show."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from shared.local.ports import LOOPBACK, any_free
from shared.notify.carrier import NotNow, RefusedForGood
from shared.notify.gateway import Gateway, GatewayCarrier
from shared.notify.message import Medium
from tests.shared.notify.made_up import a_message, outgoing
from tests.support.message_gateway import Calls, a_gateway

SECRET = "bi-mat-thu-nghiem"


@pytest.fixture
def calls() -> Iterator[Calls]:
    with a_gateway() as gateway:
        yield gateway


@pytest.fixture
async def carrier(calls: Calls, tmp_path: Path) -> AsyncIterator[GatewayCarrier]:
    secret = tmp_path / "bi-mat"
    secret.write_text(SECRET + "\n")
    made = GatewayCarrier(Gateway(calls.url, secret))
    yield made
    await made.close()


async def test_a_gateway_is_told_all_it_needs(calls: Calls, carrier: GatewayCarrier) -> None:
    message = outgoing(a_message(medium=Medium.ZALO))
    await carrier.send(message)
    ((headers, body),) = calls.requests
    assert headers["authorization"] == f"Bearer {SECRET}"
    assert headers["idempotency-key"] == str(message.id)
    assert headers["content-type"] == "application/json"
    assert body == {
        "id": str(message.id),
        "medium": "zalo",
        "to": "+84912000111",
        "kind": "finished",
        "subject": "Hồ sơ H62: đã có kết quả",
        "text": "Hồ sơ H62 đã có kết quả.",
        "details": {"code": "H62"},
    }


@pytest.mark.parametrize("status", [200, 201, 202, 204])
async def test_2xx_is_taken(calls: Calls, carrier: GatewayCarrier, status: int) -> None:
    calls.answers = [status]
    await carrier.send(outgoing(a_message(medium=Medium.SMS)))
    assert len(calls.taken) == 1


@pytest.mark.parametrize(
    ("status", "kind", "code"),
    [
        (400, RefusedForGood, "message_refused"),
        (410, RefusedForGood, "message_refused"),
        (422, RefusedForGood, "message_refused"),
        (302, NotNow, "carrier_refuses_us"),
        (401, NotNow, "carrier_refuses_us"),
        (403, NotNow, "carrier_refuses_us"),
        (404, NotNow, "carrier_refuses_us"),
        (409, NotNow, "carrier_busy"),
        (429, NotNow, "carrier_busy"),
        (500, NotNow, "carrier_busy"),
        (503, NotNow, "carrier_busy"),
    ],
)
async def test_what_a_gateway_answers_is_for_good_or_for_now(
    calls: Calls, carrier: GatewayCarrier, status: int, kind: type[Exception], code: str
) -> None:
    calls.answers = [status]
    with pytest.raises(kind) as trouble:
        await carrier.send(outgoing(a_message(medium=Medium.SMS)))
    assert str(trouble.value) == code


async def test_a_gateway_that_is_away_is_tried_again(tmp_path: Path) -> None:
    (tmp_path / "bi-mat").write_text(SECRET)
    away = GatewayCarrier(Gateway(f"http://{LOOPBACK}:{any_free()}", tmp_path / "bi-mat"))
    with pytest.raises(NotNow, match="carrier_away"):
        await away.send(outgoing(a_message(medium=Medium.SMS)))
    await away.close()


async def test_without_its_secret_nothing_is_sent(calls: Calls, tmp_path: Path) -> None:
    blind = GatewayCarrier(Gateway(calls.url, tmp_path / "khong-co"))
    with pytest.raises(NotNow, match="secret_unreadable"):
        await blind.send(outgoing(a_message(medium=Medium.SMS)))
    await blind.close()
    assert calls.requests == []
