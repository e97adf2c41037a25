"""The columns of a book and the names under which offices print them, folded and with abbreviations written out."""

import re

from services.intake.domain.register.cells import Cell, bare, folded, spelled_out

_NAMES = {
    "code": "ma ho so|so ho so|ma so ho so|so bien nhan|ma bien nhan|ma so bien nhan|ma so hs|ma hs|so hs|"
    "ma ho so tthc|so giay tiep nhan|ma giay tiep nhan|so phieu tiep nhan|so tiep nhan|ma so tiep nhan",
    "procedure": "ma tthc|ma thu tuc|ma thu tuc hanh chinh|ma so tthc|ma so thu tuc|ma so thu tuc hanh chinh",
    "procedure_name": "ten thu tuc hanh chinh|ten tthc|thu tuc hanh chinh|ten thu tuc|tthc|thu tuc|"
    "noi dung giai quyet|noi dung ho so|ten ho so|loai ho so|ten thu tuc ho so|noi dung cong viec|ten cong viec",
    "sets": "so bo|so bo ho so|so luong bo|so luong bo ho so|so luong ho so|so luong|sl ho so|so luong ho so bo",
    "applicant": "ten to chuc ca nhan|to chuc ca nhan|ten ca nhan to chuc|ca nhan to chuc|ho va ten|ho ten|nguoi nop|"
    "nguoi nop ho so|ten nguoi nop|ho ten nguoi nop|ho va ten nguoi nop|chu ho so|ten chu ho so|khach hang|"
    "ho ten to chuc ca nhan|ten cong dan to chuc|ten to chuc ca nhan nop ho so|ten co quan to chuc ca nhan|"
    "nguoi yeu cau|ho ten nguoi yeu cau|ho va ten nguoi yeu cau|ten nguoi yeu cau|ho ten chu ho so|ten khach hang|"
    "to chuc ca nhan nop ho so|ho va ten chu ho so|ten to chuc cong dan|cong dan to chuc|ten doanh nghiep ca nhan",
    "identity": "so dinh danh cmnd|so dinh danh|cmnd|cccd|so cmnd|so cccd|cmnd cccd|so cmnd cccd|so cccd cmnd|"
    "so giay to|cccd cmnd|so dinh danh ca nhan|so dinh danh cccd|so dinh danh cccd cmnd|so giay to tuy than|"
    "so dinh danh cmnd ma so thue|cmnd cccd mst|so cccd ma so thue|"
    "so cmtnd|cmtnd|so can cuoc|so can cuoc cong dan|can cuoc cong dan|so dinh danh ca nhan cmnd|cmnd cccd ho chieu",
    "address": "dia chi|dia chi lien he|noi o|noi cu tru|dia chi nguoi nop|dia chi thuong tru|dia chi chu ho so|noi thuong tru|"
    "dia chi nguoi nop ho so|dia chi so dien thoai|dia chi dien thoai|ho khau thuong tru",
    "phone": "so dien thoai|dien thoai|sdt|so dt|dt|dien thoai lien he|so dien thoai lien he|di dong|"
    "so di dong|sdt lien he|so dien thoai nguoi nop|dien thoai di dong",
    "lead": "co quan chu tri giai quyet|co quan giai quyet|don vi giai quyet|co quan chu tri|don vi chu tri|"
    "phong ban giai quyet|co quan thuc hien|noi giai quyet|don vi xu ly|phong ban chuyen mon|co quan xu ly|"
    "phong chuyen mon|co quan chuyen mon|bo phan giai quyet|phong ban",
    "channel": "hinh thuc nop|hinh thuc tiep nhan|hinh thuc nop ho so|kenh tiep nhan|kenh nop|cach thuc nop|"
    "phuong thuc nop|phuong thuc tiep nhan|cach thuc tiep nhan|kenh thuc hien|hinh thuc nhan ho so|nguon tiep nhan|"
    "hinh thuc|kenh|nguon ho so|cach thuc nhan ho so|loai tiep nhan",
    "received": "ngay gio tiep nhan|ngay tiep nhan|thoi gian tiep nhan|ngay nhan|ngay nhan ho so|thoi diem tiep nhan|"
    "ngay tiep nhan ho so|ngay gio nhan|tiep nhan|nhan ho so|gio ngay tiep nhan|ngay gio tiep nhan ho so|"
    "ngay thang tiep nhan|ngay thang nam tiep nhan|ngay thang nam nhan ho so|"
    "ngay thang nam tiep nhan ho so|thoi gian nhan ho so|thoi gian tiep nhan ho so|ngay gio nhan ho so|ngay gio tn",
    "due": "ngay gio hen tra|ngay hen tra|hen tra|ngay hen tra ket qua|hen tra ket qua|ngay gio hen tra ket qua|"
    "thoi gian hen tra|han tra|han tra ket qua|han giai quyet|han xu ly|ngay hen|thoi han giai quyet|gio ngay hen tra|"
    "ngay thang nam hen tra|ngay thang nam hen tra ket qua|thoi gian hen tra ket qua|"
    "ngay den han|han hoan thanh|ngay hen tra ho so|ngay phai tra ket qua|ngay phai tra|han tra ho so|ngay han tra",
    "result": "ngay gio co ket qua|ngay co ket qua|co ket qua|ngay ket thuc xu ly|ngay ket thuc|ngay giai quyet xong|"
    "ngay xu ly xong|ngay hoan thanh|ngay gio hoan thanh|thoi gian co ket qua|ngay co kq|gio ngay co ket qua|"
    "ngay nhan ket qua tu phong chuyen mon|ngay gio ket thuc xu ly|"
    "nhan ket qua tu co quan giai quyet|ngay nhan ket qua tu co quan giai quyet|ngay nhan ket qua giai quyet|"
    "ngay hoan thanh xu ly|ngay giai quyet|ngay ky ket qua|thoi gian hoan thanh|ngay gio giai quyet xong|ngay xong",
    "returned": "ngay gio tra ket qua|ngay tra ket qua|ngay tra|tra ket qua|thoi gian tra ket qua|ngay tra kq|"
    "ngay tra ket qua thuc te|ngay tra thuc te|gio ngay tra ket qua|ngay thang nam tra ket qua|"
    "thoi diem tra ket qua|ngay gio tra|ngay da tra ket qua|ngay tra ket qua cho cong dan|ngay giao ket qua|"
    "ngay tra ho so|ngay cong dan nhan ket qua",
    "return_way": "phuong thuc nhan ket qua|hinh thuc nhan ket qua|cach nhan ket qua|hinh thuc tra ket qua|"
    "phuong thuc tra ket qua|noi nhan ket qua|hinh thuc tra|"
    "cach thuc nhan ket qua|cach thuc tra ket qua|dang ky nhan ket qua",
    "status": "tinh trang|trang thai|tinh trang ho so|trang thai ho so|tinh trang giai quyet|ket qua giai quyet|"
    "tinh hinh giai quyet|tinh trang xu ly|trang thai xu ly|"
    "trang thai giai quyet|hien trang|ket qua xu ly|tinh hinh ho so|tinh hinh xu ly|tinh trang hs",
    "note": "ghi chu|chu thich|ghi chu khac",
}
_COLUMNS = {spelled_out(name): column for column, names in _NAMES.items() for name in names.split("|")}


def column_of(text: str) -> str | None:
    """The column that a folded heading names; some books print the column's number inside its name."""
    words = spelled_out(text)
    return _COLUMNS.get(words) or _COLUMNS.get(words.rstrip("0123456789").strip())


def heading(cell: Cell) -> str:
    """A heading's cell folded, without what it says in brackets unless that is all."""
    if not isinstance(cell, str):
        return folded(cell)
    return folded(re.sub(r"[(\[].*?[)\]]", " ", bare(cell))) or folded(cell)
