"""The words of books for channels and standings, folded; a word not listed is refused rather than guessed."""

from enum import StrEnum


class Standing(StrEnum):
    """How far a row says its dossier has come. `refused_at_desk` was never received (domain rules B.3.1)."""

    OPEN = "open"
    RESULT = "result"
    REFUSAL = "refusal"
    STOPPED = "stopped"
    WITHDRAWN = "withdrawn"
    REFUSED_AT_DESK = "refused_at_desk"


_CHANNELS = {
    "direct": "truc tiep|nop truc tiep|tai quay|tai bo phan mot cua|truc tiep tai bo phan mot cua|tai mot cua|tt|"
    "truc tiep tai quay|truc tiep tai trung tam|1|tai cho|tiep nhan truc tiep",
    "online": "truc tuyen|nop truc tuyen|online|qua mang|dich vu cong|dich vu cong truc tuyen|cong dich vu cong|dvc|"
    "dvctt|dvcqg|toan trinh|mot phan|truc tuyen toan trinh|truc tuyen mot phan|muc do 3|muc do 4|muc 3|muc 4|2|"
    "cong dich vu cong quoc gia|qua cong dich vu cong|truc tuyen muc do 3|truc tuyen muc do 4|dien tu|internet",
    "post": "buu chinh|buu chinh cong ich|qua buu chinh|qua buu chinh cong ich|buu dien|qua buu dien|bcci|3|"
    "dich vu buu chinh cong ich|qua dich vu buu chinh cong ich|duong buu dien",
}
_STANDINGS = {
    Standing.OPEN: "dang giai quyet|dang xu ly|dang thuc hien|dang tham dinh|dang tham tra|dang trinh ky|dang cho ky|"
    "moi tiep nhan|da tiep nhan|tiep nhan|duoc tiep nhan|chua giai quyet|chua tra|chua tra ket qua|chua co ket qua|"
    "cho bo sung|cho bo sung ho so|yeu cau bo sung|yeu cau bo sung ho so|yeu cau bo sung giay to|dang bo sung|"
    "tam dung|tam dung xu ly|tam dung giai quyet|cho phe duyet|cho ky|dang giai quyet trong han|"
    "dang giai quyet qua han|trong han|qua han|chua den han|dang xu ly trong han|dang xu ly qua han|"
    "cho thuc hien nghia vu tai chinh|yeu cau thuc hien nghia vu tai chinh|cho nop thue|da chuyen|da chuyen xu ly|"
    "dang luan chuyen|cho xu ly|4|5|6|2",
    Standing.RESULT: "da tra ket qua|da tra|da tra kq|tra ket qua|da co ket qua|co ket qua|da co kq|hoan thanh|"
    "da hoan thanh|da giai quyet|da giai quyet xong|giai quyet xong|da xu ly xong|da xu ly|xong|da xong|"
    "cho tra ket qua|cho tra|cho cong dan den nhan|chua nhan ket qua|da ky|da tra dung han|da tra truoc han|"
    "da tra qua han|tra dung han|tra truoc han|tra qua han|dung han|truoc han|da giai quyet dung han|"
    "da giai quyet truoc han|da giai quyet qua han|da nhan ket qua|da ket thuc|ket thuc|9|10",
    Standing.REFUSAL: "tu choi|tu choi giai quyet|bi tu choi|da tu choi|khong du dieu kien|khong giai quyet|"
    "khong dong y|tra lai|tra lai ho so|tra ho so|da tra lai|khong du dieu kien giai quyet|"
    "tra ho so khong du dieu kien",
    Standing.STOPPED: "dung giai quyet|dung xu ly|da dung|dung|dung ho so|da dung giai quyet|da dung xu ly|huy|da huy|"
    "huy ho so|dinh chi|8",
    Standing.WITHDRAWN: "rut ho so|da rut|xin rut|xin rut ho so|da rut ho so|rut|cong dan rut ho so|"
    "cong dan yeu cau rut ho so|nguoi dan rut ho so|yeu cau rut ho so|cong dan xin rut|to chuc rut ho so|7",
    Standing.REFUSED_AT_DESK: "tu choi tiep nhan|khong tiep nhan|khong duoc tiep nhan|bi tu choi tiep nhan|3",
}


CHANNELS = {word: channel for channel, words in _CHANNELS.items() for word in words.split("|")}
STANDINGS = {word: standing for standing, words in _STANDINGS.items() for word in words.split("|")}
