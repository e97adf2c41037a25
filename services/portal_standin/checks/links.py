"""V19: links that the portal can follow, and that keep leading to the same file."""

from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from services.portal_standin.checks.seen import RecordSeen
from services.portal_standin.domain.complaint import Complaint

LARGEST = 50 * 1024 * 1024
_TYPES = {
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".xml": "application/xml",
}


@dataclass(frozen=True, slots=True)
class FetchSeen:
    """What came when a link was followed; `hash_before` blank: this file was not fetched before."""

    name: str
    status: int
    media_type: str
    size: int
    hash: str
    hash_before: str = ""


def links_can_be_followed(seen: RecordSeen) -> Complaint | None:
    """V19, when the record comes: absolute, http or https, at a host the portal may ask."""
    told = [("DuongDanTaiTepTin", each) for each in seen.rows("TaiLieuNop")]
    told += [("DuongDanTepTinKetQua", each) for each in seen.rows("DanhSachGiayToKetQua")]
    for field, file in told:
        link = str(file.get(field) or "")
        if link and not is_followable(link, seen.file_hosts):
            return Complaint("Đường dẫn tệp không tuyệt đối hoặc máy chủ chưa được phép", field)
    return None


def is_followable(link: str, hosts: object) -> bool:
    """`hosts`: a collection of host names, without ports."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and isinstance(hosts, list | tuple) and parts.hostname in hosts


def link_led_to_the_file(seen: FetchSeen) -> Complaint | None:
    """V19, when it was fetched: there, not empty, not too large, of the type its name says, the same as before."""
    if seen.status != 200:
        return Complaint(f"Không tải được tệp (HTTP {seen.status})", "link")
    if not 0 < seen.size <= LARGEST:
        return Complaint("Tệp rỗng hoặc quá lớn", "link")
    expected = _TYPES.get(PurePosixPath(unquote(seen.name).lower()).suffix)
    if expected and seen.media_type.partition(";")[0].strip() not in (expected, "application/octet-stream"):
        return Complaint("Kiểu tệp không khớp tên tệp", "link")
    if seen.hash_before and seen.hash != seen.hash_before:
        return Complaint("Cùng mã tệp nhưng nội dung đã đổi", "link")
    return None
