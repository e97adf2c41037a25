"""The administrator's rooms: what each is for, and who has a use for it."""

from dataclasses import dataclass

from services.desk.sessions.session import Person
from shared.callers import Role

ROLE_NAMES = {
    Role.CLERK: "Một cửa",
    Role.OFFICER: "Chuyên viên",
    Role.LEADER: "Lãnh đạo",
    Role.MONITOR: "Giám sát",
    Role.REGISTRAR: "Văn thư, danh mục",
    Role.OPERATOR: "Vận hành",
    Role.ADMINISTRATOR: "Quản trị",
    Role.AUDITOR: "Kiểm tra nhật ký",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One room of the administrator's page."""

    address: str
    title: str
    says: str
    roles: tuple[Role, ...]


_KEEPERS = (Role.ADMINISTRATOR, Role.REGISTRAR)
ENTRIES = (
    Entry("/quan-tri/nhap", "Nhập sổ cũ", "Đọc thử một sổ theo dõi, xem lỗi, rồi ghi vào hệ thống", (Role.REGISTRAR,)),
    Entry("/quan-tri/don-vi", "Đơn vị", "Tên gọi, giờ làm việc, cơ quan được phục vụ, phân công, sắp xếp", _KEEPERS),
    Entry("/quan-tri/lich", "Lịch làm việc", "Ngày nghỉ, ngày làm bù và căn cứ; tính một hạn trả", _KEEPERS),
    Entry("/quan-tri/thu-tuc", "Thủ tục hành chính", "Danh mục, phiên bản, quyết định công bố, quy trình", _KEEPERS),
    Entry(
        "/quan-tri/can-bo", "Cán bộ", "Ai làm ở đâu, báo tin cho ai, bàn giao việc", (Role.ADMINISTRATOR, Role.LEADER)
    ),
    Entry("/quan-tri/luu-giu", "Thời hạn lưu dữ liệu cá nhân", "Lưu bao lâu, theo căn cứ nào", (Role.ADMINISTRATOR,)),
    Entry("/quan-tri/nhat-ky", "Nhật ký xem", "Ai đã mở hồ sơ, tìm theo số, kết xuất", (Role.AUDITOR, Role.LEADER)),
    Entry("/quan-tri/so-xoa", "Sổ xoá", "Dữ liệu cá nhân đã xoá, theo căn cứ nào", (Role.AUDITOR, Role.LEADER)),
    Entry(
        "/quan-tri/tai-khoan", "Tài khoản", "Ai đăng nhập được, vai trò và đơn vị của từng người", (Role.ADMINISTRATOR,)
    ),
    Entry(
        "/quan-tri/tinh-trang",
        "Tình trạng hệ thống",
        "Các dịch vụ, bản tin đang treo, đếm lại số liệu",
        (Role.OPERATOR, Role.ADMINISTRATOR),
    ),
)


def entries_of(person: Person) -> list[Entry]:
    return [entry for entry in ENTRIES if person.has(*entry.roles)]
