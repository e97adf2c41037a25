"""The bodies the portal sends to a province. Names follow the known ones; what is filled in is made up."""

import json
from base64 import b64encode
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from xml.etree import ElementTree as Xml

from services.portal_standin.around.inbound.asked import (
    DossierAsked,
    FiledPaper,
    SupplementAsked,
    TaxNoticeAsked,
    TaxReceiptAsked,
    WithdrawalAsked,
)
from services.portal_standin.around.inbound.given_files import GivenFiles
from services.portal_standin.around.people import Person
from services.portal_standin.around.specimen import print_specimen
from services.portal_standin.domain.wire_time import write_time

_APPLICANTS = {1: "1", 2: "2", 3: "4"}  # LoaiTaiKhoan as LoaiDoiTuong
_TO_PAY_WITHIN = timedelta(days=30)


def dossier(asked: DossierAsked, code: str, owner: Person, filer: Person, at: datetime, papers: Any) -> dict[str, Any]:
    """The account that files is `MaDoiTuong`; `NguoiNop` only where it files for somebody else."""
    written = {
        "MaHoSo": code,
        "MaTTHC": asked.procedure,
        "MaDonVi": asked.agency,
        "NgayNopHoSo": write_time(at),
        "ChuHoSo": owner.owner_name,
        "LoaiDoiTuong": _APPLICANTS[owner.kind],
        "MaDoiTuong": filer.tech_id,
        "SoGiayToChuHoSo": owner.owner_number,
        "SoDienThoai": filer.phone,
        "Email": filer.email,
        "DiaChi": owner.address,
        "HinhThuc": "1" if asked.by_post else "0",
        "ThongTinKhac": json.dumps(asked.form, ensure_ascii=False),
        "TaiLieuNop": papers,
        "DanhSachLePhi": [
            {"TenPhiLePhi": fee.name, "MaPhiLePhi": fee.code, "Gia": str(fee.amount)} for fee in asked.fees
        ],
    }
    if filer is not owner:
        written["NguoiNop"] = {"HoVaTen": filer.name, "SoDinhDanh": filer.number}
    return written


def supplement(asked: SupplementAsked, at: datetime, papers: Any) -> dict[str, Any]:
    return {"MaHoSo": asked.code, "NgayBoSung": write_time(at), "NoiDung": asked.text, "TaiLieuNop": papers}


def withdrawal(asked: WithdrawalAsked, at: datetime) -> dict[str, Any]:
    return {"MaHoSo": asked.code, "NgayYeuCau": write_time(at), "LyDo": asked.reason}


def tax_notice(asked: TaxNoticeAsked, payer: Person, at: datetime) -> dict[str, Any]:
    xml = asked.xml.encode() if asked.xml is not None else _notice(asked, payer, at)
    return {"FileThongBaoThue": b64encode(xml).decode()}


def tax_receipt(asked: TaxReceiptAsked, payer: Person, at: datetime, link: str) -> dict[str, Any]:
    return {
        "MaHoSo": asked.code,
        "HoTenNguoiNopTien": payer.name,
        "MaSoThue": payer.tax_number,
        "ThongTinThanhToan": {
            "MaThongBaoThue": asked.notice,
            "ThoiGianThanhToan": write_time(at),
            "SoTien": str(asked.amount),
            "NoiDungThanhToan": f"Nộp thuế đất theo thông báo {asked.notice}",
            "TrangThaiThanhToan": "1" if asked.is_paid else "0",
        },
        "UrlFileChungTu": link,
    }


def voucher(asked: TaxReceiptAsked, payer: Person, at: datetime) -> bytes:
    """The PDF behind `UrlFileChungTu`."""
    lines = (f"Hồ sơ: {asked.code}", f"Người nộp: {payer.name}", f"Số tiền: {asked.amount} đồng")
    return print_specimen(f"Chứng từ nộp thuế {asked.notice}", "Cơ quan thuế thử nghiệm", lines, at)


def submitted(papers: Sequence[FiledPaper], code: str, at: datetime, files: GivenFiles, here: str) -> Any:
    """`here` is this stand-in's own address: a link leads back to it."""
    return [_paper(paper, code, at, files, here) for paper in papers]


def _paper(paper: FiledPaper, code: str, at: datetime, files: GivenFiles, here: str) -> dict[str, str]:
    written = {"TenTepDinhKem": paper.name, "MaThanhPhanHoSo": paper.component}
    if paper.from_store:
        written["DuocLayTuKhoDMQG"] = "1"
    if paper.by == "base64":
        return written | {"Base64": paper.content or b64encode(_made(paper, code, at)).decode()}
    content = _made(paper, code, at) if paper.content is None else paper.content
    return written | {"DuongDanTaiTepTin": files.give(paper.name, content, here)}


def _made(paper: FiledPaper, code: str, at: datetime) -> bytes:
    return print_specimen(paper.name, "Công dân thử nghiệm", (f"Hồ sơ: {code}",), at)


def _notice(asked: TaxNoticeAsked, payer: Person, at: datetime) -> bytes:
    root = Xml.Element("ThongBaoThue")
    for name, text in {
        "MaThongBao": f"TB-{asked.code}",
        "MaHoSo": asked.code,
        "HoTenNguoiNop": payer.name,
        "MaSoThue": payer.tax_number,
        "NoiDung": "Lệ phí trước bạ",
        "SoTien": str(asked.amount),
        "NgayThongBao": write_time(at),
        "HanNop": write_time(at + _TO_PAY_WITHIN),
    }.items():
        Xml.SubElement(root, name).text = text
    written: bytes = Xml.tostring(root, encoding="utf-8", xml_declaration=True)
    return written
