"""Prints over the wire."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field


class PrintOut(BaseModel):
    """One print of a paper; printed again it has the same digest."""

    model_config = ConfigDict(from_attributes=True)

    version: int | None = Field(description="Số thứ tự của việc lập giấy này; trống: phiếu kiểm soát")
    form: str
    size: str
    sha256: str = Field(description="SHA-256 của tệp đã in")
    signer: str | None = Field(description="Chữ ký số của cơ quan, nếu có")
    printed_at: datetime
    printed_by: str
