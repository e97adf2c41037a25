"""What stands at the head of every paper: the superior body, the desk, and the place where it is made out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

_TERRITORIES = ("Tỉnh", "Thành phố", "Quận", "Huyện", "Thị xã", "Xã", "Phường", "Thị trấn", "Đặc khu")


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Superior and place are empty where the tree of offices does not tell them."""

    superior: str
    desk: str
    place: str


def letterhead(names: Sequence[str], desk_name: str) -> Letterhead:
    """From the names on the way down to the desk, the nation left out.

    A desk that is entered under the name of its territory is the committee's own: it then has the set's `desk_name`.
    """
    own = names[-1] if names else desk_name
    place = next((_place(name) for name in reversed(names) if _is_territory(name)), "")
    if _is_territory(own):
        return Letterhead(_body(own), desk_name, place)
    return Letterhead(_body(names[-2]) if len(names) > 1 else "", own, place)


def day_of_paper(place: str, on: date) -> str:
    """`Tam Đảo, ngày 05 tháng 3 năm 2026`: NĐ 30/2020 puts a zero before days under 10 and months 1 and 2."""
    day = f"ngày {on.day:02} tháng {month_of_paper(on)} năm {on.year}"
    return f"{place}, {day}" if place else day.capitalize()


def month_of_paper(on: date) -> str:
    return f"{on.month:02}" if on.month < 3 else str(on.month)


def _is_territory(name: str) -> bool:
    return name.startswith(tuple(f"{kind} " for kind in _TERRITORIES))


def _body(name: str) -> str:
    return f"Ủy ban nhân dân {name[0].lower()}{name[1:]}" if _is_territory(name) else name


def _place(name: str) -> str:
    kind = next(kind for kind in _TERRITORIES if name.startswith(f"{kind} "))
    proper = name.removeprefix(f"{kind} ")
    return name if proper[0].isdigit() else proper
