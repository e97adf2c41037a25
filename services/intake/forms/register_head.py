"""What stands above and below the lines of a register book."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, Self

from shared.forms.form_sets import Form, form_set
from shared.forms.heading import head_of
from shared.forms.letterhead import day_of_paper
from shared.worktime import legal_day


@dataclass(frozen=True, slots=True)
class RegisterHead:
    """Words for the head; `before` is how many dossiers of the year stand before the span."""

    superior: str
    desk: str
    place: str
    title: str
    prescribed: str
    year: int
    first: str
    last: str
    before: int
    made_at: str
    made_on: str

    @classmethod
    def of(cls, names: Sequence[str], first: date, last: date, before: int, made_at: datetime) -> Self:
        """By the set in force on the last day; `names` are the offices down to the desk, the nation left out."""
        forms = form_set(last)
        head = head_of(names, forms)
        form = forms.forms[Form.REGISTER]
        return cls(
            superior=head.superior.upper(),
            desk=head.desk.upper(),
            place=head.place,
            title=form.title,
            prescribed=f"Mẫu số {form.number}, {forms.circular}",
            year=first.year,
            first=f"{first:%d/%m/%Y}",
            last=f"{last:%d/%m/%Y}",
            before=before,
            made_at=made_at.isoformat(),
            made_on=day_of_paper(head.place, legal_day(made_at)),
        )

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def read(cls, document: Mapping[str, Any]) -> Self:
        return cls(**document)

    @property
    def opening(self) -> str:
        return f"Sổ mở năm {self.year}. Hồ sơ tiếp nhận từ ngày {self.first} đến hết ngày {self.last}."

    def closing(self, count: int) -> str:
        """From number to number; the pages are counted by whoever locks the book."""
        if not count:
            return "Không có hồ sơ nào được tiếp nhận trong khoảng ngày này."
        return f"Khóa sổ: từ số {self.before + 1} đến số {self.before + count}, gồm {count} hồ sơ."


@dataclass(slots=True)
class RegisterTotals:
    """Summed up while the lines go by."""

    dossiers: int = 0
    sets: int = 0
    returned: int = 0

    def add(self, sets: int, is_returned: bool) -> None:
        self.dossiers += 1
        self.sets += sets
        self.returned += is_returned

    @property
    def in_words(self) -> str:
        return f"Tổng cộng: {self.dossiers} hồ sơ, trong đó đã trả kết quả {self.returned}"
