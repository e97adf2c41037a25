"""KhoGiayTo (which papers a person has) and TaiGiayTo (one of them): camel case in the reply, a file as bare base64."""

from base64 import b64encode
from typing import Any

from services.portal_standin.around.looking_up.paper_store import Paper, PaperStore
from services.portal_standin.domain.complaint import Complaint, Refused
from services.portal_standin.portal import NationalPortal
from services.portal_standin.service import Call, Service

_CHANNELS = ("1", "2")  # an officer, a citizen


def _search(portal: NationalPortal, call: Call) -> dict[str, Any]:
    body = call.body
    for name in ("SoDinhDanhChuSoHuu", "HoTenNguoiYeuCau", "SoDinhDanhNguoiYeuCau", "MaThuTuc"):
        if not str(body[name] or ""):
            raise Refused("V05", Complaint(f"Thiếu trường {name}", name))
    if body["KenhThucHien"] not in _CHANNELS:
        raise Refused("V09", Complaint("KenhThucHien phải là 1 (cán bộ) hoặc 2 (công dân)", "KenhThucHien"))
    wanted = _wanted(body["DanhSachDanhMucKetQua"])
    found = portal.book(PaperStore).of_owner(str(body["SoDinhDanhChuSoHuu"]), wanted)
    return _said("0", "" if found else "Không tìm thấy giấy tờ", [_listed(paper) for paper in found])


def _wanted(asked: Any) -> set[tuple[str, str]]:
    if not isinstance(asked, list) or not all(isinstance(each, dict) and each.get("MaKetQua") for each in asked):
        text = "DanhSachDanhMucKetQua phải là danh sách có MaKetQua"
        raise Refused("V04", Complaint(text, "DanhSachDanhMucKetQua"))
    return {(str(each["MaKetQua"]), str(each.get("SoKyHieu") or "")) for each in asked}


def _listed(paper: Paper) -> dict[str, Any]:
    return {
        "MaKetQua": paper.result,
        "TenGiayTo": paper.title,
        "SoKyHieu": paper.number,
        "CoQuanChuQuan": paper.issuer,
        "DanhSachTepDinhKem": [{"TenTep": f"{paper.result}.pdf", "DuongDan": paper.path}],
    }


def _said(code: str, text: str, papers: list[dict[str, Any]]) -> dict[str, Any]:
    """What `signature` signs is not known: it stays empty."""
    return {"errorCode": code, "message": text, "signature": "", "result": {"DanhSachGiayToKetQua": papers}}


def _fetch(portal: NationalPortal, call: Call) -> Any:
    paper = portal.book(PaperStore).at(str(call.body["CoQuanChuQuan"]), str(call.body["DuongDan"]))
    if paper is None:
        return _said("-1", "Không tìm thấy tệp", [])
    portal.evidence.papers_fetched_for.add(paper.owner)
    return b64encode(paper.file()).decode()


SERVICES = {
    "KhoGiayTo": Service(
        _search,
        (
            "SoDinhDanhChuSoHuu",
            "HoTenNguoiYeuCau",
            "SoDinhDanhNguoiYeuCau",
            "KenhThucHien",
            "MaThuTuc",
            "DanhSachDanhMucKetQua",
        ),
    ),
    "TaiGiayTo": Service(_fetch, ("CoQuanChuQuan", "DuongDan")),
}
