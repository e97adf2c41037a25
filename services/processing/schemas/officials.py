"""Officials over the wire: work contacts, never a citizen's."""

import re
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from services.processing.domain.warnings.official import Official
from services.processing.repository.officials import Entered
from shared.callers import Role
from shared.errors import Invalid
from shared.notify.message import Medium, MessageState
from shared.web.fields import Code, Text
from shared.web.problems import as_field_refusal

_NUMBER = re.compile(r"(?:\+?84|0)([35789]\d{8}|2\d{9})")
Email = Annotated[str, StringConstraints(max_length=254, pattern=r"^[^\s@<>\"]+@[^\s@<>\"]+\.[A-Za-z]{2,}$")]


def _e164(raw: str) -> str:
    found = _NUMBER.fullmatch(re.sub(r"[\s.\-()]", "", raw))
    if not found:
        message = "Số điện thoại phải là 10 số di động (03, 05, 07, 08, 09) hoặc 11 số cố định (02)"
        raise as_field_refusal(Invalid("phone_not_valid", message))
    return f"+84{found[1]}"


Phone = Annotated[str, StringConstraints(max_length=40), AfterValidator(_e164)]
Duty = Literal[Role.CLERK, Role.OFFICER, Role.LEADER]


class OfficialIn(BaseModel):
    """What holds from now on; without `media` he is not told by messages."""

    model_config = ConfigDict(extra="forbid")

    name: Text = Field(description="Họ và tên cán bộ")
    offices: Annotated[list[Code], Field(min_length=1, max_length=20, description="Đơn vị nơi làm việc")]
    roles: Annotated[list[Duty], Field(min_length=1, max_length=3, description="Làm việc ở đó với vai trò gì")]
    media: Annotated[list[Medium], Field(max_length=len(Medium), description="Nhận tin qua kênh nào")] = []
    at_once: bool = Field(False, description="Báo cả trong ngày khi có việc sắp đến giờ hạn hoặc vừa quá hạn")
    email: Email | None = Field(None, description="Thư công vụ")
    phone: Phone | None = Field(None, description="Điện thoại công vụ; lưu dạng +84…")
    zalo: Phone | None = Field(None, description="Số điện thoại dùng Zalo")

    def as_official(self, account: str) -> Official:
        return Official(
            account=account,
            name=self.name,
            offices=tuple(sorted(set(self.offices))),
            roles=tuple(sorted(set(self.roles))),
            media=tuple(dict.fromkeys(self.media)),
            at_once=self.at_once,
            email=self.email,
            phone=self.phone,
            zalo=self.zalo,
        )


class OfficialOut(BaseModel):
    """As it was entered, by whom and when; `version` counts the changes."""

    account: str
    name: str
    offices: list[str]
    roles: list[Role]
    media: list[Medium]
    at_once: bool
    email: str | None
    phone: str | None
    zalo: str | None
    version: int
    changed_at: datetime
    changed_by: str

    @classmethod
    def of(cls, entered: Entered) -> "OfficialOut":
        o = entered.official
        return cls(
            account=o.account,
            name=o.name,
            offices=list(o.offices),
            roles=list(o.roles),
            media=list(o.media),
            at_once=o.at_once,
            email=o.email,
            phone=o.phone,
            zalo=o.zalo,
            version=entered.version,
            changed_at=entered.changed_at,
            changed_by=entered.changed_by,
        )


class OfficialsOut(BaseModel):
    """A page, by account; `next` is empty on the last."""

    officials: list[OfficialOut]
    next: str | None


class ToldOut(BaseModel):
    """A message to an official: what was said, by what, and what became of it."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    medium: Medium
    kind: Literal["morning", "at_once", "reminder"]
    address: str | None = Field(validation_alias="masked", description="Địa chỉ đã che")
    subject: str | None
    text: str | None
    state: MessageState
    tries: int = Field(validation_alias="attempts")
    queued_at: datetime
    next_try_at: datetime | None = Field(description="Lúc gửi (lại); để trống khi đã xong")
    ended_at: datetime | None
    error: str | None = Field(description="Mã lý do chưa gửi được hoặc hỏng")


class MessagesOut(BaseModel):
    """A page, newest first; `next` is empty on the last."""

    messages: list[ToldOut]
    next: str | None
