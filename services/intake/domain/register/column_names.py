"""The columns of a book and the ways in which offices name them, folded and with abbreviations written out."""

import re
from collections.abc import Mapping
from functools import lru_cache

from services.intake.domain.register.cells import Cell, bare, folded, spelled_out

_WHEN = r"(?:(?:ngay|gio|thang|nam|thoi gian|thoi diem) )*"
_HOW = r"(?:hinh thuc|cach thuc|phuong thuc|kenh|cach|nguon|loai)"
_WHO = r"(?:to chuc|ca nhan|cong dan|doanh nghiep|khach hang|chu ho so|nguoi nop|nguoi yeu cau|nguoi de nghi)"
_NUMBER = r"(?:cmnd|cccd|cmtnd|dinh danh|can cuoc|chung minh nhan dan|ho chieu|ma so thue|mst|giay to)"
_OFFICE = r"(?:co quan|don vi|phong ban|phong|bo phan|noi)"
_WORK = r"(?:thu tuc(?: hanh chinh)?|ho so|cong viec|giai quyet)"

# In this order: the first form that the whole name has decides. A term (`thời hạn giải quyết`) is no day.
_FORMS = {
    "code": r"(?:ma|so|ma so) (?:ho so|bien nhan|(?:giay |phieu )?tiep nhan)(?: ho so)?(?: thu tuc hanh chinh)?",
    "procedure": r"(?:ma|ma so|so) (?:quoc gia )?thu tuc(?: hanh chinh)?",
    "procedure_name": rf"(?:ten |loai |noi dung ){{1,2}}{_WORK}(?: ho so)?|thu tuc(?: hanh chinh)?(?: ho so)?",
    "sets": r"(?:so|so luong|sl) (?:luong )?(?:bo(?: ho so)?|ho so(?: bo)?)|so luong",
    "applicant": rf"(?:ho va |ho )?ten|(?:ho va ten |ho ten |ten )?(?:co quan )?(?:{_WHO} ?)+(?:nop )?(?:ho so)?",
    "identity": rf"(?:so )?(?:{_NUMBER}(?: cong dan| ca nhan| tuy than| chu ho so| nguoi nop)* ?)+",
    "address": rf"dia chi(?: lien he| thuong tru)?(?: {_WHO})?(?: ho so)?(?: so)?(?: dien thoai)?"
    r"|noi (?:o|cu tru|thuong tru)|ho khau thuong tru",
    "phone": rf"(?:so )?(?:dien thoai|dt|sdt|di dong)(?: lien he| di dong)?(?: {_WHO})?(?: ho so)?",
    "office": r"(?:ma |ten )?(?:co quan|don vi) tiep nhan(?: ho so)?"
    r"|(?:ma|ma so|ma dinh danh) (?:co quan|don vi)(?: giai quyet| xu ly)?(?: ho so)?",
    "lead": rf"{_OFFICE}(?: chu tri)?(?: giai quyet| thuc hien| xu ly| chuyen mon| chu tri)+|phong ban",
    "return_way": rf"(?:{_HOW} (?:dang ky )?(?:nhan|tra)|dang ky nhan ket qua|noi nhan ket qua)(?: ket qua)?",
    "channel": rf"{_HOW} (?:nop|tiep nhan|gui|thuc hien|nhan)(?: ho so)?|hinh thuc|kenh|nguon ho so",
    "due": rf"{_WHEN}(?:hen|han|phai|den han|het han)(?: tra| giai quyet| xu ly| hoan thanh)*(?: ket qua| ho so)*",
    "result": rf"{_WHEN}(?:co ket qua|ky ket qua|ket thuc|giai quyet xong|xu ly xong|xong|hoan thanh|hoan tat)"
    rf"(?: xu ly| giai quyet)?|ngay (?:gio )?giai quyet|{_WHEN}nhan ket qua (?:giai quyet|tu .+)",
    "returned": rf"{_WHEN}(?:da )?(?:tra|giao)(?: ket qua| ho so)*(?: thuc te)?(?: cho)?(?: {_WHO})*"
    rf"|{_WHEN}cong dan nhan ket qua",
    "received": rf"{_WHEN}(?:tiep nhan(?: ho so)?|nhan ho so)|(?:ngay|gio|thoi gian) (?:gio |ngay )?nhan",
    "status": r"(?:tinh trang|trang thai|tinh hinh|hien trang)(?: giai quyet| xu ly| ho so| thuc hien)*"
    r"|ket qua (?:giai quyet|xu ly)",
    "note": r"ghi chu(?: khac)?|chu thich",
}
PRINTED = {
    "code": "Mã hồ sơ",
    "procedure": "Mã TTHC",
    "procedure_name": "Tên thủ tục hành chính",
    "sets": "Số bộ",
    "applicant": "Tên tổ chức, cá nhân",
    "identity": "Số định danh/CMND",
    "address": "Địa chỉ",
    "phone": "Số điện thoại",
    "office": "Đơn vị tiếp nhận",
    "lead": "Cơ quan chủ trì giải quyết",
    "channel": "Hình thức nộp",
    "received": "Ngày, giờ tiếp nhận",
    "due": "Ngày, giờ hẹn trả",
    "result": "Ngày, giờ có kết quả",
    "returned": "Ngày, giờ trả kết quả",
    "return_way": "Phương thức nhận kết quả",
    "status": "Tình trạng",
    "note": "Ghi chú",
}
_LONGEST = 80
_COMPILED = {column: re.compile(form) for column, form in _FORMS.items()}


_own: dict[str, str] = {}


def learn(names: Mapping[str, str]) -> None:
    """An office's own names of columns, by folded heading, for the book that this process reads; they go first."""
    _own.clear()
    _own.update(names)
    column_of.cache_clear()


@lru_cache(4096)
def column_of(text: str) -> str | None:
    """The column that a folded heading names; some books print the column's number inside its name."""
    if text in _own:
        return _own[text] or None
    if not text or len(text) > _LONGEST:
        return None
    words = spelled_out(text)
    return _form_of(words) or _form_of(words.rstrip("0123456789").strip())


def _form_of(words: str) -> str | None:
    return next((column for column, form in _COMPILED.items() if form.fullmatch(words)), None)


def heading(cell: Cell) -> str:
    """A heading's cell folded, without what it says in brackets unless that is all."""
    if not isinstance(cell, str):
        return folded(cell)
    return folded(re.sub(r"[(\[].*?[)\]]", " ", bare(cell))) or folded(cell)
