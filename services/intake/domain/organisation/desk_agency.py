"""Departments and vertical agencies whose dossiers a desk takes in, each for its days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from services.intake.domain.organisation.office import Office
from services.intake.domain.validity import holds_on
from shared.errors import Conflict, Invalid


@dataclass(frozen=True, slots=True)
class Served:
    """The desk serves the agency from the first to the last of these days; open-ended where `valid_to` is None."""

    desk: str
    agency: str
    valid_from: date
    valid_to: date | None = None

    def holds(self, on: date) -> bool:
        return holds_on(on, self.valid_from, self.valid_to)

    def meets(self, other: "Served") -> bool:
        """Both hold on some day."""
        return (other.valid_to is None or self.valid_from <= other.valid_to) and (
            self.valid_to is None or other.valid_from <= self.valid_to
        )


def must_be_possible(desk: Office, agency: Office, served: Served) -> None:
    """Refuses an end before the beginning, a desk that serves itself, and units not in force on the first day."""
    if served.valid_to and served.valid_to < served.valid_from:
        raise Invalid("validity_reversed", "Ngày kết thúc trước ngày bắt đầu", fields={"valid_to": "Sửa lại ngày"})
    if desk.code == agency.code:
        raise Invalid(
            "desk_serves_itself", "Bộ phận một cửa không tự phục vụ chính mình", fields={"agency": "Chọn lại"}
        )
    for office in (desk, agency):
        if not office.is_in_force(served.valid_from):
            message = f"{office.name} ({office.code}) không hoạt động vào ngày {served.valid_from:%d/%m/%Y}"
            raise Invalid("office_not_in_force", message, fields={"valid_from": message})


def must_not_overlap(known: Iterable[Served], served: Served) -> None:
    for other in known:
        if other.meets(served):
            raise Conflict("agency_already_served", "Đơn vị này đang được phục vụ ở đây trong khoảng ngày đó")


def ended_on(served: Served, last_on: date) -> Served:
    """The same with its last day; refuses a day before the first."""
    if last_on < served.valid_from:
        raise Invalid("validity_reversed", "Ngày kết thúc trước ngày bắt đầu", fields={"last_on": "Sửa lại ngày"})
    return Served(served.desk, served.agency, served.valid_from, last_on)
