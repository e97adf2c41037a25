"""What may be believed of a payment platform's words, and when it is asked again."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx2
import pytest

from services.portal.connections import PayDesk
from services.portal.domain.payments.payment import Outcome, Payment, PaymentState, Told, next_ask, state_after
from services.portal.domain.payments.platform import NotGenuine, PlatformAway, PlatformRefuses
from services.portal.drivers.payplat.check_sum import PAID, signed
from services.portal.drivers.payplat.platform import PayPlat
from shared.errors import Conflict

AT = datetime(2026, 3, 5, 2, 0, tzinfo=UTC)
SAID = {
    "MaLoi": "00",
    "MaThamChieu": "r-1",
    "SoTien": "8000",
    "MaGiaoDich": "GD1",
    "MaNganHang": "NHTHU",
    "ThoiGianGD": "20260305090000",
}
PAYMENT = Payment(
    *("r-1", UUID(int=1), "dvcqg", 8000, True, PaymentState.STARTED, None, "https://pay.example.vn", AT, 0)
)


KEY = "s"


def plat(answer: Any = None, secret: str = KEY) -> PayPlat:
    def answered(_: httpx2.Request) -> httpx2.Response:
        return answer if isinstance(answer, httpx2.Response) else httpx2.Response(200, json=answer)

    desk = PayDesk("http://platform/payplat", "H17", secret)
    return PayPlat(desk, httpx2.AsyncClient(transport=httpx2.MockTransport(answered)))


def test_a_check_sum_is_sha256_over_the_fields_and_the_secret() -> None:
    # printf '00|r-1|8000|GD1|NHTHU|20260305090000|s' | sha256sum
    known = "69017d1445fc4a600384d8c0f53abda95c68adf64251d37c30c9e4124f2d277a"
    assert signed(SAID, PAID, KEY)["MaXacThuc"] == known


def test_a_call_back_with_its_check_sum_is_read() -> None:
    told = plat().read_callback(signed(SAID, PAID, KEY))
    assert told == Told("r-1", Outcome.PAID, "00", 8000, "GD1")


@pytest.mark.parametrize("change", [{"SoTien": "1"}, {"MaGiaoDich": "GD2"}, {"MaXacThuc": ""}, {"MaXacThuc": None}])
def test_a_call_back_that_was_touched_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(NotGenuine):
        plat().read_callback(signed(SAID, PAID, KEY) | change)


def test_nothing_is_believed_without_a_secret_of_our_own() -> None:
    with pytest.raises(NotGenuine):
        plat(secret="").read_callback(signed(SAID, PAID, ""))


@pytest.mark.parametrize(
    ("answer", "refused"),
    [
        (SAID | {"MaXacThuc": "0" * 64}, PlatformAway),
        (signed(SAID | {"MaThamChieu": "r-2"}, PAID, KEY), PlatformAway),
        ({"MaLoi": "99", "MoTaLoi": "Mã tham chiếu không tồn tại"}, PlatformRefuses),
        (httpx2.Response(502), PlatformAway),
        (httpx2.Response(200, text="<html>"), PlatformAway),
    ],
    ids=["check-sum", "another-payment", "refused", "502", "page"],
)
async def test_an_answer_is_believed_only_whole_and_signed(answer: Any, refused: type[Exception]) -> None:
    with pytest.raises(refused):
        await plat(answer).ask("r-1", AT)


@pytest.mark.parametrize(
    ("state", "outcome", "after"),
    [
        (PaymentState.STARTED, Outcome.PAID, PaymentState.PAID),
        (PaymentState.STARTED, Outcome.WAITING, PaymentState.STARTED),
        (PaymentState.STARTED, Outcome.FAILED, PaymentState.FAILED),
        (PaymentState.UNKNOWN, Outcome.PAID, PaymentState.PAID),
        (PaymentState.FAILED, Outcome.PAID, PaymentState.PAID),
        (PaymentState.PAID, Outcome.FAILED, PaymentState.PAID),
    ],
)
def test_what_is_paid_stays_paid(state: PaymentState, outcome: Outcome, after: PaymentState) -> None:
    payment = Payment(
        *("r-1", UUID(int=1), "dvcqg", 8000, True, state, "GD1" if state is PaymentState.PAID else None, None, AT, 0)
    )
    assert state_after(payment, Told("r-1", outcome, "", 8000, "GD1")) is after


@pytest.mark.parametrize("amount", [1, 7999, None])
def test_another_amount_is_not_paid(amount: int | None) -> None:
    with pytest.raises(Conflict, match="amount_differs"):
        state_after(PAYMENT, Told("r-1", Outcome.PAID, "00", amount, "GD1"))


def test_the_platform_is_asked_with_growing_waits_for_a_day() -> None:
    now, asks, waits = AT + timedelta(minutes=1), 0, []
    while at := next_ask(Payment(*("r", UUID(int=1), "d", 1, True, PaymentState.STARTED, None, None, AT, asks)), now):
        waits.append((at - now) / timedelta(minutes=1))
        now, asks = at, asks + 1
    assert waits[:8] == [1, 2, 4, 8, 16, 32, 60, 60]
    assert AT + timedelta(hours=23) <= now < AT + timedelta(days=1)
