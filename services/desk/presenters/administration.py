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


ENTRIES = (
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
