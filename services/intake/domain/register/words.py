"""The words of books for channels and standings, folded; a word not listed is refused rather than guessed."""

import re
from enum import StrEnum
from functools import lru_cache

from services.intake.domain.register.cells import Cell, bare, folded, spelled_out


class Standing(StrEnum):
    """How far a row says its dossier has come. `refused_at_desk` was never received (domain rules B.3.1)."""

    OPEN = "open"
    RESULT = "result"
    REFUSAL = "refusal"
    STOPPED = "stopped"
    WITHDRAWN = "withdrawn"
    REFUSED_AT_DESK = "refused_at_desk"
    BY_DATES = "by_dates"  # the book says only how punctual: whether it has ended is in the dates


_CHANNELS = {
    "direct": "truc tiep|quay|bo phan mot cua|mot cua|bo phan tiep nhan va tra ket qua|bo phan tiep nhan tra ket qua|"
    "truc tiep tai bo phan mot cua|truc tiep tai mot cua|truc tiep tai quay|truc tiep tai trung tam|cho|"
    "truc tiep tai bo phan tiep nhan va tra ket qua|trung tam hanh chinh cong|trung tam phuc vu hanh chinh cong|"
    "truc tiep tai trung tam hanh chinh cong|truc tiep tai trung tam phuc vu hanh chinh cong|trung tam|1|01",
    "online": "truc tuyen|online|on line|mang|dich vu cong|dich vu cong truc tuyen|cong dich vu cong|internet|"
    "toan trinh|mot phan|truc tuyen toan trinh|truc tuyen mot phan|muc do 3|muc do 4|muc 3|muc 4|mang internet|"
    "cong dich vu cong quoc gia|dich vu cong quoc gia|cong dich vu cong tinh|cong dich vu cong truc tuyen|"
    "truc tuyen muc do 3|truc tuyen muc do 4|truc tuyen muc 3|truc tuyen muc 4|dien tu|dich vu cong muc do 3|"
    "dich vu cong muc do 4|dich vu cong truc tuyen toan trinh|dich vu cong truc tuyen mot phan|"
    "dich vu cong truc tuyen muc do 3|dich vu cong truc tuyen muc do 4|cong truc tuyen|cong thong tin dien tu|2|02",
    "post": "buu chinh|buu chinh cong ich|buu dien|dich vu buu chinh|dich vu buu chinh cong ich|duong buu dien|"
    "duong buu chinh|buu chinh cong ich vnpost|vnpost|buu cuc|buu ta|dich vu buu dien|3|03",
}
_STANDINGS = {
    Standing.OPEN: "dang giai quyet|dang xu ly|dang thuc hien|dang tham dinh|dang tham tra|dang trinh ky|dang cho ky|"
    "moi tiep nhan|da tiep nhan|tiep nhan|duoc tiep nhan|chua giai quyet|chua tra|chua tra ket qua|chua co ket qua|"
    "cho bo sung|cho bo sung ho so|yeu cau bo sung|yeu cau bo sung ho so|yeu cau bo sung giay to|dang bo sung|"
    "tam dung|tam dung xu ly|tam dung giai quyet|cho phe duyet|cho ky|cho thuc hien nghia vu tai chinh|chua xu ly|"
    "yeu cau thuc hien nghia vu tai chinh|cho nop thue|da chuyen|da chuyen xu ly|dang luan chuyen|cho xu ly|moi|"
    "chua hoan thanh|chua xong|chua giai quyet xong|cho giai quyet|cho ket qua|cho tham dinh|cho trinh ky|"
    "dang cho bo sung|dang cho ket qua|da chuyen phong chuyen mon|da chuyen bo phan chuyen mon|da phan cong|"
    "dang phe duyet|trinh ky|gia han|da gia han|dang tam dung|4|5|6|2",
    Standing.RESULT: "da tra ket qua|da tra|tra ket qua|da co ket qua|co ket qua|hoan thanh|da hoan thanh|"
    "da giai quyet|da giai quyet xong|giai quyet xong|da xu ly xong|da xu ly|xong|da xong|hoan tat|da hoan tat|"
    "cho tra ket qua|cho tra|cho cong dan den nhan|chua nhan ket qua|da ky|da nhan ket qua|da ket thuc|ket thuc|"
    "cong dan da nhan ket qua|da tra ket qua cho cong dan|da tra cong dan|da giao ket qua|tra xong|da tra xong|"
    "tra|dung han|truoc han|som han|9|10",
    Standing.REFUSAL: "tu choi|tu choi giai quyet|bi tu choi|da tu choi|khong du dieu kien|khong giai quyet|"
    "khong dong y|tra lai|tra lai ho so|tra ho so|da tra lai|khong du dieu kien giai quyet|da tra lai ho so|"
    "tra ho so khong du dieu kien|da tu choi giai quyet",
    Standing.STOPPED: "dung giai quyet|dung xu ly|da dung|dung|dung ho so|da dung giai quyet|da dung xu ly|huy|da huy|"
    "huy ho so|dinh chi|huy bo|da huy bo|dung thuc hien|8",
    Standing.WITHDRAWN: "rut ho so|da rut|xin rut|xin rut ho so|da rut ho so|rut|cong dan rut ho so|cong dan rut|"
    "cong dan yeu cau rut ho so|nguoi dan rut ho so|yeu cau rut ho so|cong dan xin rut|to chuc rut ho so|"
    "cong dan xin rut ho so|nguoi nop rut ho so|7",
    Standing.REFUSED_AT_DESK: "tu choi tiep nhan|khong tiep nhan|khong duoc tiep nhan|bi tu choi tiep nhan|"
    "da tu choi tiep nhan|tu choi tiep nhan ho so|3",
    Standing.BY_DATES: "trong han|qua han|tre han|chua den han|con han|tre",
}
_PUNCTUALITY = re.compile(r"(?<=.) (?:(?:dung|truoc|qua|tre|som|trong)(?: thoi)? han|tre|som)$")
_ROUNDABOUT = re.compile(r"^(?:(?:nop|tiep nhan|nhan|gui)(?: ho so)? |ho so )?(?:qua |tai |theo |bang )?(?=.)")

_CHANNEL_OF = {word: channel for channel, words in _CHANNELS.items() for word in words.split("|")}
_STANDING_OF = {word: standing for standing, words in _STANDINGS.items() for word in words.split("|")}


def channel_of(cell: Cell) -> str | None:
    """`Nộp qua mạng`, `TRUC TIEP`, `BCCI`: direct, online or post; None for a word not known."""
    return _channel_of(cell) if isinstance(cell, str) else _channel_of(folded(cell))


@lru_cache(4096)
def _channel_of(text: str) -> str | None:
    """Remembered: a book of 300,000 rows has a dozen spellings."""
    words = _words(text)
    return _CHANNEL_OF.get(words) or _CHANNEL_OF.get(_ROUNDABOUT.sub("", words))


def standing_of(cell: Cell) -> Standing | None:
    """`Đã trả KQ (đúng hạn)`, `Hồ sơ đang xử lý`, `Rút HS`; None for words not known."""
    return _standing_of(cell) if isinstance(cell, str) else _standing_of(folded(cell))


@lru_cache(4096)
def _standing_of(text: str) -> Standing | None:
    words = _words(text)
    shorter = _PUNCTUALITY.sub("", words)
    for known in (words, shorter, shorter.removeprefix("ho so "), shorter.removesuffix(" ho so")):
        if known in _STANDING_OF:
            return _STANDING_OF[known]
    return None


def _words(text: str) -> str:
    outside = re.sub(r"\(.*?\)", " ", bare(text))
    return spelled_out(folded(outside) or folded(text))
