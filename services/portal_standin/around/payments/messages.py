"""What the platform makes of INIT, QUERY and GET_BILL; check-sum, amount and reference are V23."""

from dataclasses import dataclass, field
from typing import Any

from services.portal_standin.answering.tongues import GenerationA, Reply
from services.portal_standin.around.payments.check_sum import FIELDS, is_right, signed
from services.portal_standin.around.payments.payments import Outcome, Payment, Payments
from services.portal_standin.around.specimen import print_specimen
from services.portal_standin.domain.complaint import Complaint, Refused
from services.portal_standin.portal import NationalPortal
from services.portal_standin.service import Call

KINDS = ("INIT", "QUERY", "GET_BILL")


class PlatformTongue(GenerationA):
    """Always HTTP 200 too, but the code is MaLoi and the text MoTaLoi."""

    key = "MaLoi"
    success_codes = ("00", "00")

    def refuse(self, complaint: Complaint) -> Reply:
        return self.say("99", complaint.text)

    def say(self, code: Any, text: str) -> Reply:
        return Reply({"MaLoi": code, "MoTaLoi": text})


TONGUE = PlatformTongue()


@dataclass(slots=True)
class Desk:
    """Hears one message; `here` is the stand-in's own address. Keeps what the route must still do after the reply."""

    here: str
    begun: list[Payment] = field(default_factory=list)
    bills: list[bytes] = field(default_factory=list)

    def hear(self, portal: NationalPortal, call: Call) -> Reply:
        """Refuses with V23: anything that is wrong with the message."""
        _must(call.service in KINDS, "LoaiBanTin", "Loại bản tin không được hỗ trợ")
        secret = portal.config.partners.get(str(call.body.get("MaDoiTac", "")))
        if secret is None or not is_right(call.service, call.body, secret):
            raise _refused("MaXacThuc", "Mã xác thực không đúng")
        missing = next((name for name in FIELDS[call.service] if not call.body.get(name)), None)
        _must(missing is None, missing or "", f"Thiếu trường {missing}")
        if call.service == "INIT":
            return self._begin(portal, call, secret)
        payment = portal.book(Payments).of(str(call.body["MaDoiTac"]), str(call.body["MaThamChieu"]))
        if payment is None:
            raise _refused("MaThamChieu", "Mã tham chiếu không tồn tại")
        return self._bill(payment) if call.service == "GET_BILL" else Reply(signed("paid", payment.told(), secret))

    def _begin(self, portal: NationalPortal, call: Call, secret: str) -> Reply:
        sent, payments = call.body, portal.book(Payments)
        amount = str(sent["SoTien"])
        is_amount = amount.isascii() and amount.isdigit() and 0 < int(amount) < 10**12
        _must(is_amount, "SoTien", "Số tiền phải là số nguyên dương, đơn vị đồng")
        _must((sent["LoaiHinhThanhToan"], sent["MaTienTe"]) == ("PAY", "VND"), "MaTienTe", "Chỉ nhận PAY bằng VND")
        is_new = payments.of(str(sent["MaDoiTac"]), str(sent["MaThamChieu"])) is None
        _must(is_new, "MaThamChieu", "Mã tham chiếu đã tồn tại")
        payment = payments.begin(sent)
        payment.is_hasty = "callback_before_reply" in call.faults
        self.begun.append(payment)
        said = {"MaLoi": "00", "MaThamChieu": payment.reference, "UrlThanhToan": f"{self.here}/payplat/{payment.token}"}
        return Reply(signed("started", said, secret))

    def _bill(self, payment: Payment) -> Reply:
        _must(payment.outcome is Outcome.PAID, "MaThamChieu", "Giao dịch chưa được thanh toán")
        assert payment.ended_at  # noqa: S101
        lines = (
            f"Hồ sơ: {payment.dossier}",
            f"Mã giao dịch: {payment.transaction}",
            f"Số tiền: {payment.amount} đồng",
            f"Nội dung: {payment.text}",
        )
        title = f"Biên lai {payment.reference}"
        self.bills.append(print_specimen(title, "Nền tảng thanh toán thử nghiệm", lines, payment.ended_at))
        return Reply({"MaLoi": "00"})


def _must(holds: bool, field: str, text: str) -> None:
    if not holds:
        raise _refused(field, text)


def _refused(field: str, text: str) -> Refused:
    return Refused("V23", Complaint(text, field, "99"))
