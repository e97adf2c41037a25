"""An officer's work handed to another, over the wire."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from services.processing.schemas.acts import Account, Words


class HandingIn(BaseModel):
    """To whom, and why."""

    model_config = ConfigDict(extra="forbid")

    to: Account = Field(description="Tài khoản cán bộ nhận bàn giao")
    note: Words = Field(description="Lý do, quyết định")
    cursor: Annotated[str | None, Field(max_length=400, description="`next` của lần gọi trước")] = None
