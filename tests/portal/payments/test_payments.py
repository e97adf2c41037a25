"""Paying online at the stand-in platform: started, paid, told, lost, forged; and what our services learn of it."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import httpx2
import pytest

from services.portal.domain.payments.payment import Payment, PaymentState
from services.portal.drivers.payplat.check_sum import PAID, signed
from tests.portal.house import PARTNER, SECRET, House

FEES = [
    {"name": "Lệ phí", "amount": 50_000},
    {"name": "Bản sao", "amount": 8_000},
    {"name": "Miễn", "amount": 0},
    {"name": "Đã nộp tại quầy", "amount": 5_000, "paid_by": "cash"},
]


@pytest.fixture
async def owing(house: House) -> str:
    """A dossier that awaits payment of its fees."""
    dossier = await house.received(fees=FEES)
    await house.act(dossier, "take-up", "payment-request")
    house.called_back()
    return dossier


async def started(house: House, dossier: str, *roles: str, **more: Any) -> dict[str, Any]:
    told: dict[str, Any] = await house.told(
        "portal", "POST", "/payments", *(roles or ("clerk",)), json={"dossier": dossier, **more}
    )
    return told


async def refused(house: House, dossier: str, *roles: str, **more: Any) -> tuple[int, str]:
    answer = await house.ask("portal", "POST", "/payments", *(roles or ("clerk",)), json={"dossier": dossier, **more})
    return answer.status_code, answer.json()["code"]


async def citizen_pays(house: House, reference: str, **how: Any) -> list[Any]:
    asked = {"reference": reference, "partner": PARTNER, **how}
    answer = await house.clients["standin"].post("/_admin/inbound/payment-callback", json=asked)
    assert answer.is_success, answer.text
    deliveries: list[Any] = answer.json()
    return deliveries


async def only(house: House, dossier: str) -> dict[str, Any]:
    (payment,) = (await house.told("portal", "GET", "/payments", "officer", params={"dossier": dossier}))["items"]
    return dict(payment)


async def paid_by(house: House, dossier: str) -> list[str | None]:
    read = await house.told("intake", "GET", f"/dossiers/{dossier}", "clerk")
    return [fee["paid_by"] for fee in read["fees"]]


async def verdicts(house: House) -> list[tuple[str, str]]:
    rows = await house.rows("select source, verdict from portal.payment_words order by number")
    return [(row["source"], row["verdict"]) for row in rows]


def callback(reference: str, **changes: Any) -> dict[str, Any]:
    said = {"MaLoi": "00", "MaThamChieu": reference, "SoTien": "58000", "MaGiaoDich": "GD9"}
    return signed(said | {"MaNganHang": "NHTHU", "ThoiGianGD": "20260305090000"} | changes, PAID, SECRET)


async def call_back(house: House, body: Any) -> str:
    answer = await house.door.post("/payments/callback", json=body)
    assert answer.status_code == 200
    return str(answer.json()["MaLoi"])


async def test_what_is_paid_online_is_known_to_every_service(house: House, owing: str) -> None:
    begun = await started(house, owing, "tracker")
    assert begun["amount"] == 58_000
    page = httpx2.URL(begun["address"]).path
    assert "58000" in (await house.clients["standin"].get(page)).text.replace(".", "").replace(" ", "")
    assert await started(house, owing) == begun
    [delivery] = await citizen_pays(house, begun["reference"])
    assert delivery["outcome"] == "received"
    assert (await only(house, owing))["state"] == "paid"
    await house.look_after_payments()
    payment = await only(house, owing)
    assert payment["applied_at"]
    assert payment["apply_trouble"] is None
    assert (await house.dossier(owing))["state"] == "in_process"
    assert await paid_by(house, owing) == ["online", "online", None, "cash"]
    history = (await house.dossier(owing))["history"]
    assert next(act["actor"] for act in history if act["act"] == "payment_received") == "portal"
    assert await verdicts(house) == [("callback", "taken")]
    receipt = await house.ask("portal", "GET", f"/payments/{begun['reference']}/receipt", "clerk")
    assert receipt.content.startswith(b"%PDF")
    assert (await refused(house, owing)) == (409, "nothing_to_pay")


async def test_a_call_back_with_a_wrong_check_sum_or_amount_changes_nothing(house: House, owing: str) -> None:
    reference = (await started(house, owing))["reference"]
    assert (await citizen_pays(house, reference, wrong_check_sum=True))[-1]["outcome"] != "received"
    assert await call_back(house, callback(reference, SoTien="1")) == "99"
    assert await call_back(house, callback("0" * 18)) == "99"
    assert await call_back(house, callback(reference) | {"SoTien": "58001"}) == "99"
    assert await call_back(house, {}) == "99"
    assert (await only(house, owing))["state"] == "started"
    assert await verdicts(house) == [("callback", "amount_differs")]
    await house.look_after_payments()
    assert (await house.dossier(owing))["state"] == "awaiting_payment"


async def test_a_call_back_told_again_is_taken_and_does_nothing(house: House, owing: str) -> None:
    reference = (await started(house, owing))["reference"]
    said = [await call_back(house, callback(reference)) for _ in range(3)]
    assert said == ["00"] * 3
    assert await call_back(house, callback(reference, MaGiaoDich="GD10")) == "99"
    assert [verdict for _, verdict in await verdicts(house)] == ["taken", "repeated", "repeated", "paid_otherwise"]
    for _ in range(2):
        await house.look_after_payments()
    acts = [act["act"] for act in (await house.dossier(owing))["history"]]
    assert acts.count("payment_received") == 1


async def test_a_lost_call_back_is_found_by_asking(house: House, owing: str) -> None:
    reference = (await started(house, owing))["reference"]
    await house.look_after_payments()
    house.later(minutes=1)
    await house.look_after_payments()
    assert (await only(house, owing))["state"] == "started"
    assert await citizen_pays(house, reference, is_lost=True) == []
    house.later(minutes=1)
    await house.look_after_payments()
    assert (await only(house, owing))["applied_at"]
    assert (await house.dossier(owing))["state"] == "in_process"
    assert [source for source, _ in await verdicts(house)] == ["query", "query"]


async def test_a_citizen_who_pays_before_the_platform_has_answered_is_not_lost(house: House, owing: str) -> None:
    await house.clients["standin"].post("/_admin/faults", json={"fault": "callback_before_reply", "count": 1})
    begun = await started(house, owing)
    assert begun["address"]
    assert (await only(house, owing))["state"] == "paid"


async def test_an_answer_that_never_came_leaves_a_payment_to_be_asked_about(house: House, owing: str) -> None:
    await house.clients["standin"].post("/_admin/faults", json={"fault": "bad_gateway", "count": 1})
    assert await refused(house, owing) == (503, "payments_away")
    first = await only(house, owing)
    assert first["state"] == "unknown"
    again = await started(house, owing)
    assert again["reference"] != first["reference"]


async def test_a_payment_that_the_citizen_gave_up_makes_room_for_another(house: House, owing: str) -> None:
    first = (await started(house, owing))["reference"]
    await citizen_pays(house, first, is_paid=False)
    assert (await only(house, owing))["state"] == "failed"
    assert (await started(house, owing))["reference"] != first


async def test_nobody_is_asked_about_a_payment_after_a_day_but_may_still_call(house: House, owing: str) -> None:
    reference = (await started(house, owing))["reference"]
    for _ in range(60):
        house.later(minutes=30)
        await house.look_after_payments()
    assert (await only(house, owing))["state"] == "unknown"
    asked = len(await verdicts(house))
    house.later(days=1)
    await house.look_after_payments()
    assert len(await verdicts(house)) == asked < 40
    await citizen_pays(house, reference)
    assert (await only(house, owing))["state"] == "paid"


async def test_an_officer_names_what_is_due_besides_fees(house: House) -> None:
    dossier = await house.received()
    assert await refused(house, dossier) == (409, "nothing_to_pay")
    assert await refused(house, dossier, amount=900_000) == (409, "payment_not_awaited")
    await house.act(dossier, "take-up", "payment-request")
    assert await refused(house, dossier, "tracker", amount=900_000) == (403, "amount_not_yours")
    begun = await started(house, dossier, "officer", amount=900_000)
    house.called_back()
    await citizen_pays(house, begun["reference"])
    await house.look_after_payments()
    assert (await house.dossier(dossier))["state"] == "in_process"


async def test_fees_that_changed_meanwhile_are_left_to_a_person(house: House, owing: str) -> None:
    reference = (await started(house, owing))["reference"]
    change = {"revision": 1, "reason": "Ghi nhầm lệ phí", "changes": {"fees": [{"name": "Lệ phí", "amount": 70_000}]}}
    await house.told("intake", "POST", f"/dossiers/{owing}/corrections", "clerk", json=change)
    await citizen_pays(house, reference)
    await house.look_after_payments()
    assert (await only(house, owing))["apply_trouble"] == "fees_differ"
    assert await paid_by(house, owing) == [None]
    assert (await house.dossier(owing))["state"] == "in_process"


async def test_a_payment_is_started_by_those_whose_dossier_it_is(house: House, owing: str) -> None:
    for role in ("leader", "monitor", "operator", "auditor"):
        assert await refused(house, owing, role) == (403, "role_not_allowed")
    answer = await house.ask("portal", "POST", "/payments", "clerk", json={"dossier": owing}, offices=("H26",))
    assert (answer.status_code, answer.json()["code"]) == (404, "dossier_not_found")
    listed = await house.ask("portal", "GET", "/payments", "clerk", params={"dossier": owing}, offices=("H26",))
    assert listed.status_code == 404
    missing = await house.ask("portal", "GET", f"/payments/{'0' * 18}/receipt", "clerk")
    assert missing.json()["code"] == "payment_not_found"


async def test_while_one_payment_is_on_its_way_no_other_is_started(house: House, owing: str) -> None:
    async with house.works.begin() as work:
        on_its_way = Payment(
            *("a" * 18, UUID(owing), "dvcqg", 58_000, True, PaymentState.STARTED, None, None, house.clock.now(), 0)
        )
        assert await work.payments.add(on_its_way, "canbo.k", house.clock.now())
        assert not await work.payments.add(replace(on_its_way, reference="b" * 18), "canbo.k", None)
    assert await refused(house, owing) == (409, "payment_just_started")
    house.later(minutes=1)
    await started(house, owing)
    states = [row["state"] for row in await house.rows("select state from portal.payments order by started_at")]
    assert states == ["unknown", "started"]
