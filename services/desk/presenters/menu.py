"""Which doors a person sees in the bar, by role, with their keys."""

from dataclasses import dataclass, replace

from services.desk.sessions.session import Person
from services.desk.texts import N_, _
from shared.callers import Role


@dataclass(frozen=True, slots=True)
class Door:
    """One entry of the bar. `key` is a function key of the keyboard."""

    address: str
    title: str
    key: str | None
    roles: tuple[Role, ...]
    is_here: bool = False


_COUNTER = (Role.CLERK,)
_KEEPERS = (Role.ADMINISTRATOR, Role.REGISTRAR, Role.OPERATOR, Role.AUDITOR, Role.LEADER, Role.MONITOR)
_DOORS = (
    Door("/quay/hang-doi", N_("Hàng đợi"), "F4", _COUNTER),
    Door("/quay/tiep-nhan", N_("Tiếp nhận"), "F2", _COUNTER),
    Door("/quay/tra-ket-qua", N_("Trả kết quả"), "F8", _COUNTER),
    Door("/viec-cua-toi", N_("Việc của tôi"), "F4", (Role.OFFICER,)),
    Door("/dieu-hanh", N_("Điều hành"), "F4", (Role.LEADER,)),
    Door("/giam-sat", N_("Giám sát"), None, (Role.MONITOR, Role.LEADER)),
    Door("/quan-tri", N_("Quản trị"), None, _KEEPERS),
)


def doors_of(person: Person) -> list[Door]:
    """One door a function key: who has two roles with one key keeps the first."""
    taken: set[str] = set()
    doors = []
    for door in _DOORS:
        if person.has(*door.roles):
            key = door.key if door.key and door.key not in taken else None
            taken.update({key} if key else ())
            doors.append(Door(door.address, _(door.title), key, door.roles))
    return doors


def menu_of(person: Person, path: str) -> list[Door]:
    """The doors, the one one stands in marked."""
    return [replace(door, is_here=f"{path}/".startswith(f"{door.address}/")) for door in doors_of(person)]


def home_of(person: Person) -> str:
    """The first page after signing in."""
    doors = doors_of(person)
    return doors[0].address if doors else "/tai-khoan"
