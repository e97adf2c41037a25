"""A row of progress as generation A wants it (`CapNhatTienDoHoSoMC`), and read back from its look-up."""

from collections.abc import Mapping
from typing import Any

from services.portal.domain.outbound.told import Row, There, ThereRow
from services.portal.drivers.gen_a.writing import LONGEST_OFFICER, LONGEST_TEXT, cut, instant, read_instant
from services.portal.drivers.rows_listed import all_or_none


def row_wire(row: Row) -> dict[str, str]:
    shot = row.shot
    return {
        "MaHoSo": row.code,
        "NguoiXuLy": cut(row.officer, LONGEST_OFFICER),
        "ChucDanh": "",
        "ThoiDiemXuLy": instant(shot.happened_at),
        "PhongBanXuLy": row.unit,
        "NoiDungXuLy": cut(row.text, LONGEST_TEXT),
        "TrangThai": str(int(shot.status)),
        "NgayBatDau": instant(shot.step_from),
        "NgayKetThucTheoQuyDinh": instant(shot.step_due),
    }


def there_of(found: Mapping[str, Any]) -> There:
    """What the look-up lists. Whether the real portal lists rows is not known: without the list `rows` is None."""
    rows = found.get("DanhSachTienDo")
    return There(
        code=str(found.get("MaHoSo", "")),
        status=_number(found.get("TrangThaiHoSo")),
        rows=all_or_none(_row(row) for row in rows) if rows is not None else None,
        due_at=read_instant(found.get("NgayHenTra")),
        ended_at=read_instant(found.get("NgayKetThucXuLy")),
        returned_at=read_instant(found.get("NgayTra")),
    )


def _row(said: Mapping[str, Any]) -> ThereRow | None:
    at, status = read_instant(said.get("ThoiDiemXuLy")), _number(said.get("TrangThai"))
    return None if at is None or status is None else ThereRow(at, status, str(said.get("NoiDungXuLy", "")))


def _number(text: object) -> int | None:
    return int(str(text)) if str(text).isdigit() else None
