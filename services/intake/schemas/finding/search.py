"""What a list of dossiers may be asked for. Numbers of people go into a body, never into an address."""

from typing import Annotated

from pydantic import ConfigDict, Field, StringConstraints

from services.intake.domain.finding.question import Question
from services.intake.schemas.parts import In, OfficeCode, ProcedureCode
from shared.contracts.states import State
from shared.web.fields import FIRST_DAY, LAST_DAY, Code, Day

_BOX = (
    "Một ô tìm: mã hồ sơ hoặc phần đầu của mã, số định danh hoặc mã số thuế, số điện thoại, hoặc các từ của tên theo "
    "thứ tự bất kỳ, không cần dấu; từ cuối có thể gõ dở, thêm dấu cách phía sau là từ đã đủ"
)
_NAME = "Các từ đầy đủ của tên (người nộp, người nộp thay), thứ tự bất kỳ, không cần dấu"
_PHONE = "Đúng số điện thoại, viết cách nào cũng được"
_NUMBER = "Đúng số định danh, CMND, hộ chiếu hoặc mã số thuế"
_STATUS = "Trạng thái; nhiều trạng thái: hồ sơ ở một trong số đó"
_OFFICE = "Cơ quan có thẩm quyền hiện nay, gồm cả cấp dưới"
_DESK = "Nơi tiếp nhận, gồm cả cấp dưới"
_DUE = "Hạn trả hiện nay trước ngày này"
Words = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Number = Annotated[str, StringConstraints(min_length=1, max_length=40)]
Cursor = Annotated[str, StringConstraints(max_length=400)]


class SearchQuery(In):
    """All that is given must hold. Newest first, by the moment of acceptance."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    q: Words | None = Field(None, description=_BOX)
    name: Words | None = Field(None, description=_NAME)
    phone: Number | None = Field(None, description=_PHONE)
    code: Code | None = Field(None, description="Đúng mã hồ sơ")
    office: OfficeCode | None = Field(None, description=_OFFICE)
    desk: OfficeCode | None = Field(None, description=_DESK)
    procedure: ProcedureCode | None = None
    status: Annotated[list[State], Field(default_factory=list, max_length=len(State), description=_STATUS)]
    first: Day = Field(FIRST_DAY, alias="from", description="Tiếp nhận từ ngày")
    last: Day = Field(LAST_DAY, alias="to", description="đến hết ngày")
    due_before: Day | None = Field(None, description=_DUE)
    cursor: Cursor | None = Field(None, description="Con trỏ `next` của trang trước")
    limit: Annotated[int, Field(ge=1, le=200, description="Số dòng mỗi trang (1–200)")] = 50

    def as_question(self, identity_number: str | None = None) -> Question:
        return Question(
            box=self.q,
            name=self.name,
            phone=self.phone,
            identity_number=identity_number,
            code=self.code,
            office=self.office,
            desk=self.desk,
            procedure=self.procedure,
            states=tuple(dict.fromkeys(self.status)),
            first=self.first,
            last=self.last,
            due_before=self.due_before,
        )


class SearchIn(SearchQuery):
    """The same in a body, where an identity number may stand."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    identity_number: Number | None = Field(None, description=_NUMBER)
