"""The board of an office over the wire."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field


class BoardRowOut(BaseModel):
    """One unit with everything below it."""

    model_config = ConfigDict(from_attributes=True)

    code: str
    name: str
    is_own: bool = Field(description="Chính đơn vị được hỏi, không kể các đơn vị bên dưới (`direct=true`)")
    open: int
    due_today: int
    late: int
    waiting: int = Field(description="Đang tạm dừng, chờ người nộp")
    oldest_late_at: datetime | None
    oldest_late_days: int | None = Field(None, description="Số ngày làm việc của hồ sơ quá hạn lâu nhất")
    staff: int = Field(description="Số cán bộ đang giữ việc")
    last_work_at: datetime | None = Field(description="Bước gần nhất bắt đầu hoặc kết thúc; trống: chưa có việc nào")
    is_silent: bool = Field(False, description="Quá một ngày làm việc không có bước nào")


class BoardOut(BaseModel):
    """Every unit directly below, and the office itself."""

    office: str
    units: list[BoardRowOut]
    as_of: datetime
