"""How far a caller's offices reach: down their branches of the tree."""

from collections.abc import Collection

from services.intake.domain.organisation.office import NATION
from shared.callers import Caller
from shared.errors import Forbidden


def scope_of(reach: Collection[str]) -> list[str] | None:
    """The roots to ask for; None where the reach is the nation: no tree has to be asked."""
    return None if NATION in reach else list(reach)


def must_reach(caller: Caller, path: tuple[str, ...], office: str = "Đơn vị này") -> None:
    """Refuses an office outside; `office` is what the message calls it."""
    if not caller.reaches(path):
        raise office_out_of_reach(office)


def must_serve(caller: Caller, path: tuple[str, ...]) -> None:
    """Refuses a desk that the caller does not work at."""
    if not caller.reaches(path):
        raise desk_out_of_reach()


def office_out_of_reach(office: str = "Đơn vị này") -> Forbidden:
    return Forbidden("office_out_of_reach", f"{office} ngoài phạm vi của tài khoản")


def desk_out_of_reach() -> Forbidden:
    return Forbidden("desk_out_of_reach", "Tài khoản này không thuộc bộ phận tiếp nhận đó")
