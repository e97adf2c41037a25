"""The sharing services of generation A: procedures, fields, agencies and the other lists."""

from typing import Any

from services.portal_standin.portal import NationalPortal
from services.portal_standin.receiving.saying import found
from services.portal_standin.service import Call, Service

# Only their names are known from public sources; their fields are not, so the stand-in has no rows for them.
UNKNOWN_LISTS = (
    "GioiTinh", "TinhThanh", "QuanHuyen", "PhuongXa", "QuocGia", "DanToc", "TonGiao", "TinhTrangHonNhan",
    "DoiTuong", "CapThucHien", "CanCuPhapLy", "LePhi", "LoaiThuTuc", "NhomThuTuc", "ThuTucThuocLoai",
)  # fmt: skip


def _procedures(portal: NationalPortal, _: Call) -> dict[str, Any]:
    return found([{"MATTHC": each.code, "TENTTHC": each.name} for each in portal.catalogue.in_force()])


def _procedure(portal: NationalPortal, call: Call) -> dict[str, Any]:
    procedure = portal.catalogue.find(str(call.body.get("maTTHC") or ""))
    return found([procedure.as_told()] if procedure else [])


def _fields(portal: NationalPortal, call: Call) -> dict[str, Any]:
    fields: dict[str, str] = {}
    for procedure in portal.catalogue.in_force():
        for each in procedure.wire.get("LINHVUCTHUCHIEN") or ():
            fields[str(each.get("MALINHVUC"))] = str(each.get("TENLINHVUC"))
    return found([{"MALINHVUC": code, "TENLINHVUC": name, "MANGANH": call.agency} for code, name in fields.items()])


def _agencies(portal: NationalPortal, _: Call) -> dict[str, Any]:
    agencies = portal.config.agencies.items()
    return found([{"MADONVI": code, "TENDONVI": name, "CAPDONVI": str(code.count(".") + 1)} for code, name in agencies])


def _services(portal: NationalPortal, _: Call) -> dict[str, Any]:
    told = [
        {
            "MADVC": f"{each.code}.01",
            "TENDVC": each.name,
            "MATTHC": each.code,
            "TENTTHC": each.name,
            "TENCOQUANBANHANH": "",
            "TENLINHVUC": next((str(of["TENLINHVUC"]) for of in each.wire.get("LINHVUCTHUCHIEN") or ()), ""),
            "APDUNGDVC": [],
        }
        for each in portal.catalogue.in_force()
    ]
    return {**found([]), "result": {"data": told}}


def _nothing(_: NationalPortal, __: Call) -> dict[str, Any]:
    return found([])


CATALOGUE_SERVICES = {
    "LayDanhSachTTHC": Service(_procedures),
    "LayThuTuc": Service(_procedure, keys=("maTTHC",)),
    "LayDanhMucLinhVuc": Service(_fields),
    "LayDanhMucCoQuan": Service(_agencies),
    "LayDVC": Service(_services),
    **{f"LayDanhMuc{name}": Service(_nothing) for name in UNKNOWN_LISTS},
}
