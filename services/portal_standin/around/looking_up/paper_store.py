"""The papers that people have in the store, each one small real PDF."""

from base64 import b64decode
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from services.portal_standin.around.people import MADE_UP, Person
from services.portal_standin.around.specimen import print_specimen

_MADE_AT = datetime(2024, 1, 2, 3, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Paper:
    """`owner`: identity or tax number. `content` (base64) where it must be a certain file; else one is printed."""

    owner: str
    result: str
    title: str
    number: str
    issuer: str = "000.00.00.G99"
    content: str | None = None

    @property
    def path(self) -> str:
        """DuongDan, to be given back as it is: the same paper has the same, and it names nobody."""
        digest = sha256("|".join((self.owner, self.result, self.number)).encode()).hexdigest()
        return f"/kho/{digest[:32]}.pdf"

    def file(self) -> bytes:
        if self.content is not None:
            return b64decode(self.content)
        lines = (f"Số, ký hiệu: {self.number}", f"Mã kết quả: {self.result}")
        return print_specimen(self.title, "Kho giấy tờ thử nghiệm", lines, _MADE_AT)


def _first_papers(person: Person) -> list[Paper]:
    if person.company:
        title = "Giấy chứng nhận đăng ký doanh nghiệp (mẫu)"
        return [Paper(person.tax_number, "KQ.G99.000003", title, "DKKD-01")]
    birth = Paper(person.number, "KQ.G99.000001", "Trích lục khai sinh (mẫu)", "01/TLKS")
    return [birth, Paper(person.number, "KQ.G99.000004", "Giấy phép thử nghiệm (mẫu)", "02/GPTN")]


class PaperStore:
    """In the order in which they were put in."""

    def __init__(self, people: Iterable[Person] = MADE_UP) -> None:
        self._papers = {paper.path: paper for person in people for paper in _first_papers(person)}

    def put(self, paper: Paper) -> None:
        """One of the same owner, result and number is replaced."""
        self._papers[paper.path] = paper

    def of_owner(self, owner: str, wanted: Collection[tuple[str, str]]) -> list[Paper]:
        """`wanted`: result code and number; an empty number takes any, no pair at all everything."""
        return [
            paper
            for paper in self._papers.values()
            if paper.owner == owner
            and (not wanted or (paper.result, "") in wanted or (paper.result, paper.number) in wanted)
        ]

    def at(self, issuer: str, path: str) -> Paper | None:
        paper = self._papers.get(path)
        return paper if paper and paper.issuer == issuer else None
