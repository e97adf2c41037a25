"""What generation A hands us, read into our own words.

The payload of ordinary dossiers is public nowhere: `GuiHoSo`, `GuiBoSungHoSo` and `GuiYeuCauRutHoSo` are our choice
(in the field names of `DongBoHoSoMC`) until the portal's operator says otherwise; tax papers are as seen in OpenCPS.
"""

import base64
import binascii
from collections.abc import Callable, Mapping
from json import JSONDecodeError
from typing import Any

from services.portal.domain.inbound.messages import (
    Bringer,
    Message,
    Owner,
    SentDossier,
    SentFee,
    SentFile,
    SentSupplement,
    SentTaxNotice,
    SentTaxReceipt,
    SentWithdrawal,
)
from services.portal.drivers.gen_a.tax_notice_xml import read_tax_notice
from services.portal.drivers.gen_a.writing import read_instant
from shared.errors import Invalid
from shared.text import clean_text
from shared.web.strict_json import parse_strictly

_KINDS = {"1": "citizen", "2": "business", "3": "organisation", "4": "organisation"}
_MOST_FILES = 100
_LARGEST_FILE = 20 * 1024 * 1024  # what intake takes
_LONGEST = 500
_LONGEST_TEXT = 3500


def read_inbound(raw: bytes) -> Message:
    """Refuses `inbound_not_readable`; `fields` names the wire fields that are wrong, never their values."""
    said = _whole(raw)
    service = said.get("service")
    if not isinstance(service, str) or service not in _READERS:
        raise _wrong("service")
    data = said.get("data", said)
    return _READERS[service](_Fields(data if isinstance(data, Mapping) else {}))


def asked_code(raw: bytes) -> str | None:
    """The code of a look-up (`TraCuuHoSo`); None for anything else, however broken."""
    try:
        said = _whole(raw)
    except Invalid:
        return None
    return str(said.get("masohoso") or "")[:100] if said.get("service") == "TraCuuHoSo" else None


def _whole(raw: bytes) -> Mapping[str, Any]:
    try:
        said = parse_strictly(raw)
    except JSONDecodeError:
        raise _wrong("body") from None
    if not isinstance(said, Mapping):
        raise _wrong("body")
    return said


class _Fields:
    """An object of the wire. Scalars are texts, but numbers are taken for them."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._data = data

    def text(self, name: str, longest: int = _LONGEST) -> str:
        """Empty where there is none."""
        value = self._data.get(name)
        if value is None:
            return ""
        if not isinstance(value, str | int) or isinstance(value, bool) or len(str(value)) > longest:
            raise _wrong(name)
        try:
            return clean_text(str(value))
        except Invalid:
            raise _wrong(name) from None

    def needed(self, name: str, longest: int = _LONGEST) -> str:
        return self.text(name, longest) or _refuse(name)

    def code(self) -> str:
        code = self.needed("MaHoSo", 100)
        return code if code.isascii() and code.isprintable() and " " not in code else _refuse("MaHoSo")

    def objects(self, name: str) -> list["_Fields"]:
        rows = self._data.get(name)
        if rows is None:
            return []
        if not isinstance(rows, list) or len(rows) > _MOST_FILES or not all(isinstance(row, Mapping) for row in rows):
            raise _wrong(name)
        return [_Fields(row) for row in rows]

    def inner(self, name: str) -> "_Fields | None":
        value = self._data.get(name)
        return _Fields(value) if isinstance(value, Mapping) else None

    def content(self, name: str) -> bytes | None:
        value = self._data.get(name)
        if not value:
            return None
        if not isinstance(value, str) or len(value) > _LARGEST_FILE * 3 // 2:
            raise _wrong(name)
        try:
            return base64.b64decode("".join(value.split()), validate=True)  # some break it into lines
        except (binascii.Error, ValueError):
            raise _wrong(name) from None

    def amount(self, name: str) -> int:
        text = self.text(name, 15) or "0"
        return int(text) if text.isascii() and text.isdigit() else int(_refuse(name))


def _dossier(data: _Fields) -> SentDossier:
    bringer = data.inner("NguoiNop")
    return SentDossier(
        code=data.code(),
        procedure=data.needed("MaTTHC", 60),
        agency=data.needed("MaDonVi", 60),
        filed_at=read_instant(data.needed("NgayNopHoSo")) or _refuse("NgayNopHoSo"),
        owner=Owner(
            name=data.needed("ChuHoSo"),
            kind=_KINDS.get(data.text("LoaiDoiTuong") or "1") or _refuse("LoaiDoiTuong"),
            number=data.text("SoGiayToChuHoSo") or None,
            phone=data.text("SoDienThoai") or None,
            email=data.text("Email") or None,
            address=data.text("DiaChi") or None,
            tech_id=data.text("MaDoiTuong") or None,
        ),
        bringer=Bringer(bringer.needed("HoVaTen"), bringer.text("SoDinhDanh") or None) if bringer else None,
        is_by_post=data.text("HinhThuc") == "1",
        form_data=data.text("ThongTinKhac", 100_000),
        files=_files(data),
        fees=tuple(SentFee(fee.needed("TenPhiLePhi"), fee.amount("Gia")) for fee in data.objects("DanhSachLePhi")),
    )


def _files(data: _Fields) -> tuple[SentFile, ...]:
    return tuple(_file(row) for row in data.objects("TaiLieuNop"))


def _file(row: _Fields) -> SentFile:
    return SentFile(
        name=row.needed("TenTepDinhKem"),
        component=row.text("MaThanhPhanHoSo", 60),
        content=row.content("Base64"),
        address=row.text("DuongDanTaiTepTin", 4000) or None,
        is_from_store=row.text("DuocLayTuKhoDMQG") == "1",
    )


def _supplement(data: _Fields) -> SentSupplement:
    brought_at = read_instant(data.needed("NgayBoSung")) or _refuse("NgayBoSung")
    return SentSupplement(data.code(), brought_at, data.text("NoiDung", _LONGEST_TEXT), _files(data))


def _withdrawal(data: _Fields) -> SentWithdrawal:
    asked_at = read_instant(data.needed("NgayYeuCau")) or _refuse("NgayYeuCau")
    return SentWithdrawal(data.code(), asked_at, data.text("LyDo", _LONGEST_TEXT))


def _tax_notice(data: _Fields) -> SentTaxNotice:
    document = data.content("FileThongBaoThue") or _refuse("FileThongBaoThue").encode()
    return SentTaxNotice(*read_tax_notice(document), document)


def _tax_receipt(data: _Fields) -> SentTaxReceipt:
    paid = data.inner("ThongTinThanhToan") or _Fields({})
    return SentTaxReceipt(
        code=data.code(),
        notice=paid.text("MaThongBaoThue", 100),
        amount=paid.amount("SoTien"),
        paid_at=read_instant(paid.text("ThoiGianThanhToan")),
        is_paid=paid.text("TrangThaiThanhToan") == "1",
        address=data.text("UrlFileChungTu", 4000),
    )


_READERS: Mapping[str, Callable[[_Fields], Message]] = {
    "GuiHoSo": _dossier,
    "GuiBoSungHoSo": _supplement,
    "GuiYeuCauRutHoSo": _withdrawal,
    "NhanThongBaoThueDat": _tax_notice,
    "NhanChungTuThueDat": _tax_receipt,
}


def _refuse(name: str) -> Any:
    raise _wrong(name)


def _wrong(name: str) -> Invalid:
    message = f"Nội dung Cổng gửi không đọc được ({name})"
    return Invalid("inbound_not_readable", message, fields={name: message})
