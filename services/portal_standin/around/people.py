"""Made-up people with an account at the portal; population database and paper store know the same ones."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Person:
    """`kind`: 1 citizen, 2 business, 3 organisation (LoaiTaiKhoan). `tech_id` stays the same for ever.

    Numbers begin with 399, the last code kept for births abroad: they check, and are nobody's.
    """

    account: str
    password: str
    tech_id: str
    name: str
    number: str
    born_on: date
    sex: str
    phone: str
    email: str
    address: str
    kind: int = 1
    old_number: str = ""
    tax_number: str = ""
    company: str = ""

    @property
    def owner_name(self) -> str:
        """Whose dossier it is when this account files."""
        return self.company or self.name

    @property
    def owner_number(self) -> str:
        return self.tax_number or self.number


_PASSWORD = "mat-khau-thu-nghiem"  # noqa: S105  (of people who do not exist)
MADE_UP = (
    Person(
        account="mau",
        password=_PASSWORD,
        tech_id="7b0e4c52-1001-4e5a-9a01-000000000001",
        name="Trần Văn Mẫu",
        number="399080000011",
        old_number="399000011",
        born_on=date(1980, 2, 14),
        sex="Nam",
        phone="0900000001",
        email="mau@example.vn",
        address="Số 1 đường Thử Nghiệm, phường Mẫu",
    ),
    Person(
        account="thu",
        password=_PASSWORD,
        tech_id="7b0e4c52-1001-4e5a-9a01-000000000002",
        name="Nguyễn Thị Thử",
        number="399192000022",
        born_on=date(1992, 9, 3),
        sex="Nữ",
        phone="0900000002",
        email="thu@example.vn",
        address="Số 2 đường Thử Nghiệm, phường Mẫu",
    ),
    Person(
        account="vi-du",
        password=_PASSWORD,
        tech_id="7b0e4c52-1001-4e5a-9a01-000000000003",
        name="Lê Văn Dụ",
        number="399075000033",
        born_on=date(1975, 12, 30),
        sex="Nam",
        phone="0900000003",
        email="vi-du@example.vn",
        address="Số 3 đường Thử Nghiệm, phường Mẫu",
        kind=2,
        tax_number="0000000017",
        company="Công ty TNHH Ví Dụ",
    ),
)


class People:
    """By account and by number."""

    def __init__(self, made_up: Iterable[Person] = MADE_UP) -> None:
        self._of_account = {person.account: person for person in made_up}

    def add(self, person: Person) -> None:
        """An account of that name is replaced."""
        self._of_account[person.account] = person

    def of_account(self, account: str) -> Person | None:
        return self._of_account.get(account)

    def of_number(self, number: str) -> Person | None:
        """By personal identifier, old identity card or tax number."""
        known = self._of_account.values()
        return next((each for each in known if number in (each.number, each.old_number, each.tax_number)), None)

    def all(self) -> list[Person]:
        return list(self._of_account.values())
