"""What somebody asks of the list of dossiers, as they wrote it, and what is meant by the words of it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from services.intake.domain.dossiers.phone import phone_number
from services.intake.domain.finding.search_box import Meant, identity_spellings, name_words, read_box
from shared.errors import Invalid
from shared.worktime import LEGAL_ZONE

_SHAPE = "Số định danh gồm 9 hoặc 12 chữ số, hộ chiếu gồm chữ và số, mã số thuế 10 hoặc 13 chữ số"


@dataclass(frozen=True, slots=True)
class Question:
    """Days are legal days, both included; `due_before` is not."""

    box: str | None = None
    name: str | None = None
    phone: str | None = None
    identity_number: str | None = None
    code: str | None = None
    office: str | None = None
    desk: str | None = None
    procedure: str | None = None
    states: tuple[str, ...] = ()
    first: date = date(1900, 1, 1)
    last: date = date(2199, 12, 31)
    due_before: date | None = None

    def meant(self) -> list[Meant]:
        """The box and the fields that name people or codes, each by itself. Refuses those of no possible shape."""
        meant = [read_box(self.box)] if self.box else []
        if self.name:
            meant.append(Meant(words=name_words(self.name)))
        if self.phone:
            meant.append(Meant(phone=phone_number(self.phone)))
        if self.identity_number:
            numbers = identity_spellings(self.identity_number)
            if not numbers:
                raise Invalid("identity_number_not_valid", _SHAPE, fields={"identity_number": _SHAPE})
            meant.append(Meant(numbers=numbers))
        if self.code:
            meant.append(Meant(code=self.code))
        return meant

    def span(self) -> tuple[datetime, datetime]:
        """Half-open. Nothing is due before it was accepted, so a bound on the due date bounds the acceptance too."""
        behind = self.last + timedelta(days=1)
        if self.due_before:
            behind = min(behind, self.due_before)
        return _begin(self.first), _begin(behind)


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(0), LEGAL_ZONE)
