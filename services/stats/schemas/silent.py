"""Offices that told nothing, over the wire."""

from datetime import date

from pydantic import Field

from services.stats.schemas.out import LegalInstant, Out


class SilentOut(Out):
    """`last_on`: the last day on which anything came in or ended there."""

    code: str
    name: str
    last_on: date | None = Field(description="Trống: không có gì từ `looked_from`")


class SilentOfficesOut(Out):
    """Those directly below the office without a single receipt or end since `quiet_since`."""

    office: str
    quiet_since: date = Field(description="Ngày làm việc gần nhất trước hôm nay: từ ngày này không có gì")
    looked_from: date
    as_of: LegalInstant
    items: list[SilentOut]
