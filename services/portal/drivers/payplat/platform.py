"""Starts payments, asks about them and reads call-backs: one address, the kind of message in `LoaiBanTin`."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import httpx2

from services.portal.connections import PayDesk
from services.portal.domain.official_text import is_success
from services.portal.domain.payments.payment import Outcome, Told
from services.portal.domain.payments.platform import Bill, NotGenuine, PlatformAway, PlatformRefuses
from services.portal.drivers.answers import body_of
from services.portal.drivers.payplat.check_sum import ASKED, INIT, PAID, STARTED, must_be_genuine, signed
from shared.worktime import LEGAL_ZONE

# Only 00 is known to mean paid. What neither is paid nor says that it failed may still be paid.
_FAILED = frozenset({"02"})
_OK = 200


class PayPlat:
    """One partner account. The secret is in no message."""

    def __init__(self, desk: PayDesk, http: httpx2.AsyncClient) -> None:
        self._desk, self._http = desk, http

    async def start(self, bill: Bill) -> str:
        said = await self._say(self._init(bill), INIT)
        self._must_be_ours(said, bill.reference)
        self._must_be_genuine(said, STARTED)
        address = str(said.get("UrlThanhToan") or "")
        if not address.startswith(("https://", "http://")):
            raise PlatformRefuses("không có địa chỉ thanh toán")
        return address

    async def ask(self, reference: str, at: datetime) -> Told:
        said = await self._say(self._question("QUERY", reference, at), ASKED)
        if "MaXacThuc" not in said:
            raise PlatformRefuses(_text_of(said))
        self._must_be_genuine(said, PAID)
        if said.get("MaThamChieu") != reference:
            raise PlatformAway
        return _told(said)

    async def receipt(self, reference: str, at: datetime) -> bytes:
        answer = await self._post(self._question("GET_BILL", reference, at), ASKED)
        if answer.content.startswith(b"%PDF"):
            return answer.content
        raise PlatformRefuses(_text_of(body_of(answer) or {}))

    def read_callback(self, message: Mapping[str, Any]) -> Told:
        must_be_genuine(message, PAID, self._desk.secret)
        return _told(message)

    async def close(self) -> None:
        await self._http.aclose()

    def _init(self, bill: Bill) -> dict[str, Any]:
        desk = self._desk
        return {
            **self._question("INIT", bill.reference, bill.at),
            "SoTien": str(bill.amount),
            "LoaiHinhThanhToan": "PAY",
            "MaKenhThanhToan": desk.channel,
            "MaThietBi": desk.device,
            "NgonNgu": "vi-VN",
            "MaTienTe": "VND",
            "MaNganHang": desk.bank,
            "ThongTinGiaoDich": bill.text,
            "Ip": desk.ip,
            "ThongTinBienLai": {
                "MaDVC": f"{bill.procedure}.01",
                "MaTTHC": bill.procedure,
                "MaDonVi": bill.agency,
                "MaHoSo": bill.dossier,
                "TKThuHuong": desk.beneficiary,
            },
        }

    def _question(self, kind: str, reference: str, at: datetime) -> dict[str, Any]:
        return {
            "LoaiBanTin": kind,
            "PhienBan": self._desk.version,
            "MaDoiTac": self._desk.partner,
            "MaThamChieu": reference,
            "ThoiGianGD": at.astimezone(LEGAL_ZONE).strftime("%Y%m%d%H%M%S"),
        }

    async def _say(self, message: Mapping[str, Any], order: Sequence[str]) -> dict[str, Any]:
        said = body_of(await self._post(message, order))
        if said is None:
            raise PlatformAway
        return said

    async def _post(self, message: Mapping[str, Any], order: Sequence[str]) -> httpx2.Response:
        try:
            answer = await self._http.post(self._desk.address, json=signed(message, order, self._desk.secret))
        except httpx2.HTTPError:
            raise PlatformAway from None
        if answer.status_code != _OK:
            raise PlatformAway
        return answer

    def _must_be_genuine(self, said: Mapping[str, Any], order: Sequence[str]) -> None:
        """An answer that it did not sign is none."""
        try:
            must_be_genuine(said, order, self._desk.secret)
        except NotGenuine:
            raise PlatformAway from None

    def _must_be_ours(self, said: Mapping[str, Any], reference: str) -> None:
        if not is_success(said.get("MaLoi")):
            raise PlatformRefuses(_text_of(said))
        if said.get("MaThamChieu") != reference:
            raise PlatformAway


def _told(said: Mapping[str, Any]) -> Told:
    code, amount = str(said.get("MaLoi") or ""), str(said.get("SoTien") or "")
    outcome = Outcome.PAID if is_success(code) else Outcome.FAILED if code in _FAILED else Outcome.WAITING
    return Told(
        reference=str(said.get("MaThamChieu") or ""),
        outcome=outcome,
        code=code,
        amount=int(amount) if amount.isascii() and amount.isdigit() else None,
        transaction=str(said.get("MaGiaoDich") or ""),
    )


def _text_of(said: Mapping[str, Any]) -> str:
    return str(said.get("MoTaLoi") or said.get("MaLoi") or "")


def callback_answer(*, is_taken: bool) -> dict[str, str]:
    """Words are ours: the code is what counts."""
    return {"MaLoi": "00", "MoTaLoi": "Đã nhận"} if is_taken else {"MaLoi": "99", "MoTaLoi": "Không nhận"}
