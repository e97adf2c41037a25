"""The administrator's rooms: what each is for, and who has a use for it."""

from dataclasses import dataclass

from services.desk.sessions.session import Person
from services.desk.texts import N_
from shared.callers import Role

ROLE_NAMES = {
    Role.CLERK: N_("Một cửa"),
    Role.OFFICER: N_("Chuyên viên"),
    Role.LEADER: N_("Lãnh đạo"),
    Role.MONITOR: N_("Giám sát"),
    Role.REGISTRAR: N_("Văn thư, danh mục"),
    Role.OPERATOR: N_("Vận hành"),
    Role.ADMINISTRATOR: N_("Quản trị"),
    Role.AUDITOR: N_("Kiểm tra nhật ký"),
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
    Entry(
        "/quan-tri/nhap",
        N_("Nhập sổ cũ"),
        N_("Đọc thử một sổ theo dõi, xem lỗi, rồi ghi vào hệ thống"),
        (Role.REGISTRAR,),
    ),
    Entry(
        "/quan-tri/don-vi",
        N_("Đơn vị"),
        N_("Tên gọi, giờ làm việc, cơ quan được phục vụ, phân công, sắp xếp"),
        _KEEPERS,
    ),
    Entry("/quan-tri/lich", N_("Lịch làm việc"), N_("Ngày nghỉ, ngày làm bù và căn cứ; tính một hạn trả"), _KEEPERS),
    Entry(
        "/quan-tri/thu-tuc",
        N_("Thủ tục hành chính"),
        N_("Danh mục, phiên bản, quyết định công bố, quy trình"),
        _KEEPERS,
    ),
    Entry(
        "/quan-tri/can-bo",
        N_("Cán bộ"),
        N_("Ai làm ở đâu, báo tin cho ai, bàn giao việc"),
        (Role.ADMINISTRATOR, Role.LEADER),
    ),
    Entry(
        "/quan-tri/luu-giu",
        N_("Thời hạn lưu dữ liệu cá nhân"),
        N_("Lưu bao lâu, theo căn cứ nào"),
        (Role.ADMINISTRATOR,),
    ),
    Entry(
        "/quan-tri/nhat-ky", N_("Nhật ký xem"), N_("Ai đã mở hồ sơ, tìm theo số, kết xuất"), (Role.AUDITOR, Role.LEADER)
    ),
    Entry("/quan-tri/so-xoa", N_("Sổ xoá"), N_("Dữ liệu cá nhân đã xoá, theo căn cứ nào"), (Role.AUDITOR, Role.LEADER)),
    Entry(
        "/quan-tri/tai-khoan",
        N_("Tài khoản"),
        N_("Ai đăng nhập được, vai trò và đơn vị của từng người"),
        (Role.ADMINISTRATOR,),
    ),
    Entry(
        "/quan-tri/cong-quoc-gia",
        N_("Cổng Dịch vụ công quốc gia"),
        N_("Làn gửi, dữ liệu còn thiếu, hồ sơ nhận từ Cổng, đối soát"),
        (Role.OPERATOR, Role.ADMINISTRATOR, Role.LEADER, Role.MONITOR),
    ),
    Entry(
        "/quan-tri/cong-quoc-gia/danh-muc",
        N_("Danh mục ở Cổng"),
        N_("Thủ tục ở Cổng khác ở đây: đưa vào dự thảo hay từ chối"),
        (Role.REGISTRAR, Role.ADMINISTRATOR),
    ),
    Entry(
        "/quan-tri/tinh-trang",
        N_("Tình trạng hệ thống"),
        N_("Các dịch vụ, bản tin đang treo, đếm lại số liệu"),
        (Role.OPERATOR, Role.ADMINISTRATOR),
    ),
)


def entries_of(person: Person) -> list[Entry]:
    return [entry for entry in ENTRIES if person.has(*entry.roles)]
