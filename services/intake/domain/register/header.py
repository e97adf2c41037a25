"""Finds the header of a book wherever it stands, and which column holds what, by folded names and their synonyms."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from services.intake.domain.register.cells import Cell, folded

LOOKED_AT = 60  # rows from the top in which a header is searched
_NEEDED = {"code", "received"}
_FEWEST = 4

_NAMES = {
    "code": "ma ho so|so ho so|ma so ho so|so bien nhan|ma bien nhan|ma so bien nhan|ma so hs|ma hs|so hs|"
    "ma ho so tthc",
    "procedure": "ma tthc|ma thu tuc|ma thu tuc hanh chinh|ma so tthc|ma so thu tuc|ma so thu tuc hanh chinh",
    "procedure_name": "ten thu tuc hanh chinh|ten tthc|thu tuc hanh chinh|ten thu tuc|tthc|thu tuc|"
    "noi dung giai quyet|noi dung ho so|ten ho so|loai ho so",
    "sets": "so bo|so bo ho so|so luong bo|so luong bo ho so",
    "applicant": "ten to chuc ca nhan|to chuc ca nhan|ten ca nhan to chuc|ca nhan to chuc|ho va ten|ho ten|nguoi nop|"
    "nguoi nop ho so|ten nguoi nop|ho ten nguoi nop|ho va ten nguoi nop|chu ho so|ten chu ho so|khach hang|"
    "ho ten to chuc ca nhan|ten cong dan to chuc|ten to chuc ca nhan nop ho so|ten co quan to chuc ca nhan",
    "identity": "so dinh danh cmnd|so dinh danh|cmnd|cccd|so cmnd|so cccd|cmnd cccd|so cmnd cccd|so cccd cmnd|"
    "so giay to|cccd cmnd|so dinh danh ca nhan|so dinh danh cccd|so dinh danh cccd cmnd|so giay to tuy than|"
    "so dinh danh cmnd ma so thue|cmnd cccd mst|so cccd ma so thue",
    "address": "dia chi|dia chi lien he|noi o|noi cu tru|dia chi nguoi nop|dia chi thuong tru",
    "phone": "so dien thoai|dien thoai|sdt|so dt|dt|dien thoai lien he|so dien thoai lien he|di dong",
    "lead": "co quan chu tri giai quyet|co quan giai quyet|don vi giai quyet|co quan chu tri|don vi chu tri|"
    "phong ban giai quyet|co quan thuc hien|noi giai quyet|don vi xu ly|phong ban chuyen mon|co quan xu ly",
    "channel": "hinh thuc nop|hinh thuc tiep nhan|hinh thuc nop ho so|kenh tiep nhan|kenh nop|cach thuc nop|"
    "phuong thuc nop|phuong thuc tiep nhan|cach thuc tiep nhan|kenh thuc hien|hinh thuc nhan ho so|nguon tiep nhan",
    "received": "ngay gio tiep nhan|ngay tiep nhan|thoi gian tiep nhan|ngay nhan|ngay nhan ho so|thoi diem tiep nhan|"
    "ngay tiep nhan ho so|ngay gio nhan|tiep nhan|nhan ho so|gio ngay tiep nhan|ngay gio tiep nhan ho so|"
    "ngay thang tiep nhan|ngay thang nam tiep nhan|ngay thang nam nhan ho so",
    "due": "ngay gio hen tra|ngay hen tra|hen tra|ngay hen tra ket qua|hen tra ket qua|ngay gio hen tra ket qua|"
    "thoi gian hen tra|han tra|han tra ket qua|han giai quyet|han xu ly|ngay hen|thoi han giai quyet|gio ngay hen tra|"
    "ngay thang nam hen tra|ngay thang nam hen tra ket qua|thoi gian hen tra ket qua",
    "result": "ngay gio co ket qua|ngay co ket qua|co ket qua|ngay ket thuc xu ly|ngay ket thuc|ngay giai quyet xong|"
    "ngay xu ly xong|ngay hoan thanh|ngay gio hoan thanh|thoi gian co ket qua|ngay co kq|gio ngay co ket qua|"
    "ngay nhan ket qua tu phong chuyen mon|ngay gio ket thuc xu ly",
    "returned": "ngay gio tra ket qua|ngay tra ket qua|ngay tra|tra ket qua|thoi gian tra ket qua|ngay tra kq|"
    "ngay tra ket qua thuc te|ngay tra thuc te|gio ngay tra ket qua|ngay thang nam tra ket qua",
    "return_way": "phuong thuc nhan ket qua|hinh thuc nhan ket qua|cach nhan ket qua|hinh thuc tra ket qua|"
    "phuong thuc tra ket qua|noi nhan ket qua|hinh thuc tra",
    "status": "tinh trang|trang thai|tinh trang ho so|trang thai ho so|tinh trang giai quyet|ket qua giai quyet|"
    "tinh hinh giai quyet|tinh trang xu ly|trang thai xu ly",
    "note": "ghi chu|chu thich|ghi chu khac",
}
_COLUMNS = {name: column for column, names in _NAMES.items() for name in names.split("|")}
Columns = Mapping[str, int]


def find_header(rows: Sequence[Sequence[Cell]]) -> tuple[int, Columns] | None:
    """The index of the header's last row, and where each column stands. Headers of two rows are read as one."""
    for index, row in enumerate(rows[:LOOKED_AT]):
        columns = _read(map(folded, row))
        if _is_header(columns):
            below = rows[index + 1] if index + 1 < len(rows) else ()
            double = _read(_joined(row, below))
            return (index + 1, double) if _is_split(columns, double) else (index, columns)
    for index, (above, below) in enumerate(pairwise(rows[:LOOKED_AT])):
        columns = _read(_joined(above, below))
        if _is_header(columns):
            return index + 1, columns
    return None


def _is_header(columns: Columns) -> bool:
    return columns.keys() >= _NEEDED and len(columns) >= _FEWEST


def _is_split(single: Columns, double: Columns) -> bool:
    return _is_header(double) and len(double) > len(single) and double["code"] == single["code"]


def _read(names: Iterator[str]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for place, name in enumerate(names):
        column = _COLUMNS.get(name) or _COLUMNS.get(_without_number(name))
        if column:
            columns.setdefault(column, place)
    return columns


def _without_number(name: str) -> str:
    """`ma ho so 2`: some books print the column's number inside its name."""
    return name.rstrip("0123456789").strip()


def _joined(above: Sequence[Cell], below: Sequence[Cell]) -> Iterator[str]:
    spanned = ""
    for place in range(max(len(above), len(below))):
        upper = folded(above[place]) if place < len(above) else ""
        lower = folded(below[place]) if place < len(below) else ""
        spanned = upper or spanned
        if lower and lower in _COLUMNS and not (upper and upper in _COLUMNS):
            yield lower
        elif lower and not upper.isdecimal():
            yield f"{spanned} {lower}"
        else:
            yield upper


def is_header_again(row: Sequence[Cell], columns: Columns) -> bool:
    """A header repeated at a page break, or the line of column numbers (1) (2) (3) under it."""
    code, received = (folded(row[columns[c]]) if columns[c] < len(row) else "" for c in ("code", "received"))
    if _COLUMNS.get(code) == "code":
        return True
    return bool(code) and code.isdecimal() and received.isdecimal() and len(code) <= 2 and len(received) <= 2
